"""QR codes of links: at the end edge of the column, beside label and address, read as what they are."""

import pytest
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


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "digest", "wire"])
def test_an_address_beside_a_code_is_whole(theme):
    """It goes on in more lines as far as the code is high, and takes no more room for that; no sign of it is lost."""
    url = "https://upland-transport.example.org/newsletter/archive/2026"

    def things(address):
        links = [{"label": "Register", "url": address, "qr": True}]
        items = [{"title": "One", "body": "Some text."}, {"title": "Two", "body": "Some text.", "links": links}]
        done = built(brochure(*items, settings={"theme": theme}))
        return done, [thing for thing in done.run.pages.pages[0].things if isinstance(thing, PlacedCode)]

    done, (code,) = things(url)
    _short, (other,) = things("https://example.org/a")
    printed = [
        place.text for place in done.places if place.kind == "line" and place.origin[:3] == ("items", 1, "links")
    ]

    assert url.removeprefix("https://") in "".join(printed).replace(" ", "")
    assert (code.x, code.y) == (other.x, other.y)
    assert "shortened-address" not in {finding.code for finding in done.run.report.findings()}


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "brief"])
def test_in_a_very_narrow_column_the_code_stands_below_the_words(theme):
    """No word is lost for want of room beside it, nor broken into letters."""
    links = [{"label": "Register until 12 November", "url": "https://example.org/register", "qr": True}]
    items = [{"title": "One", "body": "Some text.", "links": links}, {"title": "Two", "body": "Some text."}]
    done = built(brochure(*items, settings={"theme": theme, "page": "A6", "columns": 3}))
    (code,) = [thing for page in done.run.pages.pages for thing in page.things if isinstance(thing, PlacedCode)]
    grid = make_grid(done.run.fitted.edition)
    words = [place for place in done.places if place.kind == "line" and place.origin[:3] == ("items", 0, "links")]

    assert not done.run.report.has_errors
    assert "overfull-line" not in {finding.code for finding in done.run.report.findings()}
    assert code.size < grid.column_width
    assert all(place.y < code.y for place in words)
