"""Fonts in the PDF: one Type0 font for each face, cut to the glyphs used (ISO 32000-1, 9.7).

Fonts with TrueType outlines get character codes of their own, one for each pair of glyph and meaning, so that text is
read back exactly even where a font draws two characters with one glyph. In fonts with PostScript outlines the code is
the glyph's number, as the format demands (9.7.4.2).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from typing import Any, Final

import uharfbuzz as hb
from msgspec import Struct

from pdfbrochure.assets.fonts import Face, FontFault
from pdfbrochure.paint.cff import keeps_cids
from pdfbrochure.paint.code_maps import to_unicode, width_array
from pdfbrochure.paint.compounds import Compound, add_compounds
from pdfbrochure.paint.document import Raw, Stream, reference
from pdfbrochure.text.lines import Run
from pdfbrochure.text.shape import Glyph, PlacedGlyph, Shaped

_FLAGS: Final = hb.SubsetFlags
# What a PDF reader does not use of a font.
_DROPPED: Final = [
    "GSUB",
    "GPOS",
    "GDEF",
    "kern",
    "BASE",
    "VORG",
    "vhea",
    "vmtx",
    "post",
    "name",
    "OS/2",
    "cmap",
    "STAT",
    "DSIG",
    "gasp",
    "MATH",
    "JSTF",
    "meta",
    "hdmx",
    "LTSH",
    "VDMX",
    "PCLT",
    "avar",
    "HVAR",
    "MVAR",
]
_ESCAPED: Final = {0x28: b"\\(", 0x29: b"\\)", 0x5C: b"\\\\", 0x0D: b"\\r"}
_BYTES: Final = [_ESCAPED.get(value, bytes([value])) for value in range(256)]

# So many words of earlier documents are kept.
MOST_WORDS: Final = 16384

_Word = tuple[Shaped, bytes, bool, int]
_Run = tuple[Run, bytes, bool, int]
_Coded = tuple[PlacedGlyph, int, int, bytes, bool]


class _Written(Struct, frozen=True):
    """What is written of a font.

    Attributes:
        name: Its name behind the tag of its subset.
        outlines: The font file.
        numbers: The number in that of the glyph of each code, two bytes each.
        widths: The widths of the codes.
        meanings: The map from codes to characters.
    """

    name: bytes
    outlines: bytes
    numbers: bytes
    widths: bytes
    meanings: bytes


class _Kept(Struct, frozen=True):
    """What the last document with a face leaves for the next: its codes in order, words as drawn, and its subset.

    A word is drawn alike as long as the codes in it were given in the same order. `words` and `runs` have, by id, what
    is drawn, its operands, whether they are all, and how many codes are given once it is drawn. Words of documents
    before the last are among them, where their codes are still the same.
    """

    glyphs: list[tuple[Glyph, str]]
    widths: dict[Glyph, int]
    words: dict[int, _Word]
    runs: dict[int, _Run]
    written: _Written


class FontUse(Struct, frozen=True):
    """What a page uses of a font.

    Attributes:
        face: Its face.
        name: Its name in the page's contents.
        first: How many codes were given before the page.
        last: How many after it.
        needed: How many are given once all on the page is drawn.
        runs: What was drawn, as in `_Kept`.
    """

    face: Face
    name: str
    first: int
    last: int
    needed: int
    runs: dict[int, _Run]


class EmbeddedFont:
    """The glyphs of one face that a document uses, and their codes.

    Args:
        face: The face.
        name: Resource name, unique in the document.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        tags = face.hb_face.table_tags
        self._postscript = "CFF " in tags or "CFF2" in tags
        self._compact = self._postscript and keeps_cids(face.hb_face)
        self._codes: dict[tuple[Glyph, str], int] = {(0, "\ufffd"): 0}
        self._meanings: dict[int, str] = {0: "\ufffd"}
        self._glyphs: list[tuple[Glyph, str]] = [(0, "\ufffd")]
        self._widths: dict[Glyph, int] = {0: round(face.hb_font.get_glyph_h_advance(0) * face.scale)}
        self._words: dict[int, _Word] = {}
        self._runs: dict[int, _Run] = {}
        self._coded: dict[int, _Coded] = {}
        kept = face.painted
        self._kept = kept if isinstance(kept, _Kept) else None
        # Of the codes given, how many are those of the last document.
        self._alike = 1
        # What was drawn on the page that is painted, and how many codes were given before it.
        self._on_page: dict[int, _Run] = {}
        self._first = 1

    @property
    def keeps(self) -> bool:
        """Whether what it draws is kept for the next document."""
        return not self._postscript

    def begin_page(self) -> None:
        """Begin to note what a page uses."""
        self._on_page, self._first = {}, len(self._glyphs)

    def used(self) -> FontUse | None:
        """Return what the page has used; None if nothing."""
        drawn = self._on_page
        if not drawn:
            return None
        needed = max(codes for _run, _operands, _plain, codes in drawn.values())
        self._runs.update(drawn)
        return FontUse(self.face, self.name, self._first, len(self._glyphs), needed, drawn)

    def draws_alike(self, use: FontUse) -> bool:
        """Return whether what a page used in the last document has the same codes, once it is used here too."""
        if self._kept is None or self.name != use.name:
            return False
        given = len(self._glyphs)
        return self._is_drawn_alike(use.needed) or (given == use.first and self._is_drawn_alike(given))

    def use_again(self, use: FontUse) -> FontUse:
        """Use what a page used in the last document; return it as what it uses in this one."""
        assert self._kept is not None, "there was a document before"
        given = len(self._glyphs)
        for glyph, meaning in self._kept.glyphs[given : use.last] if given == use.first else ():
            self._code(glyph, meaning)
            self._widths[glyph] = self._kept.widths[glyph]
        self._runs.update(use.runs)
        return FontUse(use.face, use.name, given, len(self._glyphs), use.needed, use.runs)

    def drawn(self, run: Run) -> bytes | None:
        """Return the operands of TJ that draw a run, in 1/1000 em; None if one of its words is to be `raised`."""
        known = None if self._kept is None else self._kept.runs.get(id(run))
        if known is None or not self._is_drawn_alike(known[3]):
            known = self._drawn_now(run)
        # The run itself is kept, so that its id stays its own.
        self._on_page[id(run)] = known
        return known[1] if known[2] else None

    def _drawn_now(self, run: Run) -> _Run:
        """Return a run with its operands, whether they are all, and how many codes are given once it is drawn."""
        known, widen = self._words, widening(run)
        words = [known.get(id(piece)) or self.word(piece) for piece in run.pieces]
        if widen:
            parts = [operands + widen if piece.is_space else operands for piece, operands, _plain, _codes in words]
        else:
            parts = [word[1] for word in words]
        drawn = b"".join(parts).replace(b")(", b"")
        return run, drawn, False not in [word[2] for word in words], max([word[3] for word in words], default=0)

    def word(self, shaped: Shaped) -> _Word:
        """Return a word with the operands of TJ that draw it, in 1/1000 em, whether these are all, and its codes.

        They are all when the codes alone give the word's text and all its glyphs stand on the baseline; otherwise
        `raised` draws it. Of the codes, how many are given once it is drawn.
        """
        known = self._words.get(id(shaped))
        if known is None:
            before = None if self._kept is None else self._kept.words.get(id(shaped))
            # The word itself is kept, so that its id stays its own.
            alike = before is not None and self._is_drawn_alike(before[3])
            known = before if before is not None and alike else (shaped, *self._encode(shaped))
            self._words[id(shaped)] = known
        return known

    def _is_drawn_alike(self, needed: int) -> bool:
        """Return whether so many codes are given here, as they were in the last document."""
        assert self._kept is not None, "there was a document before"
        glyphs, given = self._kept.glyphs, self._glyphs
        least = min(len(given), len(glyphs))
        while self._alike < least and given[self._alike] == glyphs[self._alike]:
            self._alike += 1
        return needed <= self._alike

    def _encode(self, shaped: Shaped) -> tuple[bytes, bool, int]:
        known = self._coded
        parts: list[bytes] = []
        pen = have = 0.0
        most = -1
        plain = True
        for placed in shaped.glyphs:
            _placed, code, width, written, is_plain = known.get(id(placed)) or self._code_of(placed)
            if code > most:
                most = code
            if not is_plain:
                plain = False
            shift = round(pen + placed[3] - have)
            if shift:
                parts.append((b")%d(" if parts else b"%d(") % -shift)
                have += shift
            elif not parts:
                parts.append(b"(")
            parts.append(written)
            have += width
            pen += placed[5]
        if parts:
            parts.append(b")")
        shift = round(pen - have)
        if shift:
            parts.append(b"%d" % -shift)
        return b"".join(parts), plain, most + 1

    def _code_of(self, placed: PlacedGlyph) -> _Coded:
        """Return a glyph with its code, its width, the code as it is written, and whether that is all that it needs."""
        glyph, meaning, own, _x, y, _advance = placed
        code = self._code(glyph, meaning)
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = round(own)
        plain = not y and (not self._postscript or self._meanings[code] == meaning)
        coded = placed, code, width, _BYTES[code >> 8] + _BYTES[code & 255], plain
        if meaning or not self._postscript:
            # What a glyph means that meant nothing so far may change. The glyph is kept, so that its id stays its own.
            self._coded[id(placed)] = coded
        return coded

    def raised(self, shaped: Shaped) -> list[tuple[float, bytes]]:
        """Return (rise in 1/1000 em, operands of TJ) for a word whose glyphs do not all stand on the baseline."""
        parts: list[tuple[float, bytes]] = []
        pen = have = 0.0
        for glyph, meaning, _own, x, y, advance in shaped.glyphs:
            code = self._code(glyph, meaning)
            shift = round(pen + x - have)
            move = b"%d" % -shift if shift else b""
            parts.append((y, move + b"(" + _BYTES[code >> 8] + _BYTES[code & 255] + b")"))
            have += shift + self._widths[glyph]
            pen += advance
        if round(pen - have):
            parts.append((0.0, b"%d" % -round(pen - have)))
        return parts

    def _code(self, glyph: Glyph, meaning: str) -> int:
        if self._postscript and isinstance(glyph, int):
            # The first meaning that says something stands; a word for which it is wrong says its text itself.
            if not self._meanings.get(glyph):
                self._meanings[glyph] = meaning
            return glyph
        code = self._codes.get((glyph, meaning))
        if code is None:
            code = self._codes[glyph, meaning] = len(self._glyphs)
            self._glyphs.append((glyph, meaning))
            self._meanings[code] = meaning
        return code

    # Embedding -------------------------------------------------------------------------------------------------

    def embed(self, document: Any) -> bytes:
        """Add the font to the document; return a reference to it. Raises FontFault."""
        self._runs.update(self._on_page)
        try:
            return self._embed(document)
        except (RuntimeError, KeyError, IndexError, struct.error) as error:
            # HarfBuzz says no more than that it could not, or leaves out a glyph.
            raise FontFault(self.face.key) from error

    def _embed(self, document: Any) -> bytes:
        mapping = b""
        if self._postscript:
            written = self._written()
            program = Stream(b"/Subtype /CIDFontType0C", written.outlines)
            descendant, key = b"/CIDFontType0", b"/FontFile3"
        else:
            written = self._kept_written()
            program = Stream(b"/Length1 %d" % len(written.outlines), written.outlines)
            descendant, key = b"/CIDFontType2", b"/FontFile2"
            mapping = b" /CIDToGIDMap " + reference(document, Stream(b"", written.numbers))
        descriptor = Raw(self._descriptor(written.name, key, reference(document, program)))
        cid_font = Raw(
            b"<< /Type /Font /Subtype %s /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            b"/Supplement 0 >> /FontDescriptor %s /DW 1000 /W %s%s >>"
            % (descendant, written.name, reference(document, descriptor), written.widths, mapping)
        )
        to_unicode = Stream(b"", written.meanings)
        font = Raw(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>"
            % (written.name, reference(document, cid_font), reference(document, to_unicode))
        )
        return reference(document, font)

    def _kept_written(self) -> _Written:
        """Return what is written of the font: as in the last document if that used the same; keep it for the next."""
        before, words = self._kept, self._words
        same = before is not None and before.glyphs == self._glyphs
        written = before.written if before is not None and same else self._written()
        if before is not None and len(before.words) < MOST_WORDS:
            alike = before.words
            if not same:
                self._is_drawn_alike(len(self._glyphs))
                alike = {at: word for at, word in alike.items() if word[3] <= self._alike}
            words = alike | words
        self.face.painted = _Kept(self._glyphs, self._widths, words, self._runs, written)
        return written

    def _written(self) -> _Written:
        """Return what is written of the font."""
        if self._postscript:
            outlines, numbers = bytes(self._plan().execute().reference_table("CFF ").data), b""
            codes: dict[int, Glyph] = {glyph: glyph for glyph in self._meanings}
        else:
            plan = self._plan()
            outlines, places = self._outlines(plan.execute(), plan.old_to_new_glyph_mapping)
            numbers = b"".join(struct.pack(">H", places[glyph]) for glyph, _meaning in self._glyphs)
            codes = {code: glyph for code, (glyph, _meaning) in enumerate(self._glyphs)}
        return _Written(
            self._postscript_name(), outlines, numbers, width_array(codes, self._widths), to_unicode(self._meanings)
        )

    def _outlines(self, subset: hb.Face, new: Mapping[int, int]) -> tuple[bytes, dict[Glyph, int]]:
        """Return the font file, and the number in it of each glyph used."""
        used = dict.fromkeys(glyph for glyph, _meaning in self._glyphs)
        numbers: dict[Glyph, int] = {glyph: new[glyph] for glyph in used if isinstance(glyph, int)}
        joined = [glyph for glyph in used if not isinstance(glyph, int)]
        if not joined:
            return bytes(subset.blob.data), numbers
        scale = self.face.scale
        compounds = [
            Compound(tuple((new[part], x, y) for part, x, y in parts), round(self._widths[parts] / scale))
            for parts in joined
        ]
        tables = {tag: bytes(subset.reference_table(tag).data) for tag in subset.table_tags}
        sfnt, added = add_compounds(tables, compounds)
        numbers.update(zip(joined, added, strict=True))
        return sfnt, numbers

    def _plan(self) -> hb.SubsetPlan:
        hb_face = self.face.hb_face
        wanted = hb.SubsetInput()
        glyphs = set(self._meanings) if self._postscript else set()
        for glyph, _meaning in self._glyphs:
            glyphs.update([glyph] if isinstance(glyph, int) else [part for part, _x, _y in glyph])
        wanted.glyph_set.update(glyphs)
        for tag in _DROPPED:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.ljust(4).encode(), "big"))
        for axis in hb_face.axis_infos:
            if axis.tag in self.face.axes:
                wanted.pin_axis_location(hb_face, axis.tag, self.face.axes[axis.tag])
            else:
                wanted.pin_axis_to_default(hb_face, axis.tag)
        flags = _FLAGS.NO_LAYOUT_CLOSURE | _FLAGS.NO_BIDI_CLOSURE | _FLAGS.NOTDEF_OUTLINE | _FLAGS.NO_HINTING
        if hb_face.axis_infos:
            # The parts of a variable font's glyph overlap where it is pinned; some readers would cut holes there.
            flags |= _FLAGS.SET_OVERLAPS_FLAG
        if "CFF2" in hb_face.table_tags:
            flags |= _FLAGS.DOWNGRADE_CFF2
        if self._postscript and not self._compact:
            flags |= _FLAGS.RETAIN_GIDS | _FLAGS.CFF_IDENTITY_CHARSET
        wanted.flags = flags
        return hb.SubsetPlan(hb_face, wanted)

    def _postscript_name(self) -> bytes:
        """Return the font's name behind the tag of six letters that says which subset it is (9.6.4)."""
        full = self.face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        name = "".join(char for char in full if char.isascii() and (char.isalnum() or char in "-_"))
        axes = "".join(f"{tag}{value:g}" for tag, value in sorted(self.face.axes.items()))
        if axes:
            name = name.split("-")[0] + "-" + axes.replace(".", "_")
        seed = repr((self.face.key, self._glyphs, sorted(self._meanings.items()))).encode()
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(seed).digest()[:6])
        return f"{tag}+{name or 'Font'}".encode()

    def _descriptor(self, name: bytes, key: bytes, program: bytes) -> bytes:
        face, font = self.face, self.face.hb_font
        head = bytes(face.hb_face.reference_table("head").data)
        box = [round(value * face.scale) for value in struct.unpack(">4h", head[36:44])]
        weight = font.get_style_value(hb.StyleTag.WEIGHT)
        slant = round(font.get_style_value(hb.StyleTag.SLANT_ANGLE), 2)
        flags = 4 | (64 if slant else 0)
        return (
            b"<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle %s /Ascent %d "
            b"/Descent %d /CapHeight %d /StemV %d %s %s >>"
            % (
                name,
                flags,
                *box,
                f"{slant:g}".encode(),
                round(face.ascent),
                -round(face.descent),
                round(face.cap_height),
                # The usual guess of a stem's width from the weight.
                round(50 + weight * weight / 6500),
                key,
                program,
            )
        )


def widening(run: Run) -> bytes:
    """Return the operand of TJ that widens a space of a run; nothing if it has its own width."""
    return b"%d" % round(-run.space_extra * 1000 / run.size / run.scale) if run.space_extra else b""
