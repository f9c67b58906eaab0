"""The font files that come with the program, under the SIL Open Font License."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FONT_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

# Family -> (upright, italic); unmodified, each opened only when a theme sets text in it.
BUNDLED: Final = {
    "EB Garamond": ("EBGaramond[wght].ttf", "EBGaramond-Italic[wght].ttf"),
    "Manrope": ("Manrope[wght].ttf", "Manrope[wght].ttf"),
    "Source Sans 3": ("SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"),
    "Source Serif 4": ("SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"),
    "Vollkorn": ("Vollkorn[wght].ttf", "Vollkorn-Italic[wght].ttf"),
}
# Those with serifs: letters that they lack are looked for in serif faces first.
SERIF_FAMILIES: Final = frozenset({"EB Garamond", "Source Serif 4", "Vollkorn"})
# Those without an italic, and the weight that stands in for it.
EMPHASIS_BY_WEIGHT: Final = {"Manrope": 700}

# Fonts of further scripts (ISO 15924) and whether they are serif faces, opened only where a text has such letters: cut
# by `docs/scripts/cut_scripts.py`.
BUNDLED_SCRIPTS: Final = {
    "Arab": (("NotoSansArabic[wght].ttf", False), ("NotoNaskhArabic[wght].ttf", True)),
    "Armn": (("NotoSansArmenian[wght].ttf", False),),
    "Deva": (("NotoSansDevanagari[wght].ttf", False), ("NotoSerifDevanagari[wght].ttf", True)),
    "Geor": (("NotoSansGeorgian[wght].ttf", False),),
    "Hebr": (("NotoSansHebrew[wght].ttf", False), ("NotoSerifHebrew[wght].ttf", True)),
    "Thai": (("NotoSansThai[wght].ttf", False), ("NotoSerifThai[wght].ttf", True)),
}

# Signs and one-colored emoji for what the families lack, in the order in which they are asked: cut by
# `docs/scripts/subset_symbols.py`. The emoji come last, for their digits and signs are wide.
BUNDLED_SIGNS: Final = (
    "NotoSans[wght].ttf",
    "NotoSansSymbols[wght].ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
    "NotoEmoji[wght].ttf",
)
