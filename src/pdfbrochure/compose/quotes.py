"""Straight quotes made into the language's own: which opens, which closes, which is an apostrophe.

Works on the text of one paragraph and changes single characters only, so that every place in it stays where it was.
"""

from __future__ import annotations

import re
from typing import Final

from pdfbrochure.model.language import Punctuation

_DOUBLE: Final = '"'
_SINGLE: Final = "'"

# Before an opening mark, and after a closing one. Hyphens, dashes and slashes do both (non-"state", "state"-led), and
# so does the curly apostrophe, which is also the closing single quote.
_BEFORE_OPENING: Final = frozenset("([{<¿¡«„‚‹“‘「『（-–—/…’'\u2066\u2067\u2068\u200e\u200f")
_AFTER_CLOSING: Final = frozenset(".,;:!?)]}>»”’›」』-–—/…\"'、。，）؟،؛\u2069\u200e\u200f")

# Feet and inches (5'10"): the inches, even within a quotation.
_INCHES: Final = r"\d'\d+$"

# A single quote that is not within a word.
_OUTER_SINGLE: Final = r"(?<!\w)'|'(?!\w)"


def curl_quotes(text: str, marks: Punctuation) -> str:
    """Return `text` with its straight quotes as the language writes them; marks already curly stay.

    A straight quote after a digit that closes nothing is a prime and stays as it is.
    """
    if _DOUBLE not in text and _SINGLE not in text:
        return text
    return _Reader(text, marks).read()


class _Reader:
    """Reads one paragraph from start to end and decides on each straight quote."""

    def __init__(self, text: str, marks: Punctuation) -> None:
        self._text = text
        self._marks = marks
        self._found: dict[int, str] = {}
        # Places of the quotes that are open now, each with its kind (a typed curly pair counts as double).
        self._open: list[tuple[int, str]] = []
        self._doubles_open = 0
        # Pairs of the places of double quotes, for the nesting.
        self._pairs: list[tuple[int, int]] = []

    def read(self) -> str:
        """Return the text with its quotes curled."""
        opening, closing = self._marks.quotes.primary
        typed = opening + closing if opening != closing else ""
        for match in re.finditer(f"[\"'{typed}]", self._text):
            place, char = match.start(), match[0]
            if char == _DOUBLE:
                self._read_double(place)
            elif char == _SINGLE:
                self._read_single(place)
            elif char == opening:
                self._open_double(place)
            elif self._doubles_open:
                self._close_double(place)
        for place, kind in self._open:
            if kind == _SINGLE:
                self._forget(place)
        self._nest()
        chars = list(self._text)
        for place, char in self._found.items():
            chars[place] = char
        return "".join(chars)

    def _read_double(self, place: int) -> None:
        before, after = self._around(place)
        if self._marks.inner_quote and before.isalpha() and after.isalpha() and not before.isascii():
            self._found[place] = self._marks.inner_quote
            return
        is_open = self._doubles_open > 0
        if before.isdigit() and (not is_open or re.search(_INCHES, self._text[max(0, place - 6) : place])):
            return
        may_open, may_close = self._may_open(place, before), _may_close(after)
        if is_open if may_open == may_close else may_close:
            self._found[place] = self._marks.quotes.primary[1]
            if is_open:
                self._close_double(place)
        else:
            self._found[place] = self._marks.quotes.primary[0]
            self._open_double(place)

    def _read_single(self, place: int) -> None:
        before, after = self._around(place)
        closes = bool(self._open) and self._open[-1][1] == _SINGLE
        if before.isdigit() and re.match(r"\d{3}(?!\d)", self._text[place + 1 : place + 5]):
            # Swiss thousands: 10'000.
            self._found[place] = self._apostrophe(before)
            return
        if before.isdigit() and (after.isdigit() or not (after.isalpha() or closes)):
            return
        may_open, may_close = self._may_open(place, before), _may_close(after)
        if self._is_apostrophe(place, before, after):
            self._found[place] = self._apostrophe(before)
        elif closes and (may_close or not may_open) and not self._is_possessive(place, before):
            self._found[place] = self._marks.quotes.single[1]
            self._open.pop()
        elif may_open or (before.isalpha() and after.isalpha()):
            self._found[place] = self._marks.quotes.single[0]
            self._open.append((place, _SINGLE))
        else:
            self._found[place] = self._apostrophe(before)

    def _is_apostrophe(self, place: int, before: str, after: str) -> bool:
        """Return whether a single quote can be nothing else than an apostrophe."""
        if before.isalnum() and after.isalnum():
            # Chinese and Japanese have no apostrophe and set quotes without spaces; their letters have no case.
            return _has_case(before) or _has_case(after) or self._marks.apostrophe != "’"
        if not before.isalnum() and after.isalnum():
            following = re.match(r"\w+", self._text[place + 1 : place + 12])
            word = following[0].lower() if following else ""
            return word in self._marks.clipped or re.fullmatch(r"\d0s", word) is not None
        return False

    def _is_possessive(self, place: int, before: str) -> bool:
        """Return whether a quote after an s is a plural's, because the next one closes as well ('states' rights')."""
        if before not in {"s", "S"}:
            return False
        following = re.compile(_OUTER_SINGLE).search(self._text, place + 1)
        if following is None:
            return False
        before, after = self._around(following.start())
        return not self._may_open(following.start(), before) and _may_close(after)

    def _apostrophe(self, before: str) -> str:
        """Return the language's apostrophe; Latin words in another script keep theirs."""
        return "’" if before.isascii() else self._marks.apostrophe

    def _around(self, place: int) -> tuple[str, str]:
        """Return the characters before and after a place, empty at the ends."""
        return self._text[max(0, place - 1) : place], self._text[place + 1 : place + 2]

    def _may_open(self, place: int, before: str) -> bool:
        """Return whether a quote at `place` has before it what an opening quote has."""
        if before == _DOUBLE:
            return bool(self._open) and self._open[-1][0] == place - 1
        return not before or before.isspace() or before in _BEFORE_OPENING

    def _open_double(self, place: int) -> None:
        self._open.append((place, _DOUBLE))
        self._doubles_open += 1

    def _close_double(self, place: int) -> None:
        """Close the latest open double quote, and with it the single ones left open inside."""
        while True:
            start, kind = self._open.pop()
            if kind == _DOUBLE:
                break
            self._forget(start)
        self._doubles_open -= 1
        self._pairs.append((start, place))

    def _forget(self, place: int) -> None:
        """Make an apostrophe of a single quote that nothing closes (class of '99)."""
        self._found[place] = self._apostrophe("")

    def _nest(self) -> None:
        """Give every second level of double quotes the marks of a quotation within a quotation."""
        ends: list[int] = []
        for start, end in sorted(self._pairs):
            while ends and ends[-1] < start:
                ends.pop()
            if len(ends) % 2:
                for place, mark in zip((start, end), self._marks.quotes.secondary, strict=True):
                    if self._text[place] == _DOUBLE:
                        self._found[place] = mark
            ends.append(end)


def _may_close(after: str) -> bool:
    """Return whether a quote has after it what a closing quote has."""
    return not after or after.isspace() or after in _AFTER_CLOSING


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()
