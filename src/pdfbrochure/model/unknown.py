"""Unknown keys: which one was meant, and what to do where none can be.

English words for the keys stand in the table of keys, those of the other official languages of the European Union in
`key_names.json`; this module is only loaded when a file has an unknown key.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from pdfbrochure.model.key_advice import NO_SUCH
from pdfbrochure.read.alike import odd_sign, without_alike

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_NAMES: Final = Path(__file__).parent / "key_names.json"
# A longer key is a sentence, and none of ours.
_LONGEST_KEY: Final = 40
# What is written below `settings` by mistake was rather meant for the whole brochure than for an item.
_NEARER: Final = {"`settings`": "the top of the file"}


class NamedKey(Protocol):
    """What this module knows of a key: its name, and the other words that people try for it."""

    @property
    def name(self) -> str:
        """Return it as it is typed."""

    @property
    def words(self) -> str:
        """Return the other words, the nearer ones first."""

    @property
    def is_wording(self) -> bool:
        """Whether its values are texts that differ from language to language."""


class KnownKeys(Protocol):
    """What this module and the walk know of a mapping of the format (`shapes.Shape`): its names and its keys."""

    name: str
    place: str

    @property
    def keys(self) -> Sequence[NamedKey]:
        """Return every key."""

    @property
    def fields(self) -> Mapping[str, object]:
        """Return something for each key's name."""


class Meant(Struct, frozen=True):
    """What an unknown key was meant to be.

    Attributes:
        key: The key that was meant, or "".
        place: The other place that it belongs to; "" for the place where it stands.
        sign: Words for the sign in it that only looks like the right one.
        advice: What to do instead, where no key of this version is meant.
        is_spelled: Whether it is the key but for its spelling, and no other word for it.
    """

    key: str = ""
    place: str = ""
    sign: str = ""
    advice: str = ""
    is_spelled: bool = False


def find_meant(
    key: str,
    fields: Collection[str],
    others: Mapping[str, Sequence[str]],
    elsewhere: Mapping[str, Collection[str]] = MappingProxyType({}),
    here: str = "",
    siblings: Collection[str] = (),
) -> Meant:
    """Return what an unknown key was meant to be.

    Args:
        key: As typed.
        fields: The keys of this place.
        others: Other words for keys, as `words_for_keys` gives them.
        elsewhere: The keys of the other places by their names.
        here: What this place is called, for what is known of it alone.
        siblings: The keys that are given already.
    """
    folded = _fold(key)
    plain = _fold(without_alike(key)) if not key.isascii() else folded
    if plain != folded and plain in fields:
        odd = odd_sign(key)
        return Meant(plain, sign=odd[1] if odd else "", is_spelled=True)
    folded = plain if plain.isascii() else folded
    for word in (folded, folded.replace("_", "")):
        if word in fields:
            return Meant(word, is_spelled=True)
    if not folded or len(folded) > _LONGEST_KEY:
        return Meant()
    if folded in NO_SUCH.get(here, ()):
        return Meant(advice=NO_SUCH[here][folded])
    words = [*others.get(folded, ()), *others.get(folded.replace("_", ""), ()), *_foreign(folded)]
    # In a link a title is a label, in an item the language is `lang`.
    words += [other for word in words for other in others.get(word, ())]
    return (
        _synonym(words, fields, siblings)
        or _belongs(folded, elsewhere, here)
        or _spelled(folded, fields, here)
        or _away(folded, words, elsewhere)
        or Meant()
    )


def words_for_keys(shapes: Sequence[KnownKeys]) -> dict[str, tuple[str, ...]]:
    """Return the words that people use for keys, each with the keys it may mean, those first whose nearest word it is.

    The first key that fits the place is proposed.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for shape in shapes:
        for key in shape.keys:
            for rank, word in enumerate(key.words.split()):
                found.setdefault(word, []).append((rank, key.name))
    ordered = {word: sorted(keys, key=lambda each: each[0]) for word, keys in found.items()}
    return {word: tuple(dict.fromkeys(name for _, name in keys)) for word, keys in ordered.items()}


def _fold(key: str) -> str:
    return key.strip(" -").casefold().replace("-", "_").replace(" ", "_")


def _synonym(words: list[str], fields: Collection[str], siblings: Collection[str]) -> Meant | None:
    """Return the first key of this place that a word may stand for, rather one that is not given yet."""
    known = [word for word in words if word in fields]
    free = [word for word in known if word not in siblings]
    return Meant((free or known)[0]) if known else None


def _belongs(folded: str, elsewhere: Mapping[str, Collection[str]], here: str) -> Meant | None:
    places = [place for place, others in elsewhere.items() if folded in others]
    place = _NEARER[here] if _NEARER.get(here) in places else next(iter(places), None)
    return None if place is None else Meant(folded, place)


def _spelled(folded: str, fields: Collection[str], here: str) -> Meant | None:
    """Return a key of this place that differs by a slip or two of the fingers, or what to do about a word like it."""
    near = _nearest(folded, fields)
    if near:
        return Meant(near, is_spelled=True)
    advice = NO_SUCH.get(here, {})
    other = _nearest(folded, advice)
    return Meant(advice=advice[other]) if other else None


def _away(folded: str, words: list[str], elsewhere: Mapping[str, Collection[str]]) -> Meant | None:
    for place, others in elsewhere.items():
        for meant in words or [_nearest(folded, others)]:
            if meant and meant in others:
                return Meant(meant, place)
    return None


# Spelling ------------------------------------------------------------------------------------------------------


def _nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that is the fewest slips away: one, or two where a word has six letters or more.

    The first letter is seldom wrong, and other words than ours often differ in it alone (`age`, `page`).
    """
    best, fewest = "", 3
    for other in known:
        most = min(fewest - 1, 2 if min(len(word), len(other)) >= 6 else 1 if len(other) >= 3 else 0)
        if abs(len(word) - len(other)) <= most and (word[0] == other[0] or word[1::-1] + word[2:] == other):
            slips = _count_slips(word, other)
            if slips <= most:
                best, fewest = other, slips
    return best


def _count_slips(word: str, other: str) -> int:
    """Return how many letters are missing, added, replaced or exchanged with their neighbour.

    Source:
        The restricted edit distance of Damerau, "A technique for computer detection and correction of spelling
        errors", 1964.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, char in enumerate(word):
        earlier, before, row = before, row, [index + 1]
        for place, wanted in enumerate(other):
            cost = min(row[place] + 1, before[place + 1] + 1, before[place] + (char != wanted))
            if index and place and char == other[place - 1] and word[index - 1] == wanted:
                cost = min(cost, earlier[place - 1] + 1)
            row.append(cost)
    return row[-1]


# Words of other languages --------------------------------------------------------------------------------------


def _foreign(folded: str) -> tuple[str, ...]:
    return _names().get(_bare(folded), ())


def _bare(word: str) -> str:
    """Return a word without accents, as keyboards of other languages type it."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the words of all languages, each with the keys it may mean."""
    found: dict[str, dict[str, None]] = {}
    for language in json.loads(_NAMES.read_text(encoding="utf-8")).values():
        for key, words in language.items():
            for word in words.split():
                found.setdefault(_bare(word.casefold()), {})[key] = None
    return {word: tuple(keys) for word, keys in found.items()}
