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


def _opening(page: Page, nodes: Tree) -> Origin:
    """Return the place in the brochure of what comes first of the items on a page; () without any."""
    items = (
        nodes[run.node].origin
        for thing in page.things
        if isinstance(thing, PlacedLine)
        for run in thing.line.runs
        if run.node is not None
    )
    return next((origin for origin in items if origin[:1] == ("items",)), ())


def _inside(following: Page, nodes: Tree, brochure: Brochure) -> tuple[str, Origin]:
    """Return what would fill a page before the end, and where: it knows what opens the page after it."""
    origin = _opening(following, nodes)[:2]
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


def _at_the_end(page: Page, nodes: Tree, brochure: Brochure) -> tuple[str, Origin]:
    """Return what would fill the last page, and where; a page less was tried in all settings, if none was asked for."""
    stories, opening = brochure.past_stories, _opening(page, nodes)
    if stories is not None and stories.form not in ("auto", "back"):
        return f"write `form: back` in place of `form: {stories.form}`: it fills the page", ("past_stories", "form")
    if opening[2:3] == ("title",) and brochure.items[int(opening[1])].new_page:
        item = brochure.items[int(opening[1])]
        name = show(item.short_title or item.title)
        return f"delete `new_page: true` of {name}, or add an item or a photo", (*opening[:2], "new_page")
    if brochure.settings.pages is None:
        more = "add an item or a photo"
        return (more if stories else f"{more}, or `past_stories: {{url: …}}`, whose field fills the page"), (
            "settings",
        )
    if stories is None:
        return "add `past_stories: {url: …}`, whose field fills the page, or another item", ()
    return "add an item or a photo, or ask for a page less", ("settings", "pages")
