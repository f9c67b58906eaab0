"""Items beside their photos: how each is set in the forms that a theme has for pairs, measured and drawn.

A form has a measure of its own, so an item is set anew in each. What comes back knows its heights; it is drawn when
the rows of its page are shared out, its photo as high as they leave it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.articles import collect_article
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.frames import frames_of, parting, within
from pdfbrochure.layout.grid import Grid, note_rows
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pair_items import Opened, Paired
from pdfbrochure.layout.pieces import Atom, Band, BandSeries, Piece
from pdfbrochure.layout.rectangles import Rectangles
from pdfbrochure.layout.spans import SpanHead, facts_below, head_slots, span_heads, span_photos
from pdfbrochure.layout.stacking import stack
from pdfbrochure.layout.ways import collect_flow
from pdfbrochure.model.pairs_design import PairForm
from pdfbrochure.model.theme import InitialDesign

# From the hairline above an item without a photo to its head.
RULE_ROWS: Final = 1
RULE: Final = 0.5
# Of the width of a photo, what a frame shows at least that is cut taller.
MOST_CUT: Final = 0.64
# The frame in which pixels are counted, width to height.
WIDEST_FRAME: Final = 1.4
# A photo stands in its text after at most so many blocks of it.
MOST_BEFORE: Final = 4
# The pixels an inch of a photo that looks sharp.
LEAST_SHARP: Final = 110
# A photo takes at most this share of a page's rows.
HIGHEST_PHOTO: Final = 0.62


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
        self._stacked: dict[int, Paired | None] = {}
        self._opened: dict[tuple[int, bool, bool, int], Opened] = {}
        self._parted: dict[tuple[int, bool], Opened | None] = {}
        self._collectors: dict[tuple[float, int, float, bool], Collector] = {}

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

    def stacked(self, number: int) -> Paired | None:
        """Return an item in the narrowest form for those without a photo; one that it has stands above its text."""
        if number not in self._stacked:
            forms = [
                form for form in self.design.forms.values() if not form.photo and 2 * form.text <= self.design.columns
            ]
            form = min(forms, key=lambda each: each.text, default=None)
            found = None
            figures = self.articles[number].figures
            # What is wanted wide, or shows several photos, is too small there.
            wants_room = bool(figures) and (figures[0].width == "wide" or bool(figures[0].members))
            if form is not None and not wants_room and self.width(form.text) >= self._smallest:
                at = self._at(self.width(form.text), 1)
                pieces = _pieces(self.articles[number], number, at)
                found = Paired(number, form, pieces, at.grid, _rows_of(pieces, at.grid) + RULE_ROWS, form.text)
            self._stacked[number] = found
        return self._stacked[number]

    @property
    def _smallest(self) -> float:
        """The least width of a column of text."""
        return min(self._collector.theme.page.smallest_column, self.width(6) / 2)

    def _pair(self, number: int, form: PairForm) -> Paired | None:
        article = self.articles[number]
        figure = article.figures[0] if article.figures and article.figures[0].width != "wrap" else None
        if bool(form.photo) != (figure is not None) or self.width(form.text) < self._smallest:
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

    def may_be_small(self, number: int) -> bool:
        """Return whether an item may have the head of a usual one across the page; photos side by side need a large."""
        article = self.articles[number]
        has_head = "across" in self._collector.theme.head.boxes
        return has_head and article.kind == "normal" and not any(figure.members for figure in article.figures[:2])

    # Below each other ------------------------------------------------------------------------------------------

    def opened(self, article: int, *, inside: bool = False, small: bool = False, after: int = 0) -> Opened:
        """Return an item with its head across the page and its text in columns below.

        Args:
            article: Its number.
            inside: Whether its photo stands in a column of the text; else at the head of the page, if it is large.
            small: Whether it has the head of a usual item, over all columns of the page; its photo is then inside.
            after: After so many blocks of the text a photo inside it stands.
        """
        inside = inside or small or not self.may_be_across(article)
        key = (article, inside, small, after)
        if key not in self._opened:
            self._opened[key] = self._open(article, inside=inside, small=small, after=after)
        return self._opened[key]

    def places(self, article: int) -> list[int]:
        """Return after how many blocks of its text the photo of an item may stand, but at its very end."""
        own = self.articles[article]
        if not own.figures or own.figures[0].members or own.figures[0].width not in (None, "column"):
            return []
        most = min(len(own.body) - 1, MOST_BEFORE)
        return sorted({parting(own.body, wanted) for wanted in range(1, most + 1)} - {0, len(own.body)})

    def parted(self, number: int, *, small: bool = False) -> Opened | None:
        """Return an item whose photo opens the page on which its text goes on; None where it has none for that."""
        if (number, small) not in self._parted:
            self._parted[number, small] = self._part(number, small=small)
        return self._parted[number, small]

    def _part(self, number: int, *, small: bool) -> Opened | None:
        article = self.articles[number]
        figure = article.figures[0] if article.figures else None
        if figure is None or figure.width not in (None, "wide"):
            return None
        rest = msgspec.structs.replace(article, figures=article.figures[1:])
        found = self._open(number, inside=True, small=small, article=rest)
        columns, text = self._small_columns() if small else self._text_columns()
        at = self._at(self.width(text), columns, found.x - self._collector.grid.side)
        bleeds = self.is_large(number) and self._pixels(figure) >= self.design.opening.pixels
        found.later = tuple(span_photos(figure, at, 0, bleeds=bleeds))
        return found

    def _open(
        self, number: int, *, inside: bool, small: bool, article: Article | None = None, after: int = 0
    ) -> Opened:
        article = article or self.articles[number]
        first = article.figures[0] if article.figures else None
        if first is not None and inside and first.width in (None, "wide") and not first.members:
            first = msgspec.structs.replace(first, width="column")
            article = msgspec.structs.replace(article, figures=(first, *article.figures[1:]))
        columns, text = self._small_columns() if small else self._text_columns()
        x = self.x(self.design.columns - text)
        at = self._at(self.width(text), columns, x - self._collector.grid.side, plain=small)
        feature = msgspec.structs.replace(article, kind="feature", new_page=False)
        at.photo_after = {article.origin: after}
        flow = collect_flow([feature], at)
        at.photo_after = {}
        starts = [item for item in flow.items if item.head]
        if small:
            heads = [_usual_head(article, at)]
        elif not inside and first is not None and self._pixels(first) >= self.design.opening.pixels:
            # From edge to edge, as below a title panel that has no height.
            heads = span_heads(msgspec.structs.replace(article, kind="lead"), at, 0, 0.01, grows=True)
        else:
            heads = span_heads(feature, at, 0, 0.0, grows=True)
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

    def _small_columns(self) -> tuple[int, int]:
        """Return in how many columns the text of an item below a small head runs, and over how many of the page."""
        columns, _text = self._text_columns()
        return columns, self.design.columns

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

    def may_be_across(self, article: int) -> bool:
        """Return whether an item has a photo that still looks sharp over all the width of its text."""
        figures = self.articles[article].figures
        if self.is_large(article) or not figures or figures[0].members or figures[0].shown == 1.0:
            return self.is_large(article)
        width = self.width(self._text_columns()[1])
        return figures[0].width in (None, "wide") and self._pixels(figures[0]) >= LEAST_SHARP * width / 72

    def _pixels(self, figure: Figure) -> int:
        """Return the pixels of a photo in width, as a frame shows it, or those of a gallery side by side."""
        if figure.members:
            return sum(self._collector.photos[each.photo].width for each in figure.members)
        file = self._collector.photos[figure.photo]
        # Of a wide one the sides are cut off.
        return int(min(file.width, file.height * WIDEST_FRAME) if figure.aspect >= 1.0 else file.width)

    def _at(self, width: float, columns: int, before: float = 0.0, *, plain: bool = False) -> Collector:
        """Return a collector for a page whose type area is so wide, in the middle of the page, with room before it.

        One that is plain sets no initials.
        """
        key = (round(width, 3), columns, round(before, 3), plain)
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
            if plain:
                theme = self._collector.theme
                self._collectors[key].theme = msgspec.structs.replace(theme, initial=InitialDesign())
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


def _usual_head(article: Article, collector: Collector) -> SpanHead:
    """Return the head of a usual item across the page, below a rule."""
    grid, head = collector.grid, collector.theme.head
    laid = Boxes(collector, head, head_slots(article), x=grid.column_x(0)).laid(head.box("across"), grid.text_width)
    facts, more = facts_below(article, collector, grid.text_width)
    things = moved([*laid.things, *moved(facts, 0.0, laid.height)], grid.side, grid.row_y(RULE_ROWS))
    rows = RULE_ROWS + (laid.height + more) / grid.unit
    rule = hairline(grid.side, grid.text_width, 0, grid)
    return SpanHead((rule, *things), max(1, math.ceil(rows - 0.2)))


def hairline(x: float, width: float, row: float, grid: Grid) -> PlacedFlat:
    """Return the rule above an item without a photo."""
    return PlacedFlat(x, grid.row_y(row) + grid.cap, width, RULE, "hairline")
