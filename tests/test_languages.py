"""Every language that the program knows, with the Universal Declaration of Human Rights: set, read back and judged.

The texts are in data/udhr.json, which names their source.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import runpy
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from readback import Document
from support import ROOT, built, item, jpeg, photo, worded_languages
from support import brochure as brochure_of
from test_validators import judged

from pdfbrochure.assets.fallback import Fallback
from pdfbrochure.compose.date_words import format_when
from pdfbrochure.model.brochure import When
from pdfbrochure.model.language import load_language

UDHR = json.loads((ROOT / "tests" / "data" / "udhr.json").read_text(encoding="utf-8"))
LANGUAGES = [tag for tag in UDHR if tag != "source"]
BACKWARD = ["ar", "fa", "he"]
FORWARD = [tag for tag in LANGUAGES if tag not in BACKWARD]
FEBRUARY = dt.date(2017, 2, 14)
ADDRESS = "https://www.ohchr.org/en/human-rights"

# As a reader expects to see 14 February 2017.
DATES = {
    "ar": "14 فبراير 2017",
    "bg": "14 февруари 2017 г.",
    "cs": "14. února 2017",
    "da": "14. februar 2017",
    "de": "14. Februar 2017",
    "el": "14 Φεβρουαρίου 2017",
    "en": "14 February 2017",
    "es": "14 de febrero de 2017",
    "et": "14. veebruar 2017",
    "fa": "۱۴ فوریهٔ ۲۰۱۷",
    "fi": "14. helmikuuta 2017",
    "fr": "14 février 2017",
    "ga": "14 Feabhra 2017",
    "he": "14 בפברואר 2017",
    "hi": "14 फ़रवरी 2017",
    "hr": "14. veljače 2017.",
    "hu": "2017. február 14.",
    "it": "14 febbraio 2017",
    "ja": "2017年2月14日",
    "ko": "2017년 2월 14일",
    "lt": "2017 m. vasario 14 d.",
    "lv": "2017. gada 14. februāris",
    "mt": "14 ta’ Frar 2017",
    "nl": "14 februari 2017",
    "pl": "14 lutego 2017",
    "pt": "14 de fevereiro de 2017",
    "ro": "14 februarie 2017",
    "ru": "14 февраля 2017 г.",
    "sk": "14. februára 2017",
    "sl": "14. februar 2017",
    "sv": "14 februari 2017",
    "th": "14 กุมภาพันธ์ ค.ศ. 2017",
    "tr": "14 Şubat 2017",
    "uk": "14 лютого 2017 р.",
    "vi": "14 tháng 2, 2017",
    "zh": "2017年2月14日",
}

# Invisible in the text that readers give: marks and brackets of direction.
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Typed and printed punctuation, made alike.
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "\u2010": "-"})


def plain(text: str) -> str:
    """A text without what punctuation and readers change of it."""
    text = _DIRECTION.sub("", unicodedata.normalize("NFC", text).translate(_ALIKE))
    return re.sub(r" +([;:!?])", r"\1", re.sub(r" +", " ", text)).strip()


def needs_font(tag: str) -> None:
    """Skip where the font of a language's script is not installed."""
    letter = next(char for char in UDHR[tag][1] if char.isalpha())
    if Fallback(system=False).find(letter) is None:
        pytest.skip(f"no font for {tag} is installed: {Fallback(system=False).advice(letter)}")


def udhr(tag: str) -> str:
    """The YAML of a brochure in a language."""
    title, preamble, article = UDHR[tag]
    first = item(title, 0, body=preamble, date="2017-02-14", photo=photo(alt=title, credit="Ann Example", width="wide"))
    second = item("10.12.1948", 0, body=article, links=[{"label": title, "url": ADDRESS}])
    return brochure_of(first, second, title=title, language=tag, past_stories={"url": ADDRESS})


@cache
def pdf_of(tag: str) -> bytes:
    """The PDF of a language's brochure, which must have no errors."""
    done = built(udhr(tag), a=jpeg(2600, 1800))
    assert [] == [finding.code for finding in done.report.findings() if finding.code != "underset"]
    return done.pdf


@cache
def document_of(tag: str) -> Document:
    """The PDF of a language's brochure, read back."""
    return Document(pdf_of(tag))


@pytest.fixture(params=LANGUAGES)
def tag(request: pytest.FixtureRequest) -> str:
    """Each language whose font is installed."""
    needs_font(request.param)
    return request.param


