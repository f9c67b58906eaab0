"""Reads who took a photo and what it shows from the photo's own IPTC, XMP and EXIF records.

Takes the records' bytes, gives plain text; knows no Pillow. The records come from strangers' files: a broken one
counts as absent, and never stops a build.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import msgspec

from pdfbrochure.assets.charsets import Reading, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

# An XMP packet of a photo has some kilobytes; more is an edit history or an attack.
MOST_XMP: Final = 1_000_000
# Longest credit or alt text taken from a photo: screen readers and a caption line both suffer far earlier.
MOST_CHARACTERS: Final = 500
# So much of a value is looked at.
_MOST_BYTES: Final = 4000
# Tags in an IFD; real ones have under 100, and the count is only a claim.
MOST_TAGS: Final = 1000

TAG_KIND: Final = 254  # NewSubfileType: 1 marks a preview
TAG_ORIENTATION: Final = 274
TAG_ARTIST: Final = 315
TAG_TILE_WIDTH: Final = 322
TAG_TILE_LENGTH: Final = 323
TAG_XMP: Final = 700
TAG_IPTC: Final = 33723
TAG_PHOTOSHOP: Final = 34377
TAG_DNG: Final = 50706  # DNGVersion: the file is camera raw

_IPTC_IN_PHOTOSHOP: Final = 0x0404
_IPTC_CHARSET: Final = (1, 90)
_IPTC_BYLINE: Final = (2, 80)
_IPTC_CREDIT: Final = (2, 110)

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XMP_CREDIT: Final = "{http://ns.adobe.com/photoshop/1.0/}Credit"
_XMP_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_XMP_ALT: Final = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility"

# Bytes a value of each TIFF type (TIFF 6.0, section 2): BYTE, ASCII, SHORT, LONG, …, UNDEFINED.
_TYPE_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}


class Records(msgspec.Struct, frozen=True):
    """A photo's raw metadata records, each empty when absent."""

    exif: bytes = b""
    iptc: bytes = b""
    xmp: bytes = b""


class Tags(msgspec.Struct, frozen=True):
    """The first directory of a TIFF file or EXIF record: raw value bytes by tag."""

    order: str = "little"
    values: dict[int, bytes] = {}

    def number(self, tag: int, default: int) -> int:
        """Return a SHORT or LONG tag's first value, or `default`."""
        value = self.values.get(tag, b"")
        size = 2 if len(value) < 4 else 4
        return int.from_bytes(value[:size], "big" if self.order == "big" else "little") if len(value) > 1 else default


