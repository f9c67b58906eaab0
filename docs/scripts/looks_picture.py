"""Draw docs/looks.png: the first pages of four examples side by side, for the README.

Development only: `python docs/scripts/looks_picture.py`, after a change of what these look like.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image

from pdfbrochure import build

ROOT: Final = Path(__file__).parent.parent.parent
LOOKS: Final = ("brochure.yaml", "examples/bulletin", "examples/agency-digest", "examples/policy-brief")
# Pixels of a page's width, and between two pages.
WIDTH: Final = 360
GAP: Final = 24
COLORS: Final = 128


def main() -> None:
    """Write the picture anew."""
    pages = [first_page(ROOT / look if look.endswith(".yaml") else ROOT / look / "brochure.yaml") for look in LOOKS]
    height = max(page.height for page in pages)
    picture = Image.new("RGB", (len(pages) * (WIDTH + GAP) + GAP, height + 2 * GAP), "#e4e8ec")
    for at, page in enumerate(pages):
        picture.paste(page, (GAP + at * (WIDTH + GAP), GAP))
    picture.quantize(COLORS).save(ROOT / "docs" / "looks.png", optimize=True)


def first_page(path: Path) -> Image.Image:
    """Return the first page of a brochure."""
    document = pypdfium2.PdfDocument(build(path).pdf)
    page = document[0]
    picture = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB").reduce(2)
    document.close()
    return picture


if __name__ == "__main__":
    main()
