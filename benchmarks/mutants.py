"""How many small mistakes in the page layout do the tests notice?

    python benchmarks/mutants.py [--count 48] [--seed 1] [--files layout/ways.py …] [--slow | --near] [--jobs 2]

Seeds one small mistake at a time (a number a little off, `<` for `<=`, `+` for `-`, a condition turned over) in a copy
of the program, and asks two things. Does it change a page: one that the golden files hold, or one of an example in the
theme that it names, which they do not? And which of the other tests notices it first? A mistake that changes no page of
an example may be none at all; so the two kinds are counted apart, in a table with a row for each file. Golden files
notice whatever they hold, but say only that something moved: what counts is a test that says what is wrong.
"""

import argparse
import ast
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path("src") / "pdfbrochure"
# What fits, searches and composes pages.
PAGING = (
    *("barriers", "beginnings", "box_places", "ending", "layers", "page_notes", "paginate", "paging", "photo_places"),
    *("rectangles", "searching", "section_bands", "ways"),
)
FILES = ["fit/scale.py", "fit/search.py", *(f"layout/{name}.py" for name in PAGING)]
# The tests of each that are the likeliest to notice.
NEAR = {
    "barriers": ("stacking", "closing", "spans"),
    "beginnings": ("first_page", "title_block", "contents"),
    "box_places": ("box_places",),
    "ending": ("closing",),
    "layers": ("card_rows", "pairs"),
    "page_notes": ("foot_notes",),
    "paginate": ("paginate", "title_block", "contents", "air", "margins", "first_page"),
    "paging": ("paginate", "composer", "closing", "contents", "spans"),
    "photo_places": ("photo_places",),
    "rectangles": ("spans", "ways", "composer", "paginate", "seams"),
    "searching": ("composer", "paginate", "photo_places", "box_places"),
    "section_bands": ("sections",),
    "ways": ("ways", "spans", "heads"),
}
# The longest files of tests come last.
LAST = ["tests/layout/test_crops.py", "tests/test_galleries.py", "tests/test_whites.py", "tests/test_fit.py"]
# Sums over the dumps of pages, by name, as far as the first that is another than the one given. Those that the golden
# files hold come first.
DUMPS = """
import hashlib, json, re, sys
sys.path[:0] = ["tests", "tests/layout"]
import test_golden as golden
from support import EXAMPLES, PARTED, jpeg, laid, name_of
from pdfbrochure.layout.dump import dump

def text(found): return dump(found.pages, found.galley.nodes)
def sets():
    for name, made in golden.MADE_UP.items():
        files = {file: data.encode() for file, data in golden.DATA.items()}
        yield f"golden {name}", lambda made=made, files=files: text(laid(made, a=jpeg(600, 400), **files))
    yield "golden institutional", lambda: "".join(golden.outlines("institutional"))
    yield "golden bulletin", lambda: "".join(golden.outlines("bulletin"))
    yield "golden forms", lambda: "".join(golden.forms())
    for path in [*EXAMPLES, *PARTED]:
        source = path.read_text(encoding="utf-8")
        named = re.search(r"(?m)^ +theme: *(\\w+)", source)
        if path in EXAMPLES and (named is None or named[1] in ("institutional", "bulletin")):
            # The golden files hold it.
            continue
        files = golden.assets_of(path)
        yield f"example {name_of(path)}", lambda source=source, files=files: text(laid(source, **files))

before = json.loads(sys.argv[1])
sums = {}
for name, made in sets():
    sums[name] = hashlib.sha256(made().encode()).hexdigest()
    if before and before[name] != sums[name]:
        print(name)
        break
else:
    print("" if before else json.dumps(sums))
"""
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


class Verdict(NamedTuple):
    """What becomes of one mistake: the first pages that it changes, and the first test that notices it, if any do."""

    pages: str
    test: str

    def told(self) -> str:
        return f"changes {self.pages or 'no page'}; " + (f"killed by {self.test}" if self.test else "no other test")


