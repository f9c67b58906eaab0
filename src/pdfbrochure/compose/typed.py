"""Lists as people type them, made into the lists of Markdown, and lines that only look like lists kept from it.

Works on the lines of a text before the parser reads them, and keeps their number, so that every finding keeps its line.
Bullets pasted from word processors and lettered entries become lists; dates and lone numbers that begin a paragraph,
and lines such as `> 60 %`, stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from pdfbrochure.diagnostics import Severity
from pdfbrochure.regexes import compiled_later

# Bullets that mean nothing else at the start of a line. Those of Word's symbol fonts are in the private use area.
BULLETS: Final = (
    "\u2022\u2023\u2043\u204c\u204d\u2219\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25e6\u25c6\u25c7\u25b6\u25ba"
    "\u27a2\u27a4\u2756\u00b7\u2794\u30fb\uff65\u318d"
)
WORD_BULLETS: Final = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf075\uf06f\uf071\uf0be\uf0de\uf02d"
_GAP: Final = "[ \t\u00a0\u2002\u2003\u2007\u202f\u3000]"
_BULLET_LINE: Final = compiled_later(rf"([ \t]*)([{BULLETS}{WORD_BULLETS}])({_GAP}*)(.*)")
# Letters that Word's symbol fonts show as bullets, when a tab or several spaces follow.
_LETTER_BULLET: Final = compiled_later(r"([ \t]*)([o§Øüvq])(\t[ \t\u00a0]*|[ \u00a0]{2,})(\S.*)")
_PLAIN_BULLET: Final = compiled_later(rf"([ \t]*)([-*+])({_GAP}+)(\S.*)")
_DASH_LINE: Final = compiled_later(rf"([ \t]*)(\u2013)({_GAP}+)(\S.*)")
_TIGHT_DASH: Final = compiled_later(r"([ ]{0,3})([-\u2013])()([^\W\d_].*)")
_NUMBER_LINE: Final = compiled_later(rf"([ \t]*)(\d{{1,9}})([.)])({_GAP}+)(\S.*)")
_LETTER_LINE: Final = compiled_later(rf"([ ]{{0,3}})(\(?)(\d{{1,3}}|[^\W\d_]|[ivx]{{1,5}})([.)])({_GAP}+)(\S.*)")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
# A number of so many thousands may be a year.
_YEARS: Final = range(1000, 2200)

_UNIT: Final = (
    r"(?:[%\u2030\u00b0\u20ac$\u00a3\u00a5]|per ?cent\b|percent\b|Prozent\b|pour cent\b|por ciento\b|per cento\b"
    r"|(?:[kMGT]W(?:h|p)?|[kmcd\u00b5]?[gm][\u00b2\u00b3]?|[mc]?l|ha|t|h|min|s|EUR|USD|GBP|CHF|PLN|SEK|DKK|Mio|Mrd"
    r"|procent|million|billion|millions|milliards)\b)"
)
_NUMERAL: Final = r"[-\u2212+\u00b1]?[\u20ac$\u00a3\u00a5]?[ \u00a0]?\d+(?:[.,\u00a0\u202f ]\d+)*"
_COMPARISON: Final = compiled_later(
    rf"([ ]{{0,3}})>(=?{_GAP}*[\u20ac$\u00a3\u00a5]\d.*|=?{_GAP}*{_NUMERAL}{_GAP}*{_UNIT}.*|={_GAP}*\d.*)"
)
_GREATER: Final = compiled_later(rf"([ ]{{0,3}})>({_GAP}*({_NUMERAL})(?=[^\w]|$).*)")


class Remark(Struct, frozen=True):
    """Something about a text to be reported. `line` counts from 0; `words` are those to point at."""

    severity: Severity
    what: str
    mend: str
    line: int
    words: str
    code: str


class Typed(Struct, frozen=True):
    """Markdown with as many lines as were typed.

    Attributes:
        lines: The lines.
        labels: What was typed before an entry, by its line, where Markdown knows no such label: "a)".
        remarks: What to report.
    """

    lines: list[str]
    labels: dict[int, str]
    remarks: list[Remark]


def as_markdown(text: str, months: Sequence[str]) -> Typed:
    """Return a text with its typed lists as Markdown's, and with a backslash where a sign begins no list or quote.

    Args:
        text: The Markdown as typed.
        months: Names of the months in the language of the text; a number before one is a date.
    """
    typed = Typed(text.split("\n"), {}, [])
    _join_lone_bullets(typed)
    _bullets(typed)
    _dashes(typed)
    _letters(typed)
    _numbers(typed, tuple(month.casefold() for month in months))
    _comparisons(typed)
    return typed


def _runs(lines: list[str], pattern: re.Pattern[str]) -> Iterator[list[tuple[int, re.Match[str]]]]:
    """Yield runs of lines of one kind, with the same indent; blank lines and what belongs to an entry may part them."""
    run: list[tuple[int, re.Match[str]]] = []
    blank = False
    for number, line in enumerate(lines):
        if not line.strip():
            blank = True
            continue
        match = pattern.fullmatch(line)
        if match is not None and (not run or match[1] == run[0][1][1]):
            run.append((number, match))
        elif match is not None or (blank and run and len(line) - len(line.lstrip()) <= len(run[0][1][1])):
            if run:
                yield run
            run = [(number, match)] if match is not None else []
        blank = False
    if run:
        yield run


# Bullets ---------------------------------------------------------------------------------------------------------


def _join_lone_bullets(typed: Typed) -> None:
    """Bring a bullet on a line of its own to the words on the next."""
    lines = typed.lines
    for number, line in enumerate(lines[:-1]):
        if line.strip() and line.strip() in BULLETS + WORD_BULLETS and lines[number + 1].strip():
            lines[number], lines[number + 1] = f"{line.rstrip()} {lines[number + 1].lstrip()}", ""


def _bullets(typed: Typed) -> None:
    """Make entries of lines that begin with a bullet; another bullet below the first one is a deeper level."""
    lines = typed.lines
    levels: list[str] = []
    told = False
    blank = False
    for number, line in enumerate(lines):
        if not line.strip():
            blank = True
            continue
        sure = _BULLET_LINE.fullmatch(line) or _LETTER_BULLET.fullmatch(line)
        match = sure or (levels and (_DASH_LINE.fullmatch(line) or _PLAIN_BULLET.fullmatch(line))) or None
        if match is None or not match[4]:
            if blank and not line.startswith((" ", "\t")):
                levels = []
            blank = False
            plain = None if levels else _PLAIN_BULLET.fullmatch(line)
            if plain is not None and plain[3].strip(" "):
                lines[number] = f"{plain[1]}{plain[2]} {plain[4]}"
            continue
        blank = False
        if match[2] not in levels:
            levels.append(match[2])
        indent = match[1].expandtabs(4)
        lines[number] = f"{indent or '  ' * levels.index(match[2])}- {match[4]}"
        if match[2] in WORD_BULLETS and not told:
            told = True
            what = f"the sign U+{ord(match[2]):04X} at the start of a line, a bullet of Word, is taken for a list"
            typed.remarks.append(Remark("note", what, "type `- ` instead of it", number, match[2], code="typed-list"))
        inner = [sign for sign in BULLETS if f" {sign} " in match[4]]
        if inner and inner[0] == match[2]:
            what = f"several \u201c{inner[0]}\u201d stand on one line, and only the first of them begins an entry"
            mend = "begin a new line with `- ` for each of them; after `body:` a list needs a `|`"
            typed.remarks.append(Remark("note", what, mend, number, f"{inner[0]} ", code="typed-list"))


def _dashes(typed: Typed) -> None:
    """Make entries of two or more lines, one below the other, that begin with a dash."""
    for pattern in (_DASH_LINE, _TIGHT_DASH):
        for run in _runs(typed.lines, pattern):
            stretch = [each for at, each in enumerate(run) if _touches(run, at)]
            for number, match in stretch:
                typed.lines[number] = f"{match[1]}- {match[4]}"
            if stretch:
                number, match = stretch[0]
                what = f"lines that begin with \u201c{match[2]}\u201d are taken for a list"
                mend = "type `- ` at the start of each, or an empty line between them if they are no list"
                typed.remarks.append(Remark("note", what, mend, number, match[2] + match[3], code="typed-list"))


def _touches(run: list[tuple[int, re.Match[str]]], at: int) -> bool:
    number = run[at][0]
    return (at > 0 and run[at - 1][0] == number - 1) or (at + 1 < len(run) and run[at + 1][0] == number + 1)


# Letters and numbers ---------------------------------------------------------------------------------------------


def _letters(typed: Typed) -> None:
    """Make entries of lines with `a)`, `(1)`, `ii)` in their order; the label stays as typed."""
    for whole in _runs(typed.lines, _LETTER_LINE):
        run: list[tuple[int, re.Match[str]]] = []
        for number, match in [*whole, (-1, None)]:
            if match is not None and (not run or _follows(run[-1][1], match)):
                run.append((number, match))
                continue
            if len(run) > 1 and not (run[0][1][3].isdigit() and not run[0][1][2]):
                for place, (at, entry) in enumerate(run):
                    typed.labels[at] = f"{entry[2]}{entry[3]}{entry[4]}"
                    typed.lines[at] = f"{entry[1]}{place + 1}) {entry[6]}"
            run = [] if match is None else [(number, match)]


def _follows(before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether one label is the next after another."""
    if (before[2], before[4]) != (after[2], after[4]) or (before[4] == "." and before[3].isupper()):
        return False
    first, second = before[3], after[3]
    if first.isdigit() or second.isdigit():
        return first.isdigit() and second.isdigit() and int(second) == int(first) + 1
    if len(first) == len(second) == 1 and ord(second) == ord(first) + 1:
        return True
    return first in _ROMAN and second in _ROMAN and _ROMAN.index(second) == _ROMAN.index(first) + 1


