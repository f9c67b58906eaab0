"""Agendas across the columns of a page, or in cells on a page of one column: where they stand and how they go on."""

import pytest
from support import brochure, item, laid, lines_on, of_origin, prose, text_of

from pdfbrochure.layout.trace import find_misplaced

WIDE = ["institutional", "bulletin", "digest", "wire"]
PLACE = f"In the great hall of the old mint, {prose(22)}"


def agenda(count, where="Ghent, Old Mint"):
    """A day each of June."""
    return [
        {"date": f"2026-06-{day:02}", "time": "10.00", "what": f"Meeting {day}", "where": where}
        for day in range(1, count + 1)
    ]


def dates(entries, *, words=60, **keys):
    """A brochure of a text and of an agenda, laid out."""
    items = [item("One", words), {"title": "Where to meet us", "agenda": entries}]
    return laid(brochure(*items, date="2026-05-01", **keys))


def places(found, key, count):
    """Page, x and y of the first line of a key of each entry."""
    return [
        (page, round(line.x, 2), round(line.y, 2))
        for number in range(count)
        for page, line in of_origin(found, "items", 1, "agenda", number, key)[:1]
    ]


def repeated(found):
    """Pages and elements of the lines that say that the agenda goes on."""
    return [
        (number, {run.node for run in placed.line.runs})
        for number, page in enumerate(found.pages.pages, 1)
        for placed in lines_on(page)
        if text_of(placed.line).endswith("(continued)")
    ]


@pytest.mark.parametrize("theme", WIDE)
def test_some_entries_stand_across_the_columns(theme):
    """Date, time, what and where of an entry stand in one row, each kind below its like; places in the last column."""
    found = dates(agenda(7), settings={"theme": theme})
    kinds = [places(found, key, 7) for key in ("date", "time", "what", "where")]

    assert [7] * 4 == [len(kind) for kind in kinds]
    assert all(len({(page, y) for page, _x, y in entry}) == 1 for entry in zip(*kinds, strict=True))
    assert [1] * 4 == [len({x for _page, x, _y in kind}) for kind in kinds]
    starts = [kind[0][1] for kind in kinds]
    assert starts == sorted(starts)
    assert starts[-1] >= found.grid.column_x(found.grid.columns - 1) - 0.1


@pytest.mark.parametrize("count", [5, 13])
def test_few_and_many_entries_stand_in_the_columns(count):
    """Where they stand below what takes place: a few need no more, and many fill the columns."""
    found = dates(agenda(count))

    assert places(found, "what", count) != []
    pairs = zip(places(found, "what", count), places(found, "where", count), strict=True)
    assert all(what[:2] == where[:2] and what[2] < where[2] for what, where in pairs)


@pytest.mark.parametrize("theme", WIDE)
def test_long_places_stand_beside_what_takes_place(theme):
    """Two entries are enough, if a place would take many lines of a column."""
    found = dates(agenda(2, PLACE), settings={"theme": theme})

    pairs = zip(places(found, "what", 2), places(found, "where", 2), strict=True)
    assert all(what[2] == where[2] and what[1] < where[1] for what, where in pairs)


@pytest.mark.parametrize(
    "settings", [{"theme": "institutional"}, {"theme": "bulletin", "page": "A5"}, {"theme": "digest"}]
)
def test_an_agenda_goes_on_on_the_next_page(settings):
    """Whose it is stands above it once more, as furniture; nothing is lost, and no entry is parted from all others."""
    ends = set()
    for words in range(330, 1000, 110):
        found = dates(agenda(12, PLACE), words=words, settings=settings)
        pages = [page for page, _x, _y in places(found, "what", 12)]
        assert find_misplaced(found.pages, found.galley) == []
        assert [number for number, _nodes in repeated(found)] == sorted(set(pages))[1:]
        assert all(nodes == {None} for _number, nodes in repeated(found))
        assert all(pages.count(page) > 1 for page in set(pages))
        ends.add(len(set(pages)))
    assert max(ends) > 1


def test_one_column_has_cells_where_they_take_fewer_rows():
    """Short places do; where the list goes on, whose it is stands above it. Long ones stand below."""
    found = dates(agenda(30), settings={"columns": 1})
    pages = [page for page, _x, _y in places(found, "what", 30)]

    pairs = zip(places(found, "what", 30), places(found, "where", 30), strict=True)
    assert all(what[2] == where[2] for what, where in pairs)
    assert [number for number, _nodes in repeated(found)] == sorted(set(pages))[1:] != []
    long = dates(agenda(30, PLACE), settings={"columns": 1})
    pairs = zip(places(long, "what", 30), places(long, "where", 30), strict=True)
    assert all(what[2] < where[2] for what, where in pairs)


def test_from_right_to_left_dates_stand_at_the_right():
    """The cells follow each other to the left."""
    found = dates(agenda(7), language="ar")
    kinds = [places(found, key, 7) for key in ("date", "time", "what", "where")]

    starts = [kind[0][1] for kind in kinds]
    assert starts == sorted(starts, reverse=True)
    assert find_misplaced(found.pages, found.galley) == []


def test_words_too_wide_for_cells_stay_in_the_columns():
    """An address of one word is wider than any cell; nothing runs into its neighbor."""
    entries = agenda(7, "x" * 90)
    found = dates(entries, settings={"page": "A5"})

    assert find_misplaced(found.pages, found.galley) == []
    pairs = zip(places(found, "what", 7), places(found, "where", 7), strict=True)
    assert all(what[2] < where[2] for what, where in pairs)
