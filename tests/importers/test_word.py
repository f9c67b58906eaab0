"""Word documents: styles, bold lines as headings, pictures with captions, and what a brochure cannot hold."""

import io
import zipfile

import docx
import pytest
import yaml
from docx.shared import Cm
from PIL import Image

from pdfbrochure.importers.draft import ImportFault
from pdfbrochure.importers.run import Imported, Options, import_source


def photo(color=(90, 120, 60)) -> io.BytesIO:
    """A picture's file."""
    stream = io.BytesIO()
    Image.new("RGB", (600, 400), color).save(stream, "JPEG")
    stream.seek(0)
    return stream


def imported(tmp_path, document) -> Imported:
    """What a document makes."""
    path = tmp_path / "issue.docx"
    document.save(path)
    return import_source(str(path), Options(language="en"))


def value(found: Imported):
    """The YAML of an import."""
    return yaml.safe_load(found.files["brochure.yaml"])


def test_styles_become_keys(tmp_path):
    """Title, headings, quotes, lists, tables, pictures with captions and alternative texts, header and footer."""
    document = docx.Document()
    document.add_paragraph("Island letter", style="Title")
    document.add_paragraph("Spring", style="Subtitle")
    document.add_paragraph("Two stories from the island.")
    document.add_heading("The pier is whole again", 1)
    document.add_paragraph("3 May 2025")
    text = document.add_paragraph("The pier was ")
    text.add_run("mended").bold = True
    text.add_run(" in nine days; see (the plan) at 5 * 3 m.")
    document.add_heading("Who did it", 2)
    document.add_paragraph("Ana", style="List Bullet")
    document.add_paragraph("Ben", style="List Bullet")
    document.add_picture(photo(), width=Cm(8))
    document.add_paragraph("Figure 1: The pier at noon. Photo: Ana Roth", style="Caption")
    document.add_paragraph("It holds.", style="Quote")
    document.add_heading("Goats in the churchyard", 1)
    document.add_paragraph("They left by themselves.")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Goats", "Days", "12", "4"), strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "Internal use"
    found = imported(tmp_path, document)

    assert value(found) == {
        "title": "Island letter",
        "subtitle": "Spring",
        "language": "en",
        "intro": "Two stories from the island.\n",
        "items": [
            {
                "date": "3 May 2025",
                "title": "The pier is whole again",
                "photo": {
                    "file": "assets/the-pier-at-noon.jpg",
                    "credit": "Ana Roth",
                    "caption": "The pier at noon.",
                },
                "body": "The pier was **mended** in nine days; see (the plan) at 5 * 3 m.\n\n## Who did it\n\n"
                "- Ana\n- Ben\n\n> It holds.\n",
            },
            {"title": "Goats in the churchyard", "body": "They left by themselves.\n\n- Goats: Days\n- 12: 4\n"},
        ],
    }
    assert "the head of the pages: Internal use" in found.files["import-report.txt"].decode()


def test_bold_lines_are_headings_where_there_are_no_others(tmp_path):
    """As in most documents of offices; the report says which lines were taken."""
    document = docx.Document()
    for heading, words in (("New opening hours", "From June we open at eight."), ("A farewell", "Ms Bell leaves us.")):
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(words)
    found = imported(tmp_path, document)

    assert [item["title"] for item in value(found)["items"]] == ["New opening hours", "A farewell"]
    assert "the bold line “A farewell” is taken for a heading" in found.files["import-report.txt"].decode()


def with_part(document, name: str, change) -> bytes:
    """The bytes of a document with one part changed."""
    stream = io.BytesIO()
    document.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return out.getvalue()


def test_deleted_words_and_text_boxes_are_listed(tmp_path):
    """What mammoth passes over stands in the report."""
    document = docx.Document()
    document.add_heading("One", 1)
    document.add_paragraph("Kept words. MARK")
    run = (
        b"</w:t></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>removed sentence</w:delText></w:r></w:del>"
        b"<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r>"
        b"<w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r><w:r><w:t>"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(with_part(document, "word/document.xml", lambda data: data.replace(b"MARK", run)))
    found = import_source(str(path), Options())
    said = found.files["brochure.yaml"].decode() + found.files["import-report.txt"].decode()

    assert "words that are marked as deleted: removed sentence" in said
    assert said.count("Boxed words") == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda data: data[: len(data) // 2],
        lambda _data: b"PK\x03\x04" + bytes(200),
        lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03"),
    ],
    ids=["cut", "zeros", "directory"],
)
def test_damaged_document_is_said_to_be_damaged(tmp_path, make):
    """And never ends in a traceback."""
    document = docx.Document()
    document.add_paragraph("words")
    stream = io.BytesIO()
    document.save(stream)
    path = tmp_path / "a.docx"
    path.write_bytes(make(stream.getvalue()))

    with pytest.raises(ImportFault, match="damaged"):
        import_source(str(path), Options())


def test_bomb_is_refused_before_it_is_unpacked(tmp_path):
    """A document whose text would fill the memory is told by the sizes in its directory."""
    document = docx.Document()
    path = tmp_path / "a.docx"
    path.write_bytes(with_part(document, "word/document.xml", lambda data: data + b" " * 60_000_000))

    with pytest.raises(ImportFault, match="more than any document of people"):
        import_source(str(path), Options())


def test_entities_are_not_expanded(tmp_path):
    """A billion laughs in a document's text are a damaged document."""
    laughs = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
        b"<!ENTITY %s '%s'>" % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(9)
    )
    document = docx.Document()
    document.add_paragraph("MARK")
    path = tmp_path / "a.docx"

    def change(data: bytes) -> bytes:
        head, tail = data.split(b"?>", 1)
        return head + b"?>" + laughs + b"]>" + tail.replace(b"MARK", b"&j;")

    path.write_bytes(with_part(document, "word/document.xml", change))
    with pytest.raises(ImportFault):
        import_source(str(path), Options())


def test_linked_picture_reads_no_file_of_the_disc(tmp_path):
    """A picture that a document only names is not looked for."""
    (tmp_path / "secret.jpg").write_bytes(photo().getvalue())
    document = docx.Document()
    document.add_heading("One", 1)
    document.add_paragraph("Words")
    document.add_picture(photo(), width=Cm(2))
    path = tmp_path / "a.docx"
    outside = f'Target="file://{tmp_path}/secret.jpg" TargetMode="External"'.encode()
    rels = "word/_rels/document.xml.rels"
    data = with_part(document, rels, lambda part: part.replace(b'Target="media/image1.jpg"', outside))
    path.write_bytes(data)
    try:
        found = import_source(str(path), Options())
    except ImportFault:
        return
    assert found.photos == 0
