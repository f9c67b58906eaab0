"""The galley: what is to be set, in reading order, without a single coordinate.

Every piece of text knows its `Role` (what it is, for the tag tree), its style (how it looks, a name in the theme) and
its `origin` (the YAML value that it came from).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, Literal, TypeVar

from msgspec import Struct, structs

from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.brochure import Gallery
from pdfbrochure.model.theme import Style

T = TypeVar("T")


class Role(Enum):
    """What a part of the brochure is; the values are structure types of ISO 32000-2, 14.8.4, or annex M."""

    DOCUMENT = "Document"
    ARTICLE = "Art"
    ASIDE = "Aside"
    SECTION = "Sect"
    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    LOWER_HEADING = "H4"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    LIST = "L"
    LIST_ITEM = "LI"
    LIST_LABEL = "Lbl"
    LIST_BODY = "LBody"
    LINK = "Link"
    FIGURE = "Figure"
    CAPTION = "Caption"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    TABLE_ROW = "TR"
    TABLE_HEADER = "TH"
    TABLE_CELL = "TD"
    NOTE = "Note"
    REFERENCE = "Reference"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    SPAN = "Span"
    EMPHASIS = "Em"
    STRONG = "Strong"


# What lies inside a line, whose words are part of the block around it.
INLINE: Final = frozenset({Role.LINK, Role.REFERENCE, Role.SPAN, Role.EMPHASIS, Role.STRONG})
# What a row of a table has for each of its columns.
CELLS: Final = frozenset({Role.TABLE_HEADER, Role.TABLE_CELL})


class Element(Struct, frozen=True, gc=False):
    """One element of the logical structure, with those that lie in it, in reading order.

    `number` is its name: spans, photos and placed things that belong to it bear it. `scope` says of a table's header
    whether it is that of its row or of its column. `line` is the line, from 0, of the text at `origin` on which it
    begins.
    """

    number: int
    role: Role
    origin: Origin = ()
    alt: str = ""
    language: str = ""
    url: str = ""
    ordered: bool = False
    scope: Literal["", "Row", "Column"] = ""
    line: int = 0
    kids: tuple[Element, ...] = ()


class Tree:
    """The elements of a brochure, one inside the other: what the tags of its file are.

    Args:
        elements: All elements by their numbers, still without kids, each after the one that it lies in.
        above: For each the number of the one that it lies in; None for the whole, which is the first.
    """

    __slots__ = ("_above", "_elements")

    def __init__(self, elements: Sequence[Element], above: Sequence[int | None]) -> None:
        kids: list[list[Element]] = [[] for _ in elements]
        grown: list[Element] = list(elements)
        # From the innermost outwards: whatever lies in an element comes after it.
        for number in range(len(grown) - 1, -1, -1):
            if kids[number]:
                grown[number] = structs.replace(grown[number], kids=tuple(reversed(kids[number])))
            outer = above[number]
            if outer is not None:
                kids[outer].append(grown[number])
        self._elements = tuple(grown)
        self._above = tuple(above)

    @property
    def root(self) -> Element:
        """The whole document."""
        return self._elements[0]

    def __len__(self) -> int:
        """The number of elements."""
        return len(self._elements)

    def __iter__(self) -> Iterator[Element]:
        """Yield all elements, each after the one that it lies in."""
        return iter(self._elements)

    def __getitem__(self, number: int) -> Element:
        """Return an element by its number."""
        return self._elements[number]

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same; the first element holds all others."""
        if self is other:
            return True
        return isinstance(other, Tree) and self._above == other._above and self._elements[:1] == other._elements[:1]

    __hash__ = None  # type: ignore[assignment]  # never a key

    def above(self, number: int) -> int | None:
        """Return the element that another lies in, None for the whole."""
        return self._above[number]

    def around(self, number: int | None) -> Iterator[int]:
        """Yield an element and those that it lies in, from the inside out; nothing for furniture."""
        while number is not None:
            yield number
            number = self._above[number]

    def with_more(self, elements: Sequence[Element], above: Sequence[int]) -> Tree:
        """Return a tree with further elements, numbered on from the last, each after the others where it lies."""
        bare = [structs.replace(element, kids=()) for element in self._elements]
        return Tree([*bare, *elements], [*self._above, *above])


