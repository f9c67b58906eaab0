"""Write docs/languages.md: what the program knows of each language, a row each.

`python docs/scripts/generate_language_table.py`; a test compares the file with what this would write.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Final

from pdfbrochure.assets.bundled import BUNDLED_SCRIPTS
from pdfbrochure.assets.installed import EXTRAS
from pdfbrochure.compose.date_words import format_when
from pdfbrochure.model.brochure import When
from pdfbrochure.model.language import Language, known_languages, load_language

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent / "languages.md"
HYPH: Final = HERE.parent.parent / "src" / "pdfbrochure" / "languages" / "hyph"
DAY: Final = dt.date(2026, 3, 14)
BUNDLED: Final = frozenset((*BUNDLED_SCRIPTS, "Latn", "Grek", "Cyrl"))
# The regions by whose names the fonts of East Asia go.
REGIONS: Final = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}

OPENING: Final = """\
# Languages

Any language code is taken. This table, which `docs/scripts/generate_language_table.py` makes, has the languages whose
own words the program knows, and those whose words it divides; of the others it has dates, marks, digits and direction
from CLDR. The example is 14 March 2026 and a quotation within a quotation.

*Words*: whether the brochure's own words (“Photo”, “Contents”) are there; else they are English, with a warning.
*Divided by*: patterns under the licence named, rules of our own, or nothing where a script is not divided or nothing
may be passed on; *extra* where `pip install "pdfbrochure[hyphenation]"` brings a dictionary. *Font*: whether a plain
install has its letters, or which extra does.

| Tag | Language | Words | Date | Marks | Divided by | Font |
| --- | --- | --- | --- | --- | --- | --- |
"""


def main() -> None:
    """Write the table."""
    TARGET.write_text(as_markdown(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name} is written\n")


def as_markdown() -> str:
    """Return the document."""
    languages = [language for tag in known_languages() if (language := load_language(tag)) is not None]
    return OPENING + "".join(map(row, filter(is_told, languages)))


def is_told(language: Language) -> bool:
    """Return whether a language has a row: regions have one where their wording was written for them."""
    if "-" in language.tag:
        return b'"like":' not in (HYPH.parent / f"{language.tag}.json").read_bytes()
    rules = language.hyphenation
    return language.own_labels or bool(rules.patterns or rules.dictionary)


def row(language: Language) -> str:
    """Return the row of a language."""
    (one, two), (three, four) = language.punctuation.quotes.primary, language.punctuation.quotes.secondary
    cells = (
        language.tag,
        language.name,
        "yes" if language.own_labels else "English",
        format_when(When(DAY, DAY), language),
        f"{one}…{three}…{four}{two}",
        divided_by(language),
        font_of(language),
    )
    return f"| {' | '.join(cells)} |\n"


def divided_by(language: Language) -> str:
    """Return by what the words of a language are divided."""
    rules = language.hyphenation
    if not rules.patterns:
        return "*extra*" if rules.dictionary else "–"
    licence = (HYPH / f"{rules.patterns}.txt").read_text(encoding="utf-8").split("\n")[1]
    name = licence.removeprefix("# Licence: ").partition(";")[0].partition(":")[0]
    own = "syllables.toml" in (HYPH / f"{rules.patterns}-LICENSE.txt").read_text(encoding="utf-8")
    return ("own rules" if own else name) + (", *extra*" if rules.dictionary else "")


def font_of(language: Language) -> str:
    """Return what brings the letters of a language."""
    script = REGIONS.get(language.script, language.script)
    return "plain" if script in BUNDLED else EXTRAS.get(script, "your own")


if __name__ == "__main__":
    main()
