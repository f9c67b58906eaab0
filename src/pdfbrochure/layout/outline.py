"""The outline: items and their sub-headings, the imprint, the closing panel, each with the place where it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pdfbrochure.compose.blocks import BodyBlock, Tree
from pdfbrochure.compose.galley import Galley
from pdfbrochure.layout.pages import Bookmark, Page, PlacedLine
from pdfbrochure.text.wordbreaks import unmarked


def outline(
    galley: Galley,
    pages: Iterable[Page],
    heads: Mapping[int | None, tuple[int, float]],
    tops_of: Callable[[Page], Mapping[int, float]],
) -> tuple[Bookmark, ...]:
    """Return the bookmarks in reading order.

    Args:
        galley: What was set.
        pages: Where it stands.
        heads: The page and the top of each item by the node of its title; what stands above the title is part of it.
        tops_of: Gives `first_tops` of a page, perhaps as they are known.
    """
    entries = [(title, node, level) for title, node, level in _entries(galley) if node is not None]
    others = {node for _title, node, _level in entries} - heads.keys()
    places = {**_first_places(galley.nodes, pages, others, tops_of), **heads}
    return tuple(
        Bookmark(" ".join(unmarked(title).split()), *places[node], node, level)
        for title, node, level in entries
        if node in places
    )


def _entries(galley: Galley) -> Iterator[tuple[str, int | None, int]]:
    """Yield title, node and level of each entry."""
    yield from _subheads(galley.masthead.intro, 1)
    for article in galley.articles:
        if article.opens is not None:
            yield article.opens.short, article.opens.name.node, 1
        level = 2 if article.section else 1
        yield article.short_title or article.title.text, article.title.node, level
        yield from _subheads((*article.standfirst, *article.body), level + 1)
    if galley.contact:
        yield galley.contact_title, galley.contact_node, 1
        yield from _subheads(galley.contact, 2)
    if galley.closing is not None:
        yield galley.closing.title.text, galley.closing.title.node, 1


def _subheads(blocks: Iterable[BodyBlock], level: int) -> Iterator[tuple[str, int | None, int]]:
    for block in blocks:
        if block.kind == "subhead":
            yield block.paragraph.text, block.paragraph.node, level


def first_tops(page: Page) -> dict[int, float]:
    """Return, for each element that has text on a page, about the top of its first line."""
    tops: dict[int, float] = {}
    for thing in page.things:
        if isinstance(thing, PlacedLine):
            for run in thing.line.runs:
                if run.node is not None and run.node not in tops:
                    tops[run.node] = thing.y - run.size
    return tops


def _first_places(
    nodes: Tree, pages: Iterable[Page], wanted: Iterable[int], tops_of: Callable[[Page], Mapping[int, float]]
) -> dict[int | None, tuple[int, float]]:
    """Return, for each of some elements that has text, the page and about the top of its first line."""
    # For all elements those of the wanted that they lie in.
    around: dict[int, list[int]] = {}
    for node in wanted:
        inside = [nodes[node]]
        while inside:
            element = inside.pop()
            around.setdefault(element.number, []).append(node)
            inside += element.kids
    found: dict[int | None, tuple[int, float]] = {}
    for page in pages:
        # In the order in which they stand on the page.
        for own, top in tops_of(page).items() if around else ():
            for node in around.get(own, ()):
                found.setdefault(node, (page.number, top))
    return found
