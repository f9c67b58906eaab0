"""The vocabulary of looks: the boxes that a theme makes title blocks, heads, closings and footers of.

The reference in `docs/themes.md`, and what `pdfbrochure themes --explain` prints, are made of the docstrings here.

A box is written as a mapping with one word that says what it is (`text`, `rule`, `stack` …) and what that word takes.
Lengths are points on A4, as numbers or as the name of a measure that stands beside the box. `read_design` turns
what a theme file says into these values; `layout.boxes` lays them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NewType

from msgspec import Struct

# A number, or the name of a measure of the part that the box belongs to.
Ref = float | str
# One of the theme's colors by its name, the name of a measure that is a color, or a color such as #b8860b.
Color = NewType("Color", str)
COLORS: Final = ("accent", "ink", "grey", "hairline", "tint", "paper")


class Text(Struct, frozen=True):
    """Text of a slot. Nothing, not even space, where the slot is empty.

    Attributes:
        text: The slot that it shows, such as `title`.
        style: Its style; the slot's own name when absent.
        align: At which edge its lines stand.
        set: How it is broken: as running text, in lines of even length, `even` only when the last would be short, or as
            a `pair` of lines where it has several words.
        fit: `steps`: the first of the style's sizes whose number of lines it keeps. `width`: as wide as its room.
        lines: It is cut in its middle to so many lines; 0 for no limit, `fits` for as many as have room.
        holds: It does not hold (see `choose`) if it has more lines than this; 0 for no limit.
        measure: Its measure in ems at most; 0 for all its room.
        shift: Sideways; optical, at the style's own size.
        top: Where the box begins: at the first line's top, or at the height of its capitals.
        foot: Where it ends: at the last line's foot, at its last baseline, or so far below the baseline.
        of_size: Below its last baseline at least this share of the size.
        tallest: It is set smaller, out of its steps, until it is no higher; `page` for a share of the page.
        between: Between its paragraphs.
        unbroken: Parts between middle dots, and addresses, are kept whole where that is possible; for an address the
            text stands in fewer columns, or is a little smaller.
        columns: Its paragraphs stand side by side in so many columns of its room, no more than it has paragraphs.
        parted: Its paragraphs may go on in the next of these columns.
        markers: The style of the bullets or numbers of a list, which then stand before its lines.
        indent: How far such lines begin after their bullets or numbers.
    """

    text: str
    style: str = ""
    when: str = ""
    align: Literal["start", "center", "end"] = "start"
    set: Literal["plain", "balance", "even", "pair"] = "plain"
    fit: Literal["none", "steps", "width"] = "none"
    lines: Ref = 0.0
    holds: Ref = 0.0
    measure: Ref = 0.0
    shift: Ref = 0.0
    top: Literal["line", "cap"] = "line"
    foot: Ref = "line"
    of_size: float = 0.0
    tallest: Ref = 0.0
    between: Ref = 0.0
    unbroken: bool = False
    columns: Ref = 0.0
    parted: bool = False
    markers: str = ""
    indent: Ref = 0.0


class Rule(Struct, frozen=True):
    """A rule across its room.

    Attributes:
        rule: Its thickness.
        color: Its color.
        width: Shorter than its room; 0 for all of it.
        over: Whether it takes no height: what follows begins at its top.
        bleed: It reaches this edge of the page; with both, it goes from edge to edge.
    """

    rule: Ref
    color: Color = Color("hairline")
    width: Ref = 0.0
    over: bool = False
    bleed: tuple[Literal["start", "end"], ...] = ()
    when: str = ""


class Space(Struct, frozen=True):
    """White.

    Attributes:
        space: Its height.
        grows: Its share of what is left over where there is room.
    """

    space: Ref
    grows: float = 0.0
    when: str = ""


class Image(Struct, frozen=True):
    """A picture of a slot, such as the logo; or several, which then have about the same area.

    Attributes:
        image: The slot that it shows.
        rows: Its height in rows of the grid.
        height: Its height in points instead.
        widest: Its greatest width, as a share of the type area's.
        align: At which edge of its room it stands.
        gap: Of several: between two of them.
        smallest: Of several: the height of those that are very wide, at least.
        stacked: Of several: whether they stand one below the other.
    """

    image: str
    rows: Ref = 0.0
    height: Ref = 0.0
    widest: float = 1.0
    gap: Ref = 0.0
    smallest: Ref = 0.0
    stacked: bool = False
    align: Literal["start", "center", "end"] = "start"
    when: str = ""


class Code(Struct, frozen=True):
    """The QR code of a slot, on a tile with white around it.

    Attributes:
        code: The slot that it shows.
        tile: The side of the tile.
        quiet: The white around the code.
        ground: The color of the tile.
    """

    code: str
    tile: Ref
    quiet: Ref = 0.0
    ground: Color = Color("paper")
    when: str = ""


class Cards(Struct, frozen=True):
    """People of a slot, a card each, in the boxes of `people`; who took the portraits stands once below them.

    Attributes:
        cards: The slot that it shows.
    """

    cards: str
    when: str = ""


class Entries(Struct, frozen=True):
    """The contents: a box of the part's `contents_heading`, and below it one of `contents_entry` for each entry.

    Attributes:
        entries: The slot, `contents`.
        columns: They stand side by side in the page's columns, in order down each, below the heading.
        most: They do without names of sections above items, or do not hold (see `choose`), where they are higher than
            this on A4, or than a share of a lower page; 0 for no limit.
    """

    entries: str
    columns: bool = False
    most: Ref = 0.0
    when: str = ""


class Stack(Struct, frozen=True):
    """Boxes one below the other.

    Attributes:
        stack: The boxes.
        least: At least so high, on A4; the spaces that grow take what is left over.
        most: It does not hold (see `choose`) if it is higher than this; 0 for no limit.
        snap: Its height is made a whole number of rows.
        hung: It stands so far before its room, beside what follows, and takes no height; see `hang` of `page`. Where
            that is a margin with a flow of its own, it stands there, as wide as it.
        hung_width: As wide as this there.
    """

    stack: tuple[Box, ...]
    least: Ref = 0.0
    most: Ref = 0.0
    snap: bool = False
    hung: Ref = 0.0
    hung_width: Ref = 0.0
    when: str = ""


class Row(Struct, frozen=True):
    """Boxes side by side; a cell without anything vanishes, and a lone one takes all the room.

    Attributes:
        row: The cells.
        widths: One for each cell: points, `half` (the start half of the columns), `column`, `hang` (the room before
            the text, but for half of its white), `own` (as wide as it is), or `rest`.
        gap: Between two cells; the page's gutter when absent, `hang` for half of the white before the text.
        align: Whether cells stand level at their tops, in their middle, at their feet or at their last baselines.
        spread: All stand in one line: the first at the start, the last at the end, one between them in the middle.
        least: The row does not hold (see `choose`) if a cell that takes the rest is narrower.
        grows: Whether it becomes higher, with its cells, where there is room.
    """

    row: tuple[Box, ...]
    widths: tuple[Ref, ...] = ()
    gap: Ref = "gutter"
    align: Literal["top", "middle", "foot", "baseline"] = "top"
    spread: bool = False
    least: Ref = 0.0
    grows: bool = False
    when: str = ""


class Flat(Struct, frozen=True):
    """A colored ground with a box on it. Text on it takes the color that is read there.

    Attributes:
        flat: Its color; `none` for none.
        box: What stands on it.
        bleed: The edges of the page that it reaches, and a little beyond.
        least: At least so high, on A4; less on a lower page.
        rows: So many rows high instead.
        padding: From its edges to what it holds: top, end, foot, start.
        hangs: Whether `padding`'s foot is from the last baseline.
        trim: Whether it ends at the capitals of its first row and the baseline of its last.
        tiles: So many tiles of a pattern stand at its end, in lighter tones of its color; half of it is left free.
        tile: About the side of a tile; a whole number of them is as high as the flat.
    """

    flat: Color
    box: Box
    bleed: tuple[Literal["top", "start", "end", "foot"], ...] = ()
    least: Ref = 0.0
    rows: Ref = 0.0
    padding: tuple[Ref, Ref, Ref, Ref] = (0.0, 0.0, 0.0, 0.0)
    hangs: bool = False
    trim: bool = False
    tiles: Ref = 0.0
    tile: Ref = 42.5
    when: str = ""


class Choose(Struct, frozen=True):
    """The first of some boxes that holds: whose cells are wide enough, whose texts keep their lines; else the last.

    Attributes:
        choose: The boxes.
    """

    choose: tuple[Box, ...]
    when: str = ""


class Use(Struct, frozen=True):
    """Another box of the same part, by its name; it is put in this one's place when the theme is read.

    Attributes:
        use: The name.
    """

    use: str


Box = Text | Rule | Space | Image | Code | Cards | Entries | Stack | Row | Flat | Choose
KINDS: Final[dict[str, type[Struct]]] = {
    "text": Text,
    "rule": Rule,
    "space": Space,
    "image": Image,
    "code": Code,
    "cards": Cards,
    "entries": Entries,
    "stack": Stack,
    "row": Row,
    "flat": Flat,
    "choose": Choose,
    "use": Use,
}

# The parts of a theme that are made of boxes.
PARTS: Final = ("masthead", "head", "footer", "closing", "imprint", "facts", "agenda", "people", "briefs", "sidebar")


class Part:
    """One part of a look: its boxes by name, and the measures that they and the layout take by name.

    Args:
        boxes: `box`, and others for what the part is in other places: `plain`, `on_closing` …
        measures: Name -> points, rows or a share; or a word, such as a color's name.
    """

    __slots__ = ("boxes", "measures")

    def __init__(self, boxes: Mapping[str, Box], measures: Mapping[str, float | str]) -> None:
        self.boxes = boxes
        self.measures = measures

    def __eq__(self, other: object) -> bool:
        """Whether both have the same boxes and measures."""
        return isinstance(other, Part) and (self.boxes, self.measures) == (other.boxes, other.measures)

    __hash__ = None  # type: ignore[assignment]  # its mappings have none

    def scaled(self, share: float) -> Part:
        """Return the part, all its measures in points larger by a share; those in ems grow with their type."""
        sizes = {
            name: value * share
            for name, value in self.measures.items()
            if not isinstance(value, str) and not name.endswith("_ems")
        }
        return self.with_measures(**sizes)

    def number(self, name: str) -> float:
        """Return a measure that is a number; 0 where the theme has none of that name."""
        value = self.measures.get(name, 0.0)
        return 0.0 if isinstance(value, str) else value

    def length(self, ref: Ref) -> float:
        """Return a number as a box has it: itself, or by the name of a measure."""
        return self.number(ref) if isinstance(ref, str) else ref

    def word(self, name: str) -> str:
        """Return a measure that is a word."""
        return str(self.measures.get(name, ""))

    def box(self, name: str = "box") -> Box:
        """Return a box by its name, or the part's main one."""
        return self.boxes.get(name, self.boxes["box"])

    def with_measures(self, **changed: float | str) -> Part:
        """Return the part with other measures."""
        return Part(self.boxes, {**self.measures, **changed})


def walk(box: Box) -> Iterator[Box]:
    """Yield a box and all boxes in it."""
    yield box
    inner: tuple[Box, ...] = ()
    if isinstance(box, Stack):
        inner = box.stack
    elif isinstance(box, Row):
        inner = box.row
    elif isinstance(box, Choose):
        inner = box.choose
    elif isinstance(box, Flat):
        inner = (box.box,)
    for below in inner:
        yield from walk(below)
