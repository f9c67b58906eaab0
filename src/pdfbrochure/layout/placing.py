"""Places the pieces of filled columns on a page, and the rules between the columns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.foot_notes import place_notes
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.margins import beside, in_margin, off_strip, placed_in, reversed_out, stand
from pdfbrochure.layout.openers import opener
from pdfbrochure.layout.page_notes import place_at_foot, rows_of
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, PlacedPhoto, foot_of, moved
from pdfbrochure.layout.photo_rows import place_photos
from pdfbrochure.layout.pieces import Atom, Beside, HeadPiece, PhotoPiece, Piece, SetNote, TableRow, TextLine
from pdfbrochure.layout.plans import At, Both, Card, Head, Own, Plan
from pdfbrochure.layout.stacking import Column, settle, stack
from pdfbrochure.model.theme import CardsDesign

# Lengths are sums of fractions: what is less than this, in points, is nothing.
ROUNDING: Final = 1e-6
# A column rule goes on over a white of so many rows between two things; over a larger one it stops.
RULE_OVER: Final = 3


class Box(Struct, frozen=True):
    """What a rule between columns has to mind: columns `first` to `last` are taken from `top` to `foot`."""

    first: int
    last: int
    top: float
    foot: float


class Sheet:
    """One page while it is filled.

    Attributes:
        things: What stands on it, in painting order.
        boxes: The parts of its columns that are taken.
        opened: The articles that begin on it, each with the row.
        spans: The first and the last column of each article whose head stands across columns.
    """

    def __init__(self, grid: Grid, opening: float = 0.0, photos: Mapping[str, PhotoFile] | None = None) -> None:
        self._grid = grid
        self._photos = photos or {}
        # The tallest frame of a photo that opens the page, as width to height; 0 where none does.
        self._opening = opening
        # What of the margin before the first column is free beside a part of the title block: its top and foot.
        self.strip: tuple[float, float] | None = None
        # The color of what stands there, if that is on the accent.
        self.reversed = ""
        # What finds no room in the margin.
        self.crowding: list[Origin] = []
        self.things: list[Placed] = []
        self.boxes: list[Box] = []
        self.opened: list[tuple[int, float]] = []
        self.spans: dict[int, tuple[int, int]] = {}
        # Those of what was placed, which stand at the page's foot.
        self.notes: list[SetNote] = []

    @property
    def used_rows(self) -> float:
        """The rows down to the lowest thing in a column or across them, with the foot of its row."""
        grid = self._grid
        foot = max((box.foot for box in self.boxes), default=grid.top)
        return max(0.0, (foot + grid.descent - grid.top) / grid.unit)

    def lower(self, distance: float) -> None:
        """Move all that stands on the page down by a distance, in points."""
        self.things = moved(self.things, 0.0, distance)
        self.boxes = [Box(box.first, box.last, box.top + distance, box.foot + distance) for box in self.boxes]
        self.opened = [(article, row + distance / self._grid.unit) for article, row in self.opened]

    def place_column(self, pieces: list[Piece], column: Column, first_row: float) -> None:
        """Place the pieces of one column.

        Args:
            pieces: The flow.
            column: Its share.
            first_row: The row at which the flow's columns begin on this page.
        """
        grid, row = self._grid, first_row + column.row
        x, y = grid.column_x(column.number), grid.row_y(row)
        own, crops = settle(pieces, column, grid)
        places = stack(own, 0, len(own), grid, crops)
        opened = (
            opener(own, places, column.rows, grid, self._opening, self._photos) if self._opening and not row else None
        )
        if opened is not None:
            places = opened.places
        strip = self.strip if column.number == 0 else None
        first = len(self.things)
        for piece, (top, foot) in zip(own, places, strict=True):
            if opened is not None and isinstance(piece, PhotoPiece) and piece is own[1]:
                self.things += place_photos(piece.figure, 0.0, 0.0, grid.width, y + opened.foot, grid)
                self.things += moved(piece.lines, x, y + opened.foot)
            else:
                self._place(piece, x, y + top, y + foot, at_top=top <= grid.cap)
            if isinstance(piece, HeadPiece):
                self.opened.append((piece.article, row + top / grid.unit))
        if strip is not None:
            self.crowding += off_strip(own, places, strip[0] - y, strip[1] - y)
        self._place_margin(own, places, column, y, strip)
        self._place_before(first, x, strip, column.number)
        # The last line's row reaches below its baseline.
        last = y + places[-1][1] - grid.descent
        notes = [note for piece in own for note in piece.notes]
        if grid.notes_across:
            self.notes += notes
        elif notes:
            last = y + column.rows * grid.unit - grid.descent
            self.things += place_notes(notes, x, last, grid)
        self.boxes.append(Box(column.number, column.number, y + grid.cap, last))

    def place_page_notes(self, *, below_text: bool) -> None:
        """Place the notes at the foot of the page, or of what stands there."""
        grid = self._grid
        if not self.notes:
            return
        rows = rows_of(self.notes, grid)
        last = min(grid.rows, math.ceil(self.used_rows - 1e-6) + rows) if below_text else grid.rows
        foot = grid.row_y(last) - grid.descent
        self.things += place_at_foot(self.notes, foot, grid)
        self.boxes.append(Box(0, grid.columns - 1, grid.row_y(last - rows) + grid.cap, foot))

    def _place_margin(
        self,
        own: Sequence[Piece],
        places: Sequence[tuple[float, float]],
        column: Column,
        y: float,
        strip: tuple[float, float] | None,
    ) -> None:
        """Place what stands beside a column, and note what finds no room there."""
        grid = self._grid
        if not any(piece.margin for piece in own):
            return
        for item in beside(own, places, column.rows * grid.unit, grid):
            if strip is not None:
                item.low, item.high = max(item.low, strip[0] - y), min(item.high, strip[1] - y)
            stood, lost = stand(item, grid)
            self.crowding += lost
            self.things += placed_in(stood, grid.column_x(column.number) - grid.hang, y)

    def _place_before(self, first: int, x: float, strip: tuple[float, float] | None, column: int) -> None:
        """See to what was placed before a column from a thing on: on a strip in other colors, else inside."""
        grid = self._grid
        if not grid.margin or (strip is None and not column):
            return
        own = self.things[first:]
        del self.things[first:]
        start = x - grid.hang
        for thing in own:
            if not in_margin(moved([thing], -x, 0.0)[0]):
                self.things.append(thing)
            elif strip is not None:
                self.things += reversed_out([thing], self.reversed) if self.reversed else [thing]
            elif isinstance(thing, PlacedFlat) and thing.x < start:
                # Only before the first column do rules reach the edge of the page.
                self.things.append(msgspec.structs.replace(thing, x=start, width=thing.x + thing.width - start))
            else:
                self.things.append(thing)

    def place_head(self, head: Head, column: int, row: int) -> None:
        """Place the head of an item across columns from a column and a row on."""
        grid, across = self._grid, head.way.across
        x, y = grid.column_x(column), grid.row_y(row)
        if head.item.head:
            self.opened.append((head.item.article, row))
            self.spans[head.item.article] = (column, column + across.columns - 1)
        origin = y + grid.cap
        foot, first = origin, len(self.things)
        if across.figure is not None:
            self.things += moved(across.above, x, origin)
            origin += across.top * grid.unit
            height = (head.rows - across.below) * grid.unit - grid.cap - grid.descent
            self.things += place_photos(across.figure, x - across.outdent, origin, across.width, height, grid)
            origin += height
            foot = origin
        for thing in moved(across.things, x, origin):
            self.things.append(thing)
            foot = max(foot, foot_of(thing))
        if not column:
            self._on_strip(first)
        self.boxes.append(Box(column, column + across.columns - 1, y + grid.cap, foot))

    def begin(self, things: Sequence[Placed], box: Box | None) -> None:
        """Place what begins the first page below its title block: a head or a photo, and the part that it takes."""
        self.things += things
        self._on_strip(len(self.things) - len(things))
        if box is not None:
            self.boxes.append(box)

    def _on_strip(self, first: int) -> None:
        """Give what was placed on the strip of the first page, from a thing on, the color that is read there."""
        if self.strip is not None:
            self._place_before(first, self._grid.column_x(0), self.strip, 0)

    def place_card(self, card: Card, column: int, row: int, first: int, design: CardsDesign) -> None:
        """Draw a card round what was placed from a thing on: a rule at its head, a ground in every second section."""
        grid = self._grid
        x, y = grid.column_x(column), grid.row_y(row)
        width = card.columns * grid.column_width + (card.columns - 1) * grid.gutter + 2 * design.padding
        inner = self.things[first:]
        del self.things[first:]
        if card.section % 2:
            self.things.append(PlacedFlat(x, y, width, card.rows * grid.unit, design.ground))
            # A photo is as wide as the card.
            inner = [
                thing if isinstance(thing, PlacedPhoto) and thing.x <= x else moved([thing], design.padding, 0.0)[0]
                for thing in inner
            ]
        if card.ruled and design.rule:
            self.things.append(PlacedFlat(x, y, width, design.rule, design.rule_color))
        self.things += inner

    def place_own(self, own: Own, row: int) -> None:
        """Place what is set in measures of its own; it takes all columns of the page."""
        things, opened, foot = own.draw(row)
        self.things += things
        self.opened += opened
        self.boxes.append(Box(0, self._grid.columns - 1, self._grid.row_y(row) + self._grid.cap, foot))

    def _place(self, piece: Piece, x: float, top: float, foot: float, *, at_top: bool) -> None:
        if piece.between and not at_top:
            self.things += moved(piece.between, x, top)
        if isinstance(piece, TextLine):
            if piece.beside is not None:
                self._place_beside(piece.beside, x, top)
            self.things += moved(piece.lines, x, top)
        elif isinstance(piece, HeadPiece):
            self._place_head(piece, x, top, (foot - top - piece.height) if at_top else 0.0)
        elif isinstance(piece, PhotoPiece):
            self._place_photo(piece, x, top, foot)
        elif isinstance(piece, Atom):
            self._place_things(piece.things, x, top)
        elif isinstance(piece, TableRow):
            header = foot - top - piece.height
            if header > ROUNDING:
                self._place_things(piece.header, x, top)
            self._place_things(piece.things, x, top + header)

    def _place_flat(self, flat: PlacedFlat) -> None:
        """Place a flat; one that goes on where the last one ends, as a quote's bar does, makes it longer."""
        for index in range(len(self.things) - 1, -1, -1):
            last = self.things[index]
            if not isinstance(last, PlacedFlat):
                continue
            goes_on = abs(last.y + last.height - flat.y) < 0.01
            if goes_on and (last.x, last.width, last.color) == (flat.x, flat.width, flat.color):
                self.things[index] = msgspec.structs.replace(last, height=flat.y + flat.height - last.y)
                return
            break
        self.things.append(flat)

    def _place_things(self, things: Sequence[Placed], x: float, y: float) -> None:
        for thing in moved(things, x, y):
            if isinstance(thing, PlacedFlat):
                self._place_flat(thing)
            else:
                self.things.append(thing)

    def _place_head(self, piece: HeadPiece, x: float, y: float, slack: float) -> None:
        """Place an item's head; at a column's top its growing spaces share out what is left to the grid."""
        self.things += moved(piece.flats, x, y)
        for line, share in zip(piece.lines, piece.slack, strict=True):
            self.things.append(PlacedLine(line.x + x, line.y + y + share * max(0.0, slack), line.line))

    def _place_photo(self, piece: PhotoPiece, x: float, top: float, foot: float) -> None:
        height = foot - piece.height - top
        x -= piece.outdent
        self.things += place_photos(piece.figure, x, top, piece.width, height, self._grid)
        self.things += moved(piece.lines, x, top + height)

    def _place_beside(self, beside: Beside, x: float, y: float) -> None:
        x, y = x + beside.x, y + beside.y
        self.things += place_photos(beside.figure, x, y, beside.width, beside.height, self._grid)
        self.things += moved(beside.caption, x, y + beside.height)

    def rule_columns(self, thickness: float) -> None:
        """Draw the rules between columns: as long as what stands beside them, none beside white."""
        for gap in range(self._grid.columns - 1):
            crossing = sorted((box.top, box.foot) for box in self.boxes if box.first <= gap < box.last)
            for top, foot in self._beside(gap, crossing):
                x = self._grid.column_x(gap + 1) - (self._grid.gutter + thickness) / 2
                self.things.append(PlacedFlat(x, top, thickness, foot - top, "hairline"))

    def _beside(self, gap: int, crossing: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return the stretches that have something on both sides of a gap, and nothing across it."""
        edges = [0.0, *(edge for span in crossing for edge in span), self._grid.height]
        stretches = []
        for upper, lower in zip(edges[::2], edges[1::2], strict=True):
            near = [box for box in self.boxes if box.last == gap or box.first == gap + 1]
            parts = sorted(
                (max(box.top, upper), min(box.foot, lower), box.last == gap)
                for box in near
                if box.foot > upper and box.top < lower
            )
            stretches += _merged(parts, RULE_OVER * self._grid.unit)
        return stretches


def _merged(parts: list[tuple[float, float, bool]], white: float) -> list[tuple[float, float]]:
    """Return the stretches that parts of both sides take together; a white between two parts parts them."""
    groups: list[list[tuple[float, float, bool]]] = []
    for part in parts:
        if groups and part[0] <= max(foot for _top, foot, _side in groups[-1]) + white:
            groups[-1].append(part)
        else:
            groups.append([part])
    return [
        (min(part[0] for part in group), max(part[1] for part in group))
        for group in groups
        if len({side for _top, _foot, side in group}) == 2
    ]


def draw(plan: Plan, pieces: list[Piece], sheet: Sheet, column: int, row: int, cards: CardsDesign) -> None:
    """Place a plan on a page, from a column and a row on, in reading order."""
    if isinstance(plan, Column):
        if plan.first < plan.last:
            sheet.place_column(pieces, msgspec.structs.replace(plan, number=column, row=row), 0)
    elif isinstance(plan, Head):
        sheet.place_head(plan, column, row)
    elif isinstance(plan, At):
        draw(plan.plan, pieces, sheet, column + plan.column, row + plan.row, cards)
    elif isinstance(plan, Own):
        sheet.place_own(plan, row)
    elif isinstance(plan, Card):
        first = len(sheet.things)
        draw(plan.plan, pieces, sheet, column, row, cards)
        sheet.place_card(plan, column, row, first, cards)
    elif isinstance(plan, Both):
        draw(plan.first, pieces, sheet, column, row, cards)
        draw(plan.second, pieces, sheet, column, row, cards)
