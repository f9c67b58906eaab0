"""What readers hear: the order in which pages are painted, divided words, and what stands outside of the structure."""

from __future__ import annotations

import difflib

import pikepdf
import pypdfium2
import pytest
from readback import Document, built_file, words_of
from support import EXAMPLES, REFERENCE, brochure, built, item, name_of, photo
from test_languages import UDHR, needs_font

# The least share of a page's words that stand in its content where they stand in its structure.
LEAST_ALIKE = 0.98


def assert_painted_in_order(document: Document) -> None:
    """Each page's words come in the content as they come in the structure."""
    for number in range(len(document.pdf.pages)):
        told = [document.marks[mark] for mark in document.used_marks if mark[0] == number]
        painted = [text for mark, text in document.marks.items() if mark[0] == number]
        one, two = words_of(" ".join(told)), words_of(" ".join(painted))
        assert sorted(one) == sorted(two)
        assert difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= LEAST_ALIKE


@pytest.mark.parametrize("path", [*EXAMPLES, *([REFERENCE] if REFERENCE.exists() else [])], ids=name_of)
def test_painted_in_reading_order(path):
    """Who knows nothing of tags reads every example in the order of its structure."""
    assert_painted_in_order(built_file(path))


@pytest.mark.parametrize("tag", ["ar", "he", "ja"])
def test_other_scripts_are_painted_in_reading_order(tag):
    """So are pages from the right, photos and closing panel included."""
    needs_font(tag)
    title, *texts = UDHR[tag]
    items = [
        item(title, body="\n\n".join(texts * 3), photo=photo(caption=title), links=[{title: "https://a.eu"}])
        for _ in range(3)
    ]

    assert_painted_in_order(
        Document(built(brochure(*items, language=tag, contact=title, past_stories={"url": "https://a.eu"})).pdf)
    )


def test_run_in_dates_are_painted_in_reading_order():
    """A date that opens a line, and a photo with a caption that stands between date and paragraph in the structure."""
    items = [item(date="2017-02-14", photo=photo(caption="A long caption")) for _ in range(4)]

    assert_painted_in_order(Document(built(brochure(*items, settings={"theme": "bulletin"})).pdf))


def test_footer_comes_last():
    """Running title and folio are the last words of a page."""
    document = Document(built(brochure(item(words=900))).pdf)

    for page in document.pdf.pages:
        marks = [
            (str(operands[0]), operands[1].get("/Subtype"))
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC"
        ]
        assert ("/Artifact", "/Footer") == marks[-1]


# ---- divided words

LONG = (
    "Donaudampfschifffahrtsgesellschaft Verwaltungsvereinbarungen Strafverfolgungsmaßnahmen "
    "Lebensmittelüberwachungsbehörden Wettbewerbsaufsichtsbehörden Sorgfaltspflichten"
)


@pytest.fixture(scope="module")
def divided() -> Document:
    """A text of long words in a narrow column."""
    return Document(built(brochure(item(body=f"{LONG} **{LONG}** [{LONG}](https://a.eu)"), language="de")).pdf)


def test_divided_word_is_one(divided):
    """The two parts of a word follow each other in the structure, the hyphen belongs to none."""
    text = " ".join(element.text for element in divided.tree.all("P"))

    assert "".join(divided.decoration).count("-") > 5
    assert LONG.split() * 3 == text.split()[-18:]
    assert not {"-", "\u00ad"} & set(text)


def test_hyphen_of_a_line_end_is_one_for_readers(divided):
    """Its glyph stands for a hyphen, which readers join at the end of a line, not for a soft one, which they leave."""
    for font in divided.fonts:
        assert b"<00AD>" not in font.ToUnicode.read_bytes()


def test_where_the_hyphen_stands(divided):
    """It begins where its part of the word ends."""
    with pypdfium2.PdfDocument(divided.content) as pdf:
        page = pdf[0].get_textpage()
        text = page.get_text_range()
        ends = [place for place, char in enumerate(text) if char == "\ufffe"]
        gaps = [page.get_charbox(place)[0] - page.get_charbox(place - 1)[2] for place in ends]

    assert ends
    assert all(-0.5 < gap < 1.5 for gap in gaps)


def test_divided_link(divided):
    """The words of a link are whole, and it has an area on each of its lines."""
    (link,) = divided.links

    assert LONG == str(link.Contents)
    assert 16 <= len(link.QuadPoints)


def test_nothing_obsolete_on_a_page(divided):
    """No transitions, no procedure sets."""
    for page in divided.pdf.pages:
        assert "/Trans" not in page
        assert "/ProcSet" not in page.Resources


def test_bar_of_a_quote_is_one():
    """The bar beside a quote of several lines is a single rectangle, so that no reader shows seams in it."""
    quote = "A pull quote that is long enough for four lines or more of a column, beside which one bar stands"
    document = Document(built(brochure(item(), item(body=f"a\n\n> {quote}\n\nb"))).pdf)
    widths = [
        float(operands[2])
        for page in document.pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "re"
    ]

    assert 1 == widths.count(2.5)
