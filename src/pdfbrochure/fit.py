"""Fits a brochure to the page count that it was ordered in: a bounded search over the knobs of a typesetter.

The knobs are turned in the order in which they show: crops of photos, lines of paragraphs, space above heads,
leading, heights of photos, size of type. Each goes only as far as the theme allows, and the first setting that fits is
taken. What fits as it is, is left exactly as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import Galley
from pdfbrochure.diagnostics import Report
from pdfbrochure.layout.grid import Grid, make_grid
from pdfbrochure.layout.pages import Page, Pages, PlacedLine
from pdfbrochure.layout.paginate import lay_out
from pdfbrochure.model.brochure import PageCount, Settings
from pdfbrochure.model.theme import Theme
from pdfbrochure.text.lines import Typesetter

# Steps that a knob is turned in; finer ones cannot be seen.
LEADING_STEPS: Final = 5
HEIGHT_STEPS: Final = 4
SIZE_STEPS: Final = 5
# A last page with less of its text area in use is a stub; a looser setting that fills it better is taken.
STUB_FILL: Final = 0.3
# Of the rows of a page of news, those that hold a line of text; heads, photos and white take the others.
SHARE_OF_LINES: Final = 0.85
# At most so many items are named as those to shorten.
NAMED_ITEMS: Final = 3


class Knobs(Struct, frozen=True):
    """One setting of all knobs; shares of the theme's own values.

    Attributes:
        crop: 1: photos as low as the theme allows; -1: as tall.
        looseness: Lines that each paragraph gains or loses where that looks well.
        head_space: Space above item heads.
        leading: Leading of body text.
        photo_height: Heights of photos, beyond their crops.
        body_size: Size of body text.
    """

    crop: int = 0
    looseness: int = 0
    head_space: float = 1.0
    leading: float = 1.0
    photo_height: float = 1.0
    body_size: float = 1.0


class Fitted(Struct, frozen=True):
    """The pages that fit, or those nearest to it, the theme they are set in, and what was changed, in words."""

    pages: Pages
    theme: Theme
    knobs: tuple[str, ...] = ()


class _Try(Struct, frozen=True):
    """One setting, laid out."""

    knobs: Knobs
    theme: Theme
    pages: Pages
    report: Report

    @property
    def count(self) -> int:
        return len(self.pages.pages)


def fit(
    galley: Galley,
    theme: Theme,
    settings: Settings,
    photos: Mapping[str, PhotoFile],
    setter: Typesetter,
    report: Report,
) -> Fitted:
    """Return the pages of a galley, on the page count that the settings ask for.

    Where no setting within the theme's limits gives that count, an error says by how much it is missed, and the pages
    are those of the theme as it is.
    """

    def attempt(knobs: Knobs) -> _Try:
        turned = turn(theme, knobs)
        # What is found on a setting counts only if that setting is taken.
        setter.report = report.trial()
        pages = lay_out(galley, turned, settings, photos, setter, looseness=knobs.looseness)
        return _Try(knobs, turned, pages, setter.report)

    natural = attempt(Knobs())
    wanted = settings.pages
    if wanted is None or _is_met(natural.count, wanted):
        report.take(natural.report)
        return Fitted(natural.pages, theme)
    for target in _targets(natural.count, wanted):
        found = _tighten(theme, attempt, target) if target < natural.count else _loosen(theme, attempt, target)
        if found is not None:
            report.take(found.report)
            return Fitted(found.pages, found.theme, describe(theme, found.theme, found.knobs))
    if wanted.multiple_of > 1:
        target = math.ceil(natural.count / wanted.multiple_of) * wanted.multiple_of
        setter.report = report
        padded = lay_out(galley, theme, settings, photos, setter, pad_to=target)
        if len(padded.pages) == target:
            _tell_padded(natural.count, target, report)
            notes = target - natural.count
            return Fitted(padded, theme, (f"{notes} {'page' if notes == 1 else 'pages'} for notes added",))
    report.take(natural.report)
    _tell_missed(galley, settings, attempt, natural, wanted, report)
    return Fitted(natural.pages, theme)


def _is_met(count: int, wanted: PageCount) -> bool:
    most = math.inf if wanted.most is None else wanted.most
    return wanted.least <= count <= most and count % wanted.multiple_of == 0


def _targets(count: int, wanted: PageCount) -> list[int]:
    """Return the page counts to try, the nearest first."""
    if wanted.multiple_of > 1:
        below = count // wanted.multiple_of * wanted.multiple_of
        above = below + wanted.multiple_of
        return [target for target in sorted((below, above), key=lambda target: abs(target - count)) if target]
    if count < wanted.least:
        return [wanted.least]
    assert wanted.most is not None, "only a limit can be passed"
    return [wanted.most]


def _tighten(theme: Theme, attempt: Callable[[Knobs], _Try], target: int) -> _Try | None:
    """Return the least change that brings the brochure down to `target` pages, or None."""
    steps = steps_to(theme, tighter=True)
    low, high = 0, len(steps) - 1
    best = attempt(steps[high])
    if best.count > target:
        return None
    while low < high:
        middle = (low + high) // 2
        tried = attempt(steps[middle])
        if tried.count <= target:
            best, high = tried, middle
        else:
            low = middle + 1
    return best if best.count == target else None


def _loosen(theme: Theme, attempt: Callable[[Knobs], _Try], target: int) -> _Try | None:
    """Return the least change that brings the brochure up to `target` pages and fills the last, or None."""
    best: _Try | None = None
    for knobs in steps_to(theme, tighter=False):
        tried = attempt(knobs)
        if tried.count > target:
            break
        if tried.count < target:
            continue
        if best is None or _last_fill(tried) > _last_fill(best):
            best = tried
        if _last_fill(tried) >= STUB_FILL:
            break
    return best


def _last_fill(tried: _Try) -> float:
    """Return the share of the last page's height that text of items reaches."""
    page = tried.pages.pages[-1]
    lowest = max((thing.y for thing in page.things if isinstance(thing, PlacedLine) and _is_content(thing)), default=0)
    return lowest / tried.pages.height


