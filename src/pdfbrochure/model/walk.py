"""Walking a Source: which reader takes which value, and what is said when one does not fit.

A Reader takes a value, its key path and the Walk, and returns the model's value; None when the value is missing or
at fault, in which case the Walk has reported it and goes on, so that all faults of a file are found in one go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pdfbrochure.model.plain import is_invisible, remark_on_alt, remark_on_line
from pdfbrochure.model.scalars import Fault, one_line, show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pdfbrochure.diagnostics import Origin, Report
    from pdfbrochure.model.unknown import Meant
    from pdfbrochure.read import Source

# Titles, credits and captions are set in display sizes or on few lines; 2000 characters are already a page.
LONGEST_LINE: Final = 2_000
# About 300 000 words: three novels. A longer text is another file read in by mistake.
LONGEST_TEXT: Final = 2_000_000
# A report shows fewer findings than this, and to guess what a key was meant to be takes 75 µs.
MOST_SLIPS: Final = 400

Reader: TypeAlias = "Callable[[object, Origin, Walk], Any]"


class Walk:
    """The walk through one Source.

    Attributes:
        source: For the places of keys and values.
        report: For the findings.
        shapes: Every Shape by name, to say where a misplaced key belongs.
        language: The language of which translated texts are taken.
        translations: The languages that translated texts were seen in.
        plain: Place and text of values that could be translated, and are not.
    """

    __slots__ = ("_slips", "language", "plain", "report", "shapes", "source", "translations")

    def __init__(self, source: Source, report: Report, shapes: Mapping[str, Shape], language: str = "en") -> None:
        self.language = language
        self.translations: set[str] = set()
        self.plain: list[tuple[Origin, str]] = []
        self.source = source
        self.report = report
        self.shapes = shapes
        self._slips = 0

    def fault(self, origin: Origin, fault: Fault) -> None:
        """Report what is wrong with the value at `origin`."""
        at = origin if fault.part is None else (*origin, fault.part)
        what = f"{self.name(origin)} {fault.says}"
        self.report.error(fault.code, what, why=fault.why, mend=fault.mend, origin=origin, span=self.source.span(at))

    def language_at(self, origin: Origin) -> str:
        """Return the language of the value at `origin`: that of its item, or the brochure's."""
        if origin[:1] != ("items",) or len(origin) < 2:
            return self.language
        item = self.source.value["items"][origin[1]]  # type: ignore[index]  # the walk has been here
        own = item.get("lang") if isinstance(item, dict) else None
        return own.strip() if isinstance(own, str) and own.strip() else self.language

    def name(self, origin: Origin) -> str:
        """Return how people call the value at `origin`: "item 3", "`url` of link 2 of item 3"."""
        if not origin:
            return "the brochure"
        *before, last = origin
        if isinstance(last, int) and before:
            return self._name_entry(tuple(before), last)
        if len(before) == 0:
            return f"`{last}`"
        owner = self.name(tuple(before))
        return f"`{last}` {'in' if owner.startswith('`') else 'of'} {owner}"

    def _name_entry(self, listed: Origin, index: int) -> str:
        kind = str(listed[-1])
        if kind == "photos":
            item = self.source.value
            for step in listed[:-1]:
                item = item[step]  # type: ignore[index, assignment]  # the walk has been here
            photos = item.get("photos")
            word = f"photo {index + 1}" if isinstance(photos, list) and len(photos) > 1 else "the photo"
        else:
            word = f"{kind.removesuffix('s')} {index + 1}"
        return word if len(listed) == 1 else f"{word} of {self.name(listed[:-1])}"

    def wrong_type(self, value: object, origin: Origin, wanted: str, mend: str) -> None:
        """Report a list where a text belongs, and the like."""
        self.fault(origin, Fault("wrong-type", f"is {name_type(value)}, but must be {wanted}", mend))

    def unknown_key(self, key: str, siblings: Mapping[str, object], origin: Origin, shape: Shape) -> str:
        """Report a key that the mapping at `origin` cannot have; return the one of this mapping that was meant."""
        from pdfbrochure.model.unknown import Meant, find_meant  # only needed for a slip

        self._slips += 1
        meant = Meant()
        if self._slips <= MOST_SLIPS:
            elsewhere = {name: other.fields for name, other in self.shapes.items()}
            meant = find_meant(key, shape.fields, elsewhere, shape.name, siblings)
        what = f"{self.name(origin)} has {show(key)}, "
        if meant.is_future:
            code, what = "not-supported-yet", what + "which this version of pdfbrochure does not support"
        else:
            code, what = "unknown-key", what + f"a key that {shape.name} does not have"
        written, _, rest = key.partition(":")
        why = ""
        is_here = not meant.place and not meant.is_future
        if siblings[key] is None and written in shape.fields and rest:
            meant = Meant(written)
            mend = f"write a space after the colon: `{written}: {rest.strip()}`"
        elif key.startswith("-") and meant.key and is_here:
            mend = f"write a space after the dash: `- {meant.key}: …`"
        else:
            why, mend = _advise(meant, siblings, shape)
        span = self.source.key_span((*origin, key))
        self.report.error(code, what, why=why, mend=mend, origin=origin, span=span)
        return meant.key if is_here else ""


