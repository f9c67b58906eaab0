"""Texts in the manner of real newsletters: the words and the structure that must come out of each, and its findings.

Each file in `field/` is a brochure, a line `# ---`, and what is read back from its PDF: an element a line, with its
role, its words as a reader hears them, **strong** and *emphasized* words, links with their address, and phrases with
their language. Lines that begin with `!` are the findings.
"""

from pathlib import Path

import pytest
from readback import Document, Element

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

FIELD = Path(__file__).parent / "field"


def told(report: Report) -> list[str]:
    """The findings, each with its place."""
    return [
        f"! {found.span.line}:{found.span.column} {found.severity}[{found.code}]" if found.span else f"! {found.code}"
        for found in report.findings()
    ]


def _signed(element: Element, words: str) -> str:
    """Words with the signs of what they are."""
    if element.role == "Link":
        action = element.annotations[0].get("/A")
        return f"[{words}]({action.URI if action is not None and '/URI' in action else '#'})"
    if element.role == "Span" and "/Lang" in element.dictionary:
        return f"[{words}]{{lang={element.dictionary.Lang}}}"
    sign = {"Strong": "**", "Em": "*"}.get(element.role, "")
    return f"{sign}{words}{sign}"


def spoken(element: Element) -> str:
    """The words of an element, with signs for what lies inside of it."""
    out = ""
    for kid in element.kids:
        if isinstance(kid, str):
            out += kid
        elif isinstance(kid, Element):
            words = spoken(kid)
            # The space at a line's end belongs to what is before it.
            space = " " * words.endswith(" ")
            out += _signed(kid, words.rstrip()) + space
    return out.replace("\u00ad", "")


def outline(element: Element, depth: int = 0) -> list[str]:
    """The elements that hold text, with their roles; entries of a list behind their bullet, inner ones indented."""
    found: list[str] = []
    for kid in element.elements:
        if kid.role in ("P", "H1", "H2", "H3"):
            found.append(f"{'  ' * depth}{kid.role} {' '.join(spoken(kid).split(' ')).strip()}")
        elif kid.role == "LI":
            label = "".join(part.text for part in kid.all("Lbl")[:1]).strip()
            inner = outline(kid, depth)
            first, *rest = inner
            found += [f"{'  ' * depth}LI {label} {first.strip().removeprefix('P ')}", *rest]
        else:
            found += outline(kid, depth + (kid.role == "L" and element.role == "LBody") + (kid.role == "BlockQuote"))
    return found


def come_out(path: Path) -> list[str]:
    """What the brochure of a file gives: the outline of its PDF, if it has one, and the findings."""
    text = path.read_text(encoding="utf-8").partition("# ---\n")[0]
    try:
        built = build("brochure.yaml", files=Memory({"brochure.yaml": text.encode()}))
    except BrochureError as error:
        return told(error.report)
    document = Document(built.pdf)
    lines = [line for article in document.tree.all("Art") for line in outline(article)]
    return lines + told(built.report)


@pytest.mark.parametrize("name", sorted(path.stem for path in FIELD.glob("*.yaml")))
def test_field(name):
    """The words, their structure and the findings are those written below the `# ---` line."""
    path = FIELD / f"{name}.yaml"
    _, _, wanted = path.read_text(encoding="utf-8").partition("# ---\n")

    assert [line.removeprefix("# ") for line in wanted.splitlines()] == come_out(path)
