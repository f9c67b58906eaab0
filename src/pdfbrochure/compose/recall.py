"""What the composing of one brochure leaves for that of the next, in which most items are as they were.

An item that is the same, begins with an element of the same number and is set off alike is not composed again. Only
what stands for itself is kept: no item with notes, numbered tables or charts, and none on which there was something to
tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article, Element, Tree
from pdfbrochure.compose.footnotes import Texts
from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.brochure import Brochure


class ComposedItem(Struct, frozen=True):
    """An item as it was composed.

    Attributes:
        how: The item, and all that decided how it was composed.
        article: What it became.
        elements: Its elements.
        above: For each the one that it lies in.
        texts: The footnotes of its last text.
    """

    how: tuple[object, ...]
    article: Article
    elements: Sequence[Element]
    above: Sequence[int | None]
    texts: Texts


class Recall:
    """The items of the last brochure. One brochure begins it, adds its items, and ends it with its tree."""

    def __init__(self) -> None:
        self._settings: tuple[object, ...] = ()
        self._before: dict[Origin, ComposedItem] = {}
        self._now: dict[Origin, ComposedItem] = {}
        # Articles without a sign that is looked for in all texts, by their ids; each is kept by this.
        self._plain: dict[int, Article] = {}
        self._plain_now: dict[int, Article] = {}
        self._made: tuple[Sequence[Element], Sequence[int | None], Tree] | None = None

    def begin(self, brochure: Brochure, *settings: object) -> None:
        """Begin a brochure, with all that its items depend on beside it."""
        others = (structs.replace(brochure, items=()), *settings)
        if others != self._settings:
            self._settings, self._now, self._plain_now = others, {}, {}
        self._before, self._now = self._now, {}
        self._plain, self._plain_now = self._plain_now, {}

    def known(self, origin: Origin, how: tuple[object, ...]) -> ComposedItem | None:
        """Return an item as it was composed, if it is the same and so is all that decides how."""
        before = self._before.get(origin)
        if before is None or before.how != how:
            return None
        self._now[origin] = before
        return before

    def add(self, origin: Origin, item: ComposedItem) -> None:
        """Keep an item for the next brochure."""
        self._now[origin] = item

    def is_plain(self, article: Article) -> bool:
        """Return whether an article is known to have no sign that is looked for in all texts."""
        known = self._plain.get(id(article)) is article
        if known:
            self._plain_now[id(article)] = article
        return known

    def add_plain(self, article: Article) -> None:
        """Keep that an article has none."""
        self._plain_now[id(article)] = article

    def tree(self, elements: Sequence[Element], above: Sequence[int | None]) -> Tree:
        """Return the tree of elements: the last one, if they are the same."""
        if self._made is None or self._made[1] != above or self._made[0] != elements:
            self._made = (elements, above, Tree(elements, above))
        return self._made[2]
