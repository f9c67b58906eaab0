"""How high the letters of a script stand and how deep they hang, measured in the font that sets it."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from pdfbrochure.assets.bundled import BUNDLED, FONT_FOLDER
from pdfbrochure.assets.installed import of_script, opened, script_of

# Scripts for which every theme is made, or says what changes.
_USUAL: Final = frozenset(
    ("", "Arab", "Cyrl", "Deva", "Grek", "Hang", "Hani", "Hebr", "Khmr", "Laoo", "Latn", "Mymr", "Thai")
)
# Capitals that carry two marks, and letters that hang low.
_VIETNAMESE: Final = "ẤẦẪẾỀỄỐỒỖgpqy"


@cache
def ink_of(script: str, language: str) -> float:
    """Return the height of the letters of a script from the lowest foot to the highest mark, in ems.

    It is 0 for a script for which the themes are made, and for one of which no font is at hand.

    Args:
        script: An ISO 15924 code.
        language: BCP 47 tag; Vietnamese has marks above marks on Latin letters.
    """
    if language.partition("-")[0] == "vi" and script == "Latn":
        return _height(FONT_FOLDER / BUNDLED["Source Sans 3"][0], _VIETNAMESE)
    fonts = () if script in _USUAL else of_script(script, serif=False)
    if not fonts:
        return 0.0
    _weight, path, index = fonts[0].faces[0]
    characters = map(chr, opened(path, index).face.unicodes)
    letters = [char for char in characters if unicodedata.category(char)[0] in "LM" and script_of(char) == script]
    return _height(path, letters, index)


def _height(path: Path, letters: str | list[str], index: int = 0) -> float:
    """Return the height of the ink of letters above each other, in ems."""
    font = opened(path, index)
    extents = [font.get_glyph_extents(font.get_nominal_glyph(ord(letter))) for letter in letters]
    top = max((one.y_bearing for one in extents if one is not None), default=0)
    foot = min((one.y_bearing + one.height for one in extents if one is not None), default=0)
    return float(top - foot) / float(font.face.upem)
