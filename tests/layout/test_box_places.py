"""Boxes as fillers: one that finds no room below its item stands in its text, or below the next item."""

from collections import Counter

import pytest
from support import ancestors, brochure, flats_on, item, laid, of_origin, prose, text_of

from pdfbrochure.layout.pages import PlacedFlat

BOX = {"title": "A box", "body": prose(90, start=3)}


def paragraphs(words, count):
    """Markdown of so many paragraphs of so many words."""
    return "\n\n".join([prose(words)] * count)


def of_short_items(**settings):
    """A box after a short item that ends near the foot of a column; the page is full but for what is before the box."""
    short = item("Second", 40, box=BOX)
    items = (item("First", 0, body=paragraphs(25, 6)), short, item("Third", 0, body=paragraphs(40, 3)))
    return laid(brochure(*items, item("Fourth", 500), settings=settings))


@pytest.mark.parametrize(
    ("words", "settings"), [(125, {"columns": 1}), (150, {"theme": "brief"}), (350, {"page": "A5"})]
)
def test_text_goes_on_below_a_box(words, settings):
    """Below all text the box would leave white at the foot of the page; text stands above it and below it."""
    items = (item("First", 0, body=paragraphs(25, words // 25)), item("Second", 0, body=paragraphs(30, 4), box=BOX))
    found = laid(brochure(*items, item("Third", 300), settings=settings))
    ((page, title),) = of_origin(found, "items", 1, "boxes", 0, "title")
    places = [(number, line.x, line.y) for number, line in of_origin(found, "items", 1, "body")]

    assert min(places) < (page, title.x, title.y) < max(places)


def test_a_box_stands_below_the_next_item():
    """It stays on the page of its item, is set whole, and is read where the file has it."""
    found = of_short_items()
    ((page, title),) = of_origin(found, "items", 1, "boxes", 0, "title")
    ((own_page, own),) = of_origin(found, "items", 1, "title")
    ((third_page, third),) = of_origin(found, "items", 2, "title")
    nodes = found.galley.nodes

    assert page == third_page == own_page
    assert own.x == third.x < title.x
    # In the tree the box lies in its own item.
    around = [{element.number for element in ancestors(nodes, each.owner)} for each in (title, own, third)]
    articles = [element.number for element in nodes if element.role.name == "ARTICLE"]
    assert articles[1] in around[0] & around[1]
    assert articles[1] not in around[2]


@pytest.mark.parametrize("settings", [{}, {"theme": "bulletin"}, {"page": "A5"}, {"theme": "brief"}, {"columns": 1}])
def test_nothing_is_lost_and_boxes_stay_near(settings):
    """Wherever boxes stand, each is printed once, on a page of its item."""
    for seed in range(2):
        items = [
            item(
                f"Item {number}",
                0,
                body=paragraphs(20 + 7 * number + seed, 1 + number % 4),
                **(
                    {"boxes": [{"title": f"Box {number}", "body": prose(50 + 40 * (number % 3))}]} if number % 3 else {}
                ),
            )
            for number in range(8)
        ]
        found = laid(brochure(*items, settings=settings))
        boxes = Counter()
        for number in range(8):
            titles = of_origin(found, "items", number, "boxes", 0, "title")
            pages = {page for page, _line in of_origin(found, "items", number, "body")}
            pages |= {page for page, _line in of_origin(found, "items", number, "title")}
            boxes[number] = len(titles)
            assert all(min(pages) <= page <= max(pages) + 1 for page, _line in titles)
        assert [bool(number % 3) for number in range(8)] == [boxes[number] == 1 for number in range(8)]
        _lies_on_its_ground(found)


def _lies_on_its_ground(found):
    """The heading of each box stands on a tinted flat that holds it."""
    for page in found.pages.pages:
        grounds: list[PlacedFlat] = flats_on(page, "tint")
        for thing in page.things:
            if hasattr(thing, "line") and text_of(thing.line).startswith("Box "):
                assert any(flat.y < thing.y < flat.y + flat.height for flat in grounds)


def test_a_box_that_fits_stays_below_its_text():
    """Nothing is moved where nothing is gained."""
    found = laid(brochure(item("First", 100), item("Second", 0, body=paragraphs(20, 3), box=BOX)))
    ((page, title),) = of_origin(found, "items", 1, "boxes", 0, "title")

    assert all(
        (number, line.y) < (page, title.y) or line.x < title.x for number, line in of_origin(found, "items", 1, "body")
    )


def test_messages_of_the_whole_brochure_stay():
    """The key messages are the first box of the first item, whatever white is before them."""
    for words in (100, 125, 150):
        found = laid(brochure(item("First", 0, body=paragraphs(25, words // 25)), key_messages=[prose(40), prose(50)]))
        ((page, first), *_rest) = of_origin(found, "key_messages", 0)
        assert all(
            number < page or line.x < first.x or line.y < first.y
            for number, line in of_origin(found, "items", 0, "body")
        )
