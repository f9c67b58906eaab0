"""Slips of indentation, the commonest of all: each rule takes a Case and knows the slip, or returns None."""

from __future__ import annotations

import re
from typing import Final

from pdfbrochure.read.slip import LONGEST_LOOKED_AT, MOST_LINES_LOOKED_AT, Case, Fault, key_line

LINE_START: Final = re.compile(r"([ ]*)((?:-[ ]+)*)")
# A key whose text stands on the lines below it.
_OPENS_TEXT: Final = re.compile(r"[^#]*:[ ]+[|>][-+]?[ ]*$")


def less_than_first_line(case: Case) -> Fault | None:
    """A line of a text below `|` that is indented less than its first line, which is the one that counts."""
    column = len(case.text) - len(case.text.lstrip(" "))
    first = case.line
    for line in range(case.line - 1, max(-1, case.line - MOST_LINES_LOOKED_AT), -1):
        text = case.lines[line][:LONGEST_LOOKED_AT]
        if not text.strip():
            continue
        if _OPENS_TEXT.match(text):
            break
        first = line
    else:
        return None
    opening = LINE_START.match(text)
    inner = len(case.lines[first]) - len(case.lines[first].lstrip(" "))
    if opening is None or first == case.line or not opening.end() < column < inner:
        return None
    less = inner - column
    what = f"line {case.line + 1} is indented less than line {first + 1}, with which its text begins"
    mend = (
        f"{_indent(inner)}, like line {first + 1}, or take {less} space{'s' if less > 1 else ''} from line {first + 1}"
    )
    return Fault("indentation", what, mend, case.line, column)


def indented_too_far(case: Case) -> Fault | None:
    """A key below a key with a value, but further in."""
    if "mapping values are not allowed" not in case.problem:
        return None
    above = case.line_above(case.line)
    if above is None:
        return None
    known = key_line(case.lines[above])
    indent = len(case.text) - len(case.text.lstrip())
    if known is None:
        return stray_text(case, above)
    column = len(known["before"])
    if indent <= column:
        return None
    what = f"line {case.line + 1} is indented further than `{known['key']}` in line {above + 1}, which has its value"
    return Fault("indentation", what, _indent(column), case.line, indent)


def key_without_colon(case: Case) -> Fault | None:
    """Return the fault of a key that has no colon."""
    if "expected ':'" not in case.problem:
        return None
    return stray_text(case, case.start_line)


def stray_text(case: Case, line: int) -> Fault:
    """Return the fault of text that belongs to no key."""
    text = case.lines[line]
    indent = len(text) - len(text.lstrip())
    what = f"line {line + 1} is neither a key with its value, nor does it belong to the text above"
    above = case.line_above(line)
    mend = "write it as `key: value`"
    if above is not None:
        inner = len(case.lines[above]) - len(case.lines[above].lstrip())
        if inner > indent:
            mend = f"{_indent(inner)}, if it belongs to the text above"
        else:
            mend = "indent it further than the key above, if it belongs to that text"
    return Fault("stray-text", what, mend, line, indent, len(text.strip()))


def wrong_indentation(case: Case) -> Fault | None:
    """A line begins in a column in which nothing above it does, or in one of the other kind."""
    if not ("did not find expected" in case.problem or "expected <block end>" in case.problem):
        return None
    if "parsing a block" not in case.context or case.before.strip():
        return None
    number, column = case.line + 1, case.column
    levels = _levels_above(case)
    is_entry = case.text[column:].split(" ")[0] == "-"
    if column in levels and is_entry:
        what = f"line {number} begins with `-`, but stands where a key belongs"
        return Fault("indentation", what, "give the list a key, such as `items:`, or indent it", case.line, column)
    if column in levels:
        what = f"line {number} stands where `-` belongs: it begins below the dashes of a list"
        mend = f"take its spaces away, if it belongs to the whole file; {_indent(column + 2)}, if to the entry above"
        if column == 0:
            mend = "write `items:` on a line above the list, if this is the list of items"
        return Fault("indentation", what, mend, case.line, column)
    fitting = [level for level, (_, is_dash) in levels.items() if is_dash == is_entry] or list(levels)
    if not fitting:
        return None
    nearest = min(fitting, key=lambda level: (abs(level - column), -level))
    what = f"line {number} begins in column {column + 1}, in which no line above begins"
    mend = f"{_indent(nearest)}, like line {levels[nearest][0] + 1}"
    if nearest and not is_entry and case.text.rstrip().endswith(":"):
        mend += ", or not at all, if it belongs to the whole file"
    return Fault("indentation", what, mend, case.line, column)


def _levels_above(case: Case) -> dict[int, tuple[int, bool]]:
    """Return the columns that are open above a line: the line that opened each, and whether a dash stands there."""
    levels: dict[int, tuple[int, bool]] = {}
    lowest: int | None = None
    for line in range(case.line - 1, max(-1, case.line - MOST_LINES_LOOKED_AT), -1):
        text = case.lines[line][:LONGEST_LOOKED_AT]
        dashes = LINE_START.match(text)
        assert dashes is not None
        indent = len(dashes[1])
        if (lowest is not None and indent > lowest) or not (dashes[2] or key_line(text)):
            continue
        for column, is_dash in ((indent, bool(dashes[2])), (dashes.end(), False)):
            if lowest is None or column <= lowest:
                levels.setdefault(column, (line, is_dash))
        lowest = indent
        if lowest == 0:
            break
    return levels


def _indent(spaces: int) -> str:
    return "do not indent it" if spaces == 0 else f"indent it by {spaces} space{'s' if spaces > 1 else ''}"
