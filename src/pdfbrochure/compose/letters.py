"""Letters that look right and are others: the cedilla in Romanian."""

from __future__ import annotations

from typing import Final

from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Findings
from pdfbrochure.regexes import compiled_later

# The letters of old keyboards and what Romanian is written with since: ş and ţ have a cedilla, ș and ț a comma below.
_CEDILLAS: Final = str.maketrans("şţŞŢ", "șțȘȚ")
# Names of Turks keep their ş; Romanian words in small letters, and all with ţ, cannot be theirs.
_ROMANIAN: Final = compiled_later(r"\b(?=\w*[ţŢ])\w+|\b[a-zăâîşţ]*ş[a-zăâîşţ]*\b")


def is_romanian(tag: str) -> bool:
    """Return whether a tag is that of Romanian."""
    return tag.partition("-")[0] in {"ro", "mo"}


def tell_of_cedillas(galley: Galley, report: Findings) -> None:
    """Report Romanian words that are typed with a cedilla, once, with their number."""
    found = [
        (paragraph.origin, match[0])
        for paragraph in galley.paragraphs()
        if is_romanian(paragraph.language or galley.language) and not paragraph.text.isascii()
        for match in _ROMANIAN.finditer(paragraph.text)
    ]
    if found:
        origin, word = found[0]
        more = f" and {len(found) - 1} more words have" if len(found) > 1 else " has"
        report.warning(
            "romanian-cedilla",
            f"\u201c{word}\u201d{more} ş or ţ with a cedilla, where Romanian has a comma below",
            why="readers see it, and searches for the right letters do not find these words",
            mend=f"replace ş by ș and ţ by ț in the whole file: {word.translate(_CEDILLAS)}",
            origin=origin,
        )
