"""The pictures of a source on the disc: inside of the file, beside it, or behind an address that is not asked for."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from pdfbrochure.files import FileFault, Folder
from pdfbrochure.importers.draft import ImportFault, parts_of

MOST_DATA: Final = 80_000_000
_OFFLINE: Final = (
    "it is on the network, which is only asked when you type an address; save it into the folder assets yourself"
)


class LocalPictures:
    """Gives the bytes of pictures that a file or a folder holds."""

    def __init__(self, folder: Folder, inside: Mapping[str, bytes] | None = None) -> None:
        self._folder = folder
        self._inside = inside or {}

    def __call__(self, address: str) -> bytes:
        """Return a picture's bytes. Raises ImportFault."""
        if address in self._inside:
            return self._inside[address]
        if address.startswith("data:"):
            return from_data(address)
        parts = parts_of(address)
        if parts.scheme in ("http", "https"):
            return self._beside(unquote(parts.path))
        try:
            return self._folder.read(unquote(parts.path if not parts.scheme else address).removeprefix("./"))
        except FileFault as fault:
            raise ImportFault(f"the file cannot be read ({fault.kind})") from None

    def _beside(self, path: str) -> bytes:
        """Return the bytes of a file whose path ends an address, as after an upload folder was saved beside."""
        steps = [step for step in path.split("/") if step not in ("", ".", "..")]
        for start in range(max(0, len(steps) - 6), len(steps)):
            try:
                return self._folder.read("/".join(steps[start:]))
            except FileFault:
                continue
        raise ImportFault(_OFFLINE)


def from_data(address: str) -> bytes:
    """Return the bytes that a `data:` address holds. Raises ImportFault."""
    head, _, data = address.partition(",")
    if len(data) > MOST_DATA:
        raise ImportFault("it is too large")
    try:
        return base64.b64decode(data, validate=False) if head.endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        raise ImportFault("its data is damaged") from None
