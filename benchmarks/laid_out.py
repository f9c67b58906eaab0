"""Laid-out brochures as `rules.py` measures them: whose line stands where, and the table of what is off."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.pages import PlacedLine, PlacedPhoto
from pdfbrochure.pipeline import Run


class Put(NamedTuple):
    """A line of an item: which part of it, of which block, and where: page, start, end, baseline, type size."""

    article: int
    part: str
    block: int
    page: int
    x: float
    end: float
    y: float
    size: float
    line: PlacedLine


class Table:
    """The rules, each with its places and those that are off."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], int] = defaultdict(int)
        self.off: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)

    def add(self, rule: str, what: str, where: str, excess: float) -> None:
        """Count a place; it is off if it is more than 0 from what the rule allows."""
        self.places[rule, what] += 1
        if excess > 1e-3:
            self.off[rule, what].append((excess, where))

    def print(self, worst: int) -> None:
        """Print it."""
        print("| rule | measured | places | off | worst |\n| --- | --- | --: | --: | --- |")
        for key in sorted(self.places, key=lambda key: (int(key[0]), key[1])):
            off = sorted(self.off[key], reverse=True)
            seen = "; ".join(f"{where} ({excess:.2g})" for excess, where in off[:worst])
            print(f"| {key[0]} | {key[1]} | {self.places[key]} | {len(off)} | {seen} |")


class Laid:
    """A built brochure, and what of it stands where."""

    def __init__(self, run: Run, name: str) -> None:
        self.run, self.name = run, name
        self.pages, self.galley, self.edition = run.pages, run.galley, run.edition
        self.grid = grid = make_grid(run.edition)
        self.grid_unit, self.columns, self.top, self.foot = grid.unit, grid.columns, grid.top, grid.row_y(grid.rows)
        self.parts = self._parts()
        self.lines: list[Put] = []
        for page in self.pages.pages:
            for thing in page.things:
                put = self._put(thing, page.number) if isinstance(thing, PlacedLine) else None
                if put is not None:
                    self.lines.append(put)

    def _parts(self) -> dict[int, tuple[int, str, int]]:
        parts: dict[int, tuple[int, str, int]] = {}

        def add(paragraph: Any, *where: Any) -> None:
            for span in paragraph.spans if paragraph is not None else ():
                element = paragraph.element_of(span)
                if element is not None:
                    parts.setdefault(element, where)

        for number, article in enumerate(self.galley.articles):
            for part in ("title", "kicker", "byline"):
                add(getattr(article, part), number, part, 0)
            for part, blocks in (("standfirst", article.standfirst), ("body", article.body)):
                for at, block in enumerate(blocks):
                    kind = part if part != "body" or block.kind == "paragraph" else block.kind
                    add(block.paragraph, number, kind, at)
                    add(block.marker, number, "marker", at)
            for at, figure in enumerate(article.figures):
                add(figure.caption, number, "caption", at)
        for at, block in enumerate(self.galley.masthead.intro):
            add(block.paragraph, -1, "intro", at)
        for at, block in enumerate(self.galley.contact):
            add(block.paragraph, -1, "contact", at)
        if self.galley.closing is not None:
            add(self.galley.closing.address, -1, "address", 0)
        return parts

    def _put(self, thing: PlacedLine, page: int) -> Put | None:
        for run in thing.line.runs:
            for node in self.galley.nodes.around(run.node):
                if node in self.parts:
                    size = max(run.size for run in thing.line.runs)
                    x = thing.x + min(run.x for run in thing.line.runs)
                    return Put(*self.parts[node], page, x, thing.x + thing.line.width, thing.y, size, thing)
        return None

    def is_text(self, thing: object) -> bool:
        """Return whether something placed is a line of running text, on the grid."""
        return any(put.line is thing for put in self.lines if put.part in ("body", "entry", "kicker"))

    def where(self, page: int, article: int = -1) -> str:
        """Return how a place is called."""
        return f"{self.name} p{page}" + (f" item {article + 1}" if article >= 0 else "")

    def column_of(self, put: Put) -> list[tuple[float, float]]:
        """Return the tops and feet of what else stands in the column of a line, but for flats."""
        found = []
        for thing in self.pages.pages[put.page - 1].things:
            if isinstance(thing, PlacedLine):
                if thing.x < put.end - 2 and thing.x + thing.line.width > put.x + 2 and thing.line.runs:
                    size = max(run.size for run in thing.line.runs)
                    found.append((thing.y - 0.68 * size, thing.y))
            elif isinstance(thing, PlacedPhoto) and thing.x < put.end - 2 and thing.x + thing.width > put.x + 2:
                found.append((thing.y, thing.y + thing.height))
        return found

    def column(self, number: int) -> tuple[float, float]:
        """Return start and end of a column of the page, counted in reading order."""
        x = self.grid.column_x(number)
        x = self.pages.width - x - self.grid.column_width if self.pages.backward else x
        return x, x + self.grid.column_width

    def in_column(self, put: Put) -> bool:
        """Return whether a line stands in a column, not in the margin before it."""
        columns = map(self.column, range(self.columns))
        return any(x - 3 < put.x and put.end < end + 3 for x, end in columns)

    def is_below_others(self, put: Put) -> bool:
        """Return whether items before that of a line stand above it."""
        return any(one.page == put.page and 0 <= one.article < put.article and one.y < put.y for one in self.lines)

    def of(self, *parts: str) -> dict[tuple[int, int], list[Put]]:
        """Return the lines of parts, by article and block, as they are read."""
        found: dict[tuple[int, int], list[Put]] = defaultdict(list)
        for put in self.lines:
            if put.part in parts:
                found[put.article, put.block].append(put)
        return found
