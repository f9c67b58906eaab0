"""Brochures to begin with: one that shows the keys, and whole ones of several kinds, to be written over.

Takes a name; gives the files of a folder. Knows where they lie, and not what is in them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent
_NAMED: Final = re.compile(r"^ *file: *(assets/\S+)", re.MULTILINE)


def known_templates() -> tuple[str, ...]:
    """Return the names of the templates, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def files_of_template(name: str) -> dict[str, bytes]:
    """Return the files of a new brochure, by their names in its folder: its text, and the photos that this names."""
    text = (_FOLDER / f"{name}.yaml").read_bytes()
    files = {"brochure.yaml": text}
    for photo in dict.fromkeys(_NAMED.findall(text.decode())):
        if (_FOLDER / photo).exists():
            files[photo] = (_FOLDER / photo).read_bytes()
    if len(files) > 1:
        files["assets/CREDITS.md"] = (_FOLDER / "assets" / "CREDITS.md").read_bytes()
    return files
