"""Rules of heads: what their parts keep from one another, and what goes above and below them."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from typing import Any

from laid_out import Laid, Put, Table

from pdfbrochure.compose.blocks import Article
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine, PlacedPhoto


def heads(laid: Laid, table: Table) -> None:
    """8: inner distances of heads are the same; slack is shared 60 to 40."""
    inner: dict[tuple[Any, ...], list[tuple[float, str]]] = defaultdict(list)
    kickers, bylines = laid.of("kicker"), laid.of("byline")
    for (number, _at), lines in laid.of("title").items():
        first, last = lines[0], lines[-1]
        where = laid.where(first.page, number)
        article: Article = laid.galley.articles[number]
        kind: tuple[Any, ...] = (first.size, article.title.language)
        for above, below in itertools.pairwise(lines):
            inner["title leading", kind].append((below.y - above.y, where))
        kicker = kickers.get((number, 0))
        if kicker and kicker[-1].page == first.page and 1 < first.y - kicker[-1].y < 60:
            inner["kicker to title", kind].append((first.y - kicker[-1].y, where))
        if (byline := bylines.get((number, 0))) and byline[0].page == last.page and byline[0].y > last.y + 1:
            inner["title to byline", kind].append((byline[0].y - last.y, where))
        foot = max([last.y, *(line.y for line in byline or () if line.page == last.page)])
        key = (len(lines), len(byline or ()), first.size, bool(kicker))
        _below_title(laid, table, inner, number, lines, foot, key)
    for (what, _kind), found in inner.items():
        usual = statistics.median(distance for distance, _where in found)
        for distance, where in found:
            table.add("8", f"{what} within 0.3 pt", where, max(0.0, abs(distance - usual) - 0.3))


def _below_title(
    laid: Laid,
    table: Table,
    inner: dict[tuple[Any, ...], list[tuple[float, str]]],
    number: int,
    title: list[Put],
    foot: float,
    key: tuple[Any, ...],
) -> None:
    """Measure the white round a head whose text follows below it at once."""
    last, unit = title[-1], laid.grid_unit
    article = laid.galley.articles[number]
    where = laid.where(last.page, number)
    own = [put for put in laid.lines if put.article == number and put.page == last.page and put.y > foot + 1]
    # A date that runs in opens the text.
    texts = [put for put in own if put.part in ("body", "kicker", "standfirst") and abs(put.x - title[0].x) < 30]
    if not texts or laid.run.setter.runs_otherwise(article.title):
        return
    first = min(texts, key=lambda put: put.y)
    between = [
        thing
        for thing in laid.pages.pages[last.page - 1].things
        if isinstance(thing, PlacedPhoto | PlacedLine | PlacedFlat) and foot + 1 < thing.y < first.y - 1
        if _crosses(thing, last) and not (isinstance(thing, PlacedFlat) and thing.height > 20)
    ]
    if between:
        return
    kind, state = _kind(laid, own, number, first), _state(laid, title[0])
    following = "standfirst" if first.part == "standfirst" else "text"
    below, above = first.y - foot, _text_above(laid, title[0])
    if state == "flow" and above is None:
        # What is above stands off the grid.
        state = f"flow {number}"
    inner[f"{kind}: title to {following}", (*key, state)].append((below, where))
    if following == "text" and kind == "column":
        excess = max(0.95 * unit - below, below - 2.1 * unit, 0.0)
        table.add("8", "column: title to text 0.95 to 2.1 rows", where, excess if key[2] < 20 else 0.0)
        if above is not None and state == "flow":
            _shares(laid, table, title, above, (below, bool(key[1])), where)


def _kind(laid: Laid, own: list[Put], number: int, first: Put) -> str:
    """Return whether a head is that of the lead, stands across columns, or in one."""
    if number == 0:
        return "lead"
    after = min((put.y for put in own if put.part in ("body", "kicker")), default=first.y)
    tops = [put.x for put in own if abs(put.y - after) < laid.grid_unit / 2]
    return "across" if max(tops, default=0.0) - min(tops, default=0.0) > 60 else "column"


def _rule_of(laid: Laid, put: Put) -> float | None:
    """Return where the rule above a head stands."""
    tops = [
        thing.y
        for thing in laid.pages.pages[put.page - 1].things
        if isinstance(thing, PlacedFlat) and put.y - 60 < thing.y < put.y and thing.height < 8 and _crosses(thing, put)
    ]
    return min(tops, default=None)


def _state(laid: Laid, put: Put) -> str:
    """Return whether a head opens a column, or follows text in it."""
    rule = _rule_of(laid, put)
    if rule is None:
        own = [thing for thing in laid.pages.pages[put.page - 1].things if not isinstance(thing, PlacedFlat)]
        photos = [
            thing for thing in own if isinstance(thing, PlacedPhoto) and put.y - 90 < thing.y + thing.height < put.y
        ]
        return "below photo" if any(_crosses(thing, put) for thing in photos) else f"bare {put.y < laid.top + 60}"
    rows = (rule - laid.top - laid.grid.cap) / laid.grid_unit
    return "top" if abs(rows - round(rows)) < 0.01 else "flow"


def _shares(
    laid: Laid,
    table: Table,
    title: list[Put],
    above: float,
    below: tuple[float, bool],
    where: str,
) -> None:
    """60 % of the slack goes above a head in the text, 40 % below: by the least distances of the theme."""
    grid, theme = laid.grid, laid.edition.theme
    head = theme.head
    if "between" in head.boxes:
        # What parts two items there is no part of the head.
        return
    style = theme.styles["byline" if below[1] else "item_title"]
    leading = (
        style.leading
        if below[1]
        else next((step.leading for step in style.steps if abs(step.size - title[0].size) < 0.05), style.leading)
    )
    rule = _rule_of(laid, title[0])
    if rule is None:
        return
    size = style.size if below[1] else title[0].size
    face = laid.run.setter.shaper(style).face
    under = leading - (leading - (face.ascent + face.descent) * size / 1000) / 2 - face.ascent * size / 1000
    least_above = grid.descent + head.number("space_above")
    least_below = under + head.number("to_body") + grid.unit - grid.descent
    gained = rule - above - least_above
    slack = gained + below[0] - least_below
    table.add("8", "column: 60 % of the slack above, within 0.5 pt", where, max(0.0, abs(gained - 0.6 * slack) - 0.5))
    excess = max(-0.26 * grid.unit - slack, slack - 0.76 * grid.unit)
    table.add("8", "column: nearest row", where, max(0.0, excess))


def _crosses(thing: Any, put: Put) -> bool:
    width = thing.line.width if isinstance(thing, PlacedLine) else thing.width
    return bool(thing.x < put.end - 2 and thing.x + width > put.x + 2)


def _text_above(laid: Laid, put: Put) -> float | None:
    """Return the baseline of the text of another item right above a head in its column; None if none stands there."""
    found = [
        (thing.y if isinstance(thing, PlacedLine) else thing.y + thing.height, thing)
        for thing in laid.pages.pages[put.page - 1].things
        if isinstance(thing, PlacedLine | PlacedPhoto) and _crosses(thing, put) and thing.y < put.y - 25
    ]
    if not found:
        return None
    foot, thing = max(found, key=lambda pair: pair[0])
    return foot if laid.is_text(thing) else None


def collisions(laid: Laid, table: Table) -> None:
    """8: a kicker has air to the ink of the title below it, whatever its script."""
    titles = laid.of("title")
    for (number, _at), lines in laid.of("kicker").items():
        title = titles.get((number, 0))
        if (
            title
            and title[0].page == lines[-1].page
            and 1 < title[0].y - lines[-1].y < 60
            and lines[-1].x < title[0].end
            and lines[-1].end > title[0].x
        ):
            ascent = (1.0 if laid.galley.articles[number].title.language == "ar" else 0.75) * title[0].size
            air = title[0].y - ascent - (lines[-1].y + 0.22 * lines[-1].size)
            table.add("8", "1 pt between kicker and ink of title", laid.where(lines[-1].page, number), 1.0 - air)
