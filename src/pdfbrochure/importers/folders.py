"""Writes the files of a new brochure: all of them or none, and never over one that is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pdfbrochure.diagnostics import Report


def write_folder(folder: Path, files: Mapping[str, bytes], report: Report) -> bool:
    """Write files below a folder, which is made where it is not there; whether they are written.

    Args:
        folder: Where to.
        files: Contents by name; names have `/` between folders.
        report: Takes the reason when nothing is written.
    """
    for name in files:
        # A broken link counts as well: writing would follow it.
        if os.path.lexists(folder / name):
            mend = "name another folder, or move the file away"
            what = f"{folder / name} exists already; nothing was written"
            report.error("file-exists", what, mend=mend, placed=False)
    if report.has_errors:
        return False
    written: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
            if path.parent != folder and not any(path.parent.iterdir()):
                path.parent.rmdir()
        what = f"{folder} cannot be written to: {error.strerror or error}"
        report.error("cannot-write", what, mend="name another folder", placed=False)
        return False
    return True