def read_tags(content: bytes) -> Tags:
    """Return the first directory's tags (TIFF 6.0, section 2); none when it is broken."""
    content = content.removeprefix(b"Exif\0\0").removeprefix(b"Exif\0\0")
    if content[:4] not in {b"II*\0", b"MM\0*"}:
        return Tags()
    order: Final = "little" if content[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(content[at : at + size], order)

    start = number(4, 4)
    values: dict[int, bytes] = {}
    for index in range(min(number(start, 2), MOST_TAGS)):
        at = start + 2 + 12 * index
        size = _TYPE_SIZES.get(number(at + 2, 2), 0) * number(at + 4, 4)
        where = at + 8 if size <= 4 else number(at + 8, 4)
        if 0 < size <= len(content) - where:
            values.setdefault(number(at, 2), content[where : where + size])
    return Tags(order, values)


def orientation_of(tags: Tags) -> int:
    """Return the EXIF orientation, 1 to 8; 1 when there is none or a wrong one."""
    value = tags.number(TAG_ORIENTATION, 1)
    return value if 1 <= value <= 8 else 1


def iptc_in_photoshop(resources: bytes) -> bytes:
    """Return the IPTC record among Photoshop's image resources (Adobe File Formats Specification, 2019)."""
    at = 0
    while resources[at : at + 4] == b"8BIM":
        code = int.from_bytes(resources[at + 4 : at + 6], "big")
        name_length = int.from_bytes(resources[at + 6 : at + 7], "big")
        at += 6 + (name_length + 2 & ~1)  # the name, with its length byte, is padded to an even length
        size = int.from_bytes(resources[at : at + 4], "big")
        if code == _IPTC_IN_PHOTOSHOP:
            return resources[at + 4 : at + 4 + size]
        at += 4 + size + size % 2
    return b""


def credit_of(records: Records) -> Reading:
    """Return whom to credit: the first of IPTC credit, IPTC byline, XMP credit, XMP creator and EXIF artist."""
    for credit in _credits(records):
        if text := _clean(credit.text):
            return Reading(text, credit.raw[:MOST_CHARACTERS])
    return Reading("")


def _credits(records: Records) -> Iterator[Reading]:
    """Yield what is in each of the places for a credit, the most deliberate first."""
    iptc = _read_iptc(records.iptc)
    announced = b"".join(iptc.get(_IPTC_CHARSET, ()))
    for wanted in (_IPTC_CREDIT, _IPTC_BYLINE):
        # Read together: a record is in one encoding.
        yield read_text(b", ".join(iptc.get(wanted, ()))[:_MOST_BYTES], announced)
    xmp = _parse_xmp(records.xmp)
    for name in (_XMP_CREDIT, _XMP_CREATOR):
        yield read_text(", ".join(text for _, text in _property(xmp, name))[:_MOST_BYTES].encode(errors="replace"))
    yield read_text(read_tags(records.exif).values.get(TAG_ARTIST, b"")[:_MOST_BYTES].rstrip(b"\0"))


def alt_of(records: Records, language: str = "") -> str:
    """Return the XMP alt text in `language` (a BCP 47 tag), else in the nearest language that there is."""
    found = [(tag.lower(), _clean(text)) for tag, text in _property(_parse_xmp(records.xmp), _XMP_ALT)]
    texts = [(tag, text) for tag, text in found if text]
    wanted = language.lower()
    primary = wanted.partition("-")[0]
    for choice in (wanted, primary, "x-default"):
        for tag, text in texts:
            if tag == choice:
                return text
    for tag, text in texts:
        if primary and tag.partition("-")[0] == primary:
            return text
    return texts[0][1] if texts else ""


def _read_iptc(record: bytes) -> dict[tuple[int, int], list[bytes]]:
    """Return the values of an IPTC record by (record, data set) number (IPTC IIM 4.2, chapter 1)."""
    values: dict[tuple[int, int], list[bytes]] = {}
    at = 0
    while record[at : at + 1] == b"\x1c" and at + 5 <= len(record):
        size = int.from_bytes(record[at + 3 : at + 5], "big")
        if size >= 0x8000:  # an extended length: no text that we want is that long
            break
        values.setdefault((record[at + 1], record[at + 2]), []).append(record[at + 5 : at + 5 + size])
        at += 5 + size
    return values


def _parse_xmp(packet: bytes) -> Element | None:
    """Return the XMP packet's root, or None when it is absent, broken, huge or declares entities."""
    if not packet or len(packet) > MOST_XMP:
        return None
    # Decoded here, so that no declared encoding can hide a declaration from the next line.
    encoding = "utf-16" if packet[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = packet.decode(encoding, "replace").strip("\0 \t\r\n")
    if re.search("<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        return None
    import xml.etree.ElementTree as ET

    try:
        return ET.fromstring(text)  # noqa: S314  no entities, no doctype, 1 MB at most
    except (ET.ParseError, ValueError, RecursionError):
        return None


def _property(root: Element | None, name: str) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of an XMP property: an attribute, a plain element, or the entries of its list."""
    if root is None:
        return
    for description in root.iter(_RDF + "Description"):
        if name in description.attrib:
            yield "", description.attrib[name]
        for element in description.findall(name):
            entries = list(element.iter(_RDF + "li"))
            for entry in entries or [element]:
                yield entry.get(_XML_LANG, ""), entry.text or ""


def _clean(text: str) -> str:
    """Return text as one line without control characters, at most MOST_CHARACTERS long."""
    spaced = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text[:10_000])
    return " ".join(spaced.split())[:MOST_CHARACTERS].rstrip()
