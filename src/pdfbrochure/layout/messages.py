"""Key messages: where the title block of a theme has no place for them, they are a box of the first item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Article, Paragraph
from pdfbrochure.compose.galley import Galley
from pdfbrochure.model.calendars import in_digits
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


def numbered(galley: Galley, masthead: Part) -> Galley:
    """Return the galley, the key messages numbered where the title block has them with marks that stand before them."""
    messages = galley.masthead.messages
    if messages is None or not any(box.markers for box in _shown(masthead)):
        return galley
    body = tuple(
        structs.replace(block, marker=_with_number(block.marker, number, galley.digits))
        for number, block in enumerate(messages.body, 1)
    )
    head = structs.replace(galley.masthead, messages=structs.replace(messages, body=body))
    return structs.replace(galley, masthead=head)


def _with_number(marker: Paragraph | None, number: int, digits: str) -> Paragraph | None:
    if marker is None:
        return None
    return structs.replace(marker, spans=(structs.replace(marker.spans[0], text=in_digits(str(number), digits)),))


def shows_messages(masthead: Part) -> bool:
    """Return whether a title block has a place for the key messages."""
    return any(True for _box in _shown(masthead))


def _shown(masthead: Part) -> Iterator[Text]:
    """Yield the boxes of a title block that show key messages."""
    for box in masthead.boxes.values():
        yield from (inner for inner in walk(box) if isinstance(inner, Text) and inner.text == SLOT)
