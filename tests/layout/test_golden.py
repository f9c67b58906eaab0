"""Pages as text, compared with the golden files; `pytest --update-golden` writes them anew.

A few small brochures are there thing by thing. Of all others there is an outline: a row where a column, a title or a
picture begins, and for each page a sum over its whole dump, so that whatever moves is noticed, and on which page.
"""

import difflib
import hashlib
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import EXAMPLES, REFERENCE, ROOT, brochure, item, jpeg, laid, name_of, photo, prose

from pdfbrochure.layout.dump import dump
from pdfbrochure.pipeline import build

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
# The files of tables: one across all columns, which goes on on the next page, and one in a column.
DATA = {
    "wide.csv": "Town,Rain and snow,Sun,Wind\n"
    + "\n".join(f"Town {n} on the river,{n * 7}.5,{n},-{n}" for n in range(1, 20)),
    "narrow.csv": "Town,Rain\n" + "\n".join(f"Town {n},{n * 7}.5" for n in range(1, 13)),
}
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
    "tables": brochure(
        item("A lead with a wide table", 30, table={"file": "wide.csv", "caption": prose(4), "total": True}),
        item("A table in a column", 20, table={"file": "narrow.csv", "caption": prose(3), "source": "The Office"}),
        item("Another item", 40),
        title="Tables",
        settings={"page": "A5"},
    ),
    "a5-justified": brochure(
        item("A lead without a photo", 160),
        item("An item", 70, links=[{"The site": "https://a.eu"}]),
        settings={"page": "A5", "justify": True, "masthead": "plain"},
    ),
}


# What the examples do not show: a name, and the brochure with the settings that it is laid out with.
FORMS: dict[str, tuple[str, dict[str, object]]] = {
    "a5": ("long", {"page": "A5"}),
    "letter": ("long", {"page": "Letter"}),
    "lying": ("long", {"page": "A4", "orientation": "landscape"}),
    "lying-bulletin": ("long", {"page": "A4", "orientation": "landscape", "theme": "bulletin"}),
    "one-column": ("long", {"columns": 1, "justify": True}),
    "four-columns": ("long", {"page": "A3", "columns": 4}),
    "fewer-pages": ("longer", {"pages": 3}),
    "more-pages": ("shorter", {"pages": 4}),
    "fewer-pages-bulletin": ("shorter", {"pages": 2, "theme": "bulletin"}),
    "more-pages-bulletin": ("longer", {"pages": 4, "theme": "bulletin"}),
    "backward": ("arabic", {}),
    "backward-bulletin": ("arabic", {"theme": "bulletin"}),
    "places-of-photos": ("widths", {}),
    "places-of-photos-bulletin": ("widths", {"theme": "bulletin"}),
    "forms-of-items": ("heads", {}),
    "forms-of-items-bulletin": ("heads", {"theme": "bulletin"}),
    "parts-of-items": ("parts", {}),
    "parts-of-items-bulletin": ("parts", {"theme": "bulletin"}),
    "parts-of-items-a5": ("parts", {"page": "A5", "columns": 1}),
}


def arabic() -> str:
    """An Arabic brochure of real sentences, with a list, links, and a phrase in Latin letters."""
    words = " ".join(json.loads((ROOT / "tests" / "data" / "udhr.json").read_text(encoding="utf-8"))["ar"]).split()
    links = [{" ".join(words[3:6]): "https://example.org/ar/report"}]
    return brochure(
        {"title": " ".join(words[:5]), "date": "2025-03-21", "body": " ".join(words * 3)},
        {"title": " ".join(words[5:9]), "body": f"- {' '.join(words[:9])}\n- {' '.join(words[9:20])}", "links": links},
        {"title": " ".join(words[9:14]), "body": " ".join([*words, "PDF/UA", *words]), "photo": photo()},
        title=" ".join(words[:3]),
        language="ar",
        past_stories={"url": "https://example.org/past"},
    )


def widths() -> str:
    """A brochure with a photo in each place that an author may ask for, and several in one item."""
    places = [
        item(f"A photo with {width}", 90 + 30 * index, photo=photo(width=width, caption=prose(6)))
        for index, width in enumerate(("column", "wide", "wrap"))
    ]
    gallery = item("Four photos", 80, photos=[photo(), photo(width="wrap"), photo(), photo()])
    return brochure(item("A lead", 140, photo=photo()), *places, gallery, title="Places", subtitle="Of photos")


