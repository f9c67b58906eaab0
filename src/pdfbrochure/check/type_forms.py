"""What is found wanting of settings of type: figures that a font does not have, large type that is small."""

from __future__ import annotations

from typing import Final

from pdfbrochure.diagnostics import Findings, listed
from pdfbrochure.layout.pages import Pages, PlacedLine
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.theme import Theme

# Points. Readers with low vision ask for so much (UK Association for Accessible Formats, Creating clear print and large
# print documents, 2012).
LARGE_PRINT: Final = 16.0


def check_figures(pages: Pages, figures: str, report: Findings) -> None:
    """Note fonts that have figures in one form alone, where another form was asked for."""
    if figures != "old-style":
        # Figures that are not old-style are lining ones.
        return
    lacking: dict[str, None] = {}
    for page in pages.pages:
        for thing in page.things:
            for run in thing.line.runs if isinstance(thing, PlacedLine) else ():
                face = run.shaper.face
                if any(char.isdigit() for piece in run.pieces for char in piece.text) and not face.has_feature("onum"):
                    lacking[face.key.split(";", maxsplit=1)[0].split("[", maxsplit=1)[0]] = None
    if lacking:
        report.note(
            "no-such-figures",
            f"the figures in {listed(list(lacking))} stay as they are: the font has no old-style ones",
            mend="delete the line, or choose a theme with a serif, such as `bulletin`",
            origin=("settings", "figures"),
        )


def check_large_type(settings: Settings, theme: Theme, report: Findings) -> None:
    """Note large type that is smaller than readers with low vision ask for."""
    size = theme.styles["body"].size
    if settings.large_type and size < LARGE_PRINT:
        report.note(
            "large-type-small",
            f"large type is {size:g} pt in the theme {theme.name}; readers with low vision ask for {LARGE_PRINT:g} pt",
            why="its narrow columns would hold few words of larger type",
            mend="choose another theme, such as `institutional`, for those readers",
            origin=("settings", "large_type"),
        )
