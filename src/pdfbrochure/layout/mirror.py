"""Turns pages over for languages that run from right to left: what stood at the start edge stands at the right."""

from __future__ import annotations

import msgspec

from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedCode, PlacedLine


def mirror(pages: Pages) -> Pages:
    """Return the pages with every place counted from the other edge; photos, codes and lines are not turned over."""
    turned = tuple(
        Page(page.number, tuple(_mirrored(thing, pages.width) for thing in page.things)) for page in pages.pages
    )
    return msgspec.structs.replace(pages, pages=turned, backward=True)


def _mirrored(thing: Placed, width: float) -> Placed:
    if isinstance(thing, PlacedLine):
        return PlacedLine(width - thing.x - thing.line.width, thing.y, thing.line)
    own = thing.size if isinstance(thing, PlacedCode) else thing.width
    return msgspec.structs.replace(thing, x=width - thing.x - own)
