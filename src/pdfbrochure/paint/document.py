"""The file that knows ReportLab: its registry of objects, and a canvas whose pages hold our own bytes.

ReportLab numbers the objects, keeps the tree of pages and knows the dictionaries of the catalog. All contents are
written byte for byte by us. (`vectors`, loaded only for an SVG logo, also knows its renderer of shapes.)
"""

from __future__ import annotations

import contextlib
import io
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from pdfbrochure.later import imported_later

# ReportLab wants these for its own images, caches and tests, and paints nothing of ours with them.
with imported_later("PIL.Image", "pickle", "tempfile"):
    from reportlab.pdfbase import pdfdoc, pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

# Level 4 takes a third of the time of the default 6 and makes page streams 2 % larger.
COMPRESSION: Final = 4
# Kept for the next document: compressed streams, and numbers as they are written.
MOST_STREAMS: Final = 128
MOST_NUMBERS: Final = 16384


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object given as bytes, or as a function that gives them when the document is written."""

    def __init__(self, content: bytes | Callable[[], bytes] = b"") -> None:
        self.content = content

    def format(self, _document: Any) -> bytes:
        """Return the object's bytes; called by ReportLab."""
        return self.content() if callable(self.content) else self.content


class Stream(pdfdoc.PDFObject):  # type: ignore[misc]
    """A stream with the end of line before `endstream` that its length does not count (ISO 19005-2, 6.1.7.1)."""

    def __init__(self, head: bytes, content: bytes, *, compress: bool = True) -> None:
        self._compresses = compress and len(content) > 60
        self._head = head
        self._content = content

    def format(self, document: Any) -> bytes:
        """Return the object's bytes; called by ReportLab."""
        head, content = self._head, self._content
        if self._compresses:
            content = _compressed(content, getattr(document, "compression_level", COMPRESSION))
            head = b"/Filter /FlateDecode " + head
        return b"<< %s /Length %d >>\nstream\n%s\nendstream\n" % (head, len(content), content)


@lru_cache(maxsize=MOST_STREAMS)
def _compressed(content: bytes, level: int) -> bytes:
    return zlib.compress(content, level)


# ReportLab writes objects with this mark as indirect ones and refers to them.
for _kind in (Raw, Stream):
    setattr(_kind, pdfdoc.__RefOnly__, 1)


def reference(document: Any, obj: pdfdoc.PDFObject) -> bytes:
    """Return `n 0 R` for an object, adding it to the document if it is new."""
    name = document.Reference(obj).name
    return b"%d 0 R" % document.idToObjectNumberAndVersion[name][0]


def references_of(document: Any, objects: Sequence[Raw]) -> list[bytes]:
    """Return `n 0 R` for each of many new objects, adding them to the document."""
    first = document.objectcounter + 1
    for count, obj in enumerate(objects, first):
        obj.__InternalName__ = name = f"R{count}"
        document.idToObjectNumberAndVersion[name] = (count, 0)
        document.numberToId[count] = name
        document.idToObject[name] = obj
    document.objectcounter += len(objects)
    return [b"%d 0 R" % count for count in range(first, first + len(objects))]


def text_string(text: str) -> bytes:
    """Return a text string in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def literal(text: str) -> bytes:
    """Return an ASCII string in parentheses (ISO 32000-1, 7.3.4.2)."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("ascii", "replace") + b")"


@lru_cache(maxsize=MOST_NUMBERS)
def number(value: float) -> str:
    """Return a number with at most three decimals, without closing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def body_of(obj: Any, document: Any) -> bytes:
    """Return the bytes of an indirect object, between `obj` and `endobj`."""
    if isinstance(obj, Raw | Stream):
        return obj.format(document)
    bodies: Bodies | None = getattr(document, "page_bodies", None)
    if bodies is not None and isinstance(obj, pdfdoc.PDFPage):
        return _page_body(obj, document, bodies)
    body: bytes = pdfdoc.format(obj, document, toplevel=1)
    return body


# The dictionaries of the pages of the last document, by their numbers, each with the numbers of all it refers to.
Bodies = dict[int, tuple[tuple[object, ...], bytes]]


def _page_body(page: Any, document: Any, bodies: Bodies) -> bytes:
    """Return the dictionary of a page: that of the last document where all that it refers to has the same numbers."""
    # What the dictionary of the first page adds to the document, in this order: the tree of pages, its contents.
    above = document.Reference(document.Pages)
    contents, number = reference(document, page.Contents), page.StructParents
    objects = document.idToObjectNumberAndVersion
    others = [*(page.Annots or ()), *(page.XObjects.dict.values() if page.XObjects else ())]
    refers = [objects[other.name] for other in (*others, above, page.Resources.Font)]
    names = list(page.XObjects.dict) if page.XObjects else []
    key = (contents, refers, names, page.pagewidth, page.pageheight)
    known = bodies.get(number)
    if known is None or known[0] != key:
        known = bodies[number] = key, pdfdoc.format(page, document, toplevel=1)
    return known[1]


# The canvas ----------------------------------------------------------------------------------------------------


class _NoFont:
    """Stands in for the font that ReportLab would put on every page; the canvas writes nothing for it."""

    fontName = "NoFont"
    _dynamicFont = True
    _multiByte = True
    encoding = None
    substitutionFonts: tuple[str, ...] = ()

    class face:
        """What ReportLab asks of a font's face."""

        name = "NoFont"
        builtIn = False
        requiredEncoding = None


