"""Findings: what is wrong, where in the user's file, why it matters and what to type instead.

Every stage gathers `Findings` instead of stopping at the first; they are a part of its value, so that a value that is
kept keeps them too. A finding names the key path (`origin`) of the YAML value that it came from. The one `Report` of a
build takes the findings of each stage and gives them a line and a column, so no other value carries positions.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple, NoReturn

import msgspec

from pdfbrochure.regexes import compiled_later

Origin = tuple[str | int, ...]
Severity = Literal["error", "warning", "note"]

# More findings than this say nothing new and could fill a terminal or a disc (a list of a million typing slips).
MOST_FINDINGS: Final = 200
# As many findings with one advice are printed one by one; of more, one is printed, with the places of some others.
MOST_ALIKE: Final = 5
MOST_PLACES: Final = 12
# As many advices are printed; a reader of fifty mends those first. The JSON report has all findings.
MOST_PRINTED: Final = 50


# Controls but tab and line feed, marks of direction (UAX #9, 2), line ends that only Unicode knows, halves of pairs.
_STEERING: Final = compiled_later(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


class Span(msgspec.Struct, frozen=True, order=True):
    """A place in the user's file. `line` and `column` count from 1; `length` is in characters, 0 if not known."""

    line: int
    column: int
    length: int = 0


class Finding(msgspec.Struct, frozen=True):
    """What a stage found, without a place in the file. Attributes as the arguments of `Findings.error`."""

    severity: Severity
    code: str
    what: str
    why: str = ""
    mend: str = ""
    origin: Origin = ()
    line: int = 0
    words: str = ""
    span: Span | None = None
    placed: bool = True


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding in its place. `what` is a whole sentence in the user's own words; `mend` is something to type."""

    code: str
    severity: Severity
    what: str
    why: str = ""
    mend: str = ""
    origin: Origin = ()
    span: Span | None = None
    # Another file than the brochure, such as a theme of the user's own.
    file: str = ""


def _advice(finding: Diagnostic) -> tuple[str, ...]:
    """Return what findings have in common of which one says all."""
    return finding.severity, finding.code, finding.why, finding.mend or finding.what, finding.file


class Alike(NamedTuple):
    """A finding, the lines of some others with the same advice, and how many of these there are."""

    first: Diagnostic
    lines: tuple[int, ...]
    more: int


class Printed(NamedTuple):
    """One finding, ready to print: for people, and as a workflow command of GitHub."""

    severity: str
    text: str
    github: str


class BrochureError(Exception):
    """The brochure has errors; `report` holds every finding, errors and warnings."""

    def __init__(self, report: Report) -> None:
        super().__init__("\n".join(render_text(report, finding) for finding in report.findings()))
        self.report = report


class Findings:
    """What one stage found, in the order in which it was seen: never more than a report can hold.

    Filled while the stage runs, and then a part of its value.
    """

    def __init__(self) -> None:
        self._gathered: list[Finding] = []
        # Those on other files that belong to the brochure.
        self._others: list[Report] = []
        self._known: set[object] = set()
        self.untold = 0
        # How often there was something to tell, known or not.
        self.seen = 0
        self._untold_alike: Counter[tuple[str, ...]] = Counter()

    def error(
        self,
        code: str,
        what: str,
        *,
        why: str = "",
        mend: str = "",
        origin: Origin = (),
        line: int = 0,
        words: str = "",
        span: Span | None = None,
        placed: bool = True,
    ) -> None:
        """Add an error: the brochure cannot be built as it is.

        Args:
            code: Stable kebab-case name.
            what: A whole sentence, without a closing full stop, with the user's own words and numbers.
            why: Only if not plain.
            mend: Something to type.
            origin: Key path of the value at fault.
            line: Line inside a text value of several lines, from 0.
            words: Words of that line, as typed, to point at.
            span: The place itself, where no key path can name it.
            placed: Whether it stands anywhere in the file; a disc that is full does not.
        """
        self.add(Finding("error", code, what, why, mend, origin, line, words, span, placed))

    def warning(
        self,
        code: str,
        what: str,
        *,
        why: str = "",
        mend: str = "",
        origin: Origin = (),
        line: int = 0,
        words: str = "",
        span: Span | None = None,
    ) -> None:
        """Add a warning: the brochure is built, but someone should look. Arguments as for `error`."""
        self.add(Finding("warning", code, what, why, mend, origin, line, words, span))

    def note(
        self,
        code: str,
        what: str,
        *,
        why: str = "",
        mend: str = "",
        origin: Origin = (),
        line: int = 0,
        words: str = "",
        span: Span | None = None,
    ) -> None:
        """Add a note: how something was understood; `--strict` does not mind. Arguments as for `error`."""
        self.add(Finding("note", code, what, why, mend, origin, line, words, span))

    def add(self, finding: Finding) -> None:
        """Add a finding, unless it is known."""
        self.seen += 1
        if finding not in self._known and self._has_room(len(self._gathered), finding):
            self._known.add(finding)
            self._gathered.append(finding)

    def adopt(self, other: Report) -> None:
        """Take the findings on another file that belongs to the brochure, named as the brochure names it."""
        self._others.append(other)

    def take(self, findings: Findings) -> None:
        """Take what another stage, or a part of this one, found."""
        self.seen += findings.seen
        for finding in findings._gathered:
            self.add(finding)
        for other in findings._others:
            self.adopt(other)
        self.untold += findings.untold
        self._untold_alike += findings._untold_alike

    @property
    def is_empty(self) -> bool:
        """Whether a stage found nothing at all."""
        return not (self._gathered or self._others or self.untold)

    @property
    def has_errors(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity == "error" for finding in self._gathered)

    def _has_room(self, count: int, finding: Finding) -> bool:
        """Whether one more finding is kept; one that is not is counted."""
        if count < (2 if finding.severity == "error" else 1) * MOST_FINDINGS:
            return True
        self.untold += 1
        self._untold_alike[
            _advice(Diagnostic(finding.code, finding.severity, finding.what, finding.why, finding.mend))
        ] += 1
        return False


