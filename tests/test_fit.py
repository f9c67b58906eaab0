"""The page count is a promise: what fits is left alone, what nearly fits is fitted, what cannot is said in lines."""

import contextlib
import itertools
import math
import re

import pytest
import support
from support import brochure as made
from support import item, jpeg, laid, photo, photos_on, prose, with_photos

from pdfbrochure import BrochureError, build
from pdfbrochure.diagnostics import Findings, Report
from pdfbrochure.files import Memory
from pdfbrochure.fit.scale import IN_ORDER, Knobs, describe, knobs_at, turn
from pdfbrochure.fit.search import MOST_LAYOUTS
from pdfbrochure.layout.trace import find_misplaced
from pdfbrochure.layout.white_fields import largest_white
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.themes import load_theme

# The field at its end keeps a short last page from being saved unasked.
STORIES = "past_stories: {url: https://example.org/news}\n"
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


def natural_and_more(items: int, tail: str = "") -> tuple[int, str]:
    """Return a number of sentences an item, such that it makes the brochure a page longer than one fewer would."""
    before = built(brochure(items, 4) + tail).pages
    for sentences in range(5, 60):
        pages = built(brochure(items, sentences) + tail).pages
        if pages > before:
            return sentences, str(before)
        before = pages
    raise AssertionError


def test_what_fits_is_left_as_it_is():
    """A brochure that has its page count already is the same, byte for byte, as without one."""
    plain = built(brochure(4, 10))

    fitted = built(brochure(4, 10, str(plain.pages)))

    assert plain.pdf == fitted.pdf
    assert plain.knobs == fitted.knobs


def test_a_little_too_long_is_tightened():
    """A few lines over are taken up by the knobs, which are said, and each item is still there."""
    sentences, pages = natural_and_more(5, STORIES)

    fitted = built(brochure(5, sentences, pages) + STORIES)

    assert int(pages) == fitted.pages
    assert fitted.knobs
    assert ["Item 1", "Item 2", "Item 3", "Item 4", "Item 5"] == [item.title for item in fitted.summary.items]


@pytest.mark.slow
@pytest.mark.parametrize(("items", "sentences"), [(14, 12), (9, 30), (20, 7)])
def test_every_count_between_the_ends_is_met(items, sentences):
    """No number of pages between the tightest and the loosest setting is passed over, and fewer do for a limit."""
    natural = built(brochure(items, sentences)).pages
    reached = []
    for pages in range(max(1, natural - 3), natural + 4):
        with contextlib.suppress(BrochureError):
            reached.append(built(brochure(items, sentences, str(pages))).pages)

    assert list(range(reached[0], reached[-1] + 1)) == reached
    assert reached[0] <= natural <= reached[-1]
    assert len(reached) > 1
    for most in range(reached[0], natural):
        assert most == built(brochure(items, sentences, f"{{max: {most}}}")).pages
        assert most == built(brochure(items, sentences, f"{{min: {reached[0]}, max: {most}}}")).pages


@pytest.mark.slow
def test_a_count_that_is_passed_over_is_found_beside_it():
    """Equal items make a brochure jump by two pages; the count between is reached by turning the knobs otherwise."""
    sentence = "Lorem ipsum dolor sit amet. "
    lines = ["title: Equal", "items:"]
    for number in range(32):
        lines += [f"  - title: Item {number}", "    date: 2025-03-21", f"    body: {sentence * 64}"]
    text = "\n".join(lines) + "\nsettings:\n"

    for pages in ("12", "{max: 12}", "{min: 10, max: 12}"):
        assert 12 == built(f"{text}  pages: {pages}\n").pages


def test_a_last_page_is_not_filled_by_the_imprint():
    """A page more is no stub of a few lines above a long imprint: an item's text reaches it."""
    imprint = "contact: |\n" + f"  {SENTENCE * 5}\n\n" * 3
    sentences, pages = natural_and_more(5, imprint)

    fitted = built(brochure(5, sentences - 1, str(int(pages) + 1)) + imprint)

    assert fitted.summary.items[-1].last_page == fitted.pages == int(pages) + 1


def test_same_input_same_fit():
    """Fitting again gives the same bytes."""
    sentences, pages = natural_and_more(5, STORIES)
    text = brochure(5, sentences, pages) + STORIES

    assert built(text).pdf == built(text).pdf


def test_a_little_too_short_is_loosened():
    """A brochure one page short is opened up until it fills the pages asked for."""
    sentences, pages = natural_and_more(5, STORIES)

    fitted = built(brochure(5, sentences - 1, str(int(pages) + 1)) + STORIES)

    assert int(pages) + 1 == fitted.pages
    assert fitted.knobs


