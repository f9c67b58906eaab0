"""Scripts and directions side by side in one brochure: where the words stand, how they look, how they are read back."""

from __future__ import annotations

import sys
import unicodedata

import pypdfium2
import pytest
from readback import Document
from support import (
    Laid,
    brochure,
    built,
    codes,
    flats_on,
    item,
    jpeg,
    laid,
    lines_on,
    of_origin,
    photo,
    photos_on,
    prose,
    text_of,
)
from test_languages import UDHR, lines_by_poppler, needs_font, plain

from pdfbrochure.layout.pages import PlacedCode
from pdfbrochure.text import breaks
from pdfbrochure.text.lines import Line
from pdfbrochure.text.shape import Shaper

BODY = ("items", 0, "body")


def body_of(body: str, **keys) -> Laid:
    """A brochure of one item with a body."""
    return laid(brochure(item("1", 0, body=body), **keys))


def shown(laid_out: Laid, *origin) -> list[str]:
    """The lines that came from a YAML value, as typed, marks of direction left out."""
    return [plain(text_of(placed.line)) for _page, placed in of_origin(laid_out, *(origin or BODY))]


def drawn(laid_out: Laid, *origin) -> str:
    """The characters of the lines of a YAML value from left to right."""
    lines = []
    for _page, placed in of_origin(laid_out, *(origin or BODY)):
        runs = sorted(placed.line.runs, key=lambda run: run.x)
        lines.append("".join(glyph[1] for run in runs for piece in run.pieces for glyph in piece.glyphs))
    return plain("\n".join(lines))


def tree_text(content: bytes) -> str:
    """What the structure tree says."""
    return plain(Document(content).tree.text)


# ---- mirrored pages


def test_right_to_left_pages_are_the_left_to_right_ones_turned_over():
    """Photos, panels, rules and codes of the same words in Hebrew stand as far from the right as in English."""
    needs_font("he")
    items = [item(f"{number}", 120, photo=photo()) for number in range(6)]
    keys = {"past_stories": {"url": "https://a.eu", "label": "Read"}, "contact": "Call"}
    english = laid(brochure(*items, language="en", **keys), a=jpeg(2400, 1600)).pages
    hebrew = laid(brochure(*items, language="he", **keys), a=jpeg(2400, 1600)).pages

    assert (False, True) == (english.backward, hebrew.backward)
    assert len(english.pages) == len(hebrew.pages)
    for page, turned in zip(english.pages, hebrew.pages, strict=True):
        for one, two in zip(photos_on(page), photos_on(turned), strict=True):
            assert (english.width - one.x - one.width, one.y) == pytest.approx((two.x, two.y))
        for one, two in zip(flats_on(page), flats_on(turned), strict=True):
            assert (english.width - one.x - one.width, one.y) == pytest.approx((two.x, two.y))
        assert [english.width - thing.x - thing.size for thing in page.things if isinstance(thing, PlacedCode)] == [
            pytest.approx(thing.x) for thing in turned.things if isinstance(thing, PlacedCode)
        ]


@pytest.mark.parametrize("tag", ["ar", "fa", "he"])
def test_lists_and_links_hang_at_the_right(tag):
    """Bullets and numbers stand right of their entries, which end at one edge."""
    needs_font(tag)
    letter = {"ar": "ب", "fa": "ب", "he": "ב"}[tag]
    pages = body_of(f"- {letter * 3}\n- {letter * 5}\n\n1. {letter * 4}", language=tag)
    placed = [line for page in pages.pages.pages for line in lines_on(page)]
    entries = [line for line in placed if letter in text_of(line.line)]
    markers = [line for line in placed if text_of(line.line).strip(" \u200f") in ("•", "1 .", "۱ .")]

    assert [3, 1] == [len(entries), len({round(line.x + line.line.width, 3) for line in entries})]
    assert 3 == len(markers)
    assert all(marker.x > entries[0].x + entries[0].line.width for marker in markers)


# ---- numbers, names and brackets among right-to-left letters


