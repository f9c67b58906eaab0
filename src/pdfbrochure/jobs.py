"""Builds brochures and writes their PDFs: one, or several at the same time, each in a process of its own.

Prints nothing; an `Outcome` holds all that is to be said, as plain values that pass between processes.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from pdfbrochure.batches import run_batch
from pdfbrochure.cache import Cache, Words
from pdfbrochure.diagnostics import BrochureError, Printed, Report, as_json_values, render_all
from pdfbrochure.editions import Kind, Written, make_editions, named_for
from pdfbrochure.files import Folder
from pdfbrochure.pipeline import Built, Progress, Run
from pdfbrochure.several import Row, row_of, set_alike
from pdfbrochure.writing import fault_of_name, write_file

if TYPE_CHECKING:
    from pdfbrochure.model.edition import Common
    from pdfbrochure.summary import Summary

# What people take the program to write as well.
_OTHER_KINDS: Final = (
    *(".doc", ".docx", ".odt", ".txt", ".md", ".html", ".htm", ".epub", ".indd", ".idml", ".pub", ".yaml", ".yml"),
    *(".png", ".jpg", ".jpeg", ".svg", ".ps", ".eps", ".zip"),
)
# `-o -` writes to standard output.
STANDARD_OUTPUT: Final = Path("-")
# Brochures of one office share most of their words.
_WORDS: Final = Words()


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
        ics: Whether the agendas are also written to a calendar file beside the PDF.
        kinds: Which files are wanted: for the screen, for a press, to be mailed.
        common: The setting that all languages of the brochure share.
    """

    file: Path
    output: Path | None
    language: str
    allow_overset: bool
    strict: bool
    names_language: bool
    summarizes: bool
    ics: bool = False
    kinds: tuple[Kind, ...] = ("screen",)
    common: Common | None = None


class File(Struct, frozen=True):
    """A file that was written: what for, where, its pages or sides of sheets, and its bytes."""

    kind: Kind
    name: str
    pages: int
    size: int

    @property
    def as_json(self) -> dict[str, object]:
        """It as the report for programs has it."""
        return {"for": self.kind, "output": self.name, "pages": self.pages, "bytes": self.size}


class Outcome(Struct, frozen=True):
    """What became of a job.

    Attributes:
        findings: To print.
        files: The PDFs that were written.
        knobs: What was changed to reach the page count.
        said: Why no PDF was written, and which old one still stands; "" when one was.
        failed: Whether the exit code must tell.
        as_json: The report for programs, empty when it is not wanted.
        streamed: The PDF, where it is to go to standard output.
        row: Its row in the table of all languages; None where only one is built.
    """

    findings: tuple[Printed, ...]
    files: tuple[File, ...]
    knobs: tuple[str, ...]
    said: str
    failed: bool
    as_json: dict[str, object]
    streamed: bytes = b""
    row: Row | None = None

    @property
    def written(self) -> str:
        """The first of the PDFs that were written, or "" when none was."""
        return self.files[0].name if self.files else ""


def languages_of(file: Path) -> tuple[str, ...]:
    """Return the languages that a brochure has texts in; its own alone when it cannot be read."""
    from pdfbrochure.model.validate import find_translations
    from pdfbrochure.read import read

    try:
        return find_translations(read(file.name, Folder(file.parent), Report(str(file))))
    except BrochureError:
        # The build will say what is wrong.
        return ("",)


def run_jobs(jobs: Sequence[Job], progress: Progress, most: int | None) -> Generator[Outcome, None, None]:
    """Yield the outcome of each job in their order; several run at the same time where that is faster.

    Args:
        jobs: What to build.
        progress: Called with the pages or brochures done.
        most: So many at the same time; by default as many as there are cores, once that is faster.
    """
    yield from run_batch(jobs, run_job, lambda job: run_job(job, progress), _outcome_of_death, progress, most)


def _outcome_of_death(job: Job, exit_code: int | None) -> Outcome:
    """Return what is said of a job whose process ended before it answered."""
    report = Report(str(job.file))
    name = f"stopped by the system (signal {-exit_code})" if exit_code and exit_code < 0 else "ended unexpectedly"
    report.error(
        "worker-killed",
        f"the build of {job.file} was {name}, perhaps because memory ran out; the other brochures are not touched",
        mend=f"build it alone: pdfbrochure build {job.file}",
        placed=False,
    )
    return _outcome(job, None, (), report)


def run_job(job: Job, progress: Progress | None = None) -> Outcome:
    """Build one brochure and write its PDF, if it may be written."""
    report = Report(str(job.file))
    if job.output is not None and job.output != STANDARD_OUTPUT and not _may_be_named(job.output, report):
        return _outcome(job, None, (), report)
    built: Built | None = None
    with contextlib.suppress(BrochureError):
        run = Run(
            job.file,
            report=report,
            progress=progress,
            cache=Cache(once=True, words=_WORDS),
            allow_overset=job.allow_overset,
            language=job.language,
        )
        built = set_alike(run, job.common).built(screen="screen" in job.kinds)
    held_back = built is None or (not job.allow_overset and _failed(report, strict=job.strict))
    if built is None or held_back:
        return _outcome(job, built, (), report)
    files: list[File] = []
    streamed = b""
    with contextlib.suppress(BrochureError):
        for made in make_editions(built, job.kinds):
            if _failed(report, strict=job.strict) and not job.allow_overset:
                break
            target = _target(job, built, made.kind)
            if job.output == STANDARD_OUTPUT:
                streamed = made.pdf
            elif not _write(job, target, made, built, report):
                break
            files.append(File(made.kind, str(target), made.pages, len(made.pdf)))
    if files and job.ics and job.output != STANDARD_OUTPUT:
        _write_calendar(_target(job, built).with_suffix(".ics"), built, report)
    return _outcome(job, built, tuple(files), report, streamed)


