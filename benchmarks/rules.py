"""Whether pages keep the rules of page-making: one table of measures, over many brochures made up from a seed.

rules.py                     the table, of 12 brochures in the themes `institutional` and `bulletin`
rules.py --first 20 --count 4 --themes brief wire --arabic 1 --keep FOLDER

All is measured on laid-out pages: where lines, photos and flats stand. The brochures are those of `whites.py` with what
these lack: pull quotes, standfirsts, captions, a long intro, a house color, an imprint, and items in Arabic. With
`--arabic 1` each brochure is in Arabic as a whole, and every third of its items in English.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from whites import body, brochure, photos, prose

from pdfbrochure.color import contrast
from pdfbrochure.compose.blocks import Article
from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.files import Memory
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, PlacedPhoto
from pdfbrochure.pipeline import Run

ARABIC_TEXT = (
    "اجتمع مجلس الشركاء الإقليميين مرة أخرى في الربيع ليسمع كيف غيّر العام الأول من العمل المشترك ما ينتظره الناس من "
    "المياه النظيفة والشوارع الآمنة بينما تبيّن أرقام جديدة أن التدريب يعود بالنفع حيث تتبادل المدارس ما تعرفه قبل الشحن"
)
ARABIC = ARABIC_TEXT.split()
HOUSE = "#ffd500"


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


def arabic(source: random.Random, count: int) -> str:
    """Return an Arabic sentence of so many words."""
    return " ".join(source.choice(ARABIC) for _ in range(count)) + "."


def enriched(seed: int, theme: str, *, in_arabic: bool = False) -> dict[str, Any]:
    """Return a made-up brochure with all that the rules speak of."""
    value, source = brochure(seed, theme), random.Random(seed + 1000)
    for number, item in enumerate(value["items"]):
        if source.random() < 0.3:
            item["standfirst"] = prose(source, source.randint(8, 30))
        if source.random() < 0.2:
            item["byline"] = "Ann Example and Bob Sample"
        if "photo" in item and source.random() < 0.5:
            item["photo"]["caption"] = prose(source, source.randint(3, 18))
        if source.random() < 0.25:
            item["body"] += f"\n\n> {prose(source, source.randint(7, 16))}\n\n{body(source, 70)}"
        if (source.random() < 0.15) != (in_arabic and number % 3 > 0):
            item["title"] = arabic(source, source.randint(3, 9))[:-1]
            item["body"] = "\n\n".join(arabic(source, source.randint(20, 60)) for _ in range(3))
            item.pop("standfirst", None)
            if not in_arabic:
                item["lang"] = "ar"
        elif in_arabic:
            item["lang"] = "en"
    if source.random() < 0.4:
        value["intro"] = prose(source, source.randint(62, 120))
    if source.random() < 0.5:
        value["title"] = prose(source, 14).strip(".")
    if source.random() < 0.3:
        value["settings"]["accent"] = HOUSE
    if theme == "bulletin" and source.random() < 0.5:
        value["settings"]["justify"] = True
    if in_arabic:
        value["language"], value["title"] = "ar", arabic(source, 4)[:-1]
        value.pop("intro", None)
    value["contact"] = (
        "Office of the Example\n\nStreet 1, 1000 Town\n\n<a.long.address.of.the.office@regional-partners.example.org>"
        "\n\n<https://www.example.org/a/long/way/to/the/page/of/the/office>"
    )
    return value


# Where things stand --------------------------------------------------------------------------------------------


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
        return parts

    def _put(self, thing: PlacedLine, page: int) -> Put | None:
        for run in thing.line.runs:
            for node in self.galley.nodes.around(run.node):
                if node in self.parts:
                    size = max(run.size for run in thing.line.runs)
                    x = thing.x + min(run.x for run in thing.line.runs)
                    return Put(*self.parts[node], page, x, thing.x + thing.line.width, thing.y, size, thing)
        return None

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


# Rules ---------------------------------------------------------------------------------------------------------


def heads(laid: Laid, table: Table) -> None:
    """8: inner distances of heads are the same; slack is shared 60 to 40."""
    inner: dict[tuple[Any, ...], list[tuple[float, str]]] = defaultdict(list)
    kickers, bylines, stands = laid.of("kicker"), laid.of("byline"), laid.of("standfirst")
    for (number, _at), lines in laid.of("title").items():
        first, last = lines[0], lines[-1]
        where = laid.where(first.page, number)
        article: Article = laid.galley.articles[number]
        kind = (first.size, article.title.language)
        for above, below in itertools.pairwise(lines):
            inner["title leading", kind].append((below.y - above.y, where))
        kicker = kickers.get((number, 0))
        if kicker and kicker[-1].page == first.page and 1 < first.y - kicker[-1].y < 60:
            inner["kicker to title", kind].append((first.y - kicker[-1].y, where))
        if (byline := bylines.get((number, 0))) and byline[0].page == last.page and byline[0].y > last.y + 1:
            inner["title to byline", kind].append((byline[0].y - last.y, where))
        foot = max([last.y, *(line.y for line in byline or ())])
        own = [put for put in laid.lines if put.article == number and put.part == "body"][:1]
        text = [put for put in own if put.page == last.page and put.y > foot and put.x < last.end and put.end > last.x]
        if text and (number, 0) not in stands:
            below = min(put.y for put in text) - foot
            photo = any(
                isinstance(thing, PlacedPhoto) and foot - 1 < thing.y < foot + below
                for thing in laid.pages.pages[last.page - 1].things
            )
            if not photo:
                unit = laid.grid_unit
                table.add(
                    "8",
                    f"title to body, 1 to 2.1 rows, {article.kind}",
                    where,
                    max(unit - 0.3 - below, below - 2.1 * unit, 0.0),
                )
    for (what, _kind), found in inner.items():
        usual = statistics.median(distance for distance, _where in found)
        for distance, where in found:
            table.add("8", f"{what} within 0.3 pt", where, max(0.0, abs(distance - usual) - 0.3))


def collisions(laid: Laid, table: Table) -> None:
    """8: a kicker has air to the ink of the title below it, whatever its script."""
    titles = laid.of("title")
    for (number, _at), lines in laid.of("kicker").items():
        title = titles.get((number, 0))
        if title and title[0].page == lines[-1].page and 1 < title[0].y - lines[-1].y < 60:
            ascent = (1.0 if laid.galley.articles[number].title.language == "ar" else 0.75) * title[0].size
            air = title[0].y - ascent - (lines[-1].y + 0.22 * lines[-1].size)
            table.add("8", "1 pt between kicker and ink of title", laid.where(lines[-1].page, number), 1.0 - air)


def quotes(laid: Laid, table: Table) -> None:
    """9: even air, neither first nor last in a column, a bar as high as the lines."""
    for (number, _at), lines in laid.of("quote").items():
        first, last = lines[0], lines[-1]
        where = laid.where(first.page, number)
        if (first.page, round(first.x)) != (last.page, round(last.x)) and last.y < first.y:
            table.add("9", "a quote in one piece", where, 1.0)
            continue
        around = laid.column_of(first)
        above = [foot for _top, foot in around if foot < first.y - 0.9 * first.size]
        below = [top for top, _foot in around if top > last.y + 1 and top < laid.foot]
        table.add("9", "not first in its column", where, float(not above))
        table.add("9", "not last in its column", where, float(not below))
        cap = first.y - 0.66 * first.size
        near = [put.y for put in laid.lines if (put.page, put.article) == (last.page, number) and put.y > last.y]
        if above and below and near and min(near) < min(below) + 20:
            airs = cap - max(above), min(below) - last.y
            table.add("9", "half a row of white above and below", where, max(0.0, laid.grid_unit / 2 - min(airs) - 0.5))
            table.add("9", "as much white above as below, within 3 pt", where, max(0.0, abs(airs[0] - airs[1]) - 3.0))
        bars = [
            thing
            for thing in laid.pages.pages[first.page - 1].things
            if isinstance(thing, PlacedFlat)
            and thing.width < 4 < thing.height < 2 * first.size
            and first.y - 1.5 * first.size < thing.y < last.y
            and min(abs(thing.x - first.x), abs(thing.x - max(line.end for line in lines))) < 25
        ]
        if bars:
            top, foot = min(bar.y for bar in bars), max(bar.y + bar.height for bar in bars)
            excess = max(abs(top - cap), abs(foot - last.y)) - 0.4 * first.size
            table.add("9", "bar as high as the lines", where, max(0.0, excess))


def lists(laid: Laid, table: Table) -> None:
    """10: no entry alone at a column's edge, no photo inside, half a row above and below."""
    for number, article in enumerate(laid.galley.articles):
        run: list[int] = []
        for at, block in enumerate([*article.body, None]):
            if block is not None and block.kind == "entry":
                run.append(at)
                continue
            if len(run) > 1:
                _list(laid, table, number, run)
            run = []


