"""The reader of finished PDFs: what it finds in ours, in damaged and in hostile ones."""

import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import brochure, built, item, photo

from pdfbrochure.finished import filters
from pdfbrochure.finished.cmaps import read_code_map
from pdfbrochure.finished.contents import joined
from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.reading import read_pdf
from pdfbrochure.finished.tokens import Name, PdfFault, Ref, operations, read_value, text_of

TEXT = brochure(
    item("One", words=0, body="Alpha *beta* gamma.\n\n- Entry\n", photos=[photo(caption="A view")]),
    item("Two", 20, links=[{"label": "The site", "url": "https://example.org/a"}]),
    language="fr",
)


@pytest.fixture(scope="module")
def ours() -> bytes:
    """A brochure of ours."""
    return built(TEXT).pdf


def saved(document: pikepdf.Pdf, **options) -> bytes:
    """The file's bytes."""
    stream = io.BytesIO()
    document.save(stream, **options)
    return stream.getvalue()


def told(pdf: bytes) -> list[tuple[str, str]]:
    """Role and text of each element that has one."""
    return [(one.role, one.alt or one.text) for one in read_pdf(pdf).elements if one.alt or one.text]


def test_tags_and_texts_are_read_in_order(ours):
    """Titles, texts, the photo's description and the link come as they are read out."""
    found = told(ours)
    wanted = [("H1", "News"), ("H2", "One"), ("Figure", "A gray field"), ("P", "Alpha beta gamma."), ("H2", "Two")]

    assert [entry for entry in found if entry in wanted] == wanted
    assert ("Link", "The site example.org/a") in found or ("Link", "The site") in found


def test_facts_are_read(ours):
    """Language, title, claim, links and fonts."""
    reading = read_pdf(ours)

    assert (reading.facts.language, reading.facts.title, reading.facts.part) == ("fr", "News", "1")
    assert [one.target for one in reading.annotations] == ["https://example.org/a"]
    assert reading.annotations[0].contents
    assert reading.elements[reading.annotations[0].element].role == "Link"
    assert reading.fonts
    assert reading.defects == []


@pytest.mark.parametrize(
    "options",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"qdf": True},
        {"linearize": True},
    ],
    ids=["classic", "packed", "plain", "linearized"],
)
def test_however_the_file_is_written_the_same_is_read(ours, options):
    """Classic tables, object streams, plain streams, linearized files."""
    with pikepdf.open(io.BytesIO(ours)) as document:
        again = saved(document, **options)

    assert told(again) == told(ours)


def test_file_without_its_table_is_read_all_the_same(ours):
    """Objects are found one by one when the cross-reference table is cut off, or wrong."""
    at = ours.rindex(b"startxref")

    assert told(ours[:at]) == told(ours)
    assert told(ours[:at] + b"startxref\n7\n%%EOF\n") == told(ours)
    assert told(b"\n\nsomething before\n" + ours) == told(ours)


