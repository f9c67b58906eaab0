"""The ways in which items may stand across columns, and the flow of all items with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import msgspec

from pdfbrochure.assets.photos import POINTS_PER_INCH
from pdfbrochure.compose.blocks import Article, Figure, People
from pdfbrochure.compose.galleries import aspect_of, rows_of
from pdfbrochure.layout.articles import collect_article
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.frames import takes_head_photo
from pdfbrochure.layout.heads_across import across_columns, head_figure, photo_across, width_of
from pdfbrochure.layout.memory import Collected
from pdfbrochure.layout.pages import PlacedLine, foot_of, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Across, Band, BandSeries, Opening, Piece
from pdfbrochure.layout.section_bands import band_rows
from pdfbrochure.layout.spanning import Item, Way

# An item without a photo stands across columns only with so many characters of text for each.
CHARACTERS: Final = 500
# A photo is not set wider than shows so many pixels an inch.
LEAST_PPI: Final = 130.0
# Costs: each column beyond the first, more for a text too short for them; the same without a photo; each column that
# a lead is off the theme's number; what the theme likes to see across columns.
COLUMN: Final = 120.0
COLUMN_WITHOUT_PHOTO: Final = 240.0
LEAD_OFF: Final = 40.0
# A feature across all columns but one.
NARROW_FEATURE: Final = 700.0
LIKED: Final = -120.0
# So many key figures are better seen side by side.
FACTS_ACROSS: Final = 3
# Only below the head of a lead or feature without a photo: less text than so many characters for each column.
SHORT: Final = 150
# And a head of no more rows: a large title of five lines is no head.
HIGHEST_HEAD: Final = 8
# So many are four lines of one column.
FEW_LINES: Final = 200
# Pieces of text that each column of an item across columns wants.
TEXT_PIECES: Final = 5
# A photo one row away from its best height, and the lead's.
TRIM: Final = 2.0
LEAD_TRIM: Final = 3.0
# A table that goes on on the next page.
BROKEN: Final = 300.0
# A gallery in one low row, where rows of two or three would look better.
STRIP: Final = 150.0


def collect_flow(articles: Sequence[Article], collector: Collector) -> Flow:
    """Return the pieces of all articles as one flow, with the items that may or must stand across columns."""
    pieces: list[Piece] = []
    items: list[Item] = []
    for index, article in enumerate(articles):
        own, at = _article(article, index, collector), len(items)
        items += [item.moved(len(pieces)) for item in own.items]
        pieces += own.pieces
        if article.banded:
            items[at].above = band_rows(article, collector)
    if collector.memory is None:
        return Flow(pieces, items, collector.grid)
    return collector.memory.flow(pieces, items, collector.grid)


def _article(article: Article, index: int, collector: Collector) -> Collected:
    """Return the pieces and the items of one article, as far as possible those of the last build."""
    opens = article.banded or (article.new_page and index > 0)

    def make() -> Collected:
        pieces: list[Piece] = []
        items: list[Item] = []
        _add_article(article, index, collector, pieces, items, opens=opens)
        return Collected(pieces, items)

    if collector.memory is None or collector.looseness:
        # Which paragraphs are set looser depends on how many there were before.
        return make()
    after = collector.photo_after.get(article.origin)
    how = (index, opens, after, frozenset(collector.in_column), collector.room_before)
    return collector.memory.collected(article, how, collector, make)


def _add_article(
    article: Article, index: int, collector: Collector, pieces: list[Piece], items: list[Item], *, opens: bool
) -> None:
    grid = collector.grid
    must = must_span(article, collector)
    first, *parts = collect_article(article, index, collector, with_head=not must)
    if not must and len(first.pieces) == first.body and parts and not isinstance(parts[0].across, Figure):
        # A head in a column above what stands across all of them would be parted from it.
        must = True
        first, *parts = collect_article(article, index, collector, with_head=False)
    start, turned = len(pieces), collector.setter.runs_otherwise(article.title)
    if must:
        figure = head_figure(article)
        # Its head stands with its photo or, where that has a page of its own, without.
        heads = [article] if figure is None else [article, without_photo(article)]
        body = start + len(heads)
        end = body + len(first.pieces)
        for number, head in enumerate(heads):
            pieces.append(Opening(0.0, penalty=FORBIDDEN))
            items.append(
                Item(
                    index,
                    len(pieces) - 1,
                    body,
                    end,
                    partial(_must_ways, head, collector, alone=not parts),
                    must=True,
                    feature=article.kind == "feature" and not number,
                    opens=opens and not number,
                    turned=turned,
                )
            )
        pieces += first.pieces
    else:
        end = start + len(first.pieces)
        pieces += first.pieces

        def make() -> list[Way]:
            if (collector.theme.photo.opening and grid.columns == 1) or collector.photo_after.get(article.origin):
                # Its photo stands before its head by itself, where it opens a page; or further down in its text.
                return []
            if grid.margin and article.body and (article.facts or any(isinstance(p, People) for p in article.parts)):
                # What hangs beside its text would be lost with a head in one column, or stand below the other too.
                return []
            # A card may have any width, but for the sake of a photo that shall be as wide as a column.
            in_rows = collector.theme.page.flow == "rows"
            any_width = in_rows and (not article.figures or takes_head_photo(article, with_head=False))
            return [
                _way(article, k, collector)
                for k in range(2 if in_rows or grid.margin else min(2, grid.columns), grid.columns + 1)
                if any_width or _may_span(article, k, collector)
            ]

        items.append(Item(index, start, start + first.body, end, make, opens=opens, turned=turned))
    for number, part in enumerate(parts, 1):
        if isinstance(part.across, Band | BandSeries):
            following = parts[number].across if number < len(parts) and not part.pieces else None
            apart = bool(part.pieces) or _touch(part.across, following, grid.unit)
            _add_bands(part.across, part.pieces, index, collector, pieces, items, apart=apart)
            continue
        figure = part.across
        assert figure is not None, "each further stretch begins with what stands across the columns"
        at = len(pieces)
        pieces.append(Opening(0.0, penalty=FORBIDDEN))
        pieces += part.pieces
        way = [Way(photo_across(figure, collector), 0.0)]
        items.append(Item(index, at, at + 1, len(pieces), partial(list, way), must=True, head=False))


def _add_bands(
    across: Band | BandSeries,
    text: list[Piece],
    index: int,
    collector: Collector,
    pieces: list[Piece],
    items: list[Item],
    *,
    apart: bool,
) -> None:
    """Add what stands across all columns inside an article, and the text below it; `apart`: with a row of white below.

    A series has an item for each of its bands, with which a further page may begin; each has a way for each of those
    before which it may end.
    """
    grid = collector.grid
    series = across if isinstance(across, BandSeries) else BandSeries((across,), Band((), 0))
    at, count = len(pieces), len(series.bands)
    end = at + count + len(text)

    def make(first: int) -> list[Way]:
        ways = []
        for last in range(first + 1, count + 1):
            band = series.part(first, last, grid.unit)
            whole = last == count
            # What follows it stands off by a row.
            rows = band.rows + (1 if whole and apart else 0)
            things = tuple(moved(band.things, -grid.hang, -grid.cap))
            head = Across(grid.columns, None, grid.text_width, things, (0, 0, 0), rows)
            reach = last - first, (end - at if whole else last) - first
            ways.append(Way(head, 0.0 if whole else BROKEN, reach=reach))
            if band.rows > grid.rows:
                break
        return ways

    for number, band in enumerate(series.bands):
        pieces.append(Opening(band.rows * grid.unit * grid.columns, penalty=FORBIDDEN))
        items.append(
            Item(
                index,
                at + number,
                at + count,
                end,
                partial(make, number),
                must=True,
                head=False,
                band=True,
                breaks=number + 1 < count,
            )
        )
    pieces += text


def _touch(upper: Band | BandSeries, lower: Figure | Band | BandSeries | None, unit: float) -> bool:
    """Return whether a band below another at once would have no white between them, as charts have of their own."""
    if not isinstance(lower, Band | BandSeries):
        return False
    last = upper.bands[-1] if isinstance(upper, BandSeries) else upper
    first = lower.bands[0] if isinstance(lower, BandSeries) else lower
    foot = max((foot_of(thing) for thing in last.things), default=0.0)
    top = min((thing.y - (unit if isinstance(thing, PlacedLine) else 0.0) for thing in first.things), default=0.0)
    return last.rows * unit - foot + top < 0.9 * unit


def must_span(article: Article, collector: Collector) -> bool:
    """Return whether an article's head can only stand across columns; that of a lead of one column need not."""
    if collector.grid.margin and collector.grid.columns == 1:
        # Nothing stands across the text and its margin but what has no other place.
        return False
    has_strip = article.facts is not None and len(article.facts.facts) >= FACTS_ACROSS
    spans = article.kind == "feature" or (article.kind == "lead" and collector.theme.lead.columns != 1)
    return spans or has_strip or (bool(article.figures) and article.figures[0].width == "wide")


