"""The margin before a column, where things stand beside the text that they belong to: figures, short quotes, notes.

A block hangs at the row of its source. It is pushed down where that is taken, and up where its item ends; all keep
their order. What finds no room beside its item goes into the column: the pages are then set again.

Heights are points from the top of the column.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pieces import HeadPiece, MarginBlock, PhotoPiece, Piece, Stretchable, TextLine

# So many rows of white below an item's text let its figures stand in the margin; with more they go into the column.
MOST_WHITE: Final = 4
# Rows of white below what hangs beside a head.
BELOW_HUNG: Final = 2
# A thing that ends so far before its column, in points, stands in the margin.
BEFORE: Final = 0.5


class Stood(Struct, frozen=True):
    """A block of the margin and where it stands."""

    block: MarginBlock
    y: float


class Beside(Struct):
    """What stands beside one item in one column.

    Attributes:
        low: Where its blocks may begin.
        high: Where they must end.
        blocks: Those that want to stand there, each with the height of its source.
        taken: Top and foot of what stands there already, such as captions.
    """

    low: float
    high: float
    blocks: list[tuple[float, MarginBlock]]
    taken: list[tuple[float, float]]


def hang_on(pieces: Sequence[Piece], blocks: Sequence[MarginBlock]) -> None:
    """Hang blocks on the first of some pieces, before what hangs there, however its paragraph may be set."""
    if not blocks:
        return
    first = pieces[0]
    first.margin = (*blocks, *first.margin)
    if not isinstance(first, TextLine):
        return
    end = next((piece for piece in pieces if isinstance(piece, TextLine) and not piece.inside), None)
    if end is None or end.paragraph is None:
        return
    make = end.paragraph.make

    def hung() -> dict[int, list[TextLine]]:
        variants = make()
        for lines in variants.values():
            lines[0].margin = (*blocks, *lines[0].margin)
        return variants

    end.paragraph = Stretchable(end.paragraph.count, hung)


def beside(pieces: Sequence[Piece], places: Sequence[tuple[float, float]], height: float, grid: Grid) -> list[Beside]:
    """Return what stands in the margin of a column, for each of its items.

    Args:
        pieces: Those of the column.
        places: Top and foot of each.
        height: Of the column.
        grid: The page's grid.
    """
    found = [Beside(grid.cap, height, [], [])]
    for piece, (top, foot) in zip(pieces, places, strict=True):
        if isinstance(piece, HeadPiece):
            found[-1].high = top - grid.unit
            found.append(Beside(top + max(piece.hung, piece.height if piece.margin else 0.0), height, [], []))
            if piece.hung:
                found[-1].low = top + piece.hung + BELOW_HUNG * grid.unit
        elif isinstance(piece, PhotoPiece):
            caption = [line for line in piece.lines if line.x < -BEFORE]
            if caption:
                picture = foot - piece.height
                leading = caption[1].y - caption[0].y if len(caption) > 1 else grid.unit
                found[-1].taken.append((picture + caption[0].y - leading, picture + caption[-1].y + grid.descent))
        found[-1].blocks += [(top + grid.cap, block) for block in piece.margin]
    return found


def stand(item: Beside, grid: Grid) -> tuple[list[Stood], list[Origin]]:
    """Return where the blocks beside an item stand, and the keys of those for which there is no room."""
    lost: list[Origin] = []
    blocks = list(item.blocks)
    while blocks:
        ys = _places(blocks, item, grid)
        if ys is not None:
            return [Stood(block, y) for (_want, block), y in zip(blocks, ys, strict=True)], lost
        # The figures of an item stay together.
        key = blocks[-1][1].key
        lost.append(key)
        blocks = [each for each in blocks if each[1].key != key]
    return [], lost


def _places(blocks: Sequence[tuple[float, MarginBlock]], item: Beside, grid: Grid) -> list[float] | None:
    """Return the tops of blocks, or None where they find no room."""
    gap = grid.unit
    ys: list[float] = []
    y = item.low
    for want, block in blocks:
        y = _clear(max(y, want), block.height, item.taken, gap)
        ys.append(y)
        y += block.height + gap
    limit = item.high
    for number in range(len(blocks) - 1, -1, -1):
        own = blocks[number][1].height
        if ys[number] + own <= limit + BEFORE:
            break
        ys[number] = _clear_above(limit - own, own, item.taken, gap)
        limit = ys[number] - gap
    return ys if not ys or ys[0] >= item.low - BEFORE else None


def _clear(y: float, height: float, taken: Sequence[tuple[float, float]], gap: float) -> float:
    """Return the first height from `y` on at which a block meets nothing."""
    for top, foot in sorted(taken):
        if y < foot + gap and y + height > top - gap:
            y = foot + gap
    return y


def _clear_above(y: float, height: float, taken: Sequence[tuple[float, float]], gap: float) -> float:
    """Return the last height down to `y` at which a block meets nothing."""
    for top, foot in sorted(taken, reverse=True):
        if y < foot + gap and y + height > top - gap:
            y = top - gap - height
    return y


def white_below(
    pieces: Sequence[Piece], places: Sequence[tuple[float, float]], grid: Grid
) -> tuple[float, list[Origin]]:
    """Return the white that an item needs below its text for what stands beside it, in points, and what it is.

    The keys are those of the blocks that stand lowest.
    """
    lowest, keys = 0.0, []
    for item in beside(pieces, places, math.inf, grid):
        stood, _lost = stand(item, grid)
        for each in stood:
            if each.y + each.block.height > lowest:
                lowest, keys = each.y + each.block.height, [each.block.key]
    return lowest - (places[-1][1] - grid.descent if places else 0.0), keys


def reversed_out(things: Sequence[Placed], color: str) -> list[Placed]:
    """Return things of the margin as they stand on the accent: in the color that is read there, without rules of it."""
    found: list[Placed] = []
    for thing in things:
        if isinstance(thing, PlacedFlat):
            if thing.color != "accent":
                found.append(structs.replace(thing, color=color))
        elif isinstance(thing, PlacedLine):
            runs = tuple(structs.replace(run, color=color) for run in thing.line.runs)
            found.append(structs.replace(thing, line=structs.replace(thing.line, runs=runs)))
        else:
            found.append(thing)
    return found


def off_strip(pieces: Sequence[Piece], places: Sequence[tuple[float, float]], low: float, high: float) -> list[Origin]:
    """Return the keys of what hangs beside heads and photos where a margin has no room but from `low` to `high`."""
    keys: list[Origin] = []
    for piece, (top, foot) in zip(pieces, places, strict=True):
        if isinstance(piece, HeadPiece):
            hung = [top + line.y for line in piece.lines if line.x < -BEFORE]
            key = piece.key
        elif isinstance(piece, PhotoPiece):
            hung = [foot - piece.height + line.y for line in piece.lines if line.x < -BEFORE]
            key = piece.figure.origin
        else:
            continue
        if hung and not (low <= hung[0] and hung[-1] <= high):
            keys.append(key)
    return keys


def in_margin(thing: Placed) -> bool:
    """Return whether a thing, relative to its column, ends before it."""
    right = thing.x + (thing.line.width if isinstance(thing, PlacedLine) else 0.0)
    if isinstance(thing, PlacedFlat):
        right = thing.x + thing.width
    return right <= BEFORE and thing.x < -BEFORE


def placed_in(stood: Sequence[Stood], x: float, y: float) -> list[Placed]:
    """Return blocks as they stand in a margin that begins at `x`, in a column whose top is `y`."""
    return [thing for each in stood for thing in moved(each.block.things, x, y + each.y)]
