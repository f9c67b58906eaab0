"""A paragraph in pieces: what `prepare` makes and `assemble` makes lines of."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pdfbrochure.text.linebreak import SPACE, Breaks
from pdfbrochure.text.shape import Shaped, Shaper

# end, start, spaces before the end, spaces before the start, penalty, kind, (piece, offset): see `Breaks`.
Row = tuple[float, float, float, float, float, int, tuple[int, int]]

NO_BREAKS: Final = Breaks([], [], [], [], [], [], [])


class Look(Struct, frozen=True):
    """How a stretch of a paragraph is drawn; one font, one direction.

    Attributes:
        level: Embedding level (UAX #9); odd ones run from right to left.
        marked: Whether a mark of direction must follow it, for readers of the PDF.
        language: BCP 47 tag of a phrase in another language than the paragraph's, else empty.
    """

    shaper: Shaper
    size: float
    color: str
    tracking: float
    url: str
    node: int | None
    underline: bool
    level: int = 0
    marked: bool = False
    language: str = ""
    struck: bool = False

    def shape(self, text: str) -> Shaped:
        """Return a text as glyphs in the direction of the stretch."""
        return self.shaper.shape_backward(text) if self.level & 1 else self.shaper.shape(text)


class Prepared(Struct):
    """A paragraph as pieces and legal breaks.

    Attributes:
        pieces: Words and spaces.
        looks: That of each piece.
        breaks: Where a line may end.
        space: Width of a word space.
        backward: Whether the paragraph runs from right to left.
        has_han: Whether there is any Chinese or Japanese in it, whose signs give way to each other and to the margins.
        by_character: Whether slack is shared out between all characters, as in Chinese and Japanese text.
        by_cluster: Whether words are written without spaces, as in Thai, so that letters with their marks may part.
        centered_stops: Whether commas and stops stand in the middle of their em, as in traditional Chinese.
        missing: Characters that no font has.
        lacks_dictionary: Whether words could not be told apart for want of a dictionary.
    """

    pieces: list[Shaped]
    looks: list[Look]
    breaks: Breaks
    space: float
    backward: bool = False
    has_han: bool = False
    by_character: bool = False
    by_cluster: bool = False
    centered_stops: bool = False
    missing: str = ""
    lacks_dictionary: bool = False


def as_breaks(rows: list[Row], start: float) -> Breaks:
    """Return the rows as parallel lists, behind the paragraph's start."""
    ends, starts, spaces_end, spaces_start, penalties, kinds, places = zip(*rows, strict=True)
    return Breaks(
        [0.0, *ends],
        [start, *starts],
        [0, *spaces_end],
        [0, *spaces_start],
        [0.0, *penalties],
        [SPACE, *kinds],
        [(-1, 0), *places],
    )
