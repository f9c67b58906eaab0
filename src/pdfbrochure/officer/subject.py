"""A built brochure as the officer's report needs it, and what was set in it, in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import INLINE, Figure, Galley, Node, Role
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Files
from pdfbrochure.layout.pages import Pages, PlacedFlat, PlacedLine, PlacedPhoto
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.language import Language
from pdfbrochure.model.theme import Theme


class Subject(Struct, frozen=True):
    """A built brochure."""

    brochure: Brochure
    galley: Galley
    pages: Pages
    theme: Theme
    languages: Mapping[str, Language]
    photos: Mapping[str, PhotoFile]
    files: Files
    report: Report
    pdf: bytes
    output: str
    version: str


class Entry(Struct, frozen=True):
    """One element of the logical structure, as it is read out. `page` is 0 for one that is on no page."""

    node: Node
    level: int
    text: str
    language: str
    page: int


def reading_order(subject: Subject) -> tuple[Entry, ...]:
    """Return the elements in the order of the tags, each with its own text."""
    nodes = subject.galley.nodes
    kids: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        kids.setdefault(node.parent, []).append(index)
    texts, pages = _texts(subject.galley), _first_pages(subject.pages)
    entries: list[Entry] = []
    # Not by recursion: lists may lie inside each other as deep as somebody likes to type them.
    waiting = [(index, 0, subject.galley.language) for index in reversed(kids.get(-1, []))]
    while waiting:
        index, level, around = waiting.pop()
        language = nodes[index].language or around
        entries.append(Entry(nodes[index], level, texts.get(index, ""), language, pages.get(index, 0)))
        waiting += [(kid, level + 1, language) for kid in reversed(kids.get(index, []))]
    _pass_pages_up(entries)
    return tuple(entries)


def _pass_pages_up(entries: list[Entry]) -> None:
    """Give what only holds other elements the page of the first of them that is on one."""
    inside: dict[int, int] = {}
    for at in range(len(entries) - 1, -1, -1):
        entry = entries[at]
        page = entry.page or inside.get(entry.level + 1, 0)
        inside.pop(entry.level + 1, None)
        if page:
            inside[entry.level] = page
            entries[at] = replace(entry, page=page)


def figures_of(galley: Galley) -> tuple[Figure, ...]:
    """Return the photos in reading order, the logo last."""
    photos = [figure for article in galley.articles for figure in article.figures]
    return (*photos, *([galley.logo] if galley.logo is not None else []))


def placed_photos(pages: Pages) -> dict[tuple[str | int, ...], tuple[int, PlacedPhoto]]:
    """Return each photo's page and place, by its place in the brochure."""
    return {
        thing.origin: (page.number, thing)
        for page in pages.pages
        for thing in page.things
        if isinstance(thing, PlacedPhoto)
    }


def furniture(pages: Pages) -> dict[int, int]:
    """Return the number of lines that are no content, running titles and page numbers, by page."""
    found: dict[int, int] = {}
    for page in pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedLine) and thing.line.runs and all(run.node < 0 for run in thing.line.runs):
                found[page.number] = found.get(page.number, 0) + 1
    return found


def _texts(galley: Galley) -> dict[int, str]:
    """Return the text of each element; that of a link is in its paragraph's too."""
    texts: dict[int, list[str]] = {}
    for paragraph in galley.paragraphs():
        if paragraph.node >= 0:
            texts.setdefault(paragraph.node, []).append(paragraph.text)
        links: dict[int, str] = {}
        for span in paragraph.spans:
            node = span.node
            while node >= 0 and node != paragraph.node and galley.nodes[node].role in INLINE:
                links[node] = links.get(node, "") + span.text
                node = galley.nodes[node].parent
        for node, text in links.items():
            texts.setdefault(node, []).append(text)
    return {node: " ".join(parts) for node, parts in texts.items()}


def _first_pages(pages: Pages) -> dict[int, int]:
    """Return the first page of each element that something is painted for."""
    found: dict[int, int] = {}
    for page in pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedLine):
                for run in thing.line.runs:
                    found.setdefault(run.node, page.number)
            elif not isinstance(thing, PlacedFlat):
                found.setdefault(thing.node, page.number)
    found.pop(-1, None)
    return found


def roles(entries: tuple[Entry, ...], role: Role) -> list[Entry]:
    """Return the elements of a role."""
    return [entry for entry in entries if entry.node.role is role]
