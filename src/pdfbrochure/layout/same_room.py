"""Which pieces and items take the same room everywhere: other words, perhaps, but lines where there were some.

Of a flow of such pieces all is known that was found of the other: where its columns end, and where its pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from pdfbrochure.layout.pieces import Atom, HeadPiece, PhotoPiece, Piece, Stretchable, TableRow, TextLine
from pdfbrochure.layout.spanning import Item, Way


def are_alike(some: Sequence[Piece], others: Sequence[Piece]) -> bool:
    """Return whether each piece takes the same room as another, as far as that was asked."""
    if len(some) != len(others):
        return False
    return all(one is other or _is_alike(one, other) for one, other in zip(some, others, strict=True))


def _is_alike(one: Piece, other: Piece) -> bool:
    if type(one) is not type(other) or _room(one) != _room(other):
        return False
    if isinstance(one, TextLine):
        assert isinstance(other, TextLine), "both are of a kind"
        return _stretch_alike(one.paragraph, other.paragraph)
    return True


def _room(piece: Piece) -> tuple[object, ...]:
    """Return all that decides what room a piece takes, but for its paragraph."""
    notes = [(len(note.lines), note.leading) for note in piece.notes]
    margin = [(block.height, block.key) for block in piece.margin]
    room = (piece.height, piece.above, piece.penalty, notes, margin)
    if isinstance(piece, TextLine):
        return (*room, piece.inside)
    if isinstance(piece, Atom):
        return (*room, piece.on_grid, piece.key, piece.whole)
    if isinstance(piece, HeadPiece):
        return (*room, piece.article, piece.before_photo, piece.hung, piece.key, piece.on_row)
    if isinstance(piece, PhotoPiece):
        lines = [(line.x, line.y) for line in piece.lines]
        frame = (piece.natural, piece.least, piece.taller, piece.lower, piece.grows, piece.width, piece.outdent)
        return (*room, *frame, piece.after_head, lines)
    return (*room, piece.header_height) if isinstance(piece, TableRow) else room


def _stretch_alike(one: Stretchable | None, before: Stretchable | None) -> bool:
    """Return whether a paragraph has as many lines as another; and whether with others too, if that was asked."""
    if one is None or before is None:
        return one is before
    if one.count != before.count:
        return False
    return before.known is None or one.variants().keys() == before.known.keys()


def kept_items(items: Sequence[Item], before: Sequence[Item]) -> list[Item] | None:
    """Return items of which those that are as they were are the ones before; None if one takes other room.

    Of those before it is known whether it was asked how they stand across columns.
    """
    if len(items) != len(before):
        return None
    kept = []
    for one, other in zip(items, before, strict=True):
        if _place(one) != _place(other):
            return None
        if one.make is other.make:
            kept.append(other)
        elif other.known is not None and list(map(_head, one.ways())) != list(map(_head, other.known)):
            return None
        else:
            kept.append(one)
    return kept


def _place(item: Item) -> tuple[object, ...]:
    sort = (item.must, item.feature, item.opens, item.head, item.band, item.breaks, item.above)
    return (item.article, item.start, item.body, item.end, *sort)


def _head(way: Way) -> tuple[object, ...]:
    across = way.across
    head = (across.columns, across.figure is None, across.rows, across.below, across.top)
    return (way.cost, way.trim, way.reach, *head)
