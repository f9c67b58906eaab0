"""A draft as the YAML that people like to edit: keys in the usual order, `|` for longer texts, quotes where needed.

What is written is read again: a file that does not say the same is never given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.importers.draft import Draft, Item, line
from pdfbrochure.importers.markup import write_markdown
from pdfbrochure.read import parse

if TYPE_CHECKING:
    from pdfbrochure.read.source import Value

Written: TypeAlias = "str | Long | dict[str, Written] | list[Written]"

# Words that need no look: letters, digits and the commonest signs inside, and nothing that YAML might take for a value.
_PLAIN: Final = re.compile(r"[^\W\d_][\w ’'.,()/–—?!-]*")
_HEAD: Final = "# yaml-language-server: $schema=brochure.schema.json\n"


class Long(str):
    """A text that is written below its key, after a bar."""

    __slots__ = ()


def write_yaml(draft: Draft, photos: Sequence[Sequence[dict[str, str]]]) -> str:
    """Return the brochure's file.

    Args:
        draft: The brochure.
        photos: Of each item: its photos, as keys and values.
    """
    top: dict[str, Written] = {"title": line(draft.title)}
    top |= _given(subtitle=line(draft.subtitle), language=draft.language, date=draft.date)
    top |= _given(publisher=line(draft.publisher), intro=Long(write_markdown(draft.intro)))
    items: list[Written] = [_item(item, own) for item, own in zip(draft.items, photos, strict=True)]
    below: dict[str, Written] = {}
    if draft.past_stories:
        below["past_stories"] = {"url": draft.past_stories}
    text = _HEAD + "\n" + "\n".join(_mapping(top, 0)) + "\n\nitems:\n"
    for item, written in zip(draft.items, items, strict=True):
        comment = [f"  # {line(item.origin)}"] if item.origin else []
        text += "\n".join([*comment, *_entry(written, 2)]) + "\n\n"
    text = text.rstrip("\n") + "\n"
    if below:
        text += "\n" + "\n".join(_mapping(below, 0)) + "\n"
    _prove(text, {**top, "items": items, **below})
    return text


def _item(item: Item, photos: Sequence[dict[str, str]]) -> dict[str, Written]:
    written: dict[str, Written] = _given(
        date=item.date, title=line(item.title), byline=line(item.byline), lang=item.language
    )
    written |= _given(standfirst=Long(write_markdown(item.standfirst)))
    if len(photos) == 1:
        written["photo"] = dict(photos[0])
    elif photos:
        written["photos"] = [dict(photo) for photo in photos]
    written |= _given(body=Long(write_markdown(item.body)))
    if item.links:
        written["links"] = [{"label": line(label), "url": url} for label, url in item.links]
    return written


def _given(**values: str) -> dict[str, Written]:
    return {key: value for key, value in values.items() if value}


# ---- lines


def _mapping(value: dict[str, Written], margin: int) -> list[str]:
    rows = []
    for key, inner in value.items():
        rows += _pair(key, inner, margin)
    return rows


def _pair(key: str, value: Written, margin: int) -> list[str]:
    indent = " " * margin
    if isinstance(value, dict):
        return [f"{indent}{key}:", *_mapping(value, margin + 2)]
    if isinstance(value, list):
        return [f"{indent}{key}:", *(row for entry in value for row in _entry(entry, margin + 2))]
    if isinstance(value, Long):
        return [f"{indent}{key}: |", *(f"{indent}  {row}" if row else "" for row in value.rstrip("\n").split("\n"))]
    return [f"{indent}{key}: {scalar(value)}"]


def _entry(value: Written, margin: int) -> list[str]:
    indent = " " * margin
    if isinstance(value, dict):
        rows = _mapping(value, margin + 2)
        return [f"{indent}- {rows[0].lstrip()}", *rows[1:]] if rows else []
    assert isinstance(value, str), "a list holds texts and mappings"
    return [f"{indent}- {scalar(value)}"]


def scalar(text: str) -> str:
    """Return a text of one line as YAML: plain where that says the same, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() != "null":
        return text
    try:
        is_plain = parse(f"- key: {text}\n".encode().replace(b"- key", b"  key"), Report()).value == {"key": text}
    except BrochureError:
        is_plain = False
    if is_plain and ": " not in text and " #" not in text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _prove(text: str, value: dict[str, Written]) -> None:
    """Read the file again and compare."""
    read = parse(text.encode(), Report()).value
    assert _bare(read) == _bare(value), "the file says what it was written from"


def _bare(value: Written | Value) -> object:
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return (value or "").rstrip("\n")
