"""The colors of themes: every text is read on the ground on which it stands, in each palette and each house color."""

import pytest
from support import Laid, laid, of_every_part

from pdfbrochure.color import AA, AA_LARGE, AAA, contrast, rgb, to_hex
from pdfbrochure.diagnostics import Findings
from pdfbrochure.layout.pages import PlacedFlat, PlacedLine
from pdfbrochure.layout.tones import tones_of
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


# Of linear red, green and blue: what people without one kind of cone see (F. Vienot, H. Brettel, J. D. Mollon, "Digital
# video colourmaps for checking the legibility of displays by dichromats", 1999).
SEEN = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def seen_in(color: str, kind: str) -> str:
    """A color as people see it who do not tell red from green."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(color)]
    mixed = [sum(share * part for share, part in zip(row, linear, strict=True)) for row in SEEN[kind]]
    return to_hex(
        *(12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055 for x in (max(0.0, m) for m in mixed))
    )


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize(
    "settings",
    [
        *({"theme": theme, "palette": palette} for theme, palette in PALETTES),
        *({"accent": accent} for accent in ("#e2001a", "#ffc524", "#00aaff", "#008000", "#ff00ff", "#777777")),
    ],
    ids=lambda settings: "-".join(settings.values()),
)
def test_colors_of_data_are_told_apart(settings, kind):
    """What a chart marks and what it does not differ in lightness, for readers who do not tell colors apart."""
    theme = load_theme(Settings(**settings), Findings())
    assert theme is not None
    colors = theme.colors
    tones = tones_of(colors["accent_text"], colors["grey"], colors["paper"])

    assert contrast(tones.accent, tones.mid) >= 2.9
    assert contrast(seen_in(tones.accent, kind), seen_in(tones.mid, kind)) >= 2.5
