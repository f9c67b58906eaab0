"""What hangs in the room before a column: times and sources of items, photos that reach into it."""

import pytest
from support import brochure, flats_on, item, jpeg, laid, of_origin, photo, photos_on, text_of

WIRE = {"theme": "wire"}


def press(number, words=24, **keys):
    """An item of a press review."""
    return item(f"Item {number}", words, date=f"2026-11-27 0{number % 9}:15", source="The Valley Post", **keys)


def test_times_and_sources_stand_beside_their_titles():
    """The time level with the title, the source below it, both before the text and as wide as the room there."""
    found = laid(brochure(*(press(number) for number in range(1, 9)), date="2026-11-27", settings=WIRE))
    for index in range(8):
        (_, title), *_ = of_origin(found, "items", index, "title")
        (_, time), *_ = of_origin(found, "items", index, "date")
        sources = [line for _, line in of_origin(found, "items", index, "source")]

        assert text_of(time.line) == f"0{(index + 1) % 9}:15"
        assert title.x - time.x == pytest.approx(found.grid.hang)
        assert abs(title.y - time.y) < found.grid.unit
        assert all(line.x == time.x and line.y > time.y for line in sources)
        assert all(line.x + line.line.width <= title.x - 7 for line in (time, *sources))


def test_a_short_text_leaves_room_for_what_hangs_beside_it():
    """An item of one line is as high as its time and a source of several lines: the next one begins below both."""
    long_source = {"source": "The Donau Valley Post and Mountain Gazette"}
    items = [item(f"Item {n}", 3, date="2026-11-27 08:00", **long_source) for n in range(12)]
    found = laid(brochure(*items, date="2026-11-27", settings=WIRE))
    stamps = [
        [(line.x, line.y) for _, line in of_origin(found, "items", index, "source")] for index in range(len(items))
    ]
    titles = [of_origin(found, "items", index, "title")[0][1] for index in range(len(items))]

    for stamp, title in zip(stamps, titles[1:], strict=False):
        assert len(stamp) >= 3
        if title.y > stamp[0][1]:
            assert title.y > stamp[-1][1]


def test_a_rule_parts_two_items_but_does_not_open_a_column():
    """As wide as the column with the room before it; none above the first item of a column."""
    found = laid(brochure(*(press(number) for number in range(1, 9)), date="2026-11-27", settings=WIRE))
    (page,) = found.pages.pages
    grid = found.grid
    rules = [flat for flat in flats_on(page, "hairline") if flat.y < grid.row_y(grid.rows)]

    assert 6 == len(rules)
    assert all(rule.width == pytest.approx(grid.column_width + grid.hang) for rule in rules)


def test_short_items_are_not_parted():
    """No item of a few rows goes on in the next column."""
    found = laid(brochure(*(press(number, 40) for number in range(1, 40)), date="2026-11-27", settings=WIRE))
    for index in range(39):
        places = {(page, line.x) for page, line in of_origin(found, "items", index, "body")}
        assert 1 == len(places)


def test_photos_reach_into_the_room_before_the_column():
    """A photo begins before the text of its columns and ends with it."""
    found = laid(brochure(press(1), press(2, photo=photo()), settings=WIRE), **{"a.jpg": jpeg(900, 600)})
    (placed,) = [placed for page in found.pages.pages for placed in photos_on(page)]
    title = of_origin(found, "items", 1, "title")[0][1]

    assert placed.x == pytest.approx(title.x - found.grid.hang)
    assert any(
        placed.x + placed.width == pytest.approx(found.grid.column_x(column) + found.grid.column_width)
        for column in range(2)
    )


def test_another_day_than_that_of_the_issue_is_told():
    """A press item of the day before has its day, without the year, and the time."""
    found = laid(brochure(item("One", source="Post", date="2026-11-26 07:20"), date="2026-11-27"))

    assert "Post \u00b7 26 Nov, 07:20" in " ".join(
        text_of(line.line) for _, line in of_origin(found, "items", 0, "source")
    ).replace("\u00a0", " ") + " " + " ".join(text_of(line.line) for _, line in of_origin(found, "items", 0, "date"))
