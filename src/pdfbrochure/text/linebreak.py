"""Chooses where the lines of a paragraph end, over the whole paragraph at once. Knows numbers only, no font.

A paragraph is a set of parallel lists over its legal breaks (not over glyphs): that keeps the inner loop to a few
floats a candidate.

Source: D. E. Knuth, M. F. Plass, "Breaking paragraphs into lines", Softw. Pract. Exp. 11 (1981), 1119-1184; the
ragged measure of badness, the runt and ladder rules are ours.
"""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

SPACE: Final = 0  # the line ends before a space, which is dropped
HYPHEN: Final = 1  # inside a word, a hyphen is added
EXPLICIT: Final = 2  # inside a word, after a character that is there: a hyphen, a dash, a slash
FORCED: Final = 3  # a hard break
FINAL: Final = 4  # the end of the paragraph

# Demerits, relative to (10 + badness + penalty) squared as in TeX.
LINE_PENALTY: Final = 10.0
FITNESS_DEMERITS: Final = 10_000.0  # a tight line beside a loose one
HYPHENS_DEMERITS: Final = 30_000.0  # two hyphens in a row
LAST_HYPHEN_DEMERITS: Final = 30_000.0  # the paragraph's last word divided
RUNT_DEMERITS: Final = 3e7  # a very short last line: nearly any rag is better
LADDER_DEMERITS: Final = 1e8  # a third hyphen in a row: only where nothing else fits
# The same between two even edges, where gaps of more than half an em between words would be worse.
EVEN_LADDER_DEMERITS: Final = 4e5
SENSIBLE_PENALTY: Final = 1000.0  # a break that costs more cuts a word anywhere
SHORT_DEMERITS: Final = 1e7  # a line that cannot be filled, where each shall be
OVERFULL_DEMERITS: Final = 1e15  # a line wider than its measure: only where nothing else is possible
# A way that costs more has a line that anybody sees, and is no variant.
UNACCEPTABLE_DEMERITS: Final = 2.5e5
# Looser lines are looked at only where nothing else is found: demerits rise with the cube of the ratio.
TOLERANCE: Final = 3.0
# Badness grows with the cube of the ratio; beyond this ratio all lines are equally bad, or one hopeless line would
# outweigh the whole paragraph.
LARGEST_RATIO: Final = 10.0
# The work for even lines and for variants grows with the square of their number; no paragraph of a brochure is longer.
MOST_WEIGHED_LINES: Final = 150


class Breaks(Struct):
    """The legal breaks of a paragraph, the first at its start. Widths in points from the paragraph's start.

    Attributes:
        end: Where a line ending here ends, hyphen included.
        start: Where a line starting here starts, after the dropped space.
        spaces_end: Spaces before `end`, or what signs before it may give where there are no spaces.
        spaces_start: Spaces before `start`.
        penalty: Added to the badness of a line ending here.
        kind: SPACE, HYPHEN, EXPLICIT, FORCED or FINAL.
        at: Piece and character offset of the break.
    """

    end: list[float]
    start: list[float]
    spaces_end: list[float]
    spaces_start: list[float]
    penalty: list[float]
    kind: list[int]
    at: list[tuple[int, int]]


class LineRules(Struct, frozen=True):
    """How lines are judged. Lengths in points.

    Attributes:
        space: Width of a word space.
        em: The type size.
        justify: Whether both edges are even.
        budget: Of a justified line: share of its width by which glyphs and their distances may give or take.
        loosening: The same, only by which they may be parted.
        stretch: Share of a space by which it may grow.
        shrink: Share of a space by which it may be less.
        fillable: A line that is short by more than this share of its measure cannot be filled.
        runt: A last line shorter than this is a runt.
        narrow_lines: So many lines at the start have the measure `narrow_measure`.
    """

    space: float
    em: float
    justify: bool = False
    budget: float = 0.0
    loosening: float = 0.0
    stretch: float = 0.5
    shrink: float = 0.25
    fillable: float = math.inf
    runt: float = 0.0
    narrow_lines: int = 0
    narrow_measure: float = 0.0


