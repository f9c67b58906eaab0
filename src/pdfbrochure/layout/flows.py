"""Finds the pages of items in the flow of their theme: in columns, in rows of cards, or in pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.barriers import LastPage
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import Opening, PagePlan
from pdfbrochure.layout.searching import search, search_near, with_even_end


def find_pages(
    articles: Sequence[Article],
    flow: Flow,
    openings: Sequence[Opening],
    last: LastPage,
    collector: Collector,
    *,
    count: int | None,
    quick: bool,
) -> list[PagePlan] | None:
    """Return the pages of items; None if there is no way to set them on so many.

    Args:
        articles: The items.
        flow: Their pieces in columns.
        openings: How the first page may begin.
        last: What the last page is judged by.
        collector: Sets them, in its theme.
        count: The number of pages wanted; as many as needed when None.
        quick: See `search`.
    """
    kind = collector.theme.page.flow
    plans = None
    if kind == "rows":
        from pdfbrochure.layout.card_rows import search_rows, wishes_of  # only for themes of cards

        reserved = flow.grid.rows - last.limit
        wishes = wishes_of(articles, collector)
        plans = search_rows(flow, openings, last.cost, reserved, collector.theme.cards, wishes, count)
    elif kind == "pairs":
        from pdfbrochure.layout.pair_forms import Forms  # only for themes of pairs
        from pdfbrochure.layout.pairs import search_pairs

        plans = search_pairs(Forms(articles, collector), flow, openings, last.cost, last.limit, count, quick=quick)
    if plans is None and (count is None or kind == "columns"):
        # In columns too what no rows can hold.
        stretched = collector.stretched

        def find() -> list[PagePlan] | None:
            return search(flow, openings, last, count, quick=quick, stretched=stretched)

        plans = _kept(flow, openings, last, collector, (count, quick, stretched), find)
    return plans


def find_pages_near(
    flow: Flow,
    openings: Sequence[Opening],
    last: LastPage,
    collector: Collector,
    pages: list[PagePlan],
    bad: int,
    changed: tuple[int, int, int],
    count: int | None,
    gain: float,
) -> list[PagePlan] | None:
    """Return the pages of items in columns anew from before a bad one on; arguments as for `search_near`."""
    near = (bad, changed, count, gain)
    how = (tuple(pages), *near, flow.short)
    return _kept(flow, openings, last, collector, how, lambda: search_near(flow, openings, last, pages, *near))


def find_even_end(
    flow: Flow, openings: Sequence[Opening], last: LastPage, collector: Collector, pages: list[PagePlan]
) -> list[PagePlan] | None:
    """Return the pages of items in columns with the white of the last shared out; arguments as for `with_even_end`."""
    how = ("even end", tuple(pages))
    return _kept(flow, openings, last, collector, how, lambda: with_even_end(flow, openings, last, pages)[1])


def _kept(
    flow: Flow,
    openings: Sequence[Opening],
    last: LastPage,
    collector: Collector,
    how: tuple[object, ...],
    find: Callable[[], list[PagePlan] | None],
) -> list[PagePlan] | None:
    """Return the pages that are found, as far as possible those of the last build; `how`: what else decides them."""
    if collector.memory is None or last.key is None:
        return find()
    how = (tuple(openings), last.key, flow.torn, tuple(flow.taken.items()), *how)
    return collector.memory.searched(flow, how, find)
