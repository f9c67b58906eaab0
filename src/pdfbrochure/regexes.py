"""Regular expressions that are compiled when they are first used: those of wide ranges of signs take milliseconds."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._asked), name)
        # Found by itself from now on.
        self.__dict__[name] = value
        return value


def compiled_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, without its work before it is used."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
