"""The back of a folded sheet: which people stand there, whom a reader may ask."""

from __future__ import annotations

from collections.abc import Sequence

from pdfbrochure.compose.blocks import Article, People
from pdfbrochure.compose.galley import Galley
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.ending import Ending
from pdfbrochure.model.design import Cards, Part, walk


def whom_on_back(articles: Sequence[Article], galley: Galley, desk: Desk) -> Article | None:
    """Return the last item of people alone, if the theme has a place for them on the back and there is room.

    Args:
        articles: The items; the first is never taken.
        galley: The brochure.
        desk: Sets and measures.
    """
    whom = next((each for each in reversed(articles[1:]) if _has_only_people(each)), None)
    part = desk.theme.imprint if galley.closing is None else desk.theme.closing
    if whom is None or not _shows_people(part) or Ending(galley, desk, (), whom).lacks:
        return None
    return whom


def _has_only_people(article: Article) -> bool:
    """Return whether an item is nothing but people under a title."""
    others = (article.byline, article.standfirst, article.figures, article.body, article.links, article.facts)
    alone = len(article.parts) == 1 and isinstance(article.parts[0], People)
    return alone and not any((*others, article.boxes, article.opens))


def _shows_people(part: Part) -> bool:
    return any(isinstance(box, Cards) for whole in part.boxes.values() for box in walk(whole))
