"""Fills columns: where each column of a flow ends, over all its columns at once.

A flow is a list of pieces. A piece is what is never split: a line, an item's head, a photo with its credit, an entry
of a link list. Heights are points; a column's height is a whole number of grid rows.

Source: the dynamic programming over break points is that of M. F. Plass, "Optimal pagination techniques for automatic
typesetting systems" (1981); the costs are ours.
"""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import AFTER_HEAD, FORBIDDEN, HEAD, LINE, PHOTO, Piece

# A full column left white; the unfilled share counts squared, so that whites are shared out.
WHITE_COST: Final = 1e4
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
# One page more than needed is worse than any white.
PAGE_COST: Final = 1e6
# A last page with fewer rows than this looks like an accident.
STUB_ROWS: Final = 6
STUB_COST: Final = 4e3
# Whites up to this many rows are looked at in the running text; more would be a worse page than any widow.
WINDOW_ROWS: Final = 9
# As many partial solutions are kept at each column. Twice as many gave the same pages on every brochure tried.
BEAM: Final = 10


class Column(Struct, frozen=True):
    """One column's share of the flow: pieces `first` to before `last`, in `rows` rows."""

    first: int
    last: int
    rows: int


class Filled(Struct, frozen=True):
    """The columns of a flow, page by page, and the rows that the last page needs."""

    pages: tuple[tuple[Column, ...], ...]
    last_rows: int
    cost: float


class _State(Struct):
    """A column end: the cost so far and the way to it."""

    cost: float
    before: _State | None
    column: Column | None
    page: int


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
        top, y = _place(pieces[index], y, index == first, grid, (crops or {}).get(index, 0))
        places.append((top, y))
    return places


def _place(piece: Piece, y: float, at_top: bool, grid: Grid, crop: int) -> tuple[float, float]:
    """Return top and foot of a piece that follows content ending at `y`."""
    unit = grid.unit
    kind = piece.kind
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
    top = 0.0 if at_top else y + piece.above
    return top, top + piece.height


def fill(pieces: list[Piece], grid: Grid, first_rows: int, last_limit: int, *, opens_page: bool) -> Filled:
    """Return the columns of a flow that starts in `first_rows` rows and goes on over full pages.

    Args:
        pieces: The flow, at least one piece.
        grid: The page's grid.
        first_rows: Rows of each column on the first page.
        last_limit: How many rows from the foot of the page are not to be used on the last page.
        opens_page: Whether the first page is the flow's alone, so that leaving it white gains nothing.
    """
    count = len(pieces)
    states: dict[int, _State] = {0: _State(0.0, None, None, 0)}
    least_left = _heights_left(pieces)
    best: tuple[float, _State, list[Column], int] | None = None
    page = 0
    while states:
        rows = first_rows if page == 0 else grid.rows
        for start, state in states.items():
            if best is not None and state.cost > best[0]:
                continue
            finish = _finish(pieces, start, grid, rows - last_limit, least_left)
            if finish is not None:
                columns, used, cost = finish
                if 0 < used < STUB_ROWS and page:
                    cost += STUB_COST
                if start == count and page:
                    cost += 4 * STUB_COST
                if best is None or state.cost + cost < best[0]:
                    best = (state.cost + cost, state, columns, used)
        if best is not None:
            states = {start: state for start, state in states.items() if state.cost + PAGE_COST < best[0]}
            if not states:
                break
        for number in range(grid.columns):
            states = _next_column(
                pieces, states, grid, rows, page, least_left, may_skip=not opens_page and page == 0, number=number
            )
        page += 1
        for state in states.values():
            state.cost += PAGE_COST
    assert best is not None, "a flow always ends"
    return _trace(best, page)


def _heights_left(pieces: list[Piece]) -> list[float]:
    """Return for each piece the least height of all from it on."""
    left = [0.0] * (len(pieces) + 1)
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        left[index] = left[index + 1] + piece.height + piece.least_height
    return left


def _next_column(
    pieces: list[Piece],
    states: dict[int, _State],
    grid: Grid,
    rows: int,
    page: int,
    least_left: list[float],
    *,
    may_skip: bool,
    number: int,
) -> dict[int, _State]:
    """Return the states after one more column."""
    found: dict[int, _State] = {}
    height = rows * grid.unit
    full = grid.rows * grid.unit
    for start, state in states.items():
        # Near the end, where the rest would fit but for the closing panel, any break may be the right one.
        near_end = least_left[start] <= (grid.columns - number) * height + 2 * full
        choices = _column_ends(pieces, start, grid, rows, every=near_end)
        if may_skip or not choices:
            choices.append((start, WHITE_COST * (rows / grid.rows) ** 2))
        for end, cost in choices:
            known = found.get(end)
            total = state.cost + cost
            if known is None or total < known.cost:
                found[end] = _State(total, state, Column(start, end, rows), page)
    if len(found) > BEAM:
        limit = 4 * BEAM if any(least_left[end] <= 2 * full * grid.columns for end in found) else BEAM
        kept = sorted(found.items(), key=lambda item: item[1].cost - 1e-3 * item[0])[:limit]
        return dict(kept)
    return found


