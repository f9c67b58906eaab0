"""A file read again after a change within one item, or above all: only that is parsed, and all else is as before."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.read.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfbrochure.read.source import Mark

# In files of less there is little to gain.
FEWEST_BYTES: Final = 4_000
# The item is parsed as the first of a list, and at the next one's dash stands this, so that it ends where it does. The
# last one is parsed with all that follows.
_HEAD: Final = b"items:\n"
_NEXT: Final = "x"


def read_again(
    data: bytes, lines: list[str], before: tuple[bytes, Source], parse: Callable[[bytes, Report], Source]
) -> Source | None:
    """Return the Source of a file's bytes as `parse` gives it, or None where that has to parse the whole file.

    Args:
        data: The bytes.
        lines: The lines of them.
        before: The bytes of before, and their Source, on which there was nothing to tell.
        parse: Parses the bytes of a whole file.
    """
    old, source = before
    changed = _changed_lines(old, data) if source.is_simple and len(data) >= FEWEST_BYTES else None
    _, places = source.entries()
    if changed is None or not places or not _begins_line(places[0][0], source.lines):
        return None
    first, last, more = changed
    if last < places[0][0][0]:
        return _with_head(source, lines, more, parse)
    index = _entry_of(source, first, last)
    # A line that comes or goes before an item's own first one also moves the end of what is before it.
    if index is None or (more and first == places[index][0][0]):
        return None
    begin, is_last = places[index][0][0], index == len(places) - 1
    if is_last:
        rest = data.split(b"\n", begin)[-1]
    else:
        below = places[index + 1][0][0] + more
        rest = "\n".join((*lines[begin:below], f"{_indent(lines[below])}- {_NEXT}")).encode()
    part = _parsed(_HEAD + rest, parse)
    if part is None:
        return None
    values, _ = part.entries()
    is_whole = values[1:] == [] if is_last else values[1:] == [_NEXT]
    if is_last and not part.value.keys().isdisjoint(source.names(above=True)):
        return None
    return source.with_entry(index, part, begin - 1, more, lines) if is_whole else None


def _with_head(source: Source, lines: list[str], more: int, parse: Callable[[bytes, Report], Source]) -> Source | None:
    """Return the Source of lines of which only some before the first item are others, `more` than there were."""
    _, places = source.entries()
    first = places[0][0][0] + more
    part = _parsed("\n".join((*lines[:first], f"{_indent(lines[first])}- {_NEXT}")).encode(), parse)
    if part is None or [*part.value][-1:] != ["items"] or part.entries()[0] != [_NEXT]:
        return None
    # A key that stands above and below is one too many.
    is_twice = not part.value.keys().isdisjoint(source.names(above=False))
    return None if is_twice else source.with_head(part, more, lines)


def _parsed(data: bytes, parse: Callable[[bytes, Report], Source]) -> Source | None:
    """Return the Source of a part of a file; None where there is something to tell."""
    report = Report()
    try:
        part = parse(data, report)
    except BrochureError:
        return None
    return part if part.is_simple and not report.seen else None


def _changed_lines(old: bytes, new: bytes) -> tuple[int, int, int] | None:
    """Return the first and the last line of the old that differ, from 0, and how many more there are; None if none."""
    odd = any(text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\r" in text for text in (old, new))
    if odd or old == new:
        return None
    shorter = min(len(old), len(new))
    begin = _alike(shorter, lambda low, high: old[low:high] == new[low:high])
    at, there = len(old), len(new)
    end = _alike(shorter - begin, lambda low, high: old[at - high : at - low] == new[there - high : there - low])
    first = old.count(b"\n", 0, begin)
    return first, first + old.count(b"\n", begin, len(old) - end), new.count(b"\n") - old.count(b"\n")


def _alike(count: int, is_same: Callable[[int, int], bool]) -> int:
    """Return how many of so many bytes are the same, counted from where they are; `is_same` compares some of them."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _entry_of(source: Source, first: int, last: int) -> int | None:
    """Return which of the items has these lines; None where it begins or ends on a line with something else."""
    _, places = source.entries()
    index = bisect_right(places, first, key=lambda place: place[0][0]) - 1
    if index < 0 or not all(_begins_line(place[0], source.lines) for place in places[index : index + 2]):
        return None
    return index if index == len(places) - 1 or last < places[index + 1][0][0] else None


def _begins_line(mark: Mark, lines: list[str]) -> bool:
    """Whether a group of keys begins on the line of its dash, and nothing else stands before it."""
    line = lines[mark[0]]
    return mark[4] == "-" and line[: mark[1]].rstrip(" ") == f"{_indent(line)}-"


def _indent(line: str) -> str:
    """Return the blanks that a line begins with."""
    return line[: len(line) - len(line.lstrip(" "))]
