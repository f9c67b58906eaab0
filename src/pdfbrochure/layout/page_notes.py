"""Notes at the foot of a page of running text: one or two below each other, more side by side in as many columns.

What they take they take from all columns, so the search for pages fills fewer rows where a page has notes.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pdfbrochure.layout.foot_notes import rule_above
from pdfbrochure.layout.grid import Grid, note_rows
from pdfbrochure.layout.pages import Placed, PlacedLine
from pdfbrochure.layout.pieces import FORBIDDEN, Piece, SetNote
from pdfbrochure.text.lines import Line

# So many notes stand below each other in the first column, if they have no more lines in all.
FEW: Final = 2
FEW_LINES: Final = 6
# Notes that take more than this share of a page's rows are parted where a column of them ends.
LONG: Final = 0.3
# So many numbers of rows are tried for the notes of one page.
MOST_TRIED: Final = 8

P = TypeVar("P")


def in_columns(notes: Sequence[SetNote], grid: Grid) -> list[list[Line]]:
    """Return the lines of notes in as few rows as they can have, column by column."""
    texts = [note.lines for note in notes]
    count = sum(map(len, texts))
    if len(texts) <= FEW and count <= FEW_LINES:
        return [[line for lines in texts for line in lines]]
    most = math.ceil(LONG * grid.rows * grid.unit / notes[0].leading)
    for rows in range(math.ceil(count / grid.columns), most + 1):
        columns = _filled(texts, rows, grid.columns)
        if columns is not None:
            return columns
    lines = [line for text in texts for line in text]
    rows = math.ceil(count / grid.columns)
    return [lines[first : first + rows] for first in range(0, count, rows)]


def _filled(texts: Sequence[Sequence[Line]], rows: int, columns: int) -> list[list[Line]] | None:
    """Return whole notes in columns of so many rows; None if they do not fit."""
    found: list[list[Line]] = [[]]
    for lines in texts:
        if len(found[-1]) + len(lines) > rows:
            found.append([])
        found[-1] += lines
    return found if len(found) <= columns and all(len(column) <= rows for column in found) else None


def rows_of(notes: Sequence[SetNote], grid: Grid) -> int:
    """Return the rows that notes take at the foot of a page; 0 for none."""
    if not notes:
        return 0
    return note_rows(max(map(len, in_columns(notes, grid))) * notes[0].leading, grid.unit)


def place_at_foot(notes: Sequence[SetNote], foot: float, grid: Grid) -> list[Placed]:
    """Return notes of which the longest column ends on a baseline, with the rule above the first."""
    columns = in_columns(notes, grid)
    leading = notes[0].leading
    y = foot - (max(map(len, columns)) - 1) * leading
    things: list[Placed] = [rule_above(grid.column_x(0), y, grid)]
    for number, lines in enumerate(columns):
        x = grid.column_x(number)
        things += [PlacedLine(x, y + row * leading, line) for row, line in enumerate(lines)]
    return things


def above_notes(
    rows: int,
    fill: Callable[[int], dict[int, tuple[float, P]]],
    rows_before: Callable[[int], int],
    cost_of_white: Callable[[int], float],
) -> dict[int, tuple[float, P, int]]:
    """Return the ways to fill so many rows of which the notes of what is set there take some.

    Args:
        rows: The rows that there are.
        fill: Gives the ways to fill a number of rows.
        rows_before: Gives the rows of the notes of all that is set if the page ends before a piece.
        cost_of_white: What so many rows cost that stay white above the notes.

    Returns:
        The pieces before which the page may end, each with the cost, the plan and the rows that it fills.
    """
    found: dict[int, tuple[float, P, int]] = {}
    wanted, tried = {0}, set[int]()
    while wanted - tried and len(tried) < MOST_TRIED:
        taken = min(wanted - tried)
        tried.add(taken)
        for end, (cost, plan) in fill(rows - taken).items():
            need = rows_before(end)
            if need > taken:
                wanted |= {need} if need < rows else set()
                continue
            whole = cost + cost_of_white(taken - need)
            if end not in found or whole < found[end][0] - 1e-6:
                found[end] = whole, plan, rows - taken
    if not found:
        # Notes longer than a page.
        found = {end: (cost + FORBIDDEN, plan, rows) for end, (cost, plan) in fill(rows).items()}
    return found


class PageNotes:
    """The notes at the feet of pages, by what the pages hold.

    Args:
        pieces: All pieces.
        grid: The page's grid; none stand there where it has them in columns.
    """

    def __init__(self, pieces: Sequence[Piece], grid: Grid) -> None:
        self._pieces, self._grid = pieces, grid
        # Pieces with notes, and the rows of stretches of these.
        self._noted = [index for index, piece in enumerate(pieces) if piece.notes] if grid.notes_across else []
        self._rows: dict[tuple[int, int], int] = {}

    def rows(self, start: int, end: int) -> int:
        """Return the rows that the notes of a stretch of pieces take at the foot of a page."""
        if not self._noted:
            return 0
        key = self._noted_in(start, end)
        if key not in self._rows:
            self._rows[key] = rows_of(self._notes(*key), self._grid)
        return self._rows[key]

    def are_few(self, start: int, end: int) -> bool:
        """Return whether the notes of a stretch of pieces stand below each other, in the first column."""
        notes = self._notes(*self._noted_in(start, end))
        return not notes or len(in_columns(notes, self._grid)) == 1

    def _noted_in(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self._noted, start), bisect_left(self._noted, end)

    def _notes(self, first: int, last: int) -> list[SetNote]:
        return [note for index in self._noted[first:last] for note in self._pieces[index].notes]