def in_column(article: Article) -> Article:
    """Return an article with its wide photos as wide as a column, for a page with one column and a margin."""
    figures = tuple(
        msgspec.structs.replace(figure, width=None) if figure.width == "wide" else figure for figure in article.figures
    )
    return article if figures == article.figures else msgspec.structs.replace(article, figures=figures)


def without_photo(article: Article) -> Article:
    """Return an article as its head is when its first photo stands elsewhere; further ones stand in its text."""
    return msgspec.structs.replace(article, figures=())


def _must_ways(article: Article, collector: Collector, *, alone: bool) -> list[Way]:
    """Return how an article stands whose head can only stand across columns: also with its gallery in a low row.

    Args:
        article: The article.
        collector: Sets its head.
        alone: Whether nothing stands across the columns below it, such as a table.
    """
    wide = _must_columns(article, collector)
    fewest = _fewest_columns(article, min(wide), collector) if alone else min(wide)
    ways = [_way(article, columns, collector) for columns in wide]
    narrow = (_way(article, columns, collector) for columns in range(fewest, min(wide)))
    ways += [way for way in narrow if way.across.figure is not None or way.across.below <= HIGHEST_HEAD]
    figure = head_figure(article)
    if figure is None or not figure.members or figure.gallery != "auto":
        return ways
    rows = rows_of([member.aspect for member in figure.members], "strip")
    strip = msgspec.structs.replace(figure, gallery="strip", aspect=aspect_of(rows))
    low = msgspec.structs.replace(article, figures=(strip, *article.figures[1:]))
    for columns in wide:
        way = _way(low, columns, collector)
        way.cost += STRIP
        ways.append(way)
    return ways


