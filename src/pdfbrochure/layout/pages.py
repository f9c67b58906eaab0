"""Pages: finished lines, photos and flat shapes at fixed places.

The origin is the top left corner of the trimmed page, y grows downwards, all lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

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
        runs = self.line.runs
        return runs[0].node if runs else None


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


class PlacedShape(Struct, frozen=True):
    """Part of a drawing, such as a chart: a line through points, a surface between them, or a disc round each.

    A surface has a `fill`; a line a `stroke`; both may be. All lie inside of the points, but for half of the line's
    width, round ends and corners.

    Attributes:
        points: Where it goes, as x and y.
        stroke: Color of its line, a name of the theme or #rrggbb; "" for none.
        weight: Width of the line.
        dash: Lengths of dash and gap; none for a solid line.
        fill: Color of the surface; "" for none.
        radius: Of the discs; 0 for a line or a surface.
        owner: The Figure that it is a part of; None for decoration.
    """

    points: tuple[tuple[float, float], ...]
    stroke: str = ""
    weight: float = 0.5
    dash: tuple[float, ...] = ()
    fill: str = ""
    radius: float = 0.0
    owner: int | None = None

    @property
    def reach(self) -> float:
        """How far it reaches beyond its points."""
        return self.radius + (self.weight / 2 if self.stroke else 0.0)

    @property
    def x(self) -> float:
        """Its start edge."""
        return min(x for x, _y in self.points) - self.reach

    @property
    def y(self) -> float:
        """Its top."""
        return min(y for _x, y in self.points) - self.reach

    @property
    def width(self) -> float:
        """Its width."""
        return max(x for x, _y in self.points) + self.reach - self.x

    @property
    def height(self) -> float:
        """Its height."""
        return max(y for _x, y in self.points) + self.reach - self.y


Placed = PlacedLine | PlacedPhoto | PlacedFlat | PlacedCode | PlacedShape


def moved(things: Iterable[Placed], x: float, y: float) -> list[Placed]:
    """Return things moved by a distance."""
    out: list[Placed] = []
    for thing in things:
        if isinstance(thing, PlacedLine):
            out.append(PlacedLine(thing.x + x, thing.y + y, thing.line))
        elif isinstance(thing, PlacedShape):
            out.append(structs.replace(thing, points=tuple((left + x, top + y) for left, top in thing.points)))
        else:
            out.append(structs.replace(thing, x=thing.x + x, y=thing.y + y))
    return out


def foot_of(thing: Placed) -> float:
    """Return where a thing ends below; of a line its baseline."""
    if isinstance(thing, PlacedLine):
        return thing.y
    return thing.y + (thing.size if isinstance(thing, PlacedCode) else thing.height)


class Bookmark(Struct, frozen=True):
    """An entry of the outline. `level` is 1, or higher for what lies in the entry before it."""

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
        fullness: Of a folded sheet, the share of its panels between cover and back that the text would fill.
        torn: How many items go on on the next panel of it.
    """

    pages: Pages
    findings: Findings
    undrawn: Mapping[str, Iterable[Origin]]
    fullness: float = 1.0
    torn: int = 0