def _is_content(line: PlacedLine) -> bool:
    # Furniture has no element; the closing panel and the imprint stand at the foot of whatever is there.
    return any(run.node >= 0 and run.color != "paper" for run in line.line.runs)


# Knobs ---------------------------------------------------------------------------------------------------------


def steps_to(theme: Theme, *, tighter: bool) -> list[Knobs]:
    """Return settings from the least visible change to the most that the theme allows."""
    end = 0 if tighter else 1
    limits = theme.fit
    crop, looseness = (1, -1) if tighter else (-1, 1)
    knobs = Knobs(crop=crop)
    steps = [knobs]
    knobs = msgspec.structs.replace(knobs, looseness=looseness)
    steps.append(knobs)
    knobs = msgspec.structs.replace(knobs, head_space=limits.head_space[end])
    steps.append(knobs)
    least_size = limits.smallest_body / theme.styles["body"].size
    size = max(limits.body_size[0], least_size) if tighter else limits.body_size[1]
    for name, limit, count in (
        ("leading", limits.leading[end], LEADING_STEPS),
        ("photo_height", limits.photo_height[end], HEIGHT_STEPS),
        ("body_size", size, SIZE_STEPS),
    ):
        if (limit < 1) != tighter or limit == 1:
            continue
        for step in range(1, count + 1):
            knobs = msgspec.structs.replace(knobs, **{name: 1 + (limit - 1) * step / count})
            steps.append(knobs)
    return steps


def turn(theme: Theme, knobs: Knobs) -> Theme:
    """Return the theme with its knobs turned."""
    if knobs == Knobs():
        return theme
    replace = msgspec.structs.replace
    body = theme.styles["body"]
    unit = round(theme.unit * knobs.leading * knobs.body_size, 3)
    size = round(body.size * knobs.body_size, 3)
    styles = {
        name: replace(style, size=size, leading=unit)
        if (style.size, style.leading) == (body.size, theme.unit)
        else style
        for name, style in theme.styles.items()
    }
    # Where baseline and capitals stand in a row, for the new size and leading: half the leading above, half below.
    sink = (theme.descent - theme.unit / 2) / body.size
    capitals = (theme.unit - theme.descent - theme.cap) / body.size
    descent = unit / 2 + sink * size
    head = theme.head.with_measures(space_above=round(theme.head.number("space_above") * knobs.head_space, 3))
    return replace(
        theme,
        unit=unit,
        descent=descent,
        cap=unit - descent - capitals * size,
        styles=styles,
        head=head,
        photo=_turned_photos(theme, knobs),
        lead=_turned_lead(theme, knobs),
    )


def _turned_photos(theme: Theme, knobs: Knobs) -> msgspec.Struct:
    photo = theme.photo
    aspect = {1: photo.lowest, 0: photo.aspect, -1: photo.tallest}[knobs.crop]
    return msgspec.structs.replace(
        photo,
        aspect=aspect / knobs.photo_height,
        tallest=(photo.aspect if knobs.crop > 0 else photo.tallest) / knobs.photo_height,
        lowest=(photo.aspect if knobs.crop < 0 else photo.lowest) / knobs.photo_height,
        portrait=photo.portrait / knobs.photo_height,
    )


def _turned_lead(theme: Theme, knobs: Knobs) -> msgspec.Struct:
    lead = theme.lead
    middle = (lead.tallest + lead.lowest) / 2
    return msgspec.structs.replace(
        lead,
        tallest=(middle if knobs.crop > 0 else lead.tallest) / knobs.photo_height,
        lowest=(middle if knobs.crop < 0 else lead.lowest) / knobs.photo_height,
    )


