"""The search over whole pages: every piece once and in order, nothing overlaps, every page count between the ends."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import brochure, item, laid, of_origin, photo, photos_on

from pdfbrochure.layout import flows
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.page_plans import PagePlan
from pdfbrochure.layout.paging import Search
from pdfbrochure.layout.pieces import FORBIDDEN, TextLine
from pdfbrochure.layout.plans import At, Both, Head, Plan
from pdfbrochure.layout.searching import search
from pdfbrochure.layout.stacking import Column, stack
from pdfbrochure.layout.white_fields import largest_white


def searched(text: str) -> list[tuple[Flow, list[PagePlan]]]:
    """The flow of a brochure and its pages, as the search gave them."""
    heard: list[tuple[Flow, list[PagePlan]]] = []

    def listen(flow, *arguments, **how):
        plans = search(flow, *arguments, **how)
        if plans is not None:
            heard.append((flow, plans))
        return plans

    sound, flows.search = flows.search, listen
    try:
        laid(text)
    finally:
        flows.search = sound
    return heard


def walked(plan: Plan) -> list[int]:
    """The pieces of a plan in reading order; a head stands for its own and those in a column that it replaces."""
    if isinstance(plan, Column):
        return list(range(plan.first, plan.last))
    if isinstance(plan, Head):
        return list(range(plan.item.start, plan.item.body))
    if isinstance(plan, At):
        return walked(plan.plan)
    if isinstance(plan, Both):
        return walked(plan.first) + walked(plan.second)
    return []


@st.composite
def brochures(draw):
    """Brochures of one to fourteen items of all kinds, in both themes and on several pages."""
    seed = draw(st.integers(0, 10**6))
    dice = random.Random(seed)
    items = []
    for number in range(draw(st.integers(1, 14))):
        keys = {}
        if dice.random() < 0.5:
            keys["photo"] = photo(**({"width": dice.choice(["wide", "wrap", "column"])} if dice.random() < 0.3 else {}))
        if dice.random() < 0.1:
            keys["layout"] = "feature"
        if number and dice.random() < 0.1:
            keys["new_page"] = True
        items.append(item(f"Item {number}", dice.randint(5, 260), **keys))
    page = draw(st.sampled_from(["A4", "A5", "A6", "A3", "Letter"]))
    theme = draw(st.sampled_from(["institutional", "bulletin"]))
    columns = draw(st.sampled_from([None, 1, 2, 3]))
    chosen = {"theme": theme, "page": page, **({"columns": columns} if columns else {})}
    return brochure(*items, settings=chosen, past_stories={"url": "https://example.org/x"})


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(brochures())
def test_every_piece_stands_once_and_in_order(text):
    """Walking the pages gives every piece of the flow exactly once, in the order of the file."""
    for flow, plans in searched(text):
        pieces = [piece for plan in plans for piece in walked(plan.plan)]
        opened = plans[0].start

        assert list(range(opened, flow.count)) == [piece for piece in pieces if piece >= opened]


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(brochures(), st.data())
def test_feet_are_those_of_stacking(text, data):
    """The foot of any column is where stacking its pieces one by one ends."""
    (flow, _plans), *_more = searched(text)
    start = data.draw(st.integers(0, flow.count - 1))
    end = data.draw(st.integers(start + 1, flow.count))

    assert pytest.approx(stack(flow.pieces, start, end, flow.grid)[-1][1]) == flow.foot(start, end)


def test_an_item_may_be_told_to_open_a_page():
    """`new_page` begins a page, however much of the one before stays empty."""
    found = laid(brochure(item("One", 40), item("Two", 40), item("Three", 40, new_page=True)))
    pages = {mark.title: mark.page for mark in found.pages.bookmarks}

    assert (1, 2) == (pages["Two"], pages["Three"])


def test_a_feature_stands_lower_where_its_page_would_stay_empty():
    """After a short lead a feature does not leave half of the first page white."""
    found = laid(brochure(item("One", 60), item("Two", 60, layout="feature", photo=photo())))

    assert 1 == len(found.pages.pages)
    assert photos_on(found.pages.pages[0])


def test_short_items_stand_side_by_side_on_one_lying_page():
    """Six short items on a lying page of three columns need no second page."""
    found = laid(brochure(*(item(f"Item {number}", 45) for number in range(6)), settings={"orientation": "landscape"}))

    assert 1 == len(found.pages.pages)


def test_no_column_stays_empty_while_the_next_page_waits():
    """On a page that is not the last, every column holds something."""
    items = [item(f"Item {number}", 90 + 40 * (number % 3)) for number in range(12)]
    found = laid(brochure(*items))
    for page in found.pages.pages[:-1]:
        starts = {
            round(thing.x) for thing in page.things if hasattr(thing, "line") and thing.y < found.pages.height - 60
        }

        assert any(x < 290 for x in starts)
        assert any(x > 300 for x in starts)


def test_the_search_ends_where_no_page_can_hold_what_it_should(monkeypatch):
    """Photos beside text, higher than a low page, are no reason to try hundreds of pages of a line each."""
    tried = []
    following = Search._next

    def listen(search, *arguments):
        tried.append(arguments)
        return following(search, *arguments)

    monkeypatch.setattr(Search, "_next", listen)
    items = [item(f"Item {number}", 200, photos=[photo(width="wrap") for _ in range(3)]) for number in range(5)]
    found = laid(brochure(*items, settings={"page": ["150mm", "60mm"], "orientation": "landscape"}))

    # Once with what must stand across columns, once with all that may; and a few pages more.
    assert len(tried) <= 2 * (len(found.pages.pages) + 3)


def test_an_item_across_the_page_stands_below_a_lead_across_two_columns():
    """In the bulletin a lead of two columns with an item beside it leaves its lower half to a feature."""
    items = [item("One", 90), item("Two", 60), item("Three", 60, layout="feature"), *[item("More", 300)] * 3]
    found = laid(brochure(*items, settings={"theme": "bulletin"}))
    pages = {mark.title: mark.page for mark in found.pages.bookmarks}

    assert (1, 1, 1) == (pages["One"], pages["Two"], pages["Three"])


def test_a_title_block_grows_into_rows_that_stay_empty():
    """Where a feature with a large photo opens page 2, the panel takes up to six rows of what is left on page 1."""
    items = [item("One", 360), item("Two", 20, layout="feature", photo=photo()), item("Three", 500)]
    found = laid(brochure(*items))
    (panel,) = [flat for flat in found.pages.pages[0].things if getattr(flat, "color", "") == "accent" and flat.y < 0]

    assert 174 < panel.y + panel.height <= 174 + 6 * 15 + 0.01


@pytest.mark.parametrize("words", [200, 260])
def test_a_title_block_grows_further_where_much_would_stay_empty(words):
    """As far as to leave no white field that looks like a fault, and not beyond half of the page."""
    items = [item("One", words), item("Two", 20, layout="feature", photo=photo()), item("Three", 500)]
    found = laid(brochure(*items))
    (panel,) = [flat for flat in found.pages.pages[0].things if getattr(flat, "color", "") == "accent" and flat.y < 0]

    assert 174 + 6 * 15 < panel.y + panel.height < found.pages.height / 2
    assert 0.12 < largest_white(found.pages.pages[0], found.pages.width, found.pages.height) < 0.2


@pytest.mark.parametrize("words", [40, 150])
def test_on_an_only_page_without_a_closing_a_title_block_grows_too(words):
    """A short text stands in the middle of it, and not above a white half of the page."""
    found = laid(brochure(item("One", words)))

    assert len(found.pages.pages) == 1
    assert largest_white(found.pages.pages[0], found.pages.width, found.pages.height) < 0.42
    with_closing = laid(brochure(item("One", words), past_stories={"url": "https://example.org"}))
    tops = [min(line.y for _number, line in of_origin(each, "items", 0)) for each in (with_closing, found)]
    assert tops[0] + 6 * 15 < tops[1]


def test_a_photo_beside_text_is_never_parted_sooner_than_its_item():
    """Also where a list of links is kept with what stands before it, and that is the photo."""
    entry = item("Words", 0, photo=photo(width="wrap"), links=[{"The list": "https://example.org/list"}])
    flow = searched(brochure(item("First", 60), entry, settings={"columns": 1}))[0][0]
    (at,) = [index for index, piece in enumerate(flow.pieces) if getattr(piece, "beside", None)]
    end = next(index for index in range(at, flow.count) if not isinstance(flow.pieces[index], TextLine))

    assert end - at > 5
    assert {2 * FORBIDDEN} == {piece.penalty for piece in flow.pieces[at : end - 1]}


def test_in_one_column_wide_items_follow_each_other_down_the_page():
    """A feature begins below the item before it where there is room."""
    items = [item(f"Item {number}", 60, layout="feature" if number else "lead") for number in range(3)]
    found = laid(brochure(*items, settings={"columns": 1}))

    assert 1 == len(found.pages.pages)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_one_column_on_a_wide_page_is_set_in_larger_type(theme):
    """On a lying page the only column takes most of the width, and its lines hold no more than they should."""
    found = laid(brochure(item("One", 200), settings={"theme": theme, "columns": 1, "orientation": "landscape"}))
    grid, size = found.grid, found.theme.styles["body"].size

    assert 12 < size < 14
    assert 0.58 <= grid.column_width / (found.pages.width - 2 * found.theme.page.margin_side) <= 0.7
    assert grid.column_width <= 34 * size + 0.01


def test_the_white_of_a_last_page_is_shared_out():
    """Where a few lines would stand on the last page, those before it stay some rows shorter, but not much."""
    found = laid(brochure(item("One", 620), contact="Made by us"))
    grid = found.grid
    feet = [max(placed.y for number, placed in of_origin(found, "items") if number == page) for page in (1, 2)]
    short = round((grid.row_y(grid.rows) - grid.descent - feet[0]) / grid.unit)

    assert 2 == len(found.pages.pages)
    assert 2 <= short <= 0.16 * grid.rows
    assert feet[1] > grid.row_y(8)
