"""Where everything of a galley stands: what of which item is on which page, and whether all is placed exactly once.

Reads finished pages alone, whoever has laid them out: for the summary, for the fitting, and for the check of every
build that no word and no photo is lost or set twice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from pdfbrochure.compose.blocks import Article, Figure, LinkEntry, Paragraph, Role, Tree, held
from pdfbrochure.compose.galley import Galley, paragraphs_of
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedCode, PlacedLine, PlacedPhoto
from pdfbrochure.text.lines import Line

# Of so many words it is known how many letters they have.
MOST_WORDS: Final = 16384
# Printed addresses may lose their middle where they find no room.
SHORTENED: Final = ("link_address", "closing_address")

Value = TypeVar("Value")


# A page or an article.
Part = TypeVar("Part", Page, Article)


class Keep(Protocol):
    """Gives what was made of a page or an article, under a name: of the last build, if it is the same, or made now."""

    def __call__(self, name: str, part: Part, make: Callable[[Part], Value], /) -> Value:
        """Return it; `make` makes it of the page or the article."""
        ...


def made_now(_name: str, part: Part, make: Callable[[Part], Value]) -> Value:
    """Make it now: there is no last build."""
    return make(part)


def photos_on(page: Page) -> list[PlacedPhoto]:
    """Return the photos on a page."""
    return [thing for thing in page.things if isinstance(thing, PlacedPhoto)]


class PageTrace(Struct, frozen=True):
    """What of the items stands on a page.

    Attributes:
        lines: The printed lines of each item that has anything here, by its number from 0; list marks are no lines.
        foot: Where the lowest thing of an item ends, in points from the trim's top; 0 without any.
        head: Where the first one begins, a line by its baseline; infinite without any.
    """

    lines: dict[int, int]
    foot: float
    head: float

    @property
    def count(self) -> int:
        """The lines of all items."""
        return sum(self.lines.values())


class Misplaced(Struct, frozen=True):
    """Something of the galley that is not on the pages exactly once.

    Attributes:
        photo: The photo's name, or "" for text, a list's mark or a code.
        origin: The YAML value that it came from.
        lost: Whether it, or a part of it, is missing; otherwise it stands there more than once.
    """

    photo: str
    origin: Origin
    lost: bool


# Items ---------------------------------------------------------------------------------------------------------


def trace(pages: Pages, galley: Galley) -> tuple[PageTrace, ...]:
    """Return for each page what of the items stands on it."""
    owners = _Owners(galley.nodes)
    return tuple(_trace_page(page, owners, galley.nodes) for page in pages.pages)


def trace_last(pages: Pages, galley: Galley) -> PageTrace:
    """Return for the last page what of the items stands on it."""
    return _trace_page(pages.pages[-1], _Owners(galley.nodes), galley.nodes)


def trace_first(pages: Pages, galley: Galley) -> PageTrace:
    """Return for the first page what of the items stands on it."""
    return _trace_page(pages.pages[0], _Owners(galley.nodes), galley.nodes)


def _trace_page(page: Page, owners: _Owners, nodes: Tree) -> PageTrace:
    lines: dict[int, int] = {}
    foot, head = 0.0, math.inf
    for thing in page.things:
        item = _item_of(thing, owners)
        if item is None:
            continue
        counts = isinstance(thing, PlacedLine) and not is_marker(thing.line, nodes)
        lines[item] = lines.get(item, 0) + counts
        foot = max(foot, thing.y + thing.height if isinstance(thing, PlacedPhoto) else thing.y)
        head = min(head, thing.y)
    return PageTrace(lines, foot, head)


class _Owners(dict[int, int | None]):
    """The index of the item that each node belongs to, found when asked for; None outside of the items."""

    def __init__(self, nodes: Tree) -> None:
        super().__init__()
        self._nodes = nodes

    def __missing__(self, node: int) -> int | None:
        items = (_item_at(self._nodes[one].origin) for one in self._nodes.around(node))
        owner = self[node] = next((item for item in items if item is not None), None)
        return owner


def _item_at(origin: Origin) -> int | None:
    return origin[1] if len(origin) > 1 and origin[0] == "items" and isinstance(origin[1], int) else None


def _item_of(thing: Placed, owners: _Owners) -> int | None:
    if isinstance(thing, PlacedPhoto):
        return _item_at(thing.origin)
    if isinstance(thing, PlacedLine):
        return next((owners[run.node] for run in thing.line.runs if run.node is not None), None)
    return None


def is_marker(line: Line, nodes: Tree) -> bool:
    """Whether a line is the bullet or number of a list, which stands beside the entry's first line."""
    return all(run.node is not None and nodes[run.node].role is Role.LIST_LABEL for run in line.runs)


# Everything once -----------------------------------------------------------------------------------------------


class _Counted(Struct):
    """What stands on a page.

    Attributes:
        letters: The letters of each block of text.
        cut: The blocks that may have lost their middle.
        things: How often each photo, by its origin, and each mark and code, by its element, is there.
    """

    letters: Counter[int]
    cut: set[int]
    things: Counter[Origin | int]


