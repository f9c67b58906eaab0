"""Lets what reaches the edge of a page go on beyond it, so that cutting leaves no white.

Screens show no bleed, so the pages have none but a hair; here flats are drawn longer, and photos show more of their
picture. Where a picture has no more, it is shown a little larger, by about as much as the bleed: what an author wants
kept in the middle of a frame stays there.
"""

from __future__ import annotations

from typing import Final

import msgspec

from pdfbrochure.assets.photos import Crop
from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedFlat, PlacedPhoto, PlacedShape

# What ends nearer to the trim than this, in points, is meant to reach it.
REACHES: Final = 0.5


def with_bleed(pages: Pages, bleed: float) -> Pages:
    """Return the pages with everything that reaches the trim drawn `bleed` points beyond it, and no further."""
    turned = tuple(
        Page(page.number, tuple(_bled(thing, pages.width, pages.height, bleed) for thing in page.things))
        for page in pages.pages
    )
    return msgspec.structs.replace(pages, pages=turned)


def _bled(thing: Placed, width: float, height: float, bleed: float) -> Placed:
    """Return one thing as it is printed; text and codes never reach the trim."""
    if isinstance(thing, PlacedShape):
        return _stretched(thing, width, height, bleed) if thing.fill else thing
    if not isinstance(thing, (PlacedFlat, PlacedPhoto)):
        return thing
    left, right = _edges(thing.x, thing.x + thing.width, width, bleed)
    top, foot = _edges(thing.y, thing.y + thing.height, height, bleed)
    if (left, right - left, top, foot - top) == (thing.x, thing.width, thing.y, thing.height):
        return thing
    if isinstance(thing, PlacedPhoto):
        crop = _wider(thing, (left, right), (top, foot))
        return msgspec.structs.replace(thing, x=left, y=top, width=right - left, height=foot - top, crop=crop)
    return msgspec.structs.replace(thing, x=left, y=top, width=right - left, height=foot - top)


def _stretched(shape: PlacedShape, width: float, height: float, bleed: float) -> PlacedShape:
    """Return a surface whose points at the trim lie beyond it."""
    points = tuple((_beyond(x, width, bleed), _beyond(y, height, bleed)) for x, y in shape.points)
    return shape if points == shape.points else msgspec.structs.replace(shape, points=points)


def _beyond(place: float, length: float, bleed: float) -> float:
    if place <= REACHES:
        return -bleed
    return length + bleed if place >= length - REACHES else place


def _edges(start: float, end: float, length: float, bleed: float) -> tuple[float, float]:
    """Return where something begins and ends along one side of a page, with bleed where it reaches the trim."""
    begins = -bleed if start <= REACHES else start
    ends = length + bleed if end >= length - REACHES else end
    return begins, ends


def _wider(placed: PlacedPhoto, across: tuple[float, float], down: tuple[float, float]) -> Crop:
    """Return the crop of a photo whose frame was made larger."""
    crop = placed.crop
    wide, high = crop.right - crop.left, crop.bottom - crop.top
    # Of the picture, the share that a point of paper shows, in both directions; less where all of it would not do.
    scale = min(1.0, placed.width / wide / (across[1] - across[0]), placed.height / high / (down[1] - down[0]))
    left, right = _part(crop.left, crop.right, (placed.x, placed.width), across, scale)
    top, foot = _part(crop.top, crop.bottom, (placed.y, placed.height), down, scale)
    return Crop(left, top, right, foot)


def _part(
    start: float, end: float, frame: tuple[float, float], wanted: tuple[float, float], scale: float
) -> tuple[float, float]:
    """Return the part of the picture that a longer frame shows along one side, no further moved than it must be."""
    share = (end - start) * scale / frame[1]
    middle = (start + end) / 2
    begin = middle - share * (frame[0] + frame[1] / 2 - wanted[0])
    length = share * (wanted[1] - wanted[0])
    begin = min(max(begin, 0.0), max(0.0, 1.0 - length))
    return begin, min(1.0, begin + length)
