"""Text that would run off the paper is an error, text that only leaves its column a warning."""

import pytest
from support import brochure, built, item

from pdfbrochure import BrochureError

# Letters of Korean that belong together, however many there are.
UNBROKEN = "\u1100"


def severities(text: str) -> list[str]:
    """How grave the lines are that are too wide."""
    try:
        report = built(text).report
    except BrochureError as error:
        report = error.report
    return sorted(finding.severity for finding in report.findings() if finding.code == "overfull-line")


@pytest.mark.parametrize("field", ["title", "intro", "contact"])
def test_a_line_that_runs_off_the_page_is_an_error(field):
    """Nothing is written that the paper would cut."""
    assert severities(brochure(item(), **{field: UNBROKEN * 300})) == ["error", "warning"]


def test_a_line_that_only_leaves_its_column_is_a_warning():
    """It can still be read."""
    assert severities(brochure(item("One", 0, body=UNBROKEN * 30), settings={"columns": 2})) == ["warning"]
