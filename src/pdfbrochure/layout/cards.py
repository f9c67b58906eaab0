"""People: a card each, the portrait at the start, name and lines beside it; one below the other, or several a row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.blocks import Paragraph, People
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.cardboxes import Words, card_slots, place_card, place_portrait
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.pages import Placed, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Band, BandSeries, MarginBlock, Piece, joined
from pdfbrochure.layout.tall import cut_by_rows

# The most people that stand in a margin.
MOST_BESIDE: Final = 2
# So many cards stay together at a column's edge.
KEPT: Final = 2


def people_pieces(people: People, collector: Collector) -> Sequence[Piece | Band | BandSeries]:
    """Return the cards in rows across all columns where a theme has it so and there are many; else in a column."""
    rows = _in_rows(people, collector)
    return [rows] if rows is not None else _in_column(people, collector)


def _in_rows(people: People, collector: Collector) -> BandSeries | None:
    """Return the cards side by side across all columns, a band a row; None if they are few or one is too high."""
    grid, part = collector.grid, collector.theme.people
    beside = int(part.number("across"))
    if grid.columns < 2 or beside < 2 or len(people.cards) < 2 * beside:
        return None
    width = (grid.text_width - (beside - 1) * grid.gutter) / beside
    if width < collector.theme.page.smallest_column:
        return None
    shown = any(card.portrait is not None for card in people.cards)
    words = _words(collector)
    cards = [place_card(card, width, collector, words, shown=shown) for card in people.cards]
    if max(rows for _things, rows in cards) >= grid.rows:
        return None
    white = 0 if shown else 1
    rule = Boxes(collector, part, {}).laid(part.box("between"), width).things
    bands = []
    for first in range(0, len(cards), beside):
        down = white if first else 0
        things: list[Placed] = []
        row = cards[first : first + beside]
        for number, (own, _rows) in enumerate(row):
            x = number * (width + grid.gutter)
            if down:
                things += moved(rule, x, part.number("to_rule"))
            things += moved(own, x, down * grid.unit)
        bands.append(Band(tuple(things), down + max(rows for _things, rows in row)))
    if people.credit is not None:
        credit = _credit(people.credit, collector, grid.text_width)
        bands[-1] = joined([bands[-1], Band(credit.things, math.ceil(credit.height / grid.unit))], grid.unit)
    return BandSeries(tuple(bands), Band((), 0))


def _in_column(people: People, collector: Collector) -> list[Piece | Band]:
    """Return the cards in a column, an atom each."""
    grid, part = collector.grid, collector.theme.people
    shown = any(card.portrait is not None for card in people.cards)
    rule = Boxes(collector, part, {}).laid(part.box("between"), grid.column_width).things
    between = tuple(moved(rule, 0.0, part.number("to_rule") - grid.unit))
    words = _words(collector)
    pieces: list[Piece | Band] = []
    count = len(people.cards)
    for number, card in enumerate(people.cards, 1):
        white = 0.0 if shown else grid.unit
        for part_number, (things, rows) in enumerate(
            cut_by_rows(*place_card(card, grid.column_width, collector, words, shown=shown), grid)
        ):
            pieces.append(
                Atom(
                    rows * grid.unit,
                    above=0.0 if part_number else grid.unit if number == 1 else white,
                    penalty=FORBIDDEN if number < count and (number < KEPT or count - number < KEPT) else 0.0,
                    between=between if number > 1 and not shown and not part_number else (),
                    things=tuple(things),
                    on_grid=True,
                )
            )
    if people.credit is not None:
        pieces[-1].penalty = FORBIDDEN  # type: ignore[union-attr]  # these are atoms
        pieces.append(_credit(people.credit, collector, grid.column_width))
    return pieces


def people_beside(people: People, collector: Collector) -> list[MarginBlock]:
    """Return the cards as blocks of the margin, each portrait above its name; none if they are too many."""
    width = collector.grid.margin
    if not width or len(people.cards) > MOST_BESIDE:
        return []
    blocks = []
    for card in people.cards:
        things: list[Placed] = []
        y = 0.0
        if card.portrait is not None:
            things.append(place_portrait(card.portrait, collector, 0.0, width))
            y = width + collector.theme.photo.to_credit + collector.theme.people.number("to_lines")
        laid = _words(collector)(card, width)
        things += moved(laid.things, 0.0, y)
        y += laid.height
        if people.credit is not None and card is people.cards[-1]:
            style = collector.theme.styles["credit"]
            lines = collector.set(people.credit, style, width)
            things += collector.stacked(lines, style, 0.0, y)
            y += len(lines) * style.leading
        blocks.append(MarginBlock(tuple(things), y, people.origin))
    return blocks


def _words(collector: Collector) -> Words:
    """Return what lays out the words of a card on paper."""
    part = collector.theme.people
    return lambda card, room: Boxes(collector, part, dict(card_slots(card, collector, room))).laid(part.box(), room)


def _credit(credit: Paragraph, collector: Collector, width: float) -> Atom:
    style = collector.theme.styles["credit"]
    lines = collector.set(credit, style, width)
    placed = collector.stacked(lines, style, 0.0, collector.theme.photo.to_credit - collector.grid.descent)
    height = len(lines) * style.leading + collector.theme.photo.to_credit - collector.grid.descent
    return Atom(height, things=placed)
