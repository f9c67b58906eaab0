"""Paints a drawing as a form XObject: paths and gradients in RGB, no text, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from reportlab.graphics.renderPDF import _PDFRenderer
from reportlab.lib.colors import CMYKColor, Color, toColor

from pdfbrochure.assets.drawings import Drawing
from pdfbrochure.paint.document import Stream, number

# Red, green and blue to three numbers or four inks.
Written = Callable[[tuple[float, float, float]], tuple[float, ...]]
# SVG's own limit for mitred corners (SVG 2, 13.5.5), where PDF has 10.
_MITER: Final = "4 M"
# The control points of a quarter of an ellipse, as a share of its radius.
_KAPPA: Final = 0.5523


class _Renderer(_PDFRenderer):  # type: ignore[misc]
    """ReportLab's renderer without fonts, with every color as it is to be written, and with SVG's rounded corners."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self._written = written

    def applyStateChanges(self, delta: dict[str, Any], new: dict[str, Any]) -> None:
        """Write the operators of what changes, but for fonts: there is no text."""
        kept = {key: value for key, value in sorted(delta.items()) if not key.startswith(("font", "text"))}
        super().applyStateChanges(kept, new)

    def setStrokeColor(self, c: Any) -> None:
        """Set the color of strokes."""
        super().setStrokeColor(_plain(c, self._written))

    def setFillColor(self, c: Any) -> None:
        """Set the color of areas."""
        super().setFillColor(_plain(c, self._written))

    def drawRect(self, rect: Any) -> None:
        """Draw a rectangle; its corners may be quarters of ellipses, no larger than half its sides."""
        rx, ry = min(rect.rx or 0.0, rect.width / 2), min(rect.ry or 0.0, rect.height / 2)
        if rx <= 0.0 or ry <= 0.0:
            self._canvas.rect(rect.x, rect.y, rect.width, rect.height, stroke=self._stroke, fill=self._fill)
            return
        left, foot, right, top = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
        x, y = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
        path = self._canvas.beginPath()
        path.moveTo(left + rx, foot)
        path.lineTo(right - rx, foot)
        path.curveTo(right - x, foot, right, foot + y, right, foot + ry)
        path.lineTo(right, top - ry)
        path.curveTo(right, top - y, right - x, top, right - rx, top)
        path.lineTo(left + rx, top)
        path.curveTo(left + x, top, left, top - y, left, top - ry)
        path.lineTo(left, foot + ry)
        path.curveTo(left, foot + y, left + x, foot, left + rx, foot)
        path.close()
        self._canvas.drawPath(path, stroke=self._stroke, fill=self._fill)


def _plain(color: Any, written: Written) -> Color:
    parts = written(tuple(color.rgb()))
    alpha = getattr(color, "alpha", 1)
    return CMYKColor(*parts, alpha=alpha) if len(parts) == 4 else Color(*parts, alpha=alpha)


def _in_colors(draw: Callable[..., None], written: Written) -> Callable[..., None]:
    """Return ReportLab's method for a gradient, with its colors as they are to be written."""

    def drawn(*given: Any) -> None:
        *place, colors, positions, extend = given
        draw(*place, [_plain(toColor(color), written) for color in colors], positions, extend)

    return drawn


def form(canvas: Any, drawing: Drawing, written: Written) -> Stream:
    """Return a drawing as a form of one by one unit, to be painted like a picture (ISO 32000-1, 8.10).

    Args:
        canvas: ReportLab's canvas; its state and page stay as they are.
        drawing: What to paint.
        written: Gives a color, red, green and blue, as it is to be written: the same, or four inks.
    """
    # ReportLab's own forms end their streams otherwise than PDF/A wants.
    canvas._pushAccumulators()
    canvas.push_state_stack()
    canvas.init_graphics_state()
    gradients = ("linearGradient", "radialGradient")
    for name in gradients:
        setattr(canvas, name, _in_colors(getattr(canvas, name), written))
    try:
        _Renderer(written).draw(drawing.shapes, canvas, 0, 0)
        code = "\n".join([_MITER, *canvas._code])
        states = canvas._extgstate._c
        shadings = {name: canvas._doc.idToObjectNumberAndVersion[name][0] for name in canvas._shadingUsed}
    finally:
        for name in gradients:
            delattr(canvas, name)
        canvas.pop_state_stack()
        canvas._restartAccumulators()
    opacities = " ".join(f"/{name} << /{key} {number(value)} >>" for (key, value), name in states.items())
    shades = " ".join(f"/{name} {obj} 0 R" for name, obj in shadings.items())
    resources = f"/ExtGState << {opacities} >> /Shading << {shades} >>"
    head = (
        f"/Type /XObject /Subtype /Form /BBox [0 0 {number(drawing.width)} {number(drawing.height)}] "
        f"/Matrix [{1 / drawing.width:.9f} 0 0 {1 / drawing.height:.9f} 0 0] /Resources << {resources} >> "
    )
    return Stream(head.encode(), code.encode())
