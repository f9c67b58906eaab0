"""The bidirectional algorithm: Unicode's own conformance files, and sentences worked out by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdfbrochure.text import bidi, mirroring
from pdfbrochure.text.bidi import Base, direction_of, embedding_levels, line_levels, mirrored, visual_order, visual_runs

DATABASE = Path("/usr/share/unicode")
needs_database = pytest.mark.skipif(
    not (DATABASE / "BidiTest.txt").exists(), reason="needs Debian's package unicode-data"
)

# One character of each class, for BidiTest.txt speaks of classes only.
SAMPLES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661", "ES": "+", "ET": "%", "CS": ",",
    "NSM": "\u0300", "BN": "\u200b", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a",
    "RLE": "\u202b", "PDF": "\u202c", "LRO": "\u202d", "RLO": "\u202e", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip


def data_lines(name: str) -> Iterator[str]:
    """Yield the lines of a database file that say something."""
    with (DATABASE / name).open(encoding="utf-8") as file:
        for line in file:
            if line.strip() and line[0] != "#":
                yield line.strip()


def is_right(text: str, base: Base, base_level: int, levels: list[str], order: list[int]) -> bool:
    """Return whether levels and order are those wanted, where `x` stands for a character that X9 removes."""
    found = line_levels(text, embedding_levels(text, base), base_level)
    shown = ["x" if want == "x" else str(level) for level, want in zip(found, levels, strict=True)]
    return shown == levels and [place for place in visual_order(found) if levels[place] != "x"] == order


def test_samples_have_their_classes():
    """The characters that stand for the classes of BidiTest.txt are of these classes."""
    assert bidi.bidi_classes("".join(SAMPLES.values())) == list(SAMPLES)


@needs_database
@pytest.mark.slow
@pytest.mark.parametrize(("base", "bit"), [("auto", 1), ("ltr", 2), ("rtl", 4)])
def test_conformance_of_classes(base, bit):
    """Every line of BidiTest.txt has its levels and its order in this direction."""
    wrong, count = [], 0
    levels: list[str] = []
    order: list[int] = []
    for line in data_lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            levels = line[8:].split()
        elif line.startswith("@Reorder:"):
            order = [int(place) for place in line[9:].split()]
        elif line[0] != "@":
            classes, bits = line.split(";")
            if not int(bits) & bit:
                continue
            count += 1
            text = "".join(map(SAMPLES.__getitem__, classes.split()))
            level = int((direction_of(text) if base == "auto" else base) == "rtl")
            if not is_right(text, base, level, levels, order):
                wrong.append((line, levels))

    assert wrong == []
    assert count > 200_000


@needs_database
@pytest.mark.slow
def test_conformance_of_characters():
    """Every line of BidiCharacterTest.txt, which has brackets and isolates, has its levels and its order."""
    wrong, count = [], 0
    for line in data_lines("BidiCharacterTest.txt"):
        codes, direction, level, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        base: Base = ("ltr", "rtl", "auto")[int(direction)]
        count += 1
        if not is_right(text, base, int(level), levels.split(), [int(place) for place in order.split()]):
            wrong.append(line)

    assert wrong == []
    assert count > 90_000


@needs_database
def test_characters_unknown_to_python_have_the_class_of_their_block():
    """What this Python's database does not know yet has Unicode's default for its block."""
    short = {"Left_To_Right": "L", "Right_To_Left": "R", "Arabic_Letter": "AL", "European_Terminator": "ET"}
    text = (DATABASE / "extracted" / "DerivedBidiClass.txt").read_text(encoding="utf-8")
    defaults = re.findall(r"# @missing: (\w+)\.\.(\w+); (\w+)", text)
    assigned = set()
    for first, last in re.findall(r"^(\w+)(?:\.\.(\w+))?\s*;", text, re.MULTILINE):
        assigned |= set(range(int(first, 16), int(last or first, 16) + 1))
    wrong = []
    for start, end, name in defaults[1:]:
        for code in range(int(start, 16), int(end, 16) + 1):
            later = [row for row in defaults if int(row[0], 16) <= code <= int(row[1], 16)][-1]
            unknown = code not in assigned and later[2] == name and not unicodedata.bidirectional(chr(code))
            if unknown and bidi._class(chr(code)) != short[name]:
                wrong.append(hex(code))

    assert wrong == []


@needs_database
def test_no_character_escapes_the_fast_path():
    """Every character that can turn text around is found by the search that lets plain text pass."""
    turning = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    missed = []
    for line in data_lines("extracted/DerivedBidiClass.txt"):
        codes, kind = (part.strip() for part in line.split("#")[0].split(";"))
        first, _, last = codes.partition("..")
        if kind in turning:
            codepoints = range(int(first, 16), int(last or first, 16) + 1)
            missed += [hex(code) for code in codepoints if not bidi.has_rtl(chr(code))]

    assert missed == []


@needs_database
def test_pairs_are_those_of_the_database():
    """The tables of brackets and mirrored characters agree with Unicode's."""
    pairs = dict(line.split("#")[0].strip().split("; ") for line in data_lines("BidiMirroring.txt"))
    wrong = [code for code, other in pairs.items() if mirrored(chr(int(code, 16))) != chr(int(other, 16))]

    assert wrong == []
    assert len(pairs) == len(mirroring.BRACKETS) + len(mirroring.MIRRORED)


