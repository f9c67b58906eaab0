"""Notes stand at the foot of the page of their mark, and take their rows."""

import pytest
from support import brochure, built, flats_on, item, laid, photo, prose

from pdfbrochure.layout.foot_notes import RULE
from pdfbrochure.layout.grid import make_grid, note_rows
from pdfbrochure.layout.pages import PlacedLine


def noted(words: int, marks: int, *, note: int = 8, start: int = 0) -> dict[str, str]:
    """An item with so many notes, evenly spread."""
    said = prose(words, start=start).split()
    for number in range(marks):
        said[(number + 1) * words // (marks + 1)] += f"[^{number}]"
    texts = "\n".join(f"[^{number}]: {prose(note, start=number)}" for number in range(marks))
    return {"title": "An item", "body": f"{' '.join(said)}\n\n{texts}"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("items", "settings"),
    [
        ([noted(300, 3)], {}),
        ([noted(500, 9), noted(200, 2, start=7)], {"theme": "bulletin"}),
        ([noted(400, 4, note=90)], {"columns": 1}),
        ([noted(60, 2), item("Two", 60, photo=photo(width="wide"))], {"theme": "bulletin", "columns": 1}),
        ([noted(900, 14)], {"page": "A5", "columns": 2, "justify": True}),
        ([noted(500, 6), noted(100, 1)], {"pages": 2}),
    ],
    ids=str,
)
def test_each_note_stands_on_the_page_of_its_mark(items, settings):
    """On the same page, below it and below all text, over nothing else, with one rule above all of a page."""
    run = built(brochure(*items, settings=settings)).run
    grid = make_grid(run.fitted.edition)
    marks = {note.mark: note.text.spans[0].node for note in run.galley.notes}
    own = {node for note in run.galley.notes for node in (note.text.node, note.text.spans[0].node)}

    for page in run.pages.pages:
        places = {}
        lines = [thing for thing in page.things if isinstance(thing, PlacedLine) and thing.line.runs]
        for line in lines:
            places |= {text.node: (line.x + text.x, line.y) for text in line.line.runs if text.node not in places}
        for mark, note in marks.items():
            assert (mark in places) == (note in places)
            if mark in places:
                assert places[mark][1] < places[note][1]
        noted = [places[note][1] for note in marks.values() if note in places]
        text = [line.y for line in lines if line.owner is not None and not own & {run.node for run in line.line.runs}]
        rules = [flat for flat in flats_on(page, "hairline") if flat.height == RULE[1] and flat.width == RULE[0]]
        assert bool(noted) == len(rules)
        if noted and page is not run.pages.pages[-1]:
            foot = grid.row_y(grid.rows)
            assert max(y for y in text if y < foot) < min(noted)
            assert max(line.y for line in lines if line.y < foot) == pytest.approx(foot - grid.descent)
        for one in lines:
            for other in lines:
                apart = other.x >= one.x + one.line.width - 0.5 or one.x >= other.x + other.line.width - 0.5
                assert apart or one.y == other.y or abs(one.y - other.y) > 6
    assert not run.report.has_errors


def test_notes_take_whole_rows():
    """One line two rows of the institutional grid, two and three lines three; nothing where there are none."""
    assert [note_rows(lines * 11.0, 15.0) for lines in range(5)] == [0, 2, 3, 3, 4]


def note_places(text):
    """Where the numbers of notes stand on the first page."""
    found = laid(text)
    first = {note.text.spans[0].node for note in found.galley.notes}
    page = found.pages.pages[0]
    return [
        (line.x, line.y)
        for line in page.things
        if isinstance(line, PlacedLine) and first & {run.node for run in line.line.runs[:1]}
    ]


@pytest.mark.parametrize(("marks", "columns"), [(1, 1), (2, 1), (3, 3), (7, 3)])
def test_more_than_two_notes_stand_side_by_side(marks, columns):
    """One or two below each other; more fill as many columns as the page has, level at their heads."""
    text = brochure(noted(300, marks), item("Next", 900), settings={"theme": "bulletin"})
    places = note_places(text)
    heads = {x: min(y for each, y in places if each == x) for x, _y in places}

    assert marks == len(places)
    assert columns == len(heads)
    assert 1 == len(set(heads.values()))
    assert places == sorted(places)


def test_a_long_note_goes_on_in_the_next_column():
    """A note of a third of a page takes half as many rows of both columns, and nothing is lost."""
    run = built(brochure(noted(200, 1, note=400), item("Next", 300))).run
    (note,) = run.galley.notes
    own = {note.text.node, note.text.spans[0].node}
    lines = [line for line in run.pages.pages[0].things if isinstance(line, PlacedLine)]
    columns = {line.x for line in lines if own & {piece.node for piece in line.line.runs}}

    assert 2 == len(columns)
    assert not run.report.has_errors
