"""The command line. The only file that prints or exits."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pdfbrochure import __version__
from pdfbrochure.build import Built, build
from pdfbrochure.diagnostics import BrochureError, Report, as_json_value, render_github, render_text

if TYPE_CHECKING:
    from pdfbrochure.model.brochure import PageCount
    from pdfbrochure.summary import Summary

# A build that takes longer shows how far it is.
PROGRESS_AFTER_SECONDS: Final = 1.0
FAILED: Final = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="pdfbrochure")
def main() -> None:
    """Make a brochure PDF from one YAML file."""


def _finding_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how findings are taken and printed."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "github"]),
            default="text",
            show_default=True,
            help="How findings are printed: for people, for programs, or as notes on GitHub.",
        ),
        click.option("--strict", is_flag=True, help="Fail on warnings too."),
    ):
        command = option(command)
    return command


@main.command("build")
@click.argument("file", default="brochure.yaml", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Name of the PDF; default: beside the brochure.")
@_finding_options
def build_command(file: Path, output: Path | None, strict: bool, form: str, quiet: bool) -> None:
    """Build the PDF of FILE (default: brochure.yaml in the current folder)."""
    report = Report(str(file))
    built = _build(file, report, quiet=quiet)
    target = output or (file.parent / built.output if built else None)
    written = False
    if built is not None and target is not None and not (strict and report.has_warnings):
        written = _write(target, built.pdf, report)
    _print_findings(report, form, quiet=quiet)
    if form == "json":
        _print_json(report, built.summary if built else None, target if written else None)
    elif written and built is not None and not quiet and form == "text":
        click.echo(f"{target}: {_count(built.pages)}")
    if _failed(report, strict=strict):
        if form != "json" and not written:
            _say_failed(file, output, report, strict=strict)
        sys.exit(FAILED)


class _Pages(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.3
    """The value of `--pages`: `4`, `2-6` or `x4`."""

    name = "PAGES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the pair of the words as typed and the page count that they mean."""
        # Imported when used: help and version need nothing of the model.
        from pdfbrochure.model.brochure import PageCount
        from pdfbrochure.model.scalars import MOST_PAGES

        match = re.fullmatch(
            r"\s*(?:([0-9]{1,4})(?:\s*[-\u2013]\s*([0-9]{1,4}))?|[xX\u00d7]\s*([0-9]{1,4}))\s*", str(value)
        )
        numbers = [int(number) for number in match.groups() if number] if match else []
        if match is None or not all(1 <= number <= MOST_PAGES for number in numbers) or numbers != sorted(numbers):
            forms = "write 4 for exactly four pages, 2-6 for two to six, or x4 for a multiple of four"
            self.fail(f"{value!r} is no number of pages; {forms}", param, ctx)
        if match[3]:
            return PageCount(multiple_of=numbers[0])
        return PageCount(numbers[0], numbers[-1])


@main.command("check")
@click.argument("file", default="brochure.yaml", type=click.Path(path_type=Path))
@click.option(
    "--pages",
    type=_Pages(),
    help="The number of pages that there must be: 4 for exactly four, 2-6 for two to six, x4 for a multiple of four.",
)
@_finding_options
def check_command(file: Path, pages: PageCount | None, strict: bool, form: str, quiet: bool) -> None:
    """Check FILE without writing anything: a brochure, or any PDF.

    FILE is brochure.yaml in the current folder when absent. A brochure goes through everything that a build does. Of
    a PDF the pages are counted.
    """
    from pdfbrochure.check import check_page_count
    from pdfbrochure.pdf import count_pages, is_pdf
    from pdfbrochure.summary import Summary

    report = Report(str(file))
    summary: Summary | None = None
    is_finished = is_pdf(file)
    if is_finished:
        count = count_pages(file, report)
        summary = None if count is None else Summary(count)
    else:
        built = _build(file, report, quiet=quiet)
        summary = built.summary if built else None
    if summary is not None and pages is not None:
        check_page_count(summary.pages, pages, file.name, report, is_finished=is_finished)
    _print_findings(report, form, quiet=quiet)
    failed = _failed(report, strict=strict)
    if form == "json":
        _print_json(report, summary, None)
    elif summary is not None and not failed and not quiet and form == "text":
        click.echo(f"{file}: {_count(summary.pages)}")
    if failed:
        if form != "json" and not report.has_errors:
            click.echo(f"{file} did not pass: it has warnings, and --strict was given", err=True)
        sys.exit(FAILED)


