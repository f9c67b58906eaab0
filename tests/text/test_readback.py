"""Where a right-to-left line needs marks to be read back."""

from __future__ import annotations

import pytest

from pdfbrochure.text.bidi import embedding_levels
from pdfbrochure.text.readback import mark_places


@pytest.mark.parametrize(
    "marked",
    [
        "אב גד",
        "אב 14| גד",
        "אב,| גד",
        "אב UNODC Vienna| (גד)",
        "אב (UN|) גד",
        "ב-|14| מה",
        "و15| منه",
        "فيينا،| النمسا",
        "50%| من",
        "אב 14",
    ],
)
def test_places_of_marks(marked):
    """A mark stands after each number, Latin word or separator that no right-to-left letter follows."""
    text = marked.replace("|", "")
    places = mark_places(text, embedding_levels(text, "rtl"))

    assert "".join("|" * (place in places) + char for place, char in enumerate(text)) == marked
