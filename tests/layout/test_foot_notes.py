"""Notes stand in the column of their mark, at its foot, and take their rows from it."""

import pytest
from support import brochure, built, prose

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
        ([noted(900, 14)], {"page": "A5", "columns": 2, "justify": True}),
        ([noted(500, 6), noted(100, 1)], {"pages": 2}),
    ],
    ids=str,
)
def test_each_note_stands_in_the_column_of_its_mark(items, settings):
    """On the same page, below it, over nothing else, and on the last baseline of the column."""
    run = built(brochure(*items, settings=settings)).run
    grid = make_grid(run.fitted.edition)
    marks = {note.mark: note.text.spans[0].node for note in run.galley.notes}

    for page in run.pages.pages:
        places = {}
        lines = [thing for thing in page.things if isinstance(thing, PlacedLine) and thing.line.runs]
        for line in lines:
            places |= {text.node: (line.x + text.x, line.y) for text in line.line.runs if text.node not in places}
        for mark, note in marks.items():
            assert (mark in places) == (note in places)
            if mark in places:
                assert 0 <= places[mark][0] - places[note][0] <= grid.column_width
                assert places[mark][1] < places[note][1]
        for one in lines:
            for other in lines:
                apart = other.x >= one.x + one.line.width - 0.5 or one.x >= other.x + other.line.width - 0.5
                assert apart or one.y == other.y or abs(one.y - other.y) > 6
    assert not run.report.has_errors


def test_notes_take_whole_rows():
    """One line two rows of the institutional grid, two and three lines three; nothing where there are none."""
    assert [note_rows(lines * 11.0, 15.0) for lines in range(5)] == [0, 2, 3, 3, 4]
