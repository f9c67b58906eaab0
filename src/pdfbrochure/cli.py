"""The command line: which commands there are, and what they say. Only here and in `terminal` is anything printed."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pdfbrochure.diagnostics import BrochureError, Report, render_all
from pdfbrochure.editions import FOR, PrintRun, make_editions, size_in_words
from pdfbrochure.formats import DOCUMENTS, as_document
from pdfbrochure.jobs import STANDARD_OUTPUT, Job, Outcome, json_report, languages_of, run_jobs
from pdfbrochure.options import Pages, finding_options, for_option, language_options, version_option
from pdfbrochure.pipeline import Built, Run
from pdfbrochure.several import Row, as_table, common_setting, row_of, set_alike
from pdfbrochure.terminal import FAILED, Program, Progress, say, say_document
from pdfbrochure.writing import write_file

if TYPE_CHECKING:
    from pdfbrochure.finished.verapdf import Opinion
    from pdfbrochure.model.brochure import PageCount
    from pdfbrochure.model.edition import Common
    from pdfbrochure.summary import Summary


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@version_option
def main() -> None:
    """Make a brochure PDF from one YAML file."""
    try:
        Path.cwd()
    except OSError:
        raise click.ClickException("the folder in which you are is gone; go into another: cd") from None


def _wanted(files: Sequence[Path], language: str, *, all_languages: bool) -> list[tuple[Path, str]]:
    """Return each brochure with each language in which it is to be set; "" is its own."""
    for file in files:
        _refuse_folder(file)
    if language and all_languages:
        raise click.UsageError("--language sets one language and --all-languages sets all; give one of them")
    return [(file, tag) for file in files for tag in (languages_of(file) if all_languages else (language,))]


@main.command("build", short_help="Build the PDF of a brochure, or of several.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Name of the PDF, or - for standard output.")
@language_options
@for_option
@click.option("--jobs", type=click.IntRange(1), help="Brochures built at the same time; default: the cores there are.")
@click.option(
    "--allow-overset", is_flag=True, help="Write the PDF even when it misses the page count; the error stays."
)
@click.option("--ics", is_flag=True, help="Also write the dates of its agendas to a calendar file beside the PDF.")
@finding_options
def build_command(
    files: tuple[Path, ...],
    output: Path | None,
    language: str,
    all_languages: bool,
    use: str,
    jobs: int | None,
    allow_overset: bool,
    ics: bool,
    strict: bool,
    form: str,
    quiet: bool,
) -> None:
    """Build the PDF of each FILE (default: brochure.yaml in the current folder).

    One brochure that has errors does not stop the others; the exit code is 1 when any has.
    """
    aside = output == STANDARD_OUTPUT
    pairs = _wanted(files or (Path("brochure.yaml"),), language, all_languages=all_languages)
    alike = _alike(pairs) if all_languages else {}
    wanted = [
        Job(file, output, tag, allow_overset, strict, all_languages, form in DOCUMENTS, ics, FOR[use], alike.get(file))
        for file, tag in pairs
    ]
    if output is not None and len(wanted) > 1:
        raise click.UsageError(f"-o names one PDF, but {len(wanted)} are to be built; leave it out")
    if aside and len(FOR[use]) > 1:
        raise click.UsageError(f"-o - writes one PDF, but --for {use} makes {len(FOR[use])}; give one of them")
    if aside and form in DOCUMENTS:
        raise click.UsageError(f"-o - and --format {form} both write to standard output; give one of them")
    if aside and sys.stdout.isatty():
        raise click.UsageError(
            "-o - would fill the screen with a PDF; send it on: pdfbrochure build -o - > brochure.pdf"
        )
    # A build makes many small values and few rings: collecting would only look at them again and again.
    gc.disable()
    progress = Progress(shown=not quiet and sys.stderr.isatty())
    outcomes = []
    told: set[str] = set()
    with contextlib.closing(progress), contextlib.closing(run_jobs(wanted, progress, jobs)) as built:
        for outcome in built:
            progress.close()
            outcomes.append(outcome)
            _print_outcome(outcome, form, told, quiet=quiet, aside=aside)
            if outcome.streamed:
                sys.stdout.buffer.write(outcome.streamed)
                sys.stdout.buffer.flush()
    if form == "text" and not quiet:
        _print_tables([(job.file, outcome.row) for job, outcome in zip(wanted, outcomes, strict=True)], aside=aside)
    if form in DOCUMENTS:
        say_document(as_document(form, [outcome.as_json for outcome in outcomes], strict=strict))
    if any(outcome.failed for outcome in outcomes):
        sys.exit(FAILED)


def _print_outcome(outcome: Outcome, form: str, told: set[str], *, quiet: bool, aside: bool) -> None:
    """Print the findings of one brochure but those told before, and where its PDF is; `aside` from standard output."""
    if form == "json":
        return
    is_command = form == "github"
    for finding in outcome.findings:
        text = finding.github if is_command else finding.text
        if not (quiet and finding.severity != "error") and text not in told:
            say(text, err=True, severity="" if is_command else finding.severity, is_command=is_command)
        told.add(text)
    if outcome.files and not quiet and form == "text":
        for file in outcome.files:
            name = "standard output" if aside else file.name
            say(f"{name}: {_count(file.pages)}, {size_in_words(file.size)}", err=aside)
        if outcome.knobs and outcome.row is None:
            say(f"to fit: {', '.join(outcome.knobs)}", err=aside)
    if outcome.said:
        say(outcome.said, err=True)


def _alike(pairs: Sequence[tuple[Path, str]]) -> dict[Path, Common | None]:
    """Return for each brochure the setting that all its languages share."""
    return {file: common_setting(file, [tag for other, tag in pairs if other == file]) for file, _tag in pairs}


def _print_tables(rows: Sequence[tuple[Path, Row | None]], *, aside: bool = False) -> None:
    """Print what each language of a brochure came to, one table a brochure in several."""
    for file in dict.fromkeys(file for file, row in rows if row is not None):
        own = [row for other, row in rows if other == file and row is not None]
        for line in as_table(own) if len(own) > 1 else ():
            say(line, err=aside)


def _refuse_folder(file: Path) -> None:
    if os.path.isdir(file):  # noqa: PTH112  # Path.is_dir() raises where a folder above may not be entered
        raise click.UsageError(f"{file} is a folder; name the brochure's YAML file, such as {file / 'brochure.yaml'}")


@main.command("check", short_help="Check brochures or PDFs, and write nothing.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--pages",
    type=Pages(),
    help="The number of pages that there must be: 4 for exactly four, 2-6 for two to six, x4 for a multiple of four.",
)
@language_options
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path),
    metavar="HTML",
    help="Write the accessibility officer's report on the brochure or PDF to this file; with --for print, that for the "
    "printer.",
)
@for_option
@click.option("--verapdf", "asks_verapdf", is_flag=True, help="Have veraPDF judge the PDF, where it is installed.")
@finding_options
def check_command(
    files: tuple[Path, ...],
    pages: PageCount | None,
    language: str,
    all_languages: bool,
    page: Path | None,
    use: str,
    asks_verapdf: bool,
    strict: bool,
    form: str,
    quiet: bool,
) -> None:
    """Check each FILE, a brochure or any PDF, and write no PDF.

    FILE is brochure.yaml in the current folder when absent. A brochure goes through everything that a build does. Of
    a PDF the pages are counted, and its tags, title, language, fonts, sizes and pictures looked at.
    """
    from pdfbrochure.finished.count import is_pdf

    named = files or (Path("brochure.yaml"),)
    pdfs = {file for file in named if is_pdf(file)}
    wanted = _wanted([file for file in named if file not in pdfs], language, all_languages=all_languages)
    wanted = [
        pair for file in named for pair in ([(file, "")] if file in pdfs else [w for w in wanted if w[0] == file])
    ]
    if pdfs and "print" in FOR[use]:
        raise click.UsageError("--for print checks brochures; of a PDF nobody knows how it is to be printed")
    if page is not None and len(wanted) > 1:
        raise click.UsageError(f"--report names one page, but {len(wanted)} files are to be checked")
    alike = _alike([pair for pair in wanted if pair[0] not in pdfs]) if all_languages else {}
    told: set[str] = set()
    reports = []
    rows: list[tuple[Path, Row | None]] = []
    has_failed = False
    for file, tag in wanted:
        report = Report(str(file))
        said: list[str] = []
        summary = (
            _check_pdf(file, page, report, said, asks_verapdf=asks_verapdf)
            if file in pdfs
            else _check_brochure(
                file, tag, alike.get(file), page, report, said, quiet=quiet, asks_verapdf=asks_verapdf, use=use
            )
        )
        rows.append((file, row_of(tag, summary) if all_languages and file not in pdfs else None))
        if summary is not None and pages is not None:
            from pdfbrochure.check import check_page_count

            check_page_count(summary.pages, pages, file.name, report, is_finished=file in pdfs)
        _print_findings(report, form, quiet=quiet, told=told)
        failed = _failed(report, strict=strict)
        has_failed = has_failed or failed
        name = f"{file} in {tag}" if tag else str(file)
        if form in DOCUMENTS:
            reports.append(json_report(report, summary, (), tag))
        elif summary is not None and not quiet and form == "text":
            for line in ([] if failed else [f"{name}: {_count(summary.pages)}"]) + said:
                say(line)
        if failed and form != "json" and (tag or len(wanted) > 1 or not report.has_errors):
            reason = "errors" if report.has_errors else "warnings, and --strict was given"
            say(f"{name} did not pass: it has {reason}", err=True)
    if form == "text" and not quiet:
        _print_tables(rows)
    if form in DOCUMENTS:
        say_document(as_document(form, reports, strict=strict))
    if has_failed:
        sys.exit(FAILED)


def _check_brochure(
    file: Path,
    language: str,
    common: Common | None,
    page: Path | None,
    report: Report,
    said: list[str],
    *,
    quiet: bool,
    asks_verapdf: bool,
    use: str,
) -> Summary | None:
    """Return what a brochure is built to, and add to `said` what else was done; None when it has errors."""
    kinds = FOR[use]
    built = _build(file, language, common, report, quiet=quiet, screen="screen" in kinds)
    if built is None:
        return None
    if "print" in kinds:
        with contextlib.suppress(BrochureError):
            printed = PrintRun(built.run)
            _findings = printed.proofed
            if page is not None and use == "print":
                _write_page(page, printed.report, report, said, "the report for the printer")
    if "email" in kinds:
        with contextlib.suppress(BrochureError):
            _mailed = list(make_editions(built, ("email",)))
    if "screen" not in kinds:
        return built.summary
    opinions = _opinions(built.pdf, report, asks=asks_verapdf, reports=page is not None)
    said += _judged(opinions, built.output, report) if asks_verapdf else []
    if page is not None:
        _write_page(page, built.officer(opinions), report, said)
    return built.summary


def _write_page(
    page: Path, text: str, report: Report, said: list[str], what: str = "the report for an accessibility officer"
) -> None:
    """Write a report as an HTML page."""
    if write_file(page, text.encode(), report, "an HTML page"):
        said.append(f"{page} is written: {what}")


def _check_pdf(file: Path, page: Path | None, report: Report, said: list[str], *, asks_verapdf: bool) -> Summary | None:
    """Return the pages of a PDF, and add to `said` what it is like; None when it cannot be read."""
    from pdfbrochure import __version__
    from pdfbrochure.assets.photos import SOFT_PPI
    from pdfbrochure.finished.count import count_pages
    from pdfbrochure.finished.inspect import inspect
    from pdfbrochure.officer import exhibit_of_file, write_officer_page
    from pdfbrochure.officer.findings import report_failures
    from pdfbrochure.summary import Summary

    count = count_pages(file, report)
    if count is None:
        return None
    inspected = inspect(file, report, SOFT_PPI, shows=page is not None)
    opinions = _opinions(file.read_bytes(), report, asks=asks_verapdf, reports=page is not None)
    if inspected is not None:
        said.append(f"  {inspected.facts}")
    said += _judged(opinions, file.name, report) if asks_verapdf else []
    exhibit = exhibit_of_file(file, inspected, opinions)
    report_failures(exhibit.judgment, exhibit.reading, file.name, report)
    if page is not None:
        _write_page(page, write_officer_page(exhibit, __version__), report, said)
    return Summary(count)


def _opinions(pdf: bytes, report: Report, *, asks: bool, reports: bool) -> tuple[Opinion, ...] | None:
    """Return what veraPDF says, for whoever asks or for a report; None when it was not asked.

    That it is missing is said only to who asks.
    """
    from pdfbrochure.finished import verapdf

    if not asks and not (reports and verapdf.is_there()):
        return None
    try:
        return verapdf.ask(pdf)
    except OSError as error:
        if asks:
            mend = "install it from verapdf.org, or leave --verapdf out"
            report.error("no-verapdf", f"veraPDF cannot be asked: {error.strerror or error}", mend=mend)
        return None


def _judged(opinions: tuple[Opinion, ...] | None, name: str, report: Report) -> list[str]:
    from pdfbrochure.finished.verapdf import judge

    return [f"  veraPDF: {standard} is kept" for standard in judge(opinions or (), name, report)]


@main.command("init", short_help="Write a brochure to start from.")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option(
    "--template", type=click.Choice(["newsletter", "digest", "programme", "flyer", "leaflet", "annual"]),
    help="A whole brochure of a kind, to be written over.",
)  # fmt: skip
def init_command(folder: Path, template: str | None) -> None:
    """Write a brochure to start from into FOLDER (default: the current folder), and a schema for editors beside it.

    The folder is made when it is not there. No file is ever overwritten.
    """
    from pdfbrochure.beginnings import files_of_template
    from pdfbrochure.importers.folders import write_folder
    from pdfbrochure.model.schema import as_json, brochure_schema

    report = Report(str(folder))
    files = files_of_template(template or "starter") | {"brochure.schema.json": as_json(brochure_schema()).encode()}
    write_folder(folder, files, report)
    _print_findings(report, "text", quiet=False)
    if report.has_errors:
        sys.exit(FAILED)
    for name in files:
        say(f"{folder / name} is written")
    name = str(folder / "brochure.yaml")
    shown = f'"{name}"' if " " in name else name
    say(f"Now open it in a text editor, and type: pdfbrochure build {shown}")


@main.command("themes", short_help="List the designs and their palettes, or show them.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Print what the boxes of a theme file of your own may say.")
@click.option(
    "--gallery", type=click.Path(path_type=Path), metavar="OUT.html",
    help="Write a web page with the first page of FILE in each design.",
)  # fmt: skip
def themes_command(file: Path | None, explain: bool, gallery: Path | None) -> None:
    """List the designs that `theme` in a brochure's settings may name, and their palettes.

    FILE is the brochure that a gallery shows: brochure.yaml in the current folder, or a sample where there is none.
    """
    if explain:
        from pdfbrochure.model.vocabulary import as_text

        say(as_text())
        return
    if gallery is not None:
        _write_gallery(file, gallery)
        return
    from pdfbrochure.model.brochure import Settings
    from pdfbrochure.model.themes import known_themes, load_theme

    for name in known_themes():
        theme = load_theme(Settings(theme=name), Report())
        assert theme is not None, "a bundled theme can be loaded"
        say(f"{name}: {theme.help}")
        for palette, colors in theme.palettes.items():
            shown = ", ".join(f"{role} {color}" for role, color in colors.items())
            say(f"  palette {palette}: {shown}")


def _write_gallery(file: Path | None, target: Path) -> None:
    from pdfbrochure.beginnings import files_of_template
    from pdfbrochure.files import Memory
    from pdfbrochure.gallery import make_gallery

    shown = file or Path("brochure.yaml")
    files = None if file is not None or shown.exists() else Memory(files_of_template("newsletter"))
    report = Report(str(shown))
    try:
        page = make_gallery(shown, report, files)
    except BrochureError:
        page = ""
    if page and write_file(target, page.encode(), report, "a gallery"):
        say(f"{target} is written: {'a sample' if files else shown} in each theme")
    _print_findings(report, "text", quiet=True)
    if report.has_errors:
        sys.exit(FAILED)


def _build(
    file: Path, language: str, common: Common | None, report: Report, *, quiet: bool, screen: bool
) -> Built | None:
    """Return what `file` builds to, or None when the report has errors."""
    _refuse_folder(file)
    gc.disable()
    progress = Progress(shown=not quiet and sys.stderr.isatty())
    try:
        run = set_alike(Run(file, report=report, progress=progress, language=language), common)
        return run.built(screen=screen)
    except BrochureError:
        return None
    finally:
        progress.close()


def _failed(report: Report, *, strict: bool) -> bool:
    return report.has_errors or (strict and report.has_warnings)


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _print_findings(report: Report, form: str, *, quiet: bool, told: set[str] | None = None) -> None:
    """Print the findings but those that were told before, of the same file in another language."""
    if form == "json":
        return
    told = set() if told is None else told
    is_command = form == "github"
    for severity, for_people, command in render_all(report, quiet=quiet):
        text = command if is_command else for_people
        if text not in told:
            say(text, err=True, severity="" if is_command else severity, is_command=is_command)
        told.add(text)