def _numbers(typed: Typed, months: tuple[str, ...]) -> None:
    """Keep dates, years and lone numbers from becoming lists, and tell of lists that all have one number."""
    lines = typed.lines
    runs = [[each for each in run if each[0] not in typed.labels] for run in _runs(lines, _NUMBER_LINE)]
    known = {(match[3], int(match[2])) for run in runs for _, match in run}
    for run in runs:
        if run and not _is_list(run, months, known, lines):
            for number, match in run:
                lines[number] = f"{match[1]}{match[2]}\\{match[3]}{match[4]}{match[5]}"
            continue
        for number, match in run:
            if match[4].strip(" "):
                lines[number] = f"{match[1]}{match[2]}{match[3]} {match[5]}"
        _tell_numbers(run, typed.remarks)


def _tell_numbers(run: list[tuple[int, re.Match[str]]], remarks: list[Remark]) -> None:
    """Remark on a list in which a number comes twice or goes back."""
    numbers = [int(match[2]) for _, match in run]
    back = next((at for at in range(1, len(run)) if numbers[at] <= numbers[at - 1]), 0)
    if back:
        number, match = run[back]
        listed = ", ".join(str(each) for each in numbers[:5]) + (", \u2026" if len(numbers) > 5 else "")
        what = f"the entries of this list are numbered {listed}, and are printed so"
        mend = f"type {', '.join(str(numbers[0] + at) for at in range(min(len(run), 5)))}"
        remarks.append(Remark("warning", what, mend, number, match[2] + match[3], code="list-numbers"))


