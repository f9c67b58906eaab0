"""Sheets that are folded into panels: what stands on which, how wide they are, and what does not fit."""

import pytest
from support import (
    brochure,
    built,
    codes,
    flats_on,
    item,
    jpeg,
    laid,
    laid_on_sheets,
    lines_on,
    photo,
    photos_on,
    text_of,
    with_photos,
)

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.editions import PrintRun
from pdfbrochure.pipeline import Run

MM = 72 / 25.4


def leaflet(*items, fold="tri-fold", page="A4", **more):
    """A brochure on one folded sheet."""
    more.setdefault("past_stories", {"url": "https://example.org/past"})
    return brochure(*items, settings={"theme": "leaflet", "page": page, "print": {"fold": fold}}, **more)


def items(count, words):
    """So many items, each with text."""
    return [item(f"Item {number}", words) for number in range(count)]


def panel_of(found, start):
    """The side and the left edge, in millimetres and before rounding, at which a line that begins so stands."""
    return next(
        (page.number, round(line.x / MM, 1))
        for page in found.pages.pages
        for line in lines_on(page)
        if text_of(line.line).startswith(start)
    )


@pytest.mark.parametrize(
    ("fold", "places"),
    [
        # The flap is left of the back outside, and is read after the inside; its text has no wider margins.
        ("tri-fold", [(2, 10.5), (2, 110.5), (2, 209.0), (1, 9.0)]),
        ("accordion", [(2, 9.0), (2, 108.0), (1, 9.0), (1, 108.0)]),
    ],
)
def test_text_goes_from_panel_to_panel(fold, places):
    """In the order of reading: each item fills one of the four panels between cover and back."""
    found = laid(leaflet(*items(4, 190), fold=fold))

    assert places == [panel_of(found, f"Item {number}") for number in range(4)]
    assert [(round(found.pages.width / MM), round(found.pages.height / MM), 2)] == [(297, 210, len(found.pages.pages))]


def test_cover_and_back_lie_beside_each_other_outside():
    """Photo and title stand on the right panel of the first page; the way to past stories left of them."""
    found = laid(leaflet(item("Item", 300, photo=photo()), *items(2, 250), title="What is new"))
    outside = found.pages.pages[0]
    picture = photos_on(outside)[0]
    title = next(line for line in lines_on(outside) if text_of(line.line) == "What is new")

    assert picture.x == pytest.approx(197 * MM, abs=0.1)
    assert picture.x + picture.width == pytest.approx(297 * MM, abs=0.1)
    assert picture.y + picture.height < title.y
    assert picture.x < title.x
    assert panel_of(found, "Read our")[1] == pytest.approx(107.5, abs=0.2)
    assert [97 * MM] == pytest.approx([flat.x + flat.width for flat in flats_on(outside, "tint")], abs=0.1)


def test_right_to_left_the_cover_opens_at_its_right():
    """All panels stand in the other order, and the flap at the other edge."""
    found = laid(leaflet(*items(4, 190), title="What is new", language="ar"))
    title = next(line for line in lines_on(found.pages.pages[0]) if text_of(line.line).startswith("What"))

    assert title.x + title.line.width == pytest.approx((100 - 10.5) * MM, abs=2.5)
    assert [200 * MM] == pytest.approx([flat.x for flat in flats_on(found.pages.pages[0], "tint")], abs=0.1)


@pytest.mark.parametrize(
    ("fold", "page", "language", "outside", "inside"),
    [
        ("tri-fold", "A4", "en", [97, 197], [100, 200]),
        ("tri-fold", "A4", "ar", [100, 200], [97, 197]),
        ("accordion", "A4", "en", [99, 198], [99, 198]),
        ("tri-fold", "Letter", "en", [91.1, 185.3], [94.1, 188.3]),
    ],
)
def test_press_folds_between_the_panels(fold, page, language, outside, inside):
    """The print edition has the pages of the screen, with fold marks where their panels meet."""
    text = leaflet(*items(4, 150), fold=fold, page=page, language=language)
    text = text.replace("fold:", "marks: true\n    fold:")
    run = Run("brochure.yaml", files=with_photos(text))
    sheets = PrintRun(run).sheets.sheets

    assert [outside, inside] == [[round(each / MM, 1) for each in sheet.folds] for sheet in sheets]
    assert [4, 4] == [sum(getattr(mark, "dashed", False) for mark in sheet.marks) for sheet in sheets]
    assert not PrintRun(run).sheets.imposed


def test_too_long_a_text_is_refused_with_what_to_shorten():
    """The message says by how many lines, and of which items; with leave, it goes on on a further sheet."""
    text = leaflet(*items(6, 320))
    with pytest.raises(BrochureError) as caught:
        built(text)
    told = next(finding for finding in caught.value.report.findings() if finding.code == "overset")

    assert "lines too long" in told.what
    assert "Item 5" in told.why
    assert "pages: " not in told.mend
    assert len(laid_on_sheets(text).pages.pages) == 4


