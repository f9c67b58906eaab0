"""Templates of pages in a theme file: which page takes which, where their frames stand, and what is wrong with them."""

import pytest
from support import brochure, flats_on, item, laid, lines_on, of_origin, photos_on, text_of
from test_vocabulary import refused

FRAME = "{frame: text, away: 20, box: {text: running_title, style: folio}}"


def in_theme(theme: str, *items, **keys):
    """A brochure of some pages in a theme file."""
    items = items or [item(f"Item {number}", 420) for number in range(5)]
    settings = {"theme": "mine.yaml", **keys.pop("settings", {})}
    return laid(brochure(*items, settings=settings, **keys), **{"mine.yaml": theme.encode()})


def at_head(found) -> list[list[str]]:
    """What stands above the text of each page."""
    return [[text_of(line.line) for line in lines_on(page) if line.y < 45] for page in found.pages.pages]


def folios(found) -> list[float]:
    """Where the folio stands at the foot of each page, from the start edge; -1 without one."""
    height = found.pages.height
    return [
        next(
            (line.x for line in lines_on(page) if line.y > height - 60 and text_of(line.line) == str(page.number)),
            -1.0,
        )
        for page in found.pages.pages
    ]


def test_every_page_takes_the_most_special_template():
    """Page 1 is the first before it is a recto; a last page is the last before all else; the rest are following."""
    kinds = ("first", "last", "verso", "following")
    frames = {kind: FRAME.replace("running_title", slot) for kind, slot in zip(kinds, "abcd", strict=True)}
    theme = "based_on: bulletin\npages:\n" + "".join(f"  {kind}: {{frames: [{frames[kind]}]}}\n" for kind in kinds)
    for slot, word in zip("abcd", ("running_title", "folio", "item", "issue_line"), strict=True):
        theme = theme.replace(f"text: {slot},", f"text: {word},")
    found = in_theme(theme, *(item(f"Item {at}", 900) for at in range(5)), title="News", issue="No. 7")
    heads = [row[0] for row in at_head(found)[1:-1]]

    assert len(found.pages.pages) >= 4
    assert [str(len(found.pages.pages))] == at_head(found)[-1]
    assert heads[0].startswith("Item")
    assert heads[1] == "No.\u00a07"


def test_a_page_without_a_footer():
    """`footer: false` takes the footer away from the pages of a template only."""
    found = in_theme("based_on: institutional\npages: {first: {footer: false}}\n")

    assert [-1.0] == folios(found)[:1]
    assert all(x > 0 for x in folios(found)[1:])


def test_margins_at_the_fold():
    """Text stands farther from the fold than from the fore-edge, on left and right pages; panels still bleed."""
    found = in_theme("based_on: institutional\npage: {margin_inner: 71, margin_outer: 41}\n")
    first, second = found.pages.pages[:2]
    panel = flats_on(first, "accent")[0]

    assert found.grid.text_width == pytest.approx(found.pages.width - 112)
    assert 71.0 == pytest.approx(min(line.x for line in lines_on(first)), abs=2.1)
    assert 41.0 == pytest.approx(min(line.x for line in lines_on(second)), abs=0.1)
    assert panel.x < 0
    assert panel.x + panel.width > found.pages.width


def test_margins_at_the_fold_from_right_to_left():
    """A brochure from right to left is bound at the right: its first page has the wide margin there."""
    found = in_theme("based_on: institutional\npage: {margin_inner: 71, margin_outer: 41}\n", language="he")
    first, second = found.pages.pages[:2]

    assert found.pages.width - 71 == pytest.approx(max(x.x + x.line.width for x in lines_on(first)), abs=2.1)
    assert found.pages.width - 41 == pytest.approx(max(x.x + x.line.width for x in lines_on(second)), abs=0.1)


def test_one_margin_alone():
    """With the inner margin alone the outer stays what the theme has."""
    found = in_theme("based_on: institutional\npage: {margin_inner: 71}\n")

    assert 51.0 == pytest.approx(min(line.x for line in lines_on(found.pages.pages[1])), abs=0.1)


