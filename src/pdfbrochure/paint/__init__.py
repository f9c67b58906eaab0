"""Paints pages as a PDF. Takes pages and the galley's elements; gives bytes. Knows ReportLab; decides nothing.

Every file is PDF/UA-1 and PDF/A-2a at once, or PDF/UA-2 and PDF/A-4: tagged, with its fonts and an sRGB output intent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from pdfbrochure.assets.drawings import Drawing
from pdfbrochure.assets.pixels import Picture
from pdfbrochure.compose.blocks import Node
from pdfbrochure.layout.pages import Pages, PlacedPhoto
from pdfbrochure.paint.canvas import PageCanvas
from pdfbrochure.paint.metadata import Meta, information, meta_of, xmp
from pdfbrochure.paint.objects import Raw, Stream, reference
from pdfbrochure.paint.outline import outline
from pdfbrochure.paint.serialize import serialize
from pdfbrochure.paint.standards import STANDARDS
from pdfbrochure.paint.tags import TagTree

__all__ = ["Meta", "meta_of", "paint"]

_PROFILE: Final = Path(__file__).resolve().parent.parent / "profiles" / "srgb.icc"


def paint(
    pages: Pages,
    nodes: tuple[Node, ...],
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
    catalog = document.Catalog
    page_references = [
        b"%d 0 R" % document.idToObjectNumberAndVersion[f"Page{number}"][0] for number in range(1, len(pages.pages) + 1)
    ]
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    profile = Stream(b"/N 3 ", _PROFILE.read_bytes())
    catalog.OutputIntents = Raw(
        b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /RegistryName "
        b"(http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %s >>]" % reference(document, profile)
    )
    catalog.StructTreeRoot = tags.write(document, page_references)
    catalog.MarkInfo = Raw(b"<< /Marked true >>")
    catalog.Metadata = Stream(b"/Type /Metadata /Subtype /XML ", xmp(meta), compress=False)
    catalog.PageLabels = Raw(b"<< /Nums [0 << /S /D >>] >>")
    elements = tags.references if standard.structure_destinations else {}
    catalog.Outlines = outline(document, pages.bookmarks, page_references, pages.height, elements)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if pages.backward:
        canvas.setViewerPreference("Direction", "R2L")
    info = reference(document, Raw(information(meta))) if standard.information else None
    root = b"%d 0 R" % document.idToObjectNumberAndVersion[document.Reference(catalog).name][0]
    return serialize(document, root, info, standard.version)
