"""The vocabulary of theme files: its reference is fresh and whole, and the theme files of the documents build."""

import itertools
import runpy

import pytest
from click.testing import CliRunner
from support import ROOT, brochure, flats_on, item, jpeg, laid, of_origin, photo, photos_on

from pdfbrochure import build
from pdfbrochure.cli import main
from pdfbrochure.diagnostics import BrochureError, Report, render_all
from pdfbrochure.files import Memory
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.design import Code, Image, Text, walk
from pdfbrochure.model.themes import known_themes, load_theme
from pdfbrochure.model.vocabulary import SLOTS, as_text, vocabulary

THEMES = ROOT / "docs" / "themes"


def dressed(theme: str, **keys):
    """A brochure with everything that a title block may show, in a theme file of the documents."""
    text = brochure(
        item("One", 200, date="2025-03-21"),
        item("Two", 160, byline="Ann Example", date="2025-03-20"),
        item("Three", 190),
        title="News of Spring",
        subtitle="What partners did",
        publisher="The Office",
        intro="A few words.",
        logo={"file": "logo.jpg", "alt": "The Office"},
        contact="The Office, Main Street 1",
        past_stories={"url": "https://example.org/past"},
        settings={"theme": "look/mine.yaml"},
        **keys,
    )
    own = {"look/mine.yaml": (THEMES / f"{theme}.yaml").read_bytes(), "logo.jpg": jpeg(300, 200)}
    return text, own


def test_reference_is_fresh():
    """The page of the documents has the reference that its script makes."""
    script = runpy.run_path(str(ROOT / "docs" / "scripts" / "generate_theme_reference.py"))
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")

    assert script["with_reference"](page) == page
    assert "### `choose`" in page


@pytest.mark.parametrize("kind", vocabulary(), ids=lambda kind: kind.name)
def test_every_key_is_told(kind):
    """Each kind of box and each of its keys has a sentence, and the terminal prints it."""
    assert kind.help.endswith(".")
    assert all(word.help.endswith(".") for word in kind.words)
    assert f"{kind.name}: " in as_text()


def test_themes_explain():
    """`pdfbrochure themes --explain` prints the vocabulary; without it the command lists the themes as before."""
    explained, listed = (CliRunner().invoke(main, ["themes", *more]).output for more in (["--explain"], []))

    assert as_text() + "\n" == explained
    assert "palette" in listed
    assert "choose:" not in listed


@pytest.mark.parametrize("name", known_themes())
def test_slots_of_the_bundled_themes_are_told(name):
    """What the boxes of the bundled themes show is in the list of what there is."""
    theme = load_theme(Settings(theme=name), Report())
    parts = {
        "masthead": theme.masthead,
        "head": theme.head,
        "lead: head": theme.lead.head,
        "footer": theme.footer,
        "closing": theme.closing,
        "imprint": theme.imprint,
    }

    assert SLOTS.keys() == {*parts, "pages"}
    for place, part in parts.items():
        for box in (inner for whole in part.boxes.values() for inner in walk(whole)):
            shown = {Text: "text", Image: "image", Code: "code"}.get(type(box))
            assert shown is None or getattr(box, shown) in SLOTS[place]
            assert getattr(box, "when", "").removeprefix("no ") in ("", *SLOTS[place])


