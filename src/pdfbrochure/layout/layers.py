"""A search over whole pages, for flows that fill a page in ways of their own.

A layer holds the places at which a page may end after so many pages, each with the cheapest way to it; so a layer is a
page count. `paging` does the same for columns, with more that only columns ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from pdfbrochure.layout.page_plans import PAGE_COST, Opening, PagePlan
from pdfbrochure.layout.paging import ONLY_FURNITURE
from pdfbrochure.layout.pieces import FORBIDDEN

# More pages than any brochure has.
MOST_PAGES: Final = 2000
# A last page without text where a number of pages is asked for: only where there is no other way.
EMPTY_PAGE: Final = 1e6

# What tells how far pages have come: they are in order.
Place = TypeVar("Place", bound=Any)


class _Layer(Struct, frozen=True):
    cost: float
    before: _Layer | None
    page: PagePlan | None


class Start(NamedTuple, Generic[Place]):
    """Where a page may begin: the place, its row, and the key of the opening, or -1."""

    place: Place
    row: int
    opening: int


class Layers(Generic[Place]):
    """Searches over pages.

    Args:
        openings: How the first page may begin, each with its place.
        end: The place after everything.
        piece_of: The piece of the flow at a place, by which pages are told where they begin.
        fill: Gives the ways to fill a page: the place after it, and the page.
        close: Gives the pages that hold all that is left.
        rank: The order of places in a layer, the best first, by their costs.
        beam: So many are kept, and the farthest.
    """

    def __init__(
        self,
        openings: Sequence[tuple[Opening, Place]],
        end: Place,
        piece_of: Callable[[Place], int],
        fill: Callable[[Start[Place]], Iterable[tuple[Place, PagePlan]]],
        close: Callable[[Start[Place]], Iterable[PagePlan]],
        rank: Callable[[Place, float], tuple[Any, ...]],
        beam: int,
    ) -> None:
        self._openings = openings
        self._end = end
        self._piece_of = piece_of
        self._fill = fill
        self._close_page = close
        self._rank = rank
        self._beam = beam
        self._without_text = ONLY_FURNITURE

    def pages(self, count: int | None) -> list[PagePlan] | None:
        """Return the pages, `count` of them if that is given; None if there is no such way."""
        # Who asks for so many pages does not ask for an empty one.
        self._without_text = ONLY_FURNITURE if count is None else EMPTY_PAGE
        layer: dict[Place, _Layer] = {}
        best: tuple[float, list[PagePlan]] | None = None
        for number in range(MOST_PAGES):
            if number and not layer:
                break
            if count is None or number == count - 1:
                closed = self._close(layer, number)
                if closed is not None and (best is None or closed[0] + PAGE_COST < best[0]):
                    best = closed
            if number + 1 == count or (count is None and best is not None and best[0] < FORBIDDEN):
                break
            layer = self._next(layer, number)
        return None if best is None else best[1]

    def _starts(self, layer: dict[Place, _Layer], number: int) -> Iterator[tuple[Start[Place], _Layer]]:
        """Yield where a page may begin, and what stands before it."""
        if number:
            for place, state in layer.items():
                yield Start(place, 0, -1), state
            return
        for opening, place in self._openings:
            yield Start(place, opening.row, opening.key), _Layer(opening.cost, None, None)

    def _next(self, layer: dict[Place, _Layer], number: int) -> dict[Place, _Layer]:
        found: dict[Place, _Layer] = {}
        for start, state in self._starts(layer, number):
            if start.place == self._end:
                continue
            for after, page in self._fill(start):
                if after == start.place and number:
                    continue
                total = state.cost + page.cost
                if after not in found or total < found[after].cost - 1e-6:
                    found[after] = _Layer(total, state, page)
        ranked = sorted(found.items(), key=lambda pair: self._rank(pair[0], pair[1].cost))
        kept = dict(ranked[: self._beam])
        if found:
            # The farthest, so that a count is not missed for want of it.
            kept[max(found)] = found[max(found)]
        return kept

    def _close(self, layer: dict[Place, _Layer], number: int) -> tuple[float, list[PagePlan]] | None:
        """Return the best way to set all that is left on the next page."""
        best: tuple[float, _Layer, PagePlan] | None = None
        for start, state in self._starts(layer, number):
            if start.place == self._end:
                piece = self._piece_of(start.place)
                cost = self._without_text if number else 0.0
                pages: Iterable[PagePlan] = [PagePlan(None, start.row, 0, start.opening, cost, piece, piece)]
            else:
                pages = self._close_page(start)
            for page in pages:
                total = state.cost + page.cost
                if best is None or total < best[0] - 1e-6:
                    best = (total, state, page)
        if best is None:
            return None
        found = [best[2]]
        before: _Layer | None = best[1]
        while before is not None and before.page is not None:
            found.append(before.page)
            before = before.before
        return best[0], found[::-1]
