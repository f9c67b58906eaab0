"""What a crop takes away from a photo: never much without being asked, and nothing from one that is shown whole."""

from __future__ import annotations

from itertools import product

import pytest
from support import Laid, brochure, codes, composed, item, jpeg, laid, of_origin, photo, photos_on, prose

PLACES = [
    {"layout": "lead"},
    {"layout": "feature"},
    *({"layout": layout, "width": width} for layout in ("lead", "normal") for width in ("column", "wide", "wrap")),
    {"layout": "normal"},
]
SIZES = [(500, 1600), (800, 1200), (1000, 1000), (1150, 1000), (1300, 1000), (1800, 1200), (2400, 1000), (3600, 900)]


def placed(theme: str, place: dict[str, str], size: tuple[int, int], page: str = "A4", **keys: object) -> Laid:
    """A brochure with one photo of a size at a place."""
    shown = photo("b.jpg", **keys, **({"width": place["width"]} if "width" in place else {}))
    items = [item("One", 160, layout=place["layout"], photo=shown), item("Two", 160)]
    if place["layout"] == "normal":
        items[1]["layout"] = "lead"
    return laid(brochure(*items, settings={"theme": theme, "page": page}), b=jpeg(*size))


def photo_of(done: Laid):
    """The photo as it is placed."""
    (found,) = [thing for page in done.pages.pages for thing in photos_on(page)]
    return found


def lost(done: Laid, size: tuple[int, int]) -> float:
    """The share of the photo's area that is cut off."""
    thing = photo_of(done)
    crop = thing.crop
    seen = (crop.right - crop.left) * size[0], (crop.bottom - crop.top) * size[1]
    assert pytest.approx(thing.width / thing.height, rel=1e-3) == seen[0] / seen[1]
    return 1 - seen[0] * seen[1] / (size[0] * size[1])


@pytest.mark.parametrize("page", ["A4", "A6"])
@pytest.mark.parametrize(("theme", "place"), list(product(["institutional", "bulletin"], PLACES)))
def test_no_photo_loses_much_in_silence(theme, place, page):
    """At most two fifths of a photo are cut off, wherever it stands; where the page has no room, it is told."""
    for size in SIZES:
        done = placed(theme, place, size, page)
        assert (lost(done, size) > 0.4) == ("crop-loses-much" in done.found)
        if page == "A4" and 0.7 < size[0] / size[1] < 2.5:
            assert lost(done, size) <= 0.4, size


@pytest.mark.parametrize("page", ["A4", "A6"])
@pytest.mark.parametrize(("theme", "place"), list(product(["institutional", "bulletin"], PLACES)))
def test_whole_photo_is_shown_whole(theme, place, page):
    """`fit: whole` shows all of a photo in every place, and says nothing."""
    for size in SIZES:
        done = placed(theme, place, size, page, fit="whole")
        assert lost(done, size) == pytest.approx(0.0, abs=1e-6)
        assert "crop-loses-much" not in done.found


def test_whole_photo_stands_inside_the_text_area():
    """A whole lead does not bleed, and is as wide as the text where its shape allows."""
    done = placed("institutional", {"layout": "lead"}, (1800, 900), fit="whole")
    thing, grid = photo_of(done), done.grid

    assert thing.x == pytest.approx(grid.side)
    assert thing.width == pytest.approx(grid.text_width)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("size", [(1000, 1000), (800, 1200), (1190, 1000)])
def test_squarish_lead_stands_in_a_column(theme, size):
    """A photo that is no wide one does not bleed: across the page it would lose its heads."""
    done = placed(theme, {"layout": "lead"}, size)

    assert photo_of(done).width == pytest.approx(done.grid.column_width)
    assert lost(done, size) < 0.25


def test_wide_lead_bleeds():
    """A wide photo is as large as ever, and so is a squarish one of which somebody has said what matters."""
    for size, keys in (((1800, 1200), {}), ((1000, 1000), {"focus": "top"})):
        done = placed("institutional", {"layout": "lead"}, size, **keys)
        assert photo_of(done).width == pytest.approx(done.grid.width)


