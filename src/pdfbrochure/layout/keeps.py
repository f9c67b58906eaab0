"""What stays together: the costs of ending a column after a line, below a head, before a link list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Piece, TextLine
from pdfbrochure.layout.stacking import stack
from pdfbrochure.text.lines import Line

# Lines that stay below an item's head; below a head with a photo.
LINES_AFTER_HEAD: Final = 3
LINES_AFTER_PHOTO: Final = 2
# On a page of so few rows two lines are as good a share of it.
FEW_ROWS: Final = 28
# A standfirst of more lines than this does not stay whole with the text.
MOST_STANDFIRST: Final = 6
# A quote or one entry of a list alone at a column's edge; more than a few rows of white are worse.
LONELY: Final = 5e3
# An entry of no more lines is not parted where it opens or ends its list.
SHORT_ENTRY: Final = 5
# The photo that opens the text of a lead, alone below its head, all text on the next page.
PHOTO_ALONE: Final = 2e4
# A divided word across two columns makes the reader lose the line; nearly any white is better.
HYPHEN_ACROSS: Final = 3e3


def line_penalty(number: int, count: int, line: Line) -> float:
    """Return the cost of ending a column after line `number` (from 1) of `count`."""
    if count > 1 and (number == 1 or number == count - 1):
        return FORBIDDEN
    return HYPHEN_ACROSS if line.hyphenated else 0.0


def keep_head(pieces: list[Piece], start: int, standfirst: int, rows: int) -> None:
    """Forbid breaks in the first lines of an article's text, which stay with its head.

    Args:
        pieces: The article's.
        start: The first below head and photo.
        standfirst: So many lines of them are the standfirst, which stays with the first lines of the text.
        rows: Those of a page.
    """
    needed = LINES_AFTER_PHOTO if start > 1 or rows <= FEW_ROWS else LINES_AFTER_HEAD
    if 0 < standfirst <= MOST_STANDFIRST:
        needed = standfirst + LINES_AFTER_PHOTO
    together = pieces[start : start + needed - 1]
    if standfirst > MOST_STANDFIRST:
        # Of a long one the last lines stay with those of the text.
        text = start + standfirst
        together += pieces[text - LINES_AFTER_PHOTO : text + LINES_AFTER_PHOTO - 1]
    for piece in together:
        if isinstance(piece, TextLine | Atom):
            piece.penalty = max(piece.penalty, FORBIDDEN)
    _keep_subheads(pieces)


def _keep_subheads(pieces: list[Piece]) -> None:
    """Forbid a break after the only line of a paragraph that follows a sub-heading, if more text comes."""
    for index, piece in enumerate(pieces[:-2]):
        opens = piece.above > 0 and isinstance(piece, TextLine) and piece.penalty >= FORBIDDEN
        if opens and pieces[index + 1].penalty < FORBIDDEN and isinstance(pieces[index + 2], TextLine):
            pieces[index + 1].penalty = FORBIDDEN


def keep_whole(pieces: Sequence[Piece], rows: float, grid: Grid) -> None:
    """Forbid every break in an item of at most so many rows."""
    if not rows or not pieces or stack(list(pieces), 0, len(pieces), grid)[-1][1] > (rows + 0.5) * grid.unit:
        return
    for piece in pieces[:-1]:
        piece.penalty = max(piece.penalty, FORBIDDEN)


def keep_quote(pieces: Sequence[Piece], quote: Sequence[Piece]) -> None:
    """Keep a quote away from the edges of columns, and its lines together."""
    if pieces:
        pieces[-1].penalty = max(pieces[-1].penalty, LONELY)
    quote[-1].penalty = max(quote[-1].penalty, LONELY)


def keep_list(entries: Sequence[Sequence[Piece]]) -> None:
    """Leave no entry of a list, and no part of a short one, alone at the top or at the foot of a column."""
    if len(entries) > 1:
        first, last = entries[0], entries[-1]
        lonely = [first[-1], entries[-2][-1]]
        lonely += first[:-1] if len(first) <= SHORT_ENTRY else []
        lonely += last[:-1] if len(last) <= SHORT_ENTRY else []
        for piece in lonely:
            piece.penalty = max(piece.penalty, LONELY)


def keep_links(pieces: Sequence[Piece], entries: Sequence[Piece], start: int) -> None:
    """Keep two lines of text with a link list."""
    if not entries:
        return
    if len(pieces) == start:
        entries[0].above = 0.0
    for piece in pieces[max(start, len(pieces) - 2) :]:
        # Lines beside a photo are parted even less.
        piece.penalty = max(piece.penalty, FORBIDDEN)