def heads() -> str:
    """A brochure with features, items that open pages, bylines, long titles, and an end with everything."""
    return brochure(
        item(prose(14), 230, standfirst=prose(20), byline="Ann Example"),
        item("A feature", 260, layout="feature", photo=photo(), date="2025-03-21"),
        item("It opens a page", 120, new_page=True, links=[{"label": prose(5), "url": "https://example.org/a/b"}]),
        item(prose(22, start=5), 60, date="2025-03-20"),
        title=prose(9),
        intro=prose(40),
        publisher="The Office",
        contact=prose(50),
        past_stories={"url": "https://example.org/past", "form": "band"},
    )


def parts() -> str:
    """A brochure with everything that an item holds besides its text."""
    agenda = [
        {"date": "2026-06-03", "time": "10.00-13.00", "what": prose(5), "where": "On line"},
        {"date": {"from": "2026-09-08", "to": "2026-09-09"}, "what": prose(12), "url": "https://a.eu/b"},
        {"date": "2027-01-12", "what": prose(3), "where": prose(9)},
    ]
    people = [
        {
            "name": "Ann Example",
            "role": "Data Unit",
            "about": "English",
            "mail": "ann@a.eu",
            "photo": {"file": "a.jpg"},
        },
        {"name": "Bob Example", "role": prose(9), "phone": "+32 2 555 12 34"},
    ]
    facts = [{"13,411": prose(4)}, {"77 %": prose(6)}, {"value": "-0.34", "unit": "m", "label": prose(5)}]
    box = {"title": prose(3), "body": f"{prose(24)}\n\n- {prose(4)}", "links": [{"The site": "https://a.eu"}]}
    quoted = f"{prose(20)}\n\n> {prose(50)}\n> \u2014 Ann Example\n\n{prose(20)}"
    return brochure(
        item("A lead", 120, photo=photo(), facts=facts[:2]),
        item("Figures across the page", 150, facts=[*facts, facts[0]], byline="Ann Example"),
        item("A box beside the text", 60, box=box, source="Reuters", date="2026-05-02 07:20"),
        item("Figures in a column", 0, facts=facts[:2]),
        item("Dates", 0, agenda=agenda),
        item("People", 0, people=people, people_credit="Carl Example"),
        item(
            "Briefs", 0, briefs=[{"date": "2026-05-07", "text": prose(14)}, {"text": prose(9), "url": "https://a.eu/b"}]
        ),
        item("A quotation", body=quoted),
        title="Parts",
        date="2026-05-29",
        key_messages=[prose(9), prose(5)],
        past_stories={"url": "https://a.eu/old"},
    )


def news(words: int) -> str:
    """A brochure with photos whose lead has so many words; it nearly fits a page fewer, or a page more."""
    return brochure(
        item("Lead", words, photo=photo()),
        item("Two", 200, photo=photo()),
        item("Three", 300),
        item("Four", 180, photo=photo()),
        past_stories={"url": "https://a.eu"},
    )


def outlined(text: str) -> str:
    """The outline of a dump: a row for each head, picture and column with its first words, and a sum for each page."""
    head, *pages = text.split("\n\npage ")
    out = [head.splitlines()[0]]
    for page in pages:
        number, *rows = page.splitlines()
        out.append(f"page {number}  {len(rows)} things, sum {hashlib.sha256(page.encode()).hexdigest()[:12]}")
        last = math.inf
        for row in rows:
            y = float(row[15:22])
            if y < last or row.startswith(("H", "photo", "code")):
                out.append(f"  {row[:22]}  {' '.join(row[31:].split()[:5])}")
            last = y
    return "\n".join(line.rstrip() for line in out) + "\n"


def with_settings(text: str, **settings: object) -> str:
    """The text of a brochure with other settings, its lines elsewhere as they were."""
    kept = re.sub(rf"(?m)^  (?:{'|'.join(settings)}):.*\n", "", text) if settings else text
    added = "".join(f"  {key}: {json.dumps(value)}\n" for key, value in settings.items())
    if re.search(r"(?m)^settings:\n", kept):
        return re.sub(r"(?m)^settings:\n", f"settings:\n{added}", kept)
    return f"{kept}settings:\n{added}" if added else kept


def assets_of(path: Path) -> dict[str, bytes]:
    """The files beside an example."""
    return {str(file.relative_to(path.parent)): file.read_bytes() for file in path.parent.glob("*/*") if file.is_file()}