@pytest.mark.parametrize(
    ("tag", "typed", "left_to_right"),
    [
        ("ar", "اب (UNODC) جد", "دج (UNODC) با"),
        ("he", "אב (UNODC) גד", "דג (UNODC) בא"),
        ("ar", "اب 12.5 جد", "دج 12.5 با"),
        ("he", "אב 14/02/2017 גד", "דג 14/02/2017 בא"),
        ("ar", "اب +43 1 26060 جد", "دج +43 1 26060 با"),
        ("he", "אב +43 1 26060 גד", "דג +43 1 26060 בא"),
        ("ar", "اب https://a.eu/x/ جد", "دج https://a.eu/x/ با"),
        ("ar", "اب info@a.eu جد", "دج info@a.eu با"),
        ("ar", "اب Rue de la Loi, Brussels (Belgium) جد", "دج Rue de la Loi, Brussels (Belgium) با"),
        ("he", "אב \u206612 Rue\u2069 גד", "דג 12 Rue בא"),
    ],
)
def test_left_to_right_stretches(tag, typed, left_to_right):
    """Names, brackets, numbers, telephone numbers and addresses read from the left within Arabic and Hebrew."""
    needs_font(tag)
    # A bracket of a right-to-left stretch is mirrored by its glyph, and read back as typed.
    turned = left_to_right.translate(str.maketrans("()", ")("))

    assert drawn(body_of(typed, language=tag)) in (left_to_right, turned)


def test_text_of_mixed_lines_is_read_back(tmp_path):
    """Poppler and the structure tree give a mixed paragraph in reading order; PDFium turns Latin words round."""
    needs_font("ar")
    typed = "زار Yury Fedotov (روسيا) مقر UNODC يوم 14/02/2017 وقال نعم."
    # Poppler takes a page for right-to-left if most of its letters are.
    pdf = built(brochure(item("عنوان", 0, body=f"{typed}\n\nنص عربي آخر طويل قليلا"), title="أخبار", language="ar")).pdf
    lines = [plain(line) for line in lines_by_poppler(pdf, tmp_path)]
    with pypdfium2.PdfDocument(pdf) as document:
        by_pdfium = plain(document[0].get_textpage().get_text_range())

    assert typed in " ".join(lines)
    assert typed in tree_text(pdf)
    # What PDFium is known to do; a change for the better may be noted here.
    assert "Fedotov Yury" in by_pdfium


# ---- one direction inside the other


def test_arabic_words_in_english():
    """Arabic within English runs from the right, its neighbors from the left."""
    needs_font("ar")

    assert "with مالس (peace)" in drawn(body_of("with سلام (peace)"))


def test_items_of_the_other_direction():
    """An English item in an Arabic brochure is set to the left edge, an Arabic item in an English one to the right."""
    needs_font("ar")
    english, arabic = item("Title", 0, body="Some words", lang="en"), item("عنوان", 0, body="بعض الكلمات", lang="ar")
    for tag, entry in (("ar", english), ("en", arabic)):
        pages = laid(brochure(item("1", 60), entry, language=tag))
        (_, line), *_ = of_origin(pages, "items", 1, "body")
        runs = line.line.runs
        left = line.x + min(run.x for run in runs)
        column = pages.grid.column_width

        # The line is as wide as the column; its ink is at its own start edge.
        assert column == pytest.approx(line.line.width, abs=0.01)
        if tag == "ar":
            assert left == pytest.approx(line.x)
        else:
            last = max(run.x + run.width for run in runs)
            assert line.x + last == pytest.approx(line.x + column, abs=0.01)


def test_title_of_two_directions():
    """A title of two directions keeps its order; the outline has it as typed."""
    needs_font("ar")
    title = "برنامج UNODC (2017) في Vienna"
    pdf = built(brochure(item(title, 0, body="x"), language="ar")).pdf
    document = Document(pdf)

    assert [title] == [plain(one) for one in document.bookmarks]
    assert title in plain(document.tree.text)


def test_five_scripts_in_a_title():
    """Latin, Greek, Cyrillic, Arabic and Han in one title, each in a font that has them, read back in order."""
    for tag in ("ar", "zh"):
        needs_font(tag)
    title = "Five: Ελλάδα, България, سلام, 世界"
    document = Document(built(brochure(item("1"), title=title)).pdf)

    assert title == plain(document.tree.all("H1")[0].text)


# ---- emphasis and links


@pytest.mark.parametrize(("tag", "typed"), [("ar", "قال *نعم* لا"), ("zh", "这是*强调*的"), ("he", "אמר *כן* לא")])
def test_emphasis_by_weight(tag, typed):
    """Scripts without an italic are emphasized by weight, never slanted."""
    needs_font(tag)
    (_, placed), *_ = of_origin(body_of(typed, language=tag), *BODY)
    heavy = [run.shaper.face for run in placed.line.runs if run.shaper.face.axes.get("wght") == 600]

    assert 1 == len(heavy)
    assert not any("Italic" in run.shaper.face.key for run in placed.line.runs)


