"""What spans are inside their line (links, other languages, strong, emphasis), and how these lie around each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pdfbrochure.compose.blocks import Role
from pdfbrochure.compose.marked_spans import MarkedSpan

# An element inside a line: what it is, and where it leads or which language it is in.
Inline = tuple[Role, str]


def looks_of(span: MarkedSpan) -> list[Inline]:
    """Return what a span is inside its line."""
    found: list[Inline] = [(Role.LINK, span.url)] if span.url else []
    found += [(Role.SPAN, span.language)] if span.language else []
    return found + [(Role.STRONG, "")] * span.bold + [(Role.EMPHASIS, "")] * span.italic


def going_on(around: list[tuple[Inline, int]], looks: list[Inline]) -> list[tuple[Inline, int]]:
    """Return the elements around a span that lie around the next one too."""
    return list(itertools.takewhile(lambda one: one[0] in looks, around))


def extent_of(look: Inline, looks: Sequence[list[Inline]]) -> int:
    """Return for how many of the next spans a look goes on."""
    return sum(1 for _span in itertools.takewhile(lambda around: look in around, looks))
