"""Page counts far from the natural one: how pages look that hold less than they could, and that none is passed over."""

from __future__ import annotations

import re

import pytest
from support import brochure, built, item, jpeg, laid, of_origin, photo

from pdfbrochure.diagnostics import BrochureError

# Too coarse for a page's width: there is more white than photos can fill.
PHOTO = jpeg(900, 600)


def news(count: int, words: int) -> list[dict[str, object]]:
    """Items of about equal length, every third with a photo."""
    return [
        item(f"Item {at}", words + 30 * (at % 3), **({"photo": photo()} if at % 3 == 1 else {})) for at in range(count)
    ]


@pytest.mark.parametrize(("theme", "count", "words"), [("bulletin", 14, 90), ("bulletin", 10, 120), ("wire", 10, 120)])
def test_pages_that_the_text_does_not_fill_end_on_one_row(theme, count, words):
    """On a page more than the text fills, no page is half empty: all of them have about as much white at their feet."""
    entries = news(count, words)
    natural = built(brochure(*entries, settings={"theme": theme}), a=PHOTO).pages
    found = laid(brochure(*entries, settings={"theme": theme, "pages": natural + 1}), a=PHOTO)
    feet: dict[int, float] = {}
    for page, line in of_origin(found, "items"):
        feet[page] = max(feet.get(page, 0.0), line.y)
    rows = {page: (foot - found.grid.top) / found.grid.unit for page, foot in feet.items()}
    # The first may be full, of its title and a lead that wants the room; the last has its closing.
    inner = [rows[page] for page in range(2, natural + 1)]

    assert natural + 1 == len(found.pages.pages) == len(rows)
    assert max(inner) - min(inner) <= 0.08 * found.grid.rows
    assert min(rows.values()) >= 0.5 * found.grid.rows


def met(entries: list[dict[str, object]], pages: int, theme: str) -> bool:
    """Whether a brochure can be set on so many pages."""
    settings = {"theme": theme, "pages": pages}
    try:
        return built(brochure(*entries, settings=settings), a=PHOTO).pages == pages
    except BrochureError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["institutional", "bulletin", "wire", "digest", "album", "brief"])
@pytest.mark.parametrize(("count", "words"), [(2, 150), (9, 120)])
def test_no_count_is_passed_over(theme, count, words):
    """No count is refused between two that are met."""
    entries = news(count, words)
    natural = built(brochure(*entries, settings={"theme": theme}), a=PHOTO).pages
    reached = [pages for pages in range(max(1, natural - 2), 2 * natural + 2) if met(entries, pages, theme)]

    assert natural in reached
    assert list(range(reached[0], reached[-1] + 1)) == reached


@pytest.mark.parametrize(
    ("theme", "count", "words", "asked"),
    [("institutional", 2, 150, 5), ("institutional", 9, 120, 1), ("bulletin", 6, 120, 5), ("digest", 4, 60, 9)],
)
def test_the_count_named_is_met(theme, count, words, asked):
    """A refusal names a count that can be had, and none between it and the one that was asked for can."""
    entries = news(count, words)
    with pytest.raises(BrochureError) as caught:
        built(brochure(*entries, settings={"theme": theme, "pages": asked}), a=PHOTO)
    (finding,) = [each for each in caught.value.report.findings() if each.code in ("overset", "underset")]
    named = int(re.search(r"set `pages: (\d+)`", finding.mend)[1])

    assert met(entries, named, theme)
    step = 1 if named > asked else -1
    assert not any(met(entries, pages, theme) for pages in range(asked + step, named, step))
