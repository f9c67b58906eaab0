"""Sees that files change, by looking again and again.

What the system tells of changes is not asked: editors save by renaming, which ends such a watch, and network drives,
containers and virtual machines tell nothing. Looking at 60 files costs an eighth of a millisecond.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

# Between two looks, in seconds.
INTERVAL: Final = 0.1
# A file that is still being written differs after so long.
SETTLE: Final = 0.05
MOST_SETTLING: Final = 20

Signature = tuple[int, int, int] | None


def signature_of(path: Path) -> Signature:
    """Return what differs when a file is another: time, size and number; None where it cannot be looked at."""
    try:
        status = os.stat(path)  # noqa: PTH116  # Path.stat() takes twice the time
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


class Watch:
    """The files of one brochure, as they were when last looked at."""

    def __init__(self) -> None:
        self._known: dict[Path, Signature] = {}

    def look(self, paths: Iterable[Path]) -> set[Path]:
        """Return which of some files have changed since the last look; new ones among them have not."""
        now = {path: signature_of(path) for path in paths}
        changed = {path for path, signature in now.items() if path in self._known and self._known[path] != signature}
        self._known = now
        return changed

    def add(self, paths: Iterable[Path]) -> None:
        """Look after some files too, as they are now."""
        for path in paths:
            self._known.setdefault(path, signature_of(path))


class Watcher(threading.Thread):
    """Calls a function again and again until it is stopped."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__(name="watcher", daemon=True)
        self._look = look
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until the end."""
        while not self._ended.wait(INTERVAL):
            self._look()

    def stop(self) -> None:
        """End."""
        self._ended.set()


def wait_until_settled(paths: Iterable[Path]) -> None:
    """Wait until two looks at some files agree, so that none is read which is half written."""
    paths = list(paths)
    before = [signature_of(path) for path in paths]
    for _ in range(MOST_SETTLING):
        threading.Event().wait(SETTLE)
        now = [signature_of(path) for path in paths]
        if now == before:
            return
        before = now
