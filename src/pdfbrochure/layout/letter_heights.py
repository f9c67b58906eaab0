"""How high the letters of lines rise and how deep they hang, beyond what a look expects of letters without accents.

A title as wide as its page stands close to rules, and has as much room as the letters of English take. Capitals with
accents, and the letters of Arabic, Devanagari or Vietnamese, want more: it is measured in the glyphs themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pdfbrochure.assets.fonts import Face, ink_of
from pdfbrochure.text.lines import Line

# The highest and the deepest letters that every look has room for.
USUAL: Final = "dfhlgjpy"
# White from what rises or hangs beyond them, and between the ink of two lines, in ems.
APART: Final = 0.04
# Less than this is none, in ems.
ROUNDING: Final = 0.01


def beyond(lines: Sequence[Line], face: Face, size: float) -> tuple[float, float]:
    """Return how far lines rise above the first and hang below the last more than usual letters do, in points.

    Args:
        lines: The lines.
        face: The face whose letters the look is made for.
        size: Its size.
    """
    if not lines:
        return 0.0, 0.0
    height, depth = _usual(face)
    above, below = _reach(lines[0])[0] - height * size, _reach(lines[-1])[1] - depth * size
    least = ROUNDING * size
    return above + APART * size if above > least else 0.0, below + APART * size if below > least else 0.0


def leading_for(lines: Sequence[Line], leading: float, size: float) -> float:
    """Return the leading at which no letter of a line touches one of the next."""
    needed = (_reach(upper)[1] + _reach(lower)[0] + APART * size for upper, lower in pairwise(lines))
    return max((leading, *needed))


def _usual(face: Face) -> tuple[float, float]:
    """Return the height and depth of usual letters of a face, in ems."""
    ink = ink_of(face, USUAL)
    return ink.height, ink.depth


def _reach(line: Line) -> tuple[float, float]:
    """Return how high the ink of a line rises above its baseline, and how far it hangs below."""
    inks = list(_inks(line))
    return max((top for top, _foot in inks), default=0.0), max((-foot for _top, foot in inks), default=0.0)


def _inks(line: Line) -> Iterator[tuple[float, float]]:
    """Yield top and foot of the ink of each glyph, or part of one, above the baseline, in points."""
    for run in line.runs:
        face, em = run.shaper.face, run.size / 1000
        for glyph, _text, _own, _x, y, _advance in (each for piece in run.pieces for each in piece.glyphs):
            # A letter and its dots and marks may be one glyph, whose parts have places in font units.
            for number, _right, up in ((glyph, 0, 0),) if isinstance(glyph, int) else glyph:
                ink = face.hb_font.get_glyph_extents(number)
                if ink is not None and ink.width:
                    top = (y + (up + ink.y_bearing) * face.scale) * em
                    yield top, top + ink.height * face.scale * em
