"""Composes charts: each is a figure with its caption, and a table of the very words that are printed in it.

Nothing is set twice: the labels and the values at the marks are the cells of the table.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Facts, Paragraph, Role, Span
from pdfbrochure.compose.chart_alt import alt_of
from pdfbrochure.compose.chart_data import is_lone, read_chart
from pdfbrochure.compose.chart_part import ChartPart, ChartRow, Numerals
from pdfbrochure.compose.chart_values import ChartData, LoneNumber
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.date_words import format_when
from pdfbrochure.compose.inserts import KeyPlaces, key_figure
from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.brochure import Chart, Item, When
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.language import Language
from pdfbrochure.model.numerals import signs_of
from pdfbrochure.model.part_words import PartWords, part_words

# A mark of direction (UAX #9, 2.6) that keeps the sign of a number before it.
_LEFT_TO_RIGHT: Final = "\u200e"
# What is counted is a sign if it has no letters, as "%"; or if it is typed and no longer than this, as "km²".
LONGEST_SIGN: Final = 4
_SUPERIORS: Final = str.maketrans("bcdefnprsuz", "ᵇᶜᵈᵉᶠⁿᵖʳˢᵘᶻ")


def charts_of(composer: Compositor, item: Item, origin: Origin, parent: int) -> tuple[ChartPart | Facts, ...]:
    """Return the charts of an item, one number as a key figure; those that cannot be drawn are found and left out."""
    parts = (_chart(composer, chart, (*origin, "charts", number), parent) for number, chart in enumerate(item.charts))
    return tuple(part for part in parts if part is not None)


def number_of(composer: Compositor, origin: Origin) -> int:
    """Return the number of the chart at a key path, from 1; 0 where it is the only one."""
    places: list[Origin] = []
    for index, item in enumerate(composer.brochure.items):
        for number, chart in enumerate(item.charts):
            rows = composer.tables.get((chart.file, chart.sheet))
            if rows is None or not is_lone(chart, rows):
                places.append(("items", index, "charts", number))
    return places.index(origin) + 1 if len(places) > 1 else 0


def _chart(composer: Compositor, chart: Chart, origin: Origin, parent: int) -> ChartPart | Facts | None:
    rows = composer.tables.get((chart.file, chart.sheet))
    if rows is None:
        return None
    language = composer.language
    tag = composer.tag or composer.brochure.language
    signs = signs_of(tag)
    data = read_chart(chart, rows, signs, composer.findings, origin)
    if data is None:
        return None
    words = part_words(language.tag) or part_words(composer.brochure.language) or part_words("en")
    assert words is not None, "there are words in English"
    mark = _LEFT_TO_RIGHT if language.direction == "rtl" else ""
    if isinstance(data, LoneNumber):
        signed = data.datum.value is not None and data.datum.value < 0
        numerals = Numerals(signs, data.decimals, signed, language.dates.digits, mark)
        return _key_figure(composer, chart, data, numerals, words, origin, parent)
    data = _dated(data, language)
    numerals = Numerals(signs, data.decimals, data.signed, language.dates.digits, mark)
    return _Composer(composer, chart, data, numerals, words, origin).part(parent)


def _key_figure(
    composer: Compositor,
    chart: Chart,
    data: LoneNumber,
    numerals: Numerals,
    words: PartWords,
    origin: Origin,
    parent: int,
) -> Facts:
    """Return the only number of a chart as a key figure: its label is the caption, and what that does not say."""
    assert data.datum.value is not None, "it is the one that there is"
    value = numerals.write(data.datum.value) + data.datum.flag.translate(_SUPERIORS)
    # A sign stands behind the figure, as in print; what is counted is told in words below it.
    is_sign = not any(map(str.isalpha, data.unit)) or len(chart.unit) in range(1, LONGEST_SIGN + 1)
    names = [_in_words(name, composer.language) for name in (data.name, data.series)]
    said = [*names, "" if is_sign else data.unit]
    known = chart.caption.casefold()
    rest = [text for text in said if text and not re.search(rf"(?<!\w){re.escape(text.casefold())}(?!\w)", known)]
    shown = composer.marks([chart.caption, *rest])
    label = [Span(shown[0]), *(Span(f" \u00b7 {text}", muted=True) for text in shown[1:])]
    whole = composer.node(Role.LIST, parent, origin)
    places = KeyPlaces(origin, (*origin, "file"), (*origin, "unit"), (*origin, "caption"))
    fact = key_figure(composer, whole, value, data.unit if is_sign else "", label, places)
    return Facts(whole, origin, (fact,), note_of(composer, chart, words, origin, parent))


def _dated(data: ChartData, language: Language) -> ChartData:
    """Return the data of lines with its points of time named as the language names them."""
    if data.axis is None:
        return data
    names = tuple(_in_words(name, language) for name in data.names)
    return structs.replace(data, names=names, axis=structs.replace(data.axis, names=names))


def _in_words(name: str, language: Language) -> str:
    """Return a month, a day or a year in words, and any other name as it is."""
    for form, is_month in ((f"{name}-01", True), (name, False)):
        try:
            return format_when(When(start=dt.date.fromisoformat(form), is_month=is_month), language)
        except ValueError:
            continue
    return in_digits(name, language.dates.digits) if name.isdecimal() else name


class _Composer:
    def __init__(
        self,
        composer: Compositor,
        chart: Chart,
        data: ChartData,
        numerals: Numerals,
        words: PartWords,
        origin: Origin,
    ) -> None:
        self._composer = composer
        self._chart = chart
        self._data = data
        self._numerals = numerals
        self._words = words
        self._origin = origin

    def part(self, parent: int) -> ChartPart:
        """Return the chart, with its elements in the order of reading: figure and caption, table, note."""
        composer, chart, data, origin = self._composer, self._chart, self._data, self._origin
        section = composer.node(Role.SECTION, parent, origin)
        alt = alt_of(chart, data, self._numerals, self._words)
        figure = composer.node(Role.FIGURE, section, origin, alt=alt)
        caption, unit = self._caption(figure)
        table = composer.node(Role.TABLE, section, origin)
        is_line = data.axis is not None
        heads = self._heads(table, data.names if is_line else data.series)
        body = composer.node(Role.TABLE_BODY, table, origin) if heads else table
        if is_line:
            rows = tuple(self._line(body, number) for number in range(len(data.series)))
        else:
            rows = tuple(self._row(body, number) for number in range(len(data.names)))
        note = note_of(composer, chart, self._words, origin, section)
        return ChartPart(
            section, origin, figure, data.kind, caption, unit, heads, rows, note, data.axis, self._numerals,
            self._words.no_data, chart.width, chart.axis_from_zero,
        )  # fmt: skip

    def _caption(self, figure: int) -> tuple[Paragraph, Paragraph | None]:
        composer, chart = self._composer, self._chart
        node = composer.node(Role.CAPTION, figure, self._origin)
        number = number_of(composer, self._origin)
        spans = [Span(composer.marks([chart.caption])[0])]
        if number:
            shown = in_digits(str(number), self._numerals.digits)
            spans.insert(0, Span(self._words.figure.replace("{number}", shown) + " ", bold=True))
        caption = Paragraph(tuple(spans), "chart_caption", node, (*self._origin, "caption"), composer.tag)
        if not self._data.unit:
            return caption, None
        span = composer.node(Role.SPAN, node, self._origin)
        return caption, composer.plain(self._data.unit, "chart_unit", span, (*self._origin, "unit"))

    def _heads(self, table: int, names: Sequence[str]) -> tuple[Paragraph, ...]:
        """Return the heads of the columns: none for one series, else those of two, or the ends of the time."""
        composer, data = self._composer, self._data
        if data.axis is None and len(names) < 2:
            return ()
        head = composer.node(Role.TABLE_HEAD, table, self._origin)
        row = composer.node(Role.TABLE_ROW, head, self._origin)
        # Above the names of the rows stands nothing.
        composer.node(Role.TABLE_CELL, row, self._origin)
        shown = [names[0], names[-1]] if data.axis is not None else [f"({name})" for name in names]
        return tuple(self._cell(Role.TABLE_HEADER, row, name, "chart_axis", scope="Column") for name in shown)

    def _row(self, body: int, number: int) -> ChartRow:
        """Return a row of bars or a part."""
        data = self._data
        row = self._composer.node(Role.TABLE_ROW, body, self._origin)
        label = self._cell(Role.TABLE_HEADER, row, data.names[number], "chart_label", scope="Row", is_wording=True)
        cells = []
        for column in data.values:
            datum = column[number]
            text = self._words.no_data
            if datum.value is not None:
                text = self._numerals.write(datum.value) + datum.flag.translate(_SUPERIORS)
            cells.append(self._cell(Role.TABLE_CELL, row, text, "chart_label"))
        values = tuple(column[number].value for column in data.values)
        return ChartRow(label, tuple(cells), values, number in data.marked)

    def _line(self, body: int, number: int) -> ChartRow:
        data = self._data
        row = self._composer.node(Role.TABLE_ROW, body, self._origin)
        # What a single line is, the caption and the unit say.
        name = data.series[number] if len(data.series) > 1 else ""
        label = self._cell(Role.TABLE_HEADER, row, name, "chart_label", scope="Row", is_wording=True)
        values = tuple(datum.value for datum in data.values[number])
        present = [value for value in values if value is not None]
        cells = tuple(
            self._cell(Role.TABLE_CELL, row, self._numerals.write(value), "chart_label")
            for value in (present[0], present[-1])
        )
        return ChartRow(label, cells, values, number in data.marked)

    def _cell(
        self,
        role: Role,
        row: int,
        text: str,
        style: str,
        *,
        scope: str = "",
        is_wording: bool = False,
    ) -> Paragraph:
        composer = self._composer
        node = composer.node(role, row, self._origin, scope="Row" if scope == "Row" else "Column" if scope else "")
        shown = composer.marks([text])[0] if is_wording else text
        return Paragraph((Span(shown),), style, node, (*self._origin, "file"), composer.tag)


def note_of(composer: Compositor, chart: Chart, words: PartWords, origin: Origin, parent: int) -> Paragraph | None:
    """Return the paragraph below a chart: what is to be known, and in grey whose numbers they are."""
    if not chart.note and not chart.source:
        return None
    node = composer.node(Role.PARAGRAPH, parent, origin)
    spans = []
    if chart.note:
        spans.append(Span(composer.marks([chart.note])[0] + (" " if chart.source else "")))
    if chart.source:
        source = words.source.replace("{source}", composer.marks([chart.source])[0])
        spans.append(Span(source if source.endswith((".", "\u3002")) else source + ".", muted=True))
    return Paragraph(tuple(spans), "chart_note", node, (*origin, "note"), composer.tag)