def test_locked_file_is_said_to_be_locked(ours):
    """What is locked is not guessed at."""
    with pikepdf.open(io.BytesIO(ours)) as document:
        locked = saved(document, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    reading = read_pdf(locked)

    assert "locked" in reading.stopped
    assert reading.elements == []


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    """Whatever a file holds, it is read or refused."""
    for content in (data, b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R " + data + b" >>\nendobj\n"):
        try:
            read_pdf(content)
        except PdfFault as fault:
            assert str(fault)  # noqa: PT017  # either way is right


@pytest.mark.parametrize(
    "body",
    [
        b"<< /Type /Catalog /Pages 1 0 R /StructTreeRoot 1 0 R /K 1 0 R /Kids [1 0 R] >>",
        b"<< /Type /Catalog /Pages " + b"[" * 5000 + b" >>",
        b"<< /Type /Catalog /Pages << /Kids [<< /Kids " + b"[<< /Kids " * 40 + b" >>",
        b"<< /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj",
    ],
    ids=["itself", "deep", "kids", "circle"],
)
def test_hostile_files_are_read_or_refused(body):
    """Circles and depths end."""
    try:
        reading = read_pdf(b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\n")
    except PdfFault:
        return

    assert reading.pages <= 1


def test_bomb_is_not_unpacked(monkeypatch):
    """A stream that becomes too large is refused before it is."""
    monkeypatch.setattr(filters, "MOST_UNPACKED", 10_000)
    with pytest.raises(PdfFault, match="too large"):
        filters.unpack(zlib.compress(bytes(1_000_000)), [Name("FlateDecode")], [{}])


def test_forms_in_forms_end(ours, monkeypatch):
    """Contents that grow without end are given up, and the reading says so."""
    monkeypatch.setattr("pdfbrochure.finished.contents.MOST_OPERATIONS", 50)

    assert "more on its pages" in read_pdf(ours).stopped


@pytest.mark.parametrize(
    ("data", "filters_", "wanted"),
    [
        (b"48 65 6c6C 6f>", ["ASCIIHexDecode"], b"Hello"),
        (b"<~87cURDZ~>", ["ASCII85Decode"], b"Hello"),
        (bytes([4]) + b"Hello" + bytes([254]) + b"!" + bytes([128]), ["RunLengthDecode"], b"Hello!!!"),
        (bytes([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), ["LZWDecode"], b"-----A---B"),
        (zlib.compress(b"Hello").hex().encode(), ["AHx", "Fl"], b"Hello"),
    ],
)
def test_filters(data, filters_, wanted):
    """The usual packings; the example of LZW is that of ISO 32000-1, 7.4.4.2."""
    assert filters.unpack(data, [Name(name) for name in filters_], [{}] * len(filters_)) == wanted


def test_values_are_read_as_the_standard_has_them():
    """Strings with escapes, names with numbers, references, nested things."""
    data = rb"<< /A#20B (a\(b\)\101(c)) /C [1 -2.5 <48 69> 7 0 R true null] /D << /E /F >> >> endobj"
    value, word, _place = read_value(data)

    assert value == {"A B": b"a(b)A(c)", "C": [1, -2.5, b"Hi", Ref(7, 0), True, None], "D": {"E": "F"}}
    assert word == b"endobj"


def test_inline_image_is_one_operator():
    """Its bytes are not taken for operators."""
    words = [word for word, _operands, _place in operations(b"q BI /W 1 /H 1 ID \x00Q EM EI Q")]

    assert words == [b"q", b"BI", b"Q", b""]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"\xfe\xff\x00A\x20\xac", "A\u20ac"),
        (b"\xef\xbb\xbf\xc3\xa9", "\u00e9"),
        (b"\x93a\xa0", "\ufb01a\u20ac"),
        (3, ""),
    ],
)
def test_text_strings(value, text):
    """UTF-16, UTF-8 and the encoding of PDF."""
    assert text_of(value) == text


def test_code_maps():
    """Single codes, ranges, lists; an empty entry is an entry."""
    found = read_code_map(
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <00660069> <0002> <> endbfchar "
        b"2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <0062>] endbfrange "
        b"1 begincidrange <0030> <0032> 5 endcidrange"
    )

    assert found.texts == {1: "fi", 2: "", 16: "A", 17: "B", 18: "C", 32: "a", 33: "b"}
    assert found.numbers == {48: 5, 49: 6, 50: 7}


def test_lines_are_joined_as_they_are_read():
    """A space between lines, none after a soft hyphen, none in scripts that have none."""
    assert joined("one", "two", is_new_line=True) == "one two"
    assert joined("bro\u00ad", "chure", is_new_line=True) == "brochure"
    assert joined("\u6587", "\u5b57", is_new_line=True) == "\u6587\u5b57"
    assert joined("one", "two", is_new_line=False) == "onetwo"


def test_widths_and_glyphs_of_fonts_are_compared(ours):
    """A width that differs from the font's is found."""
    with pikepdf.open(io.BytesIO(ours)) as document:
        for obj in document.objects:
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Subtype") == "/CIDFontType2":
                obj.W[1] = pikepdf.Array([width + 30 for width in obj.W[1]])
        changed = saved(document)

    assert {defect.kind for defect in read_pdf(changed).defects} == {"width-differs"}


def test_all_objects_are_found(ours):
    """As many as another reader finds."""
    with pikepdf.open(io.BytesIO(ours)) as document:
        count = len([obj for obj in document.objects if obj is not None])

    assert sum(value is not None for value in Document(ours).all()) == count


def test_words_broken_at_the_end_of_a_line_are_whole(ours):
    """A hyphen that is marked as hidden is no part of the word, and no space takes its place."""
    with pikepdf.open(io.BytesIO(ours)) as document:
        page = document.pages[0]
        piece = b" /Artifact BMC BT /FH 9 Tf 30 30 Td (-) Tj ET EMC"
        parts = b"/P <</MCID 0>> BDC BT /FH 9 Tf 9 30 Td (bro) Tj ET EMC" + piece
        parts += b"/P <</MCID 1>> BDC BT /FH 9 Tf 9 10 Td (chure and) Tj ET BT 9 0 Td (more) Tj ET EMC"
        page.Contents = document.make_stream(parts)
        page.Resources.Font = pikepdf.Dictionary(
            FH=pikepdf.Dictionary(
                Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding
            )
        )
        top = document.Root.StructTreeRoot.K[0]
        one = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, P=top, Pg=page.obj, K=pikepdf.Array([0, 1])))
        top.K = pikepdf.Array([one])
        changed = saved(document)

    assert told(changed) == [("P", "brochure and more")]
