"""Photos beside text: the photo stands at the end side of its column, the lines at the start side are shorter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pdfbrochure.compose.blocks import BodyBlock, Figure
from pdfbrochure.layout.frames import within
from pdfbrochure.layout.pieces import FORBIDDEN, Beside, Piece, TextLine

if TYPE_CHECKING:
    from pdfbrochure.layout.collect import Collector
    from pdfbrochure.layout.desk import Desk

# Beside a photo at least so many characters must find room, of about this width in ems each.
LEAST_CHARACTERS: Final = 25
CHARACTER_EMS: Final = 0.44
# A photo narrower than this beside text is a stamp; it then stands across the column. In points.
LEAST_PHOTO: Final = 72.0
# Of the column, for the photo, if the text leaves it.
PHOTO_SHARE: Final = 0.48
GAP: Final = 12.0
# A photo beside text may take so much of a column's height.
TALLEST_SHARE: Final = 0.5


def width_beside(desk: Desk, share: float) -> float:
    """Return the width of a photo beside text for a share of the column, in points; 0 without room for both."""
    column, body = desk.grid.column_width, desk.theme.styles["body"]
    width = min(share * column, column - GAP - LEAST_CHARACTERS * CHARACTER_EMS * body.size)
    return width if width >= LEAST_PHOTO else 0.0


def wrapped(figure: Figure, blocks: Sequence[BodyBlock], collector: Collector) -> list[Piece]:
    """Return running text with a photo beside its first lines, all on the grid.

    In a column too narrow for both, the photo stands above the text.
    """
    width = width_beside(collector, figure.share or PHOTO_SHARE)
    if not width:
        return [collector.photo(figure), *collector.blocks(blocks)]
    beside, rows = _set_beside(figure, width, collector)
    pieces: list[Piece] = []
    before = ""
    for block in blocks:
        left = rows - len(pieces)
        if left > 0 and block.kind in ("paragraph", "entry"):
            pieces += collector.text(block, before, (left, width + GAP))
        else:
            # Sub-headings and quotes do not stand beside photos.
            pieces += _white(left, collector)
            pieces += collector.blocks([block], before=before)
        before = block.kind
    pieces += _white(rows - len(pieces), collector)
    first = pieces[0]
    assert isinstance(first, TextLine), "beside a photo stand lines, or white"
    first.beside = beside
    for piece in pieces[: rows - 1]:
        # Worse than any other break, for the photo would hang out of its column.
        piece.penalty = 2 * FORBIDDEN
    return pieces


def _set_beside(figure: Figure, width: float, collector: Collector) -> tuple[Beside, int]:
    """Return the photo as it stands, relative to the top of the first line, and the rows that it takes."""
    grid, theme = collector.grid, collector.theme
    natural = within(figure, min(max(figure.aspect, theme.photo.portrait), theme.photo.lowest))
    tallest = TALLEST_SHARE * grid.rows * grid.unit
    rows = max(2, round((grid.cap + min(width / natural, tallest) + grid.descent) / grid.unit))
    # From the height of the first line's capitals to the baseline of the last.
    height = rows * grid.unit - grid.cap - grid.descent
    x = grid.column_width - width
    caption = collector.caption(figure, width)
    if caption:
        style = theme.styles["caption" if figure.has_caption else "credit"]
        below = theme.photo.to_credit + len(caption) * style.leading - grid.descent
        rows += math.ceil(below / grid.unit - 1e-6)
    return Beside(figure, x, grid.cap, width, height, caption), rows


def _white(rows: int, collector: Collector) -> list[TextLine]:
    """Return rows without text beside the rest of a photo."""
    return [TextLine(collector.grid.unit, penalty=FORBIDDEN) for _ in range(rows)]
