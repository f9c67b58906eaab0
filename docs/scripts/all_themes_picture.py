"""Draw docs/all-themes.png: the first page of an example in every theme, in the order of their names.

Development only: `python docs/scripts/all_themes_picture.py`, when a theme is added or looks otherwise. An example that
names the theme shows it; a theme without one is shown by the brochure at the top.
"""

from __future__ import annotations

from typing import Final

from looks_picture import ROOT, first_page, save_rows
from msgspec import structs

from pdfbrochure.model.themes import known_themes
from pdfbrochure.pipeline import Run

IN_A_ROW: Final = 4


def main() -> None:
    """Write the picture anew."""
    pages = [first_page(_pdf_in(name)) for name in known_themes()]
    save_rows(pages, IN_A_ROW, ROOT / "docs" / "all-themes.png")


def _pdf_in(theme: str) -> bytes:
    """Return the PDF of an example in a theme."""
    runs = [Run(path) for path in sorted((ROOT / "examples").glob("*/brochure.yaml"))]
    run = next((each for each in runs if each.brochure.settings.theme == theme), None)
    if run is None:
        run = Run(ROOT / "brochure.yaml")
        settings = structs.replace(run.brochure.settings, theme=theme, palette="")
        run.branded = structs.replace(run.branded, brochure=structs.replace(run.brochure, settings=settings))
    return run.pdf


if __name__ == "__main__":
    main()
