"""Short quotes that stand in the margin, beside the paragraph that follows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from pdfbrochure.compose.blocks import BodyBlock
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed
from pdfbrochure.layout.pieces import MarginBlock
from pdfbrochure.layout.pull_quotes import quote_style

# A longer quote would be a column of its own; and so would one that takes more of a page.
LONGEST: Final = 90
TALLEST_SHARE: Final = 0.4


def quotes_beside(
    blocks: Sequence[BodyBlock], desk: Desk
) -> tuple[Sequence[BodyBlock], dict[int, tuple[MarginBlock, ...]]]:
    """Return running text without the quotes that stand in the margin, and these by the number of their block."""
    if not desk.grid.margin or all(block.kind == "quote" for block in blocks):
        return blocks, {}
    flowing: list[BodyBlock] = []
    asides: dict[int, tuple[MarginBlock, ...]] = {}
    for is_quote, run in groupby(blocks, key=lambda block: block.kind == "quote"):
        together = list(run)
        aside = _aside(together, desk) if is_quote else None
        if aside is None:
            flowing += together
        else:
            asides[len(flowing)] = (aside,)
    last = len(flowing) - 1
    if last + 1 in asides:
        # The last stands beside what it follows.
        asides[last] = (*asides.get(last, ()), *asides.pop(last + 1))
    return flowing, asides


def _aside(quote: Sequence[BodyBlock], desk: Desk) -> MarginBlock | None:
    """Return a quote as a block of the margin, or None if it is too long for it."""
    grid = desk.grid
    style = quote_style(quote, desk, grid.margin)
    key = (*quote[0].paragraph.origin, quote[0].paragraph.node or 0)
    if any(span.url.startswith("#note-") for block in quote for span in block.paragraph.spans):
        return None
    length = sum(len(block.paragraph.text) for block in quote)
    widest = max(desk.setter.widest_word(block.paragraph, style) for block in quote)
    if length > LONGEST or widest > grid.margin or key in desk.in_column:
        return None
    things: list[Placed] = []
    y = 0.0
    for block in quote:
        lines = desk.set(block.paragraph, style, grid.margin)
        things += desk.stacked(lines, style, 0.0, y)
        y += len(lines) * style.leading
    if y > TALLEST_SHARE * grid.rows * grid.unit:
        return None
    return MarginBlock(tuple(things), y, key)
