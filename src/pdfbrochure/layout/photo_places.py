"""Where in a text its photo stands, in columns.

A photo stands below the head of its item. Where the two would leave much of the page before white, the photo goes
further down: the head and some text fill that page, and the photo opens the next, or a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from pdfbrochure.layout.barriers import columns_of
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.frames import takes_head_photo
from pdfbrochure.layout.hops import Ordered

# A page from this cost on has a white that is worth the trouble.
WHITE: Final = 300.0
# So many places are tried for each photo until one helps, and so many in all.
MOST_PLACES: Final = 4
MOST_TRIED: Final = 24
# A photo that is parted from its head, and what it costs more for each block of text before it.
PARTED: Final = 120.0
LOWER: Final = 15.0


def lowered(found: Ordered, collector: Collector, lay_out: Callable[[Ordered, int, int], Ordered]) -> Ordered:
    """Return the pages with photos further down in their texts where that leaves less white.

    Args:
        found: The pages with every photo below its head.
        collector: It keeps after how many blocks of its text the photo of an item stands.
        lay_out: Gives pages anew, from a bad one on, now that the photo of an article stands elsewhere.
    """
    tried = 0
    best, least = found, _cost(found, collector)
    done: set[int] = set()
    while tried < MOST_TRIED:
        bad, at = next((pair for pair in _after_white(best) if pair[1] not in done), (0, -1))
        if at < 0:
            break
        done.add(at)
        article, before = best.articles[at], best
        chosen = 0
        for place in range(1, min(MOST_PLACES, len(article.body) - 1) + 1):
            collector.photo_after[article.origin] = place
            other = lay_out(before, bad, at)
            tried += 1
            cost = _cost(other, collector)
            if _count(other) <= _count(best) and cost < least - 1.0:
                best, least, chosen = other, cost, place
                break
        collector.photo_after[article.origin] = chosen
    return best


def _count(found: Ordered) -> float:
    return float("inf") if found.pages is None else len(found.pages)


def _cost(found: Ordered, collector: Collector) -> float:
    if found.pages is None:
        return float("inf")
    places = [place for place in collector.photo_after.values() if place]
    return sum(plan.cost for plan in found.pages) + PARTED * len(places) + LOWER * sum(places)


def _after_white(found: Ordered) -> Iterator[tuple[int, int]]:
    """Yield the pages with much white, and the items with a photo that begin a column there, or the next page."""
    for number, (page, after) in enumerate(pairwise(found.pages or ())):
        if page.cost < WHITE:
            continue
        for start in [*(column.first for _row, column in columns_of(page.plan)), after.start]:
            item = found.flow.item_at.get(start)
            if item is not None and item.head and not item.must and start > page.start:
                article = found.articles[item.article]
                if takes_head_photo(article, with_head=True) and not article.new_page and len(article.body) > 1:
                    yield number, item.article
