"""Sets the texts of boxes: in their sizes, on their lines, at their side, as wide as their room.

Takes a box of text (`model.design`), its paragraphs and a width; gives placed lines relative to the box's top start
corner, and how high it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.color import AA, contrast
from pdfbrochure.compose.blocks import BodyBlock, Paragraph
from pdfbrochure.layout.desk import Desk, SetTitle
from pdfbrochure.layout.grid import A4_HEIGHT, A4_WIDTH
from pdfbrochure.layout.letter_heights import beyond, leading_for
from pdfbrochure.layout.pages import Placed, PlacedLine
from pdfbrochure.layout.whole_addresses import is_address, sizes_of, widest_address, with_own_lines
from pdfbrochure.model.design import Part, Text
from pdfbrochure.model.theme import Step, Style, Theme
from pdfbrochure.text.lines import Line

# Where the issue line may be broken, if it must be.
PART_END: Final = " \u00b7 "
KEPT_PART_END: Final = "\u00a0\u00b7 "
# A narrow letter, in ems: a part of more of them than fit on a line is no part to be kept whole.
NARROW: Final = 0.5
# The narrowest of columns side by side, in points.
LEAST_COLUMN: Final = 110.0
# A text that is cut takes at most so many lines: more of an address would help nobody.
SHORTENED_LINES: Final = 2
# Sizes of a title as wide as its room are found to this fraction; twelve halvings of a range of 100 points.
HALVINGS: Final = 12
# A title as wide as its room has so many lines; one of more is set in all columns, and does not hold.
WIDE_LINES: Final = 2
# The white above and below a line's letters, as a share of its leading: so much may lines that fit stand closer.
BETWEEN_LINES: Final = 0.3
# What is set smaller, to fit, stays readable; in points.
LEAST_SIZE: Final = 6.5


class Laid(Struct):
    """A box laid out.

    Attributes:
        height: Its height.
        things: What stands in it, relative to its top start corner.
        width: The width that it really takes.
        baseline: Its last baseline, from its top; its foot where it has no text.
        room: The spaces in it that grow, in all.
        holds: Whether everything found the room that it wants.
        hung: Where what is hung beside it ends, from its top.
    """

    height: float
    things: list[Placed]
    width: float = 0.0
    baseline: float = 0.0
    room: float = 0.0
    holds: bool = True
    hung: float = 0.0


class TextBoxes:
    """Lays out the texts of one part of a look.

    Args:
        desk: Sets and measures.
        part: The measures that the boxes name.
        scale: Of all type, but that none gets smaller than can be read.
        ground: The color that the texts stand on.
    """

    def __init__(self, desk: Desk, part: Part, *, scale: float, ground: str) -> None:
        self._desk = desk
        self._part = part
        self._scale = scale
        self._ground = ground

    def lay(self, box: Text, content: object, width: float, height: float | None = None) -> Laid | None:
        """Return a text laid out in a width, on so many lines as a height allows if it asks; None without a text."""
        if not content or not isinstance(content, (Paragraph, tuple)):
            return None
        style = self._style(box)
        if isinstance(content, tuple) and self._part.length(box.columns):
            return self._in_columns(box, [block for block in content if isinstance(block, BodyBlock)], style, width)
        if isinstance(content, tuple):
            sets = self._set_blocks(box, [block for block in content if isinstance(block, BodyBlock)], style, width)
        else:
            sets = [self._set(box, content, style, width, height)]
        desk = self._desk
        first, last = sets[0], sets[-1]
        y = 0.0
        if box.top == "cap":
            y = desk.setter.shaper(first.style).face.cap_height * first.style.size / 1000 - desk.baseline(first.style)
        elif isinstance(content, Paragraph) and box.fit != "width":
            y = self._taller(content, first)
        shift = self._part.length(box.shift) + self._indent(box)
        rises = hangs = 0.0
        if box.fit == "width":
            shift *= first.style.size / style.size
            rises, hangs = beyond(first.lines, desk.setter.shaper(first.style).face, first.style.size)
            y += rises
        things: list[Placed] = []
        baseline = own = 0.0
        for index, block in enumerate(sets):
            y += self._part.length(box.between) if index else 0.0
            placed = desk.stacked(block.lines, block.style, shift, y)
            things += [_aligned(line, box.align, width) for line in placed]
            things += self._marker(box, content, index, placed)
            own = max([own, *(line.width for line in block.lines)])
            baseline = placed[-1].y if placed else baseline
            y += block.height
        foot = y
        if box.foot != "line":
            below = 0.0 if box.foot == "baseline" else self._part.length(box.foot)
            foot = baseline + hangs + max(below, box.of_size * last.style.size)
        lines = sum(len(block.lines) for block in sets)
        holds = not box.holds or lines <= self._part.length(box.holds)
        if box.fit == "steps" and style.steps and lines > style.steps[-1].lines:
            holds = False
        if box.fit == "width" and (lines > WIDE_LINES or own + shift > width + 0.5):
            holds = False
        return Laid(foot, things, own, baseline, holds=holds)

    def _taller(self, content: Paragraph, title: SetTitle) -> float:
        """Return white above a text that runs against its page: half of what its letters reach higher."""
        setter = self._desk.setter
        if not title.lines or not setter.runs_otherwise(content):
            return 0.0
        tallest = max((run.shaper.face.ascent for run in title.lines[0].runs), default=0.0)
        return max(0.0, tallest - setter.shaper(title.style).face.ascent) * title.style.size / 2000

    def _indent(self, box: Text) -> float:
        """Return how far lines stand after the bullets or numbers before them."""
        return self._part.length(box.indent) if box.markers else 0.0

    def _marker(self, box: Text, content: object, index: int, placed: Sequence[PlacedLine]) -> list[Placed]:
        """Return the bullet or number that stands before the lines of an entry of a list."""
        block = content[index] if isinstance(content, tuple) else None
        if not box.markers or not placed or not isinstance(block, BodyBlock) or block.marker is None:
            return []
        style = self._style(msgspec.structs.replace(box, style=box.markers))
        marker = self._desk.set(block.marker, msgspec.structs.replace(style, steps=()), self._indent(box) or math.inf)
        return [PlacedLine(placed[0].x - self._indent(box), placed[0].y, marker[0])]

    def _in_columns(self, box: Text, blocks: Sequence[BodyBlock], style: Style, width: float) -> Laid:
        """Return paragraphs side by side in columns of about the same height."""
        most, gutter = int(self._part.length(box.columns)), self._desk.grid.gap
        most = max(1, min(most, int((width + gutter) / (LEAST_COLUMN + gutter))))
        count = most if box.parted else min(most, len(blocks))
        if box.unbroken:
            count, style = self._whole(blocks, style, width, count)
        measure = (width - (count - 1) * gutter) / count
        wide = msgspec.structs.replace(box, measure=0.0) if count > 1 else box
        between = self._part.length(box.between)
        # What is never parted, each with the white above it.
        units = [
            (0.0 if number else between, lines, block.style)
            for block in self._set_blocks(wide, blocks, style, measure)
            for number, lines in enumerate(_kept_lines(block.lines) if box.parted else [block.lines])
        ]
        things: list[Placed] = []
        tallest = baseline = 0.0
        heights = [white + len(lines) * own.leading for white, lines, own in units]
        for column, (first, last) in enumerate(even_parts(heights, count)):
            y = -units[first][0]
            for white, lines, own in units[first:last]:
                placed = self._desk.stacked(lines, own, column * (measure + gutter), y + white)
                things += placed
                baseline = max(baseline, placed[-1].y)
                y += white + len(lines) * own.leading
            tallest = max(tallest, y)
        return Laid(tallest, things, width, baseline)

    def _whole(self, blocks: Sequence[BodyBlock], style: Style, width: float, most: int) -> tuple[int, Style]:
        """Return in how many columns, and how large, no address is parted; as it would be where one is in any case."""
        desk, gutter = self._desk, self._desk.grid.gap

        def holds(sized: Style, count: int) -> bool:
            measure = (width - (count - 1) * gutter) / count
            return all(widest_address(block.paragraph, sized, desk) <= measure for block in blocks)

        # Two columns of smaller type look better than one.
        for counts in (range(most, 1, -1), range(1, 2)):
            for sized in sizes_of(style):
                for count in counts:
                    if holds(sized, count):
                        return count, sized
        return most, style

    def _style(self, box: Text) -> Style:
        style = self._desk.theme.styles[box.style or box.text]
        colors = self._desk.theme.colors
        color: str = style.color
        if self._ground == "accent":
            color = color_on_accent(self._desk.theme)
        elif _is_dark(colors.get(self._ground, self._ground)):
            color = "paper"
        elif color == "paper":
            color = "ink"
        scale = max(self._scale, min(1.0, LEAST_SIZE / style.size))
        steps = tuple(Step(step.size * scale, step.leading * scale, step.lines) for step in style.steps)
        return msgspec.structs.replace(
            style, size=style.size * scale, leading=style.leading * scale, steps=steps, color=color
        )

    def _set(self, box: Text, content: Paragraph, style: Style, width: float, height: float | None) -> SetTitle:
        desk = self._desk
        ems = self._part.length(box.measure)
        measure = min(width, ems * style.size) if ems else width
        if box.fit == "steps":
            tallest = desk.tallest_title if box.tallest == "page" else self._part.length(box.tallest) or math.inf
            return desk.set_title(content, style, measure, tallest)
        if box.fit == "width":
            return self._as_wide(content, style, measure - self._part.length(box.shift))
        style = msgspec.structs.replace(style, steps=())
        if box.lines == "fits":
            most = max(1, int((height or 0.0) / style.leading + BETWEEN_LINES))
        else:
            most = int(self._part.length(box.lines))
        if len(content.spans) == 1 and is_address(content.spans[0]):
            whole = (sized for sized in sizes_of(style) if widest_address(content, sized, desk) <= measure)
            style = next(whole, style)
        if most == 1:
            return SetTitle(desk.shorten(content, style, measure), style)
        lines = self._broken(box, content, style, measure)
        if most and len(lines) > most:
            lines = desk.shorten(content, style, measure, min(most, SHORTENED_LINES))
        return SetTitle(lines, style)

    def _broken(
        self, box: Text, content: Paragraph, style: Style, measure: float, *, running: bool = False
    ) -> tuple[Line, ...]:
        desk = self._desk
        if running and box.set == "balance" and not box.unbroken:
            return desk.set_short(content, style, measure)
        if box.set == "even":
            return desk.set_evenly(content, style, measure)
        if box.set == "pair":
            return desk.set_as_pair(content, style, measure)
        # In a narrow room a long word is divided rather than cut off.
        divided = desk.setter.widest_word(content, style) > measure
        lines = desk.set(content, style, measure, balance=box.set == "balance", hyphenate=divided)
        if box.unbroken and len(lines) > 1:
            kept = _in_parts(content, int(measure / (NARROW * style.size)))
            if desk.setter.widest_word(kept, style) <= measure:
                content, lines = kept, desk.set(kept, style, measure)
            if widest_address(content, style, desk) <= measure:
                parted = with_own_lines(content, lines)
                lines = lines if parted is None else desk.set(parted, style, measure)
        return lines

    def _set_blocks(self, box: Text, blocks: Sequence[BodyBlock], style: Style, width: float) -> list[SetTitle]:
        """Return paragraphs and list entries, in the largest of the style's sizes that keeps its number of lines."""
        width -= self._indent(box)
        if box.unbroken:
            style = self._whole(blocks, style, width, 1)[1]
        steps = style.steps if box.fit == "steps" and style.steps else (Step(style.size, style.leading, 10**6),)
        sets: list[SetTitle] = []
        for step in steps:
            sized = msgspec.structs.replace(style, size=step.size, leading=step.leading, steps=())
            ems = self._part.length(box.measure)
            measure = min(width, ems * step.size) if ems else width
            if box.unbroken and ems:
                widest = max((widest_address(block.paragraph, sized, self._desk) for block in blocks), default=0.0)
                measure = min(width, max(measure, widest))
            sets = [
                SetTitle(
                    self._broken(
                        box, block.paragraph if box.markers else _with_marker(block), sized, measure, running=True
                    ),
                    sized,
                )
                for block in blocks
            ]
            if sum(len(block.lines) for block in sets) <= step.lines:
                break
        return sets

    # Titles as wide as their room ------------------------------------------------------------------------------

    def _as_wide(self, content: Paragraph, style: Style, measure: float) -> SetTitle:
        """Return a title on one line as wide as its room, or on two if it would be too small, or in smaller steps."""
        grid = self._desk.grid
        largest = self._part.number("largest") * max(1.0, min(grid.width / A4_WIDTH, grid.height / A4_HEIGHT))
        least, middle = self._part.number("smallest"), self._part.number("middle")
        for count, most in ((1, largest), (2, middle)):
            title = self._largest(content, style, measure, count, least, most)
            if title is not None:
                return title
        return self._desk.set_title(content, style, grid.text_width)

    def _largest(
        self, content: Paragraph, style: Style, measure: float, count: int, least: float, most: float
    ) -> SetTitle | None:
        """Return a title on `count` lines in the largest size from `least` to `most` in which they fit, or None."""
        best = self._sized(content, style, measure, count, least)
        low, high = least, most
        for _ in range(HALVINGS if best is not None else 0):
            middle = (low + high) / 2
            found = self._sized(content, style, measure, count, middle)
            if found is None:
                high = middle
            else:
                low, best = middle, found
        return best

    def _sized(self, content: Paragraph, style: Style, measure: float, count: int, size: float) -> SetTitle | None:
        desk = self._desk
        size = math.floor(size * 100) / 100
        sized = msgspec.structs.replace(style, size=size, leading=size * style.leading / style.size, steps=())
        if desk.setter.width(content, sized) > measure * count or desk.setter.widest_word(content, sized) > measure:
            return None
        lines = desk.set(content, sized, measure, balance=True)
        apart = msgspec.structs.replace(sized, leading=leading_for(lines, sized.leading, size))
        return SetTitle(lines, apart) if len(lines) <= count else None


