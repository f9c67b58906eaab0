"""The grid: margins, columns and rows of every page size, by the sums of the design."""

import pytest
from support import brochure, codes, item, run_of

from pdfbrochure.fit.scale import knobs_at, turn
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.furniture import footer_top, page_slots
from pdfbrochure.layout.grid import Grid, make_grid


def grid_for(**settings) -> Grid:
    """The grid that these settings ask for."""
    return make_grid(run_of(brochure(item(), **({"settings": settings} if settings else {}))).edition)


def test_a4_is_the_design():
    """On A4: margins of 18 mm, two columns of 83.8 mm, 48 rows of 15 pt."""
    grid = grid_for()

    assert (51.0, 51.0, 2, 18.0, 15.0, 48) == (grid.top, grid.side, grid.columns, grid.gutter, grid.unit, grid.rows)
    assert pytest.approx(237.64, abs=0.01) == grid.column_width
    assert pytest.approx(493.28, abs=0.01) == grid.text_width


def test_columns_and_rows_have_places():
    """The second column begins behind the first and the gutter; the third row two units below the first."""
    grid = grid_for()

    assert pytest.approx(51 + 237.64 + 18, abs=0.01) == grid.column_x(1)
    assert 81.0 == grid.row_y(2)


def test_snap():
    """Snapping goes down to the next row, and stays where a row begins already."""
    assert [0.0, 15.0, 15.0, 30.0] == [grid_for().snap(y) for y in (0.0, 0.1, 15.0, 15.01)]


@pytest.mark.parametrize(
    ("page", "orientation", "columns"),
    [
        ("A4", "portrait", 2),
        ("A3", "portrait", 3),
        ("A5", "portrait", 2),
        ("A6", "portrait", 1),
        ("A4", "landscape", 3),
        ("Letter", "portrait", 2),
    ],
)
def test_default_columns(page, orientation, columns):
    """A page has as many columns as keep the measure readable."""
    grid = grid_for(page=page, orientation=orientation)

    assert columns == grid.columns
    assert (orientation == "landscape") == (grid.width > grid.height)


@pytest.mark.parametrize("page", ["A3", "A4", "A5", "A6", "Letter", "Legal", "[60mm, 90mm]", "[1200mm, 1000mm]"])
@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_columns_fill_the_text_width(page, columns):
    """Whatever the page, its columns and gutters are as wide as the type area, which lies inside the margins.

    Columns narrower than 60 pt are not set, whoever asks for them.
    """
    size = [part.strip() for part in page.strip("[]").split(",")] if page.startswith("[") else page
    grid = grid_for(page=size, columns=columns)

    assert grid.columns == columns or (grid.text_width + grid.gutter) / columns < 60 + grid.gutter
    assert pytest.approx(grid.text_width) == grid.column_x(grid.columns - 1) + grid.column_width - grid.side
    assert grid.row_y(grid.rows) <= grid.height - grid.foot + 0.5
    assert min(grid.top, grid.side) >= 34.0


def test_columns_that_find_no_room_are_told():
    """On A6 there is room for three columns of 60 pt, not for four."""
    text = brochure(item(), settings={"page": "A6", "columns": 4})

    assert ["too-many-columns"] == codes(text)
    assert [] == codes(brochure(item(), settings={"page": "A6", "columns": 3}))


def test_one_column_of_a_theme_of_narrow_ones_is_wide_enough_to_read():
    """It holds some 75 characters, in the middle of the page."""
    grid = grid_for(theme="bulletin", columns=1)

    assert pytest.approx(34 * 9.5) == grid.column_width
    assert pytest.approx(595.28, abs=0.01) == 2 * grid.side + grid.column_width


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "wire", "brief", "digest"])
@pytest.mark.parametrize("page", [{"page": "A4"}, {"page": "A5"}, {"page": "A5", "orientation": "landscape"}])
def test_the_last_row_stands_off_the_footer(theme, page):
    """Also on small pages, however tightly the text is set."""
    run = run_of(brochure(item(), settings={"theme": theme, **page}))
    edition, slots = run.edition, page_slots(run.composed.galley, 1, None)

    for place in range(-10, 11):
        turned = edition.with_theme(turn(edition.theme, knobs_at(edition.theme, place / 10)))
        grid = make_grid(turned)
        assert grid.row_y(grid.rows) + 3.0 < footer_top(slots, Desk(run.setter, turned, {})), place
