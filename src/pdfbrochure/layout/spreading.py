"""More pages than a text fills: the white is shared out, and all of them end on one row, as if that were their foot.

The rows that stay white at every foot are white that looks meant, as a wider margin does; so they cost less than white
anywhere else. How many that should be is known but for what items across columns and the breaks of pages take.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from pdfbrochure.layout.barriers import LastPage
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import Opening, PagePlan
from pdfbrochure.layout.paging import Search, white_below
from pdfbrochure.layout.pieces import FORBIDDEN

# Of its cost, what an item across columns costs where a number of pages is asked for: it is the means to fill them.
GENEROUS: Final = 0.25
# What white costs that all pages have at their feet, of what other white costs.
COMMON_FOOT: Final = 0.5
# Tried of the rows that would stay white if all others could be filled, and the fewest that are worth it.
SHARES: Final = (1.0, 0.85, 0.7, 0.5)
LEAST_SHORT: Final = 2
# In so few pages such heights are tried too, beside the best of these.
FEW: Final = 4
STEPS: Final = (-2, -1, 1, 2)
# The share of a page that an imprint takes at most.
IMPRINT: Final = 0.1
# A page with less on it looks half empty: the cost of one without anything.
LEAST_FILLED: Final = 0.57
HALF_EMPTY: Final = 5e4
# No page ends higher than on this share of its rows.
MOST_SHORT: Final = 0.5


def spread(flow: Flow, openings: Sequence[Opening], last: LastPage, count: int) -> list[PagePlan] | None:
    """Return the pages of a flow that does not fill so many; None if it fills them, or if that cannot be."""
    found: dict[int, tuple[float, list[PagePlan]]] = {}

    def cost(short: int) -> float:
        if short not in found:
            pages = spread_search(flow, openings, last, short).pages(count)
            found[short] = (math.inf, []) if pages is None else (_cost(flow, pages, last), pages[1])
        return found[short][0]

    most = _most_short(flow, openings, last, count)
    if most < LEAST_SHORT:
        return None
    all_of_it, much, some, little = (round(share * most) for share in SHARES)
    cost(little if cost(some) < cost(much) else all_of_it)
    short = min(found, key=lambda short: (cost(short), short))
    if count <= FEW:
        # A row more or less shows more where there are few pages.
        short = min((short, *(short + step for step in STEPS if short + step > 0)), key=cost)
    if cost(short) >= FORBIDDEN:
        return None
    flow.short = short
    return found[short][1]


def _cost(flow: Flow, found: tuple[float, list[PagePlan]], last: LastPage) -> float:
    """Return what pages cost, with the white at their feet, which is cheapest where all have as much."""
    grid, (cost, pages) = flow.grid, found
    feet = sum(white_below(grid, grid.rows - page.row - page.rows) for page in pages[:-1])
    feet += last.cost(pages[-1].row + pages[-1].rows)
    filled = [page.row + flow.whole_area(page.start, page.end) / grid.unit / grid.columns for page in pages]
    # The closing in its highest form; an imprint alone fills nothing.
    closing = grid.rows - min(last.limits, default=last.limit)
    filled[-1] += closing if closing > IMPRINT * grid.rows else 0
    half_empty = max(0.0, LEAST_FILLED - min(filled) / grid.rows)
    return round(cost + COMMON_FOOT * feet + HALF_EMPTY * half_empty, 6)


def spread_search(flow: Flow, openings: Sequence[Opening], last: LastPage, short: int) -> Search:
    """Return the search for pages that all end so many rows higher, where whatever may stands across columns."""
    return Search(flow, openings, _ending_higher(last, short), 1, GENEROUS, short, free=True)


def _ending_higher(last: LastPage, short: int) -> LastPage:
    """Return what the last page is judged by where so many rows above its end may stay white."""
    if not short:
        return last
    corner = last.corner
    if corner is not None:
        beside, most = corner.cost, corner.limit
        corner = corner._replace(cost=lambda used: beside(max(used, min(most, used + short))))
    return msgspec.structs.replace(
        last,
        cost=lambda used: last.cost(max(used, min(last.limit, used + short))),
        corner=corner,
        key=None if last.key is None else (last.key, short),
    )


def _most_short(flow: Flow, openings: Sequence[Opening], last: LastPage, count: int) -> int:
    """Return by how many rows so many pages would end higher if nothing else stayed white."""
    grid = flow.grid
    rows = flow.whole_area(0, flow.count) / grid.unit / grid.columns
    first = grid.rows - min(opening.row for opening in openings)

    def room(short: int) -> int:
        return first + (count - 2) * (grid.rows - short) + min(last.limit, grid.rows - short)

    most = round(MOST_SHORT * grid.rows) if count > 1 else 0
    return next((short for short in range(most, 0, -1) if room(short) >= rows), 0)
