"""The bullets of link lists: signs of the text's own font, so that they are read, as large as the design wants them."""

from __future__ import annotations

from typing import Final

import msgspec

from pdfbrochure.compose.blocks import LinkEntry, Paragraph, Span
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import PlacedLine
from pdfbrochure.model.theme import LinksDesign, Style
from pdfbrochure.text.lines import Line, Run

# A bullet so many times as wide as it is high is a dash.
LIKE_A_DASH: Final = 2.0
DASH: Final = "\u2013"
# The first that the font has.
SQUARES: Final = ("\u25a0", "\u25aa", "\u2022")


def link_bullet(entry: LinkEntry, style: Style, design: LinksDesign, desk: Desk, middle: float) -> PlacedLine:
    """Return the bullet of an entry; its line is no wider than its ink.

    Args:
        entry: The link.
        style: That of its label.
        design: Says how wide the bullet is.
        desk: Sets it.
        middle: How far below the entry's top the bullet's middle stands, in points.
    """
    covers = desk.setter.shaper(style).face.covers
    sign = DASH
    if design.bullet_width < LIKE_A_DASH * design.bullet_height:
        sign = next((square for square in SQUARES if covers(square)), SQUARES[-1])
    paragraph = Paragraph((Span(sign),), "link_label", entry.marker_node, entry.origin, entry.label.language)
    room = 2 * style.size
    left, right, _middle = _ink(desk.set(paragraph, style, room)[0])
    size = style.size * design.bullet_width / (right - left)
    sized = msgspec.structs.replace(style, size=size, tracking=0.0, color="accent")
    line = desk.set(paragraph, sized, max(room, 2 * size))[0]
    left, right, above = _ink(line)
    runs = tuple(msgspec.structs.replace(run, x=run.x - left) for run in line.runs)
    return PlacedLine(0.0, middle + above, Line(right - left, runs))


def _ink(line: Line) -> tuple[float, float, float]:
    """Return the edges of a line's first sign from the line's start, and its middle above the baseline, in points."""
    run: Run = line.runs[0]
    pen = run.x
    for piece in run.pieces:
        glyph = piece.glyphs[0][0]
        extents = run.shaper.face.hb_font.get_glyph_extents(glyph) if isinstance(glyph, int) else None
        if extents is not None and extents.width and not piece.is_space:
            em = run.shaper.face.scale * run.size / 1000
            start = pen + extents.x_bearing * em
            # HarfBuzz's heights are counted downwards.
            return start, start + extents.width * em, (extents.y_bearing + extents.height / 2) * em
        pen += piece.advance * run.size / 1000
    return run.x, run.x + run.width, run.size / 4
