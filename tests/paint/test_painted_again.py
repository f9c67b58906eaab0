"""Pages that are as they were are not painted again: the file is the same, and so is what is left of it."""

import pytest
from support import brochure, item, jpeg, photo, with_photos

from pdfbrochure.cache import Cache
from pdfbrochure.paint import canvas
from pdfbrochure.pipeline import build

WORDS = "Some *words* and a [place](https://example.org/a) again. "
PAGES = brochure(
    *[
        item(
            f"Number {at}",
            320,
            links=[{"label": "More", "url": f"https://example.org/{at}"}],
            body=f"A mark.[^1]\n\n- one\n- two\n\n{WORDS * 40}\n\n[^1]: See it.",
            photo=photo(file="b.jpg", alt=f"A field {at}"),
        )
        for at in range(6)
    ]
)
EDITS = [
    ("Number 4", "Number four"),
    ("A field 4", "Another field"),
    ("example.org/4", "example.org/other"),
    ("Some *words*", "Žluťoučké *words*"),
    ("- one", "- one more"),
]


@pytest.fixture
def painted(monkeypatch):
    """The pages that are painted anew, a number each time."""
    found, order = [], canvas.in_reading_order

    def counted(things, place_of):
        found.append(len(things))
        return order(things, place_of)

    monkeypatch.setattr(canvas, "in_reading_order", counted)
    return found


def pdf(text: str, cache: Cache | None = None) -> bytes:
    """The PDF of a brochure, built with what an earlier build left."""
    return build("brochure.yaml", files=with_photos(text, b=jpeg(400, 600)), cache=cache).pdf


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_most_pages_are_taken_over(painted, edit):
    """After an edit of one item the file is that of a fresh build, though most pages are not painted."""
    before, item_4, rest = PAGES.partition("Number 4")
    cache, edited = Cache(), before + (item_4 + rest).replace(*edit, 1)
    assert edited != PAGES
    pdf(PAGES, cache)
    pages = len(painted)

    again = pdf(edited, cache)

    anew = len(painted) - pages
    assert again == pdf(edited)
    assert pages > 3
    assert anew < pages - 1
    assert pdf(PAGES, cache) == pdf(PAGES)


def test_one_page_is_painted_for_one_word(painted):
    """A word that leaves all lines where they are has one page painted anew."""
    cache = Cache()
    pdf(PAGES, cache)
    pages = len(painted)

    pdf(PAGES.replace("Number 5", "Number 6"), cache)

    assert len(painted) - pages < pages / 2
