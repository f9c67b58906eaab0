"""Time `pdfbrochure build` beside other programs that set the same brochure. See README.md in this folder.

bench.py --setup          make scratch/venv with the peers, and the fonts for them (needs the network)
bench.py                  the whole table
bench.py --sizes 6 60     some sizes; --peers typst weasyprint; --rounds 9; --json results.json
bench.py --compiled DIR   also the compiled modules, from a wheel that was unpacked there
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SCRATCH = HERE / "scratch"
PYTHON = SCRATCH / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
FONTS = SCRATCH / "fonts"
PACKAGES = ["typst", "weasyprint", "pyyaml", "pillow", "fonttools", "pypdfium2"]
SIZES = ["6", "60", "600", "6-small", "6-large"]
PEERS = ["pdfbrochure", "compiled", "typst", "weasyprint"]
REFERENCE = "typst"

# Runs in the peers' environment, where fonttools is: one file a weight, since not every peer takes variable fonts.
_INSTANCES = """
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
source, target = sys.argv[1:]
for file, weight, name in [("", 400, "Regular"), ("", 600, "SemiBold"), ("-Italic", 400, "Italic")]:
    font = TTFont(f"{source}/SourceSans3{file}[wght].ttf")
    instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=True)
    font.save(f"{target}/SourceSans3-{name}.ttf")
"""
_PAGES = "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))"


def set_up() -> None:
    """Make the peers' environment and fonts."""
    SCRATCH.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", SCRATCH / "venv"], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--upgrade", *PACKAGES], check=True)
    FONTS.mkdir(exist_ok=True)
    subprocess.run([PYTHON, "-c", _INSTANCES, ROOT / "src/pdfbrochure/fonts", FONTS], check=True)


def find_project() -> list[str]:
    """Return the command of this project: the one in its own environment, else the one on the path."""
    for place in (ROOT / ".venv/bin/pdfbrochure", ROOT / ".venv/Scripts/pdfbrochure.exe"):
        if place.exists():
            return [str(place)]
    found = shutil.which("pdfbrochure")
    return [found] if found else []


def command(peer: str, projects: dict[str, list[str]], source: Path, target: Path) -> list[str]:
    if peer in projects:
        return [*projects[peer], "build", str(source), "-o", str(target)]
    return [str(PYTHON), str(HERE / "peers" / f"build_{peer}.py"), str(source), str(target), str(FONTS)]


