"""What libyaml could not read, in the words of someone who writes brochures.

libyaml says what it expected and where it gave up; the slip itself is often a line or two earlier. Each rule below
knows one slip, and says where it is and what to type. The first rule that knows the case speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from yaml.events import ScalarEvent

from pdfbrochure.diagnostics import Span
from pdfbrochure.read.alike import odd_colon, without_quotes
from pdfbrochure.read.indentation import (
    LINE_START,
    indented_too_far,
    key_without_colon,
    less_than_first_line,
    wrong_indentation,
)
from pdfbrochure.read.slip import LONGEST_LOOKED_AT, Case, Fault, key_line, odd_start

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml.error import MarkedYAMLError
    from yaml.events import Event

    from pdfbrochure.diagnostics import Report

_ADDRESS_AT_END: Final = re.compile(r": (?:https?|mailto):\S+$")
_NO_SPACE_AFTER_COLON: Final = re.compile(r"[ ]*(?:-[ ]+)*[A-Za-z_]+:(?=[^\s/:])")
_NO_SPACE_AFTER_DASH: Final = re.compile(r"[ ]*-(?=[^\s\-])")
# Longer values are cut in what we ask the user to type; they know how theirs goes on.
_LONGEST_QUOTED: Final = 60
_NO_VALUE_BEGINS_SO: Final = (
    "cannot start any token", "node content", "sequence entries are not allowed", "mapping keys are not allowed",
)  # fmt: skip
_HOW_TO_QUOTE: Final = "put quotes round the value"


def explain(error: MarkedYAMLError, event: Event | None, lines: list[str], report: Report) -> None:
    """Report a syntax error as a slip with its place and its mend.

    Args:
        error: What the parser raised.
        event: The last event before it.
        lines: The file's lines.
        report: Where to.
    """
    case = Case(error, event, lines)
    fault = next(fault for rule in _RULES if (fault := rule(case)) is not None)
    span = Span(fault.line + 1, fault.column + 1, fault.length)
    why = fault.why or "what stands below it can only be looked at once this is mended"
    report.error(fault.code, fault.what, why=why, mend=fault.mend, span=span)


def quote_mend(lines: list[str], line: int, column: int, *, keep_comment: bool = False) -> str:
    """Return what to type instead of the unquoted value that begins at a place (from 0)."""
    text = lines[line] if line < len(lines) else ""
    value = text[column : column + LONGEST_LOOKED_AT].rstrip()
    if not keep_comment:
        value = value.split(" #")[0].rstrip()
    if not value or value[0] in "|>":
        return _HOW_TO_QUOTE
    known = key_line(text)
    key = f"{known['key']}: " if known and known.start("value") == column else ""
    return f"{_HOW_TO_QUOTE}: {key}{_quoted(value)}"


def _quoted(value: str) -> str:
    value = without_quotes(value) or value
    if len(value) > _LONGEST_QUOTED:
        value = value[:_LONGEST_QUOTED].rsplit(" ", 1)[0] + " …"
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _tab(case: Case) -> Fault | None:
    is_tab = case.text[case.column : case.column + 1] == "\t"
    if not is_tab and "tab character" not in case.problem:
        return None
    number = case.line + 1
    column = case.column if is_tab else max(case.text.find("\t"), 0)
    if case.text[:column].strip():
        return Fault("tab", f"line {number} has a tab where only spaces may stand", "use spaces", case.line, column)
    what = f"line {number} starts with a tab" if column == 0 else f"line {number} has a tab in its indentation"
    above = case.line_above(case.line)
    match = None if above is None else LINE_START.match(case.lines[above])
    if above is None or match is None or "\t" in case.lines[above][: match.end() + 1]:
        return Fault("tab", what, "indent with spaces: two for each level", case.line, column)
    # Below a key that waits for its value, two more.
    opens = case.lines[above].rstrip().endswith((":", "|", ">"))
    count = match.end() + 2 * opens
    mend = f"type {count} spaces instead, {'two more than' if opens else 'like'} line {above + 1}"
    return Fault("tab", what, mend if count else "delete it", case.line, column)


def _odd_colon(case: Case) -> Fault | None:
    """A key in a line that fails, or in the one above, has a colon or a space behind it that only looks like one."""
    above = case.line_above(case.line)
    for line in dict.fromkeys((case.start_line, case.line, *([] if above is None else [above]))):
        odd = odd_colon(case.lines[line])
        if odd is not None:
            column, sign, key, wanted = odd
            what = f"after `{key}` in line {line + 1} stands {sign}"
            return Fault("missing-space", what, f"type a colon and a space instead: `{wanted}`", line, column)
    return None


def _odd_start(case: Case) -> Fault | None:
    """A line that fails, or the one above it, begins with a sign that only looks like a space or a dash."""
    above = case.line_above(case.line)
    for line in (case.line, case.start_line, *([] if above is None else [above])):
        text = case.lines[line]
        odd = odd_start(text, line)
        if odd is not None:
            code, what, mend = odd
            return Fault(code, what, mend, line, len(text) - len(text.lstrip(" ")))
    return None


def _too_deep(case: Case) -> Fault | None:
    if "nesting depth" not in case.problem:
        return None
    what = "the brackets are nested too deep"
    return Fault("too-deep", what, "put quotes round it, if it is a text", case.line, case.column)


def _unclosed_quote(case: Case) -> Fault | None:
    if "quoted scalar" not in case.context or not ("end of stream" in case.problem or "document" in case.problem):
        return None
    return _quote_never_closed(case.lines, case.start_line, case.start_column)


def _quote_never_closed(lines: list[str], line: int, column: int) -> Fault:
    quote = lines[line][column : column + 1]
    value = lines[line][column:].rstrip()
    if quote == "'" and value.count("'") == 1 and value[1:2].isalpha():
        what = "the value begins with an apostrophe, which YAML takes for an opening quote"
        return Fault("unclosed-quote", what, quote_mend(lines, line, column), line, column)
    what = f"the quote {quote} opened in line {line + 1} is not closed where it should be"
    return Fault("unclosed-quote", what, f"write {quote} at the end of the text", line, column)


def _escape(case: Case) -> Fault | None:
    if "quoted scalar" not in case.context:
        return None
    column = case.column
    if case.text[column : column + 1] != "\\":
        column = max(case.before.rfind("\\"), 0)
    sign = case.text[column : column + 2]
    why = 'inside of " a backslash begins a special sign'
    mend = "write `\\\\` where a backslash is meant, / in the names of files, or use ' for quotes"
    return Fault("bad-escape", f"`{sign}` means nothing inside of double quotes", mend, case.line, column, 2, why)


def _needs_quotes(case: Case) -> Fault | None:
    """A value begins with a sign that means something in YAML."""
    column = case.column
    if any(word in case.context for word in ("alias", "anchor", "tag")) or "undefined tag" in case.problem:
        line, column = case.start_line, case.start_column
    elif any(words in case.problem for words in _NO_VALUE_BEGINS_SO):
        line = case.line
    else:
        return None
    sign = case.lines[line][column : column + 1]
    if not sign:
        return None
    if sign == "," and "flow" in case.context:
        return Fault("yaml-syntax", "between two commas there is nothing", "delete one of the commas", line, column)
    mend = quote_mend(case.lines, line, column)
    if sign in "*!`" and column > 0 and case.lines[line][:column].strip():
        mend += ", or write `|` after the colon and the text on the lines below"
    return Fault("needs-quotes", f"a value cannot begin with `{sign}` without quotes", mend, line, column)


def _block_text(case: Case) -> Fault | None:
    if "block scalar" not in case.context:
        return None
    sign = case.lines[case.start_line][case.start_column : case.start_column + 1]
    what = f"text follows `{sign}` on the same line"
    mend = f"begin the text on the next line, or put quotes round it if `{sign}` belongs to it"
    return Fault("block-text", what, mend, case.line, case.column)


def _unclosed_bracket(case: Case) -> Fault | None:
    if "flow" not in case.context:
        return None
    sign = case.lines[case.start_line][case.start_column : case.start_column + 1]
    closing = {"[": "]", "{": "}"}.get(sign, "")
    if not closing:
        return None
    if case.line > case.start_line or not case.text[case.column :].strip():
        what = f"the bracket {sign} opened in line {case.start_line + 1} is not closed where it should be"
        mend = f"close it with {closing}, or put quotes round the value if {sign} belongs to the text"
        return Fault("unclosed-bracket", what, mend, case.start_line, case.start_column)
    what = f"between {sign} and {closing} a comma is missing before this, or quotes round a text"
    mend = f"separate with commas: {sign}a: 1, b: 2{closing}" if sign == "{" else "separate with commas: [a, b]"
    return Fault("missing-comma", what, mend, case.line, case.column)


def _colon_in_value(case: Case) -> Fault | None:
    """`title: Exchanges: on crime`."""
    if "mapping values are not allowed" not in case.problem:
        return None
    known = key_line(case.text)
    if known is None or known["value"] is None or known.start("value") > case.column:
        return None
    if known["value"][:1] in ("'", '"'):
        return _text_after_quote(case.line, known.start("value"), case)
    what = "the value has `: ` in it, which YAML takes for a second key"
    mend = quote_mend(case.lines, case.line, known.start("value"))
    address = _ADDRESS_AT_END.search(case.text[:LONGEST_LOOKED_AT])
    if address is not None and address.start() > known.start("value"):
        label = case.text[known.start("key") : address.start()]
        mend = f"put quotes round the label: {_quoted(label)}{address[0]}"
    return Fault("unquoted-colon", what, mend, case.line, case.column)


def _missing_space(case: Case) -> Fault | None:
    """`title:x`, `-title: x`: the slip is in the line itself or in the one above."""
    if "flow" in case.context:
        return None
    if "expected ':'" in case.problem:
        candidates: tuple[int | None, ...] = (case.start_line,)
    elif "mapping values" in case.problem:
        candidates = (case.line_above(case.line),)
    else:
        candidates = (case.line,)
    for line in candidates:
        if line is None:
            continue
        text = case.lines[line]
        for pattern, sign in ((_NO_SPACE_AFTER_DASH, "-"), (_NO_SPACE_AFTER_COLON, ":")):
            found = pattern.match(text)
            if found:
                shown = text.strip()[:_LONGEST_QUOTED]
                at = found.end() - (len(text) - len(text.lstrip()))
                mend = f"write `{shown[:at]} {shown[at:]}`"
                what = f"a space is missing after `{sign}` in line {line + 1}"
                return Fault("missing-space", what, mend, line, found.end())
    return None


def _after_quoted(case: Case) -> Fault | None:
    """Text goes on behind a quoted text: a stray quote, or an apostrophe taken for one."""
    event = case.event
    if not isinstance(event, ScalarEvent) or event.style not in ("'", '"'):
        return None
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    if end.line != case.line or end.column > case.column:
        return None
    if start.line < end.line:
        return _quote_never_closed(case.lines, start.line, start.column)
    return _text_after_quote(start.line, start.column, case)


def _text_after_quote(line: int, column: int, case: Case) -> Fault:
    quote = case.lines[line][column]
    what = f"the text goes on after its closing quote {quote}"
    other = "'" if quote == '"' else '"'
    mend = f"put {other} round the whole value, so that {quote} may stand in it"
    return Fault("text-after-quote", what, mend, line, case.column)


def _after_bracket(case: Case) -> Fault | None:
    """`title: [UNODC] News`."""
    if case.before.rstrip()[-1:] not in ("]", "}") or not case.text[case.column :].strip():
        return None
    known = key_line(case.text)
    if known is None or (known["value"] or " ")[0] not in "[{":
        return None
    what = f"a value cannot begin with `{known['value'][0]}` without quotes"
    return Fault("needs-quotes", what, quote_mend(case.lines, case.line, known.start("value")), case.line,
                  known.start("value"))  # fmt: skip


def _empty_key(case: Case) -> Fault | None:
    if case.text[case.column : case.column + 1] != ":" or case.before.strip(" -"):
        return None
    return Fault("empty-key", "a key is missing before `:`", "write the key", case.line, case.column)


def _document_end(case: Case) -> Fault | None:
    if "document start" not in case.problem:
        return None
    what = "here a second document begins, after the end of the first"
    return Fault("documents", what, "keep one brochure in a file, and delete a line of `...`", case.line, case.column)


def _anything(case: Case) -> Fault:
    words = " ".join(part for part in (case.context, case.problem) if part)
    what = f"line {case.line + 1} cannot be read as YAML"
    mend = "look for a missing quote, colon or space here and in the line above"
    return Fault("yaml-syntax", what, mend, case.line, case.column, why=f"the parser says: {words}")


_RULES: Final[tuple[Callable[[Case], Fault | None], ...]] = (
    _too_deep,
    _tab,
    _odd_start,
    _odd_colon,
    less_than_first_line,
    _unclosed_quote,
    _escape,
    _needs_quotes,
    _block_text,
    _unclosed_bracket,
    _colon_in_value,
    _after_quoted,
    _after_bracket,
    _missing_space,
    indented_too_far,
    key_without_colon,
    _empty_key,
    _document_end,
    wrong_indentation,
    _anything,
)
