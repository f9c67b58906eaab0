"""The title block of the first page: a panel with issue line, title and intro."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import BodyBlock, Masthead, Paragraph
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.grid import A4_HEIGHT
from pdfbrochure.layout.pages import Placed, PlacedLine
from pdfbrochure.layout.placing import BLEED, bleeding
from pdfbrochure.model.theme import Step, Style
from pdfbrochure.text.lines import Line

# Room for text beside the title needs at least this measure; narrower pages set the intro below the title.
LEAST_HALF: Final = 170.0
# Between title and subtitle, between paragraphs of the intro, between title and intro below it, in points.
TO_SUBTITLE: Final = 9.0
BETWEEN_PARAGRAPHS: Final = 6.0
TO_INTRO: Final = 12.0
# At least, between the issue line and the title.
FROM_ISSUE_LINE: Final = 14.0
# Where the issue line may be broken, if it must be.
PART_END: Final = " \u00b7 "
# A title block that is higher than a small page is set smaller, in these steps.
SHRUNK: Final = (0.85, 0.7, 0.6, 0.5, 0.4)


class SetBlock(msgspec.Struct, frozen=True):
    """Lines of one style, set."""

    lines: tuple[Line, ...]
    style: Style

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return len(self.lines) * self.style.leading


def place_masthead(masthead: Masthead, collector: Collector, *, plain: bool) -> tuple[list[Placed], float]:
    """Return the title block of the first page and where it ends, in points from the trim's top.

    Args:
        masthead: Its texts.
        collector: Sets and measures.
        plain: Whether it stands on paper, to save ink.
    """
    grid = collector.grid
    styles = collector.theme.styles
    things, height = _place(masthead, collector, styles, plain=plain)
    for scale in SHRUNK:
        if height <= grid.row_y(grid.rows):
            break
        smaller = {name: scaled(style, scale) for name, style in styles.items()}
        things, height = _place(masthead, collector, smaller, plain=plain)
    return things, height


def _place(
    masthead: Masthead, collector: Collector, styles: Mapping[str, Style], *, plain: bool
) -> tuple[list[Placed], float]:
    """Return the title block in the sizes of `styles`, and where it ends."""
    grid, design = collector.grid, collector.theme.masthead
    half = half_width(collector)
    beside = bool(masthead.intro) and grid.text_width - half - grid.gutter >= LEAST_HALF and half >= LEAST_HALF
    measure = half if beside else grid.text_width
    style = styles["masthead_title"]
    title = collector.set_title(masthead.title, style, measure)
    if beside and style.steps and len(title.lines) > style.steps[-1].lines:
        # A title too long for half of the panel takes all of it, and the intro stands below.
        beside, measure = False, grid.text_width
        title = collector.set_title(masthead.title, style, measure)
    subtitle = _set(masthead.subtitle, styles["masthead_subtitle"], measure, collector)
    intro_measure = grid.text_width - half - grid.gutter if beside else grid.text_width
    intro = set_intro(masthead.intro, intro_measure, collector, styles["intro"])
    intro_height = sum(block.height for block in intro) + BETWEEN_PARAGRAPHS * max(0, len(intro) - 1)
    title_height = title.height + (TO_SUBTITLE + subtitle.height if subtitle.lines else 0.0)
    left_height = title_height + (TO_INTRO + intro_height if intro and not beside else 0.0)
    top = min(design.issue_top, grid.top)
    placed, issue_height = _issue_lines(masthead, collector, top, half)
    height = max(
        design.height * min(1.0, grid.height / A4_HEIGHT),
        top + issue_height + FROM_ISSUE_LINE + max(left_height, intro_height) + design.foot,
    )
    foot = height - design.foot
    # The last baselines of both halves stand on `foot`.
    lowest = intro[-1].style if intro and not beside else subtitle.style if subtitle.lines else title.style
    y = foot + _below_baseline(lowest, collector) - left_height
    placed += collector.stacked(title.lines, title.style, grid.side + design.title_shift, y)
    y += title.height
    if subtitle.lines:
        placed += collector.stacked(subtitle.lines, subtitle.style, grid.side, y + TO_SUBTITLE)
        y += TO_SUBTITLE + subtitle.height
    x, y = grid.side, y + TO_INTRO
    if beside:
        x, y = grid.side + half + grid.gutter, foot + _below_baseline(styles["intro"], collector) - intro_height
    for block in intro:
        placed += collector.stacked(block.lines, block.style, x, y)
        y += block.height + BETWEEN_PARAGRAPHS
    if plain:
        rule = bleeding(grid, height - design.rule, design.rule, "accent")
        return [rule, *(_recolored(line) for line in placed)], height
    return [bleeding(grid, -BLEED, height + BLEED, "accent"), *placed], height


def scaled(style: Style, scale: float) -> Style:
    """Return a style in another size."""
    steps = tuple(Step(step.size * scale, step.leading * scale, step.lines) for step in style.steps)
    return msgspec.structs.replace(style, size=style.size * scale, leading=style.leading * scale, steps=steps)


def half_width(collector: Collector) -> float:
    """Return the width of the start half of the type area, cut between two columns where there are two."""
    grid = collector.grid
    if grid.columns == 1:
        return (grid.text_width - grid.gutter) / 2
    columns = (grid.columns + 1) // 2
    return columns * grid.column_width + (columns - 1) * grid.gutter


def _below_baseline(style: Style, collector: Collector) -> float:
    return style.leading - collector.baseline(style)


def _set(paragraph: Paragraph | None, style: Style, measure: float, collector: Collector) -> SetBlock:
    lines = collector.setter.set(paragraph, style, measure, balance=True) if paragraph is not None else ()
    return SetBlock(lines, style)


def set_intro(
    blocks: Sequence[BodyBlock], measure: float, collector: Collector, style: Style, *, balance: bool = False
) -> list[SetBlock]:
    """Return the intro's paragraphs and list entries, set."""
    out = []
    for block in blocks:
        paragraph = block.paragraph
        if block.marker is not None:
            marker = msgspec.structs.replace(block.marker.spans[0], text=block.marker.text + "\u00a0")
            paragraph = msgspec.structs.replace(paragraph, spans=(marker, *paragraph.spans))
        if balance:
            lines = collector.setter.set(paragraph, style, measure, balance=True)
        else:
            lines = collector.set_evenly(paragraph, style, measure)
        out.append(SetBlock(lines, style))
    return out


