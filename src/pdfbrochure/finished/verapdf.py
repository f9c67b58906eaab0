"""Asks veraPDF, the judge that archives and accessibility officers use, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from msgspec import Struct

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


class Opinion(Struct, frozen=True):
    """What veraPDF says of a file and a standard; `broken` are the rules, such as `7.1-3 x2 …`."""

    flavour: str
    standard: str
    keeps: bool
    broken: tuple[str, ...] = ()
    said: str = ""


def is_there() -> bool:
    """Whether veraPDF can be asked."""
    return shutil.which("verapdf") is not None


def ask(pdf: bytes) -> tuple[Opinion, ...]:
    """Return what veraPDF says of the standards of the PDF/UA part that a file claims, or of PDF/UA-1 and PDF/A-2a.

    Raises:
        OSError: It is not on the PATH, or does not answer.
    """
    program = shutil.which("verapdf")
    if program is None:
        raise FileNotFoundError(0, "it is not on the PATH")
    match = _PART.search(pdf)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brochure.pdf"
        path.write_bytes(pdf)
        standards = _STANDARDS[match[1] if match else b"1"]
        return tuple(_opinion(program, path, flavour, standard) for flavour, standard in standards)


def judge(opinions: tuple[Opinion, ...], name: str, report: Report) -> tuple[str, ...]:
    """Return the standards that veraPDF finds a PDF to keep, for people; report those that it does not.

    Args:
        opinions: What it says.
        name: What to call the file.
        report: Takes the findings.
    """
    for opinion in opinions:
        if not opinion.keeps:
            why = "; ".join(opinion.broken[:SHOWN]) or opinion.said
            mend = "its code says which rule is broken: see the PDF/UA and PDF/A rules on docs.verapdf.org"
            what = f"veraPDF finds that {name} is not {opinion.standard}"
            report.error("not-conforming", what, why=why, mend=mend)
    return tuple(opinion.standard for opinion in opinions if opinion.keeps)


def _opinion(program: str, path: Path, flavour: str, standard: str) -> Opinion:
    command = [program, "-f", flavour, "--format", "text", "-v", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)  # noqa: S603  # on the PATH
    except subprocess.TimeoutExpired as error:
        raise OSError(0, "it takes too long") from error
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    if any(line.startswith("PASS") for line in lines) and not any(line.startswith("FAIL") for line in lines):
        return Opinion(flavour, standard, keeps=True)
    broken = tuple(line.removeprefix("FAIL ") for line in lines if line.startswith("FAIL") and str(path) not in line)
    return Opinion(flavour, standard, keeps=False, broken=broken, said=(done.stderr or done.stdout).strip()[:300])
