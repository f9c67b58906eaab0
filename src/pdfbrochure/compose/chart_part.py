"""A chart in the galley: its numbers, its words, and the elements in which they are read."""

from __future__ import annotations

from msgspec import Struct

from pdfbrochure.compose.blocks import ItemPart, Paragraph
from pdfbrochure.compose.chart_names import Axis
from pdfbrochure.model.brochure import ChartKind, ChartWidth
from pdfbrochure.model.numerals import Signs


class Numerals(Struct, frozen=True):
    """How the numbers of a chart are printed."""

    signs: Signs
    decimals: int
    signed: bool
    digits: str
    # Before a signed number in text from right to left, where its sign would else stand behind it.
    mark: str = ""

    def write(self, value: float, decimals: int | None = None) -> str:
        """Return a number as it is printed, with other decimals where they are given."""
        places = self.decimals if decimals is None else decimals
        text = self.signs.write(value, places, signed=self.signed, digits=self.digits)
        return f"{self.mark}{text}" if text[0] in "+\u2212" else text


class ChartRow(Struct, frozen=True):
    """A row of the table that a chart is: bars with one name, a part of a whole, or a line.

    Attributes:
        label: Its name, which heads the row.
        cells: What is printed of its values: all of a bar or a part, the first and the last of a line.
        values: All values; None where there is none.
        marked: Whether it is the one that the chart is about.
    """

    label: Paragraph
    cells: tuple[Paragraph, ...]
    values: tuple[float | None, ...]
    marked: bool


class ChartPart(ItemPart, frozen=True):
    """A chart.

    Attributes:
        figure: The element of what is drawn.
        kind: How it is drawn.
        caption: What is to be seen, with the figure's number.
        unit: What is counted.
        heads: Of the columns of the table: two series of bars, or the first and the last point of time.
        rows: Those of the table.
        note: Note and source.
        axis: What runs along lines.
        numerals: How numbers are printed.
        no_data: What is said where there is no value.
        width: That was asked for.
        from_zero: Whether zero belongs to the scale of lines in any case.
    """

    figure: int
    kind: ChartKind
    caption: Paragraph
    unit: Paragraph | None
    heads: tuple[Paragraph, ...]
    rows: tuple[ChartRow, ...]
    note: Paragraph | None
    axis: Axis | None
    numerals: Numerals
    no_data: str
    width: ChartWidth
    from_zero: bool

    @property
    def present(self) -> list[float]:
        """All values that there are."""
        return [value for row in self.rows for value in row.values if value is not None]
