"""Dates and ranges of dates in the words of each language."""

from __future__ import annotations

import datetime as dt

import pytest
from support import worded_languages

from pdfbrochure.compose.date_words import format_range, format_when
from pdfbrochure.model.brochure import When
from pdfbrochure.model.language import Language, load_language

FIRST = dt.date(2017, 2, 1)
FEBRUARY = dt.date(2017, 2, 14)
WITHIN_MONTH = (dt.date(2017, 2, 8), dt.date(2017, 2, 9))
WITHIN_YEAR = (dt.date(2017, 1, 20), FEBRUARY)
ACROSS_YEARS = (dt.date(2016, 12, 14), dt.date(2017, 1, 3))

# CLDR's locale for a tag, where it is not the tag itself.
LOCALES = {"en": "en_GB", "pt": "pt_PT", "zh": "zh_Hans"}


def language(tag: str) -> Language:
    """Return a language that must exist."""
    found = load_language(tag)
    assert found is not None, tag
    return found


# `^` stands for the narrow no-break space, `_` for the no-break space.
@pytest.mark.parametrize(
    ("tag", "day", "within_month", "within_year", "across_years"),
    [
        ("ar", "14 فبراير 2017", "8–9 فبراير 2017", "20 يناير – 14 فبراير 2017", "14 ديسمبر 2016 – 3 يناير 2017"),
        (
            "bg",
            "14 февруари 2017^г.",
            "8–9 февруари 2017^г.",
            "20 януари – 14 февруари 2017^г.",
            "14 декември 2016^г. – 3 януари 2017^г.",
        ),
        (
            "be",
            "14 лютага 2017^г.",
            "8–9 лютага 2017^г.",
            "20 студзеня – 14 лютага 2017^г.",
            "14 снежня 2016^г. – 3 студзеня 2017^г.",
        ),
        (
            "ka",
            "14 თებერვალი, 2017",
            "8–9 თებერვალი, 2017",
            "20 იანვარი – 14 თებერვალი, 2017",
            "14 დეკემბერი, 2016 – 3 იანვარი, 2017",
        ),
        ("ur", "14 فروری، 2017", "8–9 فروری، 2017", "20 جنوری – 14 فروری، 2017", "14 دسمبر، 2016 – 3 جنوری، 2017"),
        ("cs", "14. února 2017", "8.–9. února 2017", "20. ledna – 14. února 2017", "14. prosince 2016 – 3. ledna 2017"),
        (
            "da",
            "14. februar 2017",
            "8.–9. februar 2017",
            "20. januar–14. februar 2017",
            "14. december 2016–3. januar 2017",
        ),
        (
            "de",
            "14. Februar 2017",
            "8.–9. Februar 2017",
            "20. Januar – 14. Februar 2017",
            "14. Dezember 2016 – 3. Januar 2017",
        ),
        (
            "el",
            "14 Φεβρουαρίου 2017",
            "8–9 Φεβρουαρίου 2017",
            "20 Ιανουαρίου – 14 Φεβρουαρίου 2017",
            "14 Δεκεμβρίου 2016 – 3 Ιανουαρίου 2017",
        ),
        (
            "en",
            "14 February 2017",
            "8–9 February 2017",
            "20 January – 14 February 2017",
            "14 December 2016 – 3 January 2017",
        ),
        (
            "en-US",
            "February 14, 2017",
            "February 8–9, 2017",
            "January 20 – February 14, 2017",
            "December 14, 2016 – January 3, 2017",
        ),
        (
            "es",
            "14 de febrero de 2017",
            "8–9 de febrero de 2017",
            "20 de enero – 14 de febrero de 2017",
            "14 de diciembre de 2016 – 3 de enero de 2017",
        ),
        ("fa", "۱۴ فوریهٔ ۲۰۱۷", "۸ تا ۹ فوریهٔ ۲۰۱۷", "۲۰ ژانویه تا ۱۴ فوریهٔ ۲۰۱۷", "۱۴ دسامبر ۲۰۱۶ تا ۳ ژانویهٔ ۲۰۱۷"),
        (
            "fi",
            "14. helmikuuta 2017",
            "8.–9. helmikuuta 2017",
            "20. tammikuuta – 14. helmikuuta 2017",
            "14. joulukuuta 2016 – 3. tammikuuta 2017",
        ),
        (
            "fr",
            "14 février 2017",
            "8–9 février 2017",
            "20 janvier – 14 février 2017",
            "14 décembre 2016 – 3 janvier 2017",
        ),
        ("he", "14 בפברואר 2017", "8–9 בפברואר 2017", "20 בינואר – 14 בפברואר 2017", "14 בדצמבר 2016 – 3 בינואר 2017"),
        (
            "hr",
            "14. veljače 2017.",
            "8.–9. veljače 2017.",
            "20. siječnja – 14. veljače 2017.",
            "14. prosinca 2016. – 3. siječnja 2017.",
        ),
        (
            "hu",
            "2017. február 14.",
            "2017. február 8–9.",
            "2017. január 20. – február 14.",
            "2016. december 14. – 2017. január 3.",
        ),
        ("ja", "2017年2月14日", "2017年2月8日～9日", "2017年1月20日～2月14日", "2016年12月14日～2017年1月3日"),
        (
            "ko",
            "2017년 2월 14일",
            "2017년 2월 8일~9일",
            "2017년 1월 20일 ~ 2월 14일",
            "2016년 12월 14일 ~ 2017년 1월 3일",
        ),
        (
            "lt",
            "2017 m. vasario 14 d.",
            "2017 m. vasario 8–9 d.",
            "2017 m. sausio 20 d. – vasario 14 d.",
            "2016 m. gruodžio 14 d. – 2017 m. sausio 3 d.",
        ),
        (
            "lv",
            "2017. gada 14. februāris",
            "2017. gada 8.–9. februāris",
            "2017. gada 20. janvāris – 14. februāris",
            "2016. gada 14. decembris – 2017. gada 3. janvāris",
        ),
        (
            "mt",
            "14 ta’ Frar 2017",
            "8–9 ta’ Frar 2017",
            "20 ta’ Jannar – 14 ta’ Frar 2017",
            "14 ta’ Diċembru 2016 – 3 ta’ Jannar 2017",
        ),
        (
            "pl",
            "14 lutego 2017",
            "8–9 lutego 2017",
            "20 stycznia – 14 lutego 2017",
            "14 grudnia 2016 – 3 stycznia 2017",
        ),
        (
            "pt",
            "14 de fevereiro de 2017",
            "8–9 de fevereiro de 2017",
            "20 de janeiro – 14 de fevereiro de 2017",
            "14 de dezembro de 2016 – 3 de janeiro de 2017",
        ),
        (
            "ru",
            "14 февраля 2017^г.",
            "8–9 февраля 2017^г.",
            "20 января – 14 февраля 2017^г.",
            "14 декабря 2016^г. – 3 января 2017^г.",
        ),
        (
            "sv",
            "14 februari 2017",
            "8–9 februari 2017",
            "20 januari–14 februari 2017",
            "14 december 2016–3 januari 2017",
        ),
        ("tr", "14 Şubat 2017", "8–9 Şubat 2017", "20 Ocak – 14 Şubat 2017", "14 Aralık 2016 – 3 Ocak 2017"),
        (
            "uk",
            "14 лютого 2017^р.",
            "8–9 лютого 2017^р.",
            "20 січня – 14 лютого 2017^р.",
            "14 грудня 2016^р. – 3 січня 2017^р.",
        ),
        ("zh", "2017年2月14日", "2017年2月8日至9日", "2017年1月20日至2月14日", "2016年12月14日至2017年1月3日"),
    ],
)
def test_days_and_ranges(tag: str, day: str, within_month: str, within_year: str, across_years: str) -> None:
    """Months stand in the case that follows a day; a range says no month and no year twice."""
    asked = ((FEBRUARY, FEBRUARY), WITHIN_MONTH, WITHIN_YEAR, ACROSS_YEARS)
    found = tuple(format_range(first, last, language(tag)) for first, last in asked)
    expected = (day, within_month, within_year, across_years)
    assert found == tuple(text.replace("^", "\u202f") for text in expected)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "1er février 2017"),
        ("it", "1º febbraio 2017"),
        ("el", "1η Φεβρουαρίου 2017"),
        ("pt-BR", "1º de fevereiro de 2017"),
        ("de", "1. Februar 2017"),
        ("de-AT", "1. Februar 2017"),
        ("en", "1 February 2017"),
    ],
)
def test_the_first_of_a_month(tag: str, expected: str) -> None:
    """Some languages count the first day as an ordinal, which CLDR does not know."""
    assert format_range(FIRST, FIRST, language(tag)) == expected


