"""Opens font files: finds the file of a family, pins the axes of variable fonts, and gives metrics.

A `Face` is one font file at one place in its design space. Nothing is rewritten here; `paint` cuts the subset.
"""

from __future__ import annotations

import hashlib
import math
import struct
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uharfbuzz as hb
from msgspec import Struct

from pdfbrochure.assets.bundled import BUNDLED, EMPHASIS_BY_WEIGHT, FONT_FOLDER, SERIF_FAMILIES
from pdfbrochure.diagnostics import Findings, Origin

if TYPE_CHECKING:
    from pdfbrochure.assets.fallback import Fallback
    from pdfbrochure.assets.installed import FontFile

OpenFont = hb.Font
# Noto's largest collection of Han fonts has 20 MB to a face; more is no font that a brochure needs.
LARGEST_FONT: Final = 60_000_000
# From this weight of its own on, a style is a title or a label (design, section 1: 400 and 600 only).
SEMIBOLD: Final = 600
# Tables without which text cannot be set from a font (OpenType 1.9, "Required Tables").
_NEEDED: Final = ("cmap", "head", "hhea", "hmtx", "maxp")
# Embedding rights (OpenType 1.9, OS/2, fsType): the low four bits are the usage, of which 2 alone forbids embedding.
_USAGE: Final = 0x000F
_RESTRICTED: Final = 0x0002
_NO_SUBSETTING: Final = 0x0100
_BITMAP_ONLY: Final = 0x0200
# So many of a font's letters are looked at; more than the share of them that may be empty by design is damage.
_SAMPLE: Final = 400
_MOST_EMPTY: Final = 0.5


class FontFault(Exception):
    """A font file that turns out to be damaged when it is put into the PDF. `name` is that of its Face."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is a damaged font")
        self.name = name

    def report_to(self, fonts: Mapping[str, OwnFont], report: Findings) -> None:
        """Report it where the brochure names the font, or for the whole of it when the font is another one."""
        file = self.name.split(";", maxsplit=1)[0]
        parts = [part for part, font in fonts.items() if font.name == file]
        origin: Origin = ("settings", "fonts", parts[0]) if parts else ()
        what = f"{file} is a damaged font"
        report.error("bad-font", what, why="it cannot be put into a PDF", mend="copy it again", origin=origin)


class Face:
    """One font at one place in its design space.

    Attributes:
        key: Stable name of file and axes, unique in a document.
        hb_face: The font file.
        hb_font: The font with its axes set; units are those of the file.
        scale: 1000 / units per em.
        axes: Axis tag -> value, as set.
        painted: What painting keeps of it for the next build in the same process, if anything.
        ascent, descent, cap_height, x_height: In 1/1000 em; descent is positive.
    """

    __slots__ = ("ascent", "axes", "cap_height", "descent", "hb_face", "hb_font", "key", "painted", "scale", "x_height")

    def __init__(self, name: str, blob: hb.Blob, index: int = 0, axes: dict[str, float] | None = None) -> None:
        self.painted: object = None
        self.hb_face = hb.Face(blob, index)
        self.hb_font = hb.Font(self.hb_face)
        self.axes = dict(axes or {})
        if self.axes:
            self.hb_font.set_variations(self.axes)
        self.key = name + "".join(f";{tag}={value:g}" for tag, value in sorted(self.axes.items()))
        self.scale: float = 1000.0 / self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: float = extents.ascender * self.scale
        self.descent: float = -extents.descender * self.scale
        metric = self.hb_font.get_metric_position_with_fallback
        self.cap_height: float = metric(hb.OTMetricsTag.CAP_HEIGHT) * self.scale
        self.x_height: float = metric(hb.OTMetricsTag.X_HEIGHT) * self.scale

    def has_feature(self, tag: str) -> bool:
        """Return whether the font's substitutions have a feature, such as `onum` (OpenType 1.9, GSUB, FeatureList)."""
        return tag.encode() in bytes(self.hb_face.reference_table("GSUB").data)

    def covers(self, char: str) -> bool:
        """Return whether the font has a glyph for `char`."""
        return self.hb_font.get_nominal_glyph(ord(char)) is not None


