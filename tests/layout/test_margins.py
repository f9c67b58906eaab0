"""The margin beside a column: what stands there is level with its source, in its order, and meets nothing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import brochure, item, laid, lines_on, of_origin, photo, photos_on, prose, text_of

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.margins import Beside, stand
from pdfbrochure.layout.pieces import MarginBlock
from pdfbrochure.layout.trace import find_misplaced

GRID = Grid(595.0, 842.0, 48.0, 58.0, 88.0, 1, 18.0, 348.7, 15.0, 3.0, 4.8, 47, hang=130.3, hang_gap=28.3)
# A theme with a margin, whatever the bundled ones have.
MARGIN = b"""based_on: institutional
page: {columns: 1, hang: 130, hang_gap: 28}
photo: {caption_beside: 102, caption_hung: true}
lead: {columns: 1, photo: text}
masthead: {to_items: 20}
"""


def with_margin(*items, **keys):
    """A brochure in that theme, laid out."""
    return laid(brochure(*items, settings={"theme": "margin.yaml"}, **keys), **{"margin.yaml": MARGIN})


@settings(max_examples=300, deadline=None)
@given(
    blocks=st.lists(st.tuples(st.floats(0, 600), st.floats(10, 200)), max_size=6),
    captions=st.lists(st.floats(0, 660), max_size=3),
    low=st.floats(0, 100),
    high=st.floats(100, 705),
)
def test_blocks_keep_their_order_and_meet_nothing(blocks, captions, low, high):
    """They stand between the ends of their item, a row apart, clear of captions; the others are told."""
    wants = [(want, MarginBlock((), height, (number,))) for number, (want, height) in enumerate(sorted(blocks))]
    taken = [(top, top + 40.0) for top in captions]
    stood, lost = stand(Beside(low, high, wants, taken), GRID)

    assert sorted([*(each.block.key for each in stood), *lost]) == [block.key for _want, block in wants]
    assert [each.block.key for each in stood] == sorted(each.block.key for each in stood)
    for each, after in pairwise(stood):
        assert each.y + each.block.height + GRID.unit <= after.y + 0.6
    for each in stood:
        assert low - 0.6 <= each.y
        assert each.y + each.block.height <= high + 0.6
        assert all(each.y + each.block.height <= top + 0.01 or each.y >= foot - 0.01 for top, foot in taken)


def test_a_figure_stands_beside_its_text():
    """Key figures stand in the margin, level with the first line or lower, all before the column."""
    found = with_margin(item("One", 200, facts=[{"61 %": "of the water"}, {"7": "springs"}]))
    body = of_origin(found, "items", 0, "body")
    for number in range(2):
        (page, value), *_ = of_origin(found, "items", 0, "facts", number)
        assert page == body[0][0]
        assert value.x < found.grid.column_x(0) - found.grid.hang_gap
        assert value.y > body[0][1].y - found.grid.unit * 3


def test_a_short_text_has_its_figures_in_the_column():
    """Where the margin would be higher than the text by far, the figures stand below the title, side by side."""
    found = with_margin(item("One", 8, facts=[{f"{number}": "of the springs"} for number in range(1, 5)]))
    values = [of_origin(found, "items", 0, "facts", number)[0][1] for number in range(4)]
    assert all(value.x >= found.grid.column_x(0) - 1 for value in values)
    assert len({value.y for value in values}) < 4


def test_a_short_quote_stands_in_the_margin_and_a_long_one_does_not():
    """Up to ninety letters; it is beside the paragraph that follows it."""
    text = "A first paragraph. " * 12 + "\n\n> {}\n\n" + "A second paragraph. " * 30
    for quote, inside in (("The bench stands in the shade.", False), ("The bench stands in the shade. " * 6, True)):
        found = with_margin({"title": "One", "body": text.format(quote)})
        lines = [line for _, line in of_origin(found, "items", 0, "body") if line.line.runs[0].size > 12]
        assert lines
        assert all((line.x > found.grid.column_x(0) - 2) == inside for line in lines)


@pytest.mark.parametrize("words", [60, 300, 900])
def test_nothing_meets_a_caption(words):
    """Figures make way for the caption of a photo beside them, in whatever order they come."""
    facts = [{f"{number}": "of the springs that we have"} for number in range(1, 6)]
    found = with_margin(item("One", words, facts=facts, photo=photo(caption="What is seen. " * 8)), item("Two", 300))
    caption = [
        (page, line)
        for page, line in of_origin(found, "items", 0)
        if "seen." in text_of(line.line) and line.x < found.grid.column_x(0) - found.grid.hang_gap
    ]
    top, foot = caption[0][1].y - 8.0, caption[-1][1].y + 2.0
    for number in range(5):
        for page, line in of_origin(found, "items", 0, "facts", number):
            if page == caption[0][0] and line.x < found.grid.column_x(0) - found.grid.hang_gap:
                assert line.y < top or line.y - 7.0 > foot


def test_a_photo_goes_down_its_text_rather_than_leave_a_page_white():
    """Head and some text fill the page before it, and the photo opens the next: no page but the last has a hole."""
    items = [item(f"Item {number}", 0, body="\n\n".join(["A sentence that goes on. " * 18] * 5)) for number in range(4)]
    for each in items[1:]:
        each["photo"] = photo()
    found = with_margin(*items)
    for page in found.pages.pages[:-1]:
        feet = [line.y for line in lines_on(page)] + [each.y + each.height for each in photos_on(page)]
        low = max(foot for foot in feet if foot < found.grid.row_y(found.grid.rows) + 1)
        assert low > found.grid.row_y(found.grid.rows * 0.8)


def test_a_wide_photo_is_as_wide_as_the_column_beside_a_margin():
    """It leaves the margin to captions; where the page has two columns it stands across both of them."""
    found = with_margin(item("One", 60), item("Two", 60, photo=photo(width="wide")))
    (placed,) = [each for page in found.pages.pages for each in photos_on(page)]
    lying = laid(
        brochure(
            item("One", 60),
            item("Two", 60, photo=photo(width="wide")),
            settings={"theme": "brief", "orientation": "landscape"},
        )
    )
    (across,) = [each for page in lying.pages.pages for each in photos_on(page)]

    assert (found.grid.columns, lying.grid.columns) == (1, 2)
    assert placed.x >= found.grid.column_x(0) - 0.01
    assert placed.width == pytest.approx(found.grid.column_width, abs=0.1)
    assert across.width >= 2 * lying.grid.column_width


@pytest.mark.parametrize("page", ["A4", "A5", ["105mm", "148mm"]])
def test_contents_stand_in_the_margin_of_the_first_page_clear_of_what_hangs_there(page):
    """With all that hangs beside the text of page 1 above them; a page too narrow for a margin has them elsewhere."""
    items = [item(f"Item {number}", 90, date="Findings", facts=[{"7": "springs"}]) for number in range(6)]
    found = laid(brochure(*items, contents=True, issue="Brief 7", settings={"theme": "brief", "page": page}))
    first = found.pages.pages[0]
    listed = [line.y for number, line in of_origin(found, "contents") if number == 1]
    hung = [
        line.y
        for index in range(6)
        for key in ("date", "facts")
        for number, line in of_origin(found, "items", index, key)
        if number == 1 and line.x < found.grid.column_x(0) - 20
    ]
    assert first.number == 1
    assert not listed or not hung or max(hung) < min(listed)
    if page == "A4":
        assert listed
        assert hung


def test_notes_and_a_person_stand_beside_their_text():
    """A note level with the line of its mark or lower; many people stand below the text, as everywhere."""
    text = f"A spring.[^1] {prose(200)}\n\n[^1]: Counted in the first year."
    ask = [{"name": "Ann Example", "mail": "ann@example.org"}]
    found = with_margin(
        {"title": "One", "body": text, "people": ask}, {"title": "Two", "body": prose(200), "people": ask * 5}
    )
    margin = found.grid.column_x(0) - found.grid.hang_gap
    lines = [line for page in found.pages.pages for line in lines_on(page)]
    (note,) = [line for line in lines if "first year" in text_of(line.line)]
    names = [line.x for line in lines if "Ann Example" in text_of(line.line)]
    assert note.x < margin
    assert note.y > of_origin(found, "items", 0, "body")[0][1].y - found.grid.unit
    assert sorted(x < margin for x in names) == [False] * 5 + [True]


@pytest.mark.parametrize("words", [100, 115, 130])
def test_what_hangs_beside_a_text_keeps_its_head_in_one_column(words):
    """Else a person would be lost with that column, or figures stand in the margin and below the head."""
    lead = {
        "title": prose(12),
        "body": f"{prose(5)}\n\n{prose(words)}\n\n{prose(words)}",
        "facts": [{"77 %": "cities"}, {"78 %": "reports when people who"}],
        "people": [{"name": "Ann Example", "role": "Data", "photo": {"file": "a.jpg"}}],
    }
    found = laid(brochure(lead, settings={"theme": "brief", "columns": 2, "page": "A5"}))

    assert find_misplaced(found.pages, found.galley) == []


def test_an_item_that_runs_the_other_way_keeps_its_margin():
    """Its title and text stand at the other edge of the column; what hangs stays in the margin before it."""
    arabic = "\u0627\u0644\u0645\u064a\u0627\u0647 " * 60
    found = laid(
        brochure(
            item("One"),
            {"title": arabic[:6], "lang": "ar", "body": arabic, "date": "Findings", "facts": [{"7": arabic[:6]}]},
            settings={"theme": "brief"},
        )
    )
    grid = found.grid
    column = grid.column_x(0) - (grid.side - 45.4)
    for key in ("date", "facts"):
        for _, line in of_origin(found, "items", 1, key):
            assert 45.0 <= line.x <= line.x + line.line.width <= column - grid.hang_gap + 1
    title = of_origin(found, "items", 1, "title")[0][1]
    assert title.x + title.line.width == pytest.approx(column + grid.column_width, abs=1.0)


@pytest.mark.parametrize("keys", [{}, {"photo": photo()}, {"photo": photo(width="wide")}])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_date_on_the_strip_of_the_first_page_is_read_there(orientation, keys):
    """The date of a lead hangs on the accent, so it is not in the accent; whatever its head looks like."""
    lead = item("Council", 200, date="2026-01-01", layout="lead", **keys)
    found = laid(brochure(lead, item("Two", 300), settings={"theme": "brief", "orientation": orientation}))
    dates = [
        run.color
        for line in lines_on(found.pages.pages[0])
        for run in line.line.runs
        if "January" in "".join(piece.text for piece in run.pieces) and line.x < found.grid.column_x(0) - 1
    ]

    assert set(dates) == {"paper"}
