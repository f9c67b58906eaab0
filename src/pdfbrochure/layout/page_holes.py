"""The white at the foot of a page over columns side by side, of which each ends with less than would show.

Takes what fills a page; gives what that white costs beside the white of each column.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.plans import At, Both, Head, Plan
from pdfbrochure.layout.stacking import WORST_HOLE, WORST_HOLE_COST, Column

# A page that costs less has no such field.
WITHOUT: Final = 300.0


def common_white_cost(cost: float, plan: Plan, flow: Flow, rows: int, grows: int = 0) -> float:
    """Return what the largest white field at the foot of a page costs, as far as it is more than may be.

    Args:
        cost: What the page costs without it.
        plan: What fills it.
        flow: The pieces.
        rows: The rows that there are.
        grows: So many of those that stay white below all columns are taken in by what stands above them.
    """
    if cost < WITHOUT or plan is None:
        return 0.0
    grid = flow.grid
    feet = [0.0] * grid.columns
    _mark(plan, 0, 0, feet, flow)
    white = [max(0.0, rows - foot) for foot in feet]
    taken = min(float(grows), *white)
    most = 0.0
    for first in range(grid.columns):
        least = white[first]
        for last in range(first + 1, grid.columns):
            least = min(least, white[last])
            most = max(most, (least - taken) * (last - first + 1))
    return WORST_HOLE_COST * max(0.0, most / (grid.columns * grid.rows) - WORST_HOLE)


def _mark(plan: Plan, column: int, row: int, feet: list[float], flow: Flow) -> None:
    """Note in which row each column of a page ends."""
    if isinstance(plan, Column):
        feet[column] = max(feet[column], row + flow.used_rows(plan))
    elif isinstance(plan, At):
        _mark(plan.plan, column + plan.column, row + plan.row, feet, flow)
    elif isinstance(plan, Both):
        _mark(plan.first, column, row, feet, flow)
        _mark(plan.second, column, row, feet, flow)
    elif isinstance(plan, Head):
        for number in range(column, min(column + plan.way.columns, len(feet))):
            feet[number] = max(feet[number], row + plan.rows)
