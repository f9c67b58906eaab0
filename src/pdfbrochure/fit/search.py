"""Looks on the scale of settings for a page count: the least change that gives it.

What fits as it is, is left exactly as it is. A setting is asked whether the brochure can be set on so many pages, not
how many it takes by itself; so no count between the tightest and the loosest is passed over.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.fit.advice import tell_missed, tell_padded
from pdfbrochure.fit.scale import Knobs, describe, knobs_at, turn
from pdfbrochure.fit.wide_spaces import tell_holes, without_holes
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.leading_photos import SHORT
from pdfbrochure.layout.memory import Memory
from pdfbrochure.layout.pages import Laid, Pages
from pdfbrochure.layout.paginate import lay_out
from pdfbrochure.layout.trace import trace_first, trace_last
from pdfbrochure.layout.white_fields import MOST_AT_THE_END, MOST_INSIDE, largest_white
from pdfbrochure.model.brochure import PageCount
from pdfbrochure.model.edition import Common, Edition
from pdfbrochure.summary import page_fill
from pdfbrochure.text.lines import Typesetter

# Halvings of the scale: its last step is 0.4 % of the way to its end.
HALVINGS: Final = 8
# After so many layouts no further page count is looked for.
MOST_LAYOUTS: Final = 60
# A setting whose emptiest page is as full as this is taken; otherwise looser ones are looked at.
FULL_ENOUGH: Final = 0.75
# The same of the text that a folded sheet holds: the rest is lost where items are not torn.
SHEET_FULL: Final = 0.9
LOOSER: Final = (1 / 3, 2 / 3)
# Where the text of the last page ends higher than on this share of its rows, closing and imprint do not make it full.
TEXT_SHARE: Final = 0.6
# A last page with less of its rows in use is saved where one of these settings does without it: crops of photos, lines
# of paragraphs and a third of the space above heads are changes that nobody sees.
STUB: Final = 0.45
UNSEEN: Final = (-0.17, -0.34)
# In a brochure of so few pages that all are seen at once (`SHORT`), the leading may be a little less too to save a page
# where much is white; and where none is saved, it is set a little looser: by what hardly shows, and by more only for a
# page that is nearly white.
HARDLY_SEEN: Final = (*UNSEEN, -0.5, -0.66)
FILLING: Final = (1 / 3, 2 / 3, 1.0)
# In a brochure of any length, for a last page with so much white, or with text on so little of it and no way to past
# stories, it may be as tight as the theme allows.
ENDS_WHITE: Final = MOST_AT_THE_END
FEW_LINES: Final = 0.25
TIGHTEST: Final = (*HARDLY_SEEN, -0.83, -1.0)
# Beyond the scale: the theme as it is, with smaller photos.
SMALLER: Final = 2.0
# From so much white on that is worth it, and by so much it shall be less; as little is good.
POOR: Final = 0.04
GAIN: Final = 0.08
GOOD_WHITE: Final = 0.1
# White beyond these shares is bad, on the last page and, several times so, on the others.
AT_THE_END: Final = 0.35
INSIDE: Final = 0.18
OTHERS: Final = 4.0
# Emptier than this, a page of a brochure that was made longer looks like a mistake.
LEAST_FULL: Final = 0.5
# As full as this, a page may well be full enough in another setting.
NEARLY_FULL: Final = 0.42
# Of the pages at the loosest setting, so many more may be asked for before nothing is tried at all.
MOST_STRETCHED: Final = 2.2

# A count within so much of what the theme as it is takes is tried in any case.
NEAR: Final = 1.5
# Of counts near to one that is refused so many are tried, to name one that is met.
MOST_NAMED: Final = 2

# What is being done, how many of it are done, and their number.
Progress = Callable[[str, int, int], None]


class Fitted(Struct, frozen=True):
    """The pages that fit, or those nearest to it.

    Attributes:
        pages: The pages.
        edition: How they are set, its theme turned.
        knobs: What was changed, in words.
        findings: What is wrong with them.
        undrawn: Characters that no font has, each with the places at which it stands.
        setting: Where on the scale they were found, and their number; None where no setting gives what was asked for.
    """

    pages: Pages
    edition: Edition
    knobs: tuple[str, ...]
    findings: Findings
    undrawn: Mapping[str, Iterable[Origin]]
    setting: Common | None


class _Try(Struct, frozen=True):
    """One setting, laid out: its place on the scale, and what that is."""

    place: float
    knobs: Knobs
    edition: Edition
    laid: Laid

    @property
    def pages(self) -> Pages:
        """Its pages."""
        return self.laid.pages


def fit(
    galley: Galley,
    edition: Edition,
    photos: Mapping[str, PhotoFile],
    setter: Typesetter,
    progress: Progress | None = None,
    memory: Memory | None = None,
) -> Fitted:
    """Return the pages of a galley, on the page count that the edition is ordered in.

    Where no setting within the theme's limits gives that count, an error says by how much it is missed, and the pages
    are those of the theme as it is. `memory` is what the last build left.
    """
    wanted = edition
    edition, wide = without_holes(galley, wanted, photos, setter)
    if memory is not None:
        memory.begin(edition, photos, galley.notes, setter)
    fitted = _Fitter(galley, edition, photos, setter, progress, memory).fitted()
    if edition is not wanted:
        tell_holes(edition, wide, fitted.findings)
    return fitted


class _Fitter:
    def __init__(
        self,
        galley: Galley,
        edition: Edition,
        photos: Mapping[str, PhotoFile],
        setter: Typesetter,
        progress: Progress | None,
        memory: Memory | None,
    ) -> None:
        self._galley = galley
        self._edition = edition
        self._theme = edition.theme
        self._photos = photos
        self._setter = setter
        self._progress = progress
        self._memory = memory
        self._steps = 0
        self._naturals: dict[float, _Try] = {}

    def fitted(self) -> Fitted:
        """Return the pages on the page count asked for, or the natural ones with an error."""
        wanted, common = self._edition.pages, self._edition.common
        alike = None if common is None else self._laid(common.place, common.pages)
        if alike is not None:
            return self._kept(alike)
        natural = self._natural(0.0)
        count = len(natural.pages.pages)
        white = _whiteness(natural.pages) if self._is_worth_filling(natural) else 0.0
        if wanted is None or is_met(count - 1, wanted):
            saved = self._without_stub(natural, white)
            if saved is not None:
                return self._kept(saved)
        if wanted is None or is_met(count, wanted):
            filled = self._filled(natural, white) if white > POOR else None
            if filled is not None:
                return self._kept(filled)
        if wanted is None or is_met(count, wanted):
            return self._kept(self._grown(natural, count))
        for target in self._targets(count, wanted):
            if self._steps > MOST_LAYOUTS:
                break
            found = self._tightened(target) if target < count else self._loosened(target)
            if found is not None:
                return self._kept(found, is_longer=target > count)
        padded = self._padded(count, wanted)
        if padded is not None:
            return padded
        missed = _fitted(natural.laid, self._edition)
        self._tell_missed(natural, wanted, missed.findings)
        return missed

    def _kept(self, found: _Try, *, is_longer: bool = False) -> Fitted:
        """Return a setting as what the brochure is set in."""
        changed = describe(self._theme, found.edition.theme, found.knobs, photos=bool(self._photos))
        if is_longer:
            changed = ("photos taller and items wider where that fills the pages", *changed)
        return _fitted(found.laid, found.edition, changed, Common(found.place, len(found.pages.pages)))

    def _grown(self, natural: _Try, count: int) -> _Try:
        """Return a sheet that would have white panels at the loosest setting that it holds; others as they are."""
        if natural.laid.fullness >= SHEET_FULL:
            return natural
        looser = (self._laid(t, count) for t in (1.0, *reversed(LOOSER)))
        # White is better than an item that goes on on the next panel.
        whole = (found for found in looser if found is not None and found.laid.torn <= natural.laid.torn)
        return next(whole, natural)

    # Settings --------------------------------------------------------------------------------------------------

    def _natural(self, t: float, galley: Galley | None = None) -> _Try:
        """Return a place of the scale laid out on as many pages as it takes."""
        found = self._naturals.get(t) if galley is None else None
        if found is None:
            found = self._laid(t, None, galley)
            assert found is not None, "without a number of pages there is always a way"
            if galley is None:
                self._naturals[t] = found
        return found

    @property
    def _loosest(self) -> int:
        """The pages that the brochure takes by itself at the loosest setting."""
        return len(self._natural(1.0).pages.pages)

    def _laid(
        self, t: float, count: int | None, galley: Galley | None = None, *, quick: bool = False, smaller: bool = False
    ) -> _Try | None:
        """Return a place of the scale laid out on `count` pages, or None if that cannot be."""
        knobs = knobs_at(self._theme, t)
        turned = self._edition.with_theme(turn(self._theme, knobs))
        if self._progress is not None:
            self._progress("steps of fitting", self._steps, max(HALVINGS + 2, self._steps + 1))
        self._steps += 1
        laid = lay_out(
            galley or self._galley,
            turned,
            self._photos,
            self._setter,
            looseness=knobs.looseness,
            count=count,
            quick=quick,
            stretched=t >= 0.0,
            smaller=smaller,
            memory=None if self._memory is None or galley is not None else self._memory.at(SMALLER if smaller else t),
        )
        return None if laid is None else _Try(t, knobs, turned, laid)

    def _fullness(self, tried: _Try) -> float:
        """Return the share of the emptiest page that is in use; imprint and closing alone do not fill the last."""
        grid, pages = make_grid(tried.edition), tried.pages
        text = (trace_last(pages, self._galley).foot - grid.top) / (grid.rows * grid.unit)
        first = page_fill(pages.pages[0], grid, head=trace_first(pages, self._galley).head)
        return min([text / TEXT_SHARE, first, *(page_fill(page, grid) for page in pages.pages[1:])])

    def _targets(self, count: int, wanted: PageCount) -> list[int]:
        """Return the page counts that would do and can be hoped for, the nearest first."""
        if wanted.most is not None and count > wanted.most:
            # By itself a brochure takes a page more rather than a poor break.
            low, high = len(self._natural(-1.0).pages.pages) - 1, wanted.most
        else:
            is_near = wanted.most is not None and wanted.most <= NEAR * count
            high = wanted.most if wanted.most is not None and is_near else int(self._loosest * MOST_STRETCHED)
            low = count if wanted.multiple_of == 1 else len(self._natural(-1.0).pages.pages)
        return sorted(
            (target for target in range(low, high + 1) if is_met(target, wanted)),
            key=lambda target: (abs(target - count), target),
        )

    def _without_stub(self, natural: _Try, white: float) -> _Try | None:
        """Return the brochure with a page less, if its last is a stub or it is short and white.

        None if no setting saves it, or only such as have more white on other pages.
        """
        grid, count = make_grid(natural.edition), len(natural.pages.pages)
        is_white = white > POOR
        used = (trace_last(natural.pages, self._galley).foot - grid.top) / (grid.rows * grid.unit)
        if count == 1 or not (used < STUB or is_white):
            return None
        # What the tightest of these settings cannot do, none can.
        is_empty = _ends_white(natural.pages) or (used < FEW_LINES and self._galley.closing is None)
        steps = TIGHTEST if is_empty else HARDLY_SEEN if is_white else UNSEEN
        tightest = self._laid(steps[-1], count - 1, quick=True)
        if tightest is None:
            return None
        looser = (self._laid(t, count - 1, quick=True) for t in steps[:-1])
        most = _whiteness(natural.pages)
        saved = (found for found in (*looser, tightest) if found is not None and _whiteness(found.pages) <= most)
        return next(saved, None)

    def _filled(self, natural: _Try, white: float) -> _Try | None:
        """Return a brochure set a little looser, or with smaller photos, so that less of it is white; or None."""
        count, best, least = len(natural.pages.pages), natural, white
        for t in FILLING if _is_white(natural.pages) else FILLING[:1]:
            found = self._laid(t, None)
            white = math.inf if found is None or len(found.pages.pages) != count else _whiteness(found.pages)
            if found is not None and white < least - GAIN:
                best, least = found, white
            if white < GOOD_WHITE:
                break
        if least >= GOOD_WHITE:
            found = self._laid(0.0, None, smaller=True)
            if found is not None and _whiteness(found.pages) < least - GAIN:
                best = found
        return None if best is natural else best

    def _is_worth_filling(self, natural: _Try) -> bool:
        """Return whether the white of a brochure in columns is worth settings of its own.

        It has so few pages that all are seen at once, or its last is nearly white.
        """
        in_columns, count = self._theme.page.flow == "columns", len(natural.pages.pages)
        if not in_columns or self._edition.panels is not None or count == 1:
            return False
        return count <= SHORT or _ends_white(natural.pages)

    # Search ----------------------------------------------------------------------------------------------------

    def _tightened(self, target: int) -> _Try | None:
        """Return the loosest setting that can be set on so few pages, or None."""
        best = self._laid(-1.0, target)
        if best is None:
            return None
        untouched = self._laid(0.0, target)
        if untouched is not None:
            return untouched
        low, high = -1.0, 0.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            found = self._laid(middle, target)
            if found is None:
                high = middle
            else:
                low, best = middle, found
        return best

    def _loosened(self, target: int) -> _Try | None:
        """Return the brochure on so many pages, by larger photos and wider items first, then by looser settings."""
        tried: dict[float, tuple[float, _Try]] = {}

        def fullness(t: float) -> float:
            found = self._laid(t, target)
            if found is None:
                return 0.0
            tried[t] = self._fullness(found), found
            return tried[t][0]

        least = fullness(0.0)
        if least < FULL_ENOUGH:
            most = fullness(1.0)
            others: tuple[float, ...] = LOOSER if NEARLY_FULL <= max(least, most) < LEAST_FULL else ()
            if most >= FULL_ENOUGH:
                others = tuple(t for t in LOOSER if least + t * (most - least) >= FULL_ENOUGH)
            enough = FULL_ENOUGH if most >= FULL_ENOUGH else LEAST_FULL
            next((t for t in others if fullness(t) >= enough), None)
        full = [t for t, (share, _found) in tried.items() if share >= FULL_ENOUGH]
        best = min(full) if full else max(tried, key=lambda t: (round(tried[t][0], 6), -t), default=None)
        if best is None or (tried[best][0] < LEAST_FULL and target > self._loosest):
            return None
        return tried[best][1]

    # Beyond the scale ------------------------------------------------------------------------------------------

    def _padded(self, count: int, wanted: PageCount) -> Fitted | None:
        """Return the natural pages with pages for notes up to a multiple, or None."""
        target = math.ceil(max(count, wanted.least) / wanted.multiple_of) * wanted.multiple_of
        if wanted.multiple_of == 1 or not is_met(target, wanted):
            return None
        laid = lay_out(self._galley, self._edition, self._photos, self._setter, pad_to=target)
        if laid is None or len(laid.pages.pages) != target:
            return None
        notes = target - count
        padded = _fitted(laid, self._edition, (f"{notes} {'page' if notes == 1 else 'pages'} for notes added",))
        tell_padded(count, target, padded.findings)
        return padded

    def _tell_missed(self, natural: _Try, wanted: PageCount, findings: Findings) -> None:
        end = -1.0 if wanted.most is not None and len(natural.pages.pages) > wanted.most else 1.0
        last = self._natural(end)
        target = (wanted.most or 0) if end < 0 else max(wanted.least, len(natural.pages.pages) + 1)
        met = self._met_above(target) if end < 0 else self._met_below(target, len(natural.pages.pages))

        def count(galley: Galley) -> int:
            return len(self._natural(end, galley).pages.pages)

        tell_missed(self._galley, wanted, natural.pages, last.pages, last.edition, met, count, findings)

    def _met_above(self, target: int) -> int:
        """Return the least count above one that is too little which the tightest setting gives."""
        tightest = len(self._natural(-1.0).pages.pages)
        near = range(max(target + 1, tightest - MOST_NAMED), tightest)
        return next((count for count in near if self._laid(-1.0, count) is not None), tightest)

    def _met_below(self, target: int, natural: int) -> int:
        """Return the largest count below one that is too much which some setting gives."""
        loosest = self._natural(1.0)
        least, grid = max(natural, self._loosest), make_grid(loosest.edition)
        worth = sum(page_fill(page, grid) for page in loosest.pages.pages)
        most = min(target - 1, least + MOST_NAMED, int(worth / LEAST_FULL) + 1)
        return next((count for count in range(most, least, -1) if self._loosened(count) is not None), least)


def _is_white(pages: Pages) -> bool:
    """Return whether much of a page is one white field."""
    *others, last = pages.pages
    most = ((last, MOST_AT_THE_END), *((page, MOST_INSIDE) for page in others))
    return any(largest_white(page, pages.width, pages.height, share) > share for page, share in most)


def _ends_white(pages: Pages) -> bool:
    """Return whether much of the last page is one white field."""
    return largest_white(pages.pages[-1], pages.width, pages.height, ENDS_WHITE) > ENDS_WHITE


def _whiteness(pages: Pages) -> float:
    """Return by how much the white fields of pages are larger than they should be."""
    *others, last = pages.pages
    size = pages.width, pages.height
    end = max(0.0, largest_white(last, *size, AT_THE_END) - AT_THE_END)
    return end + OTHERS * sum(max(0.0, largest_white(page, *size, INSIDE) - INSIDE) for page in others)


def _fitted(laid: Laid, edition: Edition, knobs: tuple[str, ...] = (), setting: Common | None = None) -> Fitted:
    """Return a layout that is kept, with findings of its own to be added to."""
    findings = Findings()
    findings.take(laid.findings)
    return Fitted(laid.pages, edition, knobs, findings, laid.undrawn, setting)


def is_met(count: int, wanted: PageCount) -> bool:
    """Return whether a number of pages is one of those asked for."""
    most = math.inf if wanted.most is None else wanted.most
    return wanted.least <= count <= most and count % wanted.multiple_of == 0
