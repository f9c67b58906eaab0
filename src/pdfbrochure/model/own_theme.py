"""A theme file of the user's own: read, laid over the theme that it is based on, and checked like a brochure.

Every fault is told with its place in the theme file. What the keys are is asked of the theme's own Struct, so this
file knows the form of a theme only where values depend on each other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final

import msgspec
from msgspec import inspect

from pdfbrochure.diagnostics import BrochureError, Findings, Origin, Report
from pdfbrochure.files import FileFault, Files
from pdfbrochure.model.design import COLORS, PARTS
from pdfbrochure.model.page_templates import TEMPLATES, PageTemplates
from pdfbrochure.model.panels import wrong_folds
from pdfbrochure.model.read_design import names_in, read_part, read_templates
from pdfbrochure.model.scalars import Fault, read_boolean, read_choice, read_color, show
from pdfbrochure.read import Source, parse
from pdfbrochure.regexes import compiled_later

# A theme has about 8 KB; a larger file is something else.
LARGEST_THEME: Final = 200_000
# Lines set closer than this to their size touch each other.
LEAST_LEADING: Final = 0.8
# Lengths in points, shares and weights: beyond these limits a number is a slip, and nothing could be set with it.
LARGEST_NUMBER: Final = 10_000.0
LEAST_NUMBER: Final = 0.001
# How a number is written. Python would also take `1_000`, and the digits of every script.
_NUMBER: Final = compiled_later(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
# The key that names the theme whose values hold where a file says nothing.
BASED_ON: Final = "based_on"
# The bundled themes: what they all have, every theme must have; what one of them has, any theme may.
PATTERNS: Final = ("institutional", "bulletin")

Plain = dict[str, Any]


def read_own_theme(
    name: str,
    files: Files,
    report: Findings,
    kind: type[msgspec.Struct],
    bundled: Callable[[str], Plain | None],
    families: Collection[str],
) -> Plain | None:
    """Return the values of a theme file, complete; None with findings in `report` if anything is wrong with it.

    Args:
        name: Its path below the brochure's folder.
        files: Where to read from.
        report: Takes the findings.
        kind: The Struct that a theme is.
        bundled: Gives the values of a bundled theme by its name.
        families: The font families that there are.
    """
    try:
        content = files.read(name, LARGEST_THEME)
    except FileFault as fault:
        fault.report_to(report, f"the theme file {name}", ("settings", "theme"))
        return None
    own = Report(name)
    try:
        source = parse(content, own)
        value = _Check(source, own, bundled, families).whole(kind)
        own.stop_if_errors()
    except BrochureError:
        value = None
    report.adopt(own)
    return value


class _Check:
    """Checks one theme file."""

    def __init__(
        self, source: Source, report: Report, bundled: Callable[[str], Plain | None], families: Collection[str]
    ) -> None:
        self._source = source
        self._report = report
        self._bundled = bundled
        self._families = families
        self._color_names: tuple[str, ...] = COLORS

    def whole(self, kind: type[msgspec.Struct]) -> Plain:
        """Return the values of the file over those of its base."""
        given = dict(self._source.value)
        name = given.pop(BASED_ON, None)
        base: Plain | None = {}
        if name is not None:
            base = self._bundled(name) if isinstance(name, str) else None
            if base is None:
                what = f"`{BASED_ON}` is {show(str(name))}, which is no theme that comes with the program"
                self._report.error("unknown-theme", what, mend=f"write `{BASED_ON}: institutional`", origin=(BASED_ON,))
                return {}
        form = inspect.type_info(kind)
        assert isinstance(form, inspect.StructType)
        value = laid_over(base or {}, given)
        self._color_names = (*COLORS, *_own_colors(value))
        self._struct(value, given, form, ())
        self._depend(value)
        return value

    def _fault(self, origin: Origin, fault: Fault) -> None:
        key = ".".join(str(step) for step in origin)
        span = self._source.span(origin)
        self._report.error(fault.code, f"`{key}` {fault.says}", why=fault.why, mend=fault.mend, span=span)

    # Forms -----------------------------------------------------------------------------------------------------

    def _value(self, value: Any, given: Any, form: inspect.Type, origin: Origin) -> None:
        """Report what is wrong with a value; `given` is that of the file alone, None where the base has it."""
        if isinstance(form, inspect.CustomType):
            self._templates(value, origin) if form.cls is PageTemplates else self._part(value, given, origin)
        elif isinstance(form, inspect.StructType) and not form.array_like:
            self._struct(value, given, form, origin)
        elif isinstance(form, inspect.DictType):
            if not isinstance(value, dict):
                self._fault(origin, Fault("wrong-type", "must be keys with values"))
                return
            for key, inner in value.items():
                below = given.get(key) if isinstance(given, dict) else None
                self._value(inner, below, form.value_type, (*origin, key))
        elif given is None:
            return
        elif isinstance(form, (inspect.VarTupleType, inspect.TupleType, inspect.StructType)):
            self._list(value, form, origin)
        elif not isinstance(value, str):
            self._fault(origin, Fault("wrong-type", "must be one value, not a list or keys"))
        else:
            fault = _scalar_fault(value, form)
            if fault is not None:
                self._fault(origin, fault)

    def _struct(self, value: Any, given: Any, form: inspect.StructType, origin: Origin) -> None:
        if not isinstance(value, dict):
            self._fault(origin, Fault("wrong-type", "must be keys with values"))
            return
        fields = {field.encode_name: field for field in form.fields}
        for key in value:
            if key not in fields:
                self._unknown(key, [*fields, *([] if origin else [BASED_ON])], origin)
        for key, field in fields.items():
            if key in value:
                below = given.get(key) if isinstance(given, dict) else None
                self._value(value[key], below, field.type, (*origin, key))
            elif field.required:
                place = f"`{'.'.join(map(str, origin))}` has" if origin else "the theme has"
                mend = f"add `{key}: …`" + (
                    "" if origin else f", or `{BASED_ON}: institutional` for all that is missing"
                )
                self._report.error("missing-key", f"{place} no `{key}`", mend=mend, origin=origin)

    def _part(self, value: Any, given: Any, origin: Origin) -> None:
        """Report what is wrong with the boxes and measures of a part; every measure is one that something takes."""
        part = read_part(value, origin, self._fault, self._color_names)
        known = [*self._measures(origin), *names_in(part.boxes.values())]
        for key, inner in given.items() if isinstance(given, dict) else ():
            if isinstance(inner, str) and key not in known:
                self._unknown(key, list(dict.fromkeys((*known, *part.boxes))), origin)
        if isinstance(value, dict) and "box" not in value:
            self._report.error("missing-key", f"`{'.'.join(map(str, origin))}` has no `box`", origin=origin)

    def _templates(self, value: Any, origin: Origin) -> None:
        """Report what is wrong with the templates of pages: each measure and box beside them is one that they name."""
        templates = read_templates(value, origin, self._fault, self._color_names)
        frames = [frame for template in templates.by_kind.values() for frame in template.frames]
        known = [
            *names_in(frame.box for frame in frames),
            *(str(ref) for frame in frames for ref in (frame.away, frame.width)),
        ]
        used = set(_names_of_use(value))
        for key, inner in value.items() if isinstance(value, dict) else ():
            if key not in TEMPLATES and key not in (known if isinstance(inner, str) else used):
                self._unknown(key, list(TEMPLATES), origin)

    def _measures(self, origin: Origin) -> list[str]:
        """Return the names that a part of the bundled themes has beside its boxes."""
        names: list[str] = []
        for pattern in PATTERNS:
            value: Any = self._bundled(pattern) or {}
            for step in origin:
                value = value[step]
            names += [name for name, inner in value.items() if isinstance(inner, str) and name not in names]
        return names

    def _unknown(self, key: str, known: list[str], origin: Origin) -> None:
        from pdfbrochure.model.fields import SHAPES  # only needed for a slip, as is the next
        from pdfbrochure.model.unknown import find_meant, words_for_keys

        meant = find_meant(key, known, words_for_keys(SHAPES))
        place = f"`{'.'.join(map(str, origin))}`" if origin else "a theme"
        listed = f"{place} has {', '.join(known)}"
        mend = f"did you mean `{meant.key}`? ({listed})" if meant.key else listed
        why = f"it is spelled with {meant.sign}" if meant.sign else ""
        span = self._source.key_span((*origin, key))
        self._report.error("unknown-key", f"{show(key)} is no key of {place}", why=why, mend=mend, span=span)

    def _list(self, value: Any, form: inspect.Type, origin: Origin) -> None:
        if not isinstance(value, list):
            self._fault(origin, Fault("wrong-type", "must be a list in brackets"))
            return
        if isinstance(form, inspect.VarTupleType):
            forms = [form.item_type] * len(value)
        elif isinstance(form, inspect.TupleType):
            forms = list(form.item_types)
        else:
            assert isinstance(form, inspect.StructType)
            forms = [field.type for field in form.fields]
        if len(forms) != len(value):
            self._fault(origin, Fault("wrong-type", f"has {len(value)} entries, but must have {len(forms)}"))
            return
        for index, (inner, inner_form) in enumerate(zip(value, forms, strict=True)):
            self._value(inner, inner, inner_form, (*origin, index))

    # What depends on each other --------------------------------------------------------------------------------

    def _depend(self, value: Plain) -> None:
        """Report values that fit their own form, but not each other or the fonts that there are."""
        self._known_families(value.get("families"), ("families",))
        self._languages(value)
        self._colors(value.get("colors"), ("colors",), needed=COLORS)
        palettes = value.get("palettes")
        for name, palette in palettes.items() if isinstance(palettes, dict) else ():
            self._colors(palette, ("palettes", name), needed=())
        for key in ("inks", "spots"):
            self._color_keys(value.get(key), (key,))
        self._known_styles(value)
        if self._report.has_errors:
            return
        for name, style in value["styles"].items():
            self._style(name, style, value["families"])
        for name, color in value.get("table", {}).items():
            if name.endswith("_color"):
                self._color(color, ("table", name))
        for name, says in wrong_folds(value.get("panels", {}).get("folds", {})):
            self._fault(("panels", "folds", name), Fault("bad-choice", says))
        for part in ("lead", "feature", "photo"):
            if float(value[part]["tallest"]) > float(value[part]["lowest"]):
                fault = Fault("bad-number", "is above `lowest`; both are width to height, so the taller is the smaller")
                self._fault((part, "tallest"), fault)

    def _known_families(self, families: Any, origin: Origin) -> None:
        for role, family in _texts(families):
            if family not in self._families:
                known = ", ".join(sorted(self._families))
                fault = Fault("unknown-family", f"is {show(family)}, a font that is not here", f"use one of: {known}")
                self._fault((*origin, role), fault)

    def _languages(self, value: Plain) -> None:
        """Report families of languages that are not here, or play no role of the theme."""
        roles, languages = value.get("families"), value.get("languages")
        for tag, design in languages.items() if isinstance(languages, dict) else ():
            families = design.get("families") if isinstance(design, dict) else None
            origin: Origin = ("languages", tag, "families")
            self._known_families(families, origin)
            for role, _family in _texts(families):
                if isinstance(roles, dict) and role not in roles:
                    self._unknown(role, list(roles), origin)

    def _colors(self, colors: Any, origin: Origin, needed: Collection[str]) -> None:
        for name, color in _texts(colors):
            if name not in self._color_names:
                self._unknown(name, list(self._color_names), origin)
                continue
            fault = read_color(color)
            if isinstance(fault, Fault):
                self._fault((*origin, name), fault)
        for name in needed:
            if isinstance(colors, dict) and name not in colors:
                self._report.error(
                    "missing-key", f"`colors` has no `{name}`", mend=f'add `{name}: "#…"`', origin=origin
                )

    def _color_keys(self, value: Any, origin: Origin) -> None:
        for typed in value if isinstance(value, dict) else ():
            fault = read_color(typed)
            if isinstance(fault, Fault):
                span = self._source.key_span((*origin, typed))
                what = f"`{origin[0]}` has a key that {fault.says}"
                self._report.error(fault.code, what, mend=fault.mend, span=span)

    def _known_styles(self, value: Plain) -> None:
        """Report styles that nothing takes, and those that are missing: for every theme, or for a text of a box."""
        styles = value.get("styles")
        if not isinstance(styles, dict):
            return
        patterns = [(self._bundled(name) or {}).get("styles", {}) for name in PATTERNS]
        taken = {
            name: place for part in (*PARTS, "lead", "pages") for name, place in _styles_in(value.get(part), (part,))
        }
        known = list(dict.fromkeys(name for pattern in patterns for name in pattern))
        for name in styles:
            if name not in known and name not in taken:
                self._unknown(name, known, ("styles",))
        for name in known:
            if name not in styles and name in _LIKE and _LIKE[name] in styles:
                styles[name] = styles[_LIKE[name]]
            elif name not in styles and name not in taken and all(name in pattern for pattern in patterns):
                what = f"`styles` has no `{name}`"
                self._report.error("missing-key", what, mend=f"add `{name}: {{…}}`", origin=("styles",))
        for name, place in taken.items():
            if name not in styles:
                says = f"wants the style {show(name)}, which `styles` does not have"
                mend = (
                    f"name one of {', '.join(styles)}, or add `{name}: {{family: …, size: …, leading: …}}` to `styles`"
                )
                self._fault(place, Fault("bad-choice", says, mend))

    def _color(self, color: str, origin: Origin) -> None:
        if color not in self._color_names:
            known = ", ".join(self._color_names)
            mend = f'write one of {known}, or add `{color}: "#…"` to `colors`'
            self._fault(origin, Fault("bad-choice", f"is {show(color)}, which is no color here", mend))

    def _style(self, name: str, style: Plain, families: Plain) -> None:
        origin: Origin = ("styles", name)
        if style["family"] not in families:
            fault = Fault("bad-choice", f"is {show(style['family'])}, which is not one of {', '.join(families)}")
            self._fault((*origin, "family"), fault)
        self._color(style.get("color", "ink"), (*origin, "color"))
        sizes = [(float(style["size"]), float(style["leading"]), (*origin, "leading"))]
        for index, step in enumerate(style.get("steps", ())):
            sizes.append((float(step[0]), float(step[1]), (*origin, "steps", index)))
        for size, leading, place in sizes:
            if leading < LEAST_LEADING * size:
                least = math.ceil(LEAST_LEADING * size * 2) / 2
                says = f"sets lines of {size:g} pt only {leading:g} pt apart, so that they touch"
                self._fault(place, Fault("bad-number", says, f"write {least:g} or more"))


# Styles that came after themes had been written, each with the one that stands in for it.
_LIKE: Final = {
    "initial": "lead_title",
    "byline": "credit",
    "statement": "caption",
    "section_title": "item_title",
    "section_intro": "body",
    "section_label": "kicker",
    "section_note": "caption",
    "table_caption": "caption",
    "table_head": "caption",
    "table_cell": "caption",
    "table_note": "caption",
}


def _texts(value: Any) -> list[tuple[str, str]]:
    """Return the entries of a mapping whose values are texts."""
    return [(key, inner) for key, inner in value.items() if isinstance(inner, str)] if isinstance(value, dict) else []


def _own_colors(value: Plain) -> list[str]:
    """Return the colors of a theme that are not every theme's: those among its colors that something else names."""
    named = set(_words(inner for key, inner in value.items() if key not in ("colors", "palettes")))
    return [name for name, _color in _texts(value.get("colors")) if name not in COLORS and name in named]


