"""What a language brings to a brochure: its words for the design, its marks, its dates, its hyphens.

One file a language, `languages/<tag>.json`, written by `docs/scripts/generate_languages.py` from CLDR and from the
wording in `docs/scripts/languages.toml`. Only the file of the language in use is read.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

_FOLDER: Final = Path(__file__).parent.parent / "languages"

# BCP 47 (RFC 5646, 2.1): subtags of one to eight letters or digits. Also keeps a tag from naming another folder.
_TAG: Final = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"

# Tags whose nearest data file is not found by cutting subtags off their end: regions that write Chinese in
# traditional characters, and retired codes that still occur (IANA Language Subtag Registry).
_SAME_AS: Final = {
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "no": "nb",
    "iw": "he",
}


class Quotes(Struct, frozen=True, forbid_unknown_fields=True):
    """Opening and closing marks: of a quotation, of one within it, and of what was typed in single quotes."""

    primary: tuple[str, str]
    secondary: tuple[str, str]
    single: tuple[str, str]


class Punctuation(Struct, frozen=True, forbid_unknown_fields=True):
    """How the language sets dashes, ellipses and spaces; every string is the text that is set.

    A space "before" or "inside" is the space itself, such as U+202F, or empty where the language sets none.
    """

    quotes: Quotes
    # What stands for a dash between words, with its spaces; for a dash within a range of numbers; for three dots.
    dash: str
    long_dash: str
    range_dash: str
    ellipsis: str
    # Space inside the quotation marks, before the marks in `spaced`, and before a colon.
    inside_quotes: str
    spaced: str
    before_spaced: str
    before_colon: str
    # A straight quote between two letters, as in Hebrew acronyms; empty where it can only be a quotation mark.
    inner_quote: str
    apostrophe: str
    # Words cut at their start, in which a straight single quote is an apostrophe ('em, 'tis).
    clipped: tuple[str, ...]
    # Words that stay with the name after them, with the number after them, and with the number before them.
    titles: tuple[str, ...]
    before_number: tuple[str, ...]
    after_number: tuple[str, ...]
    # Words that may not end a line, and abbreviations whose spaces do not break.
    short_words: tuple[str, ...]
    unbroken: tuple[str, ...]
    # Month names as they follow a day, for a day number with a full stop (14. Februar).
    months: tuple[str, ...]
    # True where a name's initials stay with the name.
    initials: bool


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """The design's own words. `photo_credit` holds `{credit}`, `page_number` `{number}`, and `qr_code` `{address}`."""

    photo_credit: str
    past_stories: str
    page: str
    page_number: str
    contents: str
    issue: str
    contact: str
    # What a reader hears of a QR code.
    qr_code: str


class DateForms(Struct, frozen=True, forbid_unknown_fields=True):
    """Dates as CLDR writes them in full.

    Forms are `str.format` patterns. In `full`: {day}, {month}, {month_number}, {year}; in `month_year`,
    a month without a day, also {alone}. In the ranges {day}, {month},
    {alone}, {month_number} and {year} are of the first date, and the same names with a 2 of the last; {alone} is the
    month's name as it stands without a day or a year.
    """

    full: str
    month_year: str
    within_month: str
    within_year: str
    across_years: str
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    first_day: str = "1"
    digits: str = "0123456789"


class Hyphenation(Struct, frozen=True, forbid_unknown_fields=True):
    """Which words may be broken. `patterns` names a file in `languages/hyph`, or is empty: no hyphens.

    `repeats_hyphen` says whether a compound parted at its hyphen shows it at the start of the next line too.
    """

    patterns: str
    shortest_word: int
    before: int
    after: int
    capitalised: bool
    repeats_hyphen: bool


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """One language. `tag` names the data file, which may be nearer to the root than the tag asked for."""

    tag: str
    name: str
    direction: Literal["ltr", "rtl"]
    labels: Labels
    punctuation: Punctuation
    dates: DateForms
    hyphenation: Hyphenation
    # Joins two words of a list, the first ones of a longer list, and its last: "Brussels, Vienna and Malta".
    list_pair: str
    list_separator: str
    list_end: str
    # Link labels that say nothing about where they lead, in lower case.
    click_here: tuple[str, ...]

    def join(self, words: tuple[str, ...] | list[str]) -> str:
        """Return `words` as one enumeration."""
        if len(words) <= 2:
            return self.list_pair.join(words)
        return self.list_separator.join(words[:-1]) + self.list_end + words[-1]


def load_language(tag: str) -> Language | None:
    """Return the language whose data file is nearest to a BCP 47 tag, or None when there is none.

    Subtags are cut off the end until a file fits: `pt-BR` has its own, `en-GB` is served by `en`, `sr-Latn` by none.
    """
    for name in _candidates(tag):
        found = _read(name)
        if found is not None:
            return found
    return None


def known_languages() -> tuple[str, ...]:
    """Return the tags of all data files, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


def _candidates(tag: str) -> list[str]:
    """Return the names of the data files that would serve a tag, nearest first."""
    if not re.fullmatch(_TAG, tag):
        return []
    subtags = [_written(place, subtag) for place, subtag in enumerate(tag.split("-"))]
    names = ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]
    return [_SAME_AS.get(name, name) for name in names]


def _written(place: int, subtag: str) -> str:
    """Return a subtag in the case that RFC 5646, 2.1.1 recommends: en, Latn, GB."""
    if place == 0 or len(subtag) not in {2, 4}:
        return subtag.lower()
    return subtag.upper() if len(subtag) == 2 else subtag.title()


@functools.cache
def _read(name: str) -> Language | None:
    """Return the language of one data file, or None when there is no such file."""
    # Looked up in the listing, not opened on trust: some names are devices on Windows ("con.json").
    path = _FOLDER / f"{name}.json"
    return msgspec.json.decode(path.read_bytes(), type=Language) if path in set(_FOLDER.iterdir()) else None
