"""Pages: finished lines, photos and flat shapes at fixed places.

The origin is the top left corner of the trimmed page, y grows downwards, all lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from pdfbrochure.assets.photos import Crop
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.text.lines import Line


class PlacedLine(Struct, frozen=True, gc=False):
    """A line of text; `x` is its start, `y` its baseline. Its runs name the elements that they belong to."""

    x: float
    y: float
    line: Line

    @property
    def owner(self) -> int | None:
        """The element that its first run belongs to; None for furniture."""
        return next((run.node for run in self.line.runs), None)


class PlacedPhoto(Struct, frozen=True):
    """A photo in a frame, which shows a part of it, its crop. `owner` is its element, None for a decorative one."""

    x: float
    y: float
    width: float
    height: float
    photo: str
    crop: Crop
    owner: int | None
    origin: Origin


class PlacedFlat(Struct, frozen=True, gc=False):
    """A filled rectangle: a panel, a rule, a bar. It is decoration."""

    x: float
    y: float
    width: float
    height: float
    color: str

    @property
    def owner(self) -> None:
        """It belongs to no element."""
        return


class PlacedCode(Struct, frozen=True):
    """A QR code of `url`; `size` is that of the code without its quiet zone, `owner` its element."""

    x: float
    y: float
    size: float
    url: str
    color: str
    owner: int


Placed = PlacedLine | PlacedPhoto | PlacedFlat | PlacedCode


class Bookmark(Struct, frozen=True):
    """An entry of the outline. `level` is 1, or 2 for a sub-heading."""

    title: str
    page: int
    y: float
    node: int
    level: int = 1


class Page(Struct, frozen=True):
    """One page; `things` in painting order."""

    number: int
    things: tuple[Placed, ...]


class Pages(Struct, frozen=True):
    """The whole brochure, paged. `backward`: its pages run from right to left."""

    width: float
    height: float
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...]
    backward: bool = False


class Laid(Struct, frozen=True):
    """Pages as they were laid out, and what was found on the way.

    Attributes:
        pages: The pages.
        findings: What is wrong with lines of them.
        undrawn: Characters that no font has, each with the places at which it stands.
    """

    pages: Pages
    findings: Findings
    undrawn: Mapping[str, Iterable[Origin]]
