"""Adds compound glyphs to a TrueType font: a letter and its dots and marks as one glyph.

Fonts draw one letter with several glyphs: Arabic dots, Hebrew and Arabic vowels, the parts of a Devanagari syllable. A
glyph that means nothing by itself makes PDF readers guess; one code for the whole letter lets them read it back. The
glyphs added here only place others (OpenType, "glyf": composite glyph description).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

# (glyph, x, y) of each part, in font units.
Parts = tuple[tuple[int, int, int], ...]

_WORDS_AND_OFFSETS: Final = 0x0003  # ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES
_MORE: Final = 0x0020
# OVERLAP_COMPOUND, of the first part: marks may touch their letter.
_OVERLAPS: Final = 0x0400


class Compound(Struct, frozen=True):
    """A glyph to add. Without parts it draws nothing.

    Attributes:
        parts: What it places; the glyph numbers are those of the font it is added to.
        advance: Its width in font units.
    """

    parts: Parts
    advance: int


def add_compounds(tables: dict[str, bytes], compounds: Sequence[Compound]) -> tuple[bytes, list[int]]:
    """Return a font file of `tables` with `compounds` added, and the glyph number of each.

    Args:
        tables: The tables of a static TrueType font; "glyf", "loca", "head", "hhea", "hmtx" and "maxp" among them.
        compounds: What to add, in this order.
    """
    outlines = _Outlines(tables)
    numbers = [outlines.add(compound) for compound in compounds]
    return _file({**tables, **outlines.tables()}), numbers


class _Outlines:
    """The glyphs of a font and what its header tables say of them."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self._head, self._hhea, self._maxp = tables["head"], tables["hhea"], bytearray(tables["maxp"])
        (self._count,) = struct.unpack_from(">H", self._maxp, 4)
        points, contours, all_points, all_contours = struct.unpack_from(">4H", self._maxp, 6)
        (depth,) = struct.unpack_from(">H", self._maxp, 30)
        self._of_one = max(points, all_points), max(contours, all_contours), depth
        is_long = self._head[50:52] != b"\0\0"
        self._places = list(struct.unpack(f">{self._count + 1}{'I' if is_long else 'H'}", tables["loca"]))
        if not is_long:
            self._places = [2 * place for place in self._places]
        self._glyphs = bytearray(tables["glyf"])
        self._pad()
        (full,) = struct.unpack_from(">H", self._hhea, 34)
        metrics = tables["hmtx"]
        self._metrics = [struct.unpack_from(">Hh", metrics, 4 * index) for index in range(full)]
        bearings = struct.unpack_from(f">{self._count - full}h", metrics, 4 * full)
        self._metrics += [(self._metrics[-1][0], bearing) for bearing in bearings]

    def add(self, compound: Compound) -> int:
        """Add a glyph and return its number."""
        drawn = [part for part in compound.parts if self._places[part[0] + 1] > self._places[part[0]]]
        boxes = [self._box(*part) for part in drawn]
        left = min((box[0] for box in boxes), default=0)
        if drawn:
            low, right, high = min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
            record = struct.pack(">5h", -1, left, low, right, high)
            for index, (glyph, x, y) in enumerate(drawn):
                flags = _WORDS_AND_OFFSETS | (_MORE if index + 1 < len(drawn) else 0)
                flags |= _OVERLAPS if index == 0 and len(drawn) > 1 else 0
                record += struct.pack(">HHhh", flags, glyph, x, y)
            self._glyphs += record
            self._limit(len(drawn))
        self._places.append(len(self._glyphs))
        self._pad()
        self._metrics.append((compound.advance, left))
        self._count += 1
        return len(self._metrics) - 1

    def _pad(self) -> None:
        """Have the next glyph begin at a multiple of four bytes.

        Every empty glyph at the end begins there too: one left behind would be a glyph of the padding.
        """
        end = self._places[-1]
        self._glyphs += b"\0" * (-len(self._glyphs) % 4)
        for index in range(len(self._places) - 1, -1, -1):
            if self._places[index] != end:
                break
            self._places[index] = len(self._glyphs)

    def _box(self, glyph: int, x: int, y: int) -> tuple[int, int, int, int]:
        left, low, right, high = struct.unpack_from(">4h", self._glyphs, self._places[glyph] + 2)
        return left + x, low + y, right + x, high + y

    def _limit(self, parts: int) -> None:
        """Raise the limits that the font states by what a glyph of so many parts can have at most ("maxp")."""
        points, contours, depth = self._of_one
        most_points, most_contours = struct.unpack_from(">2H", self._maxp, 10)
        (most_parts,) = struct.unpack_from(">H", self._maxp, 28)
        struct.pack_into(
            ">2H",
            self._maxp,
            10,
            min(0xFFFF, max(most_points, parts * points)),
            min(0xFFFF, max(most_contours, parts * contours)),
        )
        struct.pack_into(">2H", self._maxp, 28, max(most_parts, parts), depth + 1)

    def tables(self) -> dict[str, bytes]:
        """Return the tables that have changed."""
        struct.pack_into(">H", self._maxp, 4, self._count)
        return {
            "glyf": bytes(self._glyphs),
            "loca": struct.pack(f">{len(self._places)}I", *self._places),
            "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in self._metrics),
            "hhea": self._hhea[:34] + struct.pack(">H", self._count),
            "maxp": bytes(self._maxp),
            # Long offsets, and no checksum until the file is whole.
            "head": self._head[:8] + b"\0\0\0\0" + self._head[12:50] + b"\0\1" + self._head[52:],
        }


def _file(tables: dict[str, bytes]) -> bytes:
    """Return a font file of tables (OpenType, "Organization of an OpenType font")."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(directory) + 16 * count
    body = b""
    for tag in sorted(tables):
        table = tables[tag]
        padded = table + b"\0" * (-len(table) % 4)
        directory += tag.encode() + struct.pack(">III", _checksum(padded), offset + len(body), len(table))
        body += padded
    file = bytearray(directory + body)
    place = offset + file[offset:].find(tables["head"])
    struct.pack_into(">I", file, place + 8, (0xB1B0AFBA - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(padded: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF
