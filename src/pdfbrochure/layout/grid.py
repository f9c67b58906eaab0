"""The page's grid: margins, columns and rows of one page size in one theme."""

from __future__ import annotations

import math
from typing import Final

from msgspec import Struct

from pdfbrochure.model.edition import WIDEST_EMS, Edition
from pdfbrochure.model.panels import Panels

# The theme's lengths are for this page.
A4_WIDTH: Final = 595.2756
A4_HEIGHT: Final = 841.8898
# Text nearer to the trim than 12 mm is cut by office printers and looks it.
LEAST_MARGIN: Final = 34.0
# At its foot there is room for a footer and white above it, however tightly text is set.
LEAST_FOOT: Final = 45.0
# A column wider than this against the theme's own A4 column reads badly: 60 characters is the most for the eye.
WIDEST_SHARE: Final = 1.15
# Asked for one column on a wide page, it is set this much wider than the theme's own, and the margins take the rest.
WIDEST_ASKED: Final = 1.5
# A margin narrower than this has room for no figure and no caption; the page then has none.
NARROWEST_MARGIN: Final = 60.0
# In a narrower column even a short word may find no room.
NARROWEST: Final = 60.0

# What notes take besides their lines, less the leading of the first: rule, white above it, the foot of the last row.
ABOVE_NOTES: Final = 10.5


# A page of so few rows is low, such as A5 across.
LOW_PAGE: Final = 26


class Grid(Struct, frozen=True):
    """Where text may stand. Lengths in points from the trim's top left.

    Attributes:
        rows: Full rows of `unit` height between the margins.
        off_center: By how much text will stand farther from the fold than here, in the middle of the page; or, if it
            is `fixed`, farther from the start edge of every page.
        gutter: From the end of a column's text to the start of the next.
        hang: Room before the text of every column, the first too, in which text is hung.
        hang_gap: What of it stays white before the text, where the rest is a margin with a flow of its own; else 0.
        notes_across: Whether notes stand at the foot of the page, and not of the column of their mark.
        is_panel: Whether the page is one panel of a sheet that is folded.
    """

    width: float
    height: float
    top: float
    side: float
    foot: float
    columns: int
    gutter: float
    column_width: float
    unit: float
    cap: float
    descent: float
    rows: int
    off_center: float = 0.0
    hang: float = 0.0
    fixed: bool = False
    hang_gap: float = 0.0
    notes_across: bool = False
    is_panel: bool = False

    @property
    def text_width(self) -> float:
        """Width of the type area."""
        return self.width - 2 * self.side

    @property
    def low(self) -> bool:
        """Whether a page is so low that what stands across all of its columns leaves no room below."""
        return self.rows <= LOW_PAGE

    @property
    def natural_gap(self) -> float:
        """The white between two things of which one ends on a baseline and the other begins with the next row."""
        return self.cap + self.descent

    @property
    def margin(self) -> float:
        """Width of the margin before the text of a column in which things flow beside it; 0 without one."""
        return self.hang - self.hang_gap if self.hang_gap else 0.0

    @property
    def gap(self) -> float:
        """White between two things side by side in a column; a gutter, but for a margin in it."""
        return self.gutter - self.hang if self.margin else self.gutter

    @property
    def cell_width(self) -> float:
        """Width of a column, in rows that of a card in it: up to the end of the type area for the last."""
        return self.text_width - self.hang - (self.columns - 1) * (self.column_width + self.gutter)

    @property
    def half_width(self) -> float:
        """Width of the start half of the type area, cut between two columns where there are two."""
        if self.columns == 1:
            return (self.text_width - self.gap) / 2
        columns = (self.columns + 1) // 2
        return columns * self.column_width + (columns - 1) * self.gutter

    def column_x(self, column: int) -> float:
        """Return the start edge of a column, counted from 0."""
        return self.side + self.hang + column * (self.column_width + self.gutter)

    def row_y(self, row: float) -> float:
        """Return the top of a row, counted from 0."""
        return self.top + row * self.unit

    def snap(self, y: float) -> float:
        """Return the first row top at or below `y`, which is relative to the first row."""
        return math.ceil(y / self.unit - 1e-6) * self.unit


