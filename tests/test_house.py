"""The house's own rules: what every change must keep, whoever writes it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [name for name in ("src", "tests", "docs", "benchmarks") if (ROOT / name).is_dir()]


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