def _list(laid: Laid, table: Table, number: int, run: list[int]) -> None:
    lines = [put for put in laid.lines if put.article == number and put.part == "entry" and put.block in run]
    if not lines:
        return
    parts: list[list[Put]] = [[]]
    for put in lines:
        if parts[-1] and (put.page != parts[-1][-1].page or put.y < parts[-1][-1].y - 1):
            parts.append([])
        parts[-1].append(put)
    where = laid.where(lines[0].page, number)
    if len(run) > 2:
        lonely = any(len({put.block for put in part}) == 1 for part in parts)
        table.add("10", "no entry alone", where, float(lonely and len(parts) > 1))
    for part in parts:
        photo = any(
            isinstance(thing, PlacedPhoto)
            and part[0].y < thing.y < part[-1].y
            and thing.x < part[0].end
            and thing.x + thing.width > part[0].x + 2
            for thing in laid.pages.pages[part[0].page - 1].things
        )
        table.add("10", "no photo in a list", where, float(photo))
    inner = [put for put in laid.lines if put.article == number and put.page == lines[0].page]
    same = [put for put in inner if put.x < lines[0].end - 2 and put.end > lines[0].x + 2]
    before = [put.y for put in same if put.block == run[0] - 1 and put.part == "body" and put.y < lines[0].y]
    if before:
        air = (lines[0].y - max(before)) / laid.grid_unit - 1
        table.add("10", "half a row above a list", where, max(0.0, abs(air - 0.5) - 0.3))
    last = parts[-1][-1]
    after = [
        put.y
        for put in laid.lines
        if (put.article, put.block, put.part, put.page) == (number, run[-1] + 1, "body", last.page)
        and put.y > last.y
        and put.x < last.end - 2
    ]
    if after:
        air = (min(after) - last.y) / laid.grid_unit - 1
        table.add("10", "half a row below a list", where, max(0.0, abs(air - 0.5) - 0.3))