class Span(Struct, frozen=True, gc=False):
    """A run of text of one look inside a paragraph. A line feed in `text` is a hard break.

    `node` is the span's own element (a link, emphasis), or None when the paragraph's is meant. `muted` text is grey.
    `style` is a look of its own, such as that of a date that opens a paragraph; None for the paragraph's.
    `language` is a BCP 47 tag where it is another than the paragraph's.
    """

    text: str
    bold: bool = False
    italic: bool = False
    muted: bool = False
    underline: bool = False
    struck: bool = False
    url: str = ""
    node: int | None = None
    style: Style | None = None
    language: str = ""


class Paragraph(Struct, frozen=True):
    """Text that is broken into lines together. `node` is None for furniture that is no content."""

    spans: tuple[Span, ...]
    style: str
    node: int | None = None
    origin: Origin = ()
    language: str = ""

    def element_of(self, span: Span) -> int | None:
        """Return the element that a span of it belongs to."""
        return self.node if span.node is None else span.node

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


class ItemPart(Struct, frozen=True):
    """What an item holds beside its running text: key figures, a table, an agenda. Each kind is a class of its own.

    Its texts are paragraphs somewhere in its fields, which stand in the order of reading; `layout.item_parts` says what
    makes pieces of it.

    Attributes:
        node: Its element, in which those of its texts lie.
        origin: The YAML value that it came from.
    """

    node: int
    origin: Origin


class BodyBlock(Struct, frozen=True):
    """One block of running text.

    Attributes:
        kind: A paragraph, a sub-heading, a pull quote, a quotation or an entry of a list; or a part that stands here.
        paragraph: Its text; empty for a part.
        marker: For the first paragraph of a list entry: its bullet or number.
        depth: For list entries: 1 for the outer list.
        follows: Whether it continues the entry or quote before it, without a new marker.
        part: The part that stands here, such as a table between two paragraphs.
        opens: Whether it opens the text of an item that begins with a large letter, where it can.
    """

    kind: Literal["paragraph", "subhead", "quote", "quotation", "entry", "part"]
    paragraph: Paragraph
    marker: Paragraph | None = None
    depth: int = 0
    follows: bool = False
    part: ItemPart | None = None
    opens: bool = False


class Figure(Struct, frozen=True):
    """A photo and the line below it.

    Attributes:
        photo: Its file.
        origin: Where the brochure names it.
        node: Its element, None if decorative.
        focus: What every crop keeps, as fractions of width and height.
        width: How wide it shall be.
        by_shape: Whether it shall be as wide as a column for its shape alone.
        caption: Caption and credit as they run on.
        has_caption: Whether there is a caption.
        aspect: Width to height of the photo itself.
        shown: Of its area, the least share that a frame shall show: 1 for the whole photo, 0 where the author has said
            what matters.
        members: Of a gallery: its photos, in reading order; the other values are then those of the whole.
        gallery: Of a gallery: the form that is asked for.
        share: Beside text: its share of the column's width; 0 as usual.
    """

    photo: str
    origin: Origin
    node: int | None
    focus: tuple[float, float]
    width: Literal["column", "wide", "wrap"] | None
    caption: Paragraph | None = None
    has_caption: bool = False
    aspect: float = 1.0
    shown: float = 0.0
    members: tuple[Figure, ...] = ()
    gallery: Gallery = "auto"
    by_shape: bool = False
    share: float = 0.0


class Note(Struct, frozen=True):
    """A note: a footnote, or the address of a numbered link.

    Attributes:
        number: In the one series of the brochure.
        mark: The link of its first mark in the text.
        text: Its number, and what it says.
    """

    number: int
    mark: int
    text: Paragraph


class NoteList(ItemPart, frozen=True):
    """All notes of a brochure, where they stand at its end."""

    notes: tuple[Paragraph, ...]


class LinkEntry(Struct, frozen=True):
    """One entry of a link list; `address` is printed below the label, or None; `code` is the figure of its QR code."""

    label: Paragraph
    address: Paragraph | None
    url: str
    marker_node: int
    origin: Origin
    code: int | None = None


class Fact(Struct, frozen=True):
    """A key figure. `unit` stands after the value, in the same element."""

    value: Paragraph
    unit: Paragraph | None
    label: Paragraph


class Facts(ItemPart, frozen=True):
    """The key figures of an item; `note`: what stands below them, as below a chart."""

    facts: tuple[Fact, ...]
    note: Paragraph | None = None


