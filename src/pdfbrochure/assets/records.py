"""Reads files of rows: CSV and its kin, Excel workbooks, JSON. All cells are texts.

The one reader of such files: of the data behind a brochure's tables and charts (`datafiles`) and of the rows of a
merge. Says what is wrong by `Unreadable`, or beside the rows; who called knows whose file it is, and tells it.
"""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from pdfbrochure.regexes import compiled_later

if TYPE_CHECKING:
    from zipfile import ZipFile

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
LARGEST: Final = 100_000_000
LARGEST_UNPACKED: Final = 300_000_000
_DELIMITERS: Final = ";,\t|"
# So many records tell the delimiter.
_PROBED: Final = 20
_FORMULA: Final = compiled_later(rb"<(?:\w+:)?f[\s>]")
# In a format of Excel: quoted texts, colors and conditions, signs taken as they are, blanks as wide as a sign.
_IN_FORMAT: Final = compiled_later(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DECIMALS: Final = compiled_later(r"[0#?](?:\.([0?]+))?(?![0#?.,])")

Record = tuple[int, Sequence[str]]


class Unreadable(Exception):
    """A file of which no rows can be read: what is said behind its name, and what to do."""

    def __init__(self, says: str, mend: str) -> None:
        super().__init__(says)
        self.says = says
        self.mend = mend


class Shown(Struct, frozen=True):
    """A number or a date of a workbook, which no language has written yet.

    Attributes:
        value: The number; of a share, in percent.
        decimals: How many decimals the workbook shows.
        grouped: Whether it shows groups of digits.
        signed: Whether it shows a plus.
        unit: "%" or "".
        day: The date, with its time if it has one, instead of a number.
        is_month: Whether it shows the month and not the day.
    """

    value: float = 0.0
    decimals: int = 0
    grouped: bool = False
    signed: bool = False
    unit: str = ""
    day: dt.datetime | None = None
    is_month: bool = False


class Records(Struct, frozen=True):
    """Rows as they stand in a file, each with its number as a spreadsheet shows it.

    Attributes:
        rows: Of the file, empty ones among them.
        is_text: Whether the file is text, in which a row is a line.
        guessed: The encoding that was taken, where nothing told it; else "".
        shown: What a workbook's cells show in their formats, by row number and column from 0.
    """

    rows: tuple[Record, ...]
    is_text: bool
    guessed: str = ""
    shown: dict[tuple[int, int], Shown] = {}


def read_records(
    content: bytes,
    *,
    delimiter: str = "",
    encoding: str = "",
    sheet: str = "",
    most: int = MOST_ROWS,
    as_shown: bool = False,
    unpacked: int = LARGEST_UNPACKED,
) -> Records:
    """Return the rows of a file.

    Args:
        content: The file.
        delimiter: Between the values of a CSV file; "" to find out.
        encoding: Of a CSV file; "" to find out.
        sheet: Of a workbook; "" for the first that is seen.
        most: So many rows are read, and one more that tells that there are more.
        as_shown: Whether numbers of a workbook have the decimals and the percent sign with which it shows them.
        unpacked: Bytes to which a workbook may unpack.

    Raises:
        Unreadable: It has no rows that could be read.
    """
    if content.startswith(b"PK\x03\x04"):
        rows, shown = _workbook(content, sheet, most, as_shown, unpacked)
        return Records(tuple(rows), is_text=False, shown=shown)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("is an old Excel file", "save it as .xlsx or .csv")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return Records(tuple(_json(content)), is_text=True)
    text, guessed = _decoded(content, encoding)
    return Records(tuple(_separated(text, delimiter, most)), is_text=True, guessed=guessed)


# ---- text files


def _separated(text: str, delimiter: str, most: int) -> list[Record]:
    import csv  # few brochures have such files

    sign = delimiter.replace("\\t", "\t") or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    csv.field_size_limit(1_000_000)
    records: list[Record] = []
    try:
        for number, record in enumerate(reader, 1):
            records.append((number, record))
            if number > most:
                break
    except csv.Error as error:
        raise Unreadable(
            f"cannot be read in row {len(records) + 1}: {error}", "open it in a spreadsheet, and save it again"
        ) from None
    return records


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    """Return a text, and the name of its encoding where that was guessed."""
    if encoding:
        try:
            return content.decode(encoding), ""
        except (LookupError, UnicodeDecodeError):
            raise Unreadable(f"is not in the encoding {encoding}", "leave --encoding out, or name another") from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), ""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _delimiter(text: str) -> str:
    """Return the sign that parts the first records into the same number of values, more than one."""
    import csv  # few brochures have such files

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
    import json  # few brochures have such files

    text = content.decode("utf-8-sig", "replace").strip()
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        try:
            entries = [json.loads(row) for row in text.splitlines() if row.strip()]
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"is no JSON: {error}", 'write a list of objects: [{"Office": "Rome"}]') from None
    if isinstance(entries, dict):
        entries = [entries]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Unreadable("is no list of objects", 'write a list of objects: [{"Office": "Rome"}]')
    heads = list(dict.fromkeys(key for entry in entries for key in entry))
    records: list[tuple[int, Sequence[str]]] = [(0, heads)]
    for number, entry in enumerate(entries, 1):
        records.append((number, [_json_text(entry.get(head), number) for head in heads]))
    return records


def _json_text(value: Any, number: int) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        raise Unreadable(f"has a list or an object for a value in row {number}", "write texts and numbers only")
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


