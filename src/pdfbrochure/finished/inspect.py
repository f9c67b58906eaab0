"""Looks into a finished PDF, whoever made it: tags, title, language, fonts, links, page boxes, pictures.

A hostile file can keep PDFium busy for ever (forms within forms), so the looking is done by a process of its own, which
`inspect` stops after a while: it runs `serve`, which prints what it found as JSON, line by line, so that what was found
before the end is not lost.
"""

from __future__ import annotations

import ctypes
import html
import mmap
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import msgspec

from pdfbrochure.diagnostics import Report
from pdfbrochure.finished.reading import Reading, read_pdf, unread
from pdfbrochure.finished.snapshots import Thumbnail, parts_to_show, render
from pdfbrochure.finished.tokens import PdfFault
from pdfbrochure.ourselves import INSPECT, own_command

# PDFium takes some 10 ms for a page of a brochure, and our own reader some 40.
MOST_SECONDS: Final = 60
# Of the processor: a slow machine is no fault of the file, forms within forms are.
MOST_WORK: Final = 20
# A brochure needs some 50 MB beside its own size, Python some 100.
MOST_BYTES: Final = 600_000_000
# Of longer files and fuller pages the beginning is looked at.
MOST_PAGES: Final = 200
MOST_OBJECTS: Final = 20_000
# Forms in forms that are looked into.
DEPTH: Final = 8
# Smaller pictures are bullets and rules, in points.
LEAST_PICTURE: Final = 20.0
_XMP_TITLE: Final = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]{0,99}>([^<]{1,4000})<")
# What programs write where nobody has written a title.
_OF_A_PROGRAM: Final = re.compile(r"^Microsoft \w+ - |\.(?:docx?|pptx?|xlsx?|odt|indd|qxp|pages|pdf)$", re.IGNORECASE)
_MM: Final = 25.4 / 72


class Picture(msgspec.Struct, frozen=True):
    """A placed picture: its page from 1, and its resolution in pixels an inch."""

    page: int
    ppi: float


class Facts(msgspec.Struct, frozen=True):
    """What a PDF is like: the trimmed sizes of its pages in points, each once; fonts that are not inside are loose."""

    tagged: bool
    title: str
    language: str
    sizes: tuple[tuple[float, float], ...]
    bleeds: bool
    fonts: int
    loose: tuple[str, ...]
    links: int
    pictures: tuple[Picture, ...]

    def __str__(self) -> str:
        """Return one line for people."""
        said = [" and ".join(f"{width * _MM:.0f} \u00d7 {height * _MM:.0f} mm" for width, height in self.sizes[:3])]
        said.append("with bleed" if self.bleeds else "without bleed")
        said.append("tagged" if self.tagged else "not tagged")
        said.append(f"in {self.language}" if self.language else "without a language")
        if self.fonts:
            said.append(f"{self.fonts - len(self.loose)} of {self.fonts} fonts embedded")
        said.append("1 link" if self.links == 1 else f"{self.links} links")
        if self.pictures:
            said.append(f"pictures from {min(picture.ppi for picture in self.pictures):.0f} ppi")
        return ", ".join(said)


class Inspected(msgspec.Struct, frozen=True):
    """What was found in a PDF: what it is like, what is in it, and its pictures; None for what could not be."""

    facts: Facts
    reading: Reading | None = None
    thumbnails: tuple[Thumbnail, ...] = ()


def inspect(path: Path, report: Report, soft: float, *, shows: bool = False) -> Inspected | None:
    """Return what is in a PDF, and report what a print shop would miss in it.

    Args:
        path: A PDF whose pages could be counted.
        report: Takes the findings, all of them warnings; one of them when the PDF could not be looked into.
        soft: Pixels an inch below which a picture is soft in print.
        shows: Whether pictures of its figures are wanted.
    """
    command = own_command(INSPECT, str(path.resolve()), *(["shows"] if shows else []))
    lines: list[bytes] = []
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603  # ourselves
        lines = done.stdout.splitlines()
    except subprocess.TimeoutExpired as late:
        # What was found before it took too long is kept.
        lines = (late.stdout or b"").splitlines()
    except OSError:
        lines = []
    facts = _decoded(lines, 0, Facts)
    reading = _decoded(lines, 1, Reading)
    thumbnails = _decoded(lines, 2, tuple[Thumbnail, ...])
    if facts is None or reading is None:
        report.warning(
            "pdf-too-hard",
            f"{path.name} has its pages, but what is on them could not be looked at",
            why=f"it took more than {MOST_WORK} seconds or {MOST_BYTES / 1e6:.0f} MB of memory, or it is damaged",
            mend="build it again, or save it anew",
        )
    if facts is None:
        return None
    _report(facts, path.name, report, soft)
    return Inspected(facts, reading, thumbnails or ())


def _decoded(lines: list[bytes], number: int, kind: Any) -> Any:
    try:
        return msgspec.json.decode(lines[number], type=kind)
    except (msgspec.MsgspecError, IndexError):
        return None


