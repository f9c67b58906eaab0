"""All pieces up to a barrier in one rectangle: the ways to fill it that end just there, and no others.

`Rectangles` finds every place at which a rectangle may end, each with its cost. Before a barrier only one is asked for,
and most of what is to be known of the others need not be found.
"""

from __future__ import annotations

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.plans import Fill
from pdfbrochure.layout.rectangles import Rectangles
from pdfbrochure.layout.stacking import Column


class Closings(Rectangles):
    """Fills rectangles up to a barrier; of what `Rectangles` gives, it gives the way that ends there, if there is one.

    Args:
        flow: The pieces, and what columns of them cost.
        level: See `Rectangles`.
        share: See `Rectangles`.
        others: Fills rectangles with something below or beside them, which may end anywhere.
    """

    def __init__(self, flow: Flow, level: int, share: float, others: Rectangles) -> None:
        super().__init__(flow, level, share)
        self._others = others

    def solve(self, start: int, columns: int, rows: int, *, top: bool, stop: int) -> Fill:
        """Return the way to fill a rectangle that ends before `stop`; nothing if there is none. Arguments as always."""
        key = (start, columns, rows, top, stop)
        known = self._known.get(key)
        if known is None:
            found = self._solve(start, columns, rows, top=top, stop=stop)
            known = self._known[key] = {stop: found[stop]} if stop in found else {}
        return known

    def _part(self, start: int, columns: int, rows: int, stop: int) -> Fill:
        return self._others.solve(start, columns, rows, top=False, stop=stop)

    def _runs(self, found: Fill, start: int, columns: int, rows: int, stop: int) -> None:
        if columns > 1:
            super()._runs(found, start, columns, rows, stop)
            return
        flow, grown = self._flow, self._level > 0
        cost = flow.end_cost(start, stop, rows, grown=grown)
        if cost is not None:
            found[stop] = cost, Column(start, stop, rows, grows=grown and flow.growing.fills(start, stop, rows, stop))
