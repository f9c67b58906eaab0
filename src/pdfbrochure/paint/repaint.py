"""What the painting of one brochure leaves for that of the next, in which most pages are as they were.

A page that is the same, whose elements are the same, and for which fonts and pictures have the same names and codes, is
not painted again: its contents are taken over, and what it tells the tags, the links and the fonts is told again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from pdfbrochure.compose.blocks import Tree
from pdfbrochure.layout.pages import Page, PlacedPhoto
from pdfbrochure.paint.document import Bodies
from pdfbrochure.paint.embed import FontUse
from pdfbrochure.paint.links import Anchor, LinkArea
from pdfbrochure.paint.tags import KeptTree

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.pixels import Picture


class PaintedPage(Struct, frozen=True):
    """A page as it was painted.

    Attributes:
        page: The page.
        contents: The operators.
        marks: The elements of its marked contents, in their order.
        nodes: These, and all that they lie in.
        labels: The marks of entries of lists, each with its list.
        facts: What painting alone knows of elements.
        areas: Its links.
        anchors: The places on it to which links lead.
        photos: Its photos in the order in which they were painted, with their pixels and their names in the contents.
        fonts: What it used of the fonts.
    """

    page: Page
    contents: bytes
    marks: Sequence[int]
    nodes: frozenset[int]
    labels: Sequence[tuple[int, str]]
    facts: dict[int, bytes]
    areas: Sequence[LinkArea]
    anchors: Sequence[Anchor]
    photos: Sequence[tuple[PlacedPhoto, Picture | Drawing | None, str]]
    fonts: Sequence[FontUse]


class Kept:
    """The pages of the last painting. One painting begins it, adds its pages, and ends it."""

    def __init__(self) -> None:
        self.tree = KeptTree()
        self.page_bodies: Bodies = {}
        self._settings: tuple[object, ...] = ()
        self._before: dict[int, PaintedPage] = {}
        self._now: dict[int, PaintedPage] = {}
        self._nodes: Tree | None = None
        self._told: Sequence[tuple[object, ...]] = ()
        # In which other each lies, and what it is.
        self._form: tuple[object, ...] = ()
        # The elements of which something else is said than in the last painting.
        self._others: set[int] = set()
        # What each font has kept of the last painting, by its key.
        self._fonts: dict[str, object] = {}

    def begin(self, nodes: Tree, *settings: object) -> None:
        """Begin a painting, with all that it depends on but the pages."""
        if nodes is not self._nodes:
            told = [(node.alt, node.language, node.url, node.scope) for node in nodes]
            form = [nodes.above(number) for number in range(len(nodes))], [node.role for node in nodes]
            self._others = {at for at, (one, two) in enumerate(zip(told, self._told, strict=False)) if one != two}
            if form != self._form:
                self._before = {}
            self._nodes, self._told, self._form = nodes, told, form
        else:
            self._others = set()
        if settings != self._settings:
            self._settings, self._before = settings, {}
        self._now = {}

    def known(self, page: Page) -> PaintedPage | None:
        """Return a page as it was painted last, if it and its elements are the same, and its fonts know of it."""
        before = self._before.get(page.number)
        if (
            before is None
            or (before.page is not page and before.page != page)
            or not self._others.isdisjoint(before.nodes)
        ):
            return None
        known = all(use.face.painted is self._fonts.get(use.face.key) for use in before.fonts)
        return before if known else None

    def add(self, page: PaintedPage) -> None:
        """Keep a page for the next painting."""
        self._now[page.page.number] = page

    def end(self) -> None:
        """End a painting that has come to its end."""
        self._before, self._now = self._now, {}
        faces = {use.face.key: use.face for page in self._before.values() for use in page.fonts}
        self._fonts = {key: face.painted for key, face in faces.items()}
