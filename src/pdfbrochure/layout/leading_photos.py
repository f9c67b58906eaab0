"""Photos of leads and features that stand in a column because of their shape: elsewhere, where a page would stay white.

A squarish or upright photo stands at the head of the text below a head across the page. Where that leaves much of a
page white, it stands across the columns too, a little lower than it is, or further down in its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.barriers import LAST_WHITE
from pdfbrochure.layout.beginnings import TITLE_ALONE
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.hops import Ordered
from pdfbrochure.layout.page_plans import rank_of
from pdfbrochure.layout.stacking import WHITE_COST

# A page from this cost on has a white that is worth the trouble.
WHITE: Final = 400.0
# A page that costs more is about half white: none is left so to win elsewhere.
WORST: Final = 4000.0
# What it costs that such a photo stands across the columns; further down, and more for each block of text before it.
ACROSS: Final = 300.0
LOWER: Final = 150.0
BLOCK: Final = 30.0
# That the photo of a lead stands in a column where it might be large, to save the nearly white last page of few.
NARROW: Final = 600.0
FEW: Final = 3
NEARLY_WHITE: Final = 0.72
# After so many blocks of its text it may stand, and so many photos are tried in all.
MOST_BLOCKS: Final = 3
MOST_TRIED: Final = 8
# An upright would lose too much across the columns.
LEAST_ASPECT: Final = 0.9

LayOut = Callable[[Ordered, int, int, int, float], Ordered]


class _Form(Struct, frozen=True):
    """An item with its photo elsewhere: the item, after how many blocks its photo stands, and what that costs."""

    article: Article
    after: int
    cost: float


def reshaped(found: Ordered, collector: Collector, lay_out: LayOut) -> Ordered:
    """Return the pages with such photos elsewhere where that leaves less white.

    Args:
        found: The pages with each at the head of its text.
        collector: It keeps after how many blocks of its text the photo of an item stands.
        lay_out: Gives pages anew, from a bad one on, now that some articles from one on are others; they gain so much.
    """
    done: set[int] = set()
    for _ in range(MOST_TRIED):
        chance = next((each for each in _chances(found, collector) if each[1] not in done), None)
        if chance is None:
            break
        bad, at = chance
        done.add(at)
        origin, before, gained = found.articles[at].origin, found, 0.0
        chosen = 0
        for form in _forms(found.articles[at]):
            collector.photo_after[origin] = form.after
            articles = (*before.articles[:at], form.article, *before.articles[at + 1 :])
            other = lay_out(before._replace(articles=articles), bad, at, 1, form.cost + gained + 1.0)
            narrowed = form.article.figures[0].by_shape and not before.articles[at].figures[0].by_shape
            if narrowed and _pages(other) >= _pages(before) and not _title_is_alone(before):
                # Only the page that it saves is worth it, or a first page with text.
                continue
            if other.pages is not None and _worst(other) <= max(WORST, _worst(before)):
                gained = _sum(before) - _sum(other) - form.cost
                found, chosen = other, form.after
        collector.photo_after[origin] = chosen
    return found


def _sum(found: Ordered) -> float:
    return rank_of(found.pages) if found.pages is not None else float("inf")


def _pages(found: Ordered) -> float:
    return float("inf") if found.pages is None else len(found.pages)


def _worst(found: Ordered) -> float:
    """Return what the dearest page costs between the first and the last."""
    return max((page.cost for page in (found.pages or [])[1:-1]), default=0.0)


def _chances(found: Ordered, collector: Collector) -> Iterator[tuple[int, int]]:
    """Yield the bad pages, the worst first, with the articles there or after it whose photos may stand elsewhere."""
    pages = found.pages or []
    if _title_is_alone(found) and _is_wide(found.articles[0]):
        yield 0, 0
    white = pages[-1].cost / (WHITE_COST * LAST_WHITE * found.flow.grid.columns) if pages else 0.0
    if 1 < len(pages) <= FEW and white > NEARLY_WHITE**2 and _is_wide(found.articles[0]):
        yield len(pages) - 2, 0
    for number, page in sorted(enumerate(pages[:-1]), key=lambda each: -each[1].cost):
        if page.cost < WHITE:
            return
        for item in found.flow.items:
            if page.start <= item.start <= page.end and item.must and item.head:
                article = found.articles[item.article]
                if _is_free(article) and not collector.photo_after.get(article.origin):
                    yield number, item.article


def _title_is_alone(found: Ordered) -> bool:
    """Return whether the title block has the first page for itself, for want of room for the lead with its photo."""
    return bool(found.pages) and found.pages is not None and found.pages[0].cost >= TITLE_ALONE


def _is_free(article: Article) -> bool:
    return article.kind != "normal" and bool(article.figures) and article.figures[0].by_shape


def _is_wide(article: Article) -> bool:
    """Return whether the photo of a lead stands across the page, and nobody asked for that."""
    photo = article.figures[0] if article.kind == "lead" and article.figures else None
    return photo is not None and photo.width is None and not photo.members and photo.shown < 1.0


def _forms(article: Article) -> Iterator[_Form]:
    """Yield an item with its photo elsewhere."""
    photo, blocks = article.figures[0], len(article.body)
    if not photo.by_shape:
        narrow = structs.replace(photo, width="column", by_shape=True)
        yield _Form(structs.replace(article, figures=(narrow, *article.figures[1:])), 0, NARROW)
        return
    for after in range(1, min(MOST_BLOCKS, max(1, blocks - 1)) + 1 if blocks else 0):
        yield _Form(article, after, LOWER + BLOCK * after)
    if photo.aspect >= LEAST_ASPECT:
        wide = structs.replace(photo, width=None, by_shape=False)
        yield _Form(structs.replace(article, figures=(wide, *article.figures[1:])), 0, ACROSS)
