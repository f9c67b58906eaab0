"""Shaping: words become glyphs whose advances add up, and that are read back as the words they draw."""

import pytest
from support import BoxBook, FontBook, box_face

from pdfbrochure.text.shape import Shaper


@pytest.fixture
def boxes() -> Shaper:
    """A shaper for which every character is one em wide."""
    return Shaper(box_face(), "en")


@pytest.fixture
def sans() -> Shaper:
    """The bundled sans at the size of the body."""
    return Shaper(FontBook({"sans": "Source Sans 3"}).face("sans", 400, 10.5, italic=False), "en")


def meanings(shaped) -> str:
    """What the glyphs stand for, put together."""
    return "".join(glyph[1] for glyph in shaped.glyphs)


@pytest.mark.parametrize("file", ["boxes.ttf", "boxes.otf", "boxes.ttc"])
def test_advance_is_the_sum_of_the_glyphs(file):
    """Four boxes are four ems wide, in every kind of font file."""
    assert 4000 == Shaper(box_face(file), "en").shape("four").advance


def test_second_face_of_a_collection():
    """The second face of a collection has boxes of half an em."""
    assert 2000 == Shaper(box_face("boxes.ttc", 1), "en").shape("four").advance


def test_units_of_the_file_do_not_matter(sans):
    """A font with another number of units per em is measured in thousandths all the same."""
    assert sans.face.scale == 1000 / sans.face.hb_face.upem
    assert 300 < sans.shape("n").advance < 700


def test_hyphen_reads_back_as_soft_hyphen(boxes):
    """The hyphen of a divided word takes room, but reads as U+00AD, so that the word can be joined again."""
    shaped = boxes.hyphenated("ab")

    assert (3000, "ab\u00ad", "ab\u00ad") == (shaped.advance, shaped.text, meanings(shaped))


def test_soft_hyphen_in_a_word_is_not_drawn(boxes):
    """A soft hyphen that the user typed takes no room where the word is not divided."""
    assert 2000 == boxes.shape("a\u00adb").advance


@pytest.mark.parametrize(("typed", "drawn"), [("\u2011", "\u2010"), ("\u202f", " "), ("\u2009", " ")])
def test_stand_ins(boxes, typed, drawn):
    """A character that the font lacks is drawn as one that looks the same, and still read as itself."""
    shaped = boxes.shape(f"a{typed}b")

    assert boxes.face.hb_font.get_nominal_glyph(ord(drawn)) == shaped.glyphs[1][0]
    assert (f"a{typed}b", "") == (meanings(shaped), shaped.missing)


def test_missing_characters_are_named(boxes):
    """Characters that no stand-in can draw are handed on, each as often as it occurs."""
    assert "漢ж" == boxes.shape("a漢bж").missing


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_spaces_may_be_widened(boxes, space):
    """Every space, no-break or not, is stretched in a justified line."""
    assert boxes.shape(space).is_space


def test_a_word_is_shaped_once(boxes):
    """The second time a word comes out of the memory."""
    assert boxes.shape("word") is boxes.shape("word")


@pytest.mark.parametrize("word", ["office", "fluffy", "Łódź", "naïve", "A\u0301kos", "œuvre", "ffi"])
def test_ligatures_and_marks_read_back(sans, word):
    """Whatever glyphs a word becomes, together they say the word."""
    assert word == meanings(sans.shape(word))


def test_kerning_is_on(sans):
    """A pair such as AV stands closer than its letters alone."""
    assert sans.shape("AV").advance < sans.shape("A").advance + sans.shape("V").advance


def test_language_chooses_letterforms():
    """Bulgarian letters differ from Russian ones in the same font."""
    face = FontBook({"sans": "Source Sans 3"}).face("sans", 400, 10.5, italic=False)
    drawn = [[glyph[0] for glyph in Shaper(face, language).shape("вгджк").glyphs] for language in ("bg", "ru")]

    assert drawn[0] != drawn[1]


def test_font_metrics_by_hand():
    """The box font has ascent 0.8, descent 0.2, capitals of 0.7 and an x-height of 0.5 em."""
    face = BoxBook().face("sans", 600, 42, italic=True)

    assert (800, 200, 700, 500) == (face.ascent, face.descent, face.cap_height, face.x_height)


def test_a_book_opens_each_face_once():
    """A family without optical sizes gives the same face at every size, and another one for bold."""
    book = FontBook({"sans": "Source Sans 3"})
    face = book.face("sans", 400, 10, italic=False)

    assert book.face("sans", 400, 24, italic=False) is face
    assert book.face("sans", 600, 10, italic=False) is not face
    assert book.face("sans", 400, 10, italic=True).key != face.key


def test_optical_size_follows_the_type_size():
    """A family with an optical size is opened at the size in which it is set."""
    book = FontBook({"serif": "Source Serif 4"})

    assert [10, 24] == [book.face("serif", 400, size, italic=False).axes["opsz"] for size in (10.0, 24.0)]
