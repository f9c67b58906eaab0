"""The table in docs/brochure-file.md on what a text may hold, row by row; and further forms of each kind."""

import re

import pytest
from support import ROOT

from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.diagnostics import Diagnostic, Report
from pdfbrochure.files import Memory
from pdfbrochure.model.language import load_language
from pdfbrochure.read import read


def rows() -> list[tuple[str, str, str]]:
    """What is typed, the verdict, and what to type instead, of each row."""
    table = (ROOT / "docs" / "brochure-file.md").read_text(encoding="utf-8").partition("## What a text may hold")[2]
    table = table.partition("\n| --- | --- | --- |\n")[2].partition("\n\n")[0]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()]
    return [(_plain(typed), re.findall(r"\*\*(\w+)\*\*", verdict)[0], mend.strip()) for typed, verdict, mend in cells]


def _plain(code: str) -> str:
    """The text in a span of code of a table."""
    code = code.strip()
    code = code[3:-3] if code.startswith("``") else code[1:-1]
    return code.replace("\\|", "|").replace("⏎", "\n")


def findings(text: str) -> list[Diagnostic]:
    """What is found in a text."""
    report = Report()
    parse_markdown(text, ("intro",), report, load_language("de"))
    return report.findings()


@pytest.mark.parametrize(("typed", "verdict", "mend"), rows())
def test_row(typed, verdict, mend):
    """What the table says is what happens, and what it proposes is set without a word."""
    found = findings(typed)

    worst = min((["error", "warning", "note"].index(one.severity) for one in found), default=3)
    assert verdict == ["Error", "Warning", "Note", "Set"][worst]
    assert all(one.mend for one in found)
    assert bool(mend) == (verdict != "Set")
    if mend.startswith("`") and not mend.startswith("`photo"):
        assert [] == findings(_plain(mend.partition("`")[1] + mend.split("`")[1] + "`"))


def test_the_table_is_there():
    """A table that is not found would test nothing."""
    assert len(rows()) > 40


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("See the note^[below].", "^[below]"),
        ("Water is H~2~O here.", "H~2~"),
        ("An **open end.", "**open end."),
        ("Some `code` here.", "`code"),
        ("See [us] (https://example.org).", "[us] (https://example.org)"),
        ("Read <b>this</b> now.", "<b>"),
    ],
)
def test_finding_has_its_line_and_column(line, words):
    """A finding points at the signs, in a text of several lines and in one with quotes."""
    text = f"title: News\nitems:\n  - title: One\n    body: |\n      First.\n\n      {line}\n"
    report = Report()
    source = read("a.yaml", Memory({"a.yaml": text.encode()}), report)
    parse_markdown(source.value["items"][0]["body"], ("items", 0, "body"), report)

    assert {(7, 7 + line.index(words))} == {(one.span.line, one.span.column) for one in report.findings()[:1]}


@pytest.mark.parametrize(
    "text",
    [
        "|a|b|\n|c|d|",
        "Text.^[A note in the line.]",
        "[[_TOC_]]",
        "5 cm^3^",
        "CO~2~",
        "* [X] done",
        "{#part .wide}",
        "{% include x %}",
        "[url=https://example.org]x[/url]",
        ":::warning\nx\n:::",
        "> [!TIP]\n> x",
        "mail \uf02a us",
    ],
)
def test_further_errors(text):
    """What there is nothing sensible to set for is an error with a mend."""
    found = [one for one in findings(text) if one.severity == "error"]

    assert found
    assert all(one.mend for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "[sic] and [1] and [i]",
        "Korean 10~12시, 14~16시",
        "~5 km and ~6 km",
        "a | b",
        "Namen: Besucher:innen und 12:30:45",
        "C++ and A++",
        "a = b == c",
        "{a} and {b}",
        "#hashtag of the day",
        "AT&T; R&D",
        "https://example.org/~name/x_y^2^/:a:",
        r"\~~no\~~ and \[^1]",
        "10^6 people",
        "$5 and $6",
        "smile :) and :-(",
        "1 < 2 > 0",
    ],
)
def test_what_only_looks_like_it(text):
    """Nothing is said of signs that are used as signs."""
    assert [] == findings(text)


def test_hostile_lines_end():
    """Long rows of opening signs neither hang nor fill the report."""
    for sign in ("~~a", "[[", "{{", "**a", "[a]{lang=de}", "&a", "'''", "==a", ":a", "| "):
        assert len(findings(sign * 2000)) <= 45


def test_mend_of_a_raised_digit_is_the_sign_itself():
    """The digits are written out."""
    assert "type cm³" in [one.mend for one in findings("5 cm^3^")]
    assert "type CO₂" in [one.mend for one in findings("CO~2~")]