def test_mirrored_footers():
    """Folios stand outside: at the end edge of odd pages, at the start edge of even ones."""
    foot = "{frame: text, edge: foot, away: 26, box: {row: [%s], spread: true}}"
    right, left = "{text: running_title, lines: 1}, {text: folio}", "{text: folio}, {text: running_title, lines: 1}"
    theme = (
        "based_on: institutional\npages:\n"
        f"  recto: {{footer: false, frames: [{foot % right}]}}\n  verso: {{footer: false, frames: [{foot % left}]}}\n"
    )
    found = in_theme(theme)

    assert [True, False, True] == [x > found.pages.width / 2 for x in folios(found)[:3]]


def test_a_frame_in_the_outer_margin():
    """A frame of the outer margin stands at the fore-edge, as wide as it says."""
    bar = "{frame: outer, away: 100, width: 9, box: {flat: accent, least: 120, box: {space: 0}}}"
    found = in_theme(f"based_on: bulletin\npages: {{recto: {{frames: [{bar}]}}, verso: {{frames: [{bar}]}}}}\n")
    bars = [[flat for flat in flats_on(page, "accent") if flat.width == pytest.approx(9)] for page in found.pages.pages]

    assert found.pages.width - 9 == pytest.approx(bars[0][0].x)
    assert 0.0 == bars[1][0].x
    assert 120.0 == bars[0][0].height


def test_what_stands_in_frames_is_no_content():
    """A logo at the head of every page is decoration: the brochure builds, and the logo at its end is one photo."""
    head = "{frame: text, away: 12, box: {image: logo, height: 20}}"
    found = in_theme(f"based_on: institutional\npages: {{following: {{frames: [{head}]}}}}\n", **LOGO)
    owners = [placed.owner for page in found.pages.pages for placed in photos_on(page)]

    assert len(found.pages.pages) == owners.count(None)
    assert 1 == len([owner for owner in owners if owner is not None])


LOGO = {"logo": {"file": "a.jpg", "alt": "The Office"}}


def test_a_feature_has_a_template():
    """A page that a feature opens takes that template."""
    items = [item("One", 300), item("Big", 500, layout="feature", new_page=True), item("Three", 300)]
    found = in_theme(f"based_on: institutional\npages: {{feature: {{frames: [{FRAME}]}}}}\n", *items)
    ((page, _title),) = {(at, "") for at, _line in of_origin(found, "items", 1, "title")}

    assert [["News"] if number == page else [] for number in range(2, len(found.pages.pages) + 1)] == at_head(found)[1:]


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ("{recto: {frame: 1}}", "`pages.recto.frame` is no key of a template"),
        ("{rekto: {frames: []}}", "did you mean `recto`?"),
        ("{recto: {frames: [{box: {text: folio}}]}}", "`pages.recto.frames.0` has no `frame`"),
        ("{recto: {frames: [{frame: middle, box: {text: folio}}]}}", "text, page, inner or outer"),
        ("{recto: {frames: [{frame: text, box: {text: folio, style: fancy}}]}}", "wants the style `fancy`"),
        ("{recto: {frames: [{frame: text, away: far, box: {text: folio}}]}}", "there is no such measure"),
        ("{recto: [1]}", "`pages.recto` must be keys with values"),
        ("[1]", "`pages` must be keys with values"),
        ("{recto: {frames: []}, spare: 3}", "`spare` is no key of `pages`"),
        ("{recto: {frames: []}, spare: {text: folio}}", "`spare` is no key of `pages`"),
    ],
)
def test_slips_in_templates(pages, told):
    """A slip is told with its line in the theme file and what may stand there."""
    said = refused(f"based_on: institutional\npages: {pages}\n")

    assert "mine.yaml:2:" in said
    assert told in said


def test_a_color_of_a_style_that_is_none():
    """A style in a color that is not there is told with the colors that are, and with how to add one."""
    said = refused("based_on: institutional\nstyles: {kicker: {color: copper}}\n")

    assert "mine.yaml:2:26: error[bad-choice]: `styles.kicker.color` is `copper`, which is no color here" in said
    assert 'or add `copper: "#…"` to `colors`' in said
