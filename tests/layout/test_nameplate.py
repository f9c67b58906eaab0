"""The title block of the bulletin: a nameplate as wide as its room, between rules, the intro below it."""

import pytest
from support import BoxBook, brochure, flats_on, item, laid, of_origin, prose, spelled

from pdfbrochure.assets.fonts import FontBook
from pdfbrochure.layout.pages import PlacedFlat

SIDE = 42.5
WIDTH = 595.28


def plate(book=None, **keys):
    """A short brochure in the bulletin theme, laid out."""
    settings = {"theme": "bulletin", **keys.pop("settings", {})}
    return laid(brochure(item(), **keys, settings=settings), book)


def title_of(laid_out):
    """The placed lines of the title."""
    return [placed for _page, placed in of_origin(laid_out, "title")]


def sizes(laid_out) -> set[float]:
    """The sizes that the title is set in."""
    return {run.size for placed in title_of(laid_out) for run in placed.line.runs}


@pytest.mark.parametrize("words", ["Danube News Today", "The Regional Bulletin", "A Word On Partners"])
def test_title_is_as_wide_as_the_text(words):
    """The size is found so that one line reaches from margin to margin, to within a point, its stem 2 pt outside."""
    laid_out = plate(title=words)
    (placed,) = title_of(laid_out)

    assert placed.x == pytest.approx(SIDE - 2 * placed.line.runs[0].size / 72)
    assert placed.x + placed.line.width == pytest.approx(WIDTH - SIDE, abs=1.5)


def test_short_title_is_no_larger_than_the_largest():
    """Four characters would fill the page at far more than 72 pt; it stops there."""
    assert [pytest.approx(72, abs=0.02)] == list(sizes(plate(title="News")))


