"""Where a column ends that begins at one piece and ends before another.

Where a piece stands depends on what came before it only up to the column's first line, for from there on everything
stands on the grid. So one run of all pieces down an endless column gives the feet of all columns.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from pdfbrochure.layout.grid import Grid, note_rows
from pdfbrochure.layout.pieces import Piece
from pdfbrochure.layout.stacking import place, stands_on_grid


class Feet:
    """The feet of all columns of some pieces, in points from their tops.

    Args:
        pieces: The pieces, in print order.
        grid: The page's grid.
    """

    def __init__(self, pieces: list[Piece], grid: Grid) -> None:
        self._pieces = pieces
        self._grid = grid
        self._feet: list[float] = []
        y = 0.0
        for piece in pieces:
            _top, y = place(piece, y, grid)
            self._feet.append(y)
        self._natural = [0.0, *self._feet]
        # The height of the notes of all pieces before one; None where none stand in columns.
        noted = [0.0, *accumulate(sum(note.height for note in piece.notes) for piece in pieces)]
        self._noted = noted if noted[-1] and not grid.notes_across else None
        count = len(pieces)
        self._first_line = [count] * (count + 1)
        for index in range(count - 1, -1, -1):
            self._first_line[index] = index if stands_on_grid(pieces[index]) else self._first_line[index + 1]
        self._heads: dict[int, list[float]] = {}

    def area(self, start: int, end: int) -> float:
        """Return the natural height of a stretch of pieces, in points."""
        return self._natural[end] - self._natural[start] + self.notes(start, end)

    def notes(self, start: int, end: int) -> float:
        """Return the height of the notes of a stretch of pieces, in points."""
        return 0.0 if self._noted is None else self._noted[end] - self._noted[start]

    def foot(self, start: int, end: int) -> float:
        """Return where the pieces from `start` to before `end` end with their notes, from the top of their column."""
        if end == start:
            return 0.0
        if self._noted is None:
            return self._foot(start, end)
        unit = self._grid.unit
        return self._foot(start, end) + note_rows(self._noted[end] - self._noted[start], unit) * unit

    def _foot(self, start: int, end: int) -> float:
        """Return where the pieces themselves end."""
        head = self._head(start)
        last = end - 1
        offset = last - start
        if offset < len(head):
            return head[offset]
        first = self._first_line[start]
        return head[-1] + self._feet[last] - self._feet[first]

    def _head(self, start: int) -> list[float]:
        """Return the feet of the pieces of a column up to its first line."""
        head = self._heads.get(start)
        if head is None:
            head = self._heads[start] = self._head_feet(start)
        return head

    def _head_feet(self, start: int) -> list[float]:
        feet = []
        y = 0.0
        for index in range(start, min(self._first_line[start] + 1, len(self._pieces))):
            _top, y = place(self._pieces[index], y, self._grid)
            feet.append(y)
        return feet

    def of(self, start: int, ends: range) -> list[float]:
        """Return where the pieces from `start` to before each of some ends end; as `foot`, for many at once."""
        if not ends:
            return []
        if self._noted is not None:
            return [self.foot(start, end) for end in ends]
        head = self._head(start)
        at = min(max(ends.start, start + len(head) + 1), ends.stop)
        above, first = head[-1], self._feet[self._first_line[start]] if at < ends.stop else 0.0
        below = [above + foot - first for foot in self._feet[at - 1 : ends.stop - 1]]
        return [*head[ends.start - start - 1 : at - start - 1], *below]

    def last_of_lines(self, start: int, stop: int, height: float) -> int:
        """Return the last end of a column within a height, if it lies below the first line; 0 if not, or with notes."""
        first = self._first_line[start]
        if self._noted is not None or first >= stop:
            return 0
        feet, above = self._feet, self._head(start)[-1]
        if above > height:
            return 0
        end = bisect_right(feet, height - above + feet[first], first + 1, stop)
        # What rounding has made of the sum.
        while end < stop and above + feet[end] - feet[first] <= height:
            end += 1
        while end > first + 1 and above + feet[end - 1] - feet[first] > height:
            end -= 1
        return end
