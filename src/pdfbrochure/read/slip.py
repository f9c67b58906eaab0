"""Slips in YAML: where libyaml gave up, and what most likely went wrong. Lines and columns count from 0 here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError
    from yaml.events import Event

# `  - key: value`: indentation and dashes, key, value.
_KEY_LINE: Final = re.compile(
    r"(?P<before>[ ]*(?:-[ ]+)*)(?P<key>[^\s#\"'{\[\-:][^:#]*?|\"[^\"]*\"|'[^']*')[ ]*:(?:[ ]+(?P<value>.*)|$)"
)
# What word processors make of a hyphen that begins a line; YAML knows the hyphen alone.
_DASH_ALIKE: Final = re.compile("([\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{BULLET}\N{MIDDLE DOT}])[ \u00a0]")
# A slip is near; looking further would only give a hostile file our time.
MOST_LINES_LOOKED_AT: Final = 5_000
LONGEST_LOOKED_AT: Final = 1_000


class Fault(NamedTuple):
    """A slip, with its place."""

    code: str
    what: str
    mend: str
    line: int
    column: int
    length: int = 1
    why: str = ""


class Case:
    """Where libyaml gave up, and what it had seen just before."""

    __slots__ = (
        "before", "column", "context", "event", "line", "lines", "problem", "start_column", "start_line", "text",
    )  # fmt: skip

    def __init__(self, error: MarkedYAMLError, event: Event | None, lines: list[str]) -> None:
        self.lines = lines or [""]
        self.event = event
        self.context = error.context or ""
        self.problem = error.problem or ""
        mark, start = error.problem_mark, error.context_mark
        # At the end of the file the parser stands behind the last line.
        self.line = min(mark.line if mark else 0, len(self.lines) - 1)
        self.text = self.lines[self.line]
        self.column = min(mark.column if mark and mark.line == self.line else len(self.text), len(self.text))
        self.before = self.text[: self.column]
        self.start_line = min(start.line if start else self.line, len(self.lines) - 1)
        self.start_column = start.column if start else self.column

    def line_above(self, line: int) -> int | None:
        """Return the nearest line above `line` that is neither blank nor a comment."""
        for above in range(line - 1, max(-1, line - MOST_LINES_LOOKED_AT), -1):
            text = self.lines[above].strip()
            if text and not text.startswith("#"):
                return above
        return None


def key_line(text: str) -> re.Match[str] | None:
    """Return the match of a line that begins with a key: `before` (its indentation and dashes), `key`, `value`."""
    return _KEY_LINE.match(text[:LONGEST_LOOKED_AT])


def odd_start(text: str, line: int) -> tuple[str, str, str] | None:
    """Return what is wrong with the first sign of a line: code, sentence and mend; None where it is an ordinary one.

    Text that was copied from a word processor or a web page brings spaces and dashes that only look like those of
    YAML.
    """
    start = text.lstrip(" ")[:2]
    if start[:1].isspace() and start[0] not in "\t\n":
        what = f"line {line + 1} is indented with a space of another kind (U+{ord(start[0]):04X})"
        return "indentation", what, "delete the spaces at its start, and type them again"
    dash = _DASH_ALIKE.match(start)
    if dash:
        what = f"line {line + 1} begins with `{dash[1]}`, which is not the dash that a list needs"
        return "stray-text", what, "type `-`, the hyphen of the keyboard, instead"
    return None
