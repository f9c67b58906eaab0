"""Reads the data files behind a brochure's tables and charts, within the brochure's folder and within limits."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pdfbrochure.assets.records import Records, Shown, Unreadable, read_records
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.files import FileFault, Files

# In bytes, of the file and of a workbook unpacked. A table of a brochure has a page of rows; above, a file is a
# register of which a table shows a part, and that part belongs into a file of its own.
LARGEST: Final = 10_000_000
_UNPACKED: Final = 100_000_000
MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 100
# In characters. Longer cells are texts, not cells.
LONGEST_CELL: Final = 2_000
_QUOTES: Final = 'put quotes round a value with a delimiter in it, "a, b"; or name the last column'
_HEADS: Final = "name every column in the first row; what stands above the table belongs into its `caption`"


class Row(Struct, frozen=True):
    """One row of a data file: its number in the file from 1, and its cells, as many as there are heads."""

    number: int
    cells: tuple[str, ...]


class Rows(Struct, frozen=True):
    """What a data file holds. All cells are texts as typed, without the blanks around them; "" is an empty one.

    Attributes:
        name: The file as the brochure names it.
        heads: The first row that is not empty, up to its last head; an empty head is "".
        rows: Those below it that are not empty.
        is_text: Whether the file is text, in which a row is a line.
        shown: What cells of a workbook show in their formats, by row number and column from 0.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    is_text: bool = True
    shown: dict[tuple[int, int], Shown] = {}

    def place(self, row: Row, column: int | None = None) -> str:
        """Return how a finding names a row, or one of its cells: `data/staff.csv, line 4, column "2025"`."""
        where = f"{self.name}, {'line' if self.is_text else 'row'} {row.number}"
        if column is None:
            return where
        head = self.heads[column]
        return f"{where}, column \u201c{head}\u201d" if head else f"{where}, column {column + 1}"


def read_table(name: str, sheet: str, files: Files, findings: Findings, origin: Origin) -> Rows | None:
    """Return the rows of a data file, or None with an error in `findings`.

    Args:
        name: The file, relative to the brochure: CSV, TSV, an Excel workbook or JSON, told by its content.
        sheet: Of a workbook; "" for the first that is seen.
        files: Where to read it from.
        findings: Gets missing-file, path-outside, bad-table-file; and the note data-encoding.
        origin: Key path of the file's name in the brochure.
    """
    try:
        content = files.read(name, LARGEST)
    except FileFault as fault:
        fault.report_to(findings, f"the data file {name}", origin)
        return None
    try:
        found = read_records(content, sheet=sheet, most=MOST_ROWS + 1, as_shown=True, unpacked=_UNPACKED)
        if found.guessed:
            findings.note("data-encoding", f"{name} is not in UTF-8, and is read as {found.guessed}",
                          mend="save it as CSV UTF-8", origin=origin)  # fmt: skip
        return _rows(name, found)
    except Unreadable as fault:
        findings.error("bad-table-file", f"{name} {fault.says}", mend=fault.mend, origin=origin)
        return None


def _rows(name: str, found: Records) -> Rows:
    """Return records as rows of equal length below their heads. Raises Unreadable."""
    stripped = [(number, [cell.strip() for cell in record]) for number, record in found.rows]
    listed = [(number, record) for number, record in stripped if any(record)]
    if len(listed) < 2:
        raise Unreadable("has no rows", "write the names of the columns into the first row, values below")
    if len(listed) > MOST_ROWS + 1:
        says = f"has more than {MOST_ROWS:,} rows"
        raise Unreadable(says, "make a file of the rows that the brochure is to show")
    heads = listed[0][1]
    while not heads[-1]:
        heads.pop()
    word = "line" if found.is_text else "row"
    for number, record in listed[1:]:
        if any(record[len(heads) :]):
            columns = f"{len(heads)} columns" if len(heads) != 1 else "one column"
            says = f"has {len(record)} values in {word} {number}, but {columns} in its first row"
            raise Unreadable(says, _QUOTES if found.is_text else _HEADS)
    # Columns without a word, as a spreadsheet has them before a table or between its parts, are none.
    kept = [at for at in range(len(heads)) if any(len(record) > at and record[at] for _, record in listed)]
    if len(kept) > MOST_COLUMNS:
        raise Unreadable(f"has {len(kept)} columns", "make a file of those that the brochure is to show")
    rows = []
    for number, record in listed[1:]:
        long = next((at for at, cell in enumerate(record) if len(cell) > LONGEST_CELL), None)
        if long is not None:
            says = f"has {len(record[long]):,} characters in one cell, in {word} {number}"
            raise Unreadable(says, "move the text into the `body`")
        rows.append(Row(number, tuple(record[at] if at < len(record) else "" for at in kept)))
    places = {old: new for new, old in enumerate(kept)}
    shown = {(number, places[at]): each for (number, at), each in found.shown.items() if at in places}
    return Rows(name, tuple(heads[at] for at in kept), tuple(rows), found.is_text, shown)
