"""One build, stage by stage: what each gives can be looked at, and the report is filled on the way."""

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from support import ROOT, brochure, built, item, jpeg, photo, prose, run_of

from pdfbrochure.cache import Cache
from pdfbrochure.diagnostics import BrochureError, Findings, Report, Span
from pdfbrochure.files import Folder
from pdfbrochure.live.overlay import Overlay
from pdfbrochure.pipeline import Run

VALUES = ["source", "brochure", "edition", "languages", "photos", "book", "galley", "setter", "fitted", "pages", "pdf"]


@pytest.mark.parametrize("name", VALUES)
def test_any_value_may_be_asked_for_first(name):
    """A stage makes those before it, and is made once."""
    run = run_of(brochure(item(photo=photo())))

    assert getattr(run, name)
    assert getattr(run, name) is getattr(run, name)


def test_a_built_brochure_shows_its_stages():
    """What was built tells of which values."""
    done = built(brochure(item("One", 20), title="Tidings"))

    assert "Tidings" == done.run.brochure.title
    assert "Tidings" == done.run.galley.masthead.title.text
    assert done.pages == len(done.run.pages.pages)
    assert done.pdf is done.run.pdf


def test_findings_belong_to_the_stage_that_found_them():
    """Each stage has its own; the report has those of the stages that were asked for, whichever was asked first."""
    text = brochure(item("One", 0, body="a <b>b</b>", links=[{"label": "here", "url": "https://a.eu"}], colr="red"))
    run = run_of(text)

    assert run.examined.findings.has_errors
    assert {"unknown-key"} == run.report.error_codes()
    assert run.galley.articles[0].title.text == "One"
    late = {finding.code for finding in run.report.findings()}
    assert late > {"unknown-key", "vague-link"}
    with pytest.raises(BrochureError):
        _pages = run.pages
    first = run_of(text)
    _galley = first.galley
    assert first.report.findings() == run.report.findings()


def test_a_stage_may_be_given_another_value():
    """What is set before it is asked for is what the later stages are made of."""
    text, other = brochure(item("One", 30)), run_of(brochure(item("Another", 30)))
    run = run_of(text)
    run.composed = other.composed

    assert "Another" in run.pages.bookmarks[0].title


# ---- findings


def test_a_report_gives_findings_their_places():
    """Where a finding stands is found out by the report that takes it, and the same one is told once."""
    found, report = Findings(), Report()
    report.locate = lambda origin, line, _words="": Span(len(origin), line + 1)
    found.warning("vague-link", "one", origin=("items", 0), line=2)
    found.error("too-long", "two", placed=False)
    report.take(found)
    report.take(found)

    assert [Span(2, 3), None] == [finding.span for finding in report.findings()]
    assert report.error_codes() == {"too-long"}


def test_a_stage_keeps_no_more_than_a_report():
    """However much is wrong, what is kept is bounded, and what is left out is counted."""
    found, report = Findings(), Report()
    for number in range(1000):
        found.warning("vague-link", f"number {number}", mend="the same")
    report.take(found)

    assert 200 == len(report.findings())
    assert 800 == report.untold
    (alike,) = report.gathered()
    assert 999 == alike.more


def test_set_again_after_fitting():
    """A theme that is turned to fit is not the theme that was asked for."""
    run = run_of(brochure(*(item(f"Item {number}", 150) for number in range(9)), settings={"pages": {"max": 2}}))

    assert run.fitted.edition.theme.unit < run.edition.theme.unit
    assert run.edition == run.fitted.edition.with_theme(run.edition.theme)
    assert prose(3) in run.galley.articles[0].body[0].paragraph.text


