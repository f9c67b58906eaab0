"""Heads that span the columns: those of a lead and of a feature, with each height that their photo may have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.fact_boxes import is_strip, strip
from pdfbrochure.layout.frames import frames_of, takes_head_photo, within
from pdfbrochure.layout.pages import Placed, PlacedLine, moved
from pdfbrochure.layout.photo_rows import place_photos
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.design import Box, Part

# Rows of text that a photo leaves below its article's head, and their share of a low page.
TEXT_ROWS: Final = 8
TEXT_SHARE: Final = 0.2
# Rather than lose more of itself than it shall, a photo leaves no more than so many.
FEW_TEXT_ROWS: Final = 4
# On a low page a photo may be cropped down to this before it gets the page for itself.
LOWEST_STRIP: Final = 3.4
# Wider to its height than this, a photo of its own below the panel would be a strip.
WIDEST_COVER: Final = 6.0
# And none that shows less than this share of its photo.
LEAST_SHOWN: Final = 0.4
# At least, between what stands below a photo and the kicker.
TO_KICKER: Final = 8.0
# Of the width of one that is wider than all frames, what is left where it fills a page.
LEAST_WIDTH: Final = 0.64
# A photo that bleeds lies over the panel above it by so much.
OVERLAP: Final = 0.5


class SpanHead(Struct, frozen=True):
    """A head across the columns, laid out: things relative to the page, and the first row of text below it."""

    things: tuple[Placed, ...]
    row: int


def span_heads(
    article: Article, collector: Collector, row: float, panel_foot: float, *, grows: bool = False
) -> list[SpanHead]:
    """Return the head of a lead or feature with each allowed height of its photo, the best looking first.

    Args:
        article: The article.
        collector: Sets and measures.
        row: The row at which the head begins.
        panel_foot: The foot of the title panel if the head follows it at once, else 0; a lead's photo then bleeds.
        grows: Whether the sides of a photo that is wider than the theme's frames may be cut off to fill a page.
    """
    grid, theme = collector.grid, collector.theme
    figure = article.figures[0] if takes_head_photo(article, with_head=False) else None
    laid = lead_head(article, collector, grid.text_width, figure)
    facts, more = facts_below(article, collector, grid.text_width)
    lines, height = moved([*laid.things, *moved(facts, 0.0, laid.height)], grid.side, 0.0), laid.height + more
    if figure is None:
        top = panel_foot + theme.lead.without_photo if panel_foot else grid.row_y(row)
        return [_with_head(lines, height, collector, top, (), below="panel" if panel_foot else "")]
    lead = article.kind == "lead"
    x, top, width = _frame_place(figure, collector, row, panel_foot, lead=lead)
    heads = []
    lowest = _lowest_foot(figure, height, collector)
    if not figure.members:
        wanted = top + width * figure.shown / figure.aspect
        lowest = max(lowest, min(wanted, _lowest_foot(figure, height, collector, FEW_TEXT_ROWS)))
    for foot in _photo_feet(figure, collector, top, width, lowest, lead=lead, grows=grows):
        things, below = _with_caption(figure, collector, x, top, width, foot)
        kicker_top = max(foot + theme.lead.photo_to_kicker, below + TO_KICKER)
        heads.append(_with_head(lines, height, collector, kicker_top, things, below="photo"))
    return heads


def cover_photo(article: Article, collector: Collector, panel_foot: float) -> tuple[Placed, ...] | None:
    """Return a lead's photo that fills a page below the panel, if the page is too low for photo and head.

    None if there is room for both, or no photo; empty if there is not even room for the photo, which a page of its own
    (`panel_foot` 0) always has.
    """
    figure = article.figures[0] if takes_head_photo(article, with_head=False) else None
    if figure is None:
        return None
    grid = collector.grid
    height = lead_head(article, collector, grid.text_width, figure).height
    height += facts_below(article, collector, grid.text_width)[1]
    if _lowest_foot(figure, height, collector) - panel_foot >= grid.width / LOWEST_STRIP:
        return None
    if panel_foot:
        return fill_with_photo(figure, collector, 0.0, panel_foot, grid.width)
    return fill_with_photo(figure, collector, 0.0, 0.0, grid.width) or _strip_of_its_own(figure, collector)


def fill_with_photo(figure: Figure, collector: Collector, x: float, top: float, width: float) -> tuple[Placed, ...]:
    """Return a photo from `top` to the foot of the text area; nothing if it would be a strip."""
    foot = _lowest_photo_foot(figure, collector)
    if width > WIDEST_COVER * (foot - top) or _is_strip(figure, width / (foot - top)):
        return ()
    things, _below = _with_caption(figure, collector, x, top, width, foot)
    return things


def _is_strip(figure: Figure, aspect: float) -> bool:
    """Return whether a frame cuts off so much of a photo, of which the author has not said what matters."""
    return bool(figure.shown) and not figure.members and figure.aspect < LEAST_SHOWN * aspect


def _strip_of_its_own(figure: Figure, collector: Collector) -> tuple[Placed, ...]:
    """Return a photo as high as a page that is many times wider than high, and as wide as it may be."""
    grid = collector.grid
    top = grid.top + grid.cap
    foot = _lowest_photo_foot(figure, collector)
    width = min(grid.text_width, WIDEST_COVER * max(foot - top, grid.unit))
    things, _below = _with_caption(figure, collector, grid.side, top, width, max(foot, top + grid.unit))
    return things


def _lowest_photo_foot(figure: Figure, collector: Collector) -> float:
    """Return the last baseline that leaves room for the line below a photo."""
    grid = collector.grid
    rows = grid.rows - max(0, math.ceil((_caption_height(figure, collector) - grid.descent) / grid.unit))
    return grid.row_y(rows) - grid.descent


def span_photos(figure: Figure, collector: Collector, row: float, *, bleeds: bool = False) -> list[SpanHead]:
    """Return a photo across the columns within an article, with each height that it may have.

    One that bleeds stands at the head of a page, and reaches its edges.
    """
    grid = collector.grid
    bleeds = bleeds and figure.shown < 1.0 and not figure.members
    x, top, width = (0.0, 0.0, grid.width) if bleeds else (grid.side, grid.row_y(row) + grid.cap, grid.text_width)
    heads = []
    lowest = _lowest_photo_foot(figure, collector)
    for foot in _photo_feet(figure, collector, top, width, lowest, lead=bleeds):
        things, below = _with_caption(figure, collector, x, top, width, foot)
        # At least half a row between the photo or its caption and the text.
        heads.append(SpanHead(things, math.ceil((below - grid.top) / grid.unit + 0.25)))
    return heads


def _frame_place(
    figure: Figure, collector: Collector, row: float, panel_foot: float, *, lead: bool
) -> tuple[float, float, float]:
    """Return start edge, top and width of a head's photo; one that is shown whole does not bleed."""
    grid = collector.grid
    if lead and panel_foot and figure.shown < 1.0 and not figure.members:
        return 0.0, panel_foot, grid.width
    return grid.side, panel_foot + grid.unit if panel_foot else grid.row_y(row) + grid.cap, grid.text_width


