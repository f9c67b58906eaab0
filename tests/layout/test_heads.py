"""Heads of items: the line that names the author, and short titles where a whole one is too long."""

import pytest
from support import (
    as_yaml,
    brochure,
    built,
    codes,
    flats_on,
    has_role,
    item,
    laid,
    lines_on,
    of_origin,
    photo,
    text_of,
)

from pdfbrochure.compose.blocks import Role
from pdfbrochure.layout.pages import PlacedPhoto

AUTHOR = "Inês Carvalho"


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("index", [0, 1], ids=["lead", "item"])
def test_byline_stands_below_the_title(theme, index):
    """It is close below the last line of the title, above the text, and a paragraph read after the title."""
    items = [item(byline=AUTHOR, standfirst="In short."), item("A second item", byline=AUTHOR, date="2026-11-02")]
    found = laid(brochure(*items, settings={"theme": theme}))
    title, byline, body = (of_origin(found, "items", index, key) for key in ("title", "byline", "body"))
    read = [node.origin[2:] for node in found.galley.nodes if node.origin[:2] == ("items", index)]

    assert [AUTHOR] == [text_of(placed.line) for _, placed in byline]
    assert 10 < byline[0][1].y - title[-1][1].y < 20
    assert byline[0][1].y < body[0][1].y
    assert has_role(found, byline[0][1], Role.PARAGRAPH)
    assert read.index(("title",)) < read.index(("byline",)) < read.index(("body",))


def test_no_byline_takes_no_room():
    """The text of items without one stands where it stood."""
    plain, named = (laid(brochure(item(), item("Two", **keys))) for keys in ({}, {"byline": AUTHOR}))

    places = [[(line.x, line.y) for _, line in of_origin(found, "items", 0)] for found in (plain, named)]

    assert places[0] == places[1]
    assert len(list(plain.galley.paragraphs())) + 1 == len(list(named.galley.paragraphs()))


def test_long_byline_loses_no_word():
    """A line of many authors goes on in the next, and the text moves down."""
    authors = ", ".join(["Inês Carvalho and Marek Novák"] * 4)
    found = laid(brochure(item(byline=authors), item("Two", byline=authors)))
    for index in (0, 1):
        lines = [text_of(placed.line) for _, placed in of_origin(found, "items", index, "byline")]
        assert " ".join(lines) == authors
    assert not found.found


def test_short_title_at_the_foot_and_in_the_outline():
    """Pages have the brochure's short title at their foot, bookmarks the items'; the titles themselves stay whole."""
    found = laid(brochure(item("A year of groundwater", short_title="Water"), item("Two"), short_title="In brief"))
    lines = [text_of(placed.line) for placed in lines_on(found.pages.pages[0])]

    assert lines.count("In brief") == 1
    assert lines.count("News") == 1
    assert "A year of groundwater" in lines
    assert ["Water", "Two"] == [mark.title for mark in found.pages.bookmarks]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_head_is_one_object(columns):
    """Rule, date and title stand at the same distances everywhere: at a column's top, in the text, above photos."""
    items = [
        item(f"Item {number}", 30 + 17 * number, date="2026-11-02", **({"photo": photo()} if number % 3 == 2 else {}))
        for number in range(12)
    ]
    found = laid(brochure(*items, settings={"columns": columns, "require_credit": False}))
    distances = []
    for number in range(1, 12):
        (page, kicker), title = (
            of_origin(found, "items", number, "date")[0],
            of_origin(found, "items", number, "title")[0][1],
        )
        if title.line.runs[0].size > 16:
            continue
        above = [flat.y for flat in flats_on(found.pages.pages[page - 1], "hairline") if flat.y < kicker.y]
        distances.append((kicker.y - max(above), title.y - kicker.y))

    assert len(distances) > 5
    assert [pytest.approx((14.5, 18.5), abs=0.3)] * len(distances) == distances


HEADLESS = {"based_on": "institutional", "head": {"box": {"stack": [{"text": "title", "style": "item_title"}]}}}


def test_theme_without_a_place_for_the_byline():
    """A head of one's own that has no place for it loses no name in silence, and says what to add to the theme."""
    text = brochure(item(), item("Two", byline=AUTHOR), settings={"theme": "look/mine.yaml"})
    files = {"look/mine.yaml": as_yaml(HEADLESS).encode()}

    assert ["lost-block"] == codes(text, **files)
    boxes = {"stack": [*HEADLESS["head"]["box"]["stack"], {"text": "byline"}]}
    mended = {"look/mine.yaml": as_yaml({**HEADLESS, "head": {"box": boxes}}).encode()}
    assert 1 == built(text, **mended).pages


@pytest.mark.parametrize("words", [1, 8], ids=["one line", "more lines"])
def test_text_is_close_below_a_title_at_the_top_of_a_column(words):
    """At a column's top the text stands on the nearest row below the title, not on the next but one."""
    title = " ".join(["Heading"] * words)
    found = laid(
        brochure(item("Lead", 60), *(item(title, 150, date="2026-11-02") for _ in range(9)), settings={"columns": 2})
    )
    tops = [
        (of_origin(found, "items", number, "title")[-1][1].y, of_origin(found, "items", number, "body")[0][1].y, page)
        for number in range(1, 10)
        for page, first in of_origin(found, "items", number, "title")[:1]
        if first.y < found.grid.row_y(3)
    ]

    assert tops
    assert all(15 <= body - last <= 32 for last, body, _page in tops)
    assert words > 1 or all(body - last < 20 for last, body, _page in tops)


def test_heads_of_wire_keep_off_their_texts_and_photos():
    """A head at a column's top stands on the grid as its text does, and a photo below one leaves white."""
    texts = [item(f"Item {number}", 60, photo=photo() if number == 3 else None) for number in range(14)]
    found = laid(brochure(*texts, settings={"theme": "wire"}))
    unit = found.grid.unit
    for index in range(1, 14):
        page, title = of_origin(found, "items", index, "title")[-1]
        _page, text = of_origin(found, "items", index, "body")[0]
        if index != 3:
            assert text.y - title.y > 0.95 * unit
        else:
            things = found.pages.pages[page - 1].things
            (picture,) = [each for each in things if getattr(each, "origin", ())[:2] == ("items", 3)]
            assert picture.y - title.y > 5


@pytest.mark.parametrize(("theme", "page", "key"), [("wire", "A4", "standfirst"), ("brief", "A5", "title")])
def test_photo_of_a_lead_in_a_column_keeps_off_the_words_above_it(theme, page, key):
    """Below the last words of its head a photo leaves as much white as below those of other items."""
    words = {"standfirst": "In short."} if key == "standfirst" else {}
    found = laid(brochure(item(photo=photo(), **words), item("Two"), settings={"theme": theme, "page": page}))
    last = max(line.y for _page, line in of_origin(found, "items", 0, key))
    (picture,) = [each for each in found.pages.pages[0].things if isinstance(each, PlacedPhoto)]

    assert picture.y - last > (6 if theme == "wire" else 14)
