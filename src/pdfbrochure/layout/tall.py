"""What is higher than a column, cut between its rows."""

from __future__ import annotations

from collections.abc import Sequence

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedLine, moved


def cut_by_rows(things: Sequence[Placed], rows: int, grid: Grid) -> list[tuple[list[Placed], int]]:
    """Return things of so many rows in parts that fit a column, each with its rows; one part if all fit.

    A line belongs to the row that its baseline stands in, all else to that of its top.
    """
    most = grid.rows
    if rows <= most:
        return [(list(things), rows)]
    parts: list[tuple[list[Placed], int]] = []
    for first in range(0, rows, most):
        last = min(first + most, rows)
        own = [thing for thing in things if first <= _row(thing, grid) < last or (last == rows <= _row(thing, grid))]
        parts.append((moved(own, 0.0, -first * grid.unit), last - first))
    return parts


def _row(thing: Placed, grid: Grid) -> int:
    place = thing.y - grid.unit / 2 if isinstance(thing, PlacedLine) else thing.y
    return max(0, int(place / grid.unit))
