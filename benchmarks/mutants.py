"""How many small mistakes in the page layout do the tests notice?

    python benchmarks/mutants.py [--count 48] [--seed 1] [--files layout/ways.py …] [--golden] [--slow]

Seeds one small mistake at a time (a number a little off, `<` for `<=`, `+` for `-`, a condition turned over) in a copy
of the program. A mistake that changes no page of any example, in either theme and in all forms of `test_golden.py`, is
set aside: it may be no mistake at all. Of the others it tells which ones the tests of layout and fitting notice. The
golden files would notice every one of them by their making, so they are left out unless asked for with `--golden`: what
is measured is whether a test says what is wrong, not only that something moved.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path("src") / "pdfbrochure"
FILES = [
    *(f"fit/{name}.py" for name in ("scale", "search")),
    *(f"layout/{name}.py" for name in ("paginate", "paging", "rectangles", "stacking", "ways", "flow", "ending")),
]
GOLDEN = "tests/layout/test_golden.py"
# Those that are the quickest to notice first.
LAYOUT = (
    *("composer", "ways", "paginate", "closing", "spans", "crops", "collect"),
    *("air", "beside", "grid", "heads", "title_block", "trace", "nameplate"),
)
TESTS = [
    *(f"tests/layout/test_{name}.py" for name in LAYOUT),
    *("tests/test_galleries.py", "tests/test_whites.py", "tests/test_fit.py", GOLDEN),
]
# The dumps of all examples and forms, as one sum.
DUMPS = """
import hashlib, sys
sys.path[:0] = ["tests", "tests/layout"]
import test_golden
from pdfbrochure import BrochureError
parts = [*test_golden.outlines("institutional"), *test_golden.outlines("bulletin"), *test_golden.forms()]
print(hashlib.sha256("".join(parts).encode()).hexdigest())
"""
# A mistake that makes the layout go on for so many seconds, where all tests together take a fifth of that, is noticed.
LONGEST = 600
COMPARISONS = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "=="}
OPERATIONS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}


class Mutant(NamedTuple):
    """One mistake: the file, the stretch of its text, and what stands there instead."""

    file: str
    start: int
    end: int
    instead: str
    line: int

    def applied(self, text: str) -> str:
        return text[: self.start] + self.instead + text[self.end :]

    def told(self, text: str) -> str:
        return f"{self.file}:{self.line}: {text[self.start : self.end].strip()} -> {self.instead.strip()}"


def mutants_of(file: str, text: str) -> Iterator[Mutant]:
    """All mistakes that can be seeded in a file."""
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.decode()))

    def place(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1][:column].decode())

    for node in ast.walk(ast.parse(text)):
        if not hasattr(node, "lineno"):
            continue
        start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            value = node.value
            changed = (value + 1,) if isinstance(value, int) and abs(value) < 10 else (value * 1.5, value / 1.5)
            for new in changed if value else (1,):
                yield Mutant(file, start, end, repr(round(new) if isinstance(value, int) else new), node.lineno)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
            left = place(node.left.end_lineno, node.left.end_col_offset)
            right = place(node.comparators[0].lineno, node.comparators[0].col_offset)
            if "(" not in text[left:right] and ")" not in text[left:right]:
                yield Mutant(file, left, right, f" {COMPARISONS[type(node.ops[0])]} ", node.lineno)
        elif isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
            left = place(node.left.end_lineno, node.left.end_col_offset)
            right = place(node.right.lineno, node.right.col_offset)
            if "(" not in text[left:right] and ")" not in text[left:right]:
                yield Mutant(file, left, right, f" {OPERATIONS[type(node.op)]} ", node.lineno)
        elif isinstance(node, (ast.If, ast.IfExp)):
            start, end = (
                place(node.test.lineno, node.test.col_offset),
                place(node.test.end_lineno, node.test.end_col_offset),
            )
            yield Mutant(file, start, end, f"not ({text[start:end]})", node.lineno)


def run(tree: Path, *command: str) -> tuple[int, str]:
    """Exit code and output of a Python that takes the program from a tree; -1 for one that does not end."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, "it does not end"
    return done.returncode, done.stdout + done.stderr


def verdict(tree: Path, mutant: Mutant, before: str, *, golden: bool, slow: bool) -> str:
    """What becomes of one mistake: `none` (no page changes), `survived`, or `killed` with the test that says so."""
    path = tree / PROGRAM / mutant.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutant.applied(text), encoding="utf-8")
    try:
        code, pages = run(tree, "-c", DUMPS)
        if code == 0 and pages == before:
            return "none"
        tests = sorted(TESTS, key=lambda test: not mutant.file.startswith("fit/") or "fit" not in test)
        tests = [test for test in tests if golden or test != GOLDEN]
        output = ""
        for speed in ("not slow", "slow") if slow else ("not slow",):
            command = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", speed, *tests]
            code, output = run(tree, *command)
            if code:
                break
    finally:
        path.write_text(text, encoding="utf-8")
    if code == 0:
        return "survived"
    failed = [line for line in output.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return "killed by " + (failed[0].split(" ")[1].split("::")[-1] if failed else "not ending")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=48, help="how many mistakes are seeded")
    parser.add_argument("--seed", type=int, default=1, help="another number seeds others")
    parser.add_argument("--golden", action="store_true", help="let the golden files notice them too")
    parser.add_argument("--slow", action="store_true", help="run the slow tests too on what the others do not notice")
    parser.add_argument("--files", nargs="+", default=FILES, help="only these files of the program")
    given = parser.parse_args()
    texts = {file: (ROOT / PROGRAM / file).read_text(encoding="utf-8") for file in given.files}
    possible = [mutant for file, text in texts.items() for mutant in mutants_of(file, text)]
    sample = random.Random(given.seed).sample(possible, min(given.count, len(possible)))
    tally = {"none": 0, "survived": 0, "killed": 0}
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        shutil.copytree(ROOT / PROGRAM, tree / PROGRAM, ignore=shutil.ignore_patterns("__pycache__"))
        code, before = run(tree, "-c", DUMPS)
        if code:
            sys.exit(before)
        for number, mutant in enumerate(sample, 1):
            found = verdict(tree, mutant, before, golden=given.golden, slow=given.slow)
            tally[found.split(" ")[0]] += 1
            print(f"{number:>3} {mutant.told(texts[mutant.file])}: {found}", flush=True)
    changed = tally["survived"] + tally["killed"]
    share = 100 * tally["killed"] / max(changed, 1)
    print(f"{len(sample)} of {len(possible)} possible mistakes (seed {given.seed}); {changed} change a page;")
    print(f"{tally['killed']} of these killed, {tally['survived']} survived ({share:.0f} %)")


if __name__ == "__main__":
    main()
