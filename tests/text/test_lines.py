"""Setting paragraphs in the box font: size 10, so every character and space is 10 pt wide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import box_setter, spelled, text_of

from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.theme import Style

STYLE = Style("sans", 10.0, 12.0)


class Repeating:
    """Rules of a language that repeats the hyphen of a compound on the next line, and divides nothing else."""

    repeats_hyphen = True

    def positions(self, _word: str) -> tuple[int, ...]:
        """None."""
        return ()


class Middle:
    """A hyphenator that divides every word of eight letters or more in its middle."""

    repeats_hyphen = False

    def positions(self, word: str) -> tuple[int, ...]:
        """The middle."""
        return (len(word) // 2,) if len(word) >= 8 else ()


def paragraph(*spans: Span | str) -> Paragraph:
    """A paragraph of plain or other spans."""
    made = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Paragraph(made, "body", 1, ("items", 0, "body"))


def texts(lines) -> list[str]:
    """What each line says."""
    return [text_of(line) for line in lines]


def test_lines_and_their_widths():
    """Three lines, each as wide as its characters, the space at its end not counted."""
    lines = box_setter().set(paragraph("aaa bb cc ddddd"), STYLE, 60)

    assert [("aaa", 30.0), ("bb cc", 50.0), ("ddddd", 50.0)] == [(text_of(line), line.width) for line in lines]


def test_indent_takes_room_from_the_first_line():
    """An indented first line begins further in and holds less."""
    lines = box_setter().set(paragraph("aaaa bb cccc"), STYLE, 70, indent=15)

    assert ["aaaa", "bb cccc"] == texts(lines)
    assert [15.0, 0.0] == [line.runs[0].x for line in lines]


def test_tracking_widens_every_character():
    """Tracking of a tenth of an em adds 1 pt to each of ten characters."""
    style = Style("sans", 10.0, 12.0, tracking=0.1)

    assert 110.0 == box_setter().width(paragraph("aaaaa aaaa"), style)


@pytest.mark.parametrize("indent", [0.0, 15.0])
def test_justified_lines_are_equally_wide(indent):
    """All lines but the last end at the measure."""
    text = "aaa bb cccc dd eee ff gggg hh iii jj kkkk ll mmm nn"
    lines = box_setter().set(paragraph(text), STYLE, 150, indent=indent, justify=True)

    assert [150.0] * (len(lines) - 1) == pytest.approx([line.width for line in lines[:-1]])
    assert 0.0 == lines[-1].runs[0].space_extra
    assert text == spelled(lines)


def test_hyphenated_line_ends_in_a_soft_hyphen():
    """A divided word shows a hyphen that reads as U+00AD, and the line knows it."""
    lines = box_setter(hyphenator=Middle()).set(paragraph("aaaa bbbbbbbb cccc"), STYLE, 100, hyphenate=True)

    assert ["aaaa bbbb\u00ad", "bbbb cccc"] == texts(lines)
    assert [True, False] == [line.hyphenated for line in lines]


def test_no_hyphen_unless_asked_for():
    """Titles are never divided."""
    lines = box_setter(hyphenator=Middle()).set(paragraph("aaaa bbbbbbbb cccc"), STYLE, 100)

    assert not any(line.hyphenated for line in lines)


def test_hard_break():
    """A line feed in the text ends a line."""
    assert ["aa", "bb cc"] == texts(box_setter().set(paragraph("aa\nbb cc"), STYLE, 200))


def test_word_wider_than_the_measure_is_broken_anywhere():
    """A word of 25 characters in 100 pt takes three lines and loses none of them."""
    report = Report()
    lines = box_setter(report).set(paragraph("abcdefghijklmnopqrstuvwxy"), STYLE, 100)

    assert 3 == len(lines)
    assert all(line.width <= 100 for line in lines)
    assert "abcdefghijklmnopqrstuvwxy" == spelled(lines)
    assert [] == report.findings()


def test_address_is_broken_after_its_signs():
    """An address too wide for one line is cut after a stroke, not inside of a word."""
    address = "https://example.org/long/way/to/a/page"
    lines = box_setter().set(paragraph(address), STYLE, 200)

    assert address == spelled(lines)
    assert all(text_of(line)[-1] in "/.-" for line in lines[:-1])


def test_overfull_line_is_reported():
    """A measure that holds not one character is reported with the words and the origin, and nothing is lost."""
    report = Report()
    lines = box_setter(report).set(paragraph("a b"), STYLE, 5)
    finding = report.findings()[0]

    assert "a b" == spelled(lines)
    assert ("overfull-line", ("items", 0, "body")) == (finding.code, finding.origin)


def test_no_break_spaces_hold_together():
    """Words joined by U+00A0 or U+202F stay on one line."""
    lines = box_setter().set(paragraph("aaaa 12\u00a0kg\u202fbb"), STYLE, 80)

    assert ["aaaa", "12\u00a0kg\u202fbb"] == texts(lines)


@pytest.mark.parametrize(
    ("word", "head"),
    [("long-term", "long-"), ("either/or", "either/"), ("one—two", "one—")],
)
def test_compounds_may_part(word, head):
    """Compounds of lower-case words may part after their hyphen, stroke or dash, and show no second one."""
    lines = box_setter().set(paragraph(f"aaaa {word}"), STYLE, 50 + 10 * len(head))

    assert f"aaaa {head}" == text_of(lines[0])


@pytest.mark.parametrize(("word", "head"), [("EU-UNODC", "EU-"), ("2009–2011", "2009–"), ("e-mail", "e-")])
def test_names_and_figures_hold_together(word, head):
    """Names, figures and single letters are not parted at their hyphen."""
    lines = box_setter().set(paragraph(f"aaaaaa {word}"), STYLE, 70 + 10 * len(head))

    assert ["aaaaaa", word] == texts(lines)


def test_characters_without_a_font_are_noted_with_their_places():
    """What no font can draw is noted once, with each place at which it stands."""
    setter = box_setter()
    setter.set(paragraph("a\ue123 \ue123\ue124"), STYLE, 100)

    assert {"\ue123": [("items", 0, "body")], "\ue124": [("items", 0, "body")]} == {
        char: list(places) for char, places in setter.undrawn.items()
    }


def test_word_in_two_fonts_is_broken_too():
    """A word that is partly drawn in a fallback font is broken like any other when it is too wide."""
    report = Report()
    lines = box_setter(report).set(paragraph("aaaažжжжж"), STYLE, 50)

    assert "aaaažжжжж" == spelled(lines)
    assert all(line.width <= 50.5 for line in lines)
    assert [] == report.findings()


def test_looks_of_spans():
    """A link is set in the accent with its element, a muted span in grey, the rest in the style's color."""
    spans = (Span("aa "), Span("bb", url="https://a.eu", node=7, underline=True), Span(" cc", muted=True))
    runs = box_setter().set(paragraph(*spans), STYLE, 200)[0].runs

    assert [("ink", 1), ("accent_text", 7), ("grey", 1)] == [(run.color, run.node) for run in runs]
    assert [0.0, 30.0, 50.0] == [run.x for run in runs]
    assert [False, True, False] == [run.underline for run in runs]


