"""Pages that look empty: the largest white rectangle of each, and what would fill it."""

from __future__ import annotations

from functools import partial

from pdfbrochure.compose.blocks import Tree
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.layout.pages import Page, Pages, PlacedLine
from pdfbrochure.layout.trace import Keep, made_now
from pdfbrochure.layout.white_fields import MOST_AT_THE_END, MOST_INSIDE, largest_white
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.scalars import show


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
            mend, origin = _at_the_end(page, nodes, brochure)
        else:
            mend, origin = _inside(pages.pages[page.number], nodes, brochure)
        report.warning(
            "page-empty",
            f"{white:.0%} of page {page.number} is one white field",
            why="it looks as if something were missing there",
            mend=mend,
            origin=origin,
        )


def _places(page: Page, nodes: Tree) -> list[Origin]:
    """Return the places in the brochure of what stands on a page of the items, line by line."""
    return [
        nodes[run.node].origin
        for thing in page.things
        if isinstance(thing, PlacedLine)
        for run in thing.line.runs
        if run.node is not None and nodes[run.node].origin[:1] == ("items",)
    ]


def _inside(following: Page, nodes: Tree, brochure: Brochure) -> tuple[str, Origin]:
    """Return what would fill a page before the end, and where: it knows what opens the page after it."""
    places = _places(following, nodes)
    if not places:
        return "move a shorter item there, or add one", ()
    origin = places[0][:2]
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


def _at_the_end(page: Page, nodes: Tree, brochure: Brochure) -> tuple[str, Origin]:
    """Return what would fill the last page, and where; a page less was tried in all settings, if none was asked for."""
    stories, places = brochure.past_stories, _places(page, nodes)
    if stories is not None and stories.form not in ("auto", "back"):
        return f"write `form: back` in place of `form: {stories.form}`: it fills the page", ("past_stories", "form")
    origin = places[0][:2] if places else ()
    item = brochure.items[int(origin[1])] if origin else None
    # Its title may stand below its date, or below a photo.
    if item is not None and item.new_page and (*origin, "title") in (place[:3] for place in places):
        name = show(item.short_title or item.title)
        return f"delete `new_page: true` of {name}, or add an item or a photo", (*origin, "new_page")
    if brochure.settings.pages is None:
        field = "" if stories else ", or `past_stories: {url: …}`, whose field fills the page"
        return f"add an item or a photo{field}", ("settings",)
    if stories is None:
        return "add `past_stories: {url: …}`, whose field fills the page, or another item", ()
    return "add an item or a photo, or ask for a page less", ("settings", "pages")
