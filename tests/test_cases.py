"""Every file in `cases/` is a brochure, a line `# ---`, and the findings that reading and validating it must give."""

import contextlib
import re
from pathlib import Path

import pytest

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Folder
from pdfbrochure.model.validate import validate
from pdfbrochure.read import read

CASES = Path(__file__).parent / "cases"
WANTED = re.compile(r"# (\d+):(\d+) (error|warning|note)\[([a-z-]+)\] (.+)")


def find(name: str) -> Report:
    """Return the report of reading and validating one case."""
    report = Report(name)
    with contextlib.suppress(BrochureError):
        validate(read(name, Folder(CASES), report), report)
    return report


def wanted_findings(name: str) -> list[tuple[int, int, str, str, str]]:
    """Return line, column, severity, code and words of every wanted finding."""
    _, _, wanted = (CASES / name).read_text(encoding="utf-8").partition("\n# ---\n")
    found = []
    for line in wanted.splitlines():
        match = WANTED.fullmatch(line)
        assert match is not None, f"{name}: cannot read the wanted finding {line!r}"
        found.append((int(match[1]), int(match[2]), match[3], match[4], match[5]))
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.yaml")))
def test_case(name):
    """A case gives exactly the findings written below its `# ---` line."""
    found = find(name).findings()
    wanted = wanted_findings(name)

    places = [(finding.span.line, finding.span.column, finding.severity, finding.code) for finding in found]
    assert places == [finding[:4] for finding in wanted]
    for finding, (*_, words) in zip(found, wanted, strict=True):
        assert words in finding.what


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.yaml")))
def test_errors_say_what_to_type(name):
    """A sentence has no full stop, and an error says how to mend it, unless the sentence itself names the choices."""
    for finding in find(name).findings():
        assert not finding.what.endswith(".") or finding.what.endswith("...")
        assert finding.mend or "must be" in finding.what or finding.code in ("too-many", "too-deep")
