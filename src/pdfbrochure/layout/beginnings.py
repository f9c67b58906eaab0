"""How the first page may begin below its title block: with the lead's head, its photo alone, or nothing.

Takes the items' flow and where the title block ends; gives the ways as the search takes them, with what stands there
already, with or without room for contents at the foot of the last column.
"""

from __future__ import annotations

import math
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.compose.blocks import Article, Contents
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.contents_box import FORMS, contents_rows
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.frames import takes_head_photo
from pdfbrochure.layout.heads_across import across_columns
from pdfbrochure.layout.page_plans import Opening
from pdfbrochure.layout.pages import Placed, PlacedPhoto
from pdfbrochure.layout.placing import Box
from pdfbrochure.layout.rectangles import BARE
from pdfbrochure.layout.spans import cover_photo, fill_with_photo, span_heads
from pdfbrochure.layout.stacking import HOLE
from pdfbrochure.layout.ways import must_span

# The lead's title and some text need so many rows below the title block.
LEAST_ROWS: Final = 4
# A head's photo one step away from its best height.
TRIM_COST: Final = 4.0
# The lead's photo on a page of its own, because the first page is too low for photo and title; the title block alone.
COVER: Final = 2e3
TITLE_ALONE: Final = 2e4
# Of the area of a lead's photo, what is shown at least where contents stand below it.
SHOWN_WITH_CONTENTS: Final = 0.55
# A title block grows by no more than this share of a page's rows, or than that where more would stay white below.
MOST_GROWN: Final = 0.12
MOST_FILLING: Final = 0.3
# And then by so much more than its theme wants.
FILLING: Final = 2.5
# Contents without white above their sections.
CLOSE_CONTENTS: Final = 60.0


class Beginning(Struct, frozen=True):
    """How the first page begins below its title block.

    Attributes:
        things: What stands there.
        opening: The rest of the page as the search takes it.
        box: Where the things stand.
        article: The article that begins there, or -1.
        form: How contents at the foot of the last column are set.
    """

    things: tuple[Placed, ...]
    opening: Opening
    box: Box | None = None
    article: int = -1
    form: str = "bare"


def title_growth(begun: Beginning, white: int, collector: Collector) -> float:
    """Return by how much a title block grows, in points: over its page, or over rows white below all columns of it."""
    opening = begun.opening
    if opening.cost == TITLE_ALONE or (opening.grows and white > collector.grid.rows - opening.row):
        return collector.grid.height
    return _grown_rows(white, collector) * collector.grid.unit if opening.grows else 0.0


def _grown_rows(white: int, collector: Collector) -> int:
    """Return the rows of so many white ones that a title block takes: as its theme wants, more where much is white."""
    rows, wanted = collector.grid.rows, collector.theme.masthead.number("grows")
    usual = min(wanted, MOST_GROWN * rows)
    # More only as far as the rest would look like a fault.
    most = min(FILLING * wanted, MOST_FILLING * rows, white - HOLE * rows)
    return max(0, min(int(max(usual, most)), white))


def _growing(begun: Beginning, collector: Collector) -> Beginning:
    """Return a way to begin for which is known by how much the title block may grow: a panel, not above a photo."""
    if (
        collector.edition.plain
        or begun.opening.cost >= TITLE_ALONE
        or any(isinstance(thing, PlacedPhoto) for thing in begun.things)
    ):
        return begun
    grows = _grown_rows(collector.grid.rows, collector)
    return msgspec.structs.replace(begun, opening=begun.opening._replace(grows=grows))


