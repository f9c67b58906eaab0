"""Whether text with two even edges would have holes: it is then set with an uneven one, and that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import structs

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Findings
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.model.edition import Edition
from pdfbrochure.text.lines import Line, Typesetter

# One space in twenty may be wider than this, in ems: more, and lines are seen as words with holes between them.
WIDEST: Final = 0.55
SHARE: Final = 0.95
# So many spaces tell; a few lines do not, and those of the first paragraphs are enough.
FEWEST: Final = 30
MOST_PARAGRAPHS: Final = 60


def without_holes(
    galley: Galley, edition: Edition, photos: Mapping[str, PhotoFile], setter: Typesetter
) -> tuple[Edition, float]:
    """Return the edition, with an uneven edge if two even ones make too wide spaces; and how wide these are, in ems.

    Arguments as for `fit`.
    """
    if not edition.justify:
        return edition, 0.0
    desk = Desk(setter, edition, photos)
    spaces = sorted(space for line in _lines(galley, desk) for space in _spaces(line))
    wide = spaces[int(SHARE * len(spaces))] if len(spaces) >= FEWEST else 0.0
    return (structs.replace(edition, justify=False), wide) if wide > WIDEST else (edition, wide)


def tell_holes(edition: Edition, wide: float, findings: Findings) -> None:
    """Say that text has an uneven edge where two even ones were wanted."""
    columns = make_grid(edition).columns
    fewer = f"write `columns: {columns - 1}` below `settings:`, or " if columns > 1 else ""
    findings.note(
        "uneven-instead",
        "the text has one even edge instead of two, since its columns are too narrow for that",
        why=f"with two, one space in twenty would be wider than {wide:.2f} em, a hole in its line",
        mend=f"{fewer}`justify: false`, to have it so",
        origin=("settings", "justify"),
    )


def _lines(galley: Galley, desk: Desk) -> Iterator[Line]:
    """Yield the lines of the first paragraphs of running text that fill a column."""
    left = MOST_PARAGRAPHS
    style, grid, edition = desk.theme.styles["body"], desk.grid, desk.edition
    for article in galley.articles:
        before = ""
        for block in article.body:
            if block.kind == "paragraph" and left:
                left -= 1
                indent = desk.theme.paragraph_indent if before == "paragraph" else 0.0
                done = desk.setter.set(
                    block.paragraph,
                    style,
                    grid.column_width,
                    indent=indent,
                    hyphenate=edition.hyphenate,
                    justify=True,
                    # As it is asked for when the pages are laid out, which then need not set it again.
                    narrow=(0, grid.column_width),
                )
                yield from done.lines[:-1]
            before = block.kind


def _spaces(line: Line) -> Iterator[float]:
    """Yield the widths of the spaces between the words of a line, in ems."""
    for run in line.runs:
        pieces = run.pieces[:-1] if run is line.runs[-1] else run.pieces
        for piece in pieces:
            if piece.is_space:
                yield run.scale * piece.advance / 1000 + (run.tracking + run.space_extra) / run.size