def test_short_text_leaves_panels_blank():
    """One short item stands inside, the flap is blank, the back is where it belongs; a warning says what to do."""
    text = leaflet(item("Item 0", 40))
    found = laid(text)

    assert panel_of(found, "Item 0") == (2, 10.5)
    assert panel_of(found, "Read our")[0] == 1
    assert "sheet-short" in codes(text)


@pytest.mark.parametrize(
    ("fold", "settings", "code"),
    [
        ("booklet", {}, "bad-fold"),
        ("tri-fold", {"page": "A5"}, "bad-sheet"),
        ("tri-fold", {"pages": 4}, "bad-sheet"),
    ],
)
def test_what_no_sheet_can_be(fold, settings, code):
    """A fold through the text, a sheet that is too small, and pages that a sheet does not have."""
    more = {"theme": "leaflet", "print": {"fold": fold}, **settings}
    assert code in codes(brochure(item("Item", 40), settings=more))


def test_lone_sheet_without_anything_but_text():
    """No photo, no past stories, no imprint: the title has the whole cover, and the back keeps its color."""
    found = laid(leaflet(*items(4, 150), past_stories=None))
    accents = flats_on(found.pages.pages[0], "accent")

    whole = {round(flat.x / MM) for flat in accents if flat.height >= found.grid.height}
    assert whole == {97, 197}


def test_photo_opens_its_panel():
    """The photo of an item at the head of a panel reaches its edges above the head, and the text ends at the foot."""
    text = leaflet(item("Item 0", 250), item("Item 1", 170, photo=photo("big.jpg")), *items(4, 250)[2:])
    found = laid(text, big=jpeg(1600, 1066))
    inside = found.pages.pages[1]
    picture = photos_on(inside)[0]
    title = next(line for line in lines_on(inside) if text_of(line.line) == "Item 1")
    last = max(line.y for line in lines_on(inside) if line.x == title.x)

    assert (picture.x, picture.y, picture.width) == pytest.approx((100 * MM, 0, 100 * MM), abs=0.1)
    assert picture.y + picture.height < title.y
    assert last >= found.grid.row_y(found.grid.rows - 4)


def test_photo_of_few_pixels_stays_in_its_column():
    """One that would be coarse from edge to edge stands below its head, as others do."""
    text = leaflet(item("Item 0", 250), item("Item 1", 170, photo=photo()), *items(4, 250)[2:])
    inside = laid(text).pages.pages[1]
    title = next(line for line in lines_on(inside) if text_of(line.line) == "Item 1")

    assert photos_on(inside)[0].y > title.y


def test_short_text_is_set_larger():
    """Where the text does not fill the panels, type and leading grow as far as the theme allows."""
    assert "type 9.25 \u2192 11" in " ".join(built(leaflet(*items(3, 40))).knobs)
    assert built(leaflet(*items(4, 310))).knobs == ()


def test_fill_is_that_of_all_panels():
    """The summary counts every panel of a side, and no color as text."""
    outside, inside = built(leaflet(*items(4, 250))).summary.fill

    assert 0.7 < inside <= 1
    assert 0.3 < outside < 0.95


def test_growing_tears_no_item():
    """Text that is set larger keeps its items on their panels; where it cannot, it stays as it is."""
    found = laid(leaflet(*items(4, 240)))
    homes = [
        {page.number for page in found.pages.pages for line in lines_on(page) if _item_of(found, line) == number}
        for number in range(4)
    ]

    assert homes == [{2}, {2}, {2}, {1}]


def _item_of(found, placed):
    """The number of the item that a line belongs to."""
    origin = found.galley.nodes[placed.owner].origin if placed.owner is not None else ()
    return origin[1] if origin[:1] == ("items",) else None


def test_a_panel_has_one_column():
    """More columns are told to be none of the sheet's."""
    text = leaflet(*items(4, 250)).replace("  theme: leaflet", "  theme: leaflet\n  columns: 2")
    told = [finding.what for finding in built(text).report.findings() if finding.code == "too-many-columns"]

    assert told == ["a panel of the theme leaflet has one column, and not 2"]


@pytest.mark.parametrize("past_stories", [{"url": "https://example.org/past"}, None])
def test_plain_sheet_saves_ink(past_stories):
    """With a plain title block neither cover nor back has a field of the accent, and all words are there."""
    text = leaflet(*items(4, 250), past_stories=past_stories, contact="Office, 1 Street").replace(
        "  theme: leaflet", "  theme: leaflet\n  masthead: plain"
    )
    found = laid(text)

    assert [] == [flat for flat in flats_on(found.pages.pages[0], "accent") if flat.height > 40]
    assert panel_of(found, "Office") == (1, 107.5)


