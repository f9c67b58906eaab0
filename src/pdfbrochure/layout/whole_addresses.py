"""Addresses that are kept on one line: how wide they are, and what is tried before one is parted.

Whoever types an address from paper takes a break for a blank, or a hyphen at it for one of the address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.layout.desk import Desk
from pdfbrochure.model.theme import Style
from pdfbrochure.text.lines import Line

# A text is set smaller for the sake of an address in these steps, but no smaller than can be read, in points.
SMALLER: Final = (1.0, 0.94, 0.88, 0.82)
LEAST_SIZE: Final = 6.5


def is_address(span: Span) -> bool:
    """Return whether a link shows its address, rather than words."""
    return bool(span.url) and "." in span.text and not any(char.isspace() for char in span.text)


def widest_address(paragraph: Paragraph, style: Style, desk: Desk) -> float:
    """Return the width of the widest address in a paragraph; 0 if it has none."""
    alone = (msgspec.structs.replace(paragraph, spans=(span,)) for span in paragraph.spans if is_address(span))
    return max((desk.setter.width(each, style) for each in alone), default=0.0)


def with_own_lines(paragraph: Paragraph, lines: Sequence[Line]) -> Paragraph | None:
    """Return a paragraph in which an address that its lines part begins a line of its own; None if they part none."""
    texts = ["".join(piece.text for run in line.runs for piece in run.pieces) for line in lines]
    spans = list(paragraph.spans)
    for at, span in enumerate(spans):
        before = spans[at - 1].text if at else ""
        if is_address(span) and before.endswith(" ") and not any(span.text in text for text in texts):
            spans[at - 1] = msgspec.structs.replace(spans[at - 1], text=before.rstrip(" ") + "\n")
    return msgspec.structs.replace(paragraph, spans=tuple(spans)) if tuple(spans) != paragraph.spans else None


def sizes_of(style: Style) -> Iterator[Style]:
    """Yield a style in the sizes that it may have for the sake of an address, its own first."""
    for share in SMALLER:
        if share == 1.0 or style.size * share >= LEAST_SIZE:
            yield msgspec.structs.replace(style, size=style.size * share, leading=style.leading * share)
