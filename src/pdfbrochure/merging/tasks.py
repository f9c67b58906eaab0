"""One PDF of a merge as a value that passes between processes and machines, and its building, which touches no disc."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, structs

from pdfbrochure.cache import Cache
from pdfbrochure.diagnostics import BrochureError, Printed, Report, as_json_values, render_all
from pdfbrochure.files import FileFault, Files, Folder, Memory
from pdfbrochure.pipeline import build

if TYPE_CHECKING:
    from pdfbrochure.read import Source

# Fonts and house styles that a brochure finds by name, not by path.
_FOUND_BY_NAME: Final = ("*.ttf", "*.otf", "*.ttc", "assets/fonts/*", "fonts/*")
_PATH: Final = re.compile(r"[^\s:\\][^\n:\\]{0,900}\.[A-Za-z0-9]{2,5}")

# One process builds one brochure at a time: the libraries below keep values of their own for all of a process.
_lock = threading.Lock()
_cache = Cache()


class Task(Struct, frozen=True):
    """One PDF to build.

    Attributes:
        index: Its place among all.
        row: The number of its row.
        name: Of the PDF.
        file: The template, as findings name it.
        root: The template's folder, where it can be read there; "" where its files are sent along.
        label: How findings name the row.
        fill: Puts the row's values into the template; None where there are none.
        language: Of the PDF; "" for the template's own.
        strict: Whether warnings forbid to write.
        allow_overset: Whether one that misses its page count is written all the same.
    """

    index: int
    row: int
    name: str
    file: str
    root: str
    label: str
    fill: Callable[[Source, Report], Source] | None
    language: str = ""
    strict: bool = False
    allow_overset: bool = False


class Outcome(Struct, frozen=True):
    """What became of a task.

    Attributes:
        task: The task.
        pdf: Its bytes; empty when it was not built.
        pages: Its pages.
        words: Its words.
        findings: To print.
        as_json: The findings as plain values.
        errors: How many findings are errors.
        warnings: How many are warnings.
        first: The first error, or the first warning; "" for none.
        seconds: How long it took.
        failed: Whether there is no PDF that may be kept.
    """

    task: Task
    pdf: bytes = b""
    pages: int = 0
    words: int = 0
    findings: tuple[Printed, ...] = ()
    as_json: tuple[dict[str, Any], ...] = ()
    errors: int = 0
    warnings: int = 0
    first: str = ""
    seconds: float = 0.0
    failed: bool = True


def run_task(task: Task) -> Outcome:
    """Build a task whose template lies on this machine's disc."""
    return _build(task, Folder(Path(task.root)))


def run_shipped(task: Task, files: Mapping[str, bytes]) -> Outcome:
    """Build a task anywhere, from files that were sent along: contents by name."""
    return _build(task, Memory(files))


def outcome_of_death(task: Task, exit_code: int | None = None) -> Outcome:
    """Return what is said of a task that ended the process which built it."""
    report = Report(task.file)
    report.row = (task.row, task.label, "")
    name = f"stopped by the system (signal {-exit_code})" if exit_code and exit_code < 0 else "ended unexpectedly"
    report.error(
        "worker-killed",
        f"the build of {task.name} was {name}, perhaps because memory ran out; the other brochures are not touched",
        mend=f"build it alone: pdfbrochure merge … --rows {task.row}",
        placed=False,
    )
    return _outcome(task, report, b"", 0, 0, 0.0)


def judge(task: Task, source: Source) -> Outcome | None:
    """Return the outcome of a task whose values cannot be set, without building it; None for one that can.

    Args:
        task: The task.
        source: The template, as read.
    """
    from pdfbrochure.model.validate import examine

    report = Report(task.file)
    report.source_lines = source.lines
    filled = source if task.fill is None else task.fill(source, report)
    report.locate = filled.span
    report.take(examine(filled).findings)
    return _outcome(task, report, b"", 0, 0, 0.0) if report.has_errors else None


def files_of(task: Task, source: Source) -> dict[str, bytes]:
    """Return the files that a task needs, by their names: the template, and whatever its values name."""
    folder = Folder(Path(task.root))
    report = Report(task.file)
    filled = source if task.fill is None else task.fill(source, report)
    name = Path(task.file).name
    files = {name: folder.read(name)}
    named = list(_paths_in(filled.value))
    for pattern in _FOUND_BY_NAME:
        named += sorted(path.relative_to(task.root).as_posix() for path in Path(task.root).glob(pattern))
    for each in dict.fromkeys(named):
        try:
            files.setdefault(each, folder.read(each))
        except FileFault:
            # The build will say what is wrong.
            continue
        if each.endswith((".yaml", ".yml")):
            files |= _named_in_yaml(each, files[each], folder)
    return files


def digest_of(content: bytes) -> str:
    """Return the name by which a file is known, whatever it is called."""
    return hashlib.sha256(content).hexdigest()


def _named_in_yaml(name: str, content: bytes, folder: Folder) -> dict[str, bytes]:
    """Return the files that a theme or a house style names: from the template's folder, or beside its own file."""
    from pdfbrochure.read import parse

    files: dict[str, bytes] = {}
    try:
        value = parse(content, Report()).value
    except BrochureError:
        return files
    beside = name.rpartition("/")[0]
    named = list(_paths_in(value))
    named += [f"{beside}/{path}" for path in named] if beside else []
    fonts = folder.names(beside) + folder.names(f"{beside}/fonts") if beside else []
    named += [path for path in fonts if path.lower().endswith((".ttf", ".otf", ".ttc", ".otc"))]
    for path in dict.fromkeys(named):
        try:
            files[path] = folder.read(path)
        except FileFault:
            continue
    return files


def _paths_in(value: Any) -> Iterator[str]:
    """Yield the texts of a value that may name files."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _paths_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths_in(inner)
    elif isinstance(value, str) and _PATH.fullmatch(value.strip()):
        yield value.strip()


def _build(task: Task, files: Files) -> Outcome:
    start = time.perf_counter()
    report = Report(task.file)
    pdf, pages, words = b"", 0, 0
    with _lock:
        try:
            built = build(
                task.file, files=files, report=report, cache=_cache, allow_overset=task.allow_overset, fill=task.fill
            )
        except BrochureError:
            pass
        else:
            pdf, pages, words = built.pdf, built.pages, built.summary.words or 0
    return _outcome(task, report, pdf, pages, words, time.perf_counter() - start)


def _outcome(task: Task, report: Report, pdf: bytes, pages: int, words: int, seconds: float) -> Outcome:
    findings = report.findings()
    errors = [finding.what for finding in findings if finding.severity == "error"]
    warnings = [finding.what for finding in findings if finding.severity == "warning"]
    is_held = (bool(errors) and not task.allow_overset) or (task.strict and bool(warnings))
    return Outcome(
        # The values have done their work; they need not come back.
        task=structs.replace(task, fill=None),
        pdf=b"" if is_held else pdf,
        pages=pages,
        words=words,
        findings=tuple(render_all(report)),
        as_json=tuple(as_json_values(report)),
        errors=len(errors),
        warnings=len(warnings),
        first=(errors or warnings or [""])[0],
        seconds=seconds,
        failed=is_held or not pdf or bool(errors),
    )
