"""Photos in columns that grow beyond what is usual, where a column would else stay white.

A photo has the frame that looks best, and a row or two more; so much white is worth a taller frame, as far as it shows
enough of the photo and is sharp.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from pdfbrochure.layout.pieces import PhotoPiece, Piece
from pdfbrochure.layout.stacking import CROP_COST, GROW_COST

# Columns that cost less have no white that is worth it.
POOR_WHITE: Final = 250.0


class Growing:
    """Knows by how much the photos of columns may grow, and which columns they fill so.

    Args:
        pieces: All pieces.
        taller: The rows by which photos before each piece may be taller as usual, in all.
    """

    def __init__(self, pieces: Sequence[Piece], taller: Sequence[int]) -> None:
        self._taller = taller
        self._grows = [0]
        for piece in pieces:
            self._grows.append(self._grows[-1] + (piece.grows if isinstance(piece, PhotoPiece) else 0))
        self._filled: set[tuple[int, int, int, int]] = set()

    def forget(self) -> None:
        """Forget which columns are filled, as white costs something else now."""
        self._filled.clear()

    def may_grow(self, start: int, end: int) -> bool:
        """Return whether a stretch of pieces has a photo that may."""
        return self._grows[end] > self._grows[start]

    def fills(self, start: int, end: int, rows: int, stop: int) -> bool:
        """Return whether photos that grow fill a column of so many rows, which ends before `stop` at the latest."""
        return (start, end, rows, stop) in self._filled

    def fill(
        self,
        ends: dict[int, float],
        start: int,
        rows: int,
        stop: int,
        foot: Callable[[int], float],
        full: Callable[[int], float],
    ) -> None:
        """Fill columns of much white so, where that costs less.

        Args:
            ends: What a column costs that ends before a piece.
            start: The first piece.
            rows: Its rows.
            stop: The piece before which it ends at the latest.
            foot: Gives the row at which the column ends by itself.
            full: Gives what it costs without white.
        """
        for end, cost in ends.items():
            if cost <= POOR_WHITE:
                continue
            taller = self._taller[end] - self._taller[start]
            growth = math.floor(rows - foot(end) + 1e-6) - taller
            if 0 < growth <= self._grows[end] - self._grows[start]:
                filled = full(end) + CROP_COST * taller * taller + GROW_COST * growth
                if filled < cost:
                    ends[end] = filled
                    self._filled.add((start, end, rows, stop))
