"""The greys of charts, made of the theme's colors and never typed: one accent says "this one", tones say all else.

So a chart is read in greyscale and by people who see no hues.
"""

from __future__ import annotations

import functools
from typing import Final

from msgspec import Struct

from pdfbrochure.color import contrast, toned

# Contrasts against paper. Of what is drawn, WCAG 2.1, 1.4.11 asks 3:1; parts of a whole may be lighter, for each has
# its name, its number and white on both sides.
MID: Final = 3.1
PARTS: Final = (4.5, 3.1, 2.1, 1.5)
# The accent must stand so far from the tone of the others.
APART: Final = 3.0


class Tones(Struct, frozen=True):
    """Colors of a chart, #rrggbb.

    Attributes:
        accent: What is marked.
        mid: The others.
        parts: Of a whole, after the first.
        is_edged: Whether the others need an edge to be seen at 3:1.
    """

    accent: str
    mid: str
    parts: tuple[str, ...]
    is_edged: bool


@functools.cache
def tones_of(accent: str, grey: str, ground: str) -> Tones:
    """Return the tones of charts for a theme's colors.

    Args:
        accent: In which text is set that has the accent, so at 7:1 at least.
        grey: The theme's grey.
        ground: What charts stand on.
    """
    ratio = contrast(accent, ground)
    mid = min(MID, ratio / APART)
    parts = tuple(toned(grey, ground, min(part, mid * part / MID)) for part in PARTS)
    return Tones(accent, toned(grey, ground, mid), parts, mid < APART)
