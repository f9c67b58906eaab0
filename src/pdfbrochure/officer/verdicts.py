"""A verdict on each failure condition of the Matterhorn Protocol 1.1: from the built PDF, or left to a person."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from pdfbrochure.compose.blocks import Role
from pdfbrochure.diagnostics import Report
from pdfbrochure.officer.objects import Objects
from pdfbrochure.officer.subject import Entry, Subject, figures_of, furniture, roles
from pdfbrochure.read import parse

Outcome = Literal["passed", "not applicable", "for a person", "failed"]
How = Literal["holds", "has", "lacks", "none", "absent", "fact", "person"]

OUTCOMES: Final[tuple[Outcome, ...]] = ("passed", "not applicable", "for a person", "failed")
_FILE: Final = Path(__file__).parent / "matterhorn.yaml"
_HEADINGS: Final = (Role.TITLE, Role.HEADING, Role.SUBHEADING)
# Conditions that a finding of the build speaks about, and the part of the report to judge it by.
_FINDINGS: Final = {
    "alt-of-decorative": (("01-002",), "photos"),
    "low-contrast": (("04-001",), "colors"),
    "accent-darkened": (("04-001",), "colors"),
    "missing-alt": (("13-004",), "photos"),
    "svg-text": (("13-008",), "photos"),
    "missing-translation": (("11-007",), "languages"),
    "vague-link": (("28-012",), "links"),
    "missing-glyph": (("31-030",), "transcript"),
}
# Findings that are a fault of the PDF even as warnings.
_FAULTS: Final = frozenset({"missing-alt", "missing-glyph"})


class Condition(Struct, frozen=True, array_like=True):
    """A failure condition: how it is judged, with what, the fault, and why the verdict is what it is."""

    how: How
    with_what: str
    fault: str
    why: str


class Protocol(Struct, frozen=True, forbid_unknown_fields=True):
    """The protocol: its checkpoints by number, and their conditions."""

    checkpoints: dict[str, str]
    conditions: dict[str, Condition]


class Verdict(Struct, frozen=True):
    """What is said of one condition. `anchor` names the part of the report to judge it by, if any."""

    number: str
    fault: str
    outcome: Outcome
    why: str
    anchor: str = ""


class Evidence(Struct, frozen=True):
    """What conditions are judged by."""

    subject: Subject
    entries: tuple[Entry, ...]
    objects: Objects

    @property
    def links(self) -> int:
        """The number of links on the pages."""
        return self.objects.count("/Subtype /Link")


Fact = tuple[Outcome, str, str]


def load_protocol() -> Protocol:
    """Return the protocol, its conditions in order."""
    source = parse(_FILE.read_bytes(), Report(_FILE.name))
    return msgspec.convert(source.value, Protocol)


def judge(protocol: Protocol, evidence: Evidence) -> tuple[Verdict, ...]:
    """Return a verdict on each condition, in order."""
    return tuple(
        _with_findings(_judge(number, condition, evidence), evidence.subject.report)
        for number, condition in protocol.conditions.items()
    )


def _judge(number: str, condition: Condition, evidence: Evidence) -> Verdict:
    """Return the verdict without the findings of the build."""
    words, objects = condition.with_what, evidence.objects
    outcome: Outcome = "passed"
    why, anchor = condition.why, ""
    if condition.how == "holds":
        why = f"by the way the file is made: {why}"
    elif condition.how in {"has", "lacks"} and objects.has(words) != (condition.how == "has"):
        outcome, why = "failed", f"read from the file: {words}"
    elif condition.how == "none":
        outcome = "not applicable"
    elif condition.how == "absent":
        present = [token for token in words.split(", ") if objects.count(token)]
        outcome = "for a person" if present else "not applicable"
        why, anchor = (f"the file has {', '.join(present)}", "document") if present else (why, "")
    elif condition.how == "person":
        outcome, anchor = "for a person", words
    elif condition.how == "fact":
        outcome, told, anchor = FACTS[words](evidence)
        why = told or why
    return Verdict(number, condition.fault, outcome, why, anchor)


def _with_findings(verdict: Verdict, report: Report) -> Verdict:
    """Return the verdict made stricter by what the build found."""
    for finding in report.findings():
        numbers, anchor = _FINDINGS.get(finding.code, ((), ""))
        if verdict.number not in numbers:
            continue
        is_fault = finding.severity == "error" or finding.code in _FAULTS or verdict.outcome == "failed"
        outcome: Outcome = "failed" if is_fault else "for a person"
        why = "; ".join(part for part in (verdict.why, f"the build found ({finding.code}): {finding.what}") if part)
        verdict = Verdict(verdict.number, verdict.fault, outcome, why, anchor)
    return verdict


# Facts ---------------------------------------------------------------------------------------------------------


def _holds(is_so: bool, why: str, anchor: str = "") -> Fact:
    return "passed" if is_so else "failed", why, anchor


def _lists(evidence: Evidence) -> Fact:
    entries = evidence.entries
    if not roles(entries, Role.LIST):
        return "not applicable", "there are no lists", ""
    above: dict[int, Role] = {}
    wanted = {
        Role.LIST_ITEM: (Role.LIST,),
        Role.LIST_LABEL: (Role.LIST_ITEM,),
        Role.LIST_BODY: (Role.LIST_ITEM,),
    }
    for entry in entries:
        above[entry.level] = entry.node.role
        if above.get(entry.level - 1) not in wanted.get(entry.node.role, (above.get(entry.level - 1),)):
            return "failed", f"{entry.node.role.value} lies in {above[entry.level - 1].value}", "transcript"
    return "passed", f"{len(roles(entries, Role.LIST))} lists looked through", ""


def _unicode(evidence: Evidence) -> Fact:
    fonts, maps = evidence.objects.count("/Subtype /Type0"), evidence.objects.count("/ToUnicode")
    return _holds(fonts == maps, f"{fonts} fonts, {maps} tables from codes to characters")


def _unicode_values(evidence: Evidence) -> Fact:
    tables = len(evidence.objects.maps)
    return _holds(not evidence.objects.forbidden_characters(), f"{tables} tables from codes to characters read")


def _language(evidence: Evidence) -> Fact:
    tag = evidence.subject.galley.language
    is_there = evidence.objects.names_language()
    return _holds(is_there, f"the brochure as a whole is in \u201c{tag}\u201d, and parts in another language say so")


def _outline(evidence: Evidence) -> Fact:
    if not evidence.objects.has("/Outlines"):
        return "not applicable", "there is no outline", ""
    outcome, why, anchor = _language(evidence)
    bookmarks = {bookmark.node for bookmark in evidence.subject.pages.bookmarks}
    nodes = evidence.subject.galley.nodes
    foreign = any(_is_foreign(nodes[node].parent, evidence) for node in bookmarks if node >= 0)
    if foreign and outcome == "passed":
        why = "entries of the outline cannot name a language of their own, and some items are in another"
        return "for a person", why, "languages"
    return outcome, why, anchor


def _is_foreign(node: int, evidence: Evidence) -> bool:
    galley = evidence.subject.galley
    return node >= 0 and galley.nodes[node].language not in {"", galley.language}


def _link_language(evidence: Evidence) -> Fact:
    if not evidence.links:
        return "not applicable", "there are no links", ""
    outcome, _, anchor = _language(evidence)
    return outcome, "a link's description is inside its tag, which has the language of the text around it", anchor


def _captions(evidence: Evidence) -> Fact:
    captions = roles(evidence.entries, Role.CAPTION)
    shown = [photo for photo in evidence.subject.galley.nodes if photo.role is Role.FIGURE]
    if not shown:
        return "not applicable", "there are no figures", ""
    return "passed", f"{len(captions)} captions and credits are tagged as such, with their figures", "photos"


def _alts(evidence: Evidence) -> Fact:
    figures = roles(evidence.entries, Role.FIGURE)
    if not figures:
        return "not applicable", "there are no figures", ""
    without = sum(not entry.node.alt.strip() for entry in figures)
    if without:
        return "failed", f"{without} of {len(figures)} figures: no alternative text", "photos"
    return "passed", f"{len(figures)} of {len(figures)} figures have an alternative text", "photos"


def _replaced(evidence: Evidence) -> Fact:
    if not roles(evidence.entries, Role.FIGURE):
        return "not applicable", "there are no figures", ""
    if evidence.objects.figures_replaced():
        return "for a person", "some figures have replacement text", "photos"
    return "passed", "no figure has replacement text", ""


def _photos(evidence: Evidence) -> Fact:
    if not figures_of(evidence.subject.galley):
        return "not applicable", "there are no photos", ""
    return "for a person", "", "photos"


def _levels(evidence: Evidence) -> list[int]:
    return [int(entry.node.role.value[1]) for entry in evidence.entries if entry.node.role in _HEADINGS]


def _first_heading(evidence: Evidence) -> Fact:
    levels = _levels(evidence)
    return _holds(bool(levels) and levels[0] == 1, f"the first of {len(levels)} headings was looked at", "headings")


def _heading_steps(evidence: Evidence) -> Fact:
    levels = _levels(evidence)
    skips = sum(after > before + 1 for before, after in pairwise(levels))
    return _holds(not skips, f"{len(levels)} headings, {skips} skipped levels", "headings")


def _numbering(evidence: Evidence) -> Fact:
    ordered = sum(entry.node.ordered for entry in roles(evidence.entries, Role.LIST))
    if not ordered:
        return "not applicable", "there are no numbered lists", ""
    named = evidence.objects.count("/ListNumbering /Decimal")
    return _holds(named >= ordered, f"{ordered} numbered lists, {named} say that they are numbered 1, 2, 3")


def _running(evidence: Evidence) -> Fact:
    lines = sum(furniture(evidence.subject.pages).values())
    if not lines:
        return "not applicable", "there are no running heads or feet", ""
    return "passed", f"{lines} lines of titles and page numbers are outside of the tags", ""


def _running_kind(evidence: Evidence) -> Fact:
    pages = len(furniture(evidence.subject.pages))
    if not pages:
        return "not applicable", "there are no running heads or feet", ""
    kinds = (b"/Subtype /Header", b"/Subtype /Footer", b"/Subtype/Header", b"/Subtype/Footer")
    named = sum(any(kind in content for kind in kinds) for content in evidence.objects.contents)
    return _holds(named >= pages, f"on {named} of {pages} pages that have some they are marked")


def _only_links(evidence: Evidence) -> Fact:
    others = evidence.objects.count("/Type /Annot") - evidence.links
    if others:
        return "for a person", f"{others} annotations are no links", "document"
    return "not applicable", "", ""


def _link_order(evidence: Evidence) -> Fact:
    return ("for a person", "", "links") if evidence.links else ("not applicable", "there are no links", "")


def _tab_order(evidence: Evidence) -> Fact:
    pages, named = evidence.subject.pages.pages, evidence.objects.count("/Tabs /S")
    return _holds(named == len(pages), f"{named} of {len(pages)} pages follow the order of the tags")


def _link_tags(evidence: Evidence) -> Fact:
    if not evidence.links:
        return "not applicable", "there are no links", ""
    held = evidence.objects.count("/Type /OBJR")
    return _holds(held == evidence.links, f"{held} of {evidence.links} links are inside a tag", "links")


def _link_words(evidence: Evidence) -> Fact:
    if not evidence.links:
        return "not applicable", "there are no links", ""
    told = evidence.objects.count("/Contents ()")
    return _holds(told >= evidence.links, f"{told} of {evidence.links} links have a description", "links")


def _glyph_map(evidence: Evidence) -> Fact:
    fonts, maps = evidence.objects.count("/Subtype /CIDFontType2"), evidence.objects.count("/CIDToGIDMap")
    if not fonts:
        return "not applicable", "there are no fonts with TrueType outlines", ""
    return _holds(fonts == maps, f"{fonts} fonts with TrueType outlines, {maps} tables")


def _encodings(evidence: Evidence) -> Fact:
    fonts, plain = evidence.objects.count("/Subtype /Type0"), evidence.objects.count("/Encoding /Identity-H")
    return _holds(fonts == plain, f"{plain} of {fonts} fonts have the known encoding Identity-H")


def _embedded(evidence: Evidence) -> Fact:
    objects = evidence.objects
    fonts = objects.count("/Type /FontDescriptor")
    files = sum(objects.count(key) for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    # A font without a descriptor would be one of the fourteen that readers know.
    loose = sum(objects.count(f"/Subtype /{kind}") for kind in ("Type1", "Type3", "TrueType"))
    return _holds(fonts == files and not loose, f"{files} of {fonts} fonts are in the file")


FACTS: Final[dict[str, Callable[[Evidence], Fact]]] = {
    "lists": _lists,
    "unicode": _unicode,
    "unicode_values": _unicode_values,
    "language": _language,
    "outline": _outline,
    "link_language": _link_language,
    "captions": _captions,
    "alts": _alts,
    "photos": _photos,
    "replaced": _replaced,
    "first_heading": _first_heading,
    "heading_steps": _heading_steps,
    "numbering": _numbering,
    "running": _running,
    "running_kind": _running_kind,
    "only_links": _only_links,
    "link_order": _link_order,
    "tab_order": _tab_order,
    "link_tags": _link_tags,
    "link_words": _link_words,
    "glyph_map": _glyph_map,
    "encodings": _encodings,
    "embedded": _embedded,
}
