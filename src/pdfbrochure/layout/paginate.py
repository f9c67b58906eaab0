"""Pages the galley: title panel, lead, columns, closing panel, footers.

A brochure is a row of sections. A section has, it may be, a head that spans the columns (a lead's or a feature's), and
a flow of pieces below it. Sections follow each other down the pages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import Article, Figure, Galley
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.columns import PAGE_COST, Filled, fill
from pdfbrochure.layout.furniture import (
    closes_at_trim,
    place_closing,
    place_footer,
    place_imprint,
    place_note_rules,
    place_title_block,
    reserved_rows,
)
from pdfbrochure.layout.grid import Grid, make_grid
from pdfbrochure.layout.mirror import mirror
from pdfbrochure.layout.outline import outline
from pdfbrochure.layout.pages import Page, Pages
from pdfbrochure.layout.pieces import Piece
from pdfbrochure.layout.placing import Box, Sheet
from pdfbrochure.layout.runin import with_run_in_date
from pdfbrochure.layout.spans import SpanHead, cover_photo, span_heads, span_photos
from pdfbrochure.layout.stacking import WHITE_COST
from pdfbrochure.layout.wide import first_photo, spans_columns, wide_pieces
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.theme import Theme
from pdfbrochure.text.lines import Typesetter

# Rows between the end of a section and the head of the next on the same page.
SECTION_GAP: Final = 2
# A section begins on a page only if so many rows of text fit below its head.
LEAST_ROWS: Final = 4
# Rows that the next items can use: a head with three lines.
USEFUL_ROWS: Final = 9
# A photo one row away from the height that the theme likes best.
TRIM_COST: Final = 4.0
# A spanning head with no text below it on its page.
NO_TEXT_COST: Final = 1e5
# A flow of more pieces than this (about 15 pages) is paged once: its first photo hardly matters to its last page.
MOST_TRIED: Final = 1500


class _Section(Struct):
    """Something across the columns, or nothing, and the pieces that flow below it.

    Attributes:
        article: The article whose head spans the columns, or None.
        figure: Without an article: the photo that spans the columns, or None.
        pieces: What flows below.
        index: The article's number.
    """

    article: Article | None
    figure: Figure | None
    pieces: list[Piece]
    index: int = -1

    @property
    def spans(self) -> bool:
        """Whether something stands across the columns."""
        return self.article is not None or self.figure is not None


class _Choice(Struct, frozen=True):
    """A head, and the columns of what flows below it: its own article's pieces, or those of the next items too."""

    head: SpanHead
    pieces: list[Piece]
    filled: Filled | None
    flows_on: bool


def lay_out(
    galley: Galley,
    theme: Theme,
    settings: Settings,
    photos: Mapping[str, PhotoFile],
    setter: Typesetter,
    *,
    looseness: float = 0.0,
    pad_to: int = 0,
) -> Pages:
    """Return the pages of a galley.

    Args:
        galley: What is to be set.
        theme: How.
        settings: Page size, columns, hyphenation, and so on.
        photos: The measured photos by name.
        setter: Sets paragraphs.
        looseness: The share of the paragraphs that gain (or, below 0, lose) a line where that looks well.
        pad_to: With fewer pages than this, pages for notes are added before the closing panel.
    """
    grid = make_grid(theme, settings)
    justify = theme.page.justify if settings.justify is None else settings.justify
    collector = Collector(setter, theme, grid, photos, hyphenate=settings.hyphenate, justify=justify)
    collector.looseness = looseness
    pages = _Paginator(galley, settings, collector).pages(pad_to)
    return mirror(pages) if setter.backward else pages


