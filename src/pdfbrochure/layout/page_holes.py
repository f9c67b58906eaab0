"""The white at the foot of a page over columns side by side, of which each ends with less than would show.

Takes what fills a page; gives what that white costs beside the white of each column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.page_plans import PagePlan
from pdfbrochure.layout.plans import At, Both, Head, Plan
from pdfbrochure.layout.stacking import WORST_HOLE, WORST_HOLE_COST, Column

# A page that costs less has no such field.
WITHOUT: Final = 300.0
# A field of more than this share of a page is worth a smaller photo.
HOLLOW: Final = 0.2


def is_hollow(page: PagePlan, flow: Flow) -> bool:
    """Return whether a white field at the foot of a page is so large that it looks like a fault."""
    grid = flow.grid
    feet, ends = [0.0] * grid.columns, [0] * grid.columns
    _mark(page.plan, 0, page.row, feet, ends, flow)
    return _widest([grid.rows - foot for foot in feet]) > HOLLOW * grid.columns * grid.rows


def common_white_cost(
    cost: float, plan: Plan, flow: Flow, rows: int, grows: int = 0, *, most: float = WORST_HOLE
) -> float:
    """Return what the largest white field at the foot of a page costs, as far as it is more than may be.

    Args:
        cost: What the page costs without it.
        plan: What fills it.
        flow: The pieces.
        rows: The rows that there are.
        grows: So many of those that stay white below all columns are taken in by what stands above them.
        most: The share of the page that such a field may have.
    """
    grid = flow.grid
    # A panel is a small part of what is seen of its sheet.
    if cost < WITHOUT or plan is None or grid.is_panel:
        return 0.0
    feet, ends = [0.0] * grid.columns, [0] * grid.columns
    _mark(plan, 0, 0, feet, ends, flow)
    white = [max(0.0, rows - foot) for foot in feet]
    if grid.columns == 1:
        # What is above and what is below the end of the column counts already, each for itself.
        above = max(0.0, ends[0] - feet[0])
        whole = _dear(white[0] - grows, grid, most)
        return max(0.0, whole - _dear(above, grid, most) - _dear(white[0] - above, grid, most))
    taken = min(float(grows), *white)
    return _dear(_widest([each - taken for each in white], least=2), grid, most)


def _widest(white: Sequence[float], least: int = 1) -> float:
    """Return the largest field of white rows below `least` or more columns side by side, those of all added up."""
    fields = ((first, last) for first in range(len(white)) for last in range(first + least, len(white) + 1))
    return max((min(white[first:last]) * (last - first) for first, last in fields), default=0.0)


def _dear(white: float, grid: Grid, most: float) -> float:
    """Return what so many white rows cost, of one column or of several added up, as far as they are too many."""
    return WORST_HOLE_COST * max(0.0, white / (grid.columns * grid.rows) - most)


def _mark(plan: Plan, column: int, row: int, feet: list[float], ends: list[int], flow: Flow) -> None:
    """Note in which row what stands in each column of a page ends, and the room that it has there."""
    if isinstance(plan, Column):
        feet[column] = max(feet[column], row + flow.used_rows(plan))
        ends[column] = max(ends[column], row + plan.rows)
    elif isinstance(plan, At):
        _mark(plan.plan, column + plan.column, row + plan.row, feet, ends, flow)
    elif isinstance(plan, Both):
        _mark(plan.first, column, row, feet, ends, flow)
        _mark(plan.second, column, row, feet, ends, flow)
    elif isinstance(plan, Head):
        for number in range(column, min(column + plan.way.columns, len(feet))):
            feet[number] = max(feet[number], row + plan.rows)
            ends[number] = max(ends[number], row + plan.rows)
