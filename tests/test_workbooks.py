"""Tables of Excel workbooks, from the file to what is read in the PDF; and workbooks that nobody should have made."""

import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest
from readback import Document
from support import built, prose

from pdfbrochure.diagnostics import BrochureError

HEADS = ["River basin", "Sites", "Good", "Level, m", "Since"]
ROWS = [
    ["Baltic", 2104, 0.88, 0.21, dt.date(2019, 3, 1)],
    ["Danube", 13962, 0.745, -0.42, dt.date(2021, 11, 15)],
]
FORMATS = ["General", "#,##0", "0.0%", "+0.00;-0.00", "d mmmm yyyy"]


def saved(book) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows, formats=(), **sheets) -> bytes:
    """A workbook: the rows of its first sheet, the formats of their columns, and other sheets by name."""
    book = openpyxl.Workbook()
    book.active.title = "Basins"
    for row in rows:
        book.active.append(row)
    for row in list(book.active.iter_rows())[1:]:
        for cell, form in zip(row, formats, strict=False):
            cell.number_format = form
    for name, others in sheets.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    return saved(book)


def with_table(content: bytes, keys: str = "", language: str = "en"):
    """A brochure with a table of a workbook, built."""
    text = f"""
title: News
language: {language}
items:
  - title: An item
    body: {prose(30)}
    table: {{file: data/basins.xlsx{keys}}}
"""
    return built(text, **{"data/basins.xlsx": content})


def cells_of(done) -> list[list[str]]:
    """The words of each row of the only table, as the PDF says them."""
    (table,) = Document(done.pdf).tree.all("Table")
    return [[" ".join(cell.text.split()) for cell in row.elements] for row in table.all("TR")]


def refusal(content: bytes, keys: str = "") -> tuple[str, str]:
    """What is said of a workbook that is refused, and what to do; the build stops with that alone."""
    with pytest.raises(BrochureError) as raised:
        with_table(content, keys)
    (told,) = [each for each in raised.value.report.findings() if each.severity == "error"]
    assert told.span.line == 7
    return told.what, told.mend


def altered(content: bytes, part: str, data: bytes) -> bytes:
    """A workbook with other content in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SMALL = workbook(["a", "b"], ["x", 1])


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", ["Baltic", "2,104", "88.0%", "+0.21", "1 March 2019"]),
        ("de", ["Baltic", "2.104", "88,0%", "+0,21", "1. März 2019"]),
    ],
)
def test_numbers_and_dates_are_printed_as_the_workbook_shows_them(language, first):
    """With its decimals, groups, percent signs and signs, in the manner of the brochure's language."""
    made = with_table(workbook(HEADS, *ROWS, formats=FORMATS), language=language)
    rows = cells_of(made)

    assert rows[0] == HEADS
    assert rows[1] == first
    assert rows[2][3].startswith("\u2212")
    assert not made.report.has_errors


def test_a_sheet_is_chosen_by_its_name():
    """The first that is seen is taken else; a total, a note and a source belong to it as to any table."""
    content = workbook(HEADS, *ROWS, Wells=[["Kind", "Count"], ["Wells", 7], ["All", 7]])
    made = with_table(content, ", sheet: Wells, total: true, note: Counted twice, source: The Agency")
    said = " ".join(Document(made.pdf).tree.text.split())

    assert cells_of(made) == [["Kind", "Count"], ["Wells", "7"], ["All", "7"]]
    assert "Counted twice" in said
    assert "The Agency" in said
    assert cells_of(with_table(content))[0] == HEADS
    what, mend = refusal(content, ", sheet: Springs")
    assert "no sheet “Springs”" in what
    assert "Basins, Wells" in mend


def test_columns_without_a_word_are_none():
    """A table that begins somewhere in the sheet is printed without the white around it and between its parts."""
    book = openpyxl.Workbook()
    for cell, value in {"D5": "Kind", "F5": "Count", "D6": "Wells", "F6": 7, "D7": "Springs", "F7": 9}.items():
        book.active[cell] = value

    assert cells_of(with_table(saved(book))) == [["Kind", "Count"], ["Wells", "7"], ["Springs", "9"]]


