"""What stands across columns: the head of an item with its photo, photos alone, and the heights that they may have."""

from __future__ import annotations

import math
from typing import Final

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.frames import frames_of, takes_head_photo, within
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pieces import Across
from pdfbrochure.layout.spans import FEW_TEXT_ROWS, LOWEST_STRIP, TEXT_ROWS, facts_below, lead_head

# From a title to the photos below it, as a share of what stands between a title and text.
TO_GALLERY: Final = 0.6
# Of the design's tallest frame, what a photo across columns may be cropped to where a page would stay white.
TALLER: Final = 0.72
TALLEST_WIDE: Final = 1.25
# And of what it is, where it is alone with its text and fills the page.
FULLEST: Final = 0.8
# The lowest frame of a feature, as of a photo across all columns.
LOWEST_WIDE: Final = 2.8


def width_of(columns: int, collector: Collector) -> float:
    """Return the width of so many columns, in points."""
    grid = collector.grid
    return columns * grid.column_width + (columns - 1) * grid.gutter


def head_figure(article: Article) -> Figure | None:
    """Return the photo that stands with the head of an article across columns, if one does."""
    return article.figures[0] if takes_head_photo(article, with_head=False) else None


def across_columns(article: Article, columns: int, collector: Collector) -> Across:
    """Return the head of an article across columns: photo, credit and title."""
    grid, theme = collector.grid, collector.theme
    width = width_of(columns, collector)
    # A photo is as wide as its card, and reaches into the room before the column.
    outdent = min(theme.photo.outdent, grid.hang)
    photo_width = width + outdent + 2 * (theme.cards.padding if theme.page.flow == "rows" else 0.0)
    figure = head_figure(article)
    if figure is not None and figure.members and article.kind == "normal" and not article.body:
        return _titled_gallery(article, figure, columns, collector)
    design = theme.feature if article.kind == "feature" else theme.lead
    y = 0.0
    caption: tuple[Placed, ...] = ()
    if figure is not None:
        photo_width, words, y = _caption(figure, photo_width, design.lowest, collector)
        caption = tuple(moved(words, -outdent, 0.0))
        y += theme.lead.photo_to_kicker
    head = lead_head(article, collector, width, figure)
    lines: list[Placed] = [thing for thing in moved(head.things, 0.0, y) if isinstance(thing, PlacedLine)]
    flats = [thing for thing in moved(head.things, 0.0, y) if isinstance(thing, PlacedFlat)]
    y += head.height
    facts, more = facts_below(article, collector, width)
    lines += moved(facts, 0.0, y)
    y += more
    if figure is not None:
        # The first row of text begins `title_to_body` below the title; what is left to the grid goes above the title.
        wanted = (y + theme.lead.title_to_body - grid.descent) / grid.unit
        below = max(1, math.ceil(wanted - 0.02))
        slack = (below - wanted) * grid.unit
        lines = [*caption, *moved(lines, 0.0, slack)]
    else:
        # Its capitals stand that far below, or a little less for the grid's sake: the rule keeps its place.
        below = max(1, math.ceil((y + theme.lead.title_to_body) / grid.unit - 0.2))
    rows, grown = (0, 0, 0), 0
    if figure is not None:
        rows, grown = _photo_rows(figure, photo_width, below, (design.tallest, design.lowest), collector)
    return Across(columns, figure, photo_width, (*flats, *lines), rows, below, outdent, grown=grown)


def _titled_gallery(article: Article, figure: Figure, columns: int, collector: Collector) -> Across:
    """Return an item of photos alone across columns: its title stands above them."""
    grid, theme = collector.grid, collector.theme
    width = width_of(columns, collector)
    head = lead_head(article, collector, width, None)
    facts, more = facts_below(article, collector, width)
    height = head.height + more
    top = math.ceil((height + TO_GALLERY * theme.lead.title_to_body) / grid.unit - 0.2)
    frame = (theme.lead.tallest, theme.lead.lowest)
    photo_width, caption, caption_height = _caption(figure, width, theme.lead.lowest, collector)
    below = top + max(1, math.ceil((caption_height - grid.descent) / grid.unit + 0.5))
    rows, grown = _photo_rows(figure, photo_width, below, frame, collector)
    above = (*head.things, *moved(facts, 0.0, head.height))
    return Across(columns, figure, photo_width, caption, rows, below, above=above, top=top, grown=grown)


def photo_across(figure: Figure, collector: Collector) -> Across:
    """Return a photo across all columns inside an article."""
    grid, theme = collector.grid, collector.theme
    lowest = max(theme.feature.lowest, LOWEST_WIDE)
    width, caption, height = _caption(figure, grid.text_width, lowest, collector)
    # At least half a row between the photo or its caption and the text.
    below = max(1, math.ceil((height - grid.descent) / grid.unit + 0.5))
    rows, grown = _photo_rows(figure, width, below, (theme.feature.tallest, lowest), collector)
    caption = tuple(PlacedLine(line.x - grid.hang, line.y, line.line) for line in caption)
    return Across(grid.columns, figure, width, caption, rows, below, grid.hang, grown=grown)


def _caption(
    figure: Figure, width: float, lowest: float, collector: Collector
) -> tuple[float, tuple[PlacedLine, ...], float]:
    """Return the width of a photo, the lines beside or below it, and the height of those below it."""
    # What stands across columns stands across the room before them too.
    beside = None if collector.theme.photo.caption_hung else collector.caption_beside(figure, width, lowest)
    if beside is not None:
        return *beside, 0.0
    caption = collector.caption(figure, width)
    if not caption:
        return width, (), 0.0
    style = collector.theme.styles["caption" if figure.has_caption else "credit"]
    return width, caption, collector.theme.photo.to_credit + len(caption) * style.leading


def _photo_rows(
    figure: Figure, width: float, below: int, frame: tuple[float, float], collector: Collector
) -> tuple[tuple[int, int, int], int]:
    """Return the least, best and most rows of a photo across columns, and the most where that fills a page.

    Args:
        figure: The photo.
        width: Its width.
        below: The rows that its head takes.
        frame: Its tallest and lowest aspect.
        collector: It knows the grid.
    """
    grid = collector.grid
    middle = (frame[0] + frame[1]) / 2
    _frame, tallest, lowest = frames_of(figure, middle, frame[0], frame[1], frame[0])
    best_aspect, fullest = figure.aspect, tallest
    if not figure.members:
        # To fill a page it may be cropped taller than the design's tallest frame, but not to an upright.
        tallest = within(figure, max(min(tallest, figure.aspect), frame[0] * TALLER, TALLEST_WIDE))
        fullest = within(figure, max(min(tallest, figure.aspect) * FULLEST, min(tallest, TALLEST_WIDE)))
        best_aspect = within(figure, min(max(figure.aspect, frame[0]), frame[1]))
    rest = grid.cap + grid.descent
    least = max(1, math.ceil((width / lowest + rest) / grid.unit - 0.2))
    # On a small page the photo leaves room for some text, but is no strip, and loses no more of itself for that.
    strip = max(math.ceil((width / LOWEST_STRIP + rest) / grid.unit), min(least, grid.rows - below - FEW_TEXT_ROWS))
    room = max(1, min(max(strip, grid.rows - below - TEXT_ROWS), grid.rows - below))
    most, grown = (
        min(room, max(least, math.floor((width / aspect + rest) / grid.unit + 0.2))) for aspect in (tallest, fullest)
    )
    least = min(least, most)
    best = round((width / best_aspect + rest) / grid.unit)
    return (least, min(max(best, least), most), most), max(most, grown)
