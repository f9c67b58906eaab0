"""Pages: in which order things follow, what is on which page, and the bookmarks."""

from itertools import combinations

import pytest
from support import (
    brochure,
    has_role,
    is_folded,
    item,
    jpeg,
    laid,
    laid_on_sheets,
    lines_on,
    of_every_part,
    of_origin,
    photo,
    photos_on,
    prose,
    spelled,
    text_of,
)
from test_laws import in_each_theme, in_theme, size_of

from pdfbrochure.compose.blocks import Role

LONG = [item(f"Item {number}", 90 + 37 * number, photo=photo()) for number in range(8)]


def test_one_short_item_is_one_page():
    """A brochure of a few words is a single page."""
    assert 1 == len(laid(brochure(item())).pages.pages)


def test_page_numbers_count_up():
    """Pages are numbered from 1."""
    pages = laid(brochure(*LONG)).pages.pages

    assert list(range(1, len(pages) + 1)) == [page.number for page in pages]
    assert len(pages) > 2


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("words", [900, 1600])
def test_pages_begin_on_their_first_row_and_end_above_the_footer(words, theme):
    """The text that goes on from the page before begins on the first row, and no line of text stands below the last."""
    laid_out = laid(brochure(item("Lead", words), item("Two", 400), settings={"theme": theme}))
    grid = laid_out.grid
    assert any(number > 1 for number, _line in of_origin(laid_out, "items", 0, "body"))
    first, last = grid.row_y(1) - grid.descent, grid.row_y(grid.rows) - grid.descent
    for page in laid_out.pages.pages[1:]:
        baselines = [line.y for number, line in of_origin(laid_out, "items") if number == page.number]
        lead = [line.y for number, line in of_origin(laid_out, "items", 0, "body") if number == page.number]

        assert not lead or first == pytest.approx(min(lead), abs=0.01)
        assert max(baselines) <= last + 0.01


def test_bookmarks_are_the_items_in_order():
    """Every item has a bookmark on the page on which its title stands."""
    laid_out = laid(brochure(*LONG))
    titles = [of_origin(laid_out, "items", index, "title")[0] for index in range(8)]

    assert [f"Item {number}" for number in range(8)] == [mark.title for mark in laid_out.pages.bookmarks]
    assert [page for page, _ in titles] == [mark.page for mark in laid_out.pages.bookmarks]
    assert all(mark.y <= placed.y for (_, placed), mark in zip(titles, laid_out.pages.bookmarks, strict=True))


def test_every_photo_is_placed_once():
    """Eight items with a photo each give eight placed photos, in order."""
    placed = [found.origin[1] for page in laid(brochure(*LONG)).pages.pages for found in photos_on(page)]

    assert list(range(8)) == placed


def test_text_of_an_item_flows_over_columns_and_pages():
    """The lines of a long text spell it, wherever they stand."""
    laid_out = laid(brochure(item(words=2000)))
    found = of_origin(laid_out, "items", 0, "body")

    assert len({page for page, _ in found}) > 1
    assert prose(2000) == spelled(placed.line for _, placed in found)


def test_last_page_is_balanced():
    """On the last page the columns of plain text end within one row of each other."""
    for words in (700, 900, 1100, 1300):
        laid_out = laid(brochure(item(words=words)))
        last = [placed for page, placed in of_origin(laid_out, "items", 0, "body") if page == len(laid_out.pages.pages)]
        feet = [max(p.y for p in last if (p.x < 290) == first) for first in (True, False)]

        assert abs(feet[0] - feet[1]) <= 15.1


