"""What the officer's report is on: a file that was read and judged, and what else is known of it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from msgspec import Struct

from pdfbrochure.assets.pixels import as_jpeg
from pdfbrochure.color import contrast
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Report
from pdfbrochure.finished.inspect import Inspected
from pdfbrochure.finished.reading import Reading, read_pdf, unread
from pdfbrochure.finished.snapshots import Thumbnail, parts_to_show, render
from pdfbrochure.finished.verapdf import Opinion
from pdfbrochure.layout.pages import Pages
from pdfbrochure.model.theme import TEXT_COLORS, Theme
from pdfbrochure.officer.compare import differences
from pdfbrochure.officer.verdicts import Judgment, judge


class Picture(Struct, frozen=True):
    """A picture as a `data:` address, its page, and the element that it belongs to; -1 for one that is not read."""

    element: int
    page: int
    source: str
    width: int
    height: int


class Ground(Struct, frozen=True):
    """A color on another: their names and values, their contrast, and the smallest type set so, in points."""

    text: str
    ground: str
    text_value: str
    ground_value: str
    contrast: float
    smallest: float


class Exhibit(Struct, frozen=True):
    """A file to report on.

    Attributes:
        name: The file's.
        digest: SHA-256 of its bytes.
        size: Their number.
        reading: What is in it.
        judgment: The verdicts.
        pictures: Of its figures, then of what is not read.
        grounds: Its colors; empty for a file from elsewhere.
        is_own: Whether it was made by this program just now.
        opinions: Of veraPDF; None when it was not asked.
    """

    name: str
    digest: str
    size: int
    reading: Reading
    judgment: Judgment
    pictures: tuple[Picture, ...]
    grounds: tuple[Ground, ...]
    is_own: bool
    opinions: tuple[Opinion, ...] | None

    @property
    def title(self) -> str:
        """What to call it."""
        return self.reading.facts.title or self.name


def exhibit_of_build(
    pdf: bytes,
    name: str,
    galley: Galley,
    pages: Pages,
    theme: Theme,
    report: Report,
    opinions: tuple[Opinion, ...] | None,
) -> Exhibit:
    """Return a file that was just built, read back and compared with what it was made of."""
    reading = read_pdf(pdf)
    judgment = judge(reading, differences=tuple(differences(galley, pages, reading)), report=report)
    pictures = tuple(_picture(one) for one in render(pdf, parts_to_show(reading)))
    digest = hashlib.sha256(pdf).hexdigest()
    return Exhibit(name, digest, len(pdf), reading, judgment, pictures, _grounds(theme), True, opinions)  # noqa: FBT003


def exhibit_of_file(path: Path, inspected: Inspected | None, opinions: tuple[Opinion, ...] | None) -> Exhibit:
    """Return a file from anywhere."""
    pdf = path.read_bytes()
    reading = inspected.reading if inspected is not None else None
    reading = reading or unread("it could not be looked into")
    pictures = tuple(_picture(one) for one in (inspected.thumbnails if inspected is not None else ()))
    digest = hashlib.sha256(pdf).hexdigest()
    return Exhibit(path.name, digest, len(pdf), reading, judge(reading), pictures, (), False, opinions)  # noqa: FBT003


def _picture(one: Thumbnail) -> Picture:
    content = as_jpeg(one.width, one.height, one.samples)
    source = f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"
    return Picture(one.element, one.page, source, one.width, one.height)


def _grounds(theme: Theme) -> tuple[Ground, ...]:
    sizes: dict[tuple[str, str], float] = {}
    for style in theme.styles.values():
        key = (style.color, style.ground)
        sizes[key] = min(style.size, sizes.get(key, style.size))
    colors = theme.colors
    return tuple(
        Ground(text, ground, colors[set_in], colors[ground], contrast(colors[set_in], colors[ground]), size)
        for (text, ground), size in sizes.items()
        for set_in in (TEXT_COLORS.get(text, text),)
    )
