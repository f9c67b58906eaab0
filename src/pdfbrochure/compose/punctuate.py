"""Quotes, dashes, ellipses and spaces as the language sets them; words are never touched.

Takes the runs of one paragraph and a Language, gives as many runs. What a language does is data (`Punctuation`);
here are the steps in which it is done. Addresses in the text are hidden from all steps.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Final

from pdfbrochure.compose.quotes import curl_quotes
from pdfbrochure.model.language import Language, Punctuation

_NO_BREAK: Final = "\u00a0"

# Stands for each character of an address while the steps run. A noncharacter, which no YAML file may hold (YAML 1.2.2,
# 5.1); should it come from elsewhere, it is hidden like an address.
_HIDDEN: Final = "\ufffe"

# Latin ones, and those of Arabic, Persian, Devanagari, Bengali and Thai.
_DIGITS: Final = tuple("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙")

# What ends an address when written in a sentence: a stop, a bracket, a quote.
_ADDRESS_CHAR: Final = r"[^\s\"<>«»“”„\ufffe]"
_ADDRESS_END: Final = r"[^\s\"<>«»“”„\ufffe.,;:!?)\]'’…]"
_ADDRESS: Final = (
    rf"(?:https?://|mailto:|(?<!\w)www\.){_ADDRESS_CHAR}*{_ADDRESS_END}"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.-])(?:[\w-]+\.)+[a-z]{{2,}}/{_ADDRESS_CHAR}*{_ADDRESS_END}"
    rf"|{_HIDDEN}"
)

# A number with its decimals, thousands or minutes, and a range of two. Not begun inside a code, an ISO date, a
# telephone number or a path; not ended before one. May be followed by "-year-olds".
_NUMBER: Final = r"\d+(?:[.,:]\d+)*"
_RANGE: Final = (
    rf"(?<![\w\-–—−/\\+@#=])(?<!\d[.,:])(?<![\d)][ \u00a0])({_NUMBER})(\.?)-({_NUMBER})"
    r"(?![\w–—/@+=]|[.,:]\d|-(?![^\W\d_])| \d)"
)

# A year is written with four digits and needs no company; numbers from here to there are taken for years.
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2099

# Longer than two full dates, "14.12.2016-03.01.2017", is no range but a code.
_LONGEST_RANGE: Final = 20

# So many paragraphs are kept with their marks, for a build with few changes.
MOST_KNOWN: Final = 8192

# Telephone numbers such as 555-1234 have three digits and four.
_TELEPHONE: Final = (3, 4)


class _Step:
    """One rule: where it applies, what it puts there, and strings without any of which it finds nothing.

    `part` is a short pattern for a part of all that it finds, which is looked for before.
    """

    def __init__(
        self, needs: Sequence[str], pattern: str, replace: Callable[[re.Match[str]], str], part: str = ""
    ) -> None:
        self.pattern, self.replace, self._part = pattern, replace, part
        self._signs = frozenset(need for need in needs if len(need) == 1)
        self._words = tuple(need for need in needs if len(need) > 1)
        self._lasts = frozenset(word[-1] for word in self._words)

    def may_find(self, text: str, signs: frozenset[str]) -> bool:
        """Return whether it may find something in a text that holds these signs."""
        has_word = not self._lasts.isdisjoint(signs) and any(map(text.__contains__, self._words))
        if not has_word and self._signs.isdisjoint(signs):
            return False
        return not self._part or re.search(self._part, text) is not None


def punctuate(parts: Sequence[str], language: Language) -> list[str]:
    """Return the runs of one paragraph with the punctuation of the language.

    Args:
        parts: Consecutive runs, as emphasis and links split them. Context crosses them.
        language: Whose rules to follow.

    Returns:
        As many runs. Letters and digits are the same in each.
    """
    return [*_punctuated(tuple(parts), language.punctuation)]


@functools.lru_cache(maxsize=MOST_KNOWN)
def _punctuated(parts: tuple[str, ...], marks: Punctuation) -> tuple[str, ...]:
    text = "".join(parts)
    ends: list[int] = []
    for part in parts:
        ends.append(len(part) + (ends[-1] if ends else 0))
    text, addresses = _hide_addresses(text)
    before, after = _steps(marks)
    text = _applied(before, text, ends)
    text = curl_quotes(text, marks)
    text = _applied(after, text, ends)
    text = _show_addresses(text, addresses)
    return tuple(text[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)) if parts else ()


def _hide_addresses(text: str) -> tuple[str, list[str]]:
    """Return the text with as many stand-ins as its addresses have characters, and the addresses."""
    if "/" not in text and "@" not in text and "www." not in text and _HIDDEN not in text:
        return text, []
    addresses: list[str] = []

    def hide(match: re.Match[str]) -> str:
        addresses.append(match[0])
        return _HIDDEN * len(match[0])

    return re.sub(_ADDRESS, hide, text), addresses


def _show_addresses(text: str, addresses: list[str]) -> str:
    """Return the text with its addresses put back, in order."""
    if not addresses:
        return text
    hidden = iter("".join(addresses))
    return re.sub(_HIDDEN, lambda _: next(hidden), text)


def _applied(steps: Sequence[_Step], text: str, ends: list[int]) -> str:
    """Return the text after all steps, with the ends of the runs moved along."""
    signs = frozenset(text)
    for step in steps:
        if step.may_find(text, signs):
            before, text = text, _apply(step, text, ends)
            signs = signs if text is before else frozenset(text)
    return text


def _apply(step: _Step, text: str, ends: list[int]) -> str:
    """Return the text after one step, with the ends of the runs moved along."""
    pieces: list[str] = []
    done = 0
    grown = 0
    run = 0
    for match in re.finditer(step.pattern, text):
        start, end = match.span()
        new = step.replace(match)
        if new == match[0]:
            continue
        pieces += (text[done:start], new)
        done = end
        while run < len(ends) and ends[run] <= start:
            ends[run] += grown
            run += 1
        inside = run
        while inside < len(ends) and ends[inside] < end:
            # The run ended within what was replaced: it keeps the part of the new text that lies before its end.
            ends[inside] = start + grown + min(ends[inside] - start, len(new))
            inside += 1
        run = inside
        grown += len(new) - (end - start)
    for later in range(run, len(ends)):
        ends[later] += grown
    return "".join([*pieces, text[done:]]) if pieces else text


@functools.lru_cache(maxsize=64)
def _steps(marks: Punctuation) -> tuple[tuple[_Step, ...], tuple[_Step, ...]]:
    """Return the steps of a language before its quotes are curled, and those after."""
    before = [
        _Step(("  ",), " {2,}", lambda _: " "),
        _Step(("...",), r"(?<![.…])\.{3}(?![.…])", lambda _: marks.ellipsis),
        *_dash_steps(marks),
        _Step(
            (".-", *(f"{digit}-" for digit in _DIGITS)), _RANGE, lambda match: _joined_range(match, marks.range_dash)
        ),
    ]
    return tuple(before), (*_spacing_steps(marks), *_no_break_steps(marks))


def _dash_steps(marks: Punctuation) -> list[_Step]:
    """Return the steps that set dashes between words."""
    dash = marks.dash.strip()

    def between(match: re.Match[str]) -> str:
        typed = match[1]
        return marks.dash if typed in {"-", "--", "\u2010"} else f"{_NO_BREAK}{typed} "

    def closed_up(match: re.Match[str]) -> str:
        before, after = match.string[match.start() - 1], match.string[match.end()]
        if before.isdigit() and after.isdigit():
            return marks.range_dash
        return marks.dash if before.isalnum() and after.isalnum() else dash

    return [
        _Step(
            ("---",),
            r"(?<![\s-])( ?)---(?!-)|(?<![^\s])---(?!-)",
            lambda match: (_NO_BREAK if match[1] else "") + marks.long_dash,
        ),
        _Step((" -", " \u2010", " –", " —"), r"(?<=[^\s\-–—]) (--?|[\u2010–—]) (?=[^\s\-–—])", between),
        _Step(("--",), r"(?<=[^\s-])--(?=[^\s-])", closed_up),
        _Step(("--",), r"(?<![^\n])--(?= )", lambda _: dash),
        _Step((" --",), r"(?<=[^\s-]) --(?![^\n])", lambda _: _NO_BREAK + dash),
    ]


def _joined_range(match: re.Match[str], range_dash: str) -> str:
    """Return two numbers joined by the language's dash if they are a range, else as they are."""
    first, stop, last = match.groups()
    follows = match.string[match.end() : match.end() + 2]
    has_one_stop = stop and "." not in last and not follows.startswith(".")
    is_code = follows.startswith("-") and not follows.islower()
    if has_one_stop or is_code or not _is_range(first, last):
        return match[0]
    return f"{first}{stop}{range_dash}{last}"