def _is_list(
    run: list[tuple[int, re.Match[str]]], months: tuple[str, ...], known: set[tuple[str, int]], lines: list[str]
) -> bool:
    """Whether lines that begin with numbers are a list, and neither dates nor a number that stands alone."""
    dates = sum(_is_date(match, months) for _, match in run)
    if 2 * dates >= len(run) or _has_years(run):
        return False
    if len(run) > 1:
        return True
    number, match = run[0]
    value = int(match[2])
    if value == 1:
        return True
    if {(match[3], value - 1), (match[3], value + 1)} & known:
        return True
    # A number with paragraphs or a list of its own below it.
    below = [line for line in lines[number + 1 : number + 3] if line.strip()]
    if not below or not below[0].startswith("   "):
        return False
    return below[0] is not lines[number + 1] or _PLAIN_BULLET.fullmatch(below[0]) is not None


def _has_years(run: list[tuple[int, re.Match[str]]]) -> bool:
    """Whether a number may be a year: 2025, but not the one after 999."""
    numbers = [int(match[2]) for _, match in run]
    counts = all(after == before + 1 for before, after in pairwise(numbers))
    return any(number in _YEARS for number in numbers) and not (counts and numbers[0] not in _YEARS)


def _is_date(match: re.Match[str], months: tuple[str, ...]) -> bool:
    """Whether a number is the day of a date: a month follows, by name or by number."""
    if match[3] != "." or int(match[2]) > 31:
        return False
    word = re.match(r"([^\W\d_]+)\.?(?!\w)|(\d{1,2})\.(?!\w)|(\d{1,2})\. ?\d{4}\b|[-\u2013/]", match[5])
    if word is None:
        return False
    if word[1] is None:
        return True
    name = word[1].casefold()
    return any(name == month or (len(name) >= 3 and month.startswith(name)) for month in months)


# Comparisons -----------------------------------------------------------------------------------------------------


def _comparisons(typed: Typed) -> None:
    """Keep a line such as `> 60 % of the budget` from becoming a quotation, and ask where it may be either."""
    lines = typed.lines
    for number, line in enumerate(lines):
        if ">" not in line[:4]:
            continue
        above = lines[number - 1].strip() if number else ""
        below = lines[number + 1].strip() if number + 1 < len(lines) else ""
        is_quote = below.startswith(">") and not _GREATER.fullmatch(lines[number + 1])
        if is_quote or (above.startswith(">") and not _GREATER.fullmatch(lines[number - 1])):
            continue
        match = _COMPARISON.fullmatch(line) or (above and not above.startswith(">") and _GREATER.fullmatch(line))
        if match:
            lines[number] = f"{match[1]}\\>{match[2]}"
            continue
        maybe = _GREATER.fullmatch(line)
        if maybe is not None and not re.fullmatch(r"\s*(?:1[5-9]|20)\d\d", maybe[3]):
            words = line.strip()[:40]
            what = f"\u201c{words}\u201d is set as a quotation, since a line that begins with `>` is one"
            mend = f"if it means \u201cmore than\u201d, type \\{words}"
            typed.remarks.append(Remark("warning", what, mend, number, words, code="greater-than"))
