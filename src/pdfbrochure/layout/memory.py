"""What the layout of one build leaves for that of the next, in which most items are as they were.

An item's pieces are collected again only where it, or what decides how it is set, is another. A page that begins with
a piece is filled again only where the pieces that it may hold are others. Nothing here changes what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.fills import Fills
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.kept_boxes import KeptBoxes
from pdfbrochure.layout.page_plans import PagePlan, for_items
from pdfbrochure.layout.pieces import Piece
from pdfbrochure.layout.redraw import Redraw
from pdfbrochure.layout.spanning import Item, Way


class Collected(Struct):
    """The pieces of an article, and its items, with places that are counted from its first piece."""

    pieces: Sequence[Piece]
    items: Sequence[Item]


# In so many places of the scale of fitting what was found is kept.
MOST_PLACES: Final = 6


class Memory:
    """What was collected and found for one galley's settings; forgotten as soon as these are others.

    Args:
        once: Whether it is for a single build, which lays out some articles several times: it keeps their pieces alone.
    """

    def __init__(self, *, once: bool = False) -> None:
        self._once = once
        self._settings: tuple[object, ...] = ()
        self._places: dict[float, Memory] = {}
        self._begun: set[float] = set()
        self._before: dict[object, tuple[Article, Collected]] = {}
        self._now: dict[object, tuple[Article, Collected]] = {}
        # Articles on which there was something to tell: that must be told again in each build.
        self._told: dict[object, Article] = {}
        self._fills: Fills[Any, Any] | None = None
        self.redraw = Redraw()
        self.kept_boxes = KeptBoxes()
        # The flows of the last build and of this one, and the searches of each, in the order in which they were made.
        self._flows: list[Flow] = []
        self._flows_now: list[Flow] = []
        self._searches: list[_Searched] = []
        self._searches_now: list[_Searched] = []

    def begin(self, *settings: object) -> None:
        """Begin the layouts of a build, with all that they depend on but the articles."""
        if settings != self._settings:
            self._settings, self._now, self._told, self._fills = settings, {}, {}, None
            self._flows_now, self._searches_now, self.redraw = [], [], Redraw()
            self.kept_boxes = KeptBoxes()
        self._before, self._now = self._now, {}
        self._begun = set()
        self.redraw.begin()
        self.kept_boxes.begin()
        self._flows, self._flows_now = self._flows_now, []
        self._searches, self._searches_now = self._searches_now, []

    def at(self, place: float) -> Memory | None:
        """Return what the last build left of the same settings in a place of the scale; None where that is not kept."""
        if place == 0.0:
            return self
        if place not in self._places and len(self._places) == MOST_PLACES:
            return None
        memory = self._places.setdefault(place, Memory(once=self._once))
        if place not in self._begun:
            self._begun.add(place)
            memory.begin(*self._settings)
        return memory

    def collected(
        self, article: Article, how: tuple[object, ...], collector: Desk, make: Callable[[], Collected]
    ) -> Collected:
        """Return an article's pieces as they were when it was the same and was set alike, or made now.

        Args:
            article: The article.
            how: All else that decides how it is set.
            collector: Sets it.
            make: Collects its pieces.
        """
        key = (article.origin, *how)
        for known in (self._now, self._before):
            before = known.get(key)
            if before is not None and (before[0] is article or before[0] == article):
                self._now[key] = before
                return before[1]
        if self._told.get(article.origin) == article:
            return make()
        findings, in_column = collector.findings.seen, set(collector.in_column)
        made = make()
        if collector.findings.seen != findings or collector.in_column != in_column:
            self._told[article.origin] = article
            return made

        def tell() -> None:
            self._told[article.origin] = article
            self._now.pop(key, None)

        for item in made.items:
            item.make = _once(item.make, collector, tell)
        self._now[key] = article, made
        return made

    def flow(self, pieces: list[Piece], items: list[Item], grid: Grid) -> Flow:
        """Return the flow of pieces; as far as they take the same room, with all that is known of that before."""
        if self._once:
            return Flow(pieces, items, grid)
        at = len(self._flows_now)
        known = self._flows[at] if at < len(self._flows) else None
        flow = known if known is not None and known.takes(pieces, items) else Flow(pieces, items, grid)
        flow.find_fills = partial(self._fills_of, is_first=not at)
        self._flows_now.append(flow)
        return flow

    def _fills_of(self, flow: Flow, *, is_first: bool) -> Fills[Any, Any]:
        """Return the ways to fill the pages of a flow as far as they are known of a build before."""
        grid = flow.grid
        fills = Fills(flow, grid.columns * grid.rows * grid.unit, self._fills)
        if is_first:
            self._fills = fills
        return fills

    def searched(
        self, flow: Flow, how: tuple[object, ...], search: Callable[[], list[PagePlan] | None]
    ) -> list[PagePlan] | None:
        """Return the pages of a flow: those of the last build, if all takes the same room, or such as are found now.

        Args:
            flow: The pieces.
            how: All else that decides where pages end.
            search: Finds them.
        """
        if self._once:
            return search()
        at = len(self._searches_now)
        before = self._searches[at] if at < len(self._searches) else None
        if before is not None and flow is before.flow and before.how == how:
            pages = None if before.pages is None else for_items(before.pages, flow.item_at)
        else:
            pages = search()
        self._searches_now.append(_Searched(flow, how, pages))
        return pages


class _Searched(Struct, frozen=True):
    """A search for the pages of a flow, and what it has found."""

    flow: Flow
    how: tuple[object, ...]
    pages: list[PagePlan] | None


def _once(make: Callable[[], list[Way]], collector: Desk, tell: Callable[[], None]) -> Callable[[], list[Way]]:
    """Return what makes an item's ways once; `tell` is called if there was something to tell then."""
    known: list[list[Way]] = []

    def made() -> list[Way]:
        if not known:
            seen = collector.findings.seen
            known.append(make())
            if collector.findings.seen != seen:
                tell()
        return known[0]

    return made
