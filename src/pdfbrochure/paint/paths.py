"""Draws the parts of a chart or another drawing: lines, surfaces and discs as paths (ISO 32000-1, 8.5)."""

from __future__ import annotations

from typing import Final

from pdfbrochure.layout.pages import PlacedShape
from pdfbrochure.paint.document import number
from pdfbrochure.paint.inks import Inks

# The control points of a quarter of a circle, as a share of its radius.
_KAPPA: Final = 0.5523
# Lines end and turn roundly: a corner of a curve of values is no spike.
_ROUND: Final = "1 J 1 j"


def drawn(shape: PlacedShape, page_height: float, inks: Inks) -> bytes:
    """Return the operators of a shape, which leave the graphics state as it was.

    Args:
        shape: The shape.
        page_height: Height of the page, in points.
        inks: Writes colors.
    """
    out = ["q"]
    if shape.fill:
        out.append(inks.fill(shape.fill).decode())
    if shape.stroke:
        out.append(inks.stroke(shape.stroke).decode())
        out.append(f"{number(shape.weight)} w {_ROUND}")
        if shape.dash:
            out.append(f"[{' '.join(number(length) for length in shape.dash)}] 0 d")
    points = [(x, page_height - y) for x, y in shape.points]
    out += [disc(x, y, shape.radius) for x, y in points] if shape.radius else [_path(points)]
    closed = bool(shape.fill) or bool(shape.radius)
    paint = "b" if shape.fill and shape.stroke else "f" if shape.fill else "s" if closed else "S"
    return " ".join([*out, paint, "Q"]).encode()


def _path(points: list[tuple[float, float]]) -> str:
    (x, y), *others = points
    return " ".join([f"{number(x)} {number(y)} m", *(f"{number(right)} {number(up)} l" for right, up in others)])


def disc(x: float, y: float, radius: float) -> str:
    """Return a circle round a point as four curves."""
    k = _KAPPA * radius
    curves = [
        (x + radius, y + k, x + k, y + radius, x, y + radius),
        (x - k, y + radius, x - radius, y + k, x - radius, y),
        (x - radius, y - k, x - k, y - radius, x, y - radius),
        (x + k, y - radius, x + radius, y - k, x + radius, y),
    ]
    arcs = [" ".join(number(value) for value in curve) + " c" for curve in curves]
    return " ".join([f"{number(x + radius)} {number(y)} m", *arcs, "h"])
