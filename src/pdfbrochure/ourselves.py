"""How the program starts itself once more, be it installed for a Python or an app that brings its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

# Commands of our own that no user types: `__main__` takes them before the command line is loaded.
INSPECT: Final = "_inspect"


def is_app() -> bool:
    """Whether this is an app that brings its own Python; there `sys.executable` is the app."""
    return bool(getattr(sys, "frozen", False))


def beside_app(name: str) -> Path | None:
    """Return the folder of a package that was unpacked into `fonts` beside the app, or None."""
    folder = Path(sys.executable).parent / "fonts" / name
    return folder if is_app() and folder.is_dir() else None


def own_command(*arguments: str) -> list[str]:
    """Return the command that starts this very program with arguments."""
    # -P: not from the current folder, which may be a stranger's.
    return [sys.executable, *([] if is_app() else ["-P", "-m", "pdfbrochure"]), *arguments]


def may_fork() -> bool:
    """Whether a process may be split off that begins with all that this one has loaded.

    Only where no other thread runs, in Python or in a library: its locks would be copied as they happen to be. macOS
    has such threads of its own; Windows cannot fork.
    """
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
