"""The standards that a file can be written to: all in which the two kinds of file differ, as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Role

# Namespaces of structure types (ISO 32000-2, 14.8.6).
PDF_1_7: Final = "http://iso.org/pdf/ssn"
PDF_2_0: Final = "http://iso.org/pdf2/ssn"
# Types that PDF 2.0 has no longer; they keep their meaning in the older namespace (ISO 32000-2, annex M).
_OLDER: Final = frozenset({Role.ARTICLE, Role.QUOTE, Role.REFERENCE, Role.CONTENTS, Role.CONTENTS_ITEM})

# PDF/A-2 wants a description of every XMP schema that it does not know itself (ISO 19005-2, 6.6.2.3.3).
_UA_SCHEMA: Final = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


# Where XMP has numbers of publications (PRISM, Publishing Requirements for Industry Standard Metadata, 2.0).
PRISM: Final = "http://prismstandard.org/namespaces/basic/2.0/"
NUMBERS: Final = {
    "issn": "Number of the series (ISO 3297)",
    "isbn": "Number of the book (ISO 2108)",
    "doi": "Digital object identifier (ISO 26324)",
}
_PRISM_SCHEMA: Final = f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PRISM basic metadata</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{PRISM}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>prism</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>%s</rdf:Seq></pdfaSchema:property>
</rdf:li>
"""
_PRISM_PROPERTY: Final = """<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>%s</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>%s</pdfaProperty:description>
</rdf:li>"""


class Standard(Struct, frozen=True):
    """What a standard asks of a file.

    Attributes:
        version: The PDF version of the file's first line.
        claims: The XMP properties that name the standards.
        schemas: XMP that describes the schemas of the claims, or nothing.
        information: Whether there is an information dictionary; PDF/A-4 forbids one (ISO 19005-4, 6.1.3).
        namespaces: Structure type -> address of its namespace; empty where types have none.
        types: Role -> structure type, where that is not the role's own.
        role_map: Structure type -> the one of the file's PDF version that it is read as (ISO 32000-1, 14.7.3).
        caption_inside: Whether a caption is the first thing in its figure. Where it is not, it is the next thing after
            it: readers of PDF 1.7 give a figure's alternative text in the place of all that it holds.
        unordered: The numbering of a list whose marks are of no kind that has a name, such as dashes.
        structure_destinations: Whether the outline leads to elements as well as to places (ISO 14289-2, 8.8).
        tagged: Whether there are tags.
        press: Whether it is a file for a press, with the output intent of its inks.
        note_facts: Entries of a note's element.
        refers: Whether notes and their marks refer to each other (ISO 14289-2, 8.2.5.14).
    """

    version: bytes
    claims: str
    schemas: str
    information: bool
    namespaces: dict[Role, str]
    types: dict[Role, str]
    role_map: dict[str, str]
    caption_inside: bool
    unordered: str
    structure_destinations: bool
    tagged: bool = True
    press: bool = False
    note_facts: bytes = b""
    refers: bool = False

    def schemas_with(self, numbers: Sequence[str]) -> str:
        """Return the descriptions of schemas, that of the given `NUMBERS` among them where the standard wants any."""
        if not self.schemas or not numbers:
            return self.schemas
        described = _PRISM_SCHEMA % "".join(_PRISM_PROPERTY % (name, NUMBERS[name]) for name in numbers)
        before, bag, after = self.schemas.rpartition("</rdf:Bag>")
        return before + described + bag + after


STANDARDS: Final[dict[str, Standard]] = {
    "ua-1": Standard(
        version=b"1.7",
        claims=(
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
        ),
        schemas=_UA_SCHEMA,
        information=True,
        namespaces={},
        types={Role.TITLE: "Title"},
        role_map={"Title": "H1", "Em": "Span", "Strong": "Span", "Aside": "Sect"},
        caption_inside=False,
        unordered="None",
        structure_destinations=False,
    ),
    # ISO 15930-7. Nothing can be clicked on paper: a link is a span of words.
    "x-4": Standard(
        version=b"1.6",
        claims="",
        schemas="",
        information=True,
        namespaces={},
        types={Role.TITLE: "Title", Role.LINK: "Span"},
        role_map={"Title": "H1", "Em": "Span", "Strong": "Span"},
        caption_inside=False,
        unordered="None",
        structure_destinations=False,
        press=True,
    ),
    # The same for sheets: pages that stand beside each other in the order of folding are not read.
    "x-4 sheets": Standard(
        version=b"1.6",
        claims="",
        schemas="",
        information=True,
        namespaces={},
        types={},
        role_map={},
        caption_inside=False,
        unordered="None",
        structure_destinations=False,
        tagged=False,
        press=True,
    ),
    "ua-2": Standard(
        version=b"2.0",
        claims=(
            "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>"
            "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\n"
        ),
        schemas="",
        information=False,
        namespaces={role: PDF_1_7 if role in _OLDER else PDF_2_0 for role in Role},
        # The title of the document is no heading of a part of it: headings begin below it with the first level.
        types={
            Role.TITLE: "Title",
            Role.HEADING: "H1",
            Role.SUBHEADING: "H2",
            Role.LOWER_HEADING: "H3",
            Role.NOTE: "FENote",
        },
        # Only readers that know no namespaces heed it: some leave out what an unknown type holds.
        role_map={"Title": "P", "Em": "Span", "Strong": "Span", "Aside": "Sect"},
        caption_inside=True,
        unordered="Unordered",
        structure_destinations=True,
        note_facts=b" /A << /O /FENote /NoteType /Footnote >>",
        refers=True,
    ),
}
