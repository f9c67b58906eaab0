"""Pages drawn and finished as they were in the last build: with the same pieces, plan, footer and template.

Only pages that are neither the first nor the last: on these stands more than the text of items.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.layout.outline import first_tops
from pdfbrochure.layout.pages import Page, Placed
from pdfbrochure.layout.pieces import Piece, SetNote
from pdfbrochure.layout.placing import Box, Sheet


class _Drawn(Struct):
    """A page as it was drawn from its pieces, and as it was finished then, if that may be taken over."""

    pieces: Sequence[Piece]
    how: tuple[object, ...]
    things: Sequence[Placed]
    boxes: Sequence[Box]
    opened: Sequence[tuple[int, float]]
    spans: dict[int, tuple[int, int]]
    notes: Sequence[SetNote]
    crowding: Sequence[Origin]
    finish: tuple[object, ...] = ()
    page: Page | None = None


class Redraw:
    """The pages of the last build."""

    def __init__(self) -> None:
        self._before: dict[int, _Drawn] = {}
        self._now: dict[int, _Drawn] = {}
        self._tops: dict[int, tuple[Page, Mapping[int, float]]] = {}
        # Those of the sheets of this layout, by their ids; the sheet is kept, so that its id stays its own.
        self._of_sheets: dict[int, tuple[Sheet, _Drawn]] = {}

    def begin(self) -> None:
        """Begin a build."""
        self._before, self._now, self._of_sheets = self._now, {}, {}

    def drawn(
        self,
        number: int,
        how: tuple[object, ...],
        pieces: Sequence[Piece],
        sheet: Sheet,
        findings: Findings,
        draw: Callable[[], None],
    ) -> None:
        """Fill a sheet as it was, if all is the same, or as `draw` does.

        Args:
            number: The page, from 0.
            how: What decides that beside the pieces.
            pieces: Those of the page.
            sheet: The empty sheet.
            findings: Take what is found on the way; with that nothing is kept.
            draw: Fills it.
        """
        known = self._before.get(number)
        if known is not None and _are_same(known.pieces, pieces) and known.how == how:
            sheet.things, sheet.boxes, sheet.opened = list(known.things), list(known.boxes), list(known.opened)
            sheet.spans, sheet.notes, sheet.crowding = dict(known.spans), list(known.notes), list(known.crowding)
        else:
            seen = findings.seen
            draw()
            if findings.seen != seen:
                return
            things, boxes, opened = tuple(sheet.things), tuple(sheet.boxes), tuple(sheet.opened)
            spans, notes, crowding = dict(sheet.spans), tuple(sheet.notes), tuple(sheet.crowding)
            known = _Drawn(pieces, how, things, boxes, opened, spans, notes, crowding)
        self._now[number] = known
        self._of_sheets[id(sheet)] = sheet, known

    def finished(
        self, number: int, how: tuple[object, ...], sheet: Sheet, findings: Findings, finish: Callable[[], None]
    ) -> Page:
        """Return a page with its rules and its footer: as it was, if it was drawn and is finished so, or made now.

        Args:
            number: The page, from 1.
            how: What decides how it is finished.
            sheet: What is drawn on it.
            findings: Take what is found on the way; with that nothing is kept.
            finish: Finishes the sheet.
        """
        drawn = self._of_sheets[id(sheet)][1] if id(sheet) in self._of_sheets else None
        if drawn is not None and drawn.page is not None and drawn.finish == how:
            return drawn.page
        seen = findings.seen
        finish()
        page = Page(number, tuple(sheet.things))
        if drawn is not None:
            drawn.finish, drawn.page = how, page if findings.seen == seen else None
        return page

    def tops_of(self, page: Page) -> Mapping[int, float]:
        """Return what `first_tops` gives of a page."""
        known = self._tops.get(page.number)
        if known is None or known[0] is not page:
            known = self._tops[page.number] = page, first_tops(page)
        return known[1]


def _are_same(some: Sequence[Piece], others: Sequence[Piece]) -> bool:
    return len(some) == len(others) and all(map(operator.is_, some, others))
