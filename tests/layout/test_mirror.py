"""Pages and items that run from right to left."""

from support import laid

from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, PlacedPhoto

ARABIC_ITEM = """\
title: Mixed
items:
  - title: One
  - title: "\u0648\u0635\u0644\u0629"
    lang: ar
    body: |
      - "\u0623\u0648\u0644 \u0628\u0646\u062f"
    links:
      - {label: "\u062f\u0644\u064a\u0644", url: "https://www.un.org/ar"}
"""


def lines_with(pages, text: str) -> list[PlacedLine]:
    """The placed lines that hold a text."""
    return [
        thing
        for page in pages.pages
        for thing in page.things
        if isinstance(thing, PlacedLine) and text in "".join(p.text for run in thing.line.runs for p in run.pieces)
    ]


def ink(placed: PlacedLine) -> tuple[float, float]:
    """Where the ink of a line begins and ends."""
    runs = placed.line.runs
    return placed.x + min(run.x for run in runs), placed.x + max(run.x + run.width for run in runs)


def test_bullet_of_an_arabic_item_stands_at_its_right():
    """In an English brochure an Arabic list has its bullets to the right of the words, and nothing overlaps."""
    pages = laid(ARABIC_ITEM).pages
    (bullet,) = lines_with(pages, "\u2022")
    (words,) = lines_with(pages, "\u0628\u0646\u062f")

    assert ink(bullet)[0] >= ink(words)[1] - 3.0


def test_arabic_brochure_is_the_english_one_turned_over():
    """The bars and panels of an Arabic brochure stand where those of an English one would, from the other edge."""
    text = "title: T\nlanguage: {}\nitems:\n  - title: A\n  - title: B\n    date: '1'\n"
    forward, backward = (laid(text.format(language)).pages for language in ("en", "he"))
    bars = [
        [(thing.x, thing.width) for page in pages.pages for thing in page.things if isinstance(thing, PlacedFlat)]
        for pages in (forward, backward)
    ]

    assert [round(forward.width - x - width, 3) for x, width in bars[0]] == [round(x, 3) for x, _width in bars[1]]
    assert not any(isinstance(thing, PlacedPhoto) for page in backward.pages for thing in page.things)
