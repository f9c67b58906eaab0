"""The contents in the margin of the first page or on a cover, where the theme has boxes for their entries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.contents_lines import ENTRY, HEADING, Listing, lay_lines
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.textboxes import Laid


def lay_contents(
    listing: Listing,
    desk: Desk,
    ground: str,
    *,
    width: float,
    most: float = math.inf,
    columns: int = 1,
    entry: str = ENTRY,
    heading: str = HEADING,
) -> Laid:
    """Return the contents, with sections if they find room in a height; they do not hold if even the items do not.

    Args:
        listing: What they list.
        desk: Sets and measures.
        ground: The color that they stand on.
        width: How wide they are.
        most: How high they may be.
        columns: In how many columns they stand.
        entry: The theme's box of an entry.
        heading: That of the heading; "" for none.
    """
    part = desk.theme.masthead

    def lay(name: str, slots: Mapping[str, Any], measure: float) -> Laid:
        return Boxes(desk, part, slots, ground=ground).laid(part.box(name), measure)

    return lay_lines(listing, lay, width, most, columns, desk.grid.gap, entry=entry, heading=heading)
