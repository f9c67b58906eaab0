"""Words of parts of a brochure in each language: what charts print and tell a listener, and how notes are headed."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
from msgspec import Struct


class PartWords(Struct, frozen=True, array_like=True):
    """The words of one language, without inflection: each stands before a colon or alone.

    `figure` holds `{number}`, `source` holds `{source}`; `notes` heads the list of notes at the end.
    """

    figure: str
    no_data: str
    source: str
    bars: str
    lines: str
    shares: str
    highest: str
    lowest: str
    marked: str
    follow: str
    notes: str


@functools.cache
def part_words(tag: str) -> PartWords | None:
    """Return the words of the language of a BCP 47 tag; None for one without wording."""
    known = _known()
    subtags = tag.split("-")
    tags = ("-".join(subtags[:count]) for count in range(len(subtags), 0, -1))
    return next((known[each] for each in tags if each in known), None)


@functools.cache
def _known() -> dict[str, PartWords]:
    content = (Path(__file__).parent / "part_words.json").read_bytes()
    return msgspec.json.decode(content, type=dict[str, PartWords])
