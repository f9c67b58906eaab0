"""The font files that come with the program, unmodified, under the SIL Open Font License."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FONT_FOLDER: Final = Path(__file__).resolve().parent.parent / "fonts"

# Family -> (upright, italic).
BUNDLED: Final = {
    "Source Sans 3": ("SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"),
    "Source Serif 4": ("SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"),
}
