"""White fields of a page: the largest rectangle of its type area on which nothing stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pdfbrochure.layout.pages import Page, PlacedCode, PlacedFlat, PlacedLine

# Of the type area, the largest white rectangle that looks meant: on a page inside, and on the last.
MOST_INSIDE: Final = 0.3
MOST_AT_THE_END: Final = 0.5
# The type area, as shares of the sheet and in points at least: at the sides, at the head, at the foot.
SIDES: Final = (0.07, 34.0)
HEAD: Final = (0.055, 34.0)
FOOT: Final = (0.075, 60.0)
# White is measured in cells of so many points.
CELL: Final = 6.0
# How far the ink of a line reaches above and below its baseline, in its size.
ASCENT: Final = 0.75
DESCENT: Final = 0.25


def largest_white(page: Page, width: float, height: float, least: float = 0.0) -> float:
    """Return the largest white rectangle of a page as a share of its type area; 0 if it is smaller than `least`."""
    side, top, foot = (
        max(part, share * size)
        for (share, part), size in zip((SIDES, HEAD, FOOT), (width, height, height), strict=True)
    )
    across, down = int((width - 2 * side) / CELL), int((height - top - foot) / CELL)
    if across < 1 or down < 1:
        return 0.0
    rows = [0] * down
    for x, y, end, low in _ink(page):
        first, last = max(0, int((x - side) / CELL)), min(across - 1, int((end - side) / CELL))
        if x > width - side or end < side or last < first:
            continue
        mask = ((1 << (last - first + 1)) - 1) << first
        for row in range(max(0, int((y - top) // CELL)), min(down - 1, int((low - top) // CELL)) + 1):
            rows[row] |= mask
    whole = across * down
    # A rectangle larger than a share of the whole is wider and higher than that share of it.
    wide, high = int(least * across) + 1, int(least * down) + 1
    if not _has_white(rows, across, wide, high):
        return 0.0
    return _largest(rows, across, wide * high) / whole


def _ink(page: Page) -> Iterator[tuple[float, float, float, float]]:
    """Yield the edges of all that is not white: start, top, end, foot."""
    for thing in page.things:
        if isinstance(thing, PlacedLine):
            runs = thing.line.runs
            size = runs[0].size if len(runs) == 1 else max([run.size for run in runs], default=0.0)
            yield thing.x, thing.y - ASCENT * size, thing.x + thing.line.width, thing.y + DESCENT * size
        elif isinstance(thing, PlacedCode):
            yield thing.x, thing.y, thing.x + thing.size, thing.y + thing.size
        elif not isinstance(thing, PlacedFlat) or thing.color != "paper":
            yield thing.x, thing.y, thing.x + thing.width, thing.y + thing.height


def _has_white(rows: Sequence[int], across: int, wide: int, high: int) -> bool:
    """Whether somewhere `high` rows, one below the other, have `wide` neighbouring zeros in common."""
    inked, reach = list(rows), 1
    while 2 * reach <= high:
        inked = [above | below for above, below in zip(inked, inked[reach:], strict=False)]
        reach *= 2
    inked = [above | below for above, below in zip(inked, inked[high - reach :], strict=False)]
    return any(_has_run(((1 << across) - 1) & ~row, wide) for row in inked)


def _has_run(bits: int, wide: int) -> bool:
    """Whether so many ones stand side by side."""
    reach = 1
    while 2 * reach <= wide:
        bits &= bits >> reach
        reach *= 2
    return bool(bits & bits >> (wide - reach))


def _largest(rows: Sequence[int], across: int, best: int) -> int:
    """Return the cells of the largest rectangle of zeros in rows of bits, of which one has so many as `best` says."""
    whole = (1 << across) - 1
    white = [whole & ~row for row in rows]
    for top, row in enumerate(white):
        if top and not row & ~white[top - 1]:
            # Whatever begins here could begin a row above.
            continue
        common = row
        for foot in range(top, len(white)):
            common &= white[foot]
            high = foot - top + 1
            # No narrower one is larger.
            wide = best // high + 1
            widest = common.bit_count()
            while wide <= widest and _has_run(common, wide):
                best = wide * high
                wide += 1
            if widest * (len(white) - top) <= best:
                break
    return best
