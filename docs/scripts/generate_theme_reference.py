"""Write the reference of boxes in `docs/themes.md` anew, from the docstrings of the vocabulary.

Development only: `python docs/scripts/generate_theme_reference.py`, after a change of the docstrings in
`src/pdfbrochure/model/design.py`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from pdfbrochure.model.vocabulary import as_markdown

PAGE: Final = Path(__file__).parent.parent / "themes.md"
MARKED: Final = re.compile(r"(<!-- boxes: [^>]* -->\n).*?(<!-- end of boxes -->)", re.DOTALL)


def with_reference(text: str) -> str:
    """Return a text with the reference between its marks made anew."""
    return MARKED.sub(lambda found: found[1] + as_markdown() + found[2], text)


if __name__ == "__main__":
    PAGE.write_text(with_reference(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name}\n")
