"""One column: where its pieces stand, where it may end and at what cost, and how it is brought to its height.

Heights are points; a column's height is a whole number of grid rows.
"""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import AFTER_HEAD, FORBIDDEN, HEAD, LINE, PHOTO, SPAN, Piece

# A full column left white; the unfilled share of the page counts squared, so that whites are shared out.
WHITE_COST: Final = 1e4
# And that of the column itself: a low column of two lines above six empty rows looks like a mistake.
SHARE_COST: Final = 1.5e3
# White below text that goes on in the next column looks like a fault, each row after the first more so; below an
# item's end it looks like its end.
INSIDE_TEXT: Final = 100.0
# A photo cropped one row away from its natural frame.
CROP_COST: Final = 60.0
# A paragraph set with one line more or fewer: looser or tighter than it would be by itself.
VARIANT_COST: Final = 150.0
# As many paragraphs of a column may be set so; more would show.
MOST_VARIANTS: Final = 2
# Brochures with more lines than this (about 40 pages) are not worth the search.
MOST_STRETCHED: Final = 4000
# The cost of about one white row, from which on it pays to look for other settings.
WHITE_ROW: Final = 4.0
# Whites up to this many rows are looked at in the running text; more would be a worse page than any widow.
WINDOW_ROWS: Final = 9


class Column(Struct, frozen=True):
    """One column's share of the flow.

    Attributes:
        first: Its first piece. A column of a SPAN piece alone is that article's head across columns.
        last: The piece after its last.
        rows: Its rows.
        number: Which column of the page, from 0; of a head across columns, the first.
        row: The row at which it begins, from that of the flow.
        fills: Whether it shall end on its last row.
    """

    first: int
    last: int
    rows: int
    number: int = 0
    row: int = 0
    fills: bool = True


def white_cost(white: float, rows: int, grid: Grid) -> float:
    """Return the cost of white rows at the foot of a column of `rows` rows."""
    return WHITE_COST * (white / grid.rows) ** 2 + SHARE_COST * (white / max(rows, 1)) ** 2


def stack(
    pieces: list[Piece], first: int, last: int, grid: Grid, crops: dict[int, int] | None = None
) -> list[tuple[float, float]]:
    """Return top and foot of each piece in a column, in points from the column's top.

    Args:
        pieces: The flow.
        first: First piece of the column.
        last: The piece after its last.
        grid: The page's grid.
        crops: Rows by which a photo (by its index) is higher than natural; negative: lower.
    """
    places = []
    y = 0.0
    for index in range(first, last):
        top, y = place(pieces[index], y, grid, (crops or {}).get(index, 0))
        places.append((top, y))
    return places


def place(piece: Piece, y: float, grid: Grid, crop: int = 0) -> tuple[float, float]:
    """Return top and foot of a piece that follows content ending at `y`; 0 is the column's top."""
    unit = grid.unit
    kind = piece.kind
    at_top = y == 0.0
    if kind == LINE:
        top = 0.0 if at_top else math.ceil((y + piece.above) / unit - 1e-6) * unit
        return top, top + piece.height
    if kind == HEAD:
        if piece.before_photo:
            top = grid.cap if at_top else grid.snap(y) + piece.above + grid.cap
            return top, top + piece.height
        if at_top:
            return grid.cap, grid.snap(grid.cap + piece.height)
        foot = grid.snap(y + piece.above + piece.height)
        return foot - piece.height, foot
    if kind in (PHOTO, AFTER_HEAD):
        if at_top:
            top = grid.cap
        elif kind == AFTER_HEAD:
            top = y
        else:
            top = grid.snap(y) + grid.cap
        # The photo's foot stands on a baseline.
        rows = max(1, round((top + piece.photo_height + grid.descent) / unit) + crop)
        while rows * unit - grid.descent - top < piece.least_height and crop == 0:
            rows += 1
        return top, rows * unit - grid.descent + piece.height
    if kind == SPAN:
        return y, y
    top = 0.0 if at_top else y + piece.above
    return top, top + piece.height


def column_ends(
    pieces: list[Piece], start: int, grid: Grid, rows: int, *, every: bool, stop: int | None = None
) -> list[tuple[int, float]]:
    """Return (end, cost) of the columns that start at a piece: those well filled, or `every` one that fits.

    Photos may be cropped to meet the column's foot; where that leaves white, paragraphs may gain or lose a line.

    Args:
        pieces: The flow.
        start: First piece of the column.
        grid: The page's grid.
        rows: Rows of the column.
        every: Whether to return every end that fits, however white.
        stop: The piece before which to stop looking; the flow's end by default.
    """
    stop = len(pieces) if stop is None else stop
    ends = _ends(pieces, start, stop, grid, rows, every=every, stretch=False)
    if len(pieces) <= MOST_STRETCHED and min((cost for _end, cost in ends), default=FORBIDDEN) >= WHITE_ROW:
        ends = _ends(pieces, start, stop, grid, rows, every=every, stretch=True)
    if not ends and start < stop and rows >= grid.rows and pieces[start].kind != SPAN:
        # Taller than a whole column: it stands alone.
        ends.append((start + 1, FORBIDDEN))
    return ends


