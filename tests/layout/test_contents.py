"""The contents: where they stand, which entries they have, the pages that they name, and where a click leads."""

import io
from itertools import product

import pikepdf
import pytest
from readback import Document
from support import (
    ancestors,
    brochure,
    built,
    codes,
    flats_on,
    item,
    jpeg,
    laid,
    lines_on,
    of_origin,
    photo,
    prose,
    text_of,
)

from pdfbrochure.compose.blocks import Role

ITEMS = [item("The lead", 150), *(item(f"Item {number}", 260) for number in range(2, 9))]
SECTIONS = [ITEMS[0], {"section": "Research"}, *ITEMS[1:4], {"section": "Diary"}, *ITEMS[4:]]


def placed(*entries, **keys):
    """A brochure with contents."""
    return laid(brochure(*(entries or ITEMS), **{"contents": True, **keys}))


def entries(found):
    """The lines of the contents on the first page: those of words, and those of page numbers, from the top."""
    nodes = found.galley.nodes
    lines = [
        line
        for line in lines_on(found.pages.pages[0])
        if line.owner is not None and nodes[line.owner].origin == ("contents",)
    ]
    numbers = [line for line in lines if nodes[line.owner].role is Role.SPAN]
    words = [line for line in lines if nodes[line.owner].role is not Role.SPAN]
    return sorted(words, key=lambda line: line.y), sorted(numbers, key=lambda line: line.y)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_every_entry_names_its_page(theme):
    """All items but the first are listed in their order, each with the page on which it begins."""
    found = placed(settings={"theme": theme})
    words, numbers = entries(found)
    pages = {mark.title: mark.page for mark in found.pages.bookmarks}
    listed = [text_of(line.line) for line in words]

    assert ["In this issue", *(f"Item {number}" for number in range(2, 9))] == listed
    assert [str(pages[title]) for title in listed[1:]] == [text_of(line.line) for line in numbers]
    assert len(set(pages.values())) > 1


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_box_stands_in_the_last_column(theme):
    """It ends on a baseline at the foot of the last column; no other line stands on its ground."""
    found = placed(settings={"theme": theme})
    grid, words = found.grid, entries(found)[0]
    (ground,) = flats_on(found.pages.pages[0], "tint")
    others = [
        line
        for line in lines_on(found.pages.pages[0])
        if line.owner is not None and found.galley.nodes[line.owner].origin != ("contents",)
    ]

    assert ground.x == pytest.approx(grid.column_x(grid.columns - 1))
    foot = (ground.y + ground.height + grid.descent - grid.top) / grid.unit
    assert foot == pytest.approx(round(foot))
    assert grid.rows - 5 <= foot <= grid.rows + 0.01
    assert all(ground.x < line.x for line in words)
    assert not any(line.x + line.line.width > ground.x and line.y > ground.y for line in others)
    assert not any((line.y - grid.row_y(0) + grid.descent) % grid.unit > 0.01 for line in words[1:2])
    # The rule between columns goes down to the foot of the box.
    rules = [flat for flat in flats_on(found.pages.pages[0], "hairline") if flat.height > flat.width]
    assert bool(rules) == (theme == "bulletin")
    assert all(
        rule.y + rule.height == pytest.approx(ground.y + ground.height, abs=0.01)
        for rule in rules
        if rule.x > ground.x - grid.gutter
    )
    # What room the column has above the box is filled with text.
    above = [line for number, line in of_origin(found, "items") if number == 1 and line.x >= ground.x]
    assert max(line.y for line in above) > ground.y - 4 * grid.unit


@pytest.mark.parametrize(("theme", "page"), [("bulletin", "A6"), ("institutional", "A6")])
def test_box_stands_at_once_below_a_title_block_that_has_the_page_for_itself(theme, page):
    """On a page too low for the lead nothing but a row or two parts the contents from the title block."""
    found = placed(settings={"theme": theme, "page": page})
    (ground,) = flats_on(found.pages.pages[0], "tint")
    others = [flat for color in ("ink", "accent") for flat in flats_on(found.pages.pages[0], color)]
    foot = max(flat.y + flat.height for flat in others if flat.y + flat.height <= ground.y)

    assert not [line for number, line in of_origin(found, "items") if number == 1]
    assert found.grid.unit <= ground.y - foot <= 2.1 * found.grid.unit


