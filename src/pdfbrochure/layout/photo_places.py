"""Where in a text its photo stands, in columns.

A photo stands below the head of its item. Where the two would leave much of the page before white, the photo goes
further down: the head and some text fill that page, and the photo opens the next, or a column.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, Protocol

from msgspec import Struct

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.barriers import white_feet
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.frames import takes_head_photo
from pdfbrochure.layout.hops import Ordered
from pdfbrochure.layout.page_plans import PagePlan
from pdfbrochure.layout.paging import WINDOW
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, PhotoPiece, TextLine
from pdfbrochure.layout.spanning import Item

# A page from this cost on has a white that is worth the trouble.
WHITE: Final = 400.0
# So many places are tried for each photo until one helps, and so many in all.
MOST_PLACES: Final = 2
MOST_TRIED: Final = 20
# So many photos in a row are moved together, what that may cost more on the way.
MOST_IN_A_ROW: Final = 4
WORSE: Final = 2e4
# In a brochure of fewer pages the first bad one is looked at first, else the worst.
FEW: Final = 6
# A photo that is parted from its head, and what it costs more for each block of text before it.
PARTED: Final = 120.0
LOWER: Final = 15.0
# Rows about that text may take below a title block for which a photo is too high.
BELOW_TITLE: Final = 12.0
# So many lines of text at least stand between a head and the photo that is parted from it.
LEAST_LINES: Final = 2


class _Chance(Struct, frozen=True):
    """A photo that may stand further down: the bad page, its article, and after how many blocks it might stand."""

    bad: int
    article: int
    places: tuple[int, ...]


class _LayOut(Protocol):
    """Gives pages anew, from a bad one on, now that the photo of an article stands elsewhere; they gain so much."""

    def __call__(self, old: Ordered, bad: int, at: int, gain: float = ...) -> Ordered: ...


def lowered(found: Ordered, collector: Collector, lay_out: _LayOut) -> Ordered:
    """Return the pages with photos further down in their texts where that leaves less white.

    Args:
        found: The pages with every photo below its head.
        collector: It keeps after how many blocks of its text the photo of an item stands.
        lay_out: Gives pages anew.
    """
    tried = 0
    best, least = found, _cost(found, collector)
    done: set[int] = set()
    while tried < MOST_TRIED:
        chance = next((each for each in _chances(best, collector) if each.article not in done), None)
        if chance is None:
            break
        done.add(chance.article)
        origin, before, chosen = best.articles[chance.article].origin, best, 0
        for place in chance.places:
            collector.photo_after[origin] = place
            other = lay_out(before, chance.bad, chance.article)
            tried += 1
            cost = _cost(other, collector)
            # Worse than a photo far from its text is only a head without it.
            is_far = cost > least - FORBIDDEN / 2 and not _is_near(other, chance.article)
            if _count(other) <= _count(best) and cost < least - 1.0 and not is_far:
                best, least, chosen = other, cost, place
                break
        collector.photo_after[origin] = chosen
        if not chosen:
            moved, steps = _in_a_row(before, chance, collector, lay_out, done)
            tried += steps
            if moved is not None:
                best, least = moved, _cost(moved, collector)
    return best


def _in_a_row(
    found: Ordered, chance: _Chance, collector: Collector, lay_out: _LayOut, done: set[int]
) -> tuple[Ordered | None, int]:
    """Return the pages with the photos of some items in a row further down, if that helps; and how many were tried.

    What one leaves white at the end of its item the next one takes, until a page is saved or filled.
    """
    least, most = _cost(found, collector), _count(found)
    before = dict(collector.photo_after)
    other, bad = found, chance.bad
    for step in range(MOST_IN_A_ROW):
        collector.photo_after[other.articles[chance.article].origin] = chance.places[0]
        other = lay_out(other, chance.bad, chance.article, -WORSE)
        if other.pages is None or not _is_near(other, chance.article):
            break
        if _count(other) <= most and _cost(other, collector) < least - 1.0:
            return other, step + 1
        following = [
            each
            for each in _chances(other, collector)
            if chance.bad <= each.bad < bad + WINDOW and each.article > chance.article and each.article not in done
        ]
        if not following:
            break
        chance = min(following, key=lambda each: each.article)
    collector.photo_after.clear()
    collector.photo_after.update(before)
    return None, step + 1


def _is_near(found: Ordered, article: int) -> bool:
    """Return whether text of its own stands on the page of an article's photo, as it does where some follows it."""
    flow = found.flow
    own = [item for item in flow.items if item.article == article]
    first, last = own[0].start, own[-1].end
    at = next((at for at in range(first, last) if isinstance(flow.pieces[at], PhotoPiece)), first)
    if any(isinstance(piece, TextLine | Atom) for piece in flow.pieces[at:last]):
        return True
    return any(page.start <= first and at < page.end for page in found.pages or ())


