"""Names of a chart's rows: points of time or numbers along a line, a sum, and what is left over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.model.numerals import Number, Signs, read_number
from pdfbrochure.regexes import compiled_later

# How a sum is called in data files of Europe and the UN; compared without case.
_TOTAL_NAMES: Final = (
    "total|totals|sum|all|gesamt|insgesamt|summe|totale|totaal|totalt|sammanlagt|i alt|yhteensä|kokku|kopā|iš viso|"
    "razem|ogółem|suma|celkem|spolu|skupaj|ukupno|összesen|total general|общо|всего|итого|усього|разом|σύνολο|"
    "iomlán|totali|المجموع|الإجمالي|合计|合計|総計|합계|toplam|סך הכול"
)
_TOTALS: Final = frozenset(_TOTAL_NAMES.split("|"))
# The first word of the name of what is left over.
_REMAINDER_NAMES: Final = (
    "other|others|rest|remainder|sonstige|sonstiges|andere|übrige|autre|autres|reste|otro|otros|otras|resto|altro|"
    "altri|altre|outro|outros|outras|overige|overig|andra|övriga|andre|andet|øvrige|muu|muut|muud|citi|citas|kiti|"
    "inne|pozostałe|ostatní|ostatné|ostalo|ostale|egyéb|alte|altele|други|друго|прочие|другие|інші|інше|άλλα|"
    "άλλοι|λοιπά|λοιπές|eile|أخرى|其他|その他|기타|diğer|אחר"
)
_REMAINDERS: Final = frozenset(_REMAINDER_NAMES.split("|"))
_YEAR: Final = compiled_later(r"\d{4}")
_MONTH: Final = compiled_later(r"(\d{4})-(\d{1,2})")
_QUARTER: Final = compiled_later(r"(\d{4})[- ]?Q([1-4])", re.IGNORECASE)


class Axis(Struct, frozen=True):
    """What runs along a chart of lines: where each row stands, and what it is called.

    `is_even`: each row has its own name; otherwise the rows are parts of years, and only these have names.
    """

    places: tuple[float, ...]
    names: tuple[str, ...]
    is_even: bool

    def in_order(self) -> tuple[Axis, tuple[int, ...]]:
        """Return the axis with its rows in order, and their numbers in the file's."""
        order = sorted(range(len(self.places)), key=lambda number: self.places[number])
        places = tuple(self.places[number] for number in order)
        return Axis(places, tuple(self.names[number] for number in order), self.is_even), tuple(order)


def is_total(name: str) -> bool:
    """Whether a row is called a sum."""
    return name.strip().casefold() in _TOTALS


def is_remainder(name: str) -> bool:
    """Whether a row is called what is left over: "Other income"."""
    words = name.casefold().split()
    return bool(words) and words[0] in _REMAINDERS


def axis_of(names: Sequence[str], signs: Signs) -> Axis | None:
    """Return where rows stand by their names: years, parts of years, numbers, or names with a number in even steps."""
    if all(_YEAR.fullmatch(name) for name in names):
        return Axis(tuple(float(name) for name in names), tuple(names), is_even=True)
    moments = [_moment(name) for name in names]
    if all(moment is not None for moment in moments):
        return Axis(tuple(moment or 0.0 for moment in moments), tuple(names), is_even=False)
    numbers = [read_number(name, signs) for name in names]
    if all(isinstance(number, Number) for number in numbers):
        places = tuple(number.value for number in numbers if isinstance(number, Number))
        return Axis(places, tuple(names), is_even=True)
    if all(any(char.isdigit() for char in name) for name in names):
        return Axis(tuple(float(number) for number in range(len(names))), tuple(names), is_even=True)
    return None


def _moment(name: str) -> float | None:
    """Return a year, a month, a quarter or a day as a number of years, or None."""
    if _YEAR.fullmatch(name):
        return float(name)
    quarter = _QUARTER.fullmatch(name)
    if quarter is not None:
        return int(quarter[1]) + (int(quarter[2]) - 1) / 4
    month = _MONTH.fullmatch(name)
    if month is not None and 1 <= int(month[2]) <= 12:
        return int(month[1]) + (int(month[2]) - 1) / 12
    try:
        day = dt.date.fromisoformat(name)
    except ValueError:
        return None
    length = (dt.date(day.year + 1, 1, 1) - dt.date(day.year, 1, 1)).days if day.year < 9999 else 365
    return day.year + (day.timetuple().tm_yday - 1) / length
