"""Which font draws a character that the theme's own font lacks.

Takes text, gives it in runs with the font file of each. Asked in turn: fonts that the user named, the other bundled
family, font packages from PyPI, fonts of the system. Opens files only to see what they cover.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.installed import (
    EXTRAS,
    Candidate,
    FontFile,
    at_weight,
    bundled,
    bundled_signs,
    covers,
    hanging_style,
    in_system,
    of_script,
    package_folder,
    script_of,
)
from pdfbrochure.assets.installed import PACKAGES as _PACKAGES
from pdfbrochure.installing import install_command

__all__ = ["Fallback", "FontFile"]

Covers = Callable[[str], bool]

SANS: Final = "Source Sans 3"
SERIF: Final = "Source Serif 4"

# Drawn as nothing, or with another character of the same meaning (`text.shape` does it): no reason to change the font.
NEVER_MISSING: Final = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\n\t"
    "\u2010\u2011\u202f\u2009\u00a0\u2007\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f"
) | frozenset(map(chr, range(0xE0020, 0xE0080)))
# These stay with the character before them.
_FOLLOWERS: Final = frozenset("\u200c\u200d\u034f\ufe0e\ufe0f\u20e3") | frozenset(map(chr, range(0xE0020, 0xE0080)))
_JOINER: Final = "\u200d"

_HAN: Final = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
_REGION_OF_SCRIPT: Final = {"Hira": "JP", "Kana": "JP", "Hang": "KR", "Bopo": "TC"}
_REGIONS: Final = ("SC", "JP", "TC", "KR")

# A letter of the script in which a language is written, where that is not Latin, Greek or Cyrillic.
_LETTER_OF: Final = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug", "sd"), "\u0627"),
    **dict.fromkeys(("he", "yi"), "\u05d0"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "\u0915"),
    "th": "\u0e01",
    "lo": "\u0e81",
    "km": "\u1780",
    "my": "\u1000",
    "ja": "\u3042",
    "ko": "\uac00",
    "zh": "\u6587",
    "am": "\u12a0",
    "bn": "\u0995",
    "hy": "\u0531",
    "ka": "\u10d0",
    "ta": "\u0ba4",
    "te": "\u0c15",
    "gu": "\u0a95",
    "pa": "\u0a15",
    "kn": "\u0c95",
    "ml": "\u0d15",
    "si": "\u0d9a",
}


class _Wish(Struct, frozen=True):
    """What a run asks of a font."""

    weight: int
    serif: bool
    italic: bool
    language: str


class Fallback:
    """Finds fonts for characters and remembers what it found.

    Args:
        named: Font files that the user named; asked first.
        system: Whether fonts of the system may be used. They make a brochure look different on another computer.
    """

    def __init__(self, named: Sequence[Path] = (), *, system: bool = True) -> None:
        self._named = tuple(Candidate(((0, path, 0),), "named") for path in named)
        self._system = system
        self._found: dict[tuple[str, _Wish], Candidate | None] = {}
        self._met: dict[tuple[str, str, bool], list[Candidate]] = {}
        self._covered: dict[Covers, set[str]] = {}

    def find(
        self, char: str, *, weight: int = 400, serif: bool = False, italic: bool = False, language: str = "en"
    ) -> FontFile | None:
        """Return the font that draws `char` where the theme's own lacks it, or None when there is none here.

        Args:
            char: One character.
            weight: Wanted, 100 to 900.
            serif: Whether a serif face is wanted.
            italic: Whether an italic is wanted; only the bundled families have one.
            language: BCP 47 tag; chooses between the Chinese, Japanese and Korean forms of a character.
        """
        found = self._find(char, _Wish(weight, serif, italic, language))
        return None if found is None else at_weight(found, weight)

    def runs(
        self,
        text: str,
        primary_covers: Covers,
        *,
        weight: int = 400,
        serif: bool = False,
        italic: bool = False,
        language: str = "en",
    ) -> list[tuple[str, FontFile | None]]:
        """Return `text` in runs with the font of each; None is the theme's own font.

        Marks and joiners stay with their letter, and the letters of a word in one font. Digits, spaces and
        punctuation follow the letters on both sides where these agree, and else the language (but ASCII ones beside
        Han stay in the theme's own font). A character that no font has stays in the theme's own, which reports it.

        Args:
            text: Any text.
            primary_covers: Whether the theme's own font has a character.
            weight: As in `find`.
            serif: As in `find`.
            italic: As in `find`.
            language: As in `find`.
        """
        home = _LETTER_OF.get(language.partition("-")[0])
        known = self._covered.setdefault(primary_covers, set(NEVER_MISSING))
        if home is None and known.issuperset(text):
            return [(text, None)]
        missing = False
        for char in set(text) - known:
            if primary_covers(char):
                known.add(char)
            else:
                missing = True
        wish = _Wish(weight, serif, italic, language)
        home_font = None if home is None or primary_covers(home) else self._find(home, wish)
        if not missing and home_font is None:
            return [(text, None)]
        fonts = self._assign(_clusters(text), known, home_font, wish)
        return _merged(fonts, weight)

    def advice(self, char: str) -> str:
        """Return what the user may do to get a font for `char`, as one line to type or to follow."""
        script = script_of(char)
        if script in _HAN:
            script = _REGION_OF_SCRIPT.get(script, "SC")
        extra = EXTRAS.get(script)
        if extra is not None and package_folder(_PACKAGES[script][0][0]) is None:
            install = install_command(extra)
            if "\uff01" <= char <= "\uff5e":
                return f"{install}, or type full-width letters and signs as plain ones (ABC, not \uff21\uff22\uff23)"
            return install
        return "install a font that has it on this computer, such as one of the Noto fonts, or write it otherwise"

    def _find(self, char: str, wish: _Wish) -> Candidate | None:
        key = (char, wish)
        if key not in self._found:
            self._found[key] = next((one for one in self._candidates(char, wish) if covers(one, char)), None)
        return self._found[key]

    def _candidates(self, char: str, wish: _Wish) -> Sequence[Candidate]:
        """Return the families to ask for `char`, the system's only if no other has it."""
        script = script_of(char)
        families = (SERIF, SANS) if wish.serif else (SANS, SERIF)
        found = [*self._named, *(bundled(family, italic=wish.italic) for family in families)]
        if script == "":
            found += bundled_signs()
        if script == "Arab" and self._system:
            found += hanging_style(wish.language)
        regions = _regions(script, wish.language) if script in _HAN else (script,)
        for region in regions:
            found += of_script(region, serif=wish.serif)
        if script != "":
            found += [*of_script("", serif=wish.serif), *bundled_signs()]
        if self._system and not any(covers(one, char) for one in found):
            region = regions[0] if script in _HAN else ""
            # A family that has one character of a script mostly has the others: the system need not be asked for each.
            met = self._met.setdefault((script, region, wish.serif), [])
            if not any(covers(one, char) for one in met):
                met += (one for one in in_system(char, serif=wish.serif, region=region) if one not in met)
            found += met
        return found

    def _assign(
        self, clusters: list[str], known: set[str], home: Candidate | None, wish: _Wish
    ) -> list[tuple[str, Candidate | None]]:
        """Return each cluster with its font: first the words, then what stands between them."""
        fonts: list[tuple[str, Candidate | None]] = []
        start = 0
        before = home
        while start < len(clusters):
            script = _kind(clusters[start])
            end = start + 1
            while end < len(clusters) and _kind(clusters[end]) == script:
                end += 1
            part = clusters[start:end]
            if script:
                fonts += self._word(part, known, wish)
                before = fonts[-1][1]
            else:
                after = home
                if end < len(clusters):
                    after = self._word(clusters[end : end + 1], known, wish)[0][1]
                wanted = before if before == after else home
                fonts += [(one, self._between(one, wanted, known, wish)) for one in part]
            start = end
        return fonts

    def _word(self, part: list[str], known: set[str], wish: _Wish) -> list[tuple[str, Candidate | None]]:
        """Return the clusters of one script with one font if any has them all, and else each with its own."""
        chars = set(unicodedata.normalize("NFC", "".join(part))) - NEVER_MISSING
        if chars <= known:
            return [(cluster, None) for cluster in part]
        for char in sorted(chars - known):
            font = self._find(char, wish)
            if font is not None and all(covers(font, other) for other in chars):
                return [(cluster, font) for cluster in part]
        if len(part) > 1:
            return [pair for cluster in part for pair in self._word([cluster], known, wish)]
        return [(part[0], self._find(part[0][0], wish))]

    def _between(self, cluster: str, wanted: Candidate | None, known: set[str], wish: _Wish) -> Candidate | None:
        """Return the font of a digit, a space or a sign, if possible that of the words around it."""
        chars = set(cluster) - NEVER_MISSING
        # The Latin digits and signs of a Han font are not those that stand beside the theme's letters.
        own = wanted is None or (cluster.isascii() and chars <= known and covers(wanted, "\u3042"))
        if wanted is not None and not own and all(covers(wanted, char) for char in chars):
            return wanted
        if chars <= known:
            return None
        return self._find(min(chars - known), wish)


def _kind(cluster: str) -> str:
    """Return the script of a cluster, one name for all that Chinese, Japanese and Korean mix; "" for signs, digits."""
    char = cluster[0]
    script = script_of(char)
    if script in _HAN:
        return "Hani" if char.isalpha() else ""
    if script == "Arab" and not char.isalpha():
        return ""
    return script


def _regions(script: str, language: str) -> tuple[str, ...]:
    """Return the regions whose fonts to ask for a Han character, the language's own first."""
    main, *rest = language.lower().split("-")
    if main == "ja":
        first = "JP"
    elif main == "ko":
        first = "KR"
    elif main == "zh":
        first = "TC" if {"hant", "tw", "hk", "mo"}.intersection(rest) else "SC"
    else:
        first = _REGION_OF_SCRIPT.get(script, "SC")
    return (first, *(region for region in _REGIONS if region != first))


def _clusters(text: str) -> list[str]:
    """Return `text` in letters with their marks and joiners; what a joiner joins is one."""
    clusters: list[str] = []
    for char in text:
        joined = clusters and clusters[-1][-1] == _JOINER and not char.isspace()
        if joined or (clusters and (char in _FOLLOWERS or unicodedata.category(char)[0] == "M")):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _merged(fonts: list[tuple[str, Candidate | None]], weight: int) -> list[tuple[str, FontFile | None]]:
    """Return neighbours of one font as one run."""
    runs: list[tuple[str, FontFile | None]] = []
    last: Candidate | None = None
    for cluster, font in fonts:
        if runs and font == last:
            runs[-1] = (runs[-1][0] + cluster, runs[-1][1])
        else:
            runs.append((cluster, None if font is None else at_weight(font, weight)))
        last = font
    return runs
