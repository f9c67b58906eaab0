"""All faults are told in one go: none waits until another is mended."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support import as_yaml, item, jpeg, photo

from pdfbrochure.diagnostics import BrochureError, Diagnostic, Report
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

Plain = dict[str, Any]
SOUND: Plain = {
    "title": "News",
    "subtitle": "Of the spring",
    "logo": {"file": "logo.jpg", "alt": "The House"},
    "items": [item(f"Item {number}", 40, photo=photo(f"{number}.jpg"), date="2025-03-21",
                   links=[{"label": "The handbook", "url": "https://www.example.org"}]) for number in range(4)],
    "settings": {"theme": "institutional", "palette": "navy"},
}  # fmt: skip
FILES = {f"{name}.jpg": jpeg(2400, 1600) for name in ("0", "1", "2", "3", "logo")}


def put(*path: str | int, value: Any) -> Callable[[Plain], None]:
    """Return what puts a value at a place of a brochure; None takes the key away."""

    def change(brochure: Plain) -> None:
        inner: Any = brochure
        for step in path[:-1]:
            inner = inner[step]
        if value is None:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value

    return change


# Slips that do not touch each other, and the code of the one finding that each gives.
SLIPS: tuple[tuple[str, Callable[[Plain], None]], ...] = (
    ("unknown-key", put("zzz", value="x")),
    ("unknown-key", put("items", 0, "author", value="Ann")),
    ("unknown-key", put("items", 3, "photo", "heigth", value="2")),
    ("unknown-key", put("settings", "font_size", value="12")),
    ("bad-choice", put("cover", value="poster")),
    ("bad-language", put("items", 2, "lang", value="xx")),
    ("missing-key", put("items", 1, "title", value=None)),
    ("missing-key", put("items", 3, "links", 0, "url", value=None)),
    ("missing-key", put("title", value=None)),
    ("wrong-type", put("subtitle", value=["a"])),
    ("wrong-type", put("items", 2, "title", value=["a"])),
    ("bad-date", put("items", 1, "date", value="2025-02-30")),
    ("bad-date", put("items", 2, "date", value={"from": "2025-02-03", "to": "2025-02-02"})),
    ("bad-url", put("items", 0, "links", 0, "url", value="www.example.org")),
    ("bad-boolean", put("settings", "justify", value="yes")),
    ("bad-color", put("settings", "accent", value="red")),
    ("bad-page", put("settings", "page", value="B17")),
    ("missing-alt", put("items", 0, "photo", "alt", value=None)),
    ("missing-alt", put("items", 1, "photo", "alt", value=None)),
    ("missing-alt", put("logo", "alt", value=None)),
    ("wrong-type", put("items", 3, "photo", "alt", value=["a"])),
    ("missing-credit", put("items", 2, "photo", "credit", value=None)),
    ("missing-file", put("items", 1, "photo", "file", value="not-here.jpg")),
    ("missing-file", put("settings", "fonts", value={"body": "not-here.ttf"})),
    ("unknown-palette", put("settings", "palette", value="puce")),
    ("unsupported-markdown", put("items", 3, "body", value="See ![the map](map.png) here")),
)


def find(brochure: Plain) -> list[Diagnostic]:
    """Return all findings of one run."""
    report = Report()
    try:
        build("brochure.yaml", files=Memory({**FILES, "brochure.yaml": as_yaml(brochure).encode()}), report=report)
    except BrochureError:
        assert report.has_errors
    return report.findings()


def with_slips(numbers: set[int]) -> Plain:
    """Return the sound brochure with some slips, those that take something away last."""
    brochure = copy.deepcopy(SOUND)
    for number in sorted(numbers):
        SLIPS[number][1](brochure)
    return brochure


def codes(findings: list[Diagnostic]) -> Counter[str]:
    """Return how often each code occurs."""
    return Counter(finding.code for finding in findings)


def test_sound():
    """The brochure without slips has no finding at all."""
    assert find(SOUND) == []


def test_all_at_once():
    """Every slip of the table together: each is told in the first run."""
    findings = find(with_slips(set(range(len(SLIPS)))))

    assert codes(findings) == Counter(code for code, _ in SLIPS)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(SLIPS) - 1), min_size=1, max_size=8), st.data())
def test_mending_one_never_brings_another(numbers, data):
    """Slips of any kinds are all told at once, and with one of them mended there is one finding less."""
    findings = find(with_slips(numbers))
    mended = numbers - {data.draw(st.sampled_from(sorted(numbers)))}

    assert codes(findings) == Counter(SLIPS[number][0] for number in numbers)
    assert codes(find(with_slips(mended))) == Counter(SLIPS[number][0] for number in mended)


def test_what_a_missing_file_hides():
    """A photo that cannot be read may hold a credit and an alt text: the findings say that nobody can know."""
    brochure = with_slips({17})
    brochure["items"][0]["photo"]["file"] = "not-here.jpg"
    findings = find(brochure)

    assert codes(findings) == Counter(("missing-file", "missing-alt"))
    assert any("cannot be read to look for one there" in finding.what for finding in findings)


def test_syntax_hides_the_rest():
    """What libyaml cannot read hides what stands below it, and the finding says so."""
    report = Report()
    try:
        build("b.yaml", files=Memory({"b.yaml": b"title: One: two\nitem: []\n"}), report=report)
    except BrochureError:
        (finding,) = report.findings()
        assert "can only be looked at once this is mended" in finding.why


def test_a_key_given_twice_hides_nothing():
    """The rest of the file is looked at all the same."""
    report = Report()
    text = b"title: One\ntitle: Two\nitems:\n  - title: One\n    zzz: x\n"
    try:
        build("b.yaml", files=Memory({"b.yaml": text}), report=report)
    except BrochureError:
        assert codes(report.findings()) == Counter(("duplicate-key", "unknown-key"))
