"""The pages of a brochure: a quick search, and a thorough one where that leaves a page that is no good.

`paging` does a search; here is which ones are done, and which of their ways is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from pdfbrochure.layout.barriers import LAST_WHITE, LastPage
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import Opening, PagePlan, is_sound, rank_of, whole_cost
from pdfbrochure.layout.paging import WINDOW, Search
from pdfbrochure.layout.plans import later
from pdfbrochure.layout.spreading import GENEROUS, spread, spread_search
from pdfbrochure.layout.stacking import WHITE_COST

# A page that costs more is no good; the last one may cost more.
BAD_PAGE: Final = 200.0
BAD_LAST: Final = 900.0
# To fill a last page, the white is shared by so many pages at its end, or by more of them; those before it may stay so
# much shorter.
SHARED: Final = (6, 16)
MOST_SHORT: Final = 0.16
# In a brochure of more pages only those round a bad one are searched again.
LONG: Final = 12


def search(
    flow: Flow,
    openings: Sequence[Opening],
    last: LastPage,
    count: int | None = None,
    *,
    quick: bool = False,
    stretched: bool = False,
) -> list[PagePlan] | None:
    """Return the pages of a flow; None if there is no way to set it on so many.

    First only what must stands across columns. Where a page is then no good, everything that may does, from the page
    before it on; the better of both is taken.

    Args:
        flow: The pieces.
        openings: How the first page may begin.
        last: What the last page is judged by.
        count: The number of pages wanted; as many as needed when None.
        quick: Whether, in a long brochure, the thorough search is only for pages that the quick one has found.
        stretched: Whether so many may be more than the text fills.
    """
    flow.short = 0
    spread_out = None if count is None or not stretched else spread(flow, openings, last, count)
    if spread_out is not None:
        return spread_out
    plain = Search(flow, openings, last, 0).pages(count)
    if plain is None and quick and count is not None and count > LONG:
        return None
    first = 0 if plain is None else _first_bad(plain[1])
    if plain is not None and first < 0:
        return plain[1]
    rich = Search(flow, openings, last, 1, 1.0 if count is None else GENEROUS)
    if plain is not None and count is None and len(plain[1]) > LONG and is_sound(plain[1]):
        plain = _mended(rich, plain[1])
        first = len(plain[1]) - WINDOW
    if plain is None or first == 0:
        other = rich.pages(count)
    else:
        kept = plain[1][:first]
        other = rich.pages(count, (kept[-1].end, kept, sum(page.cost for page in kept)))
    found = [way for way in (plain, other) if way is not None]
    if not found:
        return None
    best = min(found, key=whole_cost)
    # A last page that the best has filled may cost others more than to share its white out.
    alike = (pages for _cost, pages in (best, *found) if len(pages) == len(best[1]) and pages[-1].cost > BAD_LAST)
    poor = next(alike, None) if count is None and len(best[1]) > 1 else None
    if poor is not None:
        best = min((best, with_even_end(flow, openings, last, poor)), key=whole_cost)
    return best[1]


def search_near(
    flow: Flow,
    openings: Sequence[Opening],
    last: LastPage,
    pages: list[PagePlan],
    bad: int,
    changed: tuple[int, int, int],
    count: int | None = None,
    gain: float = 1.0,
) -> list[PagePlan] | None:
    """Return the pages anew from before a bad one on, as an article has other pieces now; None if they gain too little.

    In a long brochure those that come well after it stay as they are.

    Args:
        flow: The pieces as they are now.
        openings: How the first page may begin.
        last: What the last page is judged by.
        pages: The pages as they were.
        bad: The number of the bad one, from 0.
        changed: The first piece of the article, the piece that came after its last, and how many more it has now.
        count: The number of pages wanted; as many as needed when None.
        gain: What they cost less at least; below 0, what they may cost more.
    """
    start, end, more = changed

    def moved(piece: int) -> int:
        # Pages that stay are those that begin after the article.
        return piece + more if piece >= end else -1

    # What begins before the bad page may have changed there too.
    kept = list(takewhile(lambda page: page.end <= start, pages[: max(0, bad - 1)]))
    bad = len(kept) + 1
    after = [
        page._replace(start=page.start if page.start <= start else moved(page.start), end=moved(page.end))
        for page in pages[len(kept) :]
    ]
    rich = Search(flow, openings, last, 1) if count is None else spread_search(flow, openings, last, flow.short)
    if count is None and len(pages) > LONG and bad < len(pages) - WINDOW:
        found = rich.window([*kept, *after], bad, gain)
        if found is None:
            return None
        first, following, better = found
        rest = [page._replace(plan=later(page.plan, more)) for page in after[following - len(kept) :]]
        return [*pages[:first], *better, *rest]
    begin = (kept[-1].end, kept, sum(page.cost for page in kept)) if kept else None
    whole = rich.pages(count, begin)
    return whole[1] if whole is not None and whole_cost(whole) <= rank_of(pages) - gain else None


def with_even_end(
    flow: Flow, openings: Sequence[Opening], last: LastPage, pages: list[PagePlan]
) -> tuple[float, list[PagePlan]]:
    """Return pages, with their cost, some before a nearly white last one a little shorter if that helps."""
    best = sum(page.cost for page in pages), pages
    if pages[-1].cost <= BAD_LAST or len(pages) == 1:
        return best
    for shared in SHARED:
        even = _shared_out(flow, openings, last, pages, shared)
        best = best if even is None else min((best, even), key=whole_cost)
        if len(pages) <= shared:
            break
    return best


def _mended(rich: Search, pages: list[PagePlan]) -> tuple[float, list[PagePlan]]:
    """Return the pages of a long brochure with those round each bad one searched again in all ways."""
    number = 0
    while number < len(pages) - WINDOW:
        found = rich.window(pages, number) if pages[number].cost > BAD_PAGE else None
        if found is None:
            number += 1
        else:
            first, following, better = found
            pages = [*pages[:first], *better, *pages[following:]]
            number = first + len(better)
    return sum(page.cost for page in pages), pages


def _shared_out(
    flow: Flow, openings: Sequence[Opening], last: LastPage, pages: list[PagePlan], shared: int
) -> tuple[float, list[PagePlan]] | None:
    """Return as many pages, those of the last `shared` a little shorter, so that the last one is less empty."""
    grid, kept = flow.grid, pages[:-shared]
    others = len(pages) - len(kept) - 1
    # The share of the last page's rows that its cost tells, and where the sum of all squares is least.
    white = math.sqrt(pages[-1].cost / (LAST_WHITE * WHITE_COST * grid.columns))
    short = round(grid.rows * min(MOST_SHORT, LAST_WHITE * white / (1 + LAST_WHITE * others)))
    if not short:
        return None
    begin = (kept[-1].end, kept, sum(page.cost for page in kept)) if kept else None
    return Search(flow, openings, last, 1, short=short).pages(len(pages), begin)


def _first_bad(pages: list[PagePlan]) -> int:
    """Return the page from which on another search may help: the one before the first that is no good; or -1."""
    bad = [number for number, page in enumerate(pages[:-1]) if page.cost > BAD_PAGE]
    if bad:
        return max(0, bad[0] - 1)
    return max(0, len(pages) - 3) if pages[-1].cost > BAD_LAST else -1
