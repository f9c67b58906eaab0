"""Findings: how they are gathered, ordered, and shown."""

import pytest

from pdfbrochure.diagnostics import (
    MOST_FINDINGS,
    MOST_PRINTED,
    BrochureError,
    Report,
    Span,
    as_json_values,
    render_all,
    render_github,
    render_text,
)
from pdfbrochure.model.validate import validate
from pdfbrochure.read import parse


def shown(line: str, column: int, length: int) -> list[str]:
    """How a finding at a place of a line is shown."""
    report = Report("b.yaml")
    report.source_lines = [line]
    report.error("some-code", "something is wrong", span=Span(1, column, length))
    return render_text(report, report.findings()[0]).splitlines()


def test_order_of_the_file():
    """Findings are told from top to bottom, those without a place last."""
    report = Report()
    report.warning("b", "no place")
    report.error("c", "second", span=Span(2, 1))
    report.warning("a", "first", span=Span(1, 5))

    assert ["first", "second", "no place"] == [finding.what for finding in report.findings()]


def test_the_same_is_told_once():
    """A finding met twice, as when a page is laid out again, is told once."""
    report = Report()
    for _ in range(3):
        report.warning("a", "again", span=Span(1, 1))

    assert 1 == len(report.findings())


def test_origin_becomes_a_place():
    """The key path is turned into line and column by the reader's own function."""
    report = Report()
    report.locate = lambda origin, line: Span(len(origin), line + 1)
    report.error("a", "wrong", origin=("items", 3), line=4)

    assert Span(2, 5) == report.findings()[0].span


def test_errors_stop():
    """A stage goes on with warnings and stops at errors."""
    report = Report()
    report.warning("a", "hm")
    report.stop_if_errors()
    report.error("b", "no")

    with pytest.raises(BrochureError, match="no") as caught:
        report.stop_if_errors()
    assert caught.value.report is report


def test_flood_is_cut():
    """Beyond two hundred findings warnings are only counted; errors have as many places again."""
    report = Report()
    for number in range(3 * MOST_FINDINGS):
        report.warning("a", f"{number}")
    for number in range(3 * MOST_FINDINGS):
        report.error("b", f"{number}")

    assert 2 * MOST_FINDINGS == len(report.findings())
    assert 4 * MOST_FINDINGS == report.untold
    assert report.has_errors


def printed(report):
    """All that is printed of a report for people."""
    return "\n".join(each.text for each in render_all(report))


def test_many_alike_are_one():
    """More than a few findings with one advice are one, with their number and some of their lines."""
    report = Report("b.yaml")
    for line in range(1, 313):
        report.error("unknown-key", f"no `k{line}`", mend="delete it", span=Span(line, 1, 2))
    report.error("bad-date", "is `x`", mend="write it", span=Span(7, 3, 2))
    text = printed(report)

    assert text.count("unknown-key") == 1
    assert "and 311 more like it, in lines 2, 3, 4," in text
    assert "bad-date" in text
    assert len(text) < 500


def test_a_few_alike_are_told_one_by_one():
    """Five photos without a credit are five findings, each with its own line."""
    report = Report("b.yaml")
    for line in range(1, 6):
        report.error("missing-credit", f"{line}.jpg has none", mend="add it", span=Span(line, 1, 2))

    assert printed(report).count("missing-credit") == 5


def test_printing_has_an_end():
    """However many advices there are, some tens are printed, errors first, and all are counted."""
    report = Report("b.yaml")
    for line in range(1, 101):
        report.warning("vague-link", f"{line}", mend=f"warn {line}", span=Span(line, 1, 2))
        report.error("bad-date", f"{line}", mend=f"write {line}", span=Span(line, 1, 2))
    text = printed(report)

    assert text.count("error[") == MOST_PRINTED
    assert text.endswith("and 150 more")


def test_thousands_of_slips():
    """Of twenty thousand unknown keys a screenful is printed, and every one is counted."""
    report = Report("b.yaml")
    keys = "".join(f"key{number}: x\n" for number in range(20_000))
    with pytest.raises(BrochureError):
        validate(parse(f"title: T\nitems:\n  - title: One\n{keys}".encode(), report), report)
    text = printed(report)

    assert len(text) < 2_000
    assert "and 19999 more like it" in text


def test_text_form():
    """Place, severity, code, sentence; the line with carets; why; mend."""
    report = Report("b.yaml")
    report.source_lines = ["title: x", "colour: red"]
    report.error("unknown-key", "no `colour`", why="because", mend="color", span=Span(2, 1, 6))

    assert [
        "b.yaml:2:1: error[unknown-key]: no `colour`",
        "    2 | colour: red",
        "      | ^^^^^^",
        "  why: because",
        "  mend: color",
    ] == render_text(report, report.findings()[0]).splitlines()


def test_long_lines_are_cut_around_the_place():
    """Of a line of a thousand characters only the neighbourhood is shown, the carets below the right ones."""
    _head, line, carets = shown("a" * 500 + "WRONG" + "b" * 500, 501, 5)

    assert "WRONG" == line[carets.index("^") : carets.rindex("^") + 1]
    assert len(line) < 120


def test_control_characters_are_not_printed():
    """A terminal never gets the escape characters of a stranger's file."""
    assert "\x1b" not in "".join(shown("title: \x1b[31mred\x07", 8, 3))


def test_caret_is_never_missing():
    """A finding of no length still points somewhere."""
    assert shown("abc", 2, 0)[-1].endswith(" ^")


def test_empty_line_is_not_shown():
    """There is nothing to point at in an empty line."""
    assert 1 == len(shown("   ", 1, 1))


def test_github_form_is_escaped():
    """Line ends, percent signs, colons and commas do not break the workflow command."""
    report = Report("a,b:c.yaml")
    report.error("some-code", "50 % of\nit", mend="do: this, that", span=Span(3, 4))

    assert "::error file=a%2Cb%3Ac.yaml,line=3,col=4" in render_github(report, report.findings()[0])
    assert render_github(report, report.findings()[0]).endswith(
        "title=some-code::50 %25 of%0Ait%0Amend: do: this, that"
    )


def test_json_form():
    """Every fact of a finding is a plain value."""
    report = Report("b.yaml")
    report.error("c", "what", why="why", mend="mend", origin=("items", 0), span=Span(1, 2, 3))
    (value,) = as_json_values(report)

    assert {"file": "b.yaml", "line": 1, "column": 2, "code": "c", "severity": "error"}.items() <= value.items()
    assert ["items", 0] == value["origin"]