class OwnFont:
    """A font file of the user's own, or one face of a file with several.

    Attributes:
        name: Of the file, and of the face in it.
        digest: Of its content.
        index: Of the face in the file.
        is_variable: Whether it has an axis of weights.
        weight: How heavy it is, from 100 to 900 (OpenType 1.9, OS/2); 400 for one that has an axis of weights.
    """

    __slots__ = ("blob", "digest", "hb_font", "index", "is_variable", "name", "weight")

    def __init__(self, name: str, content: bytes, index: int = 0) -> None:
        self.name = f"{name}#{index}" if index else name
        self.index = index
        self.digest = f"{hashlib.sha256(content).hexdigest()}#{index}"
        self.blob = hb.Blob(content)
        self.hb_font = hb.Font(hb.Face(self.blob, index))
        self.is_variable = any(axis.tag == "wght" for axis in self.hb_font.face.axis_infos)
        told = bytes(self.hb_font.face.reference_table("OS/2").data)[4:6]
        self.weight: int = 400 if self.is_variable or len(told) < 2 else struct.unpack(">H", told)[0]

    @property
    def family(self) -> str:
        """What the font says that its family is called (OpenType 1.9, name, identifiers 16 and 1)."""
        face = self.hb_font.face
        return next((name for name in map(face.get_name, (16, 1)) if name), "")

    @property
    def is_italic(self) -> bool:
        """Whether it is an italic or an oblique (OpenType 1.9, OS/2, fsSelection, bits 0 and 9)."""
        told = bytes(self.hb_font.face.reference_table("OS/2").data)[62:64]
        return len(told) == 2 and bool(struct.unpack(">H", told)[0] & 0x0201)

    @property
    def is_of_normal_width(self) -> bool:
        """Whether it is neither condensed nor wide (OpenType 1.9, OS/2, usWidthClass)."""
        told = bytes(self.hb_font.face.reference_table("OS/2").data)[6:8]
        return len(told) < 2 or struct.unpack(">H", told)[0] == 5


def extents_of(font: hb.Font, word: str) -> tuple[float, float]:
    """Return how high the ink of a word stands above the baseline, and how high its foot (mostly below 0), in ems."""
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    top = foot = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = font.get_glyph_extents(info.codepoint)
        if ink is not None:
            top = max(top, position.y_offset + ink.y_bearing)
            foot = min(foot, position.y_offset + ink.y_bearing + ink.height)
    return top / font.face.upem, foot / font.face.upem


class Ink(Struct, frozen=True):
    """Where the ink of a word starts and ends, from its own place, its height above its baseline, and its depth."""

    start: float
    end: float
    height: float
    depth: float


def ink_of(face: Face, word: str) -> Ink:
    """Return the ink of a word, in ems."""
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer)
    start, end, top, depth, x = math.inf, 0.0, 0.001, 0.0, 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = face.hb_font.get_glyph_extents(info.codepoint)
        if ink is not None and ink.width:
            left = x + position.x_offset + ink.x_bearing
            start, end = min(start, left), max(end, left + ink.width)
            top = max(top, position.y_offset + ink.y_bearing)
            depth = max(depth, -(position.y_offset + ink.y_bearing + ink.height))
        x += position.x_advance
    upem = face.hb_face.upem
    return Ink(0.0 if math.isinf(start) else start / upem, end / upem, top / upem, depth / upem)


