"""Where a word may be broken, by Liang's patterns.

Takes words and the language's limits, gives places in the word. Knows no font and no line. The pattern files are
compiled by `docs/scripts/compile_hyphenation.py`, which also describes their form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.installed import package_folder
from pdfbrochure.model.language import Hyphenation

_FOLDER: Final = Path(__file__).parent.parent / "languages" / "hyph"

# Both are letters of a French or Italian word to its patterns, which know the straight one.
_APOSTROPHES: Final = str.maketrans("’ʼ", "''")

# What stands inside a word and is no letter to count: apostrophes, and the signs on the letters of Indic scripts.
_NO_LETTERS: Final = {
    **dict.fromkeys(map(ord, "'\u200c\u200d")),
    **{code: None for code in range(0x900, 0xE00) if unicodedata.category(chr(code))[0] == "M"},
}

# Digits in a pattern file are ASCII codes; an odd digit allows a break, and so does its code, for "0" is even.
_NO_LEVEL: Final = ord("0")


class _Patterns(Struct, frozen=True):
    """A pattern file.

    Attributes:
        levels: Those of each pattern.
        exceptions: The breaks of whole words.
        reach: By their first letters, `_HEAD` or fewer, how long the patterns are that begin with these.
    """

    levels: dict[str, bytes]
    exceptions: dict[str, tuple[int, ...]]
    reach: dict[str, int]


# So many first letters say how long a pattern may be that begins there: mostly none is longer than they are.
_HEAD: Final = 3
_head_of: Final = itemgetter(slice(_HEAD))


class Hyphenator:
    """Finds the breaks of words in one language, and remembers them.

    Args:
        rules: The language's patterns and limits. Without patterns no word is broken. Where the extra `hyphenation` has
            a dictionary of it, that holds instead.
        justified: Whether the limits are those of lines with two even edges.
    """

    __slots__ = ("_known", "_limits", "_patterns", "rules")

    def __init__(self, rules: Hyphenation, *, justified: bool = False) -> None:
        self.rules = rules
        self._limits = rules.justified if justified else rules.ragged
        self._known: dict[str, tuple[int, ...]] = {}
        self._patterns = _dictionary(rules.dictionary) or _patterns(rules.patterns)

    @property
    def repeats_hyphen(self) -> bool:
        """Whether a compound's hyphen is repeated at the start of the next line."""
        return self.rules.repeats_hyphen

    def positions(self, word: str) -> tuple[int, ...]:
        """Return the places at which `word` may be broken, as ascending numbers of characters before the break.

        Marks around the word are allowed. Never broken are words shorter than the language's limit, and words with a
        digit, a hyphen, a stop or an upper-case letter inside (but German nouns are).
        """
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._find(word)
        return known

    def _find(self, word: str) -> tuple[int, ...]:
        """Return the places for a word not yet known."""
        limits = self._limits
        if not self._patterns.levels or len(word) < limits.word:
            return ()
        start, end = _letters_within(word)
        core = word[start:end].translate(_APOSTROPHES)
        lower = core.lower()
        if lower != core and not (self.rules.capitalised and core[:1].lower() + core[1:] == lower):
            return ()
        letters = [place for place, char in enumerate(lower) if char.isalpha()]
        if len(letters) < limits.word or len(lower) != len(core) or not lower.translate(_NO_LETTERS).isalpha():
            return ()
        least, most = letters[limits.before - 1] + 1, letters[-limits.after]
        return tuple(start + place for place in self._breaks(lower) if least <= place <= most)

    def _breaks(self, lower: str) -> tuple[int, ...]:
        """Return every break that the patterns allow in a lower-case word, without the limits.

        Source:
            F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", Stanford 1983 (STAN-CS-83-977), chapter 2.
        """
        exception = self._patterns.exceptions.get(lower)
        if exception is not None:
            return exception
        text = f".{lower}."
        length = len(text)
        found = [_NO_LEVEL] * (length + 1)
        get, reach = self._patterns.levels.get, self._patterns.reach.get
        for start in range(length):
            longest = start + reach(text[start : start + _HEAD], _HEAD - 1)
            for end in range(start + 1, min(length, longest) + 1):
                pattern = get(text[start:end])
                if pattern is None:
                    continue
                # The first digit is the place of the first level that is not 0.
                place = start + pattern[0] - _NO_LEVEL
                for level in pattern[1:]:
                    if level > found[place]:
                        found[place] = level
                    place += 1
        return tuple(place - 1 for place in range(2, length - 1) if found[place] & 1)


@cache
def _patterns(name: str) -> _Patterns:
    """Return a pattern file: comments, exceptions, then a line for each set of levels with its patterns."""
    levels: dict[str, bytes] = {}
    exceptions: dict[str, tuple[int, ...]] = {}
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n") if name else ():
        key, _, rest = line.partition(" ")
        if key == "exceptions":
            exceptions = dict(map(_exception, rest.split()))
        elif key and key[0] != "#" and key != "longest":
            levels.update(dict.fromkeys(rest.split(" "), key.encode()))
    return _Patterns(levels, exceptions, _reach(levels))


def _reach(patterns: Iterable[str]) -> dict[str, int]:
    """Return how long the longest pattern is that begins with each `_HEAD` letters."""
    by_length = sorted(patterns, key=len)
    return dict(zip(map(_head_of, by_length), map(len, by_length), strict=True))


def has_dictionary(name: str) -> bool:
    """Return whether a dictionary of the extra `hyphenation` is here."""
    return _dictionary(name) is not None


@cache
def _dictionary(name: str) -> _Patterns | None:
    """Return a dictionary of LibreOffice as the package Pyphen has it, or None where there is none.

    It is read as data: the first line names its encoding, the others are patterns. Those that also change a letter at
    the break have a stroke, and are left out.
    """
    folder = package_folder("pyphen") if name else None
    file = folder / "dictionaries" / f"hyph_{name}.dic" if folder is not None else None
    if file is None or not file.is_file():
        return None
    content = file.read_bytes()
    try:
        text = content.decode(content.split(None, 1)[0].decode("ascii"))
    except (LookupError, UnicodeDecodeError, IndexError):
        return None
    levels: dict[str, bytes] = {}
    for pattern in text.split("\n")[1:]:
        letters = re.sub(r"\d", "", pattern.strip())
        if letters and letters.islower() and "/" not in letters:
            digits = [int(digit[:1] or 0) for digit in re.split(r"\D", pattern.strip())]
            places = [place for place, level in enumerate(digits) if level]
            if places:
                first = chr(_NO_LEVEL + places[0])
                levels[letters] = (first + "".join(map(str, digits[places[0] : places[-1] + 1]))).encode()
    return _Patterns(levels, {}, _reach(levels))


def _letters_within(word: str) -> tuple[int, int]:
    """Return start and end of `word` without the quotes, brackets and stops around it."""
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    return start, end


def _exception(written: str) -> tuple[str, tuple[int, ...]]:
    """Return a word written with its hyphens as the word and the places of its breaks."""
    parts = written.split("-")
    places = []
    length = 0
    for part in parts[:-1]:
        length += len(part)
        places.append(length)
    return "".join(parts), tuple(places)