def color_on_accent(theme: Theme) -> str:
    """Return the name of the color in which text and rules stand on the accent: paper, unless that is too pale."""
    return "paper" if theme.colors["on_accent"] == theme.colors["paper"] else "on_accent"


def _is_dark(ground: str) -> bool:
    """Return whether text is read in white on a ground, rather than in ink."""
    return contrast(ground, "#ffffff") >= AA


def _aligned(placed: PlacedLine, align: str, width: float) -> PlacedLine:
    if align == "start":
        return placed
    white = width - placed.line.width
    return PlacedLine(placed.x + (white if align == "end" else white / 2), placed.y, placed.line)


def _with_marker(block: BodyBlock) -> Paragraph:
    """Return a block's paragraph, a list entry's bullet or number in front of it."""
    if block.marker is None:
        return block.paragraph
    marker = msgspec.structs.replace(block.marker.spans[0], text=block.marker.text + "\u00a0")
    return msgspec.structs.replace(block.paragraph, spans=(marker, *block.paragraph.spans))


def _in_parts(content: Paragraph, longest: int) -> Paragraph:
    """Return a text that is broken between its parts only; those of more characters than `longest` are left."""
    spans = tuple(
        msgspec.structs.replace(
            span,
            text=KEPT_PART_END.join(
                part if len(part) > longest else part.replace(" ", "\u00a0")
                for part in span.text.replace(KEPT_PART_END, PART_END).split(PART_END)
            ),
        )
        for span in content.spans
    )
    return msgspec.structs.replace(content, spans=spans)


