"""What people type of other dialects of Markdown, of web pages and of templates, and what to type here instead.

Nothing of it is printed as bare signs without a finding: an error where there is nothing sensible to set, and else a
warning. The table in docs/brochure-file.md says the same in short, and a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final, Literal

from msgspec import Struct

from pdfbrochure.compose.marks import SUSPECT
from pdfbrochure.compose.typed import BULLETS, WORD_BULLETS, Remark
from pdfbrochure.regexes import compiled_later

# So many remarks on one text say enough.
MOST: Final = 40
LONGEST_LINE: Final = 20_000
CODE: Final = "unsupported-markdown"

_RAISED: Final = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED: Final = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
# What the commonest signs of Word's symbol fonts look like (Wingdings and Symbol as private use characters).
_WORD_SIGNS: Final = {
    "\uf0e0": "→", "\uf0df": "←", "\uf0e8": "→", "\uf0ae": "→", "\uf04a": "☺", "\uf0fc": "✓",
    "\uf0b0": "°", "\uf0b4": "×", "\uf0b1": "±", "\uf0a3": "≤", "\uf0b3": "≥", "\uf06d": "µ",
    "\uf029": ")", "\uf028": "(", "\uf02d": "\u2212", "\uf0b7": "\u2022", "\uf0a7": "\u25aa", "\uf02b": "+",
}  # fmt: skip


class Form(Struct, frozen=True):
    """Something that is not set: how it looks, what it is called, what to type instead."""

    severity: Literal["error", "warning"]
    pattern: str
    what: str
    mend: Callable[[re.Match[str]], str]
    needs: str = ""
    code: str = CODE


def _say(mend: str) -> Callable[[re.Match[str]], str]:
    return lambda _match: mend


def _raised(match: re.Match[str]) -> str:
    return _scripted(match, _RAISED, "raised")


def _lowered(match: re.Match[str]) -> str:
    return _scripted(match, _LOWERED, "lowered")


def _scripted(match: re.Match[str], signs: dict[str, str], how: str) -> str:
    if all(char in signs for char in match[2]):
        return f"type {match[1]}{''.join(signs[char] for char in match[2])}"
    return f"type {match[1]}{match[2]}, since only digits can be {how}"


def _symbol(match: re.Match[str]) -> str:
    meant = _WORD_SIGNS.get(match[0])
    return f"type {meant}" if meant else "delete it, or type the sign that you see in Word from another font"


def _character(match: re.Match[str]) -> str:
    meant = unescape(unescape(match[0]))
    return f"type {meant}" if not meant.startswith("&") else "type the sign itself, or delete it"


# In order of precedence: what an earlier form has taken, a later one does not see.
FORMS: Final = (
    Form("error", r"^ {0,3}>\s*\[!\w+\].*", "a box",
         _say("write its title in bold at the start of a paragraph: **Note.** \u2026"), "[!"),
    Form("error", r"^ {0,3}:{3,}.*", "the fence of a box", _say("delete the lines of colons"), ":::"),
    Form("error", r"\{\{[<%]?.{0,200}?[>%]?\}\}|\{%.{0,200}?%\}", "a placeholder of a template",
         _say("write what it stands for"), "{"),
    Form("error", r"\^\[[^\]]{1,200}\]", "a footnote inside the text",
         _say("type [^1], and its text on a line of its own below: [^1]: \u2026"), "^["),
    Form("error", r"^ {0,3}\[{1,2}_{0,2}(?:TOC|toc|Toc)_{0,2}\]{1,2}\s*$", "a table of contents",
         _say("delete the line"), "["),
    Form("error", r"^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]\](?=[ \t])", "a box to tick",
         _say("type `- ` alone"), "["),
    Form("error", r"\[/(?:b|i|u|url|img|quote|color|size|caption|\w+_\w+)\]"
         r"|\[(?:url|img|color|size|caption|gallery|embed|vc_\w+)(?:[ =][^\]]{0,200})?\](?![(\[])",
         "a sign of another program", _say("delete it; type **words** for bold, [words](https://…) for a link"), "["),
    Form("warning", r"\[\[[^\]\[]{1,100}\]\]", "a link of a wiki", _say("type [words](https://…)"), "[["),
    Form("error", r"\{(?!\s*lang\s*=)[:.#][^{}]{0,100}\}", "a sign for programs", _say("delete it"), "{"),
    Form("error", r"(\w{1,30})~([\w+\-\u2212()]{1,4})~(?!\d)", "a lowered sign", _lowered, "~"),
    Form("error", r"(\w{1,30})\^([\w+\-\u2212()]{1,6})\^", "a raised sign", _raised, "^"),
    Form("warning", r"(?<![=\w])==(?=[^\s=])[^=]{1,200}?(?<=\S)==(?![=\w])", "highlighted text",
         _say("type **words**"), "=="),
    Form("warning", r"(?<![+\w])\+\+(?=[^\s+])[^+]{1,200}?(?<=\S)\+\+(?![+\w])", "underlined text",
         _say("type *words*"), "++"),
    Form("warning", r"'''(?=\S)[^']{1,200}?'''", "the bold of a wiki", _say("type **words** instead"), "'''"),
    Form("warning", r"\$\$.{1,200}?\$\$", "a formula",
         _say("write it with the signs themselves, such as ×, ² and ≤"), "$$"),
    Form("warning", r"&(?:amp;#?\w{2,20}|(?!#)\w{2,20}|#\w{1,8});", "a sign of web pages", _character, "&"),
    Form("warning", r"^ {0,3}\.\. [a-z]+::.*", "a directive", _say("delete the line"), ".. "),
    Form("warning", r"^ {0,3}#{2,6}[^#\s].{0,60}", "a sub-heading without its space",
         lambda match: "type " + re.sub(r"(#+)", r"\1 ", match[0].strip(), count=1), "#"),
    Form("warning", r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,30}:(?![\w:/])", "the name of an emoji",
         _say("type the sign itself, or delete it"), ":"),
    Form("warning", r"(?<!\\)\[[^\]\[\n]{1,100}\] \((?:https?://|www\.|mailto:)[^\s)]+\)", "a link with a space in it",
         lambda match: "type " + match[0].replace("] (", "](", 1), "] ("),
    Form("warning", r"(?<!\\)\[[^\]\[\n]{1,100}\]\((?:https?://|www\.|mailto:)[^)\n]*$", "a link that is not closed",
         lambda match: "type " + re.sub(r"(\]\(\S+?)[.,;:!?]?(?:\s.*)?$", r"\1)", match[0]), "]("),
    Form("error", "[\uf020-\uf0ff]", "a sign that only the symbol fonts of Word have", _symbol,
         code="word-sign"),
)  # fmt: skip

_WORD_SIGN: Final = re.compile(rf"(?!(?<=\n)[{WORD_BULLETS}]|(?<![\s\S])[{WORD_BULLETS}])[\uf020-\uf0ff]")
_TABLE_ROW: Final = re.compile(r"^[ \t>]*\|.*\|\s*$")
_LISTED: Final = compiled_later(rf"\s*(?:[-*+\u2013{BULLETS}{WORD_BULLETS}o§Øüvq]|\(?\w{{1,9}}[.)])\s")
_TABS: Final = re.compile(r"\S[ ]*\t[ ]*\S")
_DEFINITION: Final = re.compile(r"^ {0,3}:[ \t]+\S.*")
_HIDDEN: Final = compiled_later(r"\\[!-/:-@\[-`{-~]|(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s)\]>]+")


def remarks_on(lines: list[str]) -> list[Remark]:
    """Return what is to be said about the lines of a text, as typed."""
    found: list[Remark] = []
    for remark in (*_tables(lines), *_definitions(lines), *_forms(lines)):
        found.append(remark)
        if len(found) >= MOST:
            break
    return found


def _masked(line: str) -> str:
    """Return a line with code and escaped signs blanked out; of an endless one, its beginning."""
    line = line[:LONGEST_LINE]
    if "\\" not in line and "`" not in line:
        return line
    return _HIDDEN.sub(lambda match: "\0" * len(match[0]), line)


def _forms(lines: list[str]) -> Iterator[Remark]:
    for number, typed in enumerate(lines):
        if not SUSPECT.search(typed):
            continue
        line = _masked(typed)
        for form in FORMS:
            if form.needs and form.needs not in line:
                continue
            seen = _without_addresses(line) if form.needs[:1] in ("~", "^", "=", ":", "+") else line
            for match in re.finditer(form.pattern, seen):
                if _is_range(form, match) or _is_bullet(line, match) or _is_read(match):
                    continue
                words = typed[match.start() : match.end()].strip()
                shown = f"U+{ord(words):04X}" if len(words) == 1 else f"\u201c{words[:60]}\u201d"
                what = f"{form.what} ({shown}) cannot be set"
                what += ", and is printed as typed" if form.severity == "warning" else ""
                yield Remark(form.severity, what, form.mend(match), number, words, form.code)
                line = line[: match.start()] + "\0" * (match.end() - match.start()) + line[match.end() :]


def _is_range(form: Form, match: re.Match[str]) -> bool:
    """Whether tildes stand between numbers, as in Korean ranges: 10~12~14."""
    return form.needs == "~" and match[1][-1].isdigit() and match[2].isdigit()


def _is_read(match: re.Match[str]) -> bool:
    """Whether it is an entity that Markdown reads as the character that it names."""
    return match[0] == "&amp;" or (match[0][0] == "&" and unescape(match[0])[:1] != "&")


def _is_bullet(line: str, match: re.Match[str]) -> bool:
    """Whether a sign of Word's is the bullet of a list."""
    return match[0] in WORD_BULLETS and not line[: match.start()].strip()