class Report(Findings):
    """The findings of one build, each in its place in the file. Only the pipeline fills it, stage by stage.

    Args:
        file: The brochure's name as the user gave it, for printing.
    """

    def __init__(self, file: str = "brochure.yaml") -> None:
        super().__init__()
        self.file = file
        # Set by `read` once the file is parsed: (origin, line within the text value, counted from 0) -> place.
        # The third is words of that line to point at, given only when there are some.
        self.locate: Callable[..., Span | None] = lambda _origin, _line, _words="": None
        self.source_lines: list[str] = []
        self.other_lines: dict[str, list[str]] = {}
        # Of a merge: the number of the row whose values are in the brochure, its words for people, the table's file.
        self.row: tuple[int, str, str] | None = None
        self._found: list[Diagnostic] = []

    def add(self, finding: Finding) -> None:
        """Add a finding in its place, unless it is known."""
        self.seen += 1
        span = (finding.span or self._find(finding)) if finding.placed else None
        known = (finding.code, finding.what, span)
        if known not in self._known and self._has_room(len(self._found), finding):
            self._known.add(known)
            what = (finding.code, finding.severity, finding.what, finding.why, finding.mend)
            self._found.append(Diagnostic(*what, finding.origin, span))

    def _find(self, finding: Finding) -> Span | None:
        if finding.words:
            return self.locate(finding.origin, finding.line, finding.words)
        return self.locate(finding.origin, finding.line)

    def adopt(self, other: Report) -> None:
        """Take the findings on another file that belongs to the brochure, named as the brochure names it."""
        name = os.path.join(os.path.dirname(self.file), other.file)  # noqa: PTH118, PTH120  # a name to print, no place
        self.other_lines[name] = other.source_lines
        for finding in other.findings():
            self._found.append(msgspec.structs.replace(finding, file=name))
        self.untold += other.untold
        self._untold_alike += other._untold_alike

    @property
    def has_errors(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity == "error" for finding in self._found)

    def error_codes(self) -> set[str]:
        """Return the codes of all errors."""
        return {finding.code for finding in self._found if finding.severity == "error"}

    @property
    def has_warnings(self) -> bool:
        """Whether a warning was found."""
        return any(finding.severity == "warning" for finding in self._found)

    def findings(self) -> list[Diagnostic]:
        """Return all findings in the order of the file; those without a place come last."""
        return sorted(self._found, key=lambda finding: (finding.file, finding.span or Span(10**9, 0)))

    def gathered(self) -> list[Alike]:
        """Return the findings as they are printed: many with the same advice are one, with their number and places."""
        groups: dict[tuple[str, ...], list[Diagnostic]] = {}
        for finding in self.findings():
            groups.setdefault(_advice(finding), []).append(finding)
        found = []
        for key, alike in groups.items():
            count = len(alike) + self._untold_alike[key]
            if count <= MOST_ALIKE:
                found += [Alike(finding, (), 0) for finding in alike]
            else:
                places = tuple(finding.span.line for finding in alike[1 : MOST_PLACES + 1] if finding.span)
                found.append(Alike(alike[0], places, count - 1))
        return sorted(found, key=lambda alike: (alike.first.file, alike.first.span or Span(10**9, 0)))

    def stop_if_errors(self) -> None:
        """Raise BrochureError when an error was found."""
        if self.has_errors:
            raise BrochureError(self)

    def stop(self) -> NoReturn:
        """Raise BrochureError now: the stage has no value to give."""
        raise BrochureError(self)


def visible(text: str) -> str:
    """Return a text with whatever would steer a terminal, or turn its lines round, as an escape of JSON.

    Tabs and line ends stay. Names of files, values and what stands in PDFs and fonts may come from strangers: all that
    is printed passes here once.
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence of a finding counts them up: "4, 7 and 9"."""
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def on_one_line(text: str) -> str:
    """Return a text with its line ends as escapes, so that it cannot pass for a line of ours."""
    return text.replace("\n", "\\n").replace("\r", "\\r")


