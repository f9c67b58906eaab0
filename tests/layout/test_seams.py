"""Shapes that look like one are one, or overlap: where they only touch, some readers leave a light line."""

from __future__ import annotations

import pytest
from support import brochure, flats_on, item, jpeg, laid, photo, photos_on, prose


def test_lead_photo_overlaps_the_panel():
    """The photo lies half a point over the panel above it."""
    page = laid(brochure(item("One", 160, photo=photo("b.jpg"))), b=jpeg(1800, 1200)).pages.pages[0]
    (shown,) = photos_on(page)
    panel = flats_on(page, "accent")[0]

    assert panel.y + panel.height - shown.y == pytest.approx(0.5)
    assert page.things.index(panel) < page.things.index(shown)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_bar_of_a_quote_is_one_rectangle(theme):
    """A quote of several lines has one bar, as high as all of them."""
    text = brochure(item("One", 0, body=f"{prose(60)}\n\n> {prose(18)}\n\n{prose(60)}"), settings={"theme": theme})
    bars = [flat for page in laid(text).pages.pages for flat in flats_on(page, "accent") if flat.width == 2.5]

    assert len(bars) == 1
    assert bars[0].height > 30
