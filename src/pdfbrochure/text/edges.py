"""The edges of lines: what hangs over them, and the words that need nothing there, nine of ten.

A word is not simple if it hangs over the edge, may not begin a line, lacks a glyph or bears a mark of its author's.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.text.shape import Shaped
from pdfbrochure.text.wordbreaks import Place

# Share of an em by which a mark hangs into the margin: most of a stop, half a quote, so that edges look straight.
END_HANG: Final = {
    ".": 0.15, ",": 0.15, "-": 0.2, "\u2010": 0.2, "\u2013": 0.15, "\u2014": 0.2, ":": 0.1, ";": 0.1,
    "\u2019": 0.13, "\u201d": 0.2, '"': 0.2, "\u00bb": 0.15, "!": 0.05, "?": 0.05,
}  # fmt: skip
START_HANG: Final = {"\u201c": 0.2, "\u2018": 0.13, "\u201e": 0.2, "\u201a": 0.13, "\u00ab": 0.15, '"': 0.2}
HYPHEN_HANG: Final = 0.2

# Marks that close what is before them, those of Arabic and Hindi too.
CLOSING: Final = ".,;:!?)]}\u2026\u00bb\u201d\u2019\u060c\u061b\u061f\u06d4\u0964\u0965"

# What is known of a word: its glyphs, how many, and the places inside at which it may be divided, each with its kind,
# its price, and the advance and the number of glyphs before it.
SimpleWord = tuple[Shaped, int, tuple[tuple[int, int, float, float, int], ...]]
NO_WORDS: Final[dict[str, SimpleWord]] = {}


def note_simple(words: dict[str, SimpleWord], word: str, shaped: Shaped, places: tuple[Place, ...] | None) -> None:
    """Remember a word, if it is a simple one.

    Args:
        words: Those that are known; `NO_WORDS` takes none.
        word: As it is typed.
        shaped: Its glyphs.
        places: Where it may be divided; None if that was not asked.
    """
    if words is NO_WORDS or places is None or shaped.missing or shaped.is_space:
        return
    if word[0] in CLOSING or word[0] in START_HANG:
        return
    offsets = shaped.offsets if places else ()
    inside = tuple((at, kind, price, *offsets[at]) for at, kind, price in places if 0 < at < len(word))
    words[word] = (shaped, len(shaped.glyphs), inside)
