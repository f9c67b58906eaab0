"""Data files of tables and charts: read as offices have them, within the brochure's folder, within limits."""

import datetime as dt
import io
import random

import openpyxl
import pytest

from pdfbrochure.assets.datafiles import LARGEST, Rows, read_table
from pdfbrochure.diagnostics import Findings, Report
from pdfbrochure.files import Folder, Memory


def told(findings: Findings) -> list[tuple[str, str]]:
    """Codes and sentences."""
    report = Report()
    report.take(findings)
    return [(finding.code, finding.what) for finding in report.findings()]


def rows_of(content: bytes, name: str = "data/staff.csv", sheet: str = "") -> Rows:
    """Rows that can be read."""
    findings = Findings()
    rows = read_table(name, sheet, Memory({name: content}), findings, ("items", 0, "chart", "file"))
    assert rows is not None, told(findings)
    return rows


def workbook(*rows, formats=(), sheets=("Staff",)) -> bytes:
    """The bytes of a workbook; `formats` are those of the columns of the rows below the first."""
    book = openpyxl.Workbook()
    book.active.title = sheets[0]
    for name in sheets[1:]:
        book.create_sheet(name).append([name, "x"])
        book[name].append(["a", "1"])
    for row in rows:
        book.active.append(row)
    for row in list(book.active.iter_rows())[1:]:
        for cell, shown in zip(row, formats, strict=False):
            cell.number_format = shown
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_cells_are_texts_below_their_heads_with_their_lines():
    """Blanks go, rows are filled up, empty rows count as lines and are left out."""
    rows = rows_of("Land;Stellen\r\n Österreich ; 12\r\n;\r\nPolen\r\n".encode("cp1252"))

    assert rows.heads == ("Land", "Stellen")
    assert [(row.number, row.cells) for row in rows.rows] == [(2, ("Österreich", "12")), (4, ("Polen", ""))]
    assert rows.place(rows.rows[1], 1) == "data/staff.csv, line 4, column “Stellen”"


def test_workbook_is_read_as_it_shows_its_numbers():
    """With their decimals, percent signs and months; a sheet by its name."""
    content = workbook(
        ["Month", "Posts", "Share", "Level"], [dt.date(2026, 5, 1), 13411.5, 0.25, 3],
        formats=["mmm yyyy", "#,##0.00", "0.0%", "General"], sheets=("Staff", "Other"),
    )  # fmt: skip

    rows = rows_of(content, "s.xlsx")
    assert rows.rows[0].cells == ("2026-05", "13411.50", "25.0%", "3")
    assert rows.place(rows.rows[0]) == "s.xlsx, row 2"
    assert rows_of(content, "s.xlsx", "Other").heads == ("Other", "x")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has no rows"),
        (b"a,b\n", "has no rows"),
        (b"a,b\n1,2,3\n", "has 3 values in line 2, but 2 columns"),
        (b"a,b\n" + b"1,2\n" * 2001, "has more than 2,000 rows"),
        (b",".join([b"a"] * 101) + b"\n" + b"1," * 100 + b"1\n", "has 101 columns"),
        (b"a,b\n1," + b"x" * 2001 + b"\n", "has 2,001 characters in one cell, in line 2"),
        (workbook(["a", "b"], ["x", "=1+1"]), "has a formula without its value in B2"),
        (b"\xd0\xcf\x11\xe0", "is an old Excel file"),
        (b"PK\x03\x04", "is damaged"),
    ],
)
def test_file_that_is_no_table_is_said_to_be_so(content, says):
    """In one sentence, at the key that names it."""
    findings = Findings()

    assert read_table("x.csv", "", Memory({"x.csv": content}), findings, ("items", 0)) is None
    ((code, what),) = told(findings)
    assert code == "bad-table-file"
    assert says in what


@pytest.mark.parametrize(
    ("name", "code"), [("../secret.csv", "path-outside"), ("none.csv", "missing-file"), (".", "missing-file")]
)
def test_only_files_of_the_folder_are_read(name, code, tmp_path):
    """Nothing outside, nothing that is none."""
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    findings = Findings()

    assert read_table(name, "", Folder(tmp_path / "inside"), findings, ()) is None
    assert [code for code, _what in told(findings)] == [code]


def test_large_file_is_refused():
    """Before it is read into rows."""
    findings = Findings()

    assert read_table("x.csv", "", Memory({"x.csv": b" " * (LARGEST + 1)}), findings, ()) is None
    assert told(findings)[0][0] == "missing-file"


@pytest.mark.parametrize("seed", range(20))
def test_damaged_file_is_read_or_refused(seed):
    """And never ends in a traceback."""
    chance = random.Random(seed)
    content = bytearray(workbook(["a", "b"], ["x", 12]) if seed % 2 else b'a;b\n"x";"a\nb"\n')
    for _ in range(3):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(3)] = chance.choice([b"", b"\0", b'"', b"\xff\xfe", b"<", b";;;;"])
    findings = Findings()

    rows = read_table("x", "", Memory({"x": bytes(content)}), findings, ())
    assert (rows is None) == findings.has_errors
