"""One column: where its pieces stand, where it may end and at what cost, and how it is brought to its height.

Heights are points; a column's height is a whole number of grid rows.
"""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

from pdfbrochure.layout.grid import Grid, note_rows
from pdfbrochure.layout.pieces import Atom, HeadPiece, PhotoPiece, Piece, TableRow, TextLine

# A full column left white; the unfilled share of the page counts squared, so that whites are shared out.
WHITE_COST: Final = 1e4
# And that of the column itself: a low column of two lines above six empty rows looks like a mistake.
SHARE_COST: Final = 1.5e3
# A white field of more than this share of the page looks like a fault: the cost of one of the whole page.
HOLE: Final = 0.15
HOLE_COST: Final = 6e3
# One of more than this share of the page is one: nearly anything is better.
WORST_HOLE: Final = 0.18
WORST_HOLE_COST: Final = 3.5e4
# White below text that goes on in the next column looks like a fault, each row after the first more so; below an
# item's end it looks like its end.
INSIDE_TEXT: Final = 100.0
# A photo cropped one row away from its natural frame.
CROP_COST: Final = 60.0
# And each row by which one grows beyond that, where a page would else stay white.
GROW_COST: Final = 110.0
# A paragraph set with one line more or fewer: looser or tighter than it would be by itself.
VARIANT_COST: Final = 150.0
# As many paragraphs of a column may be set so; more would show.
MOST_VARIANTS: Final = 2
# Brochures with more lines than this (about 40 pages) are not worth the search.
MOST_STRETCHED: Final = 4000
# A head may stand closer than the theme's least distances by so much of a row; of what is left to the next row, so much
# goes above its rule and the rest below its title, for a title belongs to its text.
CLOSER: Final = 0.25
SLACK_ABOVE: Final = 0.6
# The cost of about one white row, from which on it pays to look for other settings.
WHITE_ROW: Final = 4.0
# Whites up to this many rows are looked at in the running text; more would be a worse page than any widow.
WINDOW_ROWS: Final = 9


class Column(Struct, frozen=True):
    """One column's share of the flow.

    Attributes:
        first: Its first piece.
        last: The piece after its last.
        rows: Its rows.
        number: Which column of the page, from 0; of a head across columns, the first.
        row: The row at which it begins, from that of the flow.
        fills: Whether it shall end on its last row.
        grows: Whether its photos may grow for that beyond what is usual.
    """

    first: int
    last: int
    rows: int
    number: int = 0
    row: int = 0
    fills: bool = True
    grows: bool = False


def white_cost(white: float, rows: int, grid: Grid) -> float:
    """Return the cost of white rows at the foot of a column of `rows` rows."""
    return WHITE_COST * (white / grid.rows) ** 2 + SHARE_COST * (white / max(rows, 1)) ** 2


def hole_cost(columns: int, white: float, grid: Grid, *, last: bool = False) -> float:
    """Return what it costs, beside the white of each, that so many columns side by side have one white field.

    Args:
        columns: The columns.
        white: Its rows.
        grid: The page's grid.
        last: Whether it is at the end of all text, where a page may be empty.
    """
    share = columns * white / (grid.columns * grid.rows)
    if share <= HOLE:
        return 0.0
    # A panel is a small part of what is seen of its sheet.
    worst = 0.0 if last or grid.is_panel else WORST_HOLE_COST * max(0.0, share - WORST_HOLE)
    return HOLE_COST * (share - HOLE) + worst


def stack(
    pieces: list[Piece], first: int, last: int, grid: Grid, crops: dict[int, int] | None = None
) -> list[tuple[float, float]]:
    """Return top and foot of each piece in a column, in points from the column's top.

    Args:
        pieces: The flow.
        first: First piece of the column.
        last: The piece after its last.
        grid: The page's grid.
        crops: Rows by which a photo (by its index) is higher than natural; negative: lower.
    """
    places = []
    y = 0.0
    for index in range(first, last):
        top, y = place(pieces[index], y, grid, (crops or {}).get(index, 0))
        places.append((top, y))
    return places


def stands_on_grid(piece: Piece) -> bool:
    """Return whether all below a piece stands alike, whatever is above it: its top and foot are those of rows."""
    return isinstance(piece, TextLine | TableRow) or (isinstance(piece, Atom) and piece.on_grid)


def place(piece: Piece, y: float, grid: Grid, crop: int = 0) -> tuple[float, float]:
    """Return top and foot of a piece that follows content ending at `y`; 0 is the column's top."""
    if isinstance(piece, TextLine):
        top = 0.0 if y == 0.0 else math.ceil((y + piece.above) / grid.unit - 1e-6) * grid.unit
        return top, top + piece.height
    if isinstance(piece, Atom):
        if y == 0.0:
            return 0.0, piece.height
        if piece.whole:
            top = y + even_white(y, piece.whole, grid.unit)
        else:
            top = grid.snap(y + piece.above) if piece.on_grid else y + piece.above
        return top, top + piece.height
    if isinstance(piece, HeadPiece):
        return _place_head(piece, y, grid)
    if isinstance(piece, PhotoPiece):
        return _place_photo(piece, y, grid, crop)
    if isinstance(piece, TableRow):
        top = grid.snap(y + piece.above) if y else 0.0
        return top, top + piece.height + (0.0 if y else piece.header_height)
    return y, y + piece.height


