"""The list of all notes at the end of a brochure, which may break between any two."""

from __future__ import annotations

from typing import Final

from pdfbrochure.compose.blocks import NoteList
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pieces import Atom, Band, Piece

# White between two notes.
BETWEEN: Final = 2.0


def note_pieces(part: NoteList, collector: Collector) -> list[Piece | Band]:
    """Return notes as atoms."""
    style = collector.theme.styles["note"]
    pieces: list[Piece | Band] = []
    for text in part.notes:
        lines = collector.set(text, style, collector.grid.column_width, hyphenate=collector.edition.hyphenate)
        things = collector.stacked(lines, style, 0.0, 0.0)
        pieces.append(Atom(len(lines) * style.leading, BETWEEN if pieces else 0.0, things=things))
    return pieces
