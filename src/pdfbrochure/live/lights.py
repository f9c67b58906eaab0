"""The lights at the foot of the page: what was looked at, in one line each, the worst first.

A light says a key of words.json and its numbers; the page puts them into a sentence. The findings of a light have its
name, so that its panel shows them. A further check, such as that of a print shop, is a further light.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from msgspec import Struct

from pdfbrochure.diagnostics import Diagnostic
from pdfbrochure.layout.pages import Pages

Grade = Literal["ok", "warning", "error", "wait"]

# The codes of findings, by the light that speaks of them.
CODES: Final = {
    "pages": ("overset", "underset", "padded", "page-empty", "page-count"),
    "accessibility": (
        *("missing-alt", "empty-alt", "alt-of-decorative", "low-contrast", "accent-darkened", "small-type"),
        *("missing-glyph", "missing-translation", "svg-text"),
    ),
    "print": ("low-resolution", "damaged-photo", "unsupported-photo", "crop-loses-much", "no-emphasis"),
    "links": ("bad-url", "vague-link", "tracking-address", "shortened-address", "qr-too-dense"),
}
_LIGHT_OF: Final = {code: name for name, codes in CODES.items() for code in codes}
_ORDER: Final = {"error": 0, "warning": 1, "wait": 2, "ok": 3}


class Light(Struct, frozen=True):
    """One light: its name and grade, and the key of its words with what is put into them."""

    name: str
    grade: Grade
    words: str
    values: dict[str, Any] = {}


def light_of(code: str) -> str:
    """Return the name of the light that speaks of a code, or "text"."""
    return _LIGHT_OF.get(code, "text")


def lights_of_errors(errors: int) -> list[Light]:
    """Return the lights while the text has errors and nothing can be built."""
    return [Light("text", "error", "errors", {"n": errors}), Light("rest", "wait", "when-mended")]


def lights_of(
    findings: Iterable[Diagnostic],
    pages: Pages,
    asked: int | None,
    over: int,
    judged: tuple[int, int] | None,
) -> list[Light]:
    """Return the lights of a brochure that was built.

    Args:
        findings: What the build found.
        pages: Its pages.
        asked: How many pages it may have at most, if it says so.
        over: Lines on pages beyond those.
        judged: Of the officer's conditions: how many failed, and how many questions are left; None before they are
            looked at.
    """
    worst: dict[str, list[str]] = {name: [] for name in CODES}
    for finding in findings:
        if light_of(finding.code) in worst and finding.severity != "note":
            worst[light_of(finding.code)].append(finding.severity)
    found = [
        _pages(worst["pages"], len(pages.pages), asked, over),
        _accessibility(worst["accessibility"], judged),
        _simple("print", worst["print"], {}),
        _links(worst["links"], len(_addresses(pages))),
    ]
    return sorted(found, key=lambda light: _ORDER[light.grade])


def _pages(severities: list[str], count: int, asked: int | None, over: int) -> Light:
    if "error" in severities:
        words = "too-long" if over else "page-number-missed"
        return Light("pages", "error", words, {"n": over, "pages": asked or count, "count": count})
    if severities:
        return Light("pages", "warning", "page-empty", {"n": count})
    return Light("pages", "ok", "as-wished" if asked else "not-asked", {"n": count})


def _accessibility(severities: list[str], judged: tuple[int, int] | None) -> Light:
    if severities:
        grade: Grade = "error" if "error" in severities else "warning"
        return Light("accessibility", grade, "access-found", {"n": len(severities)})
    if judged is None:
        return Light("accessibility", "wait", "being-checked")
    failed, questions = judged
    if failed:
        return Light("accessibility", "error", "conditions-failed", {"n": failed})
    return Light("accessibility", "ok", "questions-left", {"n": questions})


def _links(severities: list[str], count: int) -> Light:
    if not severities and not count:
        return Light("links", "ok", "links-none")
    return _simple("links", severities, {"n": count})


def _simple(name: str, severities: list[str], values: dict[str, Any]) -> Light:
    if severities:
        return Light(name, "error" if "error" in severities else "warning", f"{name}-found", {"n": len(severities)})
    return Light(name, "ok", f"{name}-fine", values)


def _addresses(pages: Pages) -> set[str]:
    found = set()
    for page in pages.pages:
        for thing in page.things:
            line = getattr(thing, "line", None)
            found |= {getattr(thing, "url", "")} | {run.url for run in (line.runs if line is not None else ())}
    return found - {""}