def standfirsts(laid: Laid, table: Table) -> None:
    """11: balanced, and with two lines of text in its column."""
    bodies = defaultdict(list)
    for put in laid.lines:
        if put.part == "body":
            bodies[put.article].append(put)
    for (number, _at), lines in laid.of("standfirst").items():
        where = laid.where(lines[0].page, number)
        if 1 < len(lines) <= 4:
            widths = [line.end - line.x for line in lines]
            table.add("11", "standfirst: shortest line 60 % of longest", where, max(0, 0.6 - min(widths) / max(widths)))
        if text := bodies[number]:
            near = [put for put in text[:2] if put.page == lines[-1].page]
            table.add("11", "two lines of text with a standfirst", where, float(len(near) < min(2, len(text))))


def captions(laid: Laid, table: Table) -> None:
    """12: all captions at the start edge of their photo."""
    figures = {
        figure.origin: (number, at)
        for number, article in enumerate(laid.galley.articles)
        for at, figure in enumerate(article.figures)
    }
    lines = laid.of("caption")
    for page in laid.pages.pages:
        for photo in page.things:
            if not isinstance(photo, PlacedPhoto):
                continue
            found = lines.get(figures.get(photo.origin, (-9, 0)), [])
            focus = any(
                figure.shown == 0.0
                for article in laid.galley.articles
                for figure in article.figures
                if figure.origin == photo.origin
            )
            where = laid.where(page.number, figures.get(photo.origin, (-9, 0))[0])
            if not focus:
                table.add("7", "at most 40 % of a photo cut off", where, max(0.0, photo.crop.lost - 0.402))
            if photo.x < 1 or not found:
                continue
            backward = laid.pages.backward
            edge = photo.x + photo.width if backward else photo.x
            number = figures[photo.origin][0]
            if laid.run.setter.runs_otherwise(laid.galley.articles[number].title):
                backward, edge = not backward, photo.x + (0.0 if backward else photo.width)
            for put in found:
                off = abs((put.end if backward else put.x) - edge)
                beside = put.y < photo.y + photo.height
                table.add("12", "caption at its photo's start edge", where, 0.0 if beside else max(0.0, off - 1.0))


