"""The file's bytes: the same on every machine and day, with dates and an ID that come from the content."""

import datetime as dt
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from readback import Document, unicode_map
from support import FONTS, box_setter, brochure, built, item, jpeg, photo

from pdfbrochure.compose.blocks import Element, Paragraph, Role, Span, Tree
from pdfbrochure.layout.pages import Page, Pages, PlacedLine
from pdfbrochure.model.addresses import uri_of
from pdfbrochure.model.theme import Style
from pdfbrochure.paint import Meta, paint

FULL = brochure(
    item(photo=photo(), date="2017-02-14", links=[{"A": "https://a.eu/ü"}]),
    item(words=300, date="2017-02-20", body="**a** *b* [c](https://c.eu)"),
    past_stories={"url": "https://a.eu/old"},
    publisher="A & B <C>",
    subtitle='Say "hi"',
)
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


@pytest.fixture(scope="module")
def full() -> Document:
    """A brochure with a little of everything."""
    return Document(built(FULL).pdf)


# ---- the same bytes


def test_twice_is_the_same():
    """Building twice gives the same bytes."""
    assert built(FULL).pdf == built(FULL).pdf


@pytest.mark.slow
def test_every_machine_gives_the_same(tmp_path):
    """Neither the hash seed, nor the time zone, nor the locale, nor the folder changes a byte."""
    found = set()
    for number, changes in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"})
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.jpg").write_bytes(jpeg(600, 400))
        (folder / "brochure.yaml").write_text(FULL, encoding="utf-8")
        command = [sys.executable, "-m", "pdfbrochure", "build", "brochure.yaml"]
        subprocess.run(command, cwd=folder, env={**os.environ, **changes}, check=True, capture_output=True)
        found.add((folder / "brochure.pdf").read_bytes())

    assert 1 == len(found)


def test_id_comes_from_the_content():
    """Another word gives another ID; the same words the same."""
    one, same, other = (Document(built(brochure(item(title))).pdf).pdf.trailer.ID for title in ("A", "A", "B"))

    assert bytes(one[0]) == bytes(one[1]) == bytes(same[0]) != bytes(other[0])
    assert 16 == len(bytes(one[0]))


def test_no_clock_in_the_file(full):
    """The year of today is nowhere in a brochure of 2017."""
    year = str(dt.datetime.now(dt.UTC).year)

    assert year not in str(full.pdf.docinfo)
    assert year.encode() not in full.root.Metadata.read_bytes()


# ---- dates


def created(text: str) -> str:
    """The date of a brochure's file."""
    document = Document(built(text).pdf)
    return str(document.pdf.docinfo["/CreationDate"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (brochure(item(date="2017-02-14"), item(date="2017-02-20")), "20170220"),
        (brochure(item(date={"from": "2017-02-14", "to": "2017-03-01"})), "20170301"),
        (brochure(item(date="2017-02-14"), date="2017-01-31"), "20170131"),
        (brochure(item(date="some day")), "20000101"),
        (brochure(item()), "20000101"),
    ],
)
def test_date_of_the_file(text, wanted, monkeypatch):
    """A file bears the date of its issue, or of its newest item, never that of the clock."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    assert f"D:{wanted}000000+00'00'" == created(text)


@pytest.mark.parametrize(
    ("epoch", "wanted"),
    [
        ("0", "19700101000000"),
        ("1500000000", "20170714024000"),
        ("now", "20170214000000"),
        ("9" * 30, "20170214000000"),
    ],
)
def test_source_date_epoch(epoch, wanted, monkeypatch):
    """SOURCE_DATE_EPOCH replaces the date when it is a number of seconds."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert f"D:{wanted}+00'00'" == created(brochure(item(date="2017-02-14")))


def test_xmp_equals_information(full):
    """What XMP and information dictionary both say is the same, letter by letter."""
    description = ET.fromstring(full.root.Metadata.read_bytes()).find(".//rdf:Description", NAMESPACES)
    info = full.pdf.docinfo
    stamp = re.sub(r"D:(....)(..)(..)(..)(..)(..)\+00'00'", r"\1-\2-\3T\4:\5:\6+00:00", str(info["/CreationDate"]))

    def said(path: str) -> str | None:
        return description.findtext(path, None, NAMESPACES)

    assert [stamp] * 3 == [said(f"xmp:{key}Date") for key in ("Create", "Modify", "Metadata")]
    assert str(info["/Title"]) == said("dc:title/rdf:Alt/rdf:li")
    assert str(info["/Author"]) == said("dc:creator/rdf:Seq/rdf:li") == "A & B <C>"
    assert str(info["/Subject"]) == said("dc:description/rdf:Alt/rdf:li")
    assert str(info["/Producer"]) == said("pdf:Producer") == said("xmp:CreatorTool")
    assert ["2", "A", "1"] == [said("pdfaid:part"), said("pdfaid:conformance"), said("pdfuaid:part")]
    assert "en" == said("dc:language/rdf:Bag/rdf:li")


# ---- the container


def test_file_is_well_formed(full):
    """A strict reader finds nothing to repair."""
    assert [] == full.pdf.check_pdf_syntax()
    assert full.content.startswith(b"%PDF-1.7\n%")
    assert full.content.endswith(b"%%EOF\n")


def test_more_objects_than_fit_in_one_stream():
    """A long brochure has several object streams, and nothing to repair either."""
    document = Document(built(brochure(*(item(f"Item {number}", 30) for number in range(150)))).pdf)

    assert 1 < document.content.count(b"/Type /ObjStm")
    assert [] == document.pdf.check_pdf_syntax()
    assert 150 == len(document.bookmarks) == len(document.tree.all("Art"))


