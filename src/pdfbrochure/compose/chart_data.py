"""What a chart shows: the rows of its data file as numbers with their names, checked for what its kind can show.

Takes a chart of the model and its rows; gives `ChartData`, or None with findings that name the line and the column of
the file. Knows the limits of each kind; nothing of how it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import structs

from pdfbrochure.compose.chart_names import Axis, axis_of, is_remainder, is_total
from pdfbrochure.compose.chart_remarks import remark, remark_source
from pdfbrochure.compose.chart_values import ChartData, Datum, LoneNumber
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.files import nearest
from pdfbrochure.model.brochure import Chart
from pdfbrochure.model.numerals import (
    MOST_DECIMALS,
    Ambiguous,
    Form,
    Number,
    Signs,
    forms_of,
    is_missing_value,
    read_number,
)

if TYPE_CHECKING:
    from pdfbrochure.assets.datafiles import Row, Rows

MOST_BARS: Final = 30
MOST_LINES: Final = 4
MOST_PANELS: Final = 12
MOST_PARTS: Final = 6
MOST_POINTS: Final = 1_000
LEAST_POINTS: Final = 3
# The sum of parts in percent, each rounded, may be off by this.
ROUNDED: Final = 0.5


def is_lone(chart: Chart, rows: Rows) -> bool:
    """Return whether a chart's file has one number, so that nothing can be compared in it."""
    present = sum(not is_missing_value(cell) for row in rows.rows for cell in row.cells[1:])
    # Of a whole, and of a line, a missing value is missed.
    return present == 1 and (len(rows.rows) == 1 or chart.kind == "bars")


def read_chart(
    chart: Chart, rows: Rows, signs: Signs, findings: Findings, origin: Origin
) -> ChartData | LoneNumber | None:
    """Return the numbers of a chart, or the only one that there is; None with errors.

    Args:
        chart: What was asked for.
        rows: Its data file.
        signs: How the language of its text writes numbers.
        findings: Gets bad-chart, bad-number; and the remarks chart-source, chart-range, chart-missing, chart-drawn,
            chart-one-number.
        origin: Key path of the chart.
    """
    return _Reader(chart, rows, signs, findings, origin).read()


