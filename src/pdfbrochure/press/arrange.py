"""Puts pages on what is printed at once: each by itself, or several on a sheet to be folded; and marks beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import structs

from pdfbrochure.model.panels import Panels
from pdfbrochure.model.printing import Printing
from pdfbrochure.press.cropmarks import with_fold_marks, with_marks
from pdfbrochure.press.impose import accordion, booklet, tri_fold
from pdfbrochure.press.sheets import Sheets, folded_pages, single_pages
from pdfbrochure.text.lines import Line

# Panels of a tri-fold, and the most that are folded in a zigzag.
TRI_FOLD: Final = 6
MOST_PANELS: Final = 16


def arrange_sheets(
    printing: Printing,
    count: int,
    width: float,
    height: float,
    legend: Callable[[int, int], Line],
    backward: bool,
    panels: Panels | None = None,
) -> Sheets:
    """Return the sheets of a brochure.

    Args:
        printing: How it is printed.
        count: Its pages.
        width: Of a page, in points.
        height: Of a page.
        legend: Gives the line of text beside a side of a sheet by its number and that of all.
        backward: Whether its pages run from right to left.
        panels: Those that its pages have themselves, if they are the sides of folded sheets.
    """
    shop, fold = printing.shop, printing.fold
    if panels is not None:
        folds = tuple(panels.folds_of(side, backward=backward) for side in range(len(panels.sides)))
        found = folded_pages(count, width, height, shop.bleed, folds, marks=shop.marks)
    elif fold == "tri-fold" and count <= TRI_FOLD:
        found = tri_fold(count, width, height, shop.bleed, marks=shop.marks, backward=backward)
    elif fold == "accordion" and count <= MOST_PANELS:
        found = accordion(count, width, height, shop.bleed, marks=shop.marks, backward=backward)
    elif shop.impose:
        found = booklet(count, width, height, shop.bleed, marks=shop.marks, backward=backward, paper=shop.paper)
    else:
        found = single_pages(count, width, height, shop.bleed, marks=shop.marks)
    if not shop.marks:
        return structs.replace(found, sheets=tuple(map(with_fold_marks, found.sheets)))
    marked = tuple(with_marks(sheet, legend(number, len(found.sheets))) for number, sheet in enumerate(found.sheets, 1))
    return structs.replace(found, sheets=marked)
