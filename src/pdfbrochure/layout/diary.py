"""Agendas: dates at the start, what and where beside them, a hairline between two entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.blocks import Agenda, Event, Paragraph
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pages import Placed, PlacedLine, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Band, Piece
from pdfbrochure.layout.tall import cut_by_rows

# So many entries stay together at a column's edge.
KEPT: Final = 2
# A column narrower than so many times the room for dates has these above what takes place.
NARROW: Final = 2.6


def agenda_pieces(agenda: Agenda, collector: Collector) -> list[Piece | Band]:
    """Return an agenda in a column, an atom each entry, all its lines on the grid."""
    grid, part = collector.grid, collector.theme.agenda
    width = grid.column_width
    rule = moved(Boxes(collector, part, {}).laid(part.box(), width).things, 0.0, part.number("to_rule") - grid.unit)
    atoms: list[Piece | Band] = []
    count = len(agenda.events)
    for number, event in enumerate(agenda.events, 1):
        for part_number, (lines, rows) in enumerate(cut_by_rows(*_entry(event, collector, width), grid)):
            atoms.append(
                Atom(
                    rows * grid.unit,
                    above=0.0 if part_number else grid.unit,
                    penalty=FORBIDDEN if number < count and (number < KEPT or count - number < KEPT) else 0.0,
                    between=tuple(rule) if number > 1 and not part_number else (),
                    things=tuple(lines),
                    on_grid=True,
                )
            )
    return atoms


def _entry(event: Event, collector: Collector, width: float) -> tuple[list[Placed], int]:
    """Return the lines of an entry, relative to its first row, and its rows."""
    part = collector.theme.agenda
    room = part.number("dates")
    beside = room + part.number("gap")
    when = [part for part in (event.date, event.time) if part is not None]
    what = [part for part in (event.what, event.where) if part is not None]
    if width < NARROW * beside:
        return _rows((*when, *what), collector, width, 0.0)
    dates, first = _rows(when, collector, room, 0.0)
    words, second = _rows(what, collector, width - beside, beside)
    return [*dates, *words], max(first, second)


def _rows(paragraphs: Sequence[Paragraph], collector: Collector, width: float, x: float) -> tuple[list[Placed], int]:
    """Return paragraphs one below the other, each line on a row of the grid, and how many rows they take."""
    grid = collector.grid
    things: list[Placed] = []
    for paragraph in paragraphs:
        style = collector.theme.styles[paragraph.style]
        for line in collector.set(paragraph, style, width):
            things.append(PlacedLine(x, (len(things) + 1) * grid.unit - grid.descent, line))
    return things, len(things)
