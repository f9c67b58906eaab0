"""What stands at the foot: the closing panel and the imprint of the last page, and the footer of every page."""

from __future__ import annotations

import math
from typing import Final

from pdfbrochure.compose.blocks import Closing, Galley, Paragraph, Span
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.masthead import half_width
from pdfbrochure.layout.pages import Placed, PlacedCode, PlacedFlat
from pdfbrochure.layout.placing import BLEED, bleeding
from pdfbrochure.layout.spans import place_photo
from pdfbrochure.text.lines import Line

# The imprint's measure in ems: about 75 characters.
CONTACT_EMS: Final = 36.0
# Above the imprint's first line, and between its paragraphs, in points.
CONTACT_TOP: Final = 9.0
CONTACT_BETWEEN: Final = 3.0
# The logo's height in rows, and its share of the type area's width at most (design, sections 0 and 4).
LOGO_ROWS: Final = 2
LOGO_SHARE: Final = 0.35
# An address beside the QR code needs this room; otherwise it stands below the heading.
LEAST_ADDRESS: Final = 90.0
# An address that is too long for the panel is cut to so many lines.
SHORTENED_LINES: Final = 2
# Of the footer's width, for the folio; between running title and issue line.
FOLIO_ROOM: Final = 40.0
FOOTER_GAP: Final = 12.0


def reserved_rows(galley: Galley, collector: Collector) -> int:
    """Return the rows at the foot of the last page that belong to the closing panel and the imprint."""
    grid, closing = collector.grid, collector.theme.closing
    panel, contact = _panel_height(galley, collector), _contact_height(galley, collector)
    if not panel and not contact:
        return 0
    text_foot = _closing_top(collector) if panel else grid.row_y(grid.rows)
    rows = math.floor((text_foot - contact - grid.top) / grid.unit + 1e-6) - closing.free_rows
    return grid.rows - max(rows, 1)


def _panel_height(galley: Galley, collector: Collector) -> float:
    return collector.theme.closing.rows * collector.grid.unit if galley.closing is not None else 0.0


def _closing_top(collector: Collector) -> float:
    """Return where the way to the past stories begins: a panel ends at the trim, a box on the last row."""
    grid, design = collector.grid, collector.theme.closing
    if design.kind == "box":
        return grid.row_y(grid.rows - design.rows) + grid.cap
    return grid.height - design.rows * grid.unit


def _logo_size(galley: Galley, collector: Collector) -> tuple[float, float]:
    """Return width and height of the logo: two rows high, or lower if it is very wide; 0, 0 without one."""
    if galley.logo is None:
        return 0.0, 0.0
    grid, file = collector.grid, collector.photos[galley.logo.photo]
    aspect = file.width / file.height
    width = min(LOGO_ROWS * grid.unit * aspect, LOGO_SHARE * grid.text_width)
    return width, width / aspect


def _contact_lines(galley: Galley, collector: Collector) -> list[tuple[Line, ...]]:
    style = collector.theme.styles["contact"]
    width, _height = _logo_size(galley, collector)
    room = collector.grid.text_width - (width + collector.grid.gutter if width else 0.0)
    measure = min(room, CONTACT_EMS * style.size)
    return [collector.setter.set(block.paragraph, style, measure) for block in galley.contact]


def _contact_height(galley: Galley, collector: Collector) -> float:
    """Return the height of imprint and logo side by side."""
    lines = _contact_lines(galley, collector)
    _width, logo = _logo_size(galley, collector)
    leading = collector.theme.styles["contact"].leading
    text = sum(len(block) for block in lines) * leading + CONTACT_BETWEEN * (len(lines) - 1) if lines else 0.0
    return CONTACT_TOP + max(text, logo) if lines or logo else 0.0


def place_contact(galley: Galley, collector: Collector) -> list[Placed]:
    """Return imprint and logo at the foot of the last page's text, below a hairline."""
    height = _contact_height(galley, collector)
    if not height:
        return []
    grid, style = collector.grid, collector.theme.styles["contact"]
    panel = _panel_height(galley, collector)
    foot = _closing_top(collector) - grid.unit if panel else grid.row_y(grid.rows)
    y = foot - height
    rule = collector.theme.footer.rule
    things: list[Placed] = [PlacedFlat(grid.side, y, grid.text_width, rule, "hairline")]
    y += CONTACT_TOP
    if galley.logo is not None:
        width, logo_height = _logo_size(galley, collector)
        x = grid.width - grid.side - width
        things.append(place_photo(galley.logo, x, y, width, logo_height))
    for block in _contact_lines(galley, collector):
        things += collector.stacked(block, style, grid.side, y)
        y += len(block) * style.leading + CONTACT_BETWEEN
    return things