def test_merged_cells_stand_where_they_begin():
    """Their word is said once, and no row has fewer cells than the others."""
    book = openpyxl.Workbook()
    for row in (["Region", "Part", "2025"], ["North", "East", 1], [None, "West", 2]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")

    assert cells_of(with_table(saved(book)))[1:] == [["North", "East", "1"], ["", "West", "2"]]


def test_times_are_times():
    """A time of day has no seconds that nobody typed, a length of time no word of a programming language."""
    rows = cells_of(with_table(workbook(["What", "When"], ["Bus", dt.time(9, 30)], ["All", dt.timedelta(hours=30)])))

    assert [row[1] for row in rows[1:]] == ["09:30", "30:00"]


def _titled() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "Budget of the Agency"
    book.active.merge_cells("A1:C1")
    for row in (["Office", "2024", "2025"], ["Rome", 1, 2]):
        book.active.append(row)
    return saved(book)


def _bomb() -> bytes:
    return altered(SMALL, SHEET, b"<worksheet>" + b" " * 101_000_000)


def _liar() -> bytes:
    """A part that says of itself that it is small."""
    raw = bytearray(altered(SMALL, SHEET, b"<worksheet>" + b" " * 3_000_000))
    at = raw.rfind(b"PK\x01\x02", 0, raw.rfind(SHEET.encode()))
    raw[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(raw)


def _entities() -> bytes:
    """Words that grow tenfold eight times, and one that is a file of the machine."""
    grown = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(8))
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}"><v>1</v></c></row>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<!DOCTYPE l [<!ENTITY e0 "ha ha ha ha">{grown}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    rows = row.format(1, "h") + row.format(2, "&e8;") + row.format(3, "&f;")
    sheet = f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return altered(SMALL, SHEET, sheet.encode())


@pytest.mark.parametrize(
    ("content", "says", "helps"),
    [
        (lambda: workbook(["a", "b"], ["x", "=1+1"]), "a formula without its value in B2", "Excel"),
        (lambda: workbook(["a", "b"], ["x", "='[other.xlsx]Sheet1'!A1"]), "a formula without its value in B2", "Excel"),
        (lambda: workbook(["a", "b"], ["x", "#REF!"]), "the fault #REF! in B2", "formula"),
        (lambda: workbook([f"c{n}" for n in range(14)], list(range(14))), "14 columns", "two tables"),
        (_titled, "3 values in row 2, but one column in its first row", "`caption`"),
        (_bomb, "unpacks to more than 100 MB", "rows that are needed"),
        (_liar, "is damaged", "save it again"),
        (_entities, "is damaged", "save it again"),
        (lambda: altered(SMALL, "xl/workbook.xml", b"<broken"), "is damaged", "save it again"),
    ],
)
def test_what_is_wrong_with_a_workbook_is_said(content, says, helps):
    """At the line that names the file, with what to do; nothing is printed in the place of what is not there."""
    what, mend = refusal(content())

    assert says in what
    assert helps in mend


def test_a_workbook_leads_nowhere():
    """Addresses behind cells are not followed and not printed; what Excel has worked out is a plain word."""
    book = openpyxl.Workbook()
    book.active.append(["Kind", "Count"])
    book.active.append(["Wells", 7])
    book.active["A2"].hyperlink = "http://leads.example/away"

    assert b"leads.example" not in with_table(saved(book)).pdf


def test_eight_columns_of_long_words_find_room():
    """Words wrap in their cells, and none is lost."""
    heads = [f"A long head number {at}" for at in range(8)]
    cells = [f"Extraordinarily {at}" for at in range(8)]
    rows = cells_of(with_table(workbook(heads, cells, cells)))

    assert rows[0] == heads
    assert [cell.replace("\u00ad", "") for cell in rows[1]] == cells
