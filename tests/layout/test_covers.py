"""Covers: a first page without items, with a photo up to the edges or a large title, and what takes their place."""

import pytest
from support import brochure, built, codes, item, jpeg, photo

from pdfbrochure.layout.pages import PlacedFlat, PlacedLine

PHOTOS = {"a": jpeg(2400, 1600), "b": jpeg(2400, 1600, 90)}


def with_cover(cover, *items, **keys):
    """A brochure with a cover, built."""
    items = items or (item("First", 120, photo=photo()), item("Second", 80), item("Third", 80))
    return built(brochure(*items, subtitle="Of the year", date="2026-05-01", cover=cover, **keys), **PHOTOS)


def of_page(done, number):
    """The places of a page."""
    return [place for place in done.places if place.page == number]


def test_photo_of_the_first_item_stands_on_the_cover_alone():
    """It reaches the edges of the page; the items begin on the next, and the photo is placed once."""
    done = with_cover("photo")
    photos = [place for place in done.places if place.kind == "photo"]

    assert [(place.page, place.origin[:4]) for place in photos] == [(1, ("items", 0, "photos", 0))]
    assert (photos[0].x, photos[0].y) == (0.0, 0.0)
    assert photos[0].width == pytest.approx(done.run.pages.width, abs=0.01)
    assert {place.origin[0] for place in of_page(done, 1) if place.kind == "line"} == {
        "title",
        "subtitle",
        "date",
        "items",
    }
    assert min(place.page for place in done.places if place.origin[:3] == ("items", 0, "body")) == 2


def test_cover_has_a_photo_of_its_own():
    """Then the first item keeps its photo; the caption of the other stands on the cover."""
    done = with_cover({"photo": photo("b.jpg", caption="Dusk")})

    assert [(place.page, place.origin[0]) for place in done.places if place.kind == "photo"] == [
        (1, "cover"),
        (2, "items"),
    ]
    assert any("Dusk" in place.text for place in of_page(done, 1))


@pytest.mark.parametrize("kind", ["photo", "type"])
def test_contents_lead_to_the_pages_of_all_items(kind):
    """The first item too is listed, for it begins on another page."""
    done = with_cover(kind, contents=True)
    lines = [place.text.strip() for place in of_page(done, 1)]

    assert [title for title in ("First", "Second", "Third") if any(title in line for line in lines)] == [
        "First",
        "Second",
        "Third",
    ]
    assert lines.count("2") == 3, lines


def test_cover_counts_as_a_page_and_has_no_number():
    """A number of pages holds it; folios begin after it."""
    done = with_cover("type", settings={"pages": 2})
    folios = [
        "".join(piece.text for run in thing.line.runs for piece in run.pieces).strip()
        for page in done.run.pages.pages
        for thing in page.things
        if isinstance(thing, PlacedLine)
    ]

    assert done.pages == 2
    assert "1" not in folios
    assert "2" in folios


def test_title_fills_a_cover_without_a_photo():
    """That is told, and the brochure is built."""
    text = brochure(item("First", 60), item("Second", 60), cover="photo")

    assert "cover-without-photo" in codes(text)
    assert built(text).pages == 2


@pytest.mark.parametrize("theme", ["bulletin", "wire", "digest", "brief"])
def test_themes_without_covers_say_so(theme):
    """Nothing is lost of the items; the cover's own photo is not printed, which is told."""
    text = brochure(item("First", 60, photo=photo()), cover={"photo": photo("b.jpg")}, settings={"theme": theme})

    assert "cover-left-out" in codes(text, **PHOTOS)
    assert [place.origin[0] for place in built(text, **PHOTOS).places if place.kind == "photo"] == ["items"]


def test_photo_of_a_cover_is_checked_like_others():
    """It needs a credit and an alternative text."""
    assert {"missing-credit", "missing-alt"} <= set(
        codes(brochure(item(), cover={"photo": {"file": "b.jpg"}}), **PHOTOS)
    )


@pytest.mark.parametrize("theme", ["institutional", "album"])
def test_a_short_title_is_large_on_a_cover_without_a_photo(theme):
    """It is larger than any title inside, with contents below it or without."""
    for contents in (True, False):
        done = with_cover("type", contents=contents, intro="Three things.", settings={"theme": theme})
        sizes = {
            origin: max(
                run.size
                for page in done.run.pages.pages
                for thing in page.things
                if isinstance(thing, PlacedLine) and thing.owner is not None
                for run in thing.line.runs
                if done.run.galley.nodes[thing.owner].origin == origin
            )
            for origin in (("title",), ("items", 0, "title"))
        }

        assert sizes["title",] > 1.5 * sizes["items", 0, "title"]


def test_a_section_is_not_announced_at_the_foot_of_a_half():
    """The name of a section stands above its first item, in the same half of the contents."""
    items = [item(f"Item {number}", 30) for number in range(11)]
    done = with_cover("type", {"section": "Money"}, *items[:5], {"section": "Work"}, *items[5:], contents=True)
    places = {place.text.strip(): place for place in of_page(done, 1)}

    assert places["Work"].x == pytest.approx(places["Item 5"].x, abs=1)
    assert places["Work"].y < places["Item 5"].y


@pytest.mark.parametrize("page", ["A6", "A5"])
@pytest.mark.parametrize("contents", [True, False])
def test_words_of_a_small_cover_below_logos_are_never_tiny(page, contents):
    """However much of a page the logos take, what is set smaller to fit can be read, and the flat ends at the trim."""
    logos = [{"file": "a.jpg", "alt": "Partner"} for _ in range(4)]
    done = with_cover(
        "type", contents=contents, publisher="Institute", intro="One thing.", logos=logos, settings={"page": page}
    )
    first = done.run.pages.pages[0]
    words = [thing for thing in first.things if isinstance(thing, PlacedLine)]
    flats = [thing for thing in first.things if isinstance(thing, PlacedFlat) and thing.color == "accent"]

    assert min(run.size for line in words for run in line.line.runs) >= 6.5
    assert contents or max(flat.y + flat.height for flat in flats) >= done.run.pages.height - 0.01
