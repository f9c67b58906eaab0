"""The outline, which readers show beside the pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from typing import Any

from pdfbrochure.layout.pages import Bookmark
from pdfbrochure.paint.document import Raw, number, reference, text_string


def outline(
    document: Any, bookmarks: tuple[Bookmark, ...], pages: list[bytes], height: float, elements: dict[int, bytes]
) -> Raw | None:
    """Add the outline; return it, or None when there is nothing to list. Sub-headings lie open below their headings.

    Args:
        document: ReportLab's document.
        bookmarks: The entries in their order, the first of the first level.
        pages: References to the pages.
        height: Page height in points.
        elements: Node -> reference to the element that its entry leads to; the others lead to their places only.
    """
    if not bookmarks:
        return None
    top = Raw()
    entries = [Raw() for _ in bookmarks]
    references = [reference(document, entry) for entry in entries]
    families = _families(bookmarks)
    above = {
        inner: reference(document, top if outer < 0 else entries[outer])
        for outer, inners in families.items()
        for inner in inners
    }
    for siblings in families.values():
        for place, index in enumerate(siblings):
            bookmark = bookmarks[index]
            links = b" /Prev " + references[siblings[place - 1]] if place else b""
            links += b" /Next " + references[siblings[place + 1]] if place + 1 < len(siblings) else b""
            y = number(min(height, height - bookmark.y + 12.0)).encode()
            entries[index].content = b"<< /Title %s /Parent %s%s%s %s >>" % (
                text_string(bookmark.title),
                above[index],
                links,
                _inner(families.get(index, []), references, len(families.get(index, []))),
                _destination(pages[bookmark.page - 1], b"/XYZ 0 %s null" % y, elements.get(bookmark.node)),
            )
    top.content = b"<< /Type /Outlines%s >>" % _inner(families[-1], references, len(bookmarks))
    return top


def _families(bookmarks: tuple[Bookmark, ...]) -> dict[int, list[int]]:
    """Return the indexes of the entries by that of the entry in which they lie, -1 for the outline itself."""
    families: dict[int, list[int]] = {-1: []}
    # The entries in which the next may lie, from the outside in.
    around: list[int] = []
    for index, bookmark in enumerate(bookmarks):
        while around and bookmarks[around[-1]].level >= bookmark.level:
            around.pop()
        families.setdefault(around[-1] if around else -1, []).append(index)
        around.append(index)
    return families


def _inner(kids: list[int], references: list[bytes], shown: int) -> bytes:
    """Return what an entry says of the entries in it, of which so many are shown."""
    return b" /First %s /Last %s /Count %d" % (references[kids[0]], references[kids[-1]], shown) if kids else b""


def _destination(page: bytes, place: bytes, element: bytes | None) -> bytes:
    """Return an entry's destination, or its action, where it leads to an element too (ISO 32000-2, 12.6.4.2)."""
    if element is None:
        return b"/Dest [%s %s]" % (page, place)
    return b"/A << /S /GoTo /D [%s %s] /SD [%s %s] >>" % (page, place, element, place)