def make_grid(edition: Edition) -> Grid:
    """Return the grid of an edition's pages."""
    theme, width, height = edition.theme, edition.width, edition.height
    page = theme.page
    if edition.panels is not None:
        return _panel_grid(edition, edition.panels)
    scale_x, scale_y = width / A4_WIDTH, height / A4_HEIGHT
    scale = min(scale_x, scale_y)
    side = max(LEAST_MARGIN, page.side * scale)
    top = max(LEAST_MARGIN, page.margin_top * scale)
    # The footer's height does not shrink with the page.
    foot = max(LEAST_FOOT, page.margin_foot - page.margin_top + LEAST_MARGIN, page.margin_foot * scale)
    text_width = width - 2 * side
    # In rows of cards a column is what a card holds: between two of them are the paddings of both.
    padding = theme.cards.padding if page.flow == "rows" else 0.0
    # A margin in which things flow is as narrow as its page; what only hangs keeps its width.
    narrower = min(1.0, scale) if page.hang_gap else 1.0
    hang, hang_gap = page.hang * narrower, page.hang_gap * narrower
    if hang_gap and hang - hang_gap < NARROWEST_MARGIN:
        hang = hang_gap = 0.0
    gutter = page.gutter + 2 * padding + hang
    room = text_width - 2 * padding - hang
    columns = edition.columns or _default_columns(page.columns, room, gutter, page.smallest_column, page.side)
    columns = min(columns, most_columns(room, gutter))
    column_width = (room - (columns - 1) * gutter) / columns
    own = (A4_WIDTH - 2 * page.side - page.hang - (page.columns - 1) * gutter) / page.columns
    widest = max(WIDEST_ASKED * own, WIDEST_EMS * theme.styles["body"].size)
    if column_width > widest and not padding:
        column_width = widest
        side = (width - hang - columns * column_width - (columns - 1) * gutter) / 2
    # A4 holds 47.993 rows of the institutional theme: the thickness of a hairline is no reason to lose one.
    rows = max(1, int((height - top - foot) / theme.unit + 0.02))
    return Grid(
        width,
        height,
        top,
        side,
        foot,
        columns,
        gutter,
        column_width,
        theme.unit,
        theme.cap,
        theme.descent,
        rows,
        # No text comes nearer to the trim than the least margin.
        max(LEAST_MARGIN - side, min(page.off_center * scale, side - LEAST_MARGIN)),
        hang,
        page.margin_start is not None or page.margin_end is not None,
        hang_gap,
        page.flow == "columns" and (columns > 1 or not hang),
    )


def _panel_grid(edition: Edition, panels: Panels) -> Grid:
    """Return the grid of a wide panel. A narrow one loses as much of its margins as it is narrower, not of its text.

    Nothing is scaled: sheets of a theme with panels are of about one height.
    """
    theme, page = edition.theme, edition.theme.page
    side = panels.margin
    return Grid(
        edition.width,
        edition.height,
        page.margin_top,
        side,
        page.margin_foot,
        1,
        page.gutter,
        edition.width - 2 * side,
        theme.unit,
        theme.cap,
        theme.descent,
        max(1, int((edition.height - page.margin_top - page.margin_foot) / theme.unit + 0.02)),
        is_panel=True,
    )


def most_columns(text_width: float, gutter: float) -> int:
    """Return how many columns a type area may have, whoever asks for them."""
    return max(1, int((text_width + gutter) / (NARROWEST + gutter)))


def _default_columns(columns: int, text_width: float, gutter: float, smallest: float, a4_side: float) -> int:
    """Return the fewest columns that are not too wide to read, or as many as stay wide enough to set."""
    own = (A4_WIDTH - 2 * a4_side - (columns - 1) * gutter) / columns
    for count in (1, 2, 3, 4):
        width = (text_width - (count - 1) * gutter) / count
        if width <= own * WIDEST_SHARE:
            return count if width >= smallest or count == 1 else count - 1
    return 4


def note_rows(height: float, unit: float) -> int:
    """Return the rows that notes of some height of lines take at the foot of a column."""
    return math.ceil((height + ABOVE_NOTES) / unit - 1e-6) if height else 0
