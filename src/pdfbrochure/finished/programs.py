"""Font programs inside a PDF: which glyphs they have, how wide these are, how codes lead to them."""

from __future__ import annotations

import itertools
import struct
from typing import Final

from msgspec import Struct

from pdfbrochure.finished.names import standard_name
from pdfbrochure.finished.tokens import PdfFault

# Subroutines that call each other (Adobe Technical Note 5177, appendix B).
_DEEPEST: Final = 10
_MOST_STEPS: Final = 2_000
_STEMS: Final = frozenset({1, 3, 18, 23})
_MOVES: Final = {4: 1, 21: 2, 22: 1}


class Program(Struct):
    """A font program.

    Attributes:
        glyphs: Their number; glyph 0 is the sign for a missing one.
        widths: By glyph, in thousandths of the size; shorter when not all are known.
        cmaps: Of TrueType: (platform, encoding) -> code -> glyph.
        names: Glyph's name -> glyph, where glyphs have names.
        numbers: Number of a character -> glyph, where the program has such numbers.
    """

    glyphs: int
    widths: list[float]
    cmaps: dict[tuple[int, int], dict[int, int]]
    names: dict[str, int]
    numbers: dict[int, int] | None = None


def read_program(data: bytes) -> Program:
    """Return what a font program has.

    Raises:
        PdfFault: It is damaged, or of a kind that is not looked into (Type 1).
    """
    try:
        if data[:4] in (b"\0\1\0\0", b"true", b"OTTO", b"ttcf"):
            return _sfnt(data)
        if data[:1] == b"\1":
            return _compact(data)
    except (struct.error, IndexError, ValueError, KeyError) as error:
        raise PdfFault("its font program is damaged") from error
    raise PdfFault("its font program is of the old kind Type 1")


