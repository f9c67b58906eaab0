"""The front panel of a folded sheet: the title block at its foot, and above that, up to the edges, the lead's photo.

Without a photo the title block takes the whole panel. Takes what the galley has; gives placed things.
"""

from __future__ import annotations

from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.compose.galley import Galley
from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.clear_space import Around
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.frames import within
from pdfbrochure.layout.furniture import SHRUNK, mark_slots
from pdfbrochure.layout.pages import Placed, moved
from pdfbrochure.layout.photo_rows import place_photos

# Of the panel's height, what a title block may take below a photo, and without one.
MOST_BELOW: Final = 0.66
MOST_ALONE: Final = 0.92


def front_photo(article: Article) -> Figure | None:
    """Return the photo of a lead that may fill the front: its first, unless it shall be narrow or shown whole."""
    if not article.figures:
        return None
    first = article.figures[0]
    fits = first.width in (None, "wide") and not first.members and first.shown < 1.0
    return first if fits else None


def without_front_photo(article: Article) -> Article:
    """Return a lead without the photo that stands on the front."""
    return article if front_photo(article) is None else msgspec.structs.replace(article, figures=article.figures[1:])


def place_front(galley: Galley, lead: Article, desk: Desk, *, plain: bool) -> list[Placed]:
    """Return what stands on the front.

    Args:
        galley: The brochure.
        lead: Its first item.
        desk: Sets and measures.
        plain: Whether the title stands on paper, to save ink.
    """
    grid, part, head, photo = desk.grid, desk.theme.masthead, galley.masthead, front_photo(lead)
    box = part.box("plain" if plain else "box")
    slots: dict[str, Slot] = {
        "title": head.title,
        "subtitle": head.subtitle,
        "issue_line": head.issue_line,
        "publisher": head.publisher,
        "photo": photo,
        "credit": None if photo is None else photo.caption,
        **mark_slots(head.marks),
    }
    most = (MOST_ALONE if photo is None else MOST_BELOW) * grid.height
    for scale in (1.0, *SHRUNK):
        boxes = Boxes(desk, part, slots, scale=scale)
        laid = boxes.cleared(box, grid.text_width, around=Around(most=most))
        if laid.height <= most:
            break
    if photo is None:
        laid = boxes.cleared(box, grid.text_width, grid.height)
        return moved(laid.things, grid.side, 0.0)
    # Of a photo that shall show more than an upright frame does, less of the panel is filled.
    tall = grid.height - laid.height
    tall = min(tall, grid.width / within(photo, grid.width / tall))
    # It ends on a baseline, as every photo does.
    tall = max(1, round((tall - grid.top + grid.descent) / grid.unit)) * grid.unit + grid.top - grid.descent
    laid = boxes.cleared(box, grid.text_width, grid.height - tall)
    picture = place_photos(photo, 0.0, 0.0, grid.width, tall, grid)
    return [*picture, *moved(laid.things, grid.side, tall)]
