"""The contents in the margin of the first page or on a cover, where the theme has boxes for their entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.contents_lines import ENTRY, HEADING, Listing, lay_lines
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.textboxes import Laid


def lay_contents(
    listing: Listing,
    desk: Desk,
    room: float,
    ground: str,
    *,
    width: float | None = None,
    entry: str = ENTRY,
    heading: str = HEADING,
) -> Laid | None:
    """Return the contents, with sections if they find room in a height; None if even the items do not.

    Args:
        listing: What they list.
        desk: Sets and measures.
        room: The height.
        ground: The color that they stand on.
        width: How wide they are; as the margin when None.
        entry: The theme's box of an entry.
        heading: That of the heading; "" for none.
    """
    part = desk.theme.masthead

    def lay(name: str, slots: Mapping[str, Any], measure: float) -> Laid:
        return Boxes(desk, part, slots, ground=ground).laid(part.box(name), measure)

    wide = desk.grid.margin if width is None else width
    laid = lay_lines(listing, lay, wide, room, entry=entry, heading=heading)
    return laid if laid.holds else None
