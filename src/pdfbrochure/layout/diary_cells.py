"""Entries of an agenda in cells side by side: date and time, what, where. The cells begin on halves of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Event, Paragraph
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pages import Placed, PlacedLine
from pdfbrochure.text.lines import Line

# An entry as it is set: its things, relative to its first row, and its rows.
Entry = tuple[list[Placed], int]

# A page of one column is parted into so many cells.
OF_ONE_COLUMN: Final = 4
# From a date to the time beside it, in ems of the date.
TO_TIME: Final = 0.6
# What a date on more than one line is worth, in rows: it is the place where readers look for their day.
DATE_PARTED: Final = 0.3


class _Cell(Struct, frozen=True):
    """Where a cell begins and how wide it is."""

    x: float
    width: float


class _Set(Struct, frozen=True):
    """All entries as some cells have them: lines of date, time, what and where; where times stand beside dates."""

    cells: tuple[_Cell, ...]
    entries: tuple[tuple[tuple[Line, ...], ...], ...]
    time_x: float | None
    cost: float


def entries_in_cells(events: Sequence[Event], collector: Collector) -> list[Entry] | None:
    """Return all entries in the cells in which they take the fewest rows; None where a word is wider than any."""
    best: _Set | None = None
    for cells in _choices(collector, places=any(event.where is not None for event in events)):
        found = _set(events, cells, collector)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
    if best is None:
        return None
    chosen = best
    return [_laid(entry, chosen, collector) for entry in chosen.entries]


def _choices(collector: Collector, *, places: bool) -> list[tuple[_Cell, ...]]:
    """Return the cells that entries may have, those first that are best where all take the same rows.

    These are the narrowest for dates, and then the widest for what takes place.
    """
    grid = collector.grid
    white = grid.gutter - grid.hang
    if grid.columns == 1:
        measure, step = grid.column_width, (grid.column_width + white) / OF_ONE_COLUMN
        starts = [number * step for number in range(OF_ONE_COLUMN)]
        whites = [white] * len(starts)
    else:
        measure, half = grid.text_width, (grid.column_width + white) / 2
        firsts = [grid.column_x(column) - grid.side for column in range(grid.columns)]
        starts = [start + more for start in firsts for more in (0.0, half)]
        whites = [white] * len(starts)
        if grid.hang:
            # What hangs before a column may be a date.
            starts.insert(0, 0.0)
            whites[:1] = [0.0, collector.theme.agenda.number("gap")]
    found = []
    for inner in combinations(range(1, len(starts)), 2 if places else 1):
        bounds = [0, *inner]
        ends = [*(starts[at] - whites[at] for at in inner), measure]
        found.append(tuple(_Cell(starts[at], end - starts[at]) for at, end in zip(bounds, ends, strict=True)))
    return sorted(found, key=lambda cells: (round(cells[0].width, 3), -round(cells[1].width, 3)))


def _set(events: Sequence[Event], cells: tuple[_Cell, ...], collector: Collector) -> _Set | None:
    """Return the entries set in some cells, or None where a word is wider than its own."""
    rooms = [cells[0], cells[0], cells[1], cells[-1]]
    entries = []
    for event in events:
        lines: list[tuple[Line, ...]] = []
        for paragraph, cell in zip(_words(event), rooms, strict=True):
            if paragraph is None:
                lines.append(())
                continue
            style = collector.theme.styles[paragraph.style]
            if collector.setter.widest_word(paragraph, style) > cell.width:
                return None
            lines.append(collector.set(paragraph, style, cell.width))
        entries.append(tuple(lines))
    time_x = _time_place(events, entries, cells[0], collector)
    rows = sum(_rows(entry, beside=time_x is not None) for entry in entries)
    parted = sum(len(dates) - 1 for dates, *_others in entries)
    return _Set(cells, tuple(entries), time_x, rows + DATE_PARTED * parted)


def _words(event: Event) -> tuple[Paragraph | None, ...]:
    return event.date, event.time, event.what, event.where


def _time_place(
    events: Sequence[Event], entries: Sequence[tuple[tuple[Line, ...], ...]], cell: _Cell, collector: Collector
) -> float | None:
    """Return where the times stand beside their dates, all in one place; None where one has no room there."""
    timed = [(event.date, event.time) for event in events if event.time is not None]
    if not timed or any(len(dates) > 1 or len(times) > 1 for dates, times, *_others in entries if times):
        return None
    styles, width = collector.theme.styles, collector.setter.width
    place = max(width(date, styles[date.style]) for date, _time in timed) + TO_TIME * styles["agenda_date"].size
    widest = max(width(time, styles[time.style]) for _date, time in timed)
    return place if place + widest <= cell.width else None


def _rows(entry: tuple[tuple[Line, ...], ...], *, beside: bool) -> int:
    dates, times, what, where = map(len, entry)
    return max(max(dates, times) if beside else dates + times, what, where)


def _laid(entry: tuple[tuple[Line, ...], ...], chosen: _Set, collector: Collector) -> Entry:
    grid = collector.grid
    beside = chosen.time_x is not None
    things: list[Placed] = []
    places = (
        (0.0, 0),
        (chosen.time_x or 0.0, 0 if beside else len(entry[0])),
        (chosen.cells[1].x, 0),
        (chosen.cells[-1].x, 0),
    )
    for (x, first), lines in zip(places, entry, strict=True):
        for row, line in enumerate(lines, first + 1):
            things.append(PlacedLine(x, row * grid.unit - grid.descent, line))
    return things, _rows(entry, beside=beside)
