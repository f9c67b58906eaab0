"""Time `pdfbrochure build` beside other programs that set the same brochure. See README.md in this folder.

bench.py --setup          make scratch/venv with the peers, and the fonts for them (needs the network)
bench.py                  the whole table
bench.py --sizes 6 60     some sizes; --peers typst weasyprint; --rounds 9; --json results.json
"""

from __future__ import annotations

import argparse
import itertools
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
PEERS = ["pdfbrochure", "typst", "weasyprint"]
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


def command(peer: str, project: list[str], source: Path, target: Path) -> list[str]:
    if peer == "pdfbrochure":
        return [*project, "build", str(source), "-o", str(target)]
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


def measure(size: str, peers: list[str], project: list[str], rounds: int, budget: float) -> dict[str, dict[str, float]]:
    """Return the medians of one size for each peer.

    One run of each peer is not counted: it warms the disc's cache and Python's compiled files. Then the peers take
    turns, beginning with another one each round, so that a slow moment of the machine strikes them all alike.
    """
    source = SCRATCH / "data" / size / "brochure.yaml"
    room = SCRATCH / "out" / size
    room.mkdir(parents=True, exist_ok=True)
    commands = {peer: command(peer, project, source, room / f"{peer}.pdf") for peer in peers}
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
            result["ratio"] = statistics.median(run["cpu"] / other["cpu"] for run, other in pairs)
        pdf = room / f"{peer}.pdf"
        results[peer] = result | {"runs": len(taken), "pages": count_pages(pdf), "kilobytes": pdf.stat().st_size / 1000}
    return results


def print_size(size: str, results: dict[str, dict[str, float]]) -> None:
    print(f"\n### {size}\n")
    print(f"| program | CPU s | CPU / {REFERENCE} | wall s | peak memory MB | pages | PDF kB | runs |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: |")
    for peer, result in results.items():
        ratio = f"{result['ratio']:.2f}" if "ratio" in result else ""
        print(
            f"| {peer} | {result['cpu']:.3f} | {ratio} | {result['wall']:.3f} | {result['memory']:.0f} "
            f"| {result['pages']:.0f} | {result['kilobytes']:.0f} | {result['runs']:.0f} |",
            flush=True,
        )


def print_growth(table: dict[str, dict[str, dict[str, float]]]) -> None:
    """Print how the processor time grows from one text size to the next: 1 is in step with the number of items."""
    sizes = sorted((size for size in table if size.isdigit()), key=int)
    steps = list(itertools.pairwise(sizes))
    if not steps:
        return
    print("\n### Growth exponent of the CPU time\n")
    print("| program | " + " | ".join(f"{one} to {two}" for one, two in steps) + " |")
    print("| --- |" + " --: |" * len(steps))
    for peer in table[sizes[0]]:
        cells = []
        for one, two in steps:
            if peer in table[one] and peer in table[two]:
                grown = math.log(table[two][peer]["cpu"] / table[one][peer]["cpu"])
                cells.append(f"{grown / math.log(int(two) / int(one)):.2f}")
            else:
                cells.append("")
        print(f"| {peer} | " + " | ".join(cells) + " |")


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
    parser.add_argument("--sizes", nargs="+", default=SIZES, help="numbers of items; N-small and N-large have a photo")
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--budget", type=float, default=60, help="seconds for each peer and size")
    parser.add_argument("--project", help="the project's command, when it is not in .venv or on the path")
    parser.add_argument("--json", type=Path, help="also write the results to this file")
    options = parser.parse_args()
    if options.setup:
        set_up()
        return 0
    if not PYTHON.exists():
        parser.error("the peers are not installed: run bench.py --setup first")
    project = shlex.split(options.project) if options.project else find_project()
    peers = [peer for peer in options.peers if peer != "pdfbrochure" or project]
    subprocess.run([PYTHON, HERE / "generate.py", SCRATCH / "data", *options.sizes], check=True)
    table = {}
    for size in options.sizes:
        table[size] = measure(size, peers, project, options.rounds, options.budget)
        print_size(size, table[size])
    print_growth(table)
    print_photo_cost(table)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