def shown(text: str, base: Base) -> str:
    """Return `text` in the order in which it stands on a line, brackets mirrored."""
    levels = embedding_levels(text, base)
    levels = line_levels(text, levels, int(base == "rtl"))
    return "".join(mirrored(text[place]) if levels[place] & 1 else text[place] for place in visual_order(levels))


@pytest.mark.parametrize(
    ("text", "base", "wanted"),
    [
        ("plain text, 14 (a)", "ltr", "plain text, 14 (a)"),
        ("אבג", "ltr", "גבא"),
        ("see אבג now", "ltr", "see גבא now"),
        ("אבג 14 דה", "rtl", "הד 14 גבא"),
        ("אבג (UNODC) דה", "rtl", "הד (UNODC) גבא"),
        ("אב (גד)", "rtl", "(דג) בא"),
        ("يوم 14-2-2017", "rtl", "2017-2-14 موي"),
        ("אב www.unodc.org/x.", "rtl", ".www.unodc.org/x בא"),
        ("50% אב", "rtl", "בא 50%"),
        ("אב \u2066C++\u2069", "rtl", "\u2069C++\u2066 בא"),
    ],
)
def test_known_sentences(text, base, wanted):
    """Sentences of two directions stand on the line as their readers write them."""
    assert shown(text, base) == wanted


def test_separators_end_a_paragraph():
    """The direction of each paragraph of a text is its own."""
    assert embedding_levels("ab\u2029אב", "auto") == [0, 0, 0, 1, 1]


def test_space_at_the_end_of_a_line_is_at_its_end():
    """A space after which a line ends has the level of the paragraph, though it stood inside other text."""
    text = "אב ab cd"
    levels = embedding_levels(text, "rtl")

    assert levels == [1, 1, 1, 2, 2, 2, 2, 2]
    assert line_levels(text[:6], levels[:6], 1) == [1, 1, 1, 2, 2, 1]


def test_runs_stand_in_visual_order():
    """Runs of one level are given from left to right."""
    levels = embedding_levels("אב ab 12 גד", "rtl")

    assert levels == [1, 1, 1, 2, 2, 2, 2, 2, 1, 1, 1]
    assert visual_runs(levels) == [(8, 11, 1), (3, 8, 2), (0, 3, 1)]


def test_nothing_has_no_levels():
    """No text has no levels, no runs and the common direction."""
    assert embedding_levels("", "rtl") == []
    assert visual_order([]) == []
    assert direction_of("") == "ltr"


@pytest.mark.parametrize(
    ("text", "wanted"), [("12 אב", "rtl"), ("a אב", "ltr"), ("\u2067אב\u2069 a", "ltr"), ("1", "ltr")]
)
def test_direction_of_the_first_letter(text, wanted):
    """The first letter outside isolates tells the direction."""
    assert direction_of(text) == wanted


MIXED = st.text(st.sampled_from("ab12 .,()[]-%אבجد١٢\u0300\u200f\u200e\u202a\u202b\u202c\u2066\u2067\u2068\u2069\n"))


@given(MIXED, st.sampled_from(["ltr", "rtl", "auto"]))
def test_every_character_is_drawn_once(text, base):
    """The visual order is a permutation, and levels lie within the depth that the standard allows."""
    levels = embedding_levels(text, base)

    assert len(levels) == len(text)
    assert all(0 <= level <= bidi.MAX_DEPTH + 1 for level in levels)
    assert sorted(visual_order(levels)) == list(range(len(text)))


@given(MIXED)
def test_order_follows_the_rule_as_written(text):
    """Turning runs around gives the same order as turning characters around, level by level (L2)."""
    levels = embedding_levels(text, "rtl")
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)

    assert visual_order(levels) == order
