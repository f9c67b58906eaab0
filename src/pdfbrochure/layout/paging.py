"""All pages: one search over where each page ends, with the best ways to fill every page on the way.

A layer holds the places at which a page may end after so many pages; so a layer is a page count. From each place every
way to fill the next page is tried, and every way to set all that is left on it as the last page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.pieces import FORBIDDEN
from pdfbrochure.layout.rectangles import GAP, LEAST_TEXT, At, Both, Fill, Plan, Rectangles, even_columns
from pdfbrochure.layout.stacking import WHITE_COST, Column

# Places kept in a layer: the best, and the best of those at the start of an item, which must not be crowded out.
BEAM: Final = 7
ITEM_BEAM: Final = 4
# The same where every way is tried.
WIDE_BEAM: Final = 12
# Nothing but furniture on the last page.
ONLY_FURNITURE: Final = 1.6e4
# A page that costs more is no good; the last one may cost more.
BAD_PAGE: Final = 200.0
BAD_LAST: Final = 900.0
# Of its cost, what an item across columns costs where a number of pages is asked for: it is the means to fill them.
GENEROUS: Final = 0.25
# What is left to a page count is shared by all pages: the cost of being a page's area off that way.
OFF_THE_WAY: Final = 4e3
# The lead's head on the first page and its text on the second: worse than the title block alone.
STRANDED: Final = 1e5
# An item torn between two columns of a page that is not full: for each row by which their feet differ.
TORN: Final = 60.0
# One page more than needed is worse than any white.
PAGE_COST: Final = 1e6
# Where a break that should not be is made, so many more pages are tried without.
MORE_PAGES: Final = 2
# More pages than any brochure has.
MOST_PAGES: Final = 2000


class Opening(NamedTuple):
    """How the first page may begin.

    Attributes:
        row: The row at which the flow begins below what stands there already.
        start: The first piece of the flow.
        cost: What it costs.
        key: Which of the openings it is.
        item_end: If the flow begins inside an item whose head stands already: where that item ends; else 0.
    """

    row: int
    start: int
    cost: float
    key: int
    item_end: int = 0


class PagePlan(NamedTuple):
    """One page: how it is filled, from which row on, the rows used, and for the first page the opening."""

    plan: Plan
    row: int
    rows: int
    opening: int
    cost: float
    start: int
    end: int


class _State(NamedTuple):
    cost: float
    before: _State | None
    page: PagePlan | None


class Search:
    """Searches for the pages of a flow.

    Args:
        flow: The pieces.
        openings: How the first page may begin; at least one.
        reserved: Rows that the last page keeps for imprint and closing.
        level: See `Rectangles`.
        share: See `Rectangles`.
    """

    def __init__(
        self,
        flow: Flow,
        openings: Sequence[Opening],
        last: Callable[[int], float],
        reserved: int,
        level: int,
        share: float = 1.0,
    ) -> None:
        self._flow = flow
        self._grid = flow.grid
        self._openings = openings
        self._last = last
        self._reserved = reserved
        self._rectangles = Rectangles(flow, level, share)
        self._beam = WIDE_BEAM if level else BEAM

    def pages(
        self, count: int | None = None, begin: tuple[int, Sequence[PagePlan], float] | None = None
    ) -> tuple[float, list[PagePlan]] | None:
        """Return the cost and the pages, `count` of them if that is given; None if there is no such way.

        Args:
            count: The number of pages wanted.
            begin: Pages that stand already: the piece after them, they themselves, and their cost.
        """
        best: tuple[float, list[PagePlan]] | None = None
        done: list[PagePlan] = []
        layer: dict[int, _State] = {}
        number = first = 0
        if begin is not None:
            start, kept, cost = begin
            done, number = list(kept), len(kept)
            layer = {start: _State(cost, None, None)}
        total = self._flow.area(0, self._flow.count) or 1.0
        while number < MOST_PAGES and (number == 0 or layer):
            if count is None or number == count - 1:
                closed = self._close(layer, number)
                if closed is not None and (best is None or closed[0] < best[0]):
                    first = number if best is None else first
                    best = (closed[0], done + closed[1])
            if count is not None and number == count - 1:
                break
            if best is not None and count is None and best[0] < FORBIDDEN:
                break
            if best is not None and number >= first + MORE_PAGES:
                # What no page can hold as it should is no better on more pages.
                break
            layer = self._kept(self._next(layer, number), number + 1, count, total)
            number += 1
            if layer:
                self._rectangles.forget_before(min(layer))
        return best

    # Layers ----------------------------------------------------------------------------------------------------

    def _next(self, layer: dict[int, _State], number: int) -> dict[int, _State]:
        """Return the places at which the next page may end."""
        found: dict[int, _State] = {}
        if number == 0:
            for opening in self._openings:
                for end, page in self._first_page(opening):
                    _take(found, end, _State(page.cost, None, page))
            return found
        for start, state in layer.items():
            if start >= self._flow.count:
                continue
            for end, (cost, plan, rows) in self._fill(start).items():
                if end == start:
                    continue
                page = PagePlan(plan, 0, rows, -1, cost, start, end)
                _take(found, end, _State(state.cost + cost, state, page))
        return found

    def _fill(self, start: int) -> dict[int, tuple[float, Plan, int]]:
        """Return the ways to fill a whole page."""
        grid, flow = self._grid, self._flow
        stop = flow.next_opener(start)
        filled = self._rectangles.solve(start, grid.columns, grid.rows, top=True, stop=stop)
        ways = {end: (cost, plan, grid.rows) for end, (cost, plan) in filled.items()}
        feature = flow.next_feature(start)
        if feature < flow.count:
            closed = self._even(
                start, feature, grid.rows, lambda white: WHITE_COST * grid.columns * (white / grid.rows) ** 2
            )
            if closed is not None and (feature not in ways or closed[0] < ways[feature][0]):
                ways[feature] = closed
        return ways

    def _first_page(self, opening: Opening) -> list[tuple[int, PagePlan]]:
        """Return the ways to fill the first page."""
        grid, flow = self._grid, self._flow
        rows = grid.rows - opening.row
        stop = flow.next_opener(opening.start)
        found: list[tuple[int, PagePlan]] = []
        if rows < LEAST_TEXT:
            page = PagePlan(None, opening.row, rows, opening.key, opening.cost, opening.start, opening.start)
            return [(opening.start, page)]
        for end, (cost, plan) in self._begin(opening, rows, stop).items():
            # A head without its text is as good as lost.
            stranded = STRANDED if end == opening.start and opening.item_end else 0.0
            page = PagePlan(plan, opening.row, rows, opening.key, opening.cost + cost + stranded, opening.start, end)
            found.append((end, page))
        return found

    def _begin(self, opening: Opening, rows: int, stop: int) -> Fill:
        """Fill the rest of the first page: below a head that stands, its text in even columns, or running on."""
        grid, flow = self._grid, self._flow
        found = dict(self._rectangles.solve(opening.start, grid.columns, rows, top=not opening.item_end, stop=stop))
        if opening.item_end and opening.item_end <= stop:
            even = flow.balance(opening.start, opening.item_end, grid.columns, rows)
            if even is not None:
                used, ends = even
                plan = even_columns(opening.start, ends, used)
                left = rows - used - GAP
                if left < LEAST_TEXT:
                    white = max(0, rows - used)
                    _better(found, opening.item_end, WHITE_COST * grid.columns * (white / grid.rows) ** 2, plan)
                else:
                    below = self._rectangles.solve(opening.item_end, grid.columns, left, top=False, stop=stop)
                    for end, (cost, more) in below.items():
                        _better(found, end, cost, plan if more is None else Both(plan, At(0, used + GAP, more)))
        return found

    def _kept(self, found: dict[int, _State], number: int, count: int | None, total: float) -> dict[int, _State]:
        """Return the places worth going on from."""

        def rank(pair: tuple[int, _State]) -> tuple[float, int]:
            end, state = pair
            cost = state.cost - 0.05 * end
            if count is not None:
                share = total / count
                left = self._flow.area(end, self._flow.count) if end < self._flow.count else 0.0
                cost += OFF_THE_WAY * ((left - total * (1 - number / count)) / share) ** 2
            return round(cost, 6), -end

        ranked = sorted(found.items(), key=rank)
        beam = self._beam * (2 if count is not None else 1)
        kept = dict(ranked[:beam])
        kept.update([pair for pair in ranked if self._flow.ends_item(pair[0])][:ITEM_BEAM])
        if ranked:
            # The farthest, so that a count is not missed for want of one.
            farthest = max(found)
            kept[farthest] = found[farthest]
        return kept

    # The last page ---------------------------------------------------------------------------------------------

    def _close(self, layer: dict[int, _State], number: int) -> tuple[float, list[PagePlan]] | None:
        """Return the best way to set all that is left on the next page."""
        flow, grid = self._flow, self._grid
        best: tuple[float, _State | None, PagePlan] | None = None
        limit = grid.rows - self._reserved
        if number == 0:
            for opening in self._openings:
                found = self._close_first(opening, limit - opening.row)
                if found is not None and (best is None or found.cost < best[0]):
                    best = (found.cost, None, found)
        for start, state in layer.items():
            if start == flow.count:
                page = PagePlan(None, 0, 0, -1, ONLY_FURNITURE, start, start)
            else:
                closed = self._even(start, flow.count, limit, lambda white: self._last(limit - white))
                if closed is None:
                    continue
                cost, plan, rows = closed
                page = PagePlan(plan, 0, rows, -1, cost, start, flow.count)
            total = state.cost + page.cost
            if best is None or total < best[0] - 1e-6:
                best = (total, state, page)
        if best is None:
            return None
        cost, last, page = best
        pages = [page]
        while last is not None and last.page is not None:
            pages.append(last.page)
            last = last.before
        return cost, pages[::-1]

    def _close_first(self, opening: Opening, limit: int) -> PagePlan | None:
        """Return the only page of a brochure, if it is one."""
        flow = self._flow
        if opening.start == flow.count:
            return PagePlan(None, opening.row, 0, opening.key, opening.cost, opening.start, flow.count)
        if limit < 1 or flow.next_opener(opening.start) < flow.count:
            return None
        closed = self._even(opening.start, flow.count, limit, lambda white: self._last(opening.row + limit - white))
        if opening.item_end and opening.item_end < flow.count:
            found = self._begin(opening, limit, flow.count).get(flow.count)
            if found is not None and (closed is None or found[0] < closed[0]):
                closed = (found[0], found[1], limit)
        if closed is None:
            return None
        cost, plan, rows = closed
        return PagePlan(plan, opening.row, rows, opening.key, opening.cost + cost, opening.start, flow.count)

    def _even(
        self, start: int, end: int, limit: int, white_cost: Callable[[int], float]
    ) -> tuple[float, Plan, int] | None:
        """Return all from a piece up to a barrier on one page, its columns as even as they can be.

        Args:
            start: The first piece.
            end: The barrier.
            limit: The rows that there are.
            white_cost: What so many rows cost that are left below.
        """
        flow, grid = self._flow, self._grid
        columns = grid.columns
        if limit < 1 or flow.next_opener(start) < end:
            return None
        if flow.least(start, end) > columns * limit * grid.unit + 1e-6:
            return None
        best: tuple[float, Plan, int] | None = None
        if flow.next_must(start) >= end:
            even = flow.balance(start, end, columns, limit)
            if even is not None:
                used, ends = even
                cost = white_cost(limit - used) + self._rectangles.uneven(start, ends, used, columns)
                best = (cost, even_columns(start, ends, used), used)
        about = flow.area(start, end) / (columns * grid.unit)
        heights = {limit, *(min(limit, math.ceil(about * share) + 1) for share in (1.0, 1.08, 1.2, 1.5))}
        for rows in sorted(heights, reverse=True):
            found = self._rectangles.solve(start, columns, rows, top=True, stop=end).get(end)
            if found is not None:
                cost = found[0] + white_cost(limit - rows) + self._torn(found[1])
                if best is None or cost < best[0] - 1e-6:
                    best = (cost, found[1], rows)
        return best

    def _torn(self, plan: Plan) -> float:
        """Return what it costs that an item goes on in a column which ends much higher or lower than the one before."""
        flow, unit = self._flow, self._grid.unit
        cost = 0.0
        columns = list(columns_of(plan))
        for (row, column), (next_row, after) in pairwise(columns):
            if column.last == after.first and not flow.ends_item(column.last):
                foot = row + flow.foot(column.first, column.last) / unit
                other = next_row + flow.foot(after.first, after.last) / unit
                cost += TORN * max(0.0, abs(foot - other) - 1.0)
        return cost


def columns_of(plan: Plan, row: int = 0) -> Iterator[tuple[int, Column]]:
    """Yield the columns of a plan in reading order, each with the row at which it begins."""
    if isinstance(plan, Column):
        yield row, plan
    elif isinstance(plan, At):
        yield from columns_of(plan.plan, row + plan.row)
    elif isinstance(plan, Both):
        yield from columns_of(plan.first, row)
        yield from columns_of(plan.second, row)


def _white_before(white: int, columns: int, rows: int) -> float:
    """Return what white rows above the foot of a page cost before a feature."""
    return WHITE_COST * columns * (white / rows) ** 2


def _take(found: dict[int, _State], end: int, state: _State) -> None:
    known = found.get(end)
    if known is None or state.cost < known.cost - 1e-6:
        found[end] = state


def _better(found: Fill, end: int, cost: float, plan: Plan) -> None:
    if end not in found or cost < found[end][0] - 1e-6:
        found[end] = (cost, plan)


def search(
    flow: Flow, openings: Sequence[Opening], last: Callable[[int], float], reserved: int, count: int | None = None
) -> list[PagePlan] | None:
    """Return the pages of a flow; None if there is no way to set it on so many.

    First only what must stands across columns. Where a page is then no good, everything that may does, from the page
    before it on; the better of both is taken.

    Args:
        flow: The pieces.
        openings: How the first page may begin.
        last: What it costs to end the text on a row of the last page.
        reserved: Rows that the last page keeps for imprint and closing.
        count: The number of pages wanted; as many as needed when None.
    """
    flow.spread_over(count)
    plain = Search(flow, openings, last, reserved, 0).pages(count)
    first = 0 if plain is None else _first_bad(plain[1])
    if plain is not None and first < 0:
        return plain[1]
    rich = Search(flow, openings, last, reserved, 1, 1.0 if count is None else GENEROUS)
    if plain is None or first == 0:
        other = rich.pages(count)
    else:
        kept = plain[1][:first]
        other = rich.pages(count, (kept[-1].end, kept, sum(page.cost for page in kept)))
    found = [way for way in (plain, other) if way is not None]
    if not found:
        return None
    return min(found, key=lambda way: round(way[0] + PAGE_COST * len(way[1]), 6))[1]


def _first_bad(pages: list[PagePlan]) -> int:
    """Return the page from which on another search may help: the one before the first that is no good; or -1."""
    bad = [number for number, page in enumerate(pages[:-1]) if page.cost > BAD_PAGE]
    if bad:
        return max(0, bad[0] - 1)
    return max(0, len(pages) - 3) if pages[-1].cost > BAD_LAST else -1
