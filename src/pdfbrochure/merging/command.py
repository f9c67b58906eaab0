"""What `pdfbrochure merge` does: plan, build, write each PDF as soon as it is done, and leave a report in any case."""

from __future__ import annotations

import contextlib
import gc
import json
import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from pdfbrochure.diagnostics import BrochureError, Report, render_all
from pdfbrochure.merging.cluster import open_cluster
from pdfbrochure.merging.many import build_many
from pdfbrochure.merging.plan import Choice, Plan, plan_merge
from pdfbrochure.merging.report import as_value, write_table
from pdfbrochure.merging.tasks import Outcome, Task
from pdfbrochure.terminal import FAILED, Progress, say
from pdfbrochure.writing import write_file

REPORT: Final = "merge-report.csv"


class Call(Struct, frozen=True):
    """The command as it was called; the names are those of its options."""

    template: Path
    data: Path
    folder: Path | None
    name: str
    languages: tuple[str, ...]
    all_languages: bool
    rows: str
    where: Mapping[str, str]
    limit: int
    delimiter: str
    encoding: str
    sheet: str
    jobs: int | None
    dask: str
    dask_ca: str
    dask_cert: str
    dask_key: str
    goes_on: bool
    dry_run: bool
    allow_overset: bool
    strict: bool
    quiet: bool
    form: str


class _Run:
    """One merge: what was done so far."""

    def __init__(self, call: Call, plan: Plan) -> None:
        self.call = call
        self.plan = plan
        self.folder = call.folder or call.template.with_suffix("")
        self.outcomes: dict[int, Outcome] = {}
        self.written: dict[int, str] = {}
        self._told: set[str] = set()

    def take(self, outcome: Outcome) -> None:
        """Write a PDF, and say what there is to be said about it."""
        task = outcome.task
        # The bytes are written now, and need not be held until the last is done.
        self.outcomes[task.index] = Outcome(
            task, b"", outcome.pages, outcome.words, (), outcome.as_json, outcome.errors, outcome.warnings,
            outcome.first, outcome.seconds, outcome.failed,
        )  # fmt: skip
        self.say_findings(outcome)
        if outcome.pdf:
            report = Report(task.file)
            if write_file(self.folder / task.name, outcome.pdf, report):
                self.written[task.index] = task.name
            for finding in render_all(report):
                say(finding.text, err=True, severity=finding.severity)
        if self.call.form == "json":
            value = as_value(task, self.outcomes[task.index], task.index in self.written)
            say(json.dumps(value, ensure_ascii=False))

    def say_findings(self, outcome: Outcome) -> None:
        """Print the findings on a row."""
        if self.call.form == "json":
            return
        for finding in outcome.findings:
            if not (self.call.quiet and finding.severity != "error"):
                say(finding.text, err=True, severity=finding.severity)

    def leave_report(self) -> None:
        """Write the table of what was done."""
        report = Report(str(self.call.data))
        table = write_table(self.plan.tasks, self.outcomes, self.written)
        if not write_file(self.folder / REPORT, table, report, "a report"):
            for finding in render_all(report):
                say(finding.text, err=True, severity=finding.severity)

    @property
    def has_failed(self) -> bool:
        """Whether a PDF is missing, or has errors."""
        return len(self.written) < len(self.plan.tasks) or any(each.failed for each in self.outcomes.values())


def run_merge(call: Call) -> None:
    """Do it; ends the program with an exit code when anything failed."""
    gc.disable()
    report = Report(str(call.template))
    plan = _plan(call, report)
    run = _Run(call, plan)
    for outcome in plan.faulty.values():
        run.take(outcome)
    if call.dry_run or (plan.faulty and not call.goes_on):
        count, bad = len(plan.tasks), len(plan.faulty)
        if bad:
            said = f"{bad} of {count} cannot be set; nothing was built"
            say(said if call.dry_run else f"{said}: mend them, or build the others with --continue", err=True)
            sys.exit(FAILED)
        say(f"{count} PDFs can be built", err=call.form == "json")
        return
    try:
        run.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        report.error(
            "cannot-write", f"{run.folder} cannot be made: {error.strerror}", mend="name another: -o", placed=False
        )
        _say(report)
    tasks = [task for task in plan.tasks if task.index not in plan.faulty]
    try:
        with contextlib.closing(_outcomes(call, tasks, report)) as outcomes:
            for outcome in outcomes:
                run.take(outcome)
    finally:
        run.leave_report()
    if not call.quiet and call.form == "text":
        say(f"{len(run.written)} of {len(plan.tasks)} PDFs are in {run.folder}, and a line on each in {REPORT}")
    if run.has_failed:
        sys.exit(FAILED)


def _plan(call: Call, report: Report) -> Plan:
    choice = Choice(
        call.name, call.languages, call.all_languages, call.rows, call.where, call.limit, call.delimiter, call.encoding,
        call.sheet, call.strict, call.allow_overset,
    )  # fmt: skip
    try:
        plan = plan_merge(call.template, call.data, choice, report)
    except BrochureError:
        _say(report)
        raise
    _say(report, quiet=call.quiet)
    return plan


def _outcomes(call: Call, tasks: list[Task], report: Report) -> Generator[Outcome, None, None]:
    """Yield the outcomes, from this machine or from a cluster."""
    progress = Progress(shown=not call.quiet and sys.stderr.isatty())
    with contextlib.closing(progress):
        if not call.dask:
            yield from build_many(tasks, workers=call.jobs, progress=progress)
            return
        with open_cluster(call.dask, report, ca=call.dask_ca, cert=call.dask_cert, key=call.dask_key) as cluster:
            if cluster is None:
                _say(report)
                return
            yield from build_many(
                tasks, cluster.executor, workers=cluster.workers, share=cluster.share, progress=progress
            )


def _say(report: Report, *, quiet: bool = False) -> None:
    """Print findings that concern all rows; end when there are errors."""
    for finding in render_all(report, quiet=quiet):
        say(finding.text, err=True, severity=finding.severity)
    if report.has_errors:
        sys.exit(FAILED)
