"""The report for the printer says what is in the file, with its limits; every word of a brochure is escaped."""

import re

import pytest
from printed import of, printed
from support import brochure, item


def text_of(page: str) -> str:
    """The words of a page, without its tags and styles."""
    page = re.sub(r"(?s)<style>.*?</style>", "", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_report_has_boxes_inks_photos_and_profile():
    """In numbers and words."""
    said = text_of(printed().report)

    for part in (
        "Report for the printer", "brochure.print.pdf", "PDF/X-4, fingerprint", "3 mm on all sides",
        "None, as the shop asks", "FOGRA39: pdfbrochure coated (FOGRA39L data)", "Source Sans 3",
        "Most ink in one place, limit 300 %", "within 300 %", "lead.jpg", "sharp", "Single pages, not folded.",
    ):  # fmt: skip
        assert part in said, part


def test_report_of_sheets_shows_how_they_are_folded():
    """With the pages of each side."""
    report = printed("office-booklet").report

    assert "Print on both sides and turn on the short edge." in text_of(report)
    assert 'aria-label="front of sheet 1:' in report


def test_report_counts_what_is_to_be_known():
    """A warning is in the verdict, in its own words."""
    made = of(brochure(item("One", 80), settings={"accent": "#00a0ff"}))

    assert "Ready for the press, with one thing to know" in text_of(made.report)
    assert "#00a0ff cannot be printed" in text_of(made.report)


def test_words_of_strangers_are_escaped():
    """A title is text, whatever it holds."""
    made = of(brochure(item("One", 80), title="<script>alert(1)</script>", publisher="<b>Us</b>"))

    assert "<script" not in made.report
    assert "<b>" not in made.report


@pytest.mark.parametrize(
    ("fold", "widths"),
    [("tri-fold", "97 mm, 100 mm, 100 mm"), ("accordion", "99 mm, 99 mm, 99 mm")],
)
def test_report_of_a_folded_sheet_has_the_widths_of_its_panels(fold, widths):
    """Each page is a side of the sheet; the printer reads where to fold it, and how to turn it."""
    text = brochure(item("One", 90), settings={"theme": "leaflet", "print": {"fold": fold}})
    told = text_of(of(text).report).replace(" mm", "")

    assert widths.replace(" mm", "") in told
    assert "turn on the short edge" in told
    assert "single pages" not in told.casefold()
