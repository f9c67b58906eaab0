"""Pages of photos beside their texts: a search over the items of each page and the forms in which they stand.

A theme whose `page.flow` is `pairs` is paged so. A page holds blocks one below the other: an item beside its photo, two
items without photos side by side, head and text across the page; or a lead or a feature below a photo that bleeds,
which has a page for itself and goes on on the next ones if it is long. How high photos are is decided last: the blocks
of a page share what it has left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.layers import Layers, Start
from pdfbrochure.layout.page_plans import Opening, PagePlan, rank_of
from pdfbrochure.layout.pair_blocks import HOLE, HOLE_COST, Block, Blocks, Place
from pdfbrochure.layout.pair_forms import Forms
from pdfbrochure.layout.pieces import FORBIDDEN
from pdfbrochure.layout.plans import At, Both, Drawn, Own, Plan
from pdfbrochure.layout.stacking import WHITE_COST
from pdfbrochure.model.pairs_design import PairsDesign

# A photo one row off its best height; a row more between two items.
TRIM: Final = 1.5
LOOSE: Final = 3.0
# A last page that costs more than this, for about a third of it that is white, costs so much more of what is beyond.
LAST_GOOD: Final = 900.0
LAST_BAD: Final = 3.0
# Where no page costs more, all items stand as the theme likes it best.
GOOD: Final = 2000.0
# Pages so far, and pages begun, that are kept by what comes after them.
KEPT: Final = 10
BEAM: Final = 24


class _Begun(Struct, frozen=True):
    """Blocks of a page so far."""

    cost: float
    rows: tuple[int, int, int]
    blocks: tuple[Block, ...]

    def with_block(self, block: Block, gap: int) -> _Begun:
        """Return the blocks with one more below them."""
        between = gap if self.blocks else 0
        least, best, most = (mine + between + its for mine, its in zip(self.rows, block.rows, strict=True))
        return _Begun(self.cost + block.cost, (least, best, most), (*self.blocks, block))


class PairSearch:
    """Searches for the pages of items in pairs.

    Args:
        forms: The items in their forms.
        flow: The same items in columns, by whose pieces pages are told where they begin.
        openings: How the first page may begin.
        last: What it costs to end the text on a row of the last page.
        limit: The last row of the last page that text may end on.
        design: The theme's pairs.
        free: Whether items may stand in all ways, as is only needed where pages would stay white.
    """

    def __init__(
        self,
        forms: Forms,
        flow: Flow,
        openings: Sequence[Opening],
        last: Callable[[int], float],
        limit: int,
        design: PairsDesign,
        *,
        free: bool,
    ) -> None:
        self._forms = forms
        self._flow = flow
        self._grid = flow.grid
        self._openings = openings
        self._last = last
        self._limit = limit
        self._design = design
        self._count = len(forms.articles)
        self._end: Place = (self._count, 0, 0)
        starts = {item.article: item.start for item in reversed(flow.items)}
        self._starts = [starts[number] for number in range(self._count)] + [flow.count]
        self._blocks = Blocks(forms, flow.grid, design, free=free)

    def pages(self, count: int | None) -> list[PagePlan] | None:
        """Return the pages, `count` of them if that is given; None if there is no such way."""
        openings = [(each, (0, 0, 0)) for each in self._openings if each.start == 0 and not each.item_end]
        layers = Layers(openings, self._end, self._piece, self._filled, self._closed, _rank, BEAM)
        return layers.pages(count)

    # Pages -----------------------------------------------------------------------------------------------------

    def _piece(self, place: Place) -> int:
        return self._starts[place[0]]

    def _filled(self, start: Start[Place]) -> Iterator[tuple[Place, PagePlan]]:
        """Yield the ways to fill a page."""
        rows = self._grid.rows
        for after, begun in self._fill(start.place, start.row, rows):
            cost, plan, _used = self._shared_out(begun, start.row, rows)
            yield after, self._page(plan, start, rows, cost, after)

    def _closed(self, start: Start[Place]) -> Iterator[PagePlan]:
        """Yield the pages that hold all that is left, with photos at their best height or filling them."""
        for after, begun in self._fill(start.place, start.row, self._limit):
            if after == self._end:
                for rows in {self._limit, min(self._limit, max(begun.rows[1], begun.rows[0]) + start.row)}:
                    cost, plan, used = self._shared_out(begun, start.row, rows, last=True)
                    yield self._page(plan, start, used - start.row, cost, after)

    def _page(self, plan: Plan, start: Start[Place], rows: int, cost: float, after: Place) -> PagePlan:
        return PagePlan(plan, start.row, rows, start.opening, cost, self._piece(start.place), self._piece(after))

    def _fill(self, place: Place, row: int, limit: int) -> Iterator[tuple[Place, _Begun]]:
        """Yield the blocks that a page may hold from a place on between two rows, and what comes after them."""
        gap = self._design.between
        found: dict[Place, list[_Begun]] = {place: [_Begun(0.0, (0, 0, 0), ())]}
        waiting = [place]
        while waiting:
            at = min(waiting)
            waiting.remove(at)
            for begun in found[at]:
                if begun.blocks or at == place:
                    yield at, begun
                if at == self._end or (begun.blocks and begun.blocks[-1].whole):
                    continue
                room = limit - row - begun.rows[0] - (gap if begun.blocks else 0)
                for block in self._blocks.of(at, room, first=not begun.blocks, top=row == 0, limit=limit):
                    if block.rows[0] <= room and block.after > at:
                        more = begun.with_block(block, gap)
                        if _note(found.setdefault(block.after, []), more) and block.after not in waiting:
                            waiting.append(block.after)

    def _shared_out(self, begun: _Begun, row: int, limit: int, *, last: bool = False) -> tuple[float, Plan, int]:
        """Return what a page costs when its blocks share its rows, its plan, and the row on which it ends."""
        room = limit - row
        heights = self._heights(begun, room)
        gaps = max(0, len(begun.blocks) - 1)
        white = room - sum(heights) - gaps * self._design.between
        wider = min(white // gaps, self._design.most_between - self._design.between) if gaps and not last else 0
        white -= wider * gaps
        cost = begun.cost + LOOSE * wider * gaps
        plan: Plan = None
        at = 0
        turned = False
        for block, rows in zip(begun.blocks, heights, strict=True):
            cost += TRIM * (rows - block.rows[1]) ** 2
            own = At(0, at, Own(_drawing(block, rows, turned=turned)))
            plan = own if plan is None else Both(plan, own)
            at += rows + self._design.between + wider
            turned = turned != block.pair
        used = row + (at - self._design.between - wider if begun.blocks else 0)
        if last:
            end = self._last(used)
            return cost + end + LAST_BAD * max(0.0, end - LAST_GOOD), plan, used
        left = max(0, white) / self._grid.rows
        return cost + 2 * WHITE_COST * left**2 + HOLE_COST * max(0.0, left - HOLE), plan, used

    def _heights(self, begun: _Begun, room: int) -> list[int]:
        """Return the rows of each block of a page: their best, lower or higher by about as much each, to fill it."""
        blocks = begun.blocks
        heights = [block.rows[1] for block in blocks]
        left = room - sum(heights) - max(0, len(blocks) - 1) * self._design.between
        step = 1 if left > 0 else -1
        while left:
            able = [
                (abs(heights[at] - block.rows[1]), at)
                for at, block in enumerate(blocks)
                if (heights[at] < block.rows[2] if step > 0 else heights[at] > block.rows[0])
            ]
            if not able:
                break
            heights[min(able)[1]] += step
            left -= step
        return heights


def _rank(place: Place, cost: float) -> tuple[float, Place]:
    return round(cost, 6), place


def _drawing(block: Block, rows: int, *, turned: bool) -> Callable[[int], Drawn]:
    return lambda row: block.draw(row, rows, turned)


def _note(known: list[_Begun], new: _Begun) -> bool:
    """Keep blocks if none that leave as much room cost as little; tell whether they are kept."""
    if any(each.rows[0] <= new.rows[0] and each.rows[2] >= new.rows[2] and each.cost <= new.cost for each in known):
        return False
    known.append(new)
    if len(known) > KEPT:
        known.remove(max(known, key=lambda each: (round(each.cost, 6), each.rows)))
    return new in known


def search_pairs(
    forms: Forms,
    flow: Flow,
    openings: Sequence[Opening],
    last: Callable[[int], float],
    limit: int,
    count: int | None,
    *,
    quick: bool,
) -> list[PagePlan] | None:
    """Return the pages of items in pairs; None if there is no way to set them on so many.

    Arguments as above; `quick` is only to see whether there is one.
    """

    def searched(*, free: bool) -> list[PagePlan] | None:
        return PairSearch(forms, flow, openings, last, limit, forms.design, free=free).pages(count)

    pages = searched(free=False)
    if not quick and (pages is None or max(page.cost for page in pages) > GOOD):
        other = searched(free=True)
        if other is not None and (pages is None or rank_of(other) < rank_of(pages)):
            pages = other
    if pages is not None and sum(page.cost for page in pages) >= FORBIDDEN and count is not None:
        return None
    return pages