def _is_range(first: str, last: str) -> bool:
    """Return whether two numbers with a hyphen between them count from one to the other."""
    if len(first) + len(last) > _LONGEST_RANGE:
        return False
    if ":" not in first + last and any(len(number) > 1 and number.startswith("0") for number in (first, last)):
        return _is_year_and_short_year(first, last)
    if first.isdigit() and last.isdigit():
        lengths = (len(first), len(last))
        if lengths[0] > lengths[1]:
            return _is_year_and_short_year(first, last)
        if lengths == _TELEPHONE and (int(first) % 10 or int(last) % 10):
            return False
    return _value(first) < _value(last)


def _is_year_and_short_year(first: str, last: str) -> bool:
    """Return whether the numbers are years as in 2016-17; 2017-02 is a month of a year."""
    return len(first) == len("2016") and len(last) == len("17") and first.isdigit() and int(first) % 100 < int(last)


def _value(number: str) -> tuple[int, ...]:
    """Return a number as something to compare: 1,000 is one thousand, 8.5 and 9:30 are pairs."""
    groups = re.split("[.,:]", number)
    if all(len(group) == len("000") for group in groups[1:]):
        return (int("".join(groups)),)
    return tuple(map(int, groups))


def _spacing_steps(marks: Punctuation) -> list[_Step]:
    """Return the steps that set a space before high punctuation and inside quotation marks."""
    steps = []
    space = "[ \u00a0\u202f]?"
    if marks.inside_quotes:
        opening, closing = marks.quotes.primary
        steps += [
            _Step((opening,), rf"{opening}{space}(?=\S)", lambda _: opening + marks.inside_quotes),
            _Step((closing,), rf"(?<=\S){space}{closing}", lambda _: marks.inside_quotes + closing),
        ]
    if marks.before_spaced:
        high = re.escape(marks.spaced)
        pattern = rf"(?<=[^\s(\[{high}:]){space}(?=[{high}](?!\w))"
        steps.append(_Step(tuple(marks.spaced), pattern, lambda _: marks.before_spaced))
    if marks.before_colon:
        pattern = rf"(?<=[^\s(\[;:!?]){space}(?=:(?:\s|$))"
        steps.append(_Step((":",), pattern, lambda _: marks.before_colon))
    return steps


