"""Pages in rows of equal cards, and the pattern of a head."""

from itertools import pairwise

import pytest
from support import brochure, flats_on, item, jpeg, laid, of_origin, photo, photos_on, prose

from pdfbrochure.layout.pages import PlacedShape
from pdfbrochure.layout.patterns import pattern
from pdfbrochure.layout.trace import find_misplaced
from pdfbrochure.layout.white_fields import largest_white

ROWS = {"theme": "digest"}
SHORT = [item(f"Item {number}", 18 + 5 * (number % 4), layout="normal") for number in range(14)]


def rules_of(page, grid):
    """The rules at the heads of the cards on a page: start edge, top and end edge."""
    return sorted(
        (round(flat.y, 2), round(flat.x, 2), round(flat.x + flat.width, 2))
        for flat in flats_on(page, "accent")
        if flat.height < grid.unit and flat.y > grid.top
    )


def titles(found):
    """Page, top and start edge of each title, in the order of the file."""
    return [
        (number, placed.y, placed.x)
        for index in range(len(SHORT))
        for number, placed in of_origin(found, "items", index, "title")[:1]
    ]


def test_cards_stand_in_rows_in_the_order_of_the_file():
    """Titles of one row stand level, the next row stands below, and every row reads on from the one before."""
    found = laid(brochure(*SHORT, settings=ROWS))
    places = titles(found)

    assert len(SHORT) == len(places)
    rows = 1
    for (page, y, x), (next_page, next_y, next_x) in pairwise(places):
        # A wider card has a larger title, which stands a little lower.
        level = page == next_page and abs(y - next_y) < found.grid.unit
        assert (next_x > x) if level else (next_page, next_y) > (page, y)
        rows += not level
    assert rows <= 7


def test_cards_of_a_row_fill_the_width():
    """The rules of a full row begin and end at the edges of the type area, a gap between two of them."""
    found = laid(brochure(*SHORT, settings=ROWS))
    grid = found.grid
    rows: dict[float, list[tuple[float, float]]] = {}
    for top, start, end in rules_of(found.pages.pages[0], grid):
        rows.setdefault(top, []).append((start, end))

    assert len(rows) >= 2
    for edges in rows.values():
        assert edges[0][0] == pytest.approx(grid.side, abs=0.1)
        assert edges[-1][1] == pytest.approx(grid.side + grid.text_width, abs=0.1)
        assert all(after[0] - before[1] == pytest.approx(11.3, abs=0.1) for before, after in pairwise(edges))


def test_a_photo_and_a_long_text_take_wider_cards():
    """A photo of many pixels and a text of many words stand across columns, each in a card as wide as it is."""
    wide = item("Meadow", 40, photo=photo(file="large.jpg"))
    found = laid(brochure(item("Long", 90), wide, *SHORT, settings=ROWS), **{"large.jpg": jpeg(1600, 1000)})
    (placed,) = [placed for page in found.pages.pages for placed in photos_on(page)]
    column = found.grid.column_width
    starts = {round(line.x, 1) for _page, line in of_origin(found, "items", 0, "body")}

    assert placed.width > 2 * column
    assert len(starts) >= 2


def test_an_item_longer_than_a_page_goes_on():
    """What no card holds runs on in columns over pages, and nothing is lost."""
    found = laid(brochure(item("Short", 20), item("Long", 2400), item("After", 20), settings=ROWS))
    pages = {page for page, _line in of_origin(found, "items", 1, "body")}

    assert len(pages) >= 2
    assert of_origin(found, "items", 2, "title")[0][0] >= max(pages)


def test_a_high_card_is_parted_where_the_page_before_would_stay_white():
    """Below a short lead a long item begins on page 1, under a rule over all columns, and goes on on page 2."""
    items = [item("A lead", 50), *(item(f"Item {number}", 560, date="2026-02-01") for number in range(3))]
    found = laid(brochure(*items, settings=ROWS))
    grid, (first, *_others) = found.grid, found.pages.pages
    title, *_more = (placed for page, placed in of_origin(found, "items", 1, "title") if page == 1)

    assert {1, 2} == {page for page, _line in of_origin(found, "items", 1, "body")}
    assert largest_white(first, found.pages.width, found.pages.height) < 0.2
    tops = [y for y, start, end in rules_of(first, grid) if y < title.y and end - start > grid.text_width - 1]
    assert title.y - max(tops) < 4 * grid.unit
    assert all(placed.y - max(tops) > grid.unit for _page, placed in of_origin(found, "items", 1) if _page == 1)
    assert find_misplaced(found.pages, found.galley) == []


