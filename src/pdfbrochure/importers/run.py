"""Reads a source, whatever it is, and gives the files of a brochure: text, photos, and what was not taken over."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from pdfbrochure.files import FileFault, Folder
from pdfbrochure.importers.draft import Draft, ImportFault, line, parts_of
from pdfbrochure.importers.local import LocalPictures, from_data
from pdfbrochure.importers.shelf import Get, Shelf, tell_rights
from pdfbrochure.importers.yaml_text import write_yaml
from pdfbrochure.model.addresses import read_language
from pdfbrochure.model.compound import MOST_ITEMS
from pdfbrochure.model.scalars import Fault

MOST_FILES: Final = 2_000
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_OTHERS: Final = (
    (b"%PDF-", "a PDF, which has pages and no text in order", "import the document that it was made from"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "open it in Word or LibreOffice, and save it as .docx"),
    (b"{\\rtf", "a rich text file", "open it in Word or LibreOffice, and save it as .docx"),
)


class Options(Struct, frozen=True):
    """What was asked for.

    Attributes:
        language: Of the brochure; "" for what the source says.
        newest: Take so many items, the newest; 0 for all.
        status: Of WordPress posts: publish or draft.
        agent: How the program names itself on the network.
    """

    language: str = ""
    newest: int = 0
    status: str = "publish"
    agent: str = "pdfbrochure"


class Imported(Struct, frozen=True):
    """The files of a new brochure by name, the draft that they hold, and the number of photos."""

    files: dict[str, bytes]
    draft: Draft
    photos: int


def import_source(source: str, options: Options) -> Imported:
    """Return the brochure that a source makes. Writes nothing.

    Args:
        source: A file, a folder, or a web address; only an address opens the network.
        options: What was asked for.

    Raises:
        ImportFault: It cannot be read.
    """
    draft = Draft(language=options.language)
    get = _read(source, draft, options)
    draft.items = [item for item in draft.items if item.title or item.body]
    if not draft.items:
        raise ImportFault(f"{source} holds no text", "name the file or the address that holds the news")
    _choose(draft, options)
    _settle(draft, source)
    shelf = Shelf(draft, get)
    photos = [
        shelf.photos_of(
            item.pictures, f"item {at} \u201c{item.title}\u201d", item.title, item.language or draft.language
        )
        for at, item in enumerate(draft.items, 1)
    ]
    tell_rights(draft, len(shelf.files))
    files = {"brochure.yaml": write_yaml(draft, photos).encode(), **shelf.files}
    files["import-report.txt"] = write_report(draft, source).encode()
    return Imported(files, draft, len(shelf.files))


def _read(source: str, draft: Draft, options: Options) -> Get:
    """Fill the draft, and return where its pictures are."""
    if re.match(r"(?i)https?://", source):
        return _read_web(source, draft, options)
    path = Path(source)
    if os.path.isdir(path):  # noqa: PTH112  # Path.is_dir() raises where a folder may not be entered
        return _read_folder(path, draft)
    folder = Folder(path.parent)
    try:
        content = folder.read(path.name)
    except FileFault as fault:
        mend = fault.question() if fault.hint else "give a file, a folder, or an address that begins with https://"
        raise ImportFault(f"{source} cannot be read ({fault.detail or fault.kind})", mend) from None
    inside = _read_content(content, path.name, draft, options, "")
    return LocalPictures(folder, inside)


def _read_web(address: str, draft: Draft, options: Options) -> Get:
    from pdfbrochure.importers.fetch import FEED, Fetcher

    fetcher = Fetcher(address, options.agent)
    content, found, _kind = fetcher.get(address, FEED)
    inside = _read_content(content, PurePosixPath(parts_of(found).path).name, draft, options, found)

    def get(each: str) -> bytes:
        if each in inside:
            return inside[each]
        return from_data(each) if each.startswith("data:") else fetcher.picture(each)

    return get


def _read_folder(path: Path, draft: Draft) -> Get:
    """Read every Markdown file of a folder, each as an item, in the order of their names."""
    from pdfbrochure.importers.markdown_files import read_markdown_file

    folder = Folder(path)
    names: list[str] = []
    for root, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        below = Path(root).relative_to(path)
        names += [(below / name).as_posix() for name in sorted(files) if name.lower().endswith(_MARKDOWN)]
        if len(names) > MOST_FILES:
            raise ImportFault(f"{path} holds more than {MOST_FILES} Markdown files", "import a part of them")
    if not names:
        raise ImportFault(f"{path} holds no Markdown files", "name a file in it")
    for name in sorted(names):
        try:
            read_markdown_file(as_text(folder.read(name, 20_000_000)), name, draft, alone=len(names) == 1)
        except FileFault as fault:
            draft.add_note("left out", name, f"the file cannot be read ({fault.kind})")
    return LocalPictures(folder)


def _read_content(content: bytes, name: str, draft: Draft, options: Options, address: str) -> dict[str, bytes]:
    """Fill the draft from a file of any kind, known by what it holds; return the pictures inside of it."""
    for start, what, mend in _OTHERS:
        if content.startswith(start):
            raise ImportFault(f"{name} is {what}", mend)
    if content.startswith(b"PK\x03\x04"):
        return _read_zip(content, name, draft)
    head = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    reader = _reader_of(head, content, name, draft, options, address)
    reader()
    return {}


def _reader_of(
    head: bytes, content: bytes, name: str, draft: Draft, options: Options, address: str
) -> Callable[[], None]:
    """Return the reader of a text file."""
    from pdfbrochure.importers import exports, feed, markdown_files, newsletter, page
    from pdfbrochure.importers.dom import parse_html

    if re.search(rb"<(rss|feed|rdf:RDF|channel)\b", head):
        if re.search(rb"<\w+:wxr_version>", content[:200_000]):
            return lambda: exports.read_wordpress(content, draft, options.status)
        return lambda: feed.read_feed(content, draft, address)
    if head.startswith((b"{", b"[")) and not name.lower().endswith(_MARKDOWN):
        if b"jsonfeed.org/version" in content[:4000]:
            return lambda: feed.read_json_feed(content, draft)
        if b'"posts"' in content and b'"db"' in content[:4000]:
            return lambda: exports.read_ghost(content, draft)
        raise ImportFault(f"{name} is JSON, but neither a JSON Feed nor a Ghost export")
    text = as_text(content)
    if re.search(rb"(?i)<!doctype html|<html|<body|<table|<div|<article|<p[ >]", head) and not name.endswith(_MARKDOWN):
        if len(content) > page.LARGEST:
            raise ImportFault(f"the page is larger than {page.LARGEST // 1_000_000} MB")
        if newsletter.is_newsletter(parse_html(text)):
            return lambda: newsletter.read_newsletter(text, draft)
        return lambda: page.read_page(text, draft, address)
    if name.lower().endswith((*_MARKDOWN, ".txt")) or head.startswith((b"---", b"+++", b"#")):
        return lambda: markdown_files.read_markdown_file(text, name, draft, alone=True)
    raise ImportFault(
        f"{name} is of no kind that can be imported",
        "give Word (.docx), Markdown, RSS, Atom, JSON Feed, HTML, or a WordPress export",
    )


def _read_zip(content: bytes, name: str, draft: Draft) -> dict[str, bytes]:
    from pdfbrochure.importers.word import open_archive, read_word

    parts = open_archive(content).namelist()
    if "word/document.xml" in parts:
        return read_word(content, draft, name)
    if "content.xml" in parts or "designmap.xml" in parts or any(part.startswith("Index/") for part in parts):
        raise ImportFault(f"{name} is no Word document", "open it in its program, and save it as .docx")
    raise ImportFault(f"{name} is an archive", "unpack it, and import what is in it")


def as_text(content: bytes) -> str:
    """Return a text file's text: by its byte order mark, by what a page says, as UTF-8, else as Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]{2,20})", content[:4000], re.IGNORECASE)
    for encoding in ("utf-8-sig", named[1].decode() if named else "", "cp1252"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


def _choose(draft: Draft, options: Options) -> None:
    """Keep the newest items, if that was asked, and no more than a brochure may have."""
    most = min(options.newest or MOST_ITEMS, MOST_ITEMS)
    if len(draft.items) <= most:
        return
    dated = sorted(range(len(draft.items)), key=lambda at: draft.items[at].date, reverse=True)
    kept = set(dated[:most])
    for at, item in enumerate(draft.items):
        if at not in kept:
            draft.add_note("left out", f"entry {at + 1}", f"an older item: {item.title}")
    draft.items = [item for at, item in enumerate(draft.items) if at in kept]


def _settle(draft: Draft, source: str) -> None:
    """Give the draft a title and a language."""
    if not draft.title:
        draft.title = Path(parts_of(source).path).stem or parts_of(source).netloc or "News"
        draft.add_note("to do", "", f"the source has no title; write a better one than \u201c{draft.title}\u201d")
    tag = read_language(line(draft.language).replace("_", "-"))
    if isinstance(tag, Fault):
        draft.language = "en"
        draft.add_note(
            "to do",
            "",
            "the source does not say its language; write it as `language: fr`, or import again with --language",
        )
    else:
        draft.language = tag
    for item in draft.items:
        own = read_language(item.language) if item.language else ""
        item.language = "" if isinstance(own, Fault) or own == draft.language else own


def write_report(draft: Draft, source: str) -> str:
    """Return what was carried, changed and left out, as a text that a person reads."""
    heads = {"to do": "TO DO", "changed": "CHANGED", "left out": "LEFT OUT"}
    rows = [f"Imported from {source}", "", f"Carried: {len(draft.items)} item{'s' * (len(draft.items) != 1)}", ""]
    rows += [f"  {item.title}" for item in draft.items]
    for kind, head in heads.items():
        notes = [note for note in draft.notes if note.kind == kind]
        if notes:
            rows += ["", head, ""]
            rows += [f"- {note.where + ': ' if note.where else ''}{note.what}" for note in notes]
    return "\n".join(rows) + "\n"
