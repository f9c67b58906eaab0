"""One page: cuts it into rectangles in reading order and fills them, as newspapers do.

A rectangle of so many columns and rows, from a piece on, is a run of text in its first column and a rectangle beside
it; or an item across some of its columns, with a rectangle below and one beside; or a band of whole items in even
columns above an item across all of them; or white. The cuts are made in reading order, so whatever is chosen, items
are printed in the order of the file.

Source: that the best such cut of a page can be found by dynamic programming is from S. Gange, K. Marriott and
P. J. Stuckey, "Optimal guillotine layout" (2012); grammar and costs are ours.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import Final

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.pieces import FORBIDDEN
from pdfbrochure.layout.plans import At, Both, Fill, Head, Plan, even_columns, module
from pdfbrochure.layout.spanning import Item, Way
from pdfbrochure.layout.stacking import Column, hole_cost, white_cost

# So many ways to fill a rectangle are kept, by the piece that comes after it.
KEPT: Final = 8
# Among ways of about the same cost the one that sets more of the brochure is kept.
PROGRESS: Final = 0.05
# Rows between an item across columns and what stands above or below it, and the rows that make that worth while.
GAP: Final = 2
# The same above a table and the like in an item.
BAND_GAP: Final = 1
# Of a low page so large a share of its rows, at least a head and two lines.
LEAST_BELOW: Final = 8
BELOW_SHARE: Final = 0.18
LOWEST_BELOW: Final = 5
# Text below a head across columns needs so many rows; less text would be a line or two.
LEAST_TEXT: Final = 4
# Costs: a band of items above an item across all columns; a feature below other items; a head whose text begins on
# the next page; text that goes on beside the columns of its item.
BAND: Final = 60.0
LOW_FEATURE: Final = 1500.0
NO_TEXT: Final = 12000.0
# The same at the foot of a page: worse than a page more.
STRANDED_HEAD: Final = 8e4
OVERRUN: Final = 300.0
# Columns of an item across some may end so much of a page's rows higher than the longest.
RAGGED: Final = 0.15
# A column without text below a head across columns that has no photo.
BARE: Final = 600.0
# A column left white stands better at the end of a page than before what it waits for.
EARLY_WHITE: Final = 200.0
# And looks like a fault where the text before it goes on on the next page.
TEXT_WAITS: Final = 1200.0
# Heights tried of what stands above such an item and has one across some columns itself, as shares of its area's.
CUTS: Final = (0.9, 1.05, 1.25)
# A band holds at most so many items.
MOST_BAND: Final = 6


class Rectangles:
    """Fills rectangles of a page; what was found once is remembered.

    Args:
        flow: The pieces, and what columns of them cost.
        level: 0: only what must stands across columns; 1: whatever may.
        share: What of its cost an item across columns costs, where there is much white to fill.
    """

    def __init__(self, flow: Flow, level: int, share: float = 1.0) -> None:
        self._flow = flow
        self._grid = flow.grid
        self._level = level
        self._share = share
        low = max(LOWEST_BELOW, min(LEAST_BELOW, round(BELOW_SHARE * flow.grid.rows)))
        self._worth_while = LEAST_BELOW if flow.grid.is_panel else low
        self._known: dict[tuple[int, int, int, bool, int], Fill] = {}

    def forget_before(self, position: int) -> None:
        """Drop what begins before a piece, so that memory does not grow with the brochure."""
        for key in [key for key in self._known if key[0] < position]:
            del self._known[key]

    def solve(self, start: int, columns: int, rows: int, *, top: bool, stop: int) -> Fill:
        """Return the ways to fill a rectangle: by the piece that comes after it, the cost and the plan.

        Args:
            start: The first piece in it.
            columns: Its columns.
            rows: Its rows.
            top: Whether it begins at the top start corner of a page.
            stop: No piece from this on may stand in it.
        """
        key = (start, columns, rows, top, stop)
        known = self._known.get(key)
        if known is None:
            found = self._solve(start, columns, rows, top=top, stop=stop)
            known = self._known[key] = self._kept(found) if len(found) > KEPT else found
        return known

    def _kept(self, found: Fill) -> Fill:
        # Of about the same cost the one that sets more of the brochure.
        ranked = sorted([(round(cost - PROGRESS * end, 6), -end) for end, (cost, _plan) in found.items()])
        kept = {-end: found[-end] for _cost, end in ranked[:KEPT]}
        # The farthest, so that the end is not missed for want of it.
        farthest = max(found)
        kept[farthest] = found[farthest]
        return kept

    def _solve(self, start: int, columns: int, rows: int, *, top: bool, stop: int) -> Fill:
        flow, grid = self._flow, self._grid
        # White beside what stands there is a part of the page; a whole rectangle left white is a hole.
        white = columns * white_cost(rows, rows if columns == grid.columns else grid.rows, grid)
        white += hole_cost(columns, rows, grid)
        if start >= stop:
            return {start: (white, None)}
        found: Fill = {}
        early = EARLY_WHITE * columns if columns < grid.columns or rows < grid.rows else 0.0
        if columns < grid.columns and rows > 1 and not flow.ends_item(start):
            early += TEXT_WAITS
        found[start] = (white + early, None)
        if rows < 1:
            return found
        self._runs(found, start, columns, rows, stop)
        item = flow.item_at.get(start)
        if item is not None and (item.must or self._level):
            for way in item.ways_in(rows):
                if way.columns <= columns:
                    self._modules(found, item, way, columns, rows, top=top, stop=stop)
        if item is not None and item.band:
            return found
        if item is not None and item.must:
            self._cut(found, item, columns, rows, top=top, stop=stop)
        elif columns > 1 or grid.columns == 1:
            self._bands(found, start, columns, rows, stop)
        return found

    def _runs(self, found: Fill, start: int, columns: int, rows: int, stop: int) -> None:
        """A column of text, and what stands beside it."""
        flow, grown = self._flow, self._level > 0
        limit = min(stop, flow.next_must(start))
        for end, cost in flow.ends(start, rows, stop, grown=grown):
            # Made only where it is better than what is known: most are not.
            column: Column | None = None
            beside = self.solve(end, columns - 1, rows, top=False, stop=stop) if columns > 1 else {end: (0.0, None)}
            for last, (more, plan) in beside.items():
                total = cost + more
                known = found.get(last)
                if known is not None and total >= known[0] - 1e-6:
                    continue
                if column is None:
                    column = Column(start, end, rows, grows=grown and flow.growing.fills(start, end, rows, limit))
                found[last] = (total, column if plan is None else Both(column, At(1, 0, plan)))

    def _part(self, start: int, columns: int, rows: int, stop: int) -> Fill:
        """Return the ways to fill a part of a rectangle beside which, or after which, there is another."""
        return self.solve(start, columns, rows, top=False, stop=stop)

    # Items across columns --------------------------------------------------------------------------------------

    def _modules(self, found: Fill, item: Item, way: Way, columns: int, rows: int, *, top: bool, stop: int) -> None:
        """An item across columns, what stands below it, and what stands beside it."""
        flow, grid = self._flow, self._grid
        least, best, most = way.across.rows
        below = way.across.below
        base = way.cost * self._share + (0.0 if top or not item.feature else LOW_FEATURE)
        across = way.columns
        body, end = item.text_of(way)
        if end > stop:
            return
        text, ends = flow.text_across(body, end, across)
        base += self._ragged(body, ends, text)
        if item.head and way.across.figure is None:
            base += BARE * (across - len(ends)) if ends else 0.0
        # As high as the rectangle: the photo takes what the text leaves, and more than usual if that fills it.
        room = rows - below - text
        if min(most, room) >= least:
            for photo in sorted({min(most, room), min(way.across.grown, room)}):
                white = room - photo
                cost = base + way.trim * (photo - best) ** 2
                cost += across * white_cost(white, rows, grid) + hole_cost(across, white, grid)
                plan = module(Head(item, way, photo + below), body, text, ends)
                self._beside(found, end, cost, plan, columns - across, across, rows, stop)
            for lower in self._photos(way, item):
                row = lower + below + text + self.gap(end, text)
                if lower > room or rows - row < self._least_below(end) or end >= stop:
                    continue
                cost = base + way.trim * (lower - best) ** 2
                head = module(Head(item, way, lower + below), body, text, ends)
                for last, (more, plan) in self._part(end, across, rows - row, stop).items():
                    whole = Both(head, At(0, row, plan)) if plan is not None else head
                    self._beside(found, last, cost + more, whole, columns - across, across, rows, stop)
            if columns == grid.columns and (end == flow.count or columns == 1):
                # All that is left would stand on a page that has no room for the closing; or it runs on in any case.
                self._overrun(found, item, way, (body, end), columns, rows, base, stop)
        elif not self._overrun(found, item, way, (body, end), columns, rows, base, stop):
            # Head and photo fill the page, or more than that; the text begins on the next.
            self._without_text(found, item, way, body, columns, rows, base)

    def _ragged(self, start: int, ends: tuple[int, ...], rows: int) -> float:
        """Return what it costs that columns of an item across some end much higher than the longest."""
        cost = 0.0
        for end in ends:
            white = rows - self._flow.foot(start, end) / self._grid.unit
            if white > RAGGED * self._grid.rows:
                cost += white_cost(white, self._grid.rows, self._grid) + hole_cost(1, white, self._grid)
            start = end
        return cost

    def gap(self, end: int, text: int) -> int:
        """Return the white rows between an item across columns and what stands below it from piece `end` on."""
        following = self._flow.item_at.get(end)
        if following is None or following.head:
            return GAP
        # What goes on with an item that has no text in between stands at once below its head.
        return (BAND_GAP if following.band else GAP) if text else 0

    def _least_below(self, end: int) -> int:
        """Return the rows that make it worth while to go on below an item across columns from piece `end` on."""
        following = self._flow.item_at.get(end)
        return 1 if following is not None and following.band else self._worth_while

    def _photos(self, way: Way, item: Item) -> list[int]:
        """Return the heights of a photo that are tried with something below it."""
        least, best, most = way.across.rows
        heights = {least, best}
        if item.must:
            heights |= {most, (least + best) // 2, (best + most) // 2}
        return sorted(heights)

    def _beside(
        self, found: Fill, end: int, cost: float, plan: Plan, columns: int, shift: int, rows: int, stop: int
    ) -> None:
        if not columns:
            _add(found, end, cost, plan)
            return
        for last, (more, beside) in self.solve(end, columns, rows, top=False, stop=stop).items():
            _add(found, last, cost + more, Both(plan, At(shift, 0, beside)) if beside is not None else plan)

    def _overrun(
        self,
        found: Fill,
        item: Item,
        way: Way,
        reach: tuple[int, int],
        columns: int,
        rows: int,
        base: float,
        stop: int,
    ) -> bool:
        """An item whose text is longer than its columns: it goes on beside them or on the next page."""
        body, end = reach
        least, best, most = way.across.rows
        begun = False
        for photo in sorted({least, (least + best) // 2, best, most}):
            head = photo + way.across.below
            room = rows - head
            if room < LEAST_TEXT:
                continue
            overrun = 0.0 if item.band or self._grid.columns == 1 else OVERRUN
            cost = base + overrun + way.trim * (photo - best) ** 2
            under = self._part(body, way.columns, room, end)
            for last, (more, plan) in under.items():
                if last == body:
                    continue
                begun = True
                whole = Both(Head(item, way, head), At(0, head, plan))
                self._beside(found, last, cost + more, whole, columns - way.columns, way.columns, rows, stop)
        return begun

    def _without_text(self, found: Fill, item: Item, way: Way, body: int, columns: int, rows: int, base: float) -> None:
        least, _best, most = way.across.rows
        photo = min(most, rows - way.across.below)
        if way.columns < columns and item.must and columns == self._grid.columns:
            return
        if photo >= least or (rows >= self._grid.rows and photo > 0):
            cost = NO_TEXT if rows >= self._grid.rows or not item.head else STRANDED_HEAD
            _add(found, body, base + (0.0 if item.band else cost), Head(item, way, photo + way.across.below))
        elif rows >= self._grid.rows:
            # Higher than a page: it stands alone, and what checks the pages says so.
            _add(found, body, base + FORBIDDEN, Head(item, way, max(least, 0) + way.across.below))

    # Bands -----------------------------------------------------------------------------------------------------

    def _bands(self, found: Fill, start: int, columns: int, rows: int, stop: int) -> None:
        """Whole items in even columns above an item across all columns."""
        flow = self._flow
        for end in self._band_ends(start, columns, stop):
            even = flow.balance(start, end, columns, rows)
            if even is None:
                continue
            used, ends = even
            row = used + self.gap(end, used)
            if rows - row < self._least_below(end):
                continue
            band = even_columns(start, ends, used)
            # A column without any of it is a hole above what stands below.
            empty = columns - len(ends)
            holes = empty * (white_cost(used, used, self._grid) + EARLY_WHITE) + hole_cost(empty, used, self._grid)
            cost = BAND + self.uneven(start, ends, used, columns) + holes
            for last, (more, plan) in self.solve(end, columns, rows - row, top=False, stop=stop).items():
                if last > end:
                    _add(found, last, cost + more, Both(band, At(0, row, plan)))

    def _cut(self, found: Fill, item: Item, columns: int, rows: int, *, top: bool, stop: int) -> None:
        """An item across some columns, with what stands below and beside it, above an item across all of them."""
        flow = self._flow
        end = flow.next_must(item.body)
        if columns == 1 or end >= min(stop, flow.count) or all(way.columns == columns for way in item.ways()):
            return
        about = flow.area(item.start, end) / (columns * self._grid.unit) + min(
            way.across.below + way.across.rows[0] for way in item.ways()
        )
        for share in CUTS:
            used = math.ceil(about * share)
            row = used + GAP
            if rows - row < self._worth_while:
                break
            above = self.solve(item.start, columns, used, top=top, stop=end).get(end)
            if above is None:
                continue
            for last, (more, plan) in self.solve(end, columns, rows - row, top=False, stop=stop).items():
                if last > end:
                    _add(found, last, BAND + above[0] + more, Both(above[1], At(0, row, plan)))

    def _band_ends(self, start: int, columns: int, stop: int) -> list[int]:
        """Return the next items that may stand across all columns of a rectangle."""
        flow = self._flow
        must = flow.next_must(start + 1)
        ends = [must] if must < min(stop, flow.count) else []
        if self._level:
            height = columns * self._grid.rows * self._grid.unit
            at = bisect_right(flow.starts, start)
            for item in flow.items[at : at + MOST_BAND]:
                if item.start >= min(must, stop) or flow.least(start, item.start) > height:
                    break
                if any(way.columns == columns for way in item.ways()):
                    ends.append(item.start)
        return ends

    def uneven(self, start: int, ends: tuple[int, ...], rows: int, columns: int) -> float:
        """Return what the white at the feet of even columns costs."""
        cost = 0.0
        unit = self._grid.unit
        for end in ends:
            white = rows - self._flow.foot(start, end) / unit
            cost += 0.3 * white_cost(white, rows, self._grid)
            # At the end of all text a page may be empty.
            cost += hole_cost(1, white, self._grid) if ends[-1] < self._flow.count else 0.0
            cost += self._flow.pieces[end - 1].penalty
            start = end
        return cost + (columns - len(ends)) * 0.3 * white_cost(rows, rows, self._grid)


def _add(found: Fill, end: int, cost: float, plan: Plan) -> None:
    known = found.get(end)
    if known is None or cost < known[0] - 1e-6:
        found[end] = (cost, plan)
