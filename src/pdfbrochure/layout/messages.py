"""Key messages: where the title block of a theme has no place for them, they are a box of the first item."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Article
from pdfbrochure.compose.galley import Galley
from pdfbrochure.model.design import Part, Text, walk

# What title blocks call them.
SLOT: Final = "key_messages"


def with_messages(galley: Galley, masthead: Part) -> tuple[Article, ...]:
    """Return the articles, the key messages the first box of the first of them if the title block has no place."""
    messages, articles = galley.masthead.messages, galley.articles
    if messages is None or shows_messages(masthead):
        return articles
    first = structs.replace(articles[0], boxes=(messages, *articles[0].boxes))
    return (first, *articles[1:])


def shows_messages(masthead: Part) -> bool:
    """Return whether a title block has a place for the key messages."""
    boxes = (inner for box in masthead.boxes.values() for inner in walk(box))
    return any(isinstance(box, Text) and box.text == SLOT for box in boxes)
