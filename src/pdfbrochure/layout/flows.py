"""Finds the pages of items in the flow of their theme: in columns, in rows of cards, or in pairs."""

from __future__ import annotations

from collections.abc import Sequence

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.barriers import LastPage
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import Opening, PagePlan
from pdfbrochure.layout.searching import search


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

        plans = search_pairs(Forms(articles, collector), flow, openings, last.cost, last.limit, count)
    if plans is None and (count is None or kind == "columns"):
        # In columns too what no rows can hold.
        stretched = collector.stretched
        how = (tuple(openings), last.key, count, quick, stretched, flow.torn, tuple(flow.taken.items()))

        def searched() -> list[PagePlan] | None:
            return search(flow, openings, last, count, quick=quick, stretched=stretched)

        # As far as possible those of the last build.
        memory = None if last.key is None else collector.memory
        plans = searched() if memory is None else memory.searched(flow, how, searched)
    return plans
