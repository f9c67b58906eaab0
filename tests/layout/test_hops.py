"""A free order: a short item stands before one that does not fit on its page; the tags keep the order of the file."""

import pytest
from readback import Document
from support import brochure, built, item, laid, photo

FEATURE = item("Two", 60, layout="feature", photo=photo())


def text_in(order: str, *items) -> str:
    """A brochure of items in an order."""
    return brochure(item("One", 220), *items, item("Four", 400), item("Five", 400), settings={"order": order})


def ordered(order: str, *items):
    """The pages of items in an order."""
    return laid(text_in(order, *items))


def pages_of(found) -> dict[str, int]:
    """The page of each item."""
    return {mark.title: mark.page for mark in found.pages.bookmarks}


def test_a_short_item_hops_over_a_feature_that_waits():
    """The third item fills what the feature left white on page 1, and a note names both."""
    strict, free = (ordered(order, FEATURE, item("Three", 30)) for order in ("strict", "free"))
    (note,) = [finding for finding in free.report.findings() if finding.code == "order-changed"]

    assert (2, 2) == (pages_of(strict)["Two"], pages_of(strict)["Three"])
    assert (2, 1) == (pages_of(free)["Two"], pages_of(free)["Three"])
    assert "order-changed" not in strict.found
    assert ("note", ("items", 2)) == (note.severity, note.origin)
    assert "\u201cThree\u201d" in note.what
    assert "\u201cTwo\u201d" in note.what


def test_tags_keep_the_order_of_the_file():
    """Whoever listens hears the feature before the item that is printed before it."""
    document = Document(built(text_in("free", FEATURE, item("Three", 30))).pdf)

    assert ["One", "Two", "Three", "Four", "Five"] == [title.text.strip() for title in document.tree.all("H2")]


@pytest.mark.parametrize("third", [item("Three", 200), item("Three", 30, new_page=True)])
def test_what_is_long_or_opens_a_page_keeps_its_place(third):
    """Only a short item hops, and none that shall open a page."""
    assert "order-changed" not in ordered("free", FEATURE, third).found