def imprint(laid: Laid, table: Table) -> None:
    """13: addresses are not broken."""
    for lines in laid.of("contact").values():
        text = "".join(piece.text for put in lines for run in put.line.line.runs for piece in run.pieces)
        if "@" in text or "www" in text:
            table.add("13", "an address of the imprint on one line", laid.where(lines[0].page), float(len(lines) > 1))


def spaces(laid: Laid, table: Table) -> None:
    """14: word spaces of justified text."""
    if not laid.edition.justify:
        return
    found = []
    for lines in laid.of("body").values():
        for put in lines[:-1]:
            for run in put.line.line.runs:
                natural = [piece.advance / 1000 for piece in run.pieces if piece.text.isspace()]
                found += [wide + run.space_extra / run.size for wide in natural]
    if found:
        p95 = sorted(found)[int(0.95 * (len(found) - 1))]
        table.add("14", "word space of justified text: p95 at most 0.55 em", laid.where(1), max(0.0, p95 - 0.55))


def furniture(laid: Laid, table: Table) -> None:
    """15 and 16: the title in the footer, and a long intro."""
    words = "".join(span.text for span in laid.galley.masthead.title.spans).split()
    for page in laid.pages.pages[1:]:
        for thing in page.things:
            if isinstance(thing, PlacedLine) and thing.owner is None and thing.y > laid.pages.height * 0.9:
                text = "".join(piece.text for run in thing.line.runs for piece in run.pieces).strip()
                said = text.rstrip("\u2026").split()
                if said and said[0] == words[0]:
                    cut = "\u2026" in text and said != words[: len(said)]
                    table.add("15", "title in the footer ends with a word", laid.where(page.number), float(cut))
    intro = [put for lines in laid.of("intro").values() for put in lines]
    count = sum(len(span.text.split()) for block in laid.galley.masthead.intro for span in block.paragraph.spans)
    if intro and count > 60 and laid.columns > 1:
        starts = {round(put.x / 20) for put in intro if put.page == intro[0].page}
        table.add("16", "an intro of over 60 words in columns", laid.where(1), float(len(starts) < 2))


def colors(laid: Laid, table: Table) -> None:
    """Contrast of all text with the flat below it, and house colors as they are."""
    theme = laid.edition.theme.colors
    house = laid.run.brochure.settings.accent
    flats_of_house = 0
    for page in laid.pages.pages:
        flats: list[PlacedFlat] = []
        for thing in page.things:
            if isinstance(thing, PlacedFlat):
                flats.append(thing)
                flats_of_house += _hex(thing.color, theme).lower() == HOUSE
            elif isinstance(thing, PlacedLine) and thing.line.runs:
                below = [f for f in flats if f.x <= thing.x + 1 < f.x + f.width and f.y <= thing.y - 2 < f.y + f.height]
                ground = _hex(below[-1].color, theme) if below else theme.get("paper", "#ffffff")
                for run in thing.line.runs:
                    least = 3.0 if run.size >= 18 else 4.5
                    ratio = contrast(_hex(run.color, theme), ground)
                    table.add(
                        "0", "contrast 4.5, large type 3", laid.where(page.number), max(0.0, least - ratio - 0.01)
                    )
    if house:
        table.add("0", "a house color exact on a flat", laid.where(1), float(not flats_of_house))


def _hex(color: str, theme: Any) -> str:
    return color if color.startswith("#") else theme[color]


