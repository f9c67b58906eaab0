"""The brochures that may be opened: one file, or all that lie in a folder; each is known by its number only."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pdfbrochure.files import FileFault, Folder
from pdfbrochure.live.builder import Builder
from pdfbrochure.live.session import Session, is_brochure
from pdfbrochure.live.uploads import Uploads
from pdfbrochure.live.watching import Watcher

# Of a folder, so many folders in it are looked at, and so many brochures are offered.
MOST_FOLDERS: Final = 500
MOST_BROCHURES: Final = 200
_ENDINGS: Final = (".yaml", ".yml")
# As much of a file tells whether it is a brochure.
_LOOKED_AT: Final = 1_000_000
_TITLE: Final = re.compile(r"^title:[ \t]*(.+?)[ \t]*(?:\s#.*)?$", re.MULTILINE)


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and in those below it, the nearest first; nothing hidden, and no link is followed."""
    folders = [folder]
    for count, each in enumerate(folders):
        if count >= MOST_FOLDERS:
            break
        try:
            entries = sorted(os.scandir(each), key=lambda entry: (entry.name != "brochure.yaml", entry.name))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith((".", "node_modules", "__")) or entry.is_symlink():
                continue
            if entry.is_dir():
                folders.append(Path(entry.path))
            else:
                yield Path(entry.path)


def find_brochures(folder: Path) -> list[Path]:
    """Return the brochures in a folder and in those below it, the nearest first."""
    found = (path for path in walk(folder) if path.name.lower().endswith(_ENDINGS) and _is_one(path))
    return list(islice(found, MOST_BROCHURES))


def _is_one(path: Path) -> bool:
    try:
        return is_brochure(Folder(path.parent).read(path.name, _LOOKED_AT))
    except FileFault:
        return False


class Opened:
    """The brochures of one run of the program, and the threads that look after them.

    Args:
        paths: Their files.
        folder: Where new ones are made, and by which the others are named.
    """

    def __init__(self, paths: list[Path], folder: Path) -> None:
        self.folder = folder
        self._paths = paths
        self._sessions: dict[int, Session] = {}
        self._lock = threading.Lock()
        self.uploads = Uploads()
        self._builder = Builder()
        self._watcher = Watcher(self._look)

    def start(self) -> None:
        """Begin to build and to watch."""
        self._builder.start()
        self._watcher.start()

    def stop(self) -> None:
        """End."""
        self._watcher.stop()
        self._builder.stop()
        self.uploads.close()
        for session in list(self._sessions.values()):
            session.desk.close()

    def session(self, number: int) -> Session:
        """Return an open brochure; it is opened now if it is not. Raises IndexError."""
        with self._lock:
            if not 0 <= number < len(self._paths):
                raise IndexError(number)
            if number not in self._sessions:
                self._sessions[number] = Session(self._paths[number], self._builder.ask)
            return self._sessions[number]

    def add(self, path: Path) -> int:
        """Offer a further brochure, and return its number."""
        with self._lock:
            self._paths.append(path)
            return len(self._paths) - 1

    def names(self) -> list[dict[str, Any]]:
        """Return what to call each brochure: its file below the folder, and its title."""
        return [
            {"file": os.path.relpath(path, self.folder).replace(os.sep, "/"), "title": _title_of(path)}
            for path in self._paths
        ]

    def _look(self) -> None:
        for session in list(self._sessions.values()):
            session.look()


def _title_of(path: Path) -> str:
    try:
        text = Folder(path.parent).read(path.name, _LOOKED_AT).decode("utf-8", "replace")
    except FileFault:
        return ""
    match = _TITLE.search(text)
    title = match[1] if match else ""
    return title.strip("\"'") if not title.startswith(("{", "|", ">")) else ""
