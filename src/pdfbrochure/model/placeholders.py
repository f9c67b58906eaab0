r"""Placeholders of a merge, `<<Office name>>`: what they look like, and what a build without data makes of them.

`\<<` is the sign itself. Behind an upright line stand filters: `<<Date | date>>`, `<<Motto | or "none">>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from pdfbrochure.model import kinds
from pdfbrochure.model.fields import SHAPES
from pdfbrochure.read.source import DROPPED
from pdfbrochure.regexes import compiled_later

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin, Report
    from pdfbrochure.read import Source
    from pdfbrochure.read.source import Value

# Name and filters; neither holds the signs that end them, nor a line end.
PLACEHOLDER: Final = compiled_later(r"(?<!\\)<<([^<>|\n]{1,100})((?:\|[^<>|\n]{1,200})*)>>")
# What the placeholder of an address leads to while there are no data.
_EXAMPLE: Final = "https://www.example.org/"

_ALL: Final = [key for shape in SHAPES for key in shape.keys]
_KEYS: Final = frozenset(key.name for key in _ALL)
_MARKDOWN: Final = frozenset(key.name for key in _ALL if key.kind.says == kinds.MARKDOWN.says)
_ADDRESSES: Final = frozenset(key.name for key in _ALL if key.kind.says == kinds.ADDRESS.says)
# Texts, whatever stands in them.
_PRINTED: Final = frozenset(
    key.name for key in _ALL if key.kind.says in (kinds.MARKDOWN.says, kinds.LINE.says, kinds.DATE.says)
)


# Puts other values into the file that was read, and adds what is wrong with them to the report.
Fill: TypeAlias = "Callable[[Source, Report], Source]"


class Placeholder(Struct, frozen=True):
    """One placeholder: as typed, its name, and its filters as typed."""

    typed: str
    name: str
    filters: tuple[str, ...]


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of a text."""
    if "<<" in text:
        for match in PLACEHOLDER.finditer(text):
            yield as_placeholder(match)


def as_placeholder(match: re.Match[str]) -> Placeholder:
    """Return the placeholder that PLACEHOLDER has found."""
    filters = tuple(part.strip() for part in match[2].split("|") if part.strip())
    return Placeholder(match[0], match[1].strip(), filters)


def key_of(origin: Origin) -> str:
    """Return the key whose value stands at a key path: the last one that is no language and no number."""
    return next((step for step in reversed(origin) if step in _KEYS), "")


def is_markdown(origin: Origin) -> bool:
    """Whether the text at a key path is Markdown."""
    return key_of(origin) in _MARKDOWN


def unescape(text: str, origin: Origin) -> str:
    """Return a text with its literal signs as they are printed; in Markdown they are escaped in its own way."""
    return text.replace("\\<<", "\\<\\<" if is_markdown(origin) else "<<")


def filled_by(fill: Fill | None, source: Source, report: Report) -> Source:
    """Return a file with the values of a merge, or without data, as it is built; findings point at its own lines."""
    if fill is not None:
        source = fill(source, report)
    elif any("<<" in line for line in source.lines):
        source = without_data(source, report)
    report.locate = source.span
    return source


def without_data(source: Source, report: Report) -> Source:
    """Return a template as it is built without data: placeholders are printed as they stand, each with a warning.

    A photo whose file only a row names is left out, and so is any other value that could not be printed.
    """

    def change(origin: Origin, value: Value) -> Value:
        if isinstance(value, dict):
            file = value.get("file")
            return DROPPED if isinstance(file, str) and PLACEHOLDER.search(file) else value
        if not isinstance(value, str):
            return value
        found = list(find_placeholders(value))
        for placeholder in found:
            report.warning(
                "placeholder-left",
                f"{placeholder.typed} stands for a value of a merge, and is printed as it stands",
                mend="give the values: pdfbrochure merge FILE DATA",
                origin=origin,
                words=placeholder.typed,
            )
        key = key_of(origin)
        if found and key in _ADDRESSES:
            return _EXAMPLE
        if found and (origin[-1] == "if" or key not in _PRINTED):
            return DROPPED
        value = unescape(value, origin)
        if is_markdown(origin):
            value = PLACEHOLDER.sub(lambda match: re.sub(r"([<*_|\\\[])", r"\\\1", match[0]), value)
        return value

    return source.rewritten(change)
