"""Every example that is shipped builds without a finding of its own, and shows what it promises."""

import msgspec
import pytest
import yaml
from readback import built_file
from support import EXAMPLES, PARTED, ROOT, name_of

from pdfbrochure.model.brochure import Brochure
from pdfbrochure.pipeline import build


@pytest.mark.parametrize("path", EXAMPLES + PARTED, ids=name_of)
def test_example_has_no_errors_and_no_warnings(path):
    """Examples are to be copied, so nothing in them is wrong or even doubtful."""
    assert [] == [finding.what for finding in build(path).report.findings()]


@pytest.mark.parametrize("path", EXAMPLES + PARTED, ids=name_of)
def test_example_has_its_credits_beside_the_photos(path):
    """Each folder of photos names their authors and licenses."""
    photos = [file for file in path.parent.glob("assets/*") if file.suffix.lower() in (".jpg", ".png", ".webp", ".tif")]

    assert not photos or (path.parent / "assets" / "CREDITS.md").exists()
    credits_text = (path.parent / "assets" / "CREDITS.md").read_text(encoding="utf-8") if photos else ""
    assert [] == [file.name for file in photos if file.name not in credits_text]


def test_examples_show_every_kind():
    """There is one of a single page, one of several, one without photos and one with many."""
    pages = {name_of(path): len(built_file(path).pdf.pages) for path in EXAMPLES}

    assert 1 in pages.values()
    assert max(pages.values()) >= 4
    assert (ROOT / "brochure.yaml") in EXAMPLES


def test_examples_show_every_part():
    """What a brochure and an item may hold is to be seen in some example, so that it can be copied."""
    keys: set[str] = set()
    waiting = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in EXAMPLES + PARTED]
    while waiting:
        value = waiting.pop()
        keys |= set(value) if isinstance(value, dict) else set()
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    of_brochure = {field.encode_name for field in msgspec.structs.fields(Brochure)}
    parts = {"section", "facts", "table", "chart", "box", "gallery", "agenda", "people", "briefs"}
    parts |= {"links", "qr", "byline", "source", "standfirst", "lang"}
    bodies = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES + PARTED)

    assert of_brochure - keys == set()
    assert parts - keys == set()
    assert all(sign in bodies for sign in ("[^", "]{lang=", "\n      > ", "| --- |", "\n      - "))
