"""What stands in margins and what in columns: found in rounds, for what moves into a column moves all that follows.

Everything begins in its margin. What a round finds no room for goes into the column; when all has its place, what is
there for the sake of a round long past is tried in its margin once more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pages import Pages

# So much is tried in its margin again.
MOST_RETRIED: Final = 5


class Round(Struct, frozen=True):
    """The pages of one round, what their margins had no room for, and the page and the row at which items begin."""

    pages: Pages | None
    crowding: set[Origin]
    opened: dict[Origin, tuple[int, float]]


def in_rounds(lay_out: Callable[[], Round], collector: Collector, *, quick: bool) -> Pages | None:
    """Return the pages of the last round.

    Args:
        lay_out: Gives the pages with what the collector has in columns.
        collector: It keeps what stands in columns, and what stays off the first page.
        quick: Whether nothing is tried again.
    """
    found = _settled(lay_out, collector)
    for key in sorted(collector.in_column, key=str)[: 0 if quick else MOST_RETRIED]:
        before = collector.in_column
        collector.in_column = before - {key}
        tried = lay_out()
        if tried.pages is None or tried.crowding - collector.in_column or _count(tried) > _count(found):
            collector.in_column = before
        else:
            found = tried
    return found.pages


def _settled(lay_out: Callable[[], Round], collector: Collector) -> Round:
    """Return the first round in which all finds its place."""
    while True:
        found = lay_out()
        crowding = found.crowding - collector.in_column
        moved_on = {origin for origin, place in found.opened.items() if place[0] == 2 and place[1] < 1.0}
        crowded = {key[:2] for key in collector.in_column if key[:1] == ("items",)}
        back = crowded & moved_on - collector.on_page_2
        if not crowding and not back:
            return found
        collector.in_column |= crowding
        # What went into the column for the sake of the first page, and then to the second, hangs there again.
        collector.on_page_2 |= back
        collector.in_column = {key for key in collector.in_column if key[:2] not in back}


def _count(found: Round) -> int:
    return 0 if found.pages is None else len(found.pages.pages)
