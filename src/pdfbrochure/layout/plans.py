"""What fills a rectangle of a page, or a page: columns and heads, each with its place in the rectangle.

They are what a search finds; `placing` draws them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import structs

from pdfbrochure.layout.pages import Placed
from pdfbrochure.layout.spanning import Item, Way
from pdfbrochure.layout.stacking import Column


class Head(NamedTuple):
    """The head of an item across columns: its rows, and where it stands in the rectangle that it opens."""

    item: Item
    way: Way
    rows: int


class At(NamedTuple):
    """A plan, moved to the right by columns and down by rows."""

    column: int
    row: int
    plan: Plan


class Both(NamedTuple):
    """Two plans, the first read before the second."""

    first: Plan
    second: Plan


class Card(NamedTuple):
    """A plan in a card of its own, with the number of the section that it belongs to.

    Attributes:
        plan: What it holds.
        columns: Its columns.
        rows: Its rows.
        section: The number of its section.
        ruled: Whether it has a rule at its head.
    """

    plan: Plan
    columns: int
    rows: int
    section: int
    ruled: bool


class Drawn(NamedTuple):
    """What stands on a page: things, the articles that begin there with their rows, and where it ends."""

    things: list[Placed]
    opened: list[tuple[int, float]]
    foot: float


class Own(NamedTuple):
    """What is set in measures of its own, and draws itself from a row of its page on."""

    draw: Callable[[int], Drawn]


class Later(NamedTuple):
    """A plan of columns whose pieces come so many later than it says."""

    plan: Plan
    pieces: int


Plan = Column | Head | At | Both | Card | Own | Later | None
Fill = dict[int, tuple[float, Plan]]


def module(head: Head, body: int, text: int, ends: tuple[int, ...]) -> Plan:
    """Return an item across columns: its head, and its text from piece `body` on in even columns below."""
    turned = head.way.columns if head.item.turned else 0
    return Both(head, At(0, head.rows, even_columns(body, ends, text, turned))) if ends else head


def even_columns(start: int, ends: tuple[int, ...], rows: int, turned: int = 0) -> Plan:
    """Return even columns; of an item that runs against its page from the last of so many columns on."""
    plan: Plan = None
    firsts = (start, *ends[:-1])
    for number in range(len(ends) - 1, -1, -1):
        place = turned - 1 - number if turned else number
        column = At(place, 0, Column(firsts[number], ends[number], rows, fills=False))
        plan = column if plan is None else Both(column, plan)
    return plan


def later(plan: Plan, pieces: int) -> Plan:
    """Return a plan of columns whose pieces come so many later."""
    if isinstance(plan, Column):
        return structs.replace(plan, first=plan.first + pieces, last=plan.last + pieces)
    if isinstance(plan, At):
        return plan._replace(plan=later(plan.plan, pieces))
    if isinstance(plan, Both):
        return Both(later(plan.first, pieces), later(plan.second, pieces))
    if isinstance(plan, Head) and pieces:
        return Head(plan.item.moved(pieces), plan.way, plan.rows)
    if isinstance(plan, Later):
        return later(plan.plan, plan.pieces + pieces)
    return plan