def test_table_in_grown_rows_has_its_head_once():
    """Rows of a height that is no round number are no reason to set a table's head again above each."""
    table = "| Valley | Water |\n| --- | ---: |\n" + "".join(f"| Place {row} | {row} |\n" for row in range(6))
    text = leaflet({**item("Item 0", 60), "body": f"{'A word. ' * 60}\n\n{table}\n\nTable: Springs"}, *items(3, 60)[1:])
    result = built(text)
    lines = [text_of(line.line) for page in result.run.pages.pages for line in lines_on(page)]

    assert any("leading" in knob for knob in result.knobs)
    assert lines.count("Valley") == 1


def people(count, **more):
    """An item of so many people, and nothing else."""
    each = [{"name": f"Name {number}", "role": "Editor", "mail": f"n{number}@example.org"} for number in range(count)]
    return {"title": "Whom to ask", "people": each, **more}


@pytest.mark.parametrize("past_stories", [{"url": "https://example.org/past"}, None])
def test_people_stand_on_the_back(past_stories):
    """An item of people alone stands on the back, above the past stories, with portraits and reversed."""
    entry = people(3, people_credit="A Camera")
    entry["people"][0]["photo"] = {"file": photo()["file"]}
    found = laid(leaflet(*items(2, 240), entry, *items(4, 240)[2:], past_stories=past_stories))
    outside = found.pages.pages[0]
    said = {text_of(line.line): line for line in lines_on(outside) if 97 * MM < line.x < 197 * MM}

    assert list(said)[:2] == ["Whom to ask", "Name 0"]
    assert "Photo: A Camera" in said
    assert {run.color for run in said["n1@example.org"].line.runs} == {"paper"}
    assert [97 * MM < each.x < said["Name 0"].x for each in photos_on(outside)] == [True]
    assert panel_of(found, "Item 2") == (2, 209.0)
    assert [mark.page for mark in found.pages.bookmarks if mark.title == "Whom to ask"] == [1]


@pytest.mark.parametrize("entry", [people(14), people(2, body="All of them answer. ")])
def test_people_who_are_more_than_that_stay_among_the_items(entry):
    """So many that the back is too low for them, or part of a story, stand on the panel that is their turn."""
    found = laid(leaflet(*items(1, 240), entry, *items(3, 240)[1:]))

    assert panel_of(found, "Name 0") == (2, 110.5)


def across(picture=None, size=(2000, 1333), second=130, **more):
    """A sheet whose second item has a photo and opens a panel."""
    picture = photo("big.jpg", caption="A caption") if picture is None else picture
    texts = [item("Item 0", 250), item("Item 1", 130, photo=picture), item("Item 2", second), item("Item 3", 250)]
    return laid(leaflet(*texts, **more), big=jpeg(*size))


def test_photo_lies_over_two_panels_and_no_text_does():
    """It reaches from the fold to the sheet's edge, its caption stands on the first panel, heads below stand level."""
    found = across()
    inside = found.pages.pages[1]
    (picture,) = photos_on(inside)
    titles = [line for line in lines_on(inside) if text_of(line.line) in ("Item 1", "Item 2")]
    folds = (100 * MM, 200 * MM)

    assert (picture.x, picture.y) == pytest.approx((100 * MM, 0), abs=0.1)
    assert picture.x + picture.width == pytest.approx(297 * MM, abs=0.1)
    assert 1.4 <= picture.width / picture.height <= 2.4
    assert titles[0].y == pytest.approx(titles[1].y)
    assert picture.y + picture.height < titles[0].y
    assert panel_of(found, "A caption") == (2, 110.5)
    assert [] == [line for line in lines_on(inside) if any(line.x < at < line.x + line.line.width for at in folds)]


def test_right_to_left_a_photo_lies_over_the_other_panels():
    """Where reading begins at the right, it lies over the panels left of the fold."""
    (picture,) = photos_on(across(language="he").pages.pages[1])

    assert (picture.x, picture.x + picture.width) == pytest.approx((0, 197 * MM), abs=0.1)


@pytest.mark.parametrize(
    "more",
    [
        {"picture": photo("big.jpg", focus=[0.5, 0.4])},
        {"picture": photo("big.jpg", width="column")},
        {"size": (1200, 800)},
        {"second": 250},
    ],
    ids=["a fold through a face", "narrow at the author's wish", "few pixels", "no room below"],
)
def test_photo_stays_on_one_panel(more):
    """Where the fold would cut what matters, or pixels or room are lacking, a photo lies over no fold."""
    (picture,) = photos_on(across(**more).pages.pages[1])

    assert picture.width <= 100 * MM + 0.1
