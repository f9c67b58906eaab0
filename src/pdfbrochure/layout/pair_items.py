"""An item in one of the forms that a theme has for pairs: its text and its photo, measured, and how they are drawn."""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Figure
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import PlacedLine, moved
from pdfbrochure.layout.photo_rows import place_photos
from pdfbrochure.layout.pieces import FORBIDDEN, Piece
from pdfbrochure.layout.placing import Sheet, draw
from pdfbrochure.layout.plans import Drawn, Fill, Plan, even_columns
from pdfbrochure.layout.rectangles import Rectangles
from pdfbrochure.layout.spans import SpanHead
from pdfbrochure.layout.stacking import Column
from pdfbrochure.layout.templates import off_center
from pdfbrochure.model.pairs_design import PairForm
from pdfbrochure.model.theme import CardsDesign

NO_CARDS: Final = CardsDesign()
# What text costs that should not be set so.
UNSOUND: Final = 5000.0


class Paired(Struct, frozen=True):
    """An item in one form.

    Attributes:
        article: Its number.
        form: The form.
        pieces: Its text, set in that form's measure.
        grid: A page with one column of that measure.
        text: The rows of its text.
        columns: The columns of the page that it takes.
        figure: Its photo, or None.
        width: Of the photo.
        caption: The lines below it, relative to its foot.
        below: The rows that these take.
        photo: Least, best and most rows of the photo and the lines below it.
    """

    article: int
    form: PairForm
    pieces: list[Piece]
    grid: Grid
    text: int
    columns: int
    figure: Figure | None = None
    width: float = 0.0
    caption: tuple[PlacedLine, ...] = ()
    below: int = 0
    photo: tuple[int, int, int] = (0, 0, 0)

    @property
    def rows(self) -> tuple[int, int, int]:
        """Least, best and most rows of text and photo side by side."""
        least, best, most = (max(self.text, rows) for rows in self.photo)
        return least, best, most

    def draw(self, row: float, rows: int, text_x: float, photo_x: float) -> Drawn:
        """Return the item from a row of its page on, so many rows high, text and photo at places of their own."""
        grid = self.grid
        drawn = _on_sheet(Column(0, len(self.pieces), self.text, fills=False), self.pieces, grid, self.article, row)
        things = moved(drawn.things, text_x - grid.column_x(0), 0.0)
        foot = drawn.foot
        if self.figure is not None:
            high = min(max(rows, self.photo[0]), self.photo[2]) - self.below
            top, height = grid.row_y(row) + grid.cap, high * grid.unit - grid.natural_gap
            things += place_photos(self.figure, photo_x, top, self.width, height, grid)
            things += moved(self.caption, photo_x, top + height)
            foot = max(foot, grid.row_y(row + high + self.below) - grid.descent)
        return Drawn(things, drawn.opened, foot)


class Opened(Struct):
    """A lead, a feature or a long item: its head across the end of the page, its text in columns below.

    Attributes:
        article: Its number.
        flow: Its text.
        body: The first piece of its text.
        grid: A page with these columns.
        x: Where they begin on the page.
        heads: Its head; below a photo at the head of a page with each height of that, the best looking first.
        pictured: Whether such a photo is a part of it.
        later: Its photo where that opens the page on which its text goes on, with each height, the best looking first.
        simple: Whether its text has nothing in it that stands across the columns.
    """

    article: int
    flow: Flow
    body: int
    grid: Grid
    x: float
    heads: list[SpanHead]
    pictured: bool
    simple: bool
    rectangles: Rectangles
    later: tuple[SpanHead, ...] = ()

    def even(self, start: int, rows: int) -> tuple[int, Plan] | None:
        """Return all from a piece on in even columns, if it has room in so many rows: the rows that it takes."""
        if start == self.flow.count:
            return 0, None
        if rows < 1:
            return None
        if not self.simple:
            return self._uneven(start, rows)
        found = self.flow.balance(start, self.flow.count, self.grid.columns, rows)
        return None if found is None else (found[0], even_columns(start, found[1], found[0]))

    def _uneven(self, start: int, rows: int) -> tuple[int, Plan] | None:
        """Return all from a piece on, parts of it across the columns, in the fewest rows that hold it soundly."""
        flow = self.flow
        for least in range(max(1, math.ceil(flow.least(start, flow.count) / self.grid.columns / self.grid.unit)), rows):
            cost, plan = self.fill(start, least).get(flow.count, (FORBIDDEN, None))
            if cost < UNSOUND:
                return least, plan
        return None

    def white(self, start: int, rows: int) -> float:
        """Return what all from a piece on leaves white of so many rows, as a share of a page."""
        area = self.flow.whole_area(start, self.flow.count) / self.grid.unit
        return max(0.0, rows - area / self.grid.columns) / self.grid.rows

    def fill(self, start: int, rows: int) -> Fill:
        """Return the ways to fill so many rows of a page from a piece on."""
        return self.rectangles.solve(start, self.grid.columns, rows, top=False, stop=self.flow.count)

    def draw(self, head: SpanHead | None, plan: Plan, row: float) -> Drawn:
        """Return head and text from a row on."""
        top = 0.0 if head is None else head.row
        drawn = _on_sheet(plan, self.flow.pieces, self.grid, self.article, row + top)
        shift = self.x - self.grid.column_x(0)
        things, foot = drawn.things, drawn.foot
        opened: list[tuple[int, float]] = []
        if head is not None:
            above = moved(head.things, 0.0, row * self.grid.unit)
            things = [*above, *things]
            foot = max(foot, self.grid.row_y(row + top) - self.grid.descent)
            opened = [(self.article, row)] if head in self.heads else []
        return Drawn(off_center(things, self.grid.width, shift), opened, foot)


def _on_sheet(plan: Plan, pieces: list[Piece], grid: Grid, article: int, row: float) -> Drawn:
    """Return a plan as it stands on a page of its own grid."""
    sheet = Sheet(grid)
    draw(plan, pieces, sheet, 0, int(row), NO_CARDS)
    foot = max((box.foot for box in sheet.boxes), default=grid.top)
    return Drawn(sheet.things, [(article, top) for _number, top in sheet.opened], foot)
