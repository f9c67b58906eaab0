"""What is to be said of a chart that is drawn all the same: no source, values that lack, bars of too many lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdfbrochure.compose.chart_values import ChartData
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.brochure import Chart

if TYPE_CHECKING:
    from pdfbrochure.assets.datafiles import Rows

# A bar that is so many times as long as another cannot be compared with it.
FAR: Final = 200.0
# Of the values of a column, what may be missing without a warning.
MISSING_SHARE: Final = 0.25


def remark_source(chart: Chart, findings: Findings, origin: Origin) -> None:
    """Report a chart that does not say where its numbers come from."""
    if not chart.source and not chart.note:
        findings.warning(
            "chart-source",
            f"the chart \u201c{chart.caption}\u201d names no source",
            why="a public figure says where it comes from",
            mend="add `source: \u2026`",
            origin=origin,
        )


def remark(chart: Chart, rows: Rows, data: ChartData, findings: Findings, origin: Origin) -> None:
    """Report what makes a chart hard to read or to believe."""
    remark_source(chart, findings, origin)
    for name, column in zip(data.series, data.values, strict=True):
        missing = sum(datum.value is None for datum in column)
        if missing > MISSING_SHARE * len(column):
            what = f"{missing} of {len(column)} values are missing in the column \u201c{name}\u201d of {rows.name}"
            mend = "say why in `note`, or leave the rows out"
            findings.warning("chart-missing", what, mend=mend, origin=(*origin, "file"))
    sizes = [abs(value) for value in data.present if value]
    if data.kind == "bars" and sizes and max(sizes) > FAR * min(sizes):
        what = f"the longest bar of {rows.name} is more than {FAR:.0f} times as long as the shortest"
        mend = "make two charts of it, or write `table:`"
        findings.note("chart-range", what, mend=mend, origin=(*origin, "file"))
    flags = {datum.flag for column in data.values for datum in column if datum.flag}
    unsaid = sorted(flag for flag in flags if flag not in chart.note)
    if unsaid:
        what = f"{rows.name} has values with the flag {', '.join(unsaid)}, which `note` does not explain"
        findings.warning(
            "chart-missing",
            what,
            mend=f'write `note: "{unsaid[0]}: provisional"`, or what it means',
            origin=(*origin, "file"),
        )
