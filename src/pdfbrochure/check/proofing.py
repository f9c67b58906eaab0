"""Reads the proofs: all that is looked for on finished pages, but for characters that no font has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from pdfbrochure.assets.fonts import OwnFont
from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.check.emblems import check_emblem
from pdfbrochure.check.printed import (
    check_addresses,
    check_codes,
    check_crops,
    check_edges,
    check_emphasis,
    check_everything_placed,
    check_resolution,
    codes_on,
)
from pdfbrochure.check.type_forms import check_figures
from pdfbrochure.check.whites import check_whites
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Findings
from pdfbrochure.layout.pages import Pages
from pdfbrochure.layout.trace import Keep
from pdfbrochure.model.brand import Brand
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.theme import Theme

# How many squares a side the code of an address has; and how long an address may be for so many.
Coder = tuple[Callable[[str], int], Callable[[int], int]]


def read_proofs(
    pages: Pages,
    galley: Galley,
    brochure: Brochure,
    photos: Mapping[str, PhotoFile],
    theme: Theme,
    lacking: set[str],
    brand: Brand | None,
    own: Collection[OwnFont],
    coder_of: Callable[[], Coder],
    keep: Keep,
    *,
    is_missed: bool,
) -> Findings:
    """Return what a print shop or an officer would send back of pages.

    Args:
        pages: The pages.
        galley: What they were set from.
        brochure: What that was composed from.
        photos: The measured photos, by name.
        theme: As it was before it was turned to fit.
        lacking: The emphasis for which the user's own fonts have no face.
        brand: The house style, if there is one.
        own: The user's own fonts.
        coder_of: Loads what makes codes; called where a page has one.
        keep: Gives what was found on a page in the last build, if it is the same.
        is_missed: Whether the number of pages asked for is missed: then that is the thing to mend.
    """
    findings = Findings()
    check_resolution(pages, photos, findings, keep)
    check_emblem(pages, brochure, findings)
    check_crops(pages, brochure, photos, findings, keep)
    check_edges(pages, galley.nodes, findings, keep)
    # How full a folded sheet is, is told as a whole where it is laid out.
    if not is_missed and not theme.panels.folds:
        check_whites(pages, galley.nodes, brochure, findings, keep)
    check_addresses(pages, galley, findings, keep)
    if any(keep("codes", page, codes_on) for page in pages.pages):
        check_codes(pages, galley.nodes, *coder_of(), findings, keep)
    check_everything_placed(pages, galley, theme, findings, keep)
    check_emphasis(lacking, findings)
    check_figures(pages, brochure.settings.figures, findings)
    if brand is not None:
        fonts = {font.name for font in own}
        from pdfbrochure.check.brands import check_brand  # only needed with a house style

        check_brand(pages, galley.nodes, brand, fonts, theme, brochure.settings.accent, findings)
    return findings
