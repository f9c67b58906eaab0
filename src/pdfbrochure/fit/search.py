"""Looks on the scale of settings for a page count: the least change that gives it.

What fits as it is, is left exactly as it is. A count that is passed over between two neighboring settings is looked
for on other ways through the knobs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import Galley
from pdfbrochure.diagnostics import Report
from pdfbrochure.fit.advice import STUB_FILL, tell_missed, tell_padded
from pdfbrochure.fit.scale import IN_ORDER, OTHER_ORDERS, Knobs, describe, knobs_at, turn
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.pages import Pages
from pdfbrochure.layout.paginate import lay_out
from pdfbrochure.layout.trace import trace
from pdfbrochure.model.brochure import PageCount, Settings
from pdfbrochure.model.theme import Theme
from pdfbrochure.summary import page_fill
from pdfbrochure.text.lines import Typesetter

# Halvings of the scale: its last step is 0.4 % of the way to its end.
HALVINGS: Final = 8
# The same on the other ways through the knobs, and the places tried beside one at which a count is passed over.
MIX_HALVINGS: Final = 5
NEIGHBORS: Final = (0.01, -0.01, 0.02, -0.02, 0.04, -0.04, 0.08, -0.08)
# After so many layouts no further page count is looked for: one takes some 40 where the scale passes it over.
MOST_LAYOUTS: Final = 80
# A looser setting whose emptiest page is as full as this is taken; otherwise so many looser ones are looked at.
FULL_ENOUGH: Final = 0.75
LOOSER: Final = 3

# What is being done, how many of it are done, and their number.
Progress = Callable[[str, int, int], None]


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


class _Measured(Struct, frozen=True):
    """What a setting gives: the pages, and the share of the emptiest that is in use."""

    count: int
    fullness: float


# A place of the scale, and the order in which the knobs are turned to it.
_Setting = tuple[float, Sequence[str]]


def fit(
    galley: Galley,
    theme: Theme,
    settings: Settings,
    photos: Mapping[str, PhotoFile],
    setter: Typesetter,
    report: Report,
    progress: Progress | None = None,
) -> Fitted:
    """Return the pages of a galley, on the page count that the settings ask for.

    Where no setting within the theme's limits gives that count, an error says by how much it is missed, and the pages
    are those of the theme as it is.
    """
    return _Fitter(galley, theme, settings, photos, setter, report, progress).fitted()


class _Fitter:
    def __init__(
        self,
        galley: Galley,
        theme: Theme,
        settings: Settings,
        photos: Mapping[str, PhotoFile],
        setter: Typesetter,
        report: Report,
        progress: Progress | None,
    ) -> None:
        self._galley = galley
        self._theme = theme
        self._settings = settings
        self._photos = photos
        self._setter = setter
        self._report = report
        self._progress = progress
        self._known: dict[_Setting, _Measured] = {}
        self._last: tuple[_Setting, _Try] | None = None
        self._steps = 0

    def fitted(self) -> Fitted:
        """Return the pages on the page count asked for, or the natural ones with an error."""
        wanted = self._settings.pages
        natural = self._laid((0.0, IN_ORDER))
        count = len(natural.pages.pages)
        if wanted is None or is_met(count, wanted):
            self._report.take(natural.report)
            return Fitted(natural.pages, self._theme)
        for target in self._targets(count, wanted):
            if self._steps > MOST_LAYOUTS:
                break
            setting = self._tightened(target) if target < count else self._loosened(target)
            if setting is not None:
                found = self._laid(setting)
                self._report.take(found.report)
                return Fitted(found.pages, found.theme, describe(self._theme, found.theme, found.knobs))
        padded = self._padded(count, wanted)
        if padded is not None:
            return padded
        self._report.take(natural.report)
        self._tell_missed(natural, wanted)
        return Fitted(natural.pages, self._theme)

    # Settings --------------------------------------------------------------------------------------------------

    def _laid(self, setting: _Setting) -> _Try:
        """Return a setting laid out."""
        if self._last is not None and self._last[0] == setting:
            return self._last[1]
        knobs = knobs_at(self._theme, *setting)
        found = self._set(self._galley, knobs)
        self._last = (setting, found)
        return found

    def _set(self, galley: Galley, knobs: Knobs) -> _Try:
        turned = turn(self._theme, knobs)
        if self._progress is not None:
            self._progress("steps of fitting", self._steps, max(HALVINGS + 2, self._steps + 1))
        self._steps += 1
        # What is found on a setting counts only if that setting is taken.
        self._setter.report = self._report.trial()
        pages = lay_out(galley, turned, self._settings, self._photos, self._setter, looseness=knobs.looseness)
        return _Try(knobs, turned, pages, self._setter.report)

    def _measured(self, t: float, order: Sequence[str] = IN_ORDER) -> _Measured:
        known = self._known.get((t, order))
        if known is None:
            tried = self._laid((t, order))
            grid, pages = make_grid(tried.theme, self._settings), tried.pages
            # Neither imprint nor closing panel fills a last page.
            last = (trace(pages, self._galley)[-1].foot - grid.top) / (grid.rows * grid.unit)
            fullness = min([last, *(page_fill(page, grid) for page in pages.pages[:-1])])
            known = self._known[t, order] = _Measured(len(pages.pages), fullness)
        return known

    def _targets(self, count: int, wanted: PageCount) -> list[int]:
        """Return the page counts that would do and can be hoped for, the nearest first."""
        too_many = wanted.most is not None and count > wanted.most
        low = high = count
        if too_many or not count < wanted.least:
            low = self._measured(-1.0).count
        if not too_many:
            high = self._measured(1.0).count
        return sorted(
            (target for target in range(low, high + 1) if is_met(target, wanted)),
            key=lambda target: (abs(target - count), target),
        )

    # Search ----------------------------------------------------------------------------------------------------

    def _tightened(self, target: int) -> _Setting | None:
        """Return the least change that brings the brochure down to `target` pages, or None."""
        low, _high = self._bracket(target, -1.0, IN_ORDER, HALVINGS)
        if self._measured(low).count == target:
            return low, IN_ORDER
        return self._passed_over(target, low, -1.0)

    def _loosened(self, target: int) -> _Setting | None:
        """Return the least change that brings the brochure up to `target` pages and fills them, or None."""
        low, high = self._bracket(target - 1, 1.0, IN_ORDER, HALVINGS)
        if self._measured(high).count != target:
            return self._passed_over(target, low, 1.0)
        best = high
        for step in range(LOOSER + 1):
            t = high + (1.0 - high) * step / LOOSER
            found = self._measured(t)
            if found.count != target:
                break
            if found.fullness > self._measured(best).fullness:
                best = t
            if found.fullness >= FULL_ENOUGH:
                break
        return best, IN_ORDER

    def _bracket(self, target: int, end: float, order: Sequence[str], halvings: int) -> tuple[float, float]:
        """Return two neighboring places of the scale between 0 and `end`: at most `target` pages, and more."""
        low, high = min(0.0, end), max(0.0, end)
        for _ in range(halvings):
            middle = (low + high) / 2
            if self._measured(middle, order).count <= target:
                low = middle
            else:
                high = middle
        return low, high

    def _passed_over(self, target: int, near: float, end: float) -> _Setting | None:
        """Return a setting that gives a count which the scale passes over: the first whose last page is no stub."""
        best: _Setting | None = None
        for found in self._beside(target, near, end):
            if best is None or self._measured(*found).fullness > self._measured(*best).fullness:
                best = found
            if self._measured(*best).fullness >= STUB_FILL:
                break
        return best

    def _beside(self, target: int, near: float, end: float) -> Iterator[_Setting]:
        """Yield settings that give a count: beside a place of the scale, and by other ways through the knobs."""
        for shift in NEIGHBORS:
            t = near + shift
            if 0.0 < t / end <= 1.0 and self._measured(t).count == target:
                yield t, IN_ORDER
        for order in OTHER_ORDERS:
            low, high = self._bracket(target, end, order, MIX_HALVINGS)
            for t in (low, high):
                if self._measured(t, order).count == target:
                    yield t, order

    # Beyond the scale ------------------------------------------------------------------------------------------

    def _padded(self, count: int, wanted: PageCount) -> Fitted | None:
        """Return the natural pages with pages for notes up to a multiple, or None."""
        target = math.ceil(max(count, wanted.least) / wanted.multiple_of) * wanted.multiple_of
        if wanted.multiple_of == 1 or not is_met(target, wanted):
            return None
        self._setter.report = self._report
        pages = lay_out(self._galley, self._theme, self._settings, self._photos, self._setter, pad_to=target)
        if len(pages.pages) != target:
            return None
        tell_padded(count, target, self._report)
        notes = target - count
        return Fitted(pages, self._theme, (f"{notes} {'page' if notes == 1 else 'pages'} for notes added",))

    def _tell_missed(self, natural: _Try, wanted: PageCount) -> None:
        end = -1.0 if wanted.most is not None and len(natural.pages.pages) > wanted.most else 1.0
        last = self._laid((end, IN_ORDER))

        def count(galley: Galley) -> int:
            return len(self._set(galley, last.knobs).pages.pages)

        tell_missed(self._galley, self._settings, wanted, natural.pages, last.pages, last.theme, count, self._report)


def is_met(count: int, wanted: PageCount) -> bool:
    """Return whether a number of pages is one of those asked for."""
    most = math.inf if wanted.most is None else wanted.most
    return wanted.least <= count <= most and count % wanted.multiple_of == 0
