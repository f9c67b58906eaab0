"""Photos that open a page: where a theme has it so, the photo of the item at the top of a page stands before its head.

It reaches the edges of the page then, and takes what the text leaves white at the foot, so that the text ends on the
last row. Takes the pieces of a column and where they stand; gives other places.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.layout.frames import within
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import HeadPiece, PhotoPiece, Piece

# From the photo, or what stands below it, to the head, at least.
TO_HEAD: Final = 13.0
# No photo is lower than this, as width to height, nor does a frame show less than `within` has it by more.
LOWEST: Final = 2.4
NEARLY: Final = 0.02
# Nor is one made larger than its pixels allow: shops refuse less than 150 on an inch, and the bleed takes some.
LEAST_PPI: Final = 175


class Opener(Struct, frozen=True):
    """A photo before its head: the places of all pieces, the photo's foot, both from the top of the first row."""

    places: list[tuple[float, float]]
    foot: float


def opener(
    own: Sequence[Piece],
    places: Sequence[tuple[float, float]],
    rows: int,
    grid: Grid,
    tallest: float,
    photos: Mapping[str, PhotoFile],
) -> Opener | None:
    """Return how a column begins with its photo, or None where it does not begin with the head of one.

    Args:
        own: Its pieces.
        places: Top and foot of each, from the top of the first row.
        rows: Its rows.
        grid: The page's.
        tallest: The tallest frame, as width to height.
        photos: The measured photos by name.
    """
    if len(own) < 3:
        return None
    head, photo = own[0], own[1]
    if not (isinstance(head, HeadPiece) and isinstance(photo, PhotoPiece) and photo.after_head):
        return None
    figure = photo.figure
    if figure.members or figure.shown >= 1.0 or photo.outdent or any(piece.notes for piece in own):
        return None
    white = max(0, math.floor(rows - places[-1][1] / grid.unit + 1e-6))
    for extra in range(white, -1, -1):
        down = extra * grid.unit
        top = places[2][0] + down - head.height
        foot = math.floor((top - TO_HEAD - photo.height + grid.descent) / grid.unit) * grid.unit - grid.descent
        aspect = grid.width / (grid.top + foot) if grid.top + foot > 0 else math.inf
        if not is_sharp(photos[figure.photo], aspect, grid.width):
            continue
        if (
            max(tallest, within(figure, aspect) - NEARLY) <= aspect <= LOWEST
            and within(figure, aspect) <= aspect + NEARLY
        ):
            moved = [(upper + down, lower + down) for upper, lower in places[2:]]
            return Opener([(top, top + head.height), (-grid.top, foot + photo.height), *moved], foot)
    return None


def is_sharp(photo: PhotoFile, aspect: float, width: float) -> bool:
    """Return whether a photo has pixels enough for a frame of an aspect and a width."""
    return min(photo.width, photo.height * aspect) >= LEAST_PPI * width / 72
