"""Builds brochures and writes their PDFs: one, or several at the same time, each in a process of its own.

Prints nothing; an `Outcome` holds all that is to be said, as plain values that pass between processes.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from pdfbrochure.build import Built, Progress, build
from pdfbrochure.diagnostics import BrochureError, Report, as_json_value, render_github, render_text
from pdfbrochure.files import Folder

if TYPE_CHECKING:
    from pdfbrochure.summary import Summary

# With fewer brochures than this, starting processes takes longer than building one after the other.
LEAST_FOR_PROCESSES: Final = 3
# As many bytes tell a PDF or an HTML page.
_KIND: Final = 5


class Job(Struct, frozen=True):
    """One PDF to build.

    Attributes:
        file: The brochure.
        output: Where to write, or None for the place that the brochure names.
        language: Of a brochure in several languages: which; "" for its own.
        allow_overset: Whether a brochure that misses its page count is written all the same.
        strict: Whether warnings forbid to write.
        names_language: Whether the PDF's name tells the language: brochure.fr.pdf.
        summarizes: Whether the report for programs is wanted.
    """

    file: Path
    output: Path | None
    language: str
    allow_overset: bool
    strict: bool
    names_language: bool
    summarizes: bool


class Rendered(Struct, frozen=True):
    """One finding, ready to print."""

    severity: str
    text: str
    github: str


class Outcome(Struct, frozen=True):
    """What became of a job.

    Attributes:
        findings: To print.
        written: The PDF, or "" when none was written.
        pages: Its pages.
        knobs: What was changed to reach the page count.
        said: Why no PDF was written, and which old one still stands; "" when one was.
        failed: Whether the exit code must tell.
        as_json: The report for programs, empty when it is not wanted.
    """

    findings: tuple[Rendered, ...]
    written: str
    pages: int
    knobs: tuple[str, ...]
    said: str
    failed: bool
    as_json: dict[str, object]


def languages_of(file: Path) -> tuple[str, ...]:
    """Return the languages that a brochure has texts in; its own alone when it cannot be read."""
    from pdfbrochure.model.validate import find_translations
    from pdfbrochure.read import read

    try:
        return find_translations(read(file.name, Folder(file.parent), Report(str(file))))
    except BrochureError:
        # The build will say what is wrong.
        return ("",)


def run_jobs(jobs: Sequence[Job], progress: Progress, most: int | None) -> Iterator[Outcome]:
    """Yield the outcome of each job in their order; several run at the same time where that is faster.

    Args:
        jobs: What to build.
        progress: Called with the pages or brochures done.
        most: As many at the same time; by default as many as there are cores.
    """
    workers = min(most or os.cpu_count() or 1, len(jobs))
    if workers < 2 or (most is None and len(jobs) < LEAST_FOR_PROCESSES):
        for job in jobs:
            yield run_job(job, progress)
        return
    # Imported when used: 30 ms that a single brochure does not need.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Fresh processes: a fork would copy the locks of whatever threads the libraries have started.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for number, outcome in enumerate(pool.map(run_job, jobs), 1):
            progress("brochures", number, len(jobs))
            yield outcome


def run_job(job: Job, progress: Progress | None = None) -> Outcome:
    """Build one brochure and write its PDF, if it may be written."""
    report = Report(str(job.file))
    built: Built | None = None
    with contextlib.suppress(BrochureError):
        built = build(
            job.file, report=report, progress=progress, allow_overset=job.allow_overset, language=job.language
        )
    target = _target(job, built)
    may_write = built is not None and (job.output is not None or _is_inside(target, job.file.parent, report))
    held_back = not job.allow_overset and _failed(report, strict=job.strict)
    written = built is not None and may_write and not held_back and write_file(target, built.pdf, report)
    failed = _failed(report, strict=job.strict)
    as_json: dict[str, object] = {}
    if job.summarizes:
        as_json = json_report(report, built.summary if built is not None else None, target if written else None)
    findings = [
        Rendered(finding.severity, render_text(report, finding), render_github(report, finding))
        for finding in report.findings()
    ]
    if report.untold:
        more = f"{report.file}: and {report.untold} more"
        findings.append(Rendered("error", more, f"::error file={report.file}::{more}"))
    return Outcome(
        tuple(findings),
        str(target) if written else "",
        built.pages if built is not None else 0,
        built.knobs if built is not None else (),
        _why_not_written(job, target, report) if failed and not written else "",
        failed,
        as_json,
    )


def _target(job: Job, built: Built | None) -> Path:
    """Return where the PDF goes."""
    if job.output is not None:
        return job.output
    path = job.file.parent / (built.output if built is not None else job.file.with_suffix(".pdf").name)
    return path.with_suffix(f".{job.language}{path.suffix}") if job.names_language and job.language else path


def _failed(report: Report, *, strict: bool) -> bool:
    return report.has_errors or (strict and report.has_warnings)


def _why_not_written(job: Job, target: Path, report: Report) -> str:
    """Say that no PDF was written, and whether an older one still stands."""
    reason = "it has errors" if report.has_errors or not job.strict else "it has warnings, and --strict was given"
    kept = f"; {target} is the old one, left as it was" if os.path.lexists(target) else ""
    language = f" in {job.language}" if job.language else ""
    return f"{job.file} was not built{language}: {reason}{kept}"


def json_report(report: Report, summary: Summary | None, written: Path | None) -> dict[str, object]:
    """Return the findings and the summary as the object that report.schema.json describes."""
    from msgspec import to_builtins

    findings = report.findings()
    return {
        "file": report.file,
        "output": str(written) if written else None,
        "errors": sum(finding.severity == "error" for finding in findings),
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "untold": report.untold,
        "findings": [as_json_value(report, finding) for finding in findings],
        "summary": None if summary is None else to_builtins(summary),
    }


# Writing -------------------------------------------------------------------------------------------------------


def _is_inside(target: Path, folder: Path, report: Report) -> bool:
    """Whether the PDF that a brochure names lies in its folder; report where a link leads out of it."""
    real = Path(os.path.realpath(target.parent))
    if real.is_relative_to(os.path.realpath(folder)):
        return True
    report.error(
        "path-outside",
        f"the PDF {target} would be written to {real}, outside the brochure's folder",
        why="a brochure may only write beside and below its own file",
        mend="choose the place yourself with -o",
        origin=("settings", "output"),
    )
    return False


def write_file(target: Path, content: bytes, report: Report, kind: str = "a PDF") -> bool:
    """Write a file beside its target and rename it, so that no reader ever finds half a file.

    Args:
        target: Where to; a file of another kind that stands there is not replaced.
        content: The whole file; its first bytes tell its kind.
        report: Takes the reason when it cannot be written.
        kind: What to call the file.

    Returns:
        Whether it is written.
    """
    try:
        if not _may_be_replaced(target):
            _report_write_fault(target, OSError(0, "it is a folder or a device"), report)
            return False
        if _is_another_file(target, content):
            report.error(
                "cannot-write",
                f"{target} is there already, and it is not {kind}",
                why=f"only {kind} is replaced: this could be your text or a photo",
                mend="choose another name, or delete that file",
            )
            return False
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        _report_write_fault(target, error, report)
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        _report_write_fault(target, error, report)
        return False
    return True


def _may_be_replaced(target: Path) -> bool:
    """Whether nothing stands at `target`, or a file, or a link.

    Renaming would put a file in the place of a device: as root, `-o /dev/null` would take it from the whole machine.
    """
    if not os.path.lexists(target):
        return True
    mode = target.lstat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def _is_another_file(target: Path, content: bytes) -> bool:
    """Whether a file stands at `target` that begins otherwise than `content`; an empty one is nobody's."""
    if not target.is_file() or target.is_symlink():
        return False
    with target.open("rb") as file:
        start = file.read(_KIND)
    return start != b"" and start != content[:_KIND]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _report_write_fault(target: Path, error: OSError, report: Report) -> None:
    report.error(
        "cannot-write",
        f"{target} cannot be written: {error.strerror or error}",
        mend="close the file if it is open elsewhere, or choose another place",
    )
