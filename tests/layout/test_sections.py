"""Sections: entries of the list of items, their labels, tags, bookmarks and running heads, and what may be wrong."""

import pytest
from support import ancestors, brochure, codes, flats_on, has_role, item, laid, lines_on, of_origin, spelled, text_of

from pdfbrochure.compose.blocks import Role

RESEARCH = {"section": "Research", "intro": "What the laboratories found."}
DIARY = {"section": "Diary of the months to come", "short_title": "Diary"}


def placed(*entries, **keys):
    """A brochure with two sections."""
    entries = entries or (
        item("Lead", 200),
        RESEARCH,
        item("One", 300, date="2025-03-21"),
        item("Two", 200),
        DIARY,
        item("Three", 300, body="Text.\n\n## Below\n\n" + "More text. " * 60),
    )
    return laid(brochure(*entries, **keys))


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "digest", "wire", "album"])
@pytest.mark.parametrize("page", ["A4", "A5"])
def test_name_and_intro_stand_above_the_first_item(theme, page):
    """Both are printed once, above the title of the section's first item and on its page."""
    found = placed(settings={"theme": theme, "page": page})

    for entry, first in ((1, 2), (4, 5)):
        names = of_origin(found, "items", entry, "section")
        title = of_origin(found, "items", first, "title")[0]
        assert names[0][0] == title[0]
        assert names[-1][1].y < title[1].y
    assert of_origin(found, "items", 1, "intro")
    assert not found.report.has_errors


def test_marker_of_the_institutional_theme():
    """The first item's bar is as wide as its column; name and date share a line."""
    found = placed()
    ((page, name),) = of_origin(found, "items", 1, "section")
    ((_page, date),) = of_origin(found, "items", 2, "date")
    bars = [flat for flat in flats_on(found.pages.pages[page - 1], "accent") if flat.height == pytest.approx(3)]

    assert name.y == pytest.approx(date.y)
    assert name.x < date.x
    assert any(flat.width > 200 and flat.y < name.y < flat.y + 20 for flat in bars)


def test_from_right_to_left():
    """In Arabic the name stands at the right, the date at its left."""
    found = placed(language="ar")
    ((_page, name),) = of_origin(found, "items", 1, "section")
    ((_page, date),) = of_origin(found, "items", 2, "date")

    assert date.x < name.x


def test_levels():
    """A section is a Sect with a heading; titles in it are of the third level, headings in texts of the fourth."""
    found = placed()
    levels = {0: Role.HEADING, 2: Role.SUBHEADING, 5: Role.SUBHEADING}
    below = next(line for _page, line in of_origin(found, "items", 5, "body") if text_of(line.line) == "Below")

    for number, role in levels.items():
        assert has_role(found, of_origin(found, "items", number, "title")[0][1], role)
    assert has_role(found, of_origin(found, "items", 1, "section")[0][1], Role.HEADING)
    assert has_role(found, below, Role.LOWER_HEADING)
    around = ancestors(found.galley.nodes, of_origin(found, "items", 2, "title")[0][1].owner)
    assert [Role.SUBHEADING, Role.ARTICLE, Role.SECTION, Role.DOCUMENT] == [element.role for element in around]


def test_bookmarks_nest():
    """Items lie in their section, headings in their item."""
    marks = [(mark.title, mark.level) for mark in placed().pages.bookmarks]

    assert [("Lead", 1), ("Research", 1), ("One", 2), ("Two", 2), ("Diary", 1), ("Three", 2), ("Below", 3)] == marks


def test_running_head():
    """A template's running head and a footer may name the section, in its short form."""
    theme = (
        "based_on: institutional\nfooter: {box: {text: title_section, style: folio}}\n"
        "pages: {following: {frames: [{frame: text, away: 20, box: {text: section, style: folio}}]}}\n"
    )
    entries = (item("Lead", 500), DIARY, item("One", 900), item("Two", 900))
    found = laid(brochure(*entries, settings={"theme": "mine.yaml"}), **{"mine.yaml": theme.encode()})
    furniture = [{text_of(line.line) for line in lines_on(page) if line.owner is None} for page in found.pages.pages]

    assert {"News"} == furniture[0]
    assert {"News\u00a0· Diary", "Diary"} == {text.replace(" ·", "\u00a0·") for text in furniture[1]}


def test_the_first_item_leads_below_a_section_too():
    """A brochure may begin with a section; its first item leads."""
    found = placed(RESEARCH, item("One", 300), item("Two", 200))

    assert "lead" == found.galley.articles[0].kind
    assert of_origin(found, "items", 0, "section")


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ((item(), RESEARCH), "empty-section"),
        ((RESEARCH, DIARY, item()), "empty-section"),
        ((item(section="Research"),), "section-in-item"),
        (({"section": ""}, item()), "missing-key"),
        (({"section": "Research", "colour": "red"}, item()), "unknown-key"),
    ],
)
def test_slips(entries, code):
    """A section without items, and one that is a key of an item, are told."""
    assert code in codes(brochure(*entries))