@pytest.mark.parametrize("lead", [item("Short", 25), item("Longer", 90), item("Pictured", 60, photo=photo())])
def test_a_lead_across_all_columns_stands_above_the_contents(lead):
    """Where the lead's head takes all columns, it opens page 1 with its text below, beside the contents in the last."""
    found = placed(lead, *ITEMS[1:4], settings={"theme": "bulletin", "page": "A5"})
    (ground,) = flats_on(found.pages.pages[0], "tint")
    own = [line for number, line in of_origin(found, "items", 0) if number == 1]
    beside = [line for line in own if line.x + line.line.width > ground.x]

    assert own
    assert all(line.y < ground.y for line in beside)
    assert not [line for number, line in of_origin(found, "items", 0) if number > 2]


def test_numbers_stand_at_the_end_edge():
    """Numbers end together, at the left where the brochure runs from right to left."""
    left, right = entries(placed())[1], entries(placed(language="ar"))[1]

    assert 1 == len({round(line.x + line.line.width, 1) for line in left})
    assert 1 == len({round(line.x, 1) for line in right})


def test_sections_are_listed_above_their_items():
    """A section's name stands above its items; with many items only sections are listed, with pages of their own."""
    few = [text_of(line.line) for line in entries(placed(*SECTIONS))[0]]
    many = placed(
        *SECTIONS[:2], *(item(f"Item {number}", 40) for number in range(14)), {"section": "Diary"}, item("Last", 40)
    )

    assert few[1] == "Research"
    assert few.index("Diary") == 5
    assert ["In this issue", "Research", "Diary"] == [text_of(line.line) for line in entries(many)[0]]
    assert 2 == len(entries(many)[1])


def test_short_titles():
    """An entry takes the short title; a long one has two lines at most."""
    long = [item("A title that is " + "very " * 40 + "long", 200, short_title="Short"), item("Many words " * 20, 200)]
    found = placed(ITEMS[0], *long, *ITEMS[2:6])
    words = [text_of(line.line) for line in entries(found)[0]]

    assert "Short" == words[1]
    assert 2 == sum(1 for word in words if "words" in word or "Many" in word)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_long_titles_end_with_a_whole_word(theme):
    """A title that is too long for its lines loses its end, not its middle as an address does."""
    title = "What the regional councils of seven countries resolved about common standards for measuring groundwater"
    found = placed(ITEMS[0], *(item(title, 260) for _ in range(5)), settings={"theme": theme})
    words = " ".join(text_of(line.line) for line in entries(found)[0])
    cut = [part.split() for part in words.split("\u2026")[:-1]]

    assert len(cut) == 5
    assert all(" ".join(part[-5:]) in title and part[-1] in title.split() for part in cut)


def test_tags():
    """Each entry is a TOCI with a link in a reference, in the TOC; entries of a section lie in the section's TOCI."""
    found = placed(*SECTIONS)
    roles = [element.role for element in ancestors(found.galley.nodes, entries(found)[0][2].owner)]

    assert [Role.LINK, Role.REFERENCE, Role.CONTENTS_ITEM, Role.CONTENTS, Role.CONTENTS_ITEM, Role.CONTENTS] == roles[
        :6
    ]


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_a_click_leads_to_the_page(standard):
    """Every entry is one link to the page that its number names."""
    made = built(brochure(*ITEMS, contents=True, settings={"standard": standard}))
    pdf = pikepdf.open(io.BytesIO(made.pdf))
    pages = [page.objgen for page in pdf.pages]
    places = [note.get("/Dest") or note["/A"]["/D"] for note in pdf.pages[0].Annots]
    found = [pages.index(place[0].objgen) + 1 for place in places]

    assert [mark.page for mark in made.run.pages.bookmarks[1:]] == found


def test_entries_refer_to_titles():
    """In PDF 2.0 every entry names the element of its title, as PDF/UA-2 asks (ISO 14289-2, 8.2.5.8)."""
    document = Document(built(brochure(*ITEMS, contents=True, settings={"standard": "ua-2"})).pdf)
    titles = [str(one.dictionary.Ref[0].S) for one in document.tree.all("Reference") if "/Ref" in one.dictionary]

    assert ["/H1"] * 7 == titles


