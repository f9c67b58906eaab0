"""Sources that mean harm are bounded: in time, in memory, and in what they may name."""

import contextlib
import io
import random
import zipfile

import pytest
from words import gather

from pdfbrochure.diagnostics import Report
from pdfbrochure.importers.draft import ImportFault
from pdfbrochure.importers.html import read_html
from pdfbrochure.importers.run import Options, import_source
from pdfbrochure.read import parse

LAUGHS = b"<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"


def write(folder, name: str, content: bytes) -> str:
    """Return the path of a file."""
    (folder / name).write_bytes(content)
    return str(folder / name)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xml", LAUGHS + b"<rss version='2.0'><channel><title>&b;</title></channel></rss>", "entities"),
        ("a.xml", b"<rss><channel><wp:wxr_version>1.2</wp:wxr_version>", "damaged"),
        ("a.xml", b"<rss><nothing/></rss>", "no text"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000, "cannot be read"),
        ("a.json", b'{"a": 1}', "neither a JSON Feed"),
        ("a.html", b"<html><body>" + b"<div>" * 100_000 + b"x", "nested deeper"),
        ("a.html", b"<html><body></body></html>", "no text"),
        ("a.pdf", b"%PDF-1.7", "a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "old Office file"),
        ("a.bin", bytes(1000), "no kind that can be imported"),
        ("a.md", b"", "no text"),
    ],
)  # fmt: skip
def test_source_that_is_none_is_said_to_be_so(tmp_path, name, content, says):
    """With a sentence, and never with a traceback."""
    with pytest.raises(ImportFault, match=says):
        import_source(write(tmp_path, name, content), Options())


def test_archive_of_something_else_is_told(tmp_path):
    """A zip file is no Word document because it is a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(ImportFault, match="is an archive"):
        import_source(write(tmp_path, "a.zip", stream.getvalue()), Options())


@pytest.mark.parametrize(
    "name", ["../secret.jpg", "/etc/passwd", "file:///etc/passwd", "..%2Fsecret.jpg", "a\0.jpg", "C:\\x.jpg"]
)
def test_picture_outside_of_the_folder_is_left_out(tmp_path, name):
    """A source names pictures beside itself, and no others; the report says so."""
    inside = gather(tmp_path)
    (tmp_path / "secret.jpg").write_bytes((inside / "hill.jpg").read_bytes())
    path = write(
        inside, "a.md", f"# One\n\nWords.\n\n<img src='{name}' alt='A secret' width=600>\n\n# Two\n\nMore.\n".encode()
    )
    found = import_source(path, Options())

    assert found.photos == 0
    assert "(it said: A secret)" in found.files["import-report.txt"].decode()


def test_text_that_means_yaml_stays_text(tmp_path):
    """No title becomes a key, an anchor or a tag."""
    titles = ["- a: b", "&x *y !z", "key: value # no", "'quoted", '"', "null", "~", "[1, 2]", "{a: b}", "%x", "@x"]
    titles += ["`x`", "? x", "\\n", "NO", "12:30", "yes", ">", "|", "---"]
    text = "\n\n".join(f"<h1>{title}</h1><p>Words of it.</p>" for title in titles)
    path = write(tmp_path, "a.md", text.encode())
    source = parse(import_source(path, Options()).files["brochure.yaml"], Report())
    items = source.value["items"]

    assert isinstance(items, list)
    assert [item["title"] for item in items] == titles


@pytest.mark.parametrize(
    "html", ["<b>" * 4000 + "x", "<ul><li>" * 2000 + "x", "<table><tr><td>" * 1000 + "x", "<a href=x>" * 4000]
)
def test_deep_nesting_is_read_as_text(html):
    """Within the limit of what is taken, nothing recurses without end."""
    pieces = read_html(html, lambda _kind, _what: None)

    assert all("x" in piece.text for piece in pieces)


def test_markdown_that_begins_with_a_bracket_is_no_json(tmp_path):
    """As files do that begin with a badge."""
    path = write(tmp_path, "a.md", b"[![Badge](b.svg)](https://example.org)\n\n# One\n\nWords.\n")

    assert [item.title for item in import_source(path, Options()).draft.items] == ["One"]


SIGNS = (
    b"<", b">", b"&", b"\0", b"\xff", b"<table>", b"</div>", b"]]>", b"<![CDATA[", b'"', b"{", b"[", b"---\n", b"|",
    b"[^1]", b"&#xD800;", b"<a href='http://[x'>y</a>", b"<img src='http://[::x' width=500>", b"<ol start=99999>",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_damaged_source_is_read_or_refused(sources, tmp_path, seed):
    """Whatever is cut out or put in, it never ends in a traceback."""
    chance = random.Random(seed)
    source = sources[seed % len(sources)]
    content = bytearray(source.read_bytes())
    for _ in range(4):
        at = chance.randrange(len(content))
        content[at : at + chance.choice([0, 0, 100])] = chance.choice(SIGNS)
    with contextlib.suppress(ImportFault):
        import_source(write(tmp_path, source.name, bytes(content)), Options())


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The files of the sources."""
    folder = gather(tmp_path_factory.mktemp("sources"))
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".jpg")
