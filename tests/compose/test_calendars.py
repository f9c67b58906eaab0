"""Calendars, digits and letters: what settings choose, and what the letters of Romanian are."""

from __future__ import annotations

import datetime as dt

import pytest
from readback import Document
from support import brochure, built, item

from pdfbrochure.compose.date_words import format_range, format_when
from pdfbrochure.compose.punctuate import punctuate
from pdfbrochure.model.brochure import Settings, When
from pdfbrochure.model.calendars import with_dates_of
from pdfbrochure.model.language import Language, load_language

FEBRUARY = dt.date(2017, 2, 14)


def language(tag: str, **settings: str) -> Language:
    """A language as the settings have its dates."""
    found = load_language(tag)
    assert found is not None
    return with_dates_of(found, Settings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tag", "settings", "expected"),
    [
        ("ar", {"calendar": "un"}, "14 شباط/فبراير 2017"),
        ("ar", {"digits": "native"}, "١٤ فبراير ٢٠١٧"),
        ("ar", {"calendar": "un", "digits": "native"}, "١٤ شباط/فبراير ٢٠١٧"),
        ("th", {"calendar": "buddhist"}, "14 กุมภาพันธ์ พ.ศ. 2560"),
        ("th", {"calendar": "buddhist", "digits": "native"}, "๑๔ กุมภาพันธ์ พ.ศ. ๒๕๖๐"),
        ("fa", {"calendar": "persian"}, "۲۶ بهمن ۱۳۹۵"),
        ("fa", {"calendar": "persian", "digits": "latin"}, "26 بهمن 1395"),
        ("fa", {"digits": "latin"}, "14 فوریهٔ 2017"),
        ("hi", {"digits": "native"}, "१४ फ़रवरी २०१७"),
        ("en", {"calendar": "persian", "digits": "native"}, "14 February 2017"),
        ("fa", {"calendar": "gregorian"}, "۱۴ فوریهٔ ۲۰۱۷"),
    ],
)
def test_a_day(tag: str, settings: dict[str, str], expected: str) -> None:
    """A day is written by the calendar and with the digits of the settings, where the language has them."""
    assert format_range(FEBRUARY, FEBRUARY, language(tag, **settings)) == expected


@pytest.mark.parametrize(
    ("day", "persian"),
    [
        (dt.date(2017, 3, 20), "30 اسفند 1395"),
        (dt.date(2017, 3, 21), "1 فروردین 1396"),
        (dt.date(2025, 3, 20), "30 اسفند 1403"),
        (dt.date(2025, 3, 21), "1 فروردین 1404"),
        (dt.date(2026, 11, 27), "6 آذر 1405"),
        (dt.date(1979, 2, 11), "22 بهمن 1357"),
    ],
)
def test_persian_days(day: dt.date, persian: str) -> None:
    """The new year begins in spring, with a leap day before it in some years; days known from history agree."""
    assert format_range(day, day, language("fa", calendar="persian", digits="latin")) == persian


def test_a_range_says_a_month_once_in_its_own_calendar() -> None:
    """Two days of one Persian month lie in two Gregorian ones."""
    days = (dt.date(2017, 2, 26), dt.date(2017, 3, 4))

    assert "1395" in format_range(*days, language("fa", calendar="persian", digits="latin"))
    assert format_range(*days, language("fa", calendar="persian", digits="latin")).count("اسفند") == 1
    month = When(dt.date(2017, 3, 1), dt.date(2017, 3, 31), is_month=True)
    assert "فروردین" in format_when(month, language("fa", calendar="persian"))


def test_folios_and_numbers_of_lists() -> None:
    """They have the digits of the language: Persian its own, and Latin ones where these are asked for."""
    text = brochure(item("خبر", 0, body="1. یک\n2. دو"), language="fa")
    persian = Document(built(text).pdf)
    latin = Document(built(text + "settings: {digits: latin}\n").pdf)

    assert ["۱.", "۲."] == [element.text.strip("\u200f ") for element in persian.tree.all("Lbl")][:2]
    assert ["1.", "2."] == [element.text.strip("\u200f ") for element in latin.tree.all("Lbl")][:2]


def test_a_calendar_that_the_language_has_not() -> None:
    """It is told, and what the language has is offered."""
    (finding,) = (
        each
        for each in built(brochure(item("One", 20), settings={"calendar": "persian"})).report.findings()
        if each.code == "calendar-not-known"
    )
    assert ("settings", "calendar") == finding.origin


def test_romanian_letters() -> None:
    """Words with a cedilla are one finding with their number; a Turkish name in a Romanian text is none."""
    typed = "Aceasta este aşteptată de toţi şi de Şahin Erdoğan."
    (finding,) = (
        each
        for each in built(brochure(item("Știri", 0, body=typed), language="ro")).report.findings()
        if each.code == "romanian-cedilla"
    )
    fine = built(brochure(item("Știri", 0, body="Îl așteaptă pe Şahin."), language="ro")).report.findings()

    assert "aşteptată” and 2 more" in finding.what
    assert "așteptată" in str(finding.mend)
    assert "romanian-cedilla" not in [each.code for each in fine]


@pytest.mark.parametrize(
    ("tag", "typed", "expected"),
    [
        ("de-CH", "10'000 und 1'234'567", "10’000_und 1’234’567"),
        ("fr", "l'an 10'000", "l’an 10’000"),
        ("fa", "۱۰-۲۰", "۱۰–۲۰"),
        ("bg", "Тя е в София и с него", "Тя е в_София и_с_него"),
        ("hr", "Bili smo u Zagrebu i o tome", "Bili smo u_Zagrebu i_o_tome"),
        ("sl", "Bil je v hiši in s psom", "Bil je v_hiši in s_psom"),
        ("sk", "V Nitre a o deťoch", "V_Nitre a_o_deťoch"),
    ],
)
def test_traditions(tag: str, typed: str, expected: str) -> None:
    """Swiss thousands have an apostrophe, Persian ranges a dash, and one-letter words end no line."""
    found = load_language(tag)
    assert found is not None
    assert "".join(punctuate([typed], found)).replace("\u00a0", "_") == expected
