"""Where readers of a PDF need a mark to put a line of two directions back into reading order.

A PDF holds glyphs at places. Poppler, and so pdftotext, Evince and Okular, guesses the order of a right-to-left line
from the characters: a number, a Latin word or one of `, : / % + -` begins a left-to-right stretch, which goes on until
the next right-to-left letter and swallows spaces and brackets on its way. The invisible right-to-left mark (U+200F)
right after the stretch ends it in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.text.bidi import bidi_classes

RIGHT_TO_LEFT_MARK: Final = "\u200f"


def mark_places(text: str, levels: Sequence[int]) -> list[int]:
    """Return the places in a right-to-left text before which a mark is needed.

    A mark after a left-to-right stretch (even level) is drawn first in it, at its left edge; a mark after a sign at an
    odd level is part of the word that the sign ends. The marks must not change the levels: they were not in the text
    when these were found.

    Args:
        text: The characters of a line or a paragraph in reading order.
        levels: Their embedding levels; the paragraph runs from right to left.
    """
    classes = bidi_classes(text)
    places = []
    for place in range(1, len(text)):
        if classes[place] in ("R", "AL"):
            continue
        before = levels[place - 1]
        if (before & 1 == 0 and levels[place] & 1) or (before & 1 and classes[place - 1] in ("ES", "ET", "CS")):
            places.append(place)
    return places
