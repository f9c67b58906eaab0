"""Values of rows that mean harm, for the tests of many builds; a module of its own, so that workers can load it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from msgspec import Struct

from pdfbrochure.diagnostics import Report
from pdfbrochure.merging.filling import Filling
from pdfbrochure.read import Source


class Poison(Struct, frozen=True):
    """Kills whatever process builds it."""

    def __call__(self, source: Source, _report: Report) -> Source:
        """Return nothing, ever; but in the process that only looks for the files it is tame."""
        if os.getpid() != int(os.environ.get("TAME", "0")):
            os.kill(os.getpid(), signal.SIGKILL)
        return source


class KillsOnce(Struct, frozen=True):
    """Kills the first process that builds it, and leaves a file by which the next knows."""

    mark: str
    row: Filling

    def __call__(self, source: Source, report: Report) -> Source:
        """Return the template with the row."""
        if os.getpid() != int(os.environ.get("TAME", "0")) and not Path(self.mark).exists():
            Path(self.mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.row(source, report)