def leads(laid: Laid, table: Table) -> None:
    """4, 5 and the order of reading."""
    for number, article in enumerate(laid.galley.articles):
        text = [put for put in laid.lines if put.article == number and put.part == "body"]
        title = [put for put in laid.lines if put.article == number and put.part == "title"]
        if not text or not title:
            continue
        where = laid.where(title[0].page, number)
        starts = list(dict.fromkeys(round(put.x / 25) for put in text if put.page == text[0].page))
        if number == 0 and not article.figures and laid.columns > 1 and not article.parts and len(text) < 8:
            table.add("5", "a short lead without photo in one column", where, float(len(starts) > 1))
        if article.kind == "feature" and laid.columns > 1:
            rows = (title[0].y - laid.top) / laid.grid_unit
            first = laid.is_below_others(title[0])
            table.add(
                "4", "a feature at a page's top or below 9 rows", where, 9.0 - rows if first and rows < 9 else 0.0
            )
        backward = laid.run.setter.runs_otherwise(article.title) != laid.pages.backward
        same = [put for put in text if put.page == title[0].page]
        if title[-1].end - title[0].x > 0 and article.kind != "normal" and len(same) > 3:
            edges = [put.end if backward else put.x for put in same]
            first_column, last_column = edges[0], edges[-1]
            if abs(first_column - last_column) > 60 and same[0].y < same[-1].y + 2000:
                wrong = first_column < last_column if backward else first_column > last_column
                table.add("5", "columns of a lead or feature read from its own side", where, float(wrong))


def tears(laid: Laid, table: Table) -> None:
    """2 and 3: whole items on the last page if it is not full; no column left empty inside."""
    columns = laid.columns
    last = laid.pages.pages[-1]
    if columns < 2:
        return
    for page in laid.pages.pages:
        puts = [put for put in laid.lines if put.page == page.number and put.article >= 0]
        feet = [laid.top] * columns
        for put in puts:
            for column in range(columns):
                x, end = laid.column(column)
                if put.x < end - 4 and put.end > x + 4:
                    feet[column] = max(feet[column], put.y)
        for thing in page.things:
            if isinstance(thing, PlacedPhoto):
                for column in range(columns):
                    x, end = laid.column(column)
                    if thing.x < end - 4 and thing.x + thing.width > x + 4:
                        feet[column] = max(feet[column], thing.y + thing.height)
        shares = [(foot - laid.top) / (laid.foot - laid.top) for foot in feet]
        if page is not last:
            notes = laid.galley.contents is not None and page.number == 1
            if puts and not notes:
                table.add("3", "columns of inner pages at least 60 % full", laid.where(page.number), 0.6 - min(shares))
        elif max(shares) < 0.7:
            torn = 0
            for number in {put.article for put in puts}:
                own = [put for put in puts if put.article == number and put.part == "body"]
                title = [put for put in puts if put.article == number and put.part == "title"]
                if own and title and title[0].size < 20 and len({round(put.x / 40) for put in own}) > 1:
                    torn += 1
            table.add("2", "no item torn on a last page under 70 %", laid.where(page.number), float(torn))


def measured(run: Run, name: str, table: Table) -> None:
    """Measure a brochure by all rules."""
    laid = Laid(run, name)
    for rule in (
        heads,
        collisions,
        quotes,
        lists,
        standfirsts,
        captions,
        imprint,
        spaces,
        furniture,
        colors,
        leads,
        tears,
    ):
        rule(laid, table)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--themes", nargs="+", default=["institutional", "bulletin"])
    parser.add_argument("--arabic", type=int, default=0)
    parser.add_argument("--worst", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    pictures, table = photos(), Table()
    for theme in asked.themes:
        for seed in range(asked.first, asked.first + asked.count):
            text = json.dumps(enriched(seed, theme, in_arabic=bool(asked.arabic)))
            run = Run("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), **pictures}))
            try:
                measured(run, f"{theme} {seed}", table)
            except BrochureError as fault:
                print(theme, seed, [finding.what for finding in fault.report.findings()][:2])
                continue
            if asked.keep:
                asked.keep.mkdir(exist_ok=True, parents=True)
                (asked.keep / f"{theme}-{seed}.pdf").write_bytes(run.pdf)
    table.print(asked.worst)


if __name__ == "__main__":
    main()
