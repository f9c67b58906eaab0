"""Line breaking over numbers alone: widths are sums by hand, no font is involved."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfbrochure.text.linebreak import (
    EXPLICIT,
    FINAL,
    FORCED,
    HYPHEN,
    SPACE,
    Breaks,
    LineRules,
    balance_lines,
    break_lines,
    fill_lines,
)

RULES = LineRules(space=10.0, em=10.0)


def breaks_of(text: str, penalty: float = 50.0) -> Breaks:
    """Breaks of a text in which every character is 10 wide; `~` is a place for a hyphen, `/` a forced break."""
    breaks = Breaks([0.0], [0.0], [0], [0], [0.0], [SPACE], [(-1, 0)])
    x, spaces = 0.0, 0
    for char in text:
        end = start = x
        after = spaces
        kind, cost = EXPLICIT, 0.0
        if char == " ":
            kind, start, after = SPACE, x + 10.0, spaces + 1
        elif char == "~":
            kind, end, cost = HYPHEN, x + 10.0, penalty
        elif char == "/":
            kind = FORCED
        else:
            x += 10.0
            continue
        _add(breaks, end, start, spaces, after, cost, kind)
        x, spaces = start, after
    _add(breaks, x, x, spaces, spaces, 0.0, FINAL)
    return breaks


def _add(breaks, end, start, spaces_end, spaces_start, penalty, kind) -> None:
    breaks.end.append(end)
    breaks.start.append(start)
    breaks.spaces_end.append(spaces_end)
    breaks.spaces_start.append(spaces_start)
    breaks.penalty.append(penalty)
    breaks.kind.append(kind)
    breaks.at.append((len(breaks.at), 0))


def widths(breaks: Breaks, way: list[int]) -> list[float]:
    """The widths of the lines that end at the breaks of `way`."""
    return [breaks.end[end] - breaks.start[start] for start, end in itertools.pairwise([0, *way])]


def kinds(breaks: Breaks, way: list[int]) -> list[int]:
    """How each line ends."""
    return [breaks.kind[end] for end in way]


def test_total_fit_beats_greedy():
    """Filling line after line leaves `cc` alone with 40 pt of white; the whole paragraph is better one word earlier."""
    breaks = breaks_of("aaa bb cc ddddd")

    assert [60, 20, 50] == widths(breaks, fill_lines(breaks, 60))
    assert [30, 50, 50] == widths(breaks, break_lines(breaks, 60, RULES))


def test_one_line_is_one_line():
    """A paragraph that fits is not broken."""
    assert [1] == break_lines(breaks_of("aaaa"), 100, RULES)


def test_forced_breaks_end_their_lines():
    """A hard break ends a line however short it is."""
    breaks = breaks_of("aa/bbbbbb cc/dd")

    assert [20, 90, 20] == widths(breaks, break_lines(breaks, 100, RULES))


def test_runt_is_avoided():
    """A last line of two characters is not left alone when a word can come down to it."""
    breaks = breaks_of("aaaa bb cc")

    assert [70, 20] == widths(breaks, break_lines(breaks, 70, RULES))
    assert [40, 50] == widths(breaks, break_lines(breaks, 70, LineRules(10.0, 10.0, runt=30.0)))


def test_no_three_hyphens_in_a_row():
    """Words of 50 in 70 pt would fit exactly with a hyphen on every line; white at the line ends is better."""
    breaks = breaks_of(" ".join(["aaa~aa"] * 16), penalty=0.0)
    way = break_lines(breaks, 70, LineRules(space=10.0, em=2.0))

    assert "hhh" not in "".join("h" if kind == HYPHEN else "." for kind in kinds(breaks, way))
    assert max(widths(breaks, way)) <= 70


def test_penalty_of_a_hyphen_counts():
    """The same hyphen is used when it is cheap and left when it is dear."""
    text = "aaaaaa bb~bbbbbbb aa"
    cheap, dear = (breaks_of(text, penalty) for penalty in (0.0, 5000.0))

    assert HYPHEN in kinds(cheap, break_lines(cheap, 100, RULES))
    assert HYPHEN not in kinds(dear, break_lines(dear, 100, RULES))


def test_overfull_only_where_nothing_else_is_possible():
    """A word wider than the measure has a line to itself; its neighbours stay within theirs."""
    breaks = breaks_of("aa bbbbbbbbbbbb cc")

    assert [20, 120, 20] == widths(breaks, break_lines(breaks, 100, RULES))


def test_justified_lines_may_be_a_little_too_wide():
    """A justified line of 102 pt goes into 100 when its five spaces can give up a quarter each."""
    breaks = breaks_of("a a a a a b")
    rules = LineRules(10.0, 10.0, justify=True)

    assert [2] * 3 == [len(break_lines(breaks, measure, rules)) for measure in (92, 96, 99)]
    assert 1 == len(break_lines(breaks, 110, rules))


def test_narrow_first_lines():
    """The first lines beside a photo have a measure of their own."""
    breaks = breaks_of("aa aa aa aa aa aa aa aa aa aa aa aa")
    way = break_lines(breaks, 110, LineRules(10.0, 10.0, narrow_lines=2, narrow_measure=50))

    assert [50, 50, 110] == widths(breaks, way)[:3]


def test_titles_are_balanced():
    """A title of two lines is cut near its middle, not where the first line is full."""
    breaks = breaks_of("aaaa bb cc dd")

    assert [100, 20] == widths(breaks, fill_lines(breaks, 100))
    assert [70, 50] == widths(breaks, balance_lines(breaks, 100))


def test_balanced_title_of_one_line():
    """A title that fits stays on one line."""
    assert [3] == balance_lines(breaks_of("aa bb cc"), 100)


def test_balance_avoids_a_runt():
    """Where both are allowed, the last line is not the short one."""
    breaks = breaks_of("aaaa bbbb c")

    assert 20 <= widths(breaks, balance_lines(breaks, 90, runt=20))[-1]


TEXTS = st.lists(st.text("a", min_size=1, max_size=14), min_size=1, max_size=30).map(" ".join)


@given(TEXTS, st.sampled_from([60, 100, 150]), st.booleans())
@settings(deadline=None, max_examples=150)
def test_law_of_the_measure(text, measure, justify):
    """No line is wider than the measure unless it is one unbreakable word; the last break is the paragraph's end."""
    breaks = breaks_of(text)
    way = break_lines(breaks, measure, LineRules(10.0, 10.0, justify=justify, runt=30.0))

    assert len(breaks.end) - 1 == way[-1]
    assert sorted(set(way)) == way
    for start, end in itertools.pairwise([0, *way]):
        spaces = breaks.spaces_end[end] - breaks.spaces_start[start]
        room = measure + (2.5 * spaces if justify else 0.0)
        assert breaks.end[end] - breaks.start[start] <= room + 1e-6 or end == start + 1


@given(TEXTS, st.sampled_from([60, 100, 150]))
@settings(deadline=None, max_examples=150)
def test_law_of_fewest_lines(text, measure):
    """Filling needs the fewest lines of all; balancing needs no more, and never makes the widest line wider."""
    breaks = breaks_of(text)
    filled, balanced = fill_lines(breaks, measure), balance_lines(breaks, measure)

    assert len(filled) <= len(break_lines(breaks, measure, RULES))
    assert len(filled) == len(balanced)
    assert max(widths(breaks, balanced)) <= max(widths(breaks, filled))


@pytest.mark.parametrize("measure", [5.0, 1.0])
def test_hopeless_measure_still_ends(measure):
    """Even where no character fits, every word gets its line."""
    breaks = breaks_of("aa bb cc")

    assert [20, 20, 20] == widths(breaks, break_lines(breaks, measure, RULES))
