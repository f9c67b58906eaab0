"""The colors of themes: every text is read on the ground on which it stands, in each palette and each house color."""

import pytest
from support import Laid, brochure, item, laid, photo

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


def of_every_part(**settings) -> Laid:
    """A brochure with texts of most kinds, laid out."""
    parts = item(
        "A long article",
        words=200,
        photos=[photo("a.jpg", credit="Somebody", caption="What it shows")],
        facts=[{"77 %": "of waters in good status"}, {"3": "rivers"}],
        links=[{"The handbook": "https://www.example.org"}],
        box={"title": "A box", "body": "Its text, with a [link](https://www.example.org)."},
        people=[{"name": "Ana Ferreira", "role": "Editor", "mail": "ana@example.org"}],
        agenda=[{"date": "2026-06-03", "what": "An event", "url": "https://www.example.org"}],
        briefs=[{"text": "A short note.", "date": "2026-06-01"}],
    )
    others = [item(f"Item {number}", date="2026-05-01", words=60) for number in range(5)]
    text = brochure(
        {"section": "Research"},
        parts,
        *others[:3],
        {"section": "Training"},
        *others[3:],
        settings=settings,
        subtitle="A subtitle",
        intro="An intro with a [link](https://www.example.org).",
        issue="No. 7",
        publisher="The Office",
        key_messages=["One message.", "Another one."],
        contents="true",
        contact="The Office, [its pages](https://www.example.org)",
        past_stories={"url": "https://www.example.org"},
    )
    return laid(text)


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
    found = of_every_part(theme=theme, palette=palette)

    assert [] == poor_texts(found)
    assert contrast(found.theme.colors["accent_text"], "#ffffff") >= AAA
