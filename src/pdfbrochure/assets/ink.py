"""How high the letters of a script stand and how deep they hang, measured in the font that sets it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from pdfbrochure.assets.bundled import BUNDLED, FONT_FOLDER
from pdfbrochure.assets.fonts import OpenFont, OwnFont, extents_of
from pdfbrochure.assets.installed import hanging_style, in_system, of_script, opened, script_of

# Scripts whose letters every font brings into the lines of every theme.
_EVEN: Final = frozenset(("", "Cyrl", "Grek", "Hang", "Hani", "Latn"))
# Scripts for which every theme is made, or says what changes.
_USUAL: Final = _EVEN | {"Arab", "Deva", "Hebr", "Khmr", "Laoo", "Mymr", "Thai"}
# Capitals that carry two marks, and letters that hang low.
_VIETNAMESE: Final = "ẤẦẪẾỀỄỐỒỖgpqy"
# Words that stand high and hang low, of scripts whose letters are built up or, as in Nastaliq, climb to a word's start.
_WORDS: Final = {
    script: words.split()
    for script, words in {
        "Arab": "مستقبل تنظیمیں قسطنطنیہ بھیجیں پھیپھڑے جمہوریت پیچھے",
        "Deva": "हृदय विद्यार्थी र्‍हस्व ऊँचाई शृंखला द्वितीय ट्ठ कर्तव्यों",
        "Hebr": "לקץ ארצות ךף שָׁלוֹם",
        "Tibt": "རྒྱུད་ བསྒྲུབས་ རྡོ་རྗེའི་ སྤྱོད་ ཧཱུྃ་",
        "Thai": "ปี่ที่ญู่ฎุ ใหญ่ ผู้ใหญ่ น้ำ ปีนี้ กตัญญู",
    }.items()
}


def ink_of(script: str, language: str, text: str = "", own: Iterable[OwnFont] = ()) -> float:
    """Return the height of the letters of a script from the lowest foot to the highest mark, in ems.

    It is 0 for a script for which the themes are made, and for one of which no font is at hand.

    Args:
        script: An ISO 15924 code.
        language: BCP 47 tag; Vietnamese has marks above marks on Latin letters, Urdu is written in hanging words.
        text: Some words of the language, for which the system is asked where no font of the program has their script.
        own: The user's own fonts, which may be taller than the themes expect.
    """
    found = 0.0 if script in _EVEN else max((_height_in(font.hb_font, script) for font in own), default=0.0)
    return found or _ink_here(script, language, next((char for char in text if _is_of(char, script)), ""))


@cache
def _ink_here(script: str, language: str, letter: str) -> float:
    """Return the height in the fonts of this computer."""
    if language.partition("-")[0] == "vi" and script == "Latn":
        return _height(opened(FONT_FOLDER / BUNDLED["Source Sans 3"][0], 0), _VIETNAMESE)
    fonts = hanging_style(language) if script in _USUAL else of_script(script, serif=False)
    if not fonts and script not in _USUAL and letter:
        fonts = in_system(letter, serif=False)
    if not fonts:
        return 0.0
    _weight, path, index = fonts[0].faces[0]
    return _height_in(opened(path, index), script)


def _height_in(font: OpenFont, script: str) -> float:
    """Return the height of the letters of a script in a font, in ems; 0 if it has none."""
    letters = [char for char in map(chr, font.face.unicodes) if _is_of(char, script)]
    return _height(font, _WORDS.get(script, letters) if letters else [])


def _is_of(char: str, script: str) -> bool:
    return unicodedata.category(char)[0] in "LM" and script_of(char) == script


def _height(font: OpenFont, words: Iterable[str]) -> float:
    """Return the height of the ink of words above each other, in ems."""
    found = [extents_of(font, word) for word in words]
    return max((top for top, _foot in found), default=0.0) - min((foot for _top, foot in found), default=0.0)
