"""The vocabulary of looks: the boxes that a theme makes title blocks, heads, closings and footers of.

A box is written as a mapping with one word that says what it is (`text`, `rule`, `stack` …) and what that word takes.
Lengths are points on A4, as numbers or as the name of a measure that stands beside the box. `read_box` turns what a
theme file says into these values; `layout.boxes` lays them out.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.scalars import Fault, read_boolean, read_choice, read_color, show

# A number, or the name of a measure of the part that the box belongs to.
Ref = float | str
# A box in a box in a box: a look has a dozen; more is a file made to exhaust the machine.
DEEPEST: Final = 24
MOST_BOXES: Final = 400


class Text(Struct, frozen=True):
    """Text of a slot. Nothing, not even space, where the slot is empty.

    Attributes:
        text: The slot: `title`, `intro`, `issue_line` …
        style: Its style; the slot's own name when absent.
        when: Only if this slot has something; with `no ` before it, only if not.
        align: At which edge its lines stand.
        set: How it is broken: as running text, in lines of even length, or `even` only when the last would be short.
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
        unbroken: Parts between middle dots are kept whole where that is possible.
    """

    text: str
    style: str = ""
    when: str = ""
    align: Literal["start", "center", "end"] = "start"
    set: Literal["plain", "balance", "even"] = "plain"
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


class Rule(Struct, frozen=True):
    """A rule across its room.

    Attributes:
        rule: Its thickness.
        color: Its color.
        width: Shorter than its room; 0 for all of it.
        over: Whether it takes no height: what follows begins at its top.
        when: As for `text`.
    """

    rule: Ref
    color: Ref = "hairline"
    width: Ref = 0.0
    over: bool = False
    bleed: tuple[Literal["start", "end"], ...] = ()
    when: str = ""


class Space(Struct, frozen=True):
    """White. `grows`: its share of what is left over where there is room."""

    space: Ref
    grows: float = 0.0
    when: str = ""


class Image(Struct, frozen=True):
    """A picture of a slot, such as the logo.

    Attributes:
        image: The slot.
        rows: Its height in rows of the grid.
        height: Its height in points instead.
        widest: Its greatest width, as a share of the type area's.
        align: At which edge of its room it stands.
    """

    image: str
    rows: Ref = 0.0
    height: Ref = 0.0
    widest: float = 1.0
    align: Literal["start", "center", "end"] = "start"
    when: str = ""


class Code(Struct, frozen=True):
    """The QR code of a slot, on a tile with white around it.

    Attributes:
        code: The slot.
        tile: The side of the tile.
        quiet: The white around the code.
        ground: The color of the tile.
    """

    code: str
    tile: Ref
    quiet: Ref = 0.0
    ground: str = "paper"
    when: str = ""


class Stack(Struct, frozen=True):
    """Boxes one below the other.

    Attributes:
        stack: The boxes.
        least: At least so high, on A4; the spaces that grow take what is left over.
        snap: Its height is made a whole number of rows.
    """

    stack: tuple[Box, ...]
    least: Ref = 0.0
    snap: bool = False
    when: str = ""


class Row(Struct, frozen=True):
    """Boxes side by side; a cell without anything vanishes, and a lone one takes all the room.

    Attributes:
        row: The cells.
        widths: One for each cell: points, `half` (the start half of the columns), `own` (as wide as it is), or `rest`.
        gap: Between two cells; the page's gutter when absent.
        align: Whether cells stand level at their tops, at their feet or at their last baselines.
        spread: All stand in one line: the first at the start, the last at the end, one between them in the middle.
        least: The row does not hold (see `choose`) if a cell that takes the rest is narrower.
    """

    row: tuple[Box, ...]
    widths: tuple[Ref, ...] = ()
    gap: Ref = "gutter"
    align: Literal["top", "foot", "baseline"] = "top"
    spread: bool = False
    least: Ref = 0.0
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
    """

    flat: str
    box: Box
    bleed: tuple[Literal["top", "start", "end", "foot"], ...] = ()
    least: Ref = 0.0
    rows: Ref = 0.0
    padding: tuple[Ref, Ref, Ref, Ref] = (0.0, 0.0, 0.0, 0.0)
    hangs: bool = False
    trim: bool = False
    when: str = ""


