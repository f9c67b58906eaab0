"""The contents on the first page: a box in the last column, its entries on the rows of the grid.

How high it is, is known before the pages are; the numbers are set when they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Article, Contents, ContentsEntry, Paragraph, Span
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.contents_lines import has_entries
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, foot_of, moved
from pdfbrochure.layout.placing import Sheet
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.text.lines import Line

# What an entry keeps free at its end for the number, in points, and the lines that it may have.
NUMBER_ROOM: Final = 24.0
MOST_LINES: Final = 2
# How they may be set: with a row of white above each section, without it, or without the names of sections too.
FORMS: Final = ("loose", "close", "bare")
# With so many entries, it is not the title block that is too long.
MANY: Final = 12
# What to do with contents that are too long for the title block.
SECTIONS: Final = (
    "part the items into sections (`- section: Research`): of more than twelve items contents list the sections alone; "
    "or delete `contents`"
)
# Rows above the first and below the last.
PADDING: Final = 1


def contents_rows(contents: Contents, collector: Collector, form: str) -> int:
    """Return the rows that the contents take in a column, in one of their `FORMS`."""
    return _layout(contents, collector, {}, "", form)[1]


def foot_in_column(things: Iterable[Placed], grid: Grid) -> float:
    """Return the foot of what of a title block reaches into the last column, in which the contents stand."""
    start = grid.column_x(grid.columns - 1)

    def end(thing: Placed) -> float:
        return thing.x + (thing.line.width if isinstance(thing, PlacedLine) else getattr(thing, "width", grid.width))

    return max((foot_of(thing) for thing in things if end(thing) > start), default=0.0)


def place_contents(
    contents: Contents, collector: Collector, numbers: Mapping[int, int], digits: str, form: str
) -> list[Placed]:
    """Return the contents, relative to the top of their first row, with the page of each item by its number."""
    return _layout(contents, collector, numbers, digits, form)[0]


def _layout(
    contents: Contents, collector: Collector, numbers: Mapping[int, int], digits: str, form: str
) -> tuple[list[Placed], int]:
    grid, part = collector.grid, collector.theme.sidebar
    side = min(part.number("side"), 0.1 * grid.column_width)
    width = grid.column_width - 2 * side
    things: list[Placed] = []
    row = PADDING
    style = collector.theme.styles["box_title"]
    heading = collector.set_title(contents.heading, style, width)
    cap = collector.setter.shaper(heading.style).face.cap_height * heading.style.size / 1000
    top = row * grid.unit + grid.cap + cap - collector.baseline(heading.style)
    things += collector.stacked(heading.lines, heading.style, side, top)
    row += max(1, -int(-(heading.height + part.number("below_title")) // grid.unit))
    for at, entry in enumerate(contents.entries):
        if form == "bare" and entry.is_section and not contents.only_sections:
            continue
        row += 1 if form == "loose" and entry.is_section and at else 0
        lines = _lines(entry, collector, width - NUMBER_ROOM, has_number=not entry.is_section or contents.only_sections)
        for line in lines:
            y = (row + 1) * grid.unit - grid.descent
            things.append(PlacedLine(side, y, line))
            row += 1
        if not entry.is_section or contents.only_sections:
            number = _number(entry, collector, numbers.get(entry.article, 0), digits)
            things.append(PlacedLine(side + width - number.width, row * grid.unit - grid.descent, number))
    rows = row + PADDING
    ground = PlacedFlat(
        0.0, grid.cap, grid.column_width, rows * grid.unit - grid.cap - grid.descent, part.word("ground")
    )
    marks = moved(Boxes(collector, part, {}).laid(part.box(), grid.column_width).things, 0.0, grid.cap)
    return [ground, *marks, *things], rows


def _lines(entry: ContentsEntry, collector: Collector, width: float, *, has_number: bool) -> tuple[Line, ...]:
    style = collector.theme.styles["box_body"]
    if entry.is_section:
        style = structs.replace(style, weight=600, color="accent")
    room = width if has_number else width + NUMBER_ROOM
    lines = collector.set(entry.text, style, room)
    return lines if len(lines) <= MOST_LINES else collector.shorten(entry.text, style, room, MOST_LINES)


def _number(entry: ContentsEntry, collector: Collector, page: int, digits: str) -> Line:
    style = structs.replace(collector.theme.styles["box_body"], weight=600)
    words = in_digits(str(page), digits) if page else "0"
    span = Span(words, url=entry.url, node=entry.number)
    return collector.set(Paragraph((span,), "box_body", entry.number), style, NUMBER_ROOM)[0]


def page_numbers(listed: Sequence[Article], articles: Sequence[Article], sheets: Iterable[Sheet]) -> dict[int, int]:
    """Return the page of each item, by its number in the galley: the search may have changed their order.

    Args:
        listed: The items in the order of the galley.
        articles: The same in the order of the pages.
        sheets: The pages.
    """
    places = {article.origin: index for index, article in enumerate(listed)}
    return {
        places.get(articles[index].origin, -1): number
        for number, each in enumerate(sheets, 1)
        for index, _row in reversed(each.opened)
    }


def tell_no_contents(contents: Contents, desk: Desk) -> None:
    """Warn that the contents are not printed."""
    if desk.edition.panels is not None:
        what, mend = "contents have no place on a folded sheet, and are not printed", "delete `contents`"
    elif has_entries(desk.theme.masthead):
        listed = "sections" if contents.only_sections else "items"
        what = f"the contents of {len(contents.entries)} {listed} find no room below the title, and are not printed"
        mend = "delete `contents`" if contents.only_sections else SECTIONS
    elif desk.theme.page.flow == "rows":
        what = "contents have no place in the rows of this theme, and are not printed"
        mend = "delete `contents`, or take a theme whose text runs in columns, such as `theme: institutional`"
    else:
        what = "the contents find no room on the first page, and are not printed"
        mend = "shorten the title block or the first item, take another theme, or delete `contents`"
        if not contents.only_sections and len(contents.entries) > MANY:
            mend = SECTIONS
    desk.findings.warning("contents-left-out", what, mend=mend, origin=("contents",))


def tell_of_one_page(contents: Contents, desk: Desk, pages: int) -> None:
    """Warn that contents that were asked for list what stands around them, on the one page."""
    if pages == 1 and not contents.auto:
        what = "the contents list one page alone: what they name stands beside them, and they take room from it"
        mend = "delete `contents`, or write `contents: auto`, which lists nothing on fewer than three pages"
        desk.findings.warning("contents-needless", what, mend=mend, origin=("contents",))
