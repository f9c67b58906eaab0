"""The first page below its title block: no column stays empty there, however short the lead."""

import json
from pathlib import Path

import pytest
from support import brochure, built, flats_on, item, jpeg, laid, of_origin, photo, photos_on, prose

UDHR = json.loads((Path(__file__).parent.parent / "data" / "udhr.json").read_text(encoding="utf-8"))


def test_no_column_stays_empty_beside_a_short_lead():
    """Either its text stands in both or what follows stands beside it."""
    title, preamble, article = UDHR["zh"][:3]
    bodies = (
        [article, preamble, article],
        [preamble, preamble, preamble],
        [article, preamble],
        [preamble, preamble, preamble],
        [preamble, article, article],
    )
    items = [
        item(title[:60], 0, body="\n\n".join(text), date=f"2026-03-0{day}", **({} if day == 3 else {"photo": photo()}))
        for day, text in enumerate(bodies, 1)
    ]
    past = {"url": "https://example.org/x"}
    text = brochure(*items, title=title[:50], language="zh", date="2026-03-01", past_stories=past)
    done = built(text, a=jpeg(900, 600))
    below = [place for place in done.places if place.page == 1 and "body" in place.origin]

    assert {0} <= {place.origin[1] for place in below}
    assert len({round(place.x / 100) for place in below}) == 2


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("words", [60, 200])
def test_the_second_item_stands_clear_below_a_short_lead(words, theme):
    """Between the last line of the lead and the next title on page 1 is at least a row, and nothing leaves the page."""
    items = [item("Lead", words), item("Two", 220), item("Three", 200), item("Four", 300), item("Five", 500)]
    found = laid(brochure(*items, settings={"theme": theme}))
    ((page, title),) = of_origin(found, "items", 1, "title")
    body = of_origin(found, "items", 0, "body")

    assert {1} == {page, *(number for number, _line in body)}
    assert title.y - max(line.y for _number, line in body) >= 2 * found.grid.unit
    foot = found.grid.row_y(found.grid.rows) - found.grid.descent
    assert foot >= max(line.y for number, line in of_origin(found, "items") if number == 1) - 0.01


@pytest.mark.parametrize("words", [140, 180])
def test_a_short_lead_ends_evenly_above_a_long_item(words):
    """Its columns end within a row of each other, and the item after it begins below both and fills the page."""
    found = laid(brochure(item("Lead", words), item("Two", 900)))
    grid, body = found.grid, of_origin(found, "items", 0, "body")
    ((_page, title),) = of_origin(found, "items", 1, "title")
    feet = [
        max(line.y for _number, line in body if (line.x < grid.column_x(1) - 1) == first) for first in (True, False)
    ]
    low = max(line.y for number, line in of_origin(found, "items", 1) if number == 1)

    assert abs(feet[0] - feet[1]) <= grid.unit + 0.01
    assert max(feet) < title.y
    assert low == pytest.approx(grid.row_y(grid.rows) - grid.descent, abs=0.01)


@pytest.mark.parametrize(("page", "title_page"), [("A4", 1), ("A5", 1), ("A6", 2), (["148mm", "105mm"], 2)])
def test_the_photo_of_a_lead_stands_at_once_below_the_title_block(page, title_page):
    """On a page too low for the lead its photo alone stands there, and the title opens the next."""
    lead = item("A lead of the whole", 160, photo=photo(), standfirst=prose(20))
    found = laid(brochure(lead, item("Two", 200), settings={"theme": "bulletin", "page": page}), a=jpeg(1800, 1200))
    (placed,) = photos_on(found.pages.pages[0])
    rules = [flat.y for color in ("ink", "hairline") for flat in flats_on(found.pages.pages[0], color)]

    assert title_page == of_origin(found, "items", 0, "title")[0][0]
    assert 0 < placed.y - max(rule for rule in rules if rule < placed.y) <= 3 * found.grid.unit
