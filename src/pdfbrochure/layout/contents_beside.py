"""The contents in the margin of the first page, where the theme's title block has a place for them there.

Each entry is a box of the theme, one below the other. How high they are is known before the pages are; the numbers are
set when they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Contents, ContentsEntry, Paragraph, Span
from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed, moved
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.calendars import in_digits

# The box of an entry; with others for the heading and for a section it is what makes contents of a title block.
ENTRY: Final = "contents_entry"
HEADING: Final = "contents_heading"


def lay_contents(
    contents: Contents,
    desk: Desk,
    numbers: Mapping[int, int],
    digits: str,
    room: float,
    ground: str,
    *,
    width: float | None = None,
    entry: str = ENTRY,
    heading: str = HEADING,
) -> Laid | None:
    """Return the contents, with sections if they find room in a height; None if even the items do not.

    Args:
        contents: What they list.
        desk: Sets and measures.
        numbers: The page of each item, by its number.
        digits: In which pages are counted.
        room: The height.
        ground: The color that they stand on.
        width: How wide they are; as the margin when None.
        entry: The theme's box of an entry.
        heading: That of the heading; "" for none.
    """
    wide = desk.grid.margin if width is None else width
    for sections in (True, False):
        every = sections or contents.only_sections
        laid = _laid(contents, desk, numbers, digits, ground, wide, (heading, entry), sections=every)
        if laid.height <= room:
            return laid
    return None


def _laid(
    contents: Contents,
    desk: Desk,
    numbers: Mapping[int, int],
    digits: str,
    ground: str,
    width: float,
    named: tuple[str, str],
    *,
    sections: bool,
) -> Laid:
    part = desk.theme.masthead
    things: list[Placed] = []
    y = 0.0
    if named[0]:
        heading = Boxes(desk, part, {"contents": contents.heading}, ground=ground).laid(part.box(named[0]), width)
        things, y = list(heading.things), heading.height
    for entry in contents.entries:
        if entry.is_section and not sections:
            continue
        numbered = not entry.is_section or contents.only_sections
        slots: dict[str, Slot] = {
            "contents_section" if entry.is_section else "contents_item": structs.replace(entry.text, style="contents"),
            "contents_page": _number(entry, numbers.get(entry.article, 0), digits) if numbered else None,
        }
        laid = Boxes(desk, part, slots, ground=ground).laid(part.box(named[1]), width)
        things += moved(laid.things, 0.0, y)
        y += laid.height
    return Laid(y, things)


def _number(entry: ContentsEntry, page: int, digits: str) -> Paragraph:
    words = in_digits(str(page), digits) if page else "0"
    return Paragraph((Span(words, url=entry.url, node=entry.number),), "contents", entry.number)