class _Nodes(Struct):
    """Breaks that may end a line, each with the best way to it; parallel lists in the order of the breaks.

    Attributes:
        at: The break.
        cost: Least demerits of all lines up to it.
        before: The node at which its line starts.
        hyphens: Hyphens in a row that end with it, at most 2.
        fitness: Class of its line, 0 (tight) to 3 (loose).
        lines: Lines up to it, counted only as far as the question asks.
    """

    at: list[int]
    cost: list[float]
    before: list[int]
    hyphens: list[int]
    fitness: list[int]
    lines: list[int]


def break_lines(breaks: Breaks, measure: float, rules: LineRules) -> list[int]:
    """Return the indices into `breaks` at which the lines end, ascending; `[]` for an empty paragraph.

    Takes the least total demerits over the whole paragraph. Always finds a way: a word that is wider than the measure
    makes an overfull line, which the caller reports.
    """
    if rules.justify or rules.narrow_lines:
        nodes = _search(breaks, measure, rules, rules.narrow_lines)
    else:
        nodes = _search_ragged(breaks, measure, rules)
    return _trace(nodes, _best_end(nodes, len(breaks.end) - 1))


def break_variants(breaks: Breaks, measure: float, rules: LineRules, natural: list[int]) -> dict[int, list[int]]:
    """Return the best ways with one line fewer and one line more than `natural`, by their number of lines.

    A way is left out when it does not exist, or needs a line that is overfull or looser than the tolerance.
    """
    count = len(natural)
    if count > MOST_WEIGHED_LINES:
        return {}
    nodes = _search(breaks, measure, rules, count + 1, UNACCEPTABLE_DEMERITS)
    final = len(breaks.end) - 1
    found = {}
    for wanted in (count - 1, count + 1):
        ends = [node for node, at in enumerate(nodes.at) if at == final and nodes.lines[node] == wanted]
        if ends:
            best = min(ends, key=nodes.cost.__getitem__)
            if nodes.cost[best] < UNACCEPTABLE_DEMERITS:
                found[wanted] = _trace(nodes, best)
    return found


def _search(breaks: Breaks, measure: float, rules: LineRules, counted: int, most: float = math.inf) -> _Nodes:
    """Return all nodes whose demerits are below `most`.

    Lines are told apart by their number up to `counted`, and not beyond.
    """
    ends, starts, kinds, penalties = breaks.end, breaks.start, breaks.kind, breaks.penalty
    spaces_end, spaces_start = breaks.spaces_end, breaks.spaces_start
    justify, narrow_lines, narrow_measure = rules.justify, rules.narrow_lines, rules.narrow_measure
    # A ragged line may end two ems short before it counts as bad as a justified one with half-again spaces.
    ragged_stretch = 2.0 * rules.em
    ladder = EVEN_LADDER_DEMERITS if justify else LADDER_DEMERITS
    stretch, shrink, give = rules.space * rules.stretch, rules.space * rules.shrink, rules.budget * measure
    part, fillable = give + rules.loosening * measure, rules.fillable * measure
    nodes = _Nodes([0], [0.0], [-1], [0], [1], [0])
    at, costs, hyphens, fitness, lines = nodes.at, nodes.cost, nodes.hyphens, nodes.fitness, nodes.lines
    left, gaps = [starts[0]], [spaces_start[0]]
    first = 0
    for j in range(1, len(ends)):
        kind, end, penalty = kinds[j], ends[j], penalties[j]
        closes = kind >= FORCED
        found: dict[int, tuple[float, int]] = {}
        least = math.inf
        count = len(at)
        for i in range(first, count):
            slack = (measure if lines[i] >= narrow_lines else narrow_measure) - end + left[i]
            spaces = spaces_end[j] - gaps[i] if justify else 0
            if slack < -1e-6 - spaces * shrink - (give if justify else 0.0):
                if i == first and count - first > 1:
                    first += 1
                    continue
                if found or i < count - 1:
                    continue
                demerits, fit = OVERFULL_DEMERITS, 3
            else:
                if not justify:
                    ratio = 0.0 if closes else slack / ragged_stretch
                elif slack < 0.0:
                    ratio = slack / (spaces * shrink + give + 1e-9)
                elif closes:
                    ratio = 0.0
                else:
                    ratio = slack / (spaces * stretch + part + 1e-9)
                if ratio > TOLERANCE and least < OVERFULL_DEMERITS:
                    if narrow_lines:
                        continue  # a later start may have the narrow measure
                    break  # later starts give only looser lines
                if ratio > LARGEST_RATIO:
                    ratio = LARGEST_RATIO
                badness = 100.0 * ratio * ratio * ratio
                demerits = LINE_PENALTY + (badness if badness >= 0.0 else -badness) + penalty
                demerits *= demerits
                fit = 1
                if justify and not closes:
                    fit = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
                    if abs(fit - fitness[i]) > 1:
                        demerits += FITNESS_DEMERITS
                    if slack > fillable:
                        demerits += SHORT_DEMERITS
                if demerits >= most and slack > 0.0 and not closes and not narrow_lines:
                    break  # later starts give only looser lines
            run = 0
            if kind == HYPHEN:
                run = hyphens[i] + 1
                if run > 1:
                    demerits += HYPHENS_DEMERITS if run == 2 else ladder
                    run = 2
            elif closes and i:
                if end - left[i] < rules.runt:
                    demerits += RUNT_DEMERITS
                if kinds[at[i]] == HYPHEN:
                    demerits += LAST_HYPHEN_DEMERITS
            demerits += costs[i]
            key = run << 2 | fit
            if counted:
                key |= min(lines[i] + 1, counted) << 4
            known = found.get(key)
            if known is None or demerits < known[0]:
                found[key] = (demerits, i)
                if demerits < least:
                    least = demerits
        if closes and found:
            first = count
        limit = least + FITNESS_DEMERITS + HYPHENS_DEMERITS if not counted else most
        for key, (demerits, i) in found.items():
            if demerits <= limit:
                at.append(j)
                costs.append(demerits)
                nodes.before.append(i)
                hyphens.append(key >> 2 & 3)
                fitness.append(key & 3)
                lines.append(key >> 4)
                left.append(starts[j])
                gaps.append(spaces_start[j])
    return nodes


