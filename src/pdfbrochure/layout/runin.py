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
    kept = len(kicker.text) <= LONGEST_KEPT
    texts = [span.text.replace(" ", "\u00a0") if kept else span.text for span in kicker.spans]
    texts[-1] += GAP
    date = [
        Span(text, node=kicker.element_of(span), style=style) for text, span in zip(texts, kicker.spans, strict=True)
    ]
    first = body[0].paragraph
    paragraph = msgspec.structs.replace(first, spans=(*date, Span(" "), *first.spans))
    opening = msgspec.structs.replace(body[0], paragraph=paragraph)
    return msgspec.structs.replace(article, kicker=None, body=(opening, *body[1:]))
