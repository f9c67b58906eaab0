"""Pages that would stay white: photos grow or stand further down, several in a row, and pages are saved."""

import importlib
import random
import sys

import pytest
from support import ROOT, as_yaml, brochure, item, jpeg, laid, of_origin, photo, photos_on, prose

from pdfbrochure.layout.trace import find_misplaced
from pdfbrochure.layout.white_fields import largest_white

sys.path.insert(0, str(ROOT / "benchmarks"))
whites = importlib.import_module("whites")

LINK = {"The list": "https://example.org/list"}
LOW = {"page": "A5", "orientation": "landscape"}


def made(seed: int, shape: tuple[int, int], columns: int):
    """A brochure of 16 items on low pages, more than half of them with a photo, and how white its inner pages are."""
    source = random.Random(seed)
    items = []
    for number in range(16):
        body = "\n\n".join(prose(source.choice((25, 40, 60)), start=number) for _ in range(source.choice((2, 3, 4, 5))))
        more = {"photo": photo()} if source.random() < 0.6 else {}
        items.append(item(f"Item {number}", 0, body=body, **more))
    found = laid(brochure(*items, settings={**LOW, "columns": columns}), a=jpeg(*shape))
    whites = [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages]
    return found, whites[:-1]


@pytest.mark.parametrize("seed", [1, 2, 4, 7])
def test_photos_in_a_row_stand_further_down(seed):
    """Each fills what the one before it leaves white, so that no page is white for a third, and none is lost."""
    found, whites = made(seed, (800, 800), 1)

    assert max(whites) < 0.3
    assert find_misplaced(found.pages, found.galley) == []


def test_photo_grows_where_its_column_would_stay_white():
    """It is higher then than its theme's tallest frame, but shows at least six tenths of itself."""
    found, whites = made(2, (900, 600), 2)

    aspects = [shown.width / shown.height for page in found.pages.pages for shown in photos_on(page)]
    assert any(aspect < 1.3 for aspect in aspects)
    assert all(aspect > 0.6 * 1.5 - 0.05 for aspect in aspects)
    assert sum(whites) / len(whites) < 0.105


def test_squarish_photo_of_a_lead_stands_further_down_where_its_head_would_miss_page_1():
    """Below a long introduction there is room for the lead's head and some text, but not for its photo too."""
    title = "A title of the lead that is as long as three lines of a small page take"
    lead = item(title, 0, body="\n\n".join(prose(40, start=number) for number in range(3)), photo=photo())
    others = [item(f"Item {k}", 0, body="\n\n".join(prose(50, start=k) for k in range(3))) for k in range(6)]
    found = laid(brochure(lead, *others, settings={"page": "A5"}, intro=prose(75)), a=jpeg(800, 800))

    assert {page for page, _line in of_origin(found, "items", 0, "title")} == {1}
    assert find_misplaced(found.pages, found.galley) == []


def test_squarish_photo_of_a_feature_stands_across_where_the_page_before_would_stay_white():
    """Where the author has said nothing of its width; a photo that shall be as wide as a column stays so."""
    aspects = {}
    for width in ({}, {"width": "column"}):
        items = [item(f"Item {number}", 60) for number in range(3)]
        items += [item("Feature", 220, layout="feature", photo=photo(**width)), item("After", 500, new_page=True)]
        found = laid(brochure(*items, settings={"page": "A4"}), a=jpeg(1600, 1600))
        ((shown, _page),) = [(shown, page) for page in found.pages.pages for shown in photos_on(page)]
        aspects[bool(width)] = shown.width / found.pages.width
    assert aspects[True] < 0.5 < aspects[False]


@pytest.mark.parametrize("words", [700, 900])
def test_a_feature_leaves_a_column_to_what_would_stand_alone_before_it(words):
    """Of three columns it takes two, beside the end of the item before it, where that page would else stay white."""
    items = [item("One", words), item("Feature", 60, layout="feature", photo=photo()), item("After", 500)]
    found = laid(brochure(*items, settings={"columns": 3, "orientation": "landscape"}), a=jpeg(1600, 900))

    ((number, shown),) = [(page.number, shown) for page in found.pages.pages for shown in photos_on(page)]
    assert number in {page for page, _line in of_origin(found, "items", 0)}
    assert shown.x > found.grid.side
    assert shown.width == pytest.approx(2 * found.grid.column_width + found.grid.gutter)
    assert largest_white(found.pages.pages[number - 1], found.pages.width, found.pages.height) < 0.2


def test_photo_of_a_single_paragraph_stands_below_it():
    """Where title and photo find no room below the lead together, the text fills the column and the photo the next."""
    items = [item("A lead", 60), *(item(f"Item {number}", 40, photo=photo()) for number in range(6))]
    settings = {"columns": 3, "orientation": "landscape"}
    found = laid(brochure(*items, settings=settings, intro=prose(40)), a=jpeg(900, 600))

    assert len(found.pages.pages) == 2
    assert {number for number, _line in of_origin(found, "items", 1)} == {1}
    assert largest_white(found.pages.pages[0], found.pages.width, found.pages.height) < 0.2


