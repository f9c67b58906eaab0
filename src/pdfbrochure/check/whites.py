"""Pages that look empty: the largest white rectangle of each, and what would fill it."""

from __future__ import annotations

from functools import partial
from typing import Final

from pdfbrochure.compose.blocks import Tree
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.layout.pages import Page, Pages, PlacedLine
from pdfbrochure.layout.trace import Keep, made_now
from pdfbrochure.layout.white_fields import MOST_AT_THE_END, MOST_INSIDE, largest_white
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.scalars import show

# The tightest setting takes in about so much more on each page.
TIGHTER: Final = 0.25


def check_whites(pages: Pages, nodes: Tree, brochure: Brochure, report: Findings, keep: Keep = made_now) -> None:
    """Report pages of which a large part is white, with what would help. A single page is as full as its text."""
    count = len(pages.pages)
    for page in pages.pages if count > 1 else ():
        is_last = page.number == count
        most = MOST_AT_THE_END if is_last else MOST_INSIDE
        name = "white at the end" if is_last else "white"
        white = keep(name, page, partial(largest_white, width=pages.width, height=pages.height, least=most))
        if white <= most:
            continue
        if is_last:
            mend, origin = _at_the_end(brochure, count, 1.0 - white)
        else:
            mend, origin = _inside(pages.pages[page.number], nodes, brochure)
        report.warning(
            "page-empty",
            f"{white:.0%} of page {page.number} is one white field",
            why="it looks as if something were missing there",
            mend=mend,
            origin=origin,
        )


def _inside(following: Page, nodes: Tree, brochure: Brochure) -> tuple[str, Origin]:
    """Return what would fill a page before the end, and where: it knows what opens the page after it."""
    items = (
        nodes[run.node].origin
        for thing in following.things
        if isinstance(thing, PlacedLine)
        for run in thing.line.runs
        if run.node is not None
    )
    origin = next((origin[:2] for origin in items if origin[:1] == ("items",)), ())
    if not origin:
        return "move a shorter item there, or add one", ()
    item = brochure.items[int(origin[1])]
    name = show(item.short_title or item.title)
    if item.new_page:
        return f"delete `new_page: true` of {name}, which opens the next page", (*origin, "new_page")
    if item.layout is not None and item.layout != "normal":
        return (
            f"delete `layout: {item.layout}` of {name}, which opens the next page, or move a short item before it",
            (*origin, "layout"),
        )
    if any(photo.width == "wide" for photo in item.photos):
        return f"delete `width: wide` of the photo of {name}, which did not fit there any more", origin
    return f"give an item before {name} a photo, or move a short item there", origin


def _at_the_end(brochure: Brochure, count: int, filled: float) -> tuple[str, Origin]:
    """Return what would fill the last page, of which a share is filled, and where; or what would save it."""
    stories = brochure.past_stories
    if stories is not None and stories.form not in ("auto", "back"):
        return f"write `form: back` in place of `form: {stories.form}`: it fills the page", ("past_stories", "form")
    if brochure.settings.pages is None:
        more = "add an item or a photo"
        if stories is None:
            more += ", or `past_stories: {url: …}`, whose field fills the page"
        if filled > TIGHTER * (count - 1):
            # What the other pages cannot take in, however tight they are set, is not proposed.
            return more, ("settings",)
        fewer = f"write `pages: {count - 1}` below `settings:` to have it set on {_pages(count - 1)}"
        return f"{fewer}, or {more}", ("settings",)
    if stories is None:
        return "add `past_stories: {url: …}`, whose field fills the page, or another item", ()
    return "add an item or a photo, or ask for a page less", ("settings", "pages")


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