def _count(found: Ordered) -> float:
    return float("inf") if found.pages is None else len(found.pages)


def _cost(found: Ordered, collector: Collector) -> float:
    if found.pages is None:
        return float("inf")
    places = [place for place in collector.photo_after.values() if place]
    return sum(plan.cost for plan in found.pages) + PARTED * len(places) + LOWER * sum(places)


def _chances(found: Ordered, collector: Collector) -> Iterator[_Chance]:
    """Yield the photos that may stand further down, page after page: their items begin after a white column."""
    flow = found.flow
    inner = list(enumerate((found.pages or [])[:-1]))
    # Of few pages each decides what is left for the next.
    pages = inner if len(inner) < FEW else sorted(inner, key=lambda each: -each[1].cost)
    for number, page in pages:
        if page.cost < WHITE:
            continue
        for start, white in _after_white(page, flow):
            item = flow.item_at.get(start) or _torn(start, page, flow)
            if item is None or not item.head or item.must:
                continue
            article = found.articles[item.article]
            if collector.photo_after.get(article.origin):
                # It stands further down already.
                continue
            rows = white - math.ceil(flow.pieces[item.start].height / flow.grid.unit)
            if rows >= LEAST_LINES and takes_head_photo(article, with_head=True) and not article.new_page:
                places = _places(article, rows, collector)
                if places:
                    yield _Chance(number, item.article, places)


def _after_white(page: PagePlan, flow: Flow) -> Iterator[tuple[int, float]]:
    """Yield the piece after each column of a page, and the rows that are white below it, or on all the page."""
    last = page.start
    if not page.rows:
        # The title block alone: below it there is less than a photo takes.
        yield last, BELOW_TITLE
        return
    for last, white in white_feet(page.plan, flow):
        head = _head_before(last, flow)
        if head is not None:
            # It is alone at the foot of its column, as head and photo are higher than one.
            yield head, white + flow.pieces[head].height / flow.grid.unit
        yield last, white
    if last == page.end:
        yield last, flow.grid.columns * page.rows - flow.whole_area(page.start, last) / flow.grid.unit


def _torn(start: int, page: PagePlan, flow: Flow) -> Item | None:
    """Return the item of a page that goes on with a piece in the next column."""
    item = flow.items[bisect_right(flow.starts, start) - 1]
    return item if page.start <= item.start < start < item.end else None


def _head_before(piece: int, flow: Flow) -> int | None:
    """Return the head that a photo is parted from by the end of a column."""
    photo = flow.pieces[piece] if 0 < piece < flow.count else None
    return piece - 1 if isinstance(photo, PhotoPiece) and photo.after_head else None


def _places(article: Article, rows: float, collector: Collector) -> tuple[int, ...]:
    """Return after how many blocks of its text a photo may stand so that those before fill about so many rows."""
    # That of a single paragraph may stand below it.
    most = max(1, len(article.body) - 1) if article.body else 0
    place = filled = 0
    while place < most and filled < rows:
        filled += collector.about_lines(article.body[place].paragraph)
        place += 1
    return tuple(each for each in (place, place - 1, place + 1) if 0 < each <= most)[:MOST_PLACES]
