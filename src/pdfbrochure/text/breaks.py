"""Where a line may end in scripts that do not put a space between all their words.

Takes text, gives offsets. Latin, Greek and Cyrillic words need none of this (`needs_breaks` tells in a quarter of a
microsecond). Chinese, Japanese and Korean break by UAX #14 with the strict rule for small kana; Thai, Lao, Khmer and
Burmese need a dictionary, which the extra `sea` installs.

Source: UAX #14, Unicode Line Breaking Algorithm, revision 51; the LB numbers are its rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from pdfbrochure.regexes import compiled_later, reaches

# Scripts in which a line may end inside of what lies between two spaces: Thai, Lao, Tibetan, Burmese, Ethiopic and
# Khmer signs, the smaller ones of South-East Asia, and all of East Asia with its full-width forms.
_BREAKING: Final = compiled_later(
    "[\u0e00-\u10ff\u1100-\u137f\u1700-\u18af\u1900-\u1aaf\u1b00-\u1bff\u2e80-\ua4ff\ua980-\ua9ff\uaa00-\uaadf"
    "\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffdf\U00016fe0-\U0001b2ff\U0001f000-\U0003ffff]"
)
_GEORGIAN: Final = compiled_later("[\u10a0-\u10ff]+")
_DICTIONARY: Final = compiled_later(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1050-\u108f\u1780-\u17d3\uaa60-\uaa7f]"
)

# Small kana, and the large ones that break as they do where the rule is not strict (class CJ as ID).
_SMALL: Final = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー" + "".join(map(chr, range(0x31F0, 0x3200)))
_LARGE: Final = str.maketrans(dict.fromkeys(_SMALL, "ア"))


def needs_breaks(word: str) -> bool:
    """Return whether a line may end inside `word` by other rules than those for hyphens and addresses."""
    return reaches(word, "\u0e00") and _BREAKING.search(word) is not None and not _GEORGIAN.fullmatch(word)


def needs_dictionary(text: str) -> bool:
    """Return whether only a dictionary finds the words of `text`: Thai, Lao, Khmer, Burmese."""
    return not text.isascii() and _DICTIONARY.search(text) is not None


def break_offsets(text: str, *, strict: bool = True) -> list[int]:
    """Return the offsets in `text`, ascending and inside of it, at which a line may end.

    Args:
        text: A word, or words with their spaces.
        strict: Whether small kana and the prolonged sound mark may not begin a line (strict kinsoku).
    """
    if not strict:
        text = text.translate(_LARGE)
    find = _library()
    offsets = set(_by_table(text) if find is None else _by_library(find, text))
    offsets.update(_beside_full_width(text))
    return sorted(offset for offset in offsets if 0 < offset < len(text))


def dictionary_offsets(text: str, language: str) -> list[int] | None:
    """Return the offsets at which a line may end in Thai, Lao, Khmer or Burmese text.

    Args:
        text: Any text.
        language: BCP 47 tag.

    Returns:
        Ascending offsets inside of `text`; None when the dictionaries (the extra `sea`) are not installed, for
        then only spaces can end a line.
    """
    breaker = _dictionary()
    if breaker is None:
        return None
    return [end for end in breaker(text, language) if 0 < end < len(text)]


def word_offsets(text: str, language: str) -> set[int] | None:
    """Return the offsets at which words begin and end, of Chinese and Japanese too; None without the dictionaries."""
    try:
        from icu4py.breakers import WordBreaker  # 10 ms, an extra
    except ImportError:
        return None
    ends = [end for _start, end in WordBreaker(text, language).segments()]
    return {0, *_from_utf16(text, ends)}


@cache
def _library() -> Callable[[str], list[tuple[int, bool]]] | None:
    """Return the line breaker in Rust, or None where it is not installed (Windows on ARM has no wheel of it)."""
    try:
        from unicode_segmentation_rs import line_breaks  # only for text that needs it
    except ImportError:
        return None
    return line_breaks


@cache
def _dictionary() -> Callable[[str, str], list[int]] | None:
    """Return ICU's line breaker, or None where the extra `sea` is not installed."""
    try:
        from icu4py.breakers import LineBreaker  # 10 ms, an extra
    except ImportError:
        return None

    def find(text: str, language: str) -> list[int]:
        return _from_utf16(text, [end for _start, end in LineBreaker(text, language).segments()])

    return find


def _from_utf16(text: str, ends: list[int]) -> list[int]:
    """Return ICU's offsets, which it counts in UTF-16, as offsets in `text`."""
    if max(text, default="") <= "\uffff":
        return ends
    units = list(accumulate(1 + (char > "\uffff") for char in text))
    return [units.index(end) + 1 for end in ends]


def _by_library(find: Callable[[str], list[tuple[int, bool]]], text: str) -> list[int]:
    """Return the library's breaks, which it counts in bytes of UTF-8."""
    breaks = [offset for offset, _must in find(text)]
    if text.isascii():
        return breaks
    place = {0: 0}
    size = 0
    for index, char in enumerate(text):
        code = ord(char)
        size += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
        place[size] = index + 1
    return [place[offset] for offset in breaks]


