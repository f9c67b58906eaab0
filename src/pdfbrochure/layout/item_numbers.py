"""Numbers of items, for themes whose heads print them: furniture, as the folio is, and no content of the brochure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from pdfbrochure.compose.blocks import Article, Paragraph, Span
from pdfbrochure.model.calendars import in_digits


def numbered_items(articles: Sequence[Article], digits: str) -> tuple[Article, ...]:
    """Return items with their numbers in this order; one alone has none.

    Args:
        articles: The items.
        digits: The numbering system of the brochure's language.
    """
    if len(articles) < 2:
        return tuple(articles)
    return tuple(
        structs.replace(article, number=Paragraph((Span(in_digits(str(at), digits)),), "number"))
        for at, article in enumerate(articles, 1)
    )