@pytest.mark.parametrize(
    ("items", "words", "pages", "turned"),
    [(12, 200, 6, []), (4, 350, 4, []), (9, 260, 6, ["type", "leading"])],
)
def test_a_page_more_is_loosened_only_where_one_would_be_empty(items, words, pages, turned):
    """Larger photos and wider items alone where they fill all pages, the last too; else the fullest of the settings."""
    entries = [item(f"Item {at}", words, **({} if at % 2 else {"photo": photo()})) for at in range(items)]
    done = support.built(made(*entries, settings={"pages": pages}), a=jpeg(1800, 1200))

    assert pages == done.pages
    assert "photos taller and items wider where that fills the pages" == done.knobs[0]
    assert turned == [knob.split()[0] for knob in done.knobs[1:] if knob.startswith(("type", "leading"))]
    assert bool(turned) == bool(done.knobs[1:])


def test_too_long_says_lines_and_items():
    """What cannot be tightened so far names the lines that are too many, the items, and the count that would do."""
    (finding,) = refused(brochure(6, 40, "3")).findings()

    assert "overset" == finding.code
    assert re.search(r"about \d+ lines too long for 3 pages", finding.what)
    assert re.search(r"shorten the \d+ longest items by \d+ lines each, or set `pages: \d+`", finding.mend)


def test_advice_on_shortening_is_enough():
    """Shortened by the lines that were said, and a few more, the brochure fits."""
    text = brochure(2, 60, "1")
    (finding,) = refused(text).findings()
    lines = int(re.search(r"about (\d+) lines", finding.what)[1])
    # A line holds about 60 characters at the tightest setting, a sentence 94.
    sentences = 60 - int((lines / 2) * 60 / len(SENTENCE)) - 3

    assert 1 == built(brochure(2, sentences, "1")).pages


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("items", [2, 4, 7])
def test_shortened_as_told_it_fits(items, theme):
    """With lists, photos, an imprint and a closing panel too: who shortens as told, has the page count."""
    texts = [
        "\n\n".join([prose(150 + 20 * number, start=number), "- a\n- b\n- c\n- d", prose(140, start=7)])
        for number in range(items)
    ]

    def text(bodies, count):
        entries = [
            {"title": f"Item {number}", "body": body, **({"photo": photo()} if number % 3 == 1 else {})}
            for number, body in enumerate(bodies)
        ]
        keys = {"contact": prose(40), "past_stories": {"url": "https://example.org/past"}}
        return made(*entries, **keys, settings={"pages": count, "theme": theme})

    natural = build("brochure.yaml", files=with_photos(text(texts, {"min": 1}))).summary
    pages, mend = natural.pages, ""
    while not mend:
        pages -= 1
        result = build("brochure.yaml", files=with_photos(text(texts, pages)), allow_overset=True)
        mend = "".join(found.mend for found in result.report.findings() if found.code == "overset")
    if mend.startswith("leave out items"):
        return  # most of the text would have to go
    for entry, lines in told(mend, natural).items():
        words = texts[entry].split(" ")
        # All but the title and the list is running text.
        kept = len(words) - math.ceil(len(words) * lines / (natural.items[entry].lines - 5))
        texts[entry] = " ".join(words[: max(kept, 1)])

    assert pages == build("brochure.yaml", files=with_photos(text(texts, pages))).pages


def test_what_cannot_be_shortened_is_left_out():
    """Where titles and photos alone take more pages, or most of the text had to go, no lines are told to be cut."""
    many = refused(brochure(90, 1, "1")).findings()[0]
    long = refused(brochure(6, 60, "1")).findings()[0]

    assert "titles, photos and links alone are too much for 1 page" in many.what
    assert re.fullmatch(r"leave out items or photos, or set `pages: \d`", many.mend)
    assert re.fullmatch(r"the copy is about \d+ lines too long for 1 page at the tightest setting", long.what)
    assert re.fullmatch(r"leave out items or photos, or set `pages: \d`", long.mend)


def told(mend, summary):
    """The lines by which each item is to be shortened, by an advice."""
    each = re.match(r"shorten the (\d+) longest items by (\d+) lines? each", mend)
    if each:
        longest = sorted(range(len(summary.items)), key=lambda item: (-summary.items[item].lines, item))
        return dict.fromkeys(longest[: int(each[1])], int(each[2]))
    all_to = re.match(r"shorten each item to about (\d+) % of its text", mend)
    if all_to:
        return {index: math.ceil(item.lines * (1 - int(all_to[1]) / 100)) for index, item in enumerate(summary.items)}
    items, lines = re.match(r"shorten items? ([\d, and]+) by ([\d, and]+) lines?", mend).groups()
    return {
        int(item) - 1: int(share)
        for item, share in zip(re.findall(r"\d+", items), re.findall(r"\d+", lines), strict=True)
    }


