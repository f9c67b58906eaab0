"""Turns pages over for languages that run from right to left: what stood at the start edge stands at the right."""

from __future__ import annotations

from typing import Final, TypeVar

from msgspec import structs

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import (
    Page,
    Pages,
    Placed,
    PlacedCode,
    PlacedFlat,
    PlacedLine,
    PlacedPhoto,
    PlacedShape,
    moved,
)
from pdfbrochure.layout.pieces import Atom, HeadPiece, PhotoPiece, Piece, TableRow, TextLine

_Thing = TypeVar("_Thing", bound=Placed)
# So far before its column, in points, a thing begins that hangs there.
BEFORE: Final = 0.5


def mirror(pages: Pages) -> Pages:
    """Return the pages with every place counted from the other edge; photos, codes and lines are not turned over."""
    turned = tuple(
        Page(page.number, tuple(mirrored(thing, pages.width) for thing in page.things)) for page in pages.pages
    )
    return structs.replace(pages, pages=turned, backward=True)


def _mirrored_line(placed: PlacedLine, width: float) -> PlacedLine:
    return PlacedLine(width - placed.x - placed.line.width, placed.y, placed.line)


def mirrored(thing: Placed, width: float) -> Placed:
    """Return a thing as it stands, in a room of a width, counted from the other edge."""
    if isinstance(thing, PlacedLine):
        return _mirrored_line(thing, width)
    if isinstance(thing, PlacedShape):
        return structs.replace(thing, points=tuple((width - x, y) for x, y in thing.points))
    return structs.replace(thing, x=width - thing.x - extent(thing))


def mirror_pieces(pieces: list[Piece], grid: Grid) -> None:
    """Turn over, in its column, the pieces of an item that runs against the direction of its page.

    What hangs in the room before the column stays there, turned over in it.
    """
    width, room = grid.column_width, grid.margin or grid.hang

    def turned(thing: _Thing) -> _Thing:
        right = thing.x + (thing.line.width if isinstance(thing, PlacedLine) else extent(thing))
        if thing.x >= -grid.hang_gap / 2 - BEFORE:
            return mirrored(thing, width)  # type: ignore[return-value]  # of the same kind
        if right > BEFORE or thing.x < -grid.hang - BEFORE:
            # A rule across the column and the room before it, or from the edge of the page.
            return thing
        (hung,) = moved([mirrored(moved([thing], grid.hang, 0.0)[0], room)], -grid.hang, 0.0)
        return hung  # type: ignore[return-value]  # of the same kind

    for piece in pieces:
        piece.between = tuple(map(turned, piece.between))
        piece.margin = tuple(
            structs.replace(block, things=tuple(mirrored(thing, room) for thing in block.things))
            for block in piece.margin
        )
        if isinstance(piece, TextLine | HeadPiece):
            piece.lines = tuple(map(turned, piece.lines))
        if isinstance(piece, PhotoPiece):
            # They stand from the photo's start on, which may lie before the column's.
            own = (structs.replace(line, x=line.x - piece.outdent) for line in piece.lines)
            piece.lines = tuple(structs.replace(line, x=line.x + piece.outdent) for line in map(turned, own))
        if isinstance(piece, HeadPiece):
            piece.flats = tuple(map(turned, piece.flats))
        if isinstance(piece, Atom | TableRow):
            piece.things = tuple(map(turned, piece.things))
        if isinstance(piece, TableRow):
            piece.header = tuple(mirrored(thing, width) for thing in piece.header)
        if isinstance(piece, TextLine):
            if piece.beside is not None:
                x = width - piece.beside.x - piece.beside.width
                piece.beside = structs.replace(piece.beside, x=x)
            # Its other settings were made for the other direction.
            piece.paragraph = None


def extent(thing: PlacedFlat | PlacedPhoto | PlacedCode | PlacedShape) -> float:
    """Return the width of a thing."""
    return thing.size if isinstance(thing, PlacedCode) else thing.width
