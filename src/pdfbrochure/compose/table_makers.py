"""Composes tables: those that a body holds, and those of data files, each with the elements of its rows and cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from pdfbrochure.compose.blocks import Paragraph, Role, Span
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.date_words import format_when
from pdfbrochure.compose.markdown import MarkedTable
from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.compose.pipe_tables import (
    LEAST_COLUMNS,
    MOST_COLUMNS,
    MOST_ROWS,
    columns_mend,
    columns_say,
    rows_say,
)
from pdfbrochure.compose.tables import Side, Table, bare, numeral_of
from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.brochure import ChartWidth, DataTable, When
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.numerals import MINUS, is_missing_value, signs_of
from pdfbrochure.model.table_words import table_words

if TYPE_CHECKING:
    from pdfbrochure.assets.records import Shown

# A column is one of numbers if so many of its cells are.
NUMERIC_SHARE: Final = 0.8
# Longer tables are read on the web.
LONG: Final = 40
LEFT_TO_RIGHT_MARK: Final = "\u200e"
_HYPHEN: Final = re.compile(r"-(?=[.,]?\d)")


def table_of_file(composer: Compositor, table: DataTable, origin: Origin, parent: int) -> Table | None:
    """Return the table of a data file, or None where there is none, with a finding if nothing was said yet."""
    found = composer.tables.get((table.file, table.sheet))
    if found is None:
        return None
    place = (*origin, "file")
    count = len(found.heads)
    if not LEAST_COLUMNS <= count <= MOST_COLUMNS:
        what = columns_say(count).replace("this table", found.name)
        composer.findings.error("bad-table", what, mend=columns_mend(count), origin=place)
        return None
    if len(found.rows) > MOST_ROWS:
        what, mend = rows_say(len(found.rows))
        composer.findings.error("bad-table", what.replace("this table", found.name), mend=mend, origin=place)
        return None
    maker = _Maker(composer, origin, parent, table.alt)
    maker.caption((Span(composer.marks([table.caption])[0]),) if table.caption else (), (*origin, "caption"))
    texts = [
        [maker.shown(cell, found.shown.get((row.number, at))) for at, cell in enumerate(row.cells)]
        for row in found.rows
    ]
    sides = tuple(maker.side(column, [row[column] for row in texts], "") for column in range(count))
    heads = maker.heads([(Span(composer.marks([head])[0]),) if head else () for head in found.heads], place)
    rows = maker.rows(
        [[(Span(maker.number_or_words(cell)),) if cell else () for cell in row] for row in texts],
        [place] * len(found.rows),
    )
    note = maker.note(table.note, table.source)
    return maker.table(heads, rows, sides, total=table.total, note=note, width=table.width)


def table_of_body(composer: Compositor, marked: MarkedTable, origin: Origin, parent: int) -> Table:
    """Return a table that stands in a text."""
    maker = _Maker(composer, origin, parent, "")
    maker.marked_caption(marked.caption)
    texts = [["".join(span.text for span in cell) for cell in row] for row in marked.rows]
    sides = tuple(maker.side(n, [row[n] for row in texts], side) for n, side in enumerate(marked.sides))
    heads = maker.heads(marked.heads, origin)
    rows = maker.rows(marked.rows, [origin] * len(marked.rows))
    total = bool(marked.rows[-1][0]) and all(span.bold for span in marked.rows[-1][0])
    return maker.table(heads, rows, sides, total=total, note=None, width="auto")


class _Maker:
    """Makes the elements and the paragraphs of one table."""

    def __init__(self, composer: Compositor, origin: Origin, parent: int, alt: str) -> None:
        self._composer = composer
        self._origin = origin
        self._parent = parent
        self._node = composer.node(Role.TABLE, parent, origin, alt=alt)
        self._words = table_words(composer.tag, composer.brochure.language)
        self._signs = signs_of(composer.language.tag)
        self._decimal = self._signs.decimal
        self._caption: Paragraph | None = None

    def caption(self, spans: tuple[Span, ...], origin: Origin) -> None:
        """Set the caption, of plain words, before which its number will stand."""
        if spans:
            node = self._composer.node(Role.CAPTION, self._node, origin)
            self._caption = Paragraph(spans, "table_caption", node, origin, self._composer.tag)

    def marked_caption(self, marked: tuple[MarkedSpan, ...]) -> None:
        """Set the caption, of inline Markdown."""
        if marked:
            node = self._composer.node(Role.CAPTION, self._node, self._origin)
            spans = self._composer.spans(marked, node, self._origin)
            self._caption = Paragraph(spans, "table_caption", node, self._origin, self._composer.tag)

    def side(self, column: int, texts: Sequence[str], typed: str) -> Side:
        """Return how a column is aligned: as its colons say, or as its cells suggest; the first is one of words."""
        cells = [text for text in texts if not is_missing_value(text)]
        numbers = sum(numeral_of(text, self._decimal) is not None for text in cells)
        numeric = bool(cells) and numbers >= NUMERIC_SHARE * len(cells)
        if typed == "end":
            return "number" if numeric else "end"
        if typed == "center":
            return "center"
        return "number" if numeric and column and not typed else "start"

    def shown(self, text: str, shown: Shown | None) -> str:
        """Return a cell of a file; a number or a date of a workbook as the language writes what its format shows."""
        if shown is None:
            return text
        if shown.day is not None:
            time = shown.day.time() if shown.day.time() != dt.time() and not shown.is_month else None
            when = When(shown.day.date(), is_month=shown.is_month, time=time)
            return format_when(when, self._composer.language)
        signs = self._signs if shown.grouped else structs.replace(self._signs, group="")
        return signs.write(shown.value, shown.decimals, signed=shown.signed) + shown.unit

    def number_or_words(self, text: str) -> str:
        """Return a cell of a file as it is printed: a number as it is typed, with a true minus."""
        if numeral_of(text, self._decimal) is None:
            return self._composer.marks([text])[0]
        number = _HYPHEN.sub(MINUS, text, count=1) if self._composer.smart else text
        # In text from right to left a sign would else stand behind its number.
        signed = self._composer.language.direction == "rtl" and not number[0].isalnum()
        return LEFT_TO_RIGHT_MARK + number if signed else number

    def heads(self, cells: Sequence[Any], origin: Origin) -> tuple[Paragraph, ...]:
        """Return the header's cells."""
        composer = self._composer
        head = composer.node(Role.TABLE_HEAD, self._node, origin)
        row = composer.node(Role.TABLE_ROW, head, origin)
        return tuple(
            self._cell(cell, composer.node(Role.TABLE_HEADER, row, origin, scope="Column"), "table_head", origin)
            for cell in cells
        )

    def rows(self, rows: Sequence[Sequence[Any]], origins: Sequence[Origin]) -> tuple[tuple[Paragraph, ...], ...]:
        """Return the cells of all rows; the first of each is its header."""
        composer = self._composer
        body = composer.node(Role.TABLE_BODY, self._node, self._origin)
        made = []
        for cells, origin in zip(rows, origins, strict=True):
            row = composer.node(Role.TABLE_ROW, body, origin)
            first = composer.node(Role.TABLE_HEADER, row, origin, scope="Row")
            made.append(
                tuple(
                    self._cell(
                        cell,
                        first if number == 0 else composer.node(Role.TABLE_CELL, row, origin),
                        "table_cell",
                        origin,
                    )
                    for number, cell in enumerate(cells)
                )
            )
        return tuple(made)

    def _cell(self, cell: Any, node: int, style: str, origin: Origin) -> Paragraph:
        spans = cell if not cell or isinstance(cell[0], Span) else self._marked(cell, node, origin)
        return Paragraph(spans, style, node, origin, self._composer.tag)

    def _marked(self, cell: tuple[MarkedSpan, ...], node: int, origin: Origin) -> tuple[Span, ...]:
        spans = self._composer.spans(cell, node, origin)
        text = "".join(span.text for span in cell)
        if len(spans) == 1 and numeral_of(text, self._decimal) is not None:
            return (structs.replace(spans[0], text=self.number_or_words(text)),)
        return spans

    def note(self, note: str, source: str) -> Paragraph | None:
        """Return the paragraph below the table: what is to be known, and in grey whose figures they are."""
        if not note and not source:
            return None
        composer, origin = self._composer, (*self._origin, "note" if note else "source")
        node = composer.node(Role.PARAGRAPH, self._parent, origin)
        spans = composer.inline(note, "table_note", node, origin).spans if note else ()
        if source:
            typed = self._words.source.replace("{source}", composer.marks([source])[0])
            spans = (*spans, *((Span(" "),) if spans else ()), Span(typed, muted=True))
        return Paragraph(spans, "table_note", node, origin, composer.tag)

    def table(
        self,
        heads: tuple[Paragraph, ...],
        rows: tuple[tuple[Paragraph, ...], ...],
        sides: tuple[Side, ...],
        *,
        total: bool,
        note: Paragraph | None,
        width: ChartWidth,
    ) -> Table:
        """Return the whole."""
        composer, caption = self._composer, self._caption
        if len(rows) > LONG:
            composer.findings.warning(
                "long-table",
                f"the table has {len(rows)} rows, which fill more than a page",
                why="long tables are looked up, not read: on a web page people can search and sort them",
                mend="show the rows that matter, and give the address of the whole table in `links`",
                origin=self._origin,
            )
        spans: tuple[Span, ...] = ()
        if caption is not None:
            number = composer.next_number("table")
            bold = Span(self._words.table.replace("{number}", in_digits(str(number), composer.language.dates.digits)))
            numbered = (structs.replace(bold, bold=True), Span(" "))
            caption = structs.replace(caption, spans=(*numbered, *caption.spans))
            spans = numbered
        more = Span(self._words.continued)
        style, tag = "table_caption", composer.tag
        whole = caption.spans if caption is not None else ()
        goes_on = (
            Paragraph((*bare(whole), *((Span(" "),) if whole else ()), more), style, None, self._origin, tag),
            Paragraph((*spans, more), style, None, self._origin, tag),
        )
        return Table(self._node, self._origin, caption, goes_on, heads, rows, sides, self._decimal, total, note, width)