def _words(values: Iterable[Any]) -> Iterator[str]:
    """Yield all texts among some values, however deep."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            yield from _words(value.values() if isinstance(value, dict) else value)


def _names_of_use(value: Any) -> Iterator[str]:
    """Yield the names of the boxes that others use."""
    inner: Iterable[Any] = ()
    if isinstance(value, dict):
        if isinstance(value.get("use"), str):
            yield value["use"]
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    for below in inner:
        yield from _names_of_use(below)


def _styles_in(value: Any, origin: Origin) -> Iterator[tuple[str, Origin]]:
    """Yield the styles of each text in the boxes of a part, with their places: what it names, or the slot's own."""
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        key = "style" if "style" in value else "text"
        if "text" in value and isinstance(value[key], str):
            yield value[key], (*origin, key)
        if "text" in value and isinstance(value.get("markers"), str):
            yield value["markers"], (*origin, "markers")
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, below in inner:
        yield from _styles_in(below, (*origin, step))


def laid_over(base: Plain, own: Plain, *, part: bool = False) -> Plain:
    """Return `own` laid over `base`, key by key, however deep; a box of a `part` takes the place of the other whole."""
    merged = dict(base)
    for key, value in own.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict) and not part:
            merged[key] = laid_over(known, value, part=key in (*PARTS, "pages"))
        else:
            merged[key] = value
    return merged