@pytest.mark.parametrize(("characters", "lines", "least", "most"), [(14, 1, 34, 40), (20, 2, 34, 48), (33, 3, 22, 34)])
def test_long_title_takes_two_lines_then_steps(characters, lines, least, most):
    """Below 34 pt on one line a title takes two, of 48 at most; below 34 on two, the steps of its style."""
    words = " ".join("abcdefghijklmn"[: characters // lines] for _ in range(lines))
    laid_out = plate(BoxBook(), title=words)

    assert lines == len(title_of(laid_out))
    assert all(least <= size <= most for size in sizes(laid_out))
    assert words == spelled(placed.line for placed in title_of(laid_out)).replace("\u00a0", " ")


def test_scotch_rule_and_the_rule_below():
    """A thick rule and a thin one, 1.5 pt apart, stand at the top; a thin one closes it on a whole number of rows."""
    laid_out = plate(title="Danube News Today")
    thick, thin, below = flats_on(laid_out.pages.pages[0], "ink")[:3]

    assert (3.0, 0.5, 0.5) == (thick.height, thin.height, below.height)
    assert thin.y == pytest.approx(thick.y + 3 + 1.5)
    assert {SIDE} == {rule.x for rule in (thick, thin, below)}
    assert {round(laid_out.grid.text_width, 3)} == {round(rule.width, 3) for rule in (thick, thin, below)}
    rows = (below.y - thick.y) / laid_out.grid.unit
    assert rows == pytest.approx(round(rows))
    assert round(rows) >= 8
    (placed,) = title_of(laid_out)
    assert thin.y < placed.y - 0.6 * placed.line.runs[0].size
    assert placed.y + 12 <= below.y + 1e-6


def test_issue_line_at_the_start_and_publisher_at_the_end():
    """Both stand on one baseline, the publisher at the end margin; on a narrow page one below the other."""
    laid_out = plate(title="News", date="2025-03-21", publisher="The Office")
    ((_p, issue),), ((_q, publisher),) = of_origin(laid_out, "date"), of_origin(laid_out, "publisher")

    assert issue.y == publisher.y
    assert issue.x == pytest.approx(SIDE)
    assert publisher.x + publisher.line.width == pytest.approx(WIDTH - SIDE, abs=0.1)
    narrow = plate(title="News", date="2025-03-21", publisher=prose(14), settings={"page": "A6"})
    first, *_others = (placed for _page, placed in of_origin(narrow, "publisher"))
    assert of_origin(narrow, "date")[-1][1].y < first.y


def test_subtitle_stands_inside_the_rules():
    """A subtitle stands below the title and above the closing rule, which moves down with it."""
    alone, with_subtitle = plate(title="News of Spring"), plate(title="News of Spring", subtitle="What partners did")
    ((_page, subtitle),) = of_origin(with_subtitle, "subtitle")
    below = flats_on(with_subtitle.pages.pages[0], "ink")[2]

    assert title_of(with_subtitle)[-1].y < subtitle.y < below.y
    assert below.y >= flats_on(alone.pages.pages[0], "ink")[2].y


@pytest.mark.parametrize(("words", "size"), [(12, 15.0), (55, 12.5), (70, 12.0), (170, 12.0)])
def test_intro_steps_down(words, size):
    """An intro of a few words is set in 15 pt, of some lines in 12.5, of more than sixty words in 12 in two columns."""
    laid_out = plate(title="News of Spring", intro=prose(words))
    intro = [placed for _page, placed in of_origin(laid_out, "intro")]

    assert {size} == {run.size for placed in intro for run in placed.line.runs}
    assert flats_on(laid_out.pages.pages[0], "ink")[2].y < intro[0].y
    assert prose(words) == spelled(placed.line for placed in intro)


def test_nothing_bleeds():
    """Everything that the nameplate paints stays inside the margins, so that an office printer shows it whole."""
    laid_out = plate(title="News of Spring", intro=prose(30), date="2025-03-21", publisher="The Office")

    for flat in flats_on(laid_out.pages.pages[0]):
        assert flat.x >= SIDE - 0.01
        assert flat.x + flat.width <= WIDTH - SIDE + 0.01


def test_the_first_item_follows_the_nameplate():
    """The rule of the first item's head stands at the height of capitals, 16 pt to a row more below the plate."""
    laid_out = plate(title="Danube News Today")
    below, head = flats_on(laid_out.pages.pages[0], "ink")[2:4]

    assert head.height == 0.75
    assert 16 <= head.y - below.y < 16 + laid_out.grid.unit
    rows = (head.y - laid_out.grid.top - laid_out.grid.cap) / laid_out.grid.unit
    assert rows == pytest.approx(round(rows))


@pytest.mark.parametrize(("theme", "family"), [("wire", "Source Sans 3"), ("bulletin", "Source Serif 4")])
@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "École d’été"), ("vi", "Ấn phẩm nội bộ"), ("ar", "أخبار الوادي"), ("hi", "ऊँचाई की ख़बरें")],
)
def test_accents_and_deep_letters_of_a_title_touch_no_rule(theme, family, language, title):
    """A title as wide as the page stands between rules: no ink of it lies on them, nor on the lines beside them."""
    keys = {"title": title, "language": language, "date": "2026", "publisher": "Office"}
    found = laid(
        brochure(item("One"), **keys, settings={"theme": theme}), FontBook({"serif": family, "sans": "Source Sans 3"})
    )
    page = found.pages.pages[0]
    (placed,) = title_of(found)
    top, foot = ink_of(placed)
    rules = [flat for flat in page.things if isinstance(flat, PlacedFlat) and flat.height < 10]
    above = [rule.y + rule.height for rule in rules if rule.y < placed.y]
    below = [rule.y for rule in rules if rule.y > placed.y]

    assert top > max(above) + 1
    assert foot < min(below) - 1
    if theme == "bulletin":
        assert top > of_origin(found, "date")[0][1].y + 1


def ink_of(placed) -> tuple[float, float]:
    """Where the ink of a line begins and ends on its page."""
    tops, feet = [], []
    for run in placed.line.runs:
        em = run.shaper.face.scale * run.size / 1000
        for glyph in (glyph for piece in run.pieces for glyph in piece.glyphs):
            parts = [(glyph[0], 0, 0)] if isinstance(glyph[0], int) else glyph[0]
            for number, _x, up in parts:
                ink = run.shaper.face.hb_font.get_glyph_extents(number)
                if ink.width:
                    tops.append(placed.y - glyph[4] * run.size / 1000 - (up + ink.y_bearing) * em)
                    feet.append(tops[-1] - ink.height * em)
    return min(tops), max(feet)
