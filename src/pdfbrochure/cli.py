"""The command line. The only file that prints or exits."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pdfbrochure import __version__
from pdfbrochure.build import Built, build
from pdfbrochure.diagnostics import BrochureError, Report, render_github, render_text
from pdfbrochure.jobs import Job, Outcome, json_report, languages_of, run_jobs, write_file

if TYPE_CHECKING:
    from pdfbrochure.model.brochure import PageCount
    from pdfbrochure.summary import Summary

# A build that takes longer shows how far it is.
PROGRESS_AFTER_SECONDS: Final = 1.0
FAILED: Final = 1
_PACKAGE: Final = Path(__file__).parent


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


@main.command("build", short_help="Build the PDF of a brochure, or of several.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Name of the PDF; default: beside the brochure.")
@click.option("--language", default="", metavar="TAG", help="Set this language of a brochure in several, such as fr.")
@click.option("--all-languages", is_flag=True, help="Build every language of a brochure: brochure.fr.pdf and so on.")
@click.option("--jobs", type=click.IntRange(1), help="Brochures built at the same time; default: the cores there are.")
@click.option(
    "--allow-overset", is_flag=True, help="Write the PDF even when it misses the page count; the error stays."
)
@_finding_options
def build_command(
    files: tuple[Path, ...],
    output: Path | None,
    language: str,
    all_languages: bool,
    jobs: int | None,
    allow_overset: bool,
    strict: bool,
    form: str,
    quiet: bool,
) -> None:
    """Build the PDF of each FILE (default: brochure.yaml in the current folder).

    One brochure that has errors does not stop the others; the exit code is 1 when any has.
    """
    named = files or (Path("brochure.yaml"),)
    for file in named:
        _refuse_folder(file)
    if language and all_languages:
        raise click.UsageError("--language sets one language and --all-languages sets all; give one of them")
    wanted = [
        Job(
            file,
            output,
            tag,
            allow_overset=allow_overset,
            strict=strict,
            names_language=all_languages,
            summarizes=form == "json",
        )
        for file in named
        for tag in (languages_of(file) if all_languages else (language,))
    ]
    if output is not None and len(wanted) > 1:
        raise click.UsageError(f"-o names one PDF, but {len(wanted)} are to be built; leave it out")
    # A build makes many small values and few rings: collecting would only look at them again and again.
    gc.disable()
    progress = _Progress(shown=not quiet and sys.stderr.isatty())
    outcomes = []
    try:
        for outcome in run_jobs(wanted, progress, jobs):
            progress.close()
            outcomes.append(outcome)
            _print_outcome(outcome, form, quiet=quiet)
    finally:
        progress.close()
    if form == "json":
        values = [outcome.as_json for outcome in outcomes]
        click.echo(json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=1))
    if any(outcome.failed for outcome in outcomes):
        sys.exit(FAILED)


def _print_outcome(outcome: Outcome, form: str, *, quiet: bool) -> None:
    """Print the findings of one brochure, and where its PDF is."""
    if form == "json":
        return
    for finding in outcome.findings:
        if quiet and finding.severity != "error":
            continue
        text = finding.github if form == "github" else _styled(finding.text, finding.severity)
        click.echo(text, err=True)
    if outcome.written and not quiet and form == "text":
        click.echo(f"{outcome.written}: {_count(outcome.pages)}")
        if outcome.knobs:
            click.echo(f"to fit: {', '.join(outcome.knobs)}")
    if outcome.said:
        click.echo(outcome.said, err=True)


def _refuse_folder(file: Path) -> None:
    if os.path.isdir(file):  # noqa: PTH112  # Path.is_dir() raises where a folder above may not be entered
        raise click.UsageError(f"{file} is a folder; name the brochure's YAML file, such as {file / 'brochure.yaml'}")


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


@main.command("check", short_help="Check a brochure or a PDF, and write nothing.")
@click.argument("file", default="brochure.yaml", type=click.Path(path_type=Path))
@click.option(
    "--pages",
    type=_Pages(),
    help="The number of pages that there must be: 4 for exactly four, 2-6 for two to six, x4 for a multiple of four.",
)
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path),
    metavar="HTML",
    help="Write the accessibility officer's report on a brochure to this file.",
)
@click.option("--verapdf", "asks_verapdf", is_flag=True, help="Have veraPDF judge the PDF, where it is installed.")
@_finding_options
def check_command(
    file: Path, pages: PageCount | None, page: Path | None, asks_verapdf: bool, strict: bool, form: str, quiet: bool
) -> None:
    """Check FILE, a brochure or any PDF, and write no PDF.

    FILE is brochure.yaml in the current folder when absent. A brochure goes through everything that a build does. Of
    a PDF the pages are counted, and its tags, title, language, fonts, sizes and pictures looked at.
    """
    from pdfbrochure.check import check_page_count
    from pdfbrochure.finished.count import is_pdf

    report = Report(str(file))
    is_finished = is_pdf(file)
    if is_finished and page is not None:
        raise click.UsageError("--report needs the brochure's YAML file, in which the texts and photos are")
    said: list[str] = []
    if is_finished:
        summary = _check_pdf(file, report, said, asks_verapdf=asks_verapdf)
    else:
        built = _build(file, report, quiet=quiet)
        summary = built.summary if built else None
        if built is not None and asks_verapdf:
            said += _judged(built.pdf, built.output, report)
        if (
            built is not None
            and page is not None
            and write_file(page, built.officer().encode(), report, "an HTML page")
        ):
            said.append(f"{page} is written: the report for an accessibility officer")
    if summary is not None and pages is not None:
        check_page_count(summary.pages, pages, file.name, report, is_finished=is_finished)
    _print_findings(report, form, quiet=quiet)
    failed = _failed(report, strict=strict)
    if form == "json":
        click.echo(json.dumps(json_report(report, summary, None), ensure_ascii=False, indent=1))
    elif summary is not None and not quiet and form == "text":
        for line in ([] if failed else [f"{file}: {_count(summary.pages)}"]) + said:
            click.echo(line)
    if failed:
        if form != "json" and not report.has_errors:
            click.echo(f"{file} did not pass: it has warnings, and --strict was given", err=True)
        sys.exit(FAILED)


def _check_pdf(file: Path, report: Report, said: list[str], *, asks_verapdf: bool) -> Summary | None:
    """Return the pages of a PDF, and add to `said` what it is like; None when it cannot be read."""
    from pdfbrochure.assets.photos import SOFT_PPI
    from pdfbrochure.finished.count import count_pages
    from pdfbrochure.finished.inspect import inspect
    from pdfbrochure.summary import Summary

    count = count_pages(file, report)
    if count is None:
        return None
    facts = inspect(file, report, SOFT_PPI)
    if facts is not None:
        said.append(f"  {facts}")
    if asks_verapdf:
        said += _judged(file.read_bytes(), file.name, report)
    return Summary(count)


def _judged(pdf: bytes, name: str, report: Report) -> list[str]:
    from pdfbrochure.finished.verapdf import judge

    return [f"  veraPDF: {standard} is kept" for standard in judge(pdf, name, report)]


@main.command("init", short_help="Write a brochure to start from.")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """Write a brochure to start from into FOLDER (default: the current folder), and a schema for editors beside it.

    The folder is made when it is not there. No file is ever overwritten.
    """
    from pdfbrochure.model.schema import as_json, brochure_schema

    report = Report(str(folder))
    starter = (_PACKAGE / "starter.yaml").read_text(encoding="utf-8")
    texts = {folder / "brochure.yaml": starter, folder / "brochure.schema.json": as_json(brochure_schema())}
    written: list[Path] = []
    try:
        for path in texts:
            # A broken link counts as well: writing would follow it.
            if os.path.lexists(path):
                mend = "name another folder, or move the file away"
                report.error("file-exists", f"{path} exists already; nothing was written", mend=mend)
        if not report.has_errors:
            folder.mkdir(parents=True, exist_ok=True)
            for path, text in texts.items():
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    written.append(path)
                    file.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        what = f"{folder} cannot be written to: {error.strerror or error}"
        report.error("cannot-write", what, mend="name another folder")
    _print_findings(report, "text", quiet=False)
    if report.has_errors:
        sys.exit(FAILED)
    for path in texts:
        click.echo(f"{path} is written")
    name = str(folder / "brochure.yaml")
    shown = f'"{name}"' if " " in name else name
    click.echo(f"Now open it in a text editor, and type: pdfbrochure build {shown}")


@main.command("themes", short_help="List the designs and their palettes.")
def themes_command() -> None:
    """List the designs that `theme` in a brochure's settings may name, and their palettes."""
    from pdfbrochure.model.brochure import Settings
    from pdfbrochure.model.theme import known_themes, load_theme

    for name in known_themes():
        theme = load_theme(Settings(theme=name), Report())
        assert theme is not None, "a bundled theme can be loaded"
        click.echo(f"{name}: {theme.help}")
        for palette, colors in theme.palettes.items():
            shown = ", ".join(f"{role} {color}" for role, color in colors.items())
            click.echo(f"  palette {palette}: {shown}")


