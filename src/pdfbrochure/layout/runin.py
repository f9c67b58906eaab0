"""Dates that open the first paragraph of an item instead of standing above its title."""

from __future__ import annotations

from typing import Final

import msgspec

from pdfbrochure.compose.blocks import Article, Span
from pdfbrochure.model.theme import Style

# Two thin spaces are a third of an em: about 3 pt, before the space between words.
GAP: Final = "\u2009\u2009"
# A longer date, in words of the user's own, may be broken.
LONGEST_KEPT: Final = 30


def with_run_in_date(article: Article, style: Style) -> Article:
    """Return the article with its date in front of its first paragraph, if its text begins with one.

    The date remains an element of its own, so that it is read as what it is.
    """
    kicker, body = article.kicker, article.body
    if (
        kicker is None
        or not body
        or body[0].kind != "paragraph"
        or (article.figures and article.figures[0].width == "wrap")
    ):
        return article
    text = kicker.text
    if len(text) <= LONGEST_KEPT:
        text = text.replace(" ", "\u00a0")
    first = body[0].paragraph
    date = Span(text + GAP, node=kicker.node, style=style)
    paragraph = msgspec.structs.replace(first, spans=(date, Span(" "), *first.spans))
    opening = msgspec.structs.replace(body[0], paragraph=paragraph)
    return msgspec.structs.replace(article, kicker=None, body=(opening, *body[1:]))