@pytest.mark.parametrize(
    ("size", "keys", "focus"),
    [
        ((800, 1200), {}, (0.5, 0.33)),
        ((1190, 1000), {}, (0.5, 0.33)),
        ((1200, 1000), {}, (0.5, 0.4)),
        ((1800, 1200), {}, (0.5, 0.4)),
        ((800, 1200), {"focus": [0.2, 0.9]}, (0.2, 0.9)),
    ],
)
def test_default_focus(size, keys, focus):
    """Heads are higher in an upright photo than in a wide one; what is typed counts."""
    galley = composed(brochure(item(photo=photo("b.jpg", **keys))), b=jpeg(*size))

    assert focus == galley.articles[0].figures[0].focus


def test_what_is_lost_is_told_with_its_mends():
    """The finding has the share that is lost and what to type, and either mend settles it."""
    place, size = {"layout": "feature"}, (3600, 900)
    report = placed("institutional", {**place, "width": "wrap"}, (300, 3000), "A6").report
    (finding,) = (finding for finding in report.findings() if finding.code == "crop-loses-much")

    assert "b.jpg loses" in finding.what
    assert "%" in finding.what
    assert "focus: top" in finding.mend
    assert "fit: whole" in finding.mend
    for keys in ({"focus": "top"}, {"fit": "whole"}):
        assert "crop-loses-much" not in placed("institutional", {**place, "width": "wrap"}, size, "A6", **keys).found


@pytest.mark.parametrize("key", ["crop: whole", "scale: whole", "fitt: whole", "contain: true"])
def test_other_words_for_fit(key):
    """What people would call it elsewhere leads to `fit`."""
    name, value = key.split(": ")
    assert "unknown-key" in codes(brochure(item(photo=photo(**{name: value}))))


@pytest.mark.parametrize("words", [20, 36])
def test_photo_below_a_title_block_is_no_strip(words):
    """Where a small first page leaves a photo little room, it stands on the next page with its item."""
    facts = [{"value": f"{number}", "label": "reserves of water"} for number in (785, 142, 26)]
    lead = item("Biosphere reserves keep people and nature in one picture", 160, facts=facts, photo=photo("big.jpg"))
    keys = {"title": "UNESCO in review", "publisher": "A sample", "intro": prose(words), "date": "2025-11-03"}
    found = laid(brochure(lead, *[item("Two", 150)] * 4, settings={"page": "A6"}, **keys), big=jpeg(1365, 1074))
    (picture,) = [each for page in found.pages.pages for each in photos_on(page)]

    assert picture.crop.lost < 0.65


@pytest.mark.parametrize("words", [62, 90, 110])
def test_photo_below_a_long_intro_leaves_fewer_rows_of_text_rather_than_be_cut(words):
    """On a first page with much above the photo, few rows of text below its title are enough."""
    keys = {"title": "Work again leaves of harbour had the schools of the coast", "intro": prose(words)}
    lead = item("One title", 160, photo=photo("b.jpg"), byline="Ann Example")
    found = laid(brochure(lead, item("Two", 160), **keys), b=jpeg(1800, 1200))
    (picture,) = [each for page in found.pages.pages for each in photos_on(page)]

    assert picture.crop.lost <= 0.4


def test_photo_of_a_feature_on_a_low_page_is_not_cut_to_a_strip():
    """On a page that is wider than high the text below takes what the photo leaves."""
    feature = item("Two", 110, layout="feature", photo=photo("b.jpg", caption=prose(12)), date="2026-01-01")
    settings = {"orientation": "landscape"}
    found = laid(brochure(item("One", 300), feature, item("Three", 300), settings=settings), b=jpeg(1800, 1200))
    (picture,) = [each for page in found.pages.pages for each in photos_on(page)]

    assert picture.width > found.grid.column_width * 2
    assert picture.crop.lost <= 0.4


@pytest.mark.parametrize("standfirst", [30, 54])
def test_text_begins_below_the_squarish_photo_of_a_lead_in_one_column(standfirst):
    """The photo is a little lower for it: head and photo alone would have the first page."""
    lead = item("One title", 160, photo=photo("b.jpg"), byline="Ann Example", standfirst=prose(standfirst))
    title = "The new hear had the had while people while of streets and safe schools leaves streets leaves how"
    found = laid(brochure(lead, item("Two", 160), title=title, settings={"columns": 1}), b=jpeg(1000, 1000))
    text = [line for page, line in of_origin(found, "items", 0, "body") if page == 1]

    assert photos_on(found.pages.pages[0])
    assert len(text) >= 2
