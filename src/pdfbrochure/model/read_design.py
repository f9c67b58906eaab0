"""Reads what a theme file says of a part of a look: its measures, and its boxes with all that is wrong in them.

The kinds of boxes and their keys are asked of the vocabulary itself (`model.design`), so a new one needs nothing here.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.design import COLORS, KINDS, Box, Color, Part, Space, Text, walk
from pdfbrochure.model.page_templates import TEMPLATES, Frame, PageTemplates, Template
from pdfbrochure.model.scalars import Fault, read_boolean, read_choice, read_color, show

Tell = Callable[[Origin, Fault], None]

# A box in a box in a box: a look has a dozen; more is a file made to exhaust the machine.
DEEPEST: Final = 24
MOST_BOXES: Final = 800
# How a number is written. Python would also take `1_000`, and the digits of every script.
NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,9}\.?[0-9]*|\.[0-9]+)")
# Words that stand for a length or a color, or choose what the layout does with the part.
WORDS: Final = (
    *COLORS, "gutter", "half", "hang",
    "column", "own", "rest", "line", "baseline", "fits", "page", "kicker", "run-in", "panel", "box", "back", "end",
    "none",
)  # fmt: skip
# No length of a design for A4 is longer than a page; a slip of the finger is.
LEAST: Final = -300.0
MOST: Final = 850.0


class Later(Mapping[str, Any]):
    """Boxes or templates by name, each read when it is asked for: no brochure shows all that its theme has.

    Args:
        names: Their names.
        read: Returns one by its name.
    """

    def __init__(self, names: Iterable[str], read: Callable[[str], Any]) -> None:
        self._names = dict.fromkeys(names)
        self._read = read
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return one by its name."""
        if name not in self._known:
            if name not in self._names:
                raise KeyError(name)
            self._known[name] = self._read(name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        """Return whether there is one of a name, without reading it."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._names)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets them read."""
        return dict, (dict(self),)


def read_part(
    value: Any, origin: Origin, tell: Tell, colors: Collection[str] = COLORS, *, is_checked: bool = False
) -> Part:
    """Return a part from the plain values of a theme file.

    Args:
        value: Measures (texts) and boxes (mappings) by name.
        origin: Its place in the theme.
        tell: Takes what is wrong, with its place.
        colors: The names of the theme's colors.
        is_checked: Whether nothing is wrong, so that boxes may be read later.
    """
    if not isinstance(value, dict):
        tell(origin, Fault("wrong-type", "must be keys with values"))
        return Part({}, {})
    measures = _read_measures(value, origin, tell, colors)
    boxes = {name: inner for name, inner in value.items() if isinstance(inner, dict)}
    reader = _BoxReader(tell, measures, boxes, origin, colors)
    found = Later(boxes, lambda name: reader.box(boxes[name], (*origin, name)))
    return Part(found if is_checked else dict(found), measures)


def read_templates(
    value: Any, origin: Origin, tell: Tell, colors: Collection[str] = COLORS, *, is_checked: bool = False
) -> PageTemplates:
    """Return the templates of pages from the plain values of a theme file: by kind, beside measures and named boxes."""
    if not isinstance(value, dict):
        tell(origin, Fault("wrong-type", "must be keys with values"))
        return PageTemplates()
    measures = _read_measures(value, origin, tell, colors)
    boxes = {name: inner for name, inner in value.items() if isinstance(inner, dict) and name not in TEMPLATES}
    reader = _BoxReader(tell, measures, boxes, origin, colors)
    kinds = [kind for kind in TEMPLATES if kind in value]
    by_kind = Later(kinds, lambda kind: reader.template(value[kind], (*origin, kind)))
    named = Later(boxes, lambda name: reader.box(boxes[name], (*origin, name)))
    if is_checked:
        return PageTemplates(by_kind, Part(named, measures))
    return PageTemplates(dict(by_kind), Part(dict(named), measures))


def _read_measures(
    value: dict[str, Any], origin: Origin, tell: Tell, colors: Collection[str]
) -> dict[str, float | str]:
    """Return the measures among the values of a part."""
    measures: dict[str, float | str] = {}
    for name, text in value.items():
        if isinstance(text, str):
            number = as_number(text)
            measures[name] = text if number is None else number
            if number is not None:
                if not LEAST <= number <= MOST:
                    tell((*origin, name), Fault("bad-number", f"is {text}, but must be from {LEAST:g} to {MOST:g}"))
            elif text.startswith("#") or text not in (*WORDS, *colors):
                color = read_color(text)
                if isinstance(color, str):
                    measures[name] = color
                elif text not in colors:
                    tell((*origin, name), Fault("bad-number", f"is {show(text)}, but must be a number or a color"))
        elif isinstance(text, list):
            tell((*origin, name), Fault("wrong-type", "must be a number or a box, not a list"))
    return measures


def names_in(boxes: Iterable[Box]) -> list[str]:
    """Return the measures that boxes name, and those in them, in the order in which they name them."""
    names: dict[str, None] = {}
    for box in (inner for whole in boxes for inner in walk(whole)):
        for key, form in _fields(type(box)).items():
            one = get_args(form)[0] if get_origin(form) is tuple else form
            if one is Color or str in get_args(one):
                value = getattr(box, key)
                for each in value if isinstance(value, tuple) else (value,):
                    if isinstance(each, str) and each not in (*WORDS, "none") and not each.startswith("#"):
                        names[each] = None
    return list(names)


_origin_of: Final[Callable[[Any], Any]] = cache(get_origin)


class _BoxReader:
    """Reads the boxes of one part."""

    def __init__(
        self,
        tell: Tell,
        measures: Mapping[str, float | str],
        named: Mapping[str, Any],
        origin: Origin,
        colors: Collection[str],
    ) -> None:
        self._tell = tell
        self._measures = measures
        self._named = named
        self._origin = origin
        self._theme_colors = colors
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
        return self._struct(KINDS[kinds[0]], f"a `{kinds[0]}`", value, origin, depth) or Space(0.0)

    def template(self, value: Any, origin: Origin) -> Template:
        """Return the template of a kind of pages."""
        return self._struct(Template, "a template", value, origin, 0) or Template()

    def _struct(self, kind: type[Struct], what: str, value: Any, origin: Origin, depth: int) -> Any:
        """Return a value of a kind; None where a key is missing."""
        if not isinstance(value, dict):
            self._tell(origin, Fault("wrong-type", "must be keys with values"))
            return None
        fields = _fields(kind)
        given: dict[str, Any] = {}
        for key, inner in value.items():
            form = fields.get(key)
            if form is None:
                fault = Fault("unknown-key", f"is no key of {what}", f"it takes {', '.join(fields)}")
                self._tell((*origin, key), fault)
            else:
                given[key] = self._value(inner, form, (*origin, key), depth)
        for name in _required(kind):
            if name not in given:
                self._tell(origin, Fault("missing-key", f"has no `{name}`", f"add `{name}: …`"))
                return None
        return kind(**given)

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
        if form is Frame:
            return self._struct(Frame, "a frame", value, origin, depth) or Frame("text", Space(0.0))
        if _origin_of(form) is tuple:
            return self._list(value, get_args(form), origin, depth)
        if not isinstance(value, str):
            self._tell(origin, Fault("wrong-type", "must be one value, not a list or keys"))
            return 0.0
        if _origin_of(form) is Literal:
            choices = tuple(str(word) for word in get_args(form))
            return self._checked(read_choice(value, choices), origin, choices[0])
        if form is Color:
            return self._color(value, origin)
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

    def _color(self, value: str, origin: Origin) -> str:
        """Return a color as a box has it: a name of the theme's, a measure that is one, or the color itself."""
        own = self._theme_colors
        colors = [name for name, is_ in self._measures.items() if str(is_).startswith("#") or is_ in own]
        if value in (*own, *colors, "none"):
            return value
        color = read_color(value)
        if isinstance(color, Fault):
            known = ", ".join((*own, *colors))
            says = f"is {show(value)}, which is no color here"
            self._tell(origin, Fault("bad-choice", says, f'write one of {known}, or a color such as "#b8860b"'))
            return "ink"
        return color

    def _checked(self, value: Any, origin: Origin, fallback: Any) -> Any:
        if isinstance(value, Fault):
            self._tell(origin, value)
            return fallback
        return value


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


@cache
def _required(kind: type[Struct]) -> tuple[str, ...]:
    """Return the keys that a kind of box must have."""
    defaults = kind.__struct_defaults__
    fields = kind.__struct_fields__
    optional = dict(zip(fields[len(fields) - len(defaults) :], defaults, strict=True))
    return tuple(name for name in fields if optional.get(name, msgspec.NODEFAULT) is msgspec.NODEFAULT)
