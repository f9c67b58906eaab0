"""Measures how much ink lies on each page: the mean of each plate, and the most in one place (GWG 2015)."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pdfbrochure.assets.glyph_ink import ink_of_glyph
from pdfbrochure.assets.pixels import Picture
from pdfbrochure.assets.plates import Edges, Plates
from pdfbrochure.color import BLACK, NO_INK
from pdfbrochure.layout.pages import Page, Pages, PlacedCode, PlacedFlat, PlacedLine, PlacedPhoto
from pdfbrochure.press.inking import Inking

# A QR code is half dark.
_CODE_SHARE = 0.5
# The letters of a line stand between these heights, as shares of the type size.
_ABOVE = 0.72
_BELOW = 0.04


class Coverage(Struct, frozen=True):
    """The ink of one page.

    Attributes:
        page: Its number.
        plates: Mean of cyan, magenta, yellow, black, and inks of their own, in percent of the trimmed page.
        most: Percent of all inks in the square of 15 mm2 that has most.
        x: Where that is, in points from the trim.
        y: The same.
    """

    page: int
    plates: tuple[float, ...]
    most: float
    x: float
    y: float


def measure_coverage(
    pages: Pages, bleed: float, inking: Inking, picture: Callable[[PlacedPhoto], Picture | None]
) -> tuple[Coverage, ...]:
    """Return the ink of each page.

    Args:
        pages: With their bleed.
        bleed: How far that reaches.
        inking: The inks of colors.
        picture: Gives a photo in the inks of the press, coarse.
    """
    return tuple(_measured(page, pages.width, pages.height, bleed, inking, picture) for page in pages.pages)


def _measured(
    page: Page, width: float, height: float, bleed: float, inking: Inking,
    picture: Callable[[PlacedPhoto], Picture | None],
) -> Coverage:  # fmt: skip
    plates = Plates(width + 2 * bleed, height + 2 * bleed)
    # Text lies above all else.
    for thing in sorted(page.things, key=lambda each: isinstance(each, PlacedLine)):
        if isinstance(thing, PlacedLine):
            _print_line(thing, bleed, inking, plates)
            continue
        if isinstance(thing, PlacedCode):
            ends = (thing.x + bleed, thing.y + bleed, thing.x + thing.size + bleed, thing.y + thing.size + bleed)
            plates.fill(ends, BLACK, _CODE_SHARE, over=True)
            continue
        edges = (thing.x + bleed, thing.y + bleed, thing.x + thing.width + bleed, thing.y + thing.height + bleed)
        if isinstance(thing, PlacedFlat):
            ink = inking.of_flat(thing.color, thing.width, thing.height)
            plates.fill(edges, ink, over=ink == BLACK)
        elif isinstance(thing, PlacedPhoto):
            shown = picture(thing)
            if shown is not None:
                plates.place(shown, edges)
        else:
            points = [(x + bleed, y + bleed) for x, y in thing.points]
            if thing.fill:
                plates.shape(points, inking.of(thing.fill), radius=thing.radius)
            if thing.stroke:
                plates.shape(points, inking.of(thing.stroke), weight=thing.weight)
    most = plates.most()
    inside: Edges = (bleed, bleed, bleed + width, bleed + height)
    return Coverage(page.number, plates.means(inside), most.percent, most.x - bleed, most.y - bleed)


def _print_line(placed: PlacedLine, bleed: float, inking: Inking, plates: Plates) -> None:
    """Print the words of a line as the even gray that they make."""
    for run in placed.line.runs:
        face = run.shaper.face
        x = placed.x + run.x + bleed
        baseline = placed.y + run.drop + bleed
        for piece in run.pieces:
            wide = piece.advance * run.size / 1000 * run.scale
            if wide > 0 and not piece.is_space:
                inked = sum(ink_of_glyph(face, glyph) for glyph, *_rest in piece.glyphs) * run.size**2 * run.scale
                high = (_ABOVE + _BELOW) * run.size
                ink = inking.of(run.color)
                edges = (x, baseline - _ABOVE * run.size, x + wide, baseline + _BELOW * run.size)
                if ink != NO_INK or inked:
                    plates.fill(edges, ink, min(1.0, inked / (wide * high)), over=ink == BLACK)
            x += wide + run.tracking * len(piece.glyphs) + (run.space_extra if piece.is_space else 0.0)