def _beside_full_width(text: str) -> Iterator[int]:
    """Yield the breaks between letters or digits and full-width brackets (LB30), which neither way below finds."""
    letters = ("AL", "HL", "NU", "CM")
    before = ""
    for offset, char in enumerate(text):
        opens = before in letters and unicodedata.category(char) == "Ps" and _is_wide(char)
        closes = offset and text[offset - 1] in "\uff09\uff3d" and line_class(char) in letters[:3]
        if opens or closes:
            yield offset
        kind = line_class(char)
        # A mark is what it stands on, and alphabetic if it stands on nothing.
        if kind != "CM" or before in ("", "SP", "BK", "CR", "ZW"):
            before = kind


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "FWH"


# The rules in Python, where the library is not there ---------------------------------------------------------------

# Characters whose class their category does not tell, as code points in hexadecimal.
_WRITTEN: Final = {
    "BK": "a-c 85 2028-2029",
    "CR": "d",
    "SP": "20",
    "BA": "9 7c ad 58a 5be 964-965 e5a-e5b f0b f34 104a-104b 1361 1680 17d4-17d5 2010 2012-2013 2027 2056 "
    "2058-205f 3000",
    "ZW": "200b",
    "ZWJ": "200d",
    "WJ": "2060 feff",
    "GL": "a0 34f 35c-362 f08 f0c f12 180e 2007 2011 202f",
    "CP": "29 5d",
    "CL": "7d 3001-3002 fe10-fe12 fe50 fe52 ff0c ff0e ff61 ff64",
    "OP": "a1 bf 2e18",
    "QU": "22 27 23b6 275b-275e 2e00-2e01 2e06-2e08 2e0b",
    "EX": "21 3f 5c6 61b 61e-61f 6d4 7f9 f0d 2762-2763 fe15-fe16 fe56-fe57 ff01 ff1f",
    "IS": "2c 2e 3a-3b 37e 589 60c-60d 7f8 2044 fe13-fe14",
    "SY": "2f",
    "HY": "2d",
    "B2": "2014",
    "IN": "2024-2026 22ef fe19",
    "BB": "b4 2c8 2cc 2df f01-f04 f06-f07 f09-f0a 1806",
    "PR": "24 2b 5c b1 2116 2212-2213",
    "PO": "25 a2 b0 609-60b 66a 2030-2037 20a7 20b6 20bb 20be 2103 2109 fe6a ff05 ffe0",
    "NS": "17d6 203c-203d 2047-2049 3005 301c 303b-303c 309b-309e 30a0 30fb 30fd-30fe a015 fe54-fe55 "
    "ff1a-ff1b ff65 ff67-ff70 ff9e-ff9f",
    "NU": "66b-66c",
    "CB": "fffc",
    "ID": "261d 26f9 270a-270d",
}


def _written() -> Iterator[tuple[str, str]]:
    for name, codes in _WRITTEN.items():
        for code in codes.split():
            first, _, last = code.partition("-")
            for number in range(int(first, 16), int(last or first, 16) + 1):
                yield chr(number), name


_CLASSES: Final = {**dict(_written()), **dict.fromkeys(_SMALL, "NS")}
_HEBREW: Final = compiled_later("[\u05d0-\u05f2\ufb1d\ufb1f-\ufb4f]")
_CONJOINING: Final = (
    (compiled_later("[\u1100-\u115f\ua960-\ua97c]"), "JL"),
    (compiled_later("[\u1160-\u11a7\ud7b0-\ud7c6]"), "JV"),
    (compiled_later("[\u11a8-\u11ff\ud7cb-\ud7fb]"), "JT"),
    (re.compile("[\U0001f1e6-\U0001f1ff]"), "RI"),
    (re.compile("[\U0001f3fb-\U0001f3ff]"), "EM"),
)


@lru_cache(maxsize=4096)
def line_class(char: str) -> str:
    """Return the line breaking class of a character, near to Unicode's; what is ambiguous or complex is alphabetic."""
    known = _CLASSES.get(char)
    if known is not None:
        return known
    for pattern, name in _CONJOINING:
        if pattern.match(char):
            return name
    category = unicodedata.category(char)
    wide = unicodedata.east_asian_width(char) in "FW"
    if category == "Cn" and char > "\U0003fffd":
        return "AL"
    if category in ("Mn", "Mc", "Me", "Cc", "Cf"):
        return "AL" if char in "\u2061\u2062\u2063\u2064" else "CM"
    if "\uac00" <= char <= "\ud7a3":
        return "H3" if (ord(char) - 0xAC00) % 28 else "H2"
    if category in ("Ps", "Pe"):
        return "OP" if category == "Ps" else "CL"
    if category in ("Pi", "Pf"):
        return "QU"
    if category == "Nd" and not wide:
        return "NU"
    if category == "Zs":
        return "BA"
    if category == "Sc":
        return "PR"
    if wide or "\U0001f000" <= char <= "\U0001faff" or "\u2e80" <= char <= "\ua48f" or "\uff66" <= char <= "\uffdc":
        return "ID"
    return "HL" if _HEBREW.match(char) else "AL"


