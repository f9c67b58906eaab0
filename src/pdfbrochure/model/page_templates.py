"""The templates of a theme's pages: what stands on a first page, a left one, a last one, beside its text.

A template holds frames, each a box at a place of its own: a running head, a folio in the outer margin, a bar along the
edge. `layout.templates` places them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from pdfbrochure.model.design import Box, Part, Ref


class Frame(Struct, frozen=True):
    """A place of its own on pages, for what is no text of items, such as a running head.

    Attributes:
        frame: How wide it is: as the text, as the page, or as the inner or the outer margin.
        box: What stands in it.
        edge: From which edge of the page it is placed.
        away: Its distance from that edge.
        width: It is narrower than that: in a margin, as wide as this from the edge of the page.
    """

    frame: Literal["text", "page", "inner", "outer"]
    box: Box
    edge: Literal["head", "foot"] = "head"
    away: Ref = 0.0
    width: Ref = 0.0


class Template(Struct, frozen=True):
    """What stands on the pages of one kind beside their text.

    Attributes:
        frames: Its frames.
        footer: Whether the theme's footer stands there too.
    """

    frames: tuple[Frame, ...] = ()
    footer: bool = True


# The kinds of pages that a theme may have a template for, each with which pages they are. A page takes the first that
# is its own and that there is.
TEMPLATES: Final = {
    "cover": "the page of a `cover`",
    "first": "page 1",
    "plain_last": "the last page, with `masthead: plain`",
    "last": "the last page, unless it is page 1",
    "flap": "of a folded sheet, the panel before the last where it is folded in",
    "feature": "a page that a feature opens",
    "recto": "a page with an odd number, on the right of an open brochure",
    "verso": "a page with an even number",
    "following": "any other page",
}


class PageTemplates:
    """The templates of a theme's pages by kind, and the measures that their boxes name."""

    __slots__ = ("by_kind", "part")

    def __init__(self, by_kind: Mapping[str, Template] | None = None, part: Part | None = None) -> None:
        self.by_kind = by_kind or {}
        self.part = part or Part({}, {})

    def __eq__(self, other: object) -> bool:
        """Whether both have the same templates and measures."""
        return isinstance(other, PageTemplates) and (self.by_kind, self.part) == (other.by_kind, other.part)

    __hash__ = None  # type: ignore[assignment]  # its mappings have none

    def of(self, kinds: Iterable[str]) -> Template:
        """Return the first template that there is for a page of some kinds; without one, that of a footer alone."""
        return next((self.by_kind[kind] for kind in kinds if kind in self.by_kind), Template())