@pytest.mark.parametrize(("count", "pages"), [(4, 0), (8, 1)])
def test_auto(count, pages):
    """`auto` lists nothing for four items."""
    found = placed(*ITEMS[:count], contents="auto")

    assert bool(entries(found)[0]) == bool(pages)


def test_auto_lists_nothing_on_two_pages():
    """Nor where all items find room on two pages."""
    assert not entries(placed(*(item(f"Item {number}", 30) for number in range(8)), contents="auto"))[0]


@pytest.mark.parametrize("page", ["A4", "A5", "Letter"])
@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_every_page_and_number_of_columns(page, columns):
    """Contents stand on page 1, or a finding says that they do not; all else is there."""
    keys = {"items": ITEMS[1:], "settings": {"page": page, "columns": columns}}
    text = brochure(item("The lead", 150, photo=photo()), *keys.pop("items"), contents=True, **keys)
    found = laid(text)

    assert bool(entries(found)[0]) != ("contents-left-out" in found.found)
    assert not found.report.has_errors


def test_page_count():
    """Contents go with a page count."""
    found = placed(settings={"pages": 4})

    assert 4 == len(found.pages.pages)
    assert entries(found)[1]


def test_not_for_one_item():
    """A single item needs no contents, which a finding says."""
    found = placed(item())

    assert not entries(found)[0]
    assert "contents-needless" in found.found
    assert "bad-choice" in codes(brochure(*ITEMS, contents="yes please"))


@pytest.mark.parametrize(("asked", "told"), [(True, True), ("auto", False)])
def test_on_one_page(asked, told):
    """On the only page contents are set where they were asked for, and a finding says that they are not needed."""
    found = placed(*(item(f"Item {number}", 20) for number in range(5)), contents=asked)

    assert 1 == len(found.pages.pages)
    assert bool(entries(found)[0]) == told
    assert ("contents-needless" in found.found) == told


def test_many_pages_need_contents():
    """Where the items stand on several pages nothing is said."""
    assert "contents-needless" not in placed().found


def test_where_a_theme_has_no_place():
    """Rows without a place for contents leave them out, and the finding does not send one to shorten titles."""
    bare = b"based_on: digest\nname: bare\nmasthead: {below: {text: intro}}\n"
    found = laid(brochure(*ITEMS, contents=True, settings={"theme": "bare.yaml"}), **{"bare.yaml": bare})
    (told,) = [each for each in found.report.findings() if each.code == "contents-left-out"]

    assert "rows" in told.what
    assert "shorten" not in told.mend


CARDS = [item(f"Card {number}", 20) for number in range(12)]