def test_arabic_joins_across_looks():
    """A word of which a half is a link is joined as the whole word is."""
    needs_font("ar")
    shaper = next(
        run.shaper for _page, line in of_origin(body_of("بيت", language="ar"), *BODY) for run in line.line.runs
    )
    whole = [glyph[0] for glyph in shaper.shape_backward("بيت").glyphs]
    parts = [glyph[0] for glyph in shaper.shape_backward("يت", before="ب").glyphs]

    assert whole[:2] == parts
    assert whole[:2] != [glyph[0] for glyph in shaper.shape_backward("يت").glyphs]
    (_, placed), *_ = of_origin(body_of("ب[يت](https://a.eu/x)", language="ar"), *BODY)
    heavy = placed.line.runs[1]
    assert heavy.pieces[-1].glyphs == heavy.shaper.shape_backward("يت", before="ب").glyphs


@pytest.mark.parametrize(
    ("tag", "words"), [("ar", "موقعنا الجديد"), ("he", "באתר החדש"), ("ar", "UNODC site"), ("zh", "我们的网站")]
)
def test_links_lie_over_their_words(tag, words):
    """What PDFium finds under the link's rectangle is the link's words."""
    needs_font(tag)
    around = {"ar": "زوروا {} اليوم", "he": "בקרו {} היום", "zh": "请看{}吧"}[tag]
    pdf = built(brochure(item("1", 0, body=around.format(f"[{words}](https://a.eu/x)")), language=tag)).pdf
    read = Document(pdf)
    (link,) = read.links
    left, bottom, right, top = map(float, link.Rect)
    with pypdfium2.PdfDocument(pdf) as document:
        under = document[0].get_textpage().get_text_bounded(left - 0.5, bottom, right + 0.5, top)

    # PDFium turns Latin words of a right-to-left line round.
    assert sorted(words.split()) == sorted(plain(under).split())


# ---- Chinese, Japanese, Korean


def test_gap_between_han_and_latin_is_no_space(tmp_path):
    """A quarter of an em stands between Han and Latin, in whatever fonts, and is not read back as a space."""
    needs_font("zh")
    typed = "包含UNODC和2017年的数字。"
    pages = body_of(typed, language="zh")
    (_, placed), *_ = of_origin(pages, *BODY)
    pieces = [(run.size, piece) for run in placed.line.runs for piece in run.pieces]
    widened = [piece.text for _size, piece in pieces if piece.base is not None]

    assert ["含", "UNODC", "和", "2017"] == widened
    assert all(piece.advance - piece.base.advance == pytest.approx(250.0) for _size, piece in pieces if piece.base)
    pdf = built(brochure(item("1", 0, body=typed), language="zh")).pdf
    assert typed in lines_by_poppler(pdf, tmp_path)


def test_lines_may_end_where_the_look_changes():
    """Emphasized and Latin words in Chinese do not hold their line together."""
    needs_font("zh")
    typed = "中文**强调**的UNODC会" * 12
    lines = shown(body_of(typed, language="zh"))

    assert "".join(lines) == typed.replace("**", "")
    assert all(len(line) > 20 for line in lines[:-1])
    assert len({line[0] for line in lines}) > 1


@pytest.mark.parametrize(("tag", "never"), [("zh", "，。、；：！？）》」』”"), ("ja", "、。」』）ーゃゅょっァ")])
def test_no_line_begins_with_a_closing_mark(tag, never):
    """Strict kinsoku holds whatever the measure."""
    needs_font(tag)
    text = {"zh": "他说：“好，很好！”（真的）《书》、笔；完。", "ja": "「ニャーッ」と、言った（笑）。ちょっと『本』、"}[
        tag
    ]
    for shift in range(8):
        lines = shown(body_of("一" * shift + text * 8, language=tag))
        assert not any(line[0] in never for line in lines)
        assert not any(line[-1] in "“（《「『" for line in lines)


def test_korean_lines_end_at_spaces():
    """Ragged Korean keeps its words whole where it can, titles always."""
    needs_font("ko")
    text = "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다"
    lines = shown(laid(brochure(item("1"), title=text, language="ko")), "title")

    assert text == " ".join(lines)
    assert len(lines) > 1


@pytest.mark.skipif(breaks.word_offsets("a", "zh") is None, reason="the extra sea is not installed")
def test_chinese_titles_break_between_words():
    """The lines of a title end where the dictionary ends a word."""
    needs_font("zh")

    pages = laid(brochure(item("1"), title="世界人权宣言", intro="人人生而自由", language="zh"))

    assert ["世界", "人权宣言"] == shown(pages, "title")


