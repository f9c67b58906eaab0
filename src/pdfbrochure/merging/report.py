"""The report of a merge: a table with exactly one line for each PDF that was asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pdfbrochure.merging.tasks import Outcome, Task

HEADS: Final = (
    "row", "name", "status", "language", "pages", "words", "errors", "warnings", "first finding", "seconds",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_table(tasks: Sequence[Task], outcomes: Mapping[int, Outcome], written: Mapping[int, str]) -> bytes:
    """Return the report as CSV, with a byte order mark, by which spreadsheets know UTF-8.

    Args:
        tasks: All that was asked for.
        outcomes: What became of each, by its index; of those that were not begun, nothing.
        written: The PDFs that were written, by the index of their tasks.
    """
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(HEADS)
    for task in tasks:
        values = as_value(task, outcomes.get(task.index), task.index in written)
        cells = [str(values[head.replace(" ", "_")]) for head in HEADS]
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def as_value(task: Task, outcome: Outcome | None, is_written: bool) -> dict[str, Any]:
    """Return a line of the report as plain values."""
    if outcome is None:
        outcome = Outcome(task)
        status = "not begun"
    else:
        status = "failed" if outcome.failed and not is_written else "written" if is_written else "not written"
    return {
        "row": task.row,
        "name": task.name,
        "status": status,
        "language": task.language,
        "pages": outcome.pages,
        "words": outcome.words,
        "errors": outcome.errors,
        "warnings": outcome.warnings,
        "first_finding": outcome.first,
        "seconds": round(outcome.seconds, 2),
        "findings": list(outcome.as_json),
    }
