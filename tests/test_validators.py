"""An independent judge: veraPDF checks every example against PDF/UA-1 and PDF/A-2a."""

import shutil
import subprocess
from pathlib import Path

import pytest
from support import EXAMPLES, REFERENCE, ROOT, brochure, built, item, jpeg, name_of, photo

from pdfbrochure.pipeline import build

VERAPDF = shutil.which("verapdf") or shutil.which("verapdf", path=ROOT.parent / "shared" / "tools")


def judged(files: list[Path], standards: str = "ua1,2a") -> subprocess.CompletedProcess[str]:
    """What veraPDF says of some files, all in one run a standard: its start takes most of the time."""
    if VERAPDF is None:
        pytest.skip("veraPDF (verapdf.org) is not on the PATH")
    said, code = "", 0
    for standard in standards.split(","):
        command = [VERAPDF, "-f", standard, "--format", "text", *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said, code = said + done.stdout + done.stderr, code or done.returncode
    return subprocess.CompletedProcess([VERAPDF, *files], code, said, "")


@pytest.mark.slow
def test_every_example_conforms(tmp_path):
    """Examples, the top-level brochure, the reference and a made-up one with everything pass both standards."""
    files = []
    for path in [*EXAMPLES, *([REFERENCE] if REFERENCE.exists() else [])]:
        files.append(tmp_path / f"{name_of(path)}.pdf")
        files[-1].write_bytes(build(path).pdf)
    body = "One **two** *three* [four](https://a.eu).\n\n## Sub\n\n- a\n  1. b\n\n> quote\n\nA\\\nB"
    everything = brochure(
        item("Décor", body=body, photos=[photo(caption="C"), {"file": "b.jpg", "credit": "B", "decorative": True}]),
        item(
            "Second – Ω", 900, date="2017-02-14", standfirst="In short", links=[{"A" * 90: f"https://ü.eu/{'x' * 90}"}]
        ),
        past_stories={"url": "https://a.eu"},
        contact="Us & them",
        settings={"accent": "#ff8800", "justify": True},
    )
    files.append(tmp_path / "everything.pdf")
    files[-1].write_bytes(built(everything, b=jpeg(90, 120)).pdf)

    said = judged(files)

    assert 0 == said.returncode, said.stdout + said.stderr
    assert len(files) * 2 == said.stdout.upper().count("PASS")
