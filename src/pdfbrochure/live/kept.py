"""A brochure's text on the disc: read, and written again so that nothing changes but what was typed."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Final

from msgspec import Struct

from pdfbrochure.files import FileFault, Folder
from pdfbrochure.writing import replace_text

# As many characters are typed in no brochure, and would be slow in an editor.
LARGEST_TEXT: Final = 3_000_000
_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}
_END: Final = re.compile(r"\r\n|\r|\n")


class Kept(Struct, frozen=True):
    """A text as it stands on the disc.

    Attributes:
        text: With a line feed at the end of each line, whatever the file has.
        digest: SHA-256 of the file.
        encoding: Its encoding.
        mark: The byte order mark before it.
        ends: What ends each line.
    """

    text: str
    digest: str
    encoding: str = "utf-8"
    mark: bytes = b""
    ends: tuple[str, ...] = ()


class Unreadable(Exception):  # said of the file
    """The file cannot be shown in an editor; the build says why."""


def read_kept(folder: Folder, name: str) -> Kept | None:
    """Return the text of a file; None where there is no such file.

    Raises:
        Unreadable: It is no text, or too large for an editor.
    """
    try:
        data = folder.read(name, 4 * LARGEST_TEXT)
    except FileFault as fault:
        if fault.kind == "missing":
            return None
        raise Unreadable(str(fault)) from None
    return kept_of(data)


def kept_of(data: bytes) -> Kept:
    """Return the text of a file's bytes. Raises Unreadable."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    try:
        whole = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8") from None
    if len(whole) > LARGEST_TEXT:
        raise Unreadable("it is too large")
    ends = tuple(match[0] for match in _END.finditer(whole))
    return Kept(_END.sub("\n", whole), hashlib.sha256(data).hexdigest(), encoding, mark, ends)


def as_bytes(text: str, like: Kept | None) -> bytes:
    """Return a text as the bytes of a file: encoded as the old one, each line that it had with the end that it had."""
    if like is None:
        return text.encode()
    common = Counter(like.ends).most_common(1)
    if common and common[0][0] != "\n":
        text = _with_ends(text, like) if len(set(like.ends)) > 1 else text.replace("\n", common[0][0])
    elif len(set(like.ends)) > 1:
        text = _with_ends(text, like)
    return like.mark + text.encode(like.encoding)


def _with_ends(text: str, like: Kept) -> str:
    """Return a text with the ends of a file that mixes them; new lines end as most of its lines do."""
    old, new = like.text.split("\n"), text.split("\n")
    ends = [Counter(like.ends).most_common(1)[0][0]] * len(new)
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            if block.a + at < len(like.ends):
                ends[block.b + at] = like.ends[block.a + at]
    return "".join(line + end for line, end in zip(new[:-1], ends, strict=False)) + new[-1]


def write_kept(path: Path, text: str, like: Kept | None) -> Kept:
    """Write a text in the place of a file, and return it as it then stands.

    Raises:
        OSError: It cannot be written.
    """
    data = as_bytes(text, like)
    replace_text(path, data)
    return kept_of(data)
