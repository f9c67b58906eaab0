"""QR codes of links: at the end edge of the column, beside label and address, read as what they are."""

from support import brochure, built

from pdfbrochure.compose.blocks import Role
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.pages import PlacedCode, PlacedLine


def test_code_of_a_link_stands_beside_its_words():
    """Its tile is whole rows high, less the gap to the next; the words keep away from it, and it says its address."""
    links = [{"label": "An explainer with a long name of many words", "url": "https://example.org/level", "qr": True}]
    run = built(brochure({"title": "One", "body": "Some text.", "links": links, "layout": "normal"})).run
    grid = make_grid(run.fitted.edition)
    things = run.pages.pages[0].things
    (code,) = [thing for thing in things if isinstance(thing, PlacedCode)]
    words = [thing for thing in things if isinstance(thing, PlacedLine) and code.y - 4 < thing.y < code.y + code.size]
    nodes = run.galley.nodes

    assert code.url == "https://example.org/level"
    edges = [grid.column_x(column) + grid.column_width for column in range(grid.columns)]
    assert min(abs(code.x + code.size + 3 - edge) for edge in edges) < 0.01
    assert words
    assert all(line.x + line.line.width < code.x for line in words)
    assert (nodes[code.owner].role, nodes[code.owner].alt) == (Role.FIGURE, "QR code: https://example.org/level")
    assert not run.report.has_errors
