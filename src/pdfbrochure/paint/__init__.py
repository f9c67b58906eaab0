"""Paints pages as a PDF.

Takes pages and the galley's elements; gives bytes, the same ones for the same input. Knows the syntax of PDF, tags,
standards and, in `document` alone, ReportLab. Decides nothing: where something stands and what color it has
is settled before. Knows no theme, no language, no YAML.

Every file for the screen is PDF/UA-1 and PDF/A-2a at once, or PDF/UA-2 and PDF/A-4: tagged, with its fonts and an sRGB
output intent. A file for a press is PDF/X-4: the same things, in inks, on sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pdfbrochure.compose.blocks import Tree
from pdfbrochure.layout.pages import Page, Pages, PlacedPhoto
from pdfbrochure.paint.bookmarks import outline
from pdfbrochure.paint.canvas import PageCanvas
from pdfbrochure.paint.document import Raw, Stream, literal, reference
from pdfbrochure.paint.inks import SRGB, PressInks, ScreenInks
from pdfbrochure.paint.packet import Meta, information, meta_of, xmp
from pdfbrochure.paint.repaint import Kept
from pdfbrochure.paint.serialize import serialize
from pdfbrochure.paint.standards import STANDARDS
from pdfbrochure.paint.tags import TagTree

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.pixels import Picture
    from pdfbrochure.press.sheets import Sheet, Sheets

__all__ = ["Kept", "Meta", "Plates", "PressInks", "meta_of", "paint"]


class Plates(Struct, frozen=True):
    """What a press needs beside the pages.

    Attributes:
        sheets: Which pages stand where, with bleed, and what stands beside them.
        inks: Writes colors.
        profile: The ICC profile of the press.
        condition: Its name in the ICC's register.
        described: The name that the profile gives itself.
    """

    sheets: Sheets
    inks: PressInks
    profile: bytes
    condition: str
    described: str


def paint(
    pages: Pages,
    nodes: Tree,
    colors: dict[str, str],
    meta: Meta,
    picture: Callable[[PlacedPhoto], Picture | Drawing | None],
    progress: Callable[[int, int], None] | None = None,
    plates: Plates | None = None,
    *,
    squeeze: bool = False,
    kept: Kept | None = None,
) -> bytes:
    """Return the PDF.

    Args:
        pages: What stands where.
        nodes: The elements that the placed things belong to.
        colors: Color name -> #rrggbb.
        meta: What the file says of itself.
        picture: Gives the pixels or shapes of a placed photo, or None when it cannot be read.
        progress: Called with the pages done and their number.
        plates: For a press, and then `meta` names its standard; None for the screen.
        squeeze: Whether everything is compressed as much as it can be, which takes longer.
        kept: What the last painting for the screen left, and what takes what this one leaves.
    """
    standard = STANDARDS[meta.standard]
    tags = TagTree(nodes, standard, None if kept is None else kept.tree)
    inks = ScreenInks(colors) if plates is None else plates.inks
    first = None if plates is None else plates.sheets.sheets[0]
    width, height = (pages.width, pages.height) if first is None else (first.width, first.height)
    if kept is not None:
        kept.begin(nodes, colors, meta.standard, pages.height)
    canvas = PageCanvas(width, height, inks, tags, meta.language, page_height=pages.height, kept=kept)
    sides: Sequence[Page | Sheet] = pages.pages if plates is None else plates.sheets.sheets
    for number, side in enumerate(sides, 1):
        if isinstance(side, Page):
            canvas.paint_page(side, picture)
        else:
            canvas.paint_sheet(side, pages.pages, picture)
        if progress is not None:
            progress(number, len(sides))
    canvas.embed_fonts()
    document = canvas.document
    page_references = canvas.page_references()
    entries: dict[str, Raw | Stream | None] = {
        "OutputIntents": Raw(_screen_intent(document) if plates is None else _press_intent(document, plates)),
        "Metadata": Stream(b"/Type /Metadata /Subtype /XML ", xmp(meta), compress=False),
    }
    # Sheets are neither read nor leafed through on a screen.
    entries["Outlines"] = None
    if standard.tagged:
        top = height if first is None else height - first.trim.top
        entries["StructTreeRoot"] = tags.write(document, page_references)
        elements = tags.references if standard.structure_destinations else {}
        titles = {mark.node: (mark.page - 1, min(top, top - mark.y + 12.0)) for mark in pages.bookmarks}
        canvas.lead(page_references, elements, titles)
        entries["MarkInfo"] = Raw(b"<< /Marked true >>")
        entries["PageLabels"] = Raw(b"<< /Nums [0 << /S /D >>] >>")
        entries["Outlines"] = outline(document, pages.bookmarks, page_references, top, elements)
    canvas.complete(entries, backward=pages.backward)
    info = reference(document, Raw(information(meta))) if standard.information else None
    if kept is not None:
        kept.end()
    return serialize(document, canvas.root, info, standard.version, squeeze=squeeze)


def _screen_intent(document: Any) -> bytes:
    """Return the output intent of the screen (ISO 32000-1, 14.11.5)."""
    profile = Stream(b"/N 3 ", SRGB.read_bytes())
    return (
        b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /RegistryName "
        b"(http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %s >>]" % reference(document, profile)
    )


def _press_intent(document: Any, plates: Plates) -> bytes:
    """Return the output intent of a press (ISO 15930-7, 6.2)."""
    profile = Stream(b"/N 4 ", plates.profile)
    return (
        b"[<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier %s /RegistryName (http://www.color.org) "
        b"/OutputCondition %s /Info %s /DestOutputProfile %s >>]"
        % (
            literal(plates.condition),
            literal(plates.described),
            literal(plates.described),
            reference(document, profile),
        )
    )