def _search_ragged(breaks: Breaks, measure: float, rules: LineRules) -> _Nodes:
    """Return what `_search` would for ragged lines of one measure: nearly all text, in half the time.

    One way is kept to each break, two to a hyphen (the first and the second in a row).
    """
    starts, kinds, penalties = breaks.start, breaks.kind, breaks.penalty
    runt = rules.runt
    # Badness is 100 times the cube of slack over two ems.
    factor = 100.0 / (2.0 * rules.em) ** 3
    # `reach` is longer by a millionth of a point.
    loosest = TOLERANCE * 2.0 * rules.em + 2e-6
    worst = LARGEST_RATIO * 2.0 * rules.em
    at, costs, came, hyphens = [0], [0.0], [-1], [0]
    left = [starts[0]]
    first = 0
    for j, end in enumerate(breaks.end):
        if not j:
            continue
        kind = kinds[j]
        penalty = LINE_PENALTY + penalties[j]
        count = len(at)
        best = second = math.inf
        best_from = second_from = -1
        reach = measure - end + 1e-6
        while first < count - 1 and reach + left[first] < 0.0:
            first += 1
        if reach + left[first] < 0.0:
            best, best_from = OVERFULL_DEMERITS + costs[first], first
        elif kind >= FORCED:
            best, best_from = _best_last(costs, hyphens, left, first, end, runt, penalty * penalty)
        elif kind == HYPHEN:
            for i in range(first, count):
                slack = reach + left[i]
                if slack > loosest:
                    if best < OVERFULL_DEMERITS:
                        break
                    slack = min(slack, worst)
                demerits = penalty + factor * slack * slack * slack
                demerits = demerits * demerits + costs[i]
                if hyphens[i]:
                    demerits += HYPHENS_DEMERITS if hyphens[i] == 1 else LADDER_DEMERITS
                    if demerits < second:
                        second, second_from = demerits, i
                elif demerits < best:
                    best, best_from = demerits, i
        else:
            for i in range(first, count):
                slack = reach + left[i]
                if slack > loosest:
                    if best < OVERFULL_DEMERITS:
                        break
                    slack = min(slack, worst)
                demerits = penalty + factor * slack * slack * slack
                demerits = demerits * demerits + costs[i]
                if demerits < best:
                    best, best_from = demerits, i
        if kind >= FORCED:
            first = count
        if best_from >= 0:
            at.append(j)
            costs.append(best)
            came.append(best_from)
            hyphens.append(1 if kind == HYPHEN else 0)
            left.append(starts[j])
        if second_from >= 0 and second < best + HYPHENS_DEMERITS:
            at.append(j)
            costs.append(second)
            came.append(second_from)
            hyphens.append(2)
            left.append(starts[j])
    return _Nodes(at, costs, came, hyphens, [], [])