EDITS = {
    "a word": lambda keys, tone: keys["items"][0].update(body=prose(60 + tone)),
    "a title": lambda keys, tone: keys["items"][-1].update(title=f"Another title {tone}"),
    "one item more": lambda keys, tone: keys["items"].append(item(f"Added {tone}", 40 + tone)),
    "one item fewer": lambda keys, _tone: keys["items"].pop() if len(keys["items"]) > 1 else None,
    "another crop": lambda keys, tone: [
        each["photo"].update(focus=[tone / 100, 0.5]) for each in keys["items"] if "photo" in each
    ],
    "a palette": lambda keys, tone: keys.update(settings={"palette": ("teal", "brick", "forest")[tone % 3]}),
    "a slip": lambda keys, tone: keys["items"][0].update(body=f"One -- two {tone}  words"),
    "a sign without a font": lambda keys, tone: keys["items"][-1].update(body=f"{prose(9)} \U000e1000{tone}"),
    "a comment": lambda keys, tone: keys.update(subtitle="Moved\n" * (tone % 4)),
    "items moved": lambda keys, _tone: keys["items"].reverse(),
    "a theme": lambda keys, tone: keys.update(settings={"theme": ("bulletin", "digest", "wire")[tone % 3]}),
    "signs before all others": lambda keys, tone: keys.update(subtitle="Źółw %&§ ŁĄ"[tone % 5 :]),
    "nothing": lambda _keys, _tone: None,
}


@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 90)), min_size=1, max_size=5))
@example([("signs before all others", 0), ("a word", 3), ("signs before all others", 2), ("items moved", 0)])
@settings(deadline=None, max_examples=12, derandomize=True, phases=(Phase.explicit, Phase.generate))
def test_after_any_edit_a_cached_build_is_a_fresh_one(edits):
    """Byte for byte, with the same findings at the same places, whatever was built before; photos may change too."""
    keys = {"items": [item("One", 60, photo=photo()), item("Two", 200)]}
    cache, tone = Cache(), 0
    for name, tone in [("nothing", 0), *edits]:
        EDITS[name](keys, tone)
        text = brochure(*keys["items"], **{key: value for key, value in keys.items() if key != "items"})
        outcomes = []
        for kept in (cache, None):
            run = run_of(text, cache=kept, **{"a.jpg": jpeg(600, 400, tone)})
            try:
                outcome = run.pdf
            except BrochureError:
                outcome = b""
            outcomes.append((outcome, run.report.findings()))

        assert outcomes[0] == outcomes[1]


@given(
    st.sampled_from(["institutional", "bulletin", "brief", "album"]),
    st.lists(st.tuples(st.integers(0, 13), st.sampled_from(["word", "title", "longer", "shorter", "feature", "gone"])),
             min_size=2, max_size=4),
)  # fmt: skip
@settings(deadline=None, max_examples=4, derandomize=True, phases=(Phase.explicit, Phase.generate))
def test_pages_of_a_long_brochure_after_edits_are_those_of_a_fresh_build(theme, edits):
    """Pages that are taken over from the last build are those that would be found, wherever something has changed."""
    items = [item(f"Item {number}", 90 + 37 * number % 130) for number in range(14)]
    cache = Cache()
    for place, edit in [(0, "word"), *edits]:
        chosen = items[place % len(items)]
        if edit == "gone":
            items.remove(chosen)
        elif edit == "feature":
            chosen["layout"] = "feature"
        elif edit == "title":
            chosen["title"] += " once again"
        else:
            body = {"word": f"Again {chosen['body']}", "longer": prose(160), "shorter": prose(20)}
            chosen["body"] = body[edit]
        text = brochure(*items, settings={"theme": theme})
        kept, fresh = (run_of(text, cache=each) for each in (cache, None))

        assert kept.pdf == fresh.pdf
        assert kept.report.findings() == fresh.report.findings()


def test_a_page_of_pieces_that_have_moved_may_be_taken_over_twice():
    """A page with a head across columns, after a longer text before it, and after an edit that moves nothing."""
    text, cache = (ROOT / "brochure.yaml").read_text(encoding="utf-8"), Cache()
    for before, after in [("", ""), ("afresh every", "afresh every word"), ("science and on", "science and word on")]:
        assert before in text
        text = text.replace(before, after, 1)
        files = Overlay(Folder(ROOT), "brochure.yaml", text.encode())
        kept, fresh = (Run("brochure.yaml", files=files, cache=each) for each in (cache, None))

        assert kept.pdf == fresh.pdf


def test_what_was_found_while_reading_is_told_by_each_build():
    """Of a file that has not changed too: a key that is given twice stays an error."""
    text, cache = "title: News\ntitle: Tidings\nitems:\n  - title: One\n", Cache()
    for _build in range(3):
        run = run_of(text, cache=cache)
        _examined = run.examined

        assert {"duplicate-key"} == run.report.error_codes()
