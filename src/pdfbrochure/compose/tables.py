"""Tables in the galley: their cells, how their columns are aligned, and where a number has its decimal mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article, ItemPart, Paragraph, Span
from pdfbrochure.model.brochure import ChartWidth
from pdfbrochure.model.numerals import MINUS
from pdfbrochure.regexes import compiled_later

Side = Literal["start", "center", "end", "number"]

# What a number may have before and behind it: a sign, a currency; a percent sign, a flag, a mark of a note.
_NUMBER: Final = compiled_later(
    rf"\u200e?[~\u2248<>\u2264\u2265\u00b1]?\s?[-+{MINUS}\u2013]?\s?[\u20ac$\u00a3\u00a5]?\s?"
    r"(?P<digits>\d[\d.,'\u2019\u066b\u066c \u00a0\u2009\u202f]*\d|\d)"
    r"(?:\s?[%\u2030\u066a\u20ac$\u00a3\u00a5]|\s[a-z]{1,2}|[*\u2020\u2021\u00b9\u00b2\u00b3])?"
)


class Table(ItemPart, frozen=True):
    """A table.

    Attributes:
        caption: What it shows, with its number; None without a caption.
        goes_on: What stands above its further parts: with all of the caption, and the shortest form.
        heads: The header of each column.
        rows: The rows, a cell for each column; an empty one has no spans.
        sides: How each column is aligned: at its start, in its middle, at its end, or by the decimal marks of numbers.
        decimal: The language's decimal mark.
        total: Whether the last row is a total.
        note: Note and source; None for none.
        width: How wide it shall be.
    """

    caption: Paragraph | None
    goes_on: tuple[Paragraph, Paragraph]
    heads: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    sides: tuple[Side, ...]
    decimal: str
    total: bool
    note: Paragraph | None
    width: ChartWidth


class Numeral(Struct, frozen=True):
    """A cell with a number, parted before the decimal mark; `rest` is also what stands behind a whole number."""

    whole: str
    rest: str


def numeral_of(text: str, decimal: str) -> Numeral | None:
    """Return a cell's number in its two parts, or None where it is no number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"]
    at = match.start("digits") + _decimal_place(digits, decimal)
    return Numeral(text[:at], text[at:])


def _decimal_place(digits: str, decimal: str) -> int:
    """Return where the decimal mark of a number stands, or its end."""
    marks = [place for place, char in enumerate(digits) if char in ".,\u066b"]
    kinds = {digits[place] for place in marks}
    if not marks:
        return len(digits)
    last = marks[-1]
    if digits[last] == "\u066b" or (len(kinds) > 1 and digits.count(digits[last]) == 1):
        return last
    if len(marks) > 1:
        return len(digits)
    # A lone mark that is not the language's parts groups of three digits, or else decimals as other languages write.
    return len(digits) if digits[last] != decimal and len(digits) - last == 4 else last


def bare(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans as furniture: words that are printed once more and belong to no element."""
    return tuple(structs.replace(span, node=None, url="", underline=False) for span in spans)


def without_numbers(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Return articles whose only numbered table has no number: there is nothing to tell it from."""

    def plain(table: ItemPart | None) -> Any:
        if not isinstance(table, Table) or table.caption is None:
            return table
        caption = structs.replace(table.caption, spans=table.caption.spans[2:])
        goes_on = tuple(structs.replace(each, spans=each.spans[2:]) for each in table.goes_on)
        return structs.replace(table, caption=caption, goes_on=goes_on)

    return tuple(
        structs.replace(
            article,
            body=tuple(structs.replace(block, part=plain(block.part)) for block in article.body),
            parts=tuple(map(plain, article.parts)),
        )
        for article in articles
    )
