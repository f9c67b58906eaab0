"""Dates as offices and spreadsheets write them, read where a language leaves no doubt.

One text gives the days it can mean: none, one span, or several, of which the user has to choose. What is read is
printed in the form of the language, but for dates with the month in words: those stay as typed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from pdfbrochure.model.brochure import When
from pdfbrochure.model.language import load_language
from pdfbrochure.model.scalars import MONTHS, Fault, show

Days = tuple[dt.date, dt.date]

# Day 0 of spreadsheets (ECMA-376, 18.17.4.1), and the days from 1982 to 2064: other numbers are no dates.
_EXCEL: Final = dt.date(1899, 12, 30)
_EXCEL_DAYS: Final = range(30_000, 60_001)
# Two digits of a year: up to here of this century (POSIX, strptime, %y).
_LAST_OF_CENTURY: Final = 68
# Where numbers only are written with the year first, two digits of it too (CLDR, short and medium dates).
_YEAR_FIRST: Final = frozenset(("hu", "ja", "ko", "lt", "sv", "zh"))
# Where the day comes before the month in English (CLDR, short dates); without a region nobody knows.
_DAY_FIRST_ENGLISH: Final = frozenset(("GB", "IE", "AU", "NZ", "MT", "IN", "EU", "001", "150"))

_FULL: Final = r"(\d{4}|\d{1,2})\.?\s?([./\-])\s?(\d{1,2})\.?\s?\2\s?(\d{4}|\d{1,2})\.?"
_JOIN: Final = r"(?:\s*[–—]\s*|\s+-\s+|\s+[^\W\d]{1,5}\s+)"
_TWO_DATES: Final = rf"(?:[^\W\d]{{1,4}}\s+)?(\d\S.{{3,12}}?)(?:{_JOIN}|/(?=\d{{4}}-))(\d.{{4,12}})"
_CHINESE: Final = r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?"
_DAYS_OF_MONTH: Final = r"(\d{1,2})\.?\s?[-–—]\s?(\d{1,2}([./])\s?\d{1,2}\3\s?\d{2,4}\.?)"
_DAYS_OF_YEAR: Final = r"(\d{1,2})([./])\s?(\d{1,2})\.?\s?[-–—]\s?(\d{1,2}\2\s?\d{1,2}\2\s?(\d{2,4})\.?)"
_MONTH: Final = r"(\d{4})[./\-](\d{1,2})|(\d{1,2})[./\-](\d{4})"
_MIDNIGHT: Final = r"[ T]00?:00(:00(\.0+)?)?Z?$"
_COMPACT: Final = r"((?:19|20)\d\d)(\d\d)(\d\d)"


def read_numbers(typed: str, tag: str) -> tuple[When | None, Fault | None]:
    """Return the days of a date in numbers, and what to say about how it was read.

    Args:
        typed: The date, which is not in ISO form.
        tag: Language of the brochure or the item.

    Returns:
        No When and no Fault for a text that is no such date; a Fault alone for one that no calendar has; a When of
        words, with the Fault `ambiguous-date`, for one that can be read in two ways.
    """
    text = re.sub(_MIDNIGHT, "", typed.strip())
    if re.fullmatch(r"\d{5}", text) and int(text) in _EXCEL_DAYS:
        day = _EXCEL + dt.timedelta(int(text))
        return When(start=day), _note(typed, (day, day), "the number that spreadsheets keep for ")
    month = re.fullmatch(_MONTH, text)
    if month and 1 <= int(month[2] or month[3]) <= 12 and 1900 <= int(month[1] or month[4]) < 2100:
        days = whole_month(int(month[1] or month[4]), int(month[2] or month[3]))
        says = f"is {show(typed)}, read as the month {MONTHS[days[0].month - 1]} {days[0].year}"
        return When(*days, is_month=True), Fault("date-read", says, _iso_month(days))
    spans = _spans(text, tag)
    if spans is None:
        return None, None
    if not spans:
        return None, Fault(
            "bad-date", f"is {show(typed)}, which no calendar has", "write year-month-day, such as 2017-02-14"
        )
    if len(spans) > 1:
        ways = " or ".join(dict.fromkeys(_name(days) for days in spans[:2]))
        mend = " or ".join(f"`date: {_iso(days)}`" for days in spans[:2])
        why = "it is printed as typed, and the masthead's span of dates leaves it out"
        return When(words=typed), Fault(
            "ambiguous-date", f"is {show(typed)}, which can be {ways}", f"write {mend}", why
        )
    start, end = spans[0]
    return When(start, None if start == end else end), _note(typed, spans[0])


def _note(typed: str, days: Days, how: str = "") -> Fault:
    return Fault("date-read", f"is {show(typed)}, {how or 'read as '}{_name(days)}", f"write `date: {_iso(days)}`")


def _iso_month(days: Days) -> str:
    return f"write a day, if you mean one, as `date: {days[0].isoformat()}`"


def _name(days: Days) -> str:
    first, last = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in days)
    return first if first == last else f"{first} to {last}"


def _iso(days: Days) -> str:
    return str(days[0]) if days[0] == days[1] else f"{{from: {days[0]}, to: {days[1]}}}"


def whole_month(year: int, month: int) -> Days:
    """Return the first and the last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _spans(text: str, tag: str) -> list[Days] | None:
    """Return the spans of days that a text of numbers can mean; None for a text that is no date."""
    compact = re.fullmatch(_COMPACT, text)
    if compact:
        day = _day(int(compact[1]), int(compact[2]), int(compact[3]))
        return None if day is None else [(day, day)]
    one = re.fullmatch(_FULL, text)
    if one:
        if len(one[1]) < 4 and len(one[4]) != 4 and not _readings(text, tag):
            return None
        return _distinct((day, day) for day in _readings(text, tag).values())
    several = re.fullmatch(_DAYS_OF_MONTH, text)
    if several:
        last = _readings(several[2], tag).values()
        return _distinct((day.replace(day=int(several[1])), day) for day in last if 0 < int(several[1]) < day.day)
    months = re.fullmatch(_DAYS_OF_YEAR, text)
    if months:
        first = f"{months[1]}{months[2]}{months[3]}{months[2]}{months[5]}"
        return _pairs(_readings(first, tag), _readings(months[4], tag))
    two = re.fullmatch(_TWO_DATES, text)
    if two and re.fullmatch(_FULL, two[1]) and re.fullmatch(_FULL, two[2]):
        return _pairs(_readings(two[1], tag), _readings(two[2], tag))
    return None


