"""The one door to the disc: reads files below the brochure's folder, and nothing else.

A brochure may come from a stranger. Names in it are relative to its folder and may not leave it, neither by `..`
nor by a symbolic link; only ordinary files are opened, and only up to a size. A name opens the file
in whichever of Unicode's normal forms either is written, for Macs, archives and keyboards differ; case counts.
"""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final, Literal, Protocol

from pdfbrochure.diagnostics import Findings, Origin

# A 100-megapixel camera JPEG has about 60 MB; an uncompressed 16-bit TIFF of the same size 600 MB, which no brochure
# needs. The limit keeps a stray video or disc image from being read into memory.
LARGEST_FILE: Final = 200_000_000
# Of a folder so many names are looked at, and so many folders, for the name that was meant.
MOST_NAMES: Final = 2000
MOST_FOLDERS: Final = 200

# What is no file, in the words of a finding.
FOLDER: Final = "it is a folder"
DEVICE: Final = "it is a pipe or a device"

# What was written less than so many nanoseconds ago may be written again within the same tick of the disc's clock, two
# seconds long on FAT; git calls such entries of its index racy (git-scm.com/docs/racy-git).
SETTLED: Final = 3_000_000_000

# Of a file, what is another as soon as anybody writes it, or puts another file into its place: its disc, its number
# there, its size, when it was written and when anything of it was changed.
State = tuple[int, int, int, int, int]

FaultKind = Literal["missing", "outside", "too-large", "not-a-file", "unreadable"]


