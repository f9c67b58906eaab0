"""Annotations of the pages: links, form fields, and all else that lies above the contents (ISO 32000-1, 12.5)."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.tokens import Ref, Value, is_number, text_of

# Of one page; more are not looked at.
MOST: Final = 20_000
_HIDDEN: Final = 2
# The kinds that the standard knows (12.5.6, table 169; ISO 32000-2 adds two).
KNOWN: Final = frozenset(
    (
        "Text",
        "Link",
        "FreeText",
        "Line",
        "Square",
        "Circle",
        "Polygon",
        "PolyLine",
        "Highlight",
        "Underline",
        "Squiggly",
        "StrikeOut",
        "Stamp",
        "Caret",
        "Ink",
        "Popup",
        "FileAttachment",
        "Sound",
        "Movie",
        "Widget",
        "Screen",
        "PrinterMark",
        "TrapNet",
        "Watermark",
        "3D",
        "Redact",
        "RichMedia",
        "Projection",
    )
)


class Annotation(Struct):
    """An annotation.

    Attributes:
        number: That of its object, 0 if it has none.
        page: From 1.
        kind: Its subtype.
        contents: Its description.
        help: A form field's help text.
        element: The index of the element that it belongs to, -1 for none.
        is_shown: Whether it is neither hidden nor outside of the page.
        target: Where a link leads: an address, or "" for a place in the file.
        names: Whether an attached file has both of its names.
        is_map: Whether it matters where in a picture a link is clicked.
        is_quiet: Whether what it looks like is an artifact, where this is known.
    """

    number: int
    page: int
    kind: str
    contents: str
    help: str
    element: int
    is_shown: bool
    target: str
    names: bool
    is_map: bool
    is_quiet: bool


def read_annotations(
    document: Document, page: dict[str, Any], number: int, parents: dict[int, Value], elements: dict[int, int]
) -> list[Annotation]:
    """Return a page's annotations; `parents` is the parent tree, `elements` has an element's index by its object."""
    view = _numbers(document, page.get("CropBox", page.get("MediaBox")))
    found = []
    for value in document.array(page.get("Annots"))[:MOST]:
        head = document.dictionary(value)
        if not head:
            continue
        parent = parents.get(document.whole(head.get("StructParent"), -1))
        action = document.dictionary(head.get("A"))
        file = document.dictionary(head.get("FS"))
        found.append(
            Annotation(
                number=value.number if isinstance(value, Ref) else 0,
                page=number,
                kind=document.name(head.get("Subtype")),
                contents=document.text(head.get("Contents")).strip(),
                help=_help(document, head),
                element=elements.get(parent.number, -1) if isinstance(parent, Ref) else -1,
                is_shown=not document.whole(head.get("F")) & _HIDDEN
                and _meets(_numbers(document, head.get("Rect")), view),
                target=text_of(document.get(action.get("URI"))),
                names=bool(document.text(file.get("F")) and document.text(file.get("UF"))),
                is_map=document.get(action.get("IsMap")) is True,
                is_quiet=_is_quiet(document, head),
            )
        )
    return found


def _help(document: Document, field: dict[str, Any]) -> str:
    """Return a field's help text, its own or that of the field above it (12.7.3)."""
    for _step in range(20):
        if "TU" in field:
            return document.text(field["TU"]).strip()
        field = document.dictionary(field.get("Parent"))
        if not field:
            break
    return ""


def _is_quiet(document: Document, head: dict[str, Any]) -> bool:
    from pdfbrochure.finished.tokens import PdfFault, Stream

    looks = document.get(document.dictionary(head.get("AP")).get("N"))
    if not isinstance(looks, Stream):
        return True
    try:
        return b"/Artifact" in document.content(looks)
    except PdfFault:
        return False


def _numbers(document: Document, value: Value) -> list[float]:
    found = [document.get(one) for one in document.array(value)]
    return [float(one) for one in found if is_number(one)]


def _meets(one: list[float], other: list[float]) -> bool:
    if len(one) != 4 or len(other) != 4:
        return True
    return (
        max(one[0], one[2]) >= min(other[0], other[2])
        and min(one[0], one[2]) <= max(other[0], other[2])
        and max(one[1], one[3]) >= min(other[1], other[3])
        and min(one[1], one[3]) <= max(other[1], other[3])
    )
