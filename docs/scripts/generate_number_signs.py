"""Write src/pdfbrochure/model/number_signs.json: how languages write numbers, from CLDR (through Babel).

Development only: `pip install babel`, then `python docs/scripts/generate_number_signs.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError

ROOT: Final = Path(__file__).parent.parent.parent / "src" / "pdfbrochure"
TARGET: Final = ROOT / "model" / "number_signs.json"
# CLDR's minimumGroupingDigits, which Babel does not read: numbers of four digits are written together in these.
FOUR_TOGETHER: Final = frozenset(("bg", "ca", "es", "et", "lv", "pl", "pt"))
GROUPED: Final = frozenset(("pt-BR",))


def main() -> None:
    """Write the file anew."""
    TARGET.write_text(generate(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}\n")


def generate() -> str:
    """Return the tags of the languages by their signs: decimal, group, digits from which on, sizes of the groups."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "languages").glob("*.json")):
        tag = path.stem
        try:
            locale = Locale.parse(tag.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        symbols = locale.number_symbols["latn"]
        # A no-break space between digits is set as narrow as the thin one that French has.
        group = symbols["group"].replace("\u00a0", "\u202f")
        together = tag.partition("-")[0] in FOUR_TOGETHER and tag not in GROUPED
        lakhs = locale.decimal_formats[None].grouping == (3, 2)
        key = f"{symbols['decimal']}{group}{5 if together else 4}{2 if lakhs else 3}"
        found.setdefault(key, []).append(tag)
    rows = [f" {json.dumps(key)}: {json.dumps(' '.join(tags))}" for key, tags in sorted(found.items())]
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    main()