def place_closing(closing: Closing, collector: Collector) -> list[Placed]:
    """Return the panel with the way to the past stories."""
    if collector.theme.closing.kind == "box":
        return _place_box(closing, collector)
    grid, design, styles = collector.grid, collector.theme.closing, collector.theme.styles
    height = design.rows * grid.unit
    top = grid.height - height
    tile_top = top + design.padding_top
    x = grid.side + half_width(collector) + grid.gutter
    x = min(x, grid.width - grid.side - design.tile)
    things: list[Placed] = [bleeding(grid, top, height + BLEED, "accent")]
    code = design.tile - 2 * design.quiet
    style = styles["closing_address"]
    address_x = x + design.tile + design.tile_to_address
    room, highest = grid.width - grid.side - address_x, math.inf
    beside = room >= LEAST_ADDRESS
    if not beside:
        # Heading and address share the height of the code.
        address_x, room, highest = grid.side, x - grid.gutter - grid.side, design.tile - style.leading
    title = collector.set_title(closing.title, styles["closing_title"], x - grid.gutter - grid.side, highest)
    # The capitals of the heading are level with the top of the white tile.
    cap = collector.setter.shaper(title.style).face.cap_height * title.style.size / 1000
    title_top = tile_top + cap - collector.baseline(title.style)
    things += collector.stacked(title.lines, title.style, grid.side, title_top)
    things.append(PlacedFlat(x, tile_top, design.tile, design.tile, "paper"))
    code_top = tile_top + design.quiet
    things.append(PlacedCode(x + design.quiet, code_top, code, closing.url, "ink", closing.qr_node))
    address = collector.setter.set(closing.address, style, room)
    lines = design.address_lines if beside else int((design.tile - title.height) / style.leading)
    if len(address) > lines:
        address = collector.shorten(closing.address, style, room, min(lines, SHORTENED_LINES))
    # Its last baseline is level with the foot of the code.
    y = code_top + code - collector.baseline(style) - (len(address) - 1) * style.leading
    things += collector.stacked(address, style, address_x, y)
    return things


def _place_box(closing: Closing, collector: Collector) -> list[Placed]:
    """Return the way to the past stories on a tint inside the text area: heading and address at start, code at end."""
    grid, design, styles = collector.grid, collector.theme.closing, collector.theme.styles
    top = grid.row_y(grid.rows - design.rows) + grid.cap
    foot = grid.row_y(grid.rows) - grid.descent
    things: list[Placed] = [
        PlacedFlat(grid.side, top, grid.text_width, foot - top, "tint"),
        PlacedFlat(grid.side, top, grid.text_width, design.rule, "accent"),
    ]
    # The tile stands in the middle of what is below the rule.
    tile_top = (top + design.rule + foot - design.tile) / 2
    tile_x = grid.width - grid.side - design.padding_side - design.tile
    x, measure = grid.side + design.padding_side, tile_x - grid.side - 2 * design.padding_side
    code, code_top = design.tile - 2 * design.quiet, tile_top + design.quiet
    title = collector.set_title(closing.title, styles["closing_title"], measure)
    # Capitals of the heading and last baseline of the address are level with the code.
    cap = collector.setter.shaper(title.style).face.cap_height * title.style.size / 1000
    things += collector.stacked(title.lines, title.style, x, code_top + cap - collector.baseline(title.style))
    style = styles["closing_address"]
    address = collector.setter.set(closing.address, style, measure)
    if len(address) > max(1, design.address_lines + 1 - len(title.lines)):
        address = collector.shorten(closing.address, style, measure)
    y = code_top + code - collector.baseline(style) - (len(address) - 1) * style.leading
    things += collector.stacked(address, style, x, y)
    things.append(PlacedFlat(tile_x, tile_top, design.tile, design.tile, "paper"))
    things.append(PlacedCode(tile_x + design.quiet, code_top, code, closing.url, "ink", closing.qr_node))
    return things


def place_note_rules(collector: Collector, rows: int) -> list[Placed]:
    """Return the rules of a page for notes, one every two rows."""
    grid, weight = collector.grid, collector.theme.footer.rule
    return [
        PlacedFlat(grid.side, grid.row_y(row) - grid.descent, grid.text_width, weight, "hairline")
        for row in range(2, rows + 1, 2)
    ]


def place_footer(galley: Galley, collector: Collector, number: int, *, on_panel: bool) -> list[Placed]:
    """Return running title and folio of a page, reversed where they stand on the closing panel."""
    grid, design, styles = collector.grid, collector.theme.footer, collector.theme.styles
    title_style = styles["closing_footer" if on_panel else "running_title"]
    folio_style = styles["closing_folio" if on_panel else "folio"]
    top = grid.height - design.foot - title_style.leading
    things: list[Placed] = []
    if not on_panel:
        things.append(PlacedFlat(grid.side, top - design.to_text, grid.text_width, design.rule, design.rule_color))
    running = Paragraph((Span(galley.running_title),), "running_title")
    issue = galley.masthead.issue_line if design.issue_line else None
    room = grid.text_width - FOLIO_ROOM
    if issue is not None:
        centered = collector.shorten(Paragraph((Span(issue.text),), "running_title"), title_style, grid.text_width / 2)
        middle = (grid.text_width - centered[0].width) / 2
        things += collector.stacked(centered, title_style, grid.side + middle, top)
        room = middle - FOOTER_GAP
    lines = collector.shorten(running, title_style, room)
    things += collector.stacked(lines, title_style, grid.side, top)
    folio = collector.setter.set(Paragraph((Span(str(number)),), "folio"), folio_style, grid.text_width)
    things += collector.stacked(folio, folio_style, grid.side, top, end_aligned=grid.text_width)
    return things
