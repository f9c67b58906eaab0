"""What reaches the trim goes on beyond it, and nothing else changes."""

import msgspec
import pytest
from support import brochure, item, laid, photo

from pdfbrochure.assets.photos import Crop, crop_for
from pdfbrochure.layout.pages import Page, Pages, PlacedFlat, PlacedPhoto, PlacedShape
from pdfbrochure.press.bleeding import with_bleed

WIDTH, HEIGHT, BLEED = 400.0, 600.0, 8.5


def bled(thing):
    """One thing on a page, with bleed."""
    pages = Pages(WIDTH, HEIGHT, (Page(1, (thing,)),), ())
    return with_bleed(pages, BLEED).pages[0].things[0]


def placed(x, y, width, height, focus=(0.5, 0.5), aspect=1.5):
    """A photo of an aspect, cropped to a frame."""
    crop = crop_for(aspect, 1.0, width / height, focus)
    return PlacedPhoto(x, y, width, height, "a.jpg", crop, 1, ("items", 0, "photos", 0))


@pytest.mark.parametrize("edge", [-3.0, 0.0, 0.4])
def test_flat_at_the_trim_runs_to_the_bleed(edge):
    """From where a flat stands, or a hair off; the screen's own overhang is replaced."""
    flat = bled(PlacedFlat(edge, edge, WIDTH - 2 * edge, 100 - edge, "accent"))

    assert (flat.x, flat.y, flat.width, flat.height) == (-BLEED, -BLEED, WIDTH + 2 * BLEED, 100 + BLEED)


def test_flat_inside_stays():
    """What does not reach the trim is left alone."""
    flat = PlacedFlat(20, 30, 100, 5, "accent")

    assert bled(flat) is flat


def test_surface_at_the_trim_runs_to_the_bleed():
    """The points of a drawn surface at the trim move; those inside do not."""
    shape = bled(PlacedShape(((0, 0), (WIDTH, 0), (200, 50)), fill="accent"))

    assert shape.points == ((-BLEED, -BLEED), (WIDTH + BLEED, -BLEED), (200, 50))


@pytest.mark.parametrize("focus", [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.3, 0.8)])
@pytest.mark.parametrize(
    "frame", [(0, 0, WIDTH, 200), (0, 100, WIDTH, 300), (0, 0, WIDTH, HEIGHT), (250, 400, 150, 200)]
)
def test_photo_keeps_its_shape_and_its_focus(frame, focus):
    """It is neither squeezed nor moved by more than its bleed, and its focus stays on the page."""
    before = placed(*frame, focus)
    after = bled(before)
    wide, high = after.crop.right - after.crop.left, after.crop.bottom - after.crop.top

    assert 1.5 * wide / high == pytest.approx(after.width / after.height, rel=1e-6)
    assert 0 <= after.crop.left < after.crop.right <= 1
    assert 0 <= after.crop.top < after.crop.bottom <= 1
    for point, low, length, was_low, was_length, start, size, was in (
        (focus[0], after.crop.left, wide, before.crop.left, before.crop.right - before.crop.left,
         after.x, after.width, (before.x, before.width)),
        (focus[1], after.crop.top, high, before.crop.top, before.crop.bottom - before.crop.top,
         after.y, after.height, (before.y, before.height)),
    ):  # fmt: skip
        then = was[0] + (point - was_low) / was_length * was[1]
        now = start + (point - low) / length * size
        assert abs(now - then) <= 2 * BLEED + 0.01
        assert was[0] - BLEED - 0.01 <= now <= was[0] + was[1] + BLEED + 0.01


def test_photo_that_has_more_shows_more():
    """A crop with picture beside it grows, and what is on the page stays exactly where it was."""
    before = PlacedPhoto(0, 100, WIDTH, 200, "a.jpg", Crop(0.2, 0.2, 0.8, 0.65), 1, ())
    after = bled(before)

    share = 0.6 / WIDTH
    assert after.crop.left == pytest.approx(0.2 - BLEED * share)
    assert after.crop.right == pytest.approx(0.8 + BLEED * share)
    assert (after.crop.top, after.crop.bottom) == pytest.approx((0.2, 0.65))


def test_words_are_not_moved():
    """Lines, codes and all that lies inside are the same values, on the same pages."""
    pages = laid(brochure(item(words=300, photo=photo()), item(words=200), past_stories={"url": "https://e.org"})).pages
    after = with_bleed(pages, BLEED)

    assert len(after.pages) == len(pages.pages)
    for one, other in zip(pages.pages, after.pages, strict=True):
        for thing, printed in zip(one.things, other.things, strict=True):
            if not isinstance(thing, (PlacedFlat, PlacedPhoto)):
                assert printed is thing
    assert msgspec.structs.replace(after, pages=()) == msgspec.structs.replace(pages, pages=())