class Choose(Struct, frozen=True):
    """The first of some boxes that holds: whose cells are wide enough, whose texts keep their lines; else the last."""

    choose: tuple[Box, ...]
    when: str = ""


class Use(Struct, frozen=True):
    """Another box of the same part, by its name; it is put in this one's place when the theme is read."""

    use: str


Box = Text | Rule | Space | Image | Code | Stack | Row | Flat | Choose
KINDS: Final[dict[str, type[Struct]]] = {
    "text": Text,
    "rule": Rule,
    "space": Space,
    "image": Image,
    "code": Code,
    "stack": Stack,
    "row": Row,
    "flat": Flat,
    "choose": Choose,
    "use": Use,
}

# The parts of a theme that are made of boxes.
PARTS: Final = ("masthead", "head", "footer", "closing", "imprint")
Tell = Callable[[Origin, Fault], None]


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


# Reading -------------------------------------------------------------------------------------------------------


def read_part(value: Any, origin: Origin, tell: Tell) -> Part:
    """Return a part from the plain values of a theme file.

    Args:
        value: Measures (texts) and boxes (mappings) by name.
        origin: Its place in the theme.
        tell: Takes what is wrong, with its place.
    """
    if not isinstance(value, dict):
        tell(origin, Fault("wrong-type", "must be keys with values"))
        return Part({}, {})
    measures: dict[str, float | str] = {}
    for name, text in value.items():
        if isinstance(text, str):
            number = as_number(text)
            measures[name] = text if number is None else number
            if number is not None and not LEAST <= number <= MOST:
                tell((*origin, name), Fault("bad-number", f"is {text}, but must be from {LEAST:g} to {MOST:g}"))
            elif number is None and text not in WORDS and isinstance(read_color(text), Fault):
                tell((*origin, name), Fault("bad-number", f"is {show(text)}, but must be a number or a color"))
        elif isinstance(text, list):
            tell((*origin, name), Fault("wrong-type", "must be a number or a box, not a list"))
    boxes = {name: inner for name, inner in value.items() if isinstance(inner, dict)}
    reader = _BoxReader(tell, measures, boxes, origin)
    return Part({name: reader.box(inner, (*origin, name)) for name, inner in boxes.items()}, measures)


