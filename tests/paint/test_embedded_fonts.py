"""Every font in a PDF is one that other programs read without a complaint: fontTools, PDFium, MuPDF, poppler."""

from __future__ import annotations

import io
import itertools
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from PIL import Image
from support import FONTS, ROOT, built, item, prose
from support import brochure as brochure_of

from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

UDHR = json.loads((ROOT / "tests" / "data" / "udhr.json").read_text(encoding="utf-8"))
BURMESE = "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း"
SIGNS = "½ ← → ≤ ∑ ✓ ★ № € ₴ ﬁ ﬂ e\u0301 n\u0303 o\u0302\u0301 ẹ\u0301"
EMOJI = "💜 🌱 👍🏽 👩\u200d💻 🇪🇺 🇫🇷 ❤\ufe0f 1\ufe0f\u20e3 **🎉 🪴** ♿ ☎ ✉ ⚠ ⇄ ① ∑"
KINDS = [
    *("ar", "fa", "he", "hi", "th", "ja", "ko", "ru", "el", "vi", "pl", "de"),
    *("burmese", "signs", "emoji", "bulletin", "boxes.ttf", "boxes.otf", "boxes.ttc"),
]
# On a machine without the program, that reader is left out.
READERS = {
    "mutool": ["mutool", "draw", "-q", "-r", "60", "-F", "png", "-o", "page%d.png"],
    "pdftoppm": ["pdftoppm", "-r", "60", "-png"],
}


@cache
def pdf_of(kind: str) -> bytes:
    """A brochure in a language, a script, a theme or a font of one's own."""
    if kind in UDHR:
        title, *texts = UDHR[kind]
        return built(brochure_of({"title": title, "body": "\n\n".join(texts)}, language=kind)).pdf
    texts = {"burmese": BURMESE, "signs": SIGNS, "emoji": EMOJI}
    if kind in texts:
        return built(brochure_of({"title": "One", "body": texts[kind]})).pdf
    body = f"{prose(60)} *{prose(20)}* **{prose(20)}** ÀÉÎÕÜ àéîõü ß ø 0123456789 & ; : ?"
    if kind == "bulletin":
        return built(brochure_of(item(body=body), item(body=body), settings={"theme": "bulletin"})).pdf
    text = brochure_of({"title": "One", "body": prose(60)}, settings={"fonts": {"body": kind}})
    return build("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), kind: (FONTS / kind).read_bytes()})).pdf


@cache
def programs(kind: str) -> list[tuple[str, bytes]]:
    """Name and file of each font in the brochure's PDF."""
    with pikepdf.open(io.BytesIO(pdf_of(kind))) as document:
        found = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and "/FontBBox" in obj]
        return [(str(obj.FontName), obj[key].read_bytes()) for obj in found for key in obj if "/FontFile" in key]


@pytest.mark.parametrize("kind", KINDS)
def test_fonttools_reads_every_table_and_glyph(kind):
    """Each table can be taken apart, each glyph drawn; no checksum is wrong, no glyph is shorter than its head."""
    assert programs(kind)
    for _name, file in programs(kind):
        pen = RecordingPen()
        if file.startswith(b"\1\0"):
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(file), None)
            for strings in (fonts[name].CharStrings for name in fonts.fontNames):
                for name in strings.keys():  # noqa: SIM118  no dictionary
                    strings[name].draw(pen)
        else:
            font = TTFont(io.BytesIO(file), checkChecksums=2)
            font.ensureDecompiled()
            for name in font.getGlyphOrder():
                font["glyf"][name].expand(font["glyf"])
                font.getGlyphSet()[name].draw(pen)
            places = font["loca"].locations
            sizes = [end - start for start, end in itertools.pairwise(places)]
            assert min((size for size in sizes if size), default=12) >= 12
        assert pen.value


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_readers_draw_without_a_warning(kind, reader, tmp_path):
    """MuPDF and poppler, which draw glyphs with FreeType, have nothing to say."""
    if shutil.which(reader) is None:
        pytest.skip(f"{reader} is not installed")
    (tmp_path / "brochure.pdf").write_bytes(pdf_of(kind))
    tail = ["page"] if reader == "pdftoppm" else []
    command = [*READERS[reader], "brochure.pdf", *tail]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    # Some builds of MuPDF do without color profiles, and say so.
    assert [] == [line for line in done.stderr.splitlines() if "ICC" not in line]
    assert list(Path(tmp_path).glob("page*.png"))


@pytest.mark.parametrize("kind", KINDS)
def test_pdfium_draws_every_glyph(kind):
    """PDFium, which is Chrome's reader, draws as much as poppler does, which draws edges a little lighter."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    command = ["pdftoppm", "-r", "216", "-gray", "-singlefile", "-"]
    drawn = Image.open(io.BytesIO(subprocess.run(command, input=pdf_of(kind), capture_output=True, check=True).stdout))
    with pypdfium2.PdfDocument(pdf_of(kind)) as document:
        page = document[0].render(scale=3).to_pil().convert("L")

    assert ink(page) == pytest.approx(ink(drawn), rel=0.08)


def ink(page: Image.Image) -> int:
    """How many pixels of a page's lower two thirds are dark, where there is nothing but text."""
    return sum(page.crop((0, page.height // 3, page.width, page.height)).histogram()[:128])


def flags(kind: str, name: str) -> set[bool]:
    """Whether the glyphs of the fonts whose name holds `name` say that their parts overlap."""
    found = set()
    for font_name, file in programs(kind):
        if name not in font_name:
            continue
        outlines = TTFont(io.BytesIO(file))["glyf"]
        for glyph in (outlines[name] for name in outlines.keys()):  # noqa: SIM118  no dictionary
            if glyph.numberOfContours > 0:
                found.add(bool(glyph.flags[0] & 0x40))
            elif glyph.numberOfContours < 0:
                found.add(bool(glyph.components[0].flags & 0x0400))
    return found


def test_overlaps_are_told():
    """Where a variable font is pinned, contours may overlap, and each glyph says so; a static font is left alone."""
    assert {True} == flags("bulletin", "Source")
    assert {False} == flags("boxes.ttf", "Box")
