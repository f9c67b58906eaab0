"""What stays together at the edges of columns: short entries of lists, standfirsts with their text."""

from itertools import pairwise

import pytest
from support import brochure, item, laid, of_origin, prose, text_of


@pytest.mark.parametrize("words", range(100, 500, 20))
@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_no_part_of_a_short_entry_stands_alone_at_the_edge_of_a_column(words, theme):
    """Neither the first lines of the first entry nor the last ones of the last."""
    entries = "\n".join(f"- {prose(16, start=number * 5)}." for number in range(5))
    body = f"{prose(words)}\n\n{entries}\n\n{prose(500)}"
    found = laid(brochure(item("Lead", 30), item("Two", 0, body=body), item("Three", 200), settings={"theme": theme}))
    lines = [line for _page, line in of_origin(found, "items", 1, "body")]
    marks = [number for number, line in enumerate(lines) if text_of(line.line) == "\u2022"]
    breaks = {number for number, (one, two) in enumerate(pairwise(lines), 1) if two.y < one.y - 1}

    assert len(marks) == 5
    assert not breaks & set(range(marks[0] + 1, marks[1] + 1))
    assert not breaks & set(range(marks[4], marks[4] + 3))


@pytest.mark.parametrize("words", range(150, 400, 10))
def test_a_long_standfirst_ends_beside_its_text(words):
    """Two lines of the text follow it in its column."""
    items = [item("Lead", words), item("Two", 200, standfirst=prose(58)), item("Three", 200)]
    found = laid(brochure(*items))
    last = of_origin(found, "items", 1, "standfirst")[-1]
    text = of_origin(found, "items", 1, "body")[:2]

    assert [page for page, _line in text] == [last[0]] * 2
    assert last[1].y < text[0][1].y < text[1][1].y


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("words", [34, 38, 44, 50])
def test_lines_of_a_standfirst_of_a_lead_are_even(theme, words):
    """The last of four to six lines holds no word or two alone."""
    lead = item("Lead", 200, standfirst=prose(words), layout="lead")
    found = laid(brochure(lead, item("Two", 200), settings={"theme": theme}))
    widths = [line.line.width for _page, line in of_origin(found, "items", 0, "standfirst")]

    assert min(widths) >= 0.6 * max(widths)
