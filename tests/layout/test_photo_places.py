"""Photos in columns: one that does not fit below its head there opens the next column or page, its text begun."""

from support import brochure, item, jpeg, laid, of_origin, photo, photos_on, prose

from pdfbrochure.check.whites import largest_white

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