@main.command("schema", short_help="Print the JSON Schema of a brochure.")
def schema_command() -> None:
    """Print the JSON Schema of a brochure file, with which editors complete and check it."""
    from pdfbrochure.model.schema import as_json, brochure_schema

    click.echo(as_json(brochure_schema()), nl=False)


@main.command("explain", short_help="Tell what a finding means.")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Tell the long story of a finding's CODE, the word in brackets; without one, list all codes."""
    from pdfbrochure.explain import load_explanations, nearest_code, render_explanation, render_list

    known = load_explanations()
    if code is None:
        click.echo(render_list(known))
    elif code in known:
        click.echo(render_explanation(code, known[code]))
    else:
        near = nearest_code(code, known)
        mend = f"did you mean {near}?" if near else "`pdfbrochure explain` lists all codes"
        raise click.UsageError(f"there is no code {code!r}; {mend}")


def _build(file: Path, report: Report, *, quiet: bool) -> Built | None:
    """Return what `file` builds to, or None when the report has errors."""
    _refuse_folder(file)
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


def _print_findings(report: Report, form: str, *, quiet: bool) -> None:
    if form == "json":
        return
    for finding in report.findings():
        if quiet and finding.severity != "error":
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
    color = {"error": "red", "warning": "yellow"}.get(severity, "cyan")
    return text.replace(f": {severity}[", ": " + click.style(severity, fg=color, bold=True) + "[", 1)


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
