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
    _best_end,
    _search,
    _search_ragged,
    balance_lines,
    break_lines,
    break_variants,
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
    """Filling needs the fewest lines of all; balancing needs no more, and makes them no less even."""
    breaks = breaks_of(text)
    filled, balanced = fill_lines(breaks, measure), balance_lines(breaks, measure)

    assert len(filled) <= len(break_lines(breaks, measure, RULES))
    assert len(filled) == len(balanced)
    uneven = [sum((measure - width) ** 2 for width in widths(breaks, way)) for way in (balanced, filled)]
    assert uneven[0] <= uneven[1]


@pytest.mark.parametrize("measure", [5.0, 1.0])
def test_hopeless_measure_still_ends(measure):
    """Even where no character fits, every word gets its line."""
    breaks = breaks_of("aa bb cc")

    assert [20, 20, 20] == widths(breaks, break_lines(breaks, measure, RULES))


# ---- variants, and the two searches

HYPHENED = st.lists(st.sampled_from(["a", "aaa", "aaaa~aaa", "aa~aaaa~aa", "aaaaaaa"]), min_size=1, max_size=40)
MARKED = st.tuples(HYPHENED, st.sampled_from([" ", " ", " ", "/"])).map(lambda drawn: drawn[1].join(drawn[0]))


def cost_of(breaks: Breaks, way: list[int], measure: float, rules: LineRules, tolerance: float = 10.0) -> float:
    """Demerits of a way of ragged lines, worked out line by line; infinite if one is overfull or too loose."""
    total, hyphens = 0.0, 0
    for number, (start, end) in enumerate(itertools.pairwise([0, *way])):
        room = measure if number >= rules.narrow_lines else rules.narrow_measure
        width = breaks.end[end] - breaks.start[start]
        closes = breaks.kind[end] >= FORCED
        ratio = 0.0 if closes else (room - width) / (2 * rules.em)
        if ratio > tolerance or width > room + 1e-6:
            return float("inf")
        total += (10.0 + 100.0 * ratio**3 + breaks.penalty[end]) ** 2
        if breaks.kind[end] == HYPHEN:
            hyphens += 1
            total += {1: 0.0, 2: 30_000.0}.get(hyphens, 1e8)
        else:
            if closes and start and width < rules.runt:
                total += 3e7
            if closes and breaks.kind[start] == HYPHEN:
                total += 30_000.0
            hyphens = 0
    return total


def ways(breaks: Breaks, start: int = 0) -> list[list[int]]:
    """Every way to end the lines of a short paragraph."""
    final = len(breaks.end) - 1
    if start == final:
        return [[]]
    found = []
    for end in range(start + 1, final + 1):
        found += [[end, *way] for way in ways(breaks, end)]
        if breaks.kind[end] >= FORCED:
            break
    return found


@given(MARKED, st.sampled_from([90, 120, 200]))
@settings(deadline=None, max_examples=200)
def test_quick_search_is_as_good(text, measure):
    """The quick search for ragged lines finds nothing dearer than the one for all lines."""
    breaks = breaks_of(text, penalty=180.0)
    rules = LineRules(10.0, 10.0, runt=30.0)
    final = len(breaks.end) - 1
    costs = []
    for nodes in (_search(breaks, measure, rules, 0), _search_ragged(breaks, measure, rules)):
        costs.append(nodes.cost[_best_end(nodes, final)])

    # It also looks at some looser lines beside hyphens in a row.
    assert costs[1] <= costs[0] * 1.00001


@given(
    st.lists(st.sampled_from(["a", "aaa", "aaaa~aa", "aaaaa"]), min_size=3, max_size=8).map(" ".join),
    st.sampled_from([(0, 0), (1, 60), (2, 60), (2, 70), (3, 80)]),
)
@settings(deadline=None, max_examples=150)
def test_no_way_is_cheaper(text, narrow):
    """Of all ways without a very loose line, beside a photo too, none has fewer demerits than that which is taken."""
    breaks = breaks_of(text, penalty=180.0)
    rules = LineRules(10.0, 10.0, runt=20.0, narrow_lines=narrow[0], narrow_measure=narrow[1])
    way = break_lines(breaks, 110, rules)
    least = min(cost_of(breaks, other, 110, rules, tolerance=3.0) for other in ways(breaks))

    assert least == float("inf") or cost_of(breaks, way, 110, rules) <= least * 1.0001


@given(MARKED, st.sampled_from([90, 120, 200]), st.booleans())
@settings(deadline=None, max_examples=200)
def test_variants_are_real(text, measure, justify):
    """One line more or fewer is just that; no line of a variant is overfull, and none ends in a runt."""
    breaks = breaks_of(text, penalty=180.0)
    rules = LineRules(10.0, 10.0, justify=justify, runt=30.0)
    natural = break_lines(breaks, measure, rules)

    for count, way in break_variants(breaks, measure, rules, natural).items():
        assert count == len(way)
        assert count in (len(natural) - 1, len(natural) + 1)
        assert len(breaks.end) - 1 == way[-1]
        for start, end in itertools.pairwise([0, *way]):
            spaces = breaks.spaces_end[end] - breaks.spaces_start[start]
            room = measure + (2.5 * spaces if justify else 0.0)
            width = breaks.end[end] - breaks.start[start]
            assert width <= room + 1e-6
            assert breaks.kind[end] < FORCED or not start or breaks.kind[start] == FORCED or width >= 30.0


def test_a_paragraph_that_can_gain_a_line():
    """Of twenty short words in lines of nine one line more can be made, and one fewer cannot."""
    breaks = breaks_of(" ".join(["aa"] * 27))
    rules = LineRules(10.0, 10.0, runt=30.0)
    natural = break_lines(breaks, 260, rules)

    assert [len(natural) + 1] == [*break_variants(breaks, 260, rules, natural)]


def test_endless_paragraphs_are_filled_without_weighing():
    """What grows with the square of the lines is left out where nobody could want it: pasted books, hostile files."""
    breaks = breaks_of("aaa " * 2000 + "a")

    assert {} == break_variants(breaks, 100.0, RULES, break_lines(breaks, 100.0, RULES))
    assert fill_lines(breaks, 100.0) == balance_lines(breaks, 100.0)