def test_austria_has_its_own_january() -> None:
    """A region's data file wins over the language's."""
    assert format_range(dt.date(2017, 1, 6), dt.date(2017, 1, 6), language("de-AT")) == "6. Jänner 2017"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(start=FEBRUARY), "14 February 2017"),
        (When(start=WITHIN_MONTH[0], end=WITHIN_MONTH[1]), "8–9 February 2017"),
        (When(start=FEBRUARY, end=FEBRUARY), "14 February 2017"),
        (When(end=FEBRUARY), "14 February 2017"),
        (When(words="Spring 2017"), "Spring 2017"),
        (When(), ""),
    ],
)
def test_a_date_as_typed(when: When, expected: str) -> None:
    """A day, a range, or words that are shown as they are."""
    assert format_when(when, language("en")) == expected


def test_a_range_given_backwards_is_turned_round() -> None:
    """The issue line runs from the oldest to the newest, whichever comes first."""
    assert format_range(WITHIN_YEAR[1], WITHIN_YEAR[0], language("en")) == "20 January – 14 February 2017"


@pytest.mark.parametrize("tag", worded_languages())
def test_single_days_are_those_of_cldr(tag: str) -> None:
    """Every day of two years is written as Babel writes CLDR's long date, but for the ordinal first days."""
    dates = pytest.importorskip("babel.dates", reason="Babel is a development tool, not needed to build brochures")
    found = language(tag)
    digits = str.maketrans("0123456789", found.dates.digits)
    for number in range(731):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=number)
        if day.day == 1 and found.dates.first_day != "1":
            continue
        expected = dates.format_date(day, "long", LOCALES.get(tag, tag.replace("-", "_"))).translate(digits)
        # A day below 10 has no zero in words, though Armenian has one in CLDR.
        assert format_range(day, day, found) == expected.removeprefix("0")