class FontBook:
    """The faces of one brochure, opened when first asked for and kept while the brochure is built.

    Args:
        families: The theme's family roles, such as "sans", and the family that plays each.
        own: The user's own fonts, by their names in `settings.fonts`; they take the place of the theme's.
    """

    def __init__(self, families: dict[str, str], own: dict[str, OwnFont] | None = None) -> None:
        self._families = families
        self._own = own or {}
        self._blobs: dict[str, hb.Blob] = {}
        self._faces: dict[tuple[str, int, int, bool, float], Face] = {}
        self._by_key: dict[str, Face] = {}
        self._fallback: Fallback | None = None

    def face(self, role: str, weight: int, size: float, *, italic: bool, bold: bool = False) -> Face:
        """Return the face of a family role for a style, set at `size` points.

        Args:
            role: The style's family role.
            weight: The style's own weight, 400 or 600.
            size: Chooses the optical size where the family has that axis.
            italic: Whether an italic is wanted.
            bold: Whether the words are emphasized by weight.
        """
        heavy = max(weight, SEMIBOLD) if bold else weight
        key = (role, weight, heavy, italic, size)
        face = self._faces.get(key)
        if face is None:
            face = self._own_face(weight, heavy, size, italic=italic)
            if face is None:
                family = self._families[role]
                file = BUNDLED[family][italic]
                if italic:
                    heavy = max(heavy, EMPHASIS_BY_WEIGHT.get(family, heavy))
                face = self._open(Path(file).stem, self._bundled(file), 0, heavy, size)
            self._faces[key] = face
        return face

    def lacks(self, weight: int, *, italic: bool, bold: bool) -> str:
        """Return the emphasis, "italic" or "bold", for which the user's own fonts have no face, or "".

        Args:
            weight: The style's own.
            italic: Whether an italic is wanted.
            bold: Whether the words are emphasized by weight.
        """
        own = self._own
        body = own.get("body")
        if body is None or (weight >= SEMIBOLD and "headings" in own):
            return ""
        if italic:
            return "" if "body_italic" in own else "italic"
        is_heavy = bold or weight >= SEMIBOLD
        return "bold" if is_heavy and not body.is_variable and "body_bold" not in own else ""

    def fallback_runs(
        self, text: str, face: Face, role: str, weight: int, *, italic: bool, language: str
    ) -> list[tuple[str, Face]]:
        """Return a text in runs with the face that draws each: `face`, or another that has what it lacks."""
        serif = self._families.get(role, "") in SERIF_FAMILIES
        runs = self._further.runs(text, face.covers, weight=weight, serif=serif, italic=italic, language=language)
        return [(part, face if file is None else self.file_face(file)) for part, file in runs]

    def advice(self, char: str) -> str:
        """Return what to do about a character that no font here has."""
        return self._further.advice(char)

    @property
    def _further(self) -> Fallback:
        """The fonts for characters that those of the look do not have; loaded with the first such character."""
        if self._fallback is None:
            from pdfbrochure.assets.fallback import Fallback

            self._fallback = Fallback()
        return self._fallback

    def file_face(self, file: FontFile) -> Face:
        """Return the face of a font file found for characters that the theme's fonts lack."""
        name = str(file.path)
        if name not in self._blobs:
            self._blobs[name] = hb.Blob.from_file_path(name)
        axes = dict(file.axes)
        return self._once(Face(f"{file.path.stem}#{file.index}", self._blobs[name], file.index, axes))

    def _bundled(self, file: str) -> hb.Blob:
        if file not in self._blobs:
            self._blobs[file] = hb.Blob.from_file_path(str(FONT_FOLDER / file))
        return self._blobs[file]

    def _own_face(self, weight: int, heavy: int, size: float, *, italic: bool) -> Face | None:
        """Return the face of the user's own fonts for a style, or None where the theme's stay.

        Nothing is slanted or thickened: emphasis for which there is no file is set upright and regular.
        """
        own = self._own
        heading = own.get("headings")
        body = own.get("body")
        chosen = heading if weight >= SEMIBOLD and heading is not None else body
        if chosen is None:
            return None
        if chosen is body and italic:
            chosen = own.get("body_italic", chosen)
        elif chosen is body and heavy >= SEMIBOLD and not chosen.is_variable:
            chosen = own.get("body_bold", chosen)
        return self._open(chosen.name, chosen.blob, chosen.index, heavy, size)

    def _open(self, name: str, blob: hb.Blob, index: int, weight: int, size: float) -> Face:
        axes: dict[str, float] = {}
        for axis in hb.Face(blob, index).axis_infos:
            if axis.tag == "wght":
                axes["wght"] = min(max(weight, axis.min_value), axis.max_value)
            elif axis.tag == "opsz":
                axes["opsz"] = min(max(round(size), axis.min_value), axis.max_value)
            else:
                axes[axis.tag] = axis.default_value
        return self._once(Face(name, blob, index, axes))

    def _once(self, face: Face) -> Face:
        """Return the face that was made first for the same file and axes."""
        return self._by_key.setdefault(face.key, face)


def fault_of_font(content: bytes) -> tuple[str, str, str] | None:
    """Return what is wrong with a font file (what, why, mend), or None when text can be set from it."""
    other = "use a TTF or OTF file of the font"
    if content[:4] in (b"wOFF", b"wOF2"):
        return "is a web font", "web fonts are packed for browsers", f"{other}, from which it was made"
    if content[:4] not in (b"\0\1\0\0", b"OTTO", b"true", b"ttcf"):
        return "is not a font", "it does not begin as a TrueType or OpenType file does", other
    face = hb.Face(hb.Blob(content))
    try:
        tables = set(face.table_tags)
        _ = face.axis_infos
    except UnicodeDecodeError:
        return "is a damaged font", "its list of tables or axes is broken", "copy it again"
    missing = [table for table in _NEEDED if table not in tables]
    if missing or not face.glyph_count or face.upem < 16 or not face.unicodes:
        return (
            "is a damaged font",
            f"its table {missing[0] if missing else 'cmap'} is missing or broken",
            "copy it again",
        )
    if not tables & {"glyf", "CFF ", "CFF2"}:
        return "has no outlines", "a font of pictures or bitmaps cannot be printed", other
    if _is_blank(face):
        return "is a damaged font", "most of its letters are empty: nothing would be printed for them", "copy it again"
    rights = bytes(face.reference_table("OS/2").data)[8:10]
    kind = struct.unpack(">H", rights)[0] if len(rights) == 2 else 0
    if kind & _USAGE == _RESTRICTED or kind & (_NO_SUBSETTING | _BITMAP_ONLY):
        return (
            "may not be embedded",
            "its maker's rights, noted in the file, forbid to put it into a PDF",
            "ask its maker for a licence with embedding, or use another font",
        )
    return None


def _is_blank(face: hb.Face) -> bool:
    """Return whether most letters of a font draw nothing, as after a copy that broke off and left zeros."""
    font = hb.Font(face)
    shown = [char for char in sorted(face.unicodes) if unicodedata.category(chr(char))[0] in "LN"]
    sample = shown[:: len(shown) // _SAMPLE + 1]
    empty = 0
    for char in sample:
        glyph = font.get_nominal_glyph(char)
        extents = font.get_glyph_extents(glyph) if glyph is not None else None
        empty += extents is None or not (extents.width and extents.height)
    return empty > _MOST_EMPTY * len(sample)
