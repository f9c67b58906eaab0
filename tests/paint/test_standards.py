"""`settings.standard`: what a file says of itself, its namespaces and its destinations, and what veraPDF says of it."""

import io
import re
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import yaml
from readback import Document
from support import EXAMPLES, REFERENCE, as_yaml, brochure, built, item, jpeg, name_of, photo
from test_languages import needs_font
from test_validators import judged

from pdfbrochure.compose.blocks import Role
from pdfbrochure.files import Folder
from pdfbrochure.paint.standards import STANDARDS
from pdfbrochure.pipeline import build

BODY = "One **two** [four](https://a.eu).\n\n## Sub\n\n- a\n  1. b\n\n> quote\n\nA\\\nB"
ID = "{http://www.aiim.org/pdf%s/ns/id/}%s"


def everything(**settings: object) -> str:
    """A brochure with every kind of element."""
    return brochure(
        item("Décor", body=BODY, photos=[photo(caption="C"), {"file": "b.jpg", "credit": "B", "decorative": True}]),
        item("Second", 900, date="2017-02-14", standfirst="In short", links=[{"A" * 90: f"https://ü.eu/{'x' * 90}"}]),
        past_stories={"url": "https://a.eu"},
        contact="Us & them",
        logo={"file": "b.jpg", "alt": "The mark"},
        publisher="A & B",
        settings=settings,
    )


def content_of(**settings: object) -> bytes:
    """The file of the brochure with every kind of element."""
    return built(everything(**settings), b=jpeg(90, 120)).pdf


@pytest.fixture(scope="module")
def newer() -> Document:
    """A file to the newer standards."""
    return Document(content_of(standard="ua-2"))


@pytest.fixture(scope="module")
def older() -> Document:
    """A file of a brochure that names no standard."""
    return Document(content_of())


def claims(document: Document) -> dict[str, str | None]:
    """What the XMP says of PDF/A (`a`) and PDF/UA (`ua`)."""
    packet = ET.fromstring(document.root.Metadata.read_bytes())
    keys = [(name, key) for name in ("a", "ua") for key in ("part", "conformance", "rev")]
    return {f"{name} {key}": packet.findtext(f".//{ID % (name, key)}") for name, key in keys}


def test_newer_claims(newer):
    """PDF/UA-2 of 2024 and PDF/A-4 of 2020, which has no level, and no schema is described."""
    assert {
        "a part": "4",
        "a conformance": None,
        "a rev": "2020",
        "ua part": "2",
        "ua conformance": None,
        "ua rev": "2024",
    } == claims(newer)
    assert b"pdfaExtension" not in newer.root.Metadata.read_bytes()


def test_older_claims(older):
    """A brochure that names no standard is PDF/UA-1 and PDF/A-2a, and so is one that names it."""
    assert ("2", "A", "1") == tuple(claims(older)[key] for key in ("a part", "a conformance", "ua part"))
    assert b"pdfaExtension" in older.root.Metadata.read_bytes()
    assert older.content == content_of(standard="ua-1")


def test_newer_file(newer):
    """PDF 2.0, without an information dictionary, and nothing to repair; the ID stays."""
    assert newer.content.startswith(b"%PDF-2.0\n%")
    assert "/Info" not in newer.pdf.trailer
    assert 16 == len(bytes(newer.pdf.trailer.ID[0]))
    assert [] == newer.pdf.check_pdf_syntax()


def test_older_file(older):
    """PDF 1.7 with an information dictionary, without namespaces or structure destinations."""
    assert older.content.startswith(b"%PDF-1.7\n%")
    assert "/Info" in older.pdf.trailer
    assert "/Namespaces" not in older.root.StructTreeRoot
    assert not [element for element in older.tree.walk() if "/NS" in element.dictionary]
    assert {"/Dest"} == {key for entry in entries(older) for key in entry.keys() & {"/Dest", "/A"}}


def test_every_element_has_its_namespace(newer):
    """The types that PDF 2.0 dropped are in the namespace of 1.7, all others in that of 2.0; the root lists both."""
    found = {element.role: str(element.dictionary.NS.NS) for element in newer.tree.walk()}
    wanted = {"Art": "http://iso.org/pdf/ssn", "BlockQuote": "http://iso.org/pdf/ssn"}

    assert found == {role: wanted.get(role, "http://iso.org/pdf2/ssn") for role in found}
    assert {"Document", "Art", "BlockQuote", "L", "Link", "Figure", "Caption"} <= set(found)
    assert set(found.values()) == {str(space.NS) for space in newer.root.StructTreeRoot.Namespaces}
    assert {"/Namespace"} == {str(space.Type) for space in newer.root.StructTreeRoot.Namespaces}


def test_one_document_on_top(newer):
    """The tree has one element at its top, the document."""
    assert ["/Document"] == [str(top.S) for top in newer.root.StructTreeRoot.K]


