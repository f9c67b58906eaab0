"""Articles in pieces: head, photos, text, parts and links in print order, parted where one spans the columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import takewhile
from typing import TypeGuard

import msgspec

from pdfbrochure.compose.blocks import Article, BodyBlock, Figure, ItemPart, People
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.beside import wrapped
from pdfbrochure.layout.boxes import Boxes
from pdfbrochure.layout.cards import people_beside
from pdfbrochure.layout.collect import Collector, set_off
from pdfbrochure.layout.fact_boxes import fact_box, facts_beside, facts_in_column, is_strip
from pdfbrochure.layout.frames import shared_text, takes_head_photo
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.initials import with_initial
from pdfbrochure.layout.item_parts import part_pieces, text_with_parts
from pdfbrochure.layout.keeps import PHOTO_ALONE, keep_head, keep_links, keep_whole
from pdfbrochure.layout.margins import MOST_WHITE, hang_on, white_below
from pdfbrochure.layout.mirror import mirror_pieces, mirrored
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, Band, BandSeries, HeadPiece, MarginBlock, PhotoPiece, Piece
from pdfbrochure.layout.sidebars import sidebar
from pdfbrochure.layout.spans import head_box, head_slots
from pdfbrochure.layout.stacking import stack


class Part(msgspec.Struct):
    """A stretch of an article: what stands across the columns, or None, and the pieces below it.

    Attributes:
        across: A photo or a band.
        pieces: What follows it.
        body: Of the pieces, how many are head, photo and standfirst, which stand across columns with a spanning head.
    """

    across: Figure | Band | BandSeries | None
    pieces: list[Piece]
    body: int = 0


def collect_article(article: Article, index: int, collector: Collector, *, with_head: bool) -> list[Part]:
    """Return the pieces of an article as `_collected` does, what finds no room in its margin in the column."""
    while True:
        parts = _collected(article, index, collector, with_head=with_head)
        crowding = _crowding(parts[0].pieces, collector) if with_head and len(parts) == 1 else []
        if not crowding:
            return parts
        collector.in_column.update(crowding)


def _clear_photos(pieces: list[Piece], white: float) -> None:
    """Set text off the photos above it that have nothing below them."""
    for number, piece in enumerate(pieces):
        if white and isinstance(piece, PhotoPiece) and not piece.height:
            set_off(pieces[number + 1 :], white)


def _crowding(pieces: list[Piece], collector: Collector) -> list[Origin]:
    """Return what stands lower in the margin than an item is high, after a little white is added to the item."""
    grid = collector.grid
    if not any(piece.margin for piece in pieces):
        return []
    white, keys = white_below(pieces, stack(pieces, 0, len(pieces), grid), grid)
    if white > MOST_WHITE * grid.unit:
        return keys
    if white > 0.0:
        pieces[-1].penalty = FORBIDDEN
        pieces.append(Atom(math.ceil(white / grid.unit) * grid.unit, on_grid=True))
    return []


def _collected(article: Article, index: int, collector: Collector, *, with_head: bool) -> list[Part]:
    """Return the pieces of an article, parted where something spans the columns.

    Args:
        article: The article.
        index: Its number among the articles.
        collector: Sets its text.
        with_head: Whether its head stands in the column; otherwise head and first photo span the columns.
    """
    pieces: list[Piece] = []
    article = with_initial(article, collector.theme.initial)
    collector.note_lists(article.body)
    figures = list(article.figures)
    in_text = with_head or not takes_head_photo(article, with_head=False)
    after = collector.photo_after.get(article.origin, 0) if in_text else 0
    first = figures.pop(0) if figures and not after and takes_head_photo(article, with_head=with_head) else None
    if with_head:
        pieces.append(_head(article, index, collector, before_photo=first is not None))
        if first is not None:
            pieces.append(collector.photo(first, after_head=True))
    start = len(pieces)
    if with_head and not _leads_in_column(article, collector):
        pieces += collector.standfirst(article.standfirst)
    beside = article.facts is not None and _stands_beside(article, collector, with_head=with_head)
    boxed = [] if beside else _figures(article, collector, with_head=with_head)
    pieces += boxed
    parts = [Part(None, pieces, len(pieces))]
    # The photo of a lead that is too upright to stand across the page stands at the head of its text, beside it.
    upright = not with_head and article.kind != "normal" and bool(figures) and figures[0].width == "column"
    for figure, body in shared_text(article.body, figures, opens=upright and first is None, after=after):
        if figure is not None and figure.width == "wide":
            parts.append(Part(figure, []))
        if figure is not None and figure.width == "wrap":
            text = list(takewhile(lambda block: block.part is None, body))
            parts[-1].pieces += wrapped(figure, text, collector)
            body = body[len(text) :]  # noqa: PLW2901
        elif figure is not None and figure.width != "wide":
            parts[-1].pieces.append(collector.photo(figure))
        text_below = text_with_parts(body, collector)
        _off_photo(parts[-1].pieces, text_below, body, collector.grid)
        _append(parts, text_below)
    standfirst = parts[0].body - start - len(boxed)
    if boxed:
        set_off(parts[0].pieces[parts[0].body :], collector.grid.unit)
    elif standfirst:
        set_off(parts[0].pieces[parts[0].body :], collector.grid.unit / 2)
    people: list[MarginBlock] = []
    for part in article.parts:
        found = people_beside(part, collector) if _may_hang(part, article, collector, with_head=with_head) else []
        people += found
        _append(parts, part_pieces(part, collector) if not found else [])
    facts = facts_beside(article.facts, collector) if beside and article.facts is not None else []
    hang_on(parts[0].pieces[1:], [*facts, *people])
    if parts[0].pieces[start:] and not article.body:
        # What follows a head at once needs no more white above it.
        parts[0].pieces[start].above = 0.0
    entries = [collector.link(entry, first=number == 0) for number, entry in enumerate(article.links)]
    keep_links(parts[-1].pieces, entries, start if len(parts) == 1 else 0)
    parts[-1].pieces.extend(entries)
    for box in article.boxes:
        parts[-1].pieces += sidebar(box, collector)
    for stretch in parts:
        _clear_photos(stretch.pieces, collector.theme.photo.white_below)
    keep_head(parts[0].pieces, start, standfirst, collector.grid.rows)
    if upright and article.body and collector.grid.columns == 1:
        # Where it might stand beside the text it may have a column for itself.
        parts[0].pieces[start].penalty = max(parts[0].pieces[start].penalty, PHOTO_ALONE)
    if with_head and len(parts) == 1:
        _fill_up(pieces, collector)
        keep_whole(parts[0].pieces, collector.theme.head.number("whole_rows"), collector.grid)
    for stretch in parts:
        if stretch.pieces:
            stretch.pieces[-1].penalty = 0.0
        if collector.setter.runs_otherwise(article.title):
            mirror_pieces(stretch.pieces, collector.grid)
            if isinstance(stretch.across, Band | BandSeries):
                stretch.across = _turned(stretch.across, collector.grid.text_width)
    return parts


def _stands_beside(article: Article, collector: Collector, *, with_head: bool) -> bool:
    """Return whether the figures of an item stand in the margin, beside its text."""
    facts = article.facts
    return (
        facts is not None
        and bool(collector.grid.margin and with_head and article.body)
        and (facts.origin not in collector.in_column)
    )


def _may_hang(part: ItemPart, article: Article, collector: Collector, *, with_head: bool) -> TypeGuard[People]:
    """Return whether a part of an item is people who may stand in the margin, beside its text."""
    beside_text = bool(collector.grid.margin and with_head and article.body)
    return isinstance(part, People) and beside_text and part.origin not in collector.in_column


def _figures(article: Article, collector: Collector, *, with_head: bool) -> list[Piece]:
    """Return the figures of an item in the column: in a box, or side by side where the theme has them in the margin."""
    facts = article.facts
    if facts is None or not (with_head or not is_strip(facts, collector)):
        return []
    return facts_in_column(facts, collector) if collector.grid.margin else fact_box(facts, collector)


def _turned(across: Band | BandSeries, width: float) -> Band | BandSeries:
    """Return what stands across columns, turned over."""

    def turn(band: Band) -> Band:
        return Band(tuple(mirrored(thing, width) for thing in band.things), band.rows)

    return (
        turn(across) if isinstance(across, Band) else BandSeries(tuple(map(turn, across.bands)), turn(across.repeated))
    )


def _append(parts: list[Part], found: Sequence[Piece | Band | BandSeries]) -> None:
    """Add pieces to an article, parting it at each band."""
    for each in found:
        if isinstance(each, Band | BandSeries):
            parts.append(Part(each, []))
        else:
            parts[-1].pieces.append(each)


def _off_photo(
    above: Sequence[Piece], found: Sequence[Piece | Band | BandSeries], body: Sequence[BodyBlock], grid: Grid
) -> None:
    """Set a list or a quotation off a photo above it, as it stands off text; a list has no white of its own there."""
    if body and body[0].kind in ("entry", "quotation") and above and isinstance(above[-1], PhotoPiece):
        first = found[0]
        if isinstance(first, Atom):
            first.above = max(first.above, grid.unit / 2)


def _leads_in_column(article: Article, collector: Collector) -> bool:
    """Return whether an item has the head of a lead, with its standfirst, in a column."""
    leads = ("lead", "feature") if collector.grid.margin else ("lead",)
    return article.kind in leads and collector.theme.lead.columns == 1


def _fill_up(pieces: list[Piece], collector: Collector) -> None:
    """Add white below an item that ends above what is hung beside its head."""
    head, grid = pieces[0], collector.grid
    if not isinstance(head, HeadPiece) or not head.hung:
        return
    places = stack(pieces, 0, len(pieces), grid)
    lacking = places[0][0] + head.hung - places[-1][1] - grid.descent
    if lacking > 0.0:
        pieces[-1].penalty = FORBIDDEN
        pieces.append(Atom(math.ceil(lacking / grid.unit) * grid.unit, on_grid=True))


def _head(article: Article, index: int, collector: Collector, *, before_photo: bool) -> HeadPiece:
    head = collector.theme.lead.head if _leads_in_column(article, collector) else collector.theme.head
    width = collector.grid.column_width
    below = article.figures[:1] if before_photo else None
    slots = {**head_slots(article), "photo": below, "photo_below": below}
    boxes = Boxes(collector, head, slots, x=collector.grid.column_x(0))
    box = head_box(head, collector, crowded=(*article.origin, "head") in collector.in_column)
    laid = boxes.laid(box, width)
    # By how much each line moves down for each point of slack.
    looser = boxes.laid(box, width, laid.height + 1.0)
    lines = [thing for thing in laid.things if isinstance(thing, PlacedLine)]
    lower = [thing for thing in looser.things if isinstance(thing, PlacedLine)]
    space = head.number("space_above")
    hang = collector.grid.hang
    between = boxes.laid(head.box("between"), width + hang).things if "between" in head.boxes else []
    return HeadPiece(
        # A photo that reaches into the room before the column begins below what is hung there.
        max(laid.height, laid.hung) if before_photo and collector.theme.photo.outdent else laid.height,
        between=tuple(moved(between, -hang, -head.number("between_above"))),
        above=space,
        penalty=FORBIDDEN,
        lines=tuple(lines),
        flats=tuple(thing for thing in laid.things if isinstance(thing, PlacedFlat)),
        before_photo=before_photo,
        slack=tuple(one.y - other.y for one, other in zip(lower, lines, strict=True)),
        article=index,
        hung=laid.hung,
        key=(*article.origin, "head"),
        on_row=head.number("on_row") > 0,
    )
