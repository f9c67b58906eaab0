"""The numbers of a chart, as they are drawn and as they are read out."""

from __future__ import annotations

from msgspec import Struct

from pdfbrochure.compose.chart_names import Axis
from pdfbrochure.model.brochure import ChartKind


class Datum(Struct, frozen=True):
    """One value; None where there is none. `flag` is what the file has behind it, such as `p` for provisional."""

    value: float | None
    flag: str = ""


class ChartData(Struct, frozen=True):
    """A chart's numbers.

    Attributes:
        kind: As it is drawn, which may differ from what was asked for.
        names: Of the rows: labels of bars and parts; of lines the points of time.
        series: Of each column its name.
        values: Of each column a value for each row.
        marked: Which rows are marked; of lines, which columns.
        unit: What is counted.
        decimals: So many are printed.
        signed: Whether values above zero have a plus sign.
        axis: Of lines.
    """

    kind: ChartKind
    names: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[Datum, ...], ...]
    marked: frozenset[int]
    unit: str
    decimals: int
    signed: bool
    axis: Axis | None = None

    @property
    def present(self) -> list[float]:
        """All values that there are."""
        return [datum.value for column in self.values for datum in column if datum.value is not None]


class LoneNumber(Struct, frozen=True):
    """The only number of a chart's file.

    Attributes:
        name: What its row says.
        series: What its column says, where there are others.
        unit: What is counted.
        datum: The number.
        decimals: So many are printed.
    """

    name: str
    series: str
    unit: str
    datum: Datum
    decimals: int
