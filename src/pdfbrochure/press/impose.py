"""Puts pages on sheets so that they come in order when the sheets are folded. Pure: numbers in, places out.

A booklet's sheets lie in each other and are stapled in the fold. Its inner sheets are pushed outwards by the thickness
of the paper: their pages are moved towards the spine for that ("creep").
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.model.shops import MILLIMETER
from pdfbrochure.press.sheets import Box, PlacedPage, Sheet, Sheets, blank_sheet

# A booklet of fewer pages is too thin for its inner pages to stand out.
LEAST_FOR_CREEP: Final = 16
# The panel that is folded in is so much narrower, in points, that it does not press against the fold.
NARROWER: Final = 2 * MILLIMETER


def booklet_order(count: int) -> list[tuple[int, int, int, int]]:
    """Return, for each sheet from the outermost inwards, the pages front left and right, back left and right.

    The numbers are those of `count` pages rounded up to a multiple of four.
    """
    whole = -(-count // 4) * 4
    return [(whole - 2 * sheet, 2 * sheet + 1, 2 * sheet + 2, whole - 2 * sheet - 1) for sheet in range(whole // 4)]


def blanks_of(count: int, multiple: int) -> tuple[int, ...]:
    """Return the numbers that stay blank where pages are made a multiple: those before the last page.

    The last page is the back of the whole, so it stays outside.
    """
    whole = -(-count // multiple) * multiple
    return tuple(range(count, whole))


def page_on(number: int, count: int, blank: tuple[int, ...]) -> int:
    """Return the page that stands at a place in the order of reading, 0 where none does."""
    if number in blank:
        return 0
    return count if blank and number > blank[-1] else number


def booklet(
    count: int, width: float, height: float, bleed: float, *, marks: bool, backward: bool, paper: float
) -> Sheets:
    """Return pages on sheets of two, front and back, that are folded once and laid in each other.

    Args:
        count: The pages that there are.
        width: Of a page, in points.
        height: Of a page.
        bleed: How far color reaches beyond the three outer edges; at the spine it is cut off.
        marks: Whether there is room for marks.
        backward: Whether pages run from right to left.
        paper: Thickness of a sheet.
    """
    blank = blanks_of(count, 4)
    order = booklet_order(count)
    creep = paper if 4 * len(order) >= LEAST_FOR_CREEP else 0.0
    sheets = []
    for index, (front_left, front_right, back_left, back_right) in enumerate(order):
        for side, numbers in (("front", (front_left, front_right)), ("back", (back_left, back_right))):
            left, right = (numbers[1], numbers[0]) if backward else numbers
            found = (page_on(left, count, blank), page_on(right, count, blank))
            sheets.append(_pair(found, (width, height, bleed), index * creep, side, index + 1, marks=marks))
    return Sheets(tuple(sheets), imposed=True, blank=blank)


def _pair(
    numbers: tuple[int, int], size: tuple[float, float, float], shift: float, side: str, number: int, *, marks: bool
) -> Sheet:
    """Return a side of a sheet with two pages that are moved towards the spine by a shift."""
    width, height, bleed = size
    whole_width, whole_height, trim, reach = blank_sheet(2 * width, height, bleed, marks=marks)
    spine = trim.left + width
    halves = (Box(reach.left, reach.top, spine, reach.foot), Box(spine, reach.top, reach.right, reach.foot))
    places = (trim.left + shift, spine - shift)
    pages = tuple(
        PlacedPage(page, x, trim.top, clip) for page, x, clip in zip(numbers, places, halves, strict=True) if page
    )
    assert side in ("front", "back")
    return Sheet(
        whole_width, whole_height, trim, reach, pages, folds=(width,), side="front" if side == "front" else "back",
        number=number,
    )  # fmt: skip


def panel_widths(whole: float, *, narrower: float = NARROWER) -> tuple[float, float, float]:
    """Return the widths of three panels of a sheet, seen from the outside: the one folded in, the back, the cover."""
    panel = (whole + narrower) / 3
    return panel - narrower, panel, panel


def tri_fold(
    count: int, width: float, height: float, bleed: float, *, marks: bool, backward: bool, narrower: float = NARROWER
) -> Sheets:
    """Return six pages on one sheet of three panels, of which the one at the edge is folded in.

    Outside stand the panel folded in (page 5), the back (6) and the cover (1); inside the pages 2, 3 and 4. Page 4 lies
    behind page 5: both are narrower, and lose that much of their outer edge, at which they have white.
    """
    inner = width - narrower
    outside = [(5, inner), (6, width), (1, width)]
    inside = [(2, width), (3, width), (4, inner)]
    return _panels([outside, inside], count, height, bleed, marks=marks, backward=backward, cut={5: "left", 4: "right"})


def accordion(count: int, width: float, height: float, bleed: float, *, marks: bool, backward: bool) -> Sheets:
    """Return pages on one sheet of equal panels that is folded in a zigzag: half of them in front, half behind.

    The cover is the last panel of the front, so that it lies on top with its hinge at the left. The last page lies at
    the very back, which of an odd number of panels is a side of the back, and of an even one a side of the front.
    """
    whole = max(4, -(-count // 2) * 2)
    half = whole // 2
    if half % 2:
        front = [*range(half + 1, whole), 1]
        back = [*range(2, half + 1), whole]
    else:
        front = [whole, *range(half + 2, whole), 1]
        back = list(range(2, half + 2))
    return _panels(
        [[(number, width) for number in side] for side in (front, back)],
        count, height, bleed, marks=marks, backward=backward, cut={},
    )  # fmt: skip


def _panels(
    sides: list[list[tuple[int, float]]], count: int, height: float, bleed: float, *, marks: bool, backward: bool,
    cut: dict[int, str],
) -> Sheets:  # fmt: skip
    """Return both sides of a sheet of panels, given from left to right; `cut` says at which edge a page loses some."""
    panels = sum(len(side) for side in sides)
    blank = blanks_of(count, panels)
    width = max(own for side in sides for _number, own in side)
    sheets = []
    for name, side in zip(("front", "back"), sides, strict=True):
        row = side[::-1] if backward else side
        whole = sum(own for _number, own in row)
        whole_width, whole_height, trim, reach = blank_sheet(whole, height, bleed, marks=marks)
        pages, folds, x = [], [], trim.left
        for place, (number, own) in enumerate(row):
            clip = Box(
                reach.left if place == 0 else x,
                reach.top,
                reach.right if place + 1 == len(row) else x + own,
                reach.foot,
            )
            found = page_on(number, count, blank)
            loses_left = (cut.get(number) == "left") != (backward and number in cut)
            if found:
                pages.append(PlacedPage(found, x - (width - own if loses_left else 0.0), trim.top, clip))
            x += own
            if place + 1 < len(row):
                folds.append(x - trim.left)
        sheets.append(
            Sheet(
                whole_width, whole_height, trim, reach, tuple(pages), folds=tuple(folds),
                side="front" if name == "front" else "back",
            )
        )  # fmt: skip
    return Sheets(tuple(sheets), imposed=True, blank=blank)
