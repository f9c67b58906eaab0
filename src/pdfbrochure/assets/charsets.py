"""Reads names whose encoding is not told: bytes in, text out, and whether it is beyond doubt.

Photo programs wrote bylines in whatever their machine used: UTF-8, Western or Central European Windows, a Mac. Bytes
that are UTF-8 are UTF-8; other ones are read in each encoding, and the reading counts in which every letter could
stand in a word of one language, where it stands. What can be read in two ways is said to be in doubt.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import msgspec

# Letters beyond a to z of the languages written in each encoding, in lower case; a word keeps to one language.
_WESTERN: Final = (
    "äöüß",  # German
    "àâçéèêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish, Irish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "æøåéöäü",  # Danish, Norwegian, Swedish, Finnish
    "áðéíóúýþæö",  # Icelandic
    "àçèéíïòóúü",  # Catalan
    "áéèëïóöü",  # Dutch
    "çë",  # Albanian
)
_ESTONIAN: Final = "äõöüšž"
_CENTRAL: Final = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovenian
    "ăâîşţ",  # Romanian
    "äöüß",
    "çë",
)
_TURKISH: Final = "çğıiöşüâî"
_ENCODINGS: Final[dict[str, tuple[str, ...]]] = {
    "cp1252": (*_WESTERN, _ESTONIAN),
    "cp1250": _CENTRAL,
    "mac_roman": _WESTERN,
    "cp1254": (_TURKISH,),
}
# Read only where none of the others gives a word.
_RARE: Final[dict[str, tuple[str, ...]]] = {
    "cp1251": (
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "абвгдђежзијклљмнњопрстћуфхцчџш",
    ),
    "cp1253": ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", _ESTONIAN),
    "mac_latin2": _CENTRAL,
    "cp850": _WESTERN,
}
# What IPTC's "coded character set" may announce beside UTF-8 (ISO 2022): the right half of ISO 8859.
_ANNOUNCED: Final = {b"A": "cp1252", b"B": "iso8859_2", b"M": "iso8859_9", b"L": "iso8859_5", b"F": "iso8859_7"}

_WORD: Final = re.compile(r"[^\W\d_]+")
_VOWELS: Final = frozenset("aeiouyæøœıаеёиоуыэюяєαεηιουω")
# Where a letter stands in the words of its languages: what may go before it, and what after, each as a pattern.
_PLACES: Final[dict[str, tuple[str, str]]] = {
    "ñ": ("", "[aeiouáéíóúü]"),
    "ń": ("", "[^aeiouyóąę]|$"),
    "ã": ("", "[oeisn]|$"),
    "ă": ("", "[^oe]|$"),
    "ś": ("", "[^aeiouyóąę]|$"),
    "ď": ("", "[aáeéiíouúůyý]|$"),
    "ŕ": ("[^aeiouáéíóúý]|^", "[^aeiouáéíóúýä]"),
    "ĺ": ("[^aeiouáéíóúý]|^", "[^aeiouáéíóúýä]"),
    "è": ("", "[^aeiou]|$"),
    "ò": ("[^aeiou]|^", ""),
    "û": ("", "[^aeiou]"),
    "ü": ("", "[^aou]|$"),
    "ì": ("", "$"),
    "ù": ("", "$"),
    "æ": ("[^aeiouyåø]|^", "[^aeiouyåø]|$"),
    "ø": ("[^aeiouåæ]|^", ""),
    "œ": ("", "u"),
    "ï": ("[aeiou]", ""),
    "ÿ": ("[aeiou]", ""),
    "þ": ("^", ""),
    "ð": ("[^ ]", ""),
    "ß": ("[^ ]", ""),
}  # fmt: skip
# Signs between words, and those that touch the word before or behind them.
_LOOSE: Final = frozenset("–—·•|…")
_OPENING: Final = frozenset("“‘„«‚©®")
_CLOSING: Final = frozenset("”’“»…®™")


class Reading(msgspec.Struct, frozen=True):
    """A text as read. `raw` is what the file holds, printable, where the reading is in doubt, else empty."""

    text: str
    raw: str = ""


def read_text(value: bytes, announced: bytes = b"") -> Reading:
    """Return the text of some bytes.

    Args:
        value: The bytes.
        announced: The escape sequence that announces their encoding, if there is one (IPTC IIM 4.2, 1:90).
    """
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and not any(map(_mixes_scripts, _WORD.findall(text))):
        return _mended(text, value)
    if announced[:1] == b"\x1b" and announced[1:2] in b"-./" and announced[2:] in _ANNOUNCED:
        return Reading(value.decode(_ANNOUNCED[announced[2:]], "replace"))
    readings = _plausible(value, _ENCODINGS) or _plausible(value, _RARE)
    if not readings:
        return Reading(text or value.decode("cp1252", "replace"), _printable(value))
    best = max(readings, key=_evenness)  # the first of equals, as the encodings stand in the table
    others = [_evenness(text) for text in readings if text != best]
    # What stands first is more likely by itself; against it, one letter alone proves nothing.
    lead = 1 if best == readings[0] else 2
    is_sure = all(other + lead <= _evenness(best) for other in others)
    return Reading(best, "" if is_sure else _printable(value))


def _mended(text: str, value: bytes) -> Reading:
    """Return a text in UTF-8; one that was encoded twice, or lost letters before, is in doubt."""
    if "\ufffd" in text:
        return Reading(text, _printable(value))
    try:
        once = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return Reading(text)
    return Reading(text) if once == text else Reading(once, _printable(value))


def _printable(value: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}" for byte in value)


def _plausible(value: bytes, encodings: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the different texts that the bytes can be, in the order of the encodings."""
    found: list[str] = []
    for encoding, alphabets in encodings.items():
        try:
            text = value.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text not in found and _has_fine_signs(text) and all(_is_word(w, alphabets) for w in _WORD.findall(text)):
            found.append(text)
    return found


