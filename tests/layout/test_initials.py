"""Initials: the large letter that opens a text, as high as some of its lines, and read with its word."""

import pytest
from readback import Document
from support import brochure, built, item, laid, of_origin, text_of

THREE = "based_on: institutional\nname: mine\ninitial: {lines: 3, items: all}\n"
TEXT = "The path above the village has been mended by eleven people who carried all of its stone. " * 6


def own(body, **settings):
    """Return a brochure in a theme with initials, with the file of that theme."""
    text = brochure(item(body=body), item("Two", body=body), settings={"theme": "mine.yaml", **settings})
    return text, {"mine.yaml": THREE.encode()}


def first_runs(found):
    """Return the lines of the second item's text, and the initial of the first of them, if it has one."""
    lines = [placed for _page, placed in of_origin(found, "items", 1, "body")]
    first = lines[0].line.runs[0]
    return lines, (first if first.drop else None)


def test_it_is_as_high_as_its_lines():
    """Its capitals are level with those of the first line, its foot stands on the third, and only these make room."""
    text, files = own(TEXT)
    lines, initial = first_runs(laid(text, **files))
    small = lines[0].line.runs[1]

    high = initial.shaper.face.cap_height * initial.size / 1000
    capital = small.shaper.face.cap_height * small.size / 1000
    assert initial.drop == pytest.approx(lines[2].y - lines[0].y)
    assert high == pytest.approx(initial.drop + capital)
    starts = [round(placed.line.runs[-1].x if number else small.x) for number, placed in enumerate(lines[:5])]
    assert starts[0] == starts[1] == starts[2] > initial.width * 0.8
    assert starts[3] == starts[4] == 0
    assert text_of(lines[0].line).startswith("The path")


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("\u201cWe carried it,\u201d says the vet, who crossed first. " * 8, "en"),
        ("12 people carried the stone, four tonnes a day. " * 8, "en"),
        ("**The path** above the village has been mended. " * 8, "en"),
        ("A short text.", "en"),
        ("\u0627\u0644\u0645\u0627\u0621 \u0646\u0638\u064a\u0641 \u062c\u062f\u0627 " * 40, "ar"),
        ("\u9053\u8def\u5df2\u7d93\u4fee\u597d\u4e86\u3002" * 40, "zh-Hant"),
    ],
    ids=["quote", "digit", "emphasis", "short", "arabic", "chinese"],
)
def test_what_has_none(body, language):
    """Quotes, digits, emphasis, short texts and scripts without capitals begin as they always did."""
    text, files = own(body)
    lines, initial = first_runs(laid(text.replace("language: en", f"language: {language}"), **files))

    assert initial is None
    assert lines


@pytest.mark.parametrize(
    "opening", ["The path", "A path", "\u00c9coles et chemins", "\u0429\u043e \u043d\u043e\u0432\u043e\u0433\u043e"]
)
def test_it_is_read_with_its_word(opening):
    """The file says the whole word once, in the paragraph, before the rest of its text."""
    text, files = own(f"{opening} above the village has been mended by eleven people. " + TEXT)
    said = [element.text for element in Document(built(text, **files).pdf).tree.all("P")]

    assert [each for each in said if each.startswith(f"{opening} above the village has been mended")]


def test_only_leads_have_one_by_itself():
    """`items: leads` is what a theme means that says nothing of items."""
    text, files = own(TEXT)
    files["mine.yaml"] = files["mine.yaml"].replace(b", items: all", b"")
    found = laid(text, **files)

    assert first_runs(found)[1] is None
    assert of_origin(found, "items", 0, "body")[0][1].line.runs[0].drop
