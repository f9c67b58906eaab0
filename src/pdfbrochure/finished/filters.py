"""Streams unpacked, with a limit to what they become (ISO 32000-1, 7.4)."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable
from typing import Any, Final

from pdfbrochure.finished.tokens import Name, PdfFault

# What one stream may become, in bytes. Contents of a page have some 50 kB, a font some 10 MB.
MOST_UNPACKED: Final = 100_000_000
_SPACES: Final = re.compile(rb"[\0\t\n\f\r ]+")


def unpack(raw: bytes, filters: list[Name], parameters: list[dict[str, Any]]) -> bytes:
    """Return the bytes of a stream as they were before its filters.

    Raises:
        PdfFault: A filter for pictures, an unknown one, or more bytes than a PDF for people needs.
    """
    data = raw
    for index, name in enumerate(filters):
        given = parameters[index] if index < len(parameters) else {}
        if name in ("FlateDecode", "Fl"):
            data = _unpredicted(_inflate(data), given)
        elif name in ("LZWDecode", "LZW"):
            data = _unpredicted(_lzw(data, early=given.get("EarlyChange", 1) != 0), given)
        elif name in ("ASCIIHexDecode", "AHx"):
            digits = _SPACES.sub(b"", data.partition(b">")[0])
            data = _decoded(binascii.unhexlify, digits + b"0" * (len(digits) % 2))
        elif name in ("ASCII85Decode", "A85"):
            body = _SPACES.sub(b"", data).removeprefix(b"<~").partition(b"~>")[0]
            data = _decoded(base64.a85decode, body)
        elif name in ("RunLengthDecode", "RL"):
            data = _run_lengths(data)
        elif name != "Crypt":
            raise PdfFault(f"a stream is packed by {name[:40]}")
        if len(data) > MOST_UNPACKED:
            raise PdfFault("a stream is too large")
    return data


def _decoded(decode: Callable[[bytes], bytes], data: bytes) -> bytes:
    try:
        return decode(data)
    except ValueError as error:
        raise PdfFault("a stream is damaged") from error


def _inflate(data: bytes) -> bytes:
    """Return what is packed; of damaged data what comes before the damage, as readers do."""
    out = []
    left = MOST_UNPACKED
    machine = zlib.decompressobj()
    rest = data
    try:
        while rest and left > 0 and not machine.eof:
            part = machine.decompress(rest, min(left, 1_000_000))
            rest = machine.unconsumed_tail
            left -= len(part)
            out.append(part)
    except zlib.error as error:
        if not out:
            raise PdfFault("a stream is damaged") from error
    if left <= 0:
        raise PdfFault("a stream is too large")
    return b"".join(out)


def _unpredicted(data: bytes, given: dict[str, Any]) -> bytes:
    """Return rows without the predictor of PNG (7.4.4.4)."""
    predictor = given.get("Predictor", 1)
    if not isinstance(predictor, int) or predictor < 10:
        if predictor == 2:
            raise PdfFault("a stream is packed by a predictor for pictures")
        return data
    sizes = [given.get("Colors", 1), given.get("BitsPerComponent", 8), given.get("Columns", 1)]
    if not all(isinstance(size, int) and 0 < size < 100_000 for size in sizes):
        raise PdfFault("a stream is damaged")
    colors, bits, columns = sizes
    across, step = (colors * bits * columns + 7) // 8, max(1, colors * bits // 8)
    out = bytearray()
    above = bytearray(across)
    for at in range(0, len(data), across + 1):
        row = bytearray(data[at + 1 : at + 1 + across])
        row.extend(bytes(across - len(row)))
        _unfilter(data[at], row, above, step)
        out += row
        above = row
    return bytes(out)


def _unfilter(kind: int, row: bytearray, above: bytearray, step: int) -> None:
    if kind == 2:
        row[:] = bytes((one + two) & 255 for one, two in zip(row, above, strict=True))
        return
    for at in range(len(row)) if kind in (1, 3, 4) else ():
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            guess = _nearest(left, above[at], corner)
        row[at] = (row[at] + guess) & 255


def _nearest(left: int, up: int, corner: int) -> int:
    """Return Paeth's guess: the neighbor that is nearest to left + up - corner."""
    wanted = left + up - corner
    best = left
    for side in (up, corner):
        if abs(side - wanted) < abs(best - wanted):
            best = side
    return best


def _run_lengths(data: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(data) and data[at] != 128 and len(out) <= MOST_UNPACKED:
        length = data[at]
        if length < 128:
            out += data[at + 1 : at + 2 + length]
            at += length + 2
        else:
            out += data[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(out)


def _lzw(data: bytes, *, early: bool) -> bytes:
    out: list[bytes] = []
    left = MOST_UNPACKED
    table = [bytes([byte]) for byte in range(256)] + [b"", b""]
    before = b""
    width, bits, held = 9, 0, 0
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & ((1 << width) - 1)
        if code == 257 or left < 0:
            break
        if code == 256:
            del table[258:]
            before, width = b"", 9
            continue
        if code > len(table) or (code == len(table) and not before):
            break
        entry = table[code] if code < len(table) else before + before[:1]
        out.append(entry)
        left -= len(entry)
        if before and len(table) < 4096:
            table.append(before + entry[:1])
        before = entry
        width = min(12, max(9, (len(table) + (1 if early else 0)).bit_length()))
    return b"".join(out)
