"""Paints pages as a PDF.

Takes pages and the galley's elements; gives bytes, the same ones for the same input. Knows the syntax of PDF, tags,
standards and, in `document` alone, ReportLab. Decides nothing: where something stands and what color it has
is settled before. Knows no theme, no language, no YAML.

Every file is PDF/UA-1 and PDF/A-2a at once, or PDF/UA-2 and PDF/A-4: tagged, with its fonts and an sRGB output intent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from pdfbrochure.assets.drawings import Drawing
from pdfbrochure.assets.pixels import Picture
from pdfbrochure.compose.blocks import Tree
from pdfbrochure.layout.pages import Pages, PlacedPhoto
from pdfbrochure.paint.bookmarks import outline
from pdfbrochure.paint.canvas import PageCanvas
from pdfbrochure.paint.document import Raw, Stream, reference
from pdfbrochure.paint.packet import Meta, information, meta_of, xmp
from pdfbrochure.paint.serialize import serialize
from pdfbrochure.paint.standards import STANDARDS
from pdfbrochure.paint.tags import TagTree

__all__ = ["Meta", "meta_of", "paint"]

_PROFILE: Final = Path(__file__).resolve().parent.parent / "profiles" / "srgb.icc"


def paint(
    pages: Pages,
    nodes: Tree,
    colors: dict[str, str],
    meta: Meta,
    picture: Callable[[PlacedPhoto], Picture | Drawing | None],
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the PDF.

    Args:
        pages: What stands where.
        nodes: The elements that the placed things belong to.
        colors: Color name -> #rrggbb.
        meta: What the file says of itself.
        picture: Gives the pixels or shapes of a placed photo, or None when it cannot be read.
        progress: Called with the pages done and their number.
    """
    standard = STANDARDS[meta.standard]
    tags = TagTree(nodes, standard)
    canvas = PageCanvas(pages.width, pages.height, colors, tags, meta.language)
    for number, page in enumerate(pages.pages, 1):
        canvas.paint_page(page, picture)
        if progress is not None:
            progress(number, len(pages.pages))
    canvas.embed_fonts()
    document = canvas.document
    page_references = canvas.page_references()
    profile = Stream(b"/N 3 ", _PROFILE.read_bytes())
    intents = Raw(
        b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /RegistryName "
        b"(http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %s >>]" % reference(document, profile)
    )
    structure = tags.write(document, page_references)
    elements = tags.references if standard.structure_destinations else {}
    canvas.complete(
        {
            "OutputIntents": intents,
            "StructTreeRoot": structure,
            "MarkInfo": Raw(b"<< /Marked true >>"),
            "Metadata": Stream(b"/Type /Metadata /Subtype /XML ", xmp(meta), compress=False),
            "PageLabels": Raw(b"<< /Nums [0 << /S /D >>] >>"),
            "Outlines": outline(document, pages.bookmarks, page_references, pages.height, elements),
        },
        backward=pages.backward,
    )
    info = reference(document, Raw(information(meta))) if standard.information else None
    return serialize(document, canvas.root, info, standard.version)
