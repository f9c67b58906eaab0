"""Articles in pieces: head, photos, text and links in print order, parted where a photo spans the columns."""

from __future__ import annotations

import msgspec

from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.beside import wrapped
from pdfbrochure.layout.boxes import Boxes, head_slots
from pdfbrochure.layout.collect import Collector, set_off
from pdfbrochure.layout.frames import shared_text, takes_head_photo
from pdfbrochure.layout.keeps import keep_head, keep_links
from pdfbrochure.layout.mirror import mirror_pieces
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine
from pdfbrochure.layout.pieces import AFTER_HEAD, FORBIDDEN, HEAD, PHOTO, Piece


class Part(msgspec.Struct):
    """A stretch of an article: a photo across the columns, or None, and the pieces below it.

    Attributes:
        figure: The photo.
        pieces: What follows it.
        body: Of the pieces, how many are head, photo and standfirst, which stand across columns with a spanning head.
    """

    figure: Figure | None
    pieces: list[Piece]
    body: int = 0


def collect_article(article: Article, index: int, collector: Collector, *, with_head: bool) -> list[Part]:
    """Return the pieces of an article, parted where a photo spans the columns.

    Args:
        article: The article.
        index: Its number among the articles.
        collector: Sets its text.
        with_head: Whether its head stands in the column; otherwise head and first photo span the columns.
    """
    pieces: list[Piece] = []
    collector.note_lists(article.body)
    figures = list(article.figures)
    first = figures.pop(0) if figures and takes_head_photo(article, with_head=with_head) else None
    if with_head:
        pieces.append(_head(article, index, collector, before_photo=first is not None))
        if first is not None:
            pieces.append(collector.photo(first, AFTER_HEAD))
    start = len(pieces)
    if with_head:
        pieces += collector.standfirst(article.standfirst)
    parts = [Part(None, pieces, len(pieces))]
    # The photo of a lead that is too upright to stand across the page stands at the head of its text, beside it.
    beside = not with_head and article.kind != "normal" and bool(figures) and figures[0].width == "column"
    for figure, body in shared_text(article.body, figures, opens=beside and first is None):
        if figure is not None and figure.width == "wide":
            parts.append(Part(figure, []))
        pieces = parts[-1].pieces
        if figure is not None and figure.width == "wrap":
            pieces += wrapped(figure, body, collector)
            continue
        if figure is not None and figure.width != "wide":
            pieces.append(collector.photo(figure, PHOTO))
        pieces += collector.blocks(body)
    standfirst = parts[0].body - start
    if standfirst:
        set_off(parts[0].pieces[parts[0].body :], collector.grid.unit / 2)
    entries = [collector.link(entry, first=number == 0) for number, entry in enumerate(article.links)]
    keep_links(parts[-1].pieces, entries, start if len(parts) == 1 else 0)
    parts[-1].pieces.extend(entries)
    keep_head(parts[0].pieces, start, standfirst)
    for part in parts:
        if part.pieces:
            part.pieces[-1].penalty = 0.0
        if collector.setter.runs_otherwise(article.title):
            mirror_pieces(part.pieces, collector.grid.column_width)
    return parts


def _head(article: Article, index: int, collector: Collector, *, before_photo: bool) -> Piece:
    head, width = collector.theme.head, collector.grid.column_width
    boxes = Boxes(collector, head, {**head_slots(article), "photo": article.figures[:1] if before_photo else None})
    laid = boxes.laid(head.box(), width)
    # By how much each line moves down for each point of slack.
    looser = boxes.laid(head.box(), width, laid.height + 1.0)
    lines = [thing for thing in laid.things if isinstance(thing, PlacedLine)]
    lower = [thing for thing in looser.things if isinstance(thing, PlacedLine)]
    return Piece(
        HEAD,
        laid.height,
        above=head.number("space_above"),
        penalty=FORBIDDEN,
        lines=tuple(lines),
        flats=tuple(thing for thing in laid.things if isinstance(thing, PlacedFlat)),
        before_photo=before_photo,
        slack=tuple(one.y - other.y for one, other in zip(lower, lines, strict=True)),
        article=index,
    )
