"""What a column is filled with: pieces that are never split, with their heights and the cost of a break after them.

There are six kinds, all of one union, `Piece`, and no other: a line of text, an atom, a head, a photo, a row of a
table, and the place where something begins that stands across columns.

How a part of an item (key figures, a table ...) makes its pieces: `layout.item_parts` has one row for each kind
of part, a function that takes the part and the collector and returns pieces and bands in the order of reading.

- What fits a column is an `Atom`: anything placed (lines with their elements, flats, photos, codes, shapes), relative
  to the atom's top and the column's start. On the grid (`on_grid`) its top is a row's top, its height whole rows: an
  edge stands at `grid.cap`, a baseline or a foot at `n * grid.unit - grid.descent`. Off the grid it follows what stands
  above it, `above` lower.
- What may break between its parts is several atoms in a row; `penalty` is what a break after each costs: `FORBIDDEN`
  where it must not, 0 where it may.
- What stands across all columns of the page is a `Band`: the same things, as wide as `grid.text_width`. The article is
  parted there; what follows stands below it. A `BandSeries` may be broken between pages.

Whatever is placed names its element: the runs of a line their `node`, a photo, a code and a shape their `owner`. Tags,
links, the trace, the checks and the mirror follow from that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Figure
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine, moved
from pdfbrochure.text.lines import Line

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
    """What stands across several columns: the head of an item, or a band. Its photo is as high as the columns leave it.

    Attributes:
        columns: How many.
        figure: Its photo, from the height of the first row's capitals to a baseline; or None.
        width: Of the photo.
        things: Credit, title, rules and all else, relative to the start of the columns and the photo's foot, or the
            height of the first row's capitals.
        rows: Least, best and most rows of the photo.
        outdent: How far before the columns' start the photo begins.
        below: Rows from the photo's last to the first of text, and those above the photo.
        above: What stands above the photo, relative to the height of the first row's capitals.
        top: How many rows that takes.
        grown: The most rows of the photo where that fills a page.
    """

    columns: int
    figure: Figure | None
    width: float
    things: tuple[Placed, ...]
    rows: tuple[int, int, int]
    below: int
    outdent: float = 0.0
    above: tuple[Placed, ...] = ()
    top: int = 0
    grown: int = 0


class Band(Struct, frozen=True):
    """Things of a fixed height across all columns, inside an article.

    Attributes:
        things: What stands in it, relative to the top of its first row and the start of the first column.
        rows: How many rows it takes.
    """

    things: tuple[Placed, ...]
    rows: int


class BandSeries(Struct, frozen=True):
    """Bands one below the other without white, such as the rows of a table; it may go on on the next page.

    Attributes:
        bands: The bands, none of which is parted.
        repeated: What stands above those on a further page.
    """

    bands: tuple[Band, ...]
    repeated: Band

    def part(self, first: int, last: int, unit: float) -> Band:
        """Return the bands from one to before another as one, what is repeated above them unless they are the first."""
        return joined([*((self.repeated,) if first else ()), *self.bands[first:last]], unit)


def joined(bands: Sequence[Band], unit: float) -> Band:
    """Return bands one below the other as one; a row is `unit` high."""
    things: list[Placed] = []
    rows = 0
    for band in bands:
        things += moved(band.things, 0.0, rows * unit)
        rows += band.rows
    return Band(tuple(things), rows)


class Stretchable(Struct):
    """A paragraph that may be set with one line more or fewer; hung on the piece of its last line.

    Attributes:
        count: Its pieces.
        make: Gives its pieces with other numbers of lines, by their number; called when first needed.
    """

    count: int
    make: Callable[[], dict[int, list[TextLine]]]
    known: dict[int, list[TextLine]] | None = None

    def variants(self) -> dict[int, list[TextLine]]:
        """Return the paragraph's pieces with one line more or fewer, where that looks well."""
        if self.known is None:
            self.known = self.make()
        return self.known


class SetNote(Struct, frozen=True):
    """A note as it is set: its lines, and from one baseline to the next."""

    lines: tuple[Line, ...]
    leading: float

    @property
    def height(self) -> float:
        """Height of its lines."""
        return len(self.lines) * self.leading


class MarginBlock(Struct, frozen=True):
    """What stands in the margin beside a piece, such as a key figure.

    Attributes:
        things: What it is, relative to its top and the margin's start.
        height: Its height.
        key: What it is of; all of one key stand in the margin, or in the column.
    """

    things: tuple[Placed, ...]
    height: float
    key: Origin