def _scalar_fault(text: str, form: inspect.Type) -> Fault | None:
    """Return what is wrong with a text that should be of a form, or None."""
    if isinstance(form, inspect.LiteralType):
        choice = read_choice(text, tuple(str(value) for value in form.values))
        return choice if isinstance(choice, Fault) else None
    if isinstance(form, inspect.BoolType):
        truth = read_boolean(text)
        return truth if isinstance(truth, Fault) else None
    if isinstance(form, (inspect.FloatType, inspect.IntType)):
        return _number_fault(text, form)
    return None if text.strip() else Fault("missing-value", "is empty")


def _number_fault(text: str, form: inspect.FloatType | inspect.IntType) -> Fault | None:
    whole = isinstance(form, inspect.IntType)
    if not (re.fullmatch("[-+]?[0-9]{1,9}", text) if whole else _NUMBER.fullmatch(text)):
        return Fault("bad-number", f"is {show(text)}, but must be a {'whole ' if whole else ''}number")
    number = float(text)
    if abs(number) > LARGEST_NUMBER:
        return Fault("bad-number", f"is {show(text)}, which is too large")
    if 0 < abs(number) < LEAST_NUMBER:
        return Fault("bad-number", f"is {show(text)}, which is too small", "write 0")
    limits = (
        (form.gt is not None and number <= form.gt, f"above {form.gt:g}" if form.gt is not None else ""),
        (form.ge is not None and number < form.ge, f"{form.ge:g} or more" if form.ge is not None else ""),
        (form.le is not None and number > form.le, f"{form.le:g} at most" if form.le is not None else ""),
    )
    for broken, words in limits:
        if broken:
            return Fault("bad-number", f"is {text}, but must be {words}")
    return None
