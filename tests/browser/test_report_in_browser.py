"""The officer's report in a real browser: axe-core finds nothing, nothing scrolls sideways, few pages are printed."""

import json
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from support import ROOT

from pdfbrochure.finished.verapdf import Opinion
from pdfbrochure.pipeline import build

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and NODE and (HERE / "node_modules").is_dir()),
        reason="needs Chromium, Node.js, and `npm ci` in tests/browser",
    ),
]


def audited(page: str, folder: Path) -> tuple[dict, Path]:
    """What the browser finds on a page, and the PDF that it prints."""
    (folder / "report.html").write_text(page, encoding="utf-8")
    pdf = folder / "printed.pdf"
    command = [NODE, str(HERE / "audit.mjs"), CHROMIUM, str(folder / "report.html"), str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), pdf


@pytest.mark.parametrize("standard", ["sound", "failing"])
def test_report_can_be_read_by_everybody(tmp_path, standard):
    """At 320 px and wide, light and dark, sound and failing: no rule of WCAG that a program can judge is broken."""
    done = build(ROOT / "brochure.yaml")
    if standard == "failing":
        done.report.warning("missing-alt", "a.jpg has no text")
    opinions = (Opinion("ua1", "PDF/UA-1", keeps=standard == "sound", broken=("7.3-1 x1 Figure",)),)
    found, pdf = audited(done.officer(opinions), tmp_path)

    assert [one["violations"] for one in found["found"]] == [[]] * len(found["found"])
    assert all(one["rules"] > 15 for one in found["found"])
    assert all(one["scrollWidth"] <= one["width"] for one in found["found"])
    assert found["asked"] == []
    printed = pypdfium2.PdfDocument(pdf)
    assert len(printed) <= 12
    first = printed[0].get_textpage().get_text_bounded()
    assert "Signature" in first
    assert "Pictures and their descriptions" not in first
    printed.close()
