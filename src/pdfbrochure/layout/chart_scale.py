"""The arithmetic of charts: scales, gridlines, lengths of bars, and labels that give way to each other.

Takes numbers and widths, gives numbers; nothing here knows a page.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

# Gridlines stand at 1, 2, 2.5 or 5 times a power of ten; so many are enough to read a line by.
_STEPS: Final = (1.0, 2.0, 2.5, 5.0)
MOST_GRIDLINES: Final = 5
LEAST_GRIDLINES: Final = 3
# Zero belongs to a scale on which the lowest value is under this share of the highest.
ZERO_BELOW: Final = 0.4


class Scale(Struct, frozen=True):
    """A scale of values: its gridlines from the lowest to the highest, and the decimals of their numbers."""

    gridlines: tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        """Its lowest value."""
        return self.gridlines[0]

    @property
    def high(self) -> float:
        """Its highest value."""
        return self.gridlines[-1]

    def share(self, value: float) -> float:
        """Return where a value stands, from 0 at the lowest to 1 at the highest."""
        return (value - self.low) / (self.high - self.low)


def make_scale(low: float, high: float, *, from_zero: bool = False) -> Scale:
    """Return the scale of values from the lowest to the highest, which begins at zero where that is near."""
    if from_zero or min(abs(low), abs(high)) < ZERO_BELOW * max(abs(low), abs(high)) or low < 0 < high:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 1e-9 * max(abs(high), 1e-12):
        spare = abs(high) / 10 or 1.0
        low, high = low - spare, high + spare
    exponent = math.floor(math.log10(high - low)) - 1
    while True:
        for factor in _STEPS:
            step = factor * 10.0**exponent
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            if LEAST_GRIDLINES <= last - first + 1 <= MOST_GRIDLINES:
                decimals = max(0, -exponent + (1 if factor == 2.5 else 0))
                return Scale(tuple(round(number * step, 12) for number in range(first, last + 1)), decimals)
            if last - first + 1 < LEAST_GRIDLINES:
                # Two lines say too little: one more at the end that is farther from the values.
                numbers = range(first, first + LEAST_GRIDLINES)
                decimals = max(0, -exponent + (1 if factor == 2.5 else 0))
                return Scale(tuple(round(number * step, 12) for number in numbers), decimals)
        exponent += 1


class Bars(Struct, frozen=True):
    """Where bars stand: that of zero, from the start of the room for bars, and points for each unit of value."""

    zero: float
    scale: float


def fit_bars(values: Sequence[float | None], texts: Sequence[float], room: float, gap: float) -> Bars:
    """Return the scale on which the longest bars, each with its text at its outer end, take all the room.

    Args:
        values: What the bars show; None for those without.
        texts: Widths of what stands at their ends.
        room: Width for bars and texts.
        gap: Between a bar and its text.
    """
    right = [(0.0, 0.0), *((value, text + gap) for value, text in zip(values, texts, strict=True)
                           if value is not None and value >= 0)]  # fmt: skip
    left = [(0.0, 0.0), *((-value, text + gap) for value, text in zip(values, texts, strict=True)
                          if value is not None and value < 0)]  # fmt: skip
    right += [(0.0, text + gap) for value, text in zip(values, texts, strict=True) if value is None]
    scales = [
        (room - before - behind) / (length + negative)
        for length, behind in right
        for negative, before in left
        if length + negative > 0
    ]
    scale = max(0.0, min(scales, default=0.0))
    return Bars(max(negative * scale + before for negative, before in left), scale)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return places near those that are wanted at which things of some heights do not overlap.

    They keep their order, and are moved by the least sum of squares (pool adjacent violators).

    Args:
        wanted: The middles.
        heights: Of each thing.
        low: Where the first may begin at the least.
        high: Where the last may end at the most.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    offsets, at = [], 0.0
    for place, number in enumerate(order):
        if place:
            at += (heights[order[place - 1]] + heights[number]) / 2
        offsets.append(at)
    pools: list[list[float]] = []
    for place, number in enumerate(order):
        pools.append([wanted[number] - offsets[place]])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    level = [_mean(pool) for pool in pools for _one in pool]
    if level:
        least = low + heights[order[0]] / 2
        most = high - heights[order[-1]] / 2 - offsets[-1]
        level = [max(least, min(each, most)) for each in level]
    found = [0.0] * len(wanted)
    for place, number in enumerate(order):
        found[number] = level[place] + offsets[place]
    return found


def _mean(pool: Sequence[float]) -> float:
    return sum(pool) / len(pool)


def kept_labels(middles: Sequence[float], widths: Sequence[float], gap: float) -> list[int]:
    """Return which labels along an axis are kept: all, or every second, fifth or tenth; first and last always.

    Args:
        middles: Where they stand, ascending.
        widths: Of each.
        gap: That two keep at least.
    """
    last = len(middles) - 1

    def clear(one: int, other: int) -> bool:
        return middles[other] - middles[one] >= (widths[one] + widths[other]) / 2 + gap

    every = 1
    for every in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        kept = [number for number in range(0, last + 1, every) if number < last]
        while len(kept) > 1 and not clear(kept[-1], last):
            kept.pop()
        if every > last or all(clear(one, other) for one, other in itertools.pairwise(kept)):
            break
    kept = [number for number in kept if number == 0 or clear(number, last)]
    return [*kept, last] if last > 0 else [0]
