"""The one door to the disc: reads files below the brochure's folder, and nothing else.

A brochure may come from a stranger. Names in it are relative to its folder and may not leave it, neither by `..`
nor by a symbolic link; only ordinary files are opened, and only up to a size.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final, Literal, Protocol

from pdfbrochure.diagnostics import Origin, Report

# A 100-megapixel camera JPEG has about 60 MB; an uncompressed 16-bit TIFF of the same size 600 MB, which no brochure
# needs. The limit keeps a stray video or disc image from being read into memory.
LARGEST_FILE: Final = 200_000_000

FaultKind = Literal["missing", "outside", "too-large", "not-a-file", "unreadable"]


class FileFault(Exception):
    """A file that cannot be read. `hint` is the nearest existing name, if one differs only in case or spelling."""

    def __init__(self, kind: FaultKind, name: str, hint: str = "", detail: str = "") -> None:
        super().__init__(f"{name}: {kind}{': ' + detail if detail else ''}")
        self.kind: FaultKind = kind
        self.name = name
        self.hint = hint
        self.detail = detail

    def report_to(self, report: Report, what: str, origin: Origin) -> None:
        """Report that `what`, which the brochure names at `origin`, cannot be read."""
        hint = f"did you mean {self.hint}? " if self.hint else ""
        report.error(
            "path-outside" if self.kind == "outside" else "missing-file",
            f"{what} cannot be read",
            why=self.detail,
            mend=f"{hint}put the file into the brochure's folder",
            origin=origin,
        )


class Files(Protocol):
    """Where a build reads from: a folder on the disc, or a dictionary in tests."""

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of `name`. Raises FileFault."""
        ...


class Memory:
    """Files held in a dictionary of name -> bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of `name`. Raises FileFault."""
        if name not in self._files:
            raise FileFault("missing", name, hint=nearest(name, self._files))
        if len(self._files[name]) > limit:
            raise FileFault("too-large", name, detail=f"over {limit // 1_000_000} MB")
        return self._files[name]


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
            kind: FaultKind = "not-a-file" if os.path.isdir(path) else "unreadable"  # noqa: PTH112
            raise FileFault(kind, name, detail=getattr(error, "strerror", None) or str(error)) from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise FileFault("not-a-file", name)
            if status.st_size > limit:
                raise FileFault(
                    "too-large", name, detail=f"{status.st_size / 1e6:.0f} MB, at most {limit / 1e6:.0f} MB"
                )
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return file.read(limit + 1)
        except OSError as error:
            raise FileFault("unreadable", name, detail=error.strerror or str(error)) from None
        finally:
            os.close(descriptor)

    def _resolve(self, name: str) -> Path:
        """Return the real path of `name`; raise FileFault when it lies outside the folder."""
        if "\0" in name:
            raise FileFault("missing", name.replace("\0", ""))
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or Path(name).is_absolute() or Path(name).drive or ".." in parts.parts:
            raise FileFault("outside", name)
        try:
            path = Path(os.path.realpath(self.root / parts))
        except (OSError, ValueError) as error:
            raise FileFault("unreadable", name, detail=str(error)) from None
        if not path.is_relative_to(self._real_root):
            raise FileFault("outside", name)
        return path

    def _nearest(self, name: str) -> str:
        """Return the name of a like-named file in a like-named folder, or an empty string."""
        found = PurePosixPath()
        for part in PurePosixPath(name.replace("\\", "/")).parts:
            folder = Path(os.path.realpath(self.root / found))
            try:
                # A link must not tell what lies outside.
                entries = sorted(os.listdir(folder))[:2000] if folder.is_relative_to(self._real_root) else []
            except OSError:
                return ""
            like = part if part in entries else nearest(part, entries)
            if not like:
                return ""
            found /= like
        return str(found)


def nearest(name: str, known: Mapping[str, bytes] | list[str]) -> str:
    """Return the known name that is most like `name`, or an empty string."""
    for other in known:
        if other.casefold() == name.casefold():
            return other
    import difflib  # only needed for a slip

    close = difflib.get_close_matches(name, list(known), 1, 0.75)
    return close[0] if close else ""
