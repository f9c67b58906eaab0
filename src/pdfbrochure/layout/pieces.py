"""What a column is filled with: pieces that are never split, with their heights and the cost of a break after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Figure
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine

LINE: Final = 0  # body text, on the grid
BLOCK: Final = 1  # off the grid: an entry of a link list, a line of a pull quote
HEAD: Final = 2  # an item's hairline, bar, kicker and title
PHOTO: Final = 3  # a photo with its credit line, in the text
AFTER_HEAD: Final = 4  # the same, directly below a head
SPAN: Final = 5  # an item begins here whose head stands across columns; takes no height

# The cost of a break that would strand a head, a widow or an orphan: only where nothing else is possible.
FORBIDDEN: Final = 1e9


class Beside(Struct, frozen=True):
    """A photo that stands beside lines; its place is relative to the top of the first of them and the column."""

    figure: Figure
    x: float
    y: float
    width: float
    height: float
    caption: tuple[PlacedLine, ...]


class Across(Struct, frozen=True):
    """The head of an item across several columns. Its photo's height is whatever the columns leave it.

    Attributes:
        columns: How many.
        figure: Its photo, from the height of the first row's capitals to a baseline; or None.
        width: Of the photo and the title.
        lines: Credit and title, relative to the start of the columns and the photo's foot, or the first row's top.
        flats: Rules, likewise.
        rows: Least, best and most rows of the photo.
        below: Rows from the photo's last to the first of text.
    """

    columns: int
    figure: Figure | None
    width: float
    lines: tuple[PlacedLine, ...]
    flats: tuple[PlacedFlat, ...]
    rows: tuple[int, int, int]
    below: int


class Stretchable(Struct):
    """A paragraph that may be set with one line more or fewer; hung on the piece of its last line.

    Attributes:
        count: Its pieces.
        make: Gives its pieces with other numbers of lines, by their number; called when first needed.
    """

    count: int
    make: Callable[[], dict[int, list[Piece]]]
    known: dict[int, list[Piece]] | None = None

    def variants(self) -> dict[int, list[Piece]]:
        """Return the paragraph's pieces with one line more or fewer, where that looks well."""
        if self.known is None:
            self.known = self.make()
        return self.known


class Piece(Struct):
    """One piece of a flow. Lengths in points.

    Attributes:
        kind: LINE, BLOCK, HEAD, PHOTO, AFTER_HEAD or SPAN.
        height: Its height; of a photo, that of what stands below it.
        above: Space above it, unless it opens a column.
        penalty: Cost of ending a column after it.
        lines: Its lines, relative to its top and the column's start.
        flats: Its rules and bullets, likewise.
        before_photo: Of a head: whether a photo follows at once.
        slack: Of a head: by how much each of `lines` moves down for each point that it is given more.
        figure: Of a photo: which.
        photo_height: Of a photo: natural height of the picture.
        least_height: Of a photo: least height of the picture.
        taller: Of a photo: rows that it may be cropped taller than natural.
        lower: Of a photo: rows that it may be cropped lower.
        article: Index of the article that begins here, or -1.
        inside: Of a line: whether its paragraph goes on.
        beside: Of a line: the photo that stands beside it and those after it.
        paragraph: Of a paragraph's last line: how the paragraph may be set otherwise.
    """

    kind: int
    height: float
    above: float = 0.0
    penalty: float = 0.0
    lines: tuple[PlacedLine, ...] = ()
    flats: tuple[PlacedFlat, ...] = ()
    before_photo: bool = False
    slack: tuple[float, ...] = ()
    figure: Figure | None = None
    photo_height: float = 0.0
    least_height: float = 0.0
    taller: int = 0
    lower: int = 0
    article: int = -1
    inside: bool = False
    paragraph: Stretchable | None = None
    beside: Beside | None = None
