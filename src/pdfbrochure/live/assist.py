"""What may be written at a place of the text, and what a key means: from the table of keys, as all else of the format.

A text that is being typed can rarely be read as YAML. So the way to the cursor is told from how far lines stand from
the edge, as a person does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.live.opened import walk
from pdfbrochure.model import forms, kinds
from pdfbrochure.model.fields import BROCHURE, SHAPES
from pdfbrochure.model.shapes import Key, Shape

# Up to here a file's key may stand above the cursor.
FURTHEST: Final = 20_000
MOST_FILES: Final = 300
_PHOTOS: Final = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff", ".gif", ".heic", ".svg")
_FONTS: Final = (".ttf", ".otf", ".ttc")
_KEY: Final = re.compile(
    r"""^(?P<edge> *(?:- +)*)(?P<key>[^\s:#'"\[\]{},&*!|>%@`-][^:#]*?|"[^"]*"|'[^']*') *:(?: |$)"""
)
_LONG: Final = (kinds.MARKDOWN, kinds.CONTACT)


class Option(Struct, frozen=True):
    """Something that may be written.

    Attributes:
        label: What it is called.
        apply: What is written.
        help: What it does.
        detail: What it may hold, in short.
        boost: How likely it is wanted, from -99 to 99.
        is_language: Whether it is the tag of a language, whose name the browser knows.
    """

    label: str
    apply: str
    help: str = ""
    detail: str = ""
    boost: int = 0
    is_language: bool = False


class Options(Struct, frozen=True):
    """What may be written from a column on."""

    start: int
    options: tuple[Option, ...]


class Told(Struct, frozen=True):
    """What a key means, and from where to where it stands in its line."""

    start: int
    end: int
    name: str
    help: str
    holds: str


# Where the cursor is -------------------------------------------------------------------------------------------


def _edge(line: str) -> int:
    match = re.match(r" *(?:- +)*", line)
    assert match is not None, "it matches nothing too"
    return len(match[0])


def path_to(lines: list[str], number: int, edge: int) -> list[str]:
    """Return the keys above a line (from 0) that stand nearer to the edge, from the outside."""
    found: list[str] = []
    for at in range(number - 1, max(-1, number - FURTHEST), -1):
        if edge <= 0:
            break
        line = lines[at]
        match = _KEY.match(line)
        if match is None or line.lstrip().startswith("#"):
            continue
        here = len(match["edge"])
        if here < edge:
            found.append(match["key"].strip("\"'"))
            edge = here
    return found[::-1]


def _shape_of(key: Key) -> Shape | None:
    """Return the mapping that a key holds, or a list of which it holds."""
    names = {forms.definition_name(shape): shape for shape in SHAPES}
    return next((names[name] for name in _references(key.kind.form) if name in names), None)


def _references(form: Any) -> Iterator[str]:
    if isinstance(form, Mapping):
        if "$ref" in form:
            yield str(form["$ref"]).rsplit("/", 1)[-1]
        for inner in form.values():
            yield from _references(inner)
    elif isinstance(form, list | tuple):
        for inner in form:
            yield from _references(inner)


def _shape_at(path: list[str]) -> Shape | None:
    """Return the mapping at a path of keys; None where there is none that is known."""
    shape: Shape | None = BROCHURE
    for name in path:
        key = None if shape is None else next((key for key in shape.keys if key.name == name), None)
        shape = None if key is None else _shape_of(key)
    return shape


def _siblings(lines: list[str], number: int, edge: int) -> set[str]:
    """Return the keys of the mapping in which a line stands."""
    found = set()
    # Where the line begins an entry of a list, the keys above it are those of another.
    for step in (1,) if lines[number].lstrip(" ").startswith("- ") else (-1, 1):
        at = number + step
        while 0 <= at < len(lines):
            line = lines[at]
            begins = len(line) - len(line.lstrip(" "))
            if line.strip() and (_edge(line) < edge or (step == 1 and begins < edge)):
                break
            match = _KEY.match(line)
            if match is not None and len(match["edge"]) == edge:
                found.add(match["key"])
                if begins < edge and step == -1:
                    break
            at += step
    return found


# What may be written -------------------------------------------------------------------------------------------


def options_at(text: str, number: int, column: int, folder: Path) -> Options:
    """Return what may be written at a place.

    Args:
        text: The text.
        number: Line, from 1.
        column: Column, from 0.
        folder: Where the brochure lies, whose photos and fonts are proposed.
    """
    lines = text.split("\n")
    number = min(number, len(lines))
    line = lines[number - 1][:column]
    match = _KEY.match(line)
    if match is not None:
        key = _key_of(lines, number - 1, len(match["edge"]), match["key"])
        start = len(match[0])
        return Options(start, () if key is None else tuple(_values(key, lines, folder)))
    edge = _edge(line)
    if re.fullmatch(r"[\w-]*", line[edge:]):
        shape = _shape_at(path_to(lines, number - 1, edge))
        if shape is not None and not _is_in_text(lines, number - 1):
            given = _siblings(lines, number - 1, edge)
            return Options(edge, tuple(_keys(shape, given, edge)))
    return Options(edge, ())


def _is_in_text(lines: list[str], number: int) -> bool:
    """Whether a line stands in a longer text, below a bar."""
    edge = len(lines[number]) - len(lines[number].lstrip(" "))
    for at in range(number - 1, max(-1, number - FURTHEST), -1):
        line = lines[at]
        if line.strip() and _edge(line) < edge:
            return bool(re.search(r":\s*[|>][+\-0-9]*\s*(?:#.*)?$", line))
    return False


def _key_of(lines: list[str], number: int, edge: int, name: str) -> Key | None:
    shape = _shape_at(path_to(lines, number, edge))
    return None if shape is None else next((key for key in shape.keys if key.name == name.strip("\"'")), None)


def _keys(shape: Shape, given: set[str], edge: int) -> Iterator[Option]:
    inner = " " * edge
    for at, key in enumerate(shape.keys):
        if key.name in given:
            continue
        if key.kind in _LONG:
            apply = f"{key.name}: |\n{inner}  "
        elif _shape_of(key) is not None:
            dash = "- " if _is_list(key) else ""
            apply = f"{key.name}:\n{inner}  {dash}"
        else:
            apply = f"{key.name}: "
        detail = key.says or key.kind.says
        yield Option(key.name, apply, _plain(key.help), _plain(detail if len(detail) < 40 else ""), 50 - at)


def _is_list(key: Key) -> bool:
    return "array" in str(key.kind.form.get("type", ""))


def _values(key: Key, lines: list[str], folder: Path) -> Iterator[Option]:
    if key.kind is kinds.LANGUAGE:
        from pdfbrochure.model.language import known_languages

        yield from (Option(tag, tag, is_language=True) for tag in known_languages())
        return
    if key.name == "palette":
        yield from (Option(name, name) for name in _palettes(_theme_in(lines)))
        return
    if key.name == "theme":
        from pdfbrochure.model.themes import known_themes

        yield from (Option(name, name, boost=10) for name in known_themes())
    endings = _FONTS if key.kind is kinds.FONT else _PHOTOS if key.name == "file" else ()
    if endings:
        yield from (Option(name, name) for name in _files(folder, endings))
    words = list(dict.fromkeys(_words(key.kind.form)))
    yield from (Option(word, word, boost=-at) for at, word in enumerate(words))


def _words(form: Any) -> Iterator[str]:
    """Yield the words of which a form allows one."""
    if isinstance(form, Mapping):
        yield from (str(word) for word in form.get("enum", ()) if word is not None)
        if (
            "boolean" in str(form.get("type", ""))
            and "string" in str(form["type"])
            and "number" not in str(form["type"])
        ):
            yield from ("true", "false")
        for inner in form.get("anyOf", ()):
            yield from _words(inner)


def _theme_in(lines: list[str]) -> str:
    found = (re.match(r" +theme: *['\"]?([\w./-]+)", line) for line in lines)
    return next((match[1] for match in found if match), "institutional")


@cache
def _palettes(theme: str) -> tuple[str, ...]:
    from pdfbrochure.diagnostics import Report
    from pdfbrochure.model.brochure import Settings
    from pdfbrochure.model.themes import known_themes, load_theme

    loaded = load_theme(Settings(theme=theme), Report()) if theme in known_themes() else None
    return tuple(loaded.palettes) if loaded is not None else ()


def _files(folder: Path, endings: tuple[str, ...]) -> list[str]:
    found = []
    for path in walk(folder):
        if path.name.lower().endswith(endings):
            found.append(path.relative_to(folder).as_posix())
            if len(found) >= MOST_FILES:
                break
    return found


# What it means -------------------------------------------------------------------------------------------------


def told_at(text: str, number: int, column: int) -> Told | None:
    """Return what the key at a place, or before it in its line, means; arguments as for `options_at`."""
    lines = text.split("\n")
    number = min(number, len(lines))
    line = lines[number - 1]
    match = _KEY.match(line)
    if match is None or _is_in_text(lines, number - 1) or column < len(match["edge"]):
        return None
    key = _key_of(lines, number - 1, len(match["edge"]), match["key"])
    if key is None:
        return None
    start, end = match.span("key")
    if column > end:
        start, end = match.end(), max(match.end(), len(line.rstrip()))
    return Told(start, end, key.name, _plain(key.help), _plain(key.says or key.kind.says))


def _plain(text: str) -> str:
    return re.sub(r"\*see \*|\*|`", "", text).replace("see Photos", "")
