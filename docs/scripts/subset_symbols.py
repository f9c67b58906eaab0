"""Write src/pdfbrochure/fonts/Noto*.ttf: one-colored emoji and common signs, cut from fonts under the OFL.

Development only; the fonts are checked in. `python docs/scripts/subset_symbols.py FOLDER` takes

- NotoEmoji[wght].ttf, NotoSans[wght].ttf and NotoSansSymbols[wght].ttf from the PyPI package manimgx-fonts (a
  development dependency),
- NotoSansSymbols2-Regular.ttf and NotoSansMath-Regular.ttf from FOLDER: /usr/share/fonts/truetype/noto with Debian's
  package fonts-noto-core, or https://github.com/notofonts.

All are under the SIL Open Font License 1.1 without a reserved name; their notices stand in fonts/Noto-LICENSE.txt. What
a brochure never shows is left out: weights that no design has, signs that an earlier one of the fonts has, hinting.
"""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

TARGET: Final = Path(__file__).parent.parent.parent / "src" / "pdfbrochure" / "fonts"
# The weights of the designs.
WEIGHTS: Final = (400, 400, 600)
# Coordinates of three digits take less room; a thousandth of an em cannot be seen.
UNITS: Final = 1000
# Superscripts, currencies, letter-like signs, numbers, arrows, operators, technical signs, shapes, pictures.
SIGNS: Final = (
    *range(0x2070, 0x20D0),
    *range(0x2100, 0x2300),
    *(0x2300, 0x2302, 0x2303, 0x2304, 0x2305, 0x2307, 0x2310, 0x2318, 0x2325, 0x2326, 0x2327, 0x232B, 0x2387, 0x238B),
    *range(0x23CE, 0x23D0),
    *range(0x23E9, 0x23FF),
    *range(0x2460, 0x2500),
    *range(0x25A0, 0x27C0),
    *range(0x27F0, 0x2800),
    *range(0x2B00, 0x2B60),
    *range(0x1F100, 0x1F10D),
    *range(0x1F110, 0x1F14A),
    *range(0x1F650, 0x1F680),
    *range(0x1F780, 0x1F7D5),
)
# Emoji that are drawn better as plain signs: arrows, and numbers and letters in circles.
PLAIN: Final = frozenset(
    (*range(0x2100, 0x2300), *range(0x2460, 0x2500), *range(0x25A0, 0x2600), *range(0x2B00, 0x2B1B))
)


def main() -> None:
    """Write the fonts, the later ones without what the earlier ones have."""
    spec = importlib.util.find_spec("manimgx_fonts")
    assert spec is not None, "pip install manimgx-fonts"
    assert spec.submodule_search_locations is not None
    package, folder = Path(next(iter(spec.submodule_search_locations))), Path(sys.argv[1])
    emoji = opened(package / "NotoEmoji[wght].ttf")
    pictures = set(emoji.getBestCmap())
    write("NotoEmoji[wght].ttf", emoji, pictures)
    wanted = set(SIGNS) - (pictures - PLAIN)
    for family in ("SourceSans3[wght].ttf", "SourceSerif4[opsz,wght].ttf"):
        # What a family of text has is never asked for.
        wanted -= set(TTFont(TARGET / family).getBestCmap())
    for source in (
        package / "NotoSans[wght].ttf",
        package / "NotoSansSymbols[wght].ttf",
        folder / "NotoSansSymbols2-Regular.ttf",
        folder / "NotoSansMath-Regular.ttf",
    ):
        font = opened(source)
        own = wanted & set(font.getBestCmap())
        wanted -= own
        write(source.name, font, own)


def write(name: str, font: TTFont, characters: set[int]) -> None:
    """Write the part of a font that draws some characters."""
    options = subset.Options()
    options.glyph_names = False
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = ["ccmp"]
    options.name_IDs = [0, 1, 2, 5, 6, 13, 14]
    options.drop_tables += ["VVAR", "vhea", "vmtx", "gasp", "STAT", "MATH", "GPOS", "GDEF", "meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    font = reopened(font)
    if "fvar" in font:
        pins = {axis.axisTag: WEIGHTS if axis.axisTag == "wght" else None for axis in font["fvar"].axes}
        font = reopened(instancer.instantiateVariableFont(font, pins))
    scale_upem(font, UNITS)
    font.save(TARGET / name)
    sys.stdout.write(f"{name}: {len(characters)} characters, {(TARGET / name).stat().st_size} bytes\n")


def opened(source: Path | io.BytesIO) -> TTFont:
    """Return a font that keeps its date, so that the same input gives the same bytes."""
    return TTFont(source, recalcTimestamp=False)


def reopened(font: TTFont) -> TTFont:
    """Return a font as it would be read from its file."""
    content = io.BytesIO()
    font.save(content)
    return opened(content)


if __name__ == "__main__":
    main()