class _Reader:
    def __init__(self, chart: Chart, rows: Rows, signs: Signs, findings: Findings, origin: Origin) -> None:
        self._chart = chart
        self._rows = rows
        self._signs = signs
        self._findings = findings
        self._origin = origin
        self._failed = False

    def read(self) -> ChartData | LoneNumber | None:
        """Return the data, or None."""
        rows, chart = self._rows, self._chart
        if len(rows.heads) < 2:
            self._refuse(
                f"{rows.name} has one column",
                mend="write names or times into the first column, and numbers into the next",
            )
            return None
        if self._is_long_form():
            return None
        columns = [self._column(number) for number in range(1, len(rows.heads))]
        if self._failed:
            return None
        decimals = max((number.decimals for column in columns for number in column if number is not None), default=0)
        values = tuple(
            tuple(Datum(None) if number is None else Datum(number.value, number.flag) for number in column)
            for column in columns
        )
        data = ChartData(
            chart.kind,
            tuple(row.cells[0] for row in rows.rows),
            tuple(head or str(number) for number, head in enumerate(rows.heads[1:], 1)),
            values,
            frozenset(),
            chart.unit or (rows.heads[1] if len(rows.heads) == 2 else ""),
            min(decimals, MOST_DECIMALS),
            signed=False,
        )
        if not data.present:
            self._refuse(f"{rows.name} has no numbers", mend="write numbers into the columns after the first")
            return None
        if is_lone(chart, rows):
            return self._lone(data)
        by_kind = {"bars": self._bars, "shares": self._shares, "lines": self._lines, "multiples": self._lines}
        made = by_kind[chart.kind](data)
        if made is None or self._failed:
            return None
        remark(chart, rows, made, self._findings, self._origin)
        return structs.replace(made, signed=min(made.present) < 0)

    # Cells ---------------------------------------------------------------------------------------------------------

    def _column(self, number: int) -> list[Number | None]:
        rows, signs = self._rows, self._signs
        cells = [row.cells[number] for row in rows.rows]
        forms = forms_of((cell for cell in cells if not is_missing_value(cell)), signs)
        if not rows.is_text:
            machine: Form = "machine"
            forms = frozenset((machine,))
        return [self._number(row, number, cell, forms) for row, cell in zip(rows.rows, cells, strict=True)]

    def _number(self, row: Row, column: int, cell: str, forms: frozenset[Form]) -> Number | None:
        if is_missing_value(cell):
            return None
        read = read_number(cell, self._signs, forms)
        if isinstance(read, Number):
            return read
        self._failed = True
        place = self._rows.place(row, column)
        at = (*self._origin, "file")
        if isinstance(read, Ambiguous):
            meant = [f"{number.value:.{number.decimals}f}" for number in dict.fromkeys(read.readings.values())]
            what = f"{place}: \u201c{cell}\u201d may be {' or '.join(meant)}"
            self._findings.error("bad-number", what, mend=f"write it without a sign between thousands: {meant[-1]}",
                                 origin=at)  # fmt: skip
        else:
            shown = cell if len(cell) < 41 else cell[:40] + "\u2026"
            what = f"{place}: \u201c{shown}\u201d is not a number"
            mend = "write the number alone; leave the cell empty, or write `:`, where there is none"
            self._findings.error("bad-number", what, mend=mend, origin=at)
        return None

    def _is_long_form(self) -> bool:
        """Whether series stand in rows, each value on a line of its own; reports it."""
        rows = self._rows
        if len(rows.heads) != 3 or len(rows.rows) < 2:
            return False
        second = [row.cells[1] for row in rows.rows]
        texts = [cell for cell in second if read_number(cell, self._signs) is None and not is_missing_value(cell)]
        if len(texts) < len(second) or len(set(second)) == len(second):
            return False
        names = list(dict.fromkeys(second))[:3]
        first = rows.rows[0].cells[0]
        found = {row.cells[1]: row.cells[2] for row in reversed(rows.rows) if row.cells[0] == first}
        turned = f"{';'.join([rows.heads[0], *names])} / {';'.join([first, *(found.get(name, ':') for name in names)])}"
        self._refuse(
            f"{rows.name} has its series below each other, told by the column \u201c{rows.heads[1]}\u201d",
            mend=f"give each a column of its own: {turned}",
        )
        return True

    # Kinds ---------------------------------------------------------------------------------------------------------

    def _bars(self, data: ChartData) -> ChartData | None:
        if len(data.series) > 2:
            self._refuse(
                f"{self._rows.name} has {len(data.series)} columns of numbers, and bars show one or two",
                mend="write `kind: multiples` for changes over time, `table:` for all the numbers, or delete columns",
            )
            return None
        total = next((name for name in data.names if is_total(name)), "")
        if total:
            row = self._rows.rows[data.names.index(total)]
            self._refuse(
                f"{self._rows.place(row)}: \u201c{total}\u201d is the sum of the others, and as long as all of them",
                mend="take the total out of the file, or write it into the caption",
            )
            return None
        data = self._in_order(data)
        if self._chart.top:
            data = _cut(data, self._chart.top)
        if not data.present:
            self._refuse(
                f"the first {self._chart.top} rows of {self._rows.name} have no numbers",
                mend="write `sort: value`, or a larger `top`",
            )
            return None
        if len(data.names) > MOST_BARS:
            self._refuse(
                f"{len(data.names)} bars are a table: a chart has at most {MOST_BARS}",
                mend=f"write `table:` in the place of `chart:`, or keep the first with `top: {MOST_BARS - 10}`",
            )
            return None
        if len(data.present) == 1:
            self._refuse_one(data)
            return None
        return structs.replace(data, marked=self._marked(data.names, none=frozenset()))

    def _shares(self, data: ChartData) -> ChartData | None:
        rows = self._rows
        if len(data.series) > 1:
            self._refuse(
                f"{rows.name} has {len(data.series)} columns of numbers, and shares are parts of one whole",
                mend="delete the others; to compare wholes, write `table:`, or `kind: lines` for the part that matters",
            )
            return None
        for row, datum in zip(rows.rows, data.values[0], strict=True):
            if datum.value is None or datum.value < 0:
                says = "has no value" if datum.value is None else "is below zero"
                what = f"{rows.place(row, 1)} {says}, and can be no part of a whole"
                self._refuse(what, mend="mend it, delete the line, or write `kind: bars`")
                return None
        count = len(data.names)
        if count < 2:
            self._refuse_one(data)
            return None
        if count > MOST_PARTS:
            self._refuse(
                f"{rows.name} has {count} parts, and shares show at most {MOST_PARTS}",
                mend="add the smallest together as \u201cOther\u201d in the file, or write `kind: bars`",
            )
            return None
        total = sum(data.present)
        if "%" in data.unit and abs(total - 100) > ROUNDED:
            what = f"the parts in {rows.name} add up to {total:.{max(data.decimals, 1)}f}, not 100"
            why = "a part is missing" if total < 100 else "parts overlap"
            self._refuse(f"{what}: {why}", mend="mend the numbers, or write `kind: bars`")
            return None
        if not total:
            self._refuse(f"the parts in {rows.name} are all 0", mend="mend the numbers")
            return None
        data = self._in_order(data)
        return structs.replace(data, marked=self._marked(data.names, none=frozenset((0,))))

    def _lines(self, data: ChartData) -> ChartData | None:
        rows, count = self._rows, len(data.series)
        if count > MOST_PANELS:
            self._refuse(
                f"{rows.name} has {count} lines, and a chart shows at most {MOST_PANELS}",
                mend="delete some columns, or write `table:`",
            )
            return None
        axis = self._axis(data.names)
        if axis is None:
            return None
        axis, order = axis.in_order()
        data = structs.replace(
            data,
            names=tuple(data.names[number] for number in order),
            values=tuple(tuple(column[number] for number in order) for column in data.values),
            axis=axis,
        )
        for name, column in zip(data.series, data.values, strict=True):
            if sum(datum.value is not None for datum in column) < LEAST_POINTS:
                if len(data.names) < LEAST_POINTS:
                    what, mend = "two points are no line", "write `kind: bars` with a column for each point of time"
                else:
                    what, mend = (
                        f"the line \u201c{name}\u201d has fewer than {LEAST_POINTS} values",
                        "delete its column",
                    )
                self._refuse(f"{what} ({rows.name})", mend=mend)
                return None
        if len(data.names) > MOST_POINTS:
            self._refuse(f"{rows.name} has {len(data.names)} points a line", mend="keep one value a month or a year")
            return None
        if data.kind == "multiples" and count == 1:
            data = structs.replace(data, kind="lines")
        if data.kind == "lines" and count > MOST_LINES:
            data = structs.replace(data, kind="multiples")
            what = f"{count} lines in one chart cannot be told apart, so each was drawn in a chart of its own"
            self._findings.note("chart-drawn", what, mend="write `kind: multiples`", origin=(*self._origin, "kind"))
        if self._chart.sort == "value" and data.kind == "multiples":
            last = [_last(column) for column in data.values]
            ranks = sorted(range(count), key=lambda number: -last[number])
            data = structs.replace(
                data,
                series=tuple(data.series[number] for number in ranks),
                values=tuple(data.values[number] for number in ranks),
            )
        return structs.replace(data, marked=self._marked(data.series, none=frozenset((0,))))

    def _axis(self, names: Sequence[str]) -> Axis | None:
        """Return where the rows of a chart of lines stand; None with a finding where they have no order."""
        axis = axis_of(names, self._signs)
        if axis is None:
            odd = next(name for name in names if not any(char.isdigit() for char in name))
            self._refuse(
                f"the first column of {self._rows.name} is no time and no number (\u201c{odd}\u201d), so nothing "
                "changes along it",
                mend="write `kind: bars`, or times such as 2026, 2026-05, 2026-Q2 or 2026-05-12",
            )
            return None
        places = axis.places
        doubled = next((name for number, name in enumerate(names) if places[number] in places[:number]), "")
        if doubled:
            self._refuse(f"{self._rows.name} has two rows for {doubled}", mend="keep one of them")
            return None
        return axis

    # Order, marks, remarks -----------------------------------------------------------------------------------------

    def _in_order(self, data: ChartData) -> ChartData:
        """Return bars or parts in the order that was asked for; what is left over stands last."""
        names = data.names
        if self._chart.sort == "value":

            def rank(number: int) -> tuple[int, float]:
                value = data.values[-1][number].value
                is_rest = is_remainder(names[number])
                return (2, 0.0) if value is None else (1 if is_rest else 0, -value)

            order = sorted(range(len(names)), key=rank)
        elif data.kind == "shares":
            order = sorted(range(len(names)), key=lambda number: is_remainder(names[number]))
        else:
            return data
        return structs.replace(
            data,
            names=tuple(names[number] for number in order),
            values=tuple(tuple(column[number] for number in order) for column in data.values),
        )

    def _marked(self, names: Sequence[str], none: frozenset[int]) -> frozenset[int]:
        """Return which names are to be marked, and report those that there are not."""
        wanted = self._chart.highlight
        if not wanted:
            return none
        folded = {name.strip().casefold(): number for number, name in reversed(list(enumerate(names)))}
        found = set()
        for name in wanted:
            number = folded.get(name.strip().casefold())
            if number is None:
                near = nearest(name, list(names))
                mend = f"did you mean {near}?" if near else f"it has {', '.join(names[:8])}"
                what = f"`highlight` names \u201c{name}\u201d, which {self._rows.name} does not have"
                self._findings.error("bad-chart", what, mend=mend, origin=(*self._origin, "highlight"))
                self._failed = True
            else:
                found.add(number)
        return frozenset(found)

    def _lone(self, data: ChartData) -> LoneNumber | None:
        """Return the only number that there is, and say that it becomes a key figure."""
        places = [
            (row, column)
            for column, values in enumerate(data.values)
            for row, datum in enumerate(values)
            if datum.value is not None
        ]
        (row, column), rows = places[0], self._rows
        self._marked(data.names if self._chart.kind in ("bars", "shares") else data.series, none=frozenset())
        if self._failed:
            return None
        left_out = len(data.names) - 1
        more = f"; {left_out} of its rows {'has' if left_out == 1 else 'have'} none" if left_out else ""
        self._findings.note(
            "chart-one-number",
            f"{rows.name} has one number{more}, which was set as a key figure and not as a chart",
            why="with one number there is nothing that its length could be compared with",
            mend=f"to choose its words, write {self._as_facts(data)} in the place of `chart`",
            origin=self._origin,
        )
        remark_source(self._chart, self._findings, self._origin)
        series = data.series[column] if len(data.series) > 1 else ""
        return LoneNumber(data.names[row], series, data.unit, data.values[column][row], data.decimals)

    def _refuse_one(self, data: ChartData) -> None:
        self._refuse(
            "one number is a key figure and no chart", mend=f"write {self._as_facts(data)} in the place of `chart`"
        )

    def _as_facts(self, data: ChartData) -> str:
        value = self._signs.write(data.present[0], data.decimals)
        return f'`facts: [{{"{value}": {self._chart.caption}}}]`'

    def _refuse(self, what: str, mend: str) -> None:
        self._failed = True
        self._findings.error("bad-chart", what, mend=mend, origin=self._origin)


def _cut(data: ChartData, count: int) -> ChartData:
    return structs.replace(data, names=data.names[:count], values=tuple(column[:count] for column in data.values))


def _last(column: Sequence[Datum]) -> float:
    return next(datum.value for datum in reversed(column) if datum.value is not None)
