"""Gives each emoji of the galley an element of its own, with the name by which it is read aloud.

The names are Unicode's short names (CLDR) in the language of the text, one file a language in `languages/emoji`,
written by `docs/scripts/generate_emoji_names.py`. They are read only when there is an emoji. What a language has no
name for is named in English, and said to be English.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from pdfbrochure.compose.blocks import Article, Element, Paragraph, Role, Span
from pdfbrochure.compose.galley import Galley, paragraphs_of
from pdfbrochure.compose.recall import Recall
from pdfbrochure.model.language import Language, load_language
from pdfbrochure.regexes import compiled_later

_FOLDER: Final = Path(__file__).parent.parent / "languages" / "emoji"

_ONE: Final = "[\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]"
_TONE: Final = "[\U0001f3fb-\U0001f3ff]"
# A key with its cap, a flag, or one or several pictures that are joined (UTS #51, 1.4.9).
_EMOJI: Final = compiled_later(
    "[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}"
    f"|{_ONE}(?:\ufe0f|{_TONE})*[\U000e0020-\U000e007f]*(?:\u200d{_ONE}(?:\ufe0f|{_TONE})*)*"
)
_JOINER: Final = "\u200d"
_ENGLISH: Final = "en"


def name_emoji(galley: Galley, languages: Mapping[str, Language], recall: Recall | None = None) -> Galley:
    """Return the galley with every emoji a span with its name; the same galley if there is none.

    Args:
        galley: The whole brochure.
        languages: Those of the brochure and its items, by tag.
        recall: Knows articles without one.
    """
    # All are looked at, so that each is known the next time.
    plain = [_is_plain(article, recall) for article in galley.articles]
    if all(plain) and _are_plain(galley.paragraphs_before()) and _are_plain(galley.paragraphs_after()):
        return galley
    new: list[Element] = []
    above: list[int] = []

    def add(name: str, language: str, paragraph: Paragraph, span: Span) -> int:
        outer = paragraph.element_of(span)
        assert outer is not None, "furniture is left as it is"
        new.append(Element(len(galley.nodes) + len(new), Role.SPAN, paragraph.origin, alt=name, language=language))
        above.append(outer)
        return new[-1].number

    def named(paragraph: Paragraph) -> Paragraph:
        if paragraph.node is None or not _EMOJI.search(paragraph.text):
            return paragraph
        tag = languages[paragraph.language or galley.language].tag
        spans = [part for span in paragraph.spans for part in _parted(span, paragraph, tag, add)]
        return msgspec.structs.replace(paragraph, spans=tuple(spans))

    changed: Galley = _mapped(galley, named)
    return msgspec.structs.replace(changed, nodes=galley.nodes.with_more(new, above))


def _is_plain(article: Article, recall: Recall | None) -> bool:
    """Return whether an article has no emoji."""
    known = recall is not None and recall.is_plain(article)
    plain = known or _are_plain(paragraphs_of(article))
    if plain and not known and recall is not None:
        recall.add_plain(article)
    return plain


def _are_plain(paragraphs: Iterable[Paragraph]) -> bool:
    return all(paragraph.text.isascii() or not _EMOJI.search(paragraph.text) for paragraph in paragraphs)


def emoji_name(typed: str, names: Mapping[str, str]) -> str:
    """Return the name of an emoji, put together from those of its parts if it has none of its own.

    "" where one of them has no name.
    """
    key = typed.replace("\ufe0f", "")
    whole = names.get(key)
    if whole is not None:
        return whole
    found = []
    for part in key.split(_JOINER):
        base = re.sub(_TONE, "", part)
        tones = re.findall(_TONE, part) if base else []
        words = [names.get(sign, "") for sign in (base or part, *tones)]
        if not all(words):
            return ""
        found.append(": ".join(words))
    return ", ".join(found)


def _named(typed: str, tag: str) -> tuple[str, str]:
    """Return the name of an emoji, and its language where that is another than `tag`; two empty texts for none."""
    name = emoji_name(typed, _names(tag))
    if name:
        return name, ""
    name = emoji_name(typed, _names(_ENGLISH))
    return name, _ENGLISH if name else ""


def _parted(span: Span, paragraph: Paragraph, tag: str, add: Callable[[str, str, Paragraph, Span], int]) -> list[Span]:
    """Return a span in parts, each emoji that has a name with a new element of its own.

    Args:
        span: A span.
        paragraph: Its paragraph.
        tag: The language of the paragraph.
        add: Makes an element of a name, its language, and where it stands; gives its number.
    """
    if span.language:
        language = load_language(span.language)
        tag = span.language if language is None else language.tag
    parts = []
    start = 0
    for match in _EMOJI.finditer(span.text):
        name, language_of_name = _named(match.group(), tag)
        if not name:
            continue
        if match.start() > start:
            parts.append(msgspec.structs.replace(span, text=span.text[start : match.start()]))
        number = add(name, language_of_name, paragraph, span)
        parts.append(msgspec.structs.replace(span, text=match.group(), node=number))
        start = match.end()
    if start < len(span.text):
        parts.append(msgspec.structs.replace(span, text=span.text[start:]) if start else span)
    return parts


def _mapped(value: Any, change: Any) -> Any:
    """Return a part of the galley with every paragraph in it changed."""
    if isinstance(value, Paragraph):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(one, change) for one in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **{name: _mapped(one, change) for name, one in fields.items()})
    return value


@functools.cache
def _names(tag: str) -> Mapping[str, str]:
    """Return the names of the emoji in a language, by their sequences without variation selectors."""
    subtags = tag.split("-")
    for count in range(len(subtags), 0, -1):
        path = _FOLDER / f"{'-'.join(subtags[:count])}.txt"
        if path.is_file():
            keys = (_FOLDER / "keys.txt").read_text(encoding="utf-8").splitlines()
            names = path.read_text(encoding="utf-8").splitlines()
            return {key: name for key, name in zip(keys, names, strict=True) if name}
    return {}