pdfmetrics.registerFont(_NoFont())


@contextlib.contextmanager
def _without_epoch() -> Iterator[None]:
    """Hide SOURCE_DATE_EPOCH from ReportLab, which fails on words in it; our dates come with the metadata."""
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


class BlankCanvas(Canvas):  # type: ignore[misc]
    """A canvas that writes nothing by itself: no font, no state, no page content but what it is given.

    Args:
        width: Page width in points.
        height: Page height in points.
        language: BCP 47 tag of the document.
    """

    def __init__(self, width: float, height: float, language: str) -> None:
        with _without_epoch():
            super().__init__(
                io.BytesIO(),
                pagesize=(width, height),
                initialFontName="NoFont",
                pageCompression=0,
                invariant=1,
                pdfVersion=(1, 7),
                lang=language,
            )
        self.page_number = 0

    def keep_pages(self, bodies: Bodies) -> None:
        """Take the dictionaries of pages from the last document as far as they are the same, and leave them there."""
        self._doc.page_bodies = bodies

    def finish_page(
        self, contents: bytes, annotations: Sequence[Raw], boxes: Mapping[str, tuple[float, ...]] | None = None
    ) -> None:
        """End a page: its contents, the annotations on it, and its boxes but for the largest, each by four edges."""
        for annotation in annotations:
            self._addAnnotation(annotation)
        self.showPage()
        page = self._doc.Pages.pages[-1]
        # Keys that ReportLab does not know are written only if the object says so itself.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.page_number
        page.Tabs = pdfdoc.PDFName("S")
        page.Contents = Stream(b"", contents)
        page.stream = None
        # Transitions belong to slides; procedure sets are obsolete (ISO 32000-1, 14.2).
        page.Trans = None
        resources = pdfdoc.PDFResourceDictionary()
        resources.basicFonts()
        resources.ProcSet = []
        if page.XObjects:
            resources.XObject = page.XObjects
        page.Resources = resources
        for name, edges in (boxes or {}).items():
            # Finer than the contents: a reader may refuse boxes that stand out of each other by a rounding.
            setattr(page, name, pdfdoc.PDFArray([round(edge, 4) for edge in edges]))
        self.page_number += 1

    def add_font(self, name: str, font: Any) -> None:
        """Add a font to the resources of every page."""
        self._doc.idToObject[pdfdoc.BasicFonts].dict[name] = font

    def share_resources(self, states: Mapping[str, Raw], spaces: Mapping[str, Raw]) -> None:
        """Add graphics states and color spaces, by the names in the contents, to every page."""
        for page in self._doc.Pages.pages:
            page.Resources.ExtGState = dict(states)
            page.Resources.ColorSpace = dict(spaces)

    def add_external(self, name: str, obj: Stream) -> None:
        """Add a picture or a form to the document."""
        self._doc.Reference(obj, self._doc.getXObjectName(name))

    def use_external(self, name: str) -> str:
        """Return the name by which this page's contents refer to a picture or form of the document."""
        if name not in self._formsinuse:
            self._formsinuse.append(name)
        return str(self._doc.getXObjectName(name))

    def page_references(self) -> list[bytes]:
        """Return a reference to each page."""
        numbers = self._doc.idToObjectNumberAndVersion
        return [b"%d 0 R" % numbers[f"Page{number}"][0] for number in range(1, self.page_number + 1)]

    def complete(self, entries: dict[str, Raw | Stream | None], *, backward: bool) -> None:
        """Add entries to the catalog.

        Args:
            entries: Key -> object; None for none.
            backward: Whether pages are turned from right to left.
        """
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        for key, entry in entries.items():
            setattr(catalog, key, entry)
        self.setViewerPreference("DisplayDocTitle", "true")
        if backward:
            self.setViewerPreference("Direction", "R2L")

    @property
    def root(self) -> bytes:
        """The reference to the catalog."""
        return reference(self._doc, self._doc.Catalog)

    @property
    def document(self) -> Any:
        """ReportLab's document, for `reference` and `serialize`."""
        return self._doc
