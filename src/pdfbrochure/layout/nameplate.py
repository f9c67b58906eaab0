"""The title block of the first page as a nameplate: a title as wide as the text, between rules, and the intro below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Masthead, Paragraph
from pdfbrochure.layout.collect import Collector, SetTitle
from pdfbrochure.layout.grid import A4_HEIGHT, A4_WIDTH
from pdfbrochure.layout.masthead import BETWEEN_PARAGRAPHS, set_intro
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine
from pdfbrochure.model.theme import Step, Style
from pdfbrochure.text.lines import Line

# White between the two rules of a Scotch rule, to its thick one.
RULE_GAP_SHARE: Final = 0.5
# At least, between the issue line and the capitals of the title.
FROM_ISSUE_LINE: Final = 9.0
# Between the last baseline of a title and the rule below it, to its size: room for its descenders.
DESCENT_SHARE: Final = 0.34
# The same, to the subtitle.
SUBTITLE_SHARE: Final = 0.3
# Sizes of a title are found to this fraction of a point; twelve halvings of a range of 100 points.
HALVINGS: Final = 12
# The intro's measure in ems, so that one of many lines can still be read.
INTRO_EMS: Final = 42.0


def place_nameplate(masthead: Masthead, collector: Collector) -> tuple[list[Placed], float]:
    """Return the nameplate of the first page and where it ends, intro included, in points from the trim's top."""
    grid, theme = collector.grid, collector.theme
    design, styles = theme.masthead, theme.styles
    top = grid.top + grid.cap
    gap = design.rule * RULE_GAP_SHARE
    things: list[Placed] = [
        PlacedFlat(grid.side, top, grid.text_width, design.rule, "ink"),
        PlacedFlat(grid.side, top + design.rule + gap, grid.text_width, design.thin_rule, "ink"),
    ]
    y = top + design.rule + gap + design.thin_rule + design.issue_top
    issue, height = _issue_lines(masthead, collector, y)
    things += issue
    y += height
    title = fit_title(masthead.title, collector)
    face = collector.setter.shaper(title.style).face
    cap = face.cap_height * title.style.size / 1000
    extent = cap + (len(title.lines) - 1) * title.style.leading
    style = styles["masthead_subtitle"]
    subtitle = _balanced(masthead.subtitle, style, collector)
    after = max(design.foot, DESCENT_SHARE * title.style.size)
    if subtitle:
        after = (
            max(design.foot / 2, SUBTITLE_SHARE * title.style.size) + len(subtitle) * style.leading + design.foot / 2
        )
    height = max(design.height * min(1.0, grid.height / A4_HEIGHT), y + FROM_ISSUE_LINE + extent + after - top)
    # The rule below stands at the height of capitals, like every rule.
    foot = top + math.ceil(height / grid.unit - 0.05) * grid.unit
    baseline = foot - after
    shift = design.title_shift * title.style.size / design.largest
    first = baseline - (len(title.lines) - 1) * title.style.leading - collector.baseline(title.style)
    things += collector.stacked(title.lines, title.style, grid.side + shift, first)
    if subtitle:
        below = foot - len(subtitle) * style.leading - design.foot / 2
        things += collector.stacked(subtitle, style, grid.side, below)
    things.append(PlacedFlat(grid.side, foot, grid.text_width, design.thin_rule, "ink"))
    intro = _intro(masthead, collector, foot + design.to_intro)
    return things + list(intro), max([foot, *(line.y for line in intro)])


def fit_title(paragraph: Paragraph, collector: Collector) -> SetTitle:
    """Return a title as wide as the type area: on one line, or on two if it would be too small, or in smaller steps."""
    grid, design = collector.grid, collector.theme.masthead
    style = collector.theme.styles["masthead_title"]
    largest = design.largest * max(1.0, min(grid.width / A4_WIDTH, grid.height / A4_HEIGHT))
    measure = grid.text_width - design.title_shift
    for count, least, most in ((1, design.least, largest), (2, design.least, design.middle)):
        title = _largest(paragraph, style, collector, measure, count, least, most)
        if title is not None:
            return title
    return collector.set_title(paragraph, style, grid.text_width)


def _largest(
    paragraph: Paragraph, style: Style, collector: Collector, measure: float, count: int, least: float, most: float
) -> SetTitle | None:
    """Return the title on `count` lines in the largest size from `least` to `most` in which they fit, or None."""
    best = _sized(paragraph, style, collector, measure, count, least)
    low, high = least, most
    for _ in range(HALVINGS if best is not None else 0):
        middle = (low + high) / 2
        found = _sized(paragraph, style, collector, measure, count, middle)
        if found is None:
            high = middle
        else:
            low, best = middle, found
    return best


def _sized(
    paragraph: Paragraph, style: Style, collector: Collector, measure: float, count: int, size: float
) -> SetTitle | None:
    size = math.floor(size * 100) / 100
    ratio = style.leading / style.size
    sized = msgspec.structs.replace(style, size=size, leading=size * ratio, steps=())
    if (
        collector.setter.width(paragraph, sized) > measure * count
        or collector.setter.widest_word(paragraph, sized) > measure
    ):
        return None
    lines = collector.setter.set(paragraph, sized, measure, balance=True)
    return SetTitle(lines, sized) if len(lines) <= count else None


def _balanced(paragraph: Paragraph | None, style: Style, collector: Collector) -> Sequence[Line]:
    return () if paragraph is None else collector.setter.set(paragraph, style, collector.grid.text_width, balance=True)


def _issue_lines(masthead: Masthead, collector: Collector, y: float) -> tuple[list[PlacedLine], float]:
    """Return issue line and publisher, side by side where there is room, and their height."""
    grid, style = collector.grid, collector.theme.styles["issue_line"]
    setter, stacked, width = collector.setter, collector.stacked, grid.text_width
    issue = setter.set(masthead.issue_line, style, width) if masthead.issue_line is not None else ()
    publisher = setter.set(masthead.publisher, style, width) if masthead.publisher is not None else ()
    if len(issue) == len(publisher) == 1 and issue[0].width + publisher[0].width + 2 * style.size <= width:
        placed = [*stacked(issue, style, grid.side, y)]
        placed += stacked(publisher, style, grid.side, y, end_aligned=width)
        return placed, style.leading
    lines = (*issue, *publisher)
    return list(stacked(lines, style, grid.side, y)), len(lines) * style.leading


def _intro(masthead: Masthead, collector: Collector, y: float) -> list[PlacedLine]:
    """Return the intro below the nameplate, in the largest of its sizes that keeps its number of lines."""
    grid, style = collector.grid, collector.theme.styles["intro"]
    placed: list[PlacedLine] = []
    steps = style.steps or (Step(style.size, style.leading, 1000),)
    for step in steps:
        sized = msgspec.structs.replace(style, size=step.size, leading=step.leading, steps=())
        blocks = set_intro(masthead.intro, min(grid.text_width, INTRO_EMS * step.size), collector, sized, balance=True)
        if sum(len(block.lines) for block in blocks) <= step.lines or step is steps[-1]:
            for block in blocks:
                placed += collector.stacked(block.lines, block.style, grid.side, y)
                y += block.height + BETWEEN_PARAGRAPHS
            break
    return placed