def describe(theme: Theme, turned: Theme, knobs: Knobs) -> tuple[str, ...]:
    """Return what was changed, in the words of the trade."""
    told = []
    if knobs.crop:
        told.append("photos cropped lower" if knobs.crop > 0 else "photos cropped taller")
    if knobs.looseness:
        told.append(f"paragraphs one line {'shorter' if knobs.looseness < 0 else 'longer'} where it looks well")
    if knobs.head_space != 1:
        before, after = theme.head.number("space_above"), turned.head.number("space_above")
        told.append(f"space above heads {before:g} \u2192 {after:g} pt")
    if knobs.photo_height != 1:
        told.append(f"photos at {100 * knobs.photo_height:.0f} % of their height")
    if knobs.body_size != 1:
        told.append(f"type {theme.styles['body'].size:g} \u2192 {turned.styles['body'].size:.4g} pt")
    if turned.unit != theme.unit:
        told.append(f"leading {theme.unit:g} \u2192 {turned.unit:.4g} pt")
    return tuple(told)


# What cannot be fitted -----------------------------------------------------------------------------------------


def _tell_padded(count: int, target: int, report: Report) -> None:
    report.warning(
        "padded",
        f"the copy fills {count} of {target} pages; the others are ruled for notes",
        why="no setting within the theme's limits fills or saves so many pages",
        mend=f"add text or larger photos for {target - count} pages, or cut down to the next lower multiple",
        origin=("settings", "pages"),
    )


def _tell_missed(
    galley: Galley,
    settings: Settings,
    attempt: Callable[[Knobs], _Try],
    natural: _Try,
    wanted: PageCount,
    report: Report,
) -> None:
    """Report by how many lines the page count is missed, and where they are best cut."""
    target = _targets(natural.count, wanted)[0]
    tighter = target < natural.count
    theme = natural.theme
    last = attempt(steps_to(theme, tighter=tighter)[-1])
    pages = "1 page" if target == 1 else f"{target} pages"
    body = last.theme.styles["body"]
    limit = f"{body.size:.4g}/{last.theme.unit:.4g} pt"
    if tighter:
        lines = _lines_over(last, target)
        report.error(
            "overset",
            f"the copy is about {lines} lines too long for {pages} at the tightest setting",
            why=f"the tightest setting that the theme {theme.name} allows was tried ({limit})",
            mend=f"{_shorten(galley, last, lines)}, or set `pages: {last.count}`",
            origin=("settings", "pages"),
        )
        return
    lines = _lines_short(last, target, make_grid(last.theme, settings))
    report.error(
        "underset",
        f"the copy is about {lines} lines too short for {pages} at the loosest setting",
        why=f"the loosest setting that the theme {theme.name} allows was tried ({limit})",
        mend=f"add about {lines} lines, or larger photos (`width: wide` fills some 15 lines each), "
        f"or set `pages: {last.count}`",
        origin=("settings", "pages"),
    )


def _lines_over(tried: _Try, target: int) -> int:
    """Return how many lines stand on the pages beyond the target, less those for which there is white before."""
    beyond = sum(_line_count(page) for page in tried.pages.pages[target:])
    # The last page that is asked for must also hold what stands at the foot now.
    fullest = max(_line_count(page) for page in tried.pages.pages)
    white = sum(max(0, fullest - _line_count(page)) for page in tried.pages.pages[1 : target - 1])
    return max(1, beyond - white // 2)


def _lines_short(tried: _Try, target: int, grid: Grid) -> int:
    """Return how many lines would reach a third of the last page asked for."""
    # A page of news holds fewer lines than rows: heads and photos take theirs.
    full = max(_line_count(page) for page in tried.pages.pages[1:-1] or tried.pages.pages)
    full = max(full, round(grid.rows * grid.columns * SHARE_OF_LINES))
    last = _line_count(tried.pages.pages[-1])
    return max(1, round(full * (target - tried.count - 1 + STUB_FILL) + max(0, full - last)))


def _line_count(page: Page) -> int:
    return sum(isinstance(thing, PlacedLine) and _is_content(thing) for thing in page.things)


def _shorten(galley: Galley, tried: _Try, lines: int) -> str:
    """Return which items are best shortened, and by how much."""
    owners = _lines_by_item(galley, tried.pages.pages)
    longest = sorted(owners, key=lambda item: (-owners[item], item))
    # An item can lose about a third of its text and still say what it says.
    chosen: list[int] = []
    for item in longest[:NAMED_ITEMS]:
        chosen.append(item)
        if sum(owners[item] for item in chosen) / 3 >= lines:
            break
    whole = sum(owners[item] for item in chosen) or 1
    shares = {item: max(1, round(lines * owners[item] / whole)) for item in sorted(chosen)}
    if len(shares) == 1:
        ((item, share),) = shares.items()
        return f"shorten item {item + 1} by {share} lines"
    items = _joined([str(item + 1) for item in shares])
    return f"shorten items {items} by {_joined([str(share) for share in shares.values()])} lines"


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1]


def _lines_by_item(galley: Galley, pages: Sequence[Page]) -> dict[int, int]:
    """Return the lines of each item, by its number from 0."""
    found: dict[int, int] = {}
    for page in pages:
        for thing in page.things:
            if not isinstance(thing, PlacedLine):
                continue
            node = next((run.node for run in thing.line.runs if run.node >= 0), -1)
            origin = galley.nodes[node].origin if node >= 0 else ()
            if len(origin) > 1 and origin[0] == "items" and isinstance(origin[1], int):
                found[origin[1]] = found.get(origin[1], 0) + 1
    return found
