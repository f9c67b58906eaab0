"""Notes: the footnotes of a text, and the addresses of numbered links, in one series through the brochure.

A mark is a reference that leads to its note; the number of a note leads back to its first mark. Whether notes stand at
the foot of their page or at the end is known to the layout alone.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

from pdfbrochure.compose.blocks import Note
from pdfbrochure.regexes import compiled_later

# The text of a note, as it is typed: `[^1]: words`, on a line of its own.
_DEFINITION: Final = compiled_later(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_SUPERIORS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What stands after a word and before a mark.
CLOSING: Final = compiled_later(r"[.,;:!?)\]»”’…。、，；：！？）」』]+")


class Definition(NamedTuple):
    """The text of a note, and the line on which it begins, from 0."""

    text: str
    line: int


class Texts(Struct, frozen=True):
    """A text without its notes, in as many lines; the notes by their names, and the names that stand there twice."""

    text: str
    notes: dict[str, Definition]
    doubled: dict[str, int]


def split_notes(text: str) -> Texts:
    """Return a text and its notes; a note goes on over the lines below it up to an empty one."""
    if "[^" not in text:
        return Texts(text, {}, {})
    kept: list[str] = []
    notes: dict[str, Definition] = {}
    doubled: dict[str, int] = {}
    name = ""
    for number, line in enumerate(text.split("\n")):
        found = _DEFINITION.fullmatch(line)
        if found is not None:
            name = found[1]
            if name in notes:
                doubled[name] = number
                name = f"{name}\n{number}"
            notes[name] = Definition(found[2].strip(), number)
        elif name and line.strip():
            notes[name] = notes[name]._replace(text=f"{notes[name].text} {line.strip()}".strip())
        else:
            name = ""
            kept.append(line)
            continue
        kept.append("")
    return Texts("\n".join(kept), {name: note for name, note in notes.items() if "\n" not in name}, doubled)


def superior(number: int) -> str:
    """Return a number in raised digits, as fonts have them drawn."""
    return str(number).translate(_SUPERIORS)


class NoteBook:
    """The notes of a brochure as they are met.

    Attributes:
        notes: Those that have their text, in order.
        waiting: What the numbers that were given last are the notes of, until their texts are made.
        later: Those that stand at the end, with the texts around them and their language.
        end: The element there.
    """

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.waiting: list[tuple[int, object]] = []
        self.later: list[tuple[int, object, Texts, str]] = []
        self.end = -1
        self._numbers: dict[object, int] = {}

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many notes are numbered, how many have their text, and how many stand at the end."""
        return len(self._numbers), len(self.notes), len(self.later)

    def number(self, what: object) -> tuple[int, bool]:
        """Return the number of a note, and whether it is a new one; the same address keeps its number."""
        known = self._numbers.get(what)
        if known is not None:
            return known, False
        number = self._numbers[what] = len(self._numbers) + 1
        self.waiting.append((number, what))
        return number, True
