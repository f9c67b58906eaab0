"""Key figures: a strip across the columns below a head, or a tinted box in a column.

Figures that are seen together have one size, that in which the widest finds room: a larger one would seem to say more.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Fact, Facts, Span
from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, MarginBlock, Piece
from pdfbrochure.layout.sidebars import side_of
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.theme import Style

# The most figures side by side.
MOST_ABREAST: Final = 4
# So many figures of a box stay together at a column's edge.
KEPT: Final = 2
# Of a page, the most that figures below a head may take.
STRIP_SHARE: Final = 0.4
# Of a row, what is left out rather than to take another.
NEARLY: Final = 0.2


def strip(facts: Facts, collector: Collector, width: float) -> tuple[list[Placed], float]:
    """Return the figures side by side, from the top of their rules, and how far down their last labels reach.

    As many stand in a row as find room for their values; a lone one takes the room of one of two.
    """
    part = collector.theme.facts
    count = len(facts.facts)
    abreast = part_evenly(count)
    while abreast > 1 and not _holds(facts.facts, collector, _cells(collector, width, abreast)[1]):
        abreast -= 1
    # Four that have no room in one row stand two by two, and not three and one.
    abreast = math.ceil(count / math.ceil(count / abreast))
    starts, cell = _cells(collector, width, max(abreast, 2) if count == 1 else abreast)
    style = _fitted(facts.facts, collector, cell)
    things: list[Placed] = []
    y = 0.0
    for at in range(0, count, abreast):
        if at:
            y += part.number("between_rows")
        laids = [_laid(fact, collector, cell, style, "box") for fact in facts.facts[at : at + abreast]]
        for start, laid in zip(starts, laids, strict=False):
            things += moved(laid.things, start, y)
        y += max(laid.height for laid in laids)
    return things, y


def is_strip(facts: Facts, collector: Collector) -> bool:
    """Return whether figures may stand across the columns below a head: a low page would have room for nothing else."""
    grid = collector.grid
    return strip(facts, collector, grid.text_width)[1] <= STRIP_SHARE * grid.rows * grid.unit


def part_evenly(count: int) -> int:
    """Return how many of some figures stand side by side: up to four in a row, five and six in two."""
    return count if count <= MOST_ABREAST else -(-count // 2)


def fact_box(facts: Facts, collector: Collector) -> list[Piece]:
    """Return the figures one below the other on a tinted ground, an atom each; two stay together at each edge."""
    grid, part = collector.grid, collector.theme.facts
    frame = collector.theme.sidebar
    side = side_of(collector)
    width = grid.column_width - 2 * side
    count = len(facts.facts)
    style = _fitted(facts.facts, collector, width)
    rule = Boxes(collector, part, {}).laid(part.box("between"), width).things
    between = tuple(moved(rule, side, -part.number("rule_above")))
    atoms: list[Piece] = []
    for number, fact in enumerate(facts.facts):
        first, last = number == 0, number == count - 1
        laid = _laid(fact, collector, width, style, "boxed")
        start = grid.unit if first else 0.0
        below = 0.0 if last else part.number("between_boxed")
        rows = math.ceil((grid.cap + laid.baseline + grid.descent + below) / grid.unit - NEARLY)
        height = start + rows * grid.unit + (grid.unit if last else 0.0)
        top = grid.cap if first else 0.0
        foot = height - grid.descent if last else height
        things: list[Placed] = [PlacedFlat(0.0, top, grid.column_width, foot - top, frame.word("ground"))]
        if first:
            things += moved(Boxes(collector, frame, {}).laid(frame.box(), grid.column_width).things, 0.0, top)
        things += moved(laid.things, side, start + grid.cap)
        kept = number + 2 < KEPT or count - number - 1 < KEPT
        atoms.append(
            Atom(
                height,
                above=grid.unit if first else 0.0,
                penalty=FORBIDDEN if kept and not last else 0.0,
                between=() if first else between,
                things=tuple(things),
                on_grid=True,
            )
        )
    return atoms


def facts_beside(facts: Facts, collector: Collector) -> list[MarginBlock]:
    """Return the figures as blocks of the margin."""
    width = collector.grid.margin
    style = _fitted(facts.facts, collector, width)
    laids = [_laid(fact, collector, width, style, "box") for fact in facts.facts]
    return [MarginBlock(tuple(laid.things), laid.height, facts.origin) for laid in laids]


def facts_in_column(facts: Facts, collector: Collector) -> list[Piece]:
    """Return the figures side by side below a head, where a margin has no room for them."""
    grid = collector.grid
    things, height = strip(facts, collector, grid.column_width)
    rows = math.ceil((grid.cap + height + grid.descent) / grid.unit - NEARLY)
    return [Atom(rows * grid.unit, things=tuple(moved(things, 0.0, grid.cap)), on_grid=True, penalty=FORBIDDEN)]


def figure_pieces(facts: Facts, collector: Collector) -> list[Piece]:
    """Return figures that stand in the place of a chart, below the text, with their note."""
    grid = collector.grid
    pieces = facts_in_column(facts, collector) if grid.margin else fact_box(facts, collector)
    pieces[0].above = grid.unit
    pieces[-1].penalty = 0.0
    if facts.note is not None:
        style, first = collector.theme.styles["chart_note"], grid.unit - grid.descent + collector.theme.chart.note_below
        lines = collector.set(facts.note, style, grid.column_width)
        things = [PlacedLine(0.0, first + number * style.leading, line) for number, line in enumerate(lines)]
        rows = 1 + math.ceil(((len(lines) - 1) * style.leading - grid.descent / 2) / grid.unit)
        pieces[-1].penalty = FORBIDDEN
        pieces.append(Atom(max(1, rows) * grid.unit, things=tuple(things), on_grid=True))
    return pieces


def _cells(collector: Collector, width: float, abreast: int) -> tuple[list[float], float]:
    """Return where so many cells begin, and how wide one is: each column has as many, if they can be shared out so."""
    grid = collector.grid
    white = grid.gutter - grid.hang
    pitch = grid.column_width + grid.gutter
    columns = max(1, round((width + grid.gutter) / pitch))
    if abreast % columns or abs(columns * pitch - grid.gutter - width) > 1.0:
        cell = (width - (abreast - 1) * white) / abreast
        return [number * (cell + white) for number in range(abreast)], cell
    each = abreast // columns
    cell = (grid.column_width - (each - 1) * white) / each
    return [column * pitch + number * (cell + white) for column in range(columns) for number in range(each)], cell


def _holds(facts: Sequence[Fact], collector: Collector, width: float) -> bool:
    """Return whether all values stand beside their units on one line of a cell, in one of their sizes."""
    style = _fitted(facts, collector, width)
    return all(_fits(fact, collector, width, style) for fact in facts)


def _fits(fact: Fact, collector: Collector, width: float, style: Style) -> bool:
    """Return whether a value stands beside its unit on one line of a cell."""
    return collector.setter.width(fact.value, style) <= _room(fact, collector, width)


def _room(fact: Fact, collector: Collector, width: float) -> float:
    """Return what its unit leaves a value of a line."""
    if fact.unit is None:
        return width
    unit = collector.setter.width(fact.unit, collector.theme.styles["fact_unit"])
    return width - unit - collector.theme.facts.number("to_unit")


def _fitted(facts: Sequence[Fact], collector: Collector, width: float) -> Style:
    """Return the style of values in the first of its sizes in which all find room, or else in the last."""
    style = collector.theme.styles["fact_value"]
    sized = structs.replace(style, steps=())
    for step in style.steps:
        sized = structs.replace(style, size=step.size, leading=step.leading, steps=())
        if all(_fits(fact, collector, width, sized) for fact in facts):
            break
    return sized


def _laid(fact: Fact, collector: Collector, width: float, style: Style, box: str) -> Laid:
    part = collector.theme.facts
    inner = copy.copy(collector)
    inner.theme = structs.replace(collector.theme, styles={**collector.theme.styles, "fact_value": style})
    slots: dict[str, Slot] = {"value": fact.value, "unit": fact.unit, "label": fact.label}
    if fact.unit is not None and not _fits(fact, collector, width, style):
        # A figure that no size makes narrow enough runs on with its unit, over several lines.
        unit = Span(fact.unit.text, node=fact.unit.node, style=collector.theme.styles["fact_unit"])
        slots |= {"value": structs.replace(fact.value, spans=(*fact.value.spans, Span(" "), unit)), "unit": None}
    return Boxes(inner, part, slots).laid(part.box(box), width)