def test_links_on_the_panel_keep_its_color():
    """Text on the accent stays white, links too."""
    style = Style("sans", 10.0, 12.0, color="paper")
    runs = box_setter().set(paragraph(Span("bb", url="https://a.eu")), style, 200)[0].runs

    assert ["paper"] == [run.color for run in runs]


def test_widest_word():
    """The widest part that cannot be broken decides whether a title fits."""
    assert 50.0 == box_setter().widest_word(paragraph("aaa bbbbb cc"), STYLE)


def test_balanced_lines():
    """A balanced title is cut near its middle."""
    assert ["aaaa bb", "cc dd"] == texts(box_setter().set(paragraph("aaaa bb cc dd"), STYLE, 100, balance=True))


@pytest.mark.parametrize("justify", [False, True])
def test_quotes_hang_at_the_start(justify):
    """An opening quotation mark stands a fifth of an em before the edge, on the first line and on others."""
    text = "“aaa bb” cccccc “dddd eeee” fff"
    lines = box_setter().set(paragraph(text), STYLE, 120, justify=justify)

    assert {text_of(line)[0]: line.runs[0].x for line in lines} == {"“": pytest.approx(-2.0), "c": 0.0} | {
        text_of(line)[0]: pytest.approx(0.0) for line in lines if text_of(line)[0] != "“"
    }
    assert text == spelled(lines)