class _Paginator:
    def __init__(self, galley: Galley, settings: Settings, collector: Collector) -> None:
        self._galley = galley
        self._settings = settings
        self._collector = collector
        self._grid: Grid = collector.grid
        self._sheets = [Sheet(collector.grid)]
        self._articles = galley.articles
        if collector.theme.head.word("date") == "run-in":
            style = collector.theme.styles["kicker"]
            self._articles = tuple(with_run_in_date(article, style) for article in galley.articles)
        self._row = 0.0
        self._panel_foot = 0.0

    def pages(self, pad_to: int) -> Pages:
        """Return all pages, and pages for notes before the closing panel up to `pad_to`."""
        galley, collector = self._galley, self._collector
        # With pages for notes the closing panel stands on the last of these, and takes nothing from the text.
        at_foot = reserved_rows(galley, collector)
        reserved = 0 if pad_to else at_foot
        plain = self._settings.masthead == "plain"
        things, self._panel_foot = place_title_block(galley, collector, plain=plain)
        self._sheet.things.extend(things)
        theme, grid = collector.theme, self._grid
        # Only a lead with a bleeding photo follows the title block at once; everything else stands on the grid.
        if self._articles[0].kind == "normal" or theme.lead.columns or theme.lead.photo != "bleed":
            self._row = math.ceil(
                (self._panel_foot + theme.masthead.number("to_items") - grid.cap - grid.top) / grid.unit - 1e-6
            )
            self._place_first_photo()
        sections = self._sections()
        while sections:
            section = sections.pop(0)
            self._section(section, sections, reserved)
        if reserved and self._row - SECTION_GAP > self._grid.rows - reserved + 1e-6:
            self._new_page()
        while len(self._sheets) < pad_to:
            self._new_page()
            rows = self._grid.rows - (at_foot if len(self._sheets) == pad_to else 0)
            self._sheet.things.extend(place_note_rules(collector, rows))
        self._sheet.things.extend(place_imprint(galley, collector))
        if galley.closing is not None:
            self._sheet.things.extend(place_closing(galley, collector))
        for number, sheet in enumerate(self._sheets, 1):
            if theme.page.column_rule:
                sheet.rule_columns(theme.page.column_rule)
            last = number == len(self._sheets)
            on_closing = last and galley.closing is not None and closes_at_trim(collector)
            sheet.things.extend(place_footer(galley, collector, number, on_closing=on_closing))
        pages = tuple(Page(number, tuple(sheet.things)) for number, sheet in enumerate(self._sheets, 1))
        return Pages(self._grid.width, self._grid.height, pages, outline(galley, pages, self._tops()))

    def _place_first_photo(self) -> None:
        """Set the lead's photo by itself below the title block where the page is too low for photo, title and text."""
        lead, *others = self._articles
        if lead.kind != "lead" or not spans_columns(lead, self._collector, is_only=not others):
            return
        things = first_photo(lead, self._collector, self._row)
        if things:
            self._sheet.things.extend(things)
            self._articles = (msgspec.structs.replace(lead, figures=lead.figures[1:]), *others)
            self._new_page()

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[-1]

    def _new_page(self) -> None:
        self._sheets.append(Sheet(self._grid))
        self._row = 0.0

    # Sections --------------------------------------------------------------------------------------------------

    def _sections(self) -> list[_Section]:
        sections: list[_Section] = []
        for index, article in enumerate(self._articles):
            if spans_columns(article, self._collector, is_only=len(self._articles) == 1):
                spans = False
                pieces, others = wide_pieces(article, index, self._collector)
            else:
                spans = article.kind != "normal" or (bool(article.figures) and article.figures[0].width == "wide")
                first, *parts = self._collector.article(article, index, with_head=not spans)
                pieces, others = first.pieces, [(part.figure, part.pieces) for part in parts if part.figure is not None]
            if spans:
                sections.append(_Section(article, None, pieces, index))
            elif sections and not sections[-1].spans:
                sections[-1].pieces += pieces
            else:
                sections.append(_Section(None, None, pieces))
            sections += [_Section(None, figure, below) for figure, below in others]
        return sections

    def _section(self, section: _Section, rest: list[_Section], reserved: int) -> None:
        """Place one section; what of a lead's text does not end on its page flows on with the next items."""
        grid = self._grid
        if not section.spans:
            if self._row and grid.rows - self._row < LEAST_ROWS:
                self._new_page()
            self._flow(section.pieces, 0 if rest else reserved)
            return
        article = section.article
        feature = article is not None and article.kind == "feature"
        if feature and (len(self._sheets) > 1 or self._row) and self._sheet.things:
            self._new_page()
        opens = len(self._sheets) == 1 and not self._row
        if article is not None and article.kind == "lead" and opens:
            article = section.article = self._place_cover(article)
            opens = len(self._sheets) == 1
        choice = self._choose_head(section, rest, reserved)
        if (self._row or opens) and self._is_stranded(choice, section):
            self._new_page()
            choice = self._choose_head(section, rest, reserved)
        if article is not None:
            self._sheet.opened.append((section.index, self._row))
        self._sheet.things.extend(choice.head.things)
        self._sheet.boxes.append(Box(0, grid.columns - 1, grid.row_y(self._row), grid.row_y(choice.head.row - 1)))
        self._row = choice.head.row
        if choice.flows_on:
            rest.pop(0)
        if choice.filled is None:
            self._row += SECTION_GAP if rest else 0
            return
        self._place_filled(choice.pieces, choice.filled, choice.head.row)

    def _place_cover(self, article: Article) -> Article:
        """Set a lead's photo by itself where the first page is too low for it and its head; return the head without.

        Further photos stand in the text, which is collected already.
        """
        cover = cover_photo(article, self._collector, self._panel_foot)
        if cover is None:
            return article
        if not cover:
            # The title block takes the first page; on the second there is room for photo and head, or the photo.
            self._new_page()
            cover = cover_photo(article, self._collector, 0.0)
            if cover is None:
                return article
        self._sheet.things.extend(cover)
        self._new_page()
        return msgspec.structs.replace(article, figures=())

    def _is_stranded(self, choice: _Choice, section: _Section) -> bool:
        """Whether a head would stand at the foot of a page without its text."""
        if not section.pieces:
            return choice.head.row > self._grid.rows
        if choice.filled is None or choice.head.row + LEAST_ROWS > self._grid.rows:
            return True
        return all(column.first == column.last for column in choice.filled.pages[0])

    def _choose_head(self, section: _Section, rest: list[_Section], reserved: int) -> _Choice:
        """Return the head whose photo leaves the pages best filled, and the columns below it.

        Either the article ends on the page, in balanced columns, and what is left below is of use to the next items;
        or its text runs on to the next page together with them.
        """
        grid = self._grid
        flow = section.pieces
        flows_on = bool(rest) and not rest[0].spans
        if flows_on:
            flow = section.pieces + rest[0].pieces
        limit = 0 if rest else reserved
        flow_limit = 0 if len(rest) > 1 or (rest and not flows_on) else reserved
        best: tuple[float, _Choice] | None = None
        for trim, head in enumerate(self._heads(section)):
            rows = grid.rows - head.row
            cost = TRIM_COST * trim * trim
            choice = _Choice(head, [], None, flows_on=False)
            if section.pieces and rows >= LEAST_ROWS:
                filled = fill(section.pieces, grid, rows, limit, opens_page=True)
                if len(filled.pages) == 1:
                    left = rows - filled.last_rows - SECTION_GAP
                    cost += filled.cost
                    if not rest:
                        cost += WHITE_COST * (max(0, left - limit) / grid.rows) ** 2
                    elif left < USEFUL_ROWS:
                        cost += grid.columns * WHITE_COST * (max(0, left) / grid.rows) ** 2
                    if flows_on and (trim == 0 or len(flow) < MOST_TRIED):
                        cost += self._cost_below(rest[0].pieces, left, flow_limit)
                    choice = _Choice(head, section.pieces, filled, flows_on=False)
                elif trim == 0 or len(flow) < MOST_TRIED:
                    filled = fill(flow, grid, rows, flow_limit, opens_page=True)
                    cost += filled.cost
                    choice = _Choice(head, flow, filled, flows_on=flows_on)
                else:
                    continue
            elif section.pieces:
                cost += NO_TEXT_COST
                filled = fill(flow, grid, max(rows, 1), flow_limit, opens_page=False)
                choice = _Choice(head, flow, filled, flows_on=flows_on)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, choice)
        assert best is not None, "there is always one head"
        return best[1]

    def _heads(self, section: _Section) -> list[SpanHead]:
        opens = len(self._sheets) == 1 and not self._row
        panel_foot = self._panel_foot if opens else 0.0
        if section.article is not None:
            return span_heads(section.article, self._collector, self._row, panel_foot)
        assert section.figure is not None, "only spanning sections have a head"
        return span_photos(section.figure, self._collector, self._row)

    def _cost_below(self, pieces: list[Piece], left: int, limit: int) -> float:
        """Return the cost of the next items when `left` rows are free for them on this page."""
        grid = self._grid
        if left >= LEAST_ROWS:
            return fill(pieces, grid, left, limit, opens_page=False).cost
        return PAGE_COST + fill(pieces, grid, grid.rows, limit, opens_page=True).cost

    def _flow(self, pieces: list[Piece], reserved: int) -> None:
        """Place a flow from the current row on."""
        grid = self._grid
        if not pieces:
            return
        rows = grid.rows - math.ceil(self._row)
        filled = fill(pieces, grid, rows, reserved, opens_page=self._row == 0)
        self._place_filled(pieces, filled, math.ceil(self._row))

    def _place_filled(self, pieces: list[Piece], filled: Filled, first_row: int) -> None:
        grid = self._grid
        for number, columns in enumerate(filled.pages):
            last = number + 1 == len(filled.pages)
            row = first_row if number == 0 else 0
            if number:
                self._new_page()
            for column in columns:
                if column.first < column.last:
                    self._sheet.place_column(pieces, column, row)
            self._row = row + (filled.last_rows if last else grid.rows - row)
        self._row += SECTION_GAP

    def _tops(self) -> dict[int, tuple[int, float]]:
        """Return the page and the top of each article, by the node of its title."""
        return {
            self._articles[index].title.node: (number, self._grid.row_y(row))
            for number, sheet in enumerate(self._sheets, 1)
            for index, row in sheet.opened
        }
