"""The title block in the box font: at 42 pt with its tracking a character is 41.244 pt wide, a column holds five."""

import pytest
from support import BoxBook, brochure, flats_on, item, jpeg, laid, of_origin, photo, photos_on, prose, spelled, text_of

from pdfbrochure.layout.white_fields import largest_white

SIDE, FOOT = 51.0, 149.0
# With a closing, that takes what is left of the page.
PAST = {"url": "https://example.org/past"}


def title_lines(title: str, **keys):
    """The placed lines of the title."""
    return [placed for _, placed in of_origin(laid(brochure(item(), title=title, **keys), BoxBook()), "title")]


def sizes(lines) -> list[float]:
    """The type size of each line."""
    return [placed.line.runs[0].size for placed in lines]


def test_short_title_stands_at_the_foot():
    """A title of one word is set in 42 pt, its stem shifted by 2, its baseline 25 above the panel's foot at 174."""
    (placed,) = title_lines("News", intro="Hello", past_stories=PAST)

    assert (SIDE - 2, pytest.approx(FOOT), 42.0) == (placed.x, placed.y, placed.line.runs[0].size)


@pytest.mark.parametrize(
    ("words", "size", "lines"), [(1, 42, 1), (2, 42, 2), (3, 36, 3), (4, 31, 4), (5, 27, 5), (7, 31, 3)]
)
def test_title_steps_down(words, size, lines):
    """A column of five characters holds one word of four a line: two lines at 42, three at 36, and so on.

    A title of more than five lines takes both columns.
    """
    found = title_lines(" ".join(["abcd"] * words), intro="Hello")

    assert [size] * lines == sizes(found)


def test_word_wider_than_the_column_steps_down():
    """Six characters are 247 pt at 42, more than the column's 237; at 36 they fit."""
    assert [36.0] == sizes(title_lines("abcdef", intro="Hello"))


def test_word_wider_than_every_step_is_broken():
    """Twenty characters fit in no step; the word is broken in the last one and not lost."""
    found = title_lines("abcdefghijklmnopqrst", intro="Hello")

    assert {27.0} == set(sizes(found))
    assert "abcdefghijklmnopqrst" == spelled(placed.line for placed in found)


def test_last_baselines_are_level():
    """Title and intro end on the same baseline, however many lines they have."""
    laid_out = laid(brochure(item(), title="abcd efgh", intro="one two three four five"), BoxBook())
    title, intro = (of_origin(laid_out, key)[-1][1] for key in ("title", "intro"))

    assert pytest.approx(title.y) == intro.y
    assert pytest.approx(SIDE + laid_out.grid.column_width + 18) == intro.x


def test_without_intro_the_title_takes_both_columns():
    """Nine characters are 371 pt at 42: too wide for one column, but not for both."""
    (placed,) = title_lines("abcd efgh")

    assert (42.0, "abcd efgh") == (placed.line.runs[0].size, text_of(placed.line))


def test_panel_is_at_least_174_high_and_bleeds():
    """The panel reaches beyond three edges of the page."""
    laid_out = laid(brochure(item(), past_stories=PAST), BoxBook())
    panel = flats_on(laid_out.pages.pages[0], "accent")[0]

    assert 174.0 == panel.y + panel.height
    assert max(panel.x, panel.y) < 0.0
    assert panel.x + panel.width > laid_out.pages.width


def test_panel_grows_with_the_title():
    """Five lines of 28 and the issue line need more than 174; all of it stays inside."""
    laid_out = laid(brochure(item(date="2017-02-14"), title=" ".join(["abcd"] * 5), intro="Hello"), BoxBook())
    panel = flats_on(laid_out.pages.pages[0], "accent")[0]
    lines = [placed for _, placed in of_origin(laid_out, "title")]

    assert panel.height > 174 + 50
    assert pytest.approx(panel.y + panel.height - 25) == lines[-1].y
    issue = of_origin(laid_out, "date")[0][1]
    assert lines[0].y - 0.8 * 27 > issue.y + 0.2 * 9


def test_issue_line_stands_at_42():
    """The issue line of 9/12 begins 42 from the trim: its baseline is 42 + (12 - 9) / 2 + 0.8 * 9."""
    laid_out = laid(brochure(item(date="2017-02-14")), BoxBook())

    assert pytest.approx(42 + 1.5 + 7.2) == of_origin(laid_out, "date")[0][1].y


@pytest.mark.parametrize("intro", ["", "A short intro."])
def test_title_of_300_characters(intro):
    """A very long title is set whole, inside the panel and the margins."""
    title = prose(60)[:300].strip()
    laid_out = laid(brochure(item(), title=title, **({"intro": intro} if intro else {})))
    lines = [placed for _, placed in of_origin(laid_out, "title")]
    panel = flats_on(laid_out.pages.pages[0], "accent")[0]

    assert title == spelled(placed.line for placed in lines)
    assert all(SIDE - 2 <= placed.x and placed.x + placed.line.width <= 595.28 - SIDE + 0.5 for placed in lines)
    assert lines[-1].y < panel.height < laid_out.pages.height


