"""Draws the box fonts: every glyph a box of one em by one em, so that places can be worked out by hand.

Run `python tests/fonts/make_boxes.py` to write them anew. They lack U+2011 and U+202F on purpose, which stand-ins
must draw, and every script but Latin.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
CHARS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2010, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC),
]
ASCENT, DESCENT = 800, -200


def _draw(pen: T2CharStringPen | TTGlyphPen) -> None:
    pen.moveTo((50, DESCENT))
    for point in ((50, ASCENT), (950, ASCENT), (950, DESCENT)):
        pen.lineTo(point)
    pen.closePath()


def make_font(name: str, *, postscript: bool, width: int = 1000) -> TTFont:
    """Return a box font with PostScript or with TrueType outlines, each glyph `width` wide."""
    names = [".notdef", *(f"u{char:04X}" for char in CHARS)]
    builder = FontBuilder(1000, isTTF=not postscript)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({char: f"u{char:04X}" for char in CHARS})
    if postscript:
        pen = T2CharStringPen(width, None)
        _draw(pen)
        glyphs = {glyph: pen.getCharString() for glyph in names}
        builder.setupCFF(name, {"FullName": name}, glyphs, {})
    else:
        pen = TTGlyphPen(None)
        _draw(pen)
        box = pen.glyph()
        builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (width, 50)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=800, usWinDescent=200, sCapHeight=700, sxHeight=500
    )
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    return builder.font


def main() -> None:
    """Write the three files."""
    make_font("Boxes", postscript=True).save(HERE / "boxes.otf")
    make_font("Boxes", postscript=False).save(HERE / "boxes.ttf")
    both = TTCollection()
    both.fonts = [make_font("Boxes", postscript=False), make_font("HalfBoxes", postscript=False, width=500)]
    both.save(HERE / "boxes.ttc")


if __name__ == "__main__":
    main()
