"""The axis below lines: names of points of time, or of the years between their starts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.chart_names import Axis
from pdfbrochure.layout.chart_desk import EDGE, ChartDesk, centered
from pdfbrochure.layout.chart_scale import kept_labels
from pdfbrochure.layout.pages import Placed, PlacedLine
from pdfbrochure.text.lines import Line

TICK: Final = 4.0
# More ticks than these are a grey band.
MOST_TICKS: Final = 60
# Between two names.
APART: Final = 8.0


def axis_below(desk: ChartDesk, axis: Axis, places: Sequence[float], row: int, foot: float) -> tuple[list[Placed], int]:
    """Return ticks and names, and the rows that these take: two where the names of both ends find no room in one.

    The first and the last name head the columns of the chart's table, and are always there; the others are part of the
    figure.

    Args:
        desk: Sets them.
        axis: What runs along.
        places: Where each of its points stands.
        row: On whose baseline the names stand.
        foot: Where the plot ends.
    """
    first, last = (desk.axis(head) for head in desk.chart.heads)
    baseline = desk.base(row)
    ends = _inside(desk, places[0], baseline, first), _inside(desk, places[-1], baseline, last)
    if ends[0].x + first.width + APART > ends[1].x:
        lower = PlacedLine(ends[1].x, desk.base(row + 1), last)
        return [_tick(desk, places[0], foot), _tick(desk, places[-1], foot), ends[0], lower], 2
    if not axis.is_even:
        return [*ends, *_years(desk, axis, places, baseline, foot, ends)], 1
    names = [first, *(desk.axis(name) for name in axis.names[1:-1]), last]
    kept = kept_labels(places, [line.width for line in names], APART)
    ticks = places if len(places) <= MOST_TICKS else [places[number] for number in kept]
    found: list[Placed] = [_tick(desk, x, foot) for x in ticks]
    return [*found, *(_inside(desk, places[number], baseline, names[number]) for number in kept)], 1


def _years(
    desk: ChartDesk,
    axis: Axis,
    places: Sequence[float],
    baseline: float,
    foot: float,
    ends: tuple[PlacedLine, PlacedLine],
) -> list[Placed]:
    """Return ticks at the starts of years, and the years between them where the names of both ends leave room."""
    start, stop = axis.places[0], axis.places[-1]

    def x(year: float) -> float:
        return places[0] + (places[-1] - places[0]) * (year - start) / (stop - start)

    years = range(math.ceil(start - 1e-9), math.floor(stop + 1e-9) + 1)
    found: list[Placed] = [_tick(desk, x(year), foot) for year in years] if len(years) <= MOST_TICKS else []
    free_from, free_to = ends[0].x + ends[0].line.width + APART, ends[1].x - APART
    inner = []
    for year in range(math.floor(start), math.floor(stop) + 1):
        line = desk.axis(str(year).translate(str.maketrans("0123456789", desk.chart.numerals.digits)))
        middle = x(year + 0.5)
        if middle - line.width / 2 >= free_from and middle + line.width / 2 <= free_to:
            inner.append((middle, line))
    if inner:
        kept = kept_labels([middle for middle, _line in inner], [line.width for _middle, line in inner], APART)
        found += [centered(inner[number][0], baseline, inner[number][1]) for number in kept]
    return found


def _tick(desk: ChartDesk, x: float, foot: float) -> Placed:
    return desk.rectangle(x - EDGE / 2, foot, EDGE, TICK, "ink")


def _inside(desk: ChartDesk, x: float, baseline: float, line: Line) -> PlacedLine:
    """Return a name below its point, moved where it would stand out of the chart."""
    middle = max(line.width / 2, min(x, desk.measure - line.width / 2))
    return centered(middle, baseline, line)
