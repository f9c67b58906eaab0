"""Sections that open a page: where a theme has a band for it, name and intro stand there, across all columns.

Takes the pages with every section's name in the head of its first item; gives them with bands where a section begins a
page, or may begin one because the page before is nearly full.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.hops import Ordered
from pdfbrochure.layout.page_plans import PagePlan
from pdfbrochure.layout.pages import Placed, moved
from pdfbrochure.layout.spanning import Item
from pdfbrochure.layout.spans import head_slots
from pdfbrochure.layout.textboxes import Laid

# The page before a band is filled to this share at least.
LEAST_FULL: Final = 0.85
# A section that fills less than this share of a page has its name in its first item's head.
LEAST_SECTION: Final = 0.4
# Nor may a band take more than this share of a page.
MOST_BAND: Final = 0.25
# What pages with a band may cost more than without.
WORTH: Final = 2500.0
# Rows between a band and what stands below it.
GAP: Final = 1


def _laid(article: Article, desk: Desk) -> Laid:
    head, grid = desk.theme.head, desk.grid
    name = "band_plain" if desk.edition.plain and "band_plain" in head.boxes else "band"
    slots = head_slots(structs.replace(article, banded=False))
    return Boxes(desk, head, slots, x=grid.side).laid(head.box(name), grid.text_width)


def band_rows(article: Article, desk: Desk) -> int:
    """Return the rows of a page that the band of the section takes that begins with an article."""
    grid = desk.grid
    return max(0, math.ceil((_laid(article, desk).height - grid.top) / grid.unit - 1e-6)) + GAP


def place_band(article: Article, desk: Desk) -> list[Placed]:
    """Return the band of the section that begins with an article, from the trim's top."""
    return moved(_laid(article, desk).things, desk.grid.side, 0.0)


class _Chance(Struct, frozen=True):
    """A section that may have a band: the number of its first article, the page that it may open or opens already."""

    article: int
    page: int
    opens: bool


def with_bands(found: Ordered, desk: Desk, lay_out: Callable[[Ordered, int, int, float], Ordered]) -> Ordered:
    """Return the pages with the bands of sections.

    Args:
        found: The pages without.
        desk: Sets and measures.
        lay_out: Gives pages anew, from before one on, now that an article has another head; they may gain so little.
    """
    if "band" not in desk.theme.head.boxes or found.pages is None:
        return found
    done: set[int] = set()
    while True:
        chance = next((each for each in _chances(found) if each.article not in done), None)
        if chance is None:
            return found
        done.add(chance.article)
        articles = list(found.articles)
        article = articles[chance.article] = structs.replace(articles[chance.article], banded=True)
        if band_rows(article, desk) > MOST_BAND * desk.grid.rows:
            continue
        # The pages before the one that it opens stay, but for the last.
        other = lay_out(found._replace(articles=tuple(articles)), chance.page + 1, chance.article, -WORTH)
        if _count(other) == _count(found) and (chance.opens or _follows_full(other, chance.article)):
            found = other


def _count(found: Ordered) -> int:
    return len(found.pages or ())


def _chances(found: Ordered) -> Iterator[_Chance]:
    """Yield the sections that begin a page, or that lie at the foot of one."""
    flow, pages = found.flow, found.pages or []
    starts = [page.start for page in pages]
    for item in flow.items:
        article = found.articles[item.article]
        if article.opens is None or article.banded or not item.head:
            continue
        # The last page that begins before it or with it: a title block may have one without a piece.
        number = bisect_right(starts, item.start) - 1
        opens = item.start == pages[number].start and number > 0
        if (opens or _share(pages[number], item.start, flow) >= LEAST_FULL) and _fills(item, found):
            yield _Chance(item.article, number, opens)


def _share(page: PagePlan, end: int, flow: Flow) -> float:
    """Return what of the rows of a page its pieces before one take."""
    grid = flow.grid
    rows = grid.rows - page.row
    return flow.whole_area(page.start, end) / (grid.columns * rows * grid.unit) if rows > 0 else 1.0


def _fills(item: Item, found: Ordered) -> bool:
    """Return whether the section that begins with an item is long enough for a band."""
    articles: Sequence[Article] = found.articles[item.article + 1 :]
    more = next((number for number, each in enumerate(articles) if each.opens is not None), len(articles))
    ends = [each.end for each in found.flow.items if item.article <= each.article <= item.article + more]
    grid = found.flow.grid
    area = found.flow.whole_area(item.start, max(ends))
    return area >= LEAST_SECTION * grid.columns * grid.rows * grid.unit


def _follows_full(found: Ordered, article: int) -> bool:
    """Return whether an article opens a page and the page before is full enough."""
    start = next(item.start for item in found.flow.items if item.article == article)
    for before, page in pairwise(found.pages or ()):
        if page.start == start < page.end:
            return _share(before, start, found.flow) >= LEAST_FULL
    return False
