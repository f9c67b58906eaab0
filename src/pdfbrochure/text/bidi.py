"""Which way each character of a paragraph runs: the Unicode bidirectional algorithm.

Takes text, gives embedding levels (even: left to right, odd: right to left) and the order in which they are drawn.
Knows no font. Who mirrors: HarfBuzz draws brackets and signs mirrored by itself when a run is shaped from right to
left, so the text given to it stays as written; `mirrored` is for what is drawn without HarfBuzz.

Source: UAX #9, Unicode Bidirectional Algorithm, revision 48; the rule numbers below are its own. Characters that rule
X9 removes are kept, as 5.2 there describes, at the level of the character before them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, Literal

from pdfbrochure.regexes import compiled_later
from pdfbrochure.text.mirroring import BRACKETS, MIRRORED

Base = Literal["ltr", "rtl", "auto"]

# Every character whose class is R, AL, AN or an explicit mark lies in here. Text without them runs left to right.
RTL: Final = compiled_later(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)

MAX_DEPTH: Final = 125  # BD2
MAX_BRACKETS: Final = 63  # BD16

_ISOLATES: Final = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDINGS: Final = frozenset(("LRE", "RLE", "LRO", "RLO"))
_REMOVED: Final = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_NEUTRAL: Final = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_SPACING: Final = frozenset(("WS", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
# What a class counts as where only the direction matters (N0, N1): numbers run with the right-to-left text.
_DIRECTION: Final = {"L": "L", "R": "R", "EN": "R", "AN": "R"}

# Characters that this Python's database does not know have the class of their block (DerivedBidiClass.txt, @missing).
_UNASSIGNED: Final = (
    (compiled_later("[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff]"), "AL"),
    (compiled_later("[\U00010d00-\U00010d3f\U00010ec0-\U00010eff\U00010f30-\U00010f6f]"), "AL"),
    (compiled_later("[\U0001ec70-\U0001ecbf\U0001ed00-\U0001ed4f\U0001ee00-\U0001eeff]"), "AL"),
    (compiled_later("[\u0590-\u085f\ufb1d-\ufb4f\U00010800-\U00010fff\U0001e800-\U0001efff]"), "R"),
    (compiled_later("[\u20a0-\u20cf]"), "ET"),
    (compiled_later("[\u2065\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff]"), "BN"),
)

# Angle brackets that are canonically equivalent close each other (BD16).
_CANONICAL: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING: Final = {
    _CANONICAL.get(one, one): _CANONICAL.get(two, two) for one, two in zip(BRACKETS[::2], BRACKETS[1::2], strict=True)
}
_OPENING: Final = frozenset(_CLOSING.values())
_MIRRORED: Final = {
    **dict(zip(BRACKETS[::2], BRACKETS[1::2], strict=True)),
    **dict(zip(BRACKETS[1::2], BRACKETS[::2], strict=True)),
    **dict(zip(MIRRORED[::2], MIRRORED[1::2], strict=True)),
    **dict(zip(MIRRORED[1::2], MIRRORED[::2], strict=True)),
}


def has_rtl(text: str) -> bool:
    """Return whether any character could make `text` run otherwise than from left to right."""
    return not text.isascii() and RTL.search(text) is not None


def embedding_levels(text: str, base: Base) -> list[int]:
    """Return the embedding level of each character of `text`; each paragraph separator ends a paragraph (P1).

    White space at the end of a line has the level of its surroundings yet: `line_levels` resets it (L1).

    Args:
        text: The characters in reading order.
        base: The direction of the paragraph; "auto" takes that of its first strong character (P2, P3).
    """
    if base == "ltr" and not has_rtl(text):
        return [0] * len(text)
    classes = bidi_classes(text)
    levels: list[int] = []
    start = 0
    while start < len(text):
        end = classes.index("B", start) + 1 if "B" in classes[start:] else len(text)
        part = classes[start:end]
        level = _paragraph_level(part, base)
        levels += resolve_levels(text[start:end], part, level)
        start = end
    return levels


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the first strong character of `text` outside isolates; "ltr" when there is none."""
    if not has_rtl(text):
        return "ltr"
    return "rtl" if _paragraph_level(bidi_classes(text), "auto") else "ltr"