@pytest.mark.parametrize(("words", "after"), [(120, 80), (150, 80), (176, 58)])
def test_no_column_is_left_empty_beside_a_short_lead(words, after):
    """A short lead with a photo stands in one column; what follows goes on beside it, and leaves no hole there."""
    figures = [{"3.1": "degrees cooler"}, {"1 in 6": "streets never fell below"}]
    items = [
        item("The council votes", 24, photo=photo(), layout="lead", standfirst="Two lines."),
        item("Biosphere reserves keep people and nature", 0, body=parted(words, 3), photo=photo(), links=[LINK]),
        item("Colour", after, photo=photo()),
        item("Where it is hot", 0, body=parted(150, 5), photo=photo(), facts=figures),
        item("A bus", 96, photo=photo()),
        item("Water", 31, photo=photo()),
        item("River", 0, body=parted(1000, 20), photo=photo()),
    ]
    found = laid(brochure(*items, settings={"theme": "wire"}), a=jpeg(1500, 1000))

    assert largest_white(found.pages.pages[0], found.pages.width, found.pages.height) < 0.12


@pytest.mark.parametrize("words", [30, 45, 70])
def test_lead_begins_below_a_high_title_with_its_photo_further_down(words):
    """Where below the title block is no room for its head with the photo, some text of it stands there first."""
    lead = item(
        "A lead whose title takes two lines of its column",
        0,
        body=parted(4 * words, 4),
        photo=photo(),
        date="2026-01-01",
    )
    keys = {"title": "Council they shipment safe spring new of", "date": "2026-03-01"}
    others = [item(f"Item {number}", 120) for number in range(6)]
    found = laid(brochure(lead, *others, **keys, settings={"theme": "wire", **LOW}), a=jpeg(900, 600))

    assert sum(page == 1 for page, _line in of_origin(found, "items", 0, "body")) > 5
    assert find_misplaced(found.pages, found.galley) == []


def parted(words: int, count: int) -> str:
    """Paragraphs of so many words in all."""
    return "\n\n".join(prose(words // count, start=number) for number in range(count))


def test_item_after_a_short_lead_stands_beside_it_where_the_photo_is_on_the_page_before():
    """A head across the page, with text for one column below it, would leave the other white down to the foot."""
    lead = item("World Water Day", 0, body=prose(30), photo=photo(), links=[LINK])
    items = [lead, *(item(f"Item {number}", 0, body=parted(70, 2), photo=photo()) for number in range(3))]
    found = laid(brochure(*items, title="News from the valleys", settings=LOW), a=jpeg(1500, 1000))
    (page, title), (following, beside) = (of_origin(found, "items", at, "title")[0] for at in (0, 1))

    assert page == following == 2
    assert beside.x > found.grid.column_x(1) - 1
    assert largest_white(found.pages.pages[1], found.pages.width, found.pages.height) < 0.3
    assert title.x < beside.x


@pytest.mark.parametrize(("words", "count"), [(90, 3), (130, 5)])
def test_a_lead_on_a_low_page_stands_in_one_column(words, count):
    """What follows it stands beside it, as there is no room below a head across all columns."""
    lead = item("A lead", words, photo=photo("w.jpg"))
    others = [item(f"An item with a title of several words {k}", 60 + 20 * k, photo=photo()) for k in range(count)]
    found = laid(brochure(lead, *others, settings=LOW), **{"w.jpg": jpeg(1500, 1000)}, a=jpeg(900, 900))
    whites = [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages]

    assert max(whites[:-1]) < 0.2
    assert {page for page, _line in of_origin(found, "items", 1, "title")} == {2}


@pytest.mark.parametrize("words", [60, 90, 120])
def test_a_photo_across_the_page_grows_where_nothing_follows(words):
    """It fills what its text leaves of the page, and loses no more than a fifth of itself."""
    items = [item("Lead", 300), item("Feature", words, layout="feature", photo=photo())]
    found = laid(brochure(*items, item("After", 400, new_page=True)), a=jpeg(1800, 1200))
    ((shown, page),) = [(shown, page) for page in found.pages.pages for shown in photos_on(page)]

    assert 0.8 * 1.5 <= shown.width / shown.height < 1.4
    assert largest_white(page, found.pages.width, found.pages.height) < 0.24


def test_a_head_is_not_parted_from_its_photo_where_both_are_higher_than_a_column():
    """Its text stands below it, and the photo further down; else each head would be alone in a column."""
    value = whites.varied(11, "institutional") | {"settings": LOW}
    found = laid(as_yaml(value), **whites.photos())
    shares = [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages]

    assert max(shares[:-1]) < 0.3


def test_a_long_title_of_a_lead_stands_in_no_single_column():
    """Though its text is short enough for one: six lines of large type are no head."""
    found = laid(as_yaml(whites.varied(267, "institutional")), **whites.photos())

    assert len(of_origin(found, "items", 0, "title")) <= 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", [402, 451, 499, 500])
def test_white_below_columns_side_by_side_is_one_field(seed):
    """Where each of them ends with no more white than would be well by itself, all of it is not more than a fifth."""
    text = as_yaml(whites.varied(seed, "institutional"))
    pages = laid(text, **{name.removesuffix(".jpg"): data for name, data in whites.photos().items()}).pages

    assert len(pages.pages) > 3
    assert max(largest_white(page, pages.width, pages.height) for page in pages.pages[:-1]) <= 0.2