def test_one_line_and_one_page_are_singular():
    """Nobody reads of 1 lines or 1 pages."""
    messages = ""
    for sentences in (22, 26, 48):
        (finding,) = refused(brochure(2, sentences, "1")).findings()
        messages += finding.what + finding.mend

    assert messages.count("too long for 1 page ") == 3
    assert not re.search(r"\b1 (lines|pages)\b", messages)


def test_fitting_is_told_from_its_start():
    """Progress says that it is fitting before the first setting is tried, and goes on to the end of the search."""
    heard: list[tuple[str, int, int]] = []
    sentences, pages = natural_and_more(5, STORIES)

    built(brochure(5, sentences, pages) + STORIES, progress=lambda *step: heard.append(step))

    fitting = [(done, count) for what, done, count in heard if what == "steps of fitting"]
    assert heard[0][0] == "steps of fitting"
    assert list(range(len(fitting))) == [done for done, _count in fitting]
    assert all(done < count for done, count in fitting)
    assert "pages" == heard[-1][0]


def layouts(text: str) -> int:
    """Return how often a brochure is laid out while it is fitted, or refused."""
    told = []
    with contextlib.suppress(BrochureError):
        built(text, progress=lambda *what: told.append(what))
    return len([what for what, *_ in told if what == "steps of fitting"])


@pytest.mark.parametrize("pages", ["1", "40", "400", "{min: 60, max: 90}", "{multiple_of: 100}"])
def test_what_is_out_of_reach_is_not_searched_for(pages):
    """Far too many pages cost one look at the loosest setting; far too few, a few more for the advice."""
    assert layouts(brochure(40, 12, pages)) <= 10


def test_only_twice_as_many_pages_are_hoped_for():
    """What takes two pages at the loosest setting may be stretched to four; five are not tried, four to name it."""
    assert layouts(brochure(3, 10, "4")) > layouts(brochure(3, 10, "5")) <= 4


def test_the_search_ends(monkeypatch):
    """However many counts would do, and however many of them are passed over, only so many layouts are tried."""
    monkeypatch.setattr("pdfbrochure.fit.search._Fitter._targets", lambda *_: list(range(1000, 2000)))

    assert layouts(brochure(3, 10, "9")) <= MOST_LAYOUTS + 50


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
    assert "padded" in [finding.code for finding in result.report.findings()]
    assert ("3 pages for notes added",) == result.knobs


def test_overset_may_be_painted_all_the_same():
    """With leave, the brochure is painted at its natural length, and the error stays."""
    result = built(brochure(6, 40, "1"), allow_overset=True)

    assert result.pages > 1
    assert ["overset"] == [finding.code for finding in result.report.findings()]


@pytest.mark.parametrize("end", [-1, 1])
def test_knobs_are_turned_one_after_the_other(end):
    """Along the scale the knobs are turned in the order in which they show, one at a time, and never back."""
    steps = [knobs_at(theme(), end * number / 60) for number in range(61)]
    turned: list[str] = []

    for before, after in itertools.pairwise(steps):
        (changed,) = [name for name in IN_ORDER if abs(getattr(before, name) - getattr(after, name)) > 1e-9]
        turned += [] if turned[-1:] == [changed] else [changed]
    assert list(IN_ORDER) == turned


def test_photos_are_not_said_to_be_cropped_where_there_are_none():
    """What was changed is told as it was."""
    plain, knobs = theme(), knobs_at(theme(), -1.0)

    assert [each for each in describe(plain, turn(plain, knobs), knobs, photos=True) if "photos" in each]
    assert not [each for each in describe(plain, turn(plain, knobs), knobs, photos=False) if "photos" in each]


def test_middle_of_the_scale_is_the_theme():
    """Nothing is turned where nothing is asked for."""
    assert Knobs() == knobs_at(theme(), 0.0)


def test_leading_and_size_are_rounded():
    """To a twentieth of a point, and not at all where the theme has its own."""
    for number in range(-20, 21):
        turned = turn(theme(), knobs_at(theme(), number / 20))

        assert pytest.approx(round(turned.unit * 20)) == turned.unit * 20
        assert pytest.approx(round(turned.styles["body"].size * 20)) == turned.styles["body"].size * 20


