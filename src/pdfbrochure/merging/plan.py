"""Says which PDFs a merge makes: of which row, in which language, under which name, before the first is built."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.assets.records import LARGEST
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import FileFault, Folder
from pdfbrochure.merging.filling import check_columns, filling_of
from pdfbrochure.merging.rows import Row, Table, choose_rows, fold, read_table
from pdfbrochure.merging.tasks import Outcome, Task, judge
from pdfbrochure.model.addresses import read_language
from pdfbrochure.model.placeholders import PLACEHOLDER, as_placeholder
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.validate import find_translations
from pdfbrochure.read import Source, read
from pdfbrochure.writing import fault_of_name

# In bytes: file systems take 255, and other programs put something before or behind.
_LONGEST_NAME: Final = 120


class Choice(Struct, frozen=True):
    """What was asked for.

    Attributes:
        name: Of the PDFs, with placeholders; "" for the template's and the first column's.
        languages: In which each row is set; none for the row's own, or the template's.
        all_languages: Whether each row is set in every language that the template has.
        rows: Numbers of rows: 3-7,12; "" for all.
        where: Values that columns must have.
        limit: So many rows at most; 0 for all.
        delimiter: Of a CSV file; "" to find out.
        encoding: Of a CSV file; "" to find out.
        sheet: Of a workbook; "" for the first.
        strict: Whether warnings forbid to write.
        allow_overset: Whether a PDF that misses its page count is written all the same.
    """

    name: str = ""
    languages: tuple[str, ...] = ()
    all_languages: bool = False
    rows: str = ""
    where: Mapping[str, str] = {}
    limit: int = 0
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""
    strict: bool = False
    allow_overset: bool = False


class Plan(Struct, frozen=True):
    """The tasks of a merge, and the outcomes of those whose values cannot be set, by their index."""

    tasks: tuple[Task, ...]
    faulty: dict[int, Outcome]


def plan_merge(
    template: str | Path, data: str | Path, choice: Choice | None = None, report: Report | None = None
) -> Plan:
    """Return what a merge builds. Every row is put into the template and looked at; nothing is built or written.

    Args:
        template: The brochure with placeholders.
        data: The table.
        choice: What was asked for.
        report: Takes what concerns all rows.

    Raises:
        BrochureError: The template or the table cannot be read, or two PDFs would have one name.
    """
    template, data, choice = Path(template), Path(data), choice or Choice()
    report = report or Report(str(template))
    source = read(template.name, Folder(template.parent), report)
    table = _table(data, choice, report)
    tasks = _named(_tasks(template, source, table, choice, report), table, choice, report)
    check_columns(source, table, choice.name, report)
    _check_languages(tasks, source, table, report)
    report.stop_if_errors()
    faulty = {task.index: outcome for task in tasks if (outcome := judge(task, source)) is not None}
    return Plan(tuple(tasks), faulty)


def _table(data: Path, choice: Choice, report: Report) -> Table:
    try:
        content = Folder(data.parent).read(data.name, LARGEST)
    except FileFault as fault:
        mend = fault.question() if fault.hint else "name a CSV file, an Excel workbook or JSON"
        report.error("bad-data", f"{data} cannot be read ({fault.detail or fault.kind})", mend=mend, placed=False)
        report.stop()
    table = read_table(
        content, data.name, report, delimiter=choice.delimiter, encoding=choice.encoding, sheet=choice.sheet
    )
    if table is None:
        report.stop()
    try:
        rows = choose_rows(table, choice.rows, choice.where, choice.limit)
    except ValueError:
        report.error("bad-data", f"{choice.rows} names no rows", mend="write --rows 3-7,12", placed=False)
        report.stop()
    known = {fold(head) for head in table.heads}
    for name in choice.where:
        if fold(name) not in known:
            mend = f"the columns are {', '.join(table.heads)}"
            report.error("unknown-column", f"{data.name} has no column \u201c{name}\u201d", mend=mend, placed=False)
    if not rows and not report.has_errors:
        report.error(
            "bad-data", f"no row of {data.name} was asked for", mend="leave --rows and --where out", placed=False
        )
    report.stop_if_errors()
    return structs.replace(table, rows=rows)


def _tasks(template: Path, source: Source, table: Table, choice: Choice, report: Report) -> list[Task]:
    """Return a task for each row and language, without names."""
    tasks: list[Task] = []
    every = find_translations(source) if choice.all_languages else choice.languages
    for row in table.rows:
        own = row.values.get("language", "")
        for typed in every or (own,):
            tag = read_language(typed) if typed else ""
            if isinstance(tag, Fault):
                what = f"the language of {table.label(row)} {tag.says}"
                report.error("bad-language", what, mend=tag.mend, placed=False)
                continue
            fill = filling_of(table, row, tag)
            tasks.append(
                Task(
                    index=len(tasks), row=row.number, name="", file=str(template), root=str(template.parent),
                    label=f"{table.label(row)} of {table.file}", fill=fill, language=tag, strict=choice.strict,
                    allow_overset=choice.allow_overset,
                )
            )  # fmt: skip
    return tasks


def _check_languages(tasks: list[Task], source: Source, table: Table, report: Report) -> None:
    """Warn of languages in which a template in several has no texts, nor the table a column."""
    known = find_translations(source)
    if len(known) < 2:
        return
    heads = " ".join(table.heads).casefold()
    for tag in dict.fromkeys(task.language for task in tasks if task.language):
        primary = tag.partition("-")[0]
        if not any(other.partition("-")[0] == primary for other in known) and f"({tag.casefold()})" not in heads:
            report.warning(
                "untranslated-text",
                f"the texts of this brochure are in {', '.join(known)}, and none is in {tag}",
                why=f"what stands in {known[0]} would be set by the rules of {tag}",
                mend=f"write `{{{known[0]}: \u2026, {tag}: \u2026}}`, or name columns of the table so: Title ({tag})",
            )


# ---- names


def _named(tasks: list[Task], table: Table, choice: Choice, report: Report) -> list[Task]:
    """Return the tasks with the names of their PDFs, no two of which are the same."""
    rows = {row.number: row for row in table.rows}
    several = len({task.language for task in tasks}) > 1
    names = [_name(task, rows[task.row], table, choice, report, several=several) for task in tasks]
    if not choice.name:
        counts = Counter(name.casefold() for name in names)
        names = [
            f"{name.removesuffix('.pdf')}-{task.row}.pdf" if counts[name.casefold()] > 1 else name
            for name, task in zip(names, tasks, strict=True)
        ]
    first: dict[str, Task] = {}
    for name, task in zip(names, tasks, strict=True):
        other = first.setdefault(name.casefold(), task)
        if other is not task:
            what = f"{task.label} and row {other.row} would both become {name}"
            mend = 'name them apart: --name "<<Office>>-<<language>>.pdf"'
            report.error("same-name", what, mend=mend, placed=False)
    return [structs.replace(task, name=name) for task, name in zip(tasks, names, strict=True)]


def _name(task: Task, row: Row, table: Table, choice: Choice, report: Report, *, several: bool) -> str:
    def put(match: re.Match[str]) -> str:
        placeholder = as_placeholder(match)
        column = table.column(placeholder.name, task.language)
        if task.language and fold(placeholder.name) == "language":
            return task.language
        if not column and fold(placeholder.name) != "language":
            mend = f"the columns are {', '.join(table.heads)}"
            report.error("unknown-column", f"{placeholder.typed} in --name names no column", mend=mend, placed=False)
        return row.values.get(column, "")

    if choice.name:
        filled = PLACEHOLDER.sub(put, choice.name).strip()
    else:
        first = row.values.get(fold(table.heads[0]), "") or str(row.number)
        filled = f"{Path(task.file).stem}-{first}" + (f"-{task.language}" if several and task.language else "")
    return safe_name(filled)


def safe_name(name: str) -> str:
    """Return a name that every file system takes, and that lies in no other folder."""
    name = unicodedata.normalize("NFC", name)
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029]+', "-", name)
    stem = re.sub(r"\s+", " ", re.sub(r"(?i)\.pdf$", "", name)).strip(" .-") or "brochure"
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1].rstrip(" .-")
    return f"{stem}-.pdf" if fault_of_name(f"{stem}.pdf") else f"{stem}.pdf"