def test_many_sections_and_long_names():
    """Ten sections of one item each, with names longer than a column, lose nothing."""
    name = "The work of the partner laboratories on water in the soil of hills and of plains "
    entries = [entry for number in range(10) for entry in ({"section": name + str(number)}, item(f"Item {number}", 80))]
    found = placed(*entries, settings={"theme": "bulletin"})
    names = {origin for origin in range(0, 20, 2) if of_origin(found, "items", origin, "section")}

    assert set(range(0, 20, 2)) == names
    assert spelled([of_origin(found, "items", 0, "section")[0][1].line]).startswith("The work")


def bands_of(found):
    """The flats of bands with the number of their page."""
    pages = found.pages.pages[1:]
    return [
        (page.number, flat)
        for page in pages
        for flat in flats_on(page, "accent")
        if flat.y < 0 and flat.width > found.pages.width
    ]


@pytest.mark.parametrize("settings", [{}, {"page": "A5"}, {"orientation": "landscape"}, {"columns": 1}])
def test_a_section_that_opens_a_page_has_a_band(settings):
    """Name and intro stand there once and in white, above the first item, whose head does not repeat them."""
    opening = [item("One", 300, new_page=True), *(item(f"More {number}", 400) for number in range(4))]
    found = placed(item("Lead", 300), RESEARCH, *opening, settings=settings)
    ((number, band),) = bands_of(found)
    ((page, name),) = of_origin(found, "items", 1, "section")
    title = of_origin(found, "items", 2, "title")[0]

    assert number == page == title[0]
    assert 0 < name.y < band.y + band.height < title[1].y
    assert {run.color for run in name.line.runs} == {"paper"}
    intro = of_origin(found, "items", 1, "intro")
    assert "What the laboratories found." == spelled([line.line for _page, line in intro])
    assert all(page == number and line.y < band.y + band.height for page, line in intro)
    # Read before its item, and so tagged.
    assert has_role(found, name, Role.HEADING)


def test_a_nearly_full_page_is_broken_for_a_band():
    """The section would begin in the last rows of a page; it opens the next one."""
    counts = range(640, 760, 20)
    entries = [
        (item("Lead", 150), item("Two", 350), item("Three", words), RESEARCH, *(item(f"{n}", 330) for n in range(4)))
        for words in counts
    ]
    found = [placed(*each) for each in entries]

    assert any(bands_of(each) for each in found)
    for each in found:
        for number, _flat in bands_of(each):
            page = each.pages.pages[number - 2]
            assert max(line.y for line in lines_on(page) if line.owner is not None) > 0.75 * each.pages.height


def test_a_short_section_has_no_band():
    """Nor has one in a theme without, or a name that would take much of the page."""
    short = (item("Lead", 300), RESEARCH, item("One", 90, new_page=True))
    long = (item("Lead", 300), {"section": "The work of partners " * 12}, item("One", 900, new_page=True))

    assert not bands_of(placed(*short))
    assert not bands_of(placed(*long, settings={"page": "A6", "orientation": "landscape"}))


def test_a_band_saves_ink_in_the_plain_form():
    """On paper there is a rule in place of the flat."""
    entries = (item("Lead", 300), RESEARCH, *(item(f"{number}", 400, new_page=number == 0) for number in range(3)))
    found = placed(*entries, settings={"masthead": "plain"})
    ((page, name),) = of_origin(found, "items", 1, "section")
    rules = [flat for flat in flats_on(found.pages.pages[page - 1], "accent") if flat.width > found.pages.width]

    assert not bands_of(found)
    assert [True] == [rule.height < 5 and rule.y > name.y for rule in rules]
    assert {run.color for run in name.line.runs} == {"ink"}


@pytest.mark.parametrize("more", [0, 1])
def test_a_count_of_pages_is_met_with_bands(more):
    """The natural count changes nothing; one more is met too."""
    entries = (item("Lead", 300), RESEARCH, *(item(f"{number}", 400, new_page=number == 0) for number in range(4)))
    natural = placed(*entries)
    found = placed(*entries, settings={"pages": len(natural.pages.pages) + more})

    assert len(natural.pages.pages) + more == len(found.pages.pages)
    assert bands_of(natural)


def test_a_band_is_set_in_the_family_of_the_titles_of_its_theme():
    """In the policy brief, which has the band of the theme that it is based on, name and titles are of one face."""
    opening = [item("One", 200, new_page=True), item("More", 200), item("Next", 500, new_page=True)]
    found = placed(item("Lead", 150), RESEARCH, *opening, settings={"theme": "brief"})
    ((page, name),) = of_origin(found, "items", 1, "section")
    title = of_origin(found, "items", 2, "title")[0][1]

    assert page == 2
    assert name.line.runs[0].size > 20
    assert {run.shaper.face for run in name.line.runs} == {run.shaper.face for run in title.line.runs}


def test_an_intro_in_an_album_stands_off_the_title():
    """Below the intro of a section a large title begins well under its last line."""
    found = placed(item("Lead", 300), RESEARCH, item("One", 300), item("Two", 200), settings={"theme": "album"})
    intro = of_origin(found, "items", 1, "intro")[-1][1]
    title = of_origin(found, "items", 2, "title")[0][1]

    assert title.y - intro.y > 8 + 0.7 * title.line.runs[0].size
