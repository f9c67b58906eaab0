"""The colors of themes: every text is read on the ground on which it stands, in each palette and each house color."""

import pytest
from support import Laid, laid, of_every_part

from pdfbrochure.color import AA, AA_LARGE, AAA, contrast
from pdfbrochure.diagnostics import Findings
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.themes import known_themes, load_theme


def palettes_of(name: str) -> list[str]:
    """The palettes of a bundled theme."""
    theme = load_theme(Settings(theme=name), Findings())
    assert theme is not None
    return list(theme.palettes)


PALETTES = [(name, palette) for name in known_themes() for palette in palettes_of(name)]


def poor_texts(found: Laid) -> list[str]:
    """The texts that are hard to read on the flat below them, each with its colors."""
    colors = found.theme.colors
    poor = set()
    for page in found.pages.pages:
        flats = [thing for thing in page.things if isinstance(thing, PlacedFlat)]
        for placed in (thing for thing in page.things if isinstance(thing, PlacedLine)):
            ground = "paper"
            for flat in flats:
                x, y = placed.x + placed.line.width / 2, placed.y - 2
                if flat.x <= x <= flat.x + flat.width and flat.y <= y <= flat.y + flat.height:
                    ground = flat.color
            for run in placed.line.runs:
                ratio = contrast(colors.get(run.color, run.color), colors.get(ground, ground))
                if ratio < (AA_LARGE if run.size >= 18 else AA):
                    poor.add(
                        f"{''.join(piece.text for piece in run.pieces)!r} in {run.color} on {ground}: {ratio:.1f}:1"
                    )
    return sorted(poor)


@pytest.mark.parametrize(("theme", "palette"), PALETTES)
def test_palettes_are_read(theme, palette):
    """In no palette of a theme is there text that is hard to read, and text in its accent has 7:1."""
    found = laid(of_every_part(theme=theme, palette=palette))

    assert [] == poor_texts(found)
    assert contrast(found.theme.colors["accent_text"], "#ffffff") >= AAA
