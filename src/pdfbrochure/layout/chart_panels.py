"""Small multiples: each line in a panel of its own, before the others as thin lines, all on one scale."""

from __future__ import annotations

from typing import Final

from pdfbrochure.compose.chart_part import ChartRow
from pdfbrochure.layout.chart_desk import ZERO, ChartDesk, Plot, centered, ending, placed
from pdfbrochure.layout.chart_scale import Scale, make_scale
from pdfbrochure.layout.pages import Placed, moved

# Rows of a panel, its name among them.
PANEL_ROWS: Final = 7
# A panel is at least so wide.
NARROWEST: Final = 105.0
MOST_A_ROW: Final = 3
OTHERS: Final = 0.6
# White on each side of a marked line.
HALO: Final = 0.8
LINE: Final = 2.0
TO_VALUE: Final = 6.0
# The line has at least this share of its panel, or values do not stand beside it.
LEAST_LINE: Final = 0.35


def plot_panels(desk: ChartDesk, most: int) -> list[Plot]:
    """Return the panels of a chart, in rows; more rows of the grid than `most` go on in further plots."""
    return _Panels(desk).plots(most)


class _Panels:
    def __init__(self, desk: ChartDesk) -> None:
        self._desk = desk
        chart = desk.chart
        assert chart.axis is not None, "lines run along an axis"
        self._places = chart.axis.places
        present = chart.present
        self._scale: Scale = make_scale(min(present), max(present), from_zero=chart.from_zero)
        gap = desk.grid.gap
        count = len(chart.rows)
        fits = max(1, min(MOST_A_ROW, int((desk.measure + gap) / (NARROWEST + gap))))
        # Four go as two and two, not as three and one.
        self._a_row = 2 if fits > 2 and count == 4 else min(fits, count)
        self._width = (desk.measure - (self._a_row - 1) * gap) / self._a_row
        self._first = [desk.label(row.cells[0]) for row in chart.rows]
        self._last = [desk.label(row.cells[1], bold=True, color="accent") for row in chart.rows]
        self._start = max(line.width for line in self._first) + TO_VALUE
        self._end = self._width - max(line.width for line in self._last) - TO_VALUE
        # Where values beside the line would leave it no room, they stand above it.
        self._beside = self._end - self._start >= LEAST_LINE * self._width
        if not self._beside:
            self._start, self._end = 4.0, self._width - 4.0

    def plots(self, most: int) -> list[Plot]:
        """Return all panels; the ends of the time stand below the last of each column."""
        rows = self._desk.chart.rows
        found: list[Plot] = []
        things: list[Placed] = []
        at = 0
        for first in range(0, len(rows), self._a_row):
            group, height = self._group(first)
            if at and at + height > most:
                found.append(Plot(tuple(things), at))
                things, at = [], 0
            things += moved(group, 0.0, at * self._desk.grid.unit)
            at += height
        ends, below = self._ends(at - 1)
        return [*found, Plot((*things, *ends), at + below)]

    def _group(self, first: int) -> tuple[list[Placed], int]:
        """Return the panels of one row, and the rows of the grid that they take with a white one below."""
        desk, rows = self._desk, self._desk.chart.rows
        group = range(first, min(first + self._a_row, len(rows)))
        names = {number: desk.wrapped(rows[number].label, self._width, bold=True) for number in group}
        above = max(len(lines) for lines in names.values())
        if not self._beside:
            room = self._width - 2 * TO_VALUE
            tight = any(self._first[number].width + self._last[number].width > room for number in group)
            above += 2 if tight else 1
        things: list[Placed] = []
        for column, number in enumerate(group):
            x = column * (self._width + desk.grid.gap)
            things += [placed(x, desk.base(place), line) for place, line in enumerate(names[number])]
            things += self._panel(rows[number], number, x, above)
            if not self._beside:
                at = len(names[number])
                things.append(placed(x, desk.base(at), self._first[number]))
                things.append(ending(x + self._width, desk.base(above - 1), self._last[number]))
        return things, above + PANEL_ROWS

    def _ends(self, row: int) -> tuple[list[Placed], int]:
        """Return the ends of the time below the panels of the last row, and how many rows they need besides that.

        Those of the first panel head the columns of the table.
        """
        desk, chart = self._desk, self._desk.chart
        left = len(chart.rows) % self._a_row or self._a_row
        heads = [(desk.axis(chart.heads[0]), desk.axis(chart.heads[1]))]
        heads += [(desk.axis(chart.heads[0].text), desk.axis(chart.heads[1].text))] * (left - 1)
        first, last = heads[0]
        middles = [max(first.width / 2, self._start), min(self._end, self._width - last.width / 2)]
        if middles[1] - middles[0] < (first.width + last.width) / 2 + TO_VALUE:
            middles = [first.width / 2, self._width - last.width / 2]
        below = 1 if first.width + last.width + TO_VALUE > self._width else 0
        found: list[Placed] = []
        for column, (one, other) in enumerate(heads):
            x = column * (self._width + desk.grid.gap)
            found.append(centered(x + middles[0], desk.base(row), one))
            found.append(centered(x + middles[1], desk.base(row + below), other))
        return found, below

    def _panel(self, row: ChartRow, number: int, x: float, at: int) -> list[Placed]:
        desk = self._desk
        top, foot = desk.center(at), desk.base(at + PANEL_ROWS - 2)
        color = desk.tones.accent
        found: list[Placed] = [desk.rectangle(x, foot, self._width, ZERO, "ink")]

        def points(values: tuple[float | None, ...]) -> list[list[tuple[float, float]]]:
            return self._stretches(values, x, top, foot)

        for other in desk.chart.rows:
            if other is not row:
                found += [desk.stroke(tuple(one), "hairline", OTHERS) for one in points(other.values) if len(one) > 1]
        own = points(row.values)
        for stretch in own:
            found.append(desk.stroke(tuple(stretch), "paper", LINE + 2 * HALO))
            found.append(desk.stroke(tuple(stretch), color, LINE))
        radius = desk.design.dot[0] - 0.4
        for dot in (own[0][0], own[-1][-1]):
            found += [desk.dot(*dot, radius + HALO, "paper"), desk.dot(*dot, radius, color)]
        (first_x, first_y), (last_x, last_y) = own[0][0], own[-1][-1]
        if not self._beside:
            return found
        # Values stand clear of the line below.
        lowest = foot - 2.0
        found.append(ending(first_x - TO_VALUE, min(first_y + desk.middle, lowest), self._first[number]))
        found.append(placed(last_x + TO_VALUE, min(last_y + desk.middle, lowest), self._last[number]))
        return found

    def _stretches(
        self, values: tuple[float | None, ...], x: float, top: float, foot: float
    ) -> list[list[tuple[float, float]]]:
        """Return the points of a line, apart where values are missing."""
        first, last = self._places[0], self._places[-1]
        found: list[list[tuple[float, float]]] = [[]]
        for place, value in zip(self._places, values, strict=True):
            if value is None:
                found.append([])
                continue
            across = x + self._start + (self._end - self._start) * (place - first) / (last - first)
            found[-1].append((across, foot - (foot - top) * self._scale.share(value)))
        return [stretch for stretch in found if stretch]
