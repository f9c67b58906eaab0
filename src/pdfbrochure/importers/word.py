"""Reads Word documents (.docx): mammoth knows the format, this knows what a brochure makes of its styles."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from pdfbrochure.importers.dom import needs_extra, parse_html, words_of
from pdfbrochure.importers.draft import Draft, ImportFault, Picture, line
from pdfbrochure.importers.html import Piece, read_node
from pdfbrochure.importers.pictures import is_guessed, split_credit
from pdfbrochure.importers.splitting import bold_lines_as_headings, fill_draft

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Of the archive: so many parts, and so many bytes unpacked, together and for the text alone.
MOST_PARTS: Final = 10_000
MOST_BYTES: Final = 500_000_000
MOST_TEXT: Final = 15_000_000
_STYLES: Final = """
p[style-name='Title'] => h1.brochure-title:fresh
p[style-name='Subtitle'] => p.brochure-subtitle:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word(content: bytes, draft: Draft, where: str) -> dict[str, bytes]:
    """Fill a draft from a Word document, and return its pictures by the addresses that the draft names.

    Raises:
        ImportFault: The file is damaged, or larger than any document of people.
    """
    try:
        import mammoth
    except ImportError:
        raise needs_extra("Word documents") from None
    archive = open_archive(content)
    media: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        with image.open() as file:
            address = f"word:{len(media) + 1}"
            media[address] = _bytes_of(file)
        if image.alt_text and is_guessed(image.alt_text):
            draft.add_note("changed", where, f"a description that Word guessed is left out: {line(image.alt_text)}")
        return {"src": address}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=mammoth.images.img_element(keep)
        )
    except Exception as error:  # noqa: BLE001  # a stranger's file: mammoth raises whatever its parsers do
        raise ImportFault(f"the Word file is damaged: {error}", "open it in Word and save it again as .docx") from None
    tree = parse_html(result.value)
    _take_title(tree, draft)
    pieces: list[Piece] = []
    if tree.body is not None:
        pieces = read_node(tree.body, lambda kind, what: draft.add_note(kind, where, what))
    pieces = [_with_credit(piece) if isinstance(piece, Picture) else piece for piece in pieces]
    pieces = bold_lines_as_headings(pieces, draft, where)
    _tell_unread(archive, result.value, draft, where)
    fill_draft(pieces, draft, where)
    return media


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Return the archive of an office document whose sizes are those of people's documents. Raises ImportFault."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ImportFault(f"the file is damaged: {error}", "open it in Word and save it again as .docx") from None
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES or sum(texts) > MOST_TEXT:
        raise ImportFault("the file unpacks to more than any document of people holds")
    if any(part.flag_bits & 1 for part in parts):
        raise ImportFault("the document is locked by a password", "save it without one")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", _start(archive, part)):
            raise ImportFault("the document declares entities, which no Word document does")
    return archive


def _start(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return the first bytes of a part, in which declarations must stand; of a damaged part, none."""
    try:
        with archive.open(part) as file:
            return file.read(20_000)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError):
        return b""


def _bytes_of(file: IO[bytes]) -> bytes:
    return file.read(MOST_BYTES)


def _take_title(tree: LexborHTMLParser, draft: Draft) -> None:
    titles = [node for node in tree.css("h1.brochure-title") if words_of(node)]
    if titles and not draft.title:
        draft.title = words_of(titles[0])
        titles[0].decompose()
    subtitle = tree.css_first("p.brochure-subtitle")
    if subtitle is not None and words_of(subtitle) and not draft.subtitle:
        draft.subtitle = words_of(subtitle)
        subtitle.decompose()


def _with_credit(picture: Picture) -> Picture:
    caption, credit = split_credit(picture.caption)
    return Picture(picture.addresses, picture.alt, caption, picture.credit or credit)


def _tell_unread(archive: zipfile.ZipFile, html: str, draft: Draft, where: str) -> None:
    """Note the words that mammoth passes over: headers, footers, text boxes, comments, deletions."""
    body = parse_html(html).body
    said = "" if body is None else re.sub(r"\W+", "", words_of(body))
    for name in archive.namelist():
        part = re.fullmatch(r"word/(document|header\d*|footer\d*|comments)\.xml", name)
        if part is None:
            continue
        root = _parse(archive, name)
        if root is None:
            continue
        if part[1] == "document":
            _tell_boxes(root, said, draft, where)
            continue
        kind = part[1].rstrip("0123456789")
        what = {"header": "the head of the pages", "footer": "the foot of the pages"}.get(kind, "comments")
        words = _words(root)
        if words:
            draft.add_note("left out", where, f"{what}: {words}")


def _tell_boxes(root: ET.Element, said: str, draft: Draft, where: str) -> None:
    told: set[str] = set()
    for box in root.iter(f"{_W}txbxContent"):
        words = _words(box)
        if words and words not in told and re.sub(r"\W+", "", words) not in said:
            told.add(words)
            draft.add_note("left out", where, f"a text box: {words}")
    deleted = line(" ".join(node.text or "" for node in root.iter(f"{_W}delText")))
    if deleted:
        draft.add_note("left out", where, f"words that are marked as deleted: {deleted}")


def _words(root: ET.Element) -> str:
    paragraphs = ("".join(node.text or "" for node in each.iter(f"{_W}t")) for each in root.iter(f"{_W}p"))
    return line(" ".join(dict.fromkeys(words for words in paragraphs if words.strip())))


def _parse(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    try:
        data = archive.read(name)
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:2000]:
            return None
        return ET.fromstring(data)  # noqa: S314  no document type, and its size was looked at
    except (ET.ParseError, zipfile.BadZipFile, ValueError, RuntimeError, RecursionError, OSError):
        return None