def run_once(arguments: list[str]) -> dict[str, float]:
    """Run a command to its end; return its seconds of wall clock and processor, and its largest memory in MB."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read()[-2000:].decode(errors="replace")
            raise RuntimeError(f"{shlex.join(arguments)} failed with {process.returncode}:\n{said}")
    memory = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": memory}


def count_pages(pdf: Path) -> int:
    return int(subprocess.run([PYTHON, "-c", _PAGES, pdf], check=True, capture_output=True, text=True).stdout)


def warm(project: list[str], source: Path, edits: int) -> dict[str, float]:
    """Return the CPU seconds of a one-word edit, and of no edit, in a program that goes on running."""
    *before, program = project
    arguments = [*before, str(Path(program).with_name("python")), str(HERE / "edits.py"), str(source), str(edits)]
    answer: dict[str, float] = json.loads(subprocess.run(arguments, check=True, capture_output=True, text=True).stdout)
    return answer


def measure(
    size: str, peers: list[str], projects: dict[str, list[str]], rounds: int, budget: float
) -> dict[str, dict[str, float]]:
    """Return the medians of one size for each peer.

    One run of each peer is not counted: it warms the disc's cache and Python's compiled files. Then the peers take
    turns, beginning with another one each round, so that a slow moment of the machine strikes them all alike.
    """
    source = SCRATCH / "data" / size / "brochure.yaml"
    room = SCRATCH / "out" / size
    room.mkdir(parents=True, exist_ok=True)
    commands = {peer: command(peer, projects, source, room / f"{peer}.pdf") for peer in peers}
    runs: dict[str, list[dict[str, float]]] = {}
    turns = {}
    for peer in peers:
        try:
            first = run_once(commands[peer])
        except RuntimeError as problem:
            print(f"{size}: {peer} is left out. {problem}", file=sys.stderr)
            continue
        runs[peer] = []
        turns[peer] = max(1, min(rounds, int(budget / first["wall"])))
    order = list(runs)
    for number in range(rounds):
        for peer in order[number % len(order) :] + order[: number % len(order)]:
            if number < turns[peer]:
                runs[peer].append(run_once(commands[peer]))
    results = {}
    for peer, taken in runs.items():
        result = {key: statistics.median(run[key] for run in taken) for key in ("wall", "cpu", "memory")}
        if REFERENCE in runs:
            pairs = list(zip(taken, runs[REFERENCE], strict=False))
            for key in ("cpu", "memory"):
                result[f"{key}_ratio"] = statistics.median(run[key] / other[key] for run, other in pairs)
        if peer in projects:
            result |= warm(projects[peer], source, turns[peer])
        pdf = room / f"{peer}.pdf"
        results[peer] = result | {"runs": len(taken), "pages": count_pages(pdf), "kilobytes": pdf.stat().st_size / 1000}
    return results


COLUMNS = {
    "CPU s": ("cpu", ".3f"),
    f"CPU / {REFERENCE}": ("cpu_ratio", ".2f"),
    "growth": ("growth", ".2f"),
    "wall s": ("wall", ".3f"),
    "peak MB": ("memory", ".0f"),
    f"MB / {REFERENCE}": ("memory_ratio", ".2f"),
    "warm edit s": ("edit", ".3f"),
    "unchanged s": ("same", ".3f"),
    "pages": ("pages", ".0f"),
    "PDF kB": ("kilobytes", ".0f"),
    "runs": ("runs", ".0f"),
}


def print_size(size: str, results: dict[str, dict[str, float]]) -> None:
    """Print the rows of one size."""
    for peer, result in results.items():
        cells = [format(result[key], form) if key in result else "" for key, form in COLUMNS.values()]
        print(f"| {size} | {peer} | " + " | ".join(cells) + " |", flush=True)


def add_growth(table: dict[str, dict[str, dict[str, float]]], size: str) -> None:
    """Add how the CPU time grows from the text size before to this one: 1 is in step with the number of items."""
    before = max((int(other) for other in table if other.isdigit() and int(other) < int(size)), default=0)
    for peer, result in table[size].items():
        if before and peer in table[str(before)]:
            grown = math.log(result["cpu"] / table[str(before)][peer]["cpu"])
            result["growth"] = grown / math.log(int(size) / before)


def load() -> str:
    """Return how busy the machine is, where it can tell."""
    return ", ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def print_photo_cost(table: dict[str, dict[str, dict[str, float]]]) -> None:
    if "6-small" not in table or "6-large" not in table:
        return
    print("\n### What a 12-megapixel photo costs over a small one\n")
    print("| program | CPU s more | MB more |\n| --- | --: | --: |")
    for peer, small in table["6-small"].items():
        if peer in table["6-large"]:
            large = table["6-large"][peer]
            print(f"| {peer} | {large['cpu'] - small['cpu']:.3f} | {large['memory'] - small['memory']:.0f} |")


def main() -> int:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--setup", action="store_true", help="make the peers' environment, then stop")
    parser.add_argument(
        "--sizes",
        nargs="+",
        default=SIZES,
        help="numbers of items; N-small and N-large have one photo, N-photos every second item",
    )
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--budget", type=float, default=60, help="seconds for each peer and size")
    parser.add_argument("--project", help="the project's command, when it is not in .venv or on the path")
    parser.add_argument("--compiled", type=Path, help="the folder in which a wheel with compiled modules was unpacked")
    parser.add_argument("--json", type=Path, help="also write the results to this file")
    options = parser.parse_args()
    if options.setup:
        set_up()
        return 0
    if not PYTHON.exists():
        parser.error("the peers are not installed: run bench.py --setup first")
    # Else each run would compile the source of all Python programs again, as no installed one does.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    project = shlex.split(options.project) if options.project else find_project()
    projects = {"pdfbrochure": project} if project else {}
    if project and options.compiled:
        projects["compiled"] = ["env", f"PYTHONPATH={options.compiled.resolve()}", *project]
    peers = [peer for peer in options.peers if peer not in ("pdfbrochure", "compiled") or peer in projects]
    subprocess.run([PYTHON, HERE / "generate.py", SCRATCH / "data", *options.sizes], check=True)
    print(f"{os.cpu_count()} processors; load of the last 1, 5, 15 minutes at the start: {load()}\n")
    print("| size | program | " + " | ".join(COLUMNS) + " |")
    print("| --- | --- |" + " --: |" * len(COLUMNS))
    table: dict[str, dict[str, dict[str, float]]] = {}
    for size in options.sizes:
        table[size] = measure(size, peers, projects, options.rounds, options.budget)
        if size.isdigit():
            add_growth(table, size)
        print_size(size, table[size])
    print(f"\nLoad at the end: {load()}")
    print_photo_cost(table)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
