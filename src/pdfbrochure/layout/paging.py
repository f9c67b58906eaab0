"""All pages: one search over where each page ends, with the best ways to fill every page on the way.

A layer holds the places at which a page may end after so many pages; so a layer is a page count. From each place every
way to fill the next page is tried, and every way to set all that is left on it as the last page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.layout.barriers import Barriers, Even, LastPage
from pdfbrochure.layout.closings import Closings
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.notches import Notches, better
from pdfbrochure.layout.page_holes import HOLLOW, common_white_cost
from pdfbrochure.layout.page_notes import above_notes
from pdfbrochure.layout.page_plans import PAGE_COST, Opening, PagePlan, is_sound, whole_cost
from pdfbrochure.layout.plans import At, Both, Fill, Later, Plan, even_columns, later
from pdfbrochure.layout.rectangles import LEAST_TEXT, Rectangles
from pdfbrochure.layout.stacking import MOST_STRETCHED, WHITE_COST, WORST_HOLE, hole_cost, white_cost

# Places kept in a layer: the best, and the best of those at the start of an item, which must not be crowded out.
BEAM: Final = 7
ITEM_BEAM: Final = 4
# The same where every way is tried.
WIDE_BEAM: Final = 12
# Nothing but furniture on the last page.
ONLY_FURNITURE: Final = 1.6e4
# What is still to be set costs so much for each page that it fills: who saves white by leaving more is no better.
A_PAGE_LEFT: Final = 800.0
# What is left to a page count is shared by all pages: the cost of being a page's area off that way.
OFF_THE_WAY: Final = 4e3
# The lead's head on the first page and its text on the second: worse than the title block alone.
STRANDED: Final = 1e5
# Where a break is made that should not be, so many more pages are tried without.
MORE_PAGES: Final = 2
# Other pages round a bad one end within so many after it where a page ended before.
WINDOW: Final = 7
# And a little further where one of them costs so much.
POOR_PAGE: Final = 1500.0
# More pages than any brochure has.
MOST_PAGES: Final = 2000


class _State(Struct, frozen=True):
    cost: float
    before: _State | None
    page: PagePlan | None


def white_below(grid: Grid, rows: int) -> float:
    """Return what it costs that so many rows of a page before the last stay white below all columns."""
    return WHITE_COST * grid.columns * (rows / grid.rows) ** 2 + hole_cost(grid.columns, rows, grid)


class Search:
    """Searches for the pages of a flow.

    Args:
        flow: The pieces.
        openings: How the first page may begin; at least one.
        last: What the last page is judged by.
        level: See `Rectangles`.
        share: See `Rectangles`.
        short: Rows that every page before the last stays shorter.
        free: Whether the white of these rows costs nothing; then the first page may take all of its rows.
    """

    def __init__(
        self,
        flow: Flow,
        openings: Sequence[Opening],
        last: LastPage,
        level: int,
        share: float = 1.0,
        short: int = 0,
        free: bool = False,
    ) -> None:
        self._flow = flow
        self._grid = flow.grid
        self._openings = openings
        self._last = last
        self._short = short
        self._free = free
        self._manner = (level, share, short, free)
        self._rectangles = Rectangles(flow, level, share)
        self._closings = Closings(flow, level, share, self._rectangles)
        self._barriers = Barriers(flow, self._rectangles, self._closings)
        self._notches = Notches(flow, self._rectangles)
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
        total = self._flow.whole_area(0, self._flow.count) or 1.0
        while number < MOST_PAGES and (number == 0 or layer):
            if count is None or number == count - 1:
                closed = self._close(layer, number)
                whole = None if closed is None else (closed[0], done + closed[1])
                if whole is not None and (best is None or whole_cost(whole) < whole_cost(best)):
                    first = number if best is None else first
                    best = whole
            if count is not None and number == count - 1:
                break
            if best is not None and (number >= first + MORE_PAGES or is_sound(best[1])):
                # What two pages more cannot hold as it should be, ten cannot.
                break
            layer = self._kept(self._next(layer, number), number + 1, count, total)
            number += 1
            if layer:
                self._rectangles.forget_before(min(layer))
                self._closings.forget_before(min(layer))
        return best

    def window(self, pages: Sequence[PagePlan], bad: int, gain: float = 1.0) -> tuple[int, int, list[PagePlan]] | None:
        """Return other pages round a bad one that end where a page ended before: the first, the one after, and they.

        They may be one fewer. None if none cost as much less as they shall gain.
        """
        first = max(0, bad - 1)
        layer = {pages[first].start: _State(0.0, None, None)} if first else {}
        ends = {page.end: number for number, page in enumerate(pages) if number >= bad}
        total = self._flow.whole_area(0, self._flow.count) or 1.0
        best: tuple[float, int, _State] | None = None
        before = 0.0
        for number in range(first, min(bad + WINDOW, len(pages) - 1)):
            layer = self._kept(self._next(layer, number), number + 1, None, total)
            before += pages[number].cost
            for last, saved in ((number, before), (number + 1, before + pages[number + 1].cost + PAGE_COST)):
                end = pages[last].end
                state = layer.get(end) if last < len(pages) - 1 and ends.get(end) == last else None
                if state is not None and (best is None or saved - state.cost > best[0]):
                    best = saved - state.cost, last + 1, state
            if best is not None and best[0] >= gain and number > bad and _worst(best[2]) < POOR_PAGE:
                break
        if first:
            self._rectangles.forget_before(pages[first].start)
            self._closings.forget_before(pages[first].start)
        if best is None or best[0] < gain:
            return None
        return first, best[1], _pages_to(best[2])

    # Layers ----------------------------------------------------------------------------------------------------

    def _next(self, layer: dict[int, _State], number: int) -> dict[int, _State]:
        """Return the places at which the next page may end."""
        found: dict[int, _State] = {}
        if number == 0:
            for opening in self._openings:
                for end, page in self._first_pages(opening):
                    _take(found, end, _State(page.cost, None, page))
            return found
        for start, state in layer.items():
            if start >= self._flow.count:
                continue
            for end, (cost, plan, rows) in self._filled(start, number).items():
                if end == start:
                    continue
                whole = cost + (0.0 if self._flow.ends_item(end) else self._flow.torn)
                page = PagePlan(plan, self._flow.rows_above(start, number), rows, -1, whole, start, end)
                _take(found, end, _State(state.cost + whole, state, page))
        return found

    def _filled(self, start: int, number: int) -> dict[int, tuple[float, Plan, int]]:
        """Return the ways to fill a whole page, as far as possible those of the last build."""
        fills = self._flow.fills
        if fills is None:
            return self._fill(start, number)
        how = (*self._how(), self._flow.taken.get(number, 0))
        found: dict[int, tuple[float, Plan, int]] = fills.of(how, start, lambda: self._fill(start, number), _moved)
        return found

    def _how(self) -> tuple[object, ...]:
        """Return what decides how a page is filled beside its pieces."""
        return (*self._manner, self._flow.count <= MOST_STRETCHED)

    def _fill(self, start: int, number: int) -> dict[int, tuple[float, Plan, int]]:
        """Return the ways to fill a whole page, the one of a number from 0."""
        grid, flow = self._grid, self._flow
        most = grid.rows - flow.rows_above(start, number)
        rows, stop = most - self._short, flow.next_opener(start)
        filled = self._above_notes(
            start, rows, lambda rows: self._rectangles.solve(start, grid.columns, rows, top=True, stop=stop)
        )
        short = self._white_below(self._short)
        ways = {end: (cost + short, plan, rows) for end, (cost, plan, rows) in filled.items()}
        feature = flow.next_feature(start)
        if feature < flow.count:
            closed = self._barriers.even(start, feature, most - flow.note_rows(start, feature), self._white_below)
            if closed is not None and (feature not in ways or closed.cost < ways[feature][0]):
                ways[feature] = closed.cost, closed.plan, closed.rows
        # All that is white counts, but for what is free; and it may be a little more where pages share it.
        seen, share = most - (self._short if self._free else 0), HOLLOW if self._short else WORST_HOLE
        return {
            end: (cost + common_white_cost(cost, plan, flow, seen, most=share), plan, rows)
            for end, (cost, plan, rows) in ways.items()
        }

    def _above_notes(self, start: int, rows: int, fill: Callable[[int], Fill]) -> dict[int, tuple[float, Plan, int]]:
        """Return the ways to fill so many rows of a page with its notes below."""
        return above_notes(rows, fill, lambda end: self._flow.note_rows(start, end), self._white)

    def _white(self, rows: int) -> float:
        """Return what it costs that so many rows of a page before the last stay white below all columns."""
        return white_below(self._grid, rows)

    def _white_below(self, rows: int) -> float:
        """Return the same, where those that stay white on all pages may cost nothing."""
        return self._white(rows) - (self._white(min(rows, self._short)) if self._free else 0.0)

    def _first_pages(self, opening: Opening) -> list[tuple[int, PagePlan]]:
        """Return the ways to fill the first page, as far as possible those of the last build."""
        fills = self._flow.fills
        if fills is None:
            return self._first_page(opening)
        how = (*self._how(), opening)
        found: list[tuple[int, PagePlan]] = fills.of_first(how, opening.start, lambda: self._first_page(opening))
        return found

    def _first_page(self, opening: Opening) -> list[tuple[int, PagePlan]]:
        """Return the ways to fill the first page; see `Search`."""
        found = self._first_of(opening, self._short)
        return found + self._first_of(opening, 0) if self._short and self._free else found

    def _first_of(self, opening: Opening, short: int) -> list[tuple[int, PagePlan]]:
        """Return the ways to fill the first page but for so many rows."""
        grid, flow = self._grid, self._flow
        rows = grid.rows - opening.row - short
        stop = flow.next_opener(opening.start)
        found: list[tuple[int, PagePlan]] = []
        if rows < LEAST_TEXT:
            cost = opening.cost + (STRANDED if opening.item_end else 0.0)
            page = PagePlan(None, opening.row, rows, opening.key, cost, opening.start, opening.start)
            return [(opening.start, page)]
        begun = self._above_notes(opening.start, rows, lambda rows: self._begin(opening, rows, stop))
        if opening.notch and grid.columns > 1:
            self._beside_notes(begun, opening, rows, stop)
        for end, (cost, plan, rows) in begun.items():
            if plan is None and not opening.item_end:
                # The title block alone is a way of its own.
                continue
            # A head without its text is as good as lost.
            stranded = STRANDED if end == opening.start and opening.item_end else 0.0
            left = grid.rows - opening.row - short
            whole = opening.cost + cost + stranded + common_white_cost(cost, plan, flow, left, opening.grows)
            page = PagePlan(plan, opening.row, rows, opening.key, whole, opening.start, end)
            found.append((end, page))
        return found

    def _beside_notes(self, begun: dict[int, tuple[float, Plan, int]], opening: Opening, rows: int, stop: int) -> None:
        """Add the ways to begin with notes at the foot of the first column alone: the last one has its own foot."""
        flow, start = self._flow, opening.start

        def rows_before(end: int) -> int:
            return flow.note_rows(start, end) if flow.has_few_notes(start, end) else rows

        found = above_notes(rows, lambda left: self._notches.fill(opening, left, stop, rows), rows_before, self._white)
        for end, (cost, plan, _left) in found.items():
            if end not in begun or cost < begun[end][0] - 1e-6:
                # What stands at the foot of the last column keeps its place.
                begun[end] = cost, plan, rows

    def _begin(self, opening: Opening, rows: int, stop: int) -> Fill:
        """Fill the rest of the first page: below a head that stands, its text in even columns, or running on."""
        grid, flow = self._grid, self._flow
        if opening.notch:
            return self._notches.fill(opening, rows, stop)
        found = dict(self._rectangles.solve(opening.start, grid.columns, rows, top=not opening.item_end, stop=stop))
        if opening.item_end and opening.item_end <= stop:
            even = flow.balance(opening.start, opening.item_end, grid.columns, rows)
            if even is not None:
                used, ends = even
                plan = even_columns(opening.start, ends, used, grid.columns if flow.items[0].turned else 0)
                gap = self._rectangles.gap(opening.item_end, used)
                left, white = rows - used - gap, rows - used
                if left < LEAST_TEXT:
                    better(found, opening.item_end, self._white(white), plan)
                else:
                    # All of it may stay white: that is at the feet of these columns, and never below the first alone.
                    # What the title block takes in of it is no hole.
                    foot = grid.columns * white_cost(white, rows, grid)
                    foot += hole_cost(grid.columns, white - opening.grows, grid)
                    known = found.get(opening.item_end)
                    found[opening.item_end] = (foot if known is None else min(foot, known[0]), plan)
                    below = self._rectangles.solve(opening.item_end, grid.columns, left, top=False, stop=stop)
                    for end, (cost, more) in below.items():
                        better(found, end, cost, plan if more is None else Both(plan, At(0, used + gap, more)))
        return found

    def _kept(self, found: dict[int, _State], number: int, count: int | None, total: float) -> dict[int, _State]:
        """Return the places worth going on from."""
        full = self._grid.columns * self._grid.rows * self._grid.unit

        def rank(pair: tuple[int, _State]) -> tuple[float, int]:
            end, state = pair
            left = self._flow.whole_area(end, self._flow.count) if end < self._flow.count else 0.0
            cost = state.cost + A_PAGE_LEFT * left / full
            if count is not None:
                share = total / count
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
        flow = self._flow
        best: tuple[float, _State | None, PagePlan] | None = None
        if number == 0:
            for opening in self._openings:
                found = self._close_first(opening)
                if found is not None and (best is None or found.cost < best[0]):
                    best = (found.cost, None, found)
        for start, state in layer.items():
            if start == flow.count:
                page = PagePlan(None, 0, 0, -1, ONLY_FURNITURE, start, start)
            else:
                row = flow.rows_above(start, number)
                closed = self._end(start, row)
                if closed is None:
                    continue
                page = PagePlan(closed.plan, row, closed.rows, -1, closed.cost, start, flow.count, closed.corner)
            total = state.cost + page.cost
            if best is None or total < best[0] - 1e-6:
                best = (total, state, page)
        if best is None:
            return None
        cost, state_before, page = best
        return cost, [*(_pages_to(state_before) if state_before is not None else []), page]

    def _close_first(self, opening: Opening) -> PagePlan | None:
        """Return the only page of a brochure, if it is one."""
        flow = self._flow
        limit = self._last.limit - opening.row - flow.note_rows(opening.start, flow.count)
        if opening.start == flow.count:
            return PagePlan(None, opening.row, 0, opening.key, opening.cost, opening.start, flow.count)
        if opening.notch:
            return self._close_beside_notch(opening)
        closed = self._end(opening.start, opening.row)
        if limit >= 1 and opening.item_end and opening.item_end < flow.count <= flow.next_opener(opening.start):
            found = self._begin(opening, limit, flow.count).get(flow.count)
            if found is not None and (closed is None or found[0] < closed.cost):
                closed = Even(found[0], found[1], limit)
        if closed is None:
            return None
        cost = opening.cost + closed.cost
        return PagePlan(
            closed.plan, opening.row, closed.rows, opening.key, cost, opening.start, flow.count, closed.corner
        )

    def _close_beside_notch(self, opening: Opening) -> PagePlan | None:
        """Return the only page, the foot of its last column right above one of the forms of the closing."""
        flow, last = self._flow, self._last
        if flow.next_opener(opening.start) < flow.count:
            return None
        found: list[PagePlan] = []
        for most in last.limits or (last.limit,):
            rows = most - opening.row - flow.note_rows(opening.start, flow.count)
            beside = None if rows < 1 else self._begin(opening, rows, flow.count).get(flow.count)
            if beside is not None:
                cost = opening.cost + beside[0] + last.cost(most)
                found.append(PagePlan(beside[1], opening.row, rows, opening.key, cost, opening.start, flow.count))
        return min(found, key=lambda page: round(page.cost, 6), default=None)

    def _end(self, start: int, row: int) -> Even | None:
        """Return all that is left on one page, from a row on, as far as possible as in the last build."""
        fills, last = self._flow.fills, self._last
        if fills is None or last.key is None:
            return self._end_now(start, row)
        how = (*self._how(), row, last.key)
        found: tuple[Even | None] = fills.of_end(how, start, lambda: (self._end_now(start, row),), _end_moved)
        return found[0]

    def _end_now(self, start: int, row: int) -> Even | None:
        """Return all that is left on one page, from a row on, the closing below it or in its last column."""
        last, notes = self._last, self._flow.note_rows(start, self._flow.count)
        limit = last.limit - row - notes
        found = [self._barriers.even(start, self._flow.count, limit, lambda white: last.cost(last.limit - white))]
        if last.corner is not None and not notes:
            found.append(self._barriers.with_corner(start, last.corner, row))
        return min((each for each in found if each is not None), key=lambda each: round(each.cost, 6), default=None)


def _pages_to(state: _State | None) -> list[PagePlan]:
    """Return the pages that lead to a state."""
    pages = []
    while state is not None and state.page is not None:
        page = state.page
        pages.append(page._replace(plan=later(page.plan, 0)) if isinstance(page.plan, Later) else page)
        state = state.before
    return pages[::-1]


def _worst(state: _State) -> float:
    """Return what the dearest of the pages costs that lead to a state."""
    return max((page.cost for page in _pages_to(state)), default=0.0)


def _moved(ways: dict[int, tuple[float, Plan, int]], pieces: int) -> dict[int, tuple[float, Plan, int]]:
    """Return ways to fill a page with all pieces so many later."""
    return {
        end + pieces: (cost, None if plan is None else Later(plan, pieces), rows)
        for end, (cost, plan, rows) in ways.items()
    }


def _end_moved(end: tuple[Even | None], pieces: int) -> tuple[Even | None]:
    """Return the last page with all pieces so many later."""
    even = end[0]
    return (None if even is None else structs.replace(even, plan=later(even.plan, pieces)),)


def _take(found: dict[int, _State], end: int, state: _State) -> None:
    known = found.get(end)
    if known is None or state.cost < known.cost - 1e-6:
        found[end] = state