def _kept_lines(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Return the lines of a paragraph in groups that are never parted: no first and no last one stands alone."""
    if len(lines) < 4:
        return [tuple(lines)]
    return [tuple(lines[:2]), *((line,) for line in lines[2:-2]), tuple(lines[-2:])]


def even_parts(heights: Sequence[float], count: int) -> list[tuple[int, int]]:
    """Return the ends of at most `count` parts of a list, in order, of which the tallest is as low as it can be."""
    sums = [0.0]
    for height in heights:
        sums.append(sums[-1] + height)
    for limit in sorted({later - sum_ for at, sum_ in enumerate(sums) for later in sums[at + 1 :]}):
        parts: list[tuple[int, int]] = []
        first = 0
        for last in range(1, len(sums)):
            if sums[last] - sums[first] > limit + 1e-6:
                parts.append((first, last - 1))
                first = last - 1
        parts.append((first, len(heights)))
        if len(parts) <= count and all(sums[last] - sums[first] <= limit + 1e-6 for first, last in parts):
            return _spread(parts, count)
    return [(0, len(heights))] if heights else []


def _spread(parts: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Return the parts, the longest of them halved until there are so many, as far as they can be."""
    while len(parts) < count:
        at = max(range(len(parts)), key=lambda at: parts[at][1] - parts[at][0])
        first, last = parts[at]
        if last - first < 2:
            break
        middle = (first + last + 1) // 2
        parts = [*parts[:at], (first, middle), (middle, last), *parts[at + 1 :]]
    return parts