def _sfnt(data: bytes) -> Program:
    count = struct.unpack(">H", data[4:6])[0]
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _sum, offset, length = struct.unpack(">4sIII", data[at : at + 16])
        tables[tag] = data[offset : offset + length]
    glyphs = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    units = struct.unpack(">H", tables[b"head"][18:20])[0] or 1000
    many = min(struct.unpack(">H", tables[b"hhea"][34:36])[0], len(tables[b"hmtx"]) // 4)
    widths = [struct.unpack(">H", tables[b"hmtx"][4 * at : 4 * at + 2])[0] * 1000 / units for at in range(many)]
    widths += widths[-1:] * (glyphs - many)
    compact = _compact(tables[b"CFF "]) if b"CFF " in tables else None
    names = compact.names if compact is not None else {}
    numbers = compact.numbers if compact is not None else None
    return Program(glyphs, widths, _cmaps(tables.get(b"cmap", b"")), names, numbers)


def _cmaps(table: bytes) -> dict[tuple[int, int], dict[int, int]]:
    found: dict[tuple[int, int], dict[int, int]] = {}
    count = struct.unpack(">H", table[2:4])[0] if table else 0
    for at in range(4, 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack(">HHI", table[at : at + 8])
        found[platform, encoding] = _cmap(table[offset:])
    return found


def _cmap(table: bytes) -> dict[int, int]:
    form = struct.unpack(">H", table[:2])[0]
    if form == 0:
        return {code: glyph for code, glyph in enumerate(table[6:262]) if glyph}
    if form == 6:
        first, count = struct.unpack(">HH", table[6:10])
        return dict(enumerate(struct.unpack(f">{count}H", table[10 : 10 + 2 * count]), first))
    found: dict[int, int] = {}
    if form == 12:
        groups = min(struct.unpack(">I", table[12:16])[0], 70_000)
        for at in range(16, 16 + 12 * groups, 12):
            start, end, glyph = struct.unpack(">III", table[at : at + 12])
            found.update(zip(range(start, min(end, start + 65_535) + 1), itertools.count(glyph), strict=False))
    elif form == 4:
        size = struct.unpack(">H", table[6:8])[0]
        ends, starts, deltas, places = (14, 16 + size, 16 + 2 * size, 16 + 3 * size)
        for at in range(0, size, 2):
            end, start, delta, place = (
                struct.unpack(">H", table[base + at : base + at + 2])[0] for base in (ends, starts, deltas, places)
            )
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = code
                if place:
                    inside = places + at + place + 2 * (code - start)
                    glyph = struct.unpack(">H", table[inside : inside + 2])[0]
                if glyph or not place:
                    found[code] = (glyph + delta) & 0xFFFF
    return found


# Compact fonts (Adobe Technical Note 5176) ---------------------------------------------------------------------


def _compact(table: bytes) -> Program:
    _names, place = _index(table, table[2])
    tops, place = _index(table, place)
    strings, place = _index(table, place)
    shared, _place = _index(table, place)
    top = _dictionary(tops[0])
    charstrings, _place = _index(table, int(top[17][0]))
    count = len(charstrings)
    numbers = _charset(table, int(top.get(15, [0])[0]), count)
    is_by_number = 1230 in top
    if is_by_number:
        fonts, _place = _index(table, int(top[1236][0]))
        privates = [_private(table, _dictionary(font)) for font in fonts]
        chosen = _selection(table, int(top[1237][0]), count)
    else:
        privates, chosen = [_private(table, top)], [0] * count
    scale = top.get(1207, [0.001])[0] * 1000 or 1
    widths = []
    for charstring, which in zip(charstrings, chosen, strict=True):
        usual, nominal, own = privates[which]
        extra = _width(charstring, own, shared)
        widths.append(scale * (usual if extra is None else nominal + extra))
    if is_by_number:
        return Program(count, widths, {}, {}, {number: glyph for glyph, number in enumerate(numbers)})
    named = [
        standard_name(number) if number < 391 else strings[number - 391].decode("latin-1")
        for number in numbers
        if number < 391 + len(strings)
    ]
    return Program(count, widths, {}, {name: glyph for glyph, name in enumerate(named)})


def _index(table: bytes, start: int) -> tuple[list[bytes], int]:
    count = int.from_bytes(table[start : start + 2], "big")
    if not count:
        return [], start + 2
    size = table[start + 2]
    base = start + 3 + (count + 1) * size - 1
    offsets = [int.from_bytes(table[at : at + size], "big") for at in range(start + 3, base + 1, size)]
    return [table[base + one : base + two] for one, two in itertools.pairwise(offsets)], base + offsets[-1]


def _dictionary(data: bytes) -> dict[int, list[float]]:
    """Return operands by operator; those of two bytes are 1200 and more."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            if byte == 12:
                byte, at = 1200 + data[at], at + 1
            found[byte], operands = operands or [0], []
        elif byte == 30:
            digits = ""
            while "f" not in digits:
                digits += f"{data[at]:02x}"
                at += 1
            text = digits.partition("f")[0].replace("a", ".").replace("c", "E-").replace("b", "E").replace("e", "-")
            operands.append(float(text))
        elif byte == 29:
            operands.append(struct.unpack(">i", data[at : at + 4])[0])
            at += 4
        else:
            value, at = _number(data, byte, at)
            operands.append(value)
    return found


def _number(data: bytes, byte: int, at: int) -> tuple[float, int]:
    if byte == 28:
        return struct.unpack(">h", data[at : at + 2])[0], at + 2
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + data[at] + 108, at + 1
    if byte < 255:
        return -(byte - 251) * 256 - data[at] - 108, at + 1
    return struct.unpack(">i", data[at : at + 4])[0] / 65536, at + 4


def _charset(table: bytes, offset: int, count: int) -> list[int]:
    if offset <= 2:
        return list(range(count))
    form, at = table[offset], offset + 1
    numbers = [0]
    while len(numbers) < count:
        first = struct.unpack(">H", table[at : at + 2])[0]
        left = int.from_bytes(table[at + 2 : at + 2 + form], "big") if form else 0
        numbers += range(first, first + left + 1)
        at += 2 + form
    return numbers[:count]


def _selection(table: bytes, offset: int, count: int) -> list[int]:
    if table[offset] == 0:
        return list(table[offset + 1 : offset + 1 + count])
    ranges = struct.unpack(">H", table[offset + 1 : offset + 3])[0]
    chosen: list[int] = []
    for at in range(offset + 3, offset + 3 + 3 * ranges, 3):
        first, which, end = struct.unpack(">HBH", table[at : at + 5])
        chosen += [which] * (min(end, count) - first)
    return chosen


def _private(table: bytes, font: dict[int, list[float]]) -> tuple[float, float, list[bytes]]:
    """Return the usual width, the one that others are told from, and the font's subroutines."""
    if 18 not in font:
        return 0, 0, []
    size, offset = (int(value) for value in font[18])
    private = _dictionary(table[offset : offset + size])
    own = _index(table, offset + int(private[19][0]))[0] if 19 in private else []
    return private.get(20, [0])[0], private.get(21, [0])[0], own


def _width(charstring: bytes, own: list[bytes], shared: list[bytes]) -> float | None:
    """Return how a glyph's width differs from the nominal one, None when it has the usual (5177, 3.1)."""
    stack: list[float] = []
    waiting = [(charstring, 0)]
    for _step in range(_MOST_STEPS):
        if not waiting or len(waiting) > _DEEPEST:
            return None
        data, at = waiting.pop()
        if at >= len(data):
            continue
        byte = data[at]
        at += 1
        if byte in (10, 29) and stack:
            routines = own if byte == 10 else shared
            bias = 107 if len(routines) < 1240 else 1131 if len(routines) < 33_900 else 32_768
            waiting += [(data, at), (routines[int(stack.pop()) + bias], 0)]
            continue
        if byte >= 32 or byte == 28:
            value, at = _number(data, byte, at)
            stack.append(value)
        elif byte in _STEMS or byte in (19, 20):
            return stack[0] if len(stack) % 2 else None
        elif byte in _MOVES:
            return stack[0] if len(stack) > _MOVES[byte] else None
        elif byte == 14:
            return stack[0] if len(stack) in (1, 5) else None
        elif byte != 11:
            return None
        if byte != 11:
            waiting.append((data, at))
    return None
