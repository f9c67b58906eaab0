"""Photos without a width stand together: in which rows, where, with which words, and as which elements."""

import itertools

import pytest
from support import brochure, item, jpeg, laid, of_origin, photo, photos_on, run_of, text_of

from pdfbrochure.compose.blocks import Figure, Role
from pdfbrochure.compose.galleries import credits_of, rows_of
from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.photo_rows import place_photos

WIDE = jpeg(1200, 800)
TALL = jpeg(800, 1200)


def gallery(count: int, *, picture: bytes = WIDE, kind: str = "normal", **keys):
    """A short lead, and an item of so many photos, laid out, and those photos."""
    photos = [photo(credit="Ann", alt=f"Photo {n}") for n in range(count)]
    two = item("Two", 120, photos=photos, layout=kind, **keys)
    settings = keys.pop("settings", {})
    laid_out = laid(brochure(item("One", 10), two, settings=settings), a=picture)
    return laid_out, [one for page in laid_out.pages.pages for one in photos_on(page)]


@pytest.mark.parametrize(
    ("count", "rows"),
    [(2, [2]), (3, [1, 2]), (4, [2, 2]), (5, [2, 3]), (6, [3, 3]), (7, [3, 4]), (8, [4, 4]), (12, [4, 4, 4])],
)
def test_rows_by_number(count, rows):
    """Two by two up to four, then three, then four abreast; of three the first stands over the others."""
    assert rows == [len(row.shares) for row in rows_of([1.5] * count, "auto")]


@pytest.mark.parametrize(
    ("form", "rows"), [("grid", [2, 2]), ("strip", [4]), ("pair", [2, 2]), ("none", None), ("auto", [2, 2])]
)
def test_forms(form, rows):
    """The form asked for is taken."""
    _laid_out, placed = gallery(4, gallery=form)
    found = [len(list(row)) for _y, row in itertools.groupby(placed, key=lambda one: round(one.y))]

    assert len(placed) == 4
    if rows is None:
        assert len({round(one.width) for one in placed}) == 1
        assert len({(round(one.x), round(one.y)) for one in placed}) == 4
    else:
        assert found == rows


@pytest.mark.parametrize(("count", "rows"), [(2, [2]), (3, [3]), (5, [2, 3]), (6, [2, 2, 2])])
def test_an_odd_photo_of_pairs_stands_with_the_last_two(count, rows):
    """Alone in a row below them it would be cut to a strip."""
    found = rows_of([1.5] * count, "pair")

    assert rows == [len(row.shares) for row in found]
    assert all(share / row.height == pytest.approx(1.5) for row in found for share in row.shares)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_pairs_are_not_cut_to_uprights(theme):
    """Landscapes stay landscapes, and an upright beside one is as narrow as it is: none loses half of itself."""
    photos = [photo(f"{name}.jpg", alt=name) for name in "bcbbbc"]
    text = brochure(item("One", 10), item("Two", 90, photos=photos, gallery="pair"), settings={"theme": theme})
    found = laid(text, b=WIDE, c=TALL)
    for placed in (one for page in found.pages.pages for one in photos_on(page)):
        crop = placed.crop

        assert (crop.right - crop.left) * (crop.bottom - crop.top) > 0.55


def test_gaps_are_even_and_edges_stand_on_the_grid():
    """The same gap beside and below, the outer edges on the type area, all photos equally large."""
    laid_out, (one, two, three, four) = gallery(4)
    grid = laid_out.grid
    gap = grid.cap + grid.descent

    assert one.x == three.x == pytest.approx(grid.side)
    assert two.x + two.width == pytest.approx(grid.width - grid.side)
    assert [two.x - one.x - one.width, three.y - one.y - one.height] == pytest.approx([gap, gap])
    assert len({(round(each.width, 3), round(each.height, 3)) for each in (one, two, three, four)}) == 1


def test_uprights_stand_abreast():
    """Three portraits are one row, none of them beheaded."""
    _laid_out, placed = gallery(3, picture=TALL)

    assert len({round(one.y, 3) for one in placed}) == 1
    assert all(one.width / one.height < 1.1 for one in placed)


@pytest.mark.parametrize("count", [2, 5, 9, 14, 30])
def test_every_photo_is_placed_once(count):
    """Also where there are more than one gallery holds."""
    laid_out, placed = gallery(count)
    grid = laid_out.grid

    assert sorted(one.origin[-1] for one in placed) == list(range(count))
    assert all(one.y >= grid.top and one.y + one.height <= grid.row_y(grid.rows) for one in placed)


