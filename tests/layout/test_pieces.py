"""Where pieces other than text stand in a column, and what parts of an item may be drawn of."""

import pytest
from support import brochure, item, run_of

from pdfbrochure.layout.grid import Grid, make_grid
from pdfbrochure.layout.mirror import mirrored
from pdfbrochure.layout.pages import PlacedFlat, PlacedShape, foot_of, moved
from pdfbrochure.layout.pieces import Atom, TableRow, TextLine
from pdfbrochure.layout.stacking import stack
from pdfbrochure.paint.inks import ScreenInks
from pdfbrochure.paint.paths import drawn


@pytest.fixture(scope="module")
def grid() -> Grid:
    """The grid of an A4 page: rows of 15 pt."""
    return make_grid(run_of(brochure(item())).edition)


def test_an_atom_on_the_grid_stands_on_rows(grid):
    """Below something that ends within a row it begins with the next row, one off the grid at once."""
    pieces = [Atom(20.0), Atom(30.0, on_grid=True), Atom(8.0, 4.0), TextLine(15.0)]

    assert [(0.0, 20.0), (30.0, 60.0), (64.0, 72.0), (75.0, 90.0)] == stack(pieces, 0, 4, grid)


def test_white_above_is_dropped_at_the_top_of_a_column(grid):
    """What stands first in a column stands at its top."""
    pieces = [Atom(30.0, 15.0, on_grid=True), Atom(30.0, 15.0, on_grid=True)]

    assert [(0.0, 30.0), (45.0, 75.0)] == stack(pieces, 0, 2, grid)


def test_a_table_repeats_its_header_at_the_top_of_a_column(grid):
    """A row that opens a column has room for the header above it; the rows below it have none."""
    rows = [TableRow(15.0, header_height=30.0) for _ in range(3)]

    assert [(0.0, 45.0), (45.0, 60.0), (60.0, 75.0)] == stack(rows, 0, 3, grid)
    assert [(15.0, 30.0), (30.0, 45.0)] == stack([TextLine(15.0), *rows], 0, 3, grid)[1:]


def test_a_shape_is_moved_and_turned_over_like_all_that_is_placed():
    """Its edges count its line: 2 wide, it reaches 1 beyond its points."""
    shape = PlacedShape(((10.0, 5.0), (30.0, 25.0)), "accent", 2.0)
    (there,) = moved([shape], 100.0, 50.0)

    assert (109.0, 54.0, 22.0, 22.0, 76.0) == (there.x, there.y, there.width, there.height, foot_of(there))
    assert ((190.0, 5.0), (170.0, 25.0)) == mirrored(shape, 200.0).points
    assert 60.0 == mirrored(PlacedFlat(100.0, 0.0, 40.0, 1.0, "ink"), 200.0).x


def test_a_shape_is_a_path_from_the_foot_of_the_page():
    """A line is stroked, a surface filled, a disc is four curves; each leaves the state as it was."""
    inks = ScreenInks({"accent": "#0000ff", "tint": "#ff0000", "ink": "#000000"})
    line = drawn(PlacedShape(((10.0, 5.0), (30.0, 25.0)), "accent", 2.0, dash=(3.0, 1.0)), 100.0, inks)
    surface = drawn(PlacedShape(((0.0, 0.0), (9.0, 0.0), (9.0, 9.0)), fill="tint"), 100.0, inks)
    disc = drawn(PlacedShape(((50.0, 50.0),), fill="ink", radius=2.0), 100.0, inks)

    assert b"q 0 0 1 RG 2 w 1 J 1 j [3 1] 0 d 10 95 m 30 75 l S Q" == line
    assert b"q 1 0 0 rg 0 100 m 9 100 l 9 91 l f Q" == surface
    assert 4 == disc.count(b" c ")
