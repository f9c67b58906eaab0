"""Write src/pdfbrochure/languages/emoji/: the names by which emoji are read aloud, in languages with our words.

Development only; the files are checked in. `python docs/scripts/generate_emoji_names.py FOLDER` takes the unpacked npm
packages `cldr-annotations-full`, `cldr-annotations-derived-full` and `cldr-localenames-full` (Unicode CLDR 48, Unicode
License v3) from FOLDER.

`keys.txt` has one sequence a line, without variation selectors; line N of `<tag>.txt` is the name of its line N. What
can be put together from its parts is left out: skin tones, and people with a profession or a gender. Flags and keys
that a language lacks are put together from its names of countries and of the key 1.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

PROGRAM: Final = Path(__file__).parent.parent.parent / "src" / "pdfbrochure"
TARGET: Final = PROGRAM / "languages" / "emoji"
# Ours where CLDR calls it otherwise. What differs little from its main language has no file.
CLDR: Final = {"nb": ("no",), "nn": ("no", "nn"), "pt": ("pt", "pt-PT"), "pt-BR": ("pt",)}
SAME: Final = ("aliases", "de-AT", "de-CH", "en-US", "fr-CA", "sr-Latn-ME", "und")
# What a flag is called where CLDR has no name of any.
FLAG: Final = {"da": "flag", "lb": "Fändel", "mt": "bandiera"}
KEY: Final = "\u20e3"
JOINER: Final = "\u200d"
PERSON_OR_GENDER: Final = frozenset("👨👩🧑👦👧♂♀")
TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def main() -> None:
    """Write the keys and every language."""
    folder = Path(sys.argv[1])
    drawn = {chr(code) for code in TTFont(PROGRAM / "fonts" / "NotoEmoji[wght].ttf").getBestCmap()}
    english = names(folder, "en")
    keys = sorted(key for key in english if is_kept(key, drawn))
    TARGET.mkdir(exist_ok=True)
    write("keys", keys)
    for path in sorted((PROGRAM / "languages").glob("*.json")):
        tag = path.stem
        # A file that only says how it differs from another is of a region, or of a language without words of ours.
        if tag not in SAME and b'"like":' not in path.read_bytes():
            own: dict[str, str] = {}
            for name in CLDR.get(tag, (tag,)):
                own.update(names(folder, name))
            own = {**flags(folder, tag), **other_keys(own), **own}
            write(tag, [own.get(key, "") for key in keys])
    licence = next(folder.glob("**/cldr-annotations-full/LICENSE"))
    shutil.copyfile(licence, TARGET / "CLDR-LICENSE.txt")


def names(folder: Path, tag: str) -> dict[str, str]:
    """Return the names of one language by their sequence without variation selectors."""
    found = {}
    for package, name in (("annotations", "annotations"), ("annotations-derived", "annotationsDerived")):
        path = folder / f"cldr-{package}-full" / name / tag / "annotations.json"
        if path.is_file():
            entries = json.loads(path.read_text(encoding="utf-8"))[name]["annotations"]
            found.update(
                {key.replace("\ufe0f", ""): entry["tts"][0] for key, entry in entries.items() if "tts" in entry}
            )
    return found


def flags(folder: Path, tag: str) -> dict[str, str]:
    """Return the names of the flags of all countries in a language of `FLAG`."""
    if tag not in FLAG:
        return {}
    path = folder / "cldr-localenames-full" / "main" / tag / "territories.json"
    countries = json.loads(path.read_text(encoding="utf-8"))["main"][tag]["localeDisplayNames"]["territories"]
    return {
        "".join(chr(ord(letter) - ord("A") + 0x1F1E6) for letter in code): f"{FLAG[tag]}: {country}"
        for code, country in countries.items()
        if len(code) == 2 and code.isalpha() and country != code
    }


def other_keys(own: dict[str, str]) -> dict[str, str]:
    """Return the names of the keys without a digit, made from that of the key 1, where a language has one."""
    one = own.get(f"1{KEY}", "")
    return {f"#{KEY}": one.replace("1", "#"), f"*{KEY}": one.replace("1", "*"), "\U0001f51f": one.replace("1", "10")}


def is_kept(key: str, drawn: set[str]) -> bool:
    """Return whether a sequence is a picture that the font draws, and not put together from others."""
    if len(key) == 1:
        return key in drawn and key > "\u2300"
    if not set(key) - {JOINER} <= drawn or TONES.intersection(key):
        return False
    return JOINER not in key or not PERSON_OR_GENDER.intersection(key)


def write(name: str, lines: list[str]) -> None:
    """Write one file."""
    (TARGET / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
