"""A stretch of pieces in columns as even as can be."""

from __future__ import annotations

import math
from typing import Final, Protocol

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import FORBIDDEN

# From this cost on a break between even columns is avoided if so many rows more allow it.
GOOD_BREAK: Final = 500.0
BETTER_BREAK_ROWS: Final = 2


class _Columns(Protocol):
    """What is to be known of a flow."""

    grid: Grid

    def least(self, start: int, end: int) -> float: ...

    def last_fitting(self, start: int, stop: int, height: float, *, crops: bool = True) -> int: ...

    def penalty(self, start: int, end: int) -> float: ...


def balanced(flow: _Columns, start: int, end: int, columns: int, limit: int) -> tuple[int, tuple[int, ...]] | None:
    """Return a stretch in even columns of at most `limit` rows: the rows, and where each column ends; or None."""
    if start == end:
        return 0, ()
    for allowed in (GOOD_BREAK, FORBIDDEN - 1, FORBIDDEN, math.inf):
        found = _fewest_rows(flow, start, end, columns, limit, allowed)
        if found is None:
            continue
        if allowed == GOOD_BREAK:
            # A better break may cost a few rows, no more.
            other = _fewest_rows(flow, start, end, columns, found[0], FORBIDDEN - 1)
            if other is not None and found[0] - other[0] > BETTER_BREAK_ROWS:
                return other
        return found
    return None


def _fewest_rows(
    flow: _Columns, start: int, end: int, columns: int, limit: int, allowed: float
) -> tuple[int, tuple[int, ...]] | None:
    """Return the fewest rows in which a stretch fits, with no break worse than `allowed`; and the columns' ends."""
    low, rows = max(1, math.ceil(flow.least(start, end) / columns / flow.grid.unit - 1e-6)), limit
    ends = _greedy(flow, start, end, columns, limit, allowed) if low <= limit else None
    if ends is None:
        return None
    while low < rows:
        middle = (low + rows) // 2
        tried = _greedy(flow, start, end, columns, middle, allowed)
        if tried is None:
            low = middle + 1
        else:
            rows, ends = middle, tried
    return rows, tuple(ends)


def _greedy(flow: _Columns, start: int, stop: int, columns: int, rows: int, allowed: float) -> list[int] | None:
    """Return the ends of columns filled one after the other, or None when something is left over."""
    height = rows * flow.grid.unit
    ends = []
    for _ in range(columns):
        end = flow.last_fitting(start, stop, height, crops=False)
        while end > start and end < stop:
            if flow.penalty(start, end) <= allowed:
                break
            end -= 1
        if end == start:
            return None
        ends.append(end)
        start = end
        if start == stop:
            return ends
    return None
