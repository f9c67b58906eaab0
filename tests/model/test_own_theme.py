"""A theme file of the user's own: laid over a bundled one, and checked like a brochure."""

import pytest
import yaml
from support import ROOT, as_yaml, brochure, built, item, laid

from pdfbrochure.diagnostics import BrochureError, render_text
from pdfbrochure.files import Memory
from pdfbrochure.model.themes import known_themes
from pdfbrochure.pipeline import build

BROCHURE = brochure(item(), settings={"theme": "look/mine.yaml"})


def built_with(theme: str):
    """The brochure built with a theme file."""
    return build("brochure.yaml", files=Memory({"brochure.yaml": BROCHURE.encode(), "look/mine.yaml": theme.encode()}))


def faults(theme: str) -> list[str]:
    """Every finding on a theme file, its place first, without the source line."""
    with pytest.raises(BrochureError) as caught:
        built_with(theme)
    report = caught.value.report
    return [render_text(report, finding).splitlines()[0] for finding in report.findings()]


def over(**keys) -> str:
    """A theme file that changes some values of the institutional theme."""
    return as_yaml({"based_on": "institutional", **keys})


def test_differences_are_enough():
    """A file that names a base says only what is different."""
    assert 1 == built_with(over(colors={"accent": "#5b2a6f"}, head={"bar_width": 0})).pages


@pytest.mark.parametrize("base", known_themes())
def test_every_theme_can_be_a_base(base):
    """A file that names any of the bundled themes, and changes nothing, is without fault."""
    assert built_with(f"based_on: {base}\n").pages


def test_a_language_in_families_of_its_own():
    """Text in it takes those, in the size that was said; other languages, and fonts of the user's own, do not."""
    theme = "based_on: album\nlanguages: {uk: {families: {serif: Source Serif 4}, size: 0.8}}\n"

    def body(language: str):
        found = laid(
            brochure(item(), settings={"theme": "mine.yaml"}, language=language), **{"mine.yaml": theme.encode()}
        )
        return found.theme.families["serif"], found.theme.styles["body"].size, found.theme.styles["caption"].size

    plain = body("en")
    assert plain[0] == "EB Garamond"
    assert body("uk-UA") == ("Source Serif 4", pytest.approx(plain[1] * 0.8), plain[2])
    assert body("bg")[0] == "Source Serif 4"


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ({"page": {"gutr": 4}}, "3:3: error[unknown-key]: `gutr` is no key of `page`"),
        ({"styles": {"bdy": {}}}, "3:3: error[unknown-key]: `bdy` is no key of `styles`"),
        ({"page": {"columns": 7}}, "3:12: error[bad-number]: `page.columns` is 7, but must be 4 at most"),
        ({"styles": {"body": {"size": 0}}}, "4:11: error[bad-number]: `styles.body.size` is 0, but must be above 0"),
        ({"styles": {"body": {"size": "big"}}}, "4:11: error[bad-number]: `styles.body.size` is `big`"),
        ({"styles": {"body": {"leading": 8}}}, "4:14: error[bad-number]: `styles.body.leading` sets lines of 10.5 pt"),
        ({"families": {"sans": "Helvetica"}}, "3:9: error[unknown-family]: `families.sans` is `Helvetica`"),
        ({"languages": {"bg": {"families": {"serif": "X"}}}}, "unknown-family]: `languages.bg.families.serif` is `X`"),
        ({"languages": {"bg": {"families": {"wide": "Vollkorn"}}}}, "unknown-key]: `wide` is no key of `languages."),
        ({"colors": {"accent": "red"}}, "3:11: error[bad-color]: `colors.accent` is `red`"),
        ({"colors": {"gray": "#aaaaaa"}}, "3:3: error[unknown-key]: `gray` is no key of `colors`"),
        ({"styles": {"body": {"color": "red"}}}, "4:12: error[bad-choice]: `styles.body.color` is `red`"),
        ({"lead": {"tallest": 9}}, "3:12: error[bad-number]: `lead.tallest` is above `lowest`"),
        ({"head": "none"}, "2:7: error[wrong-type]: `head` must be keys with values"),
        ({"page": {"gutter": "1e308"}}, "3:11: error[bad-number]: `page.gutter` is `1e308`, which is too large"),
        ({"page": {"gutter": "1e-300"}}, "3:11: error[bad-number]: `page.gutter` is `1e-300`, which is too small"),
        ({"page": {"gutter": "nan"}}, "3:11: error[bad-number]: `page.gutter` is `nan`, but must be a number"),
        ({"page": {"gutter": "1_0"}}, "3:11: error[bad-number]: `page.gutter` is `1_0`, but must be a number"),
        ({"page": {"gutter": "\u0663"}}, "3:11: error[bad-number]: `page.gutter` is `\u0663`, but must be a number"),
        ({"head": {"box": {"text": "title", "rule": 1}}}, "error[bad-box]: `head.box` is both `text` and `rule`"),
        ({"head": {"box": {"words": "title"}}}, "error[bad-box]: `head.box` does not say what box it is"),
        ({"head": {"box": {"stack": [{"use": "box"}]}}}, "error[bad-box]: `head.box"),
        ({"unit": [15]}, "error[wrong-type]: `unit` must be one value"),
    ],
)
def test_fault(keys, wanted):
    """Each fault is told with its place in the theme file."""
    told = faults(over(**keys))

    assert any(line.startswith("look/mine.yaml:") and wanted in line for line in told), told


