"""Where a line may end inside a word: at its author's marks, its signs and syllables, or the signs of an address.

Takes words, gives places in them. Knows no font and no line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Protocol

from pdfbrochure.regexes import compiled_later
from pdfbrochure.text.linebreak import EXPLICIT, HYPHEN

SOFT_HYPHEN: Final = "\u00ad"
ZERO_WIDTH_SPACE: Final = "\u200b"

# (offset, kind, price) of a place. A hyphen's price is a multiple of what the style asks for one.
Place = tuple[int, int, float]

# Plain TeX's \hyphenpenalty is 50 (The TeXbook, ch. 14). Ragged lines do not need hyphens to look even, so they pay
# three times as much.
HYPHEN_PENALTY: Final = 60.0
RAGGED_HYPHEN_PENALTY: Final = 180.0
COMPOUND_PENALTY: Final = 30.0
ADDRESS_PENALTY: Final = 60.0
# Inside a part of it rather than behind a stroke: three times.
SIGN_PENALTY: Final = 180.0
# Of a word that is wider than the measure: its syllables, and behind a sign in a number, are better than anywhere.
DIVISION_PENALTY: Final = 500.0

# Letters, and the signs on those of Indic scripts, but not their full stops.
_LETTERS: Final = re.compile(r"(?:[^\W\d_]|(?![\u0964\u0965])(?=[\u0900-\u0dff])\W)+")
# A hyphen between two lower-case parts of two letters or more; "EU-UNODC", "e-mail" and names hold together.
_COMPOUND: Final = re.compile(r"(?<=[^\W\d_]{2})[-\u2010](?=[^\W\d_]{2})")
_DASH: Final = re.compile(r"(?<=\w)\u2014(?=\w)|(?<=\w)\u2013(?=[^\W\d_])")
# A stroke between words; in "km/h", "2016/679", "A/RES/70/1" and "TCP/IP" it holds together.
_STROKE: Final = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
_ANY_SIGN: Final = compiled_later(r"(?<=\w)[/?&=#_.\-\u2010@](?=[\w\u2026])")

# What begins with capitals or a number and a stroke is the symbol of a document, or a date: E/CN.7/2024/5, 12/05/2024.
_SYMBOL: Final = re.compile(r"[^\w/]*(?:[A-Z]{1,8}|\d[\d.,]*)[/(][^_?&=]*$")
_ADDRESS: Final = re.compile(
    r"(?:https?|HTTPS?)://|(?<!\w)(?:www|WWW)\.|\S@\w[\w-]*\."  # a web or mail address
    r"|\w\.[a-z]{2,}[/:?#]\w*"  # a host with a path
    r"|[_?&=].*[/_?&=.]|/.*[_?&=]|^\W*/\w+/"  # a path or a query
    # A host or a file by itself.
    r"|^\W*[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2}|com|org|net|int|edu|gov|info|pdf|docx|xlsx|pptx|html)\W*$"
)
_SHORTEST_ADDRESS: Final = 12
# A mail address, with the signs around it, and the longest that is kept whole.
_MAIL: Final = re.compile(r"\W*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*")
_LONGEST_MAIL: Final = 32
# Behind a stroke or before another sign, so that nobody takes a hyphen or a stop for the sentence's or the line's
# (The Chicago Manual of Style, 17th ed., 14.18); digits with a stop or hyphen between them hold together.
_ADDRESS_BREAK: Final = re.compile(
    r"(?<=[\w)]/)(?=[\w~\u2026])|(?<=//)(?=\w)|(?<=\w)(?=[?&=#_~%@]\w)|(?<=[^\W\d])(?=[.,-]\w)|(?<=\d)(?=[.,-][^\W\d])"
)
_SHORTEST_END: Final = 3

# Letters with marks, and the parts of Korean syllables, as some systems write them. What else is written in two ways,
# such as Han characters for compatibility, is drawn in two.
_MARK: Final = "[\u0300-\u036f\u0653-\u0655\u3099\u309a]"
_DECOMPOSED: Final = compiled_later(rf"[^\W\d_]{_MARK}+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


class Hyphenates(Protocol):
    """Where a word may be divided.

    Attributes:
        repeats_hyphen: Whether the hyphen of a compound that is parted at it stands at the start of the next line too.
    """

    @property
    def repeats_hyphen(self) -> bool:
        """See above."""
        ...

    def positions(self, word: str) -> tuple[int, ...]:
        """Return the offsets in `word` before which a hyphen may stand."""
        ...


def composed(text: str) -> str:
    """Return a text with each letter and its marks as one character where there is one (Unicode's form NFC)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return _DECOMPOSED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def unmarked(text: str) -> str:
    """Return a text without soft hyphens and zero-width spaces, for where no line ends: bookmarks, a window's title."""
    return text.replace(SOFT_HYPHEN, "").replace(ZERO_WIDTH_SPACE, "")


def inner_places(word: str, rules: Hyphenates | None, *, divide: bool) -> tuple[Place, ...]:
    """Return the places inside of a word.

    Args:
        word: Without spaces.
        rules: Those of its language.
        divide: Whether a hyphen may be added.
    """
    if word.isalpha():
        # No sign, and no address.
        return _in_letters(word, 0, rules) if divide and rules is not None else ()
    if _is_address(word):
        # A mail address is parted only where it is wider than its line.
        return () if _MAIL.fullmatch(word) and len(word) <= _LONGEST_MAIL else _in_address(word)
    found = _at_signs(word, rules)
    if divide and rules is not None:
        for match in _LETTERS.finditer(word):
            found += _in_letters(match.group(), match.start(), rules)
    found.sort()
    return tuple(found)


def _in_letters(letters: str, start: int, rules: Hyphenates) -> tuple[Place, ...]:
    """Return the places in the letters of a word, in ascending order, where these begin at a place of it."""
    length = len(letters)
    return tuple(
        # Short ends are worse than long ones: 15 % for each letter short of five, as Typst does.
        [
            (start + place, HYPHEN, 1.0 + 0.15 * (max(0, 5 - place) + max(0, 5 - (length - place))))
            for place in rules.positions(letters)
        ]
    )


def typed_places(
    word: str, rules: Hyphenates | None, *, divide: bool, keep_spaces: bool
) -> tuple[str, tuple[Place, ...]]:
    """Return a word without its soft hyphens and zero-width spaces, and the places inside and at both ends of it.

    What holds a soft hyphen is divided there and nowhere else.

    Args:
        word: As typed.
        rules: As in `inner_places`.
        divide: As in `inner_places`.
        keep_spaces: Whether zero-width spaces are kept, for they part letters that would join.
    """
    plain = ""
    found: list[Place] = []
    for number, part in enumerate(word.split(ZERO_WIDTH_SPACE)):
        if number:
            plain += ZERO_WIDTH_SPACE if keep_spaces else ""
            found.append((len(plain), EXPLICIT, 0.0))
        letters = part.replace(SOFT_HYPHEN, "")
        start = len(plain)
        own = SOFT_HYPHEN in part and not _is_address(letters)
        inside = inner_places(letters, rules, divide=divide and not own)
        found += [(start + offset, kind, price) for offset, kind, price in inside]
        plain += letters
        if own:
            place = start
            for piece in part.split(SOFT_HYPHEN)[:-1]:
                place += len(piece)
                found.append((place, HYPHEN, 1.0))
    return plain, tuple(sorted(dict.fromkeys(found)))


def wide_places(word: str, rules: Hyphenates | None) -> dict[int, tuple[int, float]]:
    """Return the kind and penalty of the places of a word wider than its line, which all are better than anywhere.

    Capitals are divided like other letters. The penalty is what it is, in any style.
    """
    if _is_address(word):
        return {offset: (kind, price) for offset, kind, price in _in_address(word)}
    found: dict[int, tuple[int, float]] = {}
    repeats = rules is not None and rules.repeats_hyphen
    for match in _ANY_SIGN.finditer(word):
        if repeats and match.group() in "-\u2010":
            found[match.start()] = (HYPHEN, ADDRESS_PENALTY)
        else:
            found[match.end()] = (EXPLICIT, DIVISION_PENALTY if _is_symbol(word) else ADDRESS_PENALTY)
    lower = word.lower()
    if rules is not None and len(lower) == len(word):
        for match in _LETTERS.finditer(lower):
            for position in rules.positions(match.group()):
                found.setdefault(match.start() + position, (HYPHEN, DIVISION_PENALTY))
    return found


def _is_symbol(word: str) -> bool:
    """Return whether a word is a number with strokes, or the symbol of a document."""
    return _SYMBOL.match(word) is not None and any(char.isdigit() for char in word)


def _is_address(word: str) -> bool:
    return not _is_symbol(word) and _ADDRESS.search(word) is not None


def _in_address(word: str) -> tuple[Place, ...]:
    if len(word) < _SHORTEST_ADDRESS:
        return ()
    places = (match.end() for match in _ADDRESS_BREAK.finditer(word))
    last = len(word) - _SHORTEST_END
    return tuple(
        (place, EXPLICIT, ADDRESS_PENALTY if word[place - 1] == "/" else SIGN_PENALTY)
        for place in places
        if _SHORTEST_END <= place <= last
    )


def _at_signs(word: str, rules: Hyphenates | None) -> list[Place]:
    """Return the places at the hyphens, dashes and strokes of a word."""
    found: list[Place] = []
    if "-" in word or "\u2010" in word:
        repeats = rules is not None and rules.repeats_hyphen
        for match in _COMPOUND.finditer(word):
            if word[match.start() - 1].islower() and word[match.end()].islower():
                if repeats:
                    # The typed hyphen begins the next line; before it one is added, as in a divided word.
                    found.append((match.start(), HYPHEN, COMPOUND_PENALTY / HYPHEN_PENALTY))
                else:
                    found.append((match.end(), EXPLICIT, COMPOUND_PENALTY))
    if not word.isalnum():
        found += [(match.end(), EXPLICIT, COMPOUND_PENALTY) for match in _DASH.finditer(word)]
        if "/" in word and not any(char.isdigit() for char in word):
            found += [
                (match.end(), EXPLICIT, COMPOUND_PENALTY)
                for match in _STROKE.finditer(word)
                if word[match.start() - 1].islower()
            ]
    return found
