"""What looks wrong with the dates of an agenda: their order, and days that are over when the issue appears."""

from __future__ import annotations

import datetime as dt
import itertools

from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.brochure import Brochure, Event


def check_agendas(brochure: Brochure, report: Findings) -> None:
    """Report dates that stand before an earlier one, and dates before that of the issue, once for each agenda."""
    issue = None if brochure.date is None else brochure.date.start
    for index, item in enumerate(brochure.items):
        origin = ("items", index, "agenda")
        _check_order(item.agenda, origin, report)
        if issue is not None:
            _check_past(item.agenda, issue, origin, report)


def _check_order(agenda: tuple[Event, ...], origin: Origin, report: Findings) -> None:
    known = [(number, event.date.start) for number, event in enumerate(agenda) if event.date.start is not None]
    for (_before, first), (number, second) in itertools.pairwise(known):
        if second < first:
            report.warning(
                "agenda-order",
                f"{second.isoformat()} comes after {first.isoformat()} in this agenda",
                why="readers look for a date from the top down; the order is printed as it is typed",
                mend="move the entry up to its day",
                origin=(*origin, number, "date"),
            )
            return


def _check_past(agenda: tuple[Event, ...], issue: dt.date, origin: Origin, report: Findings) -> None:
    over = [
        (number, last)
        for number, event in enumerate(agenda)
        if (last := event.date.end or event.date.start) is not None and last < issue
    ]
    if over:
        number, last = over[0]
        more = f", and {len(over) - 1} more of its dates are too" if len(over) > 1 else ""
        report.warning(
            "agenda-past",
            f"{last.isoformat()} is over when the issue of {issue.isoformat()} appears{more}",
            mend="delete the entry, or mend its date or that of the issue",
            origin=(*origin, number, "date"),
        )
