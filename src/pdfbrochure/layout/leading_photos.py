"""Photos in another width than they have by themselves, or elsewhere, where a page would stay white.

A squarish or upright photo of a lead or feature stands at the head of the text below a head across the page. Where that
leaves much of a page white, it stands across the columns too, a little lower than it is, or further down in its text.
Where a page would look like a fault, the wide photo of a feature stands in a column; and in the only column, or a wide
one of a low page, any photo beside its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.barriers import LAST_WHITE
from pdfbrochure.layout.beginnings import TITLE_ALONE
from pdfbrochure.layout.beside import PHOTO_SHARE, width_beside
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.hops import Ordered
from pdfbrochure.layout.page_holes import is_hollow
from pdfbrochure.layout.page_plans import PagePlan, rank_of
from pdfbrochure.layout.stacking import WHITE_COST

# A page from this cost on has a white that is worth the trouble.
WHITE: Final = 400.0
# A brochure of no more pages is set anew in other ways first.
SHORT: Final = 6
# From this cost on it is a fault, for which a photo may be smaller.
POOR: Final = 1500.0
# A page that costs more is about half white: none is left so to win elsewhere.
WORST: Final = 4000.0
# What it costs that such a photo stands across the columns; further down, and more for each block of text before it.
ACROSS: Final = 300.0
LOWER: Final = 150.0
BLOCK: Final = 30.0
# That one stands beside its text, for each of the shares of the column that it may take.
BESIDE: Final = 200.0
SHARES: Final = (PHOTO_SHARE, 0.36, 0.26)
# That the photo of a lead or feature stands in a column where it might be large, to fill a page, or to save the nearly
# white last one of few.
NARROW: Final = 600.0
FEW: Final = 3
NEARLY_WHITE: Final = 0.72
# After so many blocks of its text it may stand, and so many photos are tried in all.
MOST_BLOCKS: Final = 3
MOST_TRIED: Final = 8
# So many photos in a row are made narrower together; what that may cost more on the way.
MOST_IN_A_ROW: Final = 4
WORSE: Final = 4e4
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
    return _Reshaping(found, collector, lay_out).pages()


class _Reshaping:
    """The pages so far, the articles as they were first, and the forms that some of them have now."""

    def __init__(self, found: Ordered, collector: Collector, lay_out: LayOut) -> None:
        self._found = found
        self._collector = collector
        self._lay_out = lay_out
        self._first = found.articles
        self._forms: dict[int, _Form] = {}

    def pages(self) -> Ordered:
        """Return the pages that leave least white."""
        done: set[int] = set()
        again = False
        for _ in range(MOST_TRIED):
            chances = _chances(self._found, self._first, self._collector)
            chance = next((each for each in chances if each[1] not in done), None)
            if chance is None and not again and self._forms:
                # What was best before the others had their forms need not be so now.
                again, done = True, set(range(len(self._first))) - set(self._forms)
                continue
            if chance is None:
                break
            done.add(chance[1])
            if not self._changed(*chance) and not again:
                done |= self._in_a_row(*chance, done)
        return self._found

    def _changed(self, bad: int, at: int) -> bool:
        """Set an article in the form that leaves least white from a bad page on; return whether it is another."""
        before, old = self._found, self._forms.get(at)
        origin, old_cost = self._first[at].origin, old.cost if old else 0.0
        saved, chosen = 0.0, old
        for form in _forms(self._first[at], self._collector):
            if form == old:
                continue
            self._collector.photo_after[origin] = form.after
            other = self._lay_out(_with(before, at, form.article), bad, at, 1, form.cost - old_cost + saved + 1.0)
            if other.pages is None or _worst(other) > _worst_after(before, other):
                continue
            if _is_narrowed_lead(form, before.articles[at]) and not _saves_page(before, other):
                # Only the page that it saves is worth it, or a first page with text.
                continue
            saved = _sum(before) - _sum(other) - form.cost + old_cost
            self._found, chosen = other, form
        self._collector.photo_after[origin] = chosen.after if chosen else 0
        if chosen is None or chosen is old:
            return False
        self._forms[at] = chosen
        return True

    def _in_a_row(self, bad: int, at: int, done: set[int]) -> set[int]:
        """Set some items in a row with narrower photos, if these help where one alone does not; return which.

        What one leaves white before the next one that takes, until a page is filled.
        """
        before, other, cost = self._found, self._found, 0.0
        forms: dict[int, _Form] = {}
        while len(forms) < MOST_IN_A_ROW and at not in self._forms and _may_change(self._first[at], self._collector):
            form = forms[at] = next(_forms(self._first[at], self._collector))
            cost += form.cost
            other = self._lay_out(_with(other, at, form.article), bad, at, 1, -WORSE)
            if other.pages is None:
                break
            if _sum(before) - _sum(other) > cost + 1.0 and _worst(other) <= _worst_after(before, other):
                self._found = other
                self._forms.update(forms)
                return set(forms)
            chances = _chances(other, self._first, self._collector)
            following = [each for each in chances if each[0] >= bad and each[1] > at and each[1] not in done]
            if not following:
                break
            bad, at = min(following)
        return set()


def _with(found: Ordered, at: int, article: Article) -> Ordered:
    return found._replace(articles=(*found.articles[:at], article, *found.articles[at + 1 :]))


def _worst_after(before: Ordered, after: Ordered) -> float:
    """Return what a page may cost after a change: more where it saves one that the title block has for itself."""
    saves = _title_is_alone(before) and _pages(after) < _pages(before)
    return max(2 * WORST if saves else WORST, _worst(before))


def _saves_page(before: Ordered, after: Ordered) -> bool:
    return _pages(after) < _pages(before) or _title_is_alone(before)


def _is_narrowed_lead(form: _Form, before: Article) -> bool:
    return before.kind == "lead" and form.article.figures[0].by_shape and not before.figures[0].by_shape


def _sum(found: Ordered) -> float:
    return rank_of(found.pages) if found.pages is not None else float("inf")


def _pages(found: Ordered) -> float:
    return float("inf") if found.pages is None else len(found.pages)


def _worst(found: Ordered) -> float:
    """Return what the dearest page costs before the last, but for a title block that has the first for itself."""
    pages = (found.pages or [])[1 if _title_is_alone(found) else 0 : -1]
    return max((page.cost for page in pages), default=0.0)


def _chances(found: Ordered, first: Sequence[Article], collector: Collector) -> Iterator[tuple[int, int]]:
    """Yield the bad pages, the worst first, with the articles there or after it whose photos may stand elsewhere.

    Args:
        found: The pages.
        first: The articles with each photo where it stands by itself.
        collector: It keeps after how many blocks of its text the photo of an item stands.
    """
    pages, flow = found.pages or [], found.flow
    leads = first[0].kind != "normal" and _is_wide(first[0])
    if _title_is_alone(found) and leads:
        yield 0, 0
    white = pages[-1].cost / (WHITE_COST * LAST_WHITE * flow.grid.columns) if pages else 0.0
    is_stub = len(pages) > 1 and white > NEARLY_WHITE**2
    if is_stub and len(pages) <= FEW and leads:
        yield len(pages) - 2, 0
    if is_stub and collector.smaller_photos:
        for article in _on_page(pages[-2], found, first, collector):
            if _may_change(first[article], collector):
                yield len(pages) - 2, article
    may_be_smaller = collector.smaller_photos or len(pages) > SHORT
    for number, page in sorted(enumerate(pages[:-1]), key=lambda each: -each[1].cost):
        if page.cost < WHITE:
            return
        hollow = may_be_smaller and _is_hollow(number, page, flow)
        for article in _on_page(page, found, first, collector):
            other = first[article]
            if _is_free(other) or (hollow and _may_change(other, collector)):
                yield number, article


def _on_page(page: PagePlan, found: Ordered, first: Sequence[Article], collector: Collector) -> Iterator[int]:
    """Yield the articles that begin on a page or after it whose photos have not been moved as they are."""
    # The head of the lead may stand below the title block, before what the first page begins with.
    start = 0 if page is (found.pages or [])[0] else page.start
    for item in found.flow.items:
        own = found.articles[item.article]
        moved = own is first[item.article] and collector.photo_after.get(own.origin)
        if start <= item.start <= page.end and item.head and not moved:
            yield item.article


def _is_hollow(number: int, page: PagePlan, flow: Flow) -> bool:
    """Return whether a page, by its number from 0, has a white field that looks like a fault."""
    if not number:
        # The title block may grow over what is white; a photo below it that fills the page is no fault.
        return page.cost >= (2 * POOR if page.rows > 0 else TITLE_ALONE)
    # A margin has costs of its own.
    return is_hollow(page, flow) or (page.cost >= POOR and not flow.grid.margin)


def _title_is_alone(found: Ordered) -> bool:
    """Return whether the title block has the first page for itself, for want of room for the lead with its photo."""
    return bool(found.pages) and found.pages is not None and found.pages[0].cost >= TITLE_ALONE


def _is_free(article: Article) -> bool:
    """Return whether the photo of a lead or feature stands in a column for its shape alone."""
    return article.kind != "normal" and bool(article.figures) and article.figures[0].by_shape


def _may_change(article: Article, collector: Collector) -> bool:
    """Return whether the photo of an item may be narrower than it is, so that a page is filled."""
    if _is_wide_gallery(article):
        return collector.grid.columns > 1
    return _is_wide(article) and (article.kind == "feature" or _may_stand_beside(article, collector))


def _may_stand_beside(article: Article, collector: Collector) -> bool:
    """Return whether a photo may stand beside the text of its item: in the only column, or a wide one of a low page."""
    grid, body = collector.grid, article.body
    may_be = (grid.columns == 1 or grid.low) and bool(body) and body[0].kind == "paragraph"
    return may_be and width_beside(collector, PHOTO_SHARE) > 0.0


def _is_wide(article: Article) -> bool:
    """Return whether the photo of an item is as wide as its head, and nobody asked for that."""
    photo = article.figures[0] if article.figures else None
    return photo is not None and photo.width is None and not photo.members and photo.shown < 1.0


def _is_wide_gallery(article: Article) -> bool:
    """Return whether a gallery stands across columns, which only its form asks for."""
    return bool(article.figures) and bool(article.figures[0].members) and article.figures[0].width == "wide"


def _forms(article: Article, collector: Collector) -> Iterator[_Form]:
    """Yield an item with its photo elsewhere, or narrower."""
    photo, blocks = article.figures[0], article.body
    if _is_wide_gallery(article):
        yield _form(article, structs.replace(photo, width=None), 0, NARROW)
        return
    if _may_stand_beside(article, collector):
        for number, share in enumerate(SHARES, 1):
            if width_beside(collector, share):
                yield _form(article, structs.replace(photo, width="wrap", share=share), 0, BESIDE * number)
    if article.kind == "normal":
        return
    # After these blocks of the text.
    below = range(1, min(MOST_BLOCKS, max(1, len(blocks) - 1)) + 1 if blocks else 0)
    if not photo.by_shape:
        yield _narrower(article, 0)
        if article.kind == "feature":
            yield from (_narrower(article, after) for after in below)
        return
    for after in below:
        yield _form(article, photo, after, LOWER + BLOCK * after)
    if photo.aspect >= LEAST_ASPECT:
        yield _form(article, structs.replace(photo, width=None, by_shape=False), 0, ACROSS)


def _narrower(article: Article, after: int) -> _Form:
    photo = structs.replace(article.figures[0], width="column", by_shape=True)
    return _form(article, photo, after, NARROW + (LOWER + BLOCK * after if after else 0.0))


def _form(article: Article, photo: Figure, after: int, cost: float) -> _Form:
    return _Form(structs.replace(article, figures=(photo, *article.figures[1:])), after, cost)
