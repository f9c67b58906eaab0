"""Finished PDFs: tells them from brochures, and counts their pages. Whoever made them, nothing in them is trusted."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pdfbrochure.diagnostics import Report

# ISO 32000-1, 7.5.2 puts the header at the very start; readers look for it in the first kilobyte (implementation
# note 13 of PDF Reference 1.7), and so does PDFium.
_HEADER: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1024
# A print file of a brochure has some 10 MB, a scanned volume a few hundred.
LARGEST_PDF: Final = 1_000_000_000
# No brochure and few books have more; a damaged file may claim any number.
MOST_PAGES: Final = 10_000


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF, told by its first bytes, or by its name when empty; False when unreadable."""
    try:
        with _opened(path) as file:
            start = file.read(_HEADER_WITHIN)
    except OSError:
        return False
    if not start:
        return path.suffix.lower() == ".pdf"
    return start.startswith(_HEADER) or (_HEADER in start and b"\0" not in start[: start.index(_HEADER)])


def count_pages(path: Path, report: Report) -> int | None:
    """Return the number of pages of a PDF; None with a finding when it cannot be read."""
    try:
        with _opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST_PDF:
                _refuse(report, f"{path.name} is too large: {size / 1e6:.0f} MB, at most {LARGEST_PDF / 1e6:.0f} MB")
                return None
            if not size:
                _refuse(report, f"{path.name} is empty (0 bytes)", "build it again")
                return None
            return _count(file, path.name, report)
    except OSError as error:
        _refuse(report, f"{path.name} cannot be read: {error.strerror or error}")
        return None


def _count(file: BinaryIO, name: str, report: Report) -> int | None:
    # Imported when a PDF is counted: it loads a library of 7 MB, which no build needs.
    import pypdfium2
    import pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            why = "it is encrypted, and its pages can only be counted with the password"
            _refuse(report, f"{name} asks for a password", "save it without a password", why)
        else:
            _refuse(report, f"{name} is damaged: no page can be found in it", "build it again, or save it anew")
        return None
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            what = "has no pages" if count <= 0 else f"claims to have {count} pages, more than {MOST_PAGES}"
            _refuse(report, f"{name} {what}", "build it again, or save it anew")
            return None
        # The number is only what the file claims (ISO 32000-1, table 29, Count); a page that is there has a size.
        for index in range(count):
            document.get_page_size(index)
    except pypdfium2.PdfiumError:
        what = f"{name} is damaged: it claims to have {count} pages, but page {index + 1} cannot be found"
        _refuse(report, what, "build it again, or save it anew")
        return None
    finally:
        document.close()
    return count


def _refuse(report: Report, what: str, mend: str = "", why: str = "") -> None:
    report.error("unreadable-pdf", what, why=why, mend=mend)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Yield an ordinary file, open for reading. Raises OSError.

    Not blocking: a named pipe would otherwise hang the program before it can be refused.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is no ordinary file")
        yield file