def without_word_signs(text: str) -> str:
    """Return a text without the signs that have been reported, so that no font is looked for to set them."""
    return _WORD_SIGN.sub("", text)


def _without_addresses(line: str) -> str:
    return _ADDRESS.sub(lambda match: "\0" * len(match[0]), line) if "/" in line or "www" in line else line


def _tables(lines: list[str]) -> Iterator[Remark]:
    """Remark once on rows parted by upright strokes that are no table, and on each table parted by tabs."""
    inside = False
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        begins = bool(_TABLE_ROW.match(line) and _TABLE_ROW.match(after))
        if begins and not inside:
            strokes = line.strip().lstrip("> ").count("|") - 1
            what = f"the row “{line.strip()[:60]}” has no header above it, so that it is no row of a table"
            mend = f"type a header and a line of dashes above it, | … | {' | '.join(['---'] * max(1, strokes))} |"
            if number and not lines[number - 1].strip():
                mend += ", and no empty line between rows"
            yield Remark("error", what, mend[:200], number, line.strip(), code=CODE)
        inside = begins or (inside and "|" in line)
        if _has_tabs(line) and _has_tabs(after) and not (number and _has_tabs(lines[number - 1])):
            cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
            mend = f"type strokes between them, and a line of dashes below the first row: | {' | '.join(cells)} |"[:160]
            what = f"the columns of a table (“{' '.join(cells)[:60]}”) are parted by tabs, which become spaces"
            yield Remark("warning", what, mend, number, cells[0], code=CODE)


def _has_tabs(line: str) -> bool:
    """Whether tabs part a line into columns, and do not only stand behind a bullet or a number."""
    listed = _LISTED.match(line) if "\t" in line else None
    return "\t" in line and bool(_TABS.search(line, listed.end() if listed else 0))


def _definitions(lines: list[str]) -> Iterator[Remark]:
    """Remark on terms with their definition on a line that begins with a colon."""
    for number, line in enumerate(lines):
        if number and lines[number - 1].strip() and _DEFINITION.match(line):
            term = lines[number - 1].strip()
            if term.startswith(":"):
                continue
            what = f"a definition (\u201c{line.strip()[:60]}\u201d) cannot be set, and runs on after its term"
            mend = f"type **{term[:60]}** {line.strip()[1:].strip()[:60]}"
            yield Remark("warning", what, mend, number, line.strip(), code=CODE)