def _ends(
    pieces: list[Piece],
    start: int,
    stop: int,
    grid: Grid,
    rows: int,
    *,
    every: bool,
    stretch: bool,
    whole: bool = False,
) -> list[tuple[int, float]]:
    """Return the ends of a column; those high above its foot are looked at if `whole`, or without others."""
    unit, height = grid.unit, rows * grid.unit
    y = 0.0
    demotions = 0.0
    taller = lower = longer = shorter = 0
    ends: list[tuple[int, float]] = []
    fallback: tuple[int, float] | None = None
    window = height if every else WINDOW_ROWS * unit
    skipped = False
    for index in range(start, stop):
        piece = pieces[index]
        if piece.across is not None:
            demotions += piece.across.demotion
            if demotions >= FORBIDDEN:
                break
            continue
        if piece.kind == LINE:
            # The same as `place`, for the most frequent kind.
            y = piece.height + (math.ceil((y + piece.above) / unit - 1e-6) * unit if y else 0.0)
        else:
            _top, y = place(piece, y, grid)
        taller += piece.taller
        lower += piece.lower
        if stretch and piece.paragraph is not None and index + 1 - piece.paragraph.count >= start:
            variants = piece.paragraph.variants()
            longer += piece.paragraph.count + 1 in variants
            shorter += piece.paragraph.count - 1 in variants
        over = y - height
        if (
            not whole
            and over + window < -unit
            and over < -(taller + MOST_VARIANTS + 1) * unit
            and index + 1 < len(pieces)
        ):
            skipped = True
            continue
        if over > (lower + min(shorter, MOST_VARIANTS)) * unit + 1e-6:
            break
        need = math.ceil(over / unit - 1e-6)
        crops, lines, white = _meet(need, taller if need < 0 else lower, min(longer, MOST_VARIANTS))
        # A column of one line from the middle of a paragraph is a widow and an orphan at once.
        lone = FORBIDDEN if piece.inside and index == start else 0.0
        cost = piece.penalty + lone + CROP_COST * crops * crops + VARIANT_COST * lines
        ends_item = index + 1 == len(pieces) or pieces[index + 1].article >= 0
        cost += white_cost(white, rows, grid) * (1.0 if ends_item else 2.0) + demotions
        if white and not ends_item and cost < FORBIDDEN:
            cost += INSIDE_TEXT * (white - 1)
        if cost < FORBIDDEN and (white * unit <= window or index + 1 == len(pieces)):
            ends.append((index + 1, cost))
        elif fallback is None or cost <= fallback[1]:
            fallback = (index + 1, cost)
    if not ends and skipped:
        return _ends(pieces, start, stop, grid, rows, every=every, stretch=stretch, whole=True)
    if not ends and fallback is not None:
        ends.append(fallback)
    return ends


def _meet(need: int, crops: int, longer: int) -> tuple[int, int, int]:
    """Return how a column of text is brought to its height: rows of photos, lines of paragraphs, rows left white.

    Args:
        need: Rows too many, or, negative, too few.
        crops: Rows that its photos can take away or give.
        longer: Paragraphs that can gain a line.
    """
    if need >= 0:
        return min(need, crops), max(0, need - crops), 0
    if -need > crops + longer:
        # What cannot be filled wholly is left white: a photo cropped for nothing helps nobody.
        return 0, 0, -need
    return min(-need, crops), max(0, -need - crops), 0


def settle(pieces: list[Piece], column: Column, grid: Grid) -> tuple[list[Piece], dict[int, int]]:
    """Return the pieces of a column so that it ends on its last row, and the rows by which its photos change.

    Photos and paragraphs give way only as far as needed, and grow only if that fills the column.

    Args:
        pieces: The flow.
        column: Its share.
        grid: The page's grid.
    """
    own = pieces[column.first : column.last]
    foot = stack(own, 0, len(own), grid)[-1][1]
    need = math.ceil((foot - column.rows * grid.unit) / grid.unit - 1e-6)
    if need == 0 or (need < 0 and not column.fills):
        return own, {}
    room = [(index, piece.taller if need < 0 else piece.lower) for index, piece in enumerate(own)]
    change = -1 if need > 0 else 1
    variants = []
    for index, piece in enumerate(own):
        paragraph = piece.paragraph
        if len(pieces) <= MOST_STRETCHED and paragraph is not None and index + 1 >= paragraph.count:
            other = paragraph.variants().get(paragraph.count + change)
            if other is not None:
                variants.append((index, paragraph.count, other))
    rows, lines, white = _meet(need, sum(share for _index, share in room), min(len(variants), MOST_VARIANTS))
    if white:
        return own, {}
    crops = _shared_out(room, rows, change)
    # From the end on, so that the places of those before stay true.
    for index, count, other in reversed(variants[: min(lines, len(variants))]):
        own[index + 1 - count : index + 1] = other
        shift = len(other) - count
        crops = {place + shift if place > index else place: value for place, value in crops.items()}
    return own, crops


def _shared_out(room: list[tuple[int, int]], rows: int, change: int) -> dict[int, int]:
    """Return the rows shared out among the photos that have room for them, a row each in turn."""
    crops: dict[int, int] = {}
    while rows > 0:
        for index, share in room:
            if rows > 0 and abs(crops.get(index, 0)) < share:
                crops[index] = crops.get(index, 0) + change
                rows -= 1
    return crops
