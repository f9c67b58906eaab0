"""The gaps of Chinese and Japanese text: punctuation squeezed, a thin space beside Latin, commas hung.

Takes characters with their advances, gives what to add to the gaps between them. Knows no font: a sign is squeezed only
if it is as wide as an em, for then its ink fills one half.

Source: W3C, "Requirements for Japanese Text Layout" (JLReq), 3.1.2 to 3.1.6, 3.2.6, 3.8; "Requirements for Chinese Text
Layout" (CLReq), 3.1.6.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# A character and its advance, in points or any other unit.
Set = tuple[str, float]

OPENING: Final = frozenset("（［｛〔〈《「『【〖〘〝“‘｟")
CLOSING: Final = frozenset("）］｝〕〉》」』】〗〙〟”’｠")
STOPS: Final = frozenset("、。，．")
SENTENCE_ENDS: Final = frozenset("。．")
CENTERED: Final = frozenset("・：；")

# Half an em is the blank of a bracket, and what is taken away where two signs meet.
HALF: Final = 0.5
QUARTER: Final = 0.25
# A sign narrower than this is not full-width.
FULL: Final = 0.9


def gaps(chars: Sequence[Set], em: float, *, thin_spaces: bool = True, centered_stops: bool = False) -> list[float]:
    """Return what is added to the gap after each character but the last; the same unit as the advances.

    Args:
        chars: The characters of a line or a part of it.
        em: The type size.
        thin_spaces: Whether a quarter em stands between Han and Latin or digits (Chinese and Japanese, not Korean).
        centered_stops: Whether commas and stops stand in the middle of their em (traditional Chinese).
    """
    out = []
    for (one, one_advance), (two, two_advance) in itertools.pairwise(chars):
        if one_advance >= FULL * em or two_advance >= FULL * em:
            added = _squeezed(
                _blanks(one, centered_stops) if one_advance >= FULL * em else None,
                _blanks(two, centered_stops) if two_advance >= FULL * em else None,
            )
            if not added and thin_spaces and _kind(one) + _kind(two) in ("hl", "lh"):
                added = QUARTER
            out.append(added * em)
        else:
            out.append(0.0)
    return out


def give(one: Set, two: Set, em: float, *, centered_stops: bool = False) -> float:
    """Return by how much two neighbours may come nearer in a line that is too long; the same unit as the advances.

    Half of the blank beside a bracket, a comma or a middle dot may go, after what `gaps` has taken; a full stop keeps
    its own, for sentences stay apart.

    Args:
        one: The first.
        two: The second.
        em: The type size.
        centered_stops: Whether commas and stops stand in the middle of their em.
    """
    before, after = (_blanks(char, centered_stops) if advance >= FULL * em else None for char, advance in (one, two))
    if one[0] in SENTENCE_ENDS and before is not None:
        return 0.0
    blank = (before[1] if before else 0.0) + (after[0] if after else 0.0) + _squeezed(before, after)
    return max(0.0, blank) * HALF * em


def at_line_start(char: str, advance: float, em: float) -> float:
    """Return what is added before the first character of a line: an opening bracket loses its blank half."""
    return -HALF * em if char in OPENING and advance >= FULL * em else 0.0


def at_line_end(char: str, advance: float, em: float, *, hang: bool = False, centered_stops: bool = False) -> float:
    """Return what is added after the last character of a line.

    A closing bracket and a stop lose their blank half; a hung comma or stop does not count at all.

    Args:
        char: The last character.
        advance: Its advance.
        em: The type size.
        hang: Whether 、。，． may stand outside of the measure.
        centered_stops: Whether they stand in the middle of their em.
    """
    if advance < FULL * em:
        return 0.0
    if char in STOPS:
        return -advance if hang else -(QUARTER if centered_stops else HALF) * em
    return -HALF * em if char in CLOSING else 0.0


def _squeezed(one: tuple[float, float] | None, two: tuple[float, float] | None) -> float:
    """Return what two signs beside each other lose, in ems: half an em, as far as they have blank there."""
    if one is None or two is None or one == two == (QUARTER, QUARTER):
        return 0.0
    return -min(HALF, one[1] + two[0])


def _blanks(char: str, centered_stops: bool) -> tuple[float, float] | None:
    """Return the blank at both sides of a full-width sign, in ems; None for what is no such sign."""
    if char in OPENING:
        return HALF, 0.0
    if char in CLOSING:
        return 0.0, HALF
    if char in STOPS and not centered_stops:
        return 0.0, HALF
    return (QUARTER, QUARTER) if char in STOPS or char in CENTERED else None


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """Return "h" for Han and kana, "l" for letters and digits of other scripts, "" for the rest."""
    if "\u3041" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or char in "々〆" or char >= "\U00020000":
        return "" if char in "・゠" else "h"
    if "\uf900" <= char <= "\ufaff":
        return "h"
    return "l" if char.isalnum() and not "\u1100" <= char <= "\uffff" else ""
