"""The first page below its title block: no column stays empty there, however short the lead."""

import json
from pathlib import Path

from support import brochure, built, item, jpeg, photo

UDHR = json.loads((Path(__file__).parent.parent / "data" / "udhr.json").read_text(encoding="utf-8"))


def test_no_column_stays_empty_beside_a_short_lead():
    """Either its text stands in both or what follows stands beside it."""
    title, preamble, article = UDHR["zh"][:3]
    bodies = (
        [article, preamble, article],
        [preamble, preamble, preamble],
        [article, preamble],
        [preamble, preamble, preamble],
        [preamble, article, article],
    )
    items = [
        item(title[:60], 0, body="\n\n".join(text), date=f"2026-03-0{day}", **({} if day == 3 else {"photo": photo()}))
        for day, text in enumerate(bodies, 1)
    ]
    past = {"url": "https://example.org/x"}
    text = brochure(*items, title=title[:50], language="zh", date="2026-03-01", past_stories=past)
    done = built(text, a=jpeg(900, 600))
    below = [place for place in done.places if place.page == 1 and "body" in place.origin]

    assert {0} <= {place.origin[1] for place in below}
    assert len({round(place.x / 100) for place in below}) == 2
