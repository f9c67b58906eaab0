"""Draw docs/all-themes.png: the first page of an example in every theme, in the order of their names.

Development only: `python docs/scripts/all_themes_picture.py`, when a theme is added or looks otherwise. An example that
names the theme shows it; a theme without one is shown by the brochure at the top.
"""

from __future__ import annotations

from typing import Final

import pypdfium2
from looks_picture import COLORS, GAP, ROOT, WIDTH
from msgspec import structs
from PIL import Image

from pdfbrochure.model.themes import known_themes
from pdfbrochure.pipeline import Run

IN_A_ROW: Final = 4


def main() -> None:
    """Write the picture anew."""
    pages = [first_page(name) for name in known_themes()]
    rows = [pages[at : at + IN_A_ROW] for at in range(0, len(pages), IN_A_ROW)]
    heights = [max(page.height for page in row) + GAP for row in rows]
    picture = Image.new("RGB", (IN_A_ROW * (WIDTH + GAP) + GAP, sum(heights) + GAP), "#e4e8ec")
    for number, row in enumerate(rows):
        for at, page in enumerate(row):
            picture.paste(page, (GAP + at * (WIDTH + GAP), GAP + sum(heights[:number])))
    picture.quantize(COLORS).save(ROOT / "docs" / "all-themes.png", optimize=True)


def first_page(theme: str) -> Image.Image:
    """Return the first page of an example in a theme, as wide as the others."""
    runs = [Run(path) for path in sorted((ROOT / "examples").glob("*/brochure.yaml"))]
    run = next((each for each in runs if each.brochure.settings.theme == theme), None)
    if run is None:
        run = Run(ROOT / "brochure.yaml")
        settings = structs.replace(run.brochure.settings, theme=theme, palette="")
        run.branded = structs.replace(run.branded, brochure=structs.replace(run.brochure, settings=settings))
    document = pypdfium2.PdfDocument(run.pdf)
    page = document[0]
    picture = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB").reduce(2)
    document.close()
    return picture


if __name__ == "__main__":
    main()
