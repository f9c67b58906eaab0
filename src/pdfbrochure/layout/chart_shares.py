"""Shares: one bar cut into the parts of a whole, each with its name and its number; never a pie."""

from __future__ import annotations

from typing import Final

from pdfbrochure.compose.chart_part import ChartRow
from pdfbrochure.layout.chart_desk import EDGE, SQUARE, ChartDesk, Plot, ending, placed
from pdfbrochure.layout.pages import Placed

# White between two parts.
BETWEEN: Final = 1.0
# Between two names above the bar.
APART: Final = 8.0
# How far the names stand below their row's baseline, nearer to their bar.
LOWERED: Final = 1.6
TICK: Final = 4.0


def plot_shares(desk: ChartDesk, _most: int) -> list[Plot]:
    """Return the parts of a whole, with their names above the bar where they find room, or in rows below it."""
    wide = desk.measure > 1.5 * desk.grid.column_width or desk.grid.columns == 1
    found = _above(desk) if wide else None
    return [found or _below(desk)]


def _edges(desk: ChartDesk) -> list[tuple[float, float]]:
    """Return the start and the end of each part."""
    sizes = [row.values[0] or 0.0 for row in desk.chart.rows]
    room, total = desk.measure - BETWEEN * (len(sizes) - 1), sum(sizes)
    edges, at = [], 0.0
    for size in sizes:
        width = room * size / total
        edges.append((at, at + width))
        at += width + BETWEEN
    return edges


def _tones(desk: ChartDesk) -> list[str]:
    """Return the color of each part: the accent for those that are marked, the greys for the others in order."""
    tones, rows = desk.tones, desk.chart.rows
    others = sum(not row.marked for row in rows)
    picks = {0: (), 1: (1,), 2: (0, 2), 3: (0, 1, 3), 4: (0, 1, 2, 3)}.get(others, (0, 1, 2, 3))
    greys = [tones.parts[pick] for pick in picks]
    # More parts than greys: the last is paper with an edge.
    greys += [""] * (others - len(greys))
    rest = iter(greys)
    return [tones.accent if row.marked else next(rest) for row in rows]


def _edge(desk: ChartDesk, tone: str) -> str:
    """Return the color of a part's edge: what is paper, or so light a tone that it would be lost, has one."""
    return "grey" if not tone or (desk.tones.is_edged and tone in desk.tones.parts) else ""


def _bar(desk: ChartDesk, top: float, height: float) -> list[Placed]:
    things: list[Placed] = []
    for (start, end), tone in zip(_edges(desk), _tones(desk), strict=True):
        width = max(end - start, EDGE)
        things.append(desk.rectangle(start, top, width, height, tone or "paper", edge=_edge(desk, tone)))
    return things


def _above(desk: ChartDesk) -> Plot | None:
    """Return the bar with values and names above the starts of its parts, or None where they find no room.

    A name may run on over the next part where that has none; one that finds no room stands below the bar's end.
    """
    edges = _edges(desk)
    above: list[Placed] = []
    below: list[Placed] = []
    taken, rows = -APART, desk.chart.rows
    starts = [start for start, _end in edges]
    for number, row in enumerate(rows):
        value = desk.label(row.cells[0], bold=True)
        name = desk.label(row.label, bold=False)
        x, width = starts[number], max(value.width, name.width)
        if x >= taken + APART and x + width <= desk.measure + 0.01 and _fits(desk, number, x + width, starts, rows):
            above += [placed(x, desk.base(0), value), placed(x, desk.base(1) + LOWERED, name)]
            taken = x + width
            continue
        if below:
            return None
        foot = desk.cap(2) - 1.5 + _height(desk)
        end = desk.measure
        start, stop = edges[number]
        tick = desk.rectangle((start + stop) / 2 - EDGE / 2, foot + 1.0, EDGE, TICK, "ink")
        baseline = desk.base(4)
        if number + 1 < len(rows):
            return None
        below += [ending(end, baseline, value), ending(end - value.width - 6.0, baseline, name), tick]
    bar = _bar(desk, desk.cap(2) - 1.5, _height(desk))
    return Plot((*bar, *above, *below), 5 if below else 4)


def _fits(desk: ChartDesk, number: int, end: float, starts: list[float], rows: tuple[ChartRow, ...]) -> bool:
    """Whether a name ends before the next part, or that part is the last and its own name stands below the bar."""
    if number + 1 == len(rows) or end + APART <= starts[number + 1]:
        return True
    last = rows[-1]
    width = max(desk.label(last.cells[0], bold=True).width, desk.label(last.label).width)
    return number + 2 == len(rows) and starts[-1] + width > desk.measure


def _height(desk: ChartDesk) -> float:
    return 1.14 * desk.grid.unit


def _below(desk: ChartDesk) -> Plot:
    """Return the bar on two rows, and below it a row for each part: its tone, its name, its value."""
    top = desk.cap(0)
    things = _bar(desk, top, desk.base(1) - 2.0 - top)
    words: list[Placed] = []
    at = 2
    for number, (row, tone) in enumerate(zip(desk.chart.rows, _tones(desk), strict=True)):
        value = desk.label(row.cells[0], bold=row.marked)
        room = desk.measure - 2 * SQUARE - value.width - APART
        lines = desk.wrapped(row.label, room, bold=row.marked)
        baseline = desk.base(at)
        if number:
            y = at * desk.grid.unit + desk.grid.cap / 2 - desk.grid.descent / 2 + 1.0
            things.append(desk.rectangle(0.0, y, desk.measure, EDGE, "hairline"))
        y = baseline - desk.middle - SQUARE / 2
        things.append(desk.rectangle(0.0, y, SQUARE, SQUARE, tone or "paper", edge=_edge(desk, tone)))
        words += [placed(2 * SQUARE, desk.base(at + place), line) for place, line in enumerate(lines)]
        words.append(ending(desk.measure, baseline, value))
        at += len(lines)
    return Plot((*things, *words), at)
