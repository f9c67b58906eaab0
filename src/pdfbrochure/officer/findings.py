"""What failed in a finished PDF, as findings of `check`."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from pdfbrochure.diagnostics import Report
from pdfbrochure.finished.reading import Reading
from pdfbrochure.finished.typefaces import Defect
from pdfbrochure.officer.verdicts import Judgment, told


class _Told(Struct, frozen=True):
    """A finding for kinds of defects: what is said of the file, and what to do in the program that made it."""

    code: str
    kinds: tuple[str, ...]
    what: str
    mend: str


_TOLD: Final = (
    _Told(
        code="pdf-no-alt",
        kinds=("no-alt", "formula-undescribed"),
        what="has pictures without a text in their place",
        mend="give each picture a description, or mark it as decoration",
    ),
    _Told(
        code="pdf-headings",
        kinds=("first-heading", "heading-skipped", "headings-mixed", "two-headings"),
        what="has headings whose levels do not follow each other",
        mend="begin with a heading of level 1, and skip no level",
    ),
    _Told(
        code="pdf-loose-content",
        kinds=("content-loose", "artifact-in-tagged", "tagged-in-artifact"),
        what="has content that is neither tagged nor marked as decoration",
        mend="tag it, or mark it as an artifact",
    ),
    _Told(
        code="pdf-link-untold",
        kinds=("link-undescribed", "annotation-undescribed"),
        what="has links or notes without a description",
        mend="give each link a description that says where it leads",
    ),
    _Told(
        code="pdf-title-hidden",
        kinds=("no-title", "title-empty", "title-display-missing", "title-not-shown"),
        what="does not show its title in the window",
        mend="write a title into its properties, and have it shown instead of the file's name",
    ),
    _Told(
        code="pdf-unclear-text",
        kinds=("code-without-character", "no-unicode-table", "unicode-zero", "unicode-mark", "notdef-shown"),
        what="has letters that a screen reader cannot tell",
        mend="export it again with fonts that say which characters they have",
    ),
)
# These have findings of their own, which the looking itself makes.
_SAID: Final = frozenset({"font-outside", "no-language", "text-language", "alt-language", "link-language"})
_SAID_WITH: Final = frozenset({"outline-language", "metadata-language", "field-language", "not-tagged"})
# Nobody but a judge of claims misses these.
_CLAIMS: Final = frozenset({"no-claim", "no-claim-2", "tabs-unfit", "no-document", "old-note", "heading-without-level"})


def report_failures(judgment: Judgment, reading: Reading, name: str, report: Report) -> None:
    """Report what failed, all of it as warnings; of a file without tags only that, which `inspect` does."""
    if not reading.has_tree:
        return
    by_kind: dict[str, list[Defect]] = {}
    for defect in judgment.found:
        by_kind.setdefault(defect.kind, []).append(defect)
    known = set(_SAID | _SAID_WITH)
    # A file that claims nothing is not blamed for it; one that claims what there is not, is.
    known |= _CLAIMS if reading.facts.part in ("", "1", "2") else set()
    for entry in _TOLD:
        known |= set(entry.kinds)
        wrong = [defect for kind in entry.kinds for defect in by_kind.get(kind, ())]
        if wrong:
            what = f"{name} {entry.what}: {told(wrong)}"
            report.warning(entry.code, what, why="PDF/UA asks for it", mend=entry.mend)
    source = "ISO 14289-2, " if judgment.is_newer else "Matterhorn Protocol, condition "
    for verdict in judgment.failed():
        judged = set(judgment.protocol.conditions[verdict.number].defects.split(", ")) & set(by_kind)
        if not judged <= known:
            known |= judged
            what = f"{name} fails {source}{verdict.number}: {verdict.fault.lower()}"
            report.warning("pdf-not-accessible", what, why=verdict.why, mend="export it again, or mend its tags")