def test_every_type_has_a_namespace():
    """No type of element is forgotten."""
    assert set(Role) == set(STANDARDS["ua-2"].namespaces)


def entries(document: Document) -> list[pikepdf.Object]:
    """The entries of the outline."""
    found = [document.root.Outlines.First]
    while "/Next" in found[-1]:
        found.append(found[-1].Next)
    return found


def test_outline_leads_to_headings(newer):
    """Each entry leads to its heading's element, and to the page for readers that do not know elements."""
    titles = [element for article in newer.tree.all("Art") for element in article.all("H1")[:1]]
    imprint, closing = newer.tree.elements[-2:]
    headings = [*titles, imprint, closing.elements[0]]

    assert 4 == len(headings) == len(entries(newer))
    for heading, entry in zip(headings, entries(newer), strict=True):
        assert "/Dest" not in entry
        assert "/GoTo" == str(entry.A.S)
        assert heading.dictionary.objgen == entry.A.SD[0].objgen
        assert heading.dictionary.get("/Pg", entry.A.D[0]).objgen == entry.A.D[0].objgen
        assert list(entry.A.SD)[1:] == list(entry.A.D)[1:]


def test_same_words(older, newer):
    """The standard changes no word."""
    assert older.tree.text == newer.tree.text
    assert older.artifacts == newer.artifacts


def test_types_of_the_newer_standard(older, newer):
    """Title, strong and emphasized words are called so; headings begin with the first level below the title."""
    names = {"H1": "Title", "H2": "H1", "H3": "H2"}
    outer = [element.role for element in older.tree.walk() if re.fullmatch(r"H\d", element.role)]
    inner = [element.role for element in newer.tree.walk() if re.fullmatch(r"H\d|Title", element.role)]

    assert [names[role] for role in outer] == inner
    assert "two" == newer.tree.all("Strong")[0].text == older.tree.all("Span")[0].text
    assert {"/Title": "/H1", "/Em": "/Span", "/Strong": "/Span"} == dict(role_map(older))
    assert {"/Title": "/P", "/Em": "/Span", "/Strong": "/Span"} == dict(role_map(newer))


def role_map(document: Document) -> list[tuple[str, str]]:
    """What types stand for in readers that do not know them."""
    return [(key, str(role)) for key, role in document.root.StructTreeRoot.RoleMap.items()]


def test_where_captions_lie(older, newer):
    """A caption is the first thing in its figure, or, in the older file, the next thing after it."""
    # The logo at the head of the page has no caption.
    at, figure = next((at, figure) for at, figure in enumerate(newer.tree.all("Figure")) if figure.roles)

    assert ["Caption"] == figure.roles
    assert [figure.elements[0], ""] == figure.kids
    assert [] == older.tree.all("Figure")[at].roles
    assert figure.text == older.tree.all("Caption")[0].text


def test_newer_twice_is_the_same(newer):
    """Building again gives the same bytes."""
    assert newer.content == content_of(standard="ua-2")


class _Newer(Folder):
    """A brochure's folder, in which the brochure asks for the newer standards."""

    def read(self, name: str, *limits: int) -> bytes:
        """Return a file; the brochure with its standard set."""
        content = super().read(name, *limits)
        if name != "brochure.yaml":
            return content
        text = yaml.safe_load(content)
        text["settings"] = {**(text.get("settings") or {}), "standard": "ua-2"}
        return as_yaml(text).encode()


@pytest.mark.slow
def test_newer_files_conform(tmp_path):
    """Every example, the reference and made-up brochures pass PDF/UA-2 and PDF/A-4."""
    contents = {
        name_of(path): build(path, files=_Newer(path.parent)).pdf
        for path in [*EXAMPLES, *([REFERENCE] if REFERENCE.exists() else [])]
    }
    contents["everything"] = content_of(standard="ua-2")
    contents["bulletin"] = content_of(standard="ua-2", theme="bulletin", masthead="plain")
    contents["one"] = built(brochure(item(), settings={"standard": "ua-2"})).pdf
    contents["french"] = built(brochure(item(lang="fr"), settings={"standard": "ua-2"})).pdf

    _judge(contents, tmp_path)


@pytest.mark.slow
def test_newer_arabic_conforms(tmp_path):
    """Text from the right passes too."""
    needs_font("ar")
    text = brochure(
        item("عنوان", 0, body="بعض الكلمات [هنا](https://a.eu) 12"), language="ar", settings={"standard": "ua-2"}
    )

    _judge({"ar": built(text).pdf}, tmp_path)


def _judge(contents, folder) -> None:
    files = []
    for name, content in contents.items():
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(content)
        assert "2.0" == pikepdf.open(io.BytesIO(content)).pdf_version

    said = judged(files, "ua2,4")

    assert 0 == said.returncode, said.stdout + said.stderr
    assert len(files) * 2 == said.stdout.upper().count("PASS")
