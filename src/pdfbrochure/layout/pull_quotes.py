"""How large a pull quote is set: smaller where it is long or its measure narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import BodyBlock
from pdfbrochure.layout.desk import CHARACTER_EMS, Desk
from pdfbrochure.model.theme import Style

# A quote of more lines is set smaller, and is parted only if it fills more than a share of its column.
LINES_OF_A_QUOTE: Final = 8
# And one of which a line has room for fewer characters: a word or two.
LEAST_CHARACTERS: Final = 16
# The sizes that it may have, as shares of the theme's; none smaller than the text.
SIZES: Final = (1.0, 0.86, 0.0)


def quote_style(blocks: Sequence[BodyBlock], desk: Desk, measure: float) -> Style:
    """Return the style of a quote in a measure: the largest in which it has few lines, each of several words."""
    style, body = desk.theme.styles["pull_quote"], desk.theme.styles["body"]
    least = min(1.0, body.size / style.size)
    sized = style
    for share in SIZES:
        scale = max(share, least)
        sized = msgspec.structs.replace(style, size=style.size * scale, leading=style.leading * scale)
        if measure < LEAST_CHARACTERS * CHARACTER_EMS * sized.size:
            continue
        if sum(len(desk.set_short(block.paragraph, sized, measure)) for block in blocks) <= LINES_OF_A_QUOTE:
            break
    return sized
