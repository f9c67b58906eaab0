"""Fills columns: where each column of a flow ends, over all its columns at once.

A flow is a list of pieces. A piece is what is never split: a line, an item's head, a photo with its credit, an entry
of a link list. An article that may span several columns begins with a SPAN piece: at the top of a column it then takes
several, with its photo as high as the columns leave it; anywhere else its head and photo keep to the column.

Source: the dynamic programming over break points is that of M. F. Plass, "Optimal pagination techniques for automatic
typesetting systems" (1981); the costs are ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import FORBIDDEN, Across, Piece
from pdfbrochure.layout.stacking import WHITE_COST, Column, column_ends, place, stack, white_cost

# One page more than needed is worse than any white.
PAGE_COST: Final = 1e6
# A last page with less than this share of its area in use looks like an accident: six rows of 48 in each column.
STUB_SHARE: Final = 0.125
STUB_COST: Final = 4e3
# From this cost on a break between balanced columns is avoided if so many rows more allow it.
BAD_BREAK: Final = 500.0
BETTER_BREAK_ROWS: Final = 2
# As many partial solutions are kept at each column. Twice as many gave the same pages on every brochure tried.
BEAM: Final = 10
# A photo across columns one row away from its best height.
TRIM_COST: Final = 2.0
# Text that goes on beside the photo it belongs to: read in the right order, but no longer one block.
OVERRUN_COST: Final = 300.0
# A column left wholly white, for each column after it.
EARLY_WHITE: Final = 200.0
# Rows between an article across columns and what stands below it, and the rows that make that worth while.
GAP_BELOW: Final = 2
LEAST_BELOW: Final = 12
# Text below a head across columns needs so many rows.
LEAST_TEXT: Final = 4


class Filled(Struct, frozen=True):
    """The columns of a flow, page by page, and the rows that the last page needs."""

    pages: tuple[tuple[Column, ...], ...]
    last_rows: int
    cost: float


class _State(Struct):
    """A column end: the cost so far and the way to it."""

    cost: float
    before: _State | None
    columns: tuple[Column, ...]
    page: int


class _Way(Struct, frozen=True):
    """Some columns side by side, filled: where they end in the flow, what that costs, and how many they are."""

    end: int
    cost: float
    columns: tuple[Column, ...]
    width: int = 1


def fill(pieces: list[Piece], grid: Grid, first_rows: int, last_limit: int, *, opens_page: bool) -> Filled:
    """Return the columns of a flow that starts in `first_rows` rows and goes on over full pages.

    Args:
        pieces: The flow, at least one piece.
        grid: The page's grid.
        first_rows: Rows of each column on the first page.
        last_limit: How many rows from the foot of the page are not to be used on the last page.
        opens_page: Whether the first page is the flow's alone, so that leaving it white gains nothing.
    """
    return _Filler(pieces, grid).fill(first_rows, last_limit, opens_page=opens_page)


class _Filler:
    """Searches for the columns of one flow."""

    def __init__(self, pieces: list[Piece], grid: Grid) -> None:
        self._pieces = pieces
        self._grid = grid
        self._count = len(pieces)
        self._left, self._next_span = _look_ahead(pieces)

    def fill(self, first_rows: int, last_limit: int, *, opens_page: bool) -> Filled:
        """Return the best columns found."""
        grid, count = self._grid, self._count
        states: dict[int, _State] = {0: _State(0.0, None, (), 0)}
        best: tuple[float, _State, tuple[Column, ...]] | None = None
        stub = STUB_SHARE * grid.columns * grid.rows * grid.unit
        page = 0
        while states:
            rows = first_rows if page == 0 else grid.rows
            for start, state in states.items():
                if best is not None and state.cost > best[0]:
                    continue
                finish = self._finish(start, rows - last_limit)
                if finish is not None:
                    cost = finish.cost
                    if 0 < self._left[start] < stub and page:
                        # The less there is, the more it looks like an accident.
                        cost += STUB_COST * (2.5 - 1.5 * self._left[start] / stub)
                    if start == count and page:
                        cost += 4 * STUB_COST
                    if best is None or state.cost + cost < best[0]:
                        best = (state.cost + cost, state, finish.columns)
            if best is not None:
                states = {start: state for start, state in states.items() if state.cost + PAGE_COST < best[0]}
                if not states:
                    break
            states = self._next_page(states, rows, page, may_skip=not opens_page and page == 0)
            page += 1
            for state in states.values():
                state.cost += PAGE_COST
        assert best is not None, "a flow always ends"
        return _trace(*best)

    def _next_page(self, states: dict[int, _State], rows: int, page: int, *, may_skip: bool) -> dict[int, _State]:
        """Return the states after one more page."""
        columns = self._grid.columns
        # The states that have come to the top of each column, and, last, those that have filled the page.
        arrived: list[dict[int, _State]] = [states, *({} for _ in range(columns))]
        for number in range(columns):
            for start, state in arrived[number].items():
                for way in self._ways(start, rows, number, may_skip=may_skip):
                    found = arrived[number + way.width]
                    known = found.get(way.end)
                    total = state.cost + way.cost
                    if known is None or total < known.cost:
                        found[way.end] = _State(total, state, way.columns, page)
            arrived[number + 1] = self._pruned(arrived[number + 1])
        return arrived[columns]

    def _pruned(self, found: dict[int, _State]) -> dict[int, _State]:
        if len(found) <= BEAM:
            return found
        full = self._grid.rows * self._grid.unit
        limit = 4 * BEAM if any(self._left[end] <= 2 * full * self._grid.columns for end in found) else BEAM
        return dict(sorted(found.items(), key=lambda item: item[1].cost - 1e-3 * item[0])[:limit])

    def _ways(self, start: int, rows: int, number: int, *, may_skip: bool) -> Iterator[_Way]:
        """Yield the ways to fill the column `number`, or several from it on."""
        grid = self._grid
        # Near the end, where the rest would fit but for the closing panel, any break may be the right one.
        room = (grid.columns - number) * rows * grid.unit + 2 * grid.rows * grid.unit
        ends = column_ends(self._pieces, start, grid, rows, every=self._left[start] <= room)
        spans = False
        if start < self._count:
            across = self._pieces[start].across
            if across is not None:
                spans = True
                if number + across.columns <= grid.columns:
                    yield from self._across(start, across, rows, number)
        # What may not be parted can wait for a whole page.
        stuck = rows < grid.rows and all(cost >= FORBIDDEN for _end, cost in ends)
        if may_skip or spans or stuck or not ends:
            # A white column stands better at the end of a page than before what it waits for.
            ends.append((start, white_cost(rows, rows, grid) + EARLY_WHITE * (grid.columns - number)))
        for end, cost in ends:
            yield _Way(end, cost, (Column(start, end, rows, number),))

    # Articles across columns -----------------------------------------------------------------------------------

    def _across(self, start: int, across: Across, rows: int, number: int) -> Iterator[_Way]:
        """Yield the ways to set an article across the columns from `number` on."""
        box = self._box(start, across, rows, number)
        first = start + 1 + across.skipped
        last = first + across.text
        if box is None:
            least, best, _most = across.rows
            if rows >= self._grid.rows and rows - least - across.below < LEAST_TEXT:
                # Photo and title fill the page, or more than that; the text begins on the next.
                yield _Way(first, FORBIDDEN, (Column(start, start + 1, rows, number),), across.columns)
            for photo in sorted({least, (least + best) // 2, best}):
                head = photo + across.below
                if rows - head < LEAST_TEXT:
                    continue
                begun = _Way(first, OVERRUN_COST + self._trim(across, photo), (Column(start, start + 1, head, number),))
                yield from self._side_by_side(begun, head, rows - head, number, across.columns, stop=last)
            return
        white = rows - _used(box.columns)
        loss = across.columns * white_cost(white, rows, self._grid)
        yield _Way(last, box.cost + loss, box.columns, across.columns)
        if last == self._count:
            return
        # With a lower photo there may be room for other articles below.
        _text, needed = self._balanced_text(start, across)
        for photo in sorted({across.rows[0], across.rows[1]}):
            row = photo + across.below + needed + GAP_BELOW
            lower = self._box(start, across, row - GAP_BELOW, number) if rows - row >= LEAST_BELOW else None
            if lower is not None:
                yield from self._side_by_side(lower, row, rows - row, number, across.columns, stop=self._count)

    def _box(self, start: int, across: Across, rows: int, number: int) -> _Way | None:
        """Return an article across columns that ends within `rows` rows, on the last if its photo allows."""
        text, needed = self._balanced_text(start, across)
        least, _best, most = across.rows
        photo = min(most, rows - across.below - needed)
        if photo < least:
            return None
        row = photo + across.below
        columns = [Column(start, start + 1, row, number)]
        columns += [
            Column(first, last, needed, number + offset, row, fills=False) for offset, (first, last) in enumerate(text)
        ]
        end = start + 1 + across.skipped + across.text
        return _Way(end, self._trim(across, photo), tuple(columns))

    def _balanced_text(self, start: int, across: Across) -> tuple[tuple[tuple[int, int], ...], int]:
        """Return the pieces of an article's text in even columns, and their rows; many rows if it is too long."""
        first = start + 1 + across.skipped
        if across.balanced is None:
            way = self._balance(first, first + across.text, 0, across.columns, self._grid.rows)
            across.balanced = ((), 10**6)
            if way is not None:
                shares = tuple((column.first - first, column.last - first) for column in way.columns)
                across.balanced = (shares, _used(way.columns))
        shares, rows = across.balanced
        # Relative to the text's first piece, for the article may be tried at several places of a flow.
        return tuple((first + start, first + end) for start, end in shares), rows

    def _trim(self, across: Across, photo: int) -> float:
        return TRIM_COST * (photo - across.rows[1]) ** 2

    def _side_by_side(self, begun: _Way, row: int, rows: int, number: int, count: int, *, stop: int) -> Iterator[_Way]:
        """Yield the ways to go on below what stands across columns: `count` columns of `rows` rows from `row` on."""
        ways = {begun.end: begun}
        for offset in range(count):
            found: dict[int, _Way] = {}
            for way in ways.values():
                ends = column_ends(self._pieces, way.end, self._grid, rows, every=False, stop=stop)
                if way.end >= stop or not ends:
                    ends = [(way.end, white_cost(rows, rows, self._grid))]
                for end, cost in ends:
                    total = way.cost + cost
                    if end not in found or total < found[end].cost:
                        column = Column(way.end, end, rows, number + offset, row)
                        found[end] = _Way(end, total, (*way.columns, column))
            ways = dict(sorted(found.items(), key=lambda item: item[1].cost)[:BEAM])
        for way in ways.values():
            yield msgspec.structs.replace(way, width=count)

    # The last page ---------------------------------------------------------------------------------------------

    def _finish(self, start: int, limit: int) -> _Way | None:
        """Return the rest of a flow in balanced columns, if it fits in `limit` rows of each column."""
        grid = self._grid
        if start == self._count:
            return _Way(start, 0.0, ())
        if limit < 1 or self._left[start] > grid.columns * limit * grid.unit + 1e-6:
            return None
        way = self._finish_from(start, start, 0, limit)
        if way is None:
            return None
        feet = [0.0] * grid.columns
        for column in way.columns:
            foot = column.row * grid.unit + self._foot(column)
            feet[column.number] = max(feet[column.number], foot)
        uneven = (max(feet) - min(feet)) / (grid.rows * grid.unit)
        return _Way(way.end, way.cost + 0.2 * WHITE_COST * uneven**2, way.columns)

    def _finish_from(self, start: int, seek: int, number: int, limit: int) -> _Way | None:
        """Return the rest of a flow in the columns from `number` on; articles before `seek` keep to one column."""
        count, free = self._count, self._grid.columns - number
        if start == count:
            return _Way(count, 0.0, ())
        if free == 0:
            return None
        span = self._next_span[seek]
        if span == count:
            return self._balance(start, count, number, free, limit)
        across = self._pieces[span].across
        assert across is not None, "a span piece has its article"
        found = self._finish_with(start, span, across, number, limit)
        if across.demotion < FORBIDDEN:
            kept = self._finish_from(start, span + 1, number, limit)
            if kept is not None and (found is None or kept.cost + across.demotion < found.cost):
                found = msgspec.structs.replace(kept, cost=kept.cost + across.demotion)
        return found

    def _finish_with(self, start: int, span: int, across: Across, number: int, limit: int) -> _Way | None:
        """Return the rest of a flow whose next article across columns does span, after as few columns as possible."""
        free = self._grid.columns - number
        for before in range(0 if start == span else 1, free - across.columns + 1):
            lead = self._balance(start, span, number, before, limit) if before else _Way(span, 0.0, ())
            if lead is None:
                continue
            at = number + before
            box = self._box(span, across, limit, at)
            if box is None:
                return None
            rest = self._finish_from(box.end, box.end, at + across.columns, limit)
            if rest is None:
                below = self._balance(box.end, self._count, at, across.columns, limit)
                row = limit - _used(below.columns) if below is not None else 0
                lower = self._box(span, across, row - GAP_BELOW, at)
                if lower is not None:
                    box, row = lower, _used(lower.columns) + GAP_BELOW
                    rest = self._balance(box.end, self._count, at, across.columns, limit - row, row)
            if rest is not None:
                cost = lead.cost + box.cost + rest.cost
                return _Way(rest.end, cost, (*lead.columns, *box.columns, *rest.columns))
        return None

    def _balance(self, start: int, stop: int, number: int, free: int, limit: int, row: int = 0) -> _Way | None:
        """Return a stretch of the flow in `free` balanced columns of at most `limit` rows.

        Balanced is the least number of rows in which all fits; the columns then differ as little as heads and photos
        allow.
        """
        if start == stop:
            return _Way(stop, 0.0, ())
        least = max(1, math.ceil((self._left[start] - self._left[stop]) / free / self._grid.unit - 1e-6))
        for allowed in (FORBIDDEN - 1, FORBIDDEN, math.inf):
            ends = self._greedy(start, stop, free, limit, allowed) if least <= limit else None
            if ends is None:
                continue
            rows = limit
            while least < rows:
                middle = (least + rows) // 2
                tried = self._greedy(start, stop, free, middle, allowed)
                if tried is None:
                    least = middle + 1
                else:
                    rows, ends = middle, tried
            cost = self._breaks_cost(ends)
            if BAD_BREAK <= cost < FORBIDDEN:
                for more in range(rows + 1, min(rows + BETTER_BREAK_ROWS, limit) + 1):
                    better = self._greedy(start, stop, free, more, BAD_BREAK - 1)
                    if better is not None:
                        rows, ends, cost = more, better, self._breaks_cost(better)
                        break
            firsts = [start, *ends[:-1]]
            columns = tuple(
                Column(first, end, rows, number + offset, row, fills=False)
                for offset, (first, end) in enumerate(zip(firsts, ends, strict=True))
            )
            return _Way(stop, cost, columns)
        return None

    def _breaks_cost(self, ends: list[int]) -> float:
        return sum(self._pieces[end - 1].penalty for end in ends[:-1])

    def _greedy(self, start: int, stop: int, free: int, rows: int, allowed: float) -> list[int] | None:
        """Return the ends of columns filled one after the other in `rows` rows, or None when something is left over."""
        height = rows * self._grid.unit + 1e-6
        pieces, grid = self._pieces, self._grid
        ends = []
        for _ in range(free):
            y = 0.0
            end = start
            for index in range(start, stop):
                piece = pieces[index]
                if piece.across is not None:
                    if piece.across.demotion >= FORBIDDEN:
                        break
                    continue
                _top, y = place(piece, y, grid)
                if y > height:
                    break
                penalty = FORBIDDEN if piece.inside and index == start else piece.penalty
                if penalty <= allowed or index + 1 == stop:
                    end = index + 1
            if end == start:
                return None
            ends.append(end)
            start = end
            if start == stop:
                return ends
        return None

    def _foot(self, column: Column) -> float:
        """Return where a column ends, from its own top."""
        if column.last == column.first + 1 and self._pieces[column.first].across is not None:
            return column.rows * self._grid.unit
        places = stack(self._pieces, column.first, column.last, self._grid)
        return places[-1][1] if places else 0.0


def _look_ahead(pieces: list[Piece]) -> tuple[list[float], list[int]]:
    """Return for each piece the least height of all from it on, and the next SPAN piece, itself included."""
    count = len(pieces)
    left = [0.0] * (count + 1)
    spans = [count] * (count + 1)
    for index in range(count - 1, -1, -1):
        piece = pieces[index]
        left[index] = left[index + 1] + piece.height + piece.least_height
        spans[index] = index if piece.across is not None else spans[index + 1]
    return left, spans


def _used(columns: tuple[Column, ...]) -> int:
    """Return the rows that columns take, from the flow's first on."""
    return max((column.row + column.rows for column in columns), default=0)


def _trace(cost: float, end: _State, columns: tuple[Column, ...]) -> Filled:
    """Return the columns on the way to the best finish."""
    by_page: dict[int, list[Column]] = {}
    node: _State | None = end
    while node is not None:
        if node.columns:
            by_page.setdefault(node.page, [])[:0] = node.columns
        node = node.before
    pages = [tuple(by_page[number]) for number in sorted(by_page)]
    return Filled((*pages, columns), _used(columns), cost)
