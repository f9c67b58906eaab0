"""Units: the texts of a brochure under names that survive a translation office, and translations of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.model.wording import Wording

# Letters of a text's hash: among 3000 items two texts alike by chance once in 10^12 brochures.
_HASH: Final = 16


class OfficeFault(Exception):
    """A translated file that cannot be taken, and what to do about it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


class Unit(Struct, frozen=True):
    r"""One text on its way to the office.

    Attributes:
        name: Its place and the hash of the source, "items.3.title:3f2a91c04d77ab12"; an NMTOKEN of XML.
        where: The place in words.
        source: The text; lines end in "\n".
        target: The translation that there is already, or "".
    """

    name: str
    where: str
    source: str
    target: str


class Translated(Struct, frozen=True):
    """What comes back: the language, "" where the file does not say it, and a target for the name of each unit.

    An empty target is a text that is not translated yet, or whose translation is not to be relied on.
    """

    language: str
    targets: dict[str, str]


class Matched(Struct, frozen=True):
    """Translations and the texts that they are of.

    Attributes:
        found: Text and its translation.
        missing: Texts without one.
        stale: Translations whose text is not in the brochure any more: the place as the unit was named, what is there
            now if it lacks a translation, and the translation.
    """

    found: list[tuple[Wording, str]]
    missing: list[Wording]
    stale: list[tuple[str, Wording | None, str]]


def unit_of(wording: Wording, language: str) -> Unit:
    """Return the unit of a text."""
    key = key_in(wording, language)
    return Unit(_name(wording), wording.name, wording.text, wording.others[key] if key else "")


def key_in(wording: Wording, language: str) -> str:
    """Return the key of a text in a language, as it is typed in the file, or ""."""
    return next((key for key in wording.others if key.casefold() == language.casefold()), "")


def match(texts: Sequence[Wording], translated: Translated) -> Matched:
    """Return which translation is of which text: of the one in its place, or of the same text in another place."""
    by_name = {_name(wording): wording for wording in texts}
    targets = dict(translated.targets)
    pairs = [(by_name[name], targets.pop(name)) for name in list(targets) if name in by_name]
    taken = {id(wording) for wording, _ in pairs}
    free: dict[tuple[str, str], list[Wording]] = {}
    for wording in texts:
        if id(wording) not in taken:
            free.setdefault(_kind(_name(wording)), []).append(wording)
    stale = []
    for name, target in targets.items():
        like = free.get(_kind(name))
        if like:
            pairs.append((like.pop(0), target))
        elif target:
            stale.append((name.rpartition(":")[0], target))
    by_place = {_name(wording).rpartition(":")[0]: wording for wording in texts if id(wording) not in taken}
    found = {id(wording): target for wording, target in pairs if target}
    told = [(place, by_place.get(place), target) for place, target in stale]
    missing = [wording for wording in texts if id(wording) not in found]
    return Matched([(text, found[id(text)]) for text in texts if id(text) in found], missing, told)


def _name(wording: Wording) -> str:
    steps = [str(step + 1) if isinstance(step, int) else step for step in wording.origin]
    return f"{'.'.join(steps)}:{hashlib.sha256(wording.text.encode()).hexdigest()[:_HASH]}"


def _kind(name: str) -> tuple[str, str]:
    """Return the last key of a unit's place, and the hash of its text."""
    place, _, code = name.rpartition(":")
    return place.rpartition(".")[2], code
