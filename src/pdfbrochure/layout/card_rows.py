"""Pages in rows of equal cards: whole items side by side, each in a card as high as its row.

A theme whose `page.flow` is `rows` is paged so. A row takes the next items of the flow, each in one column or across
more; its cards are as high as the highest. One search goes over the rows of a page and the pages of the brochure, as
`paging` does for columns; what it gives is drawn alike. An item that is too long for any card runs on in even columns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.layers import Layers, Start
from pdfbrochure.layout.page_plans import Opening, PagePlan, rank_of
from pdfbrochure.layout.plans import At, Both, Card, Head, Plan, even_columns, module
from pdfbrochure.layout.rectangles import PROGRESS, Rectangles
from pdfbrochure.layout.spanning import Item, Way
from pdfbrochure.layout.stacking import WHITE_COST, Column
from pdfbrochure.model.theme import CardsDesign

# A card in another width than its item wants: narrower, wider, or over the whole row.
NARROW: Final = 160.0
WIDER: Final = 90.0
# A card whose text is higher than so many rows should be wider.
HIGH: Final = 14
TOO_HIGH: Final = 12.0
# The white of a card counts so much of that of a column: its ground and its rule hold it together.
CARD_WHITE: Final = 0.12
# A cell without a card; a photo one row off its best height; a row one row higher than its cards need.
EMPTY: Final = 1.3
TRIM: Final = 2.0
LOOSE: Final = 9.0
# Ends kept of a page, and pages kept in a layer.
KEPT_ROWS: Final = 5
BEAM: Final = 14
# A page that an item longer than a page goes on over.
RUNS_ON: Final = 400.0
# A card higher than this share of a page may be parted where at least that of one would stay white, at this cost.
LONG: Final = 0.25
LEAST_PART: Final = 0.15
PARTED: Final = 800.0
# Heights tried of a row with a photo, beyond that which looks best.
HEIGHTS: Final = 6
# White at the foot of a page or of a card, for what it takes of the page beyond a share.
HOLE: Final = 0.15
HOLE_COST: Final = 15000.0
# A last page that costs more than this, for about a third of it that is white, costs so much more of what is beyond.
LAST_GOOD: Final = 900.0
LAST_BAD: Final = 1.0
# A page from this cost on has a white for which high cards are parted, and photos higher; and so the last one.
WHITE: Final = 1500.0


class Wish(Struct, frozen=True):
    """What an item asks of its card: the columns that suit it best, and the section that it belongs to."""

    columns: int
    section: int = 0


class _Cell(Struct, frozen=True):
    """An item in so many columns, or a part of it: what it holds, its rows, and what it costs beside its white."""

    item: Item
    body: int
    end: int
    columns: int
    least: int
    best: int
    most: int
    cost: float
    way: Way | None


class _Row(Struct, frozen=True):
    end: int
    rows: int
    cost: float
    plan: Plan


class _Stack(Struct, frozen=True):
    """Rows of a page so far: where they end and what they cost."""

    cost: float
    row: int
    plan: Plan


def _rank(piece: int, cost: float) -> tuple[float, int]:
    # Of about the same cost the one that sets more of the brochure.
    return round(cost - PROGRESS * piece, 6), -piece


class RowSearch:
    """Searches for the rows and pages of a flow.

    Args:
        flow: The pieces.
        openings: How the first page may begin.
        last: What it costs to end the text on a row of the last page.
        reserved: Rows that the last page keeps for imprint and closing.
        design: The theme's cards.
        wishes: What each article asks of its card.
        parts: Whether high cards may be parted.
    """

    def __init__(
        self,
        flow: Flow,
        openings: Sequence[Opening],
        last: Callable[[int], float],
        reserved: int,
        design: CardsDesign,
        wishes: Sequence[Wish],
        *,
        parts: bool,
    ) -> None:
        self._flow = flow
        self._grid = flow.grid
        self._openings = openings
        self._last = last
        self._limit = flow.grid.rows - reserved
        self._design = design
        self._wishes = wishes
        self._parts = parts
        self._rectangles = Rectangles(flow, 1)
        self._known: dict[int, list[_Row]] = {}

    def pages(self, count: int | None) -> list[PagePlan] | None:
        """Return the pages, `count` of them if that is given; None if there is no such way."""
        openings = [(each, each.start) for each in self._openings]
        layers = Layers(openings, self._flow.count, lambda piece: piece, self._filled, self._closed, _rank, BEAM)
        return layers.pages(count)

    # Pages -----------------------------------------------------------------------------------------------------

    def _filled(self, start: Start[int]) -> Iterator[tuple[int, PagePlan]]:
        """Yield the ways to fill a page."""
        for end, (cost, plan) in self._fill(start.place, start.row).items():
            rows = self._grid.rows - start.row
            yield end, PagePlan(plan, start.row, rows, start.opening, cost, start.place, end)

    def _closed(self, start: Start[int]) -> Iterator[PagePlan]:
        """Yield the page that holds all that is left, if one does."""
        closed = self._ending(start.place, start.row)
        if closed is not None:
            used = closed.row - start.row
            yield PagePlan(closed.plan, start.row, used, start.opening, closed.cost, start.place, self._flow.count)

    def _ending(self, start: int, row: int) -> _Stack | None:
        """Return all that is left on one page, or None if it does not fit."""
        ends = self._stacks(start, row, self._limit).get(self._flow.count, [])
        priced = [_Stack(each.cost + self._end(each.row), each.row, each.plan) for each in ends]
        return min(priced, key=lambda each: round(each.cost, 6), default=None)

    def _end(self, row: int) -> float:
        """Return what it costs to end the text on a row of the last page: the more the whiter that is."""
        cost = self._last(row)
        return cost + LAST_BAD * max(0.0, cost - LAST_GOOD)

    def _fill(self, start: int, row: int) -> dict[int, tuple[float, Plan]]:
        """Return the ways to fill a page from a piece on, by the piece after it."""
        columns, rows = self._grid.columns, self._grid.rows
        found: dict[int, tuple[float, Plan]] = {}
        for end, stacks in self._stacks(start, row, rows).items():
            for stack in stacks:
                white = (rows - stack.row) / rows
                cost = stack.cost + columns * WHITE_COST * white**2 + HOLE_COST * max(0.0, white - HOLE)
                if end not in found or cost < found[end][0]:
                    found[end] = (cost, stack.plan)
        return found

    def _stacks(self, start: int, first: int, limit: int) -> dict[int, list[_Stack]]:
        """Return the rows that may stand from a piece on between two rows of the page, by the piece after them."""
        found: dict[int, list[_Stack]] = {start: [_Stack(0.0, first, None)]}
        stop = self._flow.next_opener(start)
        waiting = [start]
        while waiting:
            at = min(waiting)
            waiting.remove(at)
            if at >= stop:
                continue
            for stack in list(found[at]):
                top = stack.row + (self._gap if stack.plan is not None else 0)
                for row in self._rows(at, limit - top, stop):
                    placed = At(0, top - first, row.plan)
                    plan: Plan = placed if stack.plan is None else Both(stack.plan, placed)
                    more = _Stack(stack.cost + row.cost, top + row.rows, plan)
                    if _note(found.setdefault(row.end, []), more) and row.end not in waiting:
                        waiting.append(row.end)
        return found

    @property
    def _gap(self) -> int:
        return self._design.gap

    # Rows ------------------------------------------------------------------------------------------------------

    def _rows(self, start: int, limit: int, stop: int) -> list[_Row]:
        """Return the rows that may begin with a piece."""
        if limit < 1:
            return []
        item = self._flow.item_at.get(start)
        if item is None:
            return self._runs_on(start, limit, stop)
        rows = [row for cells in self._cells(start, self._grid.columns, stop) for row in self._set(cells, limit)]
        # The lead begins on the first page, whatever room the title leaves there.
        room = self._grid.rows if start else limit
        if rows:
            return rows
        least = min((cell.least for cell in self._ways(item, self._grid.columns)), default=room + 1)
        if least > room:
            return self._runs_on(start, limit, stop)
        if (
            not self._parts
            or item.must
            or not item.head
            or least < LONG * self._grid.rows
            or limit < LEAST_PART * self._grid.rows
        ):
            return []
        # Rather than leave what is left of the page white, a high card is parted.
        return [self._parted(row, item) for row in self._runs_on(start, limit - 1, stop)]

    def _parted(self, row: _Row, item: Item) -> _Row:
        """Return what is set of an item in even columns as its card's first part, a row below the card's rule."""
        inner = At(0, 1, row.plan)
        card = Card(inner, self._grid.columns, row.rows + 1, self._wishes[item.article].section, ruled=True)
        return _Row(row.end, row.rows + 1, row.cost + PARTED, card)

    def _cells(self, start: int, columns: int, stop: int) -> Iterator[tuple[_Cell, ...]]:
        """Yield the rows of cells that the next items may make."""
        item = self._flow.item_at.get(start)
        if item is None or start >= stop:
            yield ()
            return
        for cell in self._ways(item, columns):
            left = columns - cell.columns
            if left and self._goes_with(item, cell.end):
                for more in self._cells(cell.end, left, stop):
                    yield (cell, *more)
            else:
                yield (cell,)

    def _goes_with(self, item: Item, following: int) -> bool:
        """Return whether what begins at a piece may stand in the same row."""
        after = self._flow.item_at.get(following)
        return (
            after is not None
            and after.head
            and not after.opens
            and self._wishes[after.article].section == self._wishes[item.article].section
        )

    def _ways(self, item: Item, columns: int) -> list[_Cell]:
        """Return the cells that an item may stand in."""
        flow, unit = self._flow, self._grid.unit
        wish = min(self._wishes[item.article].columns, self._grid.columns)
        cells = []
        if not item.must:
            rows = math.ceil(flow.foot(item.start, item.end) / unit - 1e-6)
            cost = NARROW * (wish - 1) + TOO_HIGH * max(0, rows - HIGH)
            cells.append(_Cell(item, item.body, item.end, 1, rows, rows, rows, cost, None))
        for way in item.ways():
            if way.columns > columns:
                continue
            body, end = item.text_of(way)
            text, _ends = flow.text_across(body, end, way.columns)
            rest = text + way.across.below
            least, best, most = (rows + rest for rows in way.across.rows)
            off = way.columns - wish
            cost = (WIDER * off if off > 0 else NARROW * -off) + TOO_HIGH * max(0, text - HIGH)
            cells.append(_Cell(item, body, end, way.columns, least, best, most, cost if item.head else way.cost, way))
        return cells

    def _set(self, cells: tuple[_Cell, ...], limit: int) -> list[_Row]:
        """Return a row of cells at the heights that suit it, if it fits."""
        if not cells:
            return []
        columns, rows = self._grid.columns, self._grid.rows
        least = max(cell.least for cell in cells)
        best = max(cell.best for cell in cells)
        if least > limit:
            return []
        out = []
        heights = {least, min(best, limit), min(best + 1, limit)}
        if self._parts:
            # Photos may be higher than looks best, where a page would stay white.
            most = min(limit, max(cell.most for cell in cells))
            heights |= set(range(most, best + 1, -max(1, math.ceil((most - best) / HEIGHTS))))
        for height in sorted(heights):
            empty = columns - sum(cell.columns for cell in cells)
            cost = EMPTY * empty * WHITE_COST * (height / rows) ** 2 + (LOOSE if height > best else 0.0)
            plan: Plan = None
            column = 0
            for cell in cells:
                filled = min(max(height, cell.least), cell.most)
                cost += cell.cost + TRIM * (filled - cell.best) ** 2
                white = (height - filled) / rows
                cost += CARD_WHITE * cell.columns * WHITE_COST * white**2
                cost += HOLE_COST * max(0.0, white * cell.columns / columns - HOLE)
                placed = At(column, 0, self._card(cell, height, filled))
                plan = placed if plan is None else Both(plan, placed)
                column += cell.columns
            out.append(_Row(cells[-1].end, height, cost, plan))
        return out

    def _card(self, cell: _Cell, height: int, filled: int) -> Plan:
        item, way = cell.item, cell.way
        if way is None:
            inner: Plan = Column(item.start, item.end, height, fills=False)
        else:
            text, ends = self._flow.text_across(cell.body, cell.end, way.columns)
            head_rows = filled - text
            inner = module(Head(item, way, head_rows), cell.body, text, ends)
        if not item.head:
            return inner
        ruled = way is None or way.across.figure is None
        return Card(inner, cell.columns, height, self._wishes[item.article].section, ruled)

    def _runs_on(self, start: int, limit: int, stop: int) -> list[_Row]:
        """Return the ways to set what no page holds as a whole: it runs on in even columns to the foot of the page."""
        flow, columns = self._flow, self._grid.columns
        at = next((item for item in reversed(flow.items) if item.start <= start), flow.items[0])
        end = min(stop, at.end)
        # A head that stands across columns only is no part of them.
        even = None if start in flow.item_at and flow.item_at[start].must else flow.balance(start, end, columns, limit)
        out = []
        if even is not None:
            out.append(_Row(end, even[0], 0.0, even_columns(start, even[1], even[0])))
        for last, (cost, plan) in self._rectangles.solve(start, columns, limit, top=False, stop=end).items():
            if last > start:
                out.append(_Row(last, limit, cost + RUNS_ON, plan))
        return out


def _note(stacks: list[_Stack], new: _Stack) -> bool:
    """Keep a stack if none that ends as high or higher costs as little; tell whether it is kept."""
    if any(each.row <= new.row and each.cost <= new.cost + 1e-6 for each in stacks):
        return False
    stacks[:] = [each for each in stacks if not (new.row <= each.row and new.cost <= each.cost)]
    stacks.append(new)
    if len(stacks) > KEPT_ROWS:
        stacks.remove(max(stacks, key=lambda each: (round(each.cost, 6), each.row)))
        return new in stacks
    return True


def search_rows(
    flow: Flow,
    openings: Sequence[Opening],
    last: Callable[[int], float],
    reserved: int,
    design: CardsDesign,
    wishes: Sequence[Wish],
    count: int | None = None,
) -> list[PagePlan] | None:
    """Return the pages of a flow in rows; None if there is no way to set it on so many. Arguments as `RowSearch`'s."""
    whole = RowSearch(flow, openings, last, reserved, design, wishes, parts=False).pages(count)
    if whole is not None and all(page.cost < WHITE for page in whole):
        return whole
    parted = RowSearch(flow, openings, last, reserved, design, wishes, parts=True).pages(count)
    return min((each for each in (whole, parted) if each is not None), key=rank_of, default=None)


def wishes_of(articles: Sequence[Article], desk: Desk) -> list[Wish]:
    """Return what each article asks of its card."""
    design, photos = desk.theme.cards, desk.photos
    wishes = []
    for article in articles:
        text = sum(len(block.paragraph.text) for block in article.body)
        wide = bool(article.figures) and photos[article.figures[0].photo].width >= design.wide_photo
        columns = 3 if text > 3 * design.wide_text else 2 if wide or text > design.wide_text else 1
        wishes.append(Wish(columns))
    return wishes
