"""Grounds of items: a color behind all that belongs to an item, in each column that it has on a page.

Takes what stands on a page, and whose it is; gives flats that are painted below it. A theme's heads say which color:
that of heads in a column, and that of heads across columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Article, Tree
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedCode, PlacedFlat, PlacedLine
from pdfbrochure.layout.placing import Sheet
from pdfbrochure.model.design import Part

# From a baseline to the height of the letters above it and to the depth of those below, in ems.
ABOVE: Final = 0.72
BELOW: Final = 0.22
# Columns of an item across them whose feet differ by no more rows end on one ground.
EVEN_ROWS: Final = 2.5


class _Extent(Struct):
    """Columns `first` to `last` of an item, from `top` to `foot`."""

    first: int
    last: int
    top: float
    foot: float


def has_grounds(desk: Desk) -> bool:
    """Return whether the theme has grounds of items."""
    theme = desk.theme
    return any(part.word("ground") not in ("", "none") for part in (theme.head, theme.lead.head))


class Grounds:
    """The grounds of the items of a brochure.

    Args:
        articles: The items.
        nodes: The elements.
        desk: Theme and grid.
    """

    def __init__(self, articles: Sequence[Article], nodes: Tree, desk: Desk) -> None:
        self._articles, self._nodes, self._desk = articles, nodes, desk

    @cached_property
    def _owners(self) -> dict[int, int]:
        """The number of the item that an element belongs to, for all elements of items."""
        items = {article.origin: index for index, article in enumerate(self._articles)}
        return {node.number: items[node.origin[:2]] for node in self._nodes if node.origin[:2] in items}

    def of(self, sheet: Sheet) -> list[Placed]:
        """Return the grounds of the items on a page, if the theme has any."""
        desk = self._desk
        if not has_grounds(desk):
            return []
        tops = {index: desk.grid.row_y(row) + desk.grid.cap for index, row in sheet.opened}
        extents: dict[int, list[_Extent]] = {}
        for thing in sheet.things:
            item = self._owners.get(thing.owner) if thing.owner is not None else None
            if item is not None:
                _note(extents.setdefault(item, []), _extent(thing, desk.grid))
        return [
            flat
            for item, parts in extents.items()
            for flat in _grounds(parts, tops.get(item), sheet.spans.get(item), desk)
        ]


def _extent(thing: Placed, grid: Grid) -> _Extent:
    step = grid.column_width + grid.gutter
    if isinstance(thing, PlacedLine):
        size = max((run.size for run in thing.line.runs), default=0.0)
        width, top, foot = thing.line.width, thing.y - ABOVE * size, thing.y + BELOW * size
    elif isinstance(thing, PlacedCode):
        width, top, foot = thing.size, thing.y, thing.y + thing.size
    else:
        width, top, foot = thing.width, thing.y, thing.y + thing.height
    first = int(max(0.0, thing.x - grid.side + grid.gutter / 2) / step)
    last = int(max(0.0, thing.x + width - grid.side - grid.gutter / 2) / step)
    return _Extent(min(first, grid.columns - 1), min(max(first, last), grid.columns - 1), top, foot)


def _note(extents: list[_Extent], new: _Extent) -> None:
    """Add a part to those of an item; what stands in the same columns is one."""
    for known in extents:
        if (known.first, known.last) == (new.first, new.last):
            known.top, known.foot = min(known.top, new.top), max(known.foot, new.foot)
            return
    extents.append(new)


def _grounds(parts: list[_Extent], begins: float | None, span: tuple[int, int] | None, desk: Desk) -> list[Placed]:
    """Return the grounds of one item: one below a head across columns with the text of these, one for each column."""
    grid = desk.grid
    wide = [part for part in parts if part.last > part.first]
    if span is not None:
        # A short title takes one column of those that its head stands across.
        wide.append(_Extent(*span, min(part.top for part in parts), min(part.top for part in parts)))
    design = desk.theme.lead.head if wide else desk.theme.head
    if design.word("ground") in ("", "none"):
        return []
    if begins is not None:
        opening = min(parts, key=lambda part: (part.top if wide else part.first, part.top))
        opening.top = min(opening.top, begins)
    above, below = design.number("ground_above"), design.number("ground_below")
    if not wide:
        return [_flat(part, part.top - above, part.foot + below, design, grid) for part in parts]
    first, last = min(part.first for part in wide), max(part.last for part in wide)
    inside = [part for part in parts if first <= part.first and part.last <= last]
    head = _Extent(first, last, min(part.top for part in (*wide, *inside)), max(part.foot for part in wide))
    feet = [
        max([part.foot for part in inside if part.first <= at <= part.last] or [head.foot])
        for at in range(first, last + 1)
    ]
    even = max(feet) if max(feet) - min(feet) <= EVEN_ROWS * grid.unit else max(head.foot, min(feet))
    flats = [_flat(head, head.top - above, even + below, design, grid)]
    for at, foot in enumerate(feet, first):
        if foot > even:
            flats.append(_flat(_Extent(at, at, even, foot), even + below, foot + below, design, grid))
    others = [part for part in parts if part not in inside]
    return flats + [_flat(part, part.top - above, part.foot + below, design, grid) for part in others]


def _flat(part: _Extent, top: float, foot: float, design: Part, grid: Grid) -> Placed:
    side = design.number("ground_side")
    x = grid.column_x(part.first) - side
    width = grid.column_x(part.last) + grid.column_width + side - x
    return PlacedFlat(x, top, width, foot - top, design.word("ground"))
