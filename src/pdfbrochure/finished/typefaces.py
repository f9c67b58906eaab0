"""Fonts of a PDF: which codes are shown, what characters these stand for, whether their glyphs are there.

What is wrong with a font is told as `Defect`s; the names of their kinds are the trade's, and no standard's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.finished import cmaps
from pdfbrochure.finished.names import NOTDEF, STANDARD, character_of, encoded_names
from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.programs import Program, read_program
from pdfbrochure.finished.tokens import Name, PdfFault, is_number

_FILES: Final = ("FontFile", "FontFile2", "FontFile3")
_SYMBOLIC: Final = 4
# By the name of a known encoding, in thousandths of the size: what rounding may make of a width (ISO 14289-1, 7.21.5).
_TOLERANCE: Final = 1.01


class Defect(Struct, frozen=True):
    """Something found wrong. `kind` is its name in the trade; `page` counts from 1, 0 for the file as a whole."""

    kind: str
    what: str = ""
    page: int = 0


class Font:
    """A font of a page's resources. `shown` and `hidden` have the codes in use, each with its first page."""

    def __init__(self, document: Document, head: dict[str, Any]) -> None:
        self._document = document
        self._head = head
        self.kind = document.name(head.get("Subtype"))
        self.name = document.name(head.get("BaseFont")) or document.name(head.get("Name")) or "a font without a name"
        self.shown: dict[int, int] = {}
        self.hidden: dict[int, int] = {}
        self.is_composite = self.kind == "Type0"
        inner = document.array(head.get("DescendantFonts"))
        self._inner = document.dictionary(inner[0]) if self.is_composite and inner else head
        self._descriptor = document.dictionary(self._inner.get("FontDescriptor"))
        self._texts = self._to_unicode()
        self._encoding, self._differences = self._simple_encoding()
        self._map = self._code_map() if self.is_composite else None

    # Codes ---------------------------------------------------------------------------------------------------

    def codes(self, text: bytes) -> list[int]:
        """Return the character codes in a shown string (9.7.6.2)."""
        if not self.is_composite:
            return list(text)
        lengths = sorted(self._map.lengths, reverse=True) if self._map is not None and self._map.lengths else [2]
        if len(lengths) == 1:
            size = lengths[0]
            return [int.from_bytes(text[at : at + size], "big") for at in range(0, len(text), size)]
        known = self._map.numbers if self._map is not None else {}
        out, at = [], 0
        while at < len(text):
            fits = (size for size in lengths if int.from_bytes(text[at : at + size], "big") in known)
            size = next(fits, lengths[-1])
            out.append(int.from_bytes(text[at : at + size], "big"))
            at += size
        return out

    def text(self, code: int) -> str | None:
        """Return the characters that a code stands for, None when nothing tells them."""
        if self._texts is not None and code in self._texts:
            return self._texts[code]
        if self.is_composite:
            return "\ufffd" if self._encoding in cmaps.KNOWN and not self._encoding.startswith("Identity") else None
        name = self._glyph_name(code)
        return character_of(name) if name is not None else None

    def _glyph_name(self, code: int) -> str | None:
        if code in self._differences:
            return self._differences[code]
        if self.kind == "TrueType" and self._is_symbolic and not self._encoding:
            return None
        return encoded_names(self._encoding).get(code) if self._encoding != "own" else STANDARD.get(code)

    @property
    def _is_symbolic(self) -> bool:
        return bool(self._document.whole(self._descriptor.get("Flags")) & _SYMBOLIC)

    def _to_unicode(self) -> dict[int, str] | None:
        if "ToUnicode" not in self._head:
            return None
        try:
            return cmaps.read_code_map(self._document.content(self._head["ToUnicode"])).texts
        except PdfFault:
            return None

    def _simple_encoding(self) -> tuple[str, dict[int, str]]:
        given = self._document.get(self._head.get("Encoding"))
        if isinstance(given, Name):
            return str(given), {}
        if self.is_composite or not isinstance(given, dict):
            return "", {}
        differences: dict[int, str] = {}
        code = 0
        for entry in self._document.array(given.get("Differences"))[:1000]:
            if isinstance(entry, Name):
                differences[code] = str(entry)
                code += 1
            elif isinstance(entry, int):
                code = entry
        return self._document.name(given.get("BaseEncoding")) or "own", differences

    def _code_map(self) -> cmaps.CodeMap | None:
        if self._encoding:
            return None
        try:
            return cmaps.read_code_map(self._document.content(self._head.get("Encoding")))
        except PdfFault:
            return None

    def traits(self) -> Iterator[str]:
        """Yield what sorts of font it is, in words for many of them."""
        yield "fonts"
        if self.is_composite:
            yield "fonts by number"
            if self._document.name(self._inner.get("Subtype")) == "CIDFontType2":
                yield "fonts by number with TrueType outlines"
            if self._map is not None:
                yield "encodings in the file"
        elif self.kind == "TrueType":
            yield "TrueType fonts of signs" if self._is_symbolic else "TrueType fonts of letters"
        if "CharSet" in self._descriptor or "CIDSet" in self._descriptor:
            yield "lists of glyphs"
        if self.hidden and not self.shown:
            yield "texts behind a scan"

    # What is wrong -------------------------------------------------------------------------------------------

    def defects(self) -> Iterator[Defect]:
        """Yield what is wrong with the font, as far as it is in use."""
        yield from self._unicode_defects()
        if not self.shown or self.kind == "Type3":
            return
        page = min(self.shown.values())
        if self.is_composite:
            yield from (Defect(kind, f"{self.name}: {what}", page) for kind, what in self._composite_defects())
        key = next((key for key in _FILES if key in self._descriptor), None)
        if key is None:
            yield Defect("font-outside", f"{self.name} is not in the file", page)
            return
        try:
            program = read_program(self._document.content(self._descriptor[key]))
        except PdfFault as fault:
            for kind in ("glyphs", "widths", "lists"):
                yield Defect(f"unread-{kind}", f"{self.name}: {fault}", page)
            return
        if self.kind == "TrueType":
            yield from (Defect(kind, f"{self.name}: {what}", page) for kind, what in self._truetype_defects(program))
        yield from self._glyph_defects(program)
        yield from (Defect(kind, f"{self.name}: {what}", page) for kind, what in self._list_defects(program))

    def _unicode_defects(self) -> Iterator[Defect]:
        used = {**self.hidden, **self.shown}
        without = {code: page for code, page in used.items() if self.text(code) is None}
        if without:
            page = min(without.values())
            codes = ", ".join(f"{code:X}" for code in sorted(without)[:5])
            yield Defect("code-without-character", f"{self.name}: {len(without)} codes, such as {codes}", page)
            if self._texts is None:
                yield Defect("no-unicode-table", f"{self.name} has no table from codes to characters", page)
        for kind, bad in (("unicode-zero", "\0"), ("unicode-mark", "\ufeff"), ("unicode-mark", "\ufffe")):
            if any(bad in text for text in (self._texts or {}).values()):
                page = min(used.values(), default=0)
                yield Defect(kind, f"{self.name}: U+{ord(bad):04X} stands for a code", page)

    def _composite_defects(self) -> Iterator[tuple[str, str]]:
        if self._map is None and self._encoding not in cmaps.KNOWN:
            yield "unknown-encoding", f"its encoding {self._encoding or 'cannot be read'}"
        info = {key: self._document.get(value) for key, value in self._system(self._inner).items()}
        registry, ordering, supplement = cmaps.collection(info)
        wanted = self._wanted_collection()
        if wanted is not None:
            for kind, one, other in (("registry", registry, wanted[0]), ("ordering", ordering, wanted[1])):
                if one != other:
                    yield f"{kind}-differs", f"{one or 'nothing'} in the font, {other or 'nothing'} in its encoding"
            if supplement < wanted[2]:
                yield "supplement-older", f"{supplement} in the font, {wanted[2]} in its encoding"
        if self._map is not None:
            head = self._document.dictionary(self._head.get("Encoding"))
            if self._document.whole(head.get("WMode")) != (self._map.vertical or 0):
                yield "direction-differs", "its encoding says both that it is set across and downwards"
            uses = self._document.name(head.get("UseCMap")) or self._map.uses
            if uses and uses not in cmaps.KNOWN:
                yield "encoding-rests", f"its encoding rests on {uses}"
        if self._document.name(self._inner.get("Subtype")) == "CIDFontType2" and "FontFile2" in self._descriptor:
            table = self._inner.get("CIDToGIDMap")
            if table is None:
                yield "no-glyph-table", "no table from codes to glyphs"
            elif self._document.name(table) != "Identity" and not hasattr(self._document.get(table), "raw"):
                yield "bad-glyph-table", "its table from codes to glyphs is neither plain nor given"

    def _system(self, head: dict[str, Any]) -> dict[str, Any]:
        return self._document.dictionary(head.get("CIDSystemInfo"))

    def _wanted_collection(self) -> tuple[str, str, int] | None:
        """Return the collection of characters that the encoding speaks of, None when any will do."""
        if self._map is not None:
            info = self._system(self._document.dictionary(self._head.get("Encoding")))
            given = cmaps.collection({key: self._document.get(value) for key, value in info.items()})
            return given if any(given[:2]) else self._map.registry
        if self._encoding not in cmaps.KNOWN or self._encoding.startswith("Identity"):
            return None
        kinds = (("GB", "GB1"), ("B5", "CNS1"), ("ETen", "CNS1"), ("CNS", "CNS1"), ("HKscs", "CNS1"), ("KS", "Korea1"))
        return "Adobe", next((kind for part, kind in kinds if part in self._encoding), "Japan1"), 0

    def _truetype_defects(self, program: Program) -> Iterator[tuple[str, str]]:
        if self._is_symbolic:
            if "Encoding" in self._head:
                yield "symbolic-encoded", "a font of signs has an encoding"
            if not program.cmaps:
                yield "symbolic-no-table", "a font of signs has no table of its glyphs"
            elif len(program.cmaps) > 1 and (3, 0) not in program.cmaps:
                yield "symbolic-tables", "a font of signs has several tables, and none for signs"
            return
        if not any(key != (3, 0) for key in program.cmaps):
            yield "no-plain-table", "it has no table for plain letters"
        given = self._document.get(self._head.get("Encoding"))
        if given is None:
            yield "no-encoding", "it has no encoding"
        elif isinstance(given, dict) and "BaseEncoding" not in given:
            yield "no-base-encoding", "its encoding has no base"
        elif self._encoding not in ("MacRomanEncoding", "WinAnsiEncoding"):
            yield "other-encoding", f"its encoding is {self._encoding}"
        strange = [name for name in self._differences.values() if character_of(name) is None and name != NOTDEF]
        if strange:
            yield "unknown-glyph-names", f"its encoding names glyphs such as {strange[0]}"
        if self._differences and (3, 1) not in program.cmaps:
            yield "no-unicode-cmap", "its encoding has changes, but it has no Unicode table"

    def _glyph(self, code: int, program: Program) -> int | None:
        """Return the glyph of a code, None for one that is not there."""
        if self.is_composite:
            number = code if self._map is None else self._map.numbers.get(code, 0)
            if program.numbers is not None:
                return program.numbers.get(number)
            table = self._inner.get("CIDToGIDMap")
            if table is None or self._document.name(table):
                return number if number < program.glyphs else None
            data = self._table
            mapped = int.from_bytes(data[2 * number : 2 * number + 2], "big")
            return mapped if mapped < program.glyphs else None
        name = self._glyph_name(code)
        if self.kind != "TrueType":
            return program.names.get(name) if name is not None else None
        if not self._is_symbolic and name is not None:
            character = character_of(name)
            glyph = program.cmaps.get((3, 1), {}).get(ord(character[0])) if character else None
            return glyph if glyph is not None else program.cmaps.get((1, 0), {}).get(code)
        for key, shift in (((3, 0), 0xF000), ((3, 0), 0), ((1, 0), 0), ((3, 1), 0)):
            found = program.cmaps.get(key, {}).get(shift + code)
            if found is not None:
                return found
        return None

    @cached_property
    def _table(self) -> bytes:
        """The table from numbers of characters to glyphs."""
        try:
            return self._document.content(self._inner.get("CIDToGIDMap"))
        except PdfFault:
            return b""

    def _glyph_defects(self, program: Program) -> Iterator[Defect]:
        if not self.is_composite and self.kind != "TrueType" and not program.names:
            yield Defect("unread-glyphs", f"{self.name}: its glyphs have no names", min(self.shown.values()))
            return
        widths = self._widths()
        counts: dict[str, list[int]] = {}
        for code in self.shown:
            glyph = self._glyph(code, program)
            if glyph is None:
                is_plain = self.kind == "TrueType" and not self._is_symbolic
                counts.setdefault("letter-not-found" if is_plain else "glyph-missing", []).append(code)
                continue
            if glyph == 0:
                counts.setdefault("notdef-shown", []).append(code)
            own = program.widths[glyph] if glyph < len(program.widths) else None
            told = widths.get(code, widths[-1])
            if own is not None and abs(own - told) > _TOLERANCE:
                counts.setdefault("width-differs", []).append(code)
        for kind, codes in counts.items():
            shown = ", ".join(f"{code:X}" for code in sorted(codes)[:5])
            page = min(self.shown[code] for code in codes)
            yield Defect(kind, f"{self.name}: {len(codes)} codes, such as {shown}", page)

    def _widths(self) -> dict[int, float]:
        """Return the widths by code; that of all others by -1 (9.7.4.3)."""
        get = self._document.get
        if not self.is_composite:
            first = self._document.whole(self._head.get("FirstChar"))
            given = self._document.array(self._head.get("Widths"))
            found = {first + at: float(width) for at, value in enumerate(given) if is_number(width := get(value))}
            other = get(self._descriptor.get("MissingWidth", 0))
            return {-1: float(other) if is_number(other) else 0.0, **found}
        usual = get(self._inner.get("DW", 1000))
        by_number: dict[int, float] = {}
        parts = [get(part) for part in self._document.array(self._inner.get("W"))]
        at = 0
        while at + 1 < len(parts):
            first, second = parts[at], parts[at + 1]
            if isinstance(second, list) and isinstance(first, int):
                values = [get(value) for value in second]
                by_number.update((first + step, float(value)) for step, value in enumerate(values) if is_number(value))
                at += 2
                continue
            third = parts[at + 2] if at + 2 < len(parts) else None
            if isinstance(first, int) and isinstance(second, int) and is_number(third):
                by_number.update(dict.fromkeys(range(first, min(second, first + 65_535) + 1), float(third)))
            at += 3
        found = by_number
        if self._map is not None:
            found = {code: by_number[one] for code, one in self._map.numbers.items() if one in by_number}
        return {-1: float(usual) if is_number(usual) else 1000.0, **found}

    def _list_defects(self, program: Program) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the lists of glyphs that a descriptor may have (9.8.2, 9.8.3.1)."""
        if "CharSet" in self._descriptor and program.names:
            listed = set(self._document.text(self._descriptor["CharSet"]).split("/")) - {"", NOTDEF}
            there = set(program.names) - {NOTDEF}
            if there - listed:
                yield "glyphs-unlisted", f"{len(there - listed)} glyphs, such as {min(there - listed)}"
            if listed - there:
                yield "listed-missing", f"{len(listed - there)} glyphs, such as {min(listed - there)}"
        if "CIDSet" in self._descriptor:
            bits = self._document.content(self._descriptor["CIDSet"])
            marked = {8 * at + bit for at, byte in enumerate(bits) for bit in range(8) if byte & (128 >> bit)} - {0}
            numbers = set(program.numbers) if program.numbers is not None else set(range(program.glyphs))
            if numbers - {0} - marked:
                yield "numbers-unlisted", f"{len(numbers - {0} - marked)} characters"
            if marked - numbers:
                yield "listed-number-missing", f"{len(marked - numbers)} characters"
