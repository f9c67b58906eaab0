"""What a PDF of ours holds, as far as words can be found in it. No reader for the PDFs of others."""

from __future__ import annotations

import re
import zlib
from typing import Final

from msgspec import Struct

_STREAM: Final = re.compile(rb"/Length (\d+)[^<>]*>>\s*stream\r?\n")
# Strings hold the words of the brochure, which may look like the PDF's own.
_STRING: Final = re.compile(rb"\((?:\\.|[^\\()])*\)|(?<!<)<[0-9A-Fa-f\s]+>", re.DOTALL)
_META: Final = b"<?xpacket"
_MAPPED: Final = re.compile(rb"beginbf(?:char|range)(.*?)endbf", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]+)>")
# U+0000, the byte order mark, and the same with its bytes turned over (Matterhorn Protocol 1.1, 31-028 and 31-029).
_FORBIDDEN: Final = frozenset({"0000", "FEFF", "FFFE"})


class Objects(Struct, frozen=True):
    """The PDF's objects without their strings, its metadata, and what is painted and mapped.

    Attributes:
        objects: The dictionaries; each string is `()`.
        meta: The XMP packet.
        contents: What each page paints, in the order of the file.
        maps: The tables from character codes to Unicode.
    """

    objects: bytes
    meta: bytes
    contents: tuple[bytes, ...]
    maps: tuple[bytes, ...]

    def count(self, words: str) -> int:
        """Return how many times words of the PDF stand in its objects."""
        return len(re.findall(re.escape(words.encode()) + rb"(?![A-Za-z0-9])", self.objects))

    def has(self, words: str) -> bool:
        """Return whether words stand in the objects or in the metadata."""
        return self.count(words) > 0 or words.encode() in self.meta

    def names_language(self) -> bool:
        """Return whether the document as a whole, not only a part of it, says its language."""
        return re.search(rb"/Lang \(\)[^<>]*/Type /Catalog", self.objects) is not None

    def figures_replaced(self) -> bool:
        """Return whether a figure has text that is read in place of its content."""
        elements = self.objects.split(b"/Type /StructElem")[1:]
        return any(
            b"/ActualText" in element.partition(b"endobj")[0] for element in elements if b"/S /Figure " in element
        )

    def forbidden_characters(self) -> bool:
        """Return whether a code stands for a number that is no character."""
        for table in self.maps:
            for part in _MAPPED.findall(table):
                for line in part.splitlines():
                    values = _HEX.findall(line)
                    text = values[-1].decode().upper() if len(values) > 1 else ""
                    if any(text[at : at + 4] in _FORBIDDEN for at in range(0, len(text), 4)):
                        return True
        return False


def read_objects(pdf: bytes) -> Objects:
    """Return what a PDF written by this program holds."""
    plain, contents, maps = [], [], []
    meta = b""
    position = 0
    while match := _STREAM.search(pdf, position):
        end = match.end() + int(match[1])
        head = pdf[position : match.end()]
        body = pdf[match.end() : end]
        plain.append(head)
        position = end
        if body.startswith(_META):
            meta = body
        elif b"/FlateDecode" in head and b"/Image" not in head.rpartition(b" obj")[2]:
            content = zlib.decompress(body)
            if b"/ObjStm" in head.rpartition(b" obj")[2]:
                plain.append(content)
            elif b"begincmap" in content:
                maps.append(content)
            elif b" BDC" in content:
                contents.append(content)
    plain.append(pdf[position:])
    return Objects(_STRING.sub(b"()", b"\n".join(plain)), meta, tuple(contents), tuple(maps))
