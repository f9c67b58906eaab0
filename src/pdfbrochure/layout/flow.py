"""The flow: the pieces of the whole brochure in one list, and what a column costs that ends at any of them.

Where a column ends is known beforehand (`feet`); so one is judged in a few microseconds.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any, Final

from pdfbrochure.layout.even import balanced
from pdfbrochure.layout.feet import Feet
from pdfbrochure.layout.fills import Fills
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.growing import Growing
from pdfbrochure.layout.margins import beside, stand
from pdfbrochure.layout.page_notes import PageNotes
from pdfbrochure.layout.pieces import FORBIDDEN, PhotoPiece, Piece, TextLine, stretchables
from pdfbrochure.layout.same_room import are_alike, kept_items
from pdfbrochure.layout.spanning import Item
from pdfbrochure.layout.stacking import (
    CROP_COST,
    INSIDE_TEXT,
    MOST_STRETCHED,
    MOST_VARIANTS,
    VARIANT_COST,
    WHITE_ROW,
    WINDOW_ROWS,
    Column,
    hole_cost,
    stack,
    white_cost,
)

# As many ends of a column are kept: the best, and the best of those at the end of an item.
BEST_ENDS: Final = 4
ITEM_ENDS: Final = 3
# From this cost on the best end is no good, and every other is looked at.
POOR: Final = 600.0
# So many ends near the foot are asked for other settings of their paragraphs, and so many paragraphs of each.
VARIED_ENDS: Final = 6
VARIED_PARAGRAPHS: Final = 8
# Cropped photos may bring in so many rows; more would be another page.
MOST_LOWER: Final = 12
# Something of a margin that goes into the column for want of room.
CROWDED: Final = 300.0


class Flow:
    """All pieces of a brochure, and the costs of columns of them.

    Args:
        pieces: The pieces, in print order.
        items: The items, in print order; the first begins at piece 0.
        grid: The page's grid.
    """

    def __init__(self, pieces: list[Piece], items: list[Item], grid: Grid) -> None:
        self.pieces = pieces
        self.items = items
        self.grid = grid
        self.count = len(pieces)
        # What it costs, beside the break itself, that an item goes on on the next page.
        self.torn = 0.0
        # The rows that are taken at the heads of pages, by their numbers from 0.
        self.taken: dict[int, int] = {}
        self.starts = [item.start for item in items]
        self.item_at = {item.start: item for item in items}
        self._musts = [item.start for item in items if item.must] + [self.count]
        self._features = [item.start for item in items if item.feature or item.opens]
        self._openers = [item.start for item in items if item.opens]
        self._feet = Feet(pieces, grid)
        self._taller = [0]
        self._lower = [0]
        # The least height of all pieces before one, for estimates.
        self._least = [0.0]
        for piece in pieces:
            photo = piece if isinstance(piece, PhotoPiece) else None
            self._taller.append(self._taller[-1] + (photo.taller if photo else 0))
            self._lower.append(self._lower[-1] + (photo.lower if photo else 0))
            self._least.append(self._least[-1] + piece.height + (photo.least if photo else 0.0))
        self.growing = Growing(pieces, self._taller)
        self._penalties = [0.0, *(piece.penalty for piece in pieces)]
        self._inside = [isinstance(piece, TextLine) and piece.inside for piece in pieces]
        self._is_end = [index in self.item_at for index in range(self.count)] + [True]
        # Pieces beside which something stands in the margin.
        self._hung = [index for index, piece in enumerate(pieces) if piece.margin]
        self._page_notes = PageNotes(pieces, grid)
        self._crowded: dict[tuple[int, int, int], float] = {}
        self._paragraph_ends, self._paragraphs = stretchables(pieces)
        # The rows by which every page ends higher, where more pages are asked for than the text fills.
        self.short = 0
        # Where articles begin whose heads stand across columns, the rows of these and of all before, and their bodies.
        self._across: list[tuple[int, float, int]] | None = None
        self._ends: dict[tuple[int, int, int, bool], list[tuple[int, float]]] = {}
        self._balanced: dict[tuple[int, int, int, int], tuple[int, tuple[int, ...]] | None] = {}
        # What white rows at the foot of a column cost, by the column's rows, and theirs below 0.
        self._white_costs: dict[int, dict[int, float]] = {}
        self._fills: Fills[Any, Any] | None = None
        # Gives what is known of a flow before.
        self.find_fills: Callable[[Flow], Fills[Any, Any]] | None = None

    def takes(self, pieces: list[Piece], items: list[Item]) -> bool:
        """Take other pieces and items, if they take the same room, with all that is known; return whether they do."""
        kept = kept_items(items, self.items)
        if kept is None or not are_alike(pieces, self.pieces):
            return False
        self.pieces, self.items = pieces, kept
        self.item_at = {item.start: item for item in kept}
        self.torn, self.taken = 0.0, {}
        self._paragraphs = stretchables(pieces)[1]
        self._fills = self.find_fills = None
        return True

    @property
    def fills(self) -> Fills[Any, Any] | None:
        """The ways to fill pages that are known of a flow before."""
        if self._fills is None and self.find_fills is not None:
            self._fills = self.find_fills(self)
        return self._fills

    # Places ----------------------------------------------------------------------------------------------------

    def least(self, start: int, end: int) -> float:
        """Return the least height of a stretch of pieces, in points."""
        return self._least[end] - self._least[start] + self._feet.notes(start, end)

    def area(self, start: int, end: int) -> float:
        """Return the natural height of a stretch of pieces, in points."""
        return self._feet.area(start, end)

    def whole_area(self, start: int, end: int) -> float:
        """Return the natural height of a stretch in one column, with what heads that stand across all take in each."""
        if self._across is None:
            self._across = []
            rows = 0.0
            for item in self.items:
                # An article whose head may do without its photo has two ways to begin.
                if item.must and not (self._across and self._across[-1][2] == item.body):
                    across = item.ways()[0].across
                    rows += (across.below + across.rows[1]) * across.columns
                    self._across.append((item.start, rows, item.body))
        at = bisect_left(self._across, (start,)), bisect_left(self._across, (end,))
        before, after = (self._across[index - 1][1] if index else 0.0 for index in at)
        return self.area(start, end) + (after - before) * self.grid.unit

    def foot(self, start: int, end: int) -> float:
        """Return where the pieces from `start` to before `end` end with their notes, from the top of their column."""
        return self._feet.foot(start, end)

    def next_must(self, start: int) -> int:
        """Return the first piece from `start` on with which an item begins that stands across columns only."""
        return self._musts[bisect_left(self._musts, start)]

    def next_opener(self, start: int) -> int:
        """Return the first piece after `start` that must open a page, or the end."""
        at = bisect_right(self._openers, start)
        return self._openers[at] if at < len(self._openers) else self.count

    def next_feature(self, start: int) -> int:
        """Return the first piece after `start` that wants to open a page, or the end."""
        at = bisect_right(self._features, start)
        return self._features[at] if at < len(self._features) else self.count

    def rows_above(self, start: int, number: int) -> int:
        """Return the rows that are taken at the head of a page, by its number from 0, which begins with a piece."""
        item = self.item_at.get(start)
        return self.taken.get(number, 0) + (0 if item is None else item.above)

    def note_rows(self, start: int, end: int) -> int:
        """Return the rows that the notes of a stretch of pieces take at the foot of a page, where they stand there."""
        return self._page_notes.rows(start, end)

    def has_few_notes(self, start: int, end: int) -> bool:
        """Return whether the notes of a stretch of pieces stand below each other, in the first column."""
        return self._page_notes.are_few(start, end)

    def ends_item(self, end: int) -> bool:
        """Return whether an item ends before a piece."""
        return self._is_end[end]

    # Columns ---------------------------------------------------------------------------------------------------

    def ends(self, start: int, rows: int, stop: int, *, grown: bool = False) -> list[tuple[int, float]]:
        """Return where a column of so many rows may end, and what that costs: a few of the best ends.

        Args:
            start: Its first piece.
            rows: Its rows.
            stop: The piece before which it ends at the latest.
            grown: Whether its photos may grow beyond what is usual.
        """
        stop = min(stop, self.next_must(start))
        key = (start, rows, stop, grown)
        known = self._ends.get(key)
        if known is None:
            known = self._ends[key] = self._find_ends(start, rows, stop, grown=grown)
        return known

    def used_rows(self, column: Column) -> float:
        """Return the rows that a column takes of its own: all of them if what it holds may be brought to that."""
        used = self.foot(column.first, column.last) / self.grid.unit
        taller = self._taller[column.last] - self._taller[column.first]
        if column.grows or (column.fills and column.rows - math.ceil(used - 1e-6) <= taller):
            return column.rows
        return used

    def end_cost(self, start: int, end: int, rows: int, *, grown: bool = False) -> float | None:
        """Return what a column costs that ends before one piece, as far as that is among its `ends`; None if not."""
        if end > self.next_must(start):
            return None
        foot = self.foot(start, end)
        lacking = rows - math.ceil(foot / self.grid.unit - 1e-6)
        crops = min(self._lower[end] - self._lower[start], MOST_LOWER)
        if lacking < -crops - MOST_VARIANTS and end > start + 1:
            return None
        opener = self.item_at.get(end)
        may_grow = grown and self.growing.may_grow(start, end)
        fits = foot <= rows * self.grid.unit + 1e-6 and not may_grow
        if fits and (end == self.count or (opener is not None and opener.must)):
            # Unless its paragraphs may be set so that they fill it, it costs what it costs.
            cost = self._costs(start, range(end, end + 1), rows).get(end, FORBIDDEN)
            exceeds = lacking - (self._taller[end] - self._taller[start])
            if cost < FORBIDDEN and (cost < WHITE_ROW or not 0 < exceeds <= MOST_VARIANTS):
                return cost
        return dict(self.ends(start, rows, end, grown=grown)).get(end)

    def _find_ends(self, start: int, rows: int, stop: int, *, grown: bool) -> list[tuple[int, float]]:
        if start >= stop:
            return []
        unit = self.grid.unit
        height = rows * unit
        last = self.last_fitting(start, stop, height)
        if grown and not self.growing.may_grow(start, last):
            return self.ends(start, rows, stop)
        near = self.last_fitting(start, stop, height - WINDOW_ROWS * unit, crops=False)
        found = self._costs(start, range(max(start + 1, near), last + 1), rows)
        self._add_item_ends(found, start, near, rows)
        usable = {end: cost for end, cost in found.items() if cost < FORBIDDEN}
        if min(usable.values(), default=FORBIDDEN) > POOR:
            found |= self._costs(start, range(start + 1, max(start + 1, near)), rows)
            usable = {end: cost for end, cost in found.items() if cost < FORBIDDEN}
        if usable and self.count <= MOST_STRETCHED and min(usable.values()) >= WHITE_ROW:
            self._vary(usable, start, last, rows, stop)
        if grown:
            self.growing.fill(
                usable,
                start,
                rows,
                stop,
                lambda end: self.foot(start, end) / unit,
                lambda end: self.penalty(start, end) + self._crowding(start, end, rows),
            )
        if not usable and found:
            end = min(found, key=lambda end: (found[end], -end))
            return [(end, found[end])]
        if not usable and rows >= self.grid.rows:
            # Taller than a whole column: it stands alone.
            return [(start + 1, FORBIDDEN)]
        return self._kept(usable)

    def _vary(self, usable: dict[int, float], start: int, last: int, rows: int, stop: int) -> None:
        """Add the ends of columns of which some paragraphs are set with a line more or fewer, where that costs less."""
        for end in sorted(usable, reverse=True)[:VARIED_ENDS]:
            lacking = rows - math.ceil(self.foot(start, end) / self.grid.unit - 1e-6)
            # Only so many lines can be made; without them it costs what it costs.
            if 0 < lacking - (self._taller[end] - self._taller[start]) <= MOST_VARIANTS:
                varied = self._cost(start, end, rows, varied=True)
                if varied is not None and varied < usable[end]:
                    usable[end] = varied
        for end in range(last + 1, min(last + 1 + MOST_VARIANTS, stop) + 1):
            varied = self._cost(start, end, rows, varied=True)
            if varied is not None and varied < FORBIDDEN:
                usable[end] = varied

    def _kept(self, usable: dict[int, float]) -> list[tuple[int, float]]:
        """Return the best ends, the best of those of items, and every one before an item that may stand across."""
        if len(usable) <= BEST_ENDS:
            return sorted(usable.items(), reverse=True)
        ranked = sorted([(round(cost, 6), -end) for end, cost in usable.items()])
        kept = {-end: usable[-end] for _cost, end in ranked[:BEST_ENDS]}
        is_end = self._is_end
        ending = [-end for _cost, end in ranked if is_end[-end]]
        for number, end in enumerate(ending):
            if number < ITEM_ENDS or end == self.count or self.item_at[end].must:
                kept[end] = usable[end]
        return sorted(kept.items(), reverse=True)

    def _add_item_ends(self, found: dict[int, float], start: int, near: int, rows: int) -> None:
        """Add the last ends of items that lie higher: what follows may stand beside them."""
        at = bisect_left(self.starts, max(near, start + 1))
        for index in range(at - 1, max(at - 3, -1), -1):
            end = self.starts[index]
            if end > start and end not in found:
                cost = self._cost(start, end, rows)
                if cost is not None:
                    found[end] = cost

    def last_fitting(self, start: int, stop: int, height: float, *, crops: bool = True) -> int:
        """Return the last end of a column that stands within a height, its photos as low as they may be."""
        known = self._feet.last_of_lines(start, stop, height + 1e-6)
        if known > 0 and (not crops or self._lower[min(known + 1, stop)] == self._lower[start]):
            return known
        low, high = start, stop
        while low < high:
            middle = (low + high + 1) // 2
            spare = min(self._lower[middle] - self._lower[start], MOST_LOWER) * self.grid.unit if crops else 0.0
            if self.foot(start, middle) <= height + spare + 1e-6:
                low = middle
            else:
                high = middle - 1
        return low

    def _costs(self, start: int, ends: range, rows: int) -> dict[int, float]:
        """Return the cost of a column for each end at which it fits; as `_cost`, for many at once."""
        unit = self.grid.unit
        height = rows * unit
        lower, taller, penalties, is_end = self._lower, self._taller, self._penalties, self._is_end
        low, tall = lower[start], taller[start]
        # A column of one line from the middle of a paragraph is a widow and an orphan at once.
        lonely = start + 1 if self._inside[start] else -1
        whites = self._white_costs.get(rows)
        if whites is None:
            whites = self._white_costs[rows] = {}
        found = {}
        for end, foot in zip(ends, self._feet.of(start, ends), strict=True):
            need = math.ceil((foot - height) / unit - 1e-6)
            cost = FORBIDDEN if end == lonely else penalties[end]
            if need > 0:
                crops = min(need, lower[end] - low, MOST_LOWER)
                if need > crops:
                    continue
                cost += CROP_COST * crops * crops
            elif need < 0:
                crops = -need
                if crops <= taller[end] - tall:
                    cost += CROP_COST * crops * crops
                else:
                    white = whites.get(need) if end < self.count else self._white_at_end(-need, rows)
                    if white is None:
                        white = whites[need] = white_cost(-need, rows, self.grid) + hole_cost(1, -need, self.grid)
                    if not is_end[end]:
                        white *= 2.0
                        if cost + white < FORBIDDEN:
                            white += INSIDE_TEXT * (-need - 1)
                    cost += white
            found[end] = cost
        return found

    def _white_at_end(self, white: int, rows: int) -> float:
        """Return what white rows at the foot of the last column of all cost."""
        return white_cost(white, rows, self.grid) + hole_cost(1, white, self.grid, last=True)

    def _white(self, white: int, rows: int, end: int, cost: float) -> float:
        """Return what white rows at a column's foot cost, beside what it costs already that the column ends there."""
        if end == self.count:
            return self._white_at_end(white, rows)
        whole = white_cost(white, rows, self.grid) + hole_cost(1, white, self.grid)
        if self._is_end[end]:
            return whole
        doubled = whole * 2.0
        return doubled + INSIDE_TEXT * (white - 1) if cost + doubled < FORBIDDEN else doubled

    def _cost(self, start: int, end: int, rows: int, *, varied: bool = False) -> float | None:
        """Return the cost of a column, or None if it does not fit."""
        grid = self.grid
        unit = grid.unit
        need = math.ceil((self.foot(start, end) - rows * unit) / unit - 1e-6)
        lower = self._lower[end] - self._lower[start]
        taller = self._taller[end] - self._taller[start]
        lines = white = crops = 0
        if need > 0:
            crops = min(need, lower, MOST_LOWER)
            lines = need - crops
            if lines and (not varied or lines > MOST_VARIANTS or lines > self._variants(start, end, -1, lines)):
                return None
        elif need < 0:
            longer = self._variants(start, end, 1, MOST_VARIANTS) if varied and -need > taller else 0
            if -need > taller + longer:
                # What cannot be filled wholly is left white: a photo cropped for nothing helps nobody.
                white = -need
            else:
                crops = min(-need, taller)
                lines = -need - crops
        cost = self.penalty(start, end) + self._crowding(start, end, rows)
        cost += CROP_COST * crops * crops + VARIANT_COST * lines
        return cost + self._white(white, rows, end, cost) if white else cost

    def _crowding(self, start: int, end: int, rows: int) -> float:
        """Return what it costs that the margin of a column has no room for what stands beside its foot."""
        at = bisect_left(self._hung, end) - 1
        if at < 0 or self._hung[at] < start:
            return 0.0
        key = (start, end, rows)
        known = self._crowded.get(key)
        if known is None:
            own = self.pieces[start:end]
            items = beside(own, stack(own, 0, len(own), self.grid), rows * self.grid.unit, self.grid)
            known = self._crowded[key] = CROWDED * sum(len(set(stand(item, self.grid)[1])) for item in items)
        return known

    def penalty(self, start: int, end: int) -> float:
        """Return what the break at a column's end costs, whatever its height."""
        # A column of one line from the middle of a paragraph is a widow and an orphan at once.
        return FORBIDDEN if end - 1 == start and self._inside[start] else self._penalties[end]

    def _variants(self, start: int, end: int, change: int, most: int) -> int:
        """Return how many paragraphs of a column may gain or lose a line, looked for from its foot upwards."""
        most = min(most, MOST_VARIANTS)
        found = 0
        at = bisect_left(self._paragraph_ends, end) - 1
        for index in range(at, max(at - VARIED_PARAGRAPHS, -1), -1):
            paragraph = self._paragraphs[index]
            if self._paragraph_ends[index] + 1 - paragraph.count < start:
                break
            found += paragraph.count + change in paragraph.variants()
            if found >= most:
                break
        return found

    # Even columns ----------------------------------------------------------------------------------------------

    def balance(self, start: int, end: int, columns: int, limit: int) -> tuple[int, tuple[int, ...]] | None:
        """Return a stretch in even columns of at most `limit` rows: the rows, and where each column ends; or None."""
        key = (start, end, columns, limit)
        if key not in self._balanced:
            self._balanced[key] = balanced(self, start, end, columns, limit)
        return self._balanced[key]

    def text_across(self, start: int, end: int, columns: int) -> tuple[int, tuple[int, ...]]:
        """Return the text of an item across columns as `balance` does on a page; where it cannot, too many rows."""
        return self.balance(start, end, columns, self.grid.rows) or (10**6, ())
