"""Reads the table of a merge: names of columns, rows by their numbers, values as texts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.records import LARGEST, MOST_COLUMNS, MOST_ROWS, Unreadable, read_records
from pdfbrochure.diagnostics import Report

_IN_LANGUAGE: Final = re.compile(r"(.*\S)\s*\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)")
_MARKDOWN: Final = re.compile(r"(?i)(.*\S)\s*\(markdown\)")


class Row(Struct, frozen=True):
    """One row: its number as a spreadsheet shows it, and its values by folded names, without the empty ones."""

    number: int
    values: dict[str, str]


class Table(Struct, frozen=True):
    """A table: the file's name, its heads as typed, its rows."""

    file: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, name: str, language: str = "") -> str:
        """Return the folded name of the column for a placeholder, in a language if it has one; "" for none."""
        known = {fold(head) for head in self.heads}
        tags = (language, language.partition("-")[0]) if language else ()
        names = [fold(f"{name} ({tag})") for tag in tags]
        names += [fold(name), fold(f"{name} (markdown)")]
        return next((each for each in names if each in known), "")

    def is_markdown(self, column: str) -> bool:
        """Whether the values of a column are Markdown as they are."""
        return any(fold(head) == column and _MARKDOWN.fullmatch(head.strip()) for head in self.heads)

    def label(self, row: Row) -> str:
        """Return how a finding names a row: its number, and the first value that it has."""
        for head in self.heads:
            value = row.values.get(fold(head))
            if value:
                shown = " ".join(value.split())
                return f"row {row.number} ({head.strip()} = {shown if len(shown) < 41 else shown[:40] + '…'})"
        return f"row {row.number}"


def fold(name: str) -> str:
    """Return a column's name as names are compared: in one form, case, and without soft hyphens and doubled blanks."""
    name = unicodedata.normalize("NFKC", name).casefold().replace("\u00ad", "").lstrip("'@")
    return re.sub(r"[\s_\-]+", " ", name).strip()


def read_table(
    content: bytes, name: str, report: Report, *, delimiter: str = "", encoding: str = "", sheet: str = ""
) -> Table | None:
    """Return a table, or None with a finding.

    Args:
        content: The file.
        name: Its name, for findings.
        report: Takes what is wrong.
        delimiter: Between the values of a CSV file; "" to find out.
        encoding: Of a CSV file; "" to find out.
        sheet: Of a workbook; "" for the first.
    """
    if len(content) > LARGEST:
        report.error("bad-data", f"{name} is larger than {LARGEST // 1_000_000} MB", mend="split it", placed=False)
        return None
    try:
        records = read_records(content, delimiter=delimiter, encoding=encoding, sheet=sheet)
        if records.guessed:
            report.note("data-encoding", f"{name} is not in UTF-8, and is read as {records.guessed}",
                        mend="save it as CSV UTF-8, or name its encoding: --encoding cp1251")  # fmt: skip
        return _table(name, records.rows, report)
    except Unreadable as fault:
        report.error("bad-data", f"{name} {fault.says}", mend=fault.mend, placed=False)
        return None


def _table(name: str, records: Iterable[tuple[int, Sequence[str]]], report: Report) -> Table | None:
    """Return the table of records, of which the first holds the heads."""
    listed = [(number, record) for number, record in records if any(value.strip() for value in record)]
    if len(listed) < 2:
        raise Unreadable("has no rows", "write the names of the columns into the first row, values below")
    heads = [head.strip() for head in listed[0][1]]
    counts = Counter(fold(head) for head in heads if head)
    doubled = [head for head in heads if head and counts[fold(head)] > 1]
    if doubled:
        raise Unreadable(f"has two columns named \u201c{doubled[0]}\u201d", "give one another name")
    if len(heads) > MOST_COLUMNS or len(listed) > MOST_ROWS:
        raise Unreadable(f"has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns", "split it")
    rows = []
    for number, record in listed[1:]:
        if len(record) > len(heads) and any(value.strip() for value in record[len(heads) :]):
            what = f"row {number} of {name} has {len(record)} values, but there are {len(heads)} columns"
            report.error("bad-data", what, mend='put quotes round a value with a delimiter in it: "a, b"', placed=False)
        pairs = zip(heads, record, strict=False)
        values = {fold(head): value.strip() for head, value in pairs if head and value.strip()}
        rows.append(Row(number, values))
    return None if report.has_errors else Table(name, tuple(head for head in heads if head), tuple(rows))


def choose_rows(table: Table, numbers: str, where: Mapping[str, str], limit: int) -> tuple[Row, ...]:
    """Return the rows that were asked for.

    Args:
        table: All rows.
        numbers: `3-7,12`: those numbers, as a spreadsheet shows them; "" for all.
        where: Values that columns must have.
        limit: At most so many; 0 for all.
    """
    wanted: set[int] = set()
    for part in filter(None, (each.strip() for each in numbers.split(","))):
        first, _, last = part.partition("-")
        wanted |= set(range(int(first), int(last or first) + 1))
    rows = [
        row
        for row in table.rows
        if (not numbers or row.number in wanted)
        and all(fold(row.values.get(fold(name), "")) == fold(value) for name, value in where.items())
    ]
    return tuple(rows[:limit] if limit else rows)
