"""Bars: one a row of the grid, with its name before it and its value behind; two that touch for two series."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.chart_part import ChartRow
from pdfbrochure.layout.chart_desk import SQUARE, ZERO, ChartDesk, Plot, ending, placed
from pdfbrochure.layout.chart_scale import Bars, fit_bars
from pdfbrochure.layout.pages import Placed, moved
from pdfbrochure.text.lines import Line

# Labels that take more of the measure than this stand above their bars.
WIDEST_LABELS: Final = 0.45
# A bar is seen from this width on.
LEAST_WIDTH: Final = 0.75
# More bars than these stand in two runs where the chart is wide enough.
MOST_IN_A_RUN: Final = 15
# The line of zero reaches so far beyond the bars.
BEYOND: Final = 2.0
# Between the name of a series and the value before it.
TO_NAME: Final = 4.0
# Of the room for bars, what the name of a series may take behind its first value.
WIDEST_NAMES: Final = 0.4


def plot_bars(desk: ChartDesk, most: int) -> list[Plot]:
    """Return the bars of a chart, in two runs side by side where it is wide and they are many.

    Args:
        desk: Sets them.
        most: A plot may have so many rows; more bars go on in further plots, on the same scale.
    """
    chart, grid = desk.chart, desk.grid
    rows = chart.rows
    if len(rows) > MOST_IN_A_RUN and desk.measure > 1.5 * grid.column_width and not chart.heads:
        half = (desk.measure - grid.gap) / 2
        first = math.ceil(len(rows) / 2)
        # Both runs have one scale and labels of one width, so that their bars are compared.
        bars = _Bars(desk, half)
        one, other = bars.run(rows[:first]), bars.run(rows[first:])
        height = max(one.rows, other.rows)
        if height <= most:
            return [Plot((*one.things, *moved(other.things, half + grid.gap, 0.0)), height)]
    bars = _Bars(desk, desk.measure)
    whole = bars.run(rows)
    if whole.rows <= most:
        return [whole]
    count = math.ceil(whole.rows / most)
    while True:
        share = math.ceil(len(rows) / count)
        plots = [bars.run(rows[first : first + share]) for first in range(0, len(rows), share)]
        if share == 1 or max(plot.rows for plot in plots) <= most:
            return plots
        count += 1


class _Bars:
    """The bars of one chart in one width."""

    def __init__(self, desk: ChartDesk, measure: float) -> None:
        self._desk = desk
        self._measure = measure
        chart = desk.chart
        self._pairs = len(chart.heads) == 2
        labels = [desk.label(row.label, bold=row.marked) for row in chart.rows]
        widest = max(label.width for label in labels)
        self._above = widest + desk.design.label_gap > WIDEST_LABELS * measure
        self._start = 0.0 if self._above else widest + desk.design.label_gap
        # Names of series that find no room behind the first values stand above all bars.
        heads = [desk.label(head, bold=True).width for head in chart.heads] if self._pairs else []
        self._key = max(heads, default=0.0) > WIDEST_NAMES * (measure - self._start)
        values = [value for row in chart.rows for value in row.values]
        texts = [
            sum(line.width for line in self._value(row, number)) + (TO_NAME if self._named(row) else 0.0)
            for row in chart.rows
            for number in range(len(row.values))
        ]
        self._scale: Bars = fit_bars(values, texts, measure - self._start - ZERO, desk.design.value_gap)

    def _named(self, row: ChartRow) -> bool:
        """Whether the names of the series stand behind the values of a row."""
        return self._pairs and not self._key and row is self._desk.chart.rows[0]

    def _value(self, row: ChartRow, number: int) -> list[Line]:
        """Return what stands at the end of a bar: its value, and in the first row the name of its series."""
        desk = self._desk
        second = self._pairs and number == 1
        bold = second or (row.marked and not self._pairs)
        color = "ink" if row.values[number] is not None else "grey"
        lines = [
            desk.label(row.cells[number], bold=bold and color == "ink", color="grey" if color == "grey" else "ink")
        ]
        if self._named(row):
            lines.append(desk.label(desk.chart.heads[number], bold=second))
        return lines

    def run(self, rows: Sequence[ChartRow]) -> Plot:
        """Return some rows of bars, one below the other."""
        desk, grid = self._desk, self._desk.grid
        zero = self._start + self._scale.zero + ZERO / 2
        bars: list[Placed] = []
        words: list[Placed] = []
        key, at = self._names() if self._key and rows[0] is desk.chart.rows[0] else ([], 0)
        words += key
        edges: list[tuple[float, float]] = []
        for row in rows:
            if self._above:
                lines = desk.wrapped(row.label, self._measure, bold=row.marked)
                words += [placed(0.0, desk.base(at + number), line) for number, line in enumerate(lines)]
                at += len(lines)
            if self._pairs:
                middle = (desk.cap(at) + desk.base(at + 1)) / 2
                height = desk.design.pair * grid.unit
                middles = [middle - height / 2, middle + height / 2]
            else:
                # Nearer to its own label than to the next one, where that stands above it.
                middle = desk.base(at) - desk.middle - (3.0 if self._above else 0.0)
                height = desk.design.bar * grid.unit
                middles = [middle]
            if not self._above:
                label = desk.label(row.label, bold=row.marked)
                words.append(placed(0.0, middle + desk.middle, label))
            for number, center in enumerate(middles):
                bars += self._bar(row, number, zero, center, height)
                words += self._texts(row, number, zero, center + desk.middle)
            edges.append((middles[0] - height / 2, middles[-1] + height / 2))
            at += 2 if self._pairs else 1
        axes = self._axes(edges, zero)
        return Plot((*bars, *axes, *words), at)

    def _names(self) -> tuple[list[Placed], int]:
        """Return the names of both series behind squares in their tones, and the rows that they take."""
        desk, found, at = self._desk, list[Placed](), 0
        for number, head in enumerate(desk.chart.heads):
            lines = desk.wrapped(head, self._measure - 2 * SQUARE, bold=number == 1)
            top = desk.base(at) - desk.middle - SQUARE / 2
            found.append(desk.bar(0.0, top, SQUARE, SQUARE, marked=number == 1))
            found += [placed(2 * SQUARE, desk.base(at + place), line) for place, line in enumerate(lines)]
            at += len(lines)
        return found, at

    def _axes(self, edges: Sequence[tuple[float, float]], zero: float) -> list[Placed]:
        """Return the line of zero: one beside all bars, or a short one at each where labels stand between them."""
        spans = edges if self._above else [(edges[0][0], edges[-1][1])]
        return [
            self._desk.rectangle(zero - ZERO / 2, top - BEYOND, ZERO, foot - top + 2 * BEYOND, "ink")
            for top, foot in spans
        ]

    def _bar(self, row: ChartRow, number: int, zero: float, middle: float, height: float) -> list[Placed]:
        value = row.values[number]
        if not value:
            return []
        length = max(abs(value) * self._scale.scale, LEAST_WIDTH)
        x = zero + ZERO / 2 if value > 0 else zero - ZERO / 2 - length
        marked = number == 1 if self._pairs else row.marked
        return [self._desk.bar(x, middle - height / 2, length, height, marked=marked)]

    def _texts(self, row: ChartRow, number: int, zero: float, baseline: float) -> list[Placed]:
        """Return the value at the outer end of a bar, with the name of its series in the first row."""
        value, gap = row.values[number], self._desk.design.value_gap
        printed, *name = self._value(row, number)
        length = max(abs(value) * self._scale.scale, LEAST_WIDTH) if value else 0.0
        if value is not None and value < 0:
            end = zero - ZERO / 2 - length - gap
            before = end - printed.width - TO_NAME
            return [ending(end, baseline, printed), *(ending(before, baseline, line) for line in name)]
        x = zero + ZERO / 2 + length + gap
        behind = x + printed.width + TO_NAME
        return [placed(x, baseline, printed), *(placed(behind, baseline, line) for line in name)]