def _workbook(
    content: bytes, sheet: str, most: int, as_shown: bool, unpacked: int
) -> tuple[list[Record], dict[tuple[int, int], Shown]]:
    try:
        import openpyxl
    except ImportError:
        raise Unreadable(
            "is a workbook, which needs a further part", 'pip install "pdfbrochure[xlsx]"; or save it as CSV'
        ) from None
    computes = _look_inside(content, unpacked)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        shown: dict[tuple[int, int], Shown] = {}
        records, empty = _cells(book, sheet, most, shown if as_shown else None)
        if computes and empty:
            _check_formulas(openpyxl.load_workbook(io.BytesIO(content), read_only=True), sheet, most, empty)
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001  # a stranger's file: openpyxl raises whatever its parsers do
        raise Unreadable(f"is damaged: {error}", "open it in Excel, and save it again") from None
    return records, shown


def _page(book: Any, sheet: str) -> Any:
    """Return a sheet, the first that is seen by default."""
    seen = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    names = [page.title for page in book.worksheets]
    if (sheet and sheet not in names) or not seen:
        raise Unreadable(f"has no sheet \u201c{sheet}\u201d", f"it has {', '.join(names)}")
    return book[sheet or seen[0]]


def _cells(
    book: Any, sheet: str, most: int, shown: dict[tuple[int, int], Shown] | None
) -> tuple[list[Record], set[tuple[int, int]]]:
    """Return the rows of a sheet, and where its cells are empty between others; note in `shown` what formats show."""
    page = _page(book, sheet)
    widest = min(page.max_column or MOST_COLUMNS, MOST_COLUMNS + 1)
    records: list[Record] = []
    empty: set[tuple[int, int]] = set()
    for number, cells in enumerate(page.iter_rows(max_col=widest), 1):
        texts = [_cell(cell.value, "" if shown is None else cell.number_format) for cell in cells]
        empty |= {(number, column) for column, text in enumerate(texts) if not text}
        for column, cell in enumerate(cells if shown is not None else ()):
            if cell.data_type == "e":
                says = f"has the fault {cell.value} in {cell.coordinate}"
                raise Unreadable(says, "mend the formula in Excel, and save it again")
            found = _shown(cell.value, cell.number_format)
            if found is not None and shown is not None:
                shown[number, column] = found
        while texts and not texts[-1]:
            texts.pop()
        records.append((number, texts))
        if number > most:
            break
    book.close()
    return records, empty


def _check_formulas(book: Any, sheet: str, most: int, empty: set[tuple[int, int]]) -> None:
    """Raise Unreadable where an empty cell holds a formula that no program has worked out yet."""
    page = _page(book, sheet)
    for number, cells in enumerate(page.iter_rows(max_row=most), 1):
        for column, cell in enumerate(cells):
            if (number, column) in empty and isinstance(cell.value, str) and cell.value.startswith("="):
                says = f"has a formula without its value in {cell.coordinate}"
                raise Unreadable(says, "open it in Excel once, and save it")
    book.close()


def _look_inside(content: bytes, unpacked: int) -> bool:
    """Return whether a workbook has formulas; raise Unreadable for an archive that is no workbook of people."""
    import zipfile  # few brochures have such files

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
            if sum(part.file_size for part in archive.infolist()) > unpacked:
                says = f"unpacks to more than {unpacked // 1_000_000} MB"
                raise Unreadable(says, "save the rows that are needed in a file of their own")
            if "xl/workbook.xml" not in parts:
                raise Unreadable("is no Excel workbook", "save it as .xlsx or .csv")
            sheets = [name for name in parts if name.startswith("xl/worksheets/")]
            return any(_has_formula(archive, name) for name in sheets)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"is damaged: {error}", "open it in Excel, and save it again") from None


def _has_formula(archive: ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        before = b""
        while chunk := part.read(1_000_000):
            if _FORMULA.search(before + chunk):
                return True
            before = chunk[-20:]
    return False


def _cell(value: Any, shown: str) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without their decimals.

    Args:
        value: What it holds.
        shown: How the workbook shows numbers and dates, as Excel writes it; "" for as they are.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return (
            _number_as_shown(value, shown)
            if shown
            else _number(float(value))
            if isinstance(value, float)
            else str(value)
        )
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            return value.isoformat(" ", "minutes")
        day = value.date()
        is_month = shown and "d" not in _plain_format(shown).lower()
        return day.isoformat()[:7] if is_month else day.isoformat()
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, dt.time):
        return value.isoformat("auto" if value.second else "minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _shown(value: Any, form: str) -> Shown | None:
    """Return a number or a date as its format shows it; None for all else, and for times alone."""
    if isinstance(value, dt.datetime):
        letters = _plain_format(form).lower()
        return Shown(day=value, is_month="d" not in letters) if "d" in letters or "y" in letters else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    plain = _plain_format(form)
    found = _DECIMALS.search(plain)
    is_plain = found is None or "E" in plain or "/" in plain
    if is_plain and isinstance(value, float) and "e" in _number(value):
        return None
    written = _number(float(value)) if is_plain or found is None else ""
    decimals = len(written.partition(".")[2]) if written or found is None else len(found[1] or "")
    percent = "%" in plain and not is_plain
    return Shown(value * 100 if percent else float(value), decimals, "," in plain, "+" in plain, "%" if percent else "")


def _number_as_shown(value: float, shown: str) -> str:
    """Return a number with the decimals and the percent sign of its format, and without what parts its thousands."""
    form = _plain_format(shown)
    found = _DECIMALS.search(form)
    if found is None or "E" in form or "/" in form:
        return _number(float(value))
    percent = "%" if "%" in form else ""
    return f"{value * 100 if percent else value:.{len(found[1] or '')}f}{percent}"


def _plain_format(shown: str) -> str:
    """Return the part of a format for positive numbers, without the texts, colors and blanks in it."""
    return _IN_FORMAT.sub("", shown).partition(";")[0]
