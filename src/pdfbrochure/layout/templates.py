"""Places what a theme's templates put on pages beside their text, and sets pages off their middle for the fold.

Takes the kind of each page and what its slots hold; gives placed things. Knows no theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from pdfbrochure.layout.boxes import Boxes, Slot, moved
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, PlacedPhoto
from pdfbrochure.model.page_templates import Frame


def kinds_of(number: int, count: int, *, cover: bool, feature: bool) -> tuple[str, ...]:
    """Return the kinds of a page by which a theme may have a template for it, the most special first."""
    special = {"cover": cover, "first": number == 1, "last": number == count, "feature": feature}
    side = "recto" if number % 2 else "verso"
    return (*(kind for kind, is_ in special.items() if is_), side, "following")


def place_frames(frames: Iterable[Frame], slots: Mapping[str, Slot], desk: Desk, number: int) -> list[Placed]:
    """Return what stands in the frames of a page, before it is set off its middle."""
    things: list[Placed] = []
    part, grid = desk.theme.pages.part, desk.grid
    for frame in frames:
        x, width = _stretch(frame, desk, recto=number % 2 == 1)
        laid = Boxes(desk, part, slots, x=x).lay(frame.box, width)
        if laid is not None:
            away = part.length(frame.away)
            y = away if frame.edge == "head" else grid.height - away - laid.height
            things += moved(laid.things, x, y)
    return things


def _stretch(frame: Frame, desk: Desk, *, recto: bool) -> tuple[float, float]:
    """Return the start edge and the width of a frame on a page that will still be set off its middle."""
    grid = desk.grid
    shift = grid.off_center if recto else -grid.off_center
    if frame.frame == "text":
        return grid.side, grid.text_width
    if frame.frame == "page":
        return -shift, grid.width
    # The fold is at the start of a page on the right.
    at_start = (frame.frame == "inner") == recto
    width = grid.side + (shift if at_start else -shift)
    return (-shift if at_start else grid.side + grid.text_width), width


def off_center(things: Iterable[Placed], width: float, shift: float) -> list[Placed]:
    """Return the things of a page moved sideways; what reaches the page's edges stays there.

    Args:
        things: What stands on it.
        width: Of the page.
        shift: How far towards the end edge, in points.
    """
    return [_moved(thing, width, shift) for thing in things]


def _moved(thing: Placed, width: float, shift: float) -> Placed:
    if isinstance(thing, PlacedLine):
        return PlacedLine(thing.x + shift, thing.y, thing.line)
    if isinstance(thing, (PlacedFlat, PlacedPhoto)):
        at_start, at_end = thing.x <= 0.0, thing.x + thing.width >= width
        if at_start and at_end:
            return thing
        if isinstance(thing, PlacedFlat) and (at_start or at_end):
            x = thing.x if at_start else thing.x + shift
            return msgspec.structs.replace(thing, x=x, width=thing.width + (shift if at_start else -shift))
    return msgspec.structs.replace(thing, x=thing.x + shift)
