"""Shapes words with HarfBuzz: text in, glyphs with their advances out.

A word is shaped once per face and kept; widths are in 1/1000 em, so that one shape serves every size.
"""

from __future__ import annotations

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
# Drawn as nothing, whatever the font holds for them: soft hyphen, zero-width space, joiners, marks of direction.
INVISIBLE: Final = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F])


class Shaped:
    """A shaped word, or a space.

    Attributes:
        text: The characters as they shall be read back from the page.
        advance: Width in 1/1000 em.
        glyphs: (glyph id, text, own advance, x offset, y offset, advance as placed), in 1/1000 em, in drawing order.
            `text` is what the glyph stands for; the further glyphs of a cluster stand for "".
        is_space: Whether it may be widened in a justified line.
        missing: The characters for which the face has no glyph.
    """

    __slots__ = ("_offsets", "advance", "glyphs", "is_space", "missing", "text")

    def __init__(
        self,
        text: str,
        glyphs: tuple[tuple[int, str, float, float, float, float], ...],
        missing: str = "",
    ) -> None:
        self.text = text
        self.glyphs = glyphs
        self.advance = sum(glyph[5] for glyph in glyphs)
        self.is_space = text in SPACES
        self.missing = missing
        self._offsets: list[tuple[float, int]] = []

    @property
    def offsets(self) -> list[tuple[float, int]]:
        """For each character: the advance, and the number of glyphs, of all before it."""
        if not self._offsets:
            advance = 0.0
            for count, glyph in enumerate(self.glyphs):
                self._offsets += [(advance, count)] * len(glyph[1])
                advance += glyph[5]
        return self._offsets

    def __repr__(self) -> str:
        return f"Shaped({self.text!r}, {self.advance:.0f})"


class Shaper:
    """Shapes text in one face and one language, and remembers every word."""

    __slots__ = ("_cache", "_covered", "_features", "_language", "_widths", "face", "hyphen", "space")

    def __init__(self, face: Face, language: str) -> None:
        self.face = face
        self._language = language
        self._features = {"kern": True, "liga": True}
        self._cache: dict[str, Shaped] = {}
        self._widths: dict[int, float] = {}
        self._covered: set[str] = set()
        self.space = self.shape(" ")
        self.hyphen = self.hyphenated("")

    def lacks(self, text: str) -> bool:
        """Return whether the face has no glyph, nor a stand-in, for a character of a text."""
        if text.isascii():
            return False
        new = set(text) - self._covered
        if not new:
            return False
        covers = self.face.covers
        for char in new:
            stand_ins = STAND_INS.get(char, ())
            if ord(char) in INVISIBLE or char == "\n" or covers(char) or any(covers(other) for other in stand_ins):
                self._covered.add(char)
        return not new <= self._covered

    def shape(self, text: str) -> Shaped:
        """Return `text` (no line break in it) as glyphs."""
        shaped = self._cache.get(text)
        if shaped is None:
            shaped = self._cache[text] = self._shape(text, text)
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

    def _shape(self, drawn: str, text: str) -> Shaped:
        stood_in, missing = self._stand_in(drawn)
        buffer = hb.Buffer()
        buffer.add_str(stood_in)
        # Every character its own cluster unless glyphs really merge: marks then keep a text of their own.
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.guess_segment_properties()
        buffer.language = self._language
        hb.shape(self.face.hb_font, buffer, self._features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        scale = self.face.scale
        if len(infos) == len(drawn):
            # Mostly every character is one glyph.
            meanings = list(drawn)
        else:
            starts = sorted({info.cluster for info in infos})
            ends = dict(zip(starts, [*starts[1:], len(drawn)], strict=True))
            # The first glyph of a cluster stands for all its text.
            clusters = [info.cluster for info in infos]
            meanings = [
                "" if index and clusters[index - 1] == cluster else drawn[cluster : ends[cluster]]
                for index, cluster in enumerate(clusters)
            ]
        widths = self._widths
        glyphs = []
        for info, position, meaning in zip(infos, positions, meanings, strict=True):
            glyph = info.codepoint
            own = widths.get(glyph)
            if own is None:
                own = widths[glyph] = self.face.hb_font.get_glyph_h_advance(glyph) * scale
            x_offset, y_offset, x_advance, _y_advance = position.position
            glyphs.append((glyph, meaning, own, x_offset * scale, y_offset * scale, x_advance * scale))
        return Shaped(text, tuple(glyphs), missing)

    def _stand_in(self, text: str) -> tuple[str, str]:
        """Return `text` with characters that the face lacks replaced by their stand-ins, and those that have none."""
        if text.isascii():
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
