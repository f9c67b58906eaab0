"""Photos that are smaller, or narrower, than they might be, where a page would else stay white."""

import pytest
from support import brochure, item, jpeg, laid, of_origin, photo, photos_on

from pdfbrochure.layout.white_fields import largest_white

FILES = {"b": jpeg(1800, 1200), "c": jpeg(1200, 1600), "d": jpeg(1600, 1600)}


def whites(found):
    """The largest white field of each page, of its type area."""
    return [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages]


@pytest.mark.parametrize(("words", "page"), [(60, "Letter"), (110, "A4")])
def test_an_upright_stands_beside_its_text_where_it_would_leave_a_page_white(words, page):
    """On pages of one column: it is narrower than the text, begins where that begins, and the page before is full."""
    two = item("Two", 60, photo=photo("c.jpg"))
    items = [item("One", words), two, item("Three", 200), item("Four", 200)]
    found = laid(brochure(*items, settings={"page": page, "columns": 1}), **FILES)
    ((number, picture),) = [(page.number, each) for page in found.pages.pages for each in photos_on(page)]
    lines = of_origin(found, "items", 1, "body")
    beside = [line for at, line in lines if at == number and picture.y <= line.y <= picture.y + picture.height]

    assert picture.width < found.grid.column_width / 2
    assert len(beside) >= 3
    assert max(line.x + line.line.width for line in beside) < picture.x
    assert max(whites(found)[:-1]) < 0.2


@pytest.mark.parametrize("words", [220, 260])
def test_a_photo_stands_above_its_text_where_no_page_is_white_for_it(words):
    """In one column a photo is as wide as the text, as long as nothing is wrong with that."""
    two = item("Two", 60, photo=photo("b.jpg"))
    items = [item("One", words), two, item("Three", 200), item("Four", 200)]
    found = laid(brochure(*items, settings={"page": "Letter", "columns": 1}), **FILES)
    (picture,) = [each for page in found.pages.pages for each in photos_on(page)]

    assert picture.width == pytest.approx(found.grid.column_width)


@pytest.mark.parametrize(("words", "others"), [(360, 110), (400, 60), (480, 60)])
def test_features_begin_on_pages_that_would_stay_white_with_narrower_photos(words, others):
    """Each alone would only hand the white on to the page before the next one; some photos stand in a column."""
    items = [item("Zero", 360)]
    for number in range(4):
        feature = item(f"Feature {number}", others, layout="feature", photo=photo("b.jpg"))
        items += [item(f"Item {number}", words), feature]
    found = laid(brochure(*items, item("End", 300)), **FILES)
    widths = [each.width for page in found.pages.pages for each in photos_on(page)]

    assert min(widths) == pytest.approx(found.grid.column_width)
    assert max(whites(found)[:-1]) < 0.2


def test_squarish_photos_stand_beside_their_text_where_low_pages_would_hold_one_item_each():
    """On a page across, of two wide columns, with a quarter of each page white."""
    items = [item(f"Item number {number}", 120, photo=photo("d.jpg")) for number in range(9)]
    settings = {"page": "A5", "orientation": "landscape"}
    found = laid(brochure(*items, settings=settings), **FILES)
    widths = [each.width for page in found.pages.pages[2:] for each in photos_on(page)]

    assert min(widths) < found.grid.column_width / 2
    assert max(whites(found)[:-1]) < 0.21


@pytest.mark.parametrize("words", [20, 40])
def test_photos_stand_above_their_text_in_a_column_too_narrow_for_both(words):
    """Also where pages stay white: beside a photo a word or two would stand in each line."""
    items = [item(f"Item {number}", words, photo=photo("b.jpg")) for number in range(12)]
    found = laid(brochure(*items, settings={"page": ["50mm", "80mm"], "columns": 1}), **FILES)
    widths = [each.width for page in found.pages.pages for each in photos_on(page)]

    assert min(widths) >= found.grid.column_width - 0.01


@pytest.mark.parametrize("count", [4, 6])
def test_galleries_stand_in_a_column_where_pages_would_stay_white_for_them(count):
    """On low pages, which a gallery of three across the columns leaves to the next."""
    names = ("b.jpg", "c.jpg", "d.jpg")
    items = [
        item(f"Item number {number}", 220, photos=[photo(name) for name in names[: 2 + number % 2]])
        for number in range(count)
    ]
    found = laid(brochure(*items, settings={"page": "A5", "orientation": "landscape"}), **FILES)
    pictures = [each for page in found.pages.pages for each in photos_on(page) if each.origin[1] == 1]

    assert len(pictures) == 3
    assert max(each.x + each.width for each in pictures) - min(each.x for each in pictures) == pytest.approx(
        found.grid.column_width
    )
    assert max(whites(found)[:-1]) < 0.25


def test_a_feature_that_comes_first_leaves_no_title_block_alone():
    """Where its photo finds no room below the title, it stands at the head of its text, and a page is saved."""
    items = [item(f"Item {number}", 120, layout="feature", photo=photo("b.jpg")) for number in range(4)]
    settings = {"theme": "bulletin", "page": "A5", "orientation": "landscape"}
    found = laid(brochure(*items, settings=settings, contact="Made by us"), **FILES)

    assert {number for number, _line in of_origin(found, "items", 0, "body")} == {1}
    assert len(found.pages.pages) == 4
