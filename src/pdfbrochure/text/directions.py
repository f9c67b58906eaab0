"""Which way the characters of a paragraph run: UAX #9, and addresses and telephone numbers in one piece.

The algorithm takes each group of digits of "+43 1 26060" for a number of its own, and so turns the groups round in
Arabic; an address loses the slash at its end. It lets a higher protocol mark such stretches (UAX #9, 4.3, HL4 and HL5):
here they run from left to right as if they stood between isolates.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.regexes import compiled_later
from pdfbrochure.text.bidi import RTL, embedding_levels

_ADDRESS: Final = (
    r"(?:https?://|mailto:|(?<!\w)www\.)[^\s\"<>«»“”„]*[^\s\"<>«»“”„.,;:!?)\]'’…]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_TELEPHONE: Final = r"(?<![\w+])\+\d+(?:[ \u00a0\u202f.\-/]?\(?\d+\)?)+"
_ONE_PIECE: Final = compiled_later(f"{_ADDRESS}|{_TELEPHONE}")


def levels_of(text: str, *, backward: bool) -> list[int]:
    """Return the embedding level of each character of a paragraph.

    Args:
        text: The paragraph.
        backward: Whether it runs from right to left.
    """
    levels = embedding_levels(text, "rtl" if backward else "ltr")
    if backward and ("+" in text or "/" in text or "@" in text or "www." in text):
        for match in _ONE_PIECE.finditer(text):
            if not RTL.search(match.group()):
                levels[match.start() : match.end()] = [2] * len(match.group())
    return levels