def test_a_lead_too_high_for_the_first_page_begins_there():
    """Its title block is never alone because the lead would need a few rows more; the text goes on beside it."""
    facts = [{"785": "reserves"}, {"142": "countries"}, {"26": "new"}]
    lead = item("Lead", 330, photo=photo(), facts=facts)
    found = laid(brochure(lead, *SHORT[:6], settings=ROWS, intro="An intro of a line or so."), a=jpeg(1200, 800))

    assert {1} == {number for number, _placed in of_origin(found, "items", 0, "title")}
    lines = [number for number, _placed in of_origin(found, "items", 0, "body")]
    assert 1 in lines
    assert photos_on(found.pages.pages[0])


@pytest.mark.parametrize(("pages", "words"), [(2, 60), (3, 60)])
def test_rows_meet_a_number_of_pages(pages, words):
    """Rows are fitted like columns."""
    items = [item(f"Item {number}", words) for number in range(12)]

    assert pages == len(laid(brochure(*items, settings={**ROWS, "pages": pages})).pages.pages)


def test_patterns_come_from_the_issue():
    """The same issue has the same pattern, another issue another, and `art: none` has none."""

    def shapes(**keys):
        settings = {**ROWS, **keys.pop("settings", {})}
        page = laid(brochure(*SHORT, settings=settings, **keys)).pages.pages[0]
        return [thing for thing in page.things if isinstance(thing, PlacedShape)]

    first = shapes(issue="No. 10")

    assert len(first) > 8
    assert first == shapes(issue="No. 10")
    assert first != shapes(issue="No. 11")
    assert [] == shapes(issue="No. 10", settings={"art": "none"})


def test_patterns_stay_in_their_tiles():
    """No tile reaches beyond its pattern, and each has one of the tones."""
    for thing in pattern(10.0, 20.0, 40.0, 7, 4, "seed", ["#111111", "#222222"]):
        assert thing.x >= 10.0 - 0.01
        assert thing.y >= 20.0 - 0.01
        assert thing.x + thing.width <= 290.01
        assert thing.y + thing.height <= 180.01


def test_patterns_are_decoration():
    """A screen reader hears nothing of a pattern: the PDF says the same as without it."""
    with_art, without = (laid(brochure(*SHORT, settings={**ROWS, "art": art})) for art in ("pattern", "none"))

    assert with_art.galley.nodes == without.galley.nodes
    assert all(thing.owner is None for thing in with_art.pages.pages[0].things if isinstance(thing, PlacedShape))


def test_text_of_a_wide_card_keeps_off_a_title_of_two_lines():
    """From the last line of the title to the first of the text it is at least as far as between the title's lines."""
    title = "Council they shipment safe spring new of what partners said there"
    found = laid(brochure(item("A lead", 50), item(title, 110, date="2026-02-01"), settings=ROWS))
    lines, (_page, text) = of_origin(found, "items", 1, "title"), of_origin(found, "items", 1, "body")[0]
    (_first, upper), (_last, lower) = lines

    assert text.y - lower.y >= lower.y - upper.y


def whites_of(found):
    """The largest white rectangle of each page, as a share of its type area."""
    return [largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages]


def test_a_closing_grows_over_the_white_of_a_last_page():
    """It is higher than it need be where the page would else stay half white, and takes no item from one for that."""
    items = [item("One", 330), item("Two", 330), item("Three", 120)]
    found = laid(brochure(*items, past_stories={"url": "https://example.org/news"}, settings=ROWS))
    (closing,) = [flat for flat in flats_on(found.pages.pages[-1], "accent") if flat.height > 5 * found.grid.unit]

    assert closing.height > 20 * found.grid.unit
    assert [of_origin(found, "items", index, "title")[0][0] for index in range(3)] == [1, 1, 2]
    assert whites_of(found)[-1] < 0.3


def test_a_photo_is_higher_where_its_page_would_stay_white():
    """The row that ends the page grows with its photo, which shows more of itself."""
    items = [item("Lead", 230), item("Wide", 150, photo=photo("big.jpg")), item("Other", 260, photo=photo("big.jpg"))]
    found = laid(brochure(*items, settings=ROWS), **{"big.jpg": jpeg(1600, 1000)})

    assert photos_on(found.pages.pages[0])[0].height > 150.0
    assert whites_of(found)[0] < 0.1


def test_a_title_block_that_no_card_fits_below_fills_its_page():
    """Its flat reaches down to the intro, which stands at the foot."""
    items = [item("Lead", 140, photo=photo("upright.jpg")), item("Two", 190), item("Three", 150)]
    title = "Regional the people before partners clean water and safe streets"
    settings = {**ROWS, "page": "A5", "orientation": "landscape"}
    found = laid(brochure(*items, intro=prose(20), title=title, settings=settings), **{"upright.jpg": jpeg(600, 900)})

    assert of_origin(found, "items", 0, "title")[0][0] == 2
    assert max(flat.height for flat in flats_on(found.pages.pages[0], "accent")) > 0.7 * found.pages.height
    assert whites_of(found)[0] < 0.15
