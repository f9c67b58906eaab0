"""Reads the table of a merge: CSV and its kin, Excel workbooks, JSON. All values are texts."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.diagnostics import Report

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
LARGEST: Final = 100_000_000
# Unpacked, of a workbook.
_LARGEST_SHEET: Final = 300_000_000
_DELIMITERS: Final = ";,\t|"
# So many records tell the delimiter.
_PROBED: Final = 20
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
        if content.startswith(b"PK\x03\x04"):
            records = _workbook(content, sheet)
        elif content.startswith(b"\xd0\xcf\x11\xe0"):
            records = _old_workbook()
        elif content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
            records = _json(content)
        else:
            records = _separated(content, name, report, delimiter, encoding)
        return _table(name, records, report)
    except _Unreadable as fault:
        report.error("bad-data", f"{name} {fault.says}", mend=fault.mend, placed=False)
        return None


class _Unreadable(Exception):
    def __init__(self, says: str, mend: str) -> None:
        super().__init__(says)
        self.says = says
        self.mend = mend


def _table(name: str, records: Iterable[tuple[int, Sequence[str]]], report: Report) -> Table | None:
    """Return the table of records, of which the first holds the heads."""
    listed = [(number, record) for number, record in records if any(value.strip() for value in record)]
    if len(listed) < 2:
        raise _Unreadable("has no rows", "write the names of the columns into the first row, values below")
    heads = [head.strip() for head in listed[0][1]]
    counts = Counter(fold(head) for head in heads if head)
    doubled = [head for head in heads if head and counts[fold(head)] > 1]
    if doubled:
        raise _Unreadable(f"has two columns named \u201c{doubled[0]}\u201d", "give one another name")
    if len(heads) > MOST_COLUMNS or len(listed) > MOST_ROWS:
        raise _Unreadable(f"has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns", "split it")
    rows = []
    for number, record in listed[1:]:
        if len(record) > len(heads) and any(value.strip() for value in record[len(heads) :]):
            what = f"row {number} of {name} has {len(record)} values, but there are {len(heads)} columns"
            report.error("bad-data", what, mend='put quotes round a value with a delimiter in it: "a, b"', placed=False)
        pairs = zip(heads, record, strict=False)
        values = {fold(head): value.strip() for head, value in pairs if head and value.strip()}
        rows.append(Row(number, values))
    return None if report.has_errors else Table(name, tuple(head for head in heads if head), tuple(rows))


# ---- text files


def _separated(
    content: bytes, name: str, report: Report, delimiter: str, encoding: str
) -> list[tuple[int, Sequence[str]]]:
    text = _decoded(content, name, report, encoding)
    sign = delimiter.replace("\\t", "\t") or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    csv.field_size_limit(1_000_000)
    records: list[tuple[int, Sequence[str]]] = []
    try:
        for number, record in enumerate(reader, 1):
            records.append((number, record))
            if number > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise _Unreadable(
            f"cannot be read in row {len(records) + 1}: {error}", "open it in a spreadsheet, and save it again"
        ) from None
    return records


def _decoded(content: bytes, name: str, report: Report, encoding: str) -> str:
    if encoding:
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            raise _Unreadable(f"is not in the encoding {encoding}", "leave --encoding out, or name another") from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.note("data-encoding", f"{name} is not in UTF-8, and is read as Windows-1252",
                    mend="save it as CSV UTF-8, or name its encoding: --encoding cp1251")  # fmt: skip
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return the sign that parts the first records into the same number of values, more than one."""
    best, most = ",", 1
    for sign in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
            counts = [len(record) for record, _ in zip(reader, range(_PROBED), strict=False) if record]
        except csv.Error:
            continue
        if counts and len(set(counts)) == 1 and counts[0] > most:
            best, most = sign, counts[0]
    if most > 1:
        return best
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=first.count) if any(sign in first for sign in _DELIMITERS) else ","


# ---- JSON


def _json(content: bytes) -> list[tuple[int, Sequence[str]]]:
    text = content.decode("utf-8-sig", "replace").strip()
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        try:
            entries = [json.loads(row) for row in text.splitlines() if row.strip()]
        except (ValueError, RecursionError) as error:
            raise _Unreadable(f"is no JSON: {error}", 'write a list of objects: [{"Office": "Rome"}]') from None
    if isinstance(entries, dict):
        entries = [entries]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _Unreadable("is no list of objects", 'write a list of objects: [{"Office": "Rome"}]')
    heads = list(dict.fromkeys(key for entry in entries for key in entry))
    records: list[tuple[int, Sequence[str]]] = [(0, heads)]
    for number, entry in enumerate(entries, 1):
        records.append((number, [_json_text(entry.get(head), number) for head in heads]))
    return records


def _json_text(value: Any, number: int) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        raise _Unreadable(f"has a list or an object for a value in row {number}", "write texts and numbers only")
    return (
        ("yes" if value else "no")
        if isinstance(value, bool)
        else _number(value)
        if isinstance(value, float)
        else str(value)
    )


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


# ---- workbooks


def _old_workbook() -> list[tuple[int, Sequence[str]]]:
    raise _Unreadable("is an old Excel file", "save it as .xlsx or .csv")


def _workbook(content: bytes, sheet: str) -> list[tuple[int, Sequence[str]]]:
    try:
        import openpyxl
    except ImportError:
        raise _Unreadable(
            "is a workbook, which needs a further part", 'pip install "pdfbrochure[xlsx]"; or save it as CSV'
        ) from None
    _look_inside(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return _cells(book, sheet)
    except _Unreadable:
        raise
    except Exception as error:  # noqa: BLE001  # a stranger's file: openpyxl raises whatever its parsers do
        raise _Unreadable(f"is damaged: {error}", "open it in Excel, and save it again") from None


def _cells(book: Any, sheet: str) -> list[tuple[int, Sequence[str]]]:
    """Return the rows of a sheet, of the first that is seen by default."""
    seen = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    names = [page.title for page in book.worksheets]
    if (sheet and sheet not in names) or not seen:
        raise _Unreadable(f"has no sheet \u201c{sheet}\u201d", f"it has {', '.join(names)}")
    page = book[sheet or seen[0]]
    widest = min(page.max_column or MOST_COLUMNS, MOST_COLUMNS + 1)
    records: list[tuple[int, Sequence[str]]] = []
    for number, cells in enumerate(page.iter_rows(values_only=True, max_col=widest), 1):
        texts = [_cell(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        records.append((number, texts))
        if number > MOST_ROWS + 1:
            break
    book.close()
    return records


def _look_inside(content: bytes) -> None:
    """Raise _Unreadable for an archive that is no workbook of people."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            is_book = "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _Unreadable(f"is damaged: {error}", "open it in Excel, and save it again") from None
    if size > _LARGEST_SHEET:
        raise _Unreadable("unpacks to more than any table of people holds", "split it")
    if not is_book:
        raise _Unreadable("is no Excel workbook", "save it as .xlsx or .csv")


def _cell(value: Any) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without their decimals."""
    import datetime as dt

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


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
