"""All conditions with their verdicts, and what veraPDF says beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import msgspec

from pdfbrochure.diagnostics import Report
from pdfbrochure.finished.verapdf import Opinion
from pdfbrochure.officer.elements import icon, table
from pdfbrochure.officer.exhibit import Exhibit
from pdfbrochure.officer.verdicts import Verdict
from pdfbrochure.read import parse

_FILE: Final = Path(__file__).parent / "verapdf.yaml"
_RULE: Final = re.compile(r"(\d+(?:\.\d+)*)-(\d+)")
_LOOKS: Final = {
    "failed": ("bad", "Failed"),
    "passed": ("ok", "Passed, read in the file"),
    "made": ("ok", "Passed by the way it is made, not looked at"),
    "for a person": ("open", "For a person"),
    "not looked at": ("open", "Could not be looked at"),
    "not applicable": ("none", "Does not apply"),
    "no test": ("none", "No test"),
}
_COUNTED: Final = {
    "failed": "failed",
    "passed": "passed",
    "made": "passed by the way it is made",
    "for a person": "for a person",
    "not looked at": "not looked at",
    "not applicable": "do not apply",
    "no test": "without a test",
}


def conditions(exhibit: Exhibit, questions: Mapping[str, int]) -> str:
    """Return the verdicts by part, those that failed or are for a person open.

    Args:
        exhibit: The file.
        questions: The numbers of the questions on the first page.
    """
    beside = beside_conditions(exhibit)
    out = []
    for number, name in exhibit.judgment.protocol.checkpoints.items():
        own = [one for one in exhibit.judgment.verdicts if re.match(rf"{re.escape(number)}(?![0-9])", one.number)]
        outcomes = [one.outcome for one in own]
        is_open = {"failed", "for a person", "not looked at"} & set(outcomes)
        look = (
            "bad"
            if "failed" in outcomes
            else "open"
            if is_open
            else "ok"
            if {"passed", "made"} & set(outcomes)
            else "none"
        )
        told = ", ".join(f"{outcomes.count(key)} {text}" for key, text in _COUNTED.items() if key in outcomes)
        heads = ["Number", "It fails if", "Outcome"]
        rows = [[one.number, escape(one.fault), _outcome(one, questions)] for one in own]
        if beside is not None:
            heads.append("veraPDF")
            for row, one in zip(rows, own, strict=True):
                row.append(beside.get(one.number, "\u2013"))
        # What does not apply is told by its line, and not printed one by one.
        idle = "" if {"failed", "passed", "made", "for a person", "not looked at"} & set(outcomes) else ' class="idle"'
        out.append(
            f'<details{" open" if is_open else ""}{idle} id="c{number}"><summary>{icon(look)}{number} {escape(name)} '
            f'<span class="s">{told}</span></summary>\n{table(heads, rows)}</details>'
        )
    return "\n".join(out)


def _outcome(verdict: Verdict, questions: Mapping[str, int]) -> str:
    look, said = _LOOKS[verdict.outcome]
    if verdict.question in questions:
        said += f": question {questions[verdict.question]}"
    why = f'<span class="why">{escape(verdict.why)}</span>' if verdict.why else ""
    return f'<span class="outcome">{icon(look)}{said}</span>{why}'


def beside_conditions(exhibit: Exhibit) -> dict[str, str] | None:
    """Return what veraPDF says by the number of a condition; None when it was not asked.

    Rules on PDF/A judge no condition, and are not told here.
    """
    opinion = next((one for one in exhibit.opinions or () if one.flavour.startswith("ua")), None)
    if opinion is None:
        return None
    numbers = [verdict.number for verdict in exhibit.judgment.verdicts]
    said: dict[str, str] = {}
    if not exhibit.judgment.is_newer:
        for judged in _table().values():
            said |= dict.fromkeys(judged.split(", "), "passed")
    for number, rules in _broken(opinion, numbers, is_newer=exhibit.judgment.is_newer).items():
        said[number] = f'<span class="lacks">fails {escape(", ".join(rules))}</span>'
    if exhibit.judgment.is_newer and opinion.keeps:
        said |= {
            one.number: "passed" for one in exhibit.judgment.verdicts if one.outcome in ("passed", "not applicable")
        }
    return said


def _broken(opinion: Opinion, numbers: list[str], *, is_newer: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in opinion.broken:
        match = _RULE.match(line)
        if match is None:
            continue
        if is_newer:
            judged = [number for number in numbers if number == match[1]]
        else:
            judged = _table().get(match[0], "").split(", ")
        for number in judged:
            found.setdefault(number, []).append(match[0])
    return found


@cache
def _table() -> dict[str, str]:
    """Return the conditions that each rule of veraPDF judges."""
    return msgspec.convert(parse(_FILE.read_bytes(), Report(_FILE.name)).value, dict[str, str])
