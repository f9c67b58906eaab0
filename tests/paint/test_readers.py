"""What other people's readers make of a brochure: poppler, PDFium and pdf.js, with and without its tags."""

from __future__ import annotations

import ctypes
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from support import ROOT, brochure, built, item, photo
from test_languages import needs_font

PDFJS = ROOT / "tests" / "pdfjs"
CAPTION = "Blick auf die Küste. Foto: Ann Example"
WORDS = (
    "Strafverfolgungsmaßnahmen Verwaltungsvereinbarungen Lebensmittelüberwachungsbehörden Sorgfaltspflichten "
    "Wettbewerbsaufsichtsbehörden Veröffentlichungsrunde"
)


@pytest.fixture(scope="module", params=["ua-1", "ua-2"])
def file(request, tmp_path_factory) -> Path:
    """A brochure with a caption, emphasis and divided words, to each of the standards."""
    text = brochure(
        item("Erste Meldung", body=f"{WORDS} **{WORDS}** *{WORDS}*", photo=photo(caption="Blick auf die Küste")),
        title="Nachrichten",
        language="de",
        settings={"standard": request.param, "columns": 3},
    )
    path = tmp_path_factory.mktemp(request.param) / "a.pdf"
    path.write_bytes(built(text).pdf)
    return path


def by_poppler(*command: str) -> str:
    """What a tool of poppler says."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} of poppler is not installed")
    done = subprocess.run(command, capture_output=True, check=True)
    assert b"" == done.stderr
    return done.stdout.decode()


def by_pdfjs(path: Path) -> list[dict[str, Any]]:
    """The pages as pdf.js reads them."""
    if shutil.which("node") is None:
        pytest.skip("Node.js is not installed")
    if not (PDFJS / "node_modules").is_dir():
        pytest.skip("pdf.js is not installed: npm ci --prefix tests/pdfjs --omit=optional")
    done = subprocess.run(["node", str(PDFJS / "read.mjs"), str(path)], capture_output=True, check=True)
    return json.loads(done.stdout)


def elements(told: Any) -> list[dict[str, Any]]:
    """All elements of what pdf.js has told, in reading order."""
    return [] if isinstance(told, str) else [told, *(inner for kid in told["kids"] for inner in elements(kid))]


def words_in(told: Any) -> str:
    """The text of an element as pdf.js tells it, without the ends of lines that hyphens between parts have left."""
    return told.replace("\n", "") if isinstance(told, str) else "".join(words_in(kid) for kid in told["kids"])


def test_poppler_reads_the_structure(file):
    """Title, caption and emphasis are there; the parts of a divided word follow each other."""
    told = by_poppler("pdfinfo", "-struct-text", str(file))
    parts = [line.strip()[1:-1] for line in told.splitlines() if line.strip().startswith('"')]

    assert CAPTION in [part.strip() for part in parts]
    assert "Nachrichten" == parts[0].strip()
    assert 3 == "".join(parts).count("Strafverfolgungsmaßnahmen")
    assert "Figure" in told
    assert "Caption" in told


def test_poppler_reads_the_text(file):
    """Without tags every word is whole, in reading order."""
    told = by_poppler("pdftotext", str(file), "-")

    for word in WORDS.split():
        assert 3 == told.count(word)


def test_pdfjs_reads_the_structure(file):
    """The photo has its alternative text, its caption is beside it or in it, and words are whole."""
    told = [element for page in by_pdfjs(file) for element in elements(page["tree"])]
    (figure,) = [element for element in told if element["role"] == "Figure"]
    (caption,) = [element for element in told if element["role"] == "Caption"]
    text = "".join(words_in(element) for element in told if element["role"] == "P")

    assert "A gray field" == figure["alt"]
    assert CAPTION == words_in(caption)
    for word in WORDS.split():
        assert 3 == text.count(word)


def test_pdfjs_finds_divided_words(file):
    """Its search joins a hyphen and the end of a line, and then has every word."""
    text = "".join(page["text"] for page in by_pdfjs(file)).replace("-\n", "")

    for word in WORDS.split():
        assert 3 == text.count(word)


def test_pdfium_reads_alternative_text_and_caption(file):
    """PDFium, and so Chrome, has the figure's text and the caption as elements of their own."""
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[0]
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        found = pdfium_elements(pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0))
        pdfium.FPDF_StructTree_Close(tree)

    assert ("Figure", "A gray field") in found
    assert "Caption" in [kind for kind, _alt in found]


def pdfium_elements(element: Any) -> list[tuple[str, str]]:
    """The type and alternative text of an element and all inside."""
    found = [(said(pdfium.FPDF_StructElement_GetType, element), said(pdfium.FPDF_StructElement_GetAltText, element))]
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        found += pdfium_elements(kid) if kid else []
    return found


def said(ask: Any, element: Any) -> str:
    """The answer of one of PDFium's functions that fill a buffer with UTF-16."""
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    ask(element, buffer, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")


def test_pdfium_joins_divided_words(file):
    """PDFium takes the hyphens of line ends for what they are, and every word is whole without them."""
    with pypdfium2.PdfDocument(file) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)

    assert "\ufffe" in text
    for word in WORDS.split():
        assert 3 == text.replace("\ufffe", "").count(word)


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ar", "عقدت الأمم المتحدة اجتماعا في فيينا"), ("ja", "国連は三月十四日、ウィーンで研修を開きました。")],
)
def test_pdfjs_reads_other_scripts(tag, text, tmp_path):
    """Text from the right, and text without spaces, come letter for letter through the tags."""
    needs_font(tag)
    path = tmp_path / "a.pdf"
    path.write_bytes(built(brochure(item(text, body=text, photo=photo(caption=text)), language=tag)).pdf)
    told = [element for page in by_pdfjs(path) for element in elements(page["tree"])]
    bare = text.replace(" ", "")

    assert {"A gray field"} == {element["alt"] for element in told if element["role"] == "Figure"}
    for role in ("H2", "P", "Caption"):
        texts = [words_in(element).replace(" ", "") for element in told if element["role"] == role]
        assert any(said_text.startswith(bare) for said_text in texts), (role, texts)
