"""What the search places besides columns: items, and the ways in which they may stand across several."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, structs

from pdfbrochure.layout.pieces import Across


class Way(Struct):
    """How an item may stand across columns, its text in even columns below its head.

    Attributes:
        across: Its head: photo, credit and title.
        cost: What it costs to set the item so, whatever its photo's height.
        trim: Cost of a photo one row away from its best height, squared rows.
        reach: Its first piece of text and the piece after its last, counted from its item's first piece, where they are
            others than its item's.
    """

    across: Across
    cost: float
    trim: float = 2.0
    reach: tuple[int, int] | None = None

    @property
    def columns(self) -> int:
        """Over how many columns it stands."""
        return self.across.columns


class Item(Struct):
    """What begins at a place of its own in print order: an article, or what follows a photo across all columns in one.

    Attributes:
        article: The article's number.
        start: Its first piece.
        body: The first piece of its text when its head stands across columns.
        end: The piece after its last.
        must: Whether it can only stand across columns.
        feature: Whether it wants the top of a page.
        opens: Whether it must open a page.
        above: Rows that are taken above it at the head of that page.
        turned: Whether it runs against its page: even columns below its head are read from the other end.
        make: Gives its ways; called when first needed.
        head: Whether an article's head stands there.
        band: Whether a band stands there, such as a table.
        breaks: Whether it may be broken: its ways are then parts of it, each longer than the one before.
    """

    article: int
    start: int
    body: int
    end: int
    make: Callable[[], list[Way]]
    must: bool = False
    feature: bool = False
    opens: bool = False
    head: bool = True
    band: bool = False
    breaks: bool = False
    above: int = 0
    turned: bool = False
    known: list[Way] | None = None

    def ways(self) -> list[Way]:
        """Return how the item may stand across columns."""
        if self.known is None:
            self.known = self.make()
        return self.known

    def text_of(self, way: Way) -> tuple[int, int]:
        """Return the first piece of its text when it stands in a way across columns, and the piece after its last."""
        if way.reach is None:
            return self.body, self.end
        return self.start + way.reach[0], self.start + way.reach[1]

    def moved(self, pieces: int) -> Item:
        """Return the same item, so many pieces later."""
        return structs.replace(self, start=self.start + pieces, body=self.body + pieces, end=self.end + pieces)

    def ways_in(self, rows: int) -> list[Way]:
        """Return the ways that are worth a try in so many rows: of what may be broken, the one that fills them best."""
        ways = self.ways()
        if not self.breaks:
            return ways
        fitting = [way for way in ways if way.across.below <= rows]
        return fitting[-1:] or ways[:1]
