"""Languages that nobody speaks, to see a design in before there are translations: one longer, one from right to left.

The tags are those of CLDR's pseudo-locales, `en-XA` and `ar-XB`. Links, addresses and marks of Markdown stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.model.wording import find_wording
from pdfbrochure.read.source import SINGLES

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.read import Source
    from pdfbrochure.read.source import Value

# What is no word: the goal of a link, tags, attributes, entities, addresses of the web and of mail, file names.
_KEPT: Final = re.compile(
    r"\]\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\}|&\w+;|\b(?:https?://|www\.|mailto:)\S+|[^\s@]+@[^\s@]+|\b[\w-]+(?:\.[\w-]+)+\b"
)
# Vowels twice and with accents, other letters with accents: a third longer, as German or Finnish is than English.
_LONG: Final = str.maketrans(
    {vowel: accented * 2 for vowel, accented in zip("aeiou", "áéíóú", strict=True)}
    | {vowel: accented + accented.lower() for vowel, accented in zip("AEIOU", "ÁÉÍÓÚ", strict=True)}
    | dict(zip("cdnrstyzCDNRSTYZ", "çďñřšťýžÇĎÑŘŠŤÝŽ", strict=True))
)
# Each letter as one that is somewhat like it in sound.
_BACKWARD: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابكدهفغحيجقلمنوبقرستوفوخيز")


def in_pseudo_language(source: Source, language: str) -> Source:
    """Return a file with its texts in a pseudo-language; as it is where it has faults, which are told elsewhere.

    Labels of links in the short form are keys, and stay.
    """
    try:
        texts = find_wording(source, Report())
    except BrochureError:
        return source
    new: dict[Origin, str] = {}
    for wording in texts:
        text = _backward(wording.text) if language == "ar-XB" else _outside(wording.text, _longer)
        new[wording.origin] = text
        for many, single in SINGLES.items():
            if many in wording.origin:
                at = wording.origin.index(many)
                # A single photo may be typed as `photo`, without a list.
                new[(*wording.origin[:at], single, *wording.origin[at + 2 :])] = text

    def change(origin: Origin, value: Value) -> Value:
        return new.get(origin, value)

    return source.rewritten(change)


def _backward(text: str) -> str:
    return _outside(text, lambda part: unicodedata.normalize("NFKD", part).casefold().translate(_BACKWARD))


def _longer(text: str) -> str:
    return text.translate(_LONG)


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Return a text with all changed but what is no word."""
    parts, at = [], 0
    for match in _KEPT.finditer(text):
        parts += [change(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, change(text[at:])])
