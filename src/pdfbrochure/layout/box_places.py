"""Boxes as fillers: one that finds no room below its item stands further up, or below the next item.

A box is never broken where a column can hold it, and so may leave white before it. In the text of its item the last
paragraphs flow round it; a short item after it goes before it, if the box stays on the page of its own item. The tags
keep the order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article, BodyBlock, Paragraph, Sidebar
from pdfbrochure.layout.barriers import white_feet
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.frames import parting
from pdfbrochure.layout.hops import Ordered
from pdfbrochure.layout.pieces import Atom

# A page from this cost on has a white that is worth the trouble.
WHITE: Final = 250.0
# So many places are tried for each box, and so many in all.
MOST_PLACES: Final = 2
MOST_TRIED: Final = 16
# What a box costs in its item's text, more for each block of text below it, and below the next item.
IN_TEXT: Final = 60.0
HIGHER: Final = 10.0
BELOW_NEXT: Final = 200.0


class _Place(Struct, frozen=True):
    """Where a box might stand instead: the items with it there, how many of them changed, and what that costs."""

    articles: tuple[Article, ...]
    changed: int
    cost: float


class _Chance(Struct, frozen=True):
    """A box with white before it: the number of the page, the box, its article, and the rows that it lacks."""

    page: int
    box: Sidebar
    article: int
    lacking: float


def with_boxes_moved(
    found: Ordered, collector: Collector, lay_out: Callable[[Ordered, int, int, int, float], Ordered]
) -> Ordered:
    """Return the pages with boxes moved where that leaves less white.

    Args:
        found: The pages with every box below its item.
        collector: Sets and measures.
        lay_out: Gives pages anew, from a bad one on, now that some articles from one on are others; they gain so much.
    """
    done: set[int] = set()
    tried = 0
    while tried < MOST_TRIED:
        chance = next((each for each in _chances(found) if each.box.node not in done), None)
        if chance is None:
            break
        done.add(chance.box.node)
        for place in _places(found, chance, collector):
            old = found._replace(articles=place.articles)
            other = lay_out(old, chance.page, chance.article, place.changed, place.cost)
            tried += 1
            if other.pages is not None and _stays_near(other, chance):
                found = other
                break
    return found


def _chances(found: Ordered) -> Iterator[_Chance]:
    """Yield the boxes that begin after white, of the worst page first."""
    flow = found.flow
    boxes = {
        box.origin: (box, number)
        for number, each in enumerate(found.articles)
        for box in each.boxes
        # Messages of the whole brochure stay where they are.
        if box.origin[0] == "items"
    }
    if not boxes:
        return
    for number, page in sorted(enumerate(found.pages or ()), key=lambda each: -each[1].cost):
        if page.cost < WHITE:
            return
        for start, white in white_feet(page.plan, flow):
            key = _key_of(flow, start)
            if key in boxes and _key_of(flow, start - 1) != key:
                box, article = boxes[key]
                yield _Chance(number, box, article, _rows(flow, key, start) - white)


def _key_of(flow: Flow, piece: int) -> tuple[str | int, ...]:
    """Return the origin of the box that a piece belongs to; () for none."""
    found = flow.pieces[piece] if 0 <= piece < flow.count else None
    return found.key if isinstance(found, Atom) else ()


def _rows(flow: Flow, key: tuple[str | int, ...], start: int) -> float:
    """Return the rows of the box that begins with a piece, and of the white above it."""
    height = flow.pieces[start].above
    while _key_of(flow, start) == key:
        height += flow.pieces[start].height
        start += 1
    return height / flow.grid.unit


def _places(found: Ordered, chance: _Chance, collector: Collector) -> Iterator[_Place]:
    """Yield where a box may stand, the likeliest first."""
    article = found.articles[chance.article]
    left = structs.replace(article, boxes=tuple(box for box in article.boxes if box is not chance.box))
    for at in _in_text(article, chance.lacking, collector):
        block = BodyBlock("part", Paragraph((), "body"), part=chance.box)
        other = structs.replace(left, body=(*article.body[:at], block, *article.body[at:]))
        articles = _with(found.articles, chance.article, other)
        yield _Place(articles, 1, IN_TEXT + HIGHER * (len(article.body) - at))
    following = found.articles[chance.article + 1 : chance.article + 2]
    if following and _takes(following[0], article, collector):
        after = structs.replace(following[0], boxes=(*following[0].boxes, chance.box))
        yield _Place(_with(found.articles, chance.article, left, after), 2, BELOW_NEXT)


def _with(articles: tuple[Article, ...], at: int, *others: Article) -> tuple[Article, ...]:
    return (*articles[:at], *others, *articles[at + len(others) :])


def _in_text(article: Article, lacking: float, collector: Collector) -> tuple[int, ...]:
    """Return after how many blocks of its text a box may stand so that those after it take about so many rows."""
    body = article.body
    at, below = len(body), 0
    while at > 1 and below < lacking:
        at -= 1
        below += collector.about_lines(body[at].paragraph)
    wanted = (each for each in (at, at - 1, at + 1) if 0 < each < len(body))
    places = dict.fromkeys(parting(body, each) for each in wanted)
    least = collector.photo_after.get(article.origin, 0)
    return tuple(at for at in places if least < at < len(body))[:MOST_PLACES]


def _takes(following: Article, article: Article, collector: Collector) -> bool:
    """Return whether the box of an item may stand below the next one."""
    turns = collector.setter.runs_otherwise
    return (
        following.kind == "normal"
        and not following.new_page
        and following.opens is None
        and turns(following.title) == turns(article.title)
    )


def _stays_near(found: Ordered, chance: _Chance) -> bool:
    """Return whether a box stands on a page on which something of its item stands."""
    flow = found.flow
    pieces = [piece for piece in range(flow.count) if _key_of(flow, piece) == chance.box.origin]
    own = [item for item in flow.items if item.article == chance.article]
    first, last = own[0].start, own[-1].end - 1
    return any(
        page.start <= pieces[0] <= pieces[-1] < page.end and first < page.end and page.start <= last
        for page in found.pages or ()
    )
