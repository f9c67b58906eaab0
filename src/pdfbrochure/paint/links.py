"""Links: the areas of the page that lead somewhere, as annotations of their elements (ISO 32000-1, 12.5.6.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.model.addresses import spoken_address, uri_of
from pdfbrochure.paint.document import Raw, literal, number, text_string
from pdfbrochure.paint.tags import TagTree
from pdfbrochure.text.lines import Run

# How far a link's area reaches above and below the baseline, in ems.
LINK_ABOVE: Final = 0.85
LINK_BELOW: Final = 0.25

# Left, foot, right and top, in points from the page's foot.
Area = tuple[float, float, float, float]


# A place inside the brochure to which links lead: its name, its area and its link.
Anchor = tuple[str, Area, int]


class LinkArea(Struct, frozen=True):
    """An unbroken stretch of a link on a page: its element, where it leads, and its annotation but for both.

    `contents` lacks what the element's number in the parent tree and the way to places inside the brochure add.
    """

    node: int
    url: str
    contents: bytes


class Links:
    """Collects the areas of the links on a page.

    Args:
        tags: The elements that the links belong to.
    """

    def __init__(self, tags: TagTree) -> None:
        self._tags = tags
        self._areas: dict[int, list[Area]] = {}
        self._words: dict[int, list[str]] = {}
        self._urls: dict[int, str] = {}
        # Places inside the brochure: their page, their area and their link; and the links that lead to them.
        self._anchors: dict[str, tuple[int, Area, int]] = {}
        self._inner: list[tuple[Raw, bytes, str]] = []
        self._page = 0
        # Of the page that is painted.
        self.areas: list[LinkArea] = []
        self.anchors: list[Anchor] = []

    def note(self, run: Run, x: float, y: float) -> float:
        """Remember the area of a run that is a link, its baseline starting at (x, y); return its width."""
        node = self._tags.link_of(run.node)
        width = run.width - closing_space(run)
        self._areas.setdefault(node, []).append((x, y - LINK_BELOW * run.size, x + width, y + LINK_ABOVE * run.size))
        self._urls[node] = run.url
        if run.url.startswith(("#note", "#mark")):
            # The mark of a note is where the note leads back to, and the other way round.
            kind, _, number_ = run.url.partition("-")
            name = f"{'#mark' if kind == '#note' else '#note'}-{number_}"
            self._anchor(name, self._areas[node][-1], node)
        self._words.setdefault(node, []).extend(piece.text.replace("\u00ad", "") for piece in run.pieces)
        return width

    def note_figure(self, node: int, area: Area) -> None:
        """Remember the area of a figure, if it lies in a link."""
        link = self._tags.link_around(node)
        if link is not None:
            self._areas.setdefault(link.number, []).append(area)
            self._urls[link.number] = link.url
            self._words.setdefault(link.number, []).append(self._tags.alt_of(node))

    def _anchor(self, name: str, area: Area, node: int) -> None:
        """Remember a place to which links lead; the first of a name counts."""
        self.anchors.append((name, area, node))
        self._anchors.setdefault(name, (self._page, area, node))

    def note_again(self, areas: Sequence[LinkArea], anchors: Sequence[Anchor]) -> None:
        """Remember what was on a page that is as it was."""
        self.areas = list(areas)
        for anchor in anchors:
            self._anchor(*anchor)

    def close_page(self) -> None:
        """Make `areas` of what was noted of a page: one for each unbroken stretch of a link."""
        for node, areas in self._areas.items():
            words = "".join(self._words[node]).strip()
            self.areas += [_area(node, stretch, self._urls[node], words) for stretch in _stretches(areas)]
        self.forget()

    def annotations(self) -> list[Raw]:
        """Return the page's annotations, and begin the next page."""
        found = [self._annotation(area) for area in self.areas]
        self.areas, self.anchors = [], []
        self._page += 1
        return found

    def forget(self) -> None:
        """Forget the areas: on paper nothing is clicked."""
        self._areas.clear()
        self._urls.clear()
        self._words.clear()

    def lead(self, pages: list[bytes], elements: dict[int, bytes], titles: Mapping[int, tuple[int, float]]) -> None:
        """Complete the links that lead to places inside the brochure.

        Args:
            pages: References to the pages.
            elements: Node -> reference to the element that a link leads to as well; none where that is not wanted.
            titles: Node of a title -> its page, counted from 0, and its height from the page's foot.
        """
        for obj, content, url in self._inner:
            if url.startswith("#title-"):
                holder = int(url.removeprefix("#title-"))
                page, y = titles[holder]
                place = b"/XYZ 0 %s null" % number(y).encode()
            else:
                page, area, node = self._anchors[url]
                place = b"/XYZ %s %s null" % (number(max(0.0, area[0] - 12)).encode(), number(area[3] + 12).encode())
                holder = self._tags.holder_of(node)
            element = elements.get(holder)
            if element is None:
                way = b"/Dest [%s %s]" % (pages[page], place)
            else:
                way = b"/A << /S /GoTo /D [%s %s] /SD [%s %s] >>" % (pages[page], place, element, place)
            obj.content = content + way + b" >>"

    def _annotation(self, area: LinkArea) -> Raw:
        obj = Raw()
        content = area.contents + b"/StructParent %d " % self._tags.annotation(area.node, obj)
        if area.url.startswith("#"):
            self._inner.append((obj, content, area.url))
        else:
            obj.content = content + b"/A << /S /URI /URI %s >> >>" % literal(uri_of(area.url))
        return obj


def _area(node: int, areas: list[Area], url: str, words: str) -> LinkArea:
    """Return a stretch of a link, by the words in it."""
    box = (min(a[0] for a in areas), min(a[1] for a in areas), max(a[2] for a in areas), max(a[3] for a in areas))
    # Upper left, upper right, lower left, lower right: the order that readers expect, against the standard's text.
    quads = " ".join(
        f"{number(x0)} {number(y1)} {number(x1)} {number(y1)} {number(x0)} {number(y0)} {number(x1)} {number(y0)}"
        for x0, y0, x1, y1 in areas
    )
    contents = b"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%s] /QuadPoints [%s] /Contents %s " % (
        " ".join(number(value) for value in box).encode(),
        quads.encode(),
        text_string(words or spoken_address(url)),
    )
    return LinkArea(node, url, contents)


def closing_space(run: Run) -> float:
    """Return the width of the space that ends a run read from left to right, after its last word."""
    last = run.pieces[-1]
    if run.backward or not last.is_space or len(run.pieces) == 1:
        return 0.0
    return last.advance * run.size / 1000 * run.scale + run.tracking + run.space_extra


def _stretches(areas: list[Area]) -> list[list[Area]]:
    """Return the areas of a link in groups that follow each other downwards; a new column begins a new group."""
    groups: list[list[Area]] = []
    for area in areas:
        if groups and area[1] <= groups[-1][-1][1] + 1.0 and area[0] < groups[-1][-1][2] + 200.0:
            groups[-1].append(area)
        else:
            groups.append([area])
    return groups
