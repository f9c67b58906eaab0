"""The first page below its title block: a short lead stands in even columns, however little follows it there."""

import json
from pathlib import Path

from support import brochure, built, item, jpeg, photo

UDHR = json.loads((Path(__file__).parent.parent / "data" / "udhr.json").read_text(encoding="utf-8"))


def test_short_lead_stands_in_even_columns():
    """No column stays empty beside a lead of a few lines where what follows does not fit on its page."""
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
    lead = [place for place in done.places if place.origin[:3] == ("items", 0, "body")]

    assert {place.page for place in lead} == {1}
    assert len({round(place.x / 100) for place in lead}) == 2