def render_text(report: Report, finding: Diagnostic) -> str:
    """Return a finding as people read it: place, sentence, the source line with a caret, why, mend."""
    place = on_one_line(finding.file or report.file)
    source = report.other_lines[finding.file] if finding.file else report.source_lines
    if finding.span is not None:
        place += f":{finding.span.line}:{finding.span.column}"
    if report.row is not None:
        place += f" with {on_one_line(report.row[1])}"
    lines = [f"{place}: {finding.severity}[{finding.code}]: {on_one_line(finding.what)}"]
    if finding.span is not None and 0 < finding.span.line <= len(source):
        lines += _excerpt(source[finding.span.line - 1], finding.span)
    if finding.why:
        lines.append(f"  why: {finding.why}")
    if finding.mend:
        lines.append(f"  mend: {finding.mend}")
    return "\n".join(lines)


def _excerpt(source_line: str, span: Span) -> list[str]:
    """Return the source line cut to a terminal's width, and a line with carets below the offending characters."""
    start = max(0, span.column - 1 - 60)
    shown = "".join(char if char.isprintable() else " " for char in source_line[start : start + 100])
    if not shown.strip():
        return []
    caret = max(1, min(span.length, len(shown) - (span.column - 1 - start)))
    margin = f"{span.line:>5} | "
    return [margin + shown, " " * 5 + " | " + " " * (span.column - 1 - start) + "^" * caret]


def render_github(report: Report, finding: Diagnostic) -> str:
    """Return a finding as a GitHub Actions workflow command, which annotates the line of the file."""
    place = _github_property(finding.file or report.file)
    if finding.span is not None:
        place += f",line={finding.span.line},col={finding.span.column}"
    text = finding.what if report.row is None else f"{finding.what} (with {report.row[1]})"
    if finding.why:
        text += f"\nwhy: {finding.why}"
    if finding.mend:
        text += f"\nmend: {finding.mend}"
    command = "notice" if finding.severity == "note" else finding.severity
    return f"::{command} file={place},title={finding.code}::{_github_data(text)}"


def _github_data(text: str) -> str:
    # The older form of a workflow command may stand anywhere in a line.
    return text.replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def render_all(report: Report, *, quiet: bool = False) -> list[Printed]:
    """Return all that is printed of a report: never more than a reader would read, and then how much is left out.

    Args:
        report: The findings.
        quiet: Whether errors alone are wanted.
    """
    wanted = [alike for alike in report.gathered() if not quiet or alike.first.severity == "error"]
    # Errors first, should not all find room.
    kept = sorted(range(len(wanted)), key=lambda index: wanted[index].first.severity != "error")[:MOST_PRINTED]
    printed = []
    for index in sorted(kept):
        finding, lines, more = wanted[index]
        text, command = render_text(report, finding), render_github(report, finding)
        if more:
            said = f"and {more} more like it" + (
                f", in lines {', '.join(map(str, dict.fromkeys(lines)))}" if lines else ""
            )
            said += " …" if len(lines) < more else ""
            text, command = f"{text}\n  {said}", command + _github_data(f"\n{said}")
        printed.append(Printed(finding.severity, text, command))
    left = sum(1 + wanted[index].more for index in set(range(len(wanted))) - set(kept))
    told = sum(alike.more + 1 for alike in wanted) - left
    rest = len(report.findings()) + report.untold - told if not quiet else left
    if rest:
        name, more_said = on_one_line(report.file), f"and {rest} more"
        command = f"::error file={_github_property(report.file)}::{_github_data(f'{report.file}: {more_said}')}"
        printed.append(Printed("error", f"{name}: {more_said}", command))
    return printed


def as_json_values(report: Report) -> list[dict[str, object]]:
    """Return the findings as plain values for the JSON report.

    Each has a fingerprint, made of its file, its code and the words of its line: the same while lines above are moved.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    values = []
    for finding in report.findings():
        words = _line_of(report, finding) or finding.what
        row = "" if report.row is None else report.row[1]
        key = (finding.file or report.file, finding.code, words, row)
        # Names of files may be bytes that are no UTF-8.
        text = "\0".join((*key, str(seen[key])))
        seen[key] += 1
        mark = hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()
        values.append({**_as_json_value(report, finding), "fingerprint": mark})
    return values


def _line_of(report: Report, finding: Diagnostic) -> str:
    """Return the line of the file at which a finding points, without white space around it; "" if there is none."""
    source = report.other_lines[finding.file] if finding.file else report.source_lines
    there = finding.span is not None and 0 < finding.span.line <= len(source)
    return source[finding.span.line - 1].strip() if finding.span is not None and there else ""


def _as_json_value(report: Report, finding: Diagnostic) -> dict[str, object]:
    row = {} if report.row is None else {"row": report.row[0], "row_file": report.row[2]}
    return {
        "file": finding.file or report.file,
        "line": finding.span.line if finding.span else None,
        "column": finding.span.column if finding.span else None,
        "length": finding.span.length if finding.span and finding.span.length else None,
        "severity": finding.severity,
        "code": finding.code,
        "what": finding.what,
        "why": finding.why,
        "mend": finding.mend,
        "origin": list(finding.origin),
        **row,
    }
