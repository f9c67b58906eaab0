"""What a button can do about a finding: the change that its advice describes, tried before it is offered.

The advice of findings is made for people to type. Where it names exactly one thing to type, that is tried on the text;
it becomes a button only if the text then reads without the finding, and with no error more.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.diagnostics import BrochureError, Diagnostic, Report
from pdfbrochure.live.edits import Unchangeable, put
from pdfbrochure.translation.written import quoted

# Of a text with many faults, so many are tried; of a long one, none, for each is read anew.
MOST_TRIED: Final = 20
LONGEST: Final = 400_000

_MEANT: Final = re.compile(r"did you mean `?([^`?]+?)`?\?")
_WRITE: Final = re.compile(r'write (?:`([^`…]+)`|("[^"…]+"), with the quotes|([\w./+-]+))')
_QUOTES: Final = re.compile(r"put quotes round (?:the value|the label|it): (.+?)(?:, or write .*)?$")
_SPACES: Final = re.compile(r"type (\d+) spaces instead")
_PAGES: Final = re.compile(r"set `pages: (\d+)`")
_LINE: Final = re.compile(r"add the line `(credit|alt): ")


class Change(Struct, frozen=True):
    """Characters that take the place of others. Lines from 1, columns from 0."""

    line: int
    column: int
    to_line: int
    to_column: int
    insert: str


class Mend(Struct, frozen=True):
    """What a button does: the key of its words, what is put into them, and the changes."""

    words: str
    values: dict[str, Any]
    changes: tuple[Change, ...]


def find_mends(text: str, findings: Sequence[Diagnostic]) -> list[tuple[Mend, ...]]:
    """Return for each finding the mends that were tried and do away with it."""
    mends: list[tuple[Mend, ...]] = []
    lines = text.split("\n")
    known = _read(text) if findings and len(text) <= LONGEST else None
    for number, finding in enumerate(findings):
        is_tried = number < MOST_TRIED and known is not None and not finding.file
        found = _candidates(finding, lines, text) if is_tried else ()
        mends.append(tuple(mend for mend in found if known is not None and _helps(text, lines, finding, mend, known)))
    return mends


def _read(text: str) -> Report:
    """Return what reading a text finds; nothing that it names is opened."""
    from pdfbrochure.files import Memory
    from pdfbrochure.pipeline import Run

    report = Report()
    files = Memory({"text.yaml": text.encode("utf-8", "replace")})
    with contextlib.suppress(BrochureError):
        _examined = Run("text.yaml", files=files, report=report).examined
    return report


def _helps(text: str, lines: list[str], finding: Diagnostic, mend: Mend, known: Report) -> bool:
    report = _read(applied(text, lines, mend.changes))
    gone = all((one.code, one.what) != (finding.code, finding.what) for one in report.findings())
    if finding.code in ("missing-credit", "missing-alt"):
        # A line to be filled in; the finding goes when that is done.
        return _count(report) <= _count(known)
    was_read = any((one.code, one.what) == (finding.code, finding.what) for one in known.findings())
    if was_read and _stops(known):
        # What stood behind the fault is seen for the first time; in its own line nothing may be left.
        lines_left = {one.span.line for one in report.findings() if one.span is not None and one.severity == "error"}
        return gone and finding.span is not None and finding.span.line not in lines_left
    return gone and _count(report) <= _count(known) - (was_read and finding.severity == "error")


def _stops(report: Report) -> bool:
    return len([one for one in report.findings() if one.severity == "error"]) == 1


def _count(report: Report) -> int:
    return sum(one.severity == "error" for one in report.findings()) + report.untold


def applied(text: str, lines: Sequence[str], changes: Sequence[Change]) -> str:
    """Return a text after some changes, which do not overlap."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for change in sorted(changes, key=lambda one: (-one.line, -one.column)):
        start, end = starts[change.line - 1] + change.column, starts[change.to_line - 1] + change.to_column
        text = text[:start] + change.insert + text[end:]
    return text