def _report(facts: Facts, name: str, report: Report, least: float) -> None:
    again = "build it with pdfbrochure, or have the program that made it"
    if not facts.tagged:
        why = "people who listen to it hear its parts in any order, and pictures not at all (PDF/UA)"
        report.warning("pdf-untagged", f"{name} is not tagged", why=why, mend=f"{again} write tags")
    if facts.title.casefold() in ("", "untitled") or _OF_A_PROGRAM.search(facts.title):
        why = "a screen reader says the file's name instead"
        report.warning(
            "pdf-untitled", f"{name} has no title of its own in its properties", why=why, mend=f"{again} write one"
        )
    if not facts.language:
        why = "a screen reader does not know how to pronounce its words"
        report.warning("pdf-no-language", f"{name} does not say its language", why=why, mend=f"{again} name it")
    if facts.loose:
        what = f"{name} has fonts that are not embedded: {', '.join(facts.loose[:5])}"
        why = "a print shop would print it with other letters"
        report.warning("pdf-loose-font", what, why=why, mend=f"{again} embed all fonts")
    if len(facts.sizes) > 1:
        what = f"{name} has pages of {len(facts.sizes)} sizes"
        why = "a print shop binds pages of one size"
        report.warning("pdf-sizes-differ", what, why=why, mend="give all pages one size")
    soft = [picture for picture in facts.pictures if picture.ppi < least]
    if soft:
        worst = min(soft, key=lambda picture: picture.ppi)
        count = "a picture" if len(soft) == 1 else f"{len(soft)} pictures"
        what = f"{name} has {count} below {least:.0f} ppi, the worst on page {worst.page} with {worst.ppi:.0f} ppi"
        report.warning("low-resolution", what, why="it will look soft in print", mend="use files with more pixels")


def look(path: str) -> Facts:
    """Return what a PDF is like. For the process of its own: a hostile file may keep it busy for ever."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(path)
    sizes: dict[tuple[float, float], None] = {}
    fonts: dict[str, bool] = {}
    pictures: list[Picture] = []
    links, bleeds = 0, False
    for number, page in zip(range(1, MOST_PAGES + 1), document, strict=False):
        trim, media = page.get_trimbox(), page.get_mediabox()
        sizes[round(trim[2] - trim[0], 0), round(trim[3] - trim[1], 0)] = None
        bleeds = bleeds or page.get_bleedbox() != trim or trim != media
        links += _links(raw, page)
        for _count, thing in zip(range(MOST_OBJECTS), page.get_objects(max_depth=DEPTH), strict=False):
            if thing.type == raw.FPDF_PAGEOBJ_TEXT:
                name, embedded = _font(raw, thing)
                fonts[name] = fonts.get(name, True) and embedded
            elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
                pictures += _picture(raw, thing, page, number)
        page.close()
    return Facts(
        tagged=bool(raw.FPDFCatalog_IsTagged(document)),
        title=document.get_metadata_value("Title").strip() or _xmp_title(path),
        language=_language(raw, document),
        sizes=tuple(sizes),
        bleeds=bleeds,
        fonts=len(fonts),
        loose=tuple(name for name, embedded in fonts.items() if not embedded),
        links=links,
        pictures=tuple(pictures),
    )


def _xmp_title(path: str) -> str:
    """Return the title in the file's XMP, where PDF 2.0 has it, or "" if none stands there as plain text."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:  # noqa: PTH123
        match = _XMP_TITLE.search(content)
        return html.unescape(match[1].decode("utf-8", "replace")).strip() if match else ""


def _links(raw: Any, page: Any) -> int:
    place, link, count = ctypes.c_int(0), raw.FPDF_LINK(), 0
    while count < MOST_OBJECTS and raw.FPDFLink_Enumerate(page, place, link):
        count += 1
    return count


def _font(raw: Any, text: Any) -> tuple[str, bool]:
    """Return the name of the font of a piece of text, and whether its letters are in the file."""
    font = raw.FPDFTextObj_GetFont(text)
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, 256)
    return buffer.value.decode("utf-8", "replace") or "one without a name", raw.FPDFFont_GetIsEmbedded(font) == 1


def _picture(raw: Any, image: Any, page: Any, number: int) -> list[Picture]:
    facts = raw.FPDF_IMAGEOBJ_METADATA()
    if not raw.FPDFImageObj_GetImageMetadata(image, page, facts) or facts.horizontal_dpi <= 0:
        return []
    if facts.width / facts.horizontal_dpi * 72 < LEAST_PICTURE:
        return []
    return [Picture(number, min(facts.horizontal_dpi, facts.vertical_dpi))]


def _language(raw: Any, document: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    count = raw.FPDFCatalog_GetLanguage(document, buffer, ctypes.sizeof(buffer))
    return bytes(buffer)[: max(0, count - 2)].decode("utf-16-le", "replace") if count <= ctypes.sizeof(buffer) else ""


def _limit(path: str) -> None:
    """Let this process use only so much time and memory; the file itself may be mapped."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    memory = MOST_BYTES + 2 * Path(path).stat().st_size
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))


def serve(path: str, *, shows: bool) -> None:
    """Print what is found in a PDF as three lines of JSON: `Facts`, `Reading`, and a list of `Thumbnail`.

    For a process of its own, which gets only so much time and memory.
    """
    _limit(path)
    _tell(look(path))
    try:
        reading = read_pdf(Path(path).read_bytes())
    except PdfFault as fault:
        reading = unread(str(fault))
    _tell(reading)
    if shows:
        _tell(render(Path(path), parts_to_show(reading)))


def _tell(value: Any) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()
