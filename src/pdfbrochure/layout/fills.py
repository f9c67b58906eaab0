"""The ways to fill the pages of a flow, as far as they are known of another flow of which much is the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final, Generic, Protocol, TypeVar

# A page is decided by so many pages of pieces after its first.
AHEAD: Final = 2.5

Ways = TypeVar("Ways")
First = TypeVar("First")


class _Flow(Protocol):
    """What is to be known of a flow."""

    count: int

    @property
    def pieces(self) -> Sequence[object]: ...

    def least(self, start: int, end: int) -> float: ...


class Fills(Generic[Ways, First]):
    """The ways to fill a page that begins with a piece of a flow, in each manner in which this was asked for.

    Args:
        flow: The flow.
        page: What a page holds, in points of its columns.
        before: Those of another flow, of which what is the same here is taken over.
    """

    def __init__(self, flow: _Flow, page: float, before: Fills[Ways, First] | None = None) -> None:
        self._flow, self._page = flow, page
        # The flow may take others, of the same heights.
        self._pieces = flow.pieces
        # By what decides them beside the pieces, and the first piece: by how many pieces they have moved, and they.
        self._known: dict[tuple[object, int], tuple[int, Ways]] = {}
        self._ends: dict[tuple[object, int], tuple[int, Ways]] = {}
        self._first: dict[tuple[object, int], First] = {}
        if before is not None:
            self._take_over(before)

    def _take_over(self, other: Fills[Ways, First]) -> None:
        old, new = other._flow, self._flow
        least = min(old.count, new.count)
        before, pieces = other._pieces, self._pieces
        head = next((at for at in range(least) if before[at] is not pieces[at]), least)
        tail = next((at for at in range(least - head) if before[-1 - at] is not pieces[-1 - at]), least - head)
        later = new.count - old.count
        # The end decides too.
        kept = min(head, old.count - 1)
        same = head == old.count == new.count
        for (how, start), (moved, ways) in other._known.items():
            if same or other._decided_by(start) <= kept:
                self._known[how, start] = moved, ways
            elif start >= old.count - tail:
                self._known[how, start + later] = moved + later, ways
        for (how, start), (moved, ways) in other._ends.items():
            # All pieces up to the end decide them.
            if same or start >= old.count - tail:
                self._ends[how, start + later] = moved + later, ways
        for (how, start), first in other._first.items():
            if same or other._decided_by(start) <= kept:
                self._first[how, start] = first

    def _decided_by(self, start: int) -> int:
        """Return the piece after the last one that may decide how a page is filled which begins with a piece."""
        flow = self._flow
        ends = range(start, flow.count)
        return start + bisect_left(ends, AHEAD * self._page, key=lambda end: flow.least(start, end))

    def of(self, how: object, start: int, make: Callable[[], Ways], moved: Callable[[Ways, int], Ways]) -> Ways:
        """Return the ways to fill a page that begins with a piece.

        Args:
            how: What decides them beside the pieces.
            start: The first piece.
            make: Finds them.
            moved: Gives them with all their pieces so many later.
        """
        return _found(self._known, (how, start), make, moved)

    def of_end(self, how: object, start: int, make: Callable[[], Ways], moved: Callable[[Ways, int], Ways]) -> Ways:
        """Return how all from a piece on stands on the last page; arguments as for `of`."""
        return _found(self._ends, (how, start), make, moved)

    def of_first(self, how: object, start: int, make: Callable[[], First]) -> First:
        """Return the ways to fill the first page of which the flow begins with a piece; arguments as for `of`."""
        key = (how, start)
        if key not in self._first:
            self._first[key] = make()
        return self._first[key]


def _found(
    known: dict[tuple[object, int], tuple[int, Ways]],
    key: tuple[object, int],
    make: Callable[[], Ways],
    moved: Callable[[Ways, int], Ways],
) -> Ways:
    """Return what is known, with its pieces as much later as they are now, or what is made now."""
    pieces, ways = known.get(key, (0, None))
    if ways is None or pieces:
        ways = make() if ways is None else moved(ways, pieces)
        known[key] = 0, ways
    return ways
