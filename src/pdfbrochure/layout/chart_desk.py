"""What all kinds of charts share: their type, their tones, and the rows on which they stand."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.compose.chart_part import ChartPart
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed, PlacedLine, PlacedShape
from pdfbrochure.layout.tones import tones_of
from pdfbrochure.model.theme import Style
from pdfbrochure.text.lines import Line

# Wider than any page: a label is set on one line, and measured.
_ONE_LINE: Final = 1e6
# How far the middle of a bar stands above the baseline of its label, as a share of the label's size.
MIDDLE: Final = 0.33
# Size of captions and labels, and of the line on what is counted, to the height of a row at the most: more would touch
# the rule, or the bars of the next row.
WORDS: Final = 0.71
COUNTED: Final = 0.65
# Thickness of lines of zero, and of an edge.
ZERO: Final = 0.75
EDGE: Final = 0.5
# Side of the square that shows the tone of a name.
SQUARE: Final = 7.0


class Plot(Struct, frozen=True):
    """What is drawn of a chart below its caption, relative to the top of its first row, and how many rows it takes."""

    things: tuple[Placed, ...]
    rows: int


class ChartDesk:
    """Sets the words of one chart and makes its shapes.

    Args:
        chart: The chart.
        desk: Sets type for its edition.
        measure: The width that the chart has.
    """

    def __init__(self, chart: ChartPart, desk: Desk, measure: float) -> None:
        theme = desk.theme
        self.chart = chart
        self.desk = desk
        self.measure = measure
        self.grid = desk.grid
        self.design = theme.chart
        self.label_style = in_row(theme.styles["chart_label"], self.grid.unit, WORDS)
        self.axis_style = theme.styles["chart_axis"]
        colors = theme.colors
        self.tones = tones_of(colors["accent_text"], colors["grey"], colors["paper"])
        self.middle = MIDDLE * self.label_style.size

    # Rows ----------------------------------------------------------------------------------------------------------

    def cap(self, row: float) -> float:
        """Return where the capitals of a row begin."""
        return row * self.grid.unit + self.grid.cap

    def base(self, row: float) -> float:
        """Return the baseline of a row."""
        return (row + 1) * self.grid.unit - self.grid.descent

    def center(self, row: float) -> float:
        """Return the optical middle of a row: between its capitals' tops and its baseline."""
        return (self.cap(row) + self.base(row)) / 2

    # Type ----------------------------------------------------------------------------------------------------------

    def label(self, words: Paragraph, *, bold: bool = False, color: str = "ink") -> Line:
        """Return a label or a value on one line."""
        style = self._look(self.label_style, bold=bold, color=color)
        return self.desk.set(words, style, _ONE_LINE)[0]

    def wrapped(self, words: Paragraph, measure: float, *, bold: bool = False, color: str = "ink") -> list[Line]:
        """Return a label on as many lines as it needs."""
        style = self._look(self.label_style, bold=bold, color=color)
        return list(self.desk.set(words, style, measure, hyphenate=True))

    def axis(self, words: Paragraph | str) -> Line:
        """Return the name of a place on an axis: one of the table's, or one of the figure itself."""
        own = self._of_figure(words) if isinstance(words, str) else words
        return self.desk.set(own, self._look(self.axis_style, bold=False, color="ink"), _ONE_LINE)[0]

    def axis_text(self, text: str, *, bold: bool = False) -> Line:
        """Return words of the figure itself, such as the number of a gridline."""
        style = self._look(self.label_style, bold=True, color="ink") if bold else self.axis_style
        return self.desk.set(self._of_figure(text), style, _ONE_LINE)[0]

    def _of_figure(self, text: str) -> Paragraph:
        return Paragraph((Span(text),), "chart_axis", self.chart.figure, (*self.chart.origin, "file"))

    def _look(self, style: Style, *, bold: bool, color: str) -> Style:
        changed = structs.replace(style, color=color)
        return structs.replace(changed, weight=600) if bold else changed

    # Shapes --------------------------------------------------------------------------------------------------------

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str, *, edge: str = "") -> PlacedShape:
        """Return a filled rectangle, with an edge inside of it if it has a color."""
        inset = EDGE / 2 if edge else 0.0
        left, top, right, foot = x + inset, y + inset, x + width - inset, y + height - inset
        points = ((left, top), (right, top), (right, foot), (left, foot))
        return PlacedShape(points, fill=fill, stroke=edge, weight=EDGE, owner=self.chart.figure)

    def bar(self, x: float, y: float, width: float, height: float, *, marked: bool) -> PlacedShape:
        """Return a bar in its tone."""
        tones = self.tones
        edge = "grey" if tones.is_edged and not marked and width > 2 * EDGE else ""
        return self.rectangle(x, y, width, height, tones.accent if marked else tones.mid, edge=edge)

    def stroke(
        self,
        points: tuple[tuple[float, float], ...],
        color: str,
        weight: float,
        dash: tuple[float, ...] = (),
    ) -> PlacedShape:
        """Return a line through points."""
        return PlacedShape(points, stroke=color, weight=weight, dash=dash, owner=self.chart.figure)

    def dot(self, x: float, y: float, radius: float, color: str) -> PlacedShape:
        """Return a disc round a point."""
        return PlacedShape(((x, y),), fill=color, radius=radius, owner=self.chart.figure)


def in_row(style: Style, unit: float, share: float) -> Style:
    """Return a style no larger than a share of a row, for themes whose rows are low."""
    return style if style.size <= share * unit else structs.replace(style, size=share * unit)


def placed(x: float, y: float, line: Line) -> PlacedLine:
    """Return a line that begins at a place."""
    return PlacedLine(x, y, line)


def ending(x: float, y: float, line: Line) -> PlacedLine:
    """Return a line that ends at a place."""
    return PlacedLine(x - line.width, y, line)


def centered(x: float, y: float, line: Line) -> PlacedLine:
    """Return a line whose middle is at a place."""
    return PlacedLine(x - line.width / 2, y, line)
