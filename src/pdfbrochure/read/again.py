"""A file read again after a change within one item: only that item is parsed, and all others are those of before."""

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
    index = None if changed is None else _entry_of(source, *changed)
    if index is None:
        return None
    _, places = source.entries()
    first, is_last = places[index][0][0], index == len(places) - 1
    if is_last:
        rest = data.split(b"\n", first)[-1]
    else:
        below = places[index + 1][0][0]
        rest = "\n".join((*lines[first:below], f"{_indent(lines[below])}- {_NEXT}")).encode()
    report = Report()
    try:
        part = parse(_HEAD + rest, report)
    except BrochureError:
        return None
    values, _ = part.entries()
    is_whole = len(values) == 1 and [*part.value] == source.names_from_items() if is_last else values[1:] == [_NEXT]
    if report.seen or not part.is_simple or not is_whole:
        return None
    return source.with_entry(index, part, first - 1, lines)


def _changed_lines(old: bytes, new: bytes) -> tuple[int, int] | None:
    """Return the first and the last line that differ, from 0; None where nothing does or lines came or went."""
    odd = any(text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\r" in text for text in (old, new))
    if odd or old == new or new.count(b"\n") != old.count(b"\n"):
        return None
    shorter = min(len(old), len(new))
    begin = _alike(shorter, lambda low, high: old[low:high] == new[low:high])
    at, there = len(old), len(new)
    end = _alike(shorter - begin, lambda low, high: old[at - high : at - low] == new[there - high : there - low])
    first = old.count(b"\n", 0, begin)
    return first, first + old.count(b"\n", begin, len(old) - end)


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
