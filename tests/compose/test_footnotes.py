"""Footnotes and numbered links: one series, each note once, and what is told of those that do not fit together."""

import pytest
from support import brochure, built

from pdfbrochure.compose.blocks import Role
from pdfbrochure.compose.footnotes import split_notes
from pdfbrochure.diagnostics import BrochureError

BODY = """A word.[^a] Another[^b], and [a site](https://example.org/a), [the same](https://example.org/a).

- An entry[^a]

[^b]: Text *two*,
  going on.
[^a]: Text one.
"""


def galley_of(*items, **settings):
    """The galley of a brochure."""
    return built(brochure(*items, settings=settings)).run.galley


def codes(body: str, **keys) -> dict[str, str]:
    """What is found of an item."""
    try:
        report = built(brochure({"title": "One", "body": body, **keys})).report
    except BrochureError as error:
        report = error.report
    return {finding.code: finding.what for finding in report.findings()}


def test_text_of_a_note_is_taken_out_of_its_place():
    """Lines below it are its own, and the other lines keep their numbers."""
    texts = split_notes(BODY)

    assert {name: note.text for name, note in texts.notes.items()} == {"a": "Text one.", "b": "Text *two*, going on."}
    assert texts.notes["a"].line == 6
    assert texts.text.split("\n")[2] == "- An entry[^a]"
    assert len(texts.text.split("\n")) == len(BODY.split("\n"))


def test_notes_are_numbered_in_the_order_of_their_marks():
    """Through the whole brochure, footnotes and addresses in one series; what is met again keeps its number."""
    links = [{"The site": "https://example.org/a"}, {"Other": "https://example.org/b"}]
    second = {"title": "Two", "body": "Words.[^a]\n\n[^a]: Last."}
    galley = galley_of({"title": "One", "body": BODY, "links": links}, second, print_urls="numbers")

    said = [note.text.text.split("\u2002") for note in galley.notes]
    assert [number for number, _text in said] == ["1", "2", "3", "4", "5"]
    addresses = ["example.org/a", "example.org/b"]
    assert [text for _number, text in said] == ["Text one.", "Text two, going on.", *addresses, "Last."]
    first = galley.articles[0]
    assert first.body[0].paragraph.text == "A word.¹ Another², and a site,³ the same.³"
    assert [link.label.text for link in first.links] == ["The site³", "Other⁴"]
    assert all(link.address is None for link in first.links)


def test_marks_and_notes_are_elements_that_know_each_other():
    """A reference with a link, and a note after its paragraph, with a label that leads back."""
    galley = galley_of({"title": "One", "body": BODY})
    nodes = galley.nodes
    notes = [node for node in nodes if node.role is Role.NOTE]
    links = [node.url for node in nodes if node.role is Role.LINK]

    assert [note.url for note in notes] == ["#note-1", "#note-2"]
    assert [[kid.role for kid in note.kids] for note in notes] == [[Role.LIST_LABEL, Role.PARAGRAPH]] * 2
    assert links.count("#note-1") == 2
    assert links.count("#mark-1") == 1
    paragraph = galley.articles[0].body[0].paragraph
    assert notes[0].number > paragraph.node
    assert nodes.above(notes[0].number) == nodes.above(paragraph.node)


def test_notes_at_the_end_are_an_article_of_their_own():
    """With a heading in the language of the brochure."""
    galley = galley_of({"title": "Eins", "body": BODY}, notes="end")

    assert galley.notes == ()
    assert galley.articles[-1].title.text == "Notes"
    assert [text.text[:1] for text in galley.articles[-1].parts[0].notes] == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("A word.[^1]", "unknown-note", "the footnote [^1] has no text"),
        ("A word.\n\n[^1]: Text.", "unused-note", "the footnote [^1] is not printed"),
        ("A word.[^1]\n\n[^1]: Text.\n[^1]: Text.", "unknown-note", "has two texts"),
    ],
)
def test_marks_and_texts_that_do_not_fit_together_are_told(body, code, says):
    """With the place of the one that is there."""
    assert says in codes(body)[code]


def test_footnote_outside_of_a_body_is_refused():
    """Where no column has a foot for it."""
    assert "no foot of a page" in codes("Text.", standfirst="In short.[^1]")["unknown-note"]


def test_struck_out_words_are_set_with_a_line():
    """And are words like others."""
    galley = galley_of({"title": "One", "body": "Was ~~ten *or* so~~ eleven, ~5 or 6~."})
    spans = galley.articles[0].body[0].paragraph.spans

    assert "".join(span.text for span in spans if span.struck) == "ten or so"
    assert spans[-1].text.endswith("6~.")


def test_addresses_in_full_get_no_number():
    """What stands there already is not said again; neither are links outside of bodies."""
    body = "See https://example.org/y and [us](https://example.org/z)."
    given = {"title": "One", "standfirst": "See [us](https://example.org/x).", "body": body}
    galley = galley_of(given, print_urls="numbers")

    assert [note.text.text for note in galley.notes] == ["1\u2002example.org/z"]
