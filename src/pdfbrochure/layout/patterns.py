"""Patterns: tiles of discs, their halves and quarters, and squares, drawn where a theme has no photo.

Which tile stands where comes from a seed alone, such as the number of the issue: each issue has its own, and the same
issue always the same. A pattern is decoration.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedShape

# Points of a quarter of a circle: at the size of a tile no corner shows.
QUARTER: Final = 12


def pattern(x: float, y: float, side: float, columns: int, rows: int, seed: str, tones: Sequence[str]) -> list[Placed]:
    """Return the tiles of a pattern.

    Args:
        x: Its start edge.
        y: Its top.
        side: Of a tile.
        columns: Tiles in a row.
        rows: Rows of tiles.
        seed: What chooses the tiles.
        tones: Their colors, without that of the ground.
    """
    choices = _numbers(seed)
    things: list[Placed] = []
    before: tuple[int, int] | None = None
    for row in range(rows):
        for column in range(columns):
            form, tone, turn, second = (next(choices) for _ in range(4))
            kind = (form % 8, tone % len(tones))
            if kind == before:
                # Two alike side by side would look like a slip.
                kind = ((kind[0] + 3) % 8, (kind[1] + 1) % len(tones))
            before = kind
            left, top = x + column * side, y + row * side
            things += _tile(kind[0], left, top, side, turn % 4, tones[kind[1]], tones[second % len(tones)])
    return things


def _numbers(seed: str) -> Iterator[int]:
    """Yield numbers that follow from a seed, without end."""
    block = seed.encode()
    while True:
        block = sha256(block).digest()
        yield from block


def _tile(form: int, x: float, y: float, side: float, turn: int, tone: str, other: str) -> list[Placed]:
    """Return one tile: the ground alone, a square, a quarter, two quarters, a half, a disc, or two of these."""
    if form == 0:
        return []
    if form == 1:
        return [PlacedFlat(x, y, side, side, tone)]
    if form == 2:
        center = (x + side / 2, y + side / 2)
        return [PlacedShape((center,), fill=tone, radius=side / 2)]
    if form in (3, 4):
        return [_sector(x, y, side, turn, tone)]
    if form == 5:
        return [_half(x, y, side, turn, tone)]
    if form == 6:
        ground = [PlacedFlat(x, y, side, side, other)] if other != tone else []
        return [*ground, _sector(x, y, side, turn, tone)]
    return [_half(x, y, side, turn, tone), _half(x, y, side, turn + 2, other)]


def _sector(x: float, y: float, side: float, turn: int, tone: str) -> PlacedShape:
    """Return a quarter of a disc round one of the corners of a tile."""
    corner = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))[turn % 4]
    start = (0, 90, 180, 270)[turn % 4]
    return PlacedShape((corner, *_arc(corner, side, start, 90)), fill=tone)


def _half(x: float, y: float, side: float, turn: int, tone: str) -> PlacedShape:
    """Return a half of a disc on one of the edges of a tile."""
    middle = ((x + side / 2, y), (x + side, y + side / 2), (x + side / 2, y + side), (x, y + side / 2))[turn % 4]
    return PlacedShape(_arc(middle, side / 2, (0, 90, 180, 270)[turn % 4], 180), fill=tone)


def _arc(center: tuple[float, float], radius: float, start: int, extent: int) -> tuple[tuple[float, float], ...]:
    steps = QUARTER * extent // 90
    angles = (math.radians(start + extent * step / steps) for step in range(steps + 1))
    return tuple((center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)) for angle in angles)
