"""What a language brings to a brochure: its words for the design, its marks, its dates, its hyphens.

One file a language, `languages/<tag>.json`, written by `docs/scripts/generate_languages.py` from CLDR and from the
wording in `docs/scripts/languages.toml`. Only the file of the language in use is read, and that which it is `like`:
a file may hold only what differs from another.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

_FOLDER: Final = Path(__file__).parent.parent / "languages"

# BCP 47 (RFC 5646, 2.1): subtags of one to eight letters or digits. Also keeps a tag from naming another folder.
_TAG: Final = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
# The file of tags that are another's: retired and longer codes, and regions that write in another script.
_ALIASES: Final = "aliases"
# What is known of a language of which nothing is known; the tag stands for an undetermined language (ISO 639-2).
_UNKNOWN: Final = "und"
# Scripts that run from right to left (CLDR, script metadata).
_BACKWARD: Final = frozenset(
    ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi")
)


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
    # Beside the emblem of who pays, and in the imprint; "" where nobody has given the wording in the language.
    funded: str = ""
    disclaimer: str = ""


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """Another calendar than the usual: names of its months, if they are others, and what stands for which era."""

    months: tuple[str, ...] = ()
    era: tuple[str, str] = ("", "")


class DateForms(Struct, frozen=True, forbid_unknown_fields=True):
    """Dates as CLDR writes them in full.

    Forms are `str.format` patterns. In `full`: {day}, {month}, {month_number}, {year}; in `month_year`,
    a month without a day, also {alone}. In the ranges {day}, {month},
    {alone}, {month_number} and {year} are of the first date, and the same names with a 2 of the last; {alone} is the
    month's name as it stands without a day or a year. {iso} stands for a whole date where no months are known.
    """

    full: str
    month_year: str
    within_month: str
    within_year: str
    across_years: str
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    # Days without a year, with abbreviated months: one, a range within a month, and one across months.
    day_month: str
    days_month: str
    days_months: str
    short_months: tuple[str, ...]
    first_day: str = "1"
    digits: str = "0123456789"
    # Those of the language's own script, which it need not use.
    native_digits: str = "0123456789"
    # The calendars that the language knows beside the Gregorian one, and which is in use.
    calendars: dict[str, Calendar] = {}
    calendar: str = ""


class Limits(Struct, frozen=True, array_like=True):
    """The letters of the shortest word that is divided, and the fewest before and after the hyphen."""

    word: int
    before: int
    after: int


class Hyphenation(Struct, frozen=True, forbid_unknown_fields=True):
    """Which words may be broken. `patterns` names a file in `languages/hyph`, or is empty: no hyphens.

    `dictionary` is the one that the extra `hyphenation` has for the language, which is taken instead where it is there.
    `ragged` holds where the right edge is uneven, `justified` where both are even and each line must be filled.
    `repeats_hyphen` says whether a compound parted at its hyphen shows it at the start of the next line too.
    """

    patterns: str
    ragged: Limits
    justified: Limits
    capitalised: bool
    repeats_hyphen: bool
    dictionary: str = ""


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """One language.

    Attributes:
        tag: Names the data file, which may be nearer to the root than the tag asked for; "und" if there is none.
        name: In English.
        direction: In which its script runs.
        script: An ISO 15924 code, such as "Latn" or "Hans"; empty where nothing is known of the language.
        own_labels: False where the labels are English for want of others.
        list_pair: Joins two words; `list_separator` the first ones of a longer list, `list_end` its last two:
            "Brussels, Vienna and Malta".
        click_here: Link labels that say nothing about where they lead, in lower case.
    """

    tag: str
    name: str
    direction: Literal["ltr", "rtl"]
    script: str
    own_labels: bool
    labels: Labels
    punctuation: Punctuation
    dates: DateForms
    hyphenation: Hyphenation
    list_pair: str
    list_separator: str
    list_end: str
    click_here: tuple[str, ...]

    def join(self, words: tuple[str, ...] | list[str]) -> str:
        """Return `words` as one enumeration."""
        if len(words) <= 2:
            return self.list_pair.join(words)
        return self.list_separator.join(words[:-1]) + self.list_end + words[-1]


def load_language(tag: str) -> Language | None:
    """Return what is known of the language of a BCP 47 tag, or None when it is no such tag.

    Subtags are cut off the end until a file fits: `pt-BR` has its own, `en-GB` is served by `en`. A language without
    a file, and one in a script that its file is not for, is set by what holds for any, with English labels.
    """
    if not re.fullmatch(_TAG, tag):
        return None
    subtags = [_written(place, subtag) for place, subtag in enumerate(tag.split("-"))]
    # Behind a single letter stand extensions and private words.
    plain = itertools.takewhile(lambda subtag: len(subtag) > 1, subtags[1:])
    script = next((subtag for subtag in plain if len(subtag) == 4 and subtag.isalpha()), "")
    for count in range(len(subtags), 0, -1):
        name = "-".join(subtags[:count])
        found = _read(name) or _read(_aliases().get(name, ""))
        # Chinese has several scripts under one name ("Hans", "Hant"); its tags all have files.
        if found is not None and script in {"", found.script, *found.tag.split("-")}:
            return found
    unknown = _read(_UNKNOWN)
    assert unknown is not None, "the file of unknown languages is part of the program"
    direction: Literal["ltr", "rtl"] = "rtl" if script in _BACKWARD else "ltr"
    return msgspec.structs.replace(unknown, direction=direction, script=script)


def known_languages() -> tuple[str, ...]:
    """Return the tags of all data files, sorted."""
    return tuple(sorted(_files() - {_ALIASES, _UNKNOWN}))


def _written(place: int, subtag: str) -> str:
    """Return a subtag in the case that RFC 5646, 2.1.1 recommends: en, Latn, GB."""
    if place == 0 or len(subtag) not in {2, 4}:
        return subtag.lower()
    return subtag.upper() if len(subtag) == 2 else subtag.title()


@functools.cache
def _files() -> frozenset[str]:
    """Return the names of the data files without their ending.

    A file is looked up in this listing and not opened on trust, for some names are devices on Windows ("con.json").
    """
    return frozenset(name.removesuffix(".json") for name in os.listdir(_FOLDER) if name.endswith(".json"))


@functools.cache
def _aliases() -> dict[str, str]:
    """Return the file that serves a tag which is another's."""
    return msgspec.json.decode((_FOLDER / f"{_ALIASES}.json").read_bytes(), type=dict[str, str])


@functools.cache
def _read(name: str) -> Language | None:
    """Return the language of one data file, or None when there is no such file."""
    return None if name == _ALIASES or name not in _files() else msgspec.convert(_content(name), Language)


def _content(name: str) -> dict[str, Any]:
    """Return what a data file says, over what the file says that it is like."""
    own: dict[str, Any] = msgspec.json.decode((_FOLDER / f"{name}.json").read_bytes())
    like = own.pop("like", "")
    if not like:
        return own
    whole = _content(like)
    for key, value in own.items():
        whole[key] = {**whole[key], **value} if isinstance(value, dict) else value
    return whole
