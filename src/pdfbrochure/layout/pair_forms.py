"""Items beside their photos: how each is set in the forms that a theme has for pairs, measured and drawn.

A form has a measure of its own, so an item is set anew in each. What comes back knows its heights; it is drawn when
the rows of its page are shared out, its photo as high as they leave it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.articles import collect_article
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.frames import frames_of, within
from pdfbrochure.layout.grid import Grid, note_rows
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.photo_rows import place_photos
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Band, BandSeries, Piece
from pdfbrochure.layout.placing import Sheet, draw
from pdfbrochure.layout.plans import Drawn, Fill, Plan, even_columns
from pdfbrochure.layout.rectangles import Rectangles
from pdfbrochure.layout.spans import SpanHead, span_heads, span_photos
from pdfbrochure.layout.stacking import Column, stack
from pdfbrochure.layout.templates import off_center
from pdfbrochure.layout.ways import collect_flow
from pdfbrochure.model.pairs_design import PairForm
from pdfbrochure.model.theme import CardsDesign

NO_CARDS: Final = CardsDesign()
# What text costs that should not be set so.
UNSOUND: Final = 5000.0
# From the hairline above an item without a photo to its head.
RULE_ROWS: Final = 1
RULE: Final = 0.5
# Of the width of a photo, what a frame shows at least that is cut taller.
MOST_CUT: Final = 0.64
# The frame in which pixels are counted, width to height.
WIDEST_FRAME: Final = 1.4
# A photo takes at most this share of a page's rows.
HIGHEST_PHOTO: Final = 0.62


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


class Forms:
    """All articles in all forms of a theme, each set when it is first asked for.

    Args:
        articles: The articles.
        collector: Sets them.
    """

    def __init__(self, articles: Sequence[Article], collector: Collector) -> None:
        self.articles = articles
        self._collector = collector
        self.design = collector.theme.pairs
        grid = collector.grid
        count = self.design.columns
        self.gutter = self.design.gutter * min(1.0, grid.text_width / (count * self.design.gutter * 4 + 1))
        self._column = (grid.text_width - (count - 1) * self.gutter) / count
        self._paired: dict[int, list[Paired]] = {}
        self._opened: dict[tuple[int, bool], Opened] = {}
        self._parted: dict[int, Opened | None] = {}
        self._collectors: dict[tuple[float, int, float], Collector] = {}

    def width(self, columns: int) -> float:
        """Return the width of some columns of the page."""
        return columns * self._column + (columns - 1) * self.gutter

    def x(self, column: int) -> float:
        """Return the start of a column of the page."""
        return self._collector.grid.side + column * (self._column + self.gutter)

    # Beside each other -----------------------------------------------------------------------------------------

    def paired(self, article: int) -> list[Paired]:
        """Return an item in each form that suits it."""
        if article not in self._paired:
            found = [self._pair(article, form) for form in self.design.forms.values()]
            self._paired[article] = [each for each in found if each is not None]
        return self._paired[article]

    def _pair(self, number: int, form: PairForm) -> Paired | None:
        article, collector = self.articles[number], self._collector
        figure = article.figures[0] if article.figures and article.figures[0].width != "wrap" else None
        wanted = collector.theme.page.smallest_column
        if bool(form.photo) != (figure is not None) or self.width(form.text) < min(wanted, self.width(6) / 2):
            return None
        if figure is None:
            at = self._at(self.width(form.text), 1)
            pieces = _pieces(article, number, at)
            return Paired(number, form, pieces, at.grid, _rows_of(pieces, at.grid) + RULE_ROWS, form.text)
        width = self.width(form.photo)
        upright = figure.aspect < 1.0
        if self._pixels(figure) < max(form.pixels, 0) or form.portraits > upright or (upright and form.pixels):
            return None
        at = self._at(self.width(form.text), 1)
        rest = msgspec.structs.replace(article, figures=article.figures[1:])
        pieces = _pieces(rest, number, at)
        rows, caption, below = self._photo(figure, width)
        text = _rows_of(pieces, at.grid)
        columns = form.text + form.photo
        return Paired(number, form, pieces, at.grid, text, columns, figure, width, caption, below, rows)

    def _photo(self, figure: Figure, width: float) -> tuple[tuple[int, int, int], tuple[PlacedLine, ...], int]:
        """Return the rows that a photo may have with the lines below it, these, and their rows."""
        collector, grid, design = self._collector, self._collector.grid, self._collector.theme.photo
        best, tallest, lowest = frames_of(figure, figure.aspect, design.tallest, design.lowest, design.portrait)
        if figure.aspect >= 1.0 and not figure.members:
            tallest = within(figure, max(min(tallest, design.tallest), min(best, MOST_CUT * figure.aspect)))
        caption = collector.caption(figure, width)
        style = collector.theme.styles["caption" if figure.has_caption else "credit"]
        high = design.to_credit + len(caption) * style.leading if caption else 0.0
        below = max(0, math.ceil((high - grid.descent) / grid.unit - 0.15))
        highest = max(1, int(HIGHEST_PHOTO * grid.rows) - below)
        rest = grid.natural_gap
        least = min(highest, max(1, math.ceil((width / lowest + rest) / grid.unit - 0.25)))
        most = min(highest, max(least, math.floor((width / tallest + rest) / grid.unit + 0.25)))
        wanted = min(max(round((width / best + rest) / grid.unit), least), most)
        return (least + below, wanted + below, most + below), caption, below

    # Below each other ------------------------------------------------------------------------------------------

    def opened(self, article: int, *, inside: bool = False) -> Opened:
        """Return an item with its head across the page and its text in columns below.

        Args:
            article: Its number.
            inside: Whether its photo stands in a column of the text; else at the head of the page, if it is large.
        """
        inside = inside or not self.is_large(article)
        key = (article, inside)
        if key not in self._opened:
            self._opened[key] = self._open(article, inside=inside)
        return self._opened[key]

    def parted(self, number: int) -> Opened | None:
        """Return an item whose photo opens the page on which its text goes on; None where it has none for that."""
        if number not in self._parted:
            self._parted[number] = self._part(number)
        return self._parted[number]

    def _part(self, number: int) -> Opened | None:
        article = self.articles[number]
        figure = article.figures[0] if article.figures else None
        if figure is None or figure.width not in (None, "wide"):
            return None
        found = self._open(number, inside=True, article=msgspec.structs.replace(article, figures=article.figures[1:]))
        columns, text = self._text_columns()
        at = self._at(self.width(text), columns, found.x - self._collector.grid.side)
        bleeds = self.is_large(number) and self._pixels(figure) >= self.design.opening.pixels
        found.later = tuple(span_photos(figure, at, 0, bleeds=bleeds))
        return found

    def _open(self, number: int, *, inside: bool, article: Article | None = None) -> Opened:
        article = article or self.articles[number]
        first = article.figures[0] if article.figures else None
        if first is not None and inside and first.width in (None, "wide") and not first.members:
            first = msgspec.structs.replace(first, width="column")
            article = msgspec.structs.replace(article, figures=(first, *article.figures[1:]))
        columns, text = self._text_columns()
        x = self.x(self.design.columns - text)
        at = self._at(self.width(text), columns, x - self._collector.grid.side)
        feature = msgspec.structs.replace(article, kind="feature", new_page=False)
        flow = collect_flow([feature], at)
        starts = [item for item in flow.items if item.head]
        if not inside and first is not None and self._pixels(first) >= self.design.opening.pixels:
            # From edge to edge, as below a title panel that has no height.
            heads = span_heads(msgspec.structs.replace(article, kind="lead"), at, 0, 0.01)
        else:
            heads = span_heads(feature, at, 0, 0.0)
        return Opened(
            number,
            flow,
            starts[0].body,
            at.grid,
            x,
            heads,
            not inside,
            len(starts) == len(flow.items),
            Rectangles(flow, 0),
        )

    def _text_columns(self) -> tuple[int, int]:
        """Return in how many columns the text of an opening runs, and over how many columns of the page."""
        design, collector = self.design.opening, self._collector
        smallest = collector.theme.page.smallest_column
        wanted = collector.edition.columns or design.columns
        for text in (design.text, self.design.columns):
            for columns in range(wanted, 0, -1):
                if (self.width(text) - (columns - 1) * self.gutter) / columns >= smallest and columns == wanted:
                    return columns, text
        return 1, design.text

    def is_large(self, article: int) -> bool:
        """Return whether an item has a photo that may stand at the head of a page, over all the width of its text."""
        figures, form = self.articles[article].figures, self.design.opening
        if not figures or figures[0].members or figures[0].shown == 1.0 or figures[0].width not in (None, "wide"):
            return False
        return (
            self._pixels(figures[0]) >= form.pixels * self.width(self._text_columns()[1]) / self._collector.grid.width
        )

    def _pixels(self, figure: Figure) -> int:
        """Return the pixels of a photo in width, as a frame shows it, or those of a gallery side by side."""
        if figure.members:
            return sum(self._collector.photos[each.photo].width for each in figure.members)
        file = self._collector.photos[figure.photo]
        # Of a wide one the sides are cut off.
        return int(min(file.width, file.height * WIDEST_FRAME) if figure.aspect >= 1.0 else file.width)

    def _at(self, width: float, columns: int, before: float = 0.0) -> Collector:
        """Return a collector for a page whose type area is so wide, in the middle of the page, with room before it."""
        key = (round(width, 3), columns, round(before, 3))
        if key not in self._collectors:
            grid = self._collector.grid
            column = (width - (columns - 1) * self.gutter) / columns
            other = msgspec.structs.replace(
                grid,
                side=(grid.width - width) / 2,
                columns=columns,
                gutter=self.gutter,
                column_width=column,
                off_center=0.0,
                hang=0.0,
                hang_gap=0.0,
            )
            self._collectors[key] = self._collector.on(other)
            self._collectors[key].room_before = before
        return self._collectors[key]


def _pieces(article: Article, number: int, collector: Collector) -> list[Piece]:
    """Return an article in one column, what would stand across several in it too."""
    grid = collector.grid
    parts = collect_article(msgspec.structs.replace(article, kind="normal"), number, collector, with_head=True)
    pieces: list[Piece] = []
    for part in parts:
        across = part.across
        if isinstance(across, Figure):
            pieces.append(collector.photo(across))
        elif across is not None:
            series = across if isinstance(across, BandSeries) else BandSeries((across,), Band((), 0))
            pieces += [
                Atom(band.rows * grid.unit, above=0.0 if at else grid.unit, things=band.things, on_grid=True)
                for at, band in enumerate(series.bands)
            ]
        pieces += part.pieces
    return pieces


def _rows_of(pieces: list[Piece], grid: Grid) -> int:
    """Return the rows of a column of pieces, with the notes at its foot."""
    foot = stack(pieces, 0, len(pieces), grid)[-1][1]
    notes = sum(note.height for piece in pieces for note in piece.notes)
    return math.ceil(foot / grid.unit - 1e-6) + note_rows(notes, grid.unit)


def hairline(x: float, width: float, row: float, grid: Grid) -> PlacedFlat:
    """Return the rule above an item without a photo."""
    return PlacedFlat(x, grid.row_y(row) + grid.cap, width, RULE, "hairline")