def test_addresses_are_ascii(full):
    """Letters beyond ASCII are percent-encoded in the link, and shown as typed."""
    assert "https://a.eu/%C3%BC" in {str(link.A.URI) for link in full.links}
    assert "a.eu/ü" in full.tree.text


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://a.eu/b?c=d", "https://a.eu/b?c=d"),
        ("https://müller.eu/", "https://xn--mller-kva.eu/"),
        ("https://a.eu/ü?ö=ä#é", "https://a.eu/%C3%BC?%C3%B6=%C3%A4#%C3%A9"),
        ("https://a.eu/(x)\\y", "https://a.eu/(x)\\y"),
    ],
)
def test_address_of_a_link(url, wanted):
    """Hosts go as punycode, the rest percent-encoded; brackets survive the PDF's own."""
    document = Document(built(brochure(item(links=[{"A": url}]))).pdf) if "\\" not in url else None
    assert wanted == uri_of(url)
    assert document is None or {wanted} == {str(link.A.URI) for link in document.links}


def test_titles_of_any_script_in_the_outline():
    """Bookmarks hold characters from outside the first plane of Unicode, brackets and backslashes."""
    title = "A (b) \\ c – ß Ω Я"

    document = Document(built(brochure(item(title), settings={"punctuation": "verbatim"})).pdf)

    assert [title] == document.bookmarks


def test_links_of_one_page_only_have_their_own_numbers():
    """Every annotation of the file has a number of its own."""
    document = Document(built(brochure(*(item(links=[{"A": "https://a.eu"}] * 3) for _ in range(12)))).pdf)
    numbers = [int(link.StructParent) for link in document.links]

    assert 36 == len(numbers) == len(set(numbers))


# ---- fonts of other kinds


def painted(file: str, text: str, *, index: int = 0) -> Document:
    """One line in a box font, painted."""
    (line,) = box_setter(file=file, index=index).set(
        Paragraph((Span(text),), "body", 1), Style("sans", 10.0, 12.0), 1000.0
    )
    nodes = Tree([Element(0, Role.DOCUMENT), Element(1, Role.PARAGRAPH)], [None, 0])
    meta = Meta("T", "", "", "en", dt.datetime(2017, 2, 14, tzinfo=dt.UTC), "test")
    pages = Pages(600.0, 100.0, (Page(1, (PlacedLine(10.0, 50.0, line),)),), ())
    return Document(paint(pages, nodes, {"ink": "#000000"}, meta, lambda _placed: None))


@pytest.mark.parametrize("file", ["boxes.ttf", "boxes.otf", "boxes.ttc"])
@pytest.mark.parametrize("text", ["four", "Łódź – “q”", "a\u202fb\u2011c"])
def test_every_kind_of_font_is_embedded_and_read_back(file, text):
    """TrueType, PostScript and collections give a subset with widths, and text that reads back."""
    document = painted(file, text)
    (font,) = document.fonts
    inner = font.DescendantFonts[0]

    assert text == document.tree.text.strip()
    assert ("/CIDFontType0" if file.endswith("otf") else "/CIDFontType2") == str(inner.Subtype)
    assert {1000} == {int(width) for part in inner.W if isinstance(part, pikepdf.Array) for width in part}


def test_second_face_of_a_collection_is_embedded():
    """The half-wide face of the collection has widths of 500."""
    document = painted("boxes.ttc", "four", index=1)
    inner = document.fonts[0].DescendantFonts[0]

    assert {500} == {int(width) for part in inner.W if isinstance(part, pikepdf.Array) for width in part}


def test_subset_holds_only_what_is_used():
    """A font program of four boxes is much smaller than the font."""
    document = painted("boxes.ttf", "four")
    font = document.fonts[0]
    program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()

    assert len(program) < (FONTS / "boxes.ttf").stat().st_size / 4
    assert {"f", "o", "u", "r", " ", "\ufffd"} == set(unicode_map(font).values())


def test_where_text_stands():
    """Ten from the left and 50 from the top of a page of 100 is 50 from its foot."""
    document = painted("boxes.ttf", "four")
    places = [
        [float(value) for value in operands]
        for operands, operator in pikepdf.parse_content_stream(document.pdf.pages[0])
        if str(operator) == "Td"
    ]

    assert [[10.0, 50.0]] == places


def test_row_of_a_table_has_all_its_cells():
    """Empty ones too; a header says whether it is that of a row or of a column."""
    roles = [Role.DOCUMENT, Role.TABLE, Role.TABLE_ROW, Role.TABLE_HEADER, Role.TABLE_CELL, Role.TABLE_CELL]
    elements = [Element(number, role, scope="Row" if number == 3 else "") for number, role in enumerate(roles)]
    nodes = Tree(elements, [None, 0, 1, 2, 2, 2])
    setter, style = box_setter(), Style("sans", 10.0, 12.0)
    lines = [setter.set(Paragraph((Span("ab"),), "body", node), style, 100.0)[0] for node in (3, 5)]
    things = tuple(PlacedLine(10.0 + 90 * number, 50.0, line) for number, line in enumerate(lines))
    meta = Meta("T", "", "", "en", dt.datetime(2017, 2, 14, tzinfo=dt.UTC), "test")

    pdf = paint(Pages(600.0, 100.0, (Page(1, things),), ()), nodes, {"ink": "#000000"}, meta, lambda _placed: None)

    document = Document(pdf)
    row = document.tree.all("TR")[0]
    assert row.roles == ["TH", "TD", "TD"]
    assert [str(kid.dictionary.A.Scope) for kid in row.elements if "/A" in kid.dictionary] == ["/Row"]
