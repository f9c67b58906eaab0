"""Shapes words with HarfBuzz: text in, glyphs with their advances out.

A word is shaped once per face and kept; widths are in 1/1000 em, so that one shape serves every size.
"""

from __future__ import annotations

import itertools
from typing import Final

import uharfbuzz as hb

from pdfbrochure.assets.fonts import Face

# A character that a font lacks, and what may be drawn in its stead with the same meaning (UAX #14 gives these the
# classes GL and BA: only their breaking differs from the drawn character's).
STAND_INS: Final = {
    "\u2011": ("\u2010", "-"),
    "\u2010": ("-",),
    "\u202f": ("\u2009", " "),
    "\u2009": (" ",),
    "\u00a0": (" ",),
    "\u2007": (" ",),
}
SPACES: Final = frozenset(" \u00a0\u202f\u2009")
# Drawn as nothing, whatever the font holds for them: soft hyphen, zero-width space, joiners, marks and brackets of
# direction, variation selectors, the tags of flags.
INVISIBLE: Final = dict.fromkeys(range(0xE0020, 0xE0080)) | dict.fromkeys(
    map(
        ord,
        "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff",
    )
)

# A glyph by its number; or several as one, each with its place in font units: a letter with its dots and marks. Without
# parts it draws nothing.
Glyph = int | tuple[tuple[int, int, int], ...]
# Numbers of glyphs and where they stand.
_BARE: Final = hb.BufferSerializeFlags.NO_GLYPH_NAMES | hb.BufferSerializeFlags.NO_CLUSTERS
# (glyph, text, own advance, x offset, y offset, advance as placed): see `Shaped`.
PlacedGlyph = tuple[Glyph, str, float, float, float, float]


class Shaped:
    """A shaped word, or a space.

    Attributes:
        text: The characters as they shall be read back from the page.
        advance: Width in 1/1000 em.
        glyphs: (glyph, text, own advance, x offset, y offset, advance as placed), in 1/1000 em, from left to right.
            `text` is what the glyph stands for; the further glyphs of a cluster stand for "".
        rtl: Whether it is read from right to left, so that the last glyph stands for the first character.
        is_space: Whether it may be widened in a justified line.
        missing: The characters for which the face has no glyph.
    """

    __slots__ = ("_offsets", "advance", "base", "glyphs", "is_space", "missing", "rtl", "text")

    def __init__(
        self,
        text: str,
        glyphs: tuple[PlacedGlyph, ...],
        missing: str = "",
        *,
        rtl: bool = False,
    ) -> None:
        self.text = text
        self.glyphs = glyphs
        self.advance = sum([glyph[5] for glyph in glyphs])
        self.is_space = text in SPACES
        self.missing = missing
        self.rtl = rtl
        # Where its distance to the next word was changed: as it was before.
        self.base: Shaped | None = None
        self._offsets: list[tuple[float, int]] = []

    @property
    def offsets(self) -> list[tuple[float, int]]:
        """For each character in reading order: the advance, and the number of glyphs, of all before it."""
        if not self._offsets:
            if len(self.glyphs) == len(self.text) and not self.rtl and "" not in [glyph[1] for glyph in self.glyphs]:
                # A glyph for each character.
                advances = itertools.accumulate([glyph[5] for glyph in self.glyphs], initial=0.0)
                self._offsets = list(zip(advances, range(len(self.glyphs)), strict=False))
                return self._offsets
            advance = 0.0
            for count, glyph in enumerate(reversed(self.glyphs) if self.rtl else self.glyphs):
                # A ligature is shared out among its characters: where it is divided, each part has a width of its own.
                parts = len(glyph[1])
                self._offsets += [(advance + glyph[5] * part / parts, count) for part in range(parts)]
                advance += glyph[5]
        return self._offsets

    def __repr__(self) -> str:
        return f"Shaped({self.text!r}, {self.advance:.0f})"


