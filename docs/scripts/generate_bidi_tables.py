"""Writes `src/pdfbrochure/text/mirroring.py` from the Unicode Character Database.

    apt-get install unicode-data && python docs/scripts/generate_bidi_tables.py

A new Unicode version adds a pair of brackets every few years; the tests compare the table with the installed database.
"""

from __future__ import annotations

import pathlib

DATABASE = pathlib.Path("/usr/share/unicode")
TARGET = pathlib.Path(__file__).resolve().parent.parent.parent / "src" / "pdfbrochure" / "text" / "mirroring.py"

HEAD = '''"""Pairs of brackets and of characters that mirror each other, from Unicode {version}.

Written by `docs/scripts/generate_bidi_tables.py` from BidiBrackets.txt and BidiMirroring.txt.
"""

from __future__ import annotations

from typing import Final

# Opening and closing bracket in turn (UAX #9, 3.1.3; property Bidi_Paired_Bracket).
BRACKETS: Final = (
{brackets}
)

# Further pairs whose glyphs mirror each other (property Bidi_Mirroring_Glyph).
MIRRORED: Final = (
{mirrored}
)
'''


def rows(name: str) -> list[list[str]]:
    """Return the fields of each line of a database file."""
    lines = (line.split("#")[0] for line in (DATABASE / name).read_text(encoding="utf-8").splitlines())
    return [[field.strip() for field in line.split(";")] for line in lines if line.strip()]


def literal(text: str) -> str:
    """Return text as lines of Python literals in ASCII."""
    parts = [text[start : start + 16] for start in range(0, len(text), 16)]
    return "\n".join('    "' + part.encode("ascii", "backslashreplace").decode() + '"' for part in parts)


def main() -> None:
    """Write the module."""
    brackets = [
        chr(int(char, 16)) + chr(int(other, 16)) for char, other, kind in rows("BidiBrackets.txt") if kind == "o"
    ]
    seen = set("".join(brackets))
    mirrored = []
    for row in rows("BidiMirroring.txt"):
        one, two = (chr(int(code, 16)) for code in row)
        if one not in seen:
            seen |= {one, two}
            mirrored.append(one + two)
    version = (DATABASE / "BidiMirroring.txt").read_text(encoding="utf-8").split("-", 1)[1].split(".txt")[0]
    TARGET.write_text(
        HEAD.format(version=version, brackets=literal("".join(brackets)), mirrored=literal("".join(mirrored))),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
