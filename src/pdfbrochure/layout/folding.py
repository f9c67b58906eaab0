"""Puts panels, each laid out like a page of its own, side by side on the sides of a sheet to be folded.

Panels come in the order of reading, the cover first and the back last, and are given in that order on each side too:
what is read first stands first in the file, wherever on the sheet it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from pdfbrochure.assets.photos import Crop
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedFlat, PlacedPhoto, moved
from pdfbrochure.model.panels import Panels

# Panels without items: the cover and the back.
ENDS: Final = 2
# So full is the least of the panels that a short text is spread over.
LEAST_FILLED: Final = 0.5


def gather(pages: Pages, panels: Panels) -> Pages:
    """Return panels, which were laid out as pages, as the sides of sheets; what has no panels left is blank.

    The bookmarks keep their heights, and are given the sides on which they stand.
    """
    sheets = -(-len(pages.pages) // panels.count)
    sides: list[Page] = []
    for sheet in range(sheets):
        for side in panels.sides:
            # From the left; text that runs from right to left has the cover at the other edge.
            row = side[::-1] if pages.backward else side
            things: dict[int, list[Placed]] = {}
            x = 0.0
            for place, panel in enumerate(row):
                number = sheet * panels.count + panel
                wide = panels.width_of(panel)
                if number <= len(pages.pages):
                    page = pages.pages[number - 1].things
                    inside = _narrowed(page, pages.width, wide, first=not place, last=place + 1 == len(row))
                    things[number] = moved(inside, x, 0.0)
                x += wide
            sides.append(Page(len(sides) + 1, tuple(thing for number in sorted(things) for thing in things[number])))
    marks = tuple(msgspec.structs.replace(mark, page=side_of(mark.page, panels)) for mark in pages.bookmarks)
    width = sum(panels.width_of(panel) for panel in panels.sides[0])
    return msgspec.structs.replace(pages, width=width, pages=tuple(sides), bookmarks=marks)


def side_of(number: int, panels: Panels) -> int:
    """Return the side of a sheet, counted from 1, on which a panel stands."""
    sheet, panel = divmod(number - 1, panels.count)
    return 2 * sheet + (1 if panel + 1 in panels.sides[0] else 2)


def _narrowed(things: Iterable[Placed], width: float, narrow: float, *, first: bool, last: bool) -> list[Placed]:
    """Return what stands on a panel of a width on a narrow one: only photos over two panels go on over a fold.

    Args:
        things: What stands on it.
        width: Of the panel that they were laid out on.
        narrow: Of the one that they stand on, or the same.
        first: Whether its left edge is one of the sheet's, over which color may go on.
        last: Whether its right edge is.
    """
    found: list[Placed] = []
    for thing in moved(things, (narrow - width) / 2, 0.0):
        crosses = isinstance(thing, PlacedPhoto) and thing.width > width + 1
        if isinstance(thing, (PlacedFlat, PlacedPhoto)) and not crosses:
            left, right = thing.x, thing.x + thing.width
            # What reaches the edge of the wide panel ends at that of the narrow one.
            start = max(left, 0.0) if not first or (narrow < width and left < 0.0) else left
            end = min(right, narrow) if not last or (narrow < width and right > narrow) else right
            found.append(_cut(thing, start, end))
        else:
            found.append(thing)
    return found


def _cut(thing: PlacedFlat | PlacedPhoto, start: float, end: float) -> PlacedFlat | PlacedPhoto:
    """Return what is left of a thing between two places across; of a photo less is shown, not a smaller picture."""
    if (start, end) == (thing.x, thing.x + thing.width):
        return thing
    if isinstance(thing, PlacedFlat):
        return msgspec.structs.replace(thing, x=start, width=end - start)
    crop, share = thing.crop, (thing.crop.right - thing.crop.left) / thing.width
    left = crop.left + share * (start - thing.x)
    shown = Crop(left, crop.top, left + share * (end - start), crop.bottom)
    return msgspec.structs.replace(thing, x=start, width=end - start, crop=shown)


def on_panels(
    pages_of: Callable[[int | None], Pages | None], worth: Callable[[], float], panels: Panels, count: int | None
) -> Pages | None:
    """Return all panels of as many sheets as `count` sides are, or as are needed; None if the text is too long.

    A text that is too short for all panels stands on fewer of them; the others, before the back, are blank.

    Args:
        pages_of: Gives so many panels, each as a page, or as many as are needed; None if that cannot be.
        worth: Gives the number of panels that all text would fill to the last row.
        panels: Those of a sheet.
        count: The sides wanted.
    """
    found = pages_of(None)
    assert found is not None, "without a number of panels there is always a way"
    taken = len(found.pages)
    wanted = -(-taken // panels.count) * panels.count if count is None else count // len(panels.sides) * panels.count
    if taken > wanted:
        found = pages_of(wanted)
        if found is None:
            return None
    elif taken < wanted:
        # Panels that are half full look better than some that are full and others that are blank.
        most = min(wanted, max(taken, ENDS + round(worth() / LEAST_FILLED)))
        others = (pages_of(number) for number in range(most, taken, -1))
        found = next((other for other in others if other is not None), found)
    return msgspec.structs.replace(found, pages=blanks_before_last(found.pages, wanted))


def tell_fullness(worth: float, count: int, desk: Desk) -> float:
    """Warn of a sheet that has much less text than room, and return the share of its panels that the text fills.

    Args:
        worth: The panels that the text would fill to the last row.
        count: The panels that there are.
        desk: Takes the finding.
    """
    panels = desk.edition.panels
    assert panels is not None, "only a sheet has panels"
    share = worth / (panels.count - ENDS)
    if count > panels.count or share >= panels.short:
        return share
    desk.findings.warning(
        "sheet-short",
        f"the text fills {share:.0%} of the panels between cover and back",
        why="a folded sheet is bought whole: panels that are nearly empty look as if something were missing",
        mend="add items, photos or key figures, or take a theme with pages: two of bulletin look fuller",
        origin=("items",),
    )
    return share


def blanks_before_last(pages: Sequence[Page], count: int) -> tuple[Page, ...]:
    """Return pages with blank ones before the last, so that there are as many as that."""
    *others, last = pages
    blank = [Page(number, ()) for number in range(len(pages), count)]
    return (*others, *blank, Page(max(count, last.number), last.things))
