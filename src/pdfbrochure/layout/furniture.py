"""What stands at the head and the foot of pages: the title block, the imprint, the closing, and every page's footer.

Each is made of the theme's boxes; here is only where on the page they stand and what their slots hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Article, BodyBlock, Figure, Paragraph, Span
from pdfbrochure.compose.galley import Galley, Marks, Masthead
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.clear_space import RUNNING_LOGO, RUNNING_MARK, Around
from pdfbrochure.layout.contents_lines import Listing
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed, PlacedFlat, moved
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.design import Box, Flat

# An intro of more words stands below the title block, on paper in columns, and is never set smaller than this share.
LONG_INTRO: Final = 60
LEAST_SCALE: Final = 0.7
# A title block that is higher than a small page is set smaller, in these steps.
SHRUNK: Final = (0.85, 0.7, 0.6, 0.5, 0.4)
# One that has a page for itself is set larger, in these steps, if it then takes no more than so much of the page.
ENLARGED: Final = (1.7, 1.4, 1.2)
FILLED: Final = 0.8
# Of what stays white on that page, so much stands above a title on paper, the rest below it.
ABOVE: Final = 0.5


def place_title_block(
    galley: Galley, desk: Desk, *, plain: bool, grown: float = 0.0, numbers: Mapping[int, int] | None = None
) -> tuple[list[Placed], float]:
    """Return the title block of the first page and where it ends, in points from the trim's top.

    Args:
        galley: The brochure.
        desk: Sets and measures.
        plain: Whether it stands on paper, to save ink.
        grown: By how much it is higher than it need be, as far as there is room on the page.
        numbers: The page of each item, by its number, for contents that stand in it; none are known yet when None.
    """
    part, head = desk.theme.masthead, galley.masthead
    box = _title_box(desk, plain=plain)
    most = int(part.number("most_logos")) or None
    marks = msgspec.structs.replace(head.marks, logos=head.marks.logos[:most])
    listed = None if galley.contents is None else Listing(galley.contents, numbers or {}, galley.digits)
    slots: dict[str, Slot] = {**title_slots(head), **mark_slots(marks), "contents": listed}
    is_long = _is_long(head.intro)
    return desk.kept_boxes.laid(
        ("title block", box, grown > 0, numbers is None),
        (slots, grown),
        desk.findings,
        lambda: _title_block(part.box(box), slots, desk, grown, is_long=is_long),
    )


def _title_block(
    box: Box, slots: Mapping[str, Slot], desk: Desk, grown: float, *, is_long: bool
) -> tuple[list[Placed], float]:
    """Return a title block in a box of the theme, and where it ends; `is_long`: whether its intro is."""
    grid, part = desk.grid, desk.theme.masthead
    # A panel that bleeds begins at the trim, everything else at the height of the first row's capitals.
    top = 0.0 if _bleeds(box, "top") else grid.top + grid.cap
    # Beside what stands in the margin before the text, the title block is as wide as the text.
    away = grid.hang if stands_beside(desk) else 0.0
    x, width = grid.side + away, grid.text_width - away
    around = Around(before=grid.hang_gap / 2 if away else math.inf)
    below = part.box("long_intro") if "long_intro" in part.boxes and is_long else None
    above = slots if below is None else {**slots, "intro": None}
    whole = grid.row_y(grid.rows) - top
    alone = grown > whole
    for scale in (*(ENLARGED if alone else ()), 1.0, *SHRUNK):
        boxes = Boxes(desk, part, above, scale=scale, x=x)
        intro = Laid(0.0, [])
        if below is not None:
            intro = Boxes(desk, part, slots, scale=max(scale, LEAST_SCALE), x=x).laid(below, width)
        room = (FILLED if scale > 1.0 else 1.0) * whole - intro.height
        around = around._replace(most=room)
        laid = boxes.cleared(box, width, around=around)
        if laid.height <= room:
            break
    if grown:
        most = whole - intro.height
        more = max(0.0, min(grown, most - laid.height)) * (ABOVE if alone and not _bleeds(box, "top") else 1.0)
        laid = boxes.cleared(box, width, laid.height + more, around._replace(most=most))
    foot = top + laid.height
    return moved(laid.things, x, top) + moved(intro.things, x, foot), foot + intro.height


def _title_box(desk: Desk, *, plain: bool) -> str:
    """Return the name of the box of the title block: without a margin, one that says what would stand there."""
    boxes = desk.theme.masthead.boxes
    alone = "beside" in boxes and not stands_beside(desk)
    names = ("plain_alone", "alone") if plain else ("alone",)
    return next((name for name in names if alone and name in boxes), "plain" if plain else "box")


def stands_beside(desk: Desk) -> bool:
    """Return whether a part of the title block stands in the margin before the text, as high as the page."""
    return bool(desk.grid.margin) and "beside" in desk.theme.masthead.boxes


def title_slots(head: Masthead) -> dict[str, Slot]:
    """Return what a title block may show, but for logos."""
    date, name, number = head.issue
    return {
        "title": head.title,
        "subtitle": head.subtitle,
        "issue_line": head.issue_line,
        "issue_date": date,
        "issue_name": name,
        "issue_number": number,
        "publisher": head.publisher,
        "intro": head.intro,
        "key_messages": () if head.messages is None else head.messages.body,
    }


def mark_slots(marks: Marks) -> dict[str, Slot]:
    """Return what boxes may show of logos; `marks` is for `when`: whether there are any."""
    return {
        "logo": marks.logo,
        "logos": marks.logos,
        "funding": marks.funding,
        "statement": marks.statement,
        "marks": marks.figures,
    }


def running_marks(marks: Marks) -> Marks:
    """Return the logos as they stand on a page once more: as decoration, which is read nowhere and not counted."""

    def running(figure: Figure, origin: Origin = RUNNING_MARK) -> Figure:
        return msgspec.structs.replace(figure, node=None, origin=origin)

    statement = marks.statement
    if statement is not None:
        spans = tuple(msgspec.structs.replace(span, node=None) for span in statement.spans)
        statement = msgspec.structs.replace(statement, spans=spans, node=None)
    return Marks(
        None if marks.logo is None else running(marks.logo, RUNNING_LOGO),
        tuple(map(running, marks.logos)),
        None if marks.funding is None else running(marks.funding),
        statement,
    )


def _is_long(intro: Sequence[BodyBlock]) -> bool:
    return sum(len(block.paragraph.text.split()) for block in intro) > LONG_INTRO


def _bleeds(box: Box, edge: str) -> bool:
    """Return whether a box reaches an edge of the page: itself or the first of its boxes."""
    while not isinstance(box, Flat):
        inner = getattr(box, "stack", None) or getattr(box, "choose", None)
        if not inner:
            return False
        box = inner[0]
    return edge in box.bleed


# Every page ----------------------------------------------------------------------------------------------------


def page_slots(galley: Galley, number: int, item: Article | None) -> dict[str, Slot]:
    """Return what footers and the templates of pages may show: none of it is content of the brochure.

    Args:
        galley: The brochure.
        number: The page's.
        item: The first item that begins on it, or the one that goes on there.
    """
    issue, publisher = galley.masthead.issue_line, galley.masthead.publisher
    texts = {
        "running_title": galley.running_title,
        "issue_line": "" if issue is None else issue.text,
        "publisher": "" if publisher is None else publisher.text,
        "section": "" if item is None else item.section,
        "title_section": " \u00b7 ".join([galley.running_title, *([item.section] if item and item.section else [])]),
        "item": "" if item is None else item.short_title or item.title.text,
        "folio": in_digits(str(number), galley.digits),
    }
    slots: dict[str, Slot] = {
        name: Paragraph((Span(text),), name if name == "folio" else "running_title") if text else None
        for name, text in texts.items()
    }
    if galley.logo is not None:
        slots["logo"] = running_marks(Marks(galley.logo)).logo
    return slots


def place_footer(slots: Mapping[str, Slot], desk: Desk, *, on_closing: bool, up: float = 0.0) -> list[Placed]:
    """Return running title and folio of a page, reversed where they stand on the closing, and `up` higher."""
    grid, part = desk.grid, desk.theme.footer
    laid = _footer(slots, desk, on_closing=on_closing)
    return moved(laid.things, grid.side, grid.height - part.number("foot") - laid.height - up)


def footer_top(slots: Mapping[str, Slot], desk: Desk) -> float:
    """Return where the footer of a page begins."""
    return desk.grid.height - desk.theme.footer.number("foot") - _footer(slots, desk, on_closing=False).height


def _footer(slots: Mapping[str, Slot], desk: Desk, *, on_closing: bool) -> Laid:
    grid, part = desk.grid, desk.theme.footer
    box = part.box("on_closing" if on_closing else "box")
    in_margin = on_closing and part.word("closing_room") == "hang" and grid.margin
    width = grid.margin if in_margin else grid.text_width
    return Boxes(desk, part, slots, ground="accent" if on_closing else "paper").cleared(box, width)


def place_note_rules(desk: Desk, rows: int) -> list[Placed]:
    """Return the rules of a page for notes, one every two rows."""
    grid, weight = desk.grid, desk.theme.footer.number("rule")
    return [
        PlacedFlat(grid.side, grid.row_y(row) - grid.descent, grid.text_width, weight, "hairline")
        for row in range(2, rows + 1, 2)
    ]
