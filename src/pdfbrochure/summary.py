"""What a built brochure amounts to, in numbers: for `--format json`, for continuous integration, for the fitting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Paragraph, Role
from pdfbrochure.compose.galley import Galley
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Page, Pages, PlacedCode, PlacedFlat, PlacedLine
from pdfbrochure.layout.trace import SHORTENED, trace
from pdfbrochure.model.panels import Panels
from pdfbrochure.regexes import compiled_later

# A run of letters and digits, with what holds a word together; each Han, Hangul or kana character counts as a word,
# as word processors count them.
_WORD: Final = compiled_later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['\u2019\-\u2010.,/][^\W_]+)*")
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


def summarize(
    pages: Pages, galley: Galley, grid: Grid, knobs: tuple[str, ...] = (), panels: Panels | None = None
) -> Summary:
    """Return the summary of a brochure that is laid out.

    Args:
        pages: Its pages.
        galley: What was set on them.
        grid: The page's type area and columns.
        knobs: What was changed to reach a page count.
        panels: Those of folded sheets, each of which has a grid.
    """
    columns = [
        [grid.column_x(column) for column in range(grid.columns)]
        if panels is None
        else panels.texts_of((page.number - 1) % len(panels.sides), backward=pages.backward)
        for page in pages.pages
    ]
    return Summary(
        pages=len(pages.pages),
        words=sum(
            len(_WORD.findall(paragraph.text)) for paragraph in galley.paragraphs() if _is_read(paragraph, galley)
        ),
        items=_items(pages, galley),
        fill=tuple(round(page_fill(page, grid, own), 3) for page, own in zip(pages.pages, columns, strict=True)),
        knobs=knobs,
    )


def _is_read(paragraph: Paragraph, galley: Galley) -> bool:
    """Whether a paragraph has words to read; printed addresses and list marks have none."""
    is_mark = paragraph.node is not None and galley.nodes[paragraph.node].role is Role.LIST_LABEL
    return paragraph.style not in SHORTENED and not is_mark


# Items ---------------------------------------------------------------------------------------------------------


def _items(pages: Pages, galley: Galley) -> tuple[ItemSummary, ...]:
    traced = list(enumerate(trace(pages, galley), 1))
    found = []
    for index, article in enumerate(galley.articles):
        on = [(number, page.lines[index]) for number, page in traced if index in page.lines]
        if on:
            found.append(ItemSummary(article.title.text, on[0][0], on[-1][0], sum(lines for _number, lines in on)))
    return tuple(found)


# Fill ----------------------------------------------------------------------------------------------------------


def page_fill(page: Page, grid: Grid, columns: Sequence[float] = (), head: float = 0.0) -> float:
    """Return the share of a page's columns that is in use; white of up to DESIGNED_ROWS between things counts too.

    Args:
        page: The page.
        grid: Its grid.
        columns: Where its columns begin, if not where the grid has them.
        head: Where the first item begins: white above it is the title block's, and counts too.
    """
    top, foot = grid.top, grid.row_y(grid.rows)
    used = 0.0
    # The color of a whole panel fills nothing.
    ground = grid.height if columns else math.inf
    columns = columns or [grid.column_x(column) for column in range(grid.columns)]
    for start in columns:
        end = start + grid.column_width
        reach = top
        filled = 0.0
        for upper, lower in sorted(_extents(page, start, end, ground)):
            high, low = max(upper, reach), min(lower, foot)
            if low <= high:
                continue
            white = high - reach
            filled += low - high + (white if white <= DESIGNED_ROWS * grid.unit or high <= head else 0.0)
            reach = low
        # A page is full when not even a row fits below.
        filled += foot - reach if 0 < foot - reach <= grid.unit and filled else 0.0
        used += filled
    return min(1.0, used / (len(columns) * (foot - top)))


def _extents(page: Page, start: float, end: float, ground: float) -> Iterator[tuple[float, float]]:
    """Yield top and foot of everything that reaches into a column; a flat as high as `ground` is none."""
    for thing in page.things:
        if isinstance(thing, PlacedFlat) and thing.height >= ground:
            continue
        if isinstance(thing, PlacedLine):
            size = max((run.size for run in thing.line.runs), default=0.0)
            x, width, upper, lower = thing.x, thing.line.width, thing.y - ASCENT * size, thing.y + DESCENT * size
        elif isinstance(thing, PlacedCode):
            x, width, upper, lower = thing.x, thing.size, thing.y, thing.y + thing.size
        else:
            x, width, upper, lower = thing.x, thing.width, thing.y, thing.y + thing.height
        if x < end and x + width > start:
            yield upper, lower
