"""Initials: the large letter that opens a text, as high as some of its lines, which are shorter beside it.

The letter is the first run of the first line, dropped to its own baseline, so that it is read, tagged and traced as
what it is: the beginning of that line's first word.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from msgspec import structs

from pdfbrochure.assets.fonts import ink_of
from pdfbrochure.compose.blocks import Article, Paragraph, Span
from pdfbrochure.layout.desk import Desk
from pdfbrochure.model.theme import InitialDesign
from pdfbrochure.text.lines import Line, Run

# A text has one if so many lines follow those beside it, and beside it there is room for so many ems of words.
LINES_BELOW: Final = 1
LEAST_BESIDE: Final = 9.0
# Of a row, how far a mark on it may stand above the capitals of the first line.
MOST_ABOVE: Final = 0.3
# Letters that are written as two (Dutch).
DIGRAPHS: Final = ("IJ",)


def with_initial(article: Article, design: InitialDesign) -> Article:
    """Return an item whose text may open with an initial, if the theme has them for such items."""
    if design.lines < 2 or not article.body or (design.items == "leads" and article.kind == "normal"):
        return article
    first = article.body[0]
    if first.kind != "paragraph" or (article.figures and article.figures[0].width == "wrap"):
        return article
    return structs.replace(article, body=(structs.replace(first, opens=True), *article.body[1:]))


def opened_by_initial(paragraph: Paragraph, desk: Desk) -> tuple[list[Line], int]:
    """Return the lines of a paragraph with its initial, and how many stand beside that.

    There are none where it begins otherwise, or is too short.
    """
    letter = _initial_of(paragraph, desk)
    if not letter:
        return [], 0
    grid, theme, edition = desk.grid, desk.theme, desk.edition
    body, count = theme.styles["body"], theme.initial.lines
    drop = (count - 1) * grid.unit
    run = _set_initial(letter, paragraph, drop, desk)
    if run is None:
        return [], 0
    left, right, depth = _ink(run)
    capital = desk.setter.shaper(body).face.cap_height * body.size / 1000
    # What hangs below its baseline, as that of a Q or a \u0429, needs the line there too.
    beside = count + (depth > grid.unit - capital)
    shorter = right - left + theme.initial.gap
    if grid.column_width - shorter < LEAST_BESIDE * body.size:
        return [], 0
    lines = desk.set(
        _without(paragraph, letter),
        body,
        grid.column_width,
        hyphenate=edition.hyphenate,
        justify=edition.justify,
        narrow=(beside, grid.column_width - shorter),
    )
    if len(lines) < beside + LINES_BELOW:
        return [], 0
    first, *others = (_moved(line, shorter) if number < beside else line for number, line in enumerate(lines))
    opening = structs.replace(first, runs=(structs.replace(run, x=-left, drop=drop), *first.runs))
    return [opening, *others], beside


def _initial_of(paragraph: Paragraph, desk: Desk) -> str:
    """Return the capital that a paragraph begins with, and its marks; "" where something else opens it.

    Quotes, digits, links, emphasis and scripts without capitals have no initial.
    """
    setter = desk.setter
    if setter.backward or setter.runs_otherwise(paragraph) or not paragraph.spans:
        return ""
    first = paragraph.spans[0]
    if first != Span(first.text, node=first.node, language=first.language):
        return ""
    text = first.text
    length = next((len(pair) for pair in DIGRAPHS if text.startswith(pair)), 1)
    while length < len(text) and unicodedata.combining(text[length]):
        length += 1
    letter, rest = text[:length], text[length:]
    is_capital = bool(letter) and letter.isupper() and letter.lower() != letter
    # A word that goes on in another look would be parted from its initial.
    return letter if is_capital and rest[:1] and (rest[0].isalpha() or rest.strip()) else ""


def _without(paragraph: Paragraph, letter: str) -> Paragraph:
    first = paragraph.spans[0]
    rest = structs.replace(first, text=first.text[len(letter) :].lstrip(" "))
    return structs.replace(paragraph, spans=(rest, *paragraph.spans[1:]))


def _set_initial(letter: str, paragraph: Paragraph, drop: float, desk: Desk) -> Run | None:
    """Return a letter as high as from the capitals of the first line to the baseline `drop` below its own."""
    theme, first = desk.theme, paragraph.spans[0]
    body, style = theme.styles["body"], structs.replace(theme.styles["initial"], steps=(), tracking=0.0)
    capital = desk.setter.shaper(body).face.cap_height * body.size / 1000
    face = desk.setter.shaper(style).face
    size = 1000 * (drop + capital) / face.cap_height
    # A letter with a mark above it is smaller, so that it stays off the head.
    size = min(size, (drop + capital + MOST_ABOVE * desk.grid.unit) / ink_of(face, letter).height)
    style = structs.replace(style, size=size, leading=size)
    # A word of a single letter is followed by its space.
    alone = first.text[len(letter) :].startswith(" ")
    shown = Paragraph(
        (structs.replace(first, text=letter + "\u00a0" if alone else letter),),
        paragraph.style,
        paragraph.node,
        paragraph.origin,
        paragraph.language,
    )
    lines = desk.set(shown, style, 1e6)
    if len(lines) != 1 or len(lines[0].runs) != 1:
        return None
    run = lines[0].runs[0]
    # Without the space that ends every paragraph.
    pieces = run.pieces[:-1]
    width = sum(piece.advance for piece in pieces) * run.size / 1000
    return structs.replace(run, pieces=pieces, width=width, x=0.0) if pieces else None


def _ink(run: Run) -> tuple[float, float, float]:
    """Return the start and the end of a letter's ink, and how far it reaches below its baseline."""
    ink = ink_of(run.shaper.face, "".join(piece.text for piece in run.pieces).strip())
    return ink.start * run.size, ink.end * run.size, ink.depth * run.size


def _moved(line: Line, by: float) -> Line:
    runs = tuple(structs.replace(run, x=run.x + by) for run in line.runs)
    return structs.replace(line, width=line.width + by, runs=runs)
