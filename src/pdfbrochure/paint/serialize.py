"""Writes ReportLab's registry of objects as a PDF file: object streams, cross-reference stream, an ID from content.

Nothing in the file depends on the clock, the machine or the order of a set: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import lru_cache
from typing import Any, Final

from pdfbrochure.paint.document import body_of

# Objects in one object stream (ISO 32000-1, 7.5.7): more compress no better, and a reader unpacks one as a whole.
OBJECTS_A_STREAM: Final = 200
# So many of them are kept for the next document.
MOST_STREAMS: Final = 64


def serialize(document: Any, root: bytes, info: bytes | None, version: bytes, *, squeeze: bool = False) -> bytes:
    """Return the file.

    Args:
        document: ReportLab's document, complete.
        root: Reference to the catalog.
        info: Reference to the information dictionary, or None for a file without one.
        version: The PDF version, such as `1.7`.
        squeeze: Whether streams are compressed as much as they can be.
    """
    if squeeze:
        document.compression_level = 9
    out = [b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version]
    place = len(out[0])
    digest = hashlib.sha256()
    entries: dict[int, tuple[int, int, int]] = {}
    packed: list[tuple[int, bytes]] = []
    number = 1
    while number in document.numberToId:
        obj = document.idToObject[document.numberToId[number]]
        body = body_of(obj, document)
        digest.update(body)
        if body.endswith(b"endstream\n"):
            written = b"%d 0 obj\n%sendobj\n" % (number, body)
            entries[number] = (1, place, 0)
            out.append(written)
            place += len(written)
        else:
            packed.append((number, body))
        number += 1
    for start in range(0, len(packed), OBJECTS_A_STREAM):
        block = packed[start : start + OBJECTS_A_STREAM]
        written = _object_stream(number, block, entries)
        entries[number] = (1, place, 0)
        out.append(written)
        place += len(written)
        number += 1
    entries[number] = (1, place, 0)
    identity = digest.hexdigest()[:32].upper().encode()
    out.append(_cross_references(number, entries, root, info, identity))
    out.append(b"startxref\n%d\n%%%%EOF\n" % place)
    return b"".join(out)


def _object_stream(number: int, block: list[tuple[int, bytes]], entries: dict[int, tuple[int, int, int]]) -> bytes:
    """Return an object stream, and note in `entries` where each of its objects is."""
    heads = []
    offset = 0
    for index, (inner, body) in enumerate(block):
        heads.append(b"%d %d" % (inner, offset))
        offset += len(body) + 1
        entries[inner] = (2, number, index)
    head = b" ".join(heads) + b"\n"
    content = _compressed(head + b"\n".join([body for _number, body in block]) + b"\n")
    return (
        b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n" % (number, len(block), len(head), len(content), content)
    )


@lru_cache(maxsize=MOST_STREAMS)
def _compressed(content: bytes) -> bytes:
    return zlib.compress(content, 6)


def _cross_references(
    number: int, entries: dict[int, tuple[int, int, int]], root: bytes, info: bytes | None, identity: bytes
) -> bytes:
    """Return the cross-reference stream (7.5.8), which is the trailer too."""
    rows = [struct.pack(">BIH", 0, 0, 65535)]
    rows += [struct.pack(">BIH", *entries[entry]) for entry in range(1, number + 1)]
    content = zlib.compress(b"".join(rows), 9)
    more = b"" if info is None else b" /Info " + info
    return (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root %s%s /ID [<%s> <%s>] /Filter /FlateDecode "
        b"/Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (number, number + 1, root, more, identity, identity, len(content), content)
    )
