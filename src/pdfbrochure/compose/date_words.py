"""Dates in words, as the language writes them in full.

Takes dates and a Language, gives text with ordinary spaces (and the no-break ones that belong to the form itself,
as in Russian). Whether the spaces may break is for `punctuate` to say.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from msgspec import structs

from pdfbrochure.model.brochure import When
from pdfbrochure.model.calendars import in_digits, reckoned
from pdfbrochure.model.language import DateForms, Language

# What stands between a day and its time, where it is not a comma and a space (CLDR, medium date and time).
_BEFORE_TIME: Final = {"Arab": "\u060c ", "Hans": " ", "Hant": " ", "Jpan": " ", "Kore": " "}


def format_when(when: When, language: Language) -> str:
    """Return an item's date as words: one day, a range of two, or the words that were typed."""
    if when.words:
        return when.words
    if when.time is not None:
        return with_time(format_when(structs.replace(when, time=None), language), when.time, language)
    if when.is_month and when.start is not None and language.dates.calendar != "persian":
        forms = language.dates
        return in_digits(forms.month_year.format(**_fields(when.start, "", forms)), forms.digits)
    if when.start is None:
        return "" if when.end is None else format_range(when.end, when.end, language)
    return format_range(when.start, when.end or when.start, language)


def with_time(day: str, time: dt.time, language: Language) -> str:
    """Return words for a day with a time of it."""
    clock = in_digits(time.strftime("%H:%M"), language.dates.digits)
    return f"{day}{_BEFORE_TIME.get(language.script, ', ')}{clock}"


def format_range(first: dt.date, last: dt.date, language: Language) -> str:
    """Return the days from `first` to `last` without saying a month or a year twice; one day if they are the same.

    Source:
        The full form is CLDR's long date, the ranges are its intervals for year, month and day (UTS #35, part 4, 2.6).
    """
    first, last = min(first, last), max(first, last)
    forms = language.dates
    (year, month, _), (last_year, last_month, _) = reckoned(first, forms), reckoned(last, forms)
    if first == last:
        form = forms.full
    elif (year, month) == (last_year, last_month):
        form = forms.within_month
    elif year == last_year:
        form = forms.within_year
    else:
        form = forms.across_years
    text = form.format(**_fields(first, "", forms), **_fields(last, "2", forms))
    return in_digits(text, forms.digits)


def format_short(when: When, language: Language, year: int | None) -> str:
    """Return a date for a narrow column, with short months, and without its year if that is `year`.

    Months of other calendars than the usual are not shortened.
    """
    if when.start is None or when.words or when.is_month or language.dates.calendar == "persian":
        return format_when(when, language)
    forms = structs.replace(language.dates, months=language.dates.short_months)
    first, last = when.start, when.end or when.start
    if (first.year, last.year) != (year, year):
        return format_range(first, last, structs.replace(language, dates=forms))
    form = forms.day_month if first == last else forms.days_month if first.month == last.month else forms.days_months
    return in_digits(form.format(**_fields(first, "", forms), **_fields(last, "2", forms)), forms.digits)


def _fields(date: dt.date, suffix: str, forms: DateForms) -> dict[str, str]:
    """Return the names that a form may use for one date."""
    year, month, day = reckoned(date, forms)
    fields = {
        "day": forms.first_day if day == 1 else str(day),
        "month": forms.months[month - 1],
        "alone": forms.months_alone[month - 1],
        "month_number": str(month),
        "year": str(year),
        "iso": date.isoformat(),
    }
    return {name + suffix: value for name, value in fields.items()}
