"""Draw docs/first-steps.png: what the text of the tutorial becomes, as it is first typed and at the end.

Development only: `python docs/scripts/tutorial_picture.py`, after a change of the tutorial or of the layout.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image

from pdfbrochure import build
from pdfbrochure.files import Memory

ROOT: Final = Path(__file__).parent.parent.parent
# Pixels of a page's width, and between two pages.
WIDTH: Final = 420
GAP: Final = 20
COLORS: Final = 96


def main() -> None:
    """Write the picture anew."""
    text = (ROOT / "docs" / "first-steps.md").read_text(encoding="utf-8")
    first, photo, links, look = re.findall(r"(?ms)^```yaml\n(.*?)^```$", text)[:4]
    pages = [drawn(first), drawn(first + photo + links + look)]
    height = max(page.height for page in pages)
    picture = Image.new("RGB", (2 * WIDTH + 3 * GAP, height + 2 * GAP), "#e4e8ec")
    for at, page in enumerate(pages):
        picture.paste(page, (GAP + at * (WIDTH + GAP), GAP))
    picture.quantize(COLORS).save(ROOT / "docs" / "first-steps.png", optimize=True)


def drawn(text: str) -> Image.Image:
    """Return the first page of a text, with the photo that the tutorial names."""
    # The name in the tutorial is nobody's; the photo is somebody's.
    text = text.replace("credit: Maria Rossi", "credit: Aitzol Berasategi, CC BY 4.0")
    photo = (ROOT / "assets" / "mountain-ridge.jpg").read_bytes()
    built = build("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), "assets/mountains.jpg": photo}))
    document = pypdfium2.PdfDocument(built.pdf)
    picture = document[0].render(scale=2 * WIDTH / document[0].get_width()).to_pil().convert("RGB").reduce(2)
    document.close()
    return picture


if __name__ == "__main__":
    main()