def _write(job: Job, target: Path, made: Written, built: Built, report: Report) -> bool:
    """Write one file of a brochure; return whether it could be written."""
    origin = ("settings", "output") if built.names_output and job.output is None else None
    may_write = job.output is not None or _is_inside(target, job.file.parent, report)
    return may_write and write_file(target, made.pdf, report, origin=origin)


def _outcome(job: Job, built: Built | None, files: tuple[File, ...], report: Report, streamed: bytes = b"") -> Outcome:
    """Return what became of a job, ready to print."""
    failed = _failed(report, strict=job.strict)
    findings = render_all(report)
    summary = built.summary if built is not None and (job.summarizes or job.names_language) else None
    return Outcome(
        findings=tuple(findings),
        files=files,
        knobs=built.knobs if built is not None else (),
        said=_why_not_written(job, built, files, report) if failed and len(files) < len(job.kinds) else "",
        failed=failed,
        as_json=json_report(report, summary, files, job.language) if job.summarizes else {},
        streamed=streamed,
        row=row_of(job.language, summary) if job.names_language else None,
    )


def _may_be_named(target: Path, report: Report) -> bool:
    """Whether a PDF may have the name that was typed behind `-o`; report why not."""
    if _says_more(target):
        return True
    why = fault_of_name(target.name)
    if target.suffix.lower() != ".pdf":
        stem = target.stem if target.suffix.lower() in _OTHER_KINDS else target.name
        what = f"{target} does not end with .pdf, and a PDF is all that is written"
        report.error("bad-path", what, mend=f"write -o {target.parent / stem}.pdf", placed=False)
        return False
    if why:
        report.error("bad-path", f"{target.name} {why}", mend="choose another name, such as brochure.pdf", placed=False)
        return False
    return True


def _says_more(target: Path) -> bool:
    """Whether what stands at a target says more than its name: a folder, a device, another file, one to be filled."""
    if not os.path.lexists(target):
        return False
    try:
        if not target.is_file() or not target.suffix:
            return True
        with target.open("rb") as file:
            return file.read(5) not in (b"", b"%PDF-")
    except OSError:
        return True


def _target(job: Job, built: Built | None, kind: Kind = "screen") -> Path:
    """Return where the PDF goes."""
    if job.output is not None:
        return job.output if kind == "screen" or job.kinds == (kind,) else named_for(job.output, kind)
    path = job.file.parent / (built.output if built is not None else job.file.with_suffix(".pdf").name)
    if job.names_language and job.language:
        path = path.with_suffix(f".{job.language}{path.suffix}")
    return named_for(path, kind)


def _failed(report: Report, *, strict: bool) -> bool:
    return report.has_errors or (strict and report.has_warnings)


def _why_not_written(job: Job, built: Built | None, files: tuple[File, ...], report: Report) -> str:
    """Say that no PDF was written, and whether an older one still stands."""
    codes = {finding.code for finding in report.findings() if finding.severity == "error"}
    kind = job.kinds[len(files)]
    target = _target(job, built, kind)
    stands = target not in (STANDARD_OUTPUT, job.file) and os.path.isfile(target)  # noqa: PTH113  # raises nothing
    kept = f"; {target} is the old one, left as it was" if stands and codes != {"bad-path"} else ""
    language = f" in {job.language}" if job.language else ""
    language += f" for {kind}" if kind != "screen" and built is not None else ""
    if built is not None and codes and codes <= {"cannot-write", "path-outside"}:
        return f"{job.file} was built{language}, but its PDF was not written{kept}"
    reason = "it has errors" if report.has_errors or not job.strict else "it has warnings, and --strict was given"
    return f"{job.file} was not built{language}: {reason}{kept}"


def json_report(
    report: Report, summary: Summary | None, files: Sequence[File] = (), language: str = ""
) -> dict[str, object]:
    """Return the findings and the summary as the object that report.schema.json describes."""
    from msgspec import to_builtins

    findings = report.findings()
    return {
        "file": report.file,
        "language": language,
        "output": files[0].name if files else None,
        "files": [file.as_json for file in files],
        "errors": sum(finding.severity == "error" for finding in findings),
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "untold": report.untold,
        "findings": as_json_values(report),
        "summary": None if summary is None else to_builtins(summary),
    }


# Writing -------------------------------------------------------------------------------------------------------


def _write_calendar(target: Path, built: Built, report: Report) -> None:
    """Write the agendas of a brochure to a calendar file."""
    from pdfbrochure.ics import calendar_of  # only needed where it is asked for

    calendar = calendar_of(built.run.brochure)
    report.take(calendar.findings)
    if calendar.content:
        write_file(target, calendar.content, report, "a calendar")


def _is_inside(target: Path, folder: Path, report: Report) -> bool:
    """Whether the PDF that a brochure names lies in its folder; report where a link leads out of it."""
    real = Path(os.path.realpath(target))
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
