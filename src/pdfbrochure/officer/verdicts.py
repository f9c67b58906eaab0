"""A verdict on each condition that a file can fail: from what was read in it, or left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from pdfbrochure.diagnostics import Diagnostic, Report
from pdfbrochure.finished.reading import Reading
from pdfbrochure.finished.typefaces import Defect
from pdfbrochure.officer.structure import count, defects, level_of
from pdfbrochure.read import parse

Outcome = Literal["failed", "passed", "made", "for a person", "not looked at", "not applicable", "no test"]
How = Literal["looked", "person", "compared", "made", "none"]
Words = tuple[str, str, str, str, str, str]

_FOLDER: Final = Path(__file__).parent
# Of a fault that comes many times.
_SHOWN: Final = 3
# Defects that begin so say only that something could not be looked at.
_UNREAD: Final = "unread-"
# Conditions that a finding of the build speaks about.
_FINDINGS: Final = {
    "alt-of-decorative": ("01-002", "8.2.2 (meaning)"),
    "low-contrast": ("04-001", "8.3"),
    "accent-darkened": ("04-001", "8.3"),
    "missing-alt": ("13-004", "8.2.5.28.2"),
    "svg-text": ("13-008", "8.2.5.28 (meaning)"),
    "missing-translation": ("11-007", "8.4.4 (meaning)"),
    "vague-link": ("28-012", "8.9.4"),
    "missing-glyph": ("31-030", "8.4.5.9"),
}
# Findings that are a fault of the PDF even as warnings.
_FAULTS: Final = frozenset({"missing-alt", "missing-glyph"})


class Condition(Struct, frozen=True, array_like=True):
    """A condition: see matterhorn.yaml."""

    how: How
    question: str
    defects: str
    of: str
    fault: str
    why: str


class Protocol(Struct, frozen=True, forbid_unknown_fields=True):
    """What is judged: parts by number, and their conditions."""

    checkpoints: dict[str, str]
    conditions: dict[str, Condition]


class Verdict(Struct, frozen=True):
    """What is said of one condition. `question` names what a person is asked, "" for nothing."""

    number: str
    fault: str
    outcome: Outcome
    why: str
    question: str = ""


class Judgment(Struct, frozen=True):
    """The verdicts on a file, by which protocol, and all that was found wrong."""

    protocol: Protocol
    is_newer: bool
    verdicts: tuple[Verdict, ...]
    found: tuple[Defect, ...]

    def failed(self) -> tuple[Verdict, ...]:
        """Return the conditions that failed."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome == "failed")


def load_protocol(name: str = "matterhorn") -> Protocol:
    """Return a protocol, `matterhorn` or `ua2`, its conditions in order."""
    path = _FOLDER / f"{name}.yaml"
    return msgspec.convert(parse(path.read_bytes(), Report(path.name)).value, Protocol)


def judge(reading: Reading, *, differences: Sequence[Defect] | None = None, report: Report | None = None) -> Judgment:
    """Return a verdict on each condition, in order.

    Args:
        reading: What is in the file.
        differences: What differs from the brochure that it was made of; None for a file from elsewhere.
        report: What the build found, for a file that was built.
    """
    is_newer = reading.facts.part == "2"
    protocol = load_protocol("ua2" if is_newer else "matterhorn")
    found = (*defects(reading), *(differences or ()))
    bench = _Bench(reading, found, count(reading), differences is not None)
    verdicts = [bench.verdict(number, condition) for number, condition in protocol.conditions.items()]
    if report is not None:
        verdicts = [_with_findings(verdict, report.findings()) for verdict in verdicts]
    return Judgment(protocol, is_newer, tuple(verdicts), found)


class _Bench:
    """Judges conditions by the same evidence."""

    def __init__(self, reading: Reading, found: Sequence[Defect], counts: dict[str, int], is_own: bool) -> None:
        self._reading = reading
        self._counts = counts
        self._is_own = is_own
        self._by_kind: dict[str, list[Defect]] = {}
        for defect in found:
            self._by_kind.setdefault(defect.kind, []).append(defect)

    def verdict(self, number: str, condition: Condition) -> Verdict:
        """Return the verdict on one condition."""
        outcome, why = self._outcome(condition)
        if condition.defects == "outline-language" and outcome == "passed" and self._has_foreign_heading():
            # An entry of the outline cannot name a language of its own.
            why = "some headings are in another language than the file, which their entries in the outline cannot say"
            return Verdict(number, condition.fault, "for a person", why, "languages")
        question = condition.question if outcome == "for a person" else ""
        return Verdict(number, condition.fault, outcome, why, question)

    def _has_foreign_heading(self) -> bool:
        elements, whole = self._reading.elements, self._reading.facts.language
        for element in elements:
            at = element
            while not at.language and at.parent >= 0:
                at = elements[at.parent]
            if level_of(element) and at.language not in ("", whole):
                return True
        return False

    def _outcome(self, condition: Condition) -> tuple[Outcome, str]:
        kinds = [kind for kind in condition.defects.split(", ") if kind]
        wrong = [defect for kind in kinds for defect in self._by_kind.get(kind, ()) if not kind.startswith(_UNREAD)]
        unread = [defect for kind in kinds for defect in self._by_kind.get(kind, ()) if kind.startswith(_UNREAD)]
        number = self._counts.get(condition.of, 0)
        if condition.how == "none":
            return "no test", condition.why
        if wrong:
            return "failed", told(wrong)
        if condition.of and not number and not self._reading.stopped:
            return "not applicable", f"there are no {condition.of}"
        if condition.how == "person":
            return "for a person", condition.why
        if condition.how in ("compared", "made") and not self._is_own:
            return "for a person", ""
        if condition.how == "made":
            return "made", condition.why
        if self._reading.stopped or unread:
            return "not looked at", told(unread) if unread else self._reading.stopped
        return "passed", f"{condition.of}: {number}" if condition.of else ""


def told(wrong: Sequence[Defect]) -> str:
    """Return what was found, with its page, as one line; of many things the first."""
    shown = [f"page {one.page}: {one.what}" if one.page else one.what for one in wrong[:_SHOWN]]
    more = [f"and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
    return "; ".join([*shown, *more])


def _with_findings(verdict: Verdict, findings: Sequence[Diagnostic]) -> Verdict:
    """Return the verdict made stricter by what the build found."""
    for finding in findings:
        if verdict.number not in _FINDINGS.get(finding.code, ()):
            continue
        is_fault = finding.severity == "error" or finding.code in _FAULTS or verdict.outcome == "failed"
        outcome: Outcome = "failed" if is_fault else "for a person"
        why = "; ".join(part for part in (verdict.why, f"the build found ({finding.code}): {finding.what}") if part)
        question = "" if is_fault else verdict.question or _QUESTION_OF.get(finding.code, "kinds")
        verdict = Verdict(verdict.number, verdict.fault, outcome, why, question)
    return verdict


_QUESTION_OF: Final = {
    "alt-of-decorative": "photos",
    "low-contrast": "color",
    "accent-darkened": "color",
    "svg-text": "photos",
    "missing-translation": "languages",
    "vague-link": "links",
}
