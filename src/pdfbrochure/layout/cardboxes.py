"""Lays out people as cards: the portrait at the start, name and lines beside it, in a column or as a box of a theme.

Takes the people, a width, and what lays out the words of a card; gives placed things relative to the top start corner,
and how high they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import structs

from pdfbrochure.assets.photos import crop_for
from pdfbrochure.compose.blocks import BodyBlock, Card, Figure, Paragraph, People
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.pages import Placed, PlacedPhoto, moved
from pdfbrochure.layout.textboxes import Laid

# A row is no higher for what rounding adds.
ROUNDING: Final = 0.02
# With less room for words beside a portrait, in points, they stand below it.
LEAST_BESIDE: Final = 48.0
# Where an address may be broken that is too long for its line: before these.
BREAKS: Final = "@."
_BREAK: Final = "\u200b"

# Lays out what is said of somebody in a width.
Words = Callable[[Card, float], Laid]


def lay_cards(people: People, width: float, rule: list[Placed], desk: Desk, words: Words) -> Laid:
    """Return people one below the other.

    Args:
        people: Who.
        width: Of their room.
        rule: What stands between two of them who have no portraits.
        desk: Sets and measures.
        words: Lays out what is said of each.
    """
    grid, part = desk.grid, desk.theme.people
    shown = any(card.portrait is not None for card in people.cards)
    things: list[Placed] = []
    y = -grid.cap
    for number, card in enumerate(people.cards):
        if number and not shown:
            things += moved(rule, 0.0, y + part.number("to_rule"))
            y += grid.unit
        own, rows = place_card(card, width, desk, words, shown=shown)
        things += moved(own, 0.0, y)
        y += rows * grid.unit
    baseline = y = y - grid.descent
    return Laid(y, things, width, baseline)


def place_card(card: Card, width: float, desk: Desk, words: Words, *, shown: bool) -> tuple[list[Placed], int]:
    """Return a card, relative to its first row, and its rows; `shown`: whether anybody has a portrait."""
    grid, part = desk.grid, desk.theme.people
    least = int(part.number("rows"))
    side = least * grid.unit - grid.natural_gap
    indent = side + part.number("gap") if shown else 0.0
    things: list[Placed] = []
    top = grid.cap
    if width - indent < LEAST_BESIDE:
        indent, least, side = 0.0, 1, min(side, width)
        top += side + grid.natural_gap if card.portrait is not None else 0.0
    if card.portrait is not None:
        things.append(place_portrait(card.portrait, desk, grid.cap, side))
    laid = words(card, width - indent)
    things += moved(laid.things, indent, top)
    rows = math.ceil((top + laid.baseline + grid.descent) / grid.unit - part.number("nearly") - ROUNDING)
    return things, max(rows, least if shown else 1)


def place_portrait(figure: Figure, desk: Desk, top: float, side: float) -> PlacedPhoto:
    """Return a portrait as a square."""
    file = desk.photos[figure.photo]
    crop = crop_for(file.width, file.height, 1.0, figure.focus)
    return PlacedPhoto(0.0, top, side, side, figure.photo, crop, figure.node, figure.origin)


def card_slots(card: Card, desk: Desk, room: float) -> Mapping[str, Paragraph | tuple[BodyBlock, ...]]:
    """Return what the box of a card may show in a width."""
    said = tuple(_block(line) for line in card.lines if line.style == "person_line")
    reached = tuple(_block(_breakable(line, desk, room)) for line in card.lines if line.style == "person_mail")
    return {"name": card.name, "lines": said, "addresses": reached}


def _block(paragraph: Paragraph) -> BodyBlock:
    return BodyBlock("paragraph", paragraph)


def _breakable(paragraph: Paragraph, desk: Desk, width: float) -> Paragraph:
    """Return an address that may be broken before its at sign and its dots, if it is too long for a line."""
    style = desk.theme.styles[paragraph.style]
    if desk.setter.width(paragraph, style) <= width:
        return paragraph
    spans = []
    for span in paragraph.spans:
        text = "".join(f"{_BREAK}{sign}" if sign in BREAKS else sign for sign in span.text)
        spans.append(structs.replace(span, text=text))
    return structs.replace(paragraph, spans=tuple(spans))