class Bench(NamedTuple):
    """What all mistakes are tried with."""

    before: dict[str, str]
    longest: int
    slow: bool
    near: bool

    def run(self, tree: Path, *command: str) -> tuple[int, str]:
        """Exit code and output of a Python that takes the program from a tree, and is stopped when it takes too long.

        What counts is the time of the processor: by the clock a machine with other work would notice what no test does.
        """
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (self.longest, self.longest)),
        )
        return done.returncode, done.stdout + done.stderr

    def changed(self, tree: Path) -> str:
        """The first pages that are others than before, or why there are none."""
        code, said = self.run(tree, "-c", DUMPS, json.dumps(self.before))
        if not code:
            return said.strip()
        return "golden: it does not end" if code < 0 else f"golden: {said.strip().splitlines()[-1][:60]}"

    def noticed(self, tree: Path, file: str) -> str:
        """The first test that fails."""
        for speed in ("not slow", "slow") if self.slow else ("not slow",):
            command = [
                "-m",
                "pytest",
                "-q",
                "-x",
                "-p",
                "no:cacheprovider",
                "-m",
                speed,
                *tests_of(file, near=self.near),
            ]
            code, output = self.run(tree, *command)
            if code:
                failed = [line for line in output.splitlines() if line.startswith(("FAILED", "ERROR"))]
                return failed[0].split(" ")[1].removeprefix("tests/") if failed else "not ending"
        return ""

    def verdict(self, tree: Path, mutant: Mutant) -> Verdict:
        """What becomes of one mistake, seeded in a tree and taken out again."""
        path = tree / PROGRAM / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied(text), encoding="utf-8")
        try:
            return Verdict(self.changed(tree), self.noticed(tree, mutant.file))
        finally:
            path.write_text(text, encoding="utf-8")


def tests_of(file: str, *, near: bool) -> list[str]:
    """The files of tests for a file of the program, those that are the likeliest and the quickest to notice first."""
    if file.startswith("fit/"):
        first = LAST[-1:]
    else:
        first = [f"tests/layout/test_{name}.py" for name in NEAR.get(Path(file).stem, ())]
    quick = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests" / "layout").glob("test_*.py"))]
    others = [path for path in [*quick, *LAST] if path not in first and not path.endswith("test_golden.py")]
    last = [path for path in others if path in LAST]
    return first if near and first else [*first, *(path for path in others if path not in last), *last]


def table(found: list[tuple[str, Verdict]]) -> Iterator[str]:
    """A row for each file, and one for all: what changes a page and who notices it, and the same of what does not."""
    yield "| file | mistakes | change a page | golden files notice | other tests | none | change none | tests notice |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: |"
    for name in [*sorted({file for file, _verdict in found}), ""]:
        verdicts = [verdict for file, verdict in found if name in ("", file)]
        moved = [verdict for verdict in verdicts if verdict.pages]
        still = [verdict for verdict in verdicts if not verdict.pages]
        golden = sum(verdict.pages.startswith("golden") for verdict in moved)
        alive = sum(not verdict.test and not verdict.pages.startswith("golden") for verdict in moved)
        figures = (
            *(len(verdicts), len(moved), golden, sum(bool(verdict.test) for verdict in moved), alive),
            *(len(still), sum(bool(verdict.test) for verdict in still)),
        )
        yield f"| {f'`{name}`' if name else 'all'} | {' | '.join(map(str, figures))} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=48, help="how many mistakes are seeded")
    parser.add_argument("--seed", type=int, default=1, help="another number seeds others")
    parser.add_argument("--only", type=int, nargs="+", help="of these only the ones with such numbers")
    parser.add_argument("--slow", action="store_true", help="run the slow tests too on what the others do not notice")
    parser.add_argument("--near", action="store_true", help="run no tests but the likeliest to notice")
    parser.add_argument("--files", nargs="+", default=FILES, help="only these files of the program")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at the same time")
    parser.add_argument("--longest", type=int, default=600, help="seconds of the processor before it does not end")
    given = parser.parse_args()
    texts = {file: (ROOT / PROGRAM / file).read_text(encoding="utf-8") for file in given.files}
    possible = [mutant for file, text in texts.items() for mutant in mutants_of(file, text)]
    sample = random.Random(given.seed).sample(possible, min(given.count, len(possible)))
    numbered = [(at, mutant) for at, mutant in enumerate(sample, 1) if not given.only or at in given.only]
    found: list[tuple[str, Verdict]] = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.jobs) as pool:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(given.jobs):
            tree = Path(folder) / str(number)
            shutil.copytree(
                ROOT / PROGRAM, tree / PROGRAM, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
            )
            # By the sum of the source, as a mistake may be as long as what it stands for, and as new.
            compiling = ("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", str(tree / "src"))
            subprocess.run([sys.executable, *compiling], check=True)
            trees.put(tree)
        code, before = Bench({}, given.longest, given.slow, given.near).run(tree, "-c", DUMPS, "{}")
        if code:
            sys.exit(before)
        bench = Bench(json.loads(before), given.longest, given.slow, given.near)

        def tried(numbered: tuple[int, Mutant]) -> None:
            number, mutant = numbered
            tree = trees.get()
            verdict = bench.verdict(tree, mutant)
            trees.put(tree)
            found.append((mutant.file, verdict))
            print(f"{number:>3} {mutant.told(texts[mutant.file])}: {verdict.told()}", flush=True)

        list(pool.map(tried, numbered))
    print(f"\n{len(found)} of {len(possible)} possible mistakes (seed {given.seed})\n")
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