class _BoxReader:
    """Reads the boxes of one part."""

    def __init__(
        self, tell: Tell, measures: Mapping[str, float | str], named: Mapping[str, Any], origin: Origin
    ) -> None:
        self._tell = tell
        self._measures = measures
        self._named = named
        self._origin = origin
        self._count = 0
        self._told = False

    def box(self, value: Any, origin: Origin, depth: int = 0) -> Box:
        """Return a box; where it is faulty, what of it could be read."""
        self._count += 1
        if depth > DEEPEST or self._count > MOST_BOXES:
            if not self._told:
                self._tell(origin, Fault("bad-box", "holds itself, or more boxes than a look can have"))
            self._told = True
            return Space(0.0)
        kinds = [key for key in value if key in KINDS] if isinstance(value, dict) else []
        if len(kinds) != 1:
            says = f"is both `{kinds[0]}` and `{kinds[1]}`" if kinds else "does not say what box it is"
            self._tell(origin, Fault("bad-box", says, f"a box has exactly one of: {', '.join(KINDS)}"))
            return Space(0.0)
        if kinds[0] == "use":
            return self._used(value, origin, depth)
        kind = KINDS[kinds[0]]
        fields = _fields(kind)
        given: dict[str, Any] = {}
        for key, inner in value.items():
            form = fields.get(key)
            if form is None:
                fault = Fault("unknown-key", f"is no key of a `{kinds[0]}`", f"it takes {', '.join(fields)}")
                self._tell((*origin, key), fault)
            else:
                given[key] = self._value(inner, form, (*origin, key), depth)
        for field in msgspec.structs.fields(kind):
            if field.required and field.name not in given:
                self._tell(origin, Fault("missing-key", f"has no `{field.name}`", f"add `{field.name}: …`"))
                return Space(0.0)
        return kind(**given)  # type: ignore[return-value]

    def _used(self, value: Any, origin: Origin, depth: int) -> Box:
        name = value["use"]
        if not isinstance(name, str) or name not in self._named:
            known = ", ".join(self._named)
            self._tell((*origin, "use"), Fault("bad-choice", f"is {show(str(name))}, but there is no such box", known))
            return Space(0.0)
        return self.box(self._named[name], (*self._origin, name), depth + 1)

    def _value(self, value: Any, form: Any, origin: Origin, depth: int) -> Any:
        if form is Box:
            return self.box(value, origin, depth + 1)
        if get_origin(form) is tuple:
            return self._list(value, get_args(form), origin, depth)
        if not isinstance(value, str):
            self._tell(origin, Fault("wrong-type", "must be one value, not a list or keys"))
            return 0.0
        if get_origin(form) is Literal:
            choices = tuple(str(word) for word in get_args(form))
            return self._checked(read_choice(value, choices), origin, choices[0])
        if form is bool:
            return self._checked(read_boolean(value), origin, fallback=False)
        return value if form is str else self._number(value, form, origin)

    def _list(self, value: Any, forms: tuple[Any, ...], origin: Origin, depth: int) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self._tell(origin, Fault("wrong-type", "must be a list"))
            return ()
        if forms[-1] is not Ellipsis and len(forms) != len(value):
            self._tell(origin, Fault("wrong-type", f"has {len(value)} entries, but must have {len(forms)}"))
            return (0.0,) * len(forms)
        return tuple(self._value(inner, forms[0], (*origin, index), depth) for index, inner in enumerate(value))

    def _number(self, value: str, form: Any, origin: Origin) -> float | str:
        number = as_number(value)
        if number is None and form is not float:
            if value not in self._measures and value not in WORDS:
                known = ", ".join(self._measures) or "none"
                fault = Fault("bad-choice", f"is {show(value)}, but there is no such measure", f"they are {known}")
                self._tell(origin, fault)
            return value
        if number is None or not LEAST <= number <= MOST:
            self._tell(origin, Fault("bad-number", f"is {show(value)}, but must be a number up to {MOST:g}"))
            return 0.0
        return number

    def _checked(self, value: Any, origin: Origin, fallback: Any) -> Any:
        if isinstance(value, Fault):
            self._tell(origin, value)
            return fallback
        return value


COLORS: Final = ("accent", "ink", "grey", "hairline", "tint", "paper")
# How a number is written. Python would also take `1_000`, and the digits of every script.
NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,9}\.?[0-9]*|\.[0-9]+)")
# Words that stand for a length or a color, or choose what the layout does with the part.
WORDS: Final = (
    *COLORS, "gutter", "half", "own", "rest", "line", "baseline", "fits", "page", "kicker", "run-in", "panel", "box",
)  # fmt: skip
# No length of a design for A4 is longer than a page; a slip of the finger is.
LEAST: Final = -300.0
MOST: Final = 850.0


def as_number(value: str) -> float | None:
    """Return a text as a number, or None."""
    return float(value) if NUMBER.fullmatch(value) else None


@cache
def _fields(kind: type[Struct]) -> dict[str, Any]:
    """Return the form of each key of a kind of box."""
    hints = get_type_hints(kind)
    return {name: _form(hints[name]) for name in kind.__struct_fields__}


def _form(hint: Any) -> Any:
    """Return the form of a key; the types of boxes, spelt out by Python, are one again."""
    if get_origin(hint) is tuple:
        return tuple[tuple(_form(inner) for inner in get_args(hint))]  # type: ignore[misc]
    return Box if get_origin(hint) in (Union, types.UnionType) and Text in get_args(hint) else hint