# Before these no line begins, whatever stands before them (LB13); spaces do not help.
_NEVER_BEGIN: Final = frozenset(("CL", "CP", "EX", "IS", "SY"))
# Pairs between which no line ends, when no space stands between them (LB19 to LB30).
_TOGETHER: Final = frozenset(
    [
        *((one, "QU") for one in ("AL", "HL")),
        *((one, two) for one in ("AL", "HL") for two in ("AL", "HL", "NU", "PR", "PO", "OP")),
        *(("NU", two) for two in ("AL", "HL", "NU", "PO", "PR", "OP")),
        *(("PR", two) for two in ("ID", "EM", "AL", "HL", "NU", "OP", "JL", "JV", "JT", "H2", "H3")),
        *(("PO", two) for two in ("AL", "HL", "NU", "OP")),
        *((one, "PO") for one in ("ID", "EM", "JL", "JV", "JT", "H2", "H3", "CL", "CP")),
        *((one, "PR") for one in ("CL", "CP")),
        *(("CP", two) for two in ("AL", "HL", "NU")),
        *(("HY", two) for two in ("NU",)),
        *(("IS", two) for two in ("NU", "AL", "HL")),
        *(("SY", two) for two in ("NU", "HL")),
        *(("JL", two) for two in ("JL", "JV", "H2", "H3")),
        *((one, two) for one in ("JV", "H2") for two in ("JV", "JT")),
        *((one, "JT") for one in ("JT", "H3")),
        ("ID", "EM"),
    ]
)


def _by_table(text: str) -> list[int]:
    """Return the breaks by the pairs of classes."""
    offsets = []
    before = ""  # the class before, without marks and spaces
    spaced = False
    flags = 0
    hebrew_hyphen = False
    joiner = False
    for offset, char in enumerate(text):
        kind = line_class(char)
        if not offset:
            before = "AL" if kind in ("CM", "ZWJ") else kind
            spaced = kind == "SP"
            flags = int(kind == "RI")
            joiner = kind == "ZWJ"
            continue
        if before in ("BK", "CR") and not spaced:
            if not (before == "CR" and char == "\n"):  # LB4, LB5
                offsets.append(offset)
            before, joiner = "AL" if kind in ("CM", "ZWJ") else kind, kind == "ZWJ"
            spaced = kind == "SP"
            continue
        if kind in ("BK", "CR"):  # LB6
            before, spaced = kind, False
            continue
        if kind == "SP":  # LB7
            spaced = True
            continue
        if kind in ("CM", "ZWJ") and not spaced and before not in ("ZW", "SP"):  # LB9
            joiner = kind == "ZWJ"
            continue
        kind_now = "AL" if kind in ("CM", "ZWJ") else kind  # LB10
        if _may_break(before, kind_now, spaced, joiner, flags, hebrew_hyphen):
            offsets.append(offset)
        hebrew_hyphen = kind_now in ("HY", "BA") and before == "HL" and not spaced
        flags = flags + 1 if kind_now == "RI" and before == "RI" and not spaced else int(kind_now == "RI")
        before, spaced, joiner = kind_now, False, kind == "ZWJ"
    return offsets


def _may_break(before: str, after: str, spaced: bool, joiner: bool, flags: int, hebrew_hyphen: bool) -> bool:
    """Return whether a line may end between two classes (LB7 to LB31).

    Args:
        before: The class before the spaces, marks aside.
        after: The class that would begin the line.
        spaced: Whether spaces stand between them.
        joiner: Whether a joiner stands right before.
        flags: How many regional indicators stand in a row before.
        hebrew_hyphen: Whether `before` is a hyphen after a Hebrew letter.
    """
    if after == "ZW":
        return False
    if before == "ZW":
        return True
    if after in _NEVER_BEGIN or before == "OP" or (before == "QU" and after == "OP"):  # LB13 to LB15
        return False
    if after == "NS" and before in ("CL", "CP"):  # LB16
        return False
    if before == after == "B2":  # LB17
        return False
    if spaced:
        return after != "WJ"  # LB11, LB18
    if joiner or "WJ" in (before, after) or before == "GL":  # LB8a, LB11, LB12
        return False
    if after == "GL":
        return before in ("BA", "HY")  # LB12a
    if "QU" in (before, after):  # LB19
        return False
    if "CB" in (before, after):  # LB20
        return True
    if after in ("BA", "HY", "NS", "IN") or before == "BB" or hebrew_hyphen:  # LB21, LB21a, LB22
        return False
    if before == after == "RI":
        return flags % 2 == 0  # LB30a
    return (before, after) not in _TOGETHER