@pytest.mark.parametrize(("theme", "words"), [("institutional", 300), ("bulletin", 200), ("bulletin", 280)])
def test_last_page_is_balanced_below_an_item_across_columns(theme, words):
    """What ends the brochure ends in columns of one height there too."""
    entries = (item("Lead", 150), item("Two", 80, photo=photo(width="wide")), item("Three", words))
    found = laid(brochure(*entries, item("Four", words // 2), settings={"theme": theme}))
    feet: dict[int, float] = {}
    for number, line in of_origin(found, "items"):
        if number == len(found.pages.pages):
            column = int((line.x - found.grid.side + 1) // (found.grid.column_width + found.grid.gutter))
            feet[column] = max(feet.get(column, 0.0), line.y)

    assert len(feet) == found.grid.columns
    assert max(feet.values()) - min(feet.values()) <= found.grid.unit + 0.1


@pytest.mark.parametrize("theme_words", [("institutional", 40), ("institutional", 50, 90), ("bulletin", 50, 60)])
def test_items_of_a_last_page_that_is_not_full_stay_whole(theme_words):
    """The text of an item that begins there stands in one column: below its photo, or beside other items."""
    theme, *words = theme_words
    entries = [item("Two", words[0], new_page=True, photo=photo("b.jpg")), *(item("More", n) for n in words[1:])]
    found = laid(brochure(item("Lead", 500), *entries, settings={"theme": theme}), b=jpeg(400, 600))
    for index in range(1, len(words) + 1):
        own = of_origin(found, "items", index, "body")
        columns = {int((line.x - found.grid.side + 1) // (found.grid.column_width + 9)) for _page, line in own}

        assert {len(found.pages.pages)} == {page for page, _line in own}
        assert len(columns) == 1, index


def test_first_item_that_does_not_lead():
    """A normal first item has its head in a column below the panel."""
    laid_out = laid(brochure(item("One", 50, layout="normal")))
    title = of_origin(laid_out, "items", 0, "title")[0][1]

    assert 16.0 == title.line.runs[0].size
    assert title.y > 174


def test_items_without_text():
    """Titles alone are a brochure too."""
    laid_out = laid(brochure(*(item(f"Item {number}", 0) for number in range(30))))

    assert 30 == sum(has_role(laid_out, placed, Role.HEADING) for _, placed in of_origin(laid_out, "items"))


@pytest.mark.parametrize("justify", [True, False])
def test_justified_text_ends_at_the_column(justify):
    """With `justify` all lines of a paragraph but its last are as wide as the column."""
    laid_out = laid(brochure(item(words=120), settings={"justify": justify}))
    widths = [placed.line.width for _, placed in of_origin(laid_out, "items", 0, "body")][:-1]

    assert justify == all(abs(width - laid_out.grid.column_width) < 0.01 for width in widths)


def test_hyphenation_can_be_turned_off():
    """Long words are divided unless the brochure says no."""
    body = " ".join(["intergovernmental responsibilities notwithstanding"] * 20)
    hyphens = [
        sum(
            placed.line.hyphenated
            for _, placed in of_origin(
                laid(brochure(item(body=body), settings={"columns": 3, **keys})), "items", 0, "body"
            )
        )
        for keys in ({"hyphenate": True}, {"hyphenate": False})
    ]

    assert hyphens[0] > 0 == hyphens[1]


def test_laying_out_twice_gives_the_same():
    """Nothing is kept between two brochures."""
    text = brochure(*LONG)

    assert repr_of(text) == repr_of(text)


def repr_of(text: str) -> list[list[str]]:
    """What stands where, as text."""
    return [
        [f"{type(thing).__name__} {thing.x:.3f} {thing.y:.3f}" for thing in page.things]
        for page in laid(text).pages.pages
    ]


@in_each_theme
@pytest.mark.parametrize("page", ["A4", "A5"])
def test_no_line_stands_on_another(theme, page):
    """With contents, sections and parts of every kind no two lines of a page share their place."""
    text = in_theme(of_every_part(page=page), theme)
    found = laid_on_sheets(text) if is_folded(theme) else laid(text)
    for each in found.pages.pages:
        for one, other in combinations([line for line in lines_on(each) if line.line.runs], 2):
            apart = abs(one.y - other.y) >= 0.5 * min(size_of(one), size_of(other))
            beside = one.x + one.line.width < other.x + 1.0 or other.x + other.line.width < one.x + 1.0
            assert apart or beside, (each.number, text_of(one.line), text_of(other.line))
