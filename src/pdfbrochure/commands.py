"""The commands that make brochures of other things. Loaded when one is called, or when help lists them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pdfbrochure import __version__
from pdfbrochure.diagnostics import Report, render_all
from pdfbrochure.terminal import FAILED, say


def _fail(report: Report) -> None:
    for finding in render_all(report):
        say(finding.text, err=True, severity=finding.severity)
    if report.has_errors:
        sys.exit(FAILED)


@click.command("import", short_help="Make a brochure of a document, a feed, a page or an export.")
@click.argument("source")
@click.option(
    "-o", "--output", "folder", default=".", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Where the brochure is written; default: the current folder.",
)  # fmt: skip
@click.option("--language", default="", metavar="TAG", help="The language of the source, where it does not say it: fr.")
@click.option("--newest", default=0, type=click.IntRange(0), metavar="N", help="Take the N newest items only.")
@click.option(
    "--status", type=click.Choice(["publish", "draft"]), default="publish", show_default=True,
    help="Which posts of a WordPress export.",
)  # fmt: skip
def import_command(source: str, folder: Path, language: str, newest: int, status: str) -> None:
    """Make a brochure of SOURCE, and write it into a folder.

    SOURCE is a Word document (.docx), Markdown (a file or a folder), an RSS, Atom or JSON feed, a web page, a
    newsletter's HTML, a WordPress or Ghost export; or the address of a feed or a page, which alone is fetched from
    the network. Photos are copied into the folder assets, and import-report.txt says what could not be taken over.
    """
    from pdfbrochure.importers.draft import ImportFault
    from pdfbrochure.importers.folders import write_folder
    from pdfbrochure.importers.run import Options, import_source

    report = Report(source)
    agent = f"pdfbrochure/{__version__} (+https://pypi.org/project/pdfbrochure/)"
    try:
        imported = import_source(source, Options(language, newest, status, agent))
    except ImportFault as fault:
        report.error("cannot-import", fault.what, mend=fault.mend, placed=False)
        _fail(report)
        return
    write_folder(folder, imported.files, report)
    _fail(report)
    items, photos = len(imported.draft.items), imported.photos
    counted = f"{items} item{'s' * (items != 1)}, {photos} photo{'s' * (photos != 1)}"
    say(f"{folder / 'brochure.yaml'} is written: {counted}")
    for kind, what in (("to do", "for you to do"), ("changed", "changed"), ("left out", "left out")):
        notes = [note for note in imported.draft.notes if note.kind == kind]
        if notes:
            say(f"{what}: {len(notes)}")
            for note in notes[:5]:
                text = f"{note.where + ': ' if note.where else ''}{note.what}"
                say(f"  {text if len(text) < 160 else text[:159] + '…'}")
            if len(notes) > 5:
                say(f"  … and {len(notes) - 5} more")
    say(f"All of it stands in {folder / 'import-report.txt'}")


@click.command("new-issue", short_help="Begin the next issue from the last.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--keep-items", default="", metavar="2,5", help="Keep these items of the old issue.")
@click.option("--date", default="", metavar="DATE", help="The date of the new issue: 2026-03-21.")
def new_issue_command(old: Path, new: Path, keep_items: str, date: str) -> None:
    """Begin the next issue in the folder NEW from the last, in OLD (a folder, or the YAML file in it).

    Settings, remarks, logo, publisher and imprint are kept, the number of the issue is counted on, and an example
    stands in the place of the items.
    """
    from pdfbrochure.importers.draft import ImportFault
    from pdfbrochure.importers.folders import write_folder
    from pdfbrochure.importers.issue import begin_issue

    report = Report(str(old))
    try:
        numbers = [int(part) for part in keep_items.split(",") if part.strip()]
    except ValueError:
        raise click.UsageError(f"--keep-items takes numbers of items, such as 2,5; not {keep_items}") from None
    try:
        issue = begin_issue(old, numbers, date)
    except ImportFault as fault:
        report.error("cannot-import", fault.what, mend=fault.mend, placed=False)
        _fail(report)
        return
    write_folder(new, issue.files, report)
    _fail(report)
    say(f"{new / issue.name} is written")
    for line in issue.said:
        say(f"  {line}")


@click.command("merge", short_help="Make a PDF of one brochure for each row of a table.")
@click.argument("template", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Where the PDFs are written; default: a folder with the name of FILE, beside it.",
)  # fmt: skip
@click.option("--name", default="", help='Names of the PDFs, such as "<<Country>>-<<language>>.pdf".')
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Set each row in this language; several.")
@click.option("--all-languages", is_flag=True, help="Set each row in every language that FILE has.")
@click.option("--rows", default="", metavar="3-7,12", help="These rows only, by the numbers that a spreadsheet shows.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only rows with this value.")
@click.option("--limit", default=0, type=click.IntRange(0), metavar="N", help="At most N rows.")
@click.option("--delimiter", default="", help="What parts the values of a CSV file; default: found out.")
@click.option("--encoding", default="", help="The encoding of a CSV file; default: found out.")
@click.option("--sheet", default="", help="The sheet of a workbook; default: the first.")
@click.option("--jobs", type=click.IntRange(1), help="Brochures built at the same time; default: the cores there are.")
@click.option("--dask", default="", metavar="ADDRESS", help="Build on the Dask cluster of this scheduler.")
@click.option("--dask-ca", default="", type=click.Path(), help="For tls://: the certificate of the authority.")
@click.option("--dask-cert", default="", type=click.Path(), help="For tls://: the certificate of this machine.")
@click.option("--dask-key", default="", type=click.Path(), help="For tls://: its key.")
@click.option("--continue", "goes_on", is_flag=True, help="Build the other rows when some cannot be set.")
@click.option("--dry-run", is_flag=True, help="Look at every row, and build nothing.")
@click.option("--allow-overset", is_flag=True, help="Write a PDF even when it misses the page count.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the report is printed: for people, or one JSON object for each PDF.",
)  # fmt: skip
def merge_command(**given: Any) -> None:
    """Make a PDF of FILE, a brochure with <<Column>> in its texts, for each row of DATA: CSV, Excel (.xlsx) or JSON.

    All rows are put in and looked at before the first PDF is built. merge-report.csv, beside the PDFs, has a line for
    each; the exit code is 1 when any failed.
    """
    from pdfbrochure.merging.command import Call, run_merge

    where = dict(part.partition("=")[::2] for part in given.pop("where"))
    run_merge(Call(where=where, **given))


@click.command("preview", short_help="Write a brochure, and see it while you type.")
@click.argument("place", required=False, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Where to serve; default: a port that is free.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
def preview_command(place: Path | None, port: int, no_browser: bool) -> None:
    """Show a brochure in the browser while it is written: its pages, an editor, and what is to be mended.

    FILE is a brochure, FOLDER holds several; default: the current folder. The page shows the very PDF that `build`
    writes, follows every save, and is served to this machine alone. On another machine, forward the port, and open the
    address that is printed there: ssh -L 8000:127.0.0.1:8000 HOST pdfbrochure preview --port 8000 --no-browser.
    """
    from pdfbrochure.live.preview import run_preview

    try:
        run_preview(place, port, opens_browser=not no_browser)
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used: {error.strerror}; choose another: --port") from None


@click.group("translation", short_help="Texts for a translation office, and back into the brochure.")
def translation_command() -> None:
    """Write the texts of a brochure for a translation office, and put its translations into the brochure."""


@translation_command.command("export", short_help="Write the texts for an office.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", required=True, metavar="TAG", help="The language to translate into: fr.")
@click.option(
    "--as", "form", type=click.Choice(["xliff", "po", "csv"]), default="xliff", show_default=True,
    help="XLIFF 2.0 for offices, PO for gettext's tools, CSV for spreadsheets.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="Name of the new file; default: brochure.fr.xlf beside FILE.",
)  # fmt: skip
def export_command(file: Path, language: str, form: str, output: Path | None) -> None:
    """Write the texts of the brochure FILE for a translation office, those with it that are translated already.

    No file is ever overwritten.
    """
    from pdfbrochure.model.readers import is_language_key
    from pdfbrochure.translation.office import export

    if not is_language_key(language):
        raise click.UsageError(f"--language takes the code of a language, such as fr; not {language}")
    report = Report(str(file))
    _tell(export(file, language, form, output, report), report)


@translation_command.command("import", short_help="Put translations into the brochure.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("translated", type=click.Path(path_type=Path))
@click.option("--language", default="", metavar="TAG", help="The language, where TRANSLATED does not say it: fr.")
def take_in_command(file: Path, translated: Path, language: str) -> None:
    """Put the translations in TRANSLATED (XLIFF, PO or CSV, as exported) into the brochure FILE.

    Only the translations are new in it; all else stays as it was typed, remarks too. Of a text that was changed
    after the export, the translation is left out, with a warning.
    """
    from pdfbrochure.translation.office import take_in

    report = Report(str(file))
    _tell(take_in(file, translated, language, report), report)


def _tell(said: list[str], report: Report) -> None:
    _fail(report)
    for line in said:
        say(line)


@click.command("schema", short_help="Print the JSON Schema of a brochure.")
def schema_command() -> None:
    """Print the JSON Schema of a brochure file, with which editors complete and check it."""
    from pdfbrochure.model.schema import as_json, brochure_schema

    say(as_json(brochure_schema()).removesuffix("\n"))


@click.command("explain", short_help="Tell what a finding means.")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Tell the long story of a finding's CODE, the word in brackets; without one, list all codes."""
    from pdfbrochure.explain import load_explanations, nearest_code, render_explanation, render_list

    known = load_explanations()
    if code is None:
        say(render_list(known))
    elif code in known:
        say(render_explanation(code, known[code]))
    else:
        near = nearest_code(code, known)
        mend = f"did you mean {near}?" if near else "`pdfbrochure explain` lists all codes"
        raise click.UsageError(f"there is no code {code!r}; {mend}")
