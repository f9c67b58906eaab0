"""What a screen reader is told of a chart: a figure with its words, and a table of the numbers."""

import pytest
from drawn_charts import everything
from readback import Document

from pdfbrochure.compose.blocks import Role


@pytest.fixture(scope="module")
def document() -> Document:
    """All kinds of charts, built and read back."""
    return Document(everything().pdf)


def test_chart_is_a_figure_and_a_table(document):
    """In a section of their own: caption and figure, table, note."""
    sections = [section for section in document.tree.all("Sect") if section.all("Table")]

    assert [section.roles for section in sections] == [["Figure", "Caption", "Table", "P"]] * 6
    assert all("/BBox" in section.all("Figure")[0].dictionary.A for section in sections)


def test_table_holds_the_printed_words(document):
    """Row by row as in the file, with headers; rows have as many cells as columns."""
    bars, pairs, lines, *_others = document.tree.all("Table")

    rows = [[cell.text.strip() for cell in row.elements] for row in bars.all("TR")]
    assert rows[0] == ["Poland", "+148"]
    assert rows[3] == ["Malta", "no data"]
    assert [[cell.role for cell in row.elements] for row in bars.all("TR")] == [["TH", "TD"]] * 6
    assert [cell.text.strip() for cell in pairs.all("TR")[0].elements] == ["", "(2020)", "(2025)"]
    assert [cell.text.strip() for cell in lines.all("TR")[1].elements] == ["All basins", "11.0", "1.0"]
    for table in document.tree.all("Table"):
        assert len({len(row.elements) for row in table.all("TR")}) == 1
        scopes = [str(cell.dictionary.A.Scope) for row in table.all("TR") for cell in row.all("TH")]
        assert set(scopes) <= {"/Row", "/Column"}


def test_nothing_is_said_twice():
    """Each value is the content of one element only."""
    galley = everything().galley
    cells = [node for node in galley.nodes if node.role in (Role.TABLE_CELL, Role.TABLE_HEADER)]
    said = [paragraph.node for paragraph in galley.paragraphs() if paragraph.node in {cell.number for cell in cells}]

    assert len(said) == len(set(said))
