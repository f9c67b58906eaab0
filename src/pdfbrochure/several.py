"""Several languages of one brochure: one setting for all of them, where one does, and what each came to in one table.

Takes a brochure's file and its languages, gives the setting that they share, or lines to print. Prints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.pipeline import Run

if TYPE_CHECKING:
    from pdfbrochure.model.edition import Common
    from pdfbrochure.summary import Summary


class Row(Struct, frozen=True):
    """What one language of a brochure came to.

    Attributes:
        language: Its tag.
        pages: Pages; 0 where it could not be set.
        lines: Printed lines of its items.
        knobs: What was changed to reach the page count.
    """

    language: str
    pages: int
    lines: int
    knobs: tuple[str, ...]


def common_setting(file: Path, languages: Sequence[str]) -> Common | None:
    """Return the one setting at which all languages of a brochure come to the number of pages that it asks for.

    None where it asks for none, where one language cannot be set, where they come to different numbers, and where some
    must be tightened and others loosened.
    """
    found: list[Common] = []
    for language in languages if len(languages) > 1 else ():
        run = Run(file, language=language)
        try:
            if run.edition.pages is None:
                return None
            # Made of the pages alone, so that nothing is painted twice.
            setting = run.fitted.setting
        except BrochureError:
            return None
        if setting is None:
            return None
        found.append(setting)
    return shared(found)


def set_alike(run: Run, common: Common | None) -> Run:
    """Return a build that is set at the setting which all languages share, where there is one."""
    if common is not None and run.resolved.edition is not None:
        edition = structs.replace(run.resolved.edition, common=common)
        run.resolved = structs.replace(run.resolved, edition=edition)
    return run


def shared(settings: Sequence[Common]) -> Common | None:
    """Return the setting farthest from the theme's own, if it is on the same side of it as all others, or None."""
    pages = {setting.pages for setting in settings}
    places = sorted(setting.place for setting in settings)
    if len(pages) != 1 or places[0] < 0 < places[-1]:
        return None
    return max(settings, key=lambda setting: abs(setting.place))


def row_of(language: str, summary: Summary | None) -> Row:
    """Return the row of a language; without a summary, it could not be set."""
    if summary is None:
        return Row(language, 0, 0, ())
    return Row(language, summary.pages, sum(item.lines for item in summary.items), summary.knobs)


def as_table(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a table of all languages, and what is to be said of them together."""
    set_alike = len({row.knobs for row in rows}) == 1
    cells = [("language", "pages", "lines", "" if set_alike else "to fit")]
    for row in rows:
        cells.append(
            (
                row.language,
                str(row.pages) if row.pages else "-",
                str(row.lines) if row.pages else "-",
                "" if set_alike else ", ".join(row.knobs) or "as it is",
            )
        )
    widths = [max(len(cell[column]) for cell in cells) for column in range(3)]
    lines = [
        f"{language:<{widths[0]}}  {pages:>{widths[1]}}  {count:>{widths[2]}}  {knobs}".rstrip()
        for language, pages, count, knobs in cells
    ]
    counts = sorted({row.pages for row in rows if row.pages})
    if set_alike and rows[0].knobs:
        lines.append(f"to fit, all alike: {', '.join(rows[0].knobs)}")
    if len(counts) > 1:
        lines.append(f"for one number of pages in all languages, write `pages: {counts[-1]}` in `settings`")
    return lines
