"""Photos in columns: one that does not fit below its head there opens the next column or page, its text begun."""

import pytest
from support import brochure, item, jpeg, laid, of_origin, photo, photos_on, prose

UPRIGHT = jpeg(600, 900)


@pytest.mark.parametrize("lead", [12, 14])
def test_photo_opens_the_column_after_its_title(lead: int):
    """Three landscape columns: below the text before it the upright photo finds no room."""
    items = [
        item("First", 0, body="\n\n".join([prose(44)] * lead)),
        item("Second", 0, body="\n\n".join([prose(22, start=number) for number in range(9)]), photo=photo()),
        item("Third", 0, body="\n\n".join([prose(22)] * 5)),
    ]
    done = laid(brochure(*items, settings={"columns": 3, "orientation": "landscape"}), a=UPRIGHT)

    (title,) = of_origin(done, "items", 1, "title")
    body = of_origin(done, "items", 1, "body")
    ((page, shown),) = [(page.number, shown) for page in done.pages.pages for shown in photos_on(page)]
    assert page == title[0] == 2
    assert shown.x > title[1].x
    assert shown.y < title[1].y
    # Text stands below its title, before the photo, and every word stands once.
    before = [line for number, line in body if number == 2 and line.x == title[1].x]
    assert len(before) >= 2
    first_below = min((line for number, line in body if line.x >= shown.x), key=lambda line: (line.x, line.y))
    assert first_below.y > shown.y + shown.height


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
