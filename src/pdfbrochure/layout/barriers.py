"""All that comes before a barrier on one page, in columns as even as can be: before a feature, or before the end.

On the last page the closing may stand across all columns below the text, or as a box in the corner where the last
column ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct

from pdfbrochure.layout.closings import Closings
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.plans import At, Both, Plan, even_columns
from pdfbrochure.layout.rectangles import Rectangles
from pdfbrochure.layout.stacking import Column, white_cost

# The last page's white counts so much of another's: it is the page that may be empty.
LAST_WHITE: Final = 0.35
# An item torn between two columns of a page that is not full: for each row by which their feet differ.
TORN: Final = 60.0
# Where a last page is less full than this, its items had better stay whole, in columns that end where they may: what
# their white then costs, of what other white does, and what each is worth that even columns would part.
NOT_FULL: Final = 0.7
RAGGED: Final = 0.2
WHOLE: Final = 300.0
# Heights tried for the text before a barrier, as shares of the least.
HEIGHTS: Final = (1.0, 1.08, 1.2, 1.5)


class Corner(NamedTuple):
    """A closing that stands at the foot of the last column.

    Attributes:
        rows: The rows that it takes there, with the white above it.
        limit: The last row that the other columns may end on.
        cost: What it costs if the columns end on a row.
    """

    rows: int
    limit: int
    cost: Callable[[int], float]


class LastPage(Struct, frozen=True):
    """What the last page is judged by.

    Attributes:
        limit: The last row that text may end on above a closing across all columns.
        cost: What it costs to end the text on a row.
        corner: A closing in the last column, if there may be one.
        limits: The same as `limit` for each form of the closing, if there are several.
        key: What all this is made of; None if that is not known.
    """

    limit: int
    cost: Callable[[int], float]
    corner: Corner | None = None
    limits: tuple[int, ...] = ()
    key: object = None


class Even(Struct, frozen=True):
    """All up to a barrier: its cost, the plan, the rows used, and the row at which a box in the corner begins, or 0."""

    cost: float
    plan: Plan
    rows: int
    corner: int = 0


class Barriers:
    """Fills pages up to a barrier.

    Args:
        flow: The pieces.
        rectangles: Fills rectangles of them.
        closings: Fills rectangles of them up to a barrier.
    """

    def __init__(self, flow: Flow, rectangles: Rectangles, closings: Closings) -> None:
        self._flow = flow
        self._grid = flow.grid
        self._rectangles = rectangles
        self._closings = closings

    def even(self, start: int, end: int, limit: int, cost_of_white: Callable[[int], float]) -> Even | None:
        """Return all from a piece up to a barrier on one page, or None if it does not fit.

        Args:
            start: The first piece.
            end: The barrier.
            limit: The rows that there are.
            cost_of_white: What so many rows cost that are left below.
        """
        flow, grid = self._flow, self._grid
        columns = grid.columns
        if not self._may_fit(start, end, columns * limit):
            return None
        best: Even | None = None
        if flow.next_must(start) >= end:
            even = flow.balance(start, end, columns, limit)
            if even is not None:
                used, ends = even
                cost = cost_of_white(limit - used) + self._rectangles.uneven(start, ends, used, columns)
                best = Even(cost, even_columns(start, ends, used), used)
                whole = self._whole(start, end, ends, cost_of_white(limit - used))
                if whole is not None and whole.rows <= limit and whole.cost < cost - 1e-6:
                    best = whole
        for rows in self._heights(start, end, limit, 0):
            found = self._closings.solve(start, columns, rows, top=True, stop=end).get(end)
            if found is not None:
                cost = found[0] + cost_of_white(limit - rows) + self._torn(found[1])
                if best is None or cost < best.cost - 1e-6:
                    best = Even(cost, found[1], rows)
        return best

    def _whole(self, start: int, end: int, even: tuple[int, ...], cost: float) -> Even | None:
        """Return all to the end of a page that is not full, no item parted between its columns, or None.

        Args:
            start: The first piece.
            end: The barrier.
            even: The ends of even columns.
            cost: What it costs that so much stays white below these.
        """
        flow, grid, columns = self._flow, self._grid, self._grid.columns
        if end < flow.count or columns == 1:
            return None
        items = [piece for piece in range(start, end + 1) if flow.ends_item(piece)]
        # The rest of an item from the page before is text like any other, in even columns.
        parted = sum(not flow.ends_item(piece) and items[0] < piece for piece in even)
        if not parted:
            return None
        least = max(1, math.ceil(flow.least(start, end) / grid.unit / columns))
        for used in range(least, int(NOT_FULL * grid.rows) + 1):
            ends = self._whole_ends(start, [piece for piece in items if piece > start], used)
            if not ends or len(ends) > columns:
                continue
            ragged = RAGGED * white_cost(used, used, grid) * (columns - len(ends))
            first = start
            for last in ends:
                ragged += RAGGED * white_cost(used - flow.foot(first, last) / grid.unit, used, grid)
                ragged += flow.pieces[last - 1].penalty
                first = last
            # They are never better than even columns that part nothing.
            return Even(cost + max(0.0, ragged - WHOLE * parted), even_columns(start, tuple(ends), used), used)
        return None

    def _whole_ends(self, start: int, items: list[int], rows: int) -> list[int]:
        """Return the ends of columns of so many rows that hold whole items, which end before `items`, or nothing."""
        height = rows * self._grid.unit + 1e-6
        ends: list[int] = []
        last = start
        for piece in items:
            if self._flow.foot(start, piece) > height:
                if last == start:
                    return []
                ends.append(last)
                start = last
                if self._flow.foot(start, piece) > height:
                    return []
            last = piece
        return [*ends, last]

    def with_corner(self, start: int, corner: Corner, row: int = 0) -> Even | None:
        """Return all from a piece to the end on one page, with the closing in its last column, or None.

        Args:
            start: The first piece.
            corner: The closing.
            row: The row at which the columns begin.
        """
        flow, columns, end = self._flow, self._grid.columns, self._flow.count
        limit = corner.limit - row
        if not self._may_fit(start, end, columns * limit - corner.rows):
            return None
        best: Even | None = None
        for rows in self._heights(start, end, limit, corner.rows):
            low = rows - corner.rows
            if low < 0:
                continue
            for at, cost, plan in self._before_corner(start, rows):
                if at == end:
                    more, column = white_cost(low, low, self._grid), None
                else:
                    found = flow.end_cost(at, end, low)
                    if found is None:
                        continue
                    more, column = found, Column(at, end, low)
                whole = Both(plan, At(columns - 1, 0, column)) if column is not None else plan
                total = cost + more + corner.cost(row + rows) + self._torn(whole)
                if best is None or total < best.cost - 1e-6:
                    best = Even(total, whole, rows, row + low + 1)
        return best

    def _before_corner(self, start: int, rows: int) -> Iterator[tuple[int, float, Plan]]:
        """Yield the ways to fill all columns but the last: the piece after them, what they cost, and the plan."""
        columns, flow = self._grid.columns, self._flow
        if columns == 1:
            yield start, 0.0, None
            return
        filled = self._rectangles.solve(start, columns - 1, rows, top=True, stop=flow.count)
        for end, (cost, plan) in filled.items():
            if end > start:
                yield end, cost, plan

    def _may_fit(self, start: int, end: int, rows: int) -> bool:
        """Return whether so many rows, of all columns in all, hold a stretch that is not parted by a new page."""
        flow = self._flow
        if rows < 1 or flow.next_opener(start) < end:
            return False
        return flow.least(start, end) <= rows * self._grid.unit + 1e-6

    def _heights(self, start: int, end: int, limit: int, more: int) -> list[int]:
        """Return the heights that are tried, the highest first; `more`: rows of one column that are taken already."""
        columns = self._grid.columns
        about = (self._flow.whole_area(start, end) / self._grid.unit + more) / columns
        return sorted({limit, *(min(limit, math.ceil(about * share) + 1) for share in HEIGHTS)}, reverse=True)

    def _torn(self, plan: Plan) -> float:
        """Return what it costs that an item goes on in a column which ends much higher or lower than the one before."""
        flow, unit = self._flow, self._grid.unit
        cost = 0.0
        for (row, column), (next_row, after) in pairwise(columns_of(plan)):
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


def white_feet(plan: Plan, flow: Flow) -> Iterator[tuple[int, float]]:
    """Yield the piece after each column of a plan in reading order, and the rows that are white below that column."""
    for _row, column in columns_of(plan):
        yield column.last, column.rows - flow.foot(column.first, column.last) / flow.grid.unit
