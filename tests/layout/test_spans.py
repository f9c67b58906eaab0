"""Heads across the columns: the lead's and the feature's photo, kicker and title."""

import pytest
from support import (
    BoxBook,
    brochure,
    flats_on,
    item,
    jpeg,
    laid,
    lines_on,
    node_of,
    of_origin,
    photo,
    photos_on,
    prose,
    spelled,
)


def lead(**keys):
    """A brochure of one lead, laid out."""
    return laid(brochure(item("Lead", **{"words": 200, **keys})))


def test_lead_photo_bleeds_below_the_panel():
    """The lead's photo touches panel, start and end of the page, and ends on a baseline."""
    laid_out = lead(photo=photo())
    (placed,) = photos_on(laid_out.pages.pages[0])
    panel = flats_on(laid_out.pages.pages[0], "accent")[0]
    grid = laid_out.grid

    assert (0.0, panel.y + panel.height - 0.5, laid_out.pages.width) == (placed.x, placed.y, placed.width)
    assert pytest.approx(0, abs=0.3) == (placed.y + placed.height - grid.top + grid.descent) % grid.unit


@pytest.mark.parametrize("words", [10, 100, 200, 400, 900])
def test_lead_photo_keeps_its_frame(words):
    """However much text there is, the photo stays between 16:9 and 2.6:1."""
    (placed,) = photos_on(lead(words=words, photo=photo()).pages.pages[0])

    assert 16 / 9 - 0.08 <= placed.width / placed.height <= 2.6 + 0.08


def test_credit_begins_at_the_text_margin():
    """The credit of a bleeding photo begins at the type area, not at the page."""
    laid_out = lead(photo=photo())
    credit = of_origin(laid_out, "items", 0, "photos", 0)[0][1]

    assert pytest.approx(51) == credit.x


def test_kicker_stands_24_below_the_photo():
    """From the photo's foot to the kicker's line of 12 there are at least 24."""
    laid_out = lead(photo=photo(), date="2017-02-14")
    (placed,) = photos_on(laid_out.pages.pages[0])
    kicker = next(line for _, line in of_origin(laid_out, "items", 0, "date"))

    assert kicker.y - placed.y - placed.height >= 24 + 6


def test_lead_title_steps_down_over_three_lines():
    """At 27 pt a box line holds 18 characters; a title of four such words is set in 22/25."""
    title = " ".join(["abcdefghijklmn"] * 4)
    found = of_origin(laid(brochure(item(title)), BoxBook()), "items", 0, "title")

    assert {22.0} == {placed.line.runs[0].size for _, placed in found}
    assert title == spelled(placed.line for _, placed in found)


def test_lead_without_photo():
    """The title block stays; the lead's title begins three rows below it."""
    laid_out = laid(brochure(item("Lead", 200), past_stories={"url": "https://example.org/past"}))
    title = of_origin(laid_out, "items", 0, "title")[0][1]

    assert 174 + 45 < title.y < 174 + 45 + 30


def test_feature_opens_a_page():
    """A feature begins on a new page with a photo as wide as the type area, in its frame, not bleeding."""
    laid_out = laid(brochure(item("One", 430), item("Two", 200, layout="feature", photo=photo())))
    (placed,) = photos_on(laid_out.pages.pages[1])

    assert {2} == {page for page, _ in of_origin(laid_out, "items", 1, "title")}
    assert (51.0, pytest.approx(laid_out.grid.text_width)) == (placed.x, placed.width)
    assert 1.25 - 0.05 <= placed.width / placed.height <= 2.4 + 0.05
    assert pytest.approx(51 + laid_out.grid.cap) == placed.y


def test_standfirst_of_a_lead_spans():
    """A lead's standfirst stands below its title, above the columns."""
    laid_out = lead(standfirst="In short, all is well.")
    standfirst = of_origin(laid_out, "items", 0, "standfirst")[0][1]
    title, body = (of_origin(laid_out, "items", 0, key)[0][1] for key in ("title", "body"))

    assert title.y < standfirst.y < body.y
    assert 12.5 == standfirst.line.runs[0].size


@pytest.mark.parametrize(
    ("words", "page"),
    [
        (440, {"page": "A4"}),
        (420, {"page": "Letter"}),
        (280, {"page": "A4", "orientation": "landscape"}),
        (9, {"page": "A6", "orientation": "landscape"}),
    ],
)
@pytest.mark.parametrize("more", [0, 1])
def test_lead_photo_below_a_title_block_that_fills_the_page(words, page, more):
    """A lead's photo that finds no room on page 1 stands on page 2 with its credit; no page is blank, nothing twice."""
    photos = [photo(credit=f"Person {number}") for number in range(1 + more)]
    found = laid(
        brochure(item("Lead", 20, photos=photos), title="A title of the brochure", intro=prose(words), settings=page)
    )
    pages = found.pages.pages
    credit_pages, credits_ = zip(*of_origin(found, "items", 0, "photos"), strict=True)

    assert [f"Photo: Person {number}" for number in range(1 + more)] == [spelled([line.line]) for line in credits_]
    assert 1 + more == sum(len(photos_on(page)) for page in pages)
    assert photos_on(pages[1])
    assert credit_pages[0] == 2
    assert all(any(node_of(line) is not None for line in lines_on(page)) for page in pages)


def test_lead_title_never_stands_alone_at_the_foot_of_a_page():
    """Where the title block leaves room for the lead's title and not for its text, both stand on the next page."""
    link = {"label": "The handbook", "url": "https://example.org/handbook"}
    for words in range(240, 345, 6):
        text = brochure(
            item("Lead", 24, links=[link]), intro=prose(words), past_stories={"url": "https://example.org/past"}
        )
        found = laid(text)
        ((title_page, _),) = of_origin(found, "items", 0, "title")

        assert title_page == of_origin(found, "items", 0, "body")[0][0]


def test_upright_photo_of_a_lead_stands_at_the_head_of_its_text():
    """In the first column, below the title, with the text below and beside it."""
    body = "\n\n".join(prose(60) for _ in range(4))
    laid_out = laid(brochure(item("Lead", 0, body=body, photo=photo())), a=jpeg(800, 1000))
    (placed,) = photos_on(laid_out.pages.pages[0])
    lines = [line for _, line in of_origin(laid_out, "items", 0, "body")]

    assert placed.x == pytest.approx(laid_out.grid.column_x(0))
    assert placed.y < min(line.y for line in lines)
    assert placed.width == pytest.approx(laid_out.grid.column_width)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_photo_once_where_the_first_fills_the_page_below_a_long_intro(count):
    """The head that then stands without its photo takes none of the others."""
    photos = [photo(credit=f"Person {number}") for number in range(count)]
    text = brochure(
        item("Lead", 20, photos=photos),
        title="A title of the brochure",
        intro=prose(170),
        settings={"page": "A4", "orientation": "landscape"},
    )
    placed = [one.origin for page in laid(text).pages.pages for one in photos_on(page)]

    assert sorted(placed) == [("items", 0, "photos", number) for number in range(count)]