def _advise(meant: Meant, siblings: Mapping[str, object], shape: Shape) -> tuple[str, str]:
    """Return why a key is not taken, where that is not plain, and what to type instead."""
    listed = f"{shape.name} has {', '.join(shape.fields)}"
    if meant.advice:
        return "", meant.advice
    if meant.place:
        why = f"`{meant.key}` belongs to {meant.place}"
        if meant.place == "the top of the file":
            return why, f"write `{meant.key}` at the edge, with no space before it, like `title` and `items`; {listed}"
        return why, f"write it there as `{meant.key}`; {listed}"
    if not meant.key:
        return "", listed
    why = f"it is spelled with {meant.sign}" if meant.sign else ""
    if meant.key not in siblings:
        return why, (f"type `{meant.key}` anew" if meant.sign else f"did you mean `{meant.key}`?") + f" ({listed})"
    if meant.is_spelled:
        return why, f"delete it; `{meant.key}` is given already ({listed})"
    return why, f"delete it, or move its value to another key; `{meant.key}` is given already ({listed})"


class Shape:
    """What a mapping may hold.

    Attributes:
        name: With its article, for messages: "an item".
        build: Makes the model's value of the fields.
        fields: A reader for each key.
        required: Keys without which there is no value.
        example: What to type, shown when something else than a mapping is given.
        stand_ins: By a key that is at fault: what the model gets all the same, so that all else can be looked at.
    """

    __slots__ = ("build", "example", "fields", "name", "required", "stand_ins")

    def __init__(
        self,
        name: str,
        build: Callable[..., Any],
        fields: dict[str, Reader],
        required: tuple[str, ...] = (),
        example: str = "",
        stand_ins: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.stand_ins = stand_ins or {}
        self.name = name
        self.build = build
        self.fields = fields
        self.required = required
        self.example = example

    def __call__(self, value: object, origin: Origin, walk: Walk) -> Any:
        """Return the model's value of a mapping."""
        given = self.read_fields(value, origin, walk)
        if given is None or any(key not in given for key in self.required):
            return None
        return self.build(**given)

    def read_fields(self, value: object, origin: Origin, walk: Walk) -> dict[str, Any] | None:
        """Return the values of the fields that are there and right; None when the value is no mapping."""
        if not isinstance(value, dict):
            walk.wrong_type(value, origin, "keys with values", self._mend_type(value))
            return None
        given = {}
        meant = set()
        stood_in: dict[str, Any] = {}
        for typed, inner in list(value.items()):
            key = typed
            if typed not in self.fields:
                key = walk.unknown_key(typed, value, origin, self)
                meant.add(key)
                if key not in self.fields or key in value or is_missing(inner):
                    stood_in.update(self.stand_ins.get(key, {}))
                    continue
                # It is read as the key that was meant, so that a slip in a name does not hide those below it.
                walk.source.alias(origin, typed, key)
                value[key] = inner
            if not is_missing(inner):
                result = self.fields[key](inner, (*origin, key), walk)
                if result is not None:
                    given[key] = result
                else:
                    stood_in.update(self.stand_ins.get(key, {}))
        for key in self.required:
            if is_missing(value.get(key)):
                stood_in.update(self.stand_ins.get(key, {}))
                if key not in meant:
                    self._report_missing(key, key in value, origin, walk)
        return {**stood_in, **given} if stood_in else given

    def is_meant_by(self, value: Mapping[str, object]) -> bool:
        """Whether a key of a mapping without any of the fields is another word for one."""
        from pdfbrochure.model.unknown import find_meant  # only needed for a slip

        return any(find_meant(key, self.fields, {}).key in self.fields for key in list(value)[:4])

    def _mend_type(self, value: object) -> str:
        """Return what to type instead of a value that is no mapping."""
        if isinstance(value, list) and self.example:
            return f"there is one only, so write it without a dash: {self.example}"
        if isinstance(value, str) and not value.isascii():
            from pdfbrochure.read.alike import odd_colon  # only needed for a slip

            odd = odd_colon(value)
            if odd is not None and odd[2] in self.fields:
                return f"type a colon and a space after `{odd[2]}` instead of {odd[1]}: `{odd[3]}`"
        key, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
        if colon and key.strip() in self.fields and not rest.startswith(" "):
            return f"write a space after the colon: `{key}: {rest}`"
        return self.example or f"{self.name} has {', '.join(self.fields)}"

    def _report_missing(self, key: str, is_empty: bool, origin: Origin, walk: Walk) -> None:
        if is_empty:
            span = walk.source.key_span((*origin, key))
            what = f"{walk.name((*origin, key))} is empty, but {self.name} must have it"
            mend = "begin an item on the line below: `  - title: …`" if key == "items" else f"give `{key}` a value"
            walk.report.error("missing-key", what, mend=mend, origin=origin, span=span)
        else:
            what = f"{walk.name(origin)} has no `{key}`, which {self.name} must have"
            walk.report.error("missing-key", what, mend=f"add `{key}: …`", origin=origin)


def is_missing(value: object) -> bool:
    """Whether a value counts as not given: nothing, blanks, or characters that show nothing."""
    return value is None or (isinstance(value, str) and (not value.strip() or _shows_nothing(value)))


def _shows_nothing(value: str) -> bool:
    return len(value) <= LONGEST_LINE and not value.isascii() and is_invisible(value)


def name_type(value: object) -> str:
    """Return words for what a value is."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return "empty" if is_missing(value) else f"the text {show(str(value))}"


def text(parse: Callable[[str], Any], mend: str = "") -> Reader:
    """Return a reader of one text, which `parse` turns into a value or a Fault."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if not isinstance(value, str):
            quoting = f"put quotes round it if it begins with {'[' if isinstance(value, list) else '{'}"
            walk.wrong_type(value, origin, "one text", mend or quoting)
            return None
        result = parse(value.strip())
        if isinstance(result, Fault):
            walk.fault(origin, result if value.isascii() else _without_curly(value, result, parse))
            return None
        return result

    return read


def _without_curly(value: str, fault: Fault, parse: Callable[[str], Any]) -> Fault:
    """Return a fault that says so, if only the marks of a word processor round a value are wrong."""
    from pdfbrochure.read.alike import without_quotes  # only needed for a slip

    inner = without_quotes(value)
    if inner is None or isinstance(parse(inner), Fault):
        return fault
    says = f"is {show(value)}, with the quotation marks of a word processor round it"
    return Fault(fault.code, says, f"write it without them: {inner}")


def list_of(entry: Reader, most: int | None, mend: str, lost: object = None) -> Reader:
    """Return a reader of a list, which gives a tuple; `lost` stands for each entry at fault, so that none moves up."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if not isinstance(value, list):
            is_dash = isinstance(value, dict) and any(key.startswith("-") for key in value)
            walk.wrong_type(value, origin, "a list", "write a space after the `-`" if is_dash else mend)
            return None
        if most is not None and len(value) > most:
            walk.fault(origin, Fault("too-many", f"has {len(value)} entries, more than {most}"))
            return None
        found = []
        for index, inner in enumerate(value):
            at = (*origin, index)
            if is_missing(inner):
                walk.fault(at, Fault("missing-value", "is empty", "write something after the `-`, or delete it"))
                found.append(lost)
                continue
            result = entry(inner, at, walk)
            found.append(lost if result is None else result)
        return tuple(found)

    return read


def _parse_line(typed: str) -> str | Fault:
    line = typed if typed.isprintable() and "  " not in typed else one_line(typed)
    if len(line) > LONGEST_LINE:
        return Fault("too-long", f"has {len(line)} characters", f"it may have {LONGEST_LINE}")
    return line


def _read_markdown(value: object, origin: Origin, walk: Walk) -> str | None:
    """Return a Markdown text as typed, without the blanks at its end.

    Without `|` YAML makes one line of the lines of a paragraph, and one line end of an empty line. These are paragraphs
    again here, with a remark, since lists and line ends are lost.
    """
    if not isinstance(value, str):
        key = origin[-1]
        walk.wrong_type(value, origin, "one text", f"write `{key}: |` and the text, indented, on the lines below")
        return None
    if len(value) > LONGEST_TEXT:
        walk.fault(origin, Fault("too-long", f"has {len(value)} characters", f"it may have {LONGEST_TEXT}"))
        return None
    value = value.rstrip()
    if "\n" not in value or not walk.source.is_folded(origin):
        return value
    parted = re.sub(r"(?<!\n)\n(?![\n \t])", "\n\n", value)
    if parted != value:
        key = next((step for step in reversed(origin) if step in _MARKDOWN_KEYS), origin[-1])
        what = f"{walk.name(origin)} is typed without `|`, so its lines run together, and only empty lines part it"
        mend = f"write `{key}: |`, and the text on the lines below"
        walk.report.warning("lines-lost", what, mend=mend, origin=origin, span=walk.source.key_span(origin))
    return parted


def translated(reader: Reader, *, optional: bool = False, of_keys: bool = False) -> Reader:
    """Return a reader that also takes a mapping of languages, and reads the value of the one that is wanted.

    Args:
        reader: Of a value without languages.
        optional: Whether a language may be left out, which then has the default.
        of_keys: Whether the values are groups of keys themselves, so that keys that look like languages are none.
    """

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if (
            not isinstance(value, dict)
            or not value
            or not all(_TAG.fullmatch(key) for key in value)
            or (of_keys and not all(isinstance(inner, dict) or is_missing(inner) for inner in value.values()))
        ):
            if isinstance(value, str):
                walk.plain.append((origin, value))
            return reader(value, origin, walk)
        if not optional:
            walk.translations.update(value)
        key = pick_language(walk.language, list(value))
        if key is None or is_missing(value[key]):
            if optional:
                return None
            has = ", ".join(key for key in value if not is_missing(value[key])) or "none"
            says = f"has no text in the language {walk.language} (it has {has})"
            walk.fault(origin, Fault("missing-translation", says, f"add the line `{walk.language}: …`"))
            return None
        return reader(value[key], (*origin, key), walk)

    return read


def pick_language(wanted: str, tags: list[str]) -> str | None:
    """Return the tag that serves a language: the same, one nearer to the root, or one of the same primary language."""
    folded = {tag.casefold(): tag for tag in tags}
    name = wanted.casefold()
    while name:
        if name in folded:
            return folded[name]
        name = name.rpartition("-")[0]
    primary = wanted.casefold().partition("-")[0]
    return next((tag for tag in tags if tag.casefold().partition("-")[0] == primary), None)


_MARKDOWN_KEYS: Final = ("intro", "standfirst", "body", "contact")
# BCP 47 as people type it: a language, and it may be a script and a region; never the name of a key.
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_parse_plain: Final[Reader] = text(_parse_line)


def remarked(reader: Reader, remark_on: Callable[[str], Fault | None]) -> Reader:
    """Return a reader that also reports, as a warning, what looks wrong in the text that it has read."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        line = reader(value, origin, walk)
        remark = remark_on(line) if isinstance(line, str) else None
        if remark is not None:
            what = f"{walk.name(origin)} {remark.says}"
            walk.report.warning(remark.code, what, why=remark.why, mend=remark.mend, origin=origin)
        return line

    return read


_read_plain: Final[Reader] = remarked(_parse_plain, remark_on_line)
read_line: Final[Reader] = translated(_read_plain)
read_alt: Final[Reader] = translated(remarked(_read_plain, remark_on_alt))
read_markdown: Final[Reader] = translated(_read_markdown)