def _lowest_foot(figure: Figure, head_height: float, collector: Collector, text: int = TEXT_ROWS) -> float:
    """Return how low a photo may end so that its head and some rows of text find room below."""
    grid, lead = collector.grid, collector.theme.lead
    rows = grid.rows - max(2, min(text, int(TEXT_SHARE * grid.rows)))
    above = max(lead.photo_to_kicker, _caption_height(figure, collector) + TO_KICKER)
    return grid.row_y(rows) - lead.title_to_body - head_height - above


def _caption_height(figure: Figure, collector: Collector) -> float:
    caption = collector.caption(figure, collector.grid.text_width)
    if not caption:
        return 0.0
    style = collector.theme.styles["caption" if figure.has_caption else "credit"]
    return collector.theme.photo.to_credit + len(caption) * style.leading


def _with_caption(
    figure: Figure, collector: Collector, x: float, top: float, width: float, foot: float
) -> tuple[tuple[Placed, ...], float]:
    """Return a photo and the line below it, and where they end."""
    grid = collector.grid
    # Where two shapes only touch, some readers leave a light line between them.
    over = OVERLAP if x == 0.0 else 0.0
    things: list[Placed] = [*place_photos(figure, x, top - over, width, foot - top + over, grid)]
    caption = collector.caption(figure, grid.text_width)
    things += [PlacedLine(line.x + grid.side, line.y + foot, line.line) for line in caption]
    return tuple(things), foot + _caption_height(figure, collector)


