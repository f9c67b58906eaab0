"""Articles across some of the columns: photo, credit and title over several columns of text."""

from __future__ import annotations

import math
from typing import Final

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.boxes import moved
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.columns import LEAST_TEXT
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine
from pdfbrochure.layout.pictures import frames_of, place_photo, takes_head_photo, within
from pdfbrochure.layout.pieces import FORBIDDEN, HEAD, SPAN, Across, Piece
from pdfbrochure.layout.spans import LOWEST_STRIP, TEXT_ROWS, fill_with_photo, lead_head

# To keep an article to one column that could span: as bad as a quarter of a column left white.
DEMOTION_COST: Final = 700.0


def spans_columns(article: Article, collector: Collector, *, is_only: bool) -> bool:
    """Return whether an article may span some of the columns: the lead, and those with a large photo and much text.

    The only article of a brochure spans all of them instead.
    """
    lead = collector.theme.lead
    if not lead.columns or article.kind == "feature" or is_only:
        return False
    if article.kind == "lead":
        return True
    if not lead.wide_photo or collector.grid.columns < 2 or not article.figures or article.figures[0].width is not None:
        return False
    file = collector.photos[article.figures[0].photo]
    characters = sum(len(block.paragraph.text) for block in article.body)
    return file.width >= lead.wide_photo and characters >= lead.wide_text


def first_photo(article: Article, collector: Collector, row: float) -> tuple[Placed, ...]:
    """Return a lead's photo below the title block of a page that is too low for the lead itself, or nothing."""
    grid = collector.grid
    across = _across(article, collector, 0, 0)
    if across.figure is None or grid.rows - row >= across.rows[0] + across.below + LEAST_TEXT:
        return ()
    return fill_with_photo(across.figure, collector, grid.side, grid.row_y(row) + grid.cap, grid.text_width)


def wide_pieces(
    article: Article, index: int, collector: Collector
) -> tuple[list[Piece], list[tuple[Figure, list[Piece]]]]:
    """Return the pieces of an article that may span, and what follows each photo across all columns in it.

    A lead always spans; another article also has the pieces of a head in a column, for where it does not.
    """
    is_lead = article.kind == "lead"
    first, *others = collector.article(article, index, with_head=not is_lead)
    skipped = 0
    if not is_lead:
        paragraphs = [block.paragraph for block in article.standfirst]
        body = {node for text in paragraphs for node in (text.node, *(span.node for span in text.spans)) if node >= 0}
        for piece in first.pieces:
            nodes = {run.node for line in piece.lines for run in line.line.runs}
            if piece.kind != HEAD and piece.figure is None and not nodes & body:
                break
            skipped += 1
    across = _across(article, collector, skipped, len(first.pieces) - skipped)
    span = Piece(SPAN, 0.0, article=index, penalty=FORBIDDEN, across=across)
    return [span, *first.pieces], [(part.figure, part.pieces) for part in others if part.figure is not None]


def _across(article: Article, collector: Collector, skipped: int, text: int) -> Across:
    grid, theme = collector.grid, collector.theme
    columns = min(theme.lead.columns, grid.columns)
    width = columns * grid.column_width + (columns - 1) * grid.gutter
    figure = article.figures[0] if takes_head_photo(article, with_head=False) else None
    y = 0.0
    caption: tuple[PlacedLine, ...] = ()
    if figure is not None:
        caption = collector.caption(figure, width)
        if caption:
            style = theme.styles["caption" if figure.has_caption else "credit"]
            y = theme.photo.to_credit + len(caption) * style.leading
        y += theme.lead.photo_to_kicker
    head = lead_head(article, collector, width, figure)
    lines = [thing for thing in moved(head.things, 0.0, y) if isinstance(thing, PlacedLine)]
    flats = tuple(thing for thing in moved(head.things, 0.0, y) if isinstance(thing, PlacedFlat))
    y += head.height
    if figure is not None:
        # The first row of text begins `title_to_body` below the title; what is left to the grid goes above the title.
        wanted = (y + theme.lead.title_to_body - grid.descent) / grid.unit
        below = max(1, math.ceil(wanted - 0.02))
        slack = (below - wanted) * grid.unit
        lines = [*caption, *(PlacedLine(line.x, line.y + slack, line.line) for line in lines)]
    else:
        # Its capitals stand that far below, or a little less for the grid's sake: the rule keeps its place.
        below = max(1, math.ceil((y + theme.lead.title_to_body) / grid.unit - 0.2))
    rows = _photo_rows(figure, width, below, collector) if figure is not None else (0, 0, 0)
    demotion = FORBIDDEN if article.kind == "lead" else DEMOTION_COST
    return Across(columns, figure, width, tuple(lines), flats, rows, below, skipped, text, demotion)


def _photo_rows(figure: Figure, width: float, below: int, collector: Collector) -> tuple[int, int, int]:
    """Return the least, best and most rows of a photo across columns."""
    grid, lead = collector.grid, collector.theme.lead
    middle = (lead.tallest + lead.lowest) / 2
    _frame, tallest, lowest = frames_of(figure, middle, lead.tallest, lead.lowest, lead.tallest)
    tallest = within(figure, max(tallest, lead.tallest))
    rest = grid.cap + grid.descent
    least = max(1, math.ceil((width / lowest + rest) / grid.unit - 0.2))
    most = max(least, math.floor((width / tallest + rest) / grid.unit + 0.2))
    # On a small page the photo leaves room for some text, but is no strip.
    strip = math.ceil((width / LOWEST_STRIP + rest) / grid.unit)
    most = max(1, min(most, max(strip, grid.rows - below - TEXT_ROWS), grid.rows - below))
    least = min(least, most)
    best = round((width / within(figure, min(max(figure.aspect, lead.tallest), lead.lowest)) + rest) / grid.unit)
    return least, min(max(best, least), most), most


def place_across(across: Across, x: float, y: float, rows: int, grid: Grid) -> tuple[list[Placed], float]:
    """Return the head of an article across columns, and the foot of its photo.

    Args:
        across: The article.
        x: Start edge of the first of its columns.
        y: Top of its first row.
        rows: The rows that it takes, all in all.
        grid: The page's grid.
    """
    things: list[Placed] = []
    origin = y + grid.cap
    if across.figure is not None:
        height = (rows - across.below) * grid.unit - grid.cap - grid.descent
        things.append(place_photo(across.figure, x, origin, across.width, height))
        origin += height
    things += [PlacedFlat(flat.x + x, flat.y + origin, flat.width, flat.height, flat.color) for flat in across.flats]
    things += [PlacedLine(line.x + x, line.y + origin, line.line) for line in across.lines]
    return things, origin