class _Flowing(Struct):
    """What every piece has. Lengths in points.

    Attributes:
        height: Its height.
        above: Space above it, unless it opens a column.
        penalty: Cost of ending a column after it.
        between: What stands in that space, such as a rule, relative to its top and the column's start.
        notes: What stands at the foot of its column because of it.
        margin: What stands beside it in the margin.
    """

    height: float
    above: float = 0.0
    penalty: float = 0.0
    between: tuple[Placed, ...] = ()
    notes: tuple[SetNote, ...] = ()
    margin: tuple[MarginBlock, ...] = ()


class TextLine(_Flowing, kw_only=True):
    """A line of running text, on the grid.

    Attributes:
        lines: The line, and a list's mark before it, relative to its row's top and the column's start.
        inside: Whether its paragraph goes on.
        beside: The photo that stands beside it and those after it.
        paragraph: Of a paragraph's last line: how the paragraph may be set otherwise.
    """

    lines: tuple[PlacedLine, ...] = ()
    inside: bool = False
    paragraph: Stretchable | None = None
    beside: Beside | None = None


class Atom(_Flowing, kw_only=True):
    """Placed things that stay together: an entry of a list of links, a line of a pull quote, key figures.

    Attributes:
        things: What stands in it, relative to its top and the column's start, grounds before what stands on them.
        on_grid: Whether its top is that of a row of the grid; its height is then whole rows.
        key: The origin of the box beside the text that it is of.
        whole: Of a quote's first line: the height of all its lines, which have even white above and below.
    """

    things: tuple[Placed, ...] = ()
    on_grid: bool = False
    key: Origin = ()
    whole: float = 0.0


class HeadPiece(_Flowing, kw_only=True):
    """An item's hairline, bar, kicker and title.

    Attributes:
        article: The item's number among the articles.
        lines: Its lines, relative to its top and the column's start.
        flats: Its rules, likewise.
        slack: By how much each of `lines` moves down for each point that it is given more.
        before_photo: Whether a photo follows at once.
        hung: Where what is hung beside it ends, from its top.
        key: Of what is hung, as that of a block of the margin.
        on_row: Whether, at a column's top, it begins where its row does, not at the height of the capitals.
    """

    article: int = 0
    lines: tuple[PlacedLine, ...] = ()
    flats: tuple[PlacedFlat, ...] = ()
    slack: tuple[float, ...] = ()
    before_photo: bool = False
    hung: float = 0.0
    key: Origin = ()
    on_row: bool = False


class PhotoPiece(_Flowing, kw_only=True):
    """A photo with the line below it; `height` is that of what stands below it.

    Attributes:
        figure: Which.
        after_head: Whether it stands directly below a head.
        lines: Its caption and credit, relative to the photo's foot.
        natural: Natural height of the picture.
        least: Least height of the picture.
        taller: Rows that it may be cropped taller than natural.
        lower: Rows that it may be cropped lower.
        grows: Rows beyond `taller` by which it may grow where a page would stay white.
        width: Width of the picture.
        outdent: How far before the column's start it begins.
    """

    figure: Figure
    after_head: bool
    lines: tuple[PlacedLine, ...]
    natural: float
    least: float
    taller: int
    lower: int
    width: float
    outdent: float = 0.0
    grows: int = 0


class TableRow(_Flowing, kw_only=True):
    """A row of a table, on the grid. At a column's top the table's header stands above it once more.

    Attributes:
        things: What stands in it, relative to its top and the column's start.
        header: The repeated header, of whole rows, relative to its own top; none above the header itself.
        header_height: Its height.
    """

    things: tuple[Placed, ...] = ()
    header: tuple[Placed, ...] = ()
    header_height: float = 0.0


class Opening(_Flowing):
    """Where something begins that stands across columns; no column holds one.

    Its height is for estimates alone: that of a band, times its columns.
    """


Piece = TextLine | Atom | HeadPiece | PhotoPiece | TableRow | Opening


def stretchables(pieces: Sequence[Piece]) -> tuple[list[int], list[Stretchable]]:
    """Return the pieces with which paragraphs end that may be set otherwise, and these."""
    ends, paragraphs = [], []
    for index, piece in enumerate(pieces):
        if isinstance(piece, TextLine) and piece.paragraph is not None:
            ends.append(index)
            paragraphs.append(piece.paragraph)
    return ends, paragraphs
