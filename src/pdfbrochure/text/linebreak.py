"""Chooses where the lines of a paragraph end, over the whole paragraph at once. Knows numbers only, no font.

A paragraph is a set of parallel lists over its legal breaks (not over glyphs): that keeps the inner loop to a few
floats a candidate.

Source: D. E. Knuth, M. F. Plass, "Breaking paragraphs into lines", Softw. Pract. Exp. 11 (1981), 1119-1184; the
ragged measure of badness, the runt and ladder rules are ours.
"""

from __future__ import annotations

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
RUNT_DEMERITS: Final = 1e6  # a very short last line: nearly any rag is better
LADDER_DEMERITS: Final = 1e8  # a third hyphen in a row: only where nothing else fits
SENSIBLE_PENALTY: Final = 1000.0  # a break that costs more cuts a word anywhere
OVERFULL_DEMERITS: Final = 1e15  # a line wider than its measure: only where nothing else is possible
# Badness grows with the cube of the ratio; beyond this ratio all lines are equally bad, or one hopeless line would
# outweigh the whole paragraph.
LARGEST_RATIO: Final = 10.0


class Breaks(Struct):
    """The legal breaks of a paragraph, the first at its start. Widths in points from the paragraph's start.

    Attributes:
        end: Where a line ending here ends, hyphen included.
        start: Where a line starting here starts, after the dropped space.
        spaces_end: Spaces before `end`.
        spaces_start: Spaces before `start`.
        penalty: Added to the badness of a line ending here.
        kind: SPACE, HYPHEN, EXPLICIT, FORCED or FINAL.
        at: Piece and character offset of the break.
    """

    end: list[float]
    start: list[float]
    spaces_end: list[int]
    spaces_start: list[int]
    penalty: list[float]
    kind: list[int]
    at: list[tuple[int, int]]


class LineRules(Struct, frozen=True):
    """How lines are judged. Lengths in points.

    Attributes:
        space: Width of a word space.
        em: The type size.
        justify: Whether both edges are even.
        runt: A last line shorter than this is a runt.
        narrow_lines: So many lines at the start have the measure `narrow_measure`.
    """

    space: float
    em: float
    justify: bool = False
    runt: float = 0.0
    narrow_lines: int = 0
    narrow_measure: float = 0.0


def break_lines(breaks: Breaks, measure: float, rules: LineRules) -> list[int]:
    """Return the indices into `breaks` at which the lines end, ascending; `[]` for an empty paragraph.

    Takes the least total demerits over the whole paragraph. Always finds a way: a word that is wider than the measure
    makes an overfull line, which the caller reports.
    """
    ends, starts, kinds, penalties = breaks.end, breaks.start, breaks.kind, breaks.penalty
    spaces_end, spaces_start = breaks.spaces_end, breaks.spaces_start
    justify, narrow_lines = rules.justify, rules.narrow_lines
    # A ragged line may end two ems short before it counts as bad as a justified one with half-again spaces.
    ragged_stretch = 2.0 * rules.em
    stretch, shrink = rules.space * 0.5, rules.space * 0.25
    # Looser than this is not looked at when a better start exists: demerits rise with the cube of the ratio.
    tolerance = 3.0
    # A node is a break that may end a line, with the best way to it. Parallel lists, in the order of the breaks.
    at, best, came, hyphens, fitness, lines, left, gaps = (
        [0],
        [0.0],
        [-1],
        [0],
        [1],
        [0],
        [starts[0]],
        [spaces_start[0]],
    )
    first = 0
    for j in range(1, len(ends)):
        kind, end, penalty, gaps_end = kinds[j], ends[j], penalties[j], spaces_end[j]
        closes = kind >= FORCED
        found: dict[int, tuple[float, int]] = {}
        least = OVERFULL_DEMERITS
        count = len(at)
        i = first
        while i < count:
            width = end - left[i]
            line_measure = measure if lines[i] >= narrow_lines else rules.narrow_measure
            slack = line_measure - width
            if justify:
                spaces = gaps_end - gaps[i]
                overfull = slack < -1e-6 - spaces * shrink
            else:
                overfull = slack < -1e-6
            if overfull:
                if i == first and count - first > 1:
                    first += 1
                    i += 1
                    continue
                if found or i < count - 1:
                    i += 1
                    continue
                demerits = OVERFULL_DEMERITS
                fit = 3
            else:
                if closes:
                    ratio = min(slack / (spaces * shrink), 0.0) if justify and slack < 0 and spaces else 0.0
                elif not justify:
                    ratio = slack / ragged_stretch
                elif slack < 0:
                    ratio = slack / (spaces * shrink)
                else:
                    ratio = slack / (spaces * stretch) if spaces else LARGEST_RATIO
                if ratio > tolerance and found and least < OVERFULL_DEMERITS:
                    break  # later starts give only looser lines
                ratio = min(ratio, LARGEST_RATIO)
                badness = 100.0 * ratio * ratio * ratio
                if badness < 0.0:
                    badness = -badness
                demerits = LINE_PENALTY + badness + penalty
                demerits *= demerits
                fit = 1
                if justify and not closes:
                    fit = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
                    if abs(fit - fitness[i]) > 1:
                        demerits += FITNESS_DEMERITS
            run = 0
            if kind == HYPHEN:
                run = hyphens[i] + 1
                if run > 1:
                    demerits += HYPHENS_DEMERITS if run == 2 else LADDER_DEMERITS
                    run = min(run, 2)
            elif closes:
                if width < rules.runt and at[i]:
                    demerits += RUNT_DEMERITS
                if kinds[at[i]] == HYPHEN and at[i]:
                    demerits += LAST_HYPHEN_DEMERITS
            demerits += best[i]
            line = lines[i] + 1
            line = min(line, narrow_lines)
            key = (line << 4) | (run << 2) | fit
            known = found.get(key)
            if known is None or demerits < known[0]:
                found[key] = (demerits, i)
                least = min(least, demerits)
            i += 1
        if closes and found:
            first = count
        for key, (demerits, i) in found.items():
            if demerits <= least + LADDER_DEMERITS:
                at.append(j)
                best.append(demerits)
                came.append(i)
                hyphens.append((key >> 2) & 3)
                fitness.append(key & 3)
                lines.append(key >> 4)
                left.append(starts[j])
                gaps.append(spaces_start[j])
    return _trace(at, best, came, len(ends) - 1)


def _trace(at: list[int], best: list[float], came: list[int], final: int) -> list[int]:
    """Return the breaks on the best way to the final one."""
    node = -1
    for i in range(len(at) - 1, -1, -1):
        if at[i] != final:
            break
        if node < 0 or best[i] <= best[node]:
            node = i
    way = []
    while node > 0:
        way.append(at[node])
        node = came[node]
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
        runt: A last line shorter than this is avoided as far as the number of lines allows.

    One line more is taken where the fewest would cut a word that may only be cut where nothing else is possible.
    """
    fewest = len(fill_lines(breaks, measure))
    if fewest < 2:
        return fill_lines(breaks, measure)
    best = _most_even(breaks, measure, fewest, runt)
    if any(breaks.penalty[end] > SENSIBLE_PENALTY for end in best):
        other = _most_even(breaks, measure, fewest + 1, runt)
        if other and not any(breaks.penalty[end] > SENSIBLE_PENALTY for end in other):
            return other
    return best or fill_lines(breaks, measure)


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
