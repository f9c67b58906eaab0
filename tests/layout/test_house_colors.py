"""A house color: exact on flats, dark enough where it is text, and with text on it that can be read."""

import pytest
from support import brochure, flats_on, item, laid, lines_on, of_origin

from pdfbrochure.color import AA, AAA, contrast

# What is white in the theme as it is: title, heading of the closing, footer on it.
ON_PANEL = [("title",), ("issue",), ("past_stories", "label")]
LINK = {"label": "More", "url": "https://example.org/more"}


def colored(accent: str, theme: str = "institutional"):
    """A brochure with a panel at both ends and a link, in a house color."""
    text = brochure(
        item(links=[LINK]),
        issue="No. 7",
        intro="An intro with [a link](https://example.org/).",
        past_stories={"label": "Past", "url": "https://example.org/news"},
        settings={"accent": accent, "theme": theme},
    )
    return laid(text)


@pytest.mark.parametrize("accent", ["#f2b705", "#e4572e", "#12386e", "#7a7a7a", "#fafafa"])
def test_panels_keep_the_color_and_what_stands_on_them_is_read(accent):
    """A yellow panel is yellow; what stands on it is white, in ink or black, whichever is read there."""
    run = colored(accent)
    colors = run.theme.colors
    flats = {flat.color for page in run.pages.pages for flat in flats_on(page)}
    on_panel = {
        part.color for origin in ON_PANEL for _page, placed in of_origin(run, *origin) for part in placed.line.runs
    }
    intro = {part.color for _page, placed in of_origin(run, "intro") for part in placed.line.runs}

    assert "accent" in flats
    assert accent == colors["accent"]
    assert on_panel
    assert all(contrast(colors[name], accent) >= AA for name in on_panel | intro)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_text_in_a_pale_color_is_darkened(theme):
    """A link in yellow would not be read on paper: it has a darker tone of it."""
    run = colored("#f2b705", theme)
    colors = run.theme.colors
    link = {part.color for _page, placed in of_origin(run, "items", 0, "links") for part in placed.line.runs}

    assert "accent_text" in link - {"grey"}
    assert "accent" not in link
    assert contrast(colors["accent_text"], "#ffffff") >= AAA
    assert colors["accent_text"] != colors["accent"]


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_dark_colors_are_text_as_they_are(theme):
    """A color that is dark enough is the same for panels and text, and the text on it is white."""
    run = colored("#12386e", theme)
    names = {part.color for page in run.pages.pages for line in lines_on(page) for part in line.line.runs}

    assert "#12386e" == run.theme.colors["accent_text"]
    assert "on_accent" not in names
