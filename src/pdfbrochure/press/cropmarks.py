"""The marks beside what is printed: where to cut and to fold, whether the plates fit, and what they print.

None stands in the bleed: a mark begins beyond it.
"""

from __future__ import annotations

from typing import Final

from msgspec import structs

from pdfbrochure.model.shops import MILLIMETER
from pdfbrochure.press.sheets import Box, Legend, Mark, Patch, Ring, Sheet, Stroke
from pdfbrochure.text.lines import Line

# Beyond the bleed so much is left free, and a mark is so long.
AWAY: Final = 1 * MILLIMETER
LENGTH: Final = 5 * MILLIMETER
_RADIUS: Final = 1.75 * MILLIMETER
_PATCH: Final = 5 * MILLIMETER
# The plates by themselves, in pairs, all three colors, and half of each.
_BAR: Final[tuple[tuple[float, float, float, float], ...]] = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 1, 0), (1, 1, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
)  # fmt: skip


def with_marks(sheet: Sheet, legend: Line) -> Sheet:
    """Return a sheet with its marks and a line of text; there is room for them beside its bleed."""
    marks: list[Mark] = [*_crop_marks(sheet), *_fold_marks(sheet), *_targets(sheet), *_color_bar(sheet)]
    start = sheet.trim.left + LENGTH
    marks.append(Legend(start, sheet.bleed.foot + AWAY + LENGTH, legend))
    return structs.replace(sheet, marks=tuple(marks))


def with_fold_marks(sheet: Sheet) -> Sheet:
    """Return a sheet with the marks of its folds alone, where there is room beside its bleed."""
    if sheet.height - sheet.bleed.foot < AWAY + LENGTH:
        return sheet
    return structs.replace(sheet, marks=tuple(_fold_marks(sheet)))


def _crop_marks(sheet: Sheet) -> list[Stroke]:
    trim, reach = sheet.trim, sheet.bleed.grown(AWAY)
    strokes = []
    for x in (trim.left, trim.right):
        strokes += [Stroke(x, reach.top - LENGTH, x, reach.top), Stroke(x, reach.foot, x, reach.foot + LENGTH)]
    for y in (trim.top, trim.foot):
        strokes += [Stroke(reach.left - LENGTH, y, reach.left, y), Stroke(reach.right, y, reach.right + LENGTH, y)]
    return strokes


def _fold_marks(sheet: Sheet) -> list[Stroke]:
    reach = sheet.bleed.grown(AWAY)
    strokes = []
    for fold in sheet.folds:
        x = sheet.trim.left + fold
        strokes += [
            Stroke(x, reach.top - LENGTH, x, reach.top, dashed=True),
            Stroke(x, reach.foot, x, reach.foot + LENGTH, dashed=True),
        ]
    return strokes


def _targets(sheet: Sheet) -> list[Mark]:
    """Return registration marks in the middle of each side, beside a fold where there is one."""
    trim, reach = sheet.trim, sheet.bleed.grown(AWAY + LENGTH / 2)
    across = (trim.left + trim.right) / 2
    if any(abs(sheet.trim.left + fold - across) < 2 * LENGTH for fold in sheet.folds):
        across += 3 * LENGTH
    down = (trim.top + trim.foot) / 2
    marks: list[Mark] = []
    for x, y in ((across, reach.top), (across, reach.foot), (reach.left, down), (reach.right, down)):
        arm = LENGTH / 2
        marks += [Ring(x, y, _RADIUS), Stroke(x - arm, y, x + arm, y), Stroke(x, y - arm, x, y + arm)]
    return marks


def _color_bar(sheet: Sheet) -> list[Patch]:
    """Return the fields of the color bar at the head, as many as have room before the first thing in their way."""
    start, top = sheet.trim.left + LENGTH, sheet.bleed.top - AWAY - _PATCH
    stops = [sheet.trim.left + fold for fold in sheet.folds] + [(sheet.trim.left + sheet.trim.right) / 2]
    room = int((min(stops) - LENGTH - start) / _PATCH)
    return [
        Patch(Box(start + at * _PATCH, top, start + (at + 1) * _PATCH, top + _PATCH), plates)
        for at, plates in enumerate(_BAR[: max(0, room)])
    ]
