"""Numbers in data files: read in the machine's form or a language's own, and written as the language writes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from pdfbrochure.regexes import compiled_later

MINUS: Final = "\u2212"
_SIGNS: Final = f"+-{MINUS}\u2013"
# More decimals than these are no figures for people.
MOST_DECIMALS: Final = 3
# Beyond this, and below its inverse, a number is a slip.
LARGEST: Final = 1e15
# What stands for a value that is not there, also in the files of Eurostat.
MISSING: Final = frozenset(("", ":", ".", "..", "...", "\u2026", "-", "\u2013", "\u2014", "n/a", "na", "n.a.", "n.d."))
# Flags that statistics offices set behind a number: estimated, provisional, break in the series, and others.
_FLAGGED: Final = compiled_later(r"(.*\d)\s*([bcdefnprsuz]{1,2})")
_MACHINE: Final = compiled_later(r"-?\d+(?:\.\d+)?")
_ARABIC: Final = "\u0660\u06f0"

# As the machine writes numbers, as the language does, and as those do for whom comma and full stop are the other way.
Form = Literal["machine", "own", "other"]


class Signs(Struct, frozen=True):
    """How a language writes numbers.

    Attributes:
        decimal: Before the decimals.
        group: Between groups of digits.
        least: A number of so many digits before the decimals has groups.
        size: Digits of a group, but for the last, which has three.
    """

    decimal: str = "."
    group: str = ","
    least: int = 4
    size: int = 3

    def write(self, value: float, decimals: int, *, signed: bool = False, digits: str = "0123456789") -> str:
        """Return a number as it is printed.

        Args:
            value: The number.
            decimals: How many are written.
            signed: Whether one above zero has a plus sign.
            digits: From zero to nine.
        """
        whole, _, part = f"{abs(value):.{decimals}f}".partition(".")
        is_zero = not (whole + part).strip("0")
        decimal, group = self.decimal, self.group
        if digits[0] in _ARABIC:
            decimal, group = "\u066b", "\u066c"
        if len(whole) >= self.least:
            head, tail = whole[:-3], whole[-3:]
            parts = [tail]
            while head:
                parts.insert(0, head[-self.size :])
                head = head[: -self.size]
            whole = group.join(parts)
        sign = "" if is_zero else MINUS if value < 0 else "+" if signed else ""
        written = sign + whole + (decimal + part if part else "")
        return written if digits == "0123456789" else written.translate(str.maketrans("0123456789", digits))


class Number(Struct, frozen=True):
    """A number as it was read: its value, its decimals as typed, and the flag behind it."""

    value: float
    decimals: int
    flag: str = ""


class Ambiguous(Struct, frozen=True):
    """A cell that means one number in one form and another in another."""

    readings: dict[Form, Number]


@functools.cache
def signs_of(tag: str) -> Signs:
    """Return how the language of a BCP 47 tag writes numbers; as English does, where nothing is known."""
    known = _known()
    subtags = tag.split("-")
    for count in range(len(subtags), 0, -1):
        found = known.get("-".join(subtags[:count]))
        if found is not None:
            return found
    return Signs()


@functools.cache
def _known() -> dict[str, Signs]:
    content = (Path(__file__).parent / "number_signs.json").read_bytes()
    rows: dict[str, str] = msgspec.json.decode(content, type=dict[str, str])
    return {tag: Signs(key[0], key[1], int(key[2]), int(key[3])) for key, tags in rows.items() for tag in tags.split()}


def is_missing_value(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.strip().casefold() in MISSING


def read_number(cell: str, signs: Signs, forms: frozenset[Form] = frozenset()) -> Number | Ambiguous | None:
    """Return the number in a cell, its readings where it has several, or None where it is none.

    Args:
        cell: As typed: `13411.5`, `13 411,5` in French, `+0.34`, `77 %`, `12.5 p`.
        signs: Those of the language.
        forms: Those in which the numbers around it may be written, if they tell it.
    """
    text, flag = _bare(cell)
    negative = text.startswith(("-", MINUS, "\u2013"))
    text = text.lstrip(_SIGNS).strip()
    readings: dict[Form, Number] = {}
    for name, pattern, group, decimal in _forms(signs):
        if pattern.fullmatch(text):
            plain = text
            for sign in group:
                plain = plain.replace(sign, "")
            plain = plain.replace(decimal, ".")
            value = float(plain)
            if value > LARGEST:
                return None
            readings[name] = Number(-value if negative else value, len(plain.partition(".")[2]), flag)
    if forms & readings.keys():
        readings = {name: number for name, number in readings.items() if name in forms}
    if "other" in readings and len(readings) > 1 and signs.decimal == ".":
        # What is right in English is not doubted.
        del readings["other"]
    distinct = set(readings.values())
    return next(iter(distinct), None) if len(distinct) < 2 else Ambiguous(readings)


def forms_of(cells: Iterable[str], signs: Signs) -> frozenset[Form]:
    """Return the forms in which all numbers among some cells may be written; all forms where they are of several."""
    every = frozenset(name for name, *_rest in _forms(signs))
    forms = every
    for cell in cells:
        text = _bare(cell)[0].lstrip(_SIGNS).strip()
        fits = {name for name, pattern, _group, _decimal in _forms(signs) if pattern.fullmatch(text)}
        if fits:
            forms &= fits
    return forms or every


def _bare(cell: str) -> tuple[str, str]:
    """Return a cell with Latin digits and without percent sign, and the flag behind its number."""
    text = _in_latin(cell.strip()).rstrip("%\u066a").strip()
    flagged = _FLAGGED.fullmatch(text)
    return (text, "") if flagged is None else (flagged[1], flagged[2])


def _forms(signs: Signs) -> list[tuple[Form, re.Pattern[str], str, str]]:
    """Return the forms of numbers: their patterns, what parts groups, and what stands before decimals."""
    blanks = "\u00a0\u202f\u2009 "
    groups = f"{blanks}'\u2019" if signs.group == "\u202f" else f"{signs.group}{blanks}"
    decimal, group = (".", ",") if signs.decimal != "." else (",", f".{blanks}")
    return [
        ("machine", _MACHINE, "", "."),
        ("own", _grouped(groups, signs.decimal), groups, signs.decimal),
        ("other", _grouped(group, decimal), group, decimal),
    ]


@functools.cache
def _grouped(groups: str, decimal: str) -> re.Pattern[str]:
    some = f"[{re.escape(groups)}]"
    return re.compile(rf"(?:\d+|[1-9]\d{{0,2}}(?:{some}\d{{2,3}})*{some}\d{{3}})(?:{re.escape(decimal)}\d+)?")


def _in_latin(text: str) -> str:
    """Return a text with the digits and the decimal signs of other scripts as Latin ones."""
    if text.isascii():
        return text
    out = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    return out.replace("\u066b", ".").replace("\u066c", "") if any(char in _ARABIC_SIGNS for char in text) else out


_ARABIC_SIGNS: Final = "\u066b\u066c"
