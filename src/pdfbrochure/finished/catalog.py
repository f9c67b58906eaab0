"""What a PDF says of itself as a whole: metadata, window title, layers, forms, attached files, locks, actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.tokens import PdfFault, Stream
from pdfbrochure.finished.typefaces import Defect

# Not by an XML parser: a stranger's XML can blow it up, and four facts are wanted.
_TITLE: Final = re.compile(
    r"<dc:title\b[^>]{0,200}>(.{0,20000}?)</dc:title>|\bdc:title\s*=\s*[\"']([^\"']{0,9999})", re.DOTALL
)
_ENTRY: Final = re.compile(r"<rdf:li\b([^>]{0,200})>([^<]{0,9999})<")
_LANGUAGE: Final = re.compile(r"xml:lang\s*=\s*[\"']([^\"']{0,99})")
_PART: Final = re.compile(r"<pdfuaid:part>\s*(\d+)|\bpdfuaid:part\s*=\s*[\"'](\d+)")
_ARCHIVE: Final = re.compile(r"<pdfaid:part>\s*(\d)|\bpdfaid:part\s*=\s*[\"'](\d)")
_LEVEL: Final = re.compile(r"<pdfaid:conformance>\s*(\w)|\bpdfaid:conformance\s*=\s*[\"'](\w)")
# Of a password's rights: to read the text out (ISO 32000-1, table 22, bit 10).
_READS_OUT: Final = 512
_MEDIA: Final = frozenset({"Screen", "Movie", "RichMedia", "3D"})


class Facts(Struct):
    """What the file says of itself. `part` is that of PDF/UA, `archive` of PDF/A, such as `2a`; "" for none."""

    language: str = ""
    title: str = ""
    titles: int = 0
    title_languages: tuple[str, ...] = ()
    part: str = ""
    archive: str = ""
    has_metadata: bool = False
    shows_title: bool | None = None
    is_marked: bool = False
    is_suspect: bool = False
    bookmarks: int = 0
    counts: dict[str, int] = {}
    defects: list[Defect] = []


def read_facts(document: Document) -> Facts:
    """Return what a file says of itself."""
    catalog = document.catalog
    mark = document.dictionary(catalog.get("MarkInfo"))
    shown = document.get(document.dictionary(catalog.get("ViewerPreferences")).get("DisplayDocTitle"))
    facts = Facts(
        language=document.text(catalog.get("Lang")),
        shows_title=shown if isinstance(shown, bool) else None,
        is_marked=document.get(mark.get("Marked")) is True,
        is_suspect=document.get(mark.get("Suspects")) is True,
        bookmarks=1 if document.dictionary(catalog.get("Outlines")).get("First") is not None else 0,
        counts={},
        defects=[],
    )
    _read_metadata(document, facts)
    facts.defects += _layer_defects(document, facts.counts)
    facts.defects += _object_defects(document, facts.counts)
    form = document.dictionary(catalog.get("AcroForm"))
    if "XFA" in form:
        facts.counts["XFA forms"] = 1
        if _is_dynamic(document, form["XFA"]):
            facts.defects.append(Defect("dynamic-form", "it has a form that changes while it is shown"))
    if "Threads" in catalog:
        facts.counts["article threads"] = len(document.array(catalog["Threads"]))
    return facts


def lock_of(document: Document) -> Defect | None:
    """Return what is wrong with a lock; `locked` when its words cannot be read, but nothing else is wrong."""
    if "Encrypt" not in document.trailer:
        return None
    lock = document.dictionary(document.trailer["Encrypt"])
    rights = document.get(lock.get("P"))
    if not isinstance(rights, int):
        return Defect("lock-says-nothing", "it is locked and does not say what is allowed")
    if not rights & _READS_OUT:
        return Defect("locked-against-readers", "it is locked against screen readers")
    return Defect("locked", "it is locked")


def _read_metadata(document: Document, facts: Facts) -> None:
    try:
        text = document.content(document.catalog.get("Metadata")).decode("utf-8", "replace")
    except PdfFault:
        return
    facts.has_metadata = True
    if match := _TITLE.search(text):
        entries = _ENTRY.findall(match[1] or "") or [("", match[2] or match[1] or "")]
        facts.titles = len(entries)
        facts.title = unescape(entries[0][1]).strip()
        facts.title_languages = tuple("".join(_LANGUAGE.findall(head)[:1]) for head, _ in entries)
    if match := _PART.search(text):
        facts.part = match[1] or match[2]
    if match := _ARCHIVE.search(text):
        level = _LEVEL.search(text)
        facts.archive = (match[1] or match[2]) + ((level[1] or level[2]).lower() if level else "")


def _layer_defects(document: Document, counts: dict[str, int]) -> Iterator[Defect]:
    layers = document.dictionary(document.catalog.get("OCProperties"))
    if not layers:
        return
    usual = document.dictionary(layers.get("D"))
    others = [document.dictionary(one) for one in document.array(layers.get("Configs"))]
    counts["layers"] = 1
    counts["further sets of layers"] = len(others)
    if not document.text(usual.get("Name")):
        yield Defect("layers-unnamed", "the usual set of layers has no name")
    if not all(document.text(one.get("Name")) for one in others):
        yield Defect("layer-set-unnamed", "a set of layers has no name")
    if any("AS" in one for one in (usual, *others)):
        yield Defect("layers-switched", "layers are switched by themselves")


def _object_defects(document: Document, counts: dict[str, int]) -> Iterator[Defect]:
    """Yield what is wrong with single objects, and count their kinds."""
    for value in document.all():
        head = document.dictionary(value)
        kind, action = head.get("Type"), head.get("S")
        if "JS" in head or action == "JavaScript":
            _count(counts, "scripts")
        if action in ("Launch", "GoTo3DView", "Movie", "Sound", "Rendition", "RichMediaExecute"):
            _count(counts, "actions")
        if kind == "Sound" or head.get("Subtype") == "Sound":
            _count(counts, "sounds")
            _count(counts, "films and sounds")
        if head.get("Subtype") in _MEDIA or action == "Rendition":
            _count(counts, "films and sounds")
        if action == "MCD":
            _count(counts, "media clips")
            if not document.text(head.get("CT")):
                yield Defect("clip-without-kind", "a media clip does not say its kind")
            if not document.array(head.get("Alt")):
                yield Defect("clip-without-text", "a media clip has no text in its place")
        if "EF" in head:
            _count(counts, "attached files")
            if not document.text(head.get("F")) or not document.text(head.get("UF")):
                yield Defect("attached-unnamed", "an attached file lacks its names")
        if isinstance(value, Stream) and head.get("Subtype") == "Image":
            _count(counts, "pictures")


def _count(counts: dict[str, int], kind: str) -> None:
    counts[kind] = counts.get(kind, 0) + 1


def _is_dynamic(document: Document, value: Any) -> bool:
    found = document.get(value)
    for part in found if isinstance(found, list) else [value]:
        try:
            if re.search(rb"<dynamicRender>\s*required", document.content(part)):
                return True
        except PdfFault:
            continue
    return False
