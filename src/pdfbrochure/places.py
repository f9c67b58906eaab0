"""Where each line of text, photo and code of a brochure stands on its pages, and in which line of the YAML file.

Reads finished pages alone. A preview leads by it from a click to the text and back; an editor or a service that checks
brochures shows by it what a finding is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

from msgspec import Struct

from pdfbrochure.compose.blocks import INLINE, Role, Tree
from pdfbrochure.diagnostics import Origin, Span
from pdfbrochure.layout.pages import Pages, PlacedCode, PlacedLine, PlacedPhoto

# How far a line reaches above and below its baseline, in its size: the letters with their accents and tails.
_ABOVE: Final = 0.9
_BELOW: Final = 0.25


class Place(Struct, frozen=True):
    """A rectangle of a page, and what in the file it comes from.

    Attributes:
        kind: A line of text, a photo (a logo too) or a QR code.
        page: The page's number, counted from 1.
        x: Its left edge, in points from the left edge of the trimmed page.
        y: Its upper edge, in points from the upper one.
        width: In points.
        height: In points.
        origin: Key path of the value that it comes from, such as `("items", 3, "body")`.
        line: Line of the YAML file, counted from 1, on which the value begins; of a text of several paragraphs, the one
            on which the paragraph begins.
        text: The words of a line.
    """

    kind: Literal["line", "photo", "code"]
    page: int
    x: float
    y: float
    width: float
    height: float
    origin: Origin
    line: int
    text: str = ""


def find_places(pages: Pages, nodes: Tree, span: Callable[[Origin, int], Span]) -> tuple[Place, ...]:
    """Return the places of everything that comes from the file, page by page, in printed order.

    What is on every page, such as its number, comes from nowhere and has no place.

    Args:
        pages: The pages.
        nodes: The elements that what stands on them belongs to.
        span: Gives the place in the file of a value, and of a line in it, counted from 0.
    """
    return tuple(_places(pages, nodes, span))


def _places(pages: Pages, nodes: Tree, span: Callable[[Origin, int], Span]) -> Iterator[Place]:
    known: dict[tuple[Origin, int], int] = {}

    def line_of(origin: Origin, line: int) -> int:
        if (origin, line) not in known:
            known[origin, line] = span(origin, line).line
        return known[origin, line]

    for page in pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedPhoto):
                # Decorative ones have no element, but are named in the file all the same.
                box = (thing.x, thing.y, thing.width, thing.height)
                yield Place("photo", page.number, *box, thing.origin, line_of(thing.origin, 0))
            elif isinstance(thing, PlacedCode):
                origin = nodes[thing.owner].origin
                box = (thing.x, thing.y, thing.size, thing.size)
                yield Place("code", page.number, *box, origin, line_of(origin, 0))
            elif isinstance(thing, PlacedLine):
                found = _block_of(thing, nodes)
                if found is not None:
                    size = max((run.size for run in thing.line.runs), default=0.0)
                    box = (thing.x, thing.y - _ABOVE * size, thing.line.width, (_ABOVE + _BELOW) * size)
                    yield Place("line", page.number, *box, found[0], line_of(*found), _words(thing))


def _block_of(placed: PlacedLine, nodes: Tree) -> tuple[Origin, int] | None:
    """Return origin and line of the first element on a line that has one; the block's, not the emphasis' in it."""
    number = next((run.node for run in placed.line.runs if run.node is not None), None)
    for each in nodes.around(number):
        origin, role = nodes[each].origin, nodes[each].role
        if origin and role not in INLINE:
            return ((*origin, "caption") if role is Role.CAPTION else origin), nodes[each].line
    return None


def _words(placed: PlacedLine) -> str:
    """Return the words of a line as they are read; what is read from right to left lies in it from left to right."""
    runs = placed.line.runs
    is_backward = sum(run.width for run in runs if run.backward) * 2 > sum(run.width for run in runs)
    parts = (
        "".join(piece.text for piece in (reversed(run.pieces) if run.backward else run.pieces))
        for run in (reversed(runs) if is_backward else runs)
    )
    return "".join(parts)
