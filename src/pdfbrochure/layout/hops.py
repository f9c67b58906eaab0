"""The order of items where the author leaves it free: a short one may stand before one that does not fit on its page.

No item hops over more than one, none over the lead, none out of its section. The tags keep the order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pdfbrochure.compose.blocks import Article
from pdfbrochure.diagnostics import Findings
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import PagePlan, rank_of
from pdfbrochure.layout.searching import BAD_PAGE

# An item of more rows is not short.
MOST_ROWS: Final = 16
# What it costs that an item stands before another against the author's order.
HOP: Final = 600.0
# So many other orders are tried.
MOST_TRIED: Final = 12


class Ordered(NamedTuple):
    """Items in an order, and the pages that they take, if there is a way."""

    articles: tuple[Article, ...]
    flow: Flow
    pages: list[PagePlan] | None


def hopped(found: Ordered, lay_out: Callable[[tuple[Article, ...]], Ordered]) -> Ordered:
    """Return the items in the order in which their pages cost least, as far as a few hops lead to it.

    Args:
        found: The items in the author's order.
        lay_out: Finds the pages of another order.
    """
    moved: set[tuple[str | int, ...]] = set()
    tried = 0
    while tried < MOST_TRIED:
        for at in _hops(found, moved):
            tried += 1
            articles = list(found.articles)
            articles[at : at + 2] = articles[at + 1], articles[at]
            other = lay_out(tuple(articles))
            if _cost(other) + HOP < _cost(found):
                moved |= {article.origin for article in articles[at : at + 2]}
                found = other
                break
            if tried >= MOST_TRIED:
                return found
        else:
            break
    return found


def _cost(found: Ordered) -> float:
    return float("inf") if found.pages is None else rank_of(found.pages)


def _hops(found: Ordered, moved: set[tuple[str | int, ...]]) -> Iterator[int]:
    """Yield the number of each article that a bad page left to the next, and that a short one may hop over."""
    flow, articles = found.flow, found.articles
    for page in (found.pages or [])[:-1]:
        item = flow.item_at.get(page.end)
        if item is None or not item.head or page.cost <= BAD_PAGE or not 0 < item.article < len(articles) - 1:
            continue
        waiting, short = articles[item.article], articles[item.article + 1]
        if short.kind != "normal" or short.new_page or waiting.new_page or {waiting.origin, short.origin} & moved:
            continue
        if short.opens is None and waiting.opens is None and _rows(flow, item.article + 1) <= MOST_ROWS:
            yield item.article


def _rows(flow: Flow, article: int) -> float:
    """Return the rows of an article in one column."""
    own = [item for item in flow.items if item.article == article]
    return flow.area(own[0].start, own[-1].end) / flow.grid.unit


def tell_hops(articles: Sequence[Article], findings: Findings) -> None:
    """Say of each item that stands before an earlier one that it does, and of which."""
    for before, after in pairwise(articles):
        if before.origin > after.origin:
            findings.note(
                "order-changed",
                f"item {int(before.origin[1]) + 1}, \u201c{before.title.text}\u201d, stands before item "
                f"{int(after.origin[1]) + 1}, \u201c{after.title.text}\u201d, which did not fit on its page",
                why="`order: free` lets a short item fill what another leaves empty; read aloud it keeps its place",
                mend="delete `order: free` to have your order on paper too",
                origin=before.origin,
            )
