"""How wide the columns of a table are: each as wide as what it holds, the first what is left.

Tried in this order: one line for each cell; headers on two lines, on three; smaller type; less white; cells on several
lines. Where room is left, headers have fewer lines before the white between columns grows.

Lengths in points from the table's start edge.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.compose.blocks import Paragraph
from pdfbrochure.compose.tables import Table, numeral_of
from pdfbrochure.layout.desk import Desk
from pdfbrochure.model.theme import Style
from pdfbrochure.text.assemble import ENDLESS
from pdfbrochure.text.lines import Line

# A cell that is broken has at most so many lines; a header so many.
MOST_LINES: Final = 5
GOOD_LINES: Final = 3
HEAD_LINES: Final = 3
# A header of more lines is higher than what it heads.
GOOD_HEAD: Final = 2
# By so much a column is widened until a header has few lines.
STEP: Final = 1.05
# The narrowest column of words that may be divided, in ems.
LEAST_EMS: Final = 5.0
# So much is no more than rounding, in points.
ROUNDING: Final = 0.05


class Fit(Struct, frozen=True):
    """A table's columns as they were found to fit.

    Attributes:
        starts: Where each column begins.
        ends: Where each ends.
        rests: Of columns of numbers: the room from the decimal mark on.
        wholes: Of columns of numbers: the room before the decimal mark.
        cell: The style of cells.
        head: That of headers.
        lacks: The points that lack, 0 where all have room; then the cells run together.
        widest: The column of the widest word, where room lacks.
    """

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    rests: tuple[float, ...]
    wholes: tuple[float, ...]
    cell: Style
    head: Style
    lacks: float = 0.0
    widest: int = 0


class Columns:
    """Finds the widths of the columns of one table.

    Args:
        table: The table.
        desk: Sets and measures.
    """

    def __init__(self, table: Table, desk: Desk) -> None:
        self._table = table
        self._desk = desk
        theme = desk.theme
        self._design = theme.table
        self._cell, self._head = theme.styles["table_cell"], theme.styles["table_head"]
        share = min(1.0, self._design.smaller / self._cell.size)
        self._small = _scaled(self._cell, share)
        self._small_head = _scaled(self._head, max(share, min(1.0, 7.5 / self._head.size)))
        self._measured: dict[float, _Measures] = {}

    def fits_at_ease(self, measure: float) -> Fit | None:
        """Return the columns in a measure, if every cell stands on one line there in its full size; else None."""
        for lines in range(1, HEAD_LINES + 1):
            found = self._one_line(measure, self._cell, self._head, self._design.white, lines)
            if found is not None:
                break
        if found is not None and lines > GOOD_HEAD:
            # A low header is worth some of the white.
            return self._one_line(measure, self._cell, self._head, self._design.least_white, GOOD_HEAD) or found
        return found

    def fit(self, measure: float) -> Fit:
        """Return the columns in a measure, in whatever way they have room; they may lack some."""
        at_ease = self.fits_at_ease(measure)
        if at_ease is not None:
            return at_ease
        design, small = self._design, (self._small, self._small_head)
        for lines in range(GOOD_HEAD, HEAD_LINES + 1):
            for white in (design.white, design.least_white):
                found = self._one_line(measure, *small, white, lines)
                if found is not None:
                    return found
        large = self._broken(measure, self._cell, self._head, GOOD_LINES)
        return self._broken(measure, *small, MOST_LINES) if large.lacks else large

    # One line a cell ------------------------------------------------------------------------------------------

    def _one_line(self, measure: float, cell: Style, head: Style, white: float, head_lines: int) -> Fit | None:
        found = self._measures(cell, head)
        widths = [max(wide, found.heads[head_lines][n]) for n, wide in enumerate(found.cells)]
        count = len(widths)
        spare = measure + ROUNDING - sum(widths) - white * (count - 1)
        if spare < 0.0:
            return None
        _widen(widths, found.heads, spare)
        # What is left makes the white between columns wider, up to twice as wide; the first column takes the rest.
        even = min(2 * white, (measure - sum(widths)) / (count - 1))
        ends = self._on_grid(widths, measure, white) or _from_end(widths, measure, even)
        gutter = min(white, self._desk.grid.gap)
        sides = self._table.sides
        starts = [0.0]
        for number in range(1, count):
            # Words stand off numbers before them by all the white.
            gap = white if sides[number - 1] in ("number", "end") else gutter
            starts.append(ends[number - 1] + gap)
        return self._fit(starts, ends, found, cell, head)

    def _on_grid(self, widths: Sequence[float], measure: float, white: float) -> list[float] | None:
        """Return the ends of the columns on halves of the page's columns; None where they do not fit so."""
        grid = self._desk.grid
        pitch = (grid.column_width + grid.gap) / 2
        ends = [measure]
        for number in range(len(widths) - 1, 0, -1):
            most = ends[0] - widths[number] - white
            halves = math.floor((most + grid.gap + ROUNDING) / pitch)
            if halves < 1:
                return None
            ends.insert(0, halves * pitch - grid.gap)
        return ends if ends[0] + ROUNDING >= widths[0] else None

    # Several lines a cell --------------------------------------------------------------------------------------

    def _broken(self, measure: float, cell: Style, head: Style, most: int) -> Fit:
        """Return the columns with the cells of words on several lines; numbers stay on one."""
        found = self._measures(cell, head)
        white = self._design.least_white
        room = measure - white * (len(found.cells) - 1)
        words = [side in ("start", "center", "end") for side in self._table.sides]
        least = [
            max(found.words[n], found.head_words[n]) if words[n] else max(found.cells[n], found.heads[HEAD_LINES][n])
            for n in range(len(words))
        ]
        # Headers on fewer lines are worth more than cells on fewer.
        _widen(least, found.heads, room - sum(least), GOOD_HEAD)
        if self._desk.edition.hyphenate:
            # Long words are divided before room lacks.
            spare = [min(own, LEAST_EMS * cell.size) if words[n] else own for n, own in enumerate(least)]
            least = _shared(spare, least, room) if sum(least) > room else least
        lacks = sum(least) - room
        if lacks > ROUNDING:
            widest = max(range(len(least)), key=least.__getitem__)
            scale = room / sum(least)
            widths = [wide * scale for wide in least]
            ends = _from_end(widths, measure, white)
            return self._fit([0.0, *(end + white for end in ends[:-1])], ends, found, cell, head, lacks, widest)
        wanted = [max(found.cells[n], least[n]) if words[n] else least[n] for n in range(len(words))]
        widths = _shared(least, wanted, room)
        ends = _from_end(widths, measure, white)
        starts = [0.0, *(end + white for end in ends[:-1])]
        lines = [max(self._lines(n, widths[n], cell)) for n in range(len(words))]
        widest = max(range(len(lines)), key=lines.__getitem__)
        lacks = widths[widest] * (lines[widest] / most - 1.0)
        return self._fit(starts, ends, found, cell, head, max(0.0, lacks), widest)

    def _lines(self, column: int, width: float, style: Style) -> list[int]:
        """Return the lines of each cell of a column in a width."""
        rows = enumerate(self._table.rows)
        return [len(self.cell(cells[column], self.cell_style(row, column, style), width)) for row, cells in rows]

    def cell_style(self, row: int, column: int, style: Style) -> Style:
        """Return the style of a cell: a total is as heavy as the header, and words need no digits of one width."""
        if row == len(self._table.rows) - 1 and self._table.total:
            style = msgspec.structs.replace(style, weight=max(style.weight, self._head.weight))
        numbers = self._table.sides[column] == "number"
        return style if numbers or not style.tabular else msgspec.structs.replace(style, tabular=False)

    def cell(self, paragraph: Paragraph, style: Style, width: float) -> tuple[Line, ...]:
        """Return the lines of a cell."""
        if not paragraph.spans:
            return ()
        # Words are divided only where they find no room; what is a hair wider than its column stays on its line.
        room = width + ROUNDING
        hyphenate = self._desk.edition.hyphenate and self._desk.setter.widest_word(paragraph, style) > room
        return self._desk.set(paragraph, style, room, hyphenate=hyphenate)

    # Measures --------------------------------------------------------------------------------------------------

    def _measures(self, cell: Style, head: Style) -> _Measures:
        known = self._measured.get(cell.size)
        if known is None:
            known = self._measured[cell.size] = self._measure(cell, head)
        return known

    def _measure(self, cell: Style, head: Style) -> _Measures:
        table = self._table
        columns = range(len(table.heads))
        wholes, rests = [], []
        cells: list[float] = []
        for number in columns:
            own = [row[number] for row in table.rows]
            widths = [self._width(each, self.cell_style(row, number, cell)) for row, each in enumerate(own)]
            rest = whole = 0.0
            if table.sides[number] == "number":
                for row, (paragraph, width) in enumerate(zip(own, widths, strict=True)):
                    part = self.rest_of(paragraph, self.cell_style(row, number, cell))
                    if part is not None:
                        rest, whole = max(rest, part), max(whole, width - part)
            rests.append(rest)
            wholes.append(whole)
            cells.append(max(*widths, whole + rest))
        heads = {1: [self._width(each, head) for each in table.heads]}
        for lines in range(2, HEAD_LINES + 1):
            wides = zip(table.heads, heads[1], strict=True)
            heads[lines] = [self._low(each, head, wide, lines) for each, wide in wides]
        setter = self._desk.setter
        words = [
            max((setter.widest_word(row[n], cell) for row in table.rows if row[n].spans), default=0.0) for n in columns
        ]
        head_words = [setter.widest_word(each, head) if each.spans else 0.0 for each in table.heads]
        return _Measures(cells, heads, words, head_words, tuple(rests), tuple(wholes))

    def _width(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of a cell on one line."""
        return (
            max((line.width for line in self._desk.set(paragraph, style, ENDLESS)), default=0.0)
            if paragraph.spans
            else 0.0
        )

    def rest_of(self, paragraph: Paragraph, style: Style) -> float | None:
        """Return the width of a number from its decimal mark on, or None for a cell that holds no number."""
        numeral = numeral_of(paragraph.text, self._table.decimal)
        if numeral is None:
            return None
        if not numeral.rest:
            return 0.0
        span = msgspec.structs.replace(paragraph.spans[-1], text=numeral.rest, node=None)
        return self._width(msgspec.structs.replace(paragraph, spans=(span,)), style)

    def _low(self, paragraph: Paragraph, style: Style, wide: float, lines: int) -> float:
        """Return about the least width in which a header has so many lines."""
        if not paragraph.spans:
            return 0.0
        least = min(wide, max(self._desk.setter.widest_word(paragraph, style), wide / lines))
        while least < wide and len(self._desk.set(paragraph, style, least, balance=True)) > lines:
            least = min(wide, least * STEP)
        return least

    def _fit(
        self,
        starts: Sequence[float],
        ends: Sequence[float],
        found: _Measures,
        cell: Style,
        head: Style,
        lacks: float = 0.0,
        widest: int = 0,
    ) -> Fit:
        return Fit(tuple(starts), tuple(ends), found.rests, found.wholes, cell, head, lacks, widest)


class _Measures(Struct, frozen=True):
    """What the columns of a table want in one size.

    Attributes:
        cells: For each the widest cell on one line.
        heads: Its header on one line, on two, and on three.
        words: The widest word of its cells.
        head_words: The widest word of its header.
        rests: The room of its numbers from the decimal mark on.
        wholes: Before it.
    """

    cells: list[float]
    heads: dict[int, list[float]]
    words: list[float]
    head_words: list[float]
    rests: tuple[float, ...]
    wholes: tuple[float, ...]


def _scaled(style: Style, share: float) -> Style:
    return msgspec.structs.replace(style, size=style.size * share, leading=style.leading * share)


def _widen(widths: list[float], heads: Mapping[int, Sequence[float]], spare: float, to_lines: int = 1) -> None:
    """Widen columns by what is spare, so that as many headers as may be have two lines, and then as many one."""
    for lines in range(max(heads) - 1, to_lines - 1, -1):
        wanted = [max(0.0, wide - own) for wide, own in zip(heads[lines], widths, strict=True)]
        # The least first, so that as many as possible gain.
        for column in sorted(range(len(widths)), key=wanted.__getitem__):
            if wanted[column] <= spare:
                widths[column] += wanted[column]
                spare -= wanted[column]


def _from_end(widths: Sequence[float], measure: float, white: float) -> list[float]:
    """Return the ends of columns that stand as close as they may at the end; the first has what is left."""
    ends = [measure]
    for width in reversed(widths[1:]):
        ends.insert(0, ends[0] - width - white)
    return ends


def _shared(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Return widths from `least` up to `wanted` that fill a room, as far as they can; each gains in proportion."""
    more = [max(0.0, most - own) for own, most in zip(least, wanted, strict=True)]
    spare = max(0.0, room - sum(least))
    share = min(1.0, spare / sum(more)) if sum(more) else 0.0
    return [own + share * gain for own, gain in zip(least, more, strict=True)]