def _has_fine_signs(text: str) -> bool:
    """Return whether signs stand where they do in a list of names: not inside of a word, nor at its wrong side."""
    for place, sign in enumerate(text):
        if sign.isascii() or sign.isalpha():
            continue
        before, after = text[:place][-1:].isalnum(), text[place + 1 :][:1].isalnum()
        if sign == "\u2019" and before and after:
            # An apostrophe: O’Brien, d’Angelo, the Guardian’s.
            is_short = re.search(r"(^|\W)\w{1,2}$", text[:place]) is not None
            if not (is_short and text[place + 1].casefold() == text[place + 1].lower()) and text[place + 1] != "s":
                return False
        elif sign != "\u00a0" and not (
            (sign in _LOOSE and not before and not after)
            or (sign in _OPENING and not before)
            or (sign in _CLOSING and not after)
        ):
            return False
    return True


def _is_word(word: str, alphabets: tuple[str, ...]) -> bool:
    """Return whether a word could be one of the languages with these alphabets."""
    low = word.lower()
    foreign = {char for char in low if not char.isascii()}
    if not foreign:
        return True
    if _mixes_scripts(word) or len(low) != len(word) or not any(foreign <= set(alphabet) for alphabet in alphabets):
        return False
    # Western languages have no such word; another script has, read wrongly.
    if foreign == set(low) and len(word) > 2 and _WESTERN[0] in alphabets and alphabets is not _CENTRAL:
        return False
    return all(char.isascii() or _is_in_place(word, low, place) for place, char in enumerate(word))


def _mixes_scripts(word: str) -> bool:
    """Return whether letters a to z stand in one word with letters of another script, as none of ours does."""
    return any(map(str.isascii, word)) and not all(
        not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in word
    )


def _is_in_place(word: str, low: str, place: int) -> bool:
    """Return whether a letter beyond a to z stands where it may, in the right case."""
    before, after = word[:place], word[place + 1 :]
    if word[place].isupper():
        if before and (before[-1].islower() or after[:1].islower()):
            return False
    elif (len(before) > 1 and before.isupper()) or after[:1].isupper():
        return False
    left, right = _PLACES.get(low[place], ("", ""))
    is_left = re.search(f"(?:{left})$", low[:place]) is not None
    return is_left and re.match(right, low[place + 1 :]) is not None


def _evenness(text: str) -> int:
    """Return how many letters beyond a to z part vowels and consonants, as most words do."""
    count = 0
    for word in _WORD.findall(text.lower()):
        kinds = [unicodedata.normalize("NFD", char)[0] in _VOWELS for char in word]
        for place, char in enumerate(word):
            if not char.isascii():
                around = kinds[max(0, place - 1) : place] + kinds[place + 1 : place + 2]
                count += not any(around) if kinds[place] else any(around)
    return count