def outlines(theme: str) -> Iterator[str]:
    """The outlines of all examples in a theme."""
    for path in EXAMPLES:
        found = laid(with_settings(path.read_text(encoding="utf-8"), theme=theme), **assets_of(path))
        yield f"== {name_of(path)}\n{outlined(dump(found.pages, found.galley.nodes))}"


def forms() -> Iterator[str]:
    """The outlines of what the examples do not show."""
    long = ROOT / "examples" / "long-read" / "brochure.yaml"
    sources = {
        "long": (long.read_text(encoding="utf-8"), assets_of(long)),
        "shorter": (news(420), {"a": jpeg(1800, 1200)}),
        "longer": (news(960), {"a": jpeg(1800, 1200)}),
        "arabic": (arabic(), {"a": jpeg(600, 400)}),
        "widths": (widths(), {"a": jpeg(1800, 1200)}),
        "heads": (heads(), {"a": jpeg(1800, 1200)}),
        "parts": (parts(), {"a": jpeg(1800, 1200)}),
    }
    for name, (source, settings) in FORMS.items():
        text, files = sources[source]
        found = laid(with_settings(text, **settings), **files)
        yield f"== {name}\n{outlined(dump(found.pages, found.galley.nodes))}"


def compare(name: str, text: str, *, update: bool, longest: int = 200) -> None:
    """Compare a dump with its golden file, or write the file."""
    path: Path = GOLDEN / f"{name}.pages.txt"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), f"golden/{path.name}", "now", lineterm="", n=1)

    assert wanted == text, "\n".join(lines)
    assert len(text.splitlines()) < longest


@pytest.mark.parametrize("name", MADE_UP)
def test_made_up(name, update_golden):
    """Small brochures with one of every kind of thing."""
    found = laid(MADE_UP[name], a=jpeg(600, 400), **{file: text.encode() for file, text in DATA.items()})

    compare(name, dump(found.pages, found.galley.nodes), update=update_golden)


@pytest.mark.parametrize("path", [path for path in EXAMPLES if name_of(path) in ("one-item", "no-photos")], ids=name_of)
def test_examples(path, update_golden):
    """Two of the examples, of one page and of two."""
    found = laid(path.read_text(encoding="utf-8"))

    compare(name_of(path), dump(found.pages, found.galley.nodes), update=update_golden)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_every_example(theme, update_golden):
    """Every example in both themes: nothing moves that nobody meant to move."""
    compare(f"examples-{theme}", "\n".join(outlines(theme)), update=update_golden, longest=1500)


@pytest.mark.slow
def test_forms(update_golden):
    """Pages of other sizes, of another direction, of an ordered number, and photos and heads in all their places."""
    compare("forms", "\n".join(forms()), update=update_golden, longest=1500)


def test_an_outline_tells_of_every_move():
    """A thing that moves by a tenth of a point changes the sum of its page, and of no other."""
    row = "P          1.0    2.0    3.0  one two"
    before = outlined(f"pages: 2\n\npage 1\n{row}\n{row}\n\npage 2\n{row}\n").splitlines()
    after = outlined(f"pages: 2\n\npage 1\n{row}\n{row.replace('2.0', '2.1')}\n\npage 2\n{row}\n").splitlines()

    assert ["page 1"] == [old[:6] for old, new in zip(before, after, strict=True) if old != new]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference brochure is not part of the repository")
def test_bytes_of_the_reference(update_golden):
    """The reference brochure is the same file, byte for byte, as when somebody last looked at it.

    A change of any stage that is meant, or another version of Pillow or zlib, makes another file: look at its pages,
    then write the new sum with `pytest --update-golden`.
    """
    path = GOLDEN / "reference.sha256"
    now = hashlib.sha256(build(REFERENCE).pdf).hexdigest() + "\n"
    if update_golden:
        path.write_text(now, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == now, "if that is meant: look at the pages, then pytest --update-golden"


def test_a_row_of_each_kind():
    """The text names kind, place, width, and what is seen there."""
    found = laid(brochure(item("Hello", 3, photo=photo()), past_stories={"url": "https://a.eu/old"}))
    rows = dump(found.pages, found.galley.nodes).splitlines()

    assert "pages: 1 of 595.3 x 841.9" == rows[0]
    assert "flat       -3.0   -3.0  601.3  177.0 high, accent" in rows
    assert any(row.startswith("H1         49.0  149.0") and row.endswith("  News") for row in rows)
    assert any(row.startswith("photo       0.0  173.5  595.3") for row in rows)
    assert any(row.startswith("code ") and row.endswith("  https://a.eu/old") for row in rows)
