"""Draw the pictures of the theme files in `docs/themes`: two pages of the brochure at the top, in each.

Development only: `python docs/scripts/theme_pictures.py`, after a change of these files or of the layout.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw

from pdfbrochure import build
from pdfbrochure.files import Memory

ROOT: Final = Path(__file__).parent.parent.parent
THEMES: Final = ROOT / "docs" / "themes"
# Pixels of a page's width, and between two pages.
WIDTH: Final = 300
GAP: Final = 12
COLORS: Final = 48
# The first of the two pages shown, where it is not page 1.
FIRST: Final = {"book": 2, "caption-beside": 3, "running-head": 2}


def main() -> None:
    """Write a picture beside each theme file."""
    for path in sorted(THEMES.glob("*.yaml")):
        pdf = build("brochure.yaml", files=dressed(path.read_bytes())).pdf
        picture = side_by_side(pdf, FIRST.get(path.stem, 1))
        picture.quantize(COLORS).save(path.with_suffix(".png"), optimize=True)
        sys.stdout.write(f"{path.with_suffix('.png').relative_to(ROOT)}\n")


def dressed(theme: bytes) -> Memory:
    """Return the files of the brochure at the top in a theme, with a logo."""
    text = (ROOT / "brochure.yaml").read_text(encoding="utf-8")
    text = text.replace("  theme: institutional\n", "  theme: mine.yaml\n")
    text += 'logo: {file: logo.png, alt: "The Office for Rivers"}\n'
    photos = {f"assets/{path.name}": path.read_bytes() for path in (ROOT / "assets").iterdir()}
    return Memory({**photos, "brochure.yaml": text.encode(), "mine.yaml": theme, "logo.png": logo()})


def logo() -> bytes:
    """Return a mark of three waves."""
    picture = Image.new("RGB", (600, 400), "white")
    pen = ImageDraw.Draw(picture)
    for wave in range(3):
        for arc in range(4):
            left, top = 20 + 140 * arc, 60 + 100 * wave
            pen.arc((left, top, left + 140, top + 140), 180 if arc % 2 else 0, 0 if arc % 2 else 180, "#17503a", 30)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def side_by_side(pdf: bytes, first: int) -> Image.Image:
    """Return two pages beside each other, from the first on."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[first - 1 + index] for index in range(2)]
    shown = [page.render(scale=2 * WIDTH / page.get_width()).to_pil() for page in pages]
    small = [page.resize((WIDTH, round(page.height * WIDTH / page.width)), Image.Resampling.LANCZOS) for page in shown]
    whole = Image.new("RGB", (2 * WIDTH + 3 * GAP, small[0].height + 2 * GAP), "#d0d4d8")
    for index, page in enumerate(small):
        whole.paste(page, (GAP + index * (WIDTH + GAP), GAP))
    return whole


if __name__ == "__main__":
    main()
