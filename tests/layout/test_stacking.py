"""One column by hand: where its pieces stand on rows of 10 points, what white costs, and how it meets its height."""

from __future__ import annotations

import pytest

from pdfbrochure.compose.blocks import Figure
from pdfbrochure.layout.grid import Grid, note_rows
from pdfbrochure.layout.pieces import Atom, HeadPiece, PhotoPiece, Piece, SetNote, Stretchable, TableRow, TextLine
from pdfbrochure.layout.stacking import Column, hole_cost, place, settle, stack, stands_on_grid, white_cost
from pdfbrochure.text.lines import Line

NO_LINE = Line(0.0, ())
# Letters begin 3 below the top of a row and stand on a baseline 2 above its foot.
GRID = Grid(
    width=300, height=400, top=0, side=0, foot=0, columns=2, gutter=10, column_width=145, unit=10, cap=3, descent=2,
    rows=40,
)  # fmt: skip


def photo(natural: float = 45.0, *, least: float = 20.0, after_head: bool = False, **rows: int) -> PhotoPiece:
    """A photo with a caption of 9 points below it."""
    return PhotoPiece(
        9.0,
        figure=Figure("a.jpg", (), None, (0.5, 0.5), None),
        after_head=after_head,
        lines=(),
        natural=natural,
        least=least,
        taller=rows.get("taller", 0),
        lower=rows.get("lower", 0),
        grows=rows.get("grows", 0),
        width=145.0,
    )


def text(count: int) -> list[Piece]:
    """So many lines of text."""
    return [TextLine(10.0) for _ in range(count)]


@pytest.mark.parametrize(
    ("white", "rows", "cost"), [(0, 40, 0.0), (40, 40, 11_500.0), (4, 40, 115.0), (4, 8, 475.0), (0, 0, 0.0)]
)
def test_white_costs_its_share_of_page_and_column_squared(white: float, rows: int, cost: float) -> None:
    """A whole column is dear, a tenth costs a hundredth, and a low column half empty more than a high one."""
    assert white_cost(white, rows, GRID) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("piece", "y", "wanted"),
    [
        # A line stands on the next row, at the top on the first, whatever it would have above it.
        (TextLine(10.0), 0.0, (0.0, 10.0)),
        (TextLine(10.0), 30.0, (30.0, 40.0)),
        (TextLine(10.0), 31.0, (40.0, 50.0)),
        (TextLine(10.0, above=5.0), 30.0, (40.0, 50.0)),
        (TextLine(10.0, above=5.0), 0.0, (0.0, 10.0)),
        # An atom follows what is above it; one on the grid waits for its row.
        (Atom(7.0, above=4.0), 0.0, (0.0, 7.0)),
        (Atom(7.0, above=4.0), 31.0, (35.0, 42.0)),
        (Atom(20.0, above=4.0, on_grid=True), 31.0, (40.0, 60.0)),
        # A row of a table has its header above it at a column's top alone.
        (TableRow(10.0, header_height=20.0), 0.0, (0.0, 30.0)),
        (TableRow(10.0, above=4.0, header_height=20.0), 28.0, (40.0, 50.0)),
        # The first row begins with the height of its letters; below it text stands on the nearest row.
        (HeadPiece(20.0), 0.0, (3.0, 30.0)),
        (HeadPiece(29.0), 0.0, (3.0, 30.0)),
        (HeadPiece(30.0), 0.0, (3.0, 40.0)),
        (HeadPiece(20.0, above=8.0), 40.0, (49.2, 70.0)),
        (HeadPiece(20.0, above=11.0), 40.0, (50.4, 70.0)),
        (HeadPiece(20.0, before_photo=True), 0.0, (3.0, 23.0)),
        (HeadPiece(20.0, above=5.0, before_photo=True), 41.0, (58.0, 78.0)),
        # A photo's foot is a baseline: 3 + 45 is nearest to row 5, of which 2 are below the line.
        (photo(), 0.0, (3.0, 57.0)),
        (photo(), 33.0, (43.0, 97.0)),
        (photo(after_head=True), 33.0, (33.0, 87.0)),
        (photo(natural=10.0), 0.0, (3.0, 37.0)),
        (photo(natural=41.0), 0.0, (3.0, 57.0)),
        (photo(natural=39.0), 0.0, (3.0, 47.0)),
        # Not lower than the least height, nor by a row higher than that; and a row at least.
        (photo(natural=10.0, least=25.0), 0.0, (3.0, 37.0)),
        (photo(natural=10.0, least=36.0), 0.0, (3.0, 57.0)),
        (photo(natural=0.0, least=0.0), 0.0, (3.0, 17.0)),
    ],
)
def test_where_a_piece_stands(piece: Piece, y: float, wanted: tuple[float, float]) -> None:
    """Top and foot of what follows content that ends at `y`."""
    assert place(piece, y, GRID) == pytest.approx(wanted)


def test_a_crop_moves_the_foot_by_rows() -> None:
    """A row more or fewer; what the author gives away is not given back for the least height."""
    assert place(photo(), 0.0, GRID, 2) == pytest.approx((3.0, 77.0))
    assert place(photo(least=45.0), 0.0, GRID, -1) == pytest.approx((3.0, 47.0))


