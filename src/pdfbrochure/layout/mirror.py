"""Turns pages over for languages that run from right to left: what stood at the start edge stands at the right."""

from __future__ import annotations

import msgspec

from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedCode, PlacedFlat, PlacedLine
from pdfbrochure.layout.pieces import Piece


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


def mirror_pieces(pieces: list[Piece], width: float) -> None:
    """Turn over, in a column of a width, the pieces of an item that runs against the direction of its page."""
    for piece in pieces:
        piece.lines = tuple(
            PlacedLine(width - placed.x - placed.line.width, placed.y, placed.line) for placed in piece.lines
        )
        piece.flats = tuple(_turned(flat, width) for flat in piece.flats)
        if piece.beside is not None:
            x = width - piece.beside.x - piece.beside.width
            piece.beside = msgspec.structs.replace(piece.beside, x=x)
        # Its other settings were made for the other direction.
        piece.paragraph = None


def _turned(flat: PlacedFlat, width: float) -> PlacedFlat:
    return msgspec.structs.replace(flat, x=width - flat.x - flat.width)
