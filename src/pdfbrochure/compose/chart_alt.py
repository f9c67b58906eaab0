"""What a listener hears of a chart: the author's sentence, and what the numbers say by themselves.

Made of the language's words and of pairs "name: number", so that no language needs inflection. Whether something rises
or falls is a judgment, and left to the author.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.compose.chart_part import Numerals
from pdfbrochure.compose.chart_values import ChartData
from pdfbrochure.model.brochure import Chart
from pdfbrochure.model.part_words import PartWords

# In characters: a longer text is a burden to a listener, who has the table.
LONGEST: Final = 1_200
# As many values of lines are read out one by one.
MOST_VALUES: Final = 40


def alt_of(chart: Chart, data: ChartData, numerals: Numerals, words: PartWords) -> str:
    """Return the alternative text of a chart; numbers are said as they are printed."""
    first = (chart.alt or chart.caption).strip()
    first = first if first[-1:] in ".!?。؟" else f"{first}."
    is_line = data.axis is not None
    kind = words.lines if is_line else words.shares if data.kind == "shares" else words.bars
    counted = len(data.series) if is_line else len(data.names)
    said = [f"{first} {kind} ({counted}){f': {data.unit}' if data.unit else ''}."]
    if is_line:
        lines = _lines(data, numerals, words, whole=len(data.present) <= MOST_VALUES)
        if len(" ".join([*said, *lines])) > LONGEST:
            lines = _lines(data, numerals, words, whole=False)
        return " ".join([*said, *lines])
    said += _bars(data, numerals, words)
    said.append(f"{words.follow}.")
    return " ".join(said)


def _bars(data: ChartData, numerals: Numerals, words: PartWords) -> list[str]:
    """Return what bars and parts say: the highest, the lowest, what is missing, what is marked."""
    said = []
    if len(data.series) > 1:
        said.append(f"{', '.join(data.series)}.")
    last = data.values[-1]
    known = {name: datum.value for name, datum in zip(data.names, last, strict=True) if datum.value is not None}
    if known:
        for word, value in ((words.highest, max(known.values())), (words.lowest, min(known.values()))):
            names = [name for name, own in known.items() if own == value]
            if len(names) < len(known):
                said.append(f"{word}: {', '.join(names[:5])}, {numerals.write(value)}.")
    missing = [name for name, datum in zip(data.names, last, strict=True) if datum.value is None]
    if missing:
        said.append(f"{words.no_data[:1].upper()}{words.no_data[1:]}: {', '.join(missing[:8])}.")
    marked = [data.names[number] for number in sorted(data.marked) if data.names[number] in known]
    if marked and data.kind == "bars":
        said.append(f"{words.marked}: " + "; ".join(f"{name}, {numerals.write(known[name])}" for name in marked) + ".")
    return said


def _lines(data: ChartData, numerals: Numerals, words: PartWords, *, whole: bool) -> list[str]:
    """Return what lines say: all values, or of each line its ends and its extremes with their times."""
    said = [f"{data.names[0]}\u2013{data.names[-1]}."]
    for name, column in zip(data.series, data.values, strict=True):
        points = [(time, datum.value) for time, datum in zip(data.names, column, strict=True)]
        if whole:
            values = [words.no_data if value is None else numerals.write(value) for _time, value in points]
            said.append(f"{name}: {', '.join(values)}.")
            continue
        known = [(time, value) for time, value in points if value is not None]
        low, high = min(known, key=lambda point: point[1]), max(known, key=lambda point: point[1])
        ends = [f"{numerals.write(value)} ({time})" for time, value in (known[0], known[-1])]
        most = [f"{word.lower()} {numerals.write(value)} ({time})"
                for word, (time, value) in ((words.highest, high), (words.lowest, low))]  # fmt: skip
        gone = f"; {words.no_data}: {len(points) - len(known)}" if len(known) < len(points) else ""
        said.append(f"{name}: {ends[0]} \u2013 {ends[1]}; {', '.join(most)}{gone}.")
    return said
