"""Columns of made-up pieces on the A4 grid: rows of 15 pt, baselines 4.2 above their foot, capitals 3.9 down."""

import itertools

import pytest
from support import brochure, item, laid

from pdfbrochure.layout.columns import FORBIDDEN, Filled, fill, stack
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import AFTER_HEAD, BLOCK, HEAD, LINE, PHOTO, Piece

UNIT = 15.0


@pytest.fixture(scope="module")
def grid() -> Grid:
    """The A4 grid of the institutional theme."""
    return laid(brochure(item())).grid


def line(penalty: float = 0.0, above: float = 0.0) -> Piece:
    """One line of body text."""
    return Piece(LINE, UNIT, above=above, penalty=penalty)


def paragraph(count: int) -> list[Piece]:
    """The lines of a paragraph, its first and last two held together."""
    return [line(FORBIDDEN if count > 1 and number in (1, count - 1) else 0.0) for number in range(1, count + 1)]


def head(height: float = 32.0, *, before_photo: bool = False) -> Piece:
    """An item's head."""
    return Piece(HEAD, height, above=UNIT, penalty=FORBIDDEN, before_photo=before_photo)


def photo(kind: int = PHOTO, height: float = 100.0, credit: float = 13.0) -> Piece:
    """A photo, with what stands below it."""
    return Piece(kind, credit, photo_height=height, least_height=80.0, taller=1, lower=1)


def places(grid: Grid, *pieces: Piece, crops: dict[int, int] | None = None) -> list[tuple[float, float]]:
    """Top and foot of each piece of one column."""
    found = stack(list(pieces), 0, len(pieces), grid, crops)
    return [(round(top, 3), round(foot, 3)) for top, foot in found]


def counts(filled: Filled) -> list[list[int]]:
    """How many pieces each column of each page holds."""
    return [[column.last - column.first for column in page] for page in filled.pages]


# ---- stacking


def test_lines_follow_row_by_row(grid):
    """Body lines fill one row each."""
    assert [(0.0, 15.0), (15.0, 30.0), (30.0, 45.0)] == places(grid, line(), line(), line())


def test_space_above_a_line_is_dropped_at_the_top(grid):
    """A sub-heading's space above is not taken at the top of a column."""
    assert [(0.0, 15.0), (30.0, 45.0)] == places(grid, line(above=15.0), line(above=15.0))


def test_head_in_a_column(grid):
    """A head of 32 after two lines: 15 above it, then slack that brings the next line onto the grid at 90."""
    assert [(58.0, 90.0), (90.0, 105.0)] == places(grid, line(), line(), head(), line())[2:]


def test_head_at_the_top(grid):
    """At a column's top a head begins at the height of capitals; the text below stands on the grid."""
    assert [(3.9, 45.0), (45.0, 60.0)] == places(grid, head(), line())


def test_space_above_a_head_is_one_to_two_units(grid):
    """Whatever the height of a head, the white above it is 15 to 29.9 pt."""
    for height in range(20, 80):
        (_, before), (top, foot) = places(grid, line(), head(float(height)))

        assert UNIT <= top - before < 2 * UNIT
        assert 0.0 == foot % UNIT


@pytest.mark.parametrize("lines", [0, 1, 7])
def test_photo_foot_stands_on_a_baseline(grid, lines):
    """A photo of 100 pt begins at the height of capitals and is fitted to end on the nearest baseline."""
    top, foot = places(grid, *[line() for _ in range(lines)], photo())[-1]

    assert pytest.approx(15.0 * lines + 3.9) == top
    assert pytest.approx(UNIT - 4.2) == (foot - 13.0) % UNIT
    assert abs(foot - 13.0 - top - 100.0) <= UNIT / 2


def test_photo_after_a_head_follows_it_at_once(grid):
    """A head before a photo is not moved onto the grid: the photo is, at its foot."""
    (_, head_foot), (top, foot), (below, _) = places(grid, head(before_photo=True), photo(AFTER_HEAD), line())

    assert 35.9 == head_foot == top
    assert pytest.approx(UNIT - 4.2) == (foot - 13.0) % UNIT
    assert 0.0 == below % UNIT


