"""Lines: time runs along, values stand at the ends beside the names, and gridlines lie below.

Time runs from left to right in every language; the plot is made so, and turned over beforehand where pages are.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.chart_part import ChartRow
from pdfbrochure.layout.chart_axis import axis_below
from pdfbrochure.layout.chart_desk import EDGE, ZERO, ChartDesk, Plot, centered, ending, placed
from pdfbrochure.layout.chart_panels import HALO, LEAST_LINE, plot_panels
from pdfbrochure.layout.chart_scale import Scale, make_scale, spread
from pdfbrochure.layout.pages import Placed, PlacedLine
from pdfbrochure.text.lines import Line

# The plot is about so many times as wide as high, and takes so many rows.
ASPECT: Final = 3.2
FEWEST_ROWS: Final = 7
MOST_ROWS: Final = 16
# From the last point to its value, from that to the name, from the first value to its point.
TO_VALUE: Final = 9.0
TO_NAME: Final = 6.0
# From the number of a gridline to the line.
TO_GRIDLINE: Final = 6.0
# Names take no more than this share of the measure; longer ones are wrapped.
WIDEST_NAMES: Final = 0.34
# A label that is moved farther than this is tied to its point.
TIED: Final = 1.2
# The words "no data" stand above a gap of this width.
LEAST_GAP: Final = 30.0
DOTTED: Final = (0.01, 2.2)
# And of a line that would else look like one that it crosses.
DASHED: Final = (5.0, 2.5)
# One line of more points than these says its extreme.
MANY_POINTS: Final = 24


def plot_lines(desk: ChartDesk, most: int) -> list[Plot]:
    """Return the lines of a chart in at most so many rows; in panels where their names would leave them no room."""
    lines = _Lines(desk, most)
    return [lines.plot()] if lines.has_room else plot_panels(desk, most)


class _Lines:
    """The lines of one chart in one width."""

    def __init__(self, desk: ChartDesk, most: int) -> None:
        self._desk = desk
        chart = desk.chart
        assert chart.axis is not None, "lines run along an axis"
        self._places = chart.axis.places
        self._rows = chart.rows
        # Where it says that there are no data.
        self._said: list[PlacedLine] = []
        present = chart.present
        self._scale: Scale = make_scale(min(present), max(present), from_zero=chart.from_zero)
        unit = desk.grid.unit
        self._numbers = [desk.axis_text(self._number(value)) for value in self._scale.gridlines]
        self._first = [self._end_label(row, 0) for row in self._rows]
        self._last = [self._end_label(row, 1) for row in self._rows]
        only = len(self._rows) == 1
        widest = WIDEST_NAMES * desk.measure
        self._names: list[list[Line]] = [
            [] if only else desk.wrapped(row.label, widest, bold=row.marked, color=self._color(row))
            for row in self._rows
        ]
        self._value_width = max(line.width for line in self._last)
        name_width = max((line.width for lines in self._names for line in lines), default=0.0)
        right = TO_VALUE + self._value_width + (TO_NAME + name_width if name_width else 0.0)
        numbers = max(line.width for line in self._numbers)
        self._grid_start = numbers + TO_GRIDLINE
        self._start = self._grid_start + max(line.width for line in self._first) + TO_NAME
        self._end = desk.measure - right
        self.has_room = self._end - self._start >= LEAST_LINE * desk.measure
        ideal = (self._end - self._start) / ASPECT / unit
        labels = sum(max(1, len(lines)) for lines in self._names)
        self._count = min(MOST_ROWS, most - 1, max(FEWEST_ROWS, round(ideal), labels + 2))
        self._top, self._foot = desk.center(0), desk.center(self._count - 1)

    def _number(self, value: float) -> str:
        return self._desk.chart.numerals.write(value, self._scale.decimals if value else 0)

    def _color(self, row: ChartRow) -> str:
        return "accent" if row.marked else "ink"

    def _end_label(self, row: ChartRow, end: int) -> Line:
        return self._desk.label(row.cells[end], bold=row.marked, color=self._color(row))

    def x(self, place: float) -> float:
        """Return where a point of time stands."""
        first, last = self._places[0], self._places[-1]
        return self._start + (self._end - self._start) * (place - first) / (last - first)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        return self._foot - (self._foot - self._top) * self._scale.share(value)

    def plot(self) -> Plot:
        """Return all that is drawn."""
        desk = self._desk
        axis = desk.chart.axis
        assert axis is not None, "lines run along an axis"
        things = [*self._gridlines()]
        marked = [row for row in self._rows if row.marked]
        others = [row for row in self._rows if not row.marked]
        for row, (color, dash) in zip(others, self._looks(others), strict=True):
            things += self._line(row, color, dash, is_marked=False)
        for row in marked:
            things += self._line(row, desk.tones.accent, is_marked=True)
        things += [*self._ends(), *self._starts(), *self._extreme()]
        x_of = [self.x(place) for place in self._places]
        below, rows = axis_below(desk, axis, x_of, self._count, self._foot)
        return Plot((*things, *below), self._count + rows)

    def _looks(self, rows: Sequence[ChartRow]) -> list[tuple[str, tuple[float, ...]]]:
        """Return color and dash of the lines that are not marked: none looks like one before it that it crosses."""
        mid = self._desk.tones.mid
        known: list[tuple[str, tuple[float, ...]]] = []
        for number, row in enumerate(rows):
            crossed = {known[at] for at in range(number) if _cross(row.values, rows[at].values)}
            looks = [look for look in ((mid, ()), ("grey", ()), ("grey", DASHED), (mid, DASHED)) if look not in crossed]
            known.append(looks[0] if looks else ("grey", DASHED))
        return known

    def _gridlines(self) -> list[Placed]:
        desk = self._desk
        found: list[Placed] = []
        for value, number in zip(self._scale.gridlines, self._numbers, strict=True):
            y, is_zero = self.y(value), value == 0
            thickness = ZERO if is_zero else EDGE
            color = "ink" if is_zero else "hairline"
            width = self._end + 3.0 - self._grid_start
            found.append(desk.rectangle(self._grid_start, y - thickness / 2, width, thickness, color))
            found.append(ending(self._grid_start - TO_GRIDLINE, y + 0.33 * desk.axis_style.size, number))
        return found

    def _line(self, row: ChartRow, color: str, dash: tuple[float, ...] = (), *, is_marked: bool) -> list[Placed]:
        """Return a line with dots at its ends; where values are missing it stops, and is dotted to the next."""
        desk, design = self._desk, self._desk.design
        weight, radius = design.line[not is_marked], design.dot[not is_marked]
        stretches: list[list[tuple[float, float]]] = [[]]
        for place, value in zip(self._places, row.values, strict=True):
            if value is None:
                if stretches[-1]:
                    stretches.append([])
                continue
            stretches[-1].append((self.x(place), self.y(value)))
        stretches = [stretch for stretch in stretches if stretch]
        found: list[Placed] = []
        for stretch in stretches:
            if is_marked:
                found.append(desk.stroke(tuple(stretch), "paper", weight + 2 * HALO))
            if len(stretch) == 1:
                found.append(desk.dot(*stretch[0], weight, color))
            else:
                found.append(desk.stroke(tuple(stretch), color, weight, dash))
        for before, after in itertools.pairwise(stretches):
            found += self._gap(before[-1], after[0], color)
        for x, y in (stretches[0][0], stretches[-1][-1]):
            found += [desk.dot(x, y, radius + HALO, "paper"), desk.dot(x, y, radius, color)]
        return found

    def _gap(self, before: tuple[float, float], after: tuple[float, float], color: str) -> list[Placed]:
        desk = self._desk
        found: list[Placed] = [desk.stroke((before, after), color, ZERO, DOTTED)]
        words = desk.axis_text(desk.chart.no_data)
        place = centered((before[0] + after[0]) / 2, min(before[1], after[1]) - 4.0, words)
        near = (abs(place.x - other.x) < words.width and abs(place.y - other.y) < desk.axis_style.leading
                for other in self._said)  # fmt: skip
        if after[0] - before[0] >= LEAST_GAP and not any(near):
            self._said.append(place)
            found.append(place)
        return found

    def _ends(self) -> list[Placed]:
        """Return values and names behind the last points, none over another."""
        desk, unit = self._desk, self._desk.label_style.size + 2.0
        points = [self._point(row, -1) for row in self._rows]
        heights = [unit * max(1, len(lines)) for lines in self._names]
        foot = self._foot + desk.grid.unit * 0.6
        middles = spread([y for _x, y in points], heights, self._top - desk.grid.unit * 0.6, foot)
        found: list[Placed] = []
        x = self._end + TO_VALUE
        for row, (end, y), middle, value, names in zip(
            self._rows, points, middles, self._last, self._names, strict=True
        ):
            first = middle - unit * (max(1, len(names)) - 1) / 2 + desk.middle
            if abs(middle - y) > TIED or end < self._end - 1.0:
                color = desk.tones.accent if row.marked else "grey"
                found.append(desk.stroke(((end + 4.0, y), (x - 2.0, first - desk.middle)), color, EDGE))
            found.append(placed(x, first, value))
            at = x + self._value_width + TO_NAME
            found += [placed(at, first + unit * number, line) for number, line in enumerate(names)]
        return found

    def _starts(self) -> list[Placed]:
        """Return the values before the first points."""
        desk = self._desk
        points = [self._point(row, 0) for row in self._rows]
        unit = desk.label_style.size + 1.2
        middles = spread([y for _x, y in points], [unit] * len(points), self._top - unit, self._foot + unit / 2)
        return [
            ending(max(x, self._start) - TO_NAME, middle + desk.middle, value)
            for (x, _y), middle, value in zip(points, middles, self._first, strict=True)
        ]

    def _extreme(self) -> list[Placed]:
        """Return the value of one long line that is farthest from its mean, where that is not near an end."""
        if len(self._rows) > 1 or len(self._places) <= MANY_POINTS:
            return []
        desk = self._desk
        values = self._rows[0].values
        known = [(place, value) for place, value in zip(self._places, values, strict=True) if value is not None]
        mean = math.fsum(value for _place, value in known) / len(known)
        extremes = [pick(known, key=lambda point: point[1]) for pick in (min, max)]
        for place, value in sorted(extremes, key=lambda point: -abs(point[1] - mean)):
            words = desk.axis_text(desk.chart.numerals.write(value), bold=True)
            x = self.x(place)
            if self._start + words.width <= x <= self._end - words.width:
                below = desk.label_style.size * 0.7 + 6.0
                return [centered(x, self.y(value) + (below if value < mean else -6.0), words)]
        return []

    def _point(self, row: ChartRow, end: int) -> tuple[float, float]:
        known = [(place, value) for place, value in zip(self._places, row.values, strict=True) if value is not None]
        place, value = known[end]
        return self.x(place), self.y(value)


def _cross(one: Sequence[float | None], other: Sequence[float | None]) -> bool:
    """Whether two lines change their order."""
    signs = {
        mine > theirs
        for mine, theirs in zip(one, other, strict=True)
        if mine is not None and theirs is not None and mine != theirs
    }
    return len(signs) > 1
