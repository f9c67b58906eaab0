"""Lays out the pictures of boxes: one, or several side by side or one below the other, of about the same area.

Takes a box of an image (`model.design`), its figures and a width; gives placed photos relative to the box's top start
corner, and how high it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from pdfbrochure.assets.photos import crop_for
from pdfbrochure.compose.blocks import Figure
from pdfbrochure.layout.clear_space import LOGO, Spaced
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed, PlacedPhoto, moved
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.design import Image, Part

# Width to height of a logo that is set in the greatest height; wider ones are lower, so that all weigh the same.
FULL_HEIGHT: Final = 1.9


def lay_image(box: Image, figure: Figure | Spaced, room: float, desk: Desk, part: Part) -> Laid:
    """Return one picture, at its edge of the room, with the white that it has round it."""
    if isinstance(figure, Spaced):
        white = figure.white
        laid = lay_image(box, figure.figure, max(room - white.start - white.end, 1.0), desk, part)
        height = white.top + laid.height
        things = moved(laid.things, white.start, white.top)
        return Laid(height + white.foot, things, white.start + laid.width + white.end, height)
    grid, file = desk.grid, desk.photos[figure.photo]
    aspect = file.width / file.height
    height = part.length(box.height) or part.length(box.rows) * grid.unit
    width = min(height * aspect, box.widest * grid.text_width)
    width = max(width, min(_least_width(figure, desk), room))
    height = width / aspect
    x = {"start": 0.0, "center": (room - width) / 2, "end": room - width}[box.align]
    return Laid(height, [_placed(figure, desk, x, 0.0, width, height)], width, height)


def lay_images(box: Image, figures: Sequence[Figure], room: float, desk: Desk, part: Part) -> Laid:
    """Return several pictures of about the same area, in as many rows as they need; it holds where one row does."""
    tallest, gap = part.length(box.height) or part.length(box.rows) * desk.grid.unit, part.length(box.gap)
    least = part.length(box.smallest) or tallest
    sizes = []
    for figure in figures:
        file = desk.photos[figure.photo]
        aspect = file.width / file.height
        height = min(tallest, max(least, tallest * math.sqrt(FULL_HEIGHT / aspect)))
        width = min(height * aspect, box.widest * desk.grid.text_width, room)
        width = max(width, min(_least_width(figure, desk), room))
        sizes.append((width, width / aspect))
    rows = _rows([width for width, _height in sizes], room, gap, stacked=box.stacked)
    things: list[Placed] = []
    y = widest = 0.0
    for number, (first, last) in enumerate(rows):
        y += gap if number else 0.0
        high = max(height for _width, height in sizes[first:last])
        wide = sum(width for width, _height in sizes[first:last]) + gap * (last - first - 1)
        x = {"start": 0.0, "center": (room - wide) / 2, "end": room - wide}[box.align]
        for figure, (width, height) in zip(figures[first:last], sizes[first:last], strict=True):
            things.append(_placed(figure, desk, x, y + (high - height) / 2, width, height))
            x += width + gap
        widest = max(widest, wide)
        y += high
    return Laid(y, things, widest, y, holds=box.stacked or len(rows) == 1)


def _least_width(figure: Figure, desk: Desk) -> float:
    """Return the least width of a picture: what a house style says of the publisher's logo."""
    return desk.edition.logo.least_width if figure.origin in LOGO else 0.0


def _rows(widths: Sequence[float], room: float, gap: float, *, stacked: bool) -> list[tuple[int, int]]:
    """Return the ends of rows of pictures, in order, as full as they can be."""
    rows: list[tuple[int, int]] = []
    first, used = 0, 0.0
    for at, width in enumerate(widths):
        if at > first and (stacked or used + gap + width > room + 0.01):
            rows.append((first, at))
            first, used = at, 0.0
        used += width + (gap if at > first else 0.0)
    return [*rows, (first, len(widths))]


def _placed(figure: Figure, desk: Desk, x: float, y: float, width: float, height: float) -> PlacedPhoto:
    file = desk.photos[figure.photo]
    crop = crop_for(file.width, file.height, width / height, figure.focus)
    return PlacedPhoto(x, y, width, height, figure.photo, crop, figure.node, figure.origin)
