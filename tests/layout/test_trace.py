"""Every build counts that each text, photo, code and link mark of the galley is on the pages exactly once."""

import msgspec
import pytest
from support import brochure, item, laid, photo, prose, run_of, text_of

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.layout.pages import Page, Pages, PlacedCode, PlacedLine, PlacedPhoto
from pdfbrochure.layout.trace import find_misplaced, trace

WHOLE = brochure(
    item("One", 80, photo=photo(), standfirst=prose(6), date="2025-02-03"),
    item("Two", 0, body=f"- {prose(5)}\n- {prose(9)}\n\n1. {prose(4)}\n\n> {prose(8)}"),
    item("Three", 20, links=[{"label": "The handbook", "url": "https://example.org/handbook"}]),
    intro=f"1. {prose(4)}\n2. {prose(7)}",
    past_stories={"url": f"https://example.org/{'past-stories' * 9}"},
    contact=prose(12),
)


def changed(pages: Pages, change) -> Pages:
    """The pages with other things on each: `change` returns what a thing becomes."""
    turned = [Page(page.number, tuple(new for thing in page.things for new in change(thing))) for page in pages.pages]
    return msgspec.structs.replace(pages, pages=tuple(turned))


def once(wanted):
    """A change that drops, or doubles, the first thing that is `wanted`."""
    seen = []

    def drop(thing):
        if not seen and wanted(thing):
            seen.append(thing)
            return []
        return [thing]

    return drop


def of(*origin):
    """Whether a thing is a line of the element of an origin, with letters."""

    def wanted(thing, nodes):
        node = thing.owner if isinstance(thing, PlacedLine) else None
        return node is not None and nodes[node].origin == origin and thing.line.width > 20

    return wanted


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_a_sound_brochure_has_nothing_misplaced(theme):
    """Cut addresses, list marks inside and beside text, dates that run in: all is found once."""
    found = laid(f"{WHOLE}settings: {{theme: {theme}}}\n")

    assert [] == find_misplaced(found.pages, found.galley)


@pytest.mark.parametrize(
    "origin",
    [
        ("title",),
        ("intro",),
        ("items", 0, "title"),
        ("items", 0, "photos", 0),
        ("items", 0, "standfirst"),
        ("items", 1, "body"),
        ("items", 2, "links", 0),
        ("past_stories", "label"),
        ("contact",),
    ],
)
def test_a_lost_line_is_told_and_a_doubled_one_too(origin):
    """Wherever one line is dropped or set twice, that is found, with the value that it came from."""
    found = laid(WHOLE)
    wanted = of(*origin)
    less = changed(found.pages, once(lambda thing: wanted(thing, found.galley.nodes)))
    twice = changed(found.pages, lambda thing: [thing, thing] if wanted(thing, found.galley.nodes) else [thing])

    assert [(origin, True)] == [(each.origin, each.lost) for each in find_misplaced(less, found.galley)]
    assert {(origin, False)} == {(each.origin, each.lost) for each in find_misplaced(twice, found.galley)}


def test_a_lost_photo_code_or_mark_is_told():
    """What is no text is counted too."""
    found = laid(WHOLE)
    for wanted, origin in (
        (lambda thing: isinstance(thing, PlacedPhoto), ("items", 0, "photos", 0)),
        (lambda thing: isinstance(thing, PlacedCode), ("past_stories", "url")),
        (lambda thing: isinstance(thing, PlacedLine) and text_of(thing.line) == "\u25a0", ("items", 2, "links", 0)),
    ):
        less = changed(found.pages, once(wanted))

        assert [origin] == [each.origin for each in find_misplaced(less, found.galley)]


def test_a_build_that_would_lose_something_writes_nothing():
    """Should the layout ever lose a photo, the build says so and stops."""
    run = run_of(WHOLE)
    less = changed(run.pages, once(lambda thing: isinstance(thing, PlacedPhoto)))
    run.fitted = msgspec.structs.replace(run.fitted, pages=less)

    with pytest.raises(BrochureError) as caught:
        _pdf = run.pdf
    assert "lost-block" in caught.value.report.error_codes()


def test_lines_of_items_by_page():
    """List marks are no lines, and neither title block nor imprint belongs to an item."""
    found = laid(brochure(item("One", 0, body="- a\n- b\n- c"), item("Two", 0), contact=prose(30), intro=prose(9)))
    (page,) = trace(found.pages, found.galley)

    assert {0: 4, 1: 1} == page.lines
    assert page.count == 5