def _build(file: Path, report: Report, *, quiet: bool) -> Built | None:
    """Return what `file` builds to, or None when the report has errors."""
    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; name the brochure's YAML file, such as {file / 'brochure.yaml'}")
    # A build makes many small values and few rings: collecting would only look at them again and again.
    gc.disable()
    progress = _Progress(shown=not quiet and sys.stderr.isatty())
    try:
        return build(file, report=report, progress=progress)
    except BrochureError:
        return None
    finally:
        progress.close()


def _failed(report: Report, *, strict: bool) -> bool:
    return report.has_errors or (strict and report.has_warnings)


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _say_failed(file: Path, output: Path | None, report: Report, *, strict: bool) -> None:
    """Say that no PDF was written, and whether an older one still stands."""
    reason = "it has errors" if report.has_errors or not strict else "it has warnings, and --strict was given"
    old = output or file.with_suffix(".pdf")
    kept = f"; {old} is the old one, left as it was" if old.exists() else ""
    click.echo(f"{file} was not built: {reason}{kept}", err=True)


def _print_findings(report: Report, form: str, *, quiet: bool) -> None:
    if form == "json":
        return
    for finding in report.findings():
        if quiet and finding.severity == "warning":
            continue
        if form == "github":
            click.echo(render_github(report, finding), err=True)
        else:
            click.echo(_styled(render_text(report, finding), finding.severity), err=True)
    if report.untold:
        click.echo(f"{report.file}: and {report.untold} more", err=True)


def _styled(text: str, severity: str) -> str:
    """Return a finding with its severity in color, on a terminal that wants color (no-color.org)."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        return text
    color = "red" if severity == "error" else "yellow"
    return text.replace(f": {severity}[", ": " + click.style(severity, fg=color, bold=True) + "[", 1)


def _print_json(report: Report, summary: Summary | None, written: Path | None) -> None:
    """Print the findings and the summary as the object that report.schema.json describes."""
    from msgspec import to_builtins

    findings = report.findings()
    value = {
        "file": report.file,
        "output": str(written) if written else None,
        "errors": sum(finding.severity == "error" for finding in findings),
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "untold": report.untold,
        "findings": [as_json_value(report, finding) for finding in findings],
        "summary": None if summary is None else to_builtins(summary),
    }
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _write(target: Path, pdf: bytes, report: Report) -> bool:
    """Write the PDF beside its target and rename it, so that no reader ever finds half a file."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        _report_write_fault(target, error, report)
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pdf)
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _report_write_fault(target: Path, error: OSError, report: Report) -> None:
    report.error(
        "cannot-write",
        f"{target} cannot be written: {error.strerror or error}",
        mend="close the PDF if it is open elsewhere, or choose another place with -o",
    )


class _Progress:
    """Shows how far a build is, on one line that goes away, once it has taken longer than a second."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._start = time.monotonic()
        self._written = 0

    def __call__(self, what: str, done: int, count: int) -> None:
        """Note that `done` of `count` are done."""
        if not self._shown or time.monotonic() - self._start < PROGRESS_AFTER_SECONDS:
            return
        filled = 30 * done // max(count, 1)
        line = f"[{'#' * filled}{'.' * (30 - filled)}] {done} of {count} {what}"
        click.echo("\r" + line.ljust(self._written), nl=False, err=True)
        self._written = len(line)

    def close(self) -> None:
        """Take the line away."""
        if self._written:
            click.echo("\r" + " " * self._written + "\r", nl=False, err=True)
