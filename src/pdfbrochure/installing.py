"""What to type to install a further part of the program: the command that reaches this very installation."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Final

from pdfbrochure.ourselves import is_app

# The address that people are sent to from a program that brings its own Python.
_PACKAGE = "pdfbrochure"
# Extras that are fonts alone, which an app takes from a folder beside it (`packaging/build_fonts.py`).
UNPACKED: Final = {"cjk": "justmytype-intl-cjk", "world": "manimgx-fonts"}


def install_command(extra: str) -> str:
    """Return the command that adds an extra, such as `svg`, to the Python that runs this program.

    `pip` alone would most often be that of another Python, which does not see this installation.
    """
    import importlib.util  # only needed for a finding

    wanted = f"{_PACKAGE}[{extra}]"
    if is_app() and extra in UNPACKED:
        return f"unpack pdfbrochure-fonts-{extra}.zip of the same release into the folder of this program"
    if is_app():
        return f'python -m pip install "{wanted}", and run that instead of this program, which takes nothing more'
    parts = PurePath(sys.prefix).parts
    if "pipx" in parts:
        return f'pipx install --force "{wanted}{_origin()}"'
    if parts[-3:-1] == ("uv", "tools"):
        return f'uv tool install "{wanted}{_origin()}"'
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    if importlib.util.find_spec("pip") is None:
        return f'uv pip install --python {python} "{wanted}"'
    return f'{python} -m pip install "{wanted}"'


def update_command() -> str:
    """Return what to do for a newer version of the program, by the way in which this one came."""
    if is_app():
        return "unpack the archive of the newer one, and delete this folder"
    parts = PurePath(sys.prefix).parts
    if "pipx" in parts:
        return f"pipx upgrade {_PACKAGE}"
    if parts[-3:-1] == ("uv", "tools"):
        return f"uv tool upgrade {_PACKAGE}"
    return install_command("").replace("[]", "").replace("install ", "install --upgrade ")


def _origin() -> str:
    """Return where the program was installed from, if not from an index: ` @ file:///…` (PEP 610)."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        told = json.loads(distribution(_PACKAGE).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    url = told.get("url", "") if isinstance(told, dict) else ""
    return f" @ {url}" if url else ""
