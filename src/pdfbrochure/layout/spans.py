"""Heads that span the columns: those of a lead and of a feature, with each height that their photo may have."""

from __future__ import annotations

import math

from msgspec import Struct

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.collect import Collector, frame_range, takes_head_photo
from pdfbrochure.layout.pages import Placed, PlacedLine, PlacedPhoto


class SpanHead(Struct, frozen=True):
    """A head across the columns, laid out: things relative to the page, and the first row of text below it."""

    things: tuple[Placed, ...]
    row: int


def span_heads(article: Article, collector: Collector, row: float, panel_foot: float) -> list[SpanHead]:
    """Return the head of a lead or feature with each allowed height of its photo, the best looking first.

    Args:
        article: The article.
        collector: Sets and measures.
        row: The row at which the head begins.
        panel_foot: The foot of the title panel if the head follows it at once, else 0; a lead's photo then bleeds.
    """
    grid, theme = collector.grid, collector.theme
    figure = article.figures[0] if takes_head_photo(article, with_head=False) else None
    if figure is None:
        top = panel_foot + theme.lead.without_photo if panel_foot else grid.row_y(row)
        return [_head_below(article, collector, top, ())]
    lead = article.kind == "lead"
    bleeds = lead and panel_foot > 0
    below_panel = panel_foot + grid.unit if panel_foot else grid.row_y(row) + grid.cap
    top = panel_foot if bleeds else below_panel
    x, width = (0.0, grid.width) if bleeds else (grid.side, grid.text_width)
    heads = []
    for foot in _photo_feet(figure, collector, top, width, lead=lead):
        things, below = _with_caption(figure, collector, x, top, width, foot)
        kicker_top = max(foot + theme.lead.photo_to_kicker, below + 8.0)
        heads.append(_head_below(article, collector, kicker_top, things))
    return heads


def span_photos(figure: Figure, collector: Collector, row: float) -> list[SpanHead]:
    """Return a photo across the columns within an article, with each height that it may have."""
    grid = collector.grid
    top = grid.row_y(row) + grid.cap
    heads = []
    for foot in _photo_feet(figure, collector, top, grid.text_width, lead=False):
        things, below = _with_caption(figure, collector, grid.side, top, grid.text_width, foot)
        # At least half a row between the photo or its caption and the text.
        heads.append(SpanHead(things, math.ceil((below - grid.top) / grid.unit + 0.25)))
    return heads


def _with_caption(
    figure: Figure, collector: Collector, x: float, top: float, width: float, foot: float
) -> tuple[tuple[Placed, ...], float]:
    """Return a photo and the line below it, and where they end."""
    grid, theme = collector.grid, collector.theme
    things: list[Placed] = [place_photo(figure, x, top, width, foot - top)]
    caption = collector.caption(figure, grid.text_width)
    if not caption:
        return tuple(things), foot
    things += [PlacedLine(line.x + grid.side, line.y + foot, line.line) for line in caption]
    style = theme.styles["caption" if figure.has_caption else "credit"]
    return tuple(things), foot + theme.photo.to_credit + len(caption) * style.leading


def _photo_feet(figure: Figure, collector: Collector, top: float, width: float, *, lead: bool) -> list[float]:
    """Return where the photo may end, always on a baseline, the best looking first."""
    grid = collector.grid
    design = collector.theme.lead if lead else collector.theme.feature
    file = collector.photos[figure.photo]
    middle = (design.tallest + design.lowest) / 2
    _frame, tallest, lowest = frame_range(
        file.width / file.height, middle, design.tallest, design.lowest, design.tallest
    )
    least, most = width / lowest, width / max(tallest, design.tallest)
    room = grid.row_y(grid.rows) - top
    most = min(most, max(least, 0.6 * room), room)
    feet: list[float] = []
    row = math.ceil((top + least + grid.descent - grid.top) / grid.unit - 1e-6)
    while grid.row_y(row) - grid.descent - top <= most + 0.5 or not feet:
        feet.append(grid.row_y(row) - grid.descent)
        row += 1
    wanted = top + min(most, max(least, width / middle))
    return sorted(feet, key=lambda foot: abs(foot - wanted))


def _head_below(article: Article, collector: Collector, y: float, things: tuple[Placed, ...]) -> SpanHead:
    """Return a head with kicker, title and standfirst across the columns from `y` on."""
    grid, lead, styles = collector.grid, collector.theme.lead, collector.theme.styles
    placed = list(things)
    if article.kicker is not None:
        style = styles["kicker"]
        lines = collector.setter.set(article.kicker, style, grid.text_width)
        placed += collector.stacked(lines, style, grid.side, y)
        y += len(lines) * style.leading + lead.kicker_to_title
    title = collector.set_title(article.title, styles["lead_title"], grid.text_width)
    placed += collector.stacked(title.lines, title.style, grid.side, y)
    y += title.height
    style = styles["lead_standfirst"]
    for block in article.standfirst:
        lines = collector.setter.set(block.paragraph, style, min(grid.text_width, 40 * style.size), balance=True)
        y += 8.0
        placed += collector.stacked(lines, style, grid.side, y)
        y += len(lines) * style.leading
    # The body's first row begins `title_to_body` below the title, or a little less where the grid wants it.
    row = math.ceil((y + lead.title_to_body - grid.top - grid.cap) / grid.unit - 0.2)
    return SpanHead(tuple(placed), max(row, 0))


def place_photo(figure: Figure, x: float, y: float, width: float, height: float) -> PlacedPhoto:
    """Return a photo in its frame."""
    return PlacedPhoto(x, y, width, height, figure.photo, figure.focus, figure.node, figure.origin)
