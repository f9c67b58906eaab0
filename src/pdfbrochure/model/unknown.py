"""Unknown keys: which one was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Words that people use for a key, and the keys they may mean; the first that fits the place is proposed.
SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "heading": ("title",), "headline": ("title",), "header": ("title",), "titre": ("title",), "titel": ("title",),
    "name": ("title", "label"), "text": ("body", "label", "caption"), "content": ("body",),
    "contents": ("body", "items"), "copy": ("body",),
    "description": ("body", "alt"), "article": ("body",), "paragraphs": ("body",),
    "image": ("photo", "file"), "images": ("photos",), "picture": ("photo", "file"), "pictures": ("photos",),
    "img": ("photo",), "pic": ("photo",), "foto": ("photo",), "illustration": ("photo",), "figure": ("photo",),
    "src": ("file",), "path": ("file",), "filename": ("file",), "source": ("file", "credit"),
    "photo_credit": ("credit",), "photocredit": ("credit",), "copyright": ("credit",), "byline": ("credit",),
    "photographer": ("credit",), "author": ("credit", "publisher"), "credits": ("credit",),
    "alt_text": ("alt",), "alternative": ("alt",), "alttext": ("alt",),
    "legend": ("caption",), "crop": ("focus",), "position": ("focus",), "size": ("page", "width"),
    "href": ("url",), "link": ("url", "links"), "address": ("url", "contact"), "website": ("url", "links"),
    "uri": ("url",), "target": ("url",), "urls": ("links",), "further_reading": ("links",),
    "lang": ("language",), "language": ("lang",), "locale": ("language", "lang"),
    "format": ("page",), "paper": ("page",), "page_size": ("page",), "pagesize": ("page",), "papersize": ("page",),
    "landscape": ("orientation",), "colour": ("accent",), "color": ("accent",), "colours": ("palette",),
    "colors": ("palette",), "font": ("fonts",), "style": ("theme", "layout"), "template": ("theme",),
    "footer": ("past_stories", "contact"), "past": ("past_stories",), "archive": ("past_stories",),
    "stories": ("past_stories", "items"), "imprint": ("contact",), "impressum": ("contact",),
    "summary": ("standfirst", "intro"), "lead": ("standfirst", "intro"), "deck": ("standfirst", "intro"),
    "teaser": ("standfirst", "intro"), "introduction": ("intro", "standfirst"), "intro": ("standfirst",),
    "abstract": ("standfirst", "intro"), "excerpt": ("standfirst",), "subhead": ("standfirst", "subtitle"),
    "standfirst": ("intro",), "subheading": ("subtitle", "standfirst"), "tagline": ("subtitle",),
    "news": ("items",), "articles": ("items",), "entries": ("items",), "posts": ("items",), "item": ("items",),
    "number": ("issue",), "edition": ("issue",), "organisation": ("publisher",), "organization": ("publisher",),
    "options": ("settings",), "config": ("settings",), "design": ("settings", "theme"),
    "start": ("from",), "end": ("to",), "until": ("to",), "begin": ("from",), "minimum": ("min",), "maximum": ("max",),
    "hyphenation": ("hyphenate",), "justified": ("justify",), "typography": ("punctuation",), "pdf": ("output",),
    "conformance": ("standard",), "accessibility": ("standard",), "pdf_ua": ("standard",), "pdf_a": ("standard",),
    "bold": ("body_bold",), "italic": ("body_italic",), "regular": ("body",), "title_font": ("headings",),
    "when": ("date",), "day": ("date",), "published": ("date",), "datum": ("date",), "type": ("layout",),
}  # fmt: skip


def find_meant(key: str, fields: Collection[str], elsewhere: Mapping[str, Collection[str]]) -> tuple[str, str]:
    """Return the key that was meant, and the name of the other place it belongs to (empty for this place).

    Args:
        key: As typed.
        fields: The keys of this place.
        elsewhere: The keys of the other places by their names.

    Returns:
        Two empty texts when nothing is near.
    """
    folded = key.strip(" -\u200b").casefold().replace("-", "_").replace(" ", "_")
    for word in (folded, folded.replace("_", "")):
        if word in fields:
            return word, ""
        for meant in SYNONYMS.get(word, ()):
            if meant in fields:
                return meant, ""
    for place, others in elsewhere.items():
        if folded in others:
            return folded, place
    from difflib import get_close_matches  # only needed for a slip

    close = get_close_matches(folded[:40], fields, 1, 0.7)
    if close:
        return close[0], ""
    for place, others in elsewhere.items():
        for meant in SYNONYMS.get(folded, ()) or get_close_matches(folded[:40], others, 1, 0.8):
            if meant in others:
                return meant, place
    return "", ""