def _photo_feet(
    figure: Figure,
    collector: Collector,
    top: float,
    width: float,
    lowest_foot: float,
    *,
    lead: bool,
    grows: bool = False,
) -> list[float]:
    """Return where the photo may end, always on a baseline, the best looking first."""
    grid = collector.grid
    design = collector.theme.lead if lead else collector.theme.feature
    middle = (design.tallest + design.lowest) / 2
    _frame, tallest, lowest = frames_of(figure, middle, design.tallest, design.lowest, design.tallest)
    room = max(lowest_foot - top, grid.unit)
    if grows and figure.aspect > design.lowest and not figure.members:
        tallest = max(min(tallest, figure.aspect * LEAST_WIDTH), design.tallest)
    highest = tallest if figure.members else within(figure, max(tallest, design.tallest))
    most = min(width / highest, max(room, 2 * grid.unit))
    least = min(width / lowest, most)
    feet: list[float] = []
    row = math.ceil((top + least + grid.descent - grid.top) / grid.unit - 1e-6)
    while grid.row_y(row) - grid.descent - top <= most + 0.5 or not feet:
        feet.append(grid.row_y(row) - grid.descent)
        row += 1
    # Of a portrait as much as the frame can show; of others the frame that looks best.
    best = within(figure, middle if figure.aspect >= 1.0 else design.tallest)
    if figure.members:
        best = figure.aspect
    wanted = top + min(most, max(least, width / best))
    return sorted(feet, key=lambda foot: abs(foot - wanted))


def head_box(head: Part, desk: Desk, *, crowded: bool = False) -> Box:
    """Return the box of a head: where nothing can hang beside it, or that is crowded, one that has all in it."""
    inside = "inside" in head.boxes and (crowded or not (desk.grid.margin or desk.room_before))
    return head.box("inside") if inside else head.box()


def lead_head(article: Article, collector: Collector, width: float, figure: Figure | None) -> Laid:
    """Return kicker, title and standfirst of a head across columns, relative to its top."""
    head = collector.theme.lead.head
    slots = {**head_slots(article), "photo": figure}
    return Boxes(collector, head, slots, x=collector.grid.column_x(0)).laid(head_box(head, collector), width)


def facts_below(article: Article, collector: Collector, width: float) -> tuple[list[Placed], float]:
    """Return the key figures below a head across columns, relative to its foot, and the height that they add to it."""
    if article.facts is None or not is_strip(article.facts, collector):
        return [], 0.0
    part = collector.theme.facts
    things, height = strip(article.facts, collector, width)
    above, below = part.number("space_above"), part.number("space_below")
    return moved(things, 0.0, above), above + height + below


def _with_head(
    lines: Sequence[Placed],
    height: float,
    collector: Collector,
    y: float,
    things: tuple[Placed, ...],
    *,
    below: str,
) -> SpanHead:
    """Return a head from `y` on, below the `photo`, the `panel` or nothing.

    The body's first row begins `title_to_body` below the title. What is left to the grid goes above the head, for a
    title belongs to its text; at the top of a page it goes below.
    """
    grid = collector.grid
    rows = (y + height + collector.theme.lead.title_to_body - grid.top) / grid.unit
    if below:
        row = math.ceil(rows - 0.02) if below == "photo" else round(rows)
        y += (row - rows) * grid.unit
    else:
        row = math.ceil(rows - grid.cap / grid.unit - 0.2)
    return SpanHead((*things, *moved(lines, 0.0, y)), max(row, 0))


def head_slots(article: Article) -> dict[str, Slot]:
    """Return what the boxes of an item's head may show."""
    opens = None if article.banded else article.opens
    return {
        "number": article.number,
        "kicker": article.kicker,
        "when": article.when,
        "source": article.source,
        "title": article.title,
        "byline": article.byline,
        "standfirst": article.standfirst,
        "section": None if opens is None else opens.name,
        "section_intro": () if opens is None else opens.intro,
    }
