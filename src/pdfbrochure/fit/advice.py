"""Says in lines how far a brochure is from the page count asked for; what to shorten is tried before it is said."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from pdfbrochure.compose.blocks import BodyBlock, Paragraph
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Findings, listed
from pdfbrochure.layout.grid import Grid, make_grid
from pdfbrochure.layout.pages import Pages, PlacedLine
from pdfbrochure.layout.trace import PageTrace, is_marker, trace
from pdfbrochure.model.brochure import PageCount
from pdfbrochure.model.edition import Edition
from pdfbrochure.model.scalars import show

# A last page with less of its text area in use is a stub.
STUB_FILL: Final = 0.3
# Of the rows of a page of news, those that hold a line of text; heads, photos and white take the others.
SHARE_OF_LINES: Final = 0.85
# At most so many items are named as those to shorten; each can lose about a third and still say what it says.
NAMED_ITEMS: Final = 3
LOSABLE: Final = 1 / 3
# Of all text, the least that must be left by an advice to shorten it.
LEAST_LEFT: Final = 0.4
# Layouts tried for an advice, and by how much one that is not enough is raised.
MOST_TRIED: Final = 6
RAISED: Final = 1.3
# Where one cuts changes a little what is saved.
MARGIN: Final = 1.1


def tell_padded(count: int, target: int, findings: Findings) -> None:
    """Warn that pages for notes were added."""
    findings.warning(
        "padded",
        f"the copy fills {count} of {target} pages; the others are ruled for notes",
        why="no setting within the theme's limits fills or saves so many pages",
        mend=f"add text or larger photos for {_counted(target - count, 'page')}, "
        "or cut down to the next lower multiple",
        origin=("settings", "pages"),
    )


def tell_missed(
    galley: Galley,
    wanted: PageCount,
    natural: Pages,
    last: Pages,
    edition: Edition,
    met: int,
    count: Callable[[Galley], int],
    findings: Findings,
) -> None:
    """Report by how many lines a page count is missed, and where they are best cut.

    Args:
        galley: The brochure.
        wanted: The page counts asked for.
        natural: Its pages in the theme as it is.
        last: Its pages in the tightest or loosest setting.
        edition: The edition in that setting.
        met: The nearest page count that can be had.
        count: Counts the pages of another galley in that setting.
        findings: Take the error.
    """
    theme, most = edition.theme, wanted.most or 0
    tighter = bool(most) and len(natural.pages) > most
    target = most if tighter else max(wanted.least, len(natural.pages) + 1)
    pages, limit = _counted(target, "page"), f"{theme.styles['body'].size:.4g}/{theme.unit:.4g} pt"
    reached = len(last.pages)
    if (reached <= target) if tighter else (reached >= target):
        findings.error(
            "overset" if tighter else "underset",
            f"no setting of the theme {theme.name} gives exactly {pages}; it passes from fewer to more",
            mend="lengthen or shorten an item by a few lines, or set "
            + (f"`pages: {{max: {target}}}`" if tighter else f"`pages: {{min: {target}}}`"),
            origin=("settings", "pages"),
        )
    elif tighter:
        owners = _lines_of_items(natural, galley)
        shares = _shares(galley, natural, last, target, owners, count)
        over = sum(shares.values())
        findings.error(
            "overset",
            f"the copy is about {_counted(over, 'line')} too long for {pages} at the tightest setting"
            if shares
            else f"the titles, photos and links alone are too much for {pages} at the tightest setting",
            why=f"the tightest setting that the theme {theme.name} allows was tried ({limit})"
            + _left_over(last, galley, target),
            mend=f"{_shorten(shares, owners)}, or "
            + (f"set `pages: {met}`" if edition.panels is None else "take a theme with pages, such as bulletin"),
            origin=("settings", "pages") if edition.panels is None else ("settings", "theme"),
        )
    else:
        lines = _counted(_lines_short(trace(last, galley), target, make_grid(edition)), "line")
        findings.error(
            "underset",
            f"the copy is about {lines} too short for {pages} at the loosest setting",
            why=f"the loosest setting that the theme {theme.name} allows was tried ({limit})",
            mend=f"add about {lines}, or larger photos (`width: wide` fills some 15 lines each), or set `pages: {met}`",
            origin=("settings", "pages"),
        )


def _left_over(pages: Pages, galley: Galley, target: int) -> str:
    """Return a half sentence with the items that stand, at least in part, beyond the pages asked for."""
    items = sorted({item for page in trace(pages, galley)[target:] for item, lines in page.lines.items() if lines})
    if not items:
        return ""
    places = _articles_by_item(galley)
    articles = [galley.articles[places[item]] for item in items if item in places]
    named = [show(article.short_title or article.title.text) for article in articles]
    if not named:
        return ""
    if len(named) > NAMED_ITEMS:
        named = [*named[:NAMED_ITEMS], f"{len(named) - NAMED_ITEMS} more"]
    return f"; even so there was no room for all of {listed(named)}"


def _lines_short(traced: Sequence[PageTrace], target: int, grid: Grid) -> int:
    """Return how many lines would reach a third of the last page asked for."""
    # A page of news holds fewer lines than rows: heads and photos take theirs.
    full = max(page.count for page in traced[1:-1] or traced)
    full = max(full, round(grid.rows * grid.columns * SHARE_OF_LINES))
    return max(1, round(full * (target - len(traced) - 1 + STUB_FILL) + max(0, full - traced[-1].count)))


# What to shorten -----------------------------------------------------------------------------------------------


def _lines_of_items(pages: Pages, galley: Galley) -> Counter[int]:
    """Return how many lines each item has."""
    owners: Counter[int] = Counter()
    for page in trace(pages, galley):
        owners.update(page.lines)
    return owners


def _shares(
    galley: Galley,
    natural: Pages,
    last: Pages,
    target: int,
    owners: Mapping[int, int],
    count: Callable[[Galley], int],
) -> dict[int, int]:
    """Return by how many lines, as they are printed now, which items are to be shortened so that the copy fits.

    Empty where nothing that is cut from their texts is enough.
    """
    by_node = _lines_by_node(natural, galley)

    def fits(lines: int) -> bool:
        return count(_shortened(galley, _shared(owners, lines), by_node)) <= target

    total = sum(owners.values())
    low, high = 0, min(total, max(1, sum(page.count for page in trace(last, galley)[target:])))
    tried = 0
    while not fits(high):
        if high == total:
            return {}
        tried += 1
        low, high = high, min(total, math.ceil(high * RAISED) + 1) if tried < MOST_TRIED else total
    while tried < MOST_TRIED and high - low > max(1, high // 16):
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle
        tried += 1
    return _shared(owners, min(total, math.ceil(high * MARGIN) + 1))


def _shared(owners: Mapping[int, int], lines: int) -> dict[int, int]:
    """Return lines shared out among the longest items, as few of these as can well lose so many.

    A few lose in proportion to their lengths, many the same each, all of them in proportion where it is much.
    """
    longest = sorted(owners, key=lambda item: (-owners[item], item))
    chosen: list[int] = []
    for item in longest:
        chosen.append(item)
        if sum(owners[item] for item in chosen) * LOSABLE >= lines:
            break
    if len(chosen) > NAMED_ITEMS and sum(owners[item] for item in chosen) * LOSABLE >= lines:
        return dict.fromkeys(sorted(chosen), math.ceil(lines / len(chosen)))
    whole = sum(owners[item] for item in chosen) or 1
    return {item: max(1, round(lines * owners[item] / whole)) for item in sorted(chosen)}


def _shorten(shares: Mapping[int, int], owners: Mapping[int, int]) -> str:
    """Return the advice; who would have to cut most of the text is better told to take whole items out."""
    left = 1 - sum(shares.values()) / max(1, sum(owners.values()))
    if not shares or left < LEAST_LEFT:
        return "leave out items or photos"
    if len(shares) == 1:
        ((item, share),) = shares.items()
        return f"shorten item {item + 1} by {_counted(share, 'line')}"
    if len(shares) > NAMED_ITEMS and len(set(shares.values())) == 1:
        return f"shorten the {len(shares)} longest items by {_counted(max(shares.values()), 'line')} each"
    if len(shares) > NAMED_ITEMS:
        return f"shorten each item to about {math.floor(100 * left)} % of its text"
    items = listed([str(item + 1) for item in shares])
    return f"shorten items {items} by {listed([str(share) for share in shares.values()])} lines"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _lines_by_node(pages: Pages, galley: Galley) -> Counter[int | None]:
    """Return the lines of each paragraph, by its element."""
    found: Counter[int | None] = Counter()
    for page in pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedLine) and not is_marker(thing.line, galley.nodes):
                found.update({run.node for run in thing.line.runs if run.node is not None})
    return found


def _shortened(galley: Galley, shares: Mapping[int, int], lines_of: Mapping[int | None, int]) -> Galley:
    """Return a galley in which items have lost so many lines from their ends."""
    articles, places = list(galley.articles), _articles_by_item(galley)
    for item, lines in shares.items():
        if item in places:
            article = articles[places[item]]
            body = _without_end(article.body, lines, lines_of)
            articles[places[item]] = msgspec.structs.replace(article, body=body)
    return msgspec.structs.replace(galley, articles=tuple(articles))


def _articles_by_item(galley: Galley) -> dict[int, int]:
    """Return which article each item is, by the numbers of both: sections are items of the file and no articles."""
    return {int(article.origin[1]): at for at, article in enumerate(galley.articles)}


def _without_end(body: Sequence[BodyBlock], lines: int, lines_of: Mapping[int | None, int]) -> tuple[BodyBlock, ...]:
    kept = list(body)
    while kept and lines > 0:
        block = kept.pop()
        own = max(1, lines_of.get(block.paragraph.node, 1))
        if own > lines:
            length = len(block.paragraph.text) * (own - lines) // own
            kept.append(msgspec.structs.replace(block, paragraph=_first_letters(block, length)))
        lines -= own
    return tuple(kept)


def _first_letters(block: BodyBlock, length: int) -> Paragraph:
    spans = []
    for span in block.paragraph.spans:
        if length > 0:
            spans.append(msgspec.structs.replace(span, text=span.text[:length]))
        length -= len(span.text)
    return msgspec.structs.replace(block.paragraph, spans=tuple(spans))
