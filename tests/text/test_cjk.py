"""The gaps of Chinese and Japanese text, worked out by hand in ems of 10."""

from __future__ import annotations

import pytest

from pdfbrochure.text.cjk import at_line_end, at_line_start, gaps, give

EM = 10.0


def row(text: str) -> list[tuple[str, float]]:
    """Return characters with advances: East Asian ones an em wide, the others half."""
    return [(char, EM / 2 if ord(char) < 0x2000 else EM) for char in text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("日本", [0]),
        ("本、日", [0, 0]),
        ("」「", [-5]),
        ("」」", [-5]),
        ("「「", [-5]),
        ("。」", [-5]),
        ("」。", [-5]),
        ("、「", [-5]),
        ("」・", [-5]),
        ("・「", [-5]),
        ("・・", [0]),
        ("本「日」本", [0, 0, 0, 0]),
        ("“日", [0]),
        ("”“", [-5]),
        ("……", [0]),
        ("！」", [0]),
        ("", []),
        ("日", []),
    ],
)
def test_signs_that_meet_lose_half_an_em(text, wanted):
    """Where two full-width signs meet, half an em of blank goes, and never beside a character."""
    assert gaps(row(text), EM) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *((text, [2.5]) for text in ("日A", "A日", "ア1", "日ä", "々A")),
        *((text, [0]) for text in ("、A", "（A", "AB", "・A", "한A")),
        ("年2月", [2.5, 2.5]),
        ("日 A", [0, 0]),
    ],
)
def test_a_thin_space_stands_beside_latin(text, wanted):
    """A quarter em stands between Han or kana and Latin or digits, not beside signs, spaces and Hangul."""
    assert gaps(row(text), EM) == wanted


def test_thin_spaces_can_be_left_out():
    """Without thin spaces Han and Latin stand close."""
    assert gaps(row("日A"), EM, thin_spaces=False) == [0]


def test_stops_in_the_middle_of_their_em_lose_less():
    """In traditional Chinese a stop has a quarter em at each side."""
    assert gaps(row("。」"), EM, centered_stops=True) == [-2.5]
    assert gaps(row("」。"), EM, centered_stops=True) == [-5]
    assert gaps(row("，，"), EM, centered_stops=True) == [0]


def test_signs_of_half_width_are_left_alone():
    """Quotes as narrow as those of a Latin font are not squeezed."""
    assert gaps([("”", 4.0), ("“", 4.0)], EM) == [0]
    assert gaps([("」", 10.0), ("“", 4.0)], EM) == [0]


@pytest.mark.parametrize(
    ("char", "start", "end", "hung"),
    [("「", -5, 0, 0), ("」", 0, -5, -5), ("。", 0, -5, -10), ("、", 0, -5, -10), ("日", 0, 0, 0), ("・", 0, 0, 0)],
)
def test_edges_of_a_line(char, start, end, hung):
    """At the edges of a line brackets lose their blank, and stops may hang outside."""
    assert at_line_start(char, EM, EM) == start
    assert at_line_end(char, EM, EM) == end
    assert at_line_end(char, EM, EM, hang=True) == hung


def test_edges_of_narrow_and_centered_signs():
    """A narrow sign keeps its advance, a centered stop loses the quarter that it has."""
    assert at_line_start("“", 4.0, EM) == 0
    assert at_line_end("”", 4.0, EM) == 0
    assert at_line_end("。", EM, EM, centered_stops=True) == -2.5


@pytest.mark.parametrize(
    ("pair", "wanted"),
    [("、日", 2.5), ("日（", 2.5), ("」の", 2.5), ("」「", 2.5), ("。日", 0), ("日本", 0), ("日・", 1.25), ("A、", 0)],
)
def test_what_signs_give(pair, wanted):
    """Half of the blank beside a bracket or a comma may go, and nothing between sentences or characters."""
    assert give(*row(pair), EM) == wanted


def test_what_centered_signs_give():
    """A comma in the middle of its em has less blank at each side."""
    assert give(*row("，日"), EM, centered_stops=True) == 1.25
