"""Rules of what stands in the text: quotes, lists, standfirsts, captions and the imprint."""

from __future__ import annotations

from collections import defaultdict

from laid_out import Laid, Put, Table

from pdfbrochure.layout.pages import PlacedFlat, PlacedPhoto


def quotes(laid: Laid, table: Table) -> None:
    """9: even air, neither first nor last in a column, in one piece, a bar as high as the lines."""
    together: dict[tuple[int, int], list[Put]] = {}
    for (number, at), lines in sorted(laid.of("quote").items()):
        first = next((one for one in range(at, -1, -1) if (number, one - 1) not in laid.of("quote")), at)
        together.setdefault((number, first), []).extend(lines)
    for (number, _at), lines in together.items():
        first, last = lines[0], lines[-1]
        where = laid.where(first.page, number)
        torn = first.page != last.page or last.y < first.y
        table.add("9", "a quote in one piece", where, float(torn))
        if torn or not laid.in_column(first):
            continue
        _quote(laid, table, number, lines, where)


def _quote(laid: Laid, table: Table, number: int, lines: list[Put], where: str) -> None:
    first, last = lines[0], lines[-1]
    around = laid.column_of(first)
    cap = first.y - 0.66 * first.size
    above = [foot for _top, foot in around if foot < first.y - 0.9 * first.size]
    below = [top for top, _foot in around if top > last.y + 1 and top < laid.foot]
    table.add("9", "not first in its column", where, float(not above))
    table.add("9", "not last in its column", where, float(not below))
    bars = [
        thing
        for thing in laid.pages.pages[first.page - 1].things
        if isinstance(thing, PlacedFlat)
        and thing.width < 4 < thing.height
        and first.y - 1.5 * first.size < thing.y < last.y
        and min(abs(thing.x - first.x), abs(thing.x - max(line.end for line in lines))) < 25
    ]
    top, foot = cap, last.y
    if bars:
        top, foot = min(bar.y for bar in bars), max(bar.y + bar.height for bar in bars)
        excess = max(abs(top - cap), abs(foot - last.y)) - 0.45 * first.size
        table.add("9", "bar as high as the lines", where, max(0.0, excess))
    # Between two lines of the item's own text; the white round a head or a photo is that of the head or the photo.
    own = [put.line for put in laid.lines if (put.page, put.article) == (last.page, number)]
    edges = [
        (put.y - 0.66 * put.size, put.y)
        for put in laid.lines
        if put.line in own and put.part in ("body", "entry", "subhead") and put.x < last.end and put.end > last.x
    ]
    if above and below and any(abs(base - max(above)) < 0.1 for _top, base in edges):
        under = min((cap_ for cap_, base in edges if base > last.y + 1), default=None)
        if under is None or under - min(below) > 1:
            return
        airs = top - max(above), under - foot
        table.add("9", "half a row of white above and below", where, max(0.0, laid.grid_unit / 2 - min(airs) - 0.5))
        table.add("9", "as much white above as below, within 2 pt", where, max(0.0, abs(airs[0] - airs[1]) - 2.0))


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
        # One that opens a column stands on the grid, and so does the text below it.
        wanted = 1.0 if parts[-1][0].y < laid.top + laid.grid_unit else 0.5
        table.add("10", "half a row below a list, a row where it opens its column", where, abs(air - wanted) - 0.3)


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
            grey = [run.color == "grey" for put in found for run in put.line.line.runs]
            if len(set(grey)) > 1:
                table.add("12", "credit after its caption, in grey", where, float(grey != sorted(grey)))
            for put in found:
                off = abs((put.end if backward else put.x) - edge)
                beside = put.y < photo.y + photo.height
                table.add("12", "caption at its photo's start edge", where, 0.0 if beside else max(0.0, off - 1.0))
