"""The command line. The only file that prints or exits."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import click

from pdfbrochure import __version__
from pdfbrochure.build import Built, build
from pdfbrochure.diagnostics import BrochureError, Report, as_json_value, render_github, render_text

# A build that takes longer shows how far it is.
PROGRESS_AFTER_SECONDS: Final = 1.0
FAILED: Final = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="pdfbrochure")
def main() -> None:
    """Make a brochure PDF from one YAML file."""


@main.command("build")
@click.argument("file", default="brochure.yaml", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Name of the PDF; default: beside the brochure.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build_command(file: Path, output: Path | None, strict: bool, form: str, quiet: bool) -> None:
    """Build the PDF of FILE (default: brochure.yaml in the current folder)."""
    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; name the brochure's YAML file, such as {file / 'brochure.yaml'}")
    # A build makes many small values and few rings: collecting would only look at them again and again.
    gc.disable()
    report = Report(str(file))
    progress = _Progress(shown=not quiet and sys.stderr.isatty())
    built: Built | None = None
    try:
        built = build(file, report=report, progress=progress)
    except BrochureError:
        pass
    finally:
        progress.close()
    target = output or (file.parent / built.output if built else None)
    written = False
    if built is not None and target is not None and not (strict and report.has_warnings):
        written = _write(target, built.pdf, report)
    failed = report.has_errors or (strict and report.has_warnings)
    _print_findings(report, form, quiet=quiet)
    if form == "json":
        click.echo(json.dumps(_json_report(report, built, target if written else None), ensure_ascii=False, indent=1))
    elif written and built is not None and not quiet and form == "text":
        pages = "1 page" if built.pages == 1 else f"{built.pages} pages"
        click.echo(f"{target}: {pages}")
    if failed:
        if form != "json" and not written:
            _say_failed(file, output, report, strict=strict)
        sys.exit(FAILED)


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


def _json_report(report: Report, built: Built | None, written: Path | None) -> dict[str, object]:
    return {
        "file": report.file,
        "output": str(written) if written else None,
        "pages": built.pages if built and written else None,
        "errors": sum(finding.severity == "error" for finding in report.findings()),
        "warnings": sum(finding.severity == "warning" for finding in report.findings()),
        "findings": [as_json_value(report, finding) for finding in report.findings()],
    }


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