def _no_break_steps(marks: Punctuation) -> list[_Step]:
    """Return the steps that keep a line from ending within what belongs together."""
    steps = [
        # Thousands set apart by a space, as the EU writes them in most languages (ISO 80000-1, 7.3.1).
        _Step(_DIGITS, r"(?<!\d )(?<![\w.,])\d{1,3}(?: \d{3})+(?!\w| \d)", _unbroken, r"\d \d"),
        _Step(_DIGITS, r"(?<![\w.,:/\-])(\d(?:[\d.,]*\d)?) (?=[^\W\d_])", _unless_year),
        _Step(tuple("%‰€£$°"), r"(?<=\d) (?=[%‰€£$°])|(?<=[€£$]) (?=\d)", lambda _: _NO_BREAK),
        # Signs and short forms before a number in any language: § 3, n° 20, № 5, art. 5; COM(2024) 123.
        _Step(tuple("§№°ºᵒ"), r"(?<!\w)(?:§{1,2}|№|[Nn]\.?[°ºᵒ]s?) (?=\d)", _unbroken),
        _Step(("rt. ", "rts. "), r"(?<!\w)[Aa]rts?\. (?=\d)", _unbroken),
        _Step((") ",), r"(?<![^\W\d_])[A-Z]{1,6}\(\d{4}\) (?=\d)", _unbroken),
    ]
    if marks.before_number:
        words = _one_of(marks.before_number)
        steps.append(_Step(marks.before_number, rf"(?<!\w)(?:{words})\.? (?=\d)", _unbroken, r" \d"))
    if marks.after_number:
        words = _one_of(marks.after_number)
        steps.append(_Step(_DIGITS, rf"(?<=\d) (?=(?:{words})(?!\w))|(?<=\d\.) (?=(?:{words})(?!\w))", _unbroken))
    if marks.months:
        # 14. Februar; 2017. február; 1er février. That a sentence ends before a month's name is unlikely.
        steps.append(_Step(_DIGITS, rf"(?<!\w)\d{{1,4}}(?:[.º]|er|η) (?=(?:{_one_of(marks.months)})(?!\w))", _unbroken))
    if marks.titles:
        words = _one_of(marks.titles)
        steps.append(_Step(marks.titles, rf"(?<!\w)(?:{words})\.? (?=[^\W\d_])", _unless_lower_case))
    if marks.unbroken:
        steps.append(_Step(marks.unbroken, rf"(?<!\w)(?:{_one_of(marks.unbroken)})", _unbroken))
    if marks.short_words:
        # Both cases spelled out: ignoring case takes three times as long.
        words = _one_of([*marks.short_words, *map(str.upper, marks.short_words)])
        steps.append(_Step((" ",), rf"(?<![\w'’])(?:{words}) (?=\S)", _unbroken))
    if marks.initials:
        steps.append(_Step((". ",), r"(?<!\w)[^\W\d_]\. (?=[^\W\d_])", _if_initial))
    return steps


def _one_of(words: Sequence[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _unbroken(match: re.Match[str]) -> str:
    return match[0].replace(" ", _NO_BREAK)


def _unless_year(match: re.Match[str]) -> str:
    number = match[1]
    is_year = len(number) == len("2017") and number.isdigit() and _FIRST_YEAR <= int(number) <= _LAST_YEAR
    return match[0] if is_year else _unbroken(match)


def _unless_lower_case(match: re.Match[str]) -> str:
    return match[0] if match.string[match.end()].islower() else _unbroken(match)


def _if_initial(match: re.Match[str]) -> str:
    return _unbroken(match) if match[0].istitle() and match.string[match.end()].isupper() else match[0]
