"""The languages that a brochure is written in: its own, those of its items, and those of single phrases."""

from __future__ import annotations

from collections.abc import Mapping

from pdfbrochure.compose.commonmark import LANGUAGE
from pdfbrochure.model.addresses import read_language
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.calendars import with_dates_of
from pdfbrochure.model.language import Language, load_language
from pdfbrochure.model.scalars import Fault


def load_languages(brochure: Brochure) -> dict[str, Language]:
    """Return what is known of the brochure's language and of those of its items and phrases, by tag."""
    tags = {brochure.language, *(item.lang for item in brochure.items if item.lang), *_of_phrases(brochure)}
    found = {tag: load_language(tag) for tag in sorted(tags)}
    settings = brochure.settings
    return {tag: with_dates_of(language, settings) for tag, language in found.items() if language is not None}


def wording(name: str, brochure: Brochure, language: Language, languages: Mapping[str, Language]) -> str:
    """Return words of the design: the user's, those of a text's language, or else of the brochure's.

    Args:
        name: Which, as `labels` calls them.
        brochure: Its settings may have other words.
        language: Of the text.
        languages: All of the brochure, by tag.
    """
    known = language if language.own_labels else languages[brochure.language]
    words: str = getattr(brochure.settings.labels, name) or getattr(known.labels, name)
    if not words:
        # Words that only some brochures need are not known in every language; that is told where they are set.
        english = load_language("en")
        words = getattr(english.labels, name) if english is not None else ""
    return words


def _of_phrases(brochure: Brochure) -> set[str]:
    """Return the languages of the phrases that texts mark as `[words]{lang=de}`."""
    texts = [brochure.intro, brochure.contact]
    texts += brochure.key_messages
    for item in brochure.items:
        texts += [item.standfirst, item.body]
        texts += [box.body for box in item.boxes]
        texts += [brief.text for brief in item.briefs]
    return set().union(*map(_marked_in, texts))


def _marked_in(text: str) -> set[str]:
    """Return the languages of the stretches that a text marks as `[words]{lang=de}`."""
    tags = (read_language(match[1]) for match in LANGUAGE.finditer(text)) if "{" in text else ()
    return {tag for tag in tags if not isinstance(tag, Fault)}
