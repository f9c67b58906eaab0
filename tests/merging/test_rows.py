"""Tables as offices have them: what parts the values, how they are encoded, and what a spreadsheet does to numbers."""

import datetime as dt
import io
import json
import random
import zipfile

import openpyxl
import pytest

from pdfbrochure.diagnostics import Report
from pdfbrochure.merging.rows import choose_rows, fold, read_table


def table_of(content: bytes, name: str = "offices.csv", **given):
    """A table that can be read."""
    report = Report()
    table = read_table(content, name, report, **given)
    assert table is not None, [finding.what for finding in report.findings()]
    return table


def values(content: bytes, **given) -> list[dict[str, str]]:
    """The values of its rows."""
    return [row.values for row in table_of(content, **given).rows]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_files_are_read_whatever_parts_and_encodes_them(sign, encoding):
    """Signs inside of quotes part nothing; Excel's UTF-16 has its mark; what is not UTF-8 is Windows-1252."""
    text = f'Office{sign}Note\r\nZürich{sign}"one; two, three"\r\nMálaga{sign}\r\n'

    assert values(text.encode(encoding)) == [
        {"office": "Zürich", "note": "one; two, three"},
        {"office": "Málaga"},
    ]


def test_one_column_is_a_table():
    """Nothing parts anything then."""
    assert values(b"Office\nRome\nLima\n") == [{"office": "Rome"}, {"office": "Lima"}]


def test_number_of_a_row_is_that_of_the_spreadsheet():
    """Line ends inside of a value begin no row, and empty rows count."""
    table = table_of(b'Office,"Note\nfor all"\nRome,"a\nb"\n,\nLima,c\n')

    assert [row.number for row in table.rows] == [2, 4]
    assert table.label(table.rows[1]) == "row 4 (Office = Lima)"


def test_names_of_columns_are_the_same_in_any_spelling():
    """Case, doubled blanks, hyphens, soft hyphens, wide letters, and the at sign of other programs."""
    assert {
        fold(name) for name in ("Office name", "office_name", "OFFICE-NAME", "Off\u00adice  name", "'@Office name")
    } == {"office name"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has no rows"),
        (b"Office\n", "has no rows"),
        (b"A,a\n1,2\n", "two columns named"),
        (b"A,B\n1,2,3\n", "has 3 values, but there are 2 columns"),
        (b'{"a": [1]}', "a list or an object for a value in row 1"),
        (b"[1, 2]", "no list of objects"),
        (b"[" * 50_000, "is no JSON"),
        (b"\xd0\xcf\x11\xe0", "old Excel file"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_table_that_is_none_is_said_to_be_so(content, says):
    """With a sentence."""
    report = Report()

    assert read_table(content, "x.csv", report) is None
    assert says in report.findings()[0].what


def test_json_gives_texts():
    """A list of objects, or one object a line; keys that are missing are empty."""
    rows = [{"Office": "Rome", "Staff": 12, "Share": 0.5, "Open": True}, {"Office": "Lima", "Staff": 3.0, "Note": None}]
    expected = [{"office": "Rome", "staff": "12", "share": "0.5", "open": "yes"}, {"office": "Lima", "staff": "3"}]

    assert values(json.dumps(rows).encode()) == expected
    assert values("\n".join(map(json.dumps, rows)).encode()) == expected


def workbook(*rows, hidden: bool = False) -> bytes:
    """The bytes of a workbook."""
    book = openpyxl.Workbook()
    if hidden:
        book.active.sheet_state = "hidden"
        book.active.append(["Secret"])
        book.create_sheet("Offices")
    page = book["Offices"] if hidden else book.active
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbook_keeps_what_was_typed():
    """Zeros before a number that is text, whole numbers without decimals, dates; the first sheet that is seen."""
    content = workbook(["Office", "Code", "Staff", "Day"], ["Rome", "007", 12, dt.date(2025, 5, 1)], hidden=True)

    assert values(content) == [{"office": "Rome", "code": "007", "staff": "12", "day": "2025-05-01"}]


def test_workbook_that_unpacks_without_end_is_refused():
    """By the sizes in its directory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 310_000_000)
    report = Report()

    assert read_table(stream.getvalue(), "x.xlsx", report) is None
    assert "more than 300 MB" in report.findings()[0].what


def test_rows_can_be_chosen():
    """By number, by value, and so many."""
    table = table_of(b"Office,Region\nRome,Europe\nLima,America\nOslo,Europe\n")

    assert [row.number for row in choose_rows(table, "2-3", {}, 0)] == [2, 3]
    assert [row.number for row in choose_rows(table, "", {"region": "EUROPE"}, 0)] == [2, 4]
    assert [row.number for row in choose_rows(table, "", {}, 1)] == [2]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_table_is_read_or_refused(seed):
    """And never ends in a traceback."""
    chance = random.Random(seed)
    whole = workbook(["Office", "Staff"], ["Rome", 12]) if seed % 2 else b'Office;Note\n"Rome";"a\nb"\nLima;c\n'
    content = bytearray(whole)
    for _ in range(3):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(3)] = chance.choice([b"", b"\0", b'"', b"\xff\xfe", b"<", b";;;;"])
    report = Report()

    assert (read_table(bytes(content), "x.csv", report) is None) == report.has_errors
