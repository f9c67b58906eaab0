"""Where things stand on the pages, and in which line of the file: exact to the paragraph, for every kind of text."""

import pytest
from support import ROOT

from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

TEXT = """\
title: Places
intro: |
  First paragraph.

  Second paragraph.
items:
  - title: A title
    photo:
      file: a.jpg
      credit: Ann
      alt: A brush
      caption: What it is for
    body: |
      Alpha paragraph
      on two lines.

      ## Beta heading

      > Gamma quote

      - Delta entry
      - Epsilon entry

        Zeta goes on

      1. Eta number

      Theta *emphasis* and [iota](https://example.org).
    links:
      - Kappa: https://example.org/k
      - label: Lambda
        url: https://example.org/l
past_stories: {url: https://example.org/past}
contact: |
  Mu address
"""
WORDS = (
    *("First", "Second", "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Kappa", "Lambda", "Mu"),
    *("What it is for", "A title"),
)


def built(text, **options):
    """What a text builds to."""
    files = Memory({"brochure.yaml": text.encode(), "a.jpg": (ROOT / "assets" / "brushes.jpg").read_bytes()})
    return build("brochure.yaml", files=files, **options)


@pytest.mark.slow
def test_each_paragraph_leads_to_its_line():
    """A line of every kind of text leads to the line on which its paragraph, entry or value begins."""
    lines = TEXT.split("\n")
    places = built(TEXT).places
    found = {word: {place.line for place in places if place.text.startswith(word)} for word in WORDS}

    for word in WORDS:
        wanted = next(at for at, line in enumerate(lines, 1) if word in line and "https://example.org/past" not in line)
        assert found[word] == {wanted}, word
    photo = next(place for place in places if place.kind == "photo")
    assert (photo.origin, lines[photo.line - 1].strip()) == (("items", 0, "photos", 0), "file: a.jpg")
    code = next(place for place in places if place.kind == "code")
    assert "past" in lines[code.line - 1]
    assert {place.line for place in places if place.text.startswith("on two")} <= {14}


def test_furniture_has_no_place():
    """The number of a page and the running title come from no line."""
    places = built("title: T\nitems:\n  - {title: A}\n").places

    assert sorted({place.text.strip() for place in places}) == ["A", "T"]


@pytest.mark.parametrize(("language", "left"), [("en", True), ("ar", False)])
def test_rectangles_lie_where_the_ink_is(language, left):
    """Rectangles are counted from the left edge, in both directions of writing, and lie on the page."""
    done = built(f"title: العنوان\nlanguage: {language}\nitems:\n  - {{title: خبر, body: نص ثم نص}}\n")
    pages = done.run.pages

    for place in done.places:
        assert 0 <= place.x
        assert place.x + place.width <= pages.width
        assert 0 <= place.y < place.y + place.height <= pages.height
        if place.text.strip() == "نص ثم نص":
            assert (place.x < pages.width / 2) == left
    assert [place.line for place in done.places if place.text.strip() == "نص ثم نص"] == [4]