def _must_columns(article: Article, collector: Collector) -> list[int]:
    """Return over how many columns the head of a lead, a feature or a wide photo may stand."""
    count = collector.grid.columns
    if article.kind == "normal" and (article.facts or (article.figures and article.figures[0].members)):
        return list(range(min(2, count), count + 1))
    if article.kind == "lead" and collector.theme.lead.columns:
        return list(range(min(collector.theme.lead.columns, count), count + 1))
    is_plain = not (article.facts or article.parts or (article.figures and article.figures[0].members))
    # The first is what it wants.
    return [count, count - 1] if article.kind == "feature" and count > 2 and is_plain else [count]


def _fewest_columns(article: Article, count: int, collector: Collector) -> int:
    """Return over how many columns a head must stand at least: only its short text lets it stand over less than all."""
    if collector.grid.low and article.kind != "normal":
        return 1
    if article.figures or article.facts or article.parts or article.kind == "normal":
        return count
    characters = _characters(article)
    return 1 if characters <= FEW_LINES else min(count, -(-characters // SHORT))


def _may_span(article: Article, columns: int, collector: Collector) -> bool:
    """Return whether an item of the usual kind may stand across columns."""
    if not article.figures:
        return columns > 1 and _characters(article) >= CHARACTERS * columns
    figure = article.figures[0]
    if figure.width is not None:
        return False
    width = width_of(columns, collector)
    sharp = all(
        collector.photos[each.photo].width * POINTS_PER_INCH / (width / max(1, len(figure.members))) >= LEAST_PPI
        for each in figure.members or (figure,)
    )
    return figure.aspect > 1.0 and sharp


def _characters(article: Article) -> int:
    return sum(len(block.paragraph.text) for block in article.body)


def _way(article: Article, columns: int, collector: Collector) -> Way:
    """Return how an article stands across columns."""
    lead = collector.theme.lead
    across = across_columns(article, columns, collector)
    characters = _characters(article)
    if article.kind == "lead":
        wanted = min(lead.columns or collector.grid.columns, collector.grid.columns)
        return Way(across, LEAD_OFF * abs(columns - wanted), LEAD_TRIM)
    if article.kind == "feature":
        is_short = _fewest_columns(article, collector.grid.columns, collector) <= columns
        return Way(across, (LEAD_OFF if is_short else NARROW_FEATURE) * (collector.grid.columns - columns), LEAD_TRIM)
    if must_span(article, collector):
        return Way(across, 0.0, LEAD_TRIM)
    short = max(0.0, 1 - characters / 60 / (TEXT_PIECES * columns))
    cost = (COLUMN_WITHOUT_PHOTO if across.figure is None else COLUMN * (1 + 2 * short)) * (columns - 1)
    if across.figure is not None and lead.wide_photo and columns == min(lead.columns or 2, collector.grid.columns):
        file = collector.photos[across.figure.photo]
        if file.width >= lead.wide_photo and characters >= lead.wide_text:
            cost += LIKED
    return Way(across, cost, TRIM)