def test_type_never_falls_below_the_floor():
    """The tightest setting keeps body text readable."""
    plain = theme()
    tightest = turn(plain, knobs_at(plain, -1.0))

    assert tightest.styles["body"].size >= plain.fit.smallest_body
    assert tightest.unit >= tightest.styles["body"].size


def test_turned_grid_keeps_its_baseline_in_the_row():
    """Half the new leading stands above the letters and half below, as before."""
    plain = theme()
    turned = turn(plain, Knobs(leading=0.95))

    above = plain.unit - plain.descent
    assert pytest.approx((plain.unit - turned.unit) / 2) == above - (turned.unit - turned.descent)


def test_capitals_of_a_turned_grid_are_those_of_its_type():
    """Photos end level with the capitals of a line, whatever the size of the type."""
    plain = theme()
    turned = turn(plain, Knobs(body_size=0.9, leading=0.95))

    def capitals(each):
        return (each.unit - each.descent - each.cap) / each.styles["body"].size

    assert turned.styles["body"].size < plain.styles["body"].size
    assert pytest.approx(capitals(plain)) == capitals(turned)


@pytest.mark.parametrize("share", [0.8, 1.25])
def test_photos_and_heads_are_turned_as_is_told(share):
    """Photos at 80 % of their height have all frames so much lower, and as much space above heads."""
    plain = theme()
    turned = turn(plain, Knobs(photo_height=share, head_space=share))

    for frame in ("aspect", "tallest", "lowest", "portrait"):
        assert pytest.approx(getattr(plain.photo, frame) / share) == getattr(turned.photo, frame)
    for frame in ("tallest", "lowest"):
        assert pytest.approx(getattr(plain.lead, frame) / share) == getattr(turned.lead, frame)
    assert pytest.approx(plain.head.number("space_above") * share) == turned.head.number("space_above")


def test_only_the_setting_taken_is_told():
    """Lines that are too wide in a setting that was only tried are no findings."""
    report = Report()
    trial = Findings()
    trial.warning("overfull-line", "a line")

    assert [] == report.findings()

    report.take(trial)
    report.take(trial)

    assert ["overfull-line"] == [finding.code for finding in report.findings()]


@pytest.mark.parametrize(("words", "pages", "theme"), [(960, 3, "institutional"), (570, 2, "bulletin")])
def test_photos_give_way_but_keep_their_frames(words, pages, theme):
    """Where a page is saved photos are cropped lower, none beyond what the theme allows, and each is there once."""
    entries = [
        item("Lead", words, photo=photo()),
        item("Two", 200, photo=photo()),
        item("Three", 300),
        item("Four", 180, photo=photo()),
    ]

    def placed(**more):
        text = made(*entries, past_stories={"url": "https://a.eu"}, settings={"theme": theme, **more})
        found = laid(text, a=jpeg(1800, 1200))
        return found, [each for page in found.pages.pages for each in photos_on(page)]

    (before, natural), (after, fitted) = placed(), placed(pages=pages)

    assert (pages + 1, pages) == (len(before.pages.pages), len(after.pages.pages))
    assert [each.origin for each in natural] == [each.origin for each in fitted]
    assert sum(each.width * each.height for each in fitted) < sum(each.width * each.height for each in natural)
    tallest, lowest = 1.25, 2.8
    assert all(tallest - 0.1 <= each.width / each.height <= lowest + 0.3 for each in fitted)


def test_a_last_page_of_a_few_lines_is_saved():
    """Where cropping a photo and a line less here and there does without it, no page of three lines is printed."""
    items = [support.item(f"Item {number}", 140) for number in range(3)]
    items[1]["photo"] = support.photo()
    saved, kept = (support.built(support.brochure(*items, settings=keys)) for keys in ({}, {"pages": {"min": 2}}))

    assert (1, 2) == (saved.pages, kept.pages)
    assert "photos cropped lower" in saved.knobs


@pytest.mark.parametrize("width", [{}, {"width": "column"}])
def test_a_short_brochure_with_white_pages_takes_a_page_less(width):
    """Where what hardly shows saves it, and no head is parted from its text for that."""
    items = [item(f"Item {number}", 80) for number in range(2)]
    items += [item("Feature", 160, layout="feature", photo=photo(**width)), item("After", 500, new_page=True)]
    found = laid(made(*items, settings={"page": "A4"}), a=jpeg(1600, 1600))

    assert len(found.pages.pages) == 2
    assert find_misplaced(found.pages, found.galley) == []
    assert max(largest_white(page, found.pages.width, found.pages.height) for page in found.pages.pages) < 0.35