def _best_last(
    costs: list[float], hyphens: list[int], left: list[float], first: int, end: float, runt: float, demerits: float
) -> tuple[float, int]:
    """Return the least demerits at the end of a paragraph, and the node from `first` on at which its last line starts.

    Args:
        costs: The demerits up to each node.
        hyphens: Its hyphens in a row.
        left: Where a line starts that starts there.
        first: The first node that is near enough.
        end: Where it ends.
        runt: A line that is shorter is one.
        demerits: Of every last line.
    """
    best, best_from = math.inf, -1
    for i in range(first, len(costs)):
        cost = demerits + costs[i]
        if i:
            if end - left[i] < runt:
                cost += RUNT_DEMERITS
            if hyphens[i]:
                cost += LAST_HYPHEN_DEMERITS
        if cost < best:
            best, best_from = cost, i
    return best, best_from


def _best_end(nodes: _Nodes, final: int) -> int:
    """Return the cheapest node at the paragraph's end."""
    best = len(nodes.at) - 1
    for node in range(best, -1, -1):
        if nodes.at[node] != final:
            break
        if nodes.cost[node] <= nodes.cost[best]:
            best = node
    return best


def _trace(nodes: _Nodes, node: int) -> list[int]:
    """Return the breaks on the way to a node."""
    way = []
    while node > 0:
        way.append(nodes.at[node])
        node = nodes.before[node]
    return way[::-1]


def fill_lines(breaks: Breaks, measure: float) -> list[int]:
    """Return the line ends with every line filled as far as it goes; the fewest lines that there can be."""
    way = []
    ends, starts, kinds = breaks.end, breaks.start, breaks.kind
    left, last = starts[0], 0
    j = 1
    while j < len(ends):
        if ends[j] - left > measure + 1e-6 and last:
            way.append(last)
            left, last = starts[last], 0
            continue
        last = j
        if kinds[j] >= FORCED:
            way.append(j)
            left, last = starts[j], 0
        j += 1
    return way


def balance_lines(breaks: Breaks, measure: float, runt: float = 0.0) -> list[int]:
    """Return the line ends of the fewest lines, made as even as they can be (for titles and link labels).

    Args:
        breaks: The paragraph.
        measure: Line length in points.
        fillable: A line that is short by more than this share of its measure cannot be filled.
        runt: A last line shorter than this is avoided as far as the number of lines allows.

    One line more is taken where the fewest would cut a word that may only be cut where nothing else is possible.
    """
    filled = fill_lines(breaks, measure)
    fewest = len(filled)
    if not 2 <= fewest <= MOST_WEIGHED_LINES:
        return filled
    best = _most_even(breaks, measure, fewest, runt)
    if any(breaks.penalty[end] > SENSIBLE_PENALTY for end in best):
        other = _most_even(breaks, measure, fewest + 1, runt)
        if other and not any(breaks.penalty[end] > SENSIBLE_PENALTY for end in other):
            return other
    return best or filled


def _most_even(breaks: Breaks, measure: float, count: int, runt: float) -> list[int]:
    """Return the ends of `count` lines with the least sum of squared slacks and penalties; `[]` if there are none."""
    ends, starts, kinds, penalties = breaks.end, breaks.start, breaks.kind, breaks.penalty
    # ways[line][break] = (cost, break before)
    ways: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for _line in range(count):
        found: dict[int, tuple[float, int]] = {}
        for before, (cost, _) in ways[-1].items():
            for end in range(before + 1, len(ends)):
                slack = measure - (ends[end] - starts[before])
                if slack < -1e-6 and end > before + 1:
                    break
                total = cost + slack * slack + penalties[end] * penalties[end]
                if kinds[end] == FINAL and ends[end] - starts[before] < runt:
                    total += measure * measure
                if end not in found or total < found[end][0]:
                    found[end] = (total, before)
                if kinds[end] >= FORCED:
                    break
        ways.append(found)
    final = len(ends) - 1
    way = []
    for line in range(count, 0, -1):
        if final not in ways[line]:
            return []
        way.append(final)
        final = ways[line][final][1]
    return way[::-1] if final == 0 else []
