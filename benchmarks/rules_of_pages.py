"""Rules of pages: furniture, colors, leads, and where items are torn."""

from __future__ import annotations

from typing import Any

from laid_out import Laid, Put, Table

from pdfbrochure.color import contrast
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, PlacedPhoto

# From the foot of a title block to the first line of a long intro, as first met in a theme.
INTRO_BELOW: dict[str, float] = {}


def imprint(laid: Laid, table: Table) -> None:
    """13: addresses are not broken, in the imprint and in the closing."""
    for lines in laid.of("contact").values():
        text = "".join(piece.text for put in lines for run in put.line.line.runs for piece in run.pieces)
        if "@" in text or "www" in text:
            table.add("13", "an address of the imprint on one line", laid.where(lines[0].page), float(len(lines) > 1))
            size = lines[0].size
            table.add("13", "addresses at least 6.4 pt", laid.where(lines[0].page), max(0.0, 6.4 - size))
    for lines in laid.of("address").values():
        text = "".join(piece.text for put in lines for run in put.line.line.runs for piece in run.pieces)
        where = laid.where(lines[0].page)
        table.add("13", "the address of the closing on one line", where, float(len(lines) > 1))
        table.add("13", "the address of the closing whole", where, float("\u2026" in text))


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
        rows = [sum(round(put.x / 20) == start for put in intro) for start in starts]
        table.add("16", "its columns even, within a line", laid.where(1), max(0.0, max(rows) - min(rows) - 1.0))
        panels = [
            thing.y + thing.height
            for thing in laid.pages.pages[0].things
            if isinstance(thing, PlacedFlat)
            and thing.y + thing.height < intro[0].y
            and thing.width > laid.grid.text_width
        ]
        if panels:
            air = intro[0].y - max(panels)
            usual = INTRO_BELOW.setdefault(laid.edition.theme.name + laid.galley.language, air)
            table.add(
                "16", "from the title block to it, within 0.3 pt", laid.where(1), max(0.0, abs(air - usual) - 0.3)
            )


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
                flats_of_house += _hex(thing.color, theme).lower() == (house or "").lower()
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


def _column(put: Put, laid: Laid) -> int:
    """Return in which column a line stands, from whichever side it runs."""
    middle = (put.x + put.end) / 2
    return next((number for number in range(laid.columns) if middle < laid.column(number)[1] + 4), laid.columns)


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
                if own and title and title[0].size < 20 and len({_column(put, laid) for put in own}) > 1:
                    torn += 1
            table.add("2", "no item torn on a last page under 70 %", laid.where(page.number), float(torn))
