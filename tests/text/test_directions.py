"""Addresses and telephone numbers run from left to right in one piece, also in right-to-left paragraphs."""

import pytest

from pdfbrochure.text.bidi import embedding_levels
from pdfbrochure.text.directions import levels_of


@pytest.mark.parametrize(
    "piece", ["+43 1 26060", "+32 2 555 12 34", "+1 (202) 555-0100", "https://a.eu/x/", "www.a.eu/y", "info@a.eu"]
)
@pytest.mark.parametrize("letter", ["\u0628", "\u05d1"])
def test_one_piece(piece, letter):
    """All its characters have the same even level; the letters around it keep theirs."""
    text = f"{letter} {piece}. {letter}"
    levels = levels_of(text, backward=True)

    assert [2] * len(piece) == levels[2 : 2 + len(piece)]
    assert {1} == {*levels[:2], *levels[2 + len(piece) :]}


@pytest.mark.parametrize("text", ["\u0628 12 + 5", "a+b \u05d1", "\u0628 a/b", "\u0628\u0628", "+43 1", "\u0628 +5"])
def test_the_rest_is_left_to_the_algorithm(text):
    """What is no address and no telephone number has the levels of UAX #9."""
    assert embedding_levels(text, "ltr") == levels_of(text, backward=False)
    if "+43" not in text and "+5" not in text:
        assert embedding_levels(text, "rtl") == levels_of(text, backward=True)


def test_an_address_with_right_to_left_letters_is_left_alone():
    """Arabic within an address runs as the algorithm says."""
    text = "\u0628 https://a.eu/\u0628\u0628 \u0628"

    assert embedding_levels(text, "rtl") == levels_of(text, backward=True)
