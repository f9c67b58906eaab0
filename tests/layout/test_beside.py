"""Photos beside text, and across the columns in the middle of an item."""

import pytest
from support import brochure, codes, item, jpeg, laid, lines_on, of_origin, photo, photos_on, prose, text_of

LEAD = item("Lead", 20)
# Beside a photo at least so many characters find room.
LEAST = 25


def wrapped(body: int = 200, settings=None, **keys):
    """A brochure whose second item has a photo beside its text, laid out."""
    shown = keys.pop("shown", [photo(width="wrap", **keys)])
    entry = {"title": "Two", "body": prose(body), "photos": shown}
    return laid(brochure(LEAD, entry, settings=settings or {"columns": 2}), b=jpeg(400, 600), c=jpeg(900, 200))


def beside(found, placed):
    """The lines of running text at the height of a photo, in its column."""
    grid = found.grid
    column = int((placed.x - grid.side) // (grid.column_width + grid.gutter))
    start = grid.column_x(column)
    return [
        line
        for page in found.pages.pages
        if placed in page.things
        for _, line in of_origin(found, "items", 1, "body")
        if line in page.things
        and start - 3 <= line.x < start + grid.column_width
        and placed.y - 1 <= line.y <= placed.y + placed.height + 1
    ]


def off(found, y: float) -> float:
    """How far a height is from the nearest baseline of the grid."""
    grid = found.grid
    return abs((y - grid.top + grid.descent + grid.unit / 2) % grid.unit - grid.unit / 2)


@pytest.mark.parametrize("file", ["a.jpg", "b.jpg", "c.jpg"])
@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_text_runs_beside_a_photo(file, theme):
    """Photo at the end of the column, foot on a baseline, lines on the grid, clear of it, wide enough to be read."""
    found = wrapped(file=file, settings={"columns": 2, "theme": theme})
    (placed,) = [shown for page in found.pages.pages for shown in photos_on(page)]
    lines = beside(found, placed)
    grid = found.grid
    size = lines[0].line.runs[0].size

    assert len(lines) >= 2
    assert off(found, placed.y + placed.height) <= 0.3
    assert all(off(found, line.y) <= 0.3 for line in lines)
    assert all(line.x + line.line.width <= placed.x - 6 for line in lines)
    edges = [grid.column_x(column) + grid.column_width for column in range(grid.columns)]
    assert any(abs(placed.x + placed.width - edge) < 0.1 for edge in edges)
    room = min(placed.x - line.x for line in lines) - 12
    average = sum(line.line.width for line in lines) / sum(len(text_of(line.line)) for line in lines)
    assert room >= LEAST * 0.44 * size - 0.1
    # Letters of a serif are wider than the theme's rule of thumb.
    assert room >= (LEAST - 3) * average


def test_lines_beside_a_photo_are_filled():
    """No line but the last of a paragraph leaves more than a third of the room beside the photo."""
    found = wrapped(300)
    (placed,) = [shown for page in found.pages.pages for shown in photos_on(page)]
    lines = beside(found, placed)
    room = placed.x - 12 - lines[0].x

    assert all(line.line.width >= 0.66 * room for line in lines)


def test_photo_beside_is_not_tall():
    """A portrait takes no more than half a column's height."""
    found = wrapped(file="b.jpg")
    (placed,) = [shown for page in found.pages.pages for shown in photos_on(page)]

    assert placed.height <= found.grid.rows * found.grid.unit / 2
    assert placed.height > placed.width


@pytest.mark.parametrize("widths", [("wrap", "wrap"), ("wrap", "column", "wrap"), ("wide", "wrap"), ("column", "wide")])
@pytest.mark.parametrize("words", [30, 200, 500])
def test_several_photos_in_one_item(widths, words):
    """Each photo is placed once, in order, and none meets another or a line of text."""
    names = ["a.jpg", "b.jpg", "c.jpg"][: len(widths)]
    shown = [photo(name, width=width) for name, width in zip(names, widths, strict=True)]
    found = wrapped(words, shown=shown)
    placed = [(page, thing) for page in found.pages.pages for thing in photos_on(page)]

    assert sorted(names) == sorted(thing.photo for _, thing in placed)
    for page, thing in placed:
        for line in lines_on(page):
            size = line.line.runs[0].size
            clear = (
                line.x + line.line.width <= thing.x + 0.1
                or line.x >= thing.x + thing.width - 0.1
                or line.y <= thing.y + 0.1
                or line.y - 0.7 * size >= thing.y + thing.height - 0.1
            )
            assert clear, text_of(line.line)
        for other in photos_on(page):
            apart = (
                other is thing
                or other.x >= thing.x + thing.width
                or thing.x >= other.x + other.width
                or other.y >= thing.y + thing.height
                or thing.y >= other.y + other.height
            )
            assert apart


@pytest.mark.parametrize("settings", [{"columns": 3, "page": "A4"}, {"columns": 2, "page": "A5"}, {"page": "A6"}])
def test_too_narrow_columns(settings):
    """Where 25 characters and a photo find no room side by side, the photo is as wide as the column."""
    found = wrapped(settings=settings)
    (placed,) = [shown for page in found.pages.pages for shown in photos_on(page)]

    room = found.grid.column_width - 12 - LEAST * 0.44 * found.theme.styles["body"].size
    if room < 72:
        assert pytest.approx(found.grid.column_width) == placed.width
    else:
        assert placed.width < found.grid.column_width / 2


def test_short_text_beside_a_photo():
    """Text that ends beside its photo leaves white below it; the next item begins below the photo."""
    text = brochure(
        LEAD, {"title": "Two", "body": prose(8), "photo": photo(width="wrap")}, item("Three"), settings={"columns": 2}
    )
    found = laid(text)
    page = found.pages.pages[0]
    (placed,) = photos_on(page)
    title = next(line for _, line in of_origin(found, "items", 2, "title"))

    assert title.y > placed.y + placed.height or title.x > placed.x + placed.width


def test_wide_photo_parts_the_columns():
    """A wide photo is as wide as the text area; no text stands beside it, and its foot is on a baseline."""
    found = wrapped(400, shown=[photo("a.jpg", width="wide")])
    (placed,) = [shown for page in found.pages.pages for shown in photos_on(page)]
    page = next(page for page in found.pages.pages if placed in page.things)

    assert (pytest.approx(found.grid.side), pytest.approx(found.grid.text_width)) == (placed.x, placed.width)
    assert off(found, placed.y + placed.height) <= 0.3
    assert not [line for line in lines_on(page) if placed.y < line.y <= placed.y + placed.height]


@pytest.mark.parametrize("width", ["wrap", "wide", "column"])
def test_nothing_to_complain_about(width):
    """A photo fine enough for its place gives no finding, however it stands."""
    text = brochure(LEAD, item("Two", 300, photo=photo("big.jpg", width=width)), settings={"columns": 2})

    assert set(codes(text, big=jpeg(1800, 1200))) <= {"page-empty"}
