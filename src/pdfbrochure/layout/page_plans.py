"""Pages as a search finds them: how the first may begin, what fills each, and what they cost in all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pdfbrochure.layout.plans import At, Both, Card, Head, Plan
from pdfbrochure.layout.rectangles import STRANDED_HEAD
from pdfbrochure.layout.spanning import Item
from pdfbrochure.layout.stacking import Column

# One page more than needed is worse than any white.
PAGE_COST: Final = 3e4


class Opening(NamedTuple):
    """How the first page may begin.

    Attributes:
        row: The row at which the flow begins below what stands there already.
        start: The first piece of the flow.
        cost: What it costs.
        key: Which of the openings it is.
        item_end: If the flow begins inside an item whose head stands already: where that item ends; else 0.
        notch: Rows at the foot of the last column that are taken, by the contents.
        grows: Rows that the title block may take in of those that stay white below all columns.
    """

    row: int
    start: int
    cost: float
    key: int
    item_end: int = 0
    notch: int = 0
    grows: int = 0


class PagePlan(NamedTuple):
    """One page: how it is filled, from which row on, the rows used, and for the first page the opening.

    On the last page `corner` is the row at which a closing begins that stands in the last column; 0 without one.
    """

    plan: Plan
    row: int
    rows: int
    opening: int
    cost: float
    start: int
    end: int
    corner: int = 0


def is_sound(pages: list[PagePlan]) -> bool:
    """Return whether no page holds a break that should not be."""
    return all(page.cost < STRANDED_HEAD for page in pages)


def whole_cost(way: tuple[float, list[PagePlan]]) -> float:
    """Return what pages with their cost are judged by: that, and their number."""
    return round(way[0] + PAGE_COST * len(way[1]), 6)


def rank_of(pages: list[PagePlan]) -> float:
    """Return what pages cost in all, with their number."""
    return whole_cost((sum(page.cost for page in pages), pages))


def for_items(pages: Iterable[PagePlan], items: Mapping[int, Item]) -> list[PagePlan]:
    """Return pages with others of their items, which take the same room, by their first pieces."""
    return [page._replace(plan=_with_items(page.plan, items)) for page in pages]


def _with_items(plan: Plan, items: Mapping[int, Item]) -> Plan:
    if isinstance(plan, Head):
        item = items[plan.item.start]
        way = next(at for at, way in enumerate(plan.item.ways()) if way is plan.way)
        return plan if item is plan.item else Head(item, item.ways()[way], plan.rows)
    if isinstance(plan, At | Card):
        inner = _with_items(plan.plan, items)
        return plan if inner is plan.plan else plan._replace(plan=inner)
    if isinstance(plan, Both):
        first, second = _with_items(plan.first, items), _with_items(plan.second, items)
        return plan if first is plan.first and second is plan.second else Both(first, second)
    return plan


def from_own_side(page: PagePlan, items: Sequence[Item], columns: int) -> Plan:
    """Return what fills a page; the text of an item that runs against it is read from the other end.

    It is turned where it fills the page, or stands below its head across all columns and goes on on the next page.
    """
    own = _below_heads(page.plan, columns)
    if own is not page.plan:
        return own
    # Where a photo may have a page of its own, two begin with one text.
    at = bisect_right(items, page.start, key=lambda item: item.start)
    ends = max((item.end for item in items[max(0, at - 2) : at] if item.turned), default=0)
    if ends <= page.start or page.corner:
        return page.plan
    runs = list(_columns(page.plan, 0))
    # What follows the item may stand below its end, in the last of the columns.
    if not runs or runs[-1][1] >= ends:
        return page.plan
    places = [place for place, _first in runs]
    # A column of the page stands nowhere twice where it holds text alone, or text below a head across all of them.
    if -1 in places or len(set(places)) < len(places) or places != sorted(places):
        return page.plan
    return _turned(page.plan, columns)


def _below_heads(plan: Plan, columns: int) -> Plan:
    """Return a plan in which text that runs on from below a turned head begins in the last column."""
    if isinstance(plan, At):
        inner = _below_heads(plan.plan, columns)
        return plan if inner is plan.plan else plan._replace(plan=inner)
    if not isinstance(plan, Both):
        return plan
    first, second = _below_heads(plan.first, columns), _below_heads(plan.second, columns)
    head = plan.first
    if isinstance(head, Head) and head.item.turned and head.way.columns == columns > 1 and isinstance(second, At):
        places = [place for place, _first in _columns(second.plan, 0)]
        # Even columns, below which the item ends, are turned already.
        if places == list(range(len(places))):
            second = second._replace(plan=_turned(second.plan, columns))
    return plan if first is plan.first and second is plan.second else Both(first, second)


def _columns(plan: Plan, column: int) -> Iterator[tuple[int, int]]:
    """Yield column and first piece of each run of text, in reading order; column -1 for what cannot be turned."""
    if isinstance(plan, Column):
        yield column, plan.first
    elif isinstance(plan, At):
        yield from _columns(plan.plan, column + plan.column)
    elif isinstance(plan, Both):
        yield from _columns(plan.first, column)
        yield from _columns(plan.second, column)
    elif plan is not None and not (isinstance(plan, Head) and plan.item.turned and not column):
        yield -1, 0


def _turned(plan: Plan, columns: int) -> Plan:
    if isinstance(plan, Column):
        return At(columns - 1, 0, plan)
    if isinstance(plan, At):
        return At(0, plan.row, _turned(plan.plan, columns - plan.column))
    if isinstance(plan, Both):
        return Both(_turned(plan.first, columns), _turned(plan.second, columns))
    return plan
