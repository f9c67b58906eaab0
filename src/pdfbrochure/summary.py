"""What a built brochure amounts to, in numbers: for `--format json`, for continuous integration, for the fitting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Galley, Node, Paragraph, Role
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedCode, PlacedLine, PlacedPhoto
from pdfbrochure.text.lines import Line

# A run of letters and digits, with what holds a word together; each Han, Hangul or kana character counts as a word,
# as word processors count them.
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['\u2019\-\u2010.,/][^\W_]+)*")
_ADDRESSES: Final = ("link_address", "closing_address")
# White of up to so many rows belongs to the design: the space around a head. More is room that was left over.
DESIGNED_ROWS: Final = 5
# How far the ink of a line reaches above and below its baseline, in its size.
ASCENT: Final = 0.75
DESCENT: Final = 0.25


class ItemSummary(Struct, frozen=True):
    """Where an item stands: its pages, counted from 1, and its printed lines, from the kicker to the last link."""

    title: str
    first_page: int
    last_page: int
    lines: int


class Summary(Struct, frozen=True):
    """A built brochure, or a finished PDF, in numbers.

    Attributes:
        pages: Number of pages.
        words: Words printed, without running titles and page numbers; None for a PDF.
        items: The items in printed order.
        fill: For each page, the share of its columns that is in use, from 0 to 1.
        knobs: What was changed to reach a page count, in words.
    """

    pages: int
    words: int | None = None
    items: tuple[ItemSummary, ...] = ()
    fill: tuple[float, ...] = ()
    knobs: tuple[str, ...] = ()


def summarize(pages: Pages, galley: Galley, grid: Grid, knobs: tuple[str, ...] = ()) -> Summary:
    """Return the summary of a brochure that is laid out.

    Args:
        pages: Its pages.
        galley: What was set on them.
        grid: The page's type area and columns.
        knobs: What was changed to reach a page count.
    """
    return Summary(
        pages=len(pages.pages),
        words=sum(
            len(_WORD.findall(paragraph.text)) for paragraph in galley.paragraphs() if _is_read(paragraph, galley)
        ),
        items=_items(pages, galley),
        fill=tuple(round(_fill(page, grid), 3) for page in pages.pages),
        knobs=knobs,
    )


def _is_read(paragraph: Paragraph, galley: Galley) -> bool:
    """Whether a paragraph has words to read; printed addresses and list marks have none."""
    return paragraph.style not in _ADDRESSES and galley.nodes[paragraph.node].role is not Role.LIST_LABEL


# Items ---------------------------------------------------------------------------------------------------------


def _items(pages: Pages, galley: Galley) -> tuple[ItemSummary, ...]:
    owners = _owners(galley.nodes)
    found: dict[int, list[int]] = {}
    lines: dict[int, int] = {}
    for page in pages.pages:
        for thing in page.things:
            item = _item_of(thing, owners)
            if item is None:
                continue
            found.setdefault(item, []).append(page.number)
            if isinstance(thing, PlacedLine) and not _is_marker(thing.line, galley.nodes):
                lines[item] = lines.get(item, 0) + 1
    return tuple(
        ItemSummary(article.title.text, min(found[index]), max(found[index]), lines.get(index, 0))
        for index, article in enumerate(galley.articles)
        if index in found
    )


def _owners(nodes: tuple[Node, ...]) -> list[int | None]:
    """Return for each node the index of the item that it belongs to; None outside of the items."""
    owners: list[int | None] = []
    for node in nodes:
        owner = _item_at(node.origin)
        if owner is None and 0 <= node.parent < len(owners):
            owner = owners[node.parent]
        owners.append(owner)
    return owners


def _item_at(origin: tuple[str | int, ...]) -> int | None:
    return origin[1] if len(origin) > 1 and origin[0] == "items" and isinstance(origin[1], int) else None


def _item_of(thing: Placed, owners: list[int | None]) -> int | None:
    if isinstance(thing, PlacedPhoto):
        return _item_at(thing.origin)
    if isinstance(thing, PlacedLine):
        return next((owners[run.node] for run in thing.line.runs if run.node >= 0), None)
    return None


def _is_marker(line: Line, nodes: tuple[Node, ...]) -> bool:
    """Whether a line is the bullet or number of a list, which stands beside the entry's first line."""
    return all(run.node >= 0 and nodes[run.node].role is Role.LIST_LABEL for run in line.runs)


# Fill ----------------------------------------------------------------------------------------------------------


def _fill(page: Page, grid: Grid) -> float:
    """Return the share of a page's columns that is in use; white of up to DESIGNED_ROWS between things counts too."""
    top, foot = grid.top, grid.row_y(grid.rows)
    used = 0.0
    for column in range(grid.columns):
        start = grid.column_x(column)
        end = start + grid.column_width
        reach = top
        filled = 0.0
        for upper, lower in sorted(_extents(page, start, end)):
            high, low = max(upper, reach), min(lower, foot)
            if low <= high:
                continue
            white = high - reach
            filled += low - high + (white if white <= DESIGNED_ROWS * grid.unit else 0.0)
            reach = low
        # A page is full when not even a row fits below.
        filled += foot - reach if 0 < foot - reach <= grid.unit and filled else 0.0
        used += filled
    return min(1.0, used / (grid.columns * (foot - top)))


def _extents(page: Page, start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield top and foot of everything that reaches into a column."""
    for thing in page.things:
        if isinstance(thing, PlacedLine):
            size = max((run.size for run in thing.line.runs), default=0.0)
            x, width, upper, lower = thing.x, thing.line.width, thing.y - ASCENT * size, thing.y + DESCENT * size
        elif isinstance(thing, PlacedCode):
            x, width, upper, lower = thing.x, thing.size, thing.y, thing.y + thing.size
        else:
            x, width, upper, lower = thing.x, thing.width, thing.y, thing.y + thing.height
        if x < end and x + width > start:
            yield upper, lower
