"""The objects of a PDF: found by its cross-reference table, or one by one where that is damaged (ISO 32000-1, 7.5).

Our own reader, for what a judge of accessibility needs cannot be had from the library that counts pages: PDFium tells
neither role maps nor the parent tree, neither which codes a page shows nor what a font says about them. It looks at
nothing but tags, texts and fonts, follows no link out of the file, and gives up rather than guess.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any, Final

from pdfbrochure.finished.filters import unpack
from pdfbrochure.finished.tokens import Name, PdfFault, Ref, Stream, Value, operations, read_value, text_of

# What all streams of a file may become together, in bytes.
MOST_UNPACKED: Final = 400_000_000
# References that lead to references.
LONGEST_CHAIN: Final = 30
# A large book has some 100,000 objects.
MOST_OBJECTS: Final = 2_000_000
_HEAD: Final = re.compile(rb"[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj")
_ANY_HEAD: Final = re.compile(rb"(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj")
_START: Final = re.compile(rb"startxref[\0\t\n\f\r ]*(\d{1,12})")
_SECTION: Final = re.compile(rb"[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]*")
_ROW: Final = re.compile(rb"[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+([nf])")

# Where an object is: at a place of the file, or in an object stream at an index.
_Place = tuple[int, int]


class Document:
    """A PDF's objects.

    Args:
        data: The whole file.

    Raises:
        PdfFault: It has no catalog.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._places: dict[int, _Place] = {}
        self._cache: dict[int, Value] = {}
        self._packed: dict[int, list[tuple[int, Value]]] = {}
        self._unpacked = 0
        self._mended = False
        self.trailer: dict[str, Any] = {}
        with contextlib.suppress(PdfFault, ValueError, IndexError, KeyError, TypeError, OverflowError):
            self._read_table()
        if not self.catalog.get("Pages"):
            self._search()
        if not self.catalog:
            raise PdfFault("it has no catalog")

    @property
    def catalog(self) -> dict[str, Any]:
        """The catalog, from which everything else is found."""
        return self.dictionary(self.trailer.get("Root"))

    def get(self, value: Value) -> Value:
        """Return what a value is, itself or by reference; None for a reference that leads nowhere."""
        for _step in range(LONGEST_CHAIN):
            if not isinstance(value, Ref):
                return value
            if value.number not in self._cache:
                self._cache[value.number] = None
                self._cache[value.number] = self._load(value.number)
            value = self._cache[value.number]
        return None

    def dictionary(self, value: Value) -> dict[str, Any]:
        """Return a dictionary, a stream's too; an empty one for anything else."""
        found = self.get(value)
        if isinstance(found, Stream):
            return found.head
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """Return an array, or an empty one."""
        found = self.get(value)
        return found if isinstance(found, list) else []

    def name(self, value: Value) -> str:
        """Return a name, or ""."""
        found = self.get(value)
        return str(found) if isinstance(found, Name) else ""

    def text(self, value: Value) -> str:
        """Return a text string, or ""."""
        return text_of(self.get(value))

    def whole(self, value: Value, default: int = 0) -> int:
        """Return a whole number, or the default."""
        found = self.get(value)
        return found if isinstance(found, int) and not isinstance(found, bool) else default

    def content(self, value: Value) -> bytes:
        """Return the unpacked bytes of a stream.

        Raises:
            PdfFault: It is none, or cannot be unpacked.
        """
        stream = self.get(value)
        if not isinstance(stream, Stream):
            raise PdfFault("a stream is missing")
        filters = self.get(stream.head.get("Filter", stream.head.get("F")))
        given = self.get(stream.head.get("DecodeParms", stream.head.get("DP")))
        names = [
            Name(self.name(name)) for name in (filters if isinstance(filters, list) else [filters] if filters else [])
        ]
        parameters = [self.dictionary(one) for one in (given if isinstance(given, list) else [given])]
        plain = [{key: self.get(one) for key, one in entry.items()} for entry in parameters]
        data = unpack(stream.raw, names, plain)
        self._unpacked += len(data)
        if self._unpacked > MOST_UNPACKED:
            raise PdfFault("it becomes too large when it is unpacked")
        return data

    def all(self) -> list[Value]:
        """Return every object of the file, in the order of their numbers."""
        return [self.get(Ref(number, 0)) for number in sorted(self._places)]

    def _load(self, number: int) -> Value:
        place = self._places.get(number)
        if place is None:
            return None
        try:
            holder, index = place
            if index >= 0:
                return self._from_stream(holder, index, number)
            return self._object_at(holder, number)
        except (PdfFault, RecursionError):
            if self._mended:
                return None
            self._search()
            return self._load(number)

    def _object_at(self, place: int, number: int | None = None) -> Value:
        match = _HEAD.match(self._data, max(0, place))
        if match is None or (number is not None and int(match[1]) != number):
            raise PdfFault("its cross-reference table is wrong")
        value, word, position = read_value(self._data, match.end())
        if word != b"stream" or not isinstance(value, dict):
            return value
        if self._data[position : position + 2] == b"\r\n":
            position += 2
        elif self._data[position : position + 1] in (b"\n", b"\r"):
            position += 1
        length = self.whole(value.get("Length"), -1)
        end = position + length
        if length < 0 or self._data[end : end + 20].lstrip()[:9] != b"endstream":
            end = self._data.find(b"endstream", position)
            if end < 0:
                raise PdfFault("a stream has no end")
        return Stream(value, self._data[position:end])

    def _from_stream(self, holder: int, index: int, number: int) -> Value:
        if holder not in self._packed:
            self._packed[holder] = self._unpack_objects(holder)
        found = self._packed[holder]
        if index < len(found) and found[index][0] == number:
            return found[index][1]
        return next((value for own, value in found if own == number), None)

    def _unpack_objects(self, holder: int) -> list[tuple[int, Value]]:
        stream = self.get(Ref(holder, 0))
        if not isinstance(stream, Stream):
            raise PdfFault("an object stream is missing")
        data = self.content(stream)
        first = self.whole(stream.head.get("First"))
        heads = [number for number in read_all(data[:first]) if isinstance(number, int)]
        found = sorted(zip(heads[1::2], heads[::2], strict=False))
        ends = [offset for offset, _number in found[1:]] + [len(data)]
        # In the order of the heads, which is what an index counts.
        values = {
            number: read_value(data[first + offset : first + end])[0]
            for (offset, number), end in zip(found, ends, strict=True)
        }
        return [(number, values[number]) for number in heads[: len(heads) // 2 * 2 : 2]]

    # Cross-references ----------------------------------------------------------------------------------------

    def _read_table(self) -> None:
        starts = _START.findall(self._data[-2048:])
        if not starts:
            raise PdfFault("it has no cross-reference table")
        # What stands before the header is no part of the file.
        shift = max(0, self._data.find(b"%PDF-", 0, 1024))
        waiting = [int(starts[-1]) + shift]
        seen: set[int] = set()
        while waiting:
            place = waiting.pop(0)
            if place in seen or not 0 <= place < len(self._data):
                continue
            seen.add(place)
            match = re.compile(rb"[\0\t\n\f\r ]*xref").match(self._data, place)
            head = self._classic(match.end(), shift) if match is not None else self._stream_table(place, shift)
            for key, value in head.items():
                self.trailer.setdefault(key, value)
            waiting += [value + shift for key in ("XRefStm", "Prev") if isinstance(value := head.get(key), int)]

    def _classic(self, position: int, shift: int) -> dict[str, Any]:
        while (section := _SECTION.match(self._data, position)) is not None:
            position = section.end()
            first, count = int(section[1]), int(section[2])
            for number in range(first, min(first + count, MOST_OBJECTS)):
                row = _ROW.match(self._data, position)
                if row is None:
                    raise PdfFault("its cross-reference table is damaged")
                position = row.end()
                if row[3] == b"n":
                    self._places.setdefault(number, (int(row[1]) + shift, -1))
                else:
                    self._places.setdefault(number, (-1, -1))
        position = self._data.find(b"trailer", position - 1)
        if position < 0:
            raise PdfFault("it has no trailer")
        value, _word, _position = read_value(self._data, position + 7)
        return value if isinstance(value, dict) else {}

    def _stream_table(self, place: int, shift: int) -> dict[str, Any]:
        stream = self._object_at(place)
        if not isinstance(stream, Stream):
            raise PdfFault("its cross-reference table is missing")
        data = self.content(stream)
        widths = [width for width in stream.head["W"] if isinstance(width, int) and 0 <= width <= 8]
        size = sum(widths)
        ranges = stream.head.get("Index") or [0, stream.head["Size"]]
        at = 0
        for first, count in zip(ranges[::2], ranges[1::2], strict=False):
            for number in range(first, min(first + count, MOST_OBJECTS)):
                row = data[at : at + size]
                at += size
                if not size or len(row) < size:
                    break
                one, two = widths[0], widths[0] + widths[1]
                kind = int.from_bytes(row[:one], "big") if one else 1
                where, index = int.from_bytes(row[one:two], "big"), int.from_bytes(row[two:], "big")
                found = (where + shift, -1) if kind == 1 else (where, index) if kind == 2 else (-1, -1)
                self._places.setdefault(number, found)
        return stream.head

    def _search(self) -> None:
        """Find the objects one by one; the last of a number counts."""
        self._mended = True
        self._cache.clear()
        self._packed.clear()
        self._places = {int(head[1]): (head.start(), -1) for head in _ANY_HEAD.finditer(self._data)}
        trailer: dict[str, Any] = {}
        for at in re.finditer(rb"trailer", self._data):
            value, _word, _position = read_value(self._data, at.end())
            trailer |= value if isinstance(value, dict) else {}
        for number in list(self._places)[:MOST_OBJECTS]:
            stream = self.get(Ref(number, 0))
            head = self.dictionary(stream)
            kind = head.get("Type")
            if kind == "ObjStm" and isinstance(stream, Stream):
                try:
                    inner = self._unpack_objects(number)
                except PdfFault:
                    continue
                self._packed[number] = inner
                for index, (own, _value) in enumerate(inner):
                    self._places.setdefault(own, (number, index))
            elif kind == "XRef":
                trailer |= {key: head[key] for key in ("Root", "Info", "Encrypt", "ID") if key in head}
        if not self.dictionary(trailer.get("Root")):
            catalogs = [number for number in self._places if self.dictionary(Ref(number, 0)).get("Type") == "Catalog"]
            trailer |= {"Root": Ref(catalogs[-1], 0)} if catalogs else {}
        self.trailer = trailer


def read_all(data: bytes) -> list[Value]:
    """Return all operands, whatever words stand between them."""
    return [operand for _word, operands, _position in operations(data) for operand in operands]
