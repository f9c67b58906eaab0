"""Sheets: what a press prints at once, with the pages on it, what is cut off, and the marks beside them.

Lengths are points; the origin is the top left corner of the sheet as it comes from the press, y grows downwards.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from pdfbrochure.model.shops import MILLIMETER
from pdfbrochure.text.lines import Line

# Beside the bleed there is room for marks of 5 mm, their distance, and a line of text.
_MARGIN: Final = 9 * MILLIMETER
_LEAST_MARGIN: Final = 12 * MILLIMETER


class Box(Struct, frozen=True):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    foot: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.foot - self.top

    def grown(self, by: float) -> Box:
        """Return the rectangle that is larger by a length on all sides."""
        return Box(self.left - by, self.top - by, self.right + by, self.foot + by)


class PlacedPage(Struct, frozen=True):
    """A page on a sheet: its number from 1, where its trimmed corner lies, and what of it is printed."""

    number: int
    x: float
    y: float
    clip: Box


class Stroke(Struct, frozen=True):
    """A thin line of a mark, on all plates. `dashed`: a fold."""

    x0: float
    y0: float
    x1: float
    y1: float
    dashed: bool = False


class Ring(Struct, frozen=True):
    """A circle of a registration mark, on all plates."""

    x: float
    y: float
    radius: float


class Patch(Struct, frozen=True):
    """A field of the color bar: shares of cyan, magenta, yellow and black."""

    box: Box
    plates: tuple[float, float, float, float]


class Legend(Struct, frozen=True):
    """A line of small text beside the pages; `x` and `y` are where its baseline begins."""

    x: float
    y: float
    line: Line


Mark = Stroke | Ring | Patch | Legend


class Sheet(Struct, frozen=True):
    """One side of a sheet.

    Attributes:
        width: Of the whole, with what is cut off.
        height: Of the same.
        trim: What is left after cutting.
        bleed: How far color reaches.
        pages: What stands on it, from left to right.
        marks: Beside it.
        folds: Where it is folded, from its trimmed left edge.
        side: Which side of the sheet it is; "" for a page by itself.
        number: Of the sheet, the outermost first.
    """

    width: float
    height: float
    trim: Box
    bleed: Box
    pages: tuple[PlacedPage, ...]
    marks: tuple[Mark, ...] = ()
    folds: tuple[float, ...] = ()
    side: Literal["", "front", "back"] = ""
    number: int = 1


class Sheets(Struct, frozen=True):
    """All that is printed, in order.

    Attributes:
        sheets: Their sides.
        imposed: Whether pages stand on sheets for folding, rather than each by itself.
        blank: The pages that are empty, for there are none to print on them.
    """

    sheets: tuple[Sheet, ...]
    imposed: bool = False
    blank: tuple[int, ...] = ()


def margin_round(bleed: float, *, marks: bool) -> float:
    """Return how far a sheet reaches beyond the trim."""
    return max(bleed + _MARGIN, _LEAST_MARGIN) if marks else bleed


def blank_sheet(width: float, height: float, bleed: float, *, marks: bool) -> tuple[float, float, Box, Box]:
    """Return width and height of a sheet with so much trimmed paper, its trim box and its bleed box."""
    around = margin_round(bleed, marks=marks)
    trim = Box(around, around, around + width, around + height)
    return width + 2 * around, height + 2 * around, trim, trim.grown(bleed)


def folded_pages(
    count: int, width: float, height: float, bleed: float, folds: tuple[tuple[float, ...], ...], *, marks: bool
) -> Sheets:
    """Return pages that are the sides of sheets themselves, each of which is folded where `folds` of its side say."""
    whole_width, whole_height, trim, reach = blank_sheet(width, height, bleed, marks=marks)
    sides: tuple[Literal["front"], Literal["back"]] = ("front", "back")
    return Sheets(
        tuple(
            Sheet(
                whole_width,
                whole_height,
                trim,
                reach,
                (PlacedPage(number, trim.left, trim.top, reach),),
                folds=folds[(number - 1) % 2],
                side=sides[(number - 1) % 2],
                number=(number + 1) // 2,
            )
            for number in range(1, count + 1)
        )
    )


def single_pages(count: int, width: float, height: float, bleed: float, *, marks: bool) -> Sheets:
    """Return each page by itself."""
    whole_width, whole_height, trim, reach = blank_sheet(width, height, bleed, marks=marks)
    return Sheets(
        tuple(
            Sheet(whole_width, whole_height, trim, reach, (PlacedPage(number, trim.left, trim.top, reach),))
            for number in range(1, count + 1)
        )
    )