def _column_ends(pieces: list[Piece], start: int, grid: Grid, rows: int, *, every: bool) -> list[tuple[int, float]]:
    """Return (end, cost) of the columns that start at a piece: those well filled, or `every` one that fits.

    Photos may be cropped to meet the column's foot; where that leaves white, paragraphs may gain or lose a line.
    """
    ends = _ends(pieces, start, grid, rows, every=every, stretch=False)
    if len(pieces) <= MOST_STRETCHED and min((cost for _end, cost in ends), default=FORBIDDEN) >= WHITE_ROW:
        ends = _ends(pieces, start, grid, rows, every=every, stretch=True)
    if not ends and start < len(pieces) and rows >= grid.rows:
        # Taller than a whole column: it stands alone.
        ends.append((start + 1, FORBIDDEN))
    return ends


def _ends(
    pieces: list[Piece], start: int, grid: Grid, rows: int, *, every: bool, stretch: bool
) -> list[tuple[int, float]]:
    unit, height = grid.unit, rows * grid.unit
    y = 0.0
    taller = lower = longer = shorter = 0
    ends: list[tuple[int, float]] = []
    fallback: tuple[int, float] | None = None
    window = height if every else WINDOW_ROWS * unit
    for index in range(start, len(pieces)):
        piece = pieces[index]
        _top, y = _place(piece, y, index == start, grid, 0)
        taller += piece.taller
        lower += piece.lower
        if stretch and piece.paragraph is not None and index + 1 - piece.paragraph.count >= start:
            variants = piece.paragraph.variants()
            longer += piece.paragraph.count + 1 in variants
            shorter += piece.paragraph.count - 1 in variants
        over = y - height
        if over > (lower + min(shorter, MOST_VARIANTS)) * unit + 1e-6:
            break
        need = math.ceil(over / unit - 1e-6)
        crops, lines, white = _meet(need, taller if need < 0 else lower, min(longer, MOST_VARIANTS))
        cost = piece.penalty + CROP_COST * crops * crops + VARIANT_COST * lines
        cost += WHITE_COST * (white / grid.rows) ** 2
        if cost < FORBIDDEN and (white * unit <= window or index + 1 == len(pieces)):
            ends.append((index + 1, cost))
        elif fallback is None or cost <= fallback[1]:
            fallback = (index + 1, cost)
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


def _finish(
    pieces: list[Piece], start: int, grid: Grid, limit: int, least_left: list[float]
) -> tuple[list[Column], int, float] | None:
    """Return the balanced columns of the rest of a flow, if it fits in `limit` rows of each column.

    Balanced is the least number of rows in which all fits; the columns then differ as little as heads and photos
    allow.
    """
    count = len(pieces)
    if start == count:
        return [], 0, 0.0
    unit = grid.unit
    least = max(1, math.ceil(least_left[start] / grid.columns / unit - 1e-6))
    for allowed in (FORBIDDEN - 1, math.inf):
        columns = _greedy(pieces, start, grid, limit, allowed) if least <= limit else None
        if columns is None:
            continue
        rows = limit
        while least < rows:
            middle = (least + rows) // 2
            tried = _greedy(pieces, start, grid, middle, allowed)
            if tried is None:
                least = middle + 1
            else:
                rows, columns = middle, tried
        cost = sum(pieces[column.last - 1].penalty for column in columns[:-1])
        ends = [_foot(pieces, column, grid) for column in columns]
        ends += [0.0] * (grid.columns - len(columns))
        uneven = (max(ends) - min(ends)) / (grid.rows * unit)
        return columns, rows, cost + 0.2 * WHITE_COST * uneven**2
    return None


def _foot(pieces: list[Piece], column: Column, grid: Grid) -> float:
    places = stack(pieces, column.first, column.last, grid)
    return places[-1][1] if places else 0.0


def _greedy(pieces: list[Piece], start: int, grid: Grid, rows: int, allowed: float) -> list[Column] | None:
    """Return the columns filled one after the other in `rows` rows, or None when something is left over."""
    height = rows * grid.unit + 1e-6
    count = len(pieces)
    columns = []
    for _ in range(grid.columns):
        y = 0.0
        end = start
        for index in range(start, count):
            _top, y = _place(pieces[index], y, index == start, grid, 0)
            if y > height:
                break
            if pieces[index].penalty <= allowed or index + 1 == count:
                end = index + 1
        if end == start:
            return None
        columns.append(Column(start, end, rows))
        start = end
        if start == count:
            return columns
    return None


def _trace(best: tuple[float, _State, list[Column], int], _page: int) -> Filled:
    """Return the columns on the way to the best finish."""
    cost, end, columns, used = best
    by_page: dict[int, list[Column]] = {}
    node: _State | None = end
    while node is not None:
        if node.column is not None:
            by_page.setdefault(node.page, []).insert(0, node.column)
        node = node.before
    pages = [tuple(by_page[number]) for number in sorted(by_page)]
    pages.append(tuple(columns))
    return Filled(tuple(pages), used, cost)


def settle(
    pieces: list[Piece], column: Column, grid: Grid, target: int, *, fills: bool
) -> tuple[list[Piece], dict[int, int]]:
    """Return the pieces of a column so that it ends at `target` rows, and the rows by which its photos change.

    Photos and paragraphs give way only as far as needed, and grow only if that fills the column.

    Args:
        pieces: The flow.
        column: Its share.
        grid: The page's grid.
        target: Rows.
        fills: Whether the column shall be filled; the last columns of a flow need only not be too long.
    """
    own = pieces[column.first : column.last]
    foot = stack(own, 0, len(own), grid)[-1][1]
    need = math.ceil((foot - target * grid.unit) / grid.unit - 1e-6)
    if need == 0 or (need < 0 and not fills):
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