def test_crops_move_the_foot_by_rows(grid):
    """A photo cropped one row taller or lower ends one baseline further down or up."""
    feet = [places(grid, photo(), crops={0: crop})[0][1] for crop in (-1, 0, 1)]

    assert [15.0, 15.0] == pytest.approx([feet[1] - feet[0], feet[2] - feet[1]])


def test_links_leave_the_grid_and_text_returns_to_it(grid):
    """An entry 7.5 below a line stands where it ends; the next body line is back on the grid."""
    entry = Piece(BLOCK, 23.5, above=7.5)

    assert [(0.0, 15.0), (22.5, 46.0), (60.0, 75.0)] == places(grid, line(), entry, line())


# ---- filling


def test_last_page_is_balanced(grid):
    """Sixty lines on one page stand in two columns of thirty, sixty-one in thirty-one and thirty."""
    assert [[30, 30]] == counts(fill([line() for _ in range(60)], grid, 48, 0, opens_page=True))
    assert [[31, 30]] == counts(fill([line() for _ in range(61)], grid, 48, 0, opens_page=True))


def test_pages_before_the_last_are_full(grid):
    """The 96 lines of the first page fill it; the rest is balanced on the second."""
    assert [[48, 48], [12, 12]] == counts(fill([line() for _ in range(120)], grid, 48, 0, opens_page=True))


def test_first_page_may_be_shorter(grid):
    """Below a spanning head only so many rows are left on the first page."""
    assert [[10, 10], [20, 20]] == counts(fill([line() for _ in range(60)], grid, 10, 0, opens_page=True))


def test_foot_of_the_last_page_stays_free(grid):
    """Where the closing panel takes 13 rows, 80 lines do not fit on one page."""
    filled = fill([line() for _ in range(80)], grid, 48, 13, opens_page=True)

    assert 2 == len(filled.pages)
    assert 80 == sum(map(sum, counts(filled)))
    assert filled.last_rows <= 35


@pytest.mark.parametrize("count", [3, 5, 13, 48, 49, 97, 150])
def test_every_piece_is_placed_once(grid, count):
    """The columns follow each other through the whole flow."""
    filled = fill([line() for _ in range(count)], grid, 48, 0, opens_page=True)
    columns = [column for page in filled.pages for column in page]

    assert 0 == columns[0].first
    assert count == columns[-1].last
    assert all(one.last == two.first for one, two in itertools.pairwise(columns))


def test_no_widow_and_no_orphan(grid):
    """Paragraphs of four lines are parted in their middle or not at all."""
    pieces = [piece for _ in range(40) for piece in paragraph(4)]
    filled = fill(pieces, grid, 48, 0, opens_page=True)
    ends = [column.last for page in filled.pages for column in page][:-1]

    assert {0, 2} >= {end % 4 for end in ends}


def test_paragraph_of_three_lines_is_not_parted(grid):
    """Three lines would leave a line alone on either side."""
    pieces = [piece for _ in range(40) for piece in paragraph(3)]
    ends = [column.last for page in fill(pieces, grid, 48, 0, opens_page=True).pages for column in page]

    assert {0} == {end % 3 for end in ends}


def test_head_is_not_stranded(grid):
    """A head at the foot of a column goes over to the next one with its text."""
    pieces = [line() for _ in range(46)] + [head(15.0), *paragraph(60)]
    filled = fill(pieces, grid, 48, 0, opens_page=True)

    assert 46 == filled.pages[0][0].last


def test_columns_of_plain_text_differ_by_one_line_at_most(grid):
    """Balanced columns of plain text are as even as they can be."""
    for count in range(2, 90):
        (columns,) = counts(fill([line() for _ in range(count)], grid, 48, 0, opens_page=True))

        assert max(columns) - min([*columns, 0] if len(columns) < 2 else columns) <= 1


def test_piece_taller_than_a_page_still_ends(grid):
    """What is higher than a whole column stands alone instead of hanging the build."""
    pieces = [line(), Piece(BLOCK, 60 * UNIT), line()]
    filled = fill(pieces, grid, 48, 0, opens_page=True)

    assert 3 == sum(map(sum, counts(filled)))


def test_breaks_forbidden_everywhere_still_end(grid):
    """A flow that may nowhere be broken is broken all the same."""
    filled = fill([line(FORBIDDEN) for _ in range(200)], grid, 48, 0, opens_page=True)

    assert 200 == sum(map(sum, counts(filled)))