def test_english_with_a_chinese_name_is_not_spaced_out():
    """A few Han characters do not make an English paragraph go by characters."""
    needs_font("zh")
    pages = body_of(f"{prose(12)} 中文 {prose(30)}")

    assert {0.0} == {run.tracking for _page, line in of_origin(pages, *BODY) for run in line.line.runs}


def test_a_danda_after_a_space_begins_no_line():
    """The Hindi full stop stays with its sentence although a space is typed before it."""
    needs_font("hi")
    for shift in range(10):
        lines = shown(body_of("क" * shift + " " + "मानव अधिकार है । " * 12, language="hi"))
        assert not any(line.startswith("।") for line in lines)


# ---- Thai


def body_lines(text: str, tag: str) -> list[Line]:
    """The lines of a justified body."""
    pages = body_of(text, language=tag, settings={"justify": True})
    return [placed.line for _page, placed in of_origin(pages, *BODY)]


@pytest.mark.skipif(breaks._dictionary() is None, reason="the extra sea is not installed")
def test_thai_lines_end_between_words():
    """With the dictionary, lines are filled and end at its words; a sign of repetition begins none."""
    needs_font("th")
    text = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิต่าง ๆ" * 4
    lines = shown(body_of(text, language="th"))
    allowed = breaks.dictionary_offsets(text, "th")

    assert plain(text).replace(" ", "") == "".join(lines).replace(" ", "")
    assert len(lines) > 3
    assert not any(line.startswith("ๆ") for line in lines)
    place = 0
    for line in lines[:-1]:
        place = text.index(line, place) + len(line)
        assert place in allowed or text[place] == " "


@pytest.mark.skipif(breaks._dictionary() is None, reason="the extra sea is not installed")
def test_justified_thai_parts_its_letters():
    """It has few spaces: what a line lacks goes between letters, marks and all, and no space becomes a gap."""
    needs_font("th")
    lines = body_lines(" ".join(UDHR["th"][1:]), "th")
    spaces = [
        (piece.advance * run.size / 1000 + run.tracking + run.space_extra) / run.size
        for line in lines[:-1]
        for run in line.runs
        for piece in run.pieces
        if piece.is_space and run.space_extra
    ]
    widths = [line.width / line.runs[0].size for line in lines[:-1]]

    assert sum(space > 0.6 for space in spaces) <= 0.06 * len(lines)
    assert max(widths) - min(widths) < 0.7
    assert any(run.tracking > 0.02 * run.size for line in lines for run in line.runs)
    assert all(run.tracking <= 0.1 * run.size for line in lines for run in line.runs)


def test_thai_without_a_dictionary(monkeypatch):
    """Without it the brochure is built, with a finding that says what to install."""
    needs_font("th")
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    breaks._dictionary.cache_clear()
    try:
        found = built(brochure(item("1", 0, body="มนุษย์ทั้งหลาย เกิดมา"), language="th")).report.findings()
    finally:
        breaks._dictionary.cache_clear()
    missing = [finding for finding in found if finding.code == "missing-dictionary"]

    assert ["warning"] == [finding.severity for finding in missing]
    assert "pdfbrochure[sea]" in missing[0].mend


# ---- letters


def test_bulgarian_letterforms():
    """The same letters have other glyphs in Bulgarian and Serbian than in Russian."""
    glyphs = {}
    for tag in ("bg", "ru", "uk"):
        (_, placed), *_ = of_origin(body_of("вгджзийклптцшщ", language=tag), *BODY)
        glyphs[tag] = [glyph[0] for run in placed.line.runs for piece in run.pieces for glyph in piece.glyphs]
    shaper = placed.line.runs[0].shaper

    assert glyphs["ru"] == glyphs["uk"]
    assert sum(one != two for one, two in zip(glyphs["bg"], glyphs["ru"], strict=True)) > 8
    plain_form, serbian = (Shaper(shaper.face, tag).shape("б").glyphs[0][0] for tag in ("ru", "sr"))
    assert plain_form != serbian


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("el", "ᾧ τὸν λόγον ἔφη· ᾍδης, ῥᾷον;"),
        ("tr", "İstanbul ve Diyarbakır, Iğdır"),
        ("nl", "ĳsvrij, IJsselmeer, vijf, ÍJ́"),
        ("mt", "għażżeb Ħaż-Żebbuġ ċ"),
        ("ga", "ḃ ċ ḋ ḟ ġ ṁ ṗ ṡ ṫ"),
        ("ro", "ș ț Ș Ț ş ţ"),
        ("vi", "Ẫ Ặ ồ ữ ỵ"),
    ],
)
@pytest.mark.parametrize("theme", ["institutional"])
def test_letters_of_each_language(tag, typed, theme):
    """Rare letters are set as typed, in a font that has them; no case is changed."""
    pdf = built(brochure(item("1", 0, body=typed), language=tag, settings={"theme": theme})).pdf

    assert typed in tree_text(pdf)


