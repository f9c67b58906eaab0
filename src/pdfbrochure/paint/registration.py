"""Draws the marks of a sheet: lines and rings on all plates, and the fields of the color bar."""

from __future__ import annotations

from typing import Final

from pdfbrochure.paint.document import number
from pdfbrochure.paint.paths import disc
from pdfbrochure.press.sheets import Patch, Ring, Sheet, Stroke

# What prints on all plates (ISO 32000-1, 8.6.6.4), in the line of a hair.
_ALL_PLATES: Final = "/CSall CS 1 SCN 0.25 w"
_DASH: Final = {True: "[3 2] 0 d", False: "[] 0 d"}


def strokes_of(sheet: Sheet) -> bytes:
    """Return the operators of a sheet's marks but its text, which leave the graphics state as it was."""
    height = sheet.height
    out = ["q", _ALL_PLATES]
    for mark in sheet.marks:
        if isinstance(mark, Stroke):
            start, end = _point(mark.x0, height - mark.y0), _point(mark.x1, height - mark.y1)
            out.append(f"{_DASH[mark.dashed]} {start} m {end} l S")
        elif isinstance(mark, Ring):
            out.append(f"{_DASH[False]} {disc(mark.x, height - mark.y, mark.radius)} S")
        elif isinstance(mark, Patch):
            box = mark.box
            inks = " ".join(number(share) for share in mark.plates)
            out.append(f"{inks} k {_point(box.left, height - box.foot)} {_point(box.width, box.height)} re f")
    out.append("Q")
    return " ".join(out).encode()


def _point(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"