def test_indent_and_hang_go_together():
    """An indented paragraph that begins with a mark is indented by so much less."""
    (line,) = box_setter().set(paragraph("“aa”"), STYLE, 100, indent=15)

    assert pytest.approx(13.0) == line.runs[0].x


@pytest.mark.parametrize(("mark", "hang"), [(".", 1.5), (",", 1.5), ("-", 2.0), ("”", 2.0), ("!", 0.5), ("x", 0.0)])
def test_marks_hang_at_the_end_of_justified_lines(mark, hang):
    """A stop, a hyphen and a closing mark stand partly outside, so that the edge looks even; ragged lines have none."""
    text = f"aaaa bbbb{mark} cccc dddd"
    first = box_setter().set(paragraph(text), STYLE, 105, justify=True)[0]
    ragged = box_setter().set(paragraph(text), STYLE, 105)[0]

    assert f"aaaa bbbb{mark}" == text_of(first) == text_of(ragged)
    assert pytest.approx(105.0) == first.width
    assert pytest.approx(100.0) == ragged.width
    (run,) = first.runs
    trailing = 10 * run.scale + run.tracking + run.space_extra
    assert pytest.approx(105.0 + hang) == run.width - trailing


@pytest.mark.parametrize("stop", [".", ",", "!", "…", "»", ")", "?!"])
def test_a_lone_stop_never_begins_a_line(stop):
    """A mark typed with a space before it stays with the word that it closes (UAX #14, LB13)."""
    for measure in range(80, 130, 5):
        report = Report()
        lines = box_setter(report).set(paragraph(f"aaaa bbbb {stop} cccc dddd {stop} ee"), STYLE, measure)
        assert not [text_of(line) for line in lines[1:] if text_of(line).startswith(stop)], measure


def test_a_lone_stop_that_cannot_be_helped():
    """Where word and stop are wider than the line, the stop begins one rather than run off it."""
    lines = box_setter(report := Report()).set(paragraph("aaaaa ."), STYLE, 50)

    assert ["aaaaa", "."] == texts(lines)
    assert [] == report.findings()


WORDS = st.lists(st.text("abcdefgh-/.éž", min_size=1, max_size=25), min_size=1, max_size=30)


@given(WORDS, st.sampled_from([40.0, 95.0, 240.0]), st.booleans(), st.booleans(), st.booleans())
@settings(deadline=None, max_examples=200)
def test_law_no_line_too_wide_and_nothing_lost(words, measure, hyphenate, justify, balance):
    """The lines spell the text put in, and none is wider than the measure but for a mark that hangs in the margin."""
    report = Report()
    text = " ".join(words)
    lines = box_setter(report, Middle()).set(
        paragraph(text), STYLE, measure, hyphenate=hyphenate, justify=justify, balance=balance
    )

    assert text == spelled(lines)
    hang = 0.5 * STYLE.size if justify else 0.0
    assert [] == [
        line.width for line in lines if line.width > measure + 0.5 + hang * (text_of(line)[-1] in ".-/\u00ad")
    ]
    assert [] == report.findings()
