"""What is known of the pages of a flow is taken over only where nothing that decides them has changed."""

import pytest

from pdfbrochure.layout.fills import AHEAD, Fills


class Lines:
    """A flow of lines a point high."""

    def __init__(self, pieces: list[object]) -> None:
        self.pieces, self.count = pieces, len(pieces)

    def least(self, start: int, end: int) -> float:
        """The height of some of them."""
        return float(end - start)


@pytest.mark.parametrize(
    ("start", "more", "is_known"),
    [
        # Far from the end, where only that has changed; near it, where the page could hold all that was left.
        (0, 5, True),
        (60, 5, False),
        (60, 0, True),
        (60, -5, False),
    ],
)
def test_a_page_near_the_end_is_filled_anew_when_something_follows(start, more, is_known):
    """Its text ended the brochure, and goes on now."""
    pieces = [object() for _ in range(70)]
    page = 20.0
    assert AHEAD * page < 60
    before = Fills(Lines(pieces), page)
    before.of("manner", start, lambda: "old", lambda ways, _more: ways)
    now = Fills(Lines([*pieces, *(object() for _ in range(more))] if more >= 0 else pieces[:more]), page, before)

    assert is_known == (now.of("manner", start, lambda: "new", lambda ways, _more: ways) == "old")
