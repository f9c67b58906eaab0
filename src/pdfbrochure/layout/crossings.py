"""Photos over two panels of a folded sheet, with the text of both below: the photo of an item at the head of a panel.

A photo may lie over a fold, text never does: its caption stands on the first of the two panels. What the text leaves of
both panels is the photo's, so that they end level.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.assets.photos import crop_for
from pdfbrochure.compose.blocks import Article, Figure
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.frames import within
from pdfbrochure.layout.hops import Ordered
from pdfbrochure.layout.openers import NEARLY, TO_HEAD, is_sharp
from pdfbrochure.layout.page_plans import PagePlan, is_sound, rank_of
from pdfbrochure.layout.pages import Placed, moved
from pdfbrochure.layout.photo_rows import place_photos
from pdfbrochure.model.panels import Panels

# What pages may cost more with a photo over a fold: it is what makes the inside of a leaflet; a photo that the author
# wants wide may cost half a panel more.
WORTH: Final = 400.0
WANTED: Final = 3000.0
# What the author says to matter is no nearer to the fold than this share of the frame.
OFF_THE_FOLD: Final = 0.08


class Crossing(Struct, frozen=True):
    """A photo over two panels.

    Attributes:
        panel: The first of them in the order of reading, from 0.
        figure: The photo.
        width: Of both panels.
        foot: Where it ends, from the trim's top.
        rows: The rows that are taken on both panels, with its caption and the white below.
    """

    panel: int
    figure: Figure
    width: float
    foot: float
    rows: int


def crossed(
    found: Ordered,
    panels: Panels,
    desk: Desk,
    flow_of: Callable[[tuple[Article, ...]], Flow],
    pages_of: Callable[[Ordered], list[PagePlan] | None],
) -> tuple[Ordered, tuple[Crossing, ...]]:
    """Return the panels with photos over two of them where that looks well, and these photos.

    Args:
        found: The panels without.
        panels: Those of a sheet.
        desk: Sets and measures.
        flow_of: Gives the flow of items.
        pages_of: Gives as many panels of a flow.
    """
    crossings: tuple[Crossing, ...] = ()
    for first in panels.pairs:
        lead = _opening(found, first)
        photo = None if lead is None or not desk.theme.panels.across[1] else _photo(found.articles[lead])
        if lead is None or photo is None:
            continue
        bare = msgspec.structs.replace(found.articles[lead], figures=found.articles[lead].figures[1:])
        articles = (*found.articles[:lead], bare, *found.articles[lead + 1 :])
        flow = flow_of(articles)
        best: tuple[float, Ordered, Crossing] | None = None
        for crossing in _forms(photo, first, panels, desk):
            flow.taken = {each.panel + more: each.rows for each in (*crossings, crossing) for more in (0, 1)}
            plans = pages_of(Ordered(articles, flow, None))
            if plans is None or not is_sound(plans) or _opening(Ordered(articles, flow, plans), first) != lead:
                continue
            # Of two that cost the same the taller is taken: it leaves less white.
            if best is None or rank_of(plans) <= best[0]:
                best = rank_of(plans), Ordered(articles, flow, plans), crossing
        assert found.pages is not None, "there are panels"
        most = rank_of(found.pages) + (WANTED if photo.width == "wide" else WORTH)
        if best is not None and best[0] <= most:
            found, crossings = best[1], (*crossings, best[2])
    return found, crossings


def place_crossing(crossing: Crossing, panels: Panels, desk: Desk) -> list[Placed]:
    """Return a photo over two panels with its caption, as they stand on the first of them."""
    grid = desk.grid
    # A narrow panel is laid out as wide as the others.
    x = (grid.width - panels.width_of(crossing.panel + 1)) / 2
    photo = place_photos(crossing.figure, x, 0.0, crossing.width, crossing.foot, grid)
    return [*photo, *moved(desk.caption(crossing.figure, grid.column_width), grid.side, crossing.foot)]


def _opening(found: Ordered, panel: int) -> int | None:
    """Return the item that begins at the head of a panel, if one does."""
    plans = found.pages or []
    item = found.flow.item_at.get(plans[panel].start) if panel + 2 < len(plans) else None
    return None if item is None else item.article


def _photo(article: Article) -> Figure | None:
    """Return the photo of an item that may lie over a fold."""
    first = article.figures[0] if article.figures else None
    if first is None or first.members or first.shown >= 1.0 or first.width not in (None, "wide"):
        return None
    return first


def _forms(figure: Figure, panel: int, panels: Panels, desk: Desk) -> Iterator[Crossing]:
    """Yield the heights that a photo may have over two panels."""
    grid = desk.grid
    tallest, lowest = desk.theme.panels.across
    first, second = panels.width_of(panel + 1), panels.width_of(panel + 2)
    width = first + second
    fold = (second if desk.edition.backward else first) / width
    caption = desk.caption(figure, grid.column_width)
    style = desk.theme.styles["caption" if figure.has_caption else "credit"]
    below = desk.theme.photo.to_credit + len(caption) * style.leading if caption else 0.0
    for rows in range(1, grid.rows):
        foot = grid.row_y(rows) - grid.descent
        aspect = width / foot
        if not tallest <= aspect <= lowest or abs(within(figure, aspect) - aspect) > NEARLY:
            continue
        file = desk.photos[figure.photo]
        if is_sharp(file, aspect, width) and not _is_cut(figure, aspect, fold, desk):
            taken = math.ceil((foot + below + TO_HEAD - grid.top - grid.cap) / grid.unit)
            yield Crossing(panel, figure, width, foot, taken)


def _is_cut(figure: Figure, aspect: float, fold: float, desk: Desk) -> bool:
    """Return whether the fold goes through what the author says to matter, such as a face."""
    if figure.shown:
        return False
    file = desk.photos[figure.photo]
    crop = crop_for(file.width, file.height, aspect, figure.focus)
    return abs((figure.focus[0] - crop.left) / (crop.right - crop.left) - fold) < OFF_THE_FOLD


def things_of(crossings: Sequence[Crossing], panel: int, panels: Panels | None, desk: Desk) -> list[Placed]:
    """Return what stands over the fold after a panel."""
    own = [crossing for crossing in crossings if crossing.panel == panel]
    return [] if panels is None else [thing for crossing in own for thing in place_crossing(crossing, panels, desk)]
