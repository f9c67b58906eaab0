"""Pages of a few brochures as text, compared with the golden files; `pytest --update-golden` writes them anew."""

import difflib
from pathlib import Path

import pytest
from support import EXAMPLES, ROOT, brochure, item, jpeg, laid, name_of, photo, prose

from pdfbrochure.layout.dump import dump

GOLDEN = ROOT / "tests" / "golden"
KINDS = "\n\n".join(
    [
        prose(25),
        f"## {prose(3)}",
        f"- {prose(9)}\n- {prose(12)}\n  1. {prose(5)}",
        f"> {prose(14)}",
        f"[{prose(4)}](https://a.eu) {prose(20)}",
    ]
)
MADE_UP = {
    "every-kind": brochure(
        item("A lead with everything", body=KINDS, date="2017-02-14", standfirst=prose(12), photo=photo()),
        item("An item in a column", 90, photo=photo(caption="A caption"), links=[{"The site": "https://a.eu/b/"}]),
        item("A feature across the page", 60, layout="feature", photo=photo(), date="some time"),
        title="One of every kind",
        subtitle="For the golden files",
        intro=prose(20),
        past_stories={"url": "https://a.eu/old"},
        contact=prose(12),
    ),
    "a5-justified": brochure(
        item("A lead without a photo", 160),
        item("An item", 70, links=[{"The site": "https://a.eu"}]),
        settings={"page": "A5", "justify": True, "masthead": "plain"},
    ),
}


def compare(name: str, text: str, *, update: bool) -> None:
    """Compare a dump with its golden file, or write the file."""
    path: Path = GOLDEN / f"{name}.pages.txt"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), f"golden/{path.name}", "now", lineterm="", n=1)

    assert wanted == text, "\n".join(lines)
    assert len(text.splitlines()) < 200


@pytest.mark.parametrize("name", MADE_UP)
def test_made_up(name, update_golden):
    """Small brochures with one of every kind of thing."""
    found = laid(MADE_UP[name], a=jpeg(600, 400))

    compare(name, dump(found.pages, found.galley.nodes), update=update_golden)


@pytest.mark.parametrize("path", [path for path in EXAMPLES if name_of(path) in ("one-item", "no-photos")], ids=name_of)
def test_examples(path, update_golden):
    """Two of the examples, of one page and of two."""
    found = laid(path.read_text(encoding="utf-8"))

    compare(name_of(path), dump(found.pages, found.galley.nodes), update=update_golden)


def test_a_row_of_each_kind():
    """The text names kind, place, width, and what is seen there."""
    found = laid(brochure(item("Hello", 3, photo=photo()), past_stories={"url": "https://a.eu/old"}))
    rows = dump(found.pages, found.galley.nodes).splitlines()

    assert "pages: 1 of 595.3 x 841.9" == rows[0]
    assert "flat       -3.0   -3.0  601.3  177.0 high, accent" in rows
    assert any(row.startswith("H1         49.0  149.0") and row.endswith("  News") for row in rows)
    assert any(row.startswith("photo       0.0  173.5  595.3") for row in rows)
    assert any(row.startswith("code ") and row.endswith("  https://a.eu/old") for row in rows)