class FileFault(Exception):
    """A file that cannot be read. `hint` is the name that was meant, if one differs in spelling or in its folder."""

    def __init__(self, kind: FaultKind, name: str, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{name}: {kind}{': ' + detail if detail else ''}")
        self.kind: FaultKind = kind
        self.name = name
        self.hint = hint
        self.detail = detail

    def report_to(self, report: Findings, what: str, origin: Origin) -> None:
        """Report that `what`, which the brochure names at `origin`, cannot be read."""
        hint = f"{self.question()}, or " if self.hint else ""
        report.error(
            "path-outside" if self.kind == "outside" else "missing-file",
            f"{what} cannot be read",
            why=self.detail,
            mend=f"{hint}put the file into the brochure's folder",
            origin=origin,
        )

    def question(self) -> str:
        """Return the question after the name that was meant."""
        only_case = _form(self.hint).casefold() == _form(self.name).casefold()
        return f"did you mean {self.hint}?" + (" upper and lower case count" if only_case else "")


class Files(Protocol):
    """Where a build reads from: a folder on the disc, or a dictionary in tests."""

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of `name`. Raises FileFault."""
        ...

    def names(self, folder: str = "") -> list[str]:
        """Return what lies in a folder, as names that `read` takes, in order; nothing for one that is not there."""
        ...

    def states(self, names: Iterable[str]) -> dict[str, State]:
        """Return the states of those files that `read` would give alike as long as they are the same; reads none."""
        ...


class Memory:
    """Files held in a dictionary of name -> bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of `name`. Raises FileFault."""
        stored = _as_stored(name, self._files)
        if stored not in self._files:
            raise FileFault("missing", name, hint=nearest(name, self._files))
        if len(self._files[stored]) > limit:
            raise FileFault("too-large", name, detail=f"over {limit // 1_000_000} MB")
        return self._files[stored]

    def names(self, folder: str = "") -> list[str]:
        """Return the names of the files in a folder, in order."""
        return sorted(name for name in self._files if name.rpartition("/")[0] == folder.strip("/"))

    def states(self, names: Iterable[str]) -> dict[str, State]:
        """Return nothing, whatever the names: whoever asks has to read, which costs nothing here."""
        del names
        return {}


class Folder:
    """The files below one folder on the disc."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = Path(os.path.realpath(root))

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of `name`, relative to the folder. Raises FileFault."""
        path = self._resolve(name)
        try:
            # Not blocking: a named pipe would otherwise hang the build before it can be refused.
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            raise FileFault("missing", name, hint=self._nearest(name)) from None
        except (OSError, ValueError) as error:
            # Path.is_dir() raises where a name is too long or a folder above may not be entered.
            if os.path.isdir(path):  # noqa: PTH112
                raise FileFault("not-a-file", name, detail=FOLDER) from None
            raise FileFault("unreadable", name, detail=getattr(error, "strerror", None) or str(error)) from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise FileFault("not-a-file", name, detail=FOLDER if stat.S_ISDIR(status.st_mode) else DEVICE)
            if status.st_size > limit:
                raise FileFault(
                    "too-large", name, detail=f"{status.st_size / 1e6:.0f} MB, at most {limit / 1e6:.0f} MB"
                )
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                # Python reserves what it is asked for, so it is asked for what is there.
                return file.read(status.st_size)
        except OSError as error:
            raise FileFault("unreadable", name, detail=error.strerror or str(error)) from None
        finally:
            os.close(descriptor)

    def names(self, folder: str = "") -> list[str]:
        """Return what lies in a folder, as names that `read` takes, in order; nothing for one that is not there."""
        where = PurePosixPath(folder)
        if where.is_absolute() or ".." in where.parts:
            return []
        return [str(where / name) for name in self._names(where)[:MOST_NAMES]]

    def states(self, names: Iterable[str]) -> dict[str, State]:
        """Return the states of those files that `read` would give alike as long as they are the same; reads none.

        Left out are what is no plain file, or a link, and what was changed so lately that the next change may not show.
        """
        folders: dict[str, str | None] = {}
        found: dict[str, State] = {}
        now = time.time_ns()
        for name in names:
            folder, _stroke, last = name.rpartition("/")
            if folder not in folders:
                folders[folder] = self._real_folder(folder)
            real = folders[folder]
            if real is None or not last.isascii():
                continue
            try:
                # A path of the library's own kind takes longer than the answer.
                status = os.lstat(f"{real}{os.sep}{last}")
            except (OSError, ValueError):
                continue
            if stat.S_ISREG(status.st_mode) and max(status.st_mtime_ns, status.st_ctime_ns) < now - SETTLED:
                times = status.st_mtime_ns, status.st_ctime_ns
                found[name] = (status.st_dev, status.st_ino, status.st_size, *times)
        return found

    def _real_folder(self, folder: str) -> str | None:
        """Return the real path of a folder; None when it lies outside."""
        try:
            return str(self._resolve(folder))
        except FileFault:
            return None

    def _resolve(self, name: str) -> Path:
        """Return the real path of `name`; raise FileFault when it lies outside the folder."""
        if "\0" in name:
            raise FileFault("missing", name.replace("\0", ""))
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or Path(name).is_absolute() or Path(name).drive or ".." in parts.parts:
            raise FileFault("outside", name)
        try:
            written = self.root / self._as_on_disc(parts)
            path = Path(os.path.realpath(written))
            if written.is_symlink() and path.name.startswith(("pipe:", "socket:")):
                # What the shell gives for `<(command)`: a link to a pipe.
                raise FileFault("not-a-file", name, detail=DEVICE)
        except (OSError, ValueError) as error:
            raise FileFault("unreadable", name, detail=str(error)) from None
        if not path.is_relative_to(self._real_root):
            raise FileFault("outside", name)
        return path

    def _as_on_disc(self, parts: PurePosixPath) -> PurePosixPath:
        """Return the path with each name in the normal form in which the disc has it, as far as it has it."""
        found = PurePosixPath()
        for part in parts.parts:
            is_there = part.isascii() or os.path.lexists(self.root / found / part)
            found /= part if is_there else _as_stored(part, self._names(found))
        return found

    def _names(self, folder: PurePosixPath) -> list[str]:
        """Return the names in a folder, in order; none for one that lies outside or may not be entered."""
        path = Path(os.path.realpath(self.root / folder))
        try:
            # A link must not tell what lies outside.
            return sorted(os.listdir(path)) if path.is_relative_to(self._real_root) else []
        except OSError:
            return []

    def _nearest(self, name: str) -> str:
        """Return the name of a like-named file in a like-named folder or in any other, or an empty string."""
        wanted = PurePosixPath(name.replace("\\", "/"))
        found = PurePosixPath()
        for part in wanted.parts:
            entries = self._names(found)[:MOST_NAMES]
            like = part if part in entries else nearest(part, entries)
            if not like:
                return self._elsewhere(wanted.name)
            found /= like
        is_same = _form(found.name).casefold() == _form(wanted.name).casefold()
        return str(found) if is_same else self._elsewhere(wanted.name) or str(found)

    def _elsewhere(self, name: str) -> str:
        """Return the nearest file of the same name in any folder here, or an empty string."""
        wanted = _form(name).casefold()
        folders = deque([PurePosixPath()])
        for _ in range(MOST_FOLDERS):
            if not folders:
                break
            folder = folders.popleft()
            for entry in self._names(folder)[:MOST_NAMES]:
                path = self.root / folder / entry
                if path.is_symlink():
                    continue
                if _form(entry).casefold() == wanted and path.is_file():
                    return str(folder / entry)
                if not entry.startswith(".") and path.is_dir():
                    folders.append(folder / entry)
        return ""


def _form(name: str) -> str:
    """Return a name in the one form in which names are compared (Unicode Standard Annex 15, NFC)."""
    return unicodedata.normalize("NFC", name)


def _as_stored(name: str, known: Iterable[str]) -> str:
    """Return the known name that is `name` in any normal form, or `name` itself."""
    if name in known:
        return name
    wanted = _form(name)
    return next((other for other in known if _form(other) == wanted), name)


def nearest(name: str, known: Mapping[str, bytes] | list[str]) -> str:
    """Return the known name that is most like `name`, or an empty string."""
    for other in known:
        if _form(other).casefold() == _form(name).casefold():
            return other
    import difflib  # only needed for a slip

    close = difflib.get_close_matches(name, list(known), 1, 0.75)
    return close[0] if close else ""
