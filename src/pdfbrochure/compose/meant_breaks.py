"""Which line ends of a paragraph are meant: those of opening hours, addresses and verses, not those of wrapped text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal
from unicodedata import east_asian_width

from pdfbrochure.regexes import compiled_later

# Nobody wraps text in narrower lines than these, in characters; and a line of an address is shorter than these.
NARROWEST: Final = 45
LONGEST: Final = 60
LONGEST_OF_CONTACT: Final = 72
# Signs that a line is an entry by itself: a number, "Name: value", an address.
_ENTRY: Final = compiled_later(r"\d|\w\s?:\s|@|www\.|https?:|:$")
_ADDRESS: Final = compiled_later(r"www\.|https?:|\S+@")
_ENDED: Final = (
    ".",
    "!",
    "?",
    "\u2026",
    "\u3002",
    "\uff01",
    "\uff1f",
    "\u06d4",
    "\u061f",
    "\u0964",
    "-",
    "\u2010",
    "\u2013",
    "\u2014",
)

Breaks = Literal["keep", "ask", "fold"]


def judge_breaks(lines: Sequence[str], *, contact: bool = False) -> Breaks:
    """Return whether the line ends of one paragraph are kept, kept with a question, or folded into spaces.

    Wrapped text is known by this: the first word of each line would not have found room on the line before.

    Args:
        lines: The lines of the paragraph, without signs of Markdown or with them.
        contact: Whether they are of the imprint, in which lines are meant unless they are as wide as wrapped text.
    """
    rows = [line.strip() for line in lines]
    if len(rows) < 2 or not all(rows):
        return "fold"
    longest = max(map(_width, rows))
    if contact and longest <= LONGEST_OF_CONTACT:
        return "keep"
    if longest > LONGEST or any(row.endswith("\\") for row in rows[:-1]):
        return "fold"
    widest = max(longest, NARROWEST)
    for row, after in pairwise(rows):
        if _width(row) + 1 + _width(after.split(maxsplit=1)[0]) > widest:
            return "fold"
    if all(_ENTRY.search(row) for row in rows):
        return "keep"
    if any(row.endswith(_ENDED) for row in rows[:-1]):
        return "fold"
    opens = all(_opens(row) for row in rows[1:])
    return "ask" if opens and longest <= NARROWEST else "fold"


def _width(row: str) -> int:
    """Return how wide a line is, in Latin characters; those of China, Japan and Korea count twice."""
    return len(row) if row.isascii() else len(row) + sum(east_asian_width(char) in "WF" for char in row)


def _opens(row: str) -> bool:
    """Whether a line begins as an entry does: with anything but a small letter, or with an address."""
    first = row.lstrip("*_[(\u201c\u201e\u00ab\"'")[:1]
    is_letter = first.isalpha() and not first.islower()
    return is_letter or first.isdigit() or first in "+\u2013\u2014\u00a9" or bool(_ADDRESS.match(row))
