"""Charts on the page: the caption with its rule, what is counted, what is drawn, the note; whole rows of the grid.

Takes a chart of the galley; gives it as an atom of a column, or as a band where it needs all columns.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from pdfbrochure.compose.chart_part import ChartPart
from pdfbrochure.diagnostics import Finding
from pdfbrochure.layout.chart_bars import MOST_IN_A_RUN, plot_bars
from pdfbrochure.layout.chart_desk import COUNTED, WORDS, ZERO, ChartDesk, Plot, in_row
from pdfbrochure.layout.chart_lines import plot_lines
from pdfbrochure.layout.chart_panels import plot_panels
from pdfbrochure.layout.chart_shares import plot_shares
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.mirror import mirrored
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pieces import Atom, Band, Piece

MOST_CAPTION_LINES: Final = 2
# Bars and parts of so many rows stand in a column.
MOST_IN_A_COLUMN: Final = 12
# The plot of a chart has at least so many, however low the page is.
LEAST_ROWS: Final = 6

_PLOTS: Final[dict[str, Callable[[ChartDesk, int], list[Plot]]]] = {
    "bars": plot_bars,
    "lines": plot_lines,
    "shares": plot_shares,
    "multiples": plot_panels,
}


def chart_pieces(chart: ChartPart, desk: Desk) -> list[Piece | Band]:
    """Return a chart as an atom, or as a band across all columns; a row of white stands above and below it.

    One that is higher than a page goes on in further atoms.
    """
    grid = desk.grid
    if grid.columns > 1 and _is_wide(chart):
        plots = set_chart(chart, desk, grid.text_width)
        if len(plots) == 1:
            (whole,) = plots
            return [Band(tuple(moved(whole.things, 0.0, grid.unit)), whole.rows + 2)]
    return [
        Atom(plot.rows * grid.unit, above=0.0 if number else grid.unit, things=plot.things, on_grid=True)
        for number, plot in enumerate(set_chart(chart, desk, grid.column_width))
    ]


def _is_wide(chart: ChartPart) -> bool:
    """Whether a chart stands across all columns where there are several."""
    if chart.width != "auto":
        return chart.width == "wide"
    if chart.axis is not None:
        return True
    # Bars of two series take two rows each.
    return len(chart.rows) > (MOST_IN_A_RUN if chart.heads else MOST_IN_A_COLUMN)


def set_chart(chart: ChartPart, desk: Desk, measure: float) -> list[Plot]:
    """Return a chart in a width: as one, or in parts one below the other where it is higher than a page."""
    grid = desk.grid
    own = ChartDesk(chart, desk, measure)
    head, foot = _head(own), _foot(own)
    plots = _PLOTS[chart.kind](own, max(LEAST_ROWS, grid.rows - head.rows - foot.rows - 1))
    if chart.axis is not None and desk.setter.backward != desk.setter.runs_otherwise(chart.caption):
        # Time runs from left to right, whatever the text does.
        plots = [Plot(tuple(mirrored(thing, measure) for thing in plot.things), plot.rows) for plot in plots]
    plots[0] = _below(head, plots[0], grid.unit)
    plots[-1] = _below(plots[-1], foot, grid.unit)
    return plots


def _below(upper: Plot, lower: Plot, unit: float) -> Plot:
    """Return two as one, the second below the first."""
    return Plot((*upper.things, *moved(lower.things, 0.0, upper.rows * unit)), upper.rows + lower.rows)


def _head(own: ChartDesk) -> Plot:
    """Return the caption with its rule, and what is counted."""
    chart, desk, theme = own.chart, own.desk, own.desk.theme
    lines = desk.set(chart.caption, in_row(theme.styles["chart_caption"], own.grid.unit, WORDS), own.measure)
    if len(lines) > MOST_CAPTION_LINES:
        desk.findings.add(_long_caption(chart, len(lines)))
    things: list[Placed] = [PlacedLine(0.0, own.base(number), line) for number, line in enumerate(lines)]
    row = len(lines)
    things.append(PlacedFlat(0.0, row * own.grid.unit + own.design.rule_below, own.measure, ZERO, "ink"))
    if chart.unit is not None:
        counted = desk.set(chart.unit, in_row(theme.styles["chart_unit"], own.grid.unit, COUNTED), own.measure)
        things += [PlacedLine(0.0, own.base(row + number), line) for number, line in enumerate(counted)]
        row += len(counted)
    return Plot(tuple(things), row)


def _foot(own: ChartDesk) -> Plot:
    """Return note and source, if there are any."""
    chart, grid = own.chart, own.grid
    if chart.note is None:
        return Plot((), 0)
    style = own.desk.theme.styles["chart_note"]
    lines = own.desk.set(chart.note, style, own.measure)
    first = own.base(0) + own.design.note_below
    things = [PlacedLine(0.0, first + number * style.leading, line) for number, line in enumerate(lines)]
    below = own.design.note_below + (len(lines) - 1) * style.leading - grid.descent / 2
    return Plot(tuple(things), 1 + max(0, math.ceil(below / grid.unit)))


def _long_caption(chart: ChartPart, count: int) -> Finding:
    return Finding(
        "error",
        code="bad-chart",
        what=f"the caption of the chart is {count} lines long, and has room for {MOST_CAPTION_LINES}",
        mend="say what is to be seen in one sentence, and the rest in `note`",
        origin=(*chart.origin, "caption"),
    )
