"""The vocabulary of looks in words, made of the docstrings of `design`: for the reference and for the terminal."""

from __future__ import annotations

import inspect
import re
import textwrap
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct

from pdfbrochure.model.design import COLORS, KINDS, Color
from pdfbrochure.model.page_templates import TEMPLATES, Frame, Template
from pdfbrochure.model.theme import InitialDesign

_HEAD: Final = (
    "section",
    "section_intro",
    "number",
    "kicker",
    "when",
    "source",
    "title",
    "byline",
    "standfirst",
    "photo",
    "photo_below",
)
_FOOTER: Final = ("running_title", "section", "title_section", "item", "issue_line", "publisher", "folio", "logo")
MARKS: Final = ("logo", "logos", "funding", "statement", "marks")
WHOM: Final = ("people_kicker", "people_title", "people")
# What the boxes of each part may show, by the slots' names.
SLOTS: Final = {
    "masthead": (
        "title",
        "subtitle",
        "issue_line",
        "issue_date",
        "issue_name",
        "issue_number",
        "publisher",
        "intro",
        "key_messages",
        "contents",
        "contents_section",
        "contents_item",
        "contents_page",
        "photo",
        "credit",
        *MARKS,
    ),
    "head": _HEAD,
    "lead: head": _HEAD,
    "footer": _FOOTER,
    "pages": _FOOTER,
    "closing": ("past_stories", "address", "code", "contact", "intro", *WHOM, *MARKS),
    "imprint": ("contact", "intro", *WHOM, *MARKS),
}
# Slots that only `when` asks for, and those that an `image` or a `code` shows.
WHERE: Final = {
    "photo": "only for `when`",
    "photo_below": "only for `when`: of a head above its photo",
    "logo": "an `image`",
    "logos": "an `image`",
    "funding": "an `image`",
    "marks": "only for `when`: any logo",
    "code": "a `code`",
    "people_kicker": "of the item that has nothing but people",
    "people": "a `cards`",
    "contents": "in `contents_heading`; all of them: an `entries`",
    "contents_section": "in `contents_entry`",
    "contents_item": "in `contents_entry`",
    "contents_page": "in `contents_entry`",
}
# What every box but `use` takes.
WHEN: Final = "Only if this slot has something; with `no ` before it, only if not."
_ENTRY: Final = re.compile(r"^(\w+): (.*)$")


class Word(Struct, frozen=True):
    """One key of a box: its name, what it takes, what holds when it is absent, and what it does."""

    name: str
    takes: str
    default: str
    help: str


class Kind(Struct, frozen=True):
    """One kind of box: the word that says it, what it is, and its keys but for `when`."""

    name: str
    help: str
    words: tuple[Word, ...]


def vocabulary() -> tuple[Kind, ...]:
    """Return every kind of box, in the order of the reference."""
    return tuple(_kind(name, kind) for name, kind in KINDS.items())


def as_text() -> str:
    """Return the vocabulary for a terminal."""
    out = [_wrapped(_INTRODUCTION.replace("`", ""), "")]
    for kind in vocabulary():
        out += ["", f"{kind.name}: {_wrapped(kind.help, '  ').lstrip()}".replace("`", "")]
        for word in kind.words:
            absent = f" [{word.default}]" if word.default else ""
            out.append(_wrapped(f"{word.name}: {word.help} ({word.takes}){absent}".replace("`", ""), "  "))
    out += ["", _wrapped(f"Every box may have when: {WHEN}".replace("`", ""), ""), "", "What there is to show:"]
    out += [_wrapped(f"{part}: {', '.join(slots)}", "  ") for part, slots in SLOTS.items()]
    out += ["", _wrapped(_TEMPLATES.replace("`", ""), "")]
    out += [_wrapped(f"{name}: {which}".replace("`", ""), "  ") for name, which in TEMPLATES.items()]
    for kind in templates():
        out += ["", f"{kind.name}: {_wrapped(kind.help, '  ').lstrip()}"]
        out += [_wrapped(f"{word.name}: {word.help} ({word.takes})".replace("`", ""), "  ") for word in kind.words]
    out += [f"\ninitial: {_wrapped(initials().help, '  ').lstrip()}".replace("`", "")]
    out += [
        _wrapped(f"{word.name}: {word.help} ({word.takes}) [{word.default}]".replace("`", ""), "  ")
        for word in initials().words
    ]
    return "\n".join(out)


