"""Boxes beside a text: a tinted ground, a heading, and text and links on the rows of the page's grid."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Sidebar
from pdfbrochure.layout.boxes import BLEED, Boxes
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.desk import TITLE_SHARE
from pdfbrochure.layout.pages import Placed, PlacedCode, PlacedFlat, PlacedLine, foot_of, moved
from pdfbrochure.layout.pieces import Atom, Piece, TextLine
from pdfbrochure.layout.stacking import place

# Above the first row and below the last, in rows.
PADDING: Final = 1
# A row is no higher for what rounding adds.
ROUNDING: Final = 0.02
# The white at each side of a box, as a share of a column.
MOST_SIDE: Final = 0.1
# Of a row, by which the last line may stand lower than its row's baseline.
NEARLY: Final = 0.35


def sidebar(box: Sidebar, collector: Collector) -> list[Piece]:
    """Return a box as wide as a column: an atom, or, if it would not fit a column, several."""
    grid, part = collector.grid, collector.theme.sidebar
    # On a ground that reaches beyond the column, text stands where all text does.
    side = 0.0 if part.number("before") and grid.margin else side_of(collector)
    width = grid.column_width - 2 * side
    pieces = _title(box, collector, width) + _content(box, collector, width)
    groups = _groups(pieces, grid.rows - 2 * PADDING, collector)
    atoms: list[Piece] = []
    for number, (things, rows) in enumerate(groups):
        first, last = number == 0, number == len(groups) - 1
        height = (rows + PADDING * (first + last)) * grid.unit
        top = grid.cap if first else 0.0
        foot = height - grid.descent if last else height
        ground = ground_of(collector, top, foot)
        marks = Boxes(collector, part, {}).laid(part.box(), grid.column_width).things if first else []
        inside = moved(things, side, PADDING * grid.unit if first else 0.0)
        placed = (ground, *moved(marks, 0.0, top), *inside)
        atoms.append(Atom(height, above=grid.unit if first else 0.0, things=placed, on_grid=True, key=box.origin))
    return atoms


def ground_of(collector: Collector, top: float, foot: float) -> PlacedFlat:
    """Return the ground of a box in a column: as wide as that, or beyond it to where the theme's boxes reach."""
    grid, part = collector.grid, collector.theme.sidebar
    before = min(part.number("before"), grid.hang_gap / 2)
    end = grid.column_width
    if part.word("bleed") == "end" and grid.columns == 1:
        end = grid.width - grid.column_x(0) + BLEED
    return PlacedFlat(-before, top, end + before, foot - top, part.word("ground"))


def side_of(collector: Collector) -> float:
    """Return the white between the edge of a box and what stands in it, less in a narrow column."""
    return min(collector.theme.sidebar.number("side"), MOST_SIDE * collector.grid.column_width)


def _title(box: Sidebar, collector: Collector, width: float) -> list[Piece]:
    """Return the heading as an atom of whole rows."""
    if box.title is None:
        return []
    grid, part = collector.grid, collector.theme.sidebar
    style = collector.theme.styles["box_title"]
    fitted = collector.set_title(box.title, style, width, TITLE_SHARE * grid.rows * grid.unit)
    lines, style = fitted.lines, fitted.style
    # The first line's capitals stand where those of a row of text do.
    cap = collector.setter.shaper(style).face.cap_height * style.size / 1000
    top = grid.cap + cap - collector.baseline(style)
    placed = collector.stacked(lines, style, 0.0, top)
    rows = math.ceil((len(lines) * style.leading + part.number("below_title")) / grid.unit - NEARLY)
    return [Atom(rows * grid.unit, things=placed, on_grid=True)]


def _content(box: Sidebar, collector: Collector, width: float) -> list[Piece]:
    """Return text and links as pieces of a narrower column, in the box's own style."""
    inner = copy.copy(collector)
    # Nothing of a box stands in the margin.
    inner.grid = structs.replace(collector.grid, column_width=width, hang_gap=0.0)
    styles = collector.theme.styles
    own = {"body": styles["box_body"], "subhead": structs.replace(styles["subhead"], size=styles["box_body"].size)}
    inner.theme = structs.replace(collector.theme, styles={**styles, **own})
    pieces: list[Piece] = list(inner.blocks(box.body))
    pieces += [inner.link(entry, first=number == 0) for number, entry in enumerate(box.links)]
    return pieces


def _groups(pieces: Sequence[Piece], most: int, collector: Collector) -> list[tuple[list[Placed], int]]:
    """Return what the pieces place, in groups of at most so many rows, each with its rows; one if they fit."""
    grid = collector.grid
    groups: list[tuple[list[Placed], int]] = []
    things: list[Placed] = []
    y = 0.0
    for piece in pieces:
        top, foot = place(piece, y, grid)
        if things and math.ceil(foot / grid.unit - ROUNDING) > most:
            groups.append((things, math.ceil(y / grid.unit - ROUNDING)))
            things = []
            top, foot = place(piece, 0.0, grid)
        assert isinstance(piece, TextLine | Atom), "nothing else stands in a box"
        things += moved(piece.lines if isinstance(piece, TextLine) else piece.things, 0.0, top)
        y = foot
    # What ends off the grid is followed by no more white than what ends on it.
    last = max((foot_of(thing) for thing in things if isinstance(thing, PlacedLine | PlacedCode)), default=y)
    groups.append((things, math.ceil((last + grid.descent) / grid.unit - NEARLY)))
    return groups