@pytest.mark.parametrize(("tag", "typed"), [("vi", "Tất cả mọi người sinh ra"), ("fr", "Décomposé, où ça ?")])
def test_decomposed_letters(tag, typed, tmp_path):
    """Letters whose accents are typed as characters of their own are drawn and read back as one character each."""
    decomposed = unicodedata.normalize("NFD", typed)
    pdf = built(brochure(item("1", 0, body=decomposed), language=tag)).pdf
    lines = [unicodedata.normalize("NFC", plain(line)) for line in lines_by_poppler(pdf, tmp_path)]

    assert plain(typed) in lines
    assert plain(typed) in tree_text(pdf)


def test_emoji():
    """An emoji is drawn in one color, by a font that comes with the program."""
    assert "missing-glyph" not in codes(brochure(item("1", 0, body="Well done \U0001f642")))


def test_character_without_a_font_is_an_error():
    """A character that no font has is named with its code and place."""
    with pytest.raises(Exception, match="missing-glyph") as caught:
        built(brochure(item("1", 0, body="a \ue123 b")))
    (finding,) = [one for one in caught.value.report.findings() if one.code == "missing-glyph"]

    assert "U+E123" in finding.what
    assert BODY == finding.origin[:3]


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("hi", "मानवअधिकारोंकीसार्वभौमघोषणा" * 4),
        ("ar", "مستشفياتهموكذلك" * 6),
        ("he", "ובבתיהספרשלהם" * 6),
        ("el", "ἀδιαμφισβητήτως" * 6),
        ("de", "Donaudampfschifffahrtsgesellschaftskapitän" * 3),
        ("th", "กกกกกกกกกก" * 9),
        ("zh", "中" * 90),
        ("ko", "가나다라" * 30),
    ],
)
@pytest.mark.parametrize("justify", [False, True])
def test_very_long_words(tag, typed, justify):
    """A word longer than the line is broken, keeps its characters, and is not wider than the column."""
    needs_font(tag)
    pages = body_of(typed, language=tag, settings={"justify": justify})

    assert typed == "".join(shown(pages)).replace("\u00ad", "")
    assert {"overfull-line"}.isdisjoint(pages.found)


@pytest.mark.parametrize("tag", ["ar", "fa", "he", "zh", "ja", "hi"])
def test_justified(tag):
    """All lines of a justified paragraph but the last fill the measure, by spaces or by characters."""
    needs_font(tag)
    text = UDHR[tag][2] * 4 if tag in ("zh", "ja") else " ".join([UDHR[tag][2]] * 3)
    lines = [placed.line for _page, placed in of_origin(body_of(text, language=tag, settings={"justify": True}), *BODY)]
    widths = [line.width for line in lines[:-1]]

    assert len(widths) > 3
    assert max(widths) - min(widths) < 0.6


def test_finnish_title_is_divided_with_a_hyphen():
    """A word wider than the title's measure is divided at a syllable, with a hyphen."""
    title = "IHMISOIKEUKSIEN YLEISMAAILMALLISUUSJULISTUKSENKIN JULISTUS"
    pages = laid(brochure(item("1"), title=title, intro="Kun ihmiskunnan", language="fi"))
    lines = shown(pages, "title")

    assert any(line.endswith("\u00ad") for line in lines)


def test_scripts_that_join_are_not_letterspaced():
    """Tracking of titles and dates is for Latin, Greek and Cyrillic alone."""
    for tag in ("hi", "th", "zh"):
        needs_font(tag)
        letter = {"hi": "मानव", "th": "มนุษย์", "zh": "世界"}[tag]
        pages = laid(brochure(item("1"), title=f"UN {letter}", language="en"))
        (_, placed), *_ = of_origin(pages, "title")
        tracking = {bool(run.tracking) for run in placed.line.runs if any(letter in p.text for p in run.pieces)}
        assert tracking <= {False}
