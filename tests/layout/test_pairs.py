"""Pages of photos beside their texts."""

from itertools import pairwise

import pytest
from support import Laid, brochure, item, jpeg, laid, lines_on, node_of, of_origin, photo, photos_on, prose, text_of

from pdfbrochure.layout.white_fields import largest_white

PAIRS = {"theme": "album"}
FILES = {"large.jpg": jpeg(1800, 1200), "upright.jpg": jpeg(900, 1200), "small.jpg": jpeg(600, 400)}


def pictured(name: str, words: int = 40, file: str = "large.jpg") -> str:
    """An item with a photo that is no lead."""
    return item(name, words, layout="normal", photo=photo(file=file))


def lead(words: int) -> str:
    """A first item with a large photo."""
    return item("Lead", words, photo=photo(file="large.jpg"))


def pages_of(*items: str) -> Laid:
    """Items in pairs."""
    return laid(brochure(*items, settings=PAIRS), **FILES)


def test_photos_stand_beside_their_texts_on_sides_in_turn():
    """Each title stands level with its photo, beside it; the photo of the next item is on the other side."""
    found = pages_of(lead(90), pictured("Stream"), pictured("Roof"), pictured("Lake"), pictured("Count"))
    sides = []
    for index in range(1, 5):
        ((page, title),) = of_origin(found, "items", index, "title")[:1]
        (picture,) = [each for each in photos_on(found.pages.pages[page - 1]) if each.origin[:2] == ("items", index)]
        assert picture.y <= title.y <= picture.y + picture.height
        sides.append((page, picture.x < title.x))

    for (page, at_start), (next_page, next_at_start) in pairwise(sides):
        assert next_page > page or at_start != next_at_start


def test_a_lead_stands_below_a_photo_that_bleeds_and_its_text_ends_at_the_foot():
    """The height of its photo is decided last: the text below it ends within a few rows of the page's last."""
    found = pages_of(lead(230), pictured("Stream"))
    (picture,) = [each for each in photos_on(found.pages.pages[1]) if each.origin[:2] == ("items", 0)]
    feet = [placed.y for _page, placed in of_origin(found, "items", 0, "body")]

    assert picture.x == 0.0
    assert picture.y < 1.0
    assert picture.width == pytest.approx(found.grid.width)
    assert found.grid.row_y(found.grid.rows) - max(feet) < 2 * found.grid.unit


def test_photos_of_a_page_share_what_it_has_left():
    """Two items of few words fill their page: their photos are higher than they would be by themselves."""
    found = pages_of(
        lead(90), pictured("Stream", 60), pictured("Roof", 60), pictured("Lake", 60), pictured("Count", 60)
    )
    inner = found.pages.pages[2]
    foot = max(each.y + each.height for each in photos_on(inner))

    assert found.grid.row_y(found.grid.rows) - foot < 6 * found.grid.unit


def test_items_without_photos_stand_two_by_two():
    """Their titles are level and in the order of the file, a rule above each."""
    found = pages_of(item("One", 400), *(item(f"Item {number}", 60, layout="normal") for number in range(8)))
    (_page, two), (_same, three) = (of_origin(found, "items", index, "title")[0] for index in (1, 2))

    assert two.y == pytest.approx(three.y)
    assert two.x < three.x


def test_a_long_item_goes_on_over_pages_and_loses_nothing():
    """A text of some pages runs on in the same columns, each line once."""
    found = pages_of(lead(2600), pictured("Stream"))
    pages = {page for page, _placed in of_origin(found, "items", 0, "body")}
    words = " ".join(text_of(placed.line) for _page, placed in of_origin(found, "items", 0, "body")).split()

    assert len(pages) >= 3
    assert len(words) == pytest.approx(2600, rel=0.05)
    assert words[:4] == prose(4).split()


def test_numbers_of_items_are_no_content():
    """They are printed, and belong to no element: a screen reader counts headings itself."""
    found = pages_of(lead(90), pictured("Stream"))
    numbers = [
        placed for page in found.pages.pages[1:] for placed in lines_on(page) if text_of(placed.line) in ("1", "2")
    ]

    assert len([placed for placed in numbers if placed.y < found.grid.row_y(found.grid.rows)]) == 2
    assert all(node_of(placed) is None for placed in numbers)


def test_a_photo_of_few_pixels_does_not_bleed():
    """It is no wider than its column, however much the item is a lead."""
    found = pages_of(item("Lead", 90, photo=photo(file="small.jpg")), pictured("Stream"))
    (picture,) = [each for page in found.pages.pages for each in photos_on(page) if each.origin[:2] == ("items", 0)]

    assert picture.width < found.grid.width / 2


def test_a_theme_file_has_forms_of_its_own():
    """Forms are data: a file that has the photos in two columns of six gets them there."""
    forms = "{wide: {photo: 2, text: 4, pixels: 0}, even: {photo: 2, text: 4}}"
    theme = f"based_on: album\nname: mine\npairs:\n  opening: {{pixels: 5000}}\n  forms: {forms}\n"
    text = brochure(lead(90), pictured("Stream"), pictured("Roof"), pictured("Lake"), settings={"theme": "mine.yaml"})
    found = laid(text, **FILES, **{"mine.yaml": theme.encode()})
    (picture,) = [each for page in found.pages.pages for each in photos_on(page) if each.origin[:2] == ("items", 1)]

    assert picture.width == pytest.approx(164.4, abs=0.5)


