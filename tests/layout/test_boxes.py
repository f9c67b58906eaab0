"""The boxes of a theme: what a look says in data, and where that puts things on the page."""

import pytest
from support import as_yaml, brochure, flats_on, item, jpeg, laid, of_origin, photos_on

from pdfbrochure.diagnostics import BrochureError, render_text
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

WIDTH, SIDE = 595.28, 51.0
TEXT_WIDTH = WIDTH - 2 * SIDE


def placed(theme: dict, **keys):
    """A short brochure laid out in a theme of its own, based on the institutional one."""
    own = as_yaml({"based_on": "institutional", **theme})
    text = brochure(item(), title="Spring", settings={"theme": "mine.yaml", "require_credit": False}, **keys)
    return laid(text, **{"mine.yaml": own.encode(), "logo.jpg": jpeg(200, 100)})


def middle(line) -> float:
    """The middle of a placed line."""
    return line.x + line.line.width / 2


def test_centered_title():
    """A title block of three boxes: the title stands in the middle of the type area."""
    pages = placed({"masthead": {"box": {"stack": [{"text": "title", "style": "masthead_title", "align": "center"}]}}})
    ((_number, title),) = of_origin(pages, "title")

    assert pytest.approx(WIDTH / 2, abs=0.1) == middle(title)


def test_text_takes_the_color_of_its_ground():
    """The same title is reversed on the accent, and in its own color on paper and on a tint."""
    title = {"text": "title", "style": "masthead_title"}
    colors = []
    for ground in ("accent", "tint", "none"):
        pages = placed({"masthead": {"box": {"flat": ground, "padding": [20, 0, 20, 0], "box": title}}})
        colors += [line.line.runs[0].color for _number, line in of_origin(pages, "title")]

    assert ["paper", "ink", "ink"] == colors


def test_logo_in_the_title_block():
    """A logo beside the title stands at the end edge, two rows high, and is drawn there."""
    row = {
        "row": [{"text": "title", "style": "masthead_title"}, {"image": "logo", "rows": 2}],
        "widths": ["rest", "own"],
    }
    pages = placed({"masthead": {"box": row}}, logo={"file": "logo.jpg", "alt": "Office"})
    first = photos_on(pages.pages.pages[0])[0]

    assert (60.0, 30.0) == (pytest.approx(first.width), pytest.approx(first.height))
    assert pytest.approx(WIDTH - SIDE, abs=0.1) == first.x + first.width


def test_tinted_item():
    """An item's head on a tint: the flat is as wide as the column and as high as title and padding."""
    title = {"text": "title", "style": "item_title", "fit": "steps"}
    theme = {"head": {"box": {"flat": "tint", "padding": [6, 8, 6, 8], "box": title}}}
    own = as_yaml({"based_on": "institutional", **theme})
    text = brochure(item(), item("Second"), settings={"theme": "mine.yaml", "columns": 2})
    pages = laid(text, **{"mine.yaml": own.encode()})
    (flat,) = flats_on(pages.pages.pages[0], "tint")
    (second,) = [line for _n, line in of_origin(pages, "items", 1, "title")]

    assert (pages.grid.column_width, 20 + 12) == (pytest.approx(flat.width), pytest.approx(flat.height))
    assert pytest.approx(flat.x + 8) == second.x


def test_second_accent():
    """A rule may have a color of its own, written in the theme."""
    pages = placed(
        {
            "footer": {
                "line_color": "#c0392b",
                "box": {"stack": [{"rule": 2, "color": "line_color"}, {"space": 4}, {"text": "folio"}]},
            }
        }
    )
    (rule,) = flats_on(pages.pages.pages[0], "#c0392b")

    assert (2.0, pytest.approx(TEXT_WIDTH, abs=0.1)) == (rule.height, rule.width)


def test_measures_alone():
    """A theme that only changes a measure keeps the boxes: the panel grows."""
    pages = placed({"masthead": {"height": 240}}, past_stories={"url": "https://example.org"})
    panel = flats_on(pages.pages.pages[0], "accent")[0]

    assert pytest.approx(240 + 3) == panel.height


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ({"box": {"txt": "title"}}, "`masthead.box` does not say what box it is"),
        ({"box": {"text": "title", "rule": 1}}, "`masthead.box` is both `text` and `rule`"),
        ({"box": {"text": "title", "colour": "ink"}}, "`masthead.box.colour` is no key of a `text`"),
        ({"box": {"space": "wide"}}, "`masthead.box.space` is `wide`, but there is no such measure"),
        ({"box": {"stack": {"text": "title"}}}, "`masthead.box.stack` must be a list"),
        ({"box": {"use": "other"}}, "`masthead.box.use` is `other`, but there is no such box"),
        ({"box": {"flat": "tint"}}, "`masthead.box` has no `box`"),
        ({"box": {"use": "box"}}, "holds itself, or more boxes than a look can have"),
        ({"box": {"text": "title", "align": "middle"}}, "`masthead.box.align` is `middle`"),
        ({"box": {"row": [{"text": "title"}], "least": "1e9"}}, "`masthead.box.least` is `1e9`"),
        ({"heigth": 3}, "`heigth` is no key of `masthead`"),
    ],
)
def test_fault(part, wanted):
    """What is wrong in a box is told with its place in the theme file."""
    own = as_yaml({"based_on": "institutional", "masthead": part})
    text = brochure(item(), settings={"theme": "mine.yaml"})
    with pytest.raises(BrochureError) as caught:
        build("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), "mine.yaml": own.encode()}))
    report = caught.value.report

    assert any(wanted in render_text(report, finding).splitlines()[0] for finding in report.findings())
    assert all(render_text(report, finding).startswith("mine.yaml:") for finding in report.findings())


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_title_block_that_is_too_high_is_set_smaller(theme):
    """A title of two hundred words on A6 stays on its page, title and intro whole."""
    text = brochure(item(), title="word " * 60, intro="some " * 80, settings={"theme": theme, "page": "A6"})
    pages = laid(text)
    lines = [line for number, line in of_origin(pages, "title") if number == 1]

    assert max(line.y for line in lines) < pages.pages.height