def line_levels(text: str, levels: Sequence[int], base_level: int) -> list[int]:
    """Return the levels of one line: separators, and white space before them and at its end, are at the base (L1).

    Args:
        text: The characters of the line.
        levels: Their embedding levels, cut from those of the paragraph.
        base_level: The level of the paragraph, 0 or 1.
    """
    out = list(levels)
    reset = True
    for place in range(len(out) - 1, -1, -1):
        # The class of a character is only needed where the level could change.
        if not reset and out[place] == base_level and text[place] not in "\t\n":
            continue
        kind = _class(text[place])
        if kind in ("B", "S"):
            reset = True
        elif kind not in _SPACING:
            reset = False
        if reset:
            out[place] = base_level
    return out


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the places of the characters of a line from left to right (L2)."""
    order: list[int] = []
    for start, end, level in visual_runs(levels):
        order += range(end - 1, start - 1, -1) if level & 1 else range(start, end)
    return order


def visual_runs(levels: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (start, end, level) of each stretch of one level, as they stand from left to right on the line (L2)."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for place in range(1, len(levels) + 1):
        if place == len(levels) or levels[place] != levels[start]:
            runs.append((start, place, levels[start]))
            start = place
    odd = [level for _start, _end, level in runs if level & 1]
    if not odd:
        return runs
    for level in range(max(run[2] for run in runs), min(odd) - 1, -1):
        first = 0
        while first < len(runs):
            last = first
            while last < len(runs) and runs[last][2] >= level:
                last += 1
            if last - first > 1:
                runs[first:last] = runs[first:last][::-1]
            first = max(last, first + 1)
    return runs


def mirrored(char: str) -> str:
    """Return the character whose usual glyph is the mirror image of that of `char`, or `char` (L4).

    For what is drawn without HarfBuzz, such as an arrow or a bullet of a mirrored page. Text to be shaped from right
    to left must not pass through here: HarfBuzz would mirror it back.
    """
    return _MIRRORED.get(char, char)


def bidi_classes(text: str) -> list[str]:
    """Return the bidirectional class of each character (UAX #9, 3.2)."""
    return [_class(char) for char in text]


def _class(char: str) -> str:
    known = unicodedata.bidirectional(char)
    if known:
        return known
    if ord(char) & 0xFFFE == 0xFFFE:
        return "BN"
    return next((kind for pattern, kind in _UNASSIGNED if pattern.match(char)), "L")


def _paragraph_level(classes: list[str], base: Base) -> int:
    if base == "auto":
        return _first_strong(classes, 0, len(classes), _matching_isolates(classes)) or 0
    return int(base == "rtl")


def resolve_levels(text: str, classes: list[str], base_level: int) -> list[int]:
    """Return the levels of one paragraph whose bidirectional classes are given.

    Args:
        text: The characters; only brackets are looked at.
        classes: Their classes.
        base_level: The level of the paragraph, 0 or 1.
    """
    matching = _matching_isolates(classes)
    levels, types = _explicit_levels(classes, base_level, matching)
    kept = [place for place, kind in enumerate(classes) if kind not in _REMOVED]
    for sequence, start_level, end_level in _sequences(classes, levels, kept, matching, base_level):
        _resolve(text, types, levels, sequence, start_level, end_level)
    before = base_level
    for place, kind in enumerate(classes):
        if kind in _REMOVED:
            levels[place] = before
        elif kind in ("B", "S"):
            levels[place] = base_level
        before = levels[place]
    return levels


def _matching_isolates(classes: list[str]) -> dict[int, int]:
    """Return isolate initiator -> its PDI and back (BD9)."""
    matching: dict[int, int] = {}
    waiting: list[int] = []
    for place, kind in enumerate(classes):
        if kind in _ISOLATES:
            waiting.append(place)
        elif kind == "PDI" and waiting:
            start = waiting.pop()
            matching[start], matching[place] = place, start
    return matching


def _first_strong(classes: list[str], start: int, end: int, matching: dict[int, int]) -> int | None:
    """Return the level that the first strong character outside isolates asks for (P2, P3)."""
    place = start
    while place < end:
        kind = classes[place]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in _ISOLATES:
            place = matching.get(place, end)
        place += 1
    return None


def _explicit_levels(classes: list[str], base_level: int, matching: dict[int, int]) -> tuple[list[int], list[str]]:
    """Return levels and classes after the embeddings, overrides and isolates (X1 to X8)."""
    levels, types = [base_level] * len(classes), classes[:]
    # (level, override or "", whether an isolate opened it)
    stack: list[tuple[int, str, bool]] = [(base_level, "", False)]
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for place, kind in enumerate(classes):
        level, override, _isolate = stack[-1]
        if kind in _EMBEDDINGS:
            level = (level + 1) | 1 if kind[0] == "R" else (level + 2) & ~1
            if level <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((level, kind[0] if kind[2] == "O" else "", False))
            elif not overflow_isolates:
                overflow_embeddings += 1
            continue
        if kind == "PDF":
            if overflow_isolates:
                continue
            if overflow_embeddings:
                overflow_embeddings -= 1
            elif len(stack) > 1 and not stack[-1][2]:
                stack.pop()
            continue
        if kind in ("BN", "B"):
            continue
        if kind == "PDI":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _isolate = stack[-1]
        levels[place] = level
        if override:
            types[place] = override
        if kind in _ISOLATES:
            end = matching.get(place, len(classes))
            backward = kind == "RLI" or (kind == "FSI" and _first_strong(classes, place + 1, end, matching) == 1)
            level = (level + 1) | 1 if backward else (level + 2) & ~1
            if level <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((level, "", True))
            else:
                overflow_isolates += 1
    return levels, types


def _sequences(
    classes: list[str],
    levels: list[int],
    kept: list[int],
    matching: dict[int, int],
    base_level: int,
) -> list[tuple[list[int], int, int]]:
    """Return the isolating run sequences with the higher of the levels at each end (X9, X10, BD13)."""
    runs: list[list[int]] = []
    for place in kept:
        if runs and levels[runs[-1][-1]] == levels[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    starting = {run[0]: run for run in runs}
    ranks = [base_level, *(levels[place] for place in kept), base_level]
    before = dict(zip(kept, ranks, strict=False))
    after = dict(zip(kept, ranks[2:], strict=True))
    found = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in matching:
            continue  # part of the sequence that its initiator opened
        sequence = run[:]
        while classes[sequence[-1]] in _ISOLATES and sequence[-1] in matching:
            sequence += starting[matching[sequence[-1]]]
        last = sequence[-1]
        level = levels[run[0]]
        following = base_level if classes[last] in _ISOLATES else after[last]
        found.append((sequence, max(level, before[run[0]]), max(level, following)))
    return found


def _resolve(
    text: str,
    types: list[str],
    levels: list[int],
    sequence: list[int],
    start_level: int,
    end_level: int,
) -> None:
    """Set the levels of one isolating run sequence (W1 to W7, N0 to N2, I1, I2)."""
    level = levels[sequence[0]]
    kinds = [types[place] for place in sequence]
    start, end = "R" if start_level & 1 else "L", "R" if end_level & 1 else "L"
    embedding = "R" if level & 1 else "L"
    if not (start == end == embedding and all(kind == embedding for kind in kinds)):
        # Brackets under an override are no brackets: their class is then a strong one.
        brackets = {index: text[place] for index, place in enumerate(sequence) if types[place] == "ON"}
        marks = {index for index, kind in enumerate(kinds) if kind == "NSM"}
        _resolve_weak(kinds, start)
        pairs = _bracket_pairs(kinds, brackets) if brackets else []
        if pairs:
            _resolve_brackets(kinds, pairs, marks, embedding, start)
        _resolve_neutral(kinds, embedding, start, end)
    if level & 1:
        for place, kind in zip(sequence, kinds, strict=True):
            levels[place] = level if kind == "R" else level + 1
    else:
        for place, kind in zip(sequence, kinds, strict=True):
            levels[place] = level if kind == "L" else level + 1 if kind == "R" else level + 2


def _resolve_weak(kinds: list[str], start: str) -> None:
    """Resolve marks, numbers and the signs beside them (W1 to W7)."""
    before = strong = start
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = "ON" if before in _ISOLATES or before == "PDI" else before  # noqa: PLW2901 (is what it becomes)
        if kind in ("L", "R", "AL"):
            strong = kind
        before = kinds[index] = kind
        if kind == "EN" and strong == "AL":  # W2
            kinds[index] = "AN"
    _resolve_separators(kinds)
    strong = start
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _resolve_separators(kinds: list[str]) -> None:
    """Resolve Arabic letters and the signs between and beside numbers (W3 to W6)."""
    count = len(kinds)
    for index, kind in enumerate(kinds):
        if kind == "AL":  # W3
            kinds[index] = "R"
        elif kind in ("ES", "CS"):  # W4
            before = kinds[index - 1] if index else ""
            after = kinds[index + 1] if index + 1 < count else ""
            same = before == after and (before == "EN" or (before == "AN" and kind == "CS"))
            kinds[index] = before if same else "ON"
    index = 0
    while index < count:
        if kinds[index] != "ET":
            index += 1
            continue
        stop = index
        while stop < count and kinds[stop] == "ET":
            stop += 1
        beside = (index and kinds[index - 1] == "EN") or (stop < count and kinds[stop] == "EN")
        kinds[index:stop] = ["EN" if beside else "ON"] * (stop - index)  # W5, W6
        index = stop


def _bracket_pairs(kinds: list[str], brackets: dict[int, str]) -> list[tuple[int, int]]:
    """Return the places of the brackets that belong together, ascending (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, written in brackets.items():
        if kinds[index] != "ON":
            continue
        char = _CANONICAL.get(written, written)
        closing = _CLOSING.get(char)
        if closing is not None:
            if len(waiting) == MAX_BRACKETS:
                return []
            waiting.append((closing, index))
        elif char in _OPENING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == char:
                    pairs.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(
    kinds: list[str], pairs: list[tuple[int, int]], marks: set[int], embedding: str, start: str
) -> None:
    """Give both brackets of a pair the direction of what they hold (N0)."""
    for opening, closing in pairs:
        inside = {_DIRECTION.get(kind) for kind in kinds[opening + 1 : closing]} - {None}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            context = next((_DIRECTION[kind] for kind in reversed(kinds[:opening]) if kind in _DIRECTION), start)
            if context != embedding:
                direction = context
        for place in (opening, closing):
            kinds[place] = direction
            follower = place + 1
            while follower in marks:  # marks that W1 had made to follow the bracket
                kinds[follower] = direction
                follower += 1


def _resolve_neutral(kinds: list[str], embedding: str, start: str, end: str) -> None:
    """Give what is left the direction of both sides, or else of the embedding (N1, N2)."""
    index, count = 0, len(kinds)
    before = start
    while index < count:
        if kinds[index] not in _NEUTRAL:
            before = _DIRECTION[kinds[index]]
            index += 1
            continue
        stop = index
        while stop < count and kinds[stop] in _NEUTRAL:
            stop += 1
        after = _DIRECTION[kinds[stop]] if stop < count else end
        kinds[index:stop] = [before if before == after else embedding] * (stop - index)
        index = stop
