"""How tests call the command line: `run` starts it inside this process, `start` as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from click.testing import CliRunner, Result

from pdfbrochure.cli import main

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "pdfbrochure"


def run(*arguments: str | Path) -> Result:
    """Return what a command says; anything else than an exit is a fault of ours, and raised."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def unsized(said: str) -> str:
    """Return what a build has said without the sizes of its files, which change with fonts and packages."""
    return re.sub(r"(pages?), [0-9.]+ [kM]B$", r"\1", said, flags=re.MULTILINE)


def start(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Return what a command says in a process of its own."""
    command = [sys.executable, "-m", "pdfbrochure", *map(str, arguments)]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=60)


@cache
def _report_schema() -> Any:
    schema = json.loads((PACKAGE / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def report_of(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """Return exit code and JSON report of a command, which keeps to the report's schema."""
    done = run(*arguments, "--format", "json")
    report = json.loads(done.stdout)
    _report_schema().validate(report)
    return done.exit_code, report


def write(folder: Path, text: str, name: str = "brochure.yaml") -> Path:
    """Return the path of a file written into a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
