"""The documents for those who work on the program say what the program is."""

import importlib
import re

import pytest
from support import ROOT

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "ARCHITECTURE.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "docs/design/README.md",
]
# Files of readers, and of folders that are named beside them.
OTHERS = {"look/mine.yaml", "CREDITS.md"}
COSTS = re.findall(r"^\| `(\w+)\.(\w+)` \| (-?[0-9.]+) \|", ARCHITECTURE, re.MULTILINE)


@pytest.mark.parametrize(("module", "name", "value"), COSTS)
def test_costs_are_those_of_the_code(module, name, value):
    """The table of costs has the value of each constant."""
    assert float(value) == getattr(importlib.import_module(f"pdfbrochure.layout.{module}"), name)


def test_there_are_costs():
    """The table was found."""
    assert len(COSTS) >= 30


def test_every_room_has_a_line():
    """Each folder of the program stands in the map."""
    rooms = sorted(path.parent.name for path in (ROOT / "src" / "pdfbrochure").glob("*/__init__.py"))

    assert [] == [room for room in rooms if f"`{room}`" not in ARCHITECTURE]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_named_is_there(document):
    """Links and paths of a document lead to files of the repository, or of the program."""
    text = document.read_text(encoding="utf-8")
    # What stands in a span of code is typed, no link.
    links = [document.parent / target for target in re.findall(r"\]\(([^)#:]+)\)", re.sub(r"`[^`\n]+` ", "", text))]
    paths = re.findall(r"`((?:[\w-]+/)*[\w-]+\.(?:py|md|yaml|toml))`", text)
    places = (ROOT, ROOT / "src" / "pdfbrochure", document.parent)

    assert [] == [str(target) for target in links if not target.exists()]
    assert [] == [path for path in paths if path not in OTHERS and not any((at / path).exists() for at in places)]


def test_sections_that_code_cites_are_there():
    """A comment that names a section of the design finds it."""
    design = (ROOT / "docs" / "design" / "README.md").read_text(encoding="utf-8")
    cited = {
        number
        for path in (ROOT / "src").rglob("*.py")
        for number in re.findall(r"design, section (\d+)", path.read_text(encoding="utf-8"))
    }

    assert cited
    assert [] == [number for number in sorted(cited) if f"\n## {number}. " not in design]
