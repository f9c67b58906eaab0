"""Places inside of words: the author's marks, compounds, numbers with strokes, addresses; and lines that use them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import box_setter, brochure, built, item, spelled, text_of

from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.language import load_language
from pdfbrochure.model.theme import Style
from pdfbrochure.text.hyphenate import Hyphenator
from pdfbrochure.text.linebreak import HYPHEN
from pdfbrochure.text.wordbreaks import inner_places, wide_places

STYLE = Style("sans", 10.0, 12.0)


def rules(tag: str) -> Hyphenator:
    """The rules of a language."""
    language = load_language(tag)
    assert language is not None
    return Hyphenator(language.hyphenation)


def parts(word: str, tag: str = "en", *, divide: bool = True) -> list[str]:
    """A word, cut at its places; an added hyphen is shown as `~`."""
    out = []
    start = 0
    for offset, kind, _price in inner_places(word, rules(tag), divide=divide):
        out.append(word[start:offset] + ("~" if kind == HYPHEN else ""))
        start = offset
    return [*out, word[start:]]


def lines_of(*spans: str | Span, measure: float, hyphenator: object = None, **how: bool) -> list[str]:
    """The lines of spans in the box font: ten points a character."""
    made = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    setter = box_setter(Report(), hyphenator)
    return [text_of(line) for line in setter.set(Paragraph(made, "body", 1), STYLE, measure, **how)]


# ---- the author's marks


def test_a_word_is_divided_at_its_soft_hyphens_only():
    """The place that the author chose is taken, with a hyphen; patterns do not add others to the word."""
    word = "representa\u00adtives"
    for measure in range(110, 160, 10):
        lines = lines_of(f"aaaa {word} bb", measure=measure, hyphenator=rules("en"), hyphenate=True)
        assert not [line for line in lines if line.endswith("\u00ad") and not line.endswith("representa\u00ad")]
        assert "aaaarepresentativesbb" == "".join(lines).replace("\u00ad", "").replace(" ", "")
    assert ["aaaa representa\u00ad", "tives bb"] == lines_of(f"aaaa {word} bb", measure=160, hyphenator=rules("en"))


def test_unused_soft_hyphens_are_not_read():
    """A word that stays whole is spelled without the marks, so that it is found by a search."""
    assert ["representatives"] == lines_of("re\u00adpresenta\u00adtives", measure=400)


def test_marks_are_not_in_bookmarks_and_the_window_title():
    """Where no line ends, a reader would show or say them."""
    from readback import Document

    text = brochure(item("Presse\u00adkonferenz", 4), item("Jahres\u200bbericht", 4), title="Nach\u00adrichten")
    document = Document(built(text).pdf)

    assert ["Pressekonferenz", "Jahresbericht"] == document.bookmarks
    assert "Nachrichten" == str(document.pdf.docinfo.Title)


def test_a_word_wider_than_its_line_is_divided_at_its_soft_hyphens():
    """Rather than anywhere."""
    assert ["aaaa\u00ad", "bbbb\u00ad", "cccc"] == lines_of("aaaa\u00adbbbb\u00adcccc", measure=55)


def test_a_soft_hyphen_between_two_looks():
    """A mark at the end of bold letters divides the word there, with a hyphen."""
    lines = lines_of("aa ", Span("bbbb\u00ad", bold=True), "cccc dd", measure=90)

    assert ["aa bbbb\u00ad", "cccc dd"] == lines


@pytest.mark.parametrize("typed", ["aaaa\u200bbbbb", "\u200baaaa\u200bbbbb\u200b", "aaaa\u200b\u200bbbbb"])
def test_a_zero_width_space_is_a_place_without_a_hyphen(typed):
    """In Latin text as elsewhere."""
    assert ["aaaa", "bbbb"] == lines_of(typed, measure=60)
    assert ["aaaabbbb"] == lines_of(typed, measure=100)


def test_zero_width_spaces_part_words_for_the_patterns():
    """What stands between two of them is divided like a word."""
    (line, *_others) = lines_of("x\u200brepresentatives", measure=80, hyphenator=rules("en"), hyphenate=True)

    assert line.endswith("\u00ad")


@pytest.mark.parametrize("word", ["Übergangsmaßnahmen", "Gebäudereinigungen"])
def test_decomposed_letters_are_divided_like_composed_ones(word):
    """The same lines, the same characters."""
    decomposed = unicodedata.normalize("NFD", word)
    for measure in (100, 120, 140):
        how = {"measure": measure, "hyphenator": rules("de"), "hyphenate": True}
        assert lines_of(f"aa {word}", **how) == lines_of(f"aa {decomposed}", **how)


def test_decomposed_korean_is_composed_and_compatibility_characters_stay():
    """Syllables typed in parts become syllables; a character for compatibility keeps its own form."""
    assert ["한글 \ufa19"] == lines_of(unicodedata.normalize("NFD", "한글") + " \ufa19", measure=400)


# ---- compounds


@pytest.mark.parametrize("tag", ["pl", "cs", "sk", "hr", "sl", "pt", "pt-BR", "pt-AO", "sl-SI"])
def test_the_hyphen_of_a_compound_is_repeated(tag):
    """Line and next line both show it; what is read holds one that stays."""
    lines = lines_of("aaaa modro-zelena", measure=115, hyphenator=rules(tag))

    assert ["aaaa modro\u00ad", "-zelena"] == lines
    assert ["modro\u00ad", "-zelena"] == lines_of("modro-zelena", measure=75, hyphenator=rules(tag))


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es"])
def test_the_hyphen_of_a_compound_is_not_repeated_elsewhere(tag):
    """One hyphen, at the end of the line."""
    assert ["aaaa modro-", "zelena"] == lines_of("aaaa modro-zelena", measure=115, hyphenator=rules(tag))


def test_a_repeated_hyphen_is_read_once(tmp_path):
    """From the finished PDF, a compound that was parted is copied with a single hyphen."""
    import subprocess

    body = " ".join(["anti-inflamatório"] * 40)
    text = brochure(item("1", 0, body=body), language="pt", settings={"columns": 3, "theme": "bulletin"})
    file = tmp_path / "a.pdf"
    file.write_bytes(built(text).pdf)
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    read = read.replace("\u00ad\n", "").replace("\u00ad", "")

    assert "\n-inflamatório" not in read
    assert 40 == read.count("anti-inflamatório")


# ---- numbers, dates, symbols


@pytest.mark.parametrize(
    "word",
    [
        *(
            "2016/679",
            "12/05/2024",
            "E/CN.7/2024/5",
            "A/RES/70/1",
            "A/HRC/52/L.5/Rev.1",
            "COM(2024)123",
            "ST/SGB/2003/13",
        ),
        *(
            "(EU)2016/679",
            "UNEP/EA.5/Res.14",
            "FCCC/CP/2015/10/Add.1",
            "T-123/21",
            "2000/31/CE",
            "n°20/Millenium",
            "24/7",
        ),
        *("km/h", "h/24", "mg/l", "EU/UN", "COVID-19", "2023/2024", "MINUSCA/PR/2024/17", "S/PV.9000", "A/78/PV.3"),
    ],
)
def test_numbers_and_symbols_hold_together(word):
    """No line ends inside of a number, a date or the symbol of a document."""
    assert [word] == parts(word, divide=False)
    assert [f"“{word}”,"] == parts(f"“{word}”,", divide=False)


@pytest.mark.parametrize("word", ["2016/679", "E/CN.7/2024/5", "A/RES/70/1", "12/05/2024"])
def test_in_chinese_too(word):
    """Where no space stands around them."""
    from pdfbrochure.text.breaks import break_offsets

    for measure in range(150, 330, 10):
        lines = lines_of(f"中文中文中文{word}中文中文", measure=measure)
        assert [line for line in lines if word in line], (measure, lines)
    assert break_offsets("E/CN.7") != []


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("either/or", ["either/", "or"]),
        ("entrée/sortie", ["entrée/", "sortie"]),
        ("Kunst/Kultur", ["Kunst/", "Kultur"]),
    ],
)
def test_words_part_at_their_stroke(word, cut):
    """A line may end behind the stroke between two words."""
    assert cut == parts(word, divide=False)


def test_a_symbol_wider_than_its_line_is_parted_behind_a_stroke():
    """Where it must be."""
    assert {2: 500.0, 7: 500.0} == {
        at: price for at, (_kind, price) in wide_places("E/CN.7/2024", None).items() if "E/CN.7/2024"[at - 1] == "/"
    }


# ---- addresses

ADDRESSES = [
    "https://cache.example.org/pub/ruby/2.2/ruby-2.2.4.tar.gz",
    "https://www.example.org/en/policy-areas/human-rights-and-democracy-action-plan-2020-2024",
    "first.middle-last@sub-domain.example.org",
    "example.org/annual-report_2025_final.pdf",
    "sub-domain.long-name.example.org",
    "annual-report-of-the-office.pdf",
    "https://example.org/?query=one-two&page=3#last-part",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("tag", ["en", "pl"])
def test_an_address_is_parted_before_a_sign_or_behind_a_stroke(address, tag):
    """Nobody must wonder whose hyphen, stop or underscore it is; nothing is added."""
    cut = parts(address, tag)

    assert len(cut) > 1
    assert not [part for part in cut[:-1] if part[-1] in "-.,_?&=#@~\u00ad"]
    assert 3 <= min(len(cut[0]), len(cut[-1]))
    assert address == "".join(cut)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("measure", [60, 110, 200])
def test_lines_of_an_address(address, measure):
    """In any column the lines spell the address, and none ends in a hyphen."""
    lines = lines_of(f"See {address} now", measure=measure, hyphenator=rules("en"), hyphenate=True)

    assert f"See{address}now" == "".join(lines).replace(" ", "")
    assert not [line for line in lines if line[-1] in "-\u00ad"]


@given(
    st.lists(st.text("abcdefgh-/.éž\u00ad\u200b", min_size=1, max_size=25), min_size=1, max_size=20),
    st.sampled_from([40.0, 95.0, 240.0]),
    st.booleans(),
    st.sampled_from(["en", "pl"]),
)
@settings(deadline=None, max_examples=200)
def test_law_the_words_set_are_the_words_typed(words, measure, justify, tag):
    """Whatever marks their author put into them, in any column; the space at which a line ends is not on it."""
    text = " ".join(words)
    setter = box_setter(report := Report(), rules(tag))
    lines = setter.set(Paragraph((Span(text),), "body", 1), STYLE, measure, hyphenate=True, justify=justify)
    bare = text.replace("\u00ad", "").replace("\u200b", "")

    assert bare.split() == spelled(lines).split()
    assert [] == report.findings()


def test_an_address_is_better_parted_behind_a_stroke():
    """Than inside one of its parts, where a hyphen or a stop begins the next line."""
    word = "https://www.example.org/science-news/all.years"
    prices = {word[:place]: price for place, _kind, price in inner_places(word, None, divide=False)}
    strokes = {price for text, price in prices.items() if text.endswith("/")}

    assert len(strokes) == 1
    assert all(price > max(strokes) for text, price in prices.items() if not text.endswith("/"))