def _pairs(firsts: dict[str, dt.date], lasts: dict[str, dt.date]) -> list[Days]:
    """Return the spans of two dates, which were surely written in the same order."""
    spans = ((first, lasts[order]) for order, first in firsts.items() if order in lasts)
    return _distinct((first, last) for first, last in spans if first < last)


def _distinct(spans: Iterable[Days]) -> list[Days]:
    return list(dict.fromkeys(spans))


def _readings(text: str, tag: str) -> dict[str, dt.date]:
    """Return the days that one date in numbers can mean in a language, by the order of its parts; likelier first."""
    match = re.fullmatch(_FULL, text)
    if match is None:
        return {}
    parts = (match[1], match[3], match[4])
    for orders in _orders(parts, match[2], tag):
        found = {order: day for order in orders if (day := _in_order(parts, order)) is not None}
        if found:
            return found
    return {}


def _orders(parts: tuple[str, str, str], sign: str, tag: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the orders of year, month and day that are usual, and those to try where no such day exists."""
    language, *subtags = tag.split("-")
    is_year_first = language in _YEAR_FIRST
    if len(parts[0]) == 4:
        return ("ymd",), ()
    regions = {subtag.upper() for subtag in subtags}
    if language == "en" and not regions & _DAY_FIRST_ENGLISH and sign != ".":
        usual: tuple[str, ...] = ("mdy",) if "US" in regions else ("dmy", "mdy")
    elif language in ("ja", "ko", "zh") and len(parts[2]) == 4 and sign != ".":
        usual = ("dmy", "mdy")
    else:
        usual = ("dmy",)
    if len(parts[2]) == 4:
        return usual, ("dmy", "mdy")
    if is_year_first and sign != "/":
        return ("ymd",), ("dmy",)
    # Two digits of a year after a hyphen: some programs write the year first.
    return (*usual, *(("ymd",) if sign == "-" else ())), ("ymd", "dmy", "mdy")


def _in_order(parts: tuple[str, str, str], order: str) -> dt.date | None:
    values = {field: int(part) for field, part in zip(order, parts, strict=True)}
    written = parts[order.index("y")]
    year = values["y"]
    if len(written) < 4:
        if len(written) != 2:
            return None
        year += 2000 if year <= _LAST_OF_CENTURY else 1900
    return _day(year, values["m"], values["d"])


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# Words ---------------------------------------------------------------------------------------------------------


def days_in_words(words: str, tag: str) -> Days | None:
    """Return the days of a date with its month in words (`12 March 2025`, `le 3 mai 2025`, `March 2025`), or None.

    Read are a month with its year, and a day or two that stand next to the month; two such for a span of months.
    """
    chinese = re.fullmatch(_CHINESE, words)
    if chinese:
        year, month = int(chinese[1]), int(chinese[2])
        whole = whole_month(year, month) if 1 <= month <= 12 and year else None
        one = _day(year, month, int(chinese[3] or 0))
        return whole if not chinese[3] else None if one is None else (one, one)
    language = load_language(tag)
    if language is None or not re.search(r"(?<!\d)\d{4}(?!\d)", words):
        return None
    numbers: dict[str, int] = {}
    for months in (language.dates.months, language.dates.months_alone):
        numbers |= {month.casefold(): number for number, month in enumerate(months, 1)}
    # Longest first: in Japanese the name of October ends with that of January.
    names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
    day = r"(?<!\d)(\d{1,2})(?!\d)"
    # Between a day and its month: a point, the ending of an ordinal number, a word such as `de`.
    before = rf"(?:{day}\.?\s?[-–—]\s?)?{day}[.,]?[^\W\d]{{0,2}}\s*(?:[^\W\d]{{1,3}}[’']?\s?)?"
    after = rf"[.,]?\s?{day}(?:\.?\s?[-–—]\s?{day})?(?!\s*[:.]\d)"
    pattern = rf"(?:{before})?(?<![^\W\d])ב?({names})(?![^\W\d])(?:{after})?"
    found = list(re.finditer(pattern, words.casefold()))
    years = [int(year) for year in re.findall(r"(?<!\d)(\d{4})(?!\d)", words)]
    if not 1 <= len(found) <= 2 or not 1 <= len(years) <= len(found) or not all(1900 <= y < 2100 for y in years):
        return None
    days: list[dt.date] = []
    for index, match in enumerate(found):
        year = years[index] if len(years) == len(found) else years[0]
        numbered = [int(part) for part in (match[1], match[2], match[4], match[5]) if part]
        month = numbers[match[3]]
        if not numbered:
            days += whole_month(year, month)
        for number in numbered:
            one = _day(year, month, number)
            if one is None:
                return None
            days.append(one)
    return (days[0], days[-1]) if days == sorted(days) else None