def lines_by_poppler(content: bytes, folder: Path) -> list[str]:
    """The lines of a PDF as pdftotext gives them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = folder / "a.pdf"
    path.write_bytes(content)
    run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode().replace("\f", "\n").split("\n")


def lines_by_pdfium(content: bytes) -> list[str]:
    """The lines of a PDF as PDFium gives them, but parted where it has joined a divided word."""
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf).replace("\ufffe", "-\n").splitlines()


def is_read(text: str, lines: list[str]) -> bool:
    """Whether lines give a text exactly, one after the other; a line ends at a space, inside a word or at a hyphen.

    The last may go on with what stands on its height in the next column.
    """
    text = plain(text)
    place = 0
    for line in map(plain, lines):
        words = line if text.startswith(line, place) else line.removesuffix("-")
        if words and text.startswith(words, place):
            place += len(words)
            place += text[place : place + 1] == " "
        elif place and line.startswith(f"{text[place:]} "):
            return True
        if place == len(text):
            return True
    return False


# ---- every language


def test_all_languages_are_here():
    """The texts and the dates are of the same languages, each of which has wording of its own."""
    assert set(LANGUAGES) == set(DATES)
    assert set(LANGUAGES) <= set(worded_languages())


def test_the_table_of_languages_is_whole():
    """The document says what the program knows."""
    script = runpy.run_path(str(ROOT / "docs" / "scripts" / "generate_language_table.py"))

    assert (ROOT / "docs" / "languages.md").read_text(encoding="utf-8") == script["as_markdown"]()


def test_no_character_is_missing(tag):
    """Each code of each font stands for text, and none for the empty box."""
    for font in document_of(tag).fonts:
        assert b"<FFFD>" not in font.ToUnicode.read_bytes().replace(b"<0000> <FFFD>", b"")
    assert "\ufffd" not in document_of(tag).tree.text


def test_language_and_bookmarks(tag):
    """The catalog names the language; the outline has the titles; direction is stated for right-to-left text."""
    document = document_of(tag)

    assert tag == str(document.root.Lang)
    assert [plain(UDHR[tag][0]), "10.12.1948"] == [plain(one) for one in document.bookmarks[:2]]
    assert ("/R2L" if tag in BACKWARD else None) == (str(document.root.ViewerPreferences.get("/Direction", "")) or None)


def test_structure_reads_in_order(tag):
    """The paragraphs of the tree are the texts given, in their order, whichever way they run."""
    paragraphs = [plain(element.text) for element in document_of(tag).tree.all("P")]
    title, preamble, article = map(plain, UDHR[tag])

    assert paragraphs.index(preamble) < paragraphs.index(article)
    assert title == plain(document_of(tag).tree.all("H1")[0].text)


def test_date_and_labels_are_those_of_the_language(tag):
    """The date in full, the photo's credit and the words before the address are the language's own."""
    language = load_language(tag)
    assert language is not None
    said = plain(document_of(tag).tree.text)

    assert DATES[tag].replace("’", "'") == plain(format_when(When(FEBRUARY, FEBRUARY), language))
    assert DATES[tag].replace("’", "'") in said
    assert plain(language.labels.past_stories) in said
    assert plain(language.labels.photo_credit.format(credit="Ann Example")) in said


@pytest.mark.parametrize("forward", FORWARD)
def test_text_out(forward, tmp_path):
    """Poppler and PDFium give the texts of left-to-right languages exactly."""
    needs_font(forward)
    for lines in (lines_by_poppler(pdf_of(forward), tmp_path), lines_by_pdfium(pdf_of(forward))):
        for text in UDHR[forward]:
            assert is_read(text, lines), lines


@pytest.mark.parametrize("backward", BACKWARD)
def test_text_out_of_right_to_left_languages(backward, tmp_path):
    """Both give running text in reading order; poppler wraps it in marks of direction."""
    needs_font(backward)
    for lines in (lines_by_poppler(pdf_of(backward), tmp_path), lines_by_pdfium(pdf_of(backward))):
        for text in UDHR[backward]:
            assert is_read(text, lines), lines


@pytest.mark.slow
def test_every_language_conforms(tmp_path):
    """Every language's brochure passes PDF/UA-1 and PDF/A-2a, all judged in one run."""
    files = []
    for language in LANGUAGES:
        needs_font(language)
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(pdf_of(language))

    said = judged(files)

    assert 0 == said.returncode, said.stdout + said.stderr
    assert len(files) * 2 == said.stdout.upper().count("PASS")
