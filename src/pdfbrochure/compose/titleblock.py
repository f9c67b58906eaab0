"""The title block of the first page: title, subtitle, the line of the issue, the intro."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Paragraph, Role, Span
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.date_words import format_range, format_when
from pdfbrochure.compose.figures import figure_of
from pdfbrochure.compose.galley import Front, Masthead
from pdfbrochure.compose.inserts import messages_of
from pdfbrochure.compose.logos import marks_of
from pdfbrochure.model.brochure import When

# A name and a number at its end, as in `No. 7`; a longer one is no number to be set large.
_NUMBERED: Final = re.compile(r"(.*?)\s*\b(\w?\d{1,3})")


def masthead_of(composer: Compositor, root: int) -> Masthead:
    """Return the title block."""
    brochure = composer.brochure
    title = composer.text(Role.TITLE, brochure.title, "masthead_title", root, ("title",))
    subtitle = None
    if brochure.subtitle:
        subtitle = composer.text(Role.PARAGRAPH, brochure.subtitle, "masthead_subtitle", root, ("subtitle",))
    line = " \u00b7 ".join(part for part in (_issue_date(composer), brochure.issue) if part)
    issue_line = None
    if line:
        issue_line = composer.text(Role.PARAGRAPH, line, "issue_line", root, ("date",))
    issue = _in_parts(issue_line, _issue_date(composer), brochure.issue)
    publisher = None
    if brochure.publisher:
        publisher = composer.text(Role.PARAGRAPH, brochure.publisher, "issue_line", root, ("publisher",))
    marks = marks_of(composer, root)
    intro = composer.blocks(brochure.intro, ("intro",), root, "intro")
    return Masthead(title, subtitle, issue_line, publisher, intro, messages_of(composer, root), marks, issue)


def cover_of(composer: Compositor, root: int) -> Front | None:
    """Return the cover, if one is asked for."""
    cover = composer.brochure.cover
    if cover.kind == "none":
        return None
    photo = cover.photo if cover.kind == "photo" else None
    if photo is None or photo.file not in composer.photos:
        return Front(cover.kind)
    return Front(cover.kind, figure_of(composer, photo, ("cover", "photo"), root))


def _in_parts(
    line: Paragraph | None, date: str, issue: str
) -> tuple[Paragraph | None, Paragraph | None, Paragraph | None]:
    """Return date, name and number of an issue, each as a paragraph of the same element as the whole line."""
    numbered = _NUMBERED.fullmatch(issue)
    words, number = numbered.groups() if numbered else (issue, "")

    def part(text: str) -> Paragraph | None:
        return structs.replace(line, spans=(Span(text),)) if line is not None and text else None

    return part(date), part(words), part(number)


def _issue_date(composer: Compositor) -> str:
    if composer.brochure.date is not None:
        return format_when(composer.brochure.date, composer.language)
    dates: list[dt.date] = []
    for item in composer.brochure.items:
        if item.date is not None and item.date.start is not None:
            dates += [item.date.start, item.date.end or item.date.start]
    if not dates:
        return ""
    first, last = min(dates), max(dates)
    whole = monthrange(first.year, first.month)[1]
    if first.day == 1 and last == first.replace(day=whole) and all(date in (first, last) for date in dates):
        return format_when(When(first, last, is_month=True), composer.language)
    return format_range(first, last, composer.language)
