"""Dates as offices and spreadsheets write them: read where the language leaves no doubt, told of where it does."""

from __future__ import annotations

import datetime as dt

import pytest
from support import as_yaml, built, composed, item, worded_languages

from pdfbrochure.compose.date_words import format_when
from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.model.brochure import When
from pdfbrochure.model.dates import days_in_words, read_numbers
from pdfbrochure.model.language import load_language

MARCH_21 = (dt.date(2025, 3, 21), None)
MARCH_21_TO_23 = (dt.date(2025, 3, 21), dt.date(2025, 3, 23))


@pytest.mark.parametrize(
    ("tag", "typed", "days"),
    [
        ("fr", "21/03/2025", MARCH_21), ("en", "21/03/2025", MARCH_21), ("en", "21.03.2025", MARCH_21),
        ("de", "21.3.2025", MARCH_21), ("cs", "21. 3. 2025", MARCH_21), ("en", "2025.03.21", MARCH_21),
        ("hu", "2025. 03. 21.", MARCH_21), ("hu", "25.03.21", MARCH_21), ("de", "21.03.25", MARCH_21),
        ("en", "45737", MARCH_21), ("en", "20250321", MARCH_21), ("en", "2025-03-21 00:00:00", MARCH_21),
        ("fr", "03/21/2025", MARCH_21), ("en-US", "03/21/2025", MARCH_21), ("ar", "٢١/٠٣/٢٠٢٥", MARCH_21),
        ("en-GB", "02/03/2025", (dt.date(2025, 3, 2), None)), ("en-US", "02/03/2025", (dt.date(2025, 2, 3), None)),
        ("fr", "02/03/2025", (dt.date(2025, 3, 2), None)), ("en", "03/03/2025", (dt.date(2025, 3, 3), None)),
        ("fr", "21-23/03/2025", MARCH_21_TO_23), ("de", "21.–23.03.2025", MARCH_21_TO_23),
        ("en", "2025-03-21 to 2025-03-23", MARCH_21_TO_23), ("en", "2025-03-21/2025-03-23", MARCH_21_TO_23),
        ("de", "21.03.2025 bis 23.03.2025", MARCH_21_TO_23), ("fr", "du 21/03/2025 au 23/03/2025", MARCH_21_TO_23),
        ("de", "30.03.–02.04.2025", (dt.date(2025, 3, 30), dt.date(2025, 4, 2))),
        # The first day alone could be in February.
        ("en", "02/03/2025 - 14/03/2025", (dt.date(2025, 3, 2), dt.date(2025, 3, 14))),
    ],
)  # fmt: skip
def test_read(tag, typed, days):
    """A date that can only mean one day or span is read, and a note says how."""
    when, remark = read_numbers(typed, tag)

    assert when is not None
    assert remark is not None
    assert (when.start, when.end, when.words) == (*days, "")
    assert remark.code == "date-read"
    assert str(days[0]) in remark.mend


@pytest.mark.parametrize("typed", ["2025-03", "03/2025", "2025.03", "03.2025"])
def test_month(typed):
    """A month without a day lasts from its first day to its last."""
    when, remark = read_numbers(typed, "en")

    assert when == When(dt.date(2025, 3, 1), dt.date(2025, 3, 31), is_month=True)
    assert remark is not None
    assert "March 2025" in remark.says


@pytest.mark.parametrize(
    ("tag", "typed", "mends"),
    [
        ("en", "02/03/2025", ("2025-03-02", "2025-02-03")), ("en", "02-03-2025", ("2025-03-02", "2025-02-03")),
        ("fr", "21-03-25", ("2025-03-21", "2021-03-25")), ("ja", "02/03/2025", ("2025-03-02", "2025-02-03")),
        ("en", "02/03/2025 - 04/03/2025", ("{from: 2025-03-02, to: 2025-03-04}", "{from: 2025-02-03, to: 2025-04-03}")),
    ],
)  # fmt: skip
def test_ambiguous(tag, typed, mends):
    """A date that can mean two days stays as typed; both ways are offered."""
    when, remark = read_numbers(typed, tag)

    assert when == When(words=typed)
    assert remark is not None
    assert remark.code == "ambiguous-date"
    assert all(mend in remark.mend for mend in mends)


