"""Items that are as they were are not composed again, and the galley is that of a fresh build."""

import pytest
from support import brochure, item, run_of

from pdfbrochure.compose import items
from pdfbrochure.compose.items import compose
from pdfbrochure.compose.recall import Recall
from pdfbrochure.diagnostics import Report

PLAIN = [item(f"Number {at}", 30, links=[{"label": "More", "url": f"https://example.org/{at}"}]) for at in range(5)]
NOTED = item("Noted", body="A mark.[^1] And `code` *here*.\n\n[^1]: See it.")
MARKED = item("A smile \N{GRINNING FACE}", body="| a | b |\n| - | - |\n| 1 | 2 |\n\nAnd *stray words.")


def inputs_of(given):
    """What the galley of some items is composed of."""
    run = run_of(brochure(*given))
    return run.brochure, run.languages, run.photos, run.gathered.tables


def told(composed):
    """What was found."""
    report = Report()
    report.take(composed.findings)
    return list(map(str, report.findings()))


@pytest.mark.parametrize("more", [[], [NOTED], [MARKED]], ids=["plain", "noted", "marked"])
@pytest.mark.parametrize("place", [0, 2, 5])
def test_only_what_is_new_is_composed(monkeypatch, more, place):
    """After an edit the galley is that of a fresh build, and what stands before the edit is known."""
    made, article = [], items._article
    monkeypatch.setattr(items, "_article", lambda composer, *how: made.append(how[0]) or article(composer, *how))
    recall, given = Recall(), [*PLAIN[:place], *more, *PLAIN[place:]]
    edited = [*given[:-1], {**given[-1], "title": "Another", "body": "With *emphasis* and more."}]

    for each in (given, edited, given, given[1:], given):
        made.clear()
        again = compose(*inputs_of(each), recall)
        count = len(made)
        fresh = compose(*inputs_of(each))

        assert again.galley == fresh.galley
        assert told(again) == told(fresh)
        if each is edited:
            assert count <= 1 + len(more)
