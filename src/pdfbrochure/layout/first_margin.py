"""The margin of the first page, where the title block of a theme has a part in it, as high as the page.

That part says whose issue it is; below it the contents stand, if they find room; the rest is left to what stands beside
the text of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from pdfbrochure.compose.blocks import Contents
from pdfbrochure.compose.galley import Galley
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.clear_space import box_of
from pdfbrochure.layout.contents_beside import lay_contents
from pdfbrochure.layout.contents_box import tell_no_contents
from pdfbrochure.layout.contents_lines import ENTRY, Listing
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.furniture import SHRUNK, stands_beside, title_slots
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.textboxes import Laid

# Rows of white between what stands beside the text and the contents below it.
ABOVE_CONTENTS: Final = 2
# And between what stands there and the parts of the title block above and below.
BELOW_ISSUE: Final = 1.0
ABOVE_PUBLISHER: Final = 1.5


class FirstMargin:
    """The margin of a first page.

    Args:
        galley: The brochure.
        desk: Sets and measures.

    Attributes:
        things: What of the title block stands there.
        room: Top and foot of what it leaves to the text of the page; None where no such part stands in a margin.
        lists: Whether the contents stand there.
        ground: The color that all of it stands on.
    """

    def __init__(self, galley: Galley, desk: Desk, *, plain: bool) -> None:
        self._galley = galley
        self._desk = desk
        self.things: list[Placed] = []
        self.room: tuple[float, float] | None = None
        self.lists = False
        self.ground = "paper" if plain else "accent"
        if not stands_beside(desk):
            return
        self.things, self.room = _title_part(galley, desk, plain=plain)
        if not any(isinstance(thing, PlacedFlat) for thing in self.things):
            # Without a word of the issue there is no flat.
            self.ground = "paper"
        self._foot = self.room[1]
        contents = self._contents({})
        if contents is not None:
            self.lists, self._listed = True, self._foot - self.room[0]
            self.room = (self.room[0], self._foot - contents.height - ABOVE_CONTENTS * desk.grid.unit)

    def _contents(self, numbers: Mapping[int, int]) -> Laid | None:
        contents = self._galley.contents
        if self.room is None or contents is None or ENTRY not in self._desk.theme.masthead.boxes:
            return None
        laid = self._laid(contents, numbers, self._foot - self.room[0])
        return laid if laid.holds else None

    def _laid(self, contents: Contents, numbers: Mapping[int, int], room: float) -> Laid:
        listing = Listing(contents, numbers, self._galley.digits)
        return lay_contents(listing, self._desk, self.ground, width=self._desk.grid.margin, most=room)

    def place_contents(self, numbers: Mapping[int, int], others: Iterable[Placed]) -> list[Placed]:
        """Return the contents in the margin, at its foot or above what a closing has there; none, told, without room.

        Args:
            numbers: The page of each item by its number.
            others: What stands on the page beside the title block, if the closing stands on it too.
        """
        assert self.room is not None, "the contents stand in a margin"
        contents, grid = self._galley.contents, self._desk.grid
        assert contents is not None, "there are contents to place"
        laid = self._laid(contents, numbers, self._listed)
        boxes = [box_of(thing) for thing in others if not isinstance(thing, PlacedFlat)]
        taken = [(box[1] - grid.unit, box[3] + grid.unit) for box in boxes if box[0] < grid.side + grid.margin]
        below = sorted((top for top, _foot in taken), reverse=True)
        for foot in (self._foot, *(top for top in below if self.room[0] + laid.height < top < self._foot)):
            if all(foot <= top or foot - laid.height >= end for top, end in taken):
                return moved(laid.things, grid.side, foot - laid.height)
        tell_no_contents(contents, self._desk)
        return []


def _title_part(galley: Galley, desk: Desk, *, plain: bool) -> tuple[list[Placed], tuple[float, float]]:
    """Return what of the title block stands in the margin of the first page, and its largest white, top and foot."""
    grid, part = desk.grid, desk.theme.masthead
    slots = title_slots(galley.masthead)
    name = "plain_beside" if plain and "plain_beside" in part.boxes else "beside"
    for scale in (1.0, *SHRUNK):
        boxes = Boxes(desk, part, slots, scale=scale)
        natural = boxes.laid(part.box(name), grid.hang - grid.hang_gap / 2)
        if natural.height <= grid.height:
            break
    laid = boxes.laid(part.box(name), grid.hang - grid.hang_gap / 2, grid.height)
    baselines = sorted(thing.y for thing in laid.things if isinstance(thing, PlacedLine))
    edges = [grid.top, *baselines, max(grid.row_y(grid.rows), *baselines, 0.0)]
    room = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
    return moved(laid.things, grid.side, 0.0), (
        room[0] + BELOW_ISSUE * grid.unit,
        room[1] - ABOVE_PUBLISHER * grid.unit,
    )