def _candidates(finding: Diagnostic, lines: list[str], text: str) -> Iterator[Mend]:
    """Yield what the advice of a finding may mean, at most one of which is meant."""
    pages = _PAGES.search(finding.mend)
    if pages is not None and finding.code in ("overset", "underset"):
        try:
            new = put(text, ("settings", "pages"), pages[1])
        except Unchangeable:
            return
        yield Mend("mend-pages", {"n": int(pages[1])}, (_whole_change(text, new),))
        return
    span = finding.span
    if span is None or not 0 < span.line <= len(lines):
        return
    line = lines[span.line - 1]
    added = _LINE.match(finding.mend)
    if added is not None:
        edge = re.match(r" *(?:- )?", line)
        assert edge is not None, "it matches nothing too"
        row = f"\n{' ' * len(edge[0])}{added[1]}: "
        if line.lstrip("- ").startswith("file:"):
            yield Mend("mend-add", {"key": added[1]}, (Change(span.line, len(line), span.line, len(line), row),))
        return
    yield from _of_line(finding, line)


def _of_line(finding: Diagnostic, line: str) -> Iterator[Mend]:
    """Yield changes within the line of a finding."""
    span, mend = finding.span, finding.mend
    assert span is not None, "it was looked for"
    start, end = span.column - 1, span.column - 1 + span.length
    edge = len(line) - len(line.lstrip())

    def change(words: str, shown: str, new: str, begin: int = start, stop: int = end) -> Mend:
        return Mend(words, {"to": shown} if shown else {}, (Change(span.line, begin, span.line, stop, new),))

    meant, write, quotes, spaces = (pattern.match(mend) for pattern in (_MEANT, _WRITE, _QUOTES, _SPACES))
    if meant is not None:
        yield change("mend-change", meant[1], meant[1])
    elif quotes is not None:
        dash = re.match(r"\s*(?:- +)?", line)
        begin = len(dash[0]) if dash is not None and not quotes[1].startswith("- ") else edge
        yield change("mend-quotes", "", quotes[1], begin, len(line.rstrip()))
    elif spaces is not None and finding.code == "tab":
        blanks = len(line) - len(line.lstrip(" \t"))
        yield change("mend-spaces", "", " " * int(spaces[1]), 0, blanks)
    elif write is not None and mend[write.end() :].strip() in ("", "."):
        yield from _of_written(finding, line, write[1] or write[2] or write[3], change)
    elif re.fullmatch(r"https?://\S+|mailto:\S+", mend):
        yield change("mend-change", mend, mend)


def _of_written(finding: Diagnostic, line: str, typed: str, change: Any) -> Iterator[Mend]:
    """Yield what "write …" may mean: a whole line, the value of a key, or the words that are pointed at."""
    key, colon, value = typed.partition(": ")
    edge = len(line) - len(line.lstrip())
    if finding.code == "missing-space":
        yield change("mend-put", typed, typed, edge, len(line.rstrip()))
    elif colon and finding.origin[-1:] == (key,):
        yield change("mend-change", value, value)
    elif not colon:
        plain = typed.strip('"')
        yield change("mend-change", plain, typed if typed.startswith('"') else quoted_as_needed(typed))


def quoted_as_needed(typed: str) -> str:
    """Return a value as YAML writes it; dates and numbers stay as they are."""
    return typed if re.fullmatch(r"[\w.+-]+", typed) else quoted(typed)


def _whole_change(old: str, new: str) -> Change:
    """Return the one change that makes a text another."""
    start = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    tail = next((at for at in range(most) if old[len(old) - 1 - at] != new[len(new) - 1 - at]), most)
    end = len(old) - tail
    first, last = old.count("\n", 0, start), old.count("\n", 0, end)
    return Change(
        first + 1, start - (old.rfind("\n", 0, start) + 1), last + 1, end - (old.rfind("\n", 0, end) + 1),
        new[start : len(new) - tail],
    )  # fmt: skip