class Beginnings:
    """Finds how the first page may begin.

    Args:
        lead: The first article.
        collector: Sets its head.
        contents: The contents, if they stand at the foot of the last column.
        contents_row: The first row at which they may begin beside a title block that has the page for itself.
    """

    def __init__(self, lead: Article, collector: Collector, contents: Contents | None, contents_row: int) -> None:
        self._lead = lead
        self._collector = collector
        self._grid = collector.grid
        self._contents = contents
        self._contents_row = contents_row

    def of(self, flow: Flow, foot: float) -> list[Beginning]:
        """Return how the first page may begin below a title block that ends at `foot`."""
        begun = self._openings(flow, foot)
        if self._contents is not None:
            return self._with_contents(begun)
        return [_growing(each, self._collector) for each in begun]

    def _openings(self, flow: Flow, foot: float) -> list[Beginning]:
        grid, theme, lead = self._grid, self._collector.theme, self._lead
        begun: list[Beginning] = []
        # Only a lead with a bleeding photo follows the title block at once; everything else stands on the grid.
        if lead.origin in self._collector.on_page_2:
            pass
        elif lead.kind != "normal" and not theme.lead.columns and theme.lead.photo == "bleed":
            begun = self._below_title(flow, foot)
            if any(way.columns < grid.columns for way in flow.items[0].ways()):
                begun += self._on_grid(foot + theme.lead.without_photo, len(begun))[1]
        else:
            row, begun = self._on_grid(foot + theme.masthead.number("to_items"), 0)
            photo = self._first_photo(row)
            if photo:
                begun.append(Beginning(photo, Opening(grid.rows, 1, COVER, len(begun)), self._whole(row)))
        begun.append(Beginning((), Opening(grid.rows, 0, TITLE_ALONE, len(begun))))
        return begun

    def _on_grid(self, top: float, key: int) -> tuple[int, list[Beginning]]:
        """Return the row on which items begin at or below a height, and the way to begin there, if there is room."""
        grid = self._grid
        row = max(0, math.ceil((top - grid.cap - grid.top) / grid.unit - 1e-6))
        return row, [Beginning((), Opening(row, 0, 0.0, key))] if row + LEAST_ROWS <= grid.rows else []

    def _with_contents(self, begun: list[Beginning]) -> list[Beginning]:
        """Return the ways to begin with the contents at the foot of the last column, roomy or close."""
        contents = self._contents
        if contents is None:
            return begun
        found: list[Beginning] = []
        grid = self._grid
        for tight, form in enumerate(FORMS):
            rows = contents_rows(contents, self._collector, form)
            for each in begun:
                left = grid.rows - each.opening.row - rows
                if each.opening.row < grid.rows and left >= 0 and (grid.columns > 1 or left > LEAST_ROWS):
                    cost = each.opening.cost + CLOSE_CONTENTS * tight
                    opening = each.opening._replace(key=len(found), notch=rows, cost=cost)
                    found.append(msgspec.structs.replace(each, opening=opening, form=form))
        # Without room below the head of the lead they stand alone with the title block, or not at all.
        below = grid.rows - self._contents_row
        form = next((form for form in FORMS if contents_rows(contents, self._collector, form) <= below), "")
        if not form and not found:
            return begun
        alone = begun[-1]
        opening = alone.opening._replace(key=len(found))
        return [*found, msgspec.structs.replace(alone, opening=opening, form=form or FORMS[-1])]

    def _below_title(self, flow: Flow, foot: float) -> list[Beginning]:
        """Return the lead's head at once below the title block, with each height of its photo."""
        grid, lead, item = self._grid, self._lead, flow.items[0]
        begun: list[Beginning] = []
        if self._contents is not None and lead.figures:
            # To leave room for the contents, a little more of the photo may be cut off.
            first = lead.figures[0]
            lower = msgspec.structs.replace(first, shown=min(first.shown, SHOWN_WITH_CONTENTS))
            if first.shown < 1.0:
                lead = msgspec.structs.replace(lead, figures=(lower, *lead.figures[1:]))
        ends = () if takes_head_photo(lead, with_head=False) else flow.text_across(item.body, item.end, grid.columns)[1]
        bare = BARE * (grid.columns - len(ends)) if ends else 0.0
        for step, head in enumerate(span_heads(lead, self._collector, 0, foot)):
            if head.row + (LEAST_ROWS if item.end > item.body else 0) > grid.rows:
                continue
            end = item.end if item.end < flow.count or item.end > item.body else 0
            opening = Opening(head.row, item.body, TRIM_COST * step * step + bare, len(begun), end)
            begun.append(Beginning(head.things, opening, self._whole(head.row), 0))
        cover = cover_photo(lead, self._collector, foot)
        if cover:
            begun.append(Beginning(cover, Opening(grid.rows, 1, COVER, len(begun)), self._whole(grid.rows)))
        return begun

    def _first_photo(self, row: int) -> tuple[Placed, ...]:
        """Return a lead's photo below the title block of a page that is too low for the lead itself, or nothing."""
        grid, lead = self._grid, self._lead
        figure = (
            lead.figures[0] if must_span(lead, self._collector) and takes_head_photo(lead, with_head=False) else None
        )
        if figure is None or lead.kind != "lead" or grid.rows - row >= self._least_rows(lead):
            return ()
        return fill_with_photo(figure, self._collector, grid.side, grid.row_y(row) + grid.cap, grid.text_width)

    def _least_rows(self, lead: Article) -> int:
        """Return the least rows that a lead needs: head, photo and some text."""
        across = across_columns(lead, self._collector.theme.lead.columns or self._grid.columns, self._collector)
        return across.rows[0] + across.below + LEAST_ROWS

    def _whole(self, row: float) -> Box:
        return Box(0, self._grid.columns - 1, self._grid.top, self._grid.row_y(row - 1))
