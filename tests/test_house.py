"""The house's own rules: what every change must keep, whoever writes it."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "src" / "pdfbrochure"
# Functions whose paths are more than twenty, with the reason why they stay in one piece. No others may be.
INVOLVED = {
    "text/linebreak.py _search": "the inner loop of the line breaker: a call for each pair of breaks doubles its time",
    "text/prepare.py prepare": "one walk over the characters of a paragraph with the state of the run, span and word",
    "finished/contents.py _read": "a table of PDF's operators, one branch for each, that share the graphics state",
}
FOLDERS = [name for name in ("src", "tests", "docs", "benchmarks", "packaging") if (ROOT / name).is_dir()]


def run(*command: str) -> tuple[int, str]:
    """Return exit code and output of a module of this Python, run in the project's folder."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--quiet", *FOLDERS),
        ("ruff", "format", "--check", "--quiet", *FOLDERS),
        ("mypy",),
        ("importlinter.cli", "lint"),
    ],
    ids=["ruff", "format", "mypy", "imports"],
)
def test_tools_have_nothing_to_say(command):
    """The linter, the formatter, the type checker and the import contract pass."""
    if command[0] == "importlinter.cli":
        script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
        code, output = done.returncode, done.stdout + done.stderr
    else:
        code, output = run(*command)

    assert code == 0, output


@pytest.mark.parametrize("word", ["TODO", "FIX" + "ME", "XX" + "X"])
def test_no_loose_ends(word):
    """No note to self is left in the program."""
    found = [str(path) for path in (ROOT / "src").rglob("*.py") if word in path.read_text(encoding="utf-8")]

    assert found == []


def test_every_file_is_short():
    """A file of the program that grows beyond 450 lines has begun to do a second thing."""
    long = {
        path.name: count
        for path in (ROOT / "src").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }

    assert long == {}


def modules() -> list[Path]:
    """Every file of the program but those of whole rooms."""
    return [path for path in PROGRAM.rglob("*.py") if path.name not in ("__init__.py", "__main__.py")]


def test_no_two_modules_of_one_name():
    """A name in a traceback, a search or a talk means one file."""
    names = [path.name for path in modules()]

    assert [] == sorted({name for name in names if names.count(name) > 1})


@pytest.mark.slow
def test_involved_functions_are_known():
    """A function with more than twenty paths is in the list with its reason; one that became simpler leaves it."""
    options = ["--select", "C901", "--config", "lint.mccabe.max-complexity=20", "--config", "lint.ignore=[]"]
    _code, output = run("ruff", "check", "--isolated", *options, "--output-format", "json", str(PROGRAM))
    found = {
        f"{Path(each['filename']).relative_to(PROGRAM).as_posix()} {each['message'].split('`')[1]}"
        for each in json.loads(output)
    }

    assert set(INVOLVED) == found


def test_private_names_stay_at_home():
    """What begins with an underscore is imported by no other module of the program."""
    found = [
        f"{path.relative_to(PROGRAM)}: {name.name}"
        for path in PROGRAM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pdfbrochure")
        for name in node.names
        if name.name.startswith("_") and not name.name.startswith("__")
    ]

    assert [] == found


def test_the_program_is_started_in_one_way():
    """In an app that brings its own Python, the interpreter's name is the app's: only those may ask who know that."""
    asking = {path.name for path in PROGRAM.rglob("*.py") if "sys.executable" in path.read_text(encoding="utf-8")}

    assert asking == {"ourselves.py", "installing.py"}


@pytest.mark.parametrize("room", sorted(path.parent.name for path in PROGRAM.glob("*/__init__.py")))
def test_every_room_says_what_it_is(room):
    """A room says what it takes, what it gives, and what it knows or does not know."""
    said = ast.get_docstring(ast.parse((PROGRAM / room / "__init__.py").read_text(encoding="utf-8"))) or ""

    assert len(said.split()) >= 25
    for word in ("Takes", "gives", "now"):
        assert word in said, f"{room} does not say what it {word}"