class Shaper:
    """Shapes text in one face and one language, and remembers every word.

    Args:
        face: The face.
        language: BCP 47 tag.
        tabular: For numbers that stand below each other: digits are of one width and of the height of capitals, where
            the face has such.
        figures: "lining" digits are of the height of capitals, "old-style" ones rise and hang as small letters do; ""
            are as the face has them by itself.
    """

    __slots__ = (
        "_all_ascii",
        "_ascii",
        "_backward",
        "_beyond",
        "_buffer",
        "_cache",
        "_compounds",
        "_covered",
        "_features",
        "_language",
        "_widths",
        "face",
        "hyphen",
        "space",
    )

    def __init__(self, face: Face, language: str, *, tabular: bool = False, figures: str = "") -> None:
        self.face = face
        self._language = language
        # Without kerning, or digits would not stand below each other.
        self._features = {"tnum": True, "lnum": True, "kern": False} if tabular else {"kern": True, "liga": True}
        if figures and not tabular:
            self._features |= {"lnum": figures == "lining", "onum": figures == "old-style"}
        self._cache: dict[str, Shaped] = {}
        self._backward: dict[tuple[str, str, str], Shaped] = {}
        # In PostScript outlines a glyph cannot be made of others, nor have a code of its own.
        self._compounds = "glyf" in face.hb_face.table_tags
        self._widths: dict[int, int] = {}
        # Glyphs that stand for one character each, by what HarfBuzz writes of them and the character; of words in ASCII
        # and of others.
        self._ascii: dict[tuple[str, str], PlacedGlyph] = {}
        self._beyond: dict[tuple[str, str], PlacedGlyph] = {}
        # Every character its own cluster unless glyphs really merge: marks then keep a text of their own.
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._covered: set[str] = set()
        # Fonts of other scripts may hold no Latin letters, or not all of its signs.
        self._all_ascii = all(map(face.covers, map(chr, range(0x21, 0x7F))))
        self.space = self.shape(" ")
        self.hyphen = self.hyphenated("")

    @property
    def known(self) -> int:
        """How many words are remembered."""
        return len(self._cache) + len(self._backward)

    def lacks(self, text: str) -> bool:
        """Return whether the face has no glyph, nor a stand-in, for a character of a text."""
        if self._all_ascii and text.isascii():
            return False
        new = set(text) - self._covered
        if not new:
            return False
        covers = self.face.covers
        for char in new:
            stand_ins = STAND_INS.get(char, ())
            if ord(char) in INVISIBLE or char in " \n" or covers(char) or any(covers(other) for other in stand_ins):
                self._covered.add(char)
        return not new <= self._covered

    def shape(self, text: str) -> Shaped:
        """Return `text` (no line break in it) as glyphs, read from left to right."""
        shaped = self._cache.get(text)
        if shaped is None:
            shaped = self._cache[text] = self._shape(text, text)
        return shaped

    def shape_backward(self, text: str, before: str = "", after: str = "") -> Shaped:
        """Return `text` as glyphs, read from right to left (an odd embedding level); brackets are mirrored.

        Its first and last letters join what stands `before` and `after` it, in another look.
        """
        key = (text, before, after)
        shaped = self._backward.get(key)
        if shaped is None:
            shaped = self._backward[key] = self._shape(text, text, rtl=True, context=(before, after))
        return shaped

    def hyphenated(self, text: str) -> Shaped:
        """Return `text` with a hyphen that is read back as a soft hyphen (ISO 32000-1, 14.8.2.2.3)."""
        key = text + "\u00ad"
        shaped = self._cache.get(key)
        if shaped is None:
            drawn = self._shape(text + "-", text + "\u00ad")
            *head, (glyph, _text, own, x, y, advance) = drawn.glyphs
            shaped = Shaped(key, (*head, (glyph, "\u00ad", own, x, y, advance)), drawn.missing)
            self._cache[key] = shaped
        return shaped

    def spaced(self, shaped: Shaped, extra: float) -> Shaped:
        """Return the same with `extra` (in 1/1000 em, may be negative) added before what follows.

        Readers take a distance of a tenth of an em for a space. So the last glyph itself becomes wider, where the font
        can be given such a glyph: with the font's space, which draws nothing, as a further part.
        """
        *head, (glyph, text, own, x, y, advance) = shaped.glyphs
        if extra > 0 and self._compounds:
            parts = ((glyph, 0, 0),) if isinstance(glyph, int) else glyph
            space = self.space.glyphs[0][0]
            if isinstance(space, int):
                glyph = (*parts, (space, round(extra / self.face.scale), 0))
                own += extra
        spaced = Shaped(shaped.text, (*head, (glyph, text, own, x, y, advance + extra)), shaped.missing, rtl=shaped.rtl)
        spaced.base = shaped
        return spaced

    def _shape(self, drawn: str, text: str, *, rtl: bool = False, context: tuple[str, str] = ("", "")) -> Shaped:
        stood_in, missing = self._stand_in(drawn)
        buffer = self._buffer
        # Which leaves the level of clusters as it is.
        buffer.clear_contents()
        before, after = context
        if before or after:
            buffer.add_str(before + stood_in + after, len(before), len(stood_in))
        else:
            buffer.add_str(stood_in)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = self._language
        hb.shape(self.face.hb_font, buffer, self._features)
        clusters = [info.cluster for info in buffer.glyph_infos]
        if rtl or clusters != list(range(len(drawn))):
            return Shaped(text, tuple(self._placed(drawn, len(before), rtl=rtl)), missing, rtl=rtl)
        # Mostly every character is one glyph, which was met in another word.
        written = buffer.serialize(self.face.hb_font, flags=_BARE)[1:-1].split("|")
        known = self._ascii if drawn.isascii() else self._beyond
        try:
            return Shaped(text, tuple(map(known.__getitem__, zip(written, drawn, strict=True))), missing)
        except KeyError:
            glyphs = zip(zip(written, drawn, strict=True), self._placed(drawn, 0, rtl=False), strict=True)
            return Shaped(text, tuple([known.setdefault(key, glyph) for key, glyph in glyphs]), missing)

    def _placed(self, drawn: str, before: int, *, rtl: bool) -> list[PlacedGlyph]:
        """Return the glyphs of the buffer.

        Args:
            drawn: The characters.
            before: The length of their context, which stands before them.
            rtl: Whether they are read from right to left.
        """
        infos, positions = self._buffer.glyph_infos, self._buffer.glyph_positions
        clusters = [info.cluster - before for info in infos]
        if not rtl and drawn.isascii() and clusters == list(range(len(drawn))):
            scale, known = self.face.scale, self._own
            plain: list[PlacedGlyph] = []
            for info, position, char in zip(infos, positions, drawn, strict=True):
                x, y, advance, _y_advance = position.position
                own = known(info.codepoint) * scale
                plain.append((info.codepoint, char, own, x * scale, y * scale, advance * scale))
            return plain
        placed = [
            (info.codepoint, self._own(info.codepoint), *position.position[:3])
            for info, position in zip(infos, positions, strict=True)
        ]
        glyphs: list[PlacedGlyph] = []
        ends = dict(itertools.pairwise([*sorted(set(clusters)), len(drawn)]))
        start = 0
        while start < len(placed):
            end = start + 1
            while end < len(placed) and clusters[end] == clusters[start]:
                end += 1
            meaning = drawn[clusters[start] : ends[clusters[start]]]
            glyphs += self._cluster(placed[start:end], meaning)
            start = end
        return glyphs

    def _own(self, glyph: int) -> int:
        """Return the advance of a glyph in font units."""
        own = self._widths.get(glyph)
        if own is None:
            own = self._widths[glyph] = self.face.hb_font.get_glyph_h_advance(glyph)
        return own

    def _cluster(self, placed: list[tuple[int, int, int, int, int]], meaning: str) -> list[PlacedGlyph]:
        """Return the glyphs that stand for `meaning`: one if possible, so that it is read back whole.

        Args:
            placed: (glyph, own advance, x offset, y offset, advance) of each, in font units, from left to right.
            meaning: The characters.
        """
        scale = self.face.scale
        if self._compounds:
            _glyph, _own, x, y, advance = placed[0]
            if not advance and not meaning.translate(INVISIBLE):
                return [((), meaning, 0.0, 0.0, 0.0, 0.0)]
            if len(placed) > 1 or x or y or not advance:
                parts = []
                pen = width = 0
                for glyph, own, x, y, advance in placed:
                    parts.append((glyph, pen + x, y))
                    pen += advance
                    width += own if advance else 0
                return [(tuple(parts), meaning, width * scale, 0.0, 0.0, pen * scale)]
        # The widest glyph is the letter; its dots stand for nothing by themselves.
        letter = max(range(len(placed)), key=lambda index: placed[index][1])
        return [
            (glyph, meaning if index == letter else "", own * scale, x * scale, y * scale, advance * scale)
            for index, (glyph, own, x, y, advance) in enumerate(placed)
        ]

    def _stand_in(self, text: str) -> tuple[str, str]:
        """Return `text` with characters that the face lacks replaced by their stand-ins, and those that have none."""
        if self._all_ascii and text.isascii():
            return text, ""
        covers = self.face.covers
        out = []
        missing = []
        for char in text:
            if ord(char) in INVISIBLE or covers(char):
                out.append(char)
                continue
            stand_in = next((other for other in STAND_INS.get(char, ()) if covers(other)), None)
            if stand_in is None:
                missing.append(char)
            out.append(stand_in or char)
        return "".join(out), "".join(missing)
