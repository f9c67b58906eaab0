"""Asks veraPDF, the judge that archives and accessibility officers use, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from pdfbrochure.diagnostics import Report

# It takes about a second for a brochure, and some 30 when it sets itself up at its first run.
MOST_SECONDS: Final = 300
# Broken rules that a finding names.
SHOWN: Final = 3
# By the part of PDF/UA that the file claims: veraPDF's name of a standard, and people's.
_STANDARDS: Final = {
    b"1": (("ua1", "PDF/UA-1"), ("2a", "PDF/A-2a")),
    b"2": (("ua2", "PDF/UA-2"), ("4", "PDF/A-4")),
}
_PART: Final = re.compile(rb"pdfuaid:part(?:>|=[\"'])([12])")


def judge(pdf: bytes, name: str, report: Report) -> tuple[str, ...]:
    """Return the standards that veraPDF finds a PDF to keep, for people; report those that it does not.

    The file is judged by the standards of the PDF/UA part that it claims, or by PDF/UA-1 and PDF/A-2a.

    Args:
        pdf: The file's bytes.
        name: What to call it.
        report: Takes the findings.
    """
    program = shutil.which("verapdf")
    if program is None:
        report.error(
            "no-verapdf",
            "veraPDF is not installed, or not on the PATH",
            mend="install it from verapdf.org, or leave --verapdf out",
        )
        return ()
    match = _PART.search(pdf)
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brochure.pdf"
        path.write_bytes(pdf)
        for flavour, standard in _STANDARDS[match[1] if match else b"1"]:
            if _keeps(program, path, flavour, standard, name, report):
                kept.append(standard)
    return tuple(kept)


def _keeps(program: str, path: Path, flavour: str, standard: str, name: str, report: Report) -> bool:
    """Whether veraPDF passes a file; a finding says why not."""
    command = [program, "-f", flavour, "--format", "text", "-v", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)  # noqa: S603  # on the PATH
    except (OSError, subprocess.TimeoutExpired) as error:
        report.error("no-verapdf", f"veraPDF did not answer: {error}", mend="leave --verapdf out")
        return False
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    if any(line.startswith("PASS") for line in lines) and not any(line.startswith("FAIL") for line in lines):
        return True
    broken = [line.removeprefix("FAIL ") for line in lines if line.startswith("FAIL") and str(path) not in line]
    why = "; ".join(broken[:SHOWN]) or (done.stderr or done.stdout).strip()[:300]
    mend = "its code says which rule is broken: see the PDF/UA and PDF/A rules on docs.verapdf.org"
    report.error("not-conforming", f"veraPDF finds that {name} is not {standard}", why=why, mend=mend)
    return False
