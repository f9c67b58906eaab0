"""Turns pages over for languages that run from right to left: what stood at the start edge stands at the right."""

from __future__ import annotations

import msgspec

from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedCode, PlacedLine, PlacedShape
from pdfbrochure.layout.pieces import Atom, HeadPiece, PhotoPiece, Piece, TableRow, TextLine


def mirror(pages: Pages) -> Pages:
    """Return the pages with every place counted from the other edge; photos, codes and lines are not turned over."""
    turned = tuple(
        Page(page.number, tuple(mirrored(thing, pages.width) for thing in page.things)) for page in pages.pages
    )
    return msgspec.structs.replace(pages, pages=turned, backward=True)


def _mirrored_line(placed: PlacedLine, width: float) -> PlacedLine:
    return PlacedLine(width - placed.x - placed.line.width, placed.y, placed.line)


def mirrored(thing: Placed, width: float) -> Placed:
    """Return a thing as it stands, in a room of a width, counted from the other edge."""
    if isinstance(thing, PlacedLine):
        return _mirrored_line(thing, width)
    if isinstance(thing, PlacedShape):
        return msgspec.structs.replace(thing, points=tuple((width - x, y) for x, y in thing.points))
    own = thing.size if isinstance(thing, PlacedCode) else thing.width
    return msgspec.structs.replace(thing, x=width - thing.x - own)


def mirror_pieces(pieces: list[Piece], width: float) -> None:
    """Turn over, in a column of a width, the pieces of an item that runs against the direction of its page."""
    for piece in pieces:
        piece.between = tuple(mirrored(thing, width) for thing in piece.between)
        if isinstance(piece, TextLine | HeadPiece | PhotoPiece):
            piece.lines = tuple(_mirrored_line(placed, width) for placed in piece.lines)
        if isinstance(piece, HeadPiece):
            piece.flats = tuple(msgspec.structs.replace(flat, x=width - flat.x - flat.width) for flat in piece.flats)
        if isinstance(piece, Atom | TableRow):
            piece.things = tuple(mirrored(thing, width) for thing in piece.things)
        if isinstance(piece, TableRow):
            piece.header = tuple(mirrored(thing, width) for thing in piece.header)
        if isinstance(piece, TextLine):
            if piece.beside is not None:
                x = width - piece.beside.x - piece.beside.width
                piece.beside = msgspec.structs.replace(piece.beside, x=x)
            # Its other settings were made for the other direction.
            piece.paragraph = None
