"""Files as a build sees them while its text is typed: the text from memory, and everything else from the folder."""

from __future__ import annotations

from collections.abc import Iterable

from pdfbrochure.files import LARGEST_FILE, FileFault, Folder, State


class Overlay:
    """A folder in which one file is another than on the disc.

    Args:
        folder: Where everything else is.
        name: The file.
        data: What it is.

    `asked` are the names that were read, those among them that are not there.
    """

    def __init__(self, folder: Folder, name: str, data: bytes) -> None:
        self._folder = folder
        self._name = name
        self._data = data
        self.asked: set[str] = set()

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """Return the bytes of `name`. Raises FileFault."""
        if name == self._name:
            if len(self._data) > limit:
                raise FileFault("too-large", name, detail=f"over {limit // 1_000_000} MB")
            return self._data
        self.asked.add(name)
        return self._folder.read(name, limit)

    def names(self, folder: str = "") -> list[str]:
        """Return what lies in a folder, as names that `read` takes."""
        self.asked.add(folder)
        return self._folder.names(folder)

    def states(self, names: Iterable[str]) -> dict[str, State]:
        """Return the states of files."""
        others = [name for name in names if name != self._name]
        self.asked.update(others)
        return self._folder.states(others)
