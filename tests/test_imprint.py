"""The imprint from its keys to the finished file."""

import pytest
from readback import Document
from support import brochure, built, codes, item, laid, of_origin, text_of

IMPRINT = {
    "address": "Quai des Bateliers 8\n1000-205 Brussels",
    "mail": "press@example.org",
    "phone": "+32 2 555 12 34",
    "rights": "Reuse allowed, source named.",
    "issn": "2049-3630",
    "isbn": "978-3-16-148410-0",
    "catalogue": "XX-26-014",
    "doi": "doi:10.1000/182",
    "printed": "Printed in Belgium",
}


def printed(text: str) -> list[str]:
    """The lines of the imprint."""
    return [text_of(placed.line).replace("\u00a0", " ") for _, placed in of_origin(laid(text), "imprint")]


def test_lines_in_order():
    """The address keeps its lines and its hyphen, what belongs together stands on one line, and nothing is lost."""
    assert printed(brochure(item(words=5), imprint=IMPRINT)) == [
        "Quai des Bateliers 8",
        "1000-205 Brussels",
        "press@example.org \u00b7 +32 2 555 12 34",
        "ISSN 2049-3630 \u00b7 ISBN 978-3-16-148410-0 \u00b7",
        "XX-26-014 \u00b7 https://doi.org/10.1000/182",
        "Reuse allowed, source named.",
        "Printed in Belgium",
    ]


@pytest.mark.parametrize("key", IMPRINT)
def test_each_key_alone(key):
    """Every key is printed without the others, and without marks between them."""
    lines = printed(brochure(item(words=5), imprint={key: IMPRINT[key]}))

    assert lines
    assert "\u00b7" not in "".join(lines)


def test_it_follows_the_contact():
    """Both are one section of the last page, with one bookmark."""
    found = laid(brochure(item("One", 5), contact="Water Agency", imprint=IMPRINT))
    contact, imprint = (of_origin(found, key) for key in ("contact", "imprint"))

    assert contact[-1][1].y < imprint[0][1].y
    assert len(found.pages.bookmarks) == 2


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_links_and_data_of_the_file(standard):
    """Mail, telephone and DOI can be clicked; rights and numbers are among the data of the PDF."""
    pdf = Document(built(brochure(item(words=5), imprint=IMPRINT, settings={"standard": standard})).pdf).pdf
    links = [str(each.A.URI) for page in pdf.pages for each in page.Annots]
    xmp = pdf.Root.Metadata.read_bytes().decode()

    assert {"mailto:press@example.org", "tel:+3225551234", "https://doi.org/10.1000/182"} == set(links)
    assert "<dc:rights><rdf:Alt>" in xmp
    for name, value in (("issn", "2049-3630"), ("isbn", "978-3-16-148410-0"), ("doi", "10.1000/182")):
        assert f">{value}</prism:{name}>" in xmp
    assert ("pdfaSchema:prefix>prism<" in xmp) == (standard == "ua-1")


def test_no_imprint_leaves_no_trace():
    """An empty one is none."""
    bare, empty = (built(brochure(item(words=5), **keys)).pdf for keys in ({}, {"imprint": {"mail": ""}}))

    assert bare == empty
    assert b"prism" not in bare


def test_mistyped_digit():
    """A number that cannot be right stops the build."""
    assert codes(brochure(item(), imprint={"issn": "2049-3631"})) == ["bad-identifier"]
