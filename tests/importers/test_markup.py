"""Blocks become Markdown that a build reads as the same blocks, with as few backslashes as that takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.diagnostics import Report
from pdfbrochure.importers.draft import Block, paragraph
from pdfbrochure.importers.markup import write_markdown
from pdfbrochure.importers.yaml_text import scalar
from pdfbrochure.read import parse

WORDS = st.text(st.sampled_from("abcdäß文字 .,;:!?()[]{}<>*_#-+=~^|&\\`'\"/1234567890%–•€"), min_size=1, max_size=40)
SPANS = st.lists(
    st.builds(MarkedSpan, WORDS, st.booleans(), st.booleans(), st.sampled_from(["", "https://example.org/a_(b)"])),
    min_size=1,
    max_size=4,
)
BLOCKS = st.one_of(
    st.builds(Block, st.sampled_from(["paragraph", "quote"]), SPANS.map(tuple)),
    st.builds(lambda spans: Block("subhead", spans, level=2), SPANS.map(tuple)),
    st.builds(
        lambda spans, depth, label: Block("entry", spans, depth=depth, label=label),
        SPANS.map(tuple), st.integers(1, 2), st.just("-"),
    ),
)  # fmt: skip


def letters(text: str) -> str:
    """What must not be lost: all but blanks, and the bullets that become those of a list."""
    return "".join(char for char in text if not char.isspace() and char != "•")


@given(st.lists(BLOCKS, min_size=1, max_size=5))
@settings(deadline=None, max_examples=150)
def test_no_sign_is_lost_and_none_is_added(blocks):
    """Whatever signs a text has, it is read again with the same."""
    read = parse_markdown(write_markdown(blocks), (), Report())

    wanted = letters("".join(block.text for block in blocks))
    assert letters("".join(span.text for block in read for span in block.spans)) == wanted


@given(st.lists(st.text(st.sampled_from("abc äß.,;:()-/'12"), min_size=1, max_size=60).map(paragraph), max_size=4))
@settings(deadline=None, max_examples=80)
def test_ordinary_words_need_hardly_a_backslash(blocks):
    """Only a sign that would begin a list may have one."""
    text = write_markdown(blocks)

    assert text.count("\\") <= len(blocks)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("60*40 and a_b_c, 5 < 6, R&D, C#, [ok]", "60*40 and a_b_c, 5 < 6, R&D, C#, [ok]"),
        ("# not a heading", "\\# not a heading"),
        ("1. April was cold", "1\\. April was cold"),
        ("- 5 degrees", "\\- 5 degrees"),
        ("> 60 %", "\\> 60 %"),
        ("a *star* is born", "a \\*star\\* is born"),
        ("• typed", "- typed"),
        ("<b>bold</b>", "\\<b>bold\\</b>"),
    ],
)
def test_signs_are_escaped_only_where_they_would_mean_something(typed, written):
    """Texts stay as people typed them."""
    assert write_markdown([paragraph(typed)]) == written + "\n"


def test_lines_are_wrapped_at_word_ends_and_none_begins_a_list():
    """A dash that would stand first stays on the line before."""
    text = write_markdown([paragraph("word " * 19 + "- and 1. more " + "words " * 30)])

    assert all(len(row) <= 106 for row in text.split("\n"))
    assert not any(row.startswith(("- ", "1.")) for row in text.split("\n"))


def test_blanks_stand_outside_of_emphasis_and_parts_of_words_are_plain():
    """As Word files have it: a bold blank at the end, an italic letter in a word."""
    spans = (MarkedSpan("fund ", bold=True), MarkedSpan("of f"), MarkedSpan("i", italic=True), MarkedSpan("sh"))

    assert write_markdown([Block("paragraph", spans)]) == "**fund** of fish\n"


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_scalar_reads_back(text):
    """A text of one line is read as it was, whatever signs it has."""
    from pdfbrochure.importers.draft import line

    text = line(text)
    if text:
        assert parse(f"key: {scalar(text)}\n".encode(), Report()).value == {"key": text}
