"""The entries of the contents as boxes of the theme, one below the other, in one column or in several.

How high they are is known before the pages are; the numbers are set when they stand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Contents, ContentsEntry, Paragraph, Span
from pdfbrochure.layout.grid import A4_HEIGHT, Grid
from pdfbrochure.layout.pages import Placed, PlacedLine, moved
from pdfbrochure.layout.textboxes import Laid, even_parts
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.design import Entries, Part, walk

# The box of an entry; with another for the heading it is what makes contents of a title block.
ENTRY: Final = "contents_entry"
HEADING: Final = "contents_heading"

# Lays out a box of the theme by its name, with what it shows, in a width.
Lay = Callable[[str, Mapping[str, Any], float], Laid]


class Listing(Struct, frozen=True):
    """What contents list, the page of each item by its number as far as it is known, and in which digits."""

    contents: Contents
    numbers: Mapping[int, int]
    digits: str


def lay_lines(
    listing: Listing,
    lay: Lay,
    width: float,
    most: float = math.inf,
    columns: int = 1,
    gap: float = 0.0,
    *,
    entry: str = ENTRY,
    heading: str = HEADING,
) -> Laid:
    """Return the contents, without the names of sections above items where they are too high; else they do not hold.

    Args:
        listing: What they list.
        lay: Lays out the boxes.
        width: How wide they are.
        most: How high they may be.
        columns: In how many columns the entries stand.
        gap: Between two columns.
        entry: The theme's box of an entry.
        heading: That of the heading; "" for none.
    """
    head = lay(heading, {"contents": listing.contents.heading}, width) if heading else Laid(0.0, [])
    room = (width - (columns - 1) * gap) / columns
    for sections in (True, False):
        groups = _groups(listing, lay, room, entry, sections=sections or listing.contents.only_sections)
        heights = [group.height for group in groups]
        fits = columns > 1 and sum(heights) <= columns * most
        parts = _parted(heights, columns) if fits else [(0, len(heights))]
        tallest = max((sum(group.height for group in groups[first:last]) for first, last in parts), default=0.0)
        if head.height + tallest <= most:
            break
    things: list[Placed] = list(head.things)
    for column, (first, last) in enumerate(parts):
        y = head.height
        for group in groups[first:last]:
            things += moved(group.things, column * (room + gap), y)
            y += group.height
    height = head.height + tallest
    return Laid(height, things, width, height, holds=height <= most)


def _parted(heights: list[float], columns: int) -> list[tuple[int, int]]:
    """Return the ends of the columns, even but for the last, which is the one that may be shorter."""
    count = len(heights)
    return [(count - last, count - first) for first, last in reversed(even_parts(heights[::-1], columns))]


def lay_in_title(listing: Listing, lay: Lay, width: float, most: float, grid: Grid, *, parted: bool) -> Laid:
    """Return the contents in a title block, in the page's columns if they are `parted`.

    Args:
        listing: What they list.
        lay: Lays out the boxes.
        width: How wide they are.
        most: How high they may be on A4.
        grid: The page's.
        parted: Whether they stand in several columns.
    """
    columns = max(1, int((width + grid.gap + 0.5) / (grid.column_width + grid.gap))) if parted else 1
    # In columns they are as wide as those, which leaves some white after the last in rows of cards.
    wide = columns * (grid.column_width + grid.gap) - grid.gap if parted else width
    return lay_lines(listing, lay, wide, most * min(1.0, grid.height / A4_HEIGHT), columns, grid.gap)


def _groups(listing: Listing, lay: Lay, width: float, box: str, *, sections: bool) -> list[Laid]:
    """Return the entries laid out, the name of a section together with its first item."""
    groups: list[Laid] = []
    kept: Laid | None = None
    for entry in listing.contents.entries:
        if entry.is_section and not sections:
            continue
        numbered = not entry.is_section or listing.contents.only_sections
        slots = {
            "contents_section" if entry.is_section else "contents_item": structs.replace(entry.text, style="contents"),
            "contents_page": _number(entry, listing) if numbered else None,
        }
        laid = lay(box, slots, width)
        if kept is not None:
            laid = Laid(kept.height + laid.height, [*kept.things, *moved(laid.things, 0.0, kept.height)])
        kept = laid if entry.is_section and not numbered else None
        if kept is None:
            groups.append(laid)
    return groups if kept is None else [*groups, kept]


def _number(entry: ContentsEntry, listing: Listing) -> Paragraph:
    page = listing.numbers.get(entry.article, 0)
    words = in_digits(str(page), listing.digits) if page else "0"
    return Paragraph((Span(words, url=entry.url, node=entry.number),), "contents", entry.number)


def lists_contents(things: Iterable[Placed], contents: Contents) -> bool:
    """Return whether entries of the contents are among placed things."""
    nodes = {entry.number for entry in contents.entries}
    return any(isinstance(each, PlacedLine) and each.owner in nodes for each in things)


def has_entries(part: Part) -> bool:
    """Return whether a part of a theme has a box for contents among its own."""
    return any(isinstance(inner, Entries) for box in part.boxes.values() for inner in walk(box))
