"""Markdown: which blocks and spans a text field becomes, and what is refused with what to write instead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.diagnostics import Report


def parsed(text: str) -> tuple[list, list[str]]:
    """The blocks of a text, and the codes of the findings."""
    report = Report()
    blocks = parse_markdown(text, ("intro",), report)
    return blocks, [finding.code for finding in report.findings()]


def shapes(text: str) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    blocks, found = parsed(text)
    assert [] == found
    return [(block.kind, "".join(span.text for span in block.spans)) for block in blocks]


@pytest.mark.parametrize("text", ["", "\n", "   \n\t\n"])
def test_nothing(text):
    """White space alone is no block."""
    assert [] == shapes(text)


def test_plain_paragraphs():
    """An empty line parts paragraphs; a line end inside of one is a space."""
    assert [("paragraph", "One two"), ("paragraph", "three")] == shapes("One\ntwo\n\n\nthree\n")


def test_plain_and_marked_text_fold_alike():
    """Text without a mark of Markdown takes a short way, which must give the same words."""
    plain, marked = shapes("One  two\n three\n\n four"), shapes("One  two\n three\n\n four\n\n*x*")

    assert plain == marked[:-1]


@pytest.mark.parametrize(
    "line", ["years. Then", "| 26 sites", "mm. high", "B. Name", "§ 4", "\u2026 and", "(1) of them", "vi. was", "€ 20"]
)
def test_lines_that_begin_as_typed_lists_do_fold_alike(line):
    """What is no list after all takes the short way, too."""
    text = f"It stood for a great many\n{line} it went on and on"
    plain, marked = parsed(text), parsed(f"{text}\n\n*x*")

    assert plain == (marked[0][:-1], marked[1])


def test_place_of_a_text_that_begins_with_empty_lines():
    """Findings name the line of its first words."""
    assert [block.line for block in parsed("\n\nOne\n\nTwo")[0]] == [2, 4]
    assert [block.line for block in parsed("\nOne\n\nTwo")[0]] == [1, 3]


def test_no_break_spaces_stay():
    """Only breaking white space is folded."""
    assert [("paragraph", "12\u00a0kg a")] == shapes("12\u00a0kg  \t a")


def test_emphasis():
    """Stars make italics, two stars bold, both together both."""
    spans = parsed("a *b* **c** ***d***")[0][0].spans

    assert [("a ", 0, 0), ("b", 0, 1), (" ", 0, 0), ("c", 1, 0), (" ", 0, 0), ("d", 1, 1)] == [
        (span.text, span.bold, span.italic) for span in spans
    ]


def test_link():
    """A link's words carry its address, with emphasis inside."""
    spans = parsed("see [the *site*](https://a.eu) now")[0][0].spans

    assert ["", "https://a.eu", "https://a.eu", ""] == [span.url for span in spans]
    assert "see the site now" == "".join(span.text for span in spans)


def test_autolink():
    """An address in angle brackets is a link that shows itself."""
    assert (MarkedSpan("https://a.eu", url="https://a.eu"),) == parsed("<https://a.eu>")[0][0].spans


def test_hard_break_and_soft_break():
    """Two spaces or a backslash at a line's end keep the break, a mere line end does not."""
    assert [("paragraph", "a\nb\nc d")] == shapes("a  \nb\\\nc\nd")


@pytest.mark.parametrize("text", ["## Head\n\ntext", "Head\n---\n\ntext", "###### Head ##\ntext"])
def test_subheads(text):
    """Every heading of Markdown is a sub-heading."""
    assert [("subhead", "Head"), ("paragraph", "text")] == shapes(text)


def test_quote():
    """Each paragraph of a quote is one block."""
    assert [("quote", "One two"), ("quote", "three"), ("paragraph", "four")] == shapes(
        "> One\n> two\n>\n> three\n\nfour"
    )


def test_bullets():
    """Entries know their depth and that they are bullets."""
    blocks, _ = parsed("- a\n- b\n  - c\n- d")

    assert [("a", 1, "-"), ("b", 1, "-"), ("c", 2, "-"), ("d", 1, "-")] == [
        (block.spans[0].text, block.depth, block.label) for block in blocks
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("7. a\n8. b\n9. c", ["7.", "8.", "9."]),
        ("1) a\n3) b\n7) c", ["1)", "3)", "7)"]),
        ("01. a\n02. b", ["01.", "02."]),
        ("999) a\n1000) b", ["999)", "1000)"]),
        ("100. a\n     - inner", ["100.", "-"]),
        ("7. a\n\n   more of it", ["7.", ""]),
    ],
)
def test_numbers_are_those_that_were_typed(text, labels):
    """No entry is counted anew, and its bracket stays."""
    blocks, found = parsed(text)

    assert labels == [block.label for block in blocks]
    assert [] == found