class Event(Struct, frozen=True):
    """An entry of an agenda: when, at what time, what, where."""

    date: Paragraph
    time: Paragraph | None
    what: Paragraph
    where: Paragraph | None


class Agenda(ItemPart, frozen=True):
    """Dates to come; `goes_on`: what stands above its further parts, with the title of its item and, short, without."""

    events: tuple[Event, ...]
    goes_on: tuple[Paragraph, Paragraph]


class Card(Struct, frozen=True):
    """Somebody to ask: the portrait, the name, and what is said of her or him, a paragraph each."""

    portrait: Figure | None
    name: Paragraph
    lines: tuple[Paragraph, ...]


class People(ItemPart, frozen=True):
    """Whom to ask; `credit` stands once below all cards."""

    cards: tuple[Card, ...]
    credit: Paragraph | None


class Brief(Struct, frozen=True):
    """A short note. `date` opens its first line, an element of its own."""

    date: Paragraph | None
    text: Paragraph


class Briefs(ItemPart, frozen=True):
    """Short notes, one below the other."""

    briefs: tuple[Brief, ...]


class Sidebar(ItemPart, frozen=True):
    """A box beside the text; `title` is None for one without a heading."""

    title: Paragraph | None
    body: tuple[BodyBlock, ...]
    links: tuple[LinkEntry, ...]


class ContentsEntry(Struct, frozen=True):
    """A line of the contents: its words, the element of its page number, where it leads, and which item it names."""

    text: Paragraph
    number: int
    url: str
    article: int
    is_section: bool


class Contents(Struct, frozen=True):
    """What is in the brochure. `auto`: only from some pages on; `only_sections`: items have no lines of their own."""

    heading: Paragraph
    entries: tuple[ContentsEntry, ...]
    auto: bool = False
    only_sections: bool = False


class SectionHead(Struct, frozen=True):
    """What begins a section: its name, what introduces it, and what the contents and heads of pages call it."""

    name: Paragraph
    intro: tuple[BodyBlock, ...]
    short: str


class Article(Struct, frozen=True):
    """One item, ready to be set.

    `short_title` is what the outline calls it; "" for the title itself. `new_page`: it opens a page in any case.
    `opens` is the section that begins with it, `section` what that, or the one that it lies in, is called; `banded`:
    the section's name stands in a band at the head of a page, and not in that of the item.
    `facts` stand below its head, `parts` between its text and its links, `boxes` beside it. `number`: which of the
    items it is, for themes that print it; no content.
    """

    kind: Literal["lead", "feature", "normal"]
    origin: Origin
    title: Paragraph
    kicker: Paragraph | None
    byline: Paragraph | None
    standfirst: tuple[BodyBlock, ...]
    figures: tuple[Figure, ...]
    body: tuple[BodyBlock, ...]
    links: tuple[LinkEntry, ...]
    short_title: str = ""
    new_page: bool = False
    opens: SectionHead | None = None
    section: str = ""
    parts: tuple[ItemPart, ...] = ()
    facts: Facts | None = None
    boxes: tuple[Sidebar, ...] = ()
    number: Paragraph | None = None
    banded: bool = False

    @property
    def source(self) -> Paragraph | None:
        """Where a press item appeared: what of its kicker stands before the date."""
        return self._part_of_kicker(0) if self._is_press_item else None

    @property
    def when(self) -> Paragraph | None:
        """The date alone; of a press item, what of its kicker follows the source."""
        return self._part_of_kicker(1) if self._is_press_item else self.kicker

    @property
    def _is_press_item(self) -> bool:
        return self.kicker is not None and self.kicker.origin[-1] == "source"

    def _part_of_kicker(self, number: int) -> Paragraph | None:
        assert self.kicker is not None, "only what has a kicker is a press item"
        parts: list[list[Span]] = [[]]
        for span in self.kicker.spans:
            parts.append([]) if span.node is None else parts[-1].append(span)
        return structs.replace(self.kicker, spans=tuple(parts[number])) if number < len(parts) else None


def held(value: object, kind: type[T]) -> Iterator[T]:
    """Yield all values of a kind somewhere in a part of the galley, in the order of its fields."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, Paragraph | str | int):
        # Nothing of that kind is in a paragraph.
        return
    elif isinstance(value, tuple):
        for each in value:
            yield from held(each, kind)
    elif isinstance(value, BodyBlock):
        yield from held((value.part,) if value.part is not None else (value.marker, value.paragraph), kind)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from held(getattr(value, name), kind)
