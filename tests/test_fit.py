"""The page count is a promise: what fits is left alone, what nearly fits is fitted, what cannot is said in lines."""

import itertools
import re

import pytest

from pdfbrochure import BrochureError, build
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Memory
from pdfbrochure.fit import Knobs, steps_to, turn
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.theme import load_theme

SENTENCE = "The meeting took stock of the progress made and agreed on further steps for the coming year. "


def brochure(items: int, sentences: int, pages: str = "") -> str:
    """Return a brochure of items of equal length, with or without a page count."""
    lines = ["title: Fitted", "items:"]
    for number in range(1, items + 1):
        lines += [f"  - title: Item {number}", "    body: |", "      " + SENTENCE * sentences]
    if pages:
        lines += ["settings:", f"  pages: {pages}"]
    return "\n".join(lines) + "\n"


def built(text: str, **options: object):
    """Return what the brochure builds to."""
    return build("brochure.yaml", files=Memory({"brochure.yaml": text.encode()}), **options)


def refused(text: str) -> Report:
    """Return the report on a brochure that cannot be built."""
    with pytest.raises(BrochureError) as caught:
        built(text)
    return caught.value.report


def theme():
    """Return the default theme."""
    found = load_theme(Settings(), Report())
    assert found is not None
    return found


def natural_and_more(items: int) -> tuple[int, str]:
    """Return a number of sentences an item, such that one more for each makes the brochure a page longer."""
    before = built(brochure(items, 4)).pages
    for sentences in range(5, 60):
        pages = built(brochure(items, sentences)).pages
        if pages > before:
            return sentences, str(before)
        before = pages
    raise AssertionError


def test_what_fits_is_left_as_it_is():
    """A brochure that has its page count already is the same, byte for byte, as without one."""
    plain = built(brochure(4, 10))

    fitted = built(brochure(4, 10, str(plain.pages)))

    assert plain.pdf == fitted.pdf
    assert () == fitted.knobs


def test_a_little_too_long_is_tightened():
    """A few lines over are taken up by the knobs, which are said, and each item is still there."""
    sentences, pages = natural_and_more(5)

    fitted = built(brochure(5, sentences, pages))

    assert int(pages) == fitted.pages
    assert fitted.knobs
    assert ["Item 1", "Item 2", "Item 3", "Item 4", "Item 5"] == [item.title for item in fitted.summary.items]


def test_same_input_same_fit():
    """Fitting again gives the same bytes."""
    sentences, pages = natural_and_more(5)

    assert built(brochure(5, sentences, pages)).pdf == built(brochure(5, sentences, pages)).pdf


def test_a_little_too_short_is_loosened():
    """A brochure one page short is opened up until it fills the pages asked for."""
    sentences, pages = natural_and_more(5)

    fitted = built(brochure(5, sentences - 1, str(int(pages) + 1)))

    assert int(pages) + 1 == fitted.pages
    assert fitted.knobs


def test_too_long_says_lines_and_items():
    """What cannot be tightened so far names the lines that are too many, the items, and the count that would do."""
    (finding,) = refused(brochure(6, 40, "1")).findings()

    assert "overset" == finding.code
    assert re.search(r"about \d+ lines too long for 1 page", finding.what)
    assert re.search(r"shorten items \d+, \d+ and \d+ by \d+, \d+ and \d+ lines, or set `pages: \d+`", finding.mend)


def test_advice_on_shortening_is_enough():
    """Shortened by the lines that were said, and a few more, the brochure fits."""
    text = brochure(2, 60, "1")
    (finding,) = refused(text).findings()
    lines = int(re.search(r"about (\d+) lines", finding.what)[1])
    # A line holds about 60 characters at the tightest setting, a sentence 94.
    sentences = 60 - int((lines / 2) * 60 / len(SENTENCE)) - 3

    assert 1 == built(brochure(2, sentences, "1")).pages


def test_too_short_says_lines():
    """What cannot fill the pages says how many lines would, and the count that would do."""
    (finding,) = refused(brochure(1, 3, "40")).findings()

    assert "underset" == finding.code
    assert re.search(r"about \d+ lines too short for 40 pages", finding.what)
    assert "`pages: 1`" in finding.mend


def test_advice_on_lengthening_is_enough():
    """With as many lines more as were said, a brochure of one sentence fills the pages asked for."""
    (finding,) = refused(brochure(1, 1, "4")).findings()
    lines = int(re.search(r"about (\d+) lines", finding.what)[1])

    assert 4 == built(brochure(1, int(lines * 46 / len(SENTENCE)), "4")).pages
    assert lines < 350


def test_page_count_points_at_its_line():
    """The finding stands at the value of `pages`."""
    (finding,) = refused("title: T\nitems:\n  - title: A\nsettings:\n  pages: 40\n").findings()

    assert (5, 10) == (finding.span.line, finding.span.column)


@pytest.mark.parametrize("pages", ["{max: 3}", "{min: 1, max: 9}", "{multiple_of: 1}"])
def test_ranges_that_hold_change_nothing(pages):
    """A range that the brochure is in leaves it alone."""
    assert () == built(brochure(2, 5, pages)).knobs


def test_multiple_is_padded_with_pages_for_notes():
    """Where neither more nor fewer pages can be reached, ruled pages are added, and said."""
    result = built(brochure(1, 2, "{multiple_of: 4}"))

    assert 4 == result.pages
    assert ["padded"] == [finding.code for finding in result.report.findings()]
    assert ("3 pages for notes added",) == result.knobs


def test_overset_may_be_painted_all_the_same():
    """With leave, the brochure is painted at its natural length, and the error stays."""
    result = built(brochure(6, 40, "1"), allow_overset=True)

    assert result.pages > 1
    assert ["overset"] == [finding.code for finding in result.report.findings()]


@pytest.mark.parametrize("tighter", [True, False])
def test_each_step_turns_one_knob_more(tighter):
    """The steps go from the least visible change on, one knob at a time, and never back."""
    steps = [Knobs(), *steps_to(theme(), tighter=tighter)]

    for before, after in itertools.pairwise(steps):
        changed = [name for name in Knobs.__struct_fields__ if getattr(before, name) != getattr(after, name)]
        assert 1 == len(changed)


def test_type_never_falls_below_the_floor():
    """The tightest setting keeps body text readable."""
    plain = theme()
    tightest = turn(plain, steps_to(plain, tighter=True)[-1])

    assert tightest.styles["body"].size >= plain.fit.smallest_body
    assert tightest.unit >= tightest.styles["body"].size


def test_turned_grid_keeps_its_baseline_in_the_row():
    """Half the new leading stands above the letters and half below, as before."""
    plain = theme()
    turned = turn(plain, Knobs(leading=0.95))

    above = plain.unit - plain.descent
    assert pytest.approx((plain.unit - turned.unit) / 2) == above - (turned.unit - turned.descent)


def test_only_the_setting_taken_is_told():
    """Lines that are too wide in a setting that was only tried are no findings."""
    report = Report()
    trial = report.trial()
    trial.warning("overfull-line", "a line")

    assert [] == report.findings()

    report.take(trial)
    report.take(trial)

    assert ["overfull-line"] == [finding.code for finding in report.findings()]
