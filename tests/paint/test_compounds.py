"""Compound glyphs: letters with their dots and marks as one glyph of the embedded font."""

from __future__ import annotations

import io

import pytest
import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from pdfbrochure.assets.fonts import FONT_FOLDER
from pdfbrochure.paint.compounds import Compound, add_compounds


@pytest.fixture(scope="module")
def tables():
    """Give the tables of a small static font with .notdef, A, acute and space, in this order."""
    face = hb.Face(hb.Blob.from_file_path(str(FONT_FOLDER / "SourceSans3[wght].ttf")))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, "A\u00b4 "))
    wanted.pin_all_axes_to_default(face)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    subset = hb.subset(face, wanted)
    return {tag: bytes(subset.reference_table(tag).data) for tag in subset.table_tags}


def opened(file: bytes) -> TTFont:
    """Return a font file as fontTools reads it, every glyph of it."""
    font = TTFont(io.BytesIO(file), checkChecksums=2)
    font.ensureDecompiled()
    return font


def bounds(font: TTFont, number: int) -> tuple[float, float, float, float]:
    """Return the box around what a glyph draws."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getGlyphName(number)].draw(pen)
    return pen.bounds


def numbers(tables: dict[str, bytes]) -> tuple[int, int, int]:
    """Return the numbers of A, acute and space."""
    font = opened(add_compounds(tables, [])[0])
    cmap = font.getBestCmap()
    return tuple(font.getGlyphID(cmap[ord(char)]) for char in "A\u00b4 ")


def test_parts_are_placed(tables):
    """A compound draws its parts at their places, and has its own advance and box."""
    letter, accent, _space = numbers(tables)
    file, (added,) = add_compounds(tables, [Compound(((letter, 0, 0), (accent, 30, 200)), 777)])
    font = opened(file)
    one, two = bounds(font, letter), bounds(font, accent)

    assert bounds(font, added) == (
        min(one[0], two[0] + 30), min(one[1], two[1] + 200), max(one[2], two[2] + 30), max(one[3], two[3] + 200)
    )  # fmt: skip
    glyph = font["glyf"][font.getGlyphName(added)]
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == bounds(font, added)
    assert font["hmtx"][font.getGlyphName(added)] == (777, glyph.xMin)


def test_what_draws_nothing(tables):
    """A compound without parts, or of a space, draws nothing and keeps its advance."""
    space = numbers(tables)[2]
    file, added = add_compounds(tables, [Compound((), 0), Compound(((space, 5, 0),), 200)])
    font = opened(file)

    assert [bounds(font, number) for number in added] == [None, None]
    assert [font["hmtx"][font.getGlyphName(number)][0] for number in added] == [0, 200]


def test_the_old_glyphs_stay(tables):
    """The glyphs that were there keep numbers, outlines and advances, and the limits of the font are true."""
    letter, accent, _space = numbers(tables)
    before = opened(add_compounds(tables, [])[0])
    parts = ((letter, 0, 0), (accent, 1, 1), (accent, 2, 300), (letter, -600, 0))
    font = opened(add_compounds(tables, [Compound(parts, 500), Compound(parts[1:3], 0)])[0])

    assert font["maxp"].numGlyphs == before["maxp"].numGlyphs + 2
    for number in range(before["maxp"].numGlyphs):
        assert bounds(font, number) == bounds(before, number)
        assert font["hmtx"][font.getGlyphName(number)] == before["hmtx"][before.getGlyphName(number)]
    stated = font["maxp"].maxComponentElements, font["maxp"].maxCompositePoints, font["maxp"].maxCompositeContours
    font["maxp"].recalc(font)
    assert stated[0] == font["maxp"].maxComponentElements == 4
    assert stated[1] >= font["maxp"].maxCompositePoints
    assert stated[2] >= font["maxp"].maxCompositeContours


def test_many_glyphs(tables):
    """More glyphs than short offsets can reach are no trouble."""
    letter = numbers(tables)[0]
    file, added = add_compounds(tables, [Compound(((letter, x, x),), x) for x in range(1, 6000)])
    font = opened(file)

    assert bounds(font, added[-1])[0] == bounds(font, letter)[0] + 5999
    assert font["head"].indexToLocFormat == 1