def test_contents_stand_beside_a_short_intro():
    """The intro leaves the last column of the cover free, and the contents begin level with it."""
    items = (lead(90), *(pictured(name) for name in ("Stream", "Roof", "Lake", "Count")))
    found = laid(brochure(*items, intro=prose(24), contents=True, settings=PAIRS), **FILES)
    ((page, first), *_more) = of_origin(found, "intro")
    entries = [placed for number, placed in of_origin(found, "contents") if number == 1]

    assert page == 1
    assert "contents-left-out" not in found.found
    assert min(placed.y for placed in entries) < first.y + 3 * found.grid.unit
    assert all(placed.x > first.x + first.line.width for placed in entries)


def test_an_item_with_a_photo_begins_where_a_page_would_stay_white():
    """Where no form with its photo beside the text has room, that stands in a column, and the text may go on."""
    found = pages_of(item("Lead", 260), pictured("Long", 220, "upright.jpg"), pictured("Other", 250, "upright.jpg"))
    whites = [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages[1:-1]]

    assert max(whites) < 0.3


def test_long_text_begins_below_another_and_its_photo_opens_the_next_page():
    """Where its photo leaves no room, the text fills the page and goes on below the photo."""
    long = item("Long", 420, photo=photo("big.jpg"), facts=[{"value": "42 %", "label": "of all the water in town"}] * 2)
    found = laid(
        brochure(item("Short", 300), long, item("After", 60), settings={"theme": "album"}), big=jpeg(2000, 1333)
    )
    pages = found.pages.pages
    home = next(page for page in pages for line in lines_on(page) if text_of(line.line) == "Long")
    following = pages[home.number]
    (picture,) = photos_on(following)

    assert any(text_of(line.line) == "Short" for line in lines_on(home))
    assert not photos_on(home)
    assert picture.y < found.grid.row_y(1)
    assert [mark.page for mark in found.pages.bookmarks if mark.title == "Long"] == [home.number]


def test_photo_is_no_strip_on_a_low_page():
    """Where a high head leaves no more than a strip above it, the photo stands in its text."""
    facts = [{"value": f"{number}", "label": "of the water in town"} for number in (1, 22, 333)]
    entry = item("Biosphere reserves keep people and nature in one picture", 190, photo=photo("big.jpg"), facts=facts)
    settings = {"theme": "album", "orientation": "landscape"}
    found = laid(brochure(entry, settings=settings), big=jpeg(2000, 1570))
    (picture,) = [each for page in found.pages.pages for each in photos_on(page)]

    assert picture.crop.lost <= 0.45


def whites_of(found: Laid) -> list[float]:
    """The largest white rectangle of each page below the cover, as a share of its type area."""
    return [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages[1:]]


def test_a_usual_item_below_another_begins_with_a_small_head_and_goes_on():
    """Where the rest of a page would stay white, an item begins there, below a rule, with its standfirst."""
    long = item("A title that is long enough for two lines below", 560, layout="normal", standfirst="What it is about")
    found = laid(brochure(item("Lead", 430), long, item("After", 300), settings=PAIRS))
    ((page, lead_title), *_rest) = of_origin(found, "items", 0, "title")
    ((home, second), *_more) = of_origin(found, "items", 1, "title")

    assert home == page
    assert second.line.runs[0].size < 30.0 < lead_title.line.runs[0].size
    assert of_origin(found, "items", 1, "standfirst")[0][0] == home
    assert {number for number, _line in of_origin(found, "items", 1, "body")} == {home, home + 1}
    assert whites_of(found)[0] < 0.2


def test_short_items_stand_in_two_columns_with_the_photo_above_its_text():
    """On a low page two share one where neither fills it."""
    long = "A title that is set in four lines of such a column"
    items = item(long, 120), item(long, 90, photo=photo(file="wide.jpg")), item("Three", 150)
    found = laid(brochure(*items, settings={**PAIRS, "page": "A5"}), **{"wide.jpg": jpeg(1600, 700)})
    (page, one), (same, two) = (of_origin(found, "items", index, "title")[0] for index in (0, 1))
    (picture,) = photos_on(found.pages.pages[page - 1])

    assert page == same
    assert one.x < two.x
    assert picture.x == pytest.approx(two.x, abs=2.0)
    assert min(placed.y for _number, placed in of_origin(found, "items", 1, "body")) > picture.y + picture.height
    assert whites_of(found)[0] < 0.2


def test_a_photo_of_few_pixels_stands_across_the_text_of_a_page_that_it_fills():
    """It still has 110 an inch there; beside the text it would leave more than half of the page white."""
    found = laid(
        brochure(item("Alone", 20, photo=photo(file="few.jpg")), settings=PAIRS), **{"few.jpg": jpeg(900, 600)}
    )
    (picture,) = photos_on(found.pages.pages[1])

    assert picture.width > 0.6 * found.pages.width
    assert whites_of(found)[-1] < 0.4


def test_text_that_begins_at_the_foot_of_a_page_has_its_photo_further_down():
    """The photo stands in the text on the next page, where the page before has no room for it."""
    items = item("First", 300), item("Second", 260, layout="normal", photo=photo(file="upright.jpg"))
    second = {**items[1], "body": "\n\n".join(prose(52, start=7 * number) for number in range(5))}
    settings = {**PAIRS, "page": "A5", "orientation": "landscape"}
    found = laid(brochure(items[0], second, item("Third", 200), settings=settings), **FILES)
    home = of_origin(found, "items", 1, "title")[0][0]
    body = {number for number, _line in of_origin(found, "items", 1, "body")}
    (there,) = [
        page.number for page in found.pages.pages for each in photos_on(page) if each.origin[:2] == ("items", 1)
    ]

    assert home in body
    assert there > home
    assert max(whites_of(found)[:-1]) < 0.25
