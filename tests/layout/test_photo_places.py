"""Photos in columns: one that does not fit below its head there opens the next column or page, its text begun."""

import random

import pytest
from support import brochure, item, jpeg, laid, of_origin, photo, photos_on, prose

from pdfbrochure.layout.trace import find_misplaced
from pdfbrochure.layout.white_fields import largest_white

UPRIGHT = jpeg(600, 900)


def test_photo_opens_the_column_after_its_title():
    """Three landscape columns: below the text before it the upright photo finds no room."""
    items = [
        item("First", 0, body="\n\n".join([prose(44)] * 14)),
        item("Second", 0, body="\n\n".join([prose(22, start=number) for number in range(9)]), photo=photo()),
        item("Third", 0, body="\n\n".join([prose(22)] * 5)),
    ]
    done = laid(brochure(*items, settings={"columns": 3, "orientation": "landscape"}), a=UPRIGHT)

    (title,) = of_origin(done, "items", 1, "title")
    body = of_origin(done, "items", 1, "body")
    ((page, shown),) = [(page.number, shown) for page in done.pages.pages for shown in photos_on(page)]
    assert page == title[0] == 2
    assert shown.x > title[1].x
    # Text fills the column below its title; the photo stands in the next, with text below it.
    before = [line for number, line in body if number == 2 and line.x == title[1].x]
    below = [line for number, line in body if number == 2 and line.x == shown.x and line.y > shown.y]
    assert len(before) >= 2
    assert below
    assert largest_white(done.pages.pages[1], done.pages.width, done.pages.height) < 0.2


def test_photo_stays_below_its_title_where_it_fits():
    """A photo is not parted from its head for nothing."""
    items = [
        item("First", 0, body="\n\n".join([prose(44)] * 9)),
        item("Second", 0, body="\n\n".join([prose(22)] * 9), photo=photo()),
    ]
    done = laid(brochure(*items), a=jpeg(900, 600))

    (title,) = of_origin(done, "items", 1, "title")
    (shown,) = [shown for page in done.pages.pages for shown in photos_on(page)]
    assert shown.x == title[1].x


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize(("shapes", "features"), [(["a.jpg"], 0.1), (["a.jpg", "b.jpg", "c.jpg"], 0.15)])
def test_nothing_is_lost_round_photos_that_moved(seed, shapes, features):
    """In a long brochure only the pages round a moved photo are set anew, and none twice or not at all.

    Also where some photos stand further down already before those of features are moved.
    """
    source = random.Random(seed)
    entries = []
    for number in range(34):
        body = "\n\n".join(prose(source.choice((20, 60, 110)), start=number) for _ in range(source.randint(1, 5)))
        more = {"photo": photo(source.choice(shapes))} if source.random() < 0.6 else {}
        more |= {"layout": "feature"} if source.random() < features else {}
        entries.append(item(f"Item {number}", 0, body=body, **more))
    settings = {"page": "A5", "orientation": "landscape", "columns": 2}
    found = laid(brochure(*entries, settings=settings), a=UPRIGHT, b=jpeg(800, 800), c=jpeg(900, 600))

    assert len(found.pages.pages) > 12
    assert find_misplaced(found.pages, found.galley) == []
