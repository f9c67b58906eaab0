"""Regular expressions that are compiled when they are first used: those of wide ranges of signs take milliseconds."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Later:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._asked = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._asked), name)
        # Found by itself from now on.
        self.__dict__[name] = value
        return value


def reaches(text: str, sign: str) -> bool:
    """Return whether a text has a letter from one on: without, what only matches such need not be compiled.

    From U+2000 to U+2E7F lie dashes, quotes, arrows, end marks and the euro: in every alphabet's text, and of none.
    """
    if text.isascii() or max(text) < sign:
        return False
    return any(char >= sign and not "\u2000" <= char < "\u2e80" for char in text)


def compiled_later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, without its work before it is used."""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))