@pytest.mark.parametrize("page", ["A4", "A5", "Letter"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("sections", [False, True])
def test_cards_are_listed_below_the_title(page, language, sections):
    """Above the first card stand all sections or items, each with its page; sections where there are many items."""
    parts = [{"section": "Money"}, *CARDS[:7], {"section": "Work"}, *CARDS, *CARDS[7:]] if sections else CARDS
    found = placed(*parts, language=language, intro=prose(20), settings={"theme": "digest", "page": page})
    words, numbers = entries(found)
    first = min(line.y for _page, line in of_origin(found, "items", 0))
    pages = {mark.title: str(mark.page) for mark in found.pages.bookmarks}

    assert len(words) - 1 == len(numbers) == (2 if sections else 11)
    for line in numbers:
        links = [element.number for element in ancestors(found.galley.nodes, line.owner)]
        (word,) = [each for each in words if each.owner in links]
        assert abs(word.y - line.y) < 1
        assert pages[text_of(word.line)] == text_of(line.line)
    assert all(line.y < first for line in (*words, *numbers))
    assert "contents-left-out" not in found.found


def test_contents_of_cards_stand_beside_the_intro_or_in_all_columns():
    """A few entries stand in the third column, level with the intro; many, and those without an intro, in all three."""
    sections = [{"section": "Money"}, *CARDS[:7], {"section": "Work"}, *CARDS]
    few, many, alone = (
        placed(*parts, settings={"theme": "digest"}, **keys)
        for parts, keys in ((sections, {"intro": prose(20)}), (CARDS, {"intro": prose(20)}), (CARDS, {}))
    )
    third = few.grid.column_x(2)
    (_page, intro), *_more = of_origin(few, "intro")

    assert {round(line.x, 1) for line in entries(few)[0]} == {round(third, 1)}
    assert min(line.y for line in entries(few)[0]) <= intro.y
    for found in (many, alone):
        assert 3 == len({round(line.x, 1) for line in entries(found)[0]})


def test_the_last_column_of_the_contents_is_the_short_one():
    """Four sections in three columns stand two, one and one, and not one, one and two."""
    parts = [each for name in "ABCD" for each in ({"section": f"Part {name}"}, *CARDS[:4])]
    words = entries(placed(*parts, settings={"theme": "digest"}))[0][1:]
    starts = sorted({round(line.x, 1) for line in words})

    assert [2, 1, 1] == [sum(round(line.x, 1) == start for line in words) for start in starts]


def test_too_many_cards_for_the_contents():
    """Where they would take too much of the page they are left out, and the finding says how many, and what helps."""
    found = placed(*(item(f"Card {number}", 20) for number in range(90)), settings={"theme": "digest"})
    (told,) = [each for each in found.report.findings() if each.code == "contents-left-out"]

    assert not entries(found)[0]
    assert "89 items" in told.what
    assert "section" in told.mend


@pytest.mark.parametrize("count", [6, 9, 12])
@pytest.mark.parametrize("words", [0, 30])
def test_nothing_stands_on_the_box_where_the_page_has_a_note(words, count):
    """A short lead with a note leaves little room; its head is never set over the contents, and its text follows it."""
    links = [{"label": "The guide", "url": "https://example.org/bathing/guide"}]
    lead = item("Bathing waters get their results within a day", 5, photo=photo(caption="Snow"), links=links)
    items = [item(f"Item {number}", 260) for number in range(count)]
    intro = {"intro": prose(words)} if words else {}
    settings = {"print_urls": "numbers"}
    found = laid(brochure(lead, *items, contents=True, settings=settings, **intro), a=jpeg(1200, 800))
    page, nodes = found.pages.pages[0], found.galley.nodes
    others = [line for line in lines_on(page) if line.owner is not None and nodes[line.owner].origin != ("contents",)]

    assert {1} == {number for number, _line in of_origin(found, "items", 0, "body")}
    for line, ground in product(others, flats_on(page, "tint")):
        beside = line.x + line.line.width <= ground.x or line.x >= ground.x + ground.width
        assert beside or not ground.y < line.y < ground.y + ground.height


def test_every_entry_of_the_tags_says_something():
    """Where no room is left for the names of sections, the tags have none either: items lie in the one list."""
    items = [item(f"A rather long title of item number {number} that takes two lines", 200) for number in range(12)]
    parts = [each for at, one in enumerate(items) for each in ([{"section": f"Part {at}"}] * (at % 2 == 0) + [one])]
    text = brochure(
        item("The lead", 60, photo=photo()), *parts, contents=True, intro=prose(50), settings={"theme": "bulletin"}
    )
    contents = Document(built(text, a=jpeg(1200, 800)).pdf).tree.all("TOC")

    assert 1 == len(contents)
    assert ["TOCI"] * 12 == contents[0].roles
    assert all(entry.roles == ["Reference"] and entry.text.strip() for entry in contents[0].elements)


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "brief", "album", "wire", "digest"])
@pytest.mark.parametrize("cover", ["none", "type"])
def test_sections_that_are_listed_alone_have_pages(theme, cover):
    """Each theme sets the page beside the name, on a cover too; the page is that of the bookmark."""
    parts = [{"section": "Money"}, *ITEMS, {"section": "Work"}, *ITEMS]
    made = built(brochure(*parts, contents=True, cover=cover, settings={"theme": theme}))
    pages = {mark.title: mark.page for mark in made.run.pages.bookmarks}
    (contents,) = Document(made.pdf).tree.all("TOC")
    said = [sorted(entry.text.split()) for entry in contents.elements]

    assert said == [sorted((str(pages[name]), name)) for name in ("Money", "Work")]


def test_contents_are_read_where_no_strip_is_drawn():
    """Without a word of the issue, the brief has no strip on page 1, and what would be white on it is not white."""
    found = placed(settings={"theme": "brief"}, title="News")
    first = found.pages.pages[0]
    words, numbers = entries(found)

    assert not any(flat.height > found.grid.height / 2 for flat in flats_on(first, "accent"))
    assert words
    assert all(run.color != "paper" for line in (*words, *numbers) for run in line.line.runs)
