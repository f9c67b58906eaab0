"""What is compiled only where a text has letters of wide scripts."""

import re

import pytest

from pdfbrochure.compose import commonmark, marked_spans
from pdfbrochure.regexes import reaches
from pdfbrochure.text import breaks, characters, prepare

# The patterns that are not asked where `reaches` says no, each with the sign from which on it is asked.
GUARDED = [
    (breaks._BREAKING.pattern, "\u0e00"),
    (characters._HAN.pattern, "\u2e80"),
    (commonmark._EAST_ASIAN, "\u1100"),
    (commonmark._UNSPACED, "\u0e00"),
    (marked_spans._WITHOUT_SPACES.pattern, "\u2e80"),
    (prepare._UNTRACKED.pattern, "\u0590"),
]
SIGNS = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))


@pytest.mark.parametrize(("pattern", "sign"), GUARDED)
def test_nothing_is_missed(pattern, sign):
    """Each sign that such a pattern matches is one for which it is asked."""
    assert [] == [hex(ord(char)) for char in re.findall(pattern, SIGNS) if not reaches(char, sign)]


@pytest.mark.parametrize("word", ["plain", "“quoted” – €5", "■", "→", "Straße", "Ελλάδα"])
def test_signs_of_every_alphabet_ask_for_none(word):
    """A quotation mark or a mark at an item's end costs an English brochure nothing."""
    assert not reaches(word, "\u0e00")
