"""Measures what a press has trouble with: how near text stands to the knife, how small it is, how fine lines are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pdfbrochure.assets.photos import POINTS_PER_INCH, PhotoFile
from pdfbrochure.color import BLACK, NO_INK
from pdfbrochure.layout.pages import Page, Pages, PlacedCode, PlacedFlat, PlacedLine, PlacedPhoto
from pdfbrochure.press.bleeding import REACHES
from pdfbrochure.press.inking import Inking
from pdfbrochure.press.sheets import Box, Sheets


class Words(Struct, frozen=True):
    """Text or a code on a page.

    Attributes:
        page: The page's number.
        node: Its element; None for furniture.
        distance: To the nearest edge that is cut or folded, in points.
        size: Of its type; 0 for a code.
        plates: How many inks print it.
        reversed: Whether it is left white.
    """

    page: int
    node: int | None
    distance: float
    size: float = 0.0
    plates: int = 1
    reversed: bool = False


class Rule(Struct, frozen=True):
    """A line, or the thinner side of a flat, on a page: points, and by how many inks it is printed."""

    page: int
    thickness: float
    plates: int


class Edge(Struct, frozen=True):
    """A flat or a photo that ends close to the trim without reaching it. `photo` is its file, "" for a flat."""

    page: int
    distance: float
    photo: PlacedPhoto | None


class Photo(Struct, frozen=True):
    """A photo in its place: pixels an inch, counted where they are fewer."""

    page: int
    placed: PlacedPhoto
    ppi: float


class Measures(Struct, frozen=True):
    """All that was measured on pages."""

    words: tuple[Words, ...]
    rules: tuple[Rule, ...]
    edges: tuple[Edge, ...]
    photos: tuple[Photo, ...]


def measure(pages: Pages, printed: Pages, sheets: Sheets, inking: Inking, photos: dict[str, PhotoFile]) -> Measures:
    """Return what there is to measure on pages.

    Args:
        pages: As they are shown.
        printed: The same with bleed.
        sheets: As they are printed: a page may lose more than its bleed there.
        inking: The inks of colors.
        photos: By name.
    """
    cut = _cut(sheets, pages.width, pages.height)
    words: list[Words] = []
    rules: list[Rule] = []
    edges: list[Edge] = []
    shown: list[Photo] = []
    for page, again in zip(pages.pages, printed.pages, strict=True):
        visible = cut.get(page.number, Box(0.0, 0.0, pages.width, pages.height))
        words += _words(page, visible, inking)
        rules += _rules(page, inking)
        edges += _edges(page, pages.width, pages.height)
        shown += [
            Photo(page.number, thing, _ppi(thing, photos[thing.photo]))
            for thing in again.things
            if isinstance(thing, PlacedPhoto)
        ]
    return Measures(tuple(words), tuple(rules), tuple(edges), tuple(shown))


def _cut(sheets: Sheets, width: float, height: float) -> dict[int, Box]:
    """Return what is left of each page when it has been cut and folded, from its own corner."""
    found = {}
    for sheet in sheets.sheets:
        for page in sheet.pages:
            left = max(page.clip.left, sheet.trim.left) - page.x
            right = min(page.clip.right, sheet.trim.right) - page.x
            found[page.number] = Box(max(0.0, left), 0.0, min(width, right), height)
    return found


def _words(page: Page, visible: Box, inking: Inking) -> Iterator[Words]:
    for thing in page.things:
        if isinstance(thing, PlacedCode):
            inside = Box(thing.x, thing.y, thing.x + thing.size, thing.y + thing.size)
            yield Words(page.number, thing.owner, _distance(inside, visible))
        elif isinstance(thing, PlacedLine):
            for run in thing.line.runs:
                ink = inking.of(run.color)
                left, foot = thing.x + run.x, thing.y + run.drop
                inside = Box(left, foot - 0.72 * run.size, left + run.width, foot)
                far = _distance(inside, visible)
                yield Words(page.number, run.node, far, run.size, ink.plate_count, reversed=ink == NO_INK)


def _distance(inside: Box, visible: Box) -> float:
    return min(
        inside.left - visible.left, visible.right - inside.right, inside.top - visible.top, visible.foot - inside.foot
    )


def _rules(page: Page, inking: Inking) -> Iterator[Rule]:
    for thing in page.things:
        if isinstance(thing, PlacedFlat):
            yield Rule(page.number, min(thing.width, thing.height), inking.of(thing.color).plate_count)
        elif not isinstance(thing, (PlacedLine, PlacedPhoto, PlacedCode)) and thing.stroke:
            yield Rule(page.number, thing.weight, inking.of(thing.stroke).plate_count)


def _edges(page: Page, width: float, height: float) -> Iterator[Edge]:
    for thing in page.things:
        if not isinstance(thing, (PlacedFlat, PlacedPhoto)):
            continue
        sides = (thing.x, width - thing.x - thing.width, thing.y, height - thing.y - thing.height)
        close = [side for side in sides if side > REACHES]
        if close:
            yield Edge(page.number, min(close), thing if isinstance(thing, PlacedPhoto) else None)


def _ppi(placed: PlacedPhoto, photo: PhotoFile) -> float:
    across = (placed.crop.right - placed.crop.left) * photo.width / placed.width
    down = (placed.crop.bottom - placed.crop.top) * photo.height / placed.height
    return min(across, down) * POINTS_PER_INCH


def is_black(color: str, inking: Inking) -> bool:
    """Whether a color is printed by the black plate alone, all of it."""
    return inking.of(color) == BLACK
