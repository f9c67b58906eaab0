"""Opens font files: finds the file of a family, pins the axes of variable fonts, and gives metrics.

A `Face` is one font file at one place in its design space. Nothing is rewritten here; `paint` cuts the subset.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import uharfbuzz as hb

FONT_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

# Family -> (upright, italic). Unmodified variable files under the SIL Open Font License.
BUNDLED: Final = {
    "Source Sans 3": ("SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"),
    "Source Serif 4": ("SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"),
}


class Face:
    """One font at one place in its design space.

    Attributes:
        key: Stable name of file and axes, unique in a document.
        hb_face: The font file.
        hb_font: The font with its axes set; units are those of the file.
        scale: 1000 / units per em.
        axes: Axis tag -> value, as set.
        ascent, descent, cap_height, x_height: In 1/1000 em; descent is positive.
    """

    __slots__ = ("ascent", "axes", "cap_height", "descent", "hb_face", "hb_font", "key", "scale", "x_height")

    def __init__(self, name: str, blob: hb.Blob, index: int = 0, axes: dict[str, float] | None = None) -> None:
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

    def covers(self, char: str) -> bool:
        """Return whether the font has a glyph for `char`."""
        return self.hb_font.get_nominal_glyph(ord(char)) is not None


class FontBook:
    """The faces of one brochure, opened when first asked for and kept while the brochure is built.

    Args:
        families: The theme's family roles, such as "sans", and the family that plays each.
    """

    def __init__(self, families: dict[str, str]) -> None:
        self._families = families
        self._blobs: dict[str, hb.Blob] = {}
        self._faces: dict[tuple[str, int, bool, float], Face] = {}

    def face(self, role: str, weight: int, size: float, *, italic: bool) -> Face:
        """Return the face of a family role at a weight (400 or 600) and a size in points.

        The size chooses the optical size where the family has that axis.
        """
        key = (role, weight, italic, size)
        face = self._faces.get(key)
        if face is None:
            face = self._open(BUNDLED[self._families[role]][italic], weight, size)
            # Families without an optical size give the same face at every size.
            for known in self._faces.values():
                if known.key == face.key:
                    face = known
                    break
            self._faces[key] = face
        return face

    def _open(self, file: str, weight: int, size: float) -> Face:
        blob = self._blobs.get(file)
        if blob is None:
            blob = self._blobs[file] = hb.Blob.from_file_path(str(FONT_FOLDER / file))
        axes: dict[str, float] = {}
        for axis in hb.Face(blob).axis_infos:
            if axis.tag == "wght":
                axes["wght"] = min(max(weight, axis.min_value), axis.max_value)
            elif axis.tag == "opsz":
                axes["opsz"] = min(max(round(size), axis.min_value), axis.max_value)
            else:
                axes[axis.tag] = axis.default_value
        return Face(Path(file).stem, blob, 0, axes)
