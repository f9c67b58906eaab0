"""After an edit that leaves all lines where they are no page is searched again; the file is that of a fresh build."""

import pytest
from support import brochure, item, jpeg, photo, prose, with_photos

from pdfbrochure.cache import Cache
from pdfbrochure.layout import flows
from pdfbrochure.layout.pieces import Piece
from pdfbrochure.pipeline import build

TEXT = brochure(*[item(f"Number {at}", 200 + 30 * at, photo=photo(file="b.jpg", alt="A field")) for at in range(5)])


@pytest.fixture
def searches(monkeypatch):
    """The searches that are made, a flow each time."""
    found, search = [], flows.search

    def counted(flow, *args, **kwargs):
        found.append(flow)
        return search(flow, *args, **kwargs)

    monkeypatch.setattr(flows, "search", counted)
    return found


def pdf(text, cache=None):
    """The PDF of a brochure, built with what an earlier build left."""
    return build("brochure.yaml", files=with_photos(text, b=jpeg(400, 600)), cache=cache).pdf


@pytest.mark.parametrize(
    ("old", "new", "searched"),
    [
        ("Number 3", "Number 8", False),
        ("Number 0", "Number 8", False),
        ("council", "kouncil", False),
        ("council", "council " + "and more " * 40, True),
    ],
)
def test_pages_are_searched_only_where_lines_are_others(searches, old, new, searched):
    """Of the same lines the pages are known; of others they are found as in a fresh build, in both directions."""
    cache, edited = Cache(), TEXT.replace(old, new, 1)
    pdf(TEXT, cache)
    before = len(searches)

    again = pdf(edited, cache)

    assert (len(searches) > before) == searched
    assert again == pdf(edited)
    assert pdf(TEXT, cache) == pdf(TEXT)


@pytest.mark.parametrize("place", [1, 3])
def test_photos_that_stood_further_down_are_tried_only_where_lines_are_others(monkeypatch, place):
    """The upright photo of the second item stands below text of its own: that was found out before the edit."""
    tried, search_near = [], flows.search_near
    monkeypatch.setattr(flows, "search_near", lambda *args: tried.append(args) or search_near(*args))
    items = [
        item("First", 0, body="\n\n".join([prose(44)] * 14)),
        item("Second", 0, body="\n\n".join([prose(22, start=number) for number in range(9)]), photo=photo("b.jpg")),
        item("Third", 0, body="\n\n".join([prose(22)] * 5)),
    ]
    text = brochure(*items, settings={"columns": 3, "orientation": "landscape"})
    parts = text.split("council")
    edited = "council".join(parts[:place]) + "kouncil" + "council".join(parts[place:])
    cache = Cache()

    def built(text: str, cache: Cache | None = None) -> bytes:
        return build("brochure.yaml", files=with_photos(text, b=jpeg(600, 900)), cache=cache).pdf

    built(text, cache)
    before = len(tried)
    again = built(edited, cache)

    assert edited != text
    assert before
    assert len(tried) == before
    assert again == built(edited)


# Fields that `same_room` compares, and those that take no room.
ROOM = {
    *("height", "above", "penalty", "notes", "margin", "inside", "paragraph", "on_grid", "key", "article", "on_row"),
    *("before_photo", "hung", "natural", "least", "taller", "lower", "grows", "width", "outdent", "after_head"),
    *("header_height", "whole"),
}
LOOKS = {"between", "beside", "things", "flats", "slack", "figure", "header", "lines"}


def test_a_new_field_of_pieces_is_thought_of():
    """Whoever adds a field to a piece says here, and in `same_room`, whether it takes room."""
    fields = {field for piece in Piece.__args__ for field in piece.__struct_fields__}

    assert fields == ROOM | LOOKS
