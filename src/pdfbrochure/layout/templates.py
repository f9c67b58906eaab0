"""Places what a theme's templates put on pages beside their text, and sets pages off their middle for the fold.

Takes the kind of each page and what its slots hold; gives placed things. Knows no theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.furniture import place_footer
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedPhoto, moved
from pdfbrochure.layout.placing import Sheet
from pdfbrochure.model.page_templates import Frame, Template


def kinds_of(
    number: int, count: int, *, cover: bool, feature: bool, flap: bool = False, plain: bool = False
) -> tuple[str, ...]:
    """Return the kinds of a page by which a theme may have a template for it, the most special first."""
    is_last = number == count
    special = {
        "cover": cover,
        "first": number == 1,
        "plain_last": plain and is_last,
        "last": is_last,
        "flap": flap,
        "feature": feature,
    }
    side = "recto" if number % 2 else "verso"
    return (*(kind for kind, is_ in special.items() if is_), side, "following")


def finish_sheet(
    sheet: Sheet,
    number: int,
    template: Template,
    slots: Mapping[str, Slot],
    on_closing: float | None,
    grounds: Callable[[Sheet], list[Placed]],
    desk: Desk,
) -> None:
    """Draw what a page has beside its text: column rules, the footer, grounds of items, frames.

    Args:
        sheet: What is drawn on the page.
        number: The page's.
        template: What it has.
        slots: What that may show.
        on_closing: By how much higher the footer stands on the closing; None where it does not stand on it.
        grounds: Gives those of items.
        desk: Theme and grid.
    """
    theme, grid = desk.theme, desk.grid
    if theme.page.column_rule:
        sheet.rule_columns(theme.page.column_rule)
    if template.footer:
        sheet.things += place_footer(slots, desk, on_closing=on_closing is not None, up=on_closing or 0.0)
    sheet.things[:0] = grounds(sheet)
    if grid.off_center:
        sheet.things = off_center(sheet.things, grid.width, shift_of(grid, number))
    sheet.things[:0] = place_frames(template.frames, slots, desk, number)


def place_frames(frames: Iterable[Frame], slots: Mapping[str, Slot], desk: Desk, number: int) -> list[Placed]:
    """Return what stands in the frames of a page that is set off its middle."""
    things: list[Placed] = []
    part, grid = desk.theme.pages.part, desk.grid
    for frame in frames:
        x, width = _stretch(frame, desk, number)
        laid = Boxes(desk, part, slots, x=x).cleared(frame.box, width)
        away = part.length(frame.away)
        y = away if frame.edge == "head" else grid.height - away - laid.height
        things += moved(laid.things, x, y)
    return things


def _stretch(frame: Frame, desk: Desk, number: int) -> tuple[float, float]:
    """Return the start edge and the width of a frame on a page."""
    grid = desk.grid
    text = grid.side + shift_of(grid, number)
    asked = desk.theme.pages.part.length(frame.width)
    if frame.frame in ("text", "page"):
        x, width = (text, grid.text_width) if frame.frame == "text" else (0.0, grid.width)
        return x, min(asked, width) if asked else width
    # The fold is at the start of a page with an odd number, which lies on the right.
    if (frame.frame == "inner") == (number % 2 == 1):
        return 0.0, min(asked, text) if asked else text
    end = text + grid.text_width
    width = min(asked, grid.width - end) if asked else grid.width - end
    return grid.width - width, width


def shift_of(grid: Grid, number: int) -> float:
    """Return how far the text of a page stands towards its end edge from where the grid has it."""
    return grid.off_center if grid.fixed or number % 2 else -grid.off_center


def off_center(things: Iterable[Placed], width: float, shift: float) -> list[Placed]:
    """Return the things of a page moved sideways; what reaches the page's edges stays there.

    Args:
        things: What stands on it.
        width: Of the page.
        shift: How far towards the end edge, in points.
    """
    found: list[Placed] = []
    for thing in things:
        if isinstance(thing, (PlacedFlat, PlacedPhoto)):
            at_start, at_end = thing.x <= 0.0, thing.x + thing.width >= width
            if at_start and at_end:
                found.append(thing)
                continue
            if isinstance(thing, PlacedFlat) and (at_start or at_end):
                x = thing.x if at_start else thing.x + shift
                wide = thing.width + (shift if at_start else -shift)
                found.append(msgspec.structs.replace(thing, x=x, width=wide))
                continue
        found += moved([thing], shift, 0.0)
    return found