@pytest.mark.parametrize(
    "typed",
    ["Spring 2025", "2025", "2024/25", "2024-25", "2024-2025", "12:30", "1.2.3", "No. 12", "99.99.99", "2025-W12",
              "12345", "from 2017-02-14 on", "555-0199", "1/2", "10.1000/182"],
)  # fmt: skip
def test_no_dates(typed):
    """Other texts with numbers stay texts, without a remark."""
    assert read_numbers(typed, "en") == (None, None)


def test_no_such_day():
    """A day that no calendar has is an error, as it is in ISO form."""
    with pytest.raises(BrochureError, match=r"bad-date.*31\.02\.2025"):
        built(as_yaml({"title": "T", "items": [item(date="31.02.2025")]}))


@pytest.mark.parametrize(
    ("tag", "words", "days"),
    [
        ("fr", "21 mars 2025", MARCH_21), ("en", "March 21, 2025", MARCH_21),
        ("de", "Freitag, 21. März 2025", MARCH_21),
        ("es", "21 de marzo de 2025", MARCH_21), ("hu", "2025. március 21.", MARCH_21),
        ("ja", "2025年3月21日", MARCH_21),
        ("en", "21st of March 2025, 10:30", MARCH_21), ("pl", "21 marca 2025", MARCH_21),
        ("he", "21 במרץ 2025", MARCH_21),
        ("fr", "Paris, le 21 mars 2025", MARCH_21), ("ru", "21 марта 2025 г.", MARCH_21),
        ("en", "21–23 March 2025", MARCH_21_TO_23), ("hu", "2025. március 21–23.", MARCH_21_TO_23),
        ("en", "30 March – 2 April 2025", (dt.date(2025, 3, 30), dt.date(2025, 4, 2))),
        ("fr", "mars 2025", (dt.date(2025, 3, 1), dt.date(2025, 3, 31))),
        ("en", "31 February 2025", None), ("en", "Spring 2025", None), ("en", "21 mars 2025", None),
        ("en", "May we", None),
    ],
)  # fmt: skip
def test_words(tag, words, days):
    """A date with its month in words of the language is known, too."""
    assert days_in_words(words, tag) == (days and (days[0], days[1] or days[0]))


@pytest.mark.parametrize("tag", worded_languages())
def test_every_language_reads_what_it_prints(tag):
    """A month and a day as the language prints them are read back."""
    language = load_language(tag)
    assert language is not None
    for month in range(1, 13):
        day = dt.date(2025, month, 21)
        whole = When(day.replace(day=1), day.replace(day=28), is_month=True)
        if tag not in ("lv", "ar", "eu", "hi", "th", "vi"):  # the month's name changes, or is not one word
            assert days_in_words(format_when(When(day), language), tag) == (day, day)
            read = days_in_words(format_when(whole, language), tag)
            assert read is not None
            assert read[0] == whole.start


def test_printed_and_counted():
    """What was read is printed in the language's form, words stay, and the masthead spans all of them."""
    galley = composed(as_yaml({"title": "T", "language": "fr", "items": [
        item(date="14/02/2025"), item(date="Vendredi 21 mars 2025"), item(date="2025-01"),
    ]}))  # fmt: skip

    kickers = [article.kicker.spans[0].text.replace("\xa0", " ") for article in galley.articles if article.kicker]
    assert kickers == ["14 février 2025", "Vendredi 21 mars 2025", "janvier 2025"]
    assert galley.masthead.issue_line is not None
    assert galley.masthead.issue_line.spans[0].text.replace("\xa0", " ") == "1er janvier – 21 mars 2025"


def test_one_month():
    """A brochure whose dates are all of one month bears that month."""
    galley = composed(as_yaml({"title": "T", "items": [item(date="March 2025"), item(date="2025-03")]}))

    assert galley.masthead.issue_line is not None
    assert galley.masthead.issue_line.spans[0].text.replace("\xa0", " ") == "March 2025"


def test_language_of_the_item():
    """An item in another language has its dates read in that one."""
    report = built(as_yaml({"title": "T", "items": [item(date="02/03/2025", lang="fr"), item()]})).report

    assert [(finding.severity, finding.code) for finding in report.findings()] == [("note", "date-read")]
    assert "2 March 2025" in report.findings()[0].what
