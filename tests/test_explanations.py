"""Every code that the program can report has its explanation, and each example causes the finding that it explains."""

import ast
import contextlib

import pytest
from support import ROOT

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.editions import make_editions
from pdfbrochure.explain import load_explanations
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

# The names under which findings are made: `report.error("code", …)`, `Fault("code", …)`, and so on.
MAKERS = {"error", "warning", "note", "_error", "_stop", "Fault", "PhotoFault", "tell"}
KNOWN = load_explanations()


def used_codes() -> set[str]:
    """The codes in the source: the first text given to a maker of findings, or `code=`."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                given += node.args[:1] if name in MAKERS else []
                found |= {each.value for each in given if isinstance(each, ast.Constant)}
    return {code for code in found if isinstance(code, str)}


def test_every_code_is_explained_and_no_explanation_is_unused():
    """The codes of the source are those of explanations.yaml."""
    assert used_codes() == set(KNOWN)


def test_explanations_stand_in_the_order_of_the_alphabet():
    """So that the list can be read, and a new one has its place."""
    assert list(KNOWN) == sorted(KNOWN)


@pytest.mark.parametrize("code", KNOWN)
def test_explanation_is_whole(code):
    """The line is one, without a full stop; story and mend are sentences."""
    explanation = KNOWN[code]

    assert "\n" not in explanation.line
    assert not explanation.line.endswith(".")
    assert len(explanation.line) < 80
    assert explanation.story.rstrip().endswith(".")
    assert explanation.mend.rstrip()[-1] in ".'`"


@pytest.mark.parametrize("code", [code for code, explanation in KNOWN.items() if explanation.example])
def test_example_causes_its_finding(code):
    """The example, with a title and an item where it has none, is found faulty for the reason that it explains."""
    example = KNOWN[code].example
    lacking = "" if example.startswith("title") or "\ntitle" in example or "titel" in example else "title: News\n"
    # What must stand first, stands first.
    whole = example + lacking if code in {"not-yaml", "bad-key"} else lacking + example
    if "items:" not in example:
        whole += "items:\n  - title: One\n"
    try:
        built = build("brochure.yaml", files=Memory({"brochure.yaml": whole.encode()}))
        findings = built.report.findings()
        if code not in {finding.code for finding in findings}:
            # It is about the file for a press, or the one to be mailed.
            for kind in ("print", "email"):
                with contextlib.suppress(BrochureError):
                    list(make_editions(built, (kind,)))
            findings = built.report.findings()
    except BrochureError as error:
        findings = error.report.findings()

    assert code in {finding.code for finding in findings}, [finding.what for finding in findings]


@pytest.mark.parametrize(
    "code",
    [
        "bad-size",
        "odd-catalogue",
        "one-paragraph",
        "print-bleed",
        "print-hairline",
        "print-logo",
        "print-profile-used",
        "print-reseparated",
        "print-small-type",
        "print-transparency",
    ],
)
def test_codes_without_a_case_are_explained(code):
    """No brochure of the tests has these; their examples cause them, or their story says when they come."""
    assert KNOWN[code].story
