"""The calendar and the digits of a brochure: what `settings` choose, put into a language's forms of dates.

Takes a Language, gives one whose dates are written so. Days are always kept as those of the Gregorian calendar.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from pdfbrochure.diagnostics import Findings
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.language import DateForms, Language

# The Thai calendar counts from the death of the Buddha.
_BUDDHIST_YEARS: Final = 543
# 1 Farvardin of a year of the Persian calendar.
_PERSIAN_YEAR: Final = 1396
_PERSIAN_START: Final = dt.date(2017, 3, 21)
# The leap years of each 33 of the Persian calendar, which agree with the sun from 1799 to 2256 (K. M. Borkowski, "The
# Persian calendar for 3000 years", Earth, Moon, and Planets 74, 1996).
_PERSIAN_LEAP: Final = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_LATIN: Final = "0123456789"


def with_dates_of(language: Language, settings: Settings) -> Language:
    """Return a language with the calendar and the digits of the settings, where the language has them."""
    dates = language.dates
    calendar = dates.calendars.get(settings.calendar or "")
    if calendar is not None:
        dates = msgspec.structs.replace(
            dates,
            calendar=settings.calendar or "",
            months=calendar.months or dates.months,
            months_alone=calendar.months or dates.months_alone,
            **{form: _in_era(getattr(dates, form), calendar.era) for form in _FORMS},
        )
    if settings.digits is not None:
        dates = msgspec.structs.replace(dates, digits=dates.native_digits if settings.digits == "native" else _LATIN)
    return language if dates is language.dates else msgspec.structs.replace(language, dates=dates)


def tell_of_calendar(settings: Settings, language: Language, report: Findings) -> None:
    """Report a calendar that the brochure's language has no words for."""
    wanted = settings.calendar
    if wanted not in {None, "gregorian"} and wanted not in language.dates.calendars:
        known = " or ".join(["gregorian", *language.dates.calendars])
        report.warning(
            "calendar-not-known",
            f"dates in {language.name} are not written by the calendar `{wanted}`, so they stay as they are usual",
            mend=f"write `calendar: {known}`, or delete `calendar`",
            origin=("settings", "calendar"),
        )


_FORMS: Final = ("full", "month_year", "within_month", "within_year", "across_years")


def _in_era(form: str, era: tuple[str, str]) -> str:
    return form.replace(*era) if era[0] else form


def in_digits(text: str, digits: str) -> str:
    """Return a text with its plain digits as those of a script, which are given from zero to nine."""
    return text if digits == _LATIN else text.translate(str.maketrans(_LATIN, digits))


def reckoned(date: dt.date, forms: DateForms) -> tuple[int, int, int]:
    """Return year, month and day of a date in the calendar of the forms."""
    if forms.calendar == "buddhist":
        return date.year + _BUDDHIST_YEARS, date.month, date.day
    return _persian(date) if forms.calendar == "persian" else (date.year, date.month, date.day)


def _persian(date: dt.date) -> tuple[int, int, int]:
    """Return year, month and day of the solar calendar of Iran and Afghanistan: six months of 31 days, then 30."""
    year, day = _PERSIAN_YEAR, (date - _PERSIAN_START).days
    while day < 0:
        year -= 1
        day += _days_of(year)
    while day >= _days_of(year):
        day -= _days_of(year)
        year += 1
    if day < 6 * 31:
        return year, day // 31 + 1, day % 31 + 1
    day -= 6 * 31
    return year, day // 30 + 7, day % 30 + 1


def _days_of(year: int) -> int:
    """Return the days of a year of the Persian calendar."""
    return 365 + (year % 33 in _PERSIAN_LEAP)
