"""Tables as pieces and bands: caption, header, rows between rules, note; all on the grid.

A table that fits a column is one piece a row, so that it may go on in the next column; a wider one is a band, or a
series of bands that may go on on the next page. Its header then stands there once more, as furniture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Paragraph
from pdfbrochure.compose.tables import Table, bare
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.columns import Columns
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Band, BandSeries, Piece, TableRow, joined
from pdfbrochure.model.theme import Style
from pdfbrochure.text.assemble import ENDLESS
from pdfbrochure.text.lines import Line

# A table of so many rows is never broken; of a longer one so many stay with the header, and so many at its end, a total
# not counted.
NEVER_BROKEN: Final = 8
KEPT_WITH_HEADER: Final = 3
KEPT_AT_END: Final = 2
# A line of a header may reach so much of a row above its rows.
HEAD_ROUNDING: Final = 0.2


def table_pieces(table: Table, collector: Collector) -> list[Piece | Band | BandSeries]:
    """Return a table as the rows of a column, or as what stands across all columns."""
    grid = collector.grid
    columns = Columns(table, collector)
    narrow = grid.columns == 1 or table.width == "column"
    if table.width == "auto" and not narrow:
        narrow = columns.fits_at_ease(grid.column_width) is not None
    laid = _Laid(table, collector, columns, grid.column_width if narrow else grid.text_width)
    return laid.pieces() if narrow else [laid.band()]


def breaks_after(count: int, *, total: bool) -> list[int]:
    """Return the rows, from 0, after which a table of so many may be broken."""
    if count <= NEVER_BROKEN:
        return []
    return list(range(KEPT_WITH_HEADER - 1, count - KEPT_AT_END - total))


class _Laid:
    """One table in a measure: its parts, each with its things and its rows of the grid."""

    def __init__(self, table: Table, collector: Collector, columns: Columns, measure: float) -> None:
        self._table = table
        self._collector = collector
        self._columns = columns
        self._measure = measure
        self._fit = columns.fit(measure)
        grid = collector.grid
        self._unit, self._descent = grid.unit, grid.descent
        self._design = collector.theme.table
        # Where the table stands from right to left, numbers are written from left to right all the same.
        self._backward = collector.setter.backward != collector.setter.runs_otherwise(table.heads[0])
        if self._fit.lacks:
            self._tell()

    def _tell(self) -> None:
        table, column = self._table, self._fit.widest
        head = table.heads[column].text
        name = f"\u201c{head[:40]}\u201d" if head else str(column + 1)
        self._collector.findings.error(
            "table-too-wide",
            f"the table lacks {math.ceil(self._fit.lacks)} pt of width, most of it in its column {name}",
            why="even in the smallest type and on several lines its words have no room",
            mend="leave out a column, write shorter words, or set `width: wide`"
            if self._measure < self._collector.grid.text_width
            else "leave out a column, write shorter words, or make two tables of it",
            origin=table.origin,
        )

    # Parts -----------------------------------------------------------------------------------------------------

    def _top(self) -> Band:
        """Return caption and header."""
        caption = self._table.caption
        above = self._lines_of(caption) if caption is not None else Band((), 0)
        return joined([above, self._header(self._table.heads)], self._unit)

    def _repeated(self) -> Band:
        """Return what stands above the rows where the table goes on: a short caption, and the header once more."""
        style = self._collector.theme.styles["table_caption"]
        whole, short = self._table.goes_on
        fits = self._collector.setter.width(whole, style) <= self._measure
        heads = [msgspec.structs.replace(head, spans=bare(head.spans), node=None) for head in self._table.heads]
        return joined([self._lines_of(whole if fits else short), self._header(heads)], self._unit)

    def _lines_of(self, paragraph: Paragraph) -> Band:
        style = self._collector.theme.styles["table_caption"]
        lines = self._collector.set_evenly(paragraph, style, self._measure)
        return Band(tuple(PlacedLine(0.0, self._baseline(row), line) for row, line in enumerate(lines)), len(lines))

    def _header(self, heads: Sequence[Paragraph]) -> Band:
        fit, design, unit = self._fit, self._design, self._unit
        sets = [
            self._collector.set(head, fit.head, self._width(number), balance=True) if head.spans else ()
            for number, head in enumerate(heads)
        ]
        count = max([1, *map(len, sets)])
        leading = min(fit.head.leading, unit)
        rows = max(1, math.ceil(((count - 1) * leading + unit) / unit - HEAD_ROUNDING))
        things: list[Placed] = [
            self._rule(0, design.rule_top, design.rule_top_color),
            self._rule(rows, design.rule_head, design.rule_head_color),
        ]
        for number, (head, own) in enumerate(zip(heads, sets, strict=True)):
            lines = self._alone(head, fit.head, own)
            # All end on one line, above the rule.
            for place, line in enumerate(lines):
                y = self._baseline(rows - 1) - (len(lines) - 1 - place) * leading
                things.append(PlacedLine(self._x(number, line.width), y, line))
        return Band(tuple(things), rows)

    def _row(self, number: int) -> Band:
        """Return a row, and the rule below it."""
        table, fit, columns = self._table, self._fit, self._columns
        cells = table.rows[number]
        styles = [columns.cell_style(number, column, fit.cell) for column in range(len(cells))]
        sets = [columns.cell(cell, styles[column], self._width(column)) for column, cell in enumerate(cells)]
        rows = max([1, *map(len, sets)])
        things: list[Placed] = [self._rule_below(number, rows)]
        for column, own in enumerate(sets):
            lines = self._alone(cells[column], styles[column], own)
            rest = None
            if table.sides[column] == "number":
                rest = columns.rest_of(cells[column], styles[column])
            for place, line in enumerate(lines):
                x = self._x(column, line.width, rest)
                things.append(PlacedLine(x, self._baseline(place), line))
        return Band(tuple(things), rows)

    def _rule_below(self, number: int, rows: int) -> PlacedFlat:
        design, last = self._design, len(self._table.rows) - 1
        if number == last:
            return self._rule(rows, design.rule_foot, design.rule_foot_color)
        if number == last - 1 and self._table.total:
            return self._rule(rows, design.rule_total, design.rule_total_color)
        return self._rule(rows, design.rule_row, design.rule_row_color)

    def _note(self) -> Band:
        note = self._table.note
        if note is None:
            return Band((), 0)
        style = self._collector.theme.styles["table_note"]
        lines = self._collector.set(note, style, self._measure, hyphenate=self._collector.edition.hyphenate)
        first = self._baseline(0) + self._design.note_drop
        things = tuple(PlacedLine(0.0, first + place * style.leading, line) for place, line in enumerate(lines))
        foot = first + (len(lines) - 1) * style.leading
        return Band(things, math.ceil((foot + style.size / 4) / self._unit))

    # Places ----------------------------------------------------------------------------------------------------

    def _baseline(self, row: int) -> float:
        return (row + 1) * self._unit - self._descent

    def _rule(self, rows: int, thickness: float, color: str) -> PlacedFlat:
        """Return a rule below so many rows."""
        return PlacedFlat(0.0, rows * self._unit + self._design.below - thickness / 2, self._measure, thickness, color)

    def _alone(self, cell: Paragraph, style: Style, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the line of a cell that has one, no wider than its words also where it runs against the page."""
        loose = len(lines) == 1 and self._collector.setter.runs_otherwise(cell)
        return self._collector.set(cell, style, ENDLESS) if loose else lines

    def _width(self, column: int) -> float:
        return self._fit.ends[column] - self._fit.starts[column]

    def _x(self, column: int, width: float, rest: float | None = None) -> float:
        """Return where a line of a cell begins; `rest` is the width of its number from the decimal mark on."""
        fit, side = self._fit, self._table.sides[column]
        start, end = fit.starts[column], fit.ends[column]
        if rest is not None:
            if self._backward:
                # From right to left the block of numbers is turned over, and the numbers in it are not.
                return end - fit.wholes[column] - rest
            return end - fit.rests[column] - (width - rest)
        if side == "start":
            return start
        return (start + end - width) / 2 if side == "center" else end - width

    # Wholes ----------------------------------------------------------------------------------------------------

    def pieces(self) -> list[Piece | Band | BandSeries]:
        """Return the table for a column, a piece a row."""
        unit, count = self._unit, len(self._table.rows)
        top, note, repeated = self._top(), self._note(), self._repeated()
        breaks = breaks_after(count, total=self._table.total)
        found: list[Piece | Band | BandSeries] = [
            Atom(top.rows * unit, unit, FORBIDDEN, things=top.things, on_grid=True)
        ]
        for number in range(count):
            row = self._row(number)
            stays = number not in breaks and (number < count - 1 or note.rows > 0)
            found.append(
                TableRow(
                    row.rows * unit,
                    penalty=FORBIDDEN if stays else 0.0,
                    things=row.things,
                    header=repeated.things,
                    header_height=repeated.rows * unit,
                )
            )
        if note.rows:
            found.append(Atom(note.rows * unit, things=note.things, on_grid=True))
        return found

    def band(self) -> Band | BandSeries:
        """Return the table across all columns; one that may be broken as a series of what may not."""
        count = len(self._table.rows)
        groups: list[list[Band]] = [[self._top()]]
        breaks = breaks_after(count, total=self._table.total)
        for number in range(count):
            groups[-1].append(self._row(number))
            if number in breaks:
                groups.append([])
        groups[-1].append(self._note())
        bands = tuple(joined(group, self._unit) for group in groups)
        return bands[0] if len(bands) == 1 else BandSeries(bands, self._repeated())
