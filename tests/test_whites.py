"""Pages that look empty, and what the finding says would fill them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import brochure, item, jpeg, photo, with_photos

from pdfbrochure.layout.pages import Page, PlacedFlat
from pdfbrochure.layout.white_fields import largest_white
from pdfbrochure.pipeline import build

A4 = (595.0, 842.0)


def findings(*items, **keys):
    """What is found empty in a brochure."""
    files = with_photos(brochure(*items, **keys), a=jpeg(1500, 1000))
    return [one for one in build("brochure.yaml", files=files).report.findings() if one.code == "page-empty"]


def page(*flats) -> Page:
    """A page of flats."""
    return Page(1, tuple(PlacedFlat(*flat, color) for *flat, color in flats))


def test_white_is_a_share_of_the_type_area():
    """An empty page is white, a panel over its upper half leaves a half, and one of paper is none."""
    assert largest_white(page(), *A4) == pytest.approx(1.0, abs=0.02)
    half = (842 * 0.055 + 842 * 0.925) / 2
    assert largest_white(page((0, 0, 595, half, "accent")), *A4) == pytest.approx(0.5, abs=0.02)
    assert largest_white(page((0, 0, 595, half, "paper")), *A4) == pytest.approx(1.0, abs=0.02)


def test_white_is_the_largest_rectangle():
    """A rule down the middle and one across leave a quarter."""
    cross = page((296, 0, 3, 842, "hairline"), (0, 412, 595, 3, "hairline"))

    assert largest_white(cross, *A4) == pytest.approx(0.25, abs=0.02)


@given(
    st.lists(st.tuples(st.integers(0, 550), st.integers(0, 800), st.integers(5, 400), st.integers(5, 400)), max_size=8),
    st.sampled_from([0.1, 0.3, 0.6]),
)
def test_white_below_what_is_asked_for_is_none(flats, least):
    """Asked for a least share, the largest white is what it is without, and nothing where that is smaller."""
    things = page(*((*flat, "accent") for flat in flats))
    whole = largest_white(things, *A4)

    assert largest_white(things, *A4, least) == pytest.approx(whole) or whole <= least


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 9), st.integers(1, 8), st.integers(1, 8)), max_size=9),
)
def test_no_white_rectangle_is_larger(flats):
    """On a small page, of which flats cover whole cells, all rectangles are compared."""
    cell, across, down = 6.0, 12, 10
    width, height = 2 * 34.0 + across * cell, 34.0 + 60.0 + down * cell
    covered = {
        (x, y)
        for left, top, wide, high in flats
        for x in range(left, min(left + wide, across))
        for y in range(top, min(top + high, down))
    }
    inked = ((34 + x * cell + 1, 34 + y * cell + 1, cell - 2, cell - 2, "accent") for x, y in covered)
    largest = max(
        (right - left) * (foot - top)
        for left in range(across)
        for top in range(down)
        for right in range(left, across + 1)
        for foot in range(top, down + 1)
        if not any(left <= x < right and top <= y < foot for x, y in covered)
    )

    assert largest_white(page(*inked), width, height) == pytest.approx(largest / (across * down))


def test_an_item_that_opens_a_page_leaves_the_one_before_it_white():
    """The finding stands at the key and names it."""
    found = findings(item("One", 20), item("Two", 20, new_page=True), item("Three", 900))
    (first,) = [one for one in found if "page 1 " in one.what]

    assert first.origin == ("items", 1, "new_page")
    assert "`new_page: true`" in first.mend
    assert "Two" in first.mend


@pytest.mark.parametrize("keys", [{}, {"date": "2026-03-01"}])
def test_what_holds_an_item_on_an_empty_last_page_is_told(keys):
    """No setting saves a page that an item is to open, be it with its date."""
    found = findings(item("One", 1300), item("Two", 20, new_page=True, **keys))[0]

    assert "page 3 " in found.what
    assert found.origin == ("items", 1, "new_page")
    assert "`new_page: true`" in found.mend
    assert "`pages: " not in found.mend


@pytest.mark.parametrize(("theme", "words"), [("bulletin", 740), ("institutional", 640)])
def test_a_last_page_of_a_few_lines_is_saved(theme, words):
    """No one has to ask for a page less where a tighter setting does with it."""
    files = with_photos(brochure(item("One", words), settings={"theme": theme}))
    built = build("brochure.yaml", files=files)

    assert built.pages == 1
    assert built.knobs
    assert not built.report.findings()


def test_a_last_page_that_no_setting_saves_is_to_be_filled():
    """One page less is not proposed where the others could not take its text in; the field of past stories is."""
    found = findings(item("One", 790), settings={"theme": "bulletin"})[-1]

    assert "page 2 " in found.what
    assert "`pages: 1`" not in found.mend
    assert "`past_stories: {url: …}`" in found.mend


def test_a_form_that_was_asked_for_is_named():
    """A closing that may not grow leaves the page white."""
    stories = {"url": "https://a.eu/old", "form": "band"}
    found = findings(item("One", 1300), item("Two", 3, new_page=True), past_stories=stories)[-1]

    assert "`form: back`" in found.mend


def test_full_pages_and_single_ones_are_not_told():
    """A page alone is as full as its text."""
    assert not findings(item("One", 5))
    assert not findings(item("One", 1600, photo=photo()), past_stories={"url": "https://a.eu"})