@pytest.mark.parametrize("text", ["2025. A good year", "2024. One\n2025. Two", "12. The year\n1999. Another"])
def test_years_number_no_list(text):
    """They are text, as typed."""
    blocks, _found = parsed(text)

    assert {""} == {block.label for block in blocks}
    assert text.split() == [word for block in blocks for span in block.spans for word in span.text.split()]


def test_numbers_that_do_not_go_on_are_told():
    """A list that has one number throughout is printed so, with a word about it."""
    blocks, found = parsed("1. a\n1. b\n1. c")

    assert ["1.", "1.", "1."] == [block.label for block in blocks]
    assert ["list-numbers"] == found


def test_further_paragraph_of_an_entry():
    """A second paragraph of an entry belongs to it and has no bullet of its own."""
    first, second, third = parsed("- a\n\n  b\n\n- c")[0]

    assert ["-", "", "-"] == [block.label for block in (first, second, third)]
    assert first.entry == second.entry != third.entry


def test_two_lists_are_two():
    """A bullet list and a numbered one that follow each other are told apart."""
    paths = [block.list_path for block in parsed("- a\n\n1. b")[0]]

    assert [False, True] == [path[-1][1] for path in paths]
    assert paths[0][-1][0] != paths[1][-1][0]


def test_escapes_and_entities():
    """A backslash or an entity gives the character itself."""
    assert [("paragraph", "*a* & ©")] == shapes(r"\*a\* &amp; &copy;")


@pytest.mark.parametrize(
    "text",
    ["a <b>c</b>", "<div>\nx\n</div>", "![alt](a.jpg)", "```\ncode\n```", "    code", "a\n\n***\n\nb"],
    ids=["inline", "block", "image", "fence", "indented", "rule"],
)
def test_what_cannot_be_set(text):
    """HTML, pictures, code and rules are errors that say what to write instead."""
    report = Report()
    parse_markdown(text, ("intro",), report)

    assert {"unsupported-markdown"} == {finding.code for finding in report.findings()}
    assert all(finding.mend for finding in report.findings())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.unodc.org", "file:///etc/passwd", "page.html", "https://"])
def test_wrong_links(url):
    """A link that a reader of the PDF could not follow is an error; its words stay."""
    blocks, found = parsed(f"[words]({url})")

    assert ["bad-url"] == found
    assert (MarkedSpan("words"),) == blocks[0].spans


def test_fault_names_its_line():
    """The line inside the field is handed on, so that the finding points at it."""
    report = Report()
    lines = []
    report.locate = lambda _origin, line, _words="": lines.append(line)
    parse_markdown("one\n\ntwo\n<br> three", ("intro",), report)

    assert [3] == lines


@pytest.mark.parametrize(
    "text", [">" * 20 + " a", "".join("  " * depth + "- a\n" for depth in range(12)), "- " * 10 + "a"]
)
def test_too_deep_is_told(text):
    """The parser leaves out what is nested too deep, so this must be an error."""
    assert "too-deep" in parsed(text)[1]


def test_deep_enough():
    """Nine lists in each other lose nothing."""
    assert ["a"] * 9 == [words for _, words in shapes("".join("  " * depth + "- a\n" for depth in range(9)))]


@pytest.mark.slow
def test_deep_nesting_ends():
    """Quotes and lists nested a thousand deep neither crash nor hang."""
    parsed(">" * 1000 + " a")
    parsed("".join("  " * depth + "- a\n" for depth in range(100)))
    parsed("[" * 5000)


LETTERS = st.text("abcäß .,;!?–’", min_size=1, max_size=40)


@given(st.lists(LETTERS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=100)
def test_law_words_of_plain_text_stay(paragraphs):
    """Whatever plain paragraphs go in, their words come out in order."""
    words = [word for _kind, text in shapes("\n\n".join(paragraphs)) for word in text.split()]

    assert " ".join(paragraphs).split() == words


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read_or_refused(text):
    """No text makes the reader crash."""
    blocks, _ = parsed(text)

    assert all(block.spans for block in blocks)
