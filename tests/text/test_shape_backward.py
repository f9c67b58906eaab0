"""Words read from right to left, and letters drawn with several glyphs, as HarfBuzz shapes them."""

from __future__ import annotations

import pytest
import uharfbuzz as hb

from pdfbrochure.assets import installed
from pdfbrochure.assets.fonts import FONT_FOLDER, Face
from pdfbrochure.text.shape import Shaper


def shaper(script: str, language: str) -> Shaper:
    """Return a shaper for a script whose font package comes with the program."""
    found = installed.of_script(script, serif=False)
    font = installed.at_weight(found[0], 400)
    blob = hb.Blob.from_file_path(str(font.path))
    return Shaper(Face(font.path.stem, blob, font.index, dict(font.axes)), language)


def meanings(shaped):
    """Return what the glyphs stand for, from left to right."""
    return [glyph[1] for glyph in shaped.glyphs]


@pytest.mark.parametrize(
    ("script", "word"),
    [("Arab", "المتحدة"), ("Arab", "الجريمة"), ("Arab", "مُحَمَّدٌ"), ("Hebr", "שָׁלוֹם"), ("Hebr", "ב-"), ("Arab", "فيينا،")],
)
def test_glyphs_stand_for_the_letters_from_left_to_right(script, word):
    """Every glyph stands for some letter, the last one for the first letter, and all of them spell the word."""
    shaped = shaper(script, "ar").shape_backward(word)

    assert "" not in meanings(shaped)
    assert "".join(reversed(meanings(shaped))) == word
    assert shaped.rtl


def test_brackets_are_mirrored():
    """A bracket is drawn mirrored and still stands for itself."""
    font = shaper("Arab", "ar")
    opening, closing = font.shape("(").glyphs[0][0], font.shape(")").glyphs[0][0]
    shaped = font.shape_backward("(أ)")

    assert [glyph[0] for glyph in shaped.glyphs if glyph[1] in "()"] == [opening, closing]
    assert meanings(shaped) == [")", "أ", "("]


def test_letters_join_only_within_a_word():
    """A letter has another form inside of a word than alone."""
    font = shaper("Arab", "ar")

    assert font.shape_backward("ب").glyphs != font.shape_backward("ببب").glyphs[:1]


def test_dots_and_vowels_are_part_of_their_letter():
    """Glyphs off the baseline become parts of a compound, so that the line has one baseline."""
    shaped = shaper("Arab", "ar").shape_backward("بَيْتٌ")

    assert all(glyph[4] == 0.0 for glyph in shaped.glyphs)
    assert any(isinstance(glyph[0], tuple) and len(glyph[0]) > 1 for glyph in shaped.glyphs)


def test_a_mark_of_direction_draws_nothing():
    """A right-to-left mark has no width and no parts, and is read back."""
    shaped = shaper("Arab", "ar").shape("\u200f")

    assert shaped.glyphs == (((), "\u200f", 0.0, 0.0, 0.0, 0.0),)


@pytest.mark.parametrize("word", ["हिन्दी", "क्षेत्र", "ज्ञान", "श्री", "किर्ति"])
def test_syllables_are_read_back_whole(word):
    """A Devanagari syllable, whose glyphs stand in another order than its letters, is one code."""
    shaped = shaper("Deva", "hi").shape(word)

    assert "".join(meanings(shaped)) == word
    assert "" not in meanings(shaped)


def test_offsets_run_in_reading_order():
    """The advance before each letter is counted from the right in a word read from the right."""
    shaped = shaper("Hebr", "he").shape_backward("אבג")
    widths = [glyph[5] for glyph in shaped.glyphs]

    assert [advance for advance, _count in shaped.offsets] == [0.0, widths[2], widths[2] + widths[1]]


def test_latin_is_as_before():
    """Latin ligatures are one glyph with two letters, and marks above a letter are placed by a compound."""
    blob = hb.Blob.from_file_path(str(FONT_FOLDER / "SourceSans3[wght].ttf"))
    font = Shaper(Face("SourceSans3", blob, 0, {"wght": 400.0}), "en")

    assert meanings(font.shape("office")) == ["o", "ff", "i", "c", "e"]
    assert "".join(meanings(font.shape("x\u0308"))) == "x\u0308"
    assert not font.shape("office").rtl
