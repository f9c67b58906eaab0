"""What tables say in each language: their number, and that they go on."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
from msgspec import Struct


class TableWords(Struct, frozen=True, array_like=True):
    """The words of one language: `table`, before a caption, holds `{number}`, and `source` holds `{source}`."""

    table: str
    continued: str
    source: str

    @property
    def word(self) -> str:
        """The word for a table, without a number."""
        return self.table.replace("{number}", "").strip(" .\u06d4\u00a0")


@functools.cache
def table_words(*tags: str) -> TableWords:
    """Return the words of the first language that has some, by BCP 47 tags; English ones where none has."""
    known = _known()
    for tag in tags:
        subtags = tag.split("-")
        for count in range(len(subtags), 0, -1):
            words = known.get("-".join(subtags[:count]))
            if words is not None:
                return words
    return known["en"]


@functools.cache
def _known() -> dict[str, TableWords]:
    content = (Path(__file__).parent / "table_words.json").read_bytes()
    return msgspec.json.decode(content, type=dict[str, TableWords])