def test_subtitle_stands_below_the_title():
    """The subtitle ends where the title alone would have ended."""
    laid_out = laid(brochure(item(), subtitle="More", past_stories=PAST), BoxBook())
    title, subtitle = (of_origin(laid_out, key)[0][1] for key in ("title", "subtitle"))

    assert pytest.approx(FOOT) == subtitle.y
    assert title.y + 0.2 * 42 < subtitle.y - 0.8 * 12.5


def test_issue_line_and_publisher_share_a_baseline():
    """The date stands over the title, the publisher over the intro."""
    laid_out = laid(brochure(item(date="2017-02-14"), publisher="UNODC"), BoxBook())
    issue, publisher = (of_origin(laid_out, key)[0][1] for key in ("date", "publisher"))

    assert issue.y == publisher.y
    assert issue.x < publisher.x


def test_plain_masthead_saves_ink():
    """A plain masthead has no panel: its text is ink, and an accent rule of 3 pt closes it."""
    laid_out = laid(brochure(item(), settings={"masthead": "plain"}), BoxBook())
    rule = flats_on(laid_out.pages.pages[0], "accent")[0]

    assert (171.0, 3.0) == (rule.y, rule.height)
    assert rule.x <= 0.0
    assert rule.x + rule.width >= laid_out.pages.width
    assert {"ink"} == {run.color for _, placed in of_origin(laid_out, "title") for run in placed.line.runs}


def test_narrow_page_sets_the_intro_below_the_title():
    """On A6 there is no room beside the title."""
    laid_out = laid(brochure(item(), intro="Hello you", settings={"page": "A6"}))
    title, intro = (of_origin(laid_out, key)[0][1] for key in ("title", "intro"))

    assert intro.y > title.y
    assert laid_out.grid.side == intro.x


def test_balanced_title():
    """Two lines of a title are even: the shorter is more than half of the longer."""
    laid_out = laid(brochure(item(), title="Partners for a safer region", intro="Hello"))
    widths = [placed.line.width for _, placed in of_origin(laid_out, "title")]

    assert 2 == len(widths)
    assert min(widths) > max(widths) / 2


def test_a_panel_that_stands_alone_takes_its_page():
    """On a page too low for the title block and the lead, panel and intro reach down to the foot of the text."""
    text = brochure(
        item("Lead", 90, photo=photo()),
        item("Two", 60),
        intro=prose(130),
        settings={"page": "A5", "orientation": "landscape"},
    )
    found = laid(text)
    panel = flats_on(found.pages.pages[0], "accent")[0]
    grid = found.grid

    assert 1 < of_origin(found, "items", 0, "title")[0][0]
    intro = [placed for _, placed in of_origin(found, "intro")]
    assert min(placed.y for placed in intro) > panel.y + panel.height
    assert 0 < grid.row_y(grid.rows) - max(placed.y for placed in intro) < 2 * grid.unit


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_long_intro_stands_on_paper_in_two_columns(theme):
    """More than sixty words stand below the panel, in ink, in even columns, and the photo below them."""
    intro = f"{prose(60)}\n\n{prose(30)}"
    laid_out = laid(brochure(item(words=40, photo=photo()), intro=intro, settings={"theme": theme}))
    lines = [placed for _, placed in of_origin(laid_out, "intro")]
    title = of_origin(laid_out, "title")[-1][1]
    starts = sorted({round(placed.x, 1) for placed in lines})
    feet = [max(placed.y for placed in lines if round(placed.x, 1) == start) for start in starts]
    (shown,) = photos_on(laid_out.pages.pages[0])

    assert {"ink"} == {run.color for placed in lines for run in placed.line.runs}
    assert len(starts) == 2
    assert abs(feet[0] - feet[1]) < 40
    assert title.y < min(placed.y for placed in lines)
    assert max(feet) < shown.y


def test_short_intro_stands_beside_the_title():
    """Sixty words are no long one."""
    laid_out = laid(brochure(item(), intro=prose(60)))

    assert {"paper"} == {run.color for _, placed in of_origin(laid_out, "intro") for run in placed.line.runs}


@pytest.mark.parametrize(("words", "page"), [(60, "A5"), (80, "A5")])
def test_a_title_block_on_paper_that_has_the_first_page_for_itself_is_larger(words, page):
    """Its title is as wide as the page already, its intro is set larger; of the white no part looks like a hole."""
    lead = item("One", 60, photo=photo("b.jpg"), standfirst=prose(30))
    keys = {
        "intro": prose(words),
        "title": "Work again leaves",
        "settings": {"theme": "bulletin", "page": page, "orientation": "landscape"},
    }
    found = laid(brochure(lead, item("Two", 400), **keys), b=jpeg(1800, 1200))
    usual = laid(brochure(item("Two", 400), **keys))
    ((title_page, _title),) = of_origin(found, "title")
    large, small = ([line for _page, line in of_origin(each, "intro")] for each in (found, usual))

    assert (title_page, 2) == (1, of_origin(found, "items", 0, "title")[0][0])
    assert max(sizes(large)) > max(sizes(small))
    assert largest_white(found.pages.pages[0], found.pages.width, found.pages.height) < 0.2