def even_white(y: float, height: float, unit: float) -> float:
    """Return the white above something that ends the same white above a row's foot: half a row of it at least."""
    return (math.ceil((y + height) / unit + 1.0 - 1e-6) * unit - y - height) / 2


def _place_head(piece: HeadPiece, y: float, grid: Grid) -> tuple[float, float]:
    unit = grid.unit
    at_top = y == 0.0
    first = 0.0 if piece.on_row else grid.cap
    if piece.before_photo:
        top = first if at_top else grid.snap(y) + piece.above + first
        return top, top + piece.height
    if at_top:
        return first, math.ceil((first + piece.height) / unit - CLOSER) * unit
    # To the nearest row: a little closer than the theme's least, or the slack shared out above and below.
    least = y + piece.above + piece.height
    foot = math.ceil(least / unit - CLOSER) * unit
    return y + piece.above + SLACK_ABOVE * (foot - least), foot


def _place_photo(piece: PhotoPiece, y: float, grid: Grid, crop: int) -> tuple[float, float]:
    unit = grid.unit
    if y == 0.0:
        top = grid.cap
    elif piece.after_head:
        top = y
    else:
        top = grid.snap(y) + piece.above + grid.cap
    # The photo's foot stands on a baseline.
    rows = max(1, round((top + piece.natural + grid.descent) / unit) + crop)
    while rows * unit - grid.descent - top < piece.least and crop == 0:
        rows += 1
    return top, rows * unit - grid.descent + piece.height


def _meet(need: int, crops: int, longer: int) -> tuple[int, int, int]:
    """Return how a column of text is brought to its height: rows of photos, lines of paragraphs, rows left white.

    Args:
        need: Rows too many, or, negative, too few.
        crops: Rows that its photos can take away or give.
        longer: Paragraphs that can gain a line.
    """
    if need >= 0:
        return min(need, crops), max(0, need - crops), 0
    if -need > crops + longer:
        # What cannot be filled wholly is left white: a photo cropped for nothing helps nobody.
        return 0, 0, -need
    return min(-need, crops), max(0, -need - crops), 0


def settle(pieces: list[Piece], column: Column, grid: Grid) -> tuple[list[Piece], dict[int, int]]:
    """Return the pieces of a column so that it ends on its last row, and the rows by which its photos change.

    Photos and paragraphs give way only as far as needed, and grow only if that fills the column.

    Args:
        pieces: The flow.
        column: Its share.
        grid: The page's grid.
    """
    own = pieces[column.first : column.last]
    foot = stack(own, 0, len(own), grid)[-1][1]
    if not grid.notes_across:
        foot += note_rows(sum(note.height for piece in own for note in piece.notes), grid.unit) * grid.unit
    need = math.ceil((foot - column.rows * grid.unit) / grid.unit - 1e-6)
    if need == 0 or (need < 0 and not column.fills):
        return own, {}
    photos = [(index, piece) for index, piece in enumerate(own) if isinstance(piece, PhotoPiece)]
    grown = [piece.grows if column.grows else 0 for _index, piece in photos]
    room = [
        (index, piece.taller + more if need < 0 else piece.lower)
        for (index, piece), more in zip(photos, grown, strict=True)
    ]
    change = -1 if need > 0 else 1
    variants = []
    for index, piece in enumerate(own):
        paragraph = piece.paragraph if isinstance(piece, TextLine) else None
        if len(pieces) <= MOST_STRETCHED and paragraph is not None and index + 1 >= paragraph.count:
            other = paragraph.variants().get(paragraph.count + change)
            if other is not None:
                variants.append((index, paragraph.count, other))
    rows, lines, white = _meet(need, sum(share for _index, share in room), min(len(variants), MOST_VARIANTS))
    if white:
        return own, {}
    crops = _shared_out(room, rows, change)
    # From the end on, so that the places of those before stay true.
    for index, count, other in reversed(variants[: min(lines, len(variants))]):
        own[index + 1 - count : index + 1] = other
        shift = len(other) - count
        crops = {place + shift if place > index else place: value for place, value in crops.items()}
    return own, crops


def _shared_out(room: list[tuple[int, int]], rows: int, change: int) -> dict[int, int]:
    """Return the rows shared out among the photos that have room for them, a row each in turn."""
    crops: dict[int, int] = {}
    while rows > 0:
        for index, share in room:
            if rows > 0 and abs(crops.get(index, 0)) < share:
                crops[index] = crops.get(index, 0) + change
                rows -= 1
    return crops
