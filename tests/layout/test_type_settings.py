"""Settings of all type: large type for readers with low vision, and figures in one form or the other."""

import pytest
from support import Laid, brochure, codes, item, laid, lines_on, of_every_part, run_of

from pdfbrochure.model.themes import known_themes


def sizes(found: Laid) -> list[float]:
    """The sizes of all text on the pages."""
    return [run.size for page in found.pages.pages for placed in lines_on(page) for run in placed.line.runs]


def short(**settings: str) -> str:
    """A brochure of few words."""
    return brochure(item(words=50), item("Another", 40), settings=settings, intro="An intro.", publisher="The Office")


@pytest.mark.parametrize("theme", known_themes())
def test_large_type(theme):
    """Running text has 16 pt, where the theme says nothing else; all other text grows too, and has its place."""
    # A folded sheet has its panels, and no more.
    make = short if theme == "leaflet" else of_every_part
    usual, large = (laid(make(theme=theme, large_type=wanted)) for wanted in ("false", "true"))
    # As it is before a short brochure with much white is set larger still.
    body = run_of(make(theme=theme, large_type="true")).edition.theme.styles["body"]

    assert body.size == pytest.approx(large.theme.large.size)
    assert large.theme.styles["body"].size >= body.size
    assert body.leading >= 1.2 * body.size
    assert not large.edition.justify
    assert min(sizes(large)) > min(sizes(usual))
    assert all(large.theme.styles[name].size > style.size for name, style in usual.theme.styles.items())
    assert large.grid.columns <= usual.grid.columns
    assert not {"overfull-line", "lost-block", "too-long"} & set(large.found)
    assert ("large-type-small" in large.found) == (body.size < 16)


def test_large_type_is_not_made_smaller_to_fit():
    """A number of pages is not reached by making large type small."""
    items = [{"section": "Research"}, *(item(f"Item {number}", 150) for number in range(6))]
    found = codes(brochure(*items, settings={"large_type": "true", "pages": 3}))

    assert "overset" in found


def figures_of(**settings: str) -> list[object]:
    """The glyphs of a line of figures."""
    found = laid(brochure(item("One", body="1234567890"), settings={"theme": "bulletin", **settings}))
    pieces = [piece for placed in lines_on(found.pages.pages[0]) for run in placed.line.runs for piece in run.pieces]
    return [glyph[0] for piece in pieces if piece.text == "1234567890" for glyph in piece.glyphs]


def test_figures():
    """Figures of both forms differ; without a word they are those of the theme, and a font without them is told of."""
    assert figures_of(figures="old-style") != figures_of(figures="lining") == figures_of() != []
    for figures, wanted in (("old-style", ["no-such-figures"]), ("lining", [])):
        assert wanted == codes(brochure(item("10 things"), settings={"theme": "digest", "figures": figures}))
