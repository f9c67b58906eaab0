"""The reports of a run as documents that other programs read: GitLab, code scanning, test reports, a page of Markdown.

Each is made of the reports for programs (`jobs.json_report`), so that whatever builds a brochure feeds all of them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pdfbrochure import __version__
from pdfbrochure.diagnostics import visible
from pdfbrochure.regexes import compiled_later

# The forms that are one document on standard output.
DOCUMENTS: Final = ("json", "gitlab", "sarif", "junit", "markdown")
FORMS: Final = ("text", "json", "github", *DOCUMENTS[1:])

_HOME: Final = "https://pypi.org/project/pdfbrochure/"
# What GitLab calls the three kinds of findings (Code Climate's words); errors stop a build.
_GITLAB_SEVERITY: Final = {"error": "major", "warning": "minor", "note": "info"}
# Signs that are formatting to Markdown, also within a cell of a table.
_MARKED: Final = re.compile(r"[\\`*_\[\]<>|~&#$]")
# What XML 1.0 cannot hold, even as a reference (section 2.2).
_NO_XML: Final = compiled_later("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Report = dict[str, Any]


def as_document(form: str, reports: Sequence[Report], *, strict: bool) -> str:
    """Return the reports of a run as one document.

    Args:
        form: One of DOCUMENTS.
        reports: One for each brochure and language, as report.schema.json describes it.
        strict: Whether warnings fail too.
    """
    if form == "junit":
        return _junit(reports, strict=strict)
    if form == "markdown":
        return _markdown(reports, strict=strict)
    value: object = reports[0] if len(reports) == 1 else reports
    if form == "gitlab":
        value = _gitlab(reports)
    if form == "sarif":
        value = _sarif(reports)
    import json  # only needed where it is asked for

    # Logs of GitHub obey what begins so, wherever it stands.
    return json.dumps(value, ensure_ascii=False, indent=1).replace("##[", r"\u0023#[")


def _distinct(reports: Sequence[Report]) -> list[Report]:
    """Return the findings of all reports; what is said of several languages of a brochure is told once.

    No two have one fingerprint.
    """
    found: dict[object, Report] = {}
    used: Counter[str] = Counter()
    for each in (each for report in reports for each in report["findings"]):
        key = each["file"], each["line"], each["column"], each["code"], each["what"]
        if key not in found:
            mark = each["fingerprint"]
            again = used[mark]
            used[mark] += 1
            other = hashlib.sha256(f"{mark}{again}".encode()).hexdigest() if again else mark
            found[key] = {**each, "fingerprint": other}
    return list(found.values())


def _untold(reports: Sequence[Report]) -> list[tuple[str, str]]:
    """Return each file that has more findings than a report can hold, with a sentence on them."""
    return [(each["file"], f"and {each['untold']} more findings") for each in reports if each["untold"]]


def _path(file: str) -> str:
    """Return a file's name as services know it: from the current folder, which is the repository's, with slashes."""
    path, here = Path(os.path.normpath(file)), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _said(finding: Report) -> str:
    """Return all that is said of a finding, a line each."""
    parts = [finding["what"], f"why: {finding['why']}" if finding["why"] else ""]
    return "\n".join([*filter(None, parts), *([f"mend: {finding['mend']}"] if finding["mend"] else [])])


# GitLab --------------------------------------------------------------------------------------------------------


def _gitlab(reports: Sequence[Report]) -> list[dict[str, object]]:
    """Return a code quality report of GitLab."""
    return [
        {
            "description": " ".join("; ".join(_said(each).splitlines()).split()),
            "check_name": each["code"],
            "fingerprint": each["fingerprint"],
            "severity": _GITLAB_SEVERITY[each["severity"]],
            "location": {"path": _path(each["file"]), "lines": {"begin": each["line"] or 1}},
        }
        for each in _distinct(reports)
    ]


# SARIF 2.1.0 (OASIS Standard, 27 March 2020) -------------------------------------------------------------------


def _sarif(reports: Sequence[Report]) -> dict[str, object]:
    """Return a log of static analysis, as code scanning takes it in."""
    from pdfbrochure.explain import load_explanations  # 30 ms that no other form needs

    findings = _distinct(reports)
    codes = sorted({each["code"] for each in findings})
    stories = load_explanations()
    rules = [
        {
            "id": code,
            "shortDescription": {"text": stories[code].line},
            "fullDescription": {"text": " ".join(stories[code].story.split())},
            "help": {"text": stories[code].mend.strip()},
        }
        if code in stories
        else {"id": code}
        for code in codes
    ]
    driver = {"name": "pdfbrochure", "version": __version__, "informationUri": _HOME, "rules": rules}
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(each, codes.index(each["code"])) for each in findings],
    }
    if untold := _untold(reports):
        said = [{"level": "warning", "message": {"text": f"{file}: {what}"}} for file, what in untold]
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": said}]
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _sarif_result(finding: Report, rule: int) -> dict[str, object]:
    region = {"startLine": finding["line"] or 1}
    if finding["line"] and finding["column"]:
        region["startColumn"] = finding["column"]
        if finding["length"]:
            region["endColumn"] = finding["column"] + finding["length"]
    path = _path(finding["file"])
    uri = Path(path).as_uri() if Path(path).is_absolute() else quote(os.fsencode(path))
    return {
        "ruleId": finding["code"],
        "ruleIndex": rule,
        "level": finding["severity"],
        "message": {"text": _said(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"pdfbrochure/v1": finding["fingerprint"]},
    }


# JUnit ---------------------------------------------------------------------------------------------------------


def _junit(reports: Sequence[Report], *, strict: bool) -> str:
    """Return test suites, one for each brochure and language: a test for each finding, and one for the whole.

    A finding that does not fail the command passes, and stands in what its test has printed.
    """
    failing = ("error", "warning") if strict else ("error",)
    suites, tests, failures = [], 0, 0
    for report in reports:
        name = report["file"] + (f" in {report['language']}" if report["language"] else "")
        cases = [_junit_case(name, each, failing) for each in report["findings"]]
        failed = sum(each["severity"] in failing for each in report["findings"])
        whole = "" if not report["untold"] else f"<system-out>and {report['untold']} more findings</system-out>"
        cases.append(f"  <testcase {_attributes(classname=name, name=_whole(report))}>{whole}</testcase>")
        counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="0"'
        suites.append(f" <testsuite {_attributes(name=name)} {counts}>\n" + "\n".join(cases) + "\n </testsuite>")
        tests, failures = tests + len(cases), failures + failed
    head = f'<testsuites name="pdfbrochure" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"])


def _whole(report: Report) -> str:
    summary = report["summary"]
    if summary is None:
        return "was looked at"
    return "has 1 page" if summary["pages"] == 1 else f"has {summary['pages']} pages"


def _junit_case(suite: str, finding: Report, failing: Sequence[str]) -> str:
    place = f"{finding['file']}:{finding['line']}: " if finding["line"] else ""
    name = f"{finding['code']}: {place}{finding['what']}"
    opened = f"  <testcase {_attributes(classname=suite, name=name)}>"
    text = f"{place}{finding['severity']}[{finding['code']}]: {_said(finding)}"
    if finding["severity"] in failing:
        shown = _attributes(type=finding["code"], message=finding["what"])
        return f"{opened}<failure {shown}>{_xml(text)}</failure></testcase>"
    return f"{opened}<system-out>{_xml(text)}</system-out></testcase>"


def _attributes(**values: str) -> str:
    """Return attributes of XML; line ends in them are spaces."""
    return " ".join(f'{name}="{_xml(" ".join(text.split()))}"' for name, text in values.items())


def _xml(text: str) -> str:
    """Return a text as XML may hold it: what no XML can is shown as an escape."""
    import html  # only needed for a report in XML

    shown = _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(text))
    # Logs of GitHub obey what begins so.
    return html.escape(shown).replace("::", "&#58;:").replace("##[", "&#35;#[")


# Markdown ------------------------------------------------------------------------------------------------------


def _markdown(reports: Sequence[Report], *, strict: bool) -> str:
    """Return a page to be read in a browser: a section for each brochure and language."""
    return "\n\n".join(_markdown_of(report, strict=strict) for report in reports)


def _markdown_of(report: Report, *, strict: bool) -> str:
    failed = report["errors"] > 0 or (strict and report["warnings"] > 0)
    language = f" ({_marked(report['language'])})" if report["language"] else ""
    parts = [f"## {_marked(report['file'])}{language}: {'did not pass' if failed else 'passed'}"]
    counts = [_counted(report["errors"], "error"), _counted(report["warnings"], "warning")]
    notes = sum(each["severity"] == "note" for each in report["findings"])
    counts += [_counted(notes, "note")] if notes else []
    summary = report["summary"]
    if summary is not None:
        counts = [_counted(summary["pages"], "page"), *counts]
        counts += [_counted(summary["words"], "word")] if summary["words"] is not None else []
    parts.append(", ".join(counts))
    parts += [f"{_marked(file['output'])}: {_counted(file['pages'], 'page')}" for file in report["files"]]
    if report["findings"]:
        rows = ["| Line | | What | What to type |", "| ---: | --- | --- | --- |"]
        rows += [_markdown_row(each, report["file"]) for each in report["findings"]]
        parts.append("\n".join(rows))
    if report["untold"]:
        parts.append(f"and {report['untold']} more findings")
    if summary is not None and summary["fill"]:
        rows = ["| Page | Full to | Items that begin on it |", "| ---: | ---: | --- |"]
        for number, share in enumerate(summary["fill"], 1):
            titles = [_marked(item["title"]) for item in summary["items"] if item["first_page"] == number]
            rows.append(f"| {number} | {share:.0%} | {'; '.join(titles)} |")
        parts.append("\n".join(rows))
    if summary is not None and summary["knobs"]:
        parts.append(f"To fit: {_marked(', '.join(summary['knobs']))}")
    return "\n\n".join(parts)


def _markdown_row(finding: Report, file: str) -> str:
    place = str(finding["line"] or "")
    if finding["file"] != file:
        place = _marked(finding["file"]) + (f":{place}" if place else "")
    why = f" ({_marked(finding['why'])})" if finding["why"] else ""
    severity = f"**{finding['severity']}**" if finding["severity"] == "error" else finding["severity"]
    return f"| {place} | {severity} {finding['code']} | {_marked(finding['what'])}{why} | {_marked(finding['mend'])} |"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _marked(text: str) -> str:
    """Return a text that Markdown prints as it is, on one line: no links, no mentions of people, no formatting."""
    shown = _MARKED.sub(r"\\\g<0>", visible(" ".join(text.split())))
    return shown.replace("@", "&#64;").replace("://", "&#58;//").replace("www.", "www&#46;")