@pytest.mark.parametrize("path", sorted(THEMES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_are_short_and_sound(path):
    """Each theme file of the documents has 15 to 45 lines, makes a PDF that has nothing to mend, and has a picture."""
    text, own = dressed(path.stem)
    files = Memory({"brochure.yaml": text.encode(), **own})

    # How full the last page is depends on the made-up text.
    found = [
        finding for finding in build("brochure.yaml", files=files).report.findings() if finding.code != "page-empty"
    ]
    assert [] == [finding.what for finding in found]
    assert 15 <= len(path.read_text(encoding="utf-8").splitlines()) <= 45
    assert path.with_suffix(".png").stat().st_size < 100_000
    assert f"themes/{path.name}" in (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")


def shown(theme: str):
    """The brochure laid out in a theme file of the documents."""
    text, own = dressed(theme)
    return laid(text, **own)


def test_cover_fills_the_first_page():
    """The panel takes the first page, the first item opens the second."""
    found = shown("cover")
    panel = flats_on(found.pages.pages[0], "accent")[0]

    assert panel.height > 0.85 * found.pages.height
    assert {2} == {page for page, _line in of_origin(found, "items", 0, "title")}


def test_centred_title_and_second_accent():
    """The title stands in the middle of the page between two rules in a color of the theme file's own."""
    found = shown("centred")
    ((_page, title),) = of_origin(found, "title")
    above, below = flats_on(found.pages.pages[0], "#b8860b")[:2]

    assert title.x + title.line.width / 2 == pytest.approx(found.pages.width / 2, abs=0.5)
    assert above.y < title.y < below.y


def test_logo_in_the_title_block():
    """The logo stands at the end edge of the title block, and only there."""
    found = shown("logo")
    logo = [placed for page in found.pages.pages for placed in photos_on(page) if placed.owner is not None]

    assert [True] == [placed.y < 150 and placed.x > found.pages.width / 2 for placed in logo]


def test_items_on_grounds():
    """All of an item stands on a ground of its own: the lead on a stronger one across its columns; none touch."""
    found = shown("tinted")
    leaf = max(flats_on(found.pages.pages[0], "leaf"), key=lambda flat: flat.width * flat.height)
    tints = [flats_on(page, "tint") for page in found.pages.pages]

    for number in (1, 2):
        lines = of_origin(found, "items", number)
        assert lines
        assert all(any(holds(tint, line) for tint in tints[at - 1]) for at, line in lines)
    assert all(holds(leaf, line) for _page, line in of_origin(found, "items", 0))
    assert leaf.width > found.grid.text_width
    assert not any(
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
        for one, other in itertools.combinations([leaf, *tints[0]], 2)
    )


def holds(flat, line) -> bool:
    """Whether a line stands on a flat."""
    inside = flat.x < line.x and line.x + line.line.width < flat.x + flat.width
    return inside and flat.y < line.y - 0.6 * line.line.runs[0].size and line.y < flat.y + flat.height


@pytest.mark.parametrize("width", ["column", "wide"])
def test_caption_beside_the_photo(width):
    """The words stand at the end edge beside the photo, the last line level with its foot, and text below it."""
    theme = (THEMES / "caption-beside.yaml").read_bytes()
    words = {"caption": "A gray field near the river in spring", "width": width}
    text = brochure(item(), item("Two", 200, photo=photo(**words)), settings={"theme": "mine.yaml"})
    found = laid(text, **{"mine.yaml": theme})
    (picture,) = (placed for page in found.pages.pages for placed in photos_on(page))
    caption = [line for _page, line in of_origin(found, "items", 1, "photos", 0)]
    body = of_origin(found, "items", 1, "body")

    assert len(caption) > 1
    assert all(picture.x + picture.width < line.x for line in caption)
    assert picture.y + picture.height == pytest.approx(caption[-1].y, abs=0.1)
    assert found.grid.side + found.grid.text_width - 84 == pytest.approx(caption[0].x)
    assert body[0][1].y > picture.y + picture.height + 8


def test_no_room_for_a_caption_beside_the_photo():
    """In a narrow column the words stay below the photo."""
    theme = b"based_on: bulletin\nphoto: {caption_beside: 84}\n"
    text = brochure(item(), item("Two", 200, photo=photo()), settings={"theme": "mine.yaml"})
    found = laid(text, **{"mine.yaml": theme})
    (picture,) = (placed for page in found.pages.pages for placed in photos_on(page))
    ((_page, credit),) = of_origin(found, "items", 1, "photos", 0)

    assert credit.y > picture.y + picture.height
    assert picture.width == pytest.approx(found.grid.column_width)


def test_a_color_of_ones_own():
    """Dates and quotes take the theme file's own color, which is painted as it is written."""
    found = shown("second-accent")
    ((_page, date),) = of_origin(found, "items", 1, "date")

    assert "copper" == date.line.runs[0].color
    assert "#a8441a" == found.theme.colors["copper"]


def test_families_of_ones_own():
    """The title is in the serif that the file adds, the text in the sans that it keeps."""
    found = shown("families")
    title = of_origin(found, "title")[0][1]
    body = of_origin(found, "items", 0, "body")[0][1]

    assert "SourceSerif4" in title.line.runs[0].shaper.face.key.replace(" ", "")
    assert "SourceSans3" in body.line.runs[0].shaper.face.key.replace(" ", "")


def test_styles_of_ones_own():
    """The subtitle is set in a style that no other theme has."""
    ((_page, subtitle),) = of_origin(shown("styles"), "subtitle")

    assert 34.0 == subtitle.line.runs[0].size


def refused(theme: str, **keys) -> str:
    """What is said of a brochure in a theme file."""
    text = brochure(item("One", 30), settings={"theme": "mine.yaml"}, **keys)
    files = Memory({"brochure.yaml": text.encode(), "mine.yaml": theme.encode()})
    with pytest.raises(BrochureError) as caught:
        build("brochure.yaml", files=files)
    return "\n".join(finding.text for finding in render_all(caught.value.report))


@pytest.mark.parametrize("base", ["institutional", "bulletin"])
def test_any_bundled_theme_can_be_built_upon(base):
    """A file that changes a style or a measure builds, whichever theme it is based on."""
    measure = {"institutional": "least_half: 160", "bulletin": "largest: 60"}[base]
    for more in ("styles: {kicker: {size: 9}}", f"masthead: {{{measure}}}", "styles: {body: {size: 10}}"):
        text = brochure(item("One", 30), settings={"theme": "mine.yaml"})
        files = Memory({"brochure.yaml": text.encode(), "mine.yaml": f"based_on: {base}\n{more}\n".encode()})

        assert not build("brochure.yaml", files=files).report.has_errors


def test_a_style_that_is_not_there():
    """A box that names a style which nobody has is told at that name, with the styles that there are."""
    told = refused("based_on: institutional\nmasthead:\n  box: {text: title, style: fancy}\n")

    assert "mine.yaml:3:29: error[bad-choice]" in told
    assert "wants the style `fancy`, which `styles` does not have" in told


def test_a_slip_in_a_measure():
    """A slip in a measure's name is answered with the measures and boxes that there are, always in one order."""
    told = refused("based_on: institutional\nmasthead:\n  heigth: 200\n")

    assert "did you mean `height`? (`masthead` has height," in told
    assert told.index("issue_top") < told.index("from_issue_line")
    assert "issue_gap" in told
    assert "box, plain, strip, logo, logos, funding, texts, titles" in told


def test_a_style_of_ones_own():
    """A style that a box names may be added to the styles; one that nothing takes is refused."""
    style = "{family: sans, size: 30, leading: 33}"
    own = f"based_on: institutional\nstyles:\n  fancy: {style}\nmasthead:\n  box: {{text: title, style: fancy}}\n"
    found = laid(brochure(item("One", 30), settings={"theme": "mine.yaml"}), **{"mine.yaml": own.encode()})
    ((_page, title),) = of_origin(found, "title")

    assert 30.0 == title.line.runs[0].size
    assert "is no key of `styles`" in refused(f"based_on: institutional\nstyles:\n  fancy: {style}\n")


@pytest.mark.parametrize(("color", "ink"), [('"#102030"', "paper"), ('"#f0e0d0"', "ink"), ("night", "paper")])
def test_a_ground_of_ones_own_color(color, ink):
    """A flat may have any color, by itself or by a name; the text on it is set in what is read there, and painted."""
    box = f"{{flat: {color}, box: {{text: title, style: masthead_title}}}}"
    night = 'night: "#000040"\n  ' if color == "night" else ""
    own = f"based_on: institutional\nmasthead:\n  {night}box: {box}\n"
    text = brochure(item("One", 30), settings={"theme": "mine.yaml"})
    found = laid(text, **{"mine.yaml": own.encode()})
    ((_page, title),) = of_origin(found, "title")

    assert ink == title.line.runs[0].color
    assert build("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), "mine.yaml": own.encode()})).pdf


TITLE = "{text: title, style: masthead_title}"


@pytest.mark.parametrize("box", [f"{{flat: gold, box: {TITLE}}}", "{stack: [{rule: 1, color: kicker}]}"])
def test_a_color_that_is_none(box):
    """A word that is no color is told with those that are."""
    assert "which is no color here" in refused(f"based_on: institutional\nmasthead:\n  box: {box}\n")


@pytest.mark.parametrize(("key", "value"), [("subtitle", "More"), ("publisher", "The Office"), ("intro", "Hello.")])
def test_a_title_block_without_a_place_for_a_text(key, value):
    """What the theme's title block has no box for is an error that says what to add to the theme file."""
    told = refused("based_on: institutional\nmasthead:\n  box: {text: title, style: masthead_title}\n", **{key: value})

    assert "the theme has no place for it in the title block" in told
    assert f"add `- {{text: {key}}}` to the boxes of `masthead` in the theme file" in told