def as_markdown() -> str:
    """Return the vocabulary as the reference has it."""
    out = [_INTRODUCTION, "", "### What there is to show", "", "| Part | Its slots |", "| --- | --- |"]
    for part, slots in SLOTS.items():
        shown = ", ".join(f"`{slot}`" + (f" ({WHERE[slot]})" if slot in WHERE else "") for slot in slots)
        out.append(f"| `{part}` | {shown} |")
    for kind in vocabulary():
        out += ["", f"### `{kind.name}`", "", *_told(kind)]
    out += ["", f"Every box but `use` may also have `when`: {WHEN[0].lower()}{WHEN[1:]}"]
    out += ["", "### Pages", "", _TEMPLATES, "", "| Template | Its pages |", "| --- | --- |"]
    out += [f"| `{name}` | {which} |" for name, which in TEMPLATES.items()]
    for kind in templates():
        out += ["", *_told(kind)]
    out += ["", "### `initial`", "", *_told(initials())]
    return "\n".join([*out, ""])


def initials() -> Kind:
    """Return what a theme says of initials, as the kinds of boxes are told."""
    return _kind("initial", InitialDesign)


def templates() -> tuple[Kind, ...]:
    """Return what templates of pages are made of, as the kinds of boxes are told."""
    return _kind("template", Template), _kind("frame", Frame)


def _told(kind: Kind) -> list[str]:
    return [
        kind.help,
        "",
        "| Key | Value | When absent | What it does |",
        "| --- | --- | --- | --- |",
        *(
            f"| `{word.name}` | {word.takes} | {f'`{word.default}`' if word.default else ''} | {word.help} |"
            for word in kind.words
        ),
    ]


_INTRODUCTION: Final = (
    "A box is written as keys with values; one of its words says what it is. Lengths are points on A4: a number, or "
    "the name of a measure that stands beside the box, in the same part of the theme. "
    f"A color is one of the theme's ({', '.join(COLORS)}), the name of a measure that is a color, or the color itself "
    'in quotes, such as "#b8860b". Text on a dark color is set in white by itself.'
)
_TEMPLATES: Final = (
    "`pages` has a template for each kind of page that needs one, beside measures and boxes that they use. A page "
    "takes the first of these that is its own; without any it has the footer alone. The margins at the fold and at "
    "the outer edge are `margin_inner` and `margin_outer` of `page`."
)


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, 100, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def _kind(name: str, kind: type[Struct]) -> Kind:
    told, helps = _docstring(kind)
    hints = get_type_hints(kind)
    fields = [field for field in msgspec.structs.fields(kind) if field.name != "when"]
    words = tuple(
        Word(field.name, _takes(hints[field.name]), _default(field.default), helps[field.name]) for field in fields
    )
    return Kind(name, told, words)


def _docstring(kind: type[Struct]) -> tuple[str, dict[str, str]]:
    """Return what the docstring of a kind says of it, and of each of its attributes."""
    told, _, attributes = (inspect.getdoc(kind) or "").partition("\n\nAttributes:\n")
    helps: dict[str, str] = {}
    name = ""
    for line in attributes.splitlines():
        entry = _ENTRY.match(line.removeprefix("    "))
        if entry:
            name, helps[entry[1]] = entry[1], entry[2]
        elif name:
            helps[name] += f" {line.strip()}"
    return " ".join(told.split()), helps


def _default(value: Any) -> str:
    """Return what holds when a key is absent; nothing for no, none and 0, which say themselves what they mean."""
    if value is NODEFAULT or value in ("", 0.0, False, (), (0.0, 0.0, 0.0, 0.0)):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _takes(hint: Any) -> str:
    """Return what a key takes, in words."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is Color:
        return "a color"
    if hint is bool:
        return "`true` or `false`"
    if hint is float:
        return "a number"
    if hint is str:
        return "a name"
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in args)
    if origin is tuple:
        inner = _takes(args[0])
        if args[-1] is not Ellipsis:
            return f"{len(args)} in brackets, each {inner}"
        return {"a box": "a list of boxes", "a frame": "a list of frames"}.get(inner, f"a list, each {inner}")
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"a {hint.__name__.lower()}"
    if hint is int:
        return "a whole number"
    return "a length" if set(args) == {float, str} else "a box"
