"""The draft: what every reader of a foreign format gives, whatever it was before."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal
from urllib.parse import SplitResult, urljoin, urlsplit

from msgspec import Struct

from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.read.decode import UNWANTED

# What the reader of a brochure never sees and an editor trips over: soft hyphens, spaces of no width at word ends.
_INVISIBLE: Final = re.compile("[\u00ad\ufeff\u2060]")
_SPACES: Final = re.compile("[ \t\r\n\f\v\x85\u2028\u2029]+")

NoteKind = Literal["changed", "left out", "to do"]


class ImportFault(Exception):
    """A source that cannot be read at all: a sentence, and what to do."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


class Block(Struct, frozen=True):
    """One block of text.

    Attributes:
        kind: As in `compose.markdown`.
        spans: Its words.
        level: Of a sub-heading: 1 to 6, as in the source.
        depth: Of a list entry: 1 for the outer list.
        label: Of a list entry: "-" or "3."; "" for a further paragraph of the entry.
    """

    kind: Literal["paragraph", "subhead", "quote", "entry"]
    spans: tuple[MarkedSpan, ...]
    level: int = 0
    depth: int = 0
    label: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(span.bold or not span.text.strip() for span in self.spans)


class Picture(Struct, frozen=True):
    """A picture of the source. `addresses` are where its bytes may be, the best first."""

    addresses: tuple[str, ...]
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Item(Struct):
    """One news item. `origin` is where it comes from, for the reader of the YAML."""

    title: str = ""
    date: str = ""
    byline: str = ""
    language: str = ""
    standfirst: list[Block] = []
    body: list[Block] = []
    pictures: list[Picture] = []
    links: list[tuple[str, str]] = []
    origin: str = ""


class Note(Struct, frozen=True):
    """What a reader of the report should know, and where in the source it is."""

    kind: NoteKind
    where: str
    what: str


class Draft(Struct):
    """A brochure to be, and the notes on what it could not take over."""

    title: str = ""
    subtitle: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    intro: list[Block] = []
    items: list[Item] = []
    past_stories: str = ""
    notes: list[Note] = []

    def add_note(self, kind: NoteKind, where: str, what: str) -> None:
        """Add a note, once."""
        note = Note(kind, where, what)
        if note not in self.notes:
            self.notes.append(note)


def clean(text: str) -> str:
    """Return a text in NFC, without what cannot be printed; white space as it is."""
    text = UNWANTED.sub(lambda match: " " if match[0] in "\x0b\x0c\x85\u2028\u2029" else "", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def line(text: str) -> str:
    """Return a text on one line, as titles and captions are; no-break spaces stay."""
    return _SPACES.sub(" ", clean(text)).strip(" ")


def paragraph(text: str) -> Block:
    """Return a plain paragraph."""
    return Block("paragraph", (MarkedSpan(line(text)),))


def paragraphs(text: str) -> list[Block]:
    """Return plain text as paragraphs, which are parted by empty lines."""
    return [paragraph(part) for part in re.split(r"\n\s*\n", clean(text)) if part.strip()]


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address; none of one that is no address at all, such as `http://[x`."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def joined(base: str, address: str) -> str:
    """Return an address as it is meant on a page; one that is no address stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def shown(text: str, most: int = 60) -> str:
    """Return the beginning of a text, in quotation marks, for a note."""
    text = line(text)
    return f"\u201c{text if len(text) <= most else text[: most - 1].rstrip() + '…'}\u201d"
