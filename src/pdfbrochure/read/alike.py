"""Signs that only look like others: invisible ones, letters of another script, spaces and colons of another kind.

Text that was copied from a word processor, a web page or a chat brings them along, and nobody can see them. A message
has to name the sign, for the user sees a word that is spelled right.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from pdfbrochure.regexes import compiled_later

# Letters that most fonts draw like the Latin ones below them (Unicode, confusables.txt, those that keyboards have).
_ALIKE: Final = str.maketrans(
    "аеорсхуіјѕһԁкмтвгАВЕКМНОРСТХУІЈЅοαιντρυκςΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡ\u2010\u2011\u2012\u2013\u2014\u2212",
    "aeopcxyijshdkmtbrabekmhopctxyijsoaivtpukcabezhikmnoptyxig------",
)
# Marks that word processors set round a text, and the straight one that YAML knows.
_OPENING: Final = "“„”«‘‚’‹»›〝＂「"
_CLOSING: Final = "”“»«’‘›‹„‚〞＂」"
# A key, and what stands for the colon and the space after it; one of the two is not what YAML wants.
_ODD_COLON: Final = compiled_later(
    r"(?P<before>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z_]{2,30})[ ]?(?P<sign>[：﹕∶꞉︓ː]|:(?=[^\x00-~]))"
)


def without_alike(text: str) -> str:
    """Return a key with every look-alike put right: invisible signs left out, letters as they look, in small ones."""
    seen = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Mn", "Cc"))
    return unicodedata.normalize("NFKC", seen.translate(_ALIKE)).casefold().strip()


def odd_sign(text: str) -> tuple[int, str] | None:
    """Return the index of the first sign of a key that is not on every keyboard, and words for it."""
    for index, char in enumerate(text):
        if not char.isascii():
            return index, name_sign(char)
    return None


def name_sign(char: str) -> str:
    """Return words for a sign that looks like another or like nothing, with its number in Unicode."""
    number = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "").lower()
    if unicodedata.category(char) in ("Cf", "Mn", "Cc"):
        return f"an invisible sign, {name or 'a control character'} ({number})"
    if char.isspace():
        return f"a space of another kind, {name} ({number})"
    if char.isalpha():
        script = name.partition(" ")[0].title()
        looks = without_alike(char)
        return f"the {script} letter `{char}` ({number})" + (f", which only looks like `{looks}`" if looks else "")
    return f"`{char}`, {name} ({number})"


def odd_colon(text: str) -> tuple[int, str, str, str] | None:
    """Return what stands instead of the colon and the space after a key that begins a line.

    Returns:
        Its column (from 0), words for it, the key, and what should stand there: `key: value`. None where all is well.
    """
    match = _ODD_COLON.match(text[:1_000])
    if match is None:
        return None
    is_colon = match["sign"] == ":"
    column = match.end() if is_colon else match.start("sign")
    value = text[match.end() :]
    if is_colon and (unicodedata.category(value[0]) in ("Cf", "Mn", "Cc") or value[0].isspace()):
        value = value[1:]
    elif is_colon:  # a letter right after the colon: only the space is missing
        return None
    shown = value.strip()
    return column, name_sign(text[column]), match["key"], f"{match['key']}: {shown[:60]}".rstrip()


def without_quotes(text: str) -> str | None:
    """Return a text without the curly marks or brackets round it, of which one may be straight; None without any."""
    bare = text.strip()
    if len(bare) < 3:
        return None
    if (bare[0] in _OPENING and bare[-1] in _CLOSING + "\"'") or (bare[-1] in _CLOSING and bare[0] in "\"'"):
        return bare[1:-1].strip()
    return None
