"""Try a program that was built or installed: what an office does with it in a week, in a minute.

    python packaging/smoke.py [--same-as COMMAND] [--examples N] COMMAND…

COMMAND starts the program: the app that `build_app.py` makes, or `pdfbrochure` of an environment. With `--same-as` the
PDFs must be those of another program, byte for byte. Needs a Python alone, and nothing of the project's own code.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# Of no use to a program that needs no network: whoever asks for one gets nowhere.
NOWHERE: Final = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}
SLIPS: Final = "title: News\nitems:\n  - titel: One\n    layout: wide\n    body: Text\n"


def run(command: list[str], *arguments: str | Path, cwd: Path, fails: bool = False) -> str:
    """Return what a command prints, both streams; stop where it does not end as it should."""
    words = [*command, *map(str, arguments)]
    environment = {**os.environ, **NOWHERE, "SOURCE_DATE_EPOCH": "1767225600", "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        words,
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )
    said = done.stdout + done.stderr
    if (done.returncode != 0) != fails or "Traceback" in said:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{said[-3000:]}")
    return said


def without_network(command: list[str]) -> list[str]:
    """Return the command in a world without any network, where this system can do that without rights."""
    tool = shutil.which("unshare")
    if tool and subprocess.run([tool, "-rn", "true"], capture_output=True, check=False).returncode == 0:
        return [tool, "-rn", *command]
    return command


def check_examples(command: list[str], other: list[str], folder: Path, most: int) -> str:
    """Build the examples at the same time, without a network, and check that the bytes are those of `other`."""
    brochures = sorted((ROOT / "examples").glob("*/brochure.yaml"))[:most]
    names = []
    for brochure in brochures:
        shutil.copytree(brochure.parent, folder / brochure.parent.name)
        names.append(Path(brochure.parent.name) / "brochure.yaml")
    for name in names:
        (folder / name).with_suffix(".pdf").unlink(missing_ok=True)
    run(without_network(command), "build", *names, "--jobs", "2", cwd=folder)
    sums = {name: hashlib.sha256((folder / name).with_suffix(".pdf").read_bytes()).hexdigest() for name in names}
    if other:
        run(other, "build", *names, "--jobs", "2", cwd=folder)
        for name in names:
            if hashlib.sha256((folder / name).with_suffix(".pdf").read_bytes()).hexdigest() != sums[name]:
                sys.exit(f"{name} is another PDF than that of {' '.join(other)}")
    return f"{len(names)} examples are built{', the same bytes as by ' + other[0] if other else ''}"


def check_pdf(command: list[str], folder: Path) -> str:
    """Look into a PDF; the program starts itself for that."""
    pdf = next(folder.rglob("*.pdf"))
    said = run(command, "check", pdf, cwd=folder)
    if "fonts embedded" not in said or "pdf-too-hard" in said:
        sys.exit(f"{pdf} was not looked into:\n{said}")
    return "a PDF is checked: " + said.splitlines()[-1].strip()


def check_findings(command: list[str], folder: Path) -> str:
    """Check a brochure with slips, in a folder whose name has blanks and letters beyond ASCII."""
    place = folder / "Frühling in Łódź"
    place.mkdir()
    (place / "Ma brochure été.yaml").write_text(SLIPS, encoding="utf-8")
    for form, sign in (
        ("text", "error[unknown-key]"),
        ("sarif", '"ruleId"'),
        ("junit", "<failure"),
        ("github", "::error"),
    ):
        said = run(command, "check", "Ma brochure été.yaml", "--format", form, cwd=place, fails=True)
        if sign not in said:
            sys.exit(f"check --format {form} says:\n{said}")
    (place / "Ma brochure été.yaml").write_text(
        SLIPS.replace("titel", "title").replace("wide", "normal"), encoding="utf-8"
    )
    run(command, "build", "Ma brochure été.yaml", cwd=place)
    if not (place / "Ma brochure été.pdf").is_file():
        sys.exit("the PDF of a brochure with blanks in its name is missing")
    return "slips are told; blanks and accents in names are taken"


def check_others(command: list[str], folder: Path) -> str:
    """Run what needs files of the package: a brochure to start from, the long story of a finding, the themes."""
    run(command, "init", "new", cwd=folder)
    run(command, "build", Path("new") / "brochure.yaml", cwd=folder)
    run(command, "explain", "unknown-key", cwd=folder)
    run(command, "themes", cwd=folder)
    return "init, explain and themes answer"


def check_preview(command: list[str], folder: Path) -> str:
    """Start the preview, ask for its page, and stop it."""
    words = [*command, "preview", str(folder / "new" / "brochure.yaml"), "--no-browser"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}, text=True
    ) as shown:
        try:
            assert shown.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/\S+", shown.stdout.readline())
            if address is None:
                sys.exit("the preview prints no address")
            ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            page = ask.open(address[0], timeout=60).read().decode()
        finally:
            shown.terminate()
    if "<!doctype html" not in page.lower():
        sys.exit(f"the preview answers:\n{page[:500]}")
    return "the preview answers, and ends"


def files_of(command: list[str]) -> dict[str, int]:
    """Return the files of an app with their times; none for a program that is no app."""
    program = Path(command[0]).parent
    if not (program / "_internal").is_dir():
        return {}
    return {str(path): path.stat().st_mtime_ns for path in program.rglob("*") if path.is_file()}


def check_folder(command: list[str], before: dict[str, int]) -> str:
    """Check that nothing was written into the program's own folder, which an office may not write to."""
    if files_of(command) != before:
        sys.exit("the program wrote into its own folder")
    return f"none of the {len(before)} files of the app changed" if before else "no app"


def absolute(program: str) -> str:
    """Return the place of a program that is named by its place; links stay, since environments are known by them."""
    return os.path.abspath(program) if os.path.dirname(program) else program  # noqa: PTH100, PTH120


def seconds_to_start(command: list[str], folder: Path) -> float:
    """Return how long `--version` takes, the best of three."""
    best = 60.0
    for _ in range(3):
        begun = time.perf_counter()
        run(command, "--version", cwd=folder)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Try all, and say what was tried."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--same-as", default="", help="a program whose PDFs must be the same")
    reader.add_argument("--examples", type=int, default=99, help="how many examples are built")
    reader.add_argument("command", nargs="+")
    given = reader.parse_args()
    command = [absolute(given.command[0]), *given.command[1:]]
    other = [absolute(given.same_as)] if given.same_as else []
    before = files_of(command)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        said = [run(command, "--version", cwd=folder).splitlines()[0]]
        said.append(f"starts in {seconds_to_start(command, folder):.2f} s")
        for line in said:
            print(line, flush=True)
        for check in (
            lambda: check_examples(command, other, folder, given.examples),
            lambda: check_pdf(command, folder),
            lambda: check_findings(command, folder),
            lambda: check_others(command, folder),
            lambda: check_preview(command, folder),
            lambda: check_folder(command, before),
        ):
            print(check(), flush=True)


if __name__ == "__main__":
    main()
