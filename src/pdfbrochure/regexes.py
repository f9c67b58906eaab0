"""Regular expressions that are compiled when they are first used: those of wide ranges of signs take milliseconds."""

from __future__ import annotations

import re
from typing import Any, Final, cast


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._asked), name)
        # Found by itself from now on.
        self.__dict__[name] = value
        return value


# Dashes, quotes, bullets, dots and the euro: in every alphabet's text, and of none.
_MARKS: Final = dict.fromkeys((*range(0x2000, 0x2070), 0x20AC, 0x2122, 0x2212))


def reaches(text: str, sign: str) -> bool:
    """Return whether a text has a letter from one on: without, what only matches such need not be compiled."""
    if text.isascii() or max(text) < sign:
        return False
    return max(text.translate(_MARKS), default="") >= sign


def compiled_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, without its work before it is used."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
