"""Write cldr_quotes.json, the quotation marks of every locale, from the files that the Unicode Consortium publishes.

Development only; Babel has all that is needed of CLDR but these. `npm pack cldr-misc-full`, unpack it, then
`python docs/scripts/extract_quotes.py FOLDER`, the folder being the one that holds `main`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).parent / "cldr_quotes.json"
# Opening and closing mark of a quotation, and of one within it.
KINDS: Final = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")


def main() -> None:
    """Write the four marks of each locale, but where they are those of its language."""
    found: dict[str, str] = {}
    for path in sorted(Path(sys.argv[1]).glob("main/*/delimiters.json")):
        (tag,) = (content := json.loads(path.read_text(encoding="utf-8"))["main"])
        found[tag] = "".join(content[tag]["delimiters"][kind] for kind in KINDS)
    kept = {
        tag: marks
        for tag, marks in found.items()
        if len(marks) == len(KINDS) and marks != found.get(tag.rpartition("-")[0], found["und"])
    }
    lines = ",\n".join(f"{json.dumps(tag)}: {json.dumps(marks, ensure_ascii=False)}" for tag, marks in kept.items())
    TARGET.write_text("{\n" + lines + "\n}\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(kept)} of {len(found)} locales\n")


if __name__ == "__main__":
    main()
