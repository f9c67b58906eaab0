"""Where in a text its photo stands, on pages of one column beside a margin.

A photo as wide as such a page stands below the head of its item. Where the two would leave much of the page before
white, the photo goes further down: the head and some text fill that page, and the photo opens the next.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.frames import takes_head_photo
from pdfbrochure.layout.hops import Ordered

# A page from this cost on has a white that is worth the trouble.
WHITE: Final = 150.0
# So many places are tried for each photo, and so many in all.
MOST_PLACES: Final = 4
MOST_TRIED: Final = 16
# A photo further down its text, for each block of it.
LOWER: Final = 15.0


def lowered(found: Ordered, collector: Collector, lay_out: Callable[[tuple[Article, ...]], Ordered]) -> Ordered:
    """Return the pages with photos further down in their texts where that leaves less white.

    Args:
        found: The pages with every photo below its head.
        collector: It keeps after how many blocks of its text the photo of an item stands.
        lay_out: Gives the pages anew.
    """
    tried = 0
    best, least = found, _cost(found, collector)
    done: set[int] = set()
    while tried < MOST_TRIED:
        at = next((index for index in _after_white(best) if index not in done), None)
        if at is None:
            break
        done.add(at)
        article = best.articles[at]
        chosen = 0
        for place in range(1, min(MOST_PLACES, len(article.body) - 1) + 1):
            collector.photo_after[article.origin] = place
            other = lay_out(best.articles)
            tried += 1
            cost = _cost(other, collector)
            if _count(other) <= _count(best) and cost < least - 1.0:
                best, least, chosen = other, cost, place
        collector.photo_after[article.origin] = chosen
    return best


def _count(found: Ordered) -> float:
    return float("inf") if found.pages is None else len(found.pages)


def _cost(found: Ordered, collector: Collector) -> float:
    return sum(plan.cost for plan in found.pages or ()) + LOWER * sum(collector.photo_after.values())


def _after_white(found: Ordered) -> list[int]:
    """Return the items with a photo below their head that open a page after one with much white."""
    items = []
    for before, page in pairwise(found.pages or ()):
        item = found.flow.item_at.get(page.start)
        if item is not None and before.cost >= WHITE:
            article = found.articles[item.article]
            if takes_head_photo(article, with_head=True) and not article.new_page and len(article.body) > 1:
                items.append(item.article)
    return items
