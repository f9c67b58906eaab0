"""Photos that are dropped on the page: taken in beside everything else, looked at, and put into the brochure's folder.

What comes in is kept under a name of our own until it is said who took it and what it shows; the name that it had is
used only in letters that are a name everywhere.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
import threading
import unicodedata
from pathlib import Path
from typing import Any, Final, Protocol

from pdfbrochure.assets.measuring import measure_photo
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Folder

FOLDER: Final = "assets"
_ENDINGS: Final = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "TIFF": ".tif",
    "GIF": ".gif",
    "HEIC": ".heic",
}
# So many photos may wait to be described; the oldest makes room.
MOST_WAITING: Final = 12
_PIECE: Final = 1 << 20
_LONGEST_NAME: Final = 60
# Dots per inch at which a photo is sharp in print.
_SHARP: Final = 300


class Readable(Protocol):
    """Where the bytes of a photo come from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""
        ...


class Uploads:
    """Photos that wait to be put into a brochure."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._waiting: dict[str, str] = {}

    def take(self, stream: Readable, length: int, language: str) -> dict[str, Any]:
        """Take in a photo, and return what is known of it, or why it cannot be used.

        Args:
            stream: Where its bytes come from.
            length: How many there are.
            language: Of the brochure; which of the photo's own descriptions is wanted.
        """
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="pdfbrochure-"))
        name = f"{secrets.token_hex(8)}.part"
        path = self._folder / name
        left = length
        with path.open("xb") as file:
            while left and (piece := stream.read(min(_PIECE, left))):
                file.write(piece)
                left -= len(piece)
        if left or not length:
            path.unlink()
            return {"fault": "" if left else "photo-empty"}
        return self._look(name, language)

    def _look(self, name: str, language: str) -> dict[str, Any]:
        assert self._folder is not None, "it was made"
        report = Report()
        photo = measure_photo(name, Folder(self._folder), report, (), language)
        if photo is None or photo.format not in _ENDINGS:
            (self._folder / name).unlink()
            why = [finding.mend or finding.what for finding in report.findings()]
            return {"fault": "photo-not-usable", "why": why[0].replace(name, "it") if why else ""}
        with self._lock:
            self._waiting[name] = _ENDINGS[photo.format]
            while len(self._waiting) > MOST_WAITING:
                self._drop(next(iter(self._waiting)))
        return {
            "token": name,
            "width": photo.width,
            "height": photo.height,
            "credit": photo.credit if not photo.doubt else "",
            "alt": photo.alt,
            "sharp_mm": round(photo.width / _SHARP * 25.4),
            "ending": _ENDINGS[photo.format],
        }

    def _drop(self, name: str) -> None:
        self._waiting.pop(name, None)
        assert self._folder is not None, "something waits in it"
        (self._folder / name).unlink(missing_ok=True)

    def drop(self, token: str) -> None:
        """Forget a photo."""
        with self._lock:
            if token in self._waiting:
                self._drop(token)

    def name_for(self, token: str, called: str, folder: Path) -> str:
        """Return the name that a photo will have below the brochure's folder. Raises KeyError."""
        stem = slug(called)
        ending = self._waiting[token]
        number = 1
        while True:
            name = f"{stem}{'' if number == 1 else f'-{number}'}{ending}"
            if not os.path.lexists(folder / FOLDER / name):
                return f"{FOLDER}/{name}"
            number += 1

    def put(self, token: str, name: str, folder: Path) -> None:
        """Put a photo into the brochure's folder, where nothing of the name is yet.

        Raises:
            KeyError: There is no such photo.
            OSError: It cannot be written, or something is there.
        """
        with self._lock:
            if token not in self._waiting or self._folder is None:
                raise KeyError(token)
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            if not Path(os.path.realpath(target.parent)).is_relative_to(os.path.realpath(folder)):
                raise OSError(0, "the folder assets leads elsewhere")
            with (self._folder / token).open("rb") as source, target.open("xb") as file:
                shutil.copyfileobj(source, file)
            self._drop(token)

    def close(self) -> None:
        """Forget all."""
        with self._lock:
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._waiting.clear()


def slug(called: str) -> str:
    """Return a name of small letters, digits and hyphens, whatever a file is called."""
    stem, dot, rest = re.split(r"[\\/]", called)[-1].rpartition(".")
    plain = unicodedata.normalize("NFKD", stem if dot else rest).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    return name if name and not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name) else "photo"
