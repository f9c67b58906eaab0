"""The report for the printer in a real browser: axe-core finds nothing, nothing scrolls sideways, it is one page."""

import pypdfium2
import pytest
from support import EXAMPLES, ROOT, brochure, item, with_photos
from test_report_in_browser import audited
from test_report_in_browser import pytestmark as pytestmark  # noqa: PLC0414  # what it needs

from pdfbrochure.editions import PrintRun
from pdfbrochure.pipeline import Run


def _examples():
    photos = next(path for path in EXAMPLES if "photos-of-every-kind" in str(path))
    return {"sound": Run(ROOT / "brochure.yaml"), "with-warnings": Run(photos), "folded": _folded()}


def _folded():
    settings = {"page": ["99mm", "210mm"], "print": {"shop": "offset-marks", "fold": "tri-fold"}}
    text = brochure(*(item(f"Item <{number}>", 60, new_page=True) for number in range(6)), settings=settings)
    return Run("brochure.yaml", files=with_photos(text))


@pytest.mark.parametrize("kind", ["sound", "with-warnings", "folded"])
def test_report_for_the_printer_can_be_read_by_everybody(tmp_path, kind):
    """At 320 px and wide, light and dark: no rule of WCAG that a program can judge is broken, and it is one page."""
    run = _examples()[kind]
    assert run.ready == set()
    found, pdf = audited(PrintRun(run).report, tmp_path)

    assert [one["violations"] for one in found["found"]] == [[]] * len(found["found"])
    assert all(one["rules"] > 12 for one in found["found"])
    assert all(one["scrollWidth"] <= one["width"] for one in found["found"])
    assert found["asked"] == []
    printed = pypdfium2.PdfDocument(pdf)
    text = printed[0].get_textpage().get_text_bounded()
    assert len(printed) == 1
    assert "Report for the printer" in text
    assert "Most ink in one place" in text
    printed.close()
