"""Agendas: dates at the start, what and where beside them, a hairline between two entries.

In a column the place stands below what takes place; a list of some length stands across all columns (`diary_cells`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.blocks import Agenda, Event, Paragraph
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.diary_cells import Entry, entries_in_cells
from pdfbrochure.layout.pages import Placed, PlacedLine, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Band, BandSeries, Piece, TableRow, joined
from pdfbrochure.layout.tall import cut_by_rows

# So many entries stay together at a column's edge.
KEPT: Final = 2
# A column narrower than so many times the room for dates has these above what takes place.
NARROW: Final = 2.6
# From so many entries on an agenda is read better across all columns, up to so many: a longer list fills the columns.
ACROSS: Final = 6
MOST_ACROSS: Final = 12
# Of fewer entries, if a place takes more than so many lines of a column.
PLACE_LINES: Final = 2


def agenda_pieces(agenda: Agenda, collector: Collector) -> Sequence[Piece | Band | BandSeries]:
    """Return an agenda as the entries of a column, or as what stands across all columns."""
    grid, events = collector.grid, agenda.events
    in_column = [_entry(event, collector, grid.column_width) for event in events]
    in_cells = None
    if grid.columns == 1 or _is_wide(agenda, collector):
        in_cells = entries_in_cells(events, collector)
    if in_cells is None or max(rows for _things, rows in in_cells) + 2 >= grid.rows:
        return _atoms(in_column, collector)
    if grid.columns > 1:
        return [_across(agenda, in_cells, collector)]
    if sum(rows for _things, rows in in_cells) < sum(rows for _things, rows in in_column):
        return _rows_of_cells(agenda, in_cells, collector)
    return _atoms(in_column, collector)


def _is_wide(agenda: Agenda, collector: Collector) -> bool:
    """Return whether an agenda stands across the columns of its page."""
    events = agenda.events
    if ACROSS <= len(events) <= MOST_ACROSS:
        return True
    if not KEPT <= len(events) < ACROSS:
        return False
    part, style = collector.theme.agenda, collector.theme.styles["agenda_where"]
    room = collector.grid.column_width - part.number("dates") - part.number("gap")
    return any(
        event.where is not None and len(collector.set(event.where, style, room)) > PLACE_LINES for event in events
    )


def _stays(number: int, count: int) -> bool:
    """Return whether the entry of a number, from 1, may not be parted from the next."""
    return number < count and (number < KEPT or count - number < KEPT)


# In a column -----------------------------------------------------------------------------------------------------


def _atoms(entries: Sequence[Entry], collector: Collector) -> list[Piece | Band]:
    """Return entries in a column, an atom each, all their lines on the grid."""
    grid = collector.grid
    rule = moved(_rule(collector, grid.column_width), 0.0, -grid.unit)
    atoms: list[Piece | Band] = []
    count = len(entries)
    for number, entry in enumerate(entries, 1):
        for part_number, (lines, rows) in enumerate(cut_by_rows(*entry, grid)):
            atoms.append(
                Atom(
                    rows * grid.unit,
                    above=0.0 if part_number else grid.unit,
                    penalty=FORBIDDEN if _stays(number, count) else 0.0,
                    between=tuple(rule) if number > 1 and not part_number else (),
                    things=tuple(lines),
                    on_grid=True,
                )
            )
    return atoms


def _rule(collector: Collector, width: float) -> list[Placed]:
    """Return the hairline between two entries, relative to the row of white that it stands in."""
    part = collector.theme.agenda
    return moved(Boxes(collector, part, {}).laid(part.box(), width).things, 0.0, part.number("to_rule"))


def _entry(event: Event, collector: Collector, width: float) -> Entry:
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


def _rows(paragraphs: Sequence[Paragraph], collector: Collector, width: float, x: float) -> Entry:
    """Return paragraphs one below the other, each line on a row of the grid, and how many rows they take."""
    grid = collector.grid
    things: list[Placed] = []
    for paragraph in paragraphs:
        style = collector.theme.styles[paragraph.style]
        for line in collector.set(paragraph, style, width):
            things.append(PlacedLine(x, (len(things) + 1) * grid.unit - grid.descent, line))
    return things, len(things)


# In cells --------------------------------------------------------------------------------------------------------


def _repeated(agenda: Agenda, collector: Collector, width: float) -> Band:
    """Return what stands above the entries where an agenda goes on on a further page: whose it is."""
    grid, style = collector.grid, collector.theme.styles["table_caption"]
    whole, short = agenda.goes_on
    words = whole if collector.setter.width(whole, style) <= width else short
    lines = collector.set(words, style, width)
    things = (PlacedLine(0.0, (row + 1) * grid.unit - grid.descent, line) for row, line in enumerate(lines))
    return Band(tuple(things), len(lines))


def _across(agenda: Agenda, entries: Sequence[Entry], collector: Collector) -> BandSeries:
    """Return an agenda across all columns, a band for what is never parted."""
    grid = collector.grid
    rule = Band(tuple(_rule(collector, grid.text_width)), 1)
    groups: list[list[Band]] = [[]]
    for number, (things, rows) in enumerate(entries, 1):
        groups[-1] += [*((rule,) if number > 1 else ()), Band(tuple(things), rows)]
        if number < len(entries) and not _stays(number, len(entries)):
            groups.append([])
    bands = tuple(joined(group, grid.unit) for group in groups)
    return BandSeries(bands, _repeated(agenda, collector, grid.text_width))


def _rows_of_cells(agenda: Agenda, entries: Sequence[Entry], collector: Collector) -> list[Piece]:
    """Return an agenda in cells on a page of one column, a piece an entry."""
    grid = collector.grid
    rule = _rule(collector, grid.column_width)
    above = joined([_repeated(agenda, collector, grid.column_width), Band(tuple(rule), 1)], grid.unit)
    return [
        TableRow(
            rows * grid.unit,
            above=grid.unit,
            penalty=FORBIDDEN if _stays(number, len(entries)) else 0.0,
            between=tuple(moved(rule, 0.0, -grid.unit)) if number > 1 else (),
            things=tuple(things),
            header=above.things if number > 1 else (),
            header_height=above.rows * grid.unit if number > 1 else 0.0,
        )
        for number, (things, rows) in enumerate(entries, 1)
    ]
