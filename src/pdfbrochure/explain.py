"""The long story of each finding's code, read from explanations.yaml when somebody asks for it."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.diagnostics import Report
from pdfbrochure.read import parse

_FILE: Final = Path(__file__).parent / "explanations.yaml"


class Explanation(Struct, frozen=True, forbid_unknown_fields=True):
    """What a code means, YAML that causes it (empty where no YAML does), and how to mend it."""

    line: str
    story: str
    mend: str
    example: str = ""


def load_explanations() -> dict[str, Explanation]:
    """Return the explanation of every code, in the order of the alphabet."""
    source = parse(_FILE.read_bytes(), Report(_FILE.name))
    return msgspec.convert(source.value, dict[str, Explanation])


def nearest_code(code: str, known: dict[str, Explanation]) -> str:
    """Return the known code that is most like one that is not, or an empty string."""
    folded = code.strip().strip("[]").casefold().replace("_", "-").replace(" ", "-")
    if folded in known:
        return folded
    parts = [name for name in known if folded and (folded in name or name in folded)]
    close = difflib.get_close_matches(folded, parts or known, 1, 0.5)
    return (close or parts or [""])[0]


def render_explanation(code: str, explanation: Explanation) -> str:
    """Return an explanation as people read it."""
    parts = [f"{code}: {explanation.line}", explanation.story.rstrip()]
    if explanation.example:
        # A tab is shown, since it is the point of the example.
        shown = explanation.example.rstrip().replace("\t", "\u2192\t")
        parts.append("Example:\n\n" + "\n".join(f"    {line}" for line in shown.splitlines()))
    parts.append("What to do:\n\n" + explanation.mend.rstrip())
    return "\n\n".join(parts)


def render_list(known: dict[str, Explanation]) -> str:
    """Return all codes with one line each."""
    width = max(map(len, known))
    return "\n".join(f"{code.ljust(width)}  {explanation.line}" for code, explanation in known.items())
