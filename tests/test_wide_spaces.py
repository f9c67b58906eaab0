"""Text with two even edges where that looks well, and with one where the spaces would be holes."""

import pytest
from support import brochure, item, lines_on, prose, run_of


def widths_and_notes(words: int = 240, **settings):
    """Return the widths of the lines of running text but the last of each paragraph, the measure, and what is told."""
    run = run_of(brochure(item("One", 0, body=f"{prose(words)}\n\n{prose(words)}"), settings=settings))
    pages, galley = run.pages, run.galley
    nodes = {block.paragraph.node for block in galley.articles[0].body}
    by_node: dict[int, list[float]] = {}
    for page in pages.pages:
        for placed in lines_on(page):
            if placed.owner in nodes:
                by_node.setdefault(placed.owner, []).append(placed.line.width)
    notes = [finding for finding in run.report.findings() if finding.code == "uneven-instead"]
    return [width for lines in by_node.values() for width in lines[:-1]], notes


@pytest.mark.parametrize(("settings", "even"), [({"theme": "institutional"}, True), ({"theme": "bulletin"}, False)])
def test_columns_that_are_too_narrow_have_one_even_edge(settings, even):
    """Two even edges in the two columns of one theme, an uneven one and a note in the three of the other."""
    widths, notes = widths_and_notes(**settings, justify=True)

    assert (max(widths) - min(widths) < 0.01) == even
    assert [not even] == [bool(notes)]


def test_what_is_proposed_instead_helps():
    """With the columns that the note names both edges are even, and nothing is said."""
    _widths, (note,) = widths_and_notes(theme="bulletin", justify=True)
    assert "columns: 2" in note.mend
    widths, notes = widths_and_notes(theme="bulletin", justify=True, columns=2)

    assert max(widths) - min(widths) < 0.01
    assert [] == notes


def test_a_few_lines_are_not_judged():
    """In a text of a few lines a wide space is no pattern."""
    _widths, notes = widths_and_notes(words=8, theme="bulletin", justify=True)

    assert [] == notes
