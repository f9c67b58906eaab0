"""Pages and items that run from right to left."""

import pytest
from generated import PHOTOS
from support import laid, lines_on, of_origin, text_of

from pdfbrochure.assets.fonts import ink_of
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


AGAINST = """
      نص قصير عن المياه في أوروبا

      - نص قصير
      - نص آخر عن المياه في أوروبا

      | المدينة | المطر | الحالة |
      |---|--:|:-:|
      | ليون | 1,204.5 | جيدة |
      | باري | -3 | سيئة |
"""


def test_lists_tables_and_dates_of_an_item_that_runs_the_other_way_stay_in_their_columns():
    """An Arabic item in an English brochure: bullets beside their text, cells below headers, dates before words."""
    keys = "    lang: ar\n    agenda:\n" + "".join(
        f'      - {{date: 2026-06-0{day}, time: "10.00", what: اجتماع, where: غنت}}\n' for day in range(1, 8)
    )
    head = "title: News\ndate: 2026-05-01\nitems:\n  - title: One\n    body: Words.\n  - title: اثنان\n"
    found = laid(f"{head}{keys}    body: |{AGAINST}")
    grid = found.grid
    lines = {text_of(line.line).strip(): line for page in found.pages.pages for line in lines_on(page)}

    def start(words):
        """Where the words begin, at their right; a line has its first word last."""
        line = lines[" ".join(reversed(words.split(" ")))]
        return line.x + line.line.width

    assert not [finding for finding in found.report.findings() if finding.severity != "note"]
    assert 0 < start("\u2022") - start("نص قصير") < 2 * grid.unit
    assert start("المدينة") == pytest.approx(start("ليون"), abs=1.0)
    assert lines["المطر"].x == pytest.approx(lines["1,204.5"].x, abs=1.0)
    places = [of_origin(found, "items", 1, "agenda", 0, key)[0][1] for key in ("date", "time", "what", "where")]
    ends = [line.x + line.line.width for line in places]
    assert ends == sorted(ends, reverse=True)
    assert all(grid.side - 1.0 < line.x for line in lines.values())


def test_credit_of_an_item_that_runs_the_other_way_stands_below_its_photo():
    """Also where the photo begins before its column: it ends with the photo, and does not run off the page."""
    photo = "    photo: {file: land.jpg, credit: A, alt: x}\n"
    body = "نص قصير عن المياه في أوروبا وما حولها. " * 60
    items = f"items:\n  - title: One\n    body: Words.\n  - title: اثنان\n    lang: ar\n{photo}    body: {body}\n"
    found = laid(f"title: News\nsettings: {{theme: wire}}\n{items}", **PHOTOS)
    (photo,) = [thing for page in found.pages.pages for thing in page.things if isinstance(thing, PlacedPhoto)]
    _page, credit = of_origin(found, "items", 1, "photos", 0)[-1]

    assert credit.x + credit.line.width == pytest.approx(photo.x + photo.width, abs=1.0)


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "digest"])
def test_columns_below_a_head_across_them_are_read_from_the_items_own_side(theme):
    """An item that runs against its page begins in the column at its own start edge."""
    words = "اجتمع المجلس في الربيع ليستمع إلى ما تغير خلال السنة الأولى من العمل المشترك في المنطقة. " * 3
    arabic = (
        "  - title: أخبار المجلس\n    lang: ar\n    layout: feature\n    body: |\n"
        f"      {words}\n\n      {words}\n\n      {words}\n"
    )
    english = "  - title: One\n    body: Some words.\n"
    found = laid(f"title: T\nitems:\n{english}{arabic}settings: {{theme: {theme}}}\n")
    lines = [line for _number, line in of_origin(found, "items", 1, "body")]
    first, last = lines[0], lines[-1]

    assert first.x > last.x + last.line.width


ARABIC = "اجتمع المجلس في الربيع ليستمع إلى ما تغير خلال السنة الأولى من العمل المشترك في المنطقة. " * 3


@pytest.mark.parametrize("paragraphs", [2, 4, 18])
def test_text_of_a_lead_is_read_from_its_own_side_on_each_page(paragraphs):
    """Also where the head stands below the title block already, and where the text goes on on the next page."""
    text = "\n\n".join(f"      {ARABIC}" for _ in range(paragraphs))
    arabic = f"  - title: أخبار المجلس\n    lang: ar\n    layout: lead\n    body: |\n{text}\n"
    found = laid(f"title: T\nitems:\n{arabic}")
    pages = {number for number, _line in of_origin(found, "items", 0, "body")}

    assert len(pages) == (2 if paragraphs == 18 else 1)
    for page in pages:
        lines = [line for number, line in of_origin(found, "items", 0, "body") if number == page]
        assert lines[0].x > lines[-1].x + lines[-1].line.width


@pytest.mark.parametrize(("paragraphs", "words"), [(7, 120), (9, 300)])
def test_text_of_a_lead_is_read_from_its_own_side_where_another_item_begins_below_its_end(paragraphs, words):
    """The lead begins at its own edge, and what follows stands below its end, in the other column."""
    text = "\n\n".join(f"      {ARABIC}" for _ in range(paragraphs))
    arabic = f"  - title: أخبار المجلس\n    lang: ar\n    layout: lead\n    body: |\n{text}\n"
    third = f"  - title: Three\n    body: {'Some words. ' * 90}\n"
    found = laid(f"title: T\nitems:\n{arabic}  - title: Two\n    body: {'Some words. ' * words}\n{third}")
    lines = [line for page, line in of_origin(found, "items", 0, "body") if page == 1]
    following = [line for page, line in of_origin(found, "items", 1) if page == 1]

    assert lines[0].x > lines[-1].x + lines[-1].line.width
    assert all(line.x < lines[0].x - 20 and line.y > lines[-1].y for line in following)


def test_text_of_a_feature_that_goes_on_is_read_from_its_own_side():
    """Where its head stands lower on the page, below another item, and the text runs on."""
    text = "\n\n".join(f"      {ARABIC}" for _ in range(12))
    arabic = f"  - title: أخبار المجلس\n    lang: ar\n    layout: feature\n    body: |\n{text}\n"
    found = laid(f"title: T\nitems:\n  - title: One\n    body: {'Some words. ' * 60}\n{arabic}")
    ((page, head),) = of_origin(found, "items", 1, "title")
    lines = [line for number, line in of_origin(found, "items", 1, "body") if number == page]

    assert max(number for number, _line in of_origin(found, "items", 1, "body")) > page
    assert head.y > found.grid.row_y(10)
    assert lines[0].x > lines[-1].x + lines[-1].line.width


@pytest.mark.parametrize("layout", ["lead", "feature", "normal"])
def test_date_stands_clear_of_the_marks_of_an_arabic_title(layout):
    """A hamza above an alif of the title does not touch the date above it."""
    arabic = f"  - title: أخبار المجلس\n    lang: ar\n    date: 2026-01-01\n    layout: {layout}\n    body: {ARABIC}\n"
    found = laid(f"title: T\nitems:\n  - title: One\n    body: Some words.\n{arabic}")
    (_, date), *_ = of_origin(found, "items", 1, "date")
    (_, title), *_ = of_origin(found, "items", 1, "title")
    top = max(ink_of(run.shaper.face, "أ").height * run.size for run in title.line.runs)
    foot = max(ink_of(run.shaper.face, "ي").depth * run.size for run in date.line.runs)

    assert title.y - top - (date.y + foot) >= 1.5
