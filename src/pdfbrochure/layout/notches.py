"""The first page where something stands at the foot of its last column, such as the contents: what is filled round it.

Takes how the page begins, with the rows of that notch; gives the ways to fill the columns before the last one and what
is left of it above the notch.
"""

from __future__ import annotations

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import Opening
from pdfbrochure.layout.plans import At, Both, Fill, Head, Plan
from pdfbrochure.layout.rectangles import GAP, LEAST_TEXT, Rectangles
from pdfbrochure.layout.spanning import Item
from pdfbrochure.layout.stacking import WHITE_COST


class Notches:
    """Fills first pages round what stands at the foot of their last column.

    Args:
        flow: The pieces.
        rectangles: Fills rectangles with them.
    """

    def __init__(self, flow: Flow, rectangles: Rectangles) -> None:
        self._flow = flow
        self._grid = flow.grid
        self._rectangles = rectangles

    def fill(self, opening: Opening, rows: int, stop: int, high: int | None = None) -> Fill:
        """Fill the columns before the last one, and what is left of that above what stands at its foot, `high` rows."""
        start, notch, top = opening.start, opening.notch, not opening.item_end
        high = rows if high is None else high
        found = self._above(start, notch, rows, high, top=top, stop=stop)
        item = self._flow.item_at.get(start)
        if top and item is not None and item.must and self._grid.columns > 1:
            self._add_headed(found, item, notch, rows, high, stop)
        return found

    def _add_headed(self, found: Fill, item: Item, notch: int, rows: int, high: int, stop: int) -> None:
        """Add the ways in which a head across all columns stands above what is filled beside the notch."""
        ways = item.ways()
        # What may stand across fewer columns does so beside the notch already.
        for way in ways if all(way.columns == self._grid.columns for way in ways) else ():
            body, end = item.text_of(way)
            least, best, most = way.across.rows
            for photo in {least, best, most}:
                head = photo + way.across.below
                below = self._above(body, notch, rows - head, high - head, top=False, stop=stop)
                for last, (cost, plan) in below.items():
                    # A head alone is as good as lost.
                    if plan is not None and (last > body or body == end):
                        whole = Both(Head(item, way, head), At(0, head, plan))
                        better(found, last, way.cost + way.trim * (photo - best) ** 2 + cost, whole)

    def _above(self, start: int, notch: int, rows: int, high: int, *, top: bool, stop: int) -> Fill:
        """Fill from a piece on the columns before the last one, and of that what is left above the notch."""
        columns, left = self._grid.columns, high - notch - GAP
        if high < notch or rows < LEAST_TEXT:
            # Notes leave no room for it.
            return {}
        if columns == 1:
            return {} if left < LEAST_TEXT else dict(self._rectangles.solve(start, 1, left, top=top, stop=stop))
        found: Fill = {}
        for end, (cost, plan) in self._rectangles.solve(start, columns - 1, rows, top=top, stop=stop).items():
            better(found, end, cost + (0.0 if left < LEAST_TEXT else WHITE_COST * (left / self._grid.rows) ** 2), plan)
            if left >= LEAST_TEXT and end < stop:
                above = self._rectangles.solve(end, 1, left, top=top, stop=stop)
                for last, (more_cost, more) in above.items():
                    if more is not None:
                        beside = At(columns - 1, 0, more)
                        better(found, last, cost + more_cost, beside if plan is None else Both(plan, beside))
        return found


def better(found: Fill, end: int, cost: float, plan: Plan) -> None:
    """Take a plan up to an end, if it costs less than the one known."""
    if end not in found or cost < found[end][0] - 1e-6:
        found[end] = (cost, plan)