def _issue_lines(masthead: Masthead, collector: Collector, top: float, half: float) -> tuple[list[PlacedLine], float]:
    """Return the issue line and, above the intro or at the end edge, the publisher; and the height of both."""
    grid, style = collector.grid, collector.theme.styles["issue_line"]
    setter, stacked = collector.setter, collector.stacked
    width, leading = grid.text_width, style.leading
    if masthead.issue_line is None or masthead.publisher is None:
        only = masthead.issue_line or masthead.publisher
        lines = setter.set(only, style, width) if only is not None else ()
        return list(stacked(lines, style, grid.side, top)), len(lines) * leading
    room = width - half - grid.gutter
    if room >= LEAST_HALF:
        issue = _in_parts(masthead.issue_line, style, half, collector)
        publisher = setter.set(masthead.publisher, style, room)
        placed = [*stacked(issue, style, grid.side, top)]
        placed += stacked(publisher, style, grid.side + half + grid.gutter, top)
        return placed, max(len(issue), len(publisher)) * leading
    issue = setter.set(masthead.issue_line, style, width)
    publisher = setter.set(masthead.publisher, style, width)
    if len(issue) == len(publisher) == 1 and issue[0].width + publisher[0].width + 18.0 <= width:
        placed = [*stacked(issue, style, grid.side, top)]
        placed += stacked(publisher, style, grid.side, top, end_aligned=width)
        return placed, leading
    lines = issue + publisher
    return list(stacked(lines, style, grid.side, top)), len(lines) * leading


def _in_parts(paragraph: Paragraph, style: Style, measure: float, collector: Collector) -> tuple[Line, ...]:
    """Return the issue line; one too long for the measure is broken between date and issue if that gives two lines."""
    setter = collector.setter
    lines = setter.set(paragraph, style, measure)
    if len(lines) > 1:
        spans = tuple(
            msgspec.structs.replace(
                span, text=PART_END.join(part.replace(" ", "\u00a0") for part in span.text.split(PART_END))
            )
            for span in paragraph.spans
        )
        kept = msgspec.structs.replace(paragraph, spans=spans)
        if setter.widest_word(kept, style) <= measure:
            return setter.set(kept, style, measure)
    return lines


def _recolored(placed: PlacedLine) -> PlacedLine:
    """Return a line of the panel as it stands on paper."""
    runs = tuple(msgspec.structs.replace(run, color="ink") for run in placed.line.runs)
    return msgspec.structs.replace(placed, line=msgspec.structs.replace(placed.line, runs=runs))