def test_all_faults_in_one_go():
    """The findings name every fault of the file."""
    assert 3 == len(faults(over(colors={"accent": "red"}, page={"columns": 0}, families={"sans": "Arial"})))


def test_without_a_base_everything_is_needed():
    """A file that names no base must say all."""
    told = faults("name: mine\n")

    assert any("missing-key" in line and "`unit`" in line for line in told)


def test_unknown_base():
    """A base is one of the bundled themes."""
    assert any("error[unknown-theme]" in line for line in faults("based_on: plain\n"))


def test_file_that_is_not_there():
    """A theme file that does not exist is told at the brochure's key."""
    with pytest.raises(BrochureError) as caught:
        build("brochure.yaml", files=Memory({"brochure.yaml": BROCHURE.encode()}))

    assert ["missing-file"] == [finding.code for finding in caught.value.report.findings()]


def test_file_that_is_no_yaml():
    """A slip in the theme file's YAML is told with the file's own name."""
    assert any(line.startswith("look/mine.yaml:1:") for line in faults("a: b: c\n"))


def test_style_that_came_later_is_not_asked_for():
    """A whole theme that was written before bylines had a style sets them like credits."""
    bundled = ROOT / "src" / "pdfbrochure" / "themes" / "institutional.yaml"
    whole = yaml.load(bundled.read_bytes(), yaml.BaseLoader)
    del whole["styles"]["byline"]
    text = brochure(item(byline="Ann"), settings={"theme": "look/mine.yaml"})

    assert 1 == built(text, **{"look/mine.yaml": as_yaml(whole).encode()}).pages


@pytest.mark.parametrize(
    ("folds", "says"),
    [
        ("{zigzag: {front: [3, 1], back: [2, 4]}}", "is no fold of a sheet"),
        ("{accordion: {front: [3, 1], back: [2, 2]}}", "each panel once"),
        ("{accordion: {front: [3, 2], back: [1, 4]}}", "the cover"),
        ("{tri-fold: {front: [5, 6, 1], back: [2, 3, 4], folded_in: [5]}}", "lie behind each other"),
    ],
)
def test_folds_that_no_paper_has(folds, says):
    """Each panel lies somewhere, the cover in front, and what is folded in is narrow on both sides."""
    told = faults(f"based_on: leaflet\npanels: {{folds: {folds}}}\n")

    assert any(says in line for line in told), told