def test_a_stack_carries_on_where_the_last_piece_ends() -> None:
    """Head, photo and text below each other; a crop is that of the photo with its number."""
    pieces = [HeadPiece(20.0), photo(), *text(2)]

    assert stack(pieces, 0, 4, GRID) == [(3.0, 30.0), (33.0, 87.0), (90.0, 100.0), (100.0, 110.0)]
    assert stack(pieces, 1, 3, GRID, {1: 1}) == [(3.0, 67.0), (70.0, 80.0)]


def test_what_stands_on_rows() -> None:
    """Lines, rows of tables and atoms on the grid; heads and photos move what is below them."""
    pieces = [*text(1), TableRow(10.0), Atom(10.0, on_grid=True), Atom(10.0), HeadPiece(10.0), photo()]

    assert [True, True, True, False, False, False] == [stands_on_grid(piece) for piece in pieces]


@pytest.mark.parametrize(
    ("rows", "fills", "crops"),
    [
        # The photo (six rows with its caption) and four lines: ten rows.
        (10, True, {}),
        (9, True, {0: -1}),
        (8, True, {0: -2}),
        (7, True, {0: -2}),
        (11, True, {0: 1}),
        (13, True, {0: 3}),
        # What cannot be filled wholly is left white, and what need not be filled is left alone.
        (14, True, {}),
        (11, False, {}),
        (9, False, {0: -1}),
    ],
)
def test_a_photo_gives_and_takes_rows(rows: int, fills: bool, crops: dict[int, int]) -> None:
    """As many as bring the column to its last row, within what it may be cropped."""
    pieces: list[Piece] = [photo(taller=3, lower=2), *text(4)]
    own, found = settle(pieces, Column(0, 5, rows, fills=fills), GRID)

    assert own == pieces
    assert found == crops


def test_notes_take_rows_of_their_column() -> None:
    """Below them there is as much less, so a photo gives way."""
    noted = TextLine(10.0, notes=(SetNote((NO_LINE,), 12.0),))

    rows = note_rows(12.0, GRID.unit)

    assert rows > 1
    assert settle([photo(lower=4), noted], Column(0, 2, 7 + rows), GRID)[1] == {}
    assert settle([photo(lower=4), noted], Column(0, 2, 7), GRID)[1] == {0: -rows}


def test_two_photos_share_rows_and_no_third_paragraph_gains_a_line() -> None:
    """A row each in turn; then paragraphs gain a line, two of a column at most, and lose as many as they must."""
    pieces: list[Piece] = [photo(taller=1), photo(taller=3), *text(2)]
    own, crops = settle(pieces, Column(0, 4, 17, fills=True), GRID)
    assert (len(own), crops) == (4, {0: 1, 1: 2})

    def paragraph() -> list[Piece]:
        last = TextLine(10.0, paragraph=Stretchable(2, lambda: {3: text(3), 1: text(1)}))
        return [TextLine(10.0), last]

    three = [*paragraph(), *paragraph(), *paragraph()]
    assert len(settle(three, Column(0, 6, 7, fills=True), GRID)[0]) == 7
    assert len(settle(three, Column(0, 6, 8, fills=True), GRID)[0]) == 8
    assert len(settle(three, Column(0, 6, 9, fills=True), GRID)[0]) == 6
    assert len(settle(three, Column(0, 6, 4, fills=True), GRID)[0]) == 4
    assert len(settle(three, Column(0, 6, 3, fills=True), GRID)[0]) == 3
    # A photo's rows are given first, and its number moves with the lines before it.
    mixed = [*paragraph(), photo(taller=1), *text(1)]
    own, crops = settle(mixed, Column(0, 4, 11, fills=True), GRID)
    assert (len(own), crops) == (5, {3: 1})
    # Where photos suffice, no paragraph changes.
    for photos, rows in ((photo(taller=1), 10), (photo(lower=1), 8)):
        own, crops = settle([*paragraph(), photos, *text(1)], Column(0, 4, rows, fills=True), GRID)
        assert (len(own), crops) == (4, {2: rows - 9})


def test_photo_grows_only_in_a_column_that_is_to_be_filled_so() -> None:
    """Beyond what is usual a photo grows where the search has counted on it, and nowhere else."""
    pieces = [photo(taller=1, grows=4), *text(3)]

    assert settle(pieces, Column(0, 4, 14), GRID)[1] == {}
    assert settle(pieces, Column(0, 4, 14, grows=True), GRID)[1] == {0: 5}
    # More than it may it does not grow, for that would not fill the column.
    assert settle(pieces, Column(0, 4, 15, grows=True), GRID)[1] == {}


def test_a_white_field_costs_only_where_it_is_large() -> None:
    """Columns side by side that all end high are one field: that costs beside the white of each."""
    assert hole_cost(1, 12, GRID) == hole_cost(2, 6, GRID) == 0.0
    assert 0.0 < hole_cost(1, 20, GRID) == hole_cost(2, 10, GRID) < hole_cost(2, 20, GRID)
