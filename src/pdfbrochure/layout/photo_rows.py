"""Places photos in their frames, and those of a gallery in its rows."""

from __future__ import annotations

from typing import Final

from pdfbrochure.assets.photos import crop_for
from pdfbrochure.compose.blocks import Figure
from pdfbrochure.compose.galleries import rows_of
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import PlacedPhoto

# Rows whose heights differ by less than this share of a row of the grid have one height.
EVEN: Final = 0.01


def place_photos(figure: Figure, x: float, y: float, width: float, height: float, grid: Grid) -> list[PlacedPhoto]:
    """Return a photo in its frame, or all of a gallery, the natural gap from each other.

    Rows of different heights end on baselines, as the last does; those of one height stay so. A photo that is shown
    whole stands at the frame's start and on its foot.
    """
    if not figure.members:
        return [_placed(figure, x, y, width, height)]
    rows = rows_of([member.aspect for member in figure.members], figure.gallery)
    gap, unit = grid.natural_gap, grid.unit
    tall = (height - gap * (len(rows) - 1)) / sum(row.height for row in rows)
    placed: list[PlacedPhoto] = []
    members = iter(figure.members)
    foot = y + height
    # Each then has at least two rows of the grid, so that none is lost by rounding.
    least = min(row.height for row in rows) * tall + gap
    uneven = max(row.height for row in rows) * tall + gap - least > EVEN * unit and least >= 2 * unit
    for number, row in enumerate(rows, 1):
        high = row.height * tall
        if uneven:
            # The last takes what the others leave, and stands on a baseline.
            left = 0 if number == len(rows) else round((foot - y - high) / unit) * unit
            high = foot - y - left
        room = width - gap * (len(row.shares) - 1)
        start = x
        for share in row.shares:
            placed.append(_placed(next(members), start, y, share * room, high))
            start += share * room + gap
        y += high + gap
    return placed


def _placed(figure: Figure, x: float, y: float, width: float, height: float) -> PlacedPhoto:
    if figure.shown == 1.0:
        wide, high = min(width, height * figure.aspect), min(height, width / figure.aspect)
        y += height - high
        width, height = wide, high
    crop = crop_for(figure.aspect, 1.0, width / height, figure.focus)
    return PlacedPhoto(x, y, width, height, figure.photo, crop, figure.node, figure.origin)
