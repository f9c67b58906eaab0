"""How much of the paper a glyph blackens: the area of its outline."""

from __future__ import annotations

import functools
from typing import Final

from pdfbrochure.assets.fonts import Face

Point = tuple[float, float]
Parts = tuple[tuple[int, int, int], ...]

# Curves are taken as so many straight lines: the area is right to a thousandth.
_STEPS: Final = 8


class _Area:
    """Adds up the area of the contours that it is shown; those that run the other way are holes."""

    def __init__(self) -> None:
        self.doubled = 0.0
        self._start: Point = (0.0, 0.0)
        self._at: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:
        self._start = self._at = point

    def lineTo(self, point: Point) -> None:
        self.doubled += self._at[0] * point[1] - point[0] * self._at[1]
        self._at = point

    def qCurveTo(self, control: Point, end: Point) -> None:
        begin = self._at
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            s = 1 - t
            self.lineTo(
                (
                    s * s * begin[0] + 2 * s * t * control[0] + t * t * end[0],
                    s * s * begin[1] + 2 * s * t * control[1] + t * t * end[1],
                )
            )

    def curveTo(self, one: Point, two: Point, end: Point) -> None:
        begin = self._at
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            s = 1 - t
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            points = (begin, one, two, end)
            self.lineTo(
                (
                    sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
                    sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
                )
            )

    def closePath(self) -> None:
        self.lineTo(self._start)


@functools.lru_cache(maxsize=10_000)
def ink_of_glyph(face: Face, glyph: int | Parts) -> float:
    """Return the area of a glyph as a share of a square em; of one that is made of parts the sum of theirs."""
    if not isinstance(glyph, int):
        return sum(ink_of_glyph(face, part) for part, _x, _y in glyph)
    area = _Area()
    face.hb_font.draw_glyph_with_pen(glyph, area)
    return abs(area.doubled) / 2 * (face.scale / 1000) ** 2
