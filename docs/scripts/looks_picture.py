"""Draw docs/looks.png: the first pages of four examples side by side, for the README.

Development only: `python docs/scripts/looks_picture.py`, after a change of what these look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
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
    files = [ROOT / look if look.endswith(".yaml") else ROOT / look / "brochure.yaml" for look in LOOKS]
    save_rows([first_page(build(file).pdf) for file in files], len(files), ROOT / "docs" / "looks.png")


def save_rows(pages: Sequence[Image.Image], in_a_row: int, file: Path) -> None:
    """Write a picture of pages in rows of so many."""
    rows = [pages[at : at + in_a_row] for at in range(0, len(pages), in_a_row)]
    tops = [0, *accumulate(max(page.height for page in row) + GAP for row in rows)]
    picture = Image.new("RGB", (in_a_row * (WIDTH + GAP) + GAP, tops[-1] + GAP), "#e4e8ec")
    for top, row in zip(tops, rows, strict=False):
        for at, page in enumerate(row):
            picture.paste(page, (GAP + at * (WIDTH + GAP), GAP + top))
    picture.quantize(COLORS).save(file, optimize=True)


def first_page(pdf: bytes) -> Image.Image:
    """Return the first page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    picture = page.render(scale=2 * WIDTH / page.get_width()).to_pil().convert("RGB").reduce(2)
    document.close()
    return picture


if __name__ == "__main__":
    main()
