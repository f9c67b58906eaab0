"""Briefs: short texts one below the other, each with its date in front, a hairline between two."""

from __future__ import annotations

from msgspec import structs

from pdfbrochure.compose.blocks import BodyBlock, Brief, Briefs, Paragraph, Span
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pages import moved
from pdfbrochure.layout.pieces import Band, Piece, TextLine
from pdfbrochure.layout.runin import GAP, LONGEST_KEPT
from pdfbrochure.model.theme import Style


def brief_pieces(briefs: Briefs, collector: Collector) -> list[Piece | Band]:
    """Return briefs as lines of text; between two, a row that is white but for its rule."""
    grid, part = collector.grid, collector.theme.briefs
    pieces: list[Piece | Band] = []
    rule = Boxes(collector, part, {}).laid(part.box(), grid.column_width).things
    between = tuple(moved(rule, 0.0, part.number("to_rule") - grid.unit))
    for number, brief in enumerate(briefs.briefs):
        text = _with_date(brief, collector.theme.styles["brief_date"])
        lines = collector.text(BodyBlock("paragraph", text), "")
        for line in lines:
            if isinstance(line, TextLine):
                line.paragraph = None
        lines[0].above = grid.unit
        lines[0].between = between if number else ()
        pieces += lines
    return pieces


def _with_date(brief: Brief, style: Style) -> Paragraph:
    """Return the text of a brief, its date in front of it, an element of its own."""
    if brief.date is None:
        return brief.text
    words = brief.date.text
    if len(words) <= LONGEST_KEPT:
        words = words.replace(" ", "\u00a0")
    date = Span(words + GAP, node=brief.date.node, style=style)
    return structs.replace(brief.text, spans=(date, Span(" "), *brief.text.spans))