def find_misplaced(pages: Pages, galley: Galley, keep: Keep = made_now) -> list[Misplaced]:
    """Return what of a galley is not on the pages exactly once: text by its letters, photos, codes, marks of links.

    Args:
        pages: The pages.
        galley: What is set on them.
        keep: Gives what was counted on a page in the last build, if it is the same.
    """
    letters: Counter[int] = Counter()
    cut: set[int] = set()
    things: Counter[Origin | int] = Counter()
    for page in pages.pages:
        counted = keep("counted", page, partial(_count, nodes=galley.nodes))
        letters.update(counted.letters)
        cut |= counted.cut
        things.update(counted.things)
    nodes = galley.nodes
    wanted = [keep("wanted", article, partial(_wanted, nodes=nodes)) for article in galley.articles]
    expected = _expected_letters(galley.paragraphs_before(), nodes)
    for letters_of in (*(each.letters for each in wanted), _expected_letters(galley.paragraphs_after(), nodes)):
        for block, (least, most) in letters_of.items():
            before = expected.get(block, (0, 0))
            expected[block] = before[0] + least, before[1] + most
    found = [
        Misplaced("", nodes[node].origin, lost=letters[node] < most)
        for node, (least, most) in expected.items()
        if not (least if node in cut else most) <= letters[node] <= most
    ]
    figures = [figure for each in wanted for figure in each.figures] + list(galley.masthead.marks.figures)
    found += [
        Misplaced(figure.photo, figure.origin, lost=not things[figure.origin])
        for figure in figures
        if things[figure.origin] != 1
    ]
    marks = [node for each in wanted for node in each.marks] + [node for each in wanted for node in each.codes]
    marks += [galley.closing.qr_node] if galley.closing is not None else []
    found += [Misplaced("", nodes[node].origin, lost=not things[node]) for node in marks if things[node] != 1]
    return found


class _Wanted(Struct, frozen=True):
    """What of an article is to stand on the pages: letters of each block, figures, marks of links, codes."""

    letters: dict[int, tuple[int, int]]
    figures: list[Figure]
    marks: list[int]
    codes: list[int]


def _wanted(article: Article, nodes: Tree) -> _Wanted:
    """Return what of an article is to stand on the pages."""
    figures = [one for figure in article.figures for one in figure.members or (figure,)]
    figures += held((article.body, article.parts), Figure)
    codes = [entry.code for entry in held(article, LinkEntry) if entry.code is not None]
    letters = _expected_letters(paragraphs_of(article), nodes)
    return _Wanted(letters, figures, [entry.marker_node for entry in article.links], codes)


def _count(page: Page, nodes: Tree) -> _Counted:
    """Return what stands on a page."""
    found = _Counted(Counter(), set(), Counter())
    letters = found.letters
    blocks: dict[int, int] = {}
    for thing in page.things:
        if isinstance(thing, PlacedLine):
            if thing.owner is not None and is_marker(thing.line, nodes):
                found.things[thing.owner] += 1
            for run in thing.line.runs:
                if run.node is not None:
                    block = blocks.get(run.node)
                    if block is None:
                        block = blocks[run.node] = _block_of(run.node, nodes)
                    words = [piece.text for piece in run.pieces]
                    letters[block] = letters.get(block, 0) + sum(map(_letters, words))
                    if "\u2026" in "".join(words):
                        found.cut.add(block)
        elif isinstance(thing, PlacedPhoto):
            found.things[thing.origin] += 1
        elif isinstance(thing, PlacedCode):
            found.things[thing.owner] += 1
    return found


def _expected_letters(paragraphs: Iterable[Paragraph], nodes: Tree) -> dict[int, tuple[int, int]]:
    """Return for each block of text its letters and digits: the least, with addresses cut, and all."""
    expected: dict[int, tuple[int, int]] = {}
    for paragraph in paragraphs:
        for span in paragraph.spans:
            element = paragraph.element_of(span)
            if element is None:
                continue
            block = _block_of(element, nodes)
            count = _letters(span.text)
            least, most = expected.get(block, (0, 0))
            expected[block] = (least + (min(count, 1) if paragraph.style in SHORTENED else count), most + count)
    return expected


def _block_of(node: int, nodes: Tree) -> int:
    """Return the element by which text is counted: in a list the whole entry, for its mark may run in with its text."""
    _own, *above = nodes.around(node)
    if nodes[node].role is Role.LIST_LABEL:
        return above[0]
    if nodes[node].role is Role.PARAGRAPH and nodes[above[0]].role is Role.LIST_BODY:
        return above[1]
    return node


@lru_cache(maxsize=MOST_WORDS)
def _letters(text: str) -> int:
    """Return the letters and digits of a text: spaces and hyphens come and go where lines end."""
    return sum(map(str.isalnum, text))