def test_words_stand_once_below():
    """A name that took all is printed once; of several, each with the numbers of its photos."""
    laid_out, placed = gallery(4)
    lines = [line for _, line in of_origin(laid_out, "items", 1, "photos")]

    assert ["Photo: Ann"] == [text_of(line.line) for line in lines]
    assert lines[0].x == min(one.x for one in placed)
    assert lines[0].y > max(one.y + one.height for one in placed)
    assert credits_of(["Ann", "Ben", "Ann"]) == "Ann (1, 3), Ben (2)"
    assert credits_of(["Ann", ""]) == "Ann (1)"


def test_captions_come_before_credits():
    """In the order of the photos, on a line of their own."""
    photos = [photo(caption=words) for words in ("A weir", "A gauge.", "A mill")]
    laid_out = laid(brochure(item("One", 10), item("Two", 60, photos=photos)), a=WIDE)
    lines = [text_of(line.line) for _, line in of_origin(laid_out, "items", 1, "photos")]

    assert lines == ["A weir; A gauge; A mill.", "Photo: Ann Example"]


def test_each_photo_is_a_figure_with_its_text():
    """In order; the words below are in the last."""
    laid_out, placed = gallery(3)
    nodes = laid_out.galley.nodes
    figures = [nodes[one.owner] for one in placed]
    (caption,) = [number for number, node in enumerate(nodes) if node.role is Role.CAPTION]

    assert ["Photo 0", "Photo 1", "Photo 2"] == [figure.alt for figure in figures]
    assert {Role.FIGURE} == {figure.role for figure in figures}
    assert nodes.above(caption) == placed[-1].owner


def test_a_lead_keeps_its_first_photo():
    """It stands with the title, the others in a gallery; a form asked for takes all."""
    photos = [photo() for _ in range(3)]
    laid_out = laid(brochure(item("One", 200, photos=photos)), a=WIDE)
    first, *others = photos_on(laid_out.pages.pages[0])

    assert first.width > laid_out.grid.text_width
    assert len({round(one.y) for one in others}) == 1
    laid_out = laid(brochure(item("One", 200, photos=photos, gallery="strip")), a=WIDE)
    assert len({round(one.y) for one in photos_on(laid_out.pages.pages[0])}) == 1


def test_photos_with_a_width_stand_by_themselves():
    """Only those without one are gathered."""
    photos = [photo(), photo(width="column"), photo()]
    laid_out = laid(brochure(item("One", 10), item("Two", 120, photos=photos)), a=WIDE)
    placed = {one.origin[-1]: one for one in photos_on(laid_out.pages.pages[0])}

    assert placed[0].y == placed[2].y
    assert placed[1].width == pytest.approx(laid_out.grid.column_width)


def test_from_right_to_left():
    """The first photo stands at the right."""
    photos = [photo() for _ in range(4)]
    text = brochure(item("One", 10), item("Two", 60, photos=photos), language="ar")
    one, two, *_ = photos_on(laid(text, a=WIDE).pages.pages[0])

    assert one.x > two.x


@pytest.mark.parametrize(("photos", "have"), [([], "no photo"), ([photo()], "one photo only")])
def test_a_gallery_of_fewer_than_two_is_an_error(photos, have):
    """It is told at the key."""
    with pytest.raises(BrochureError) as raised:
        laid(brochure(item("One", 10, photos=photos, gallery="grid")))
    found = next(one for one in raised.value.report.findings() if one.code == "gallery-too-small")

    assert have in found.what
    assert found.origin == ("items", 0, "gallery")


def test_title_of_photos_alone_stands_above_them():
    """An item of photos without text begins with its title, on the same page as the photos."""
    laid_out, photos = gallery(4)
    alone = laid(
        brochure(item("One", 10), item("Two", 0, photos=[photo(credit="Ann", alt=f"{n}") for n in range(4)])), a=WIDE
    )
    ((number, title),) = of_origin(alone, "items", 1, "title")
    placed = photos_on(alone.pages.pages[number - 1])

    assert len(placed) == 4
    assert all(title.y < one.y for one in placed)
    ((_page, with_text),) = of_origin(laid_out, "items", 1, "title")
    assert with_text.y > min(one.y for one in photos)


def test_rows_of_a_gallery_in_a_column_end_on_baselines():
    """Wherever its first begins, and however little their heights differ."""
    grid = make_grid(run_of(brochure(item())).edition)
    members = tuple(
        Figure(f"{n}.jpg", ("items", 0), None, (0.5, 0.5), None, aspect=a) for n, a in enumerate((4, 1.5, 1.5))
    )
    whole = Figure("0.jpg", ("items", 0), None, (0.5, 0.5), None, aspect=1.4, members=members)

    for height in (100.0, 104.9, 111.0, 130.5):
        foot = grid.row_y(20) - grid.descent
        placed = place_photos(whole, 0.0, foot - height, 179.0, height, grid)
        rows = {round((foot - each.y - each.height) / grid.unit, 3) for each in placed}

        assert len(placed) == 3
        assert all(row == round(row) for row in rows), height
        assert max(each.y + each.height for each in placed) == pytest.approx(foot)
