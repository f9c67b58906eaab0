"""The CFF table of fonts with PostScript outlines (Adobe Technical Note 5176), as far as embedding asks of it."""

from __future__ import annotations

import itertools
import struct

import uharfbuzz as hb


def keeps_cids(hb_face: hb.Face) -> bool:
    """Return whether a font's glyph numbers are its CIDs, so that a renumbered subset keeps them in its charset."""
    if "CFF " not in hb_face.table_tags:
        return False
    table = bytes(hb_face.reference_table("CFF ").data)
    try:
        top = _top_dictionary(table)
    except (IndexError, struct.error):
        return False
    return (12, 30) in top and _charset_is_identity(table, int(top.get((15,), 0)), hb_face.glyph_count)


def _top_dictionary(table: bytes) -> dict[tuple[int, ...], float]:
    """Return the last operand of each operator of a CFF table's top dictionary (Adobe Technical Note 5176, 4 to 9)."""

    def index(start: int) -> tuple[list[tuple[int, int]], int]:
        count = int.from_bytes(table[start : start + 2], "big")
        if not count:
            return [], start + 2
        size = table[start + 2]
        base = start + 3 + (count + 1) * size - 1
        offsets = [
            int.from_bytes(table[start + 3 + entry * size : start + 3 + (entry + 1) * size], "big")
            for entry in range(count + 1)
        ]
        return [(base + one, base + two) for one, two in itertools.pairwise(offsets)], base + offsets[-1]

    _names, place = index(table[2])
    tops, _place = index(place)
    place, end = tops[0]
    found: dict[tuple[int, ...], float] = {}
    operand = 0.0
    while place < end:
        byte = table[place]
        place += 1
        if byte <= 21:
            operator: tuple[int, ...] = (byte,)
            if byte == 12:
                operator = (12, table[place])
                place += 1
            found[operator] = operand
        elif byte == 28:
            operand = struct.unpack(">h", table[place : place + 2])[0]
            place += 2
        elif byte == 29:
            operand = struct.unpack(">i", table[place : place + 4])[0]
            place += 4
        elif byte == 30:
            while table[place] & 15 != 15 and table[place] >> 4 != 15:
                place += 1
            place += 1
        elif byte <= 246:
            operand = byte - 139
        elif byte <= 250:
            operand = (byte - 247) * 256 + table[place] + 108
            place += 1
        else:
            operand = -(byte - 251) * 256 - table[place] - 108
            place += 1
    return found


def _charset_is_identity(table: bytes, offset: int, glyphs: int) -> bool:
    """Return whether a CFF charset numbers the glyphs 1, 2, 3 ... (Technical Note 5176, 13)."""
    form = table[offset]
    place = offset + 1
    if form == 0:
        return table[place : place + 2 * (glyphs - 1)] == b"".join(
            struct.pack(">H", glyph) for glyph in range(1, glyphs)
        )
    expected = 1
    while expected < glyphs:
        first = int.from_bytes(table[place : place + 2], "big")
        left = int.from_bytes(table[place + 2 : place + 2 + form], "big")
        if first != expected:
            return False
        place += 2 + form
        expected += left + 1
    return True
