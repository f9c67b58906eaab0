"""The languages that a brochure is written in: its own, those of its items, and those of single phrases."""

from __future__ import annotations

from pdfbrochure.compose.markdown import languages_in
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.calendars import with_dates_of
from pdfbrochure.model.language import Language, load_language


def load_languages(brochure: Brochure) -> dict[str, Language]:
    """Return what is known of the brochure's language and of those of its items and phrases, by tag."""
    tags = {brochure.language, *(item.lang for item in brochure.items if item.lang), *_of_phrases(brochure)}
    found = {tag: load_language(tag) for tag in sorted(tags)}
    settings = brochure.settings
    return {tag: with_dates_of(language, settings) for tag, language in found.items() if language is not None}


def _of_phrases(brochure: Brochure) -> set[str]:
    """Return the languages of the phrases that texts mark as `[words]{lang=de}`."""
    texts = [brochure.intro, brochure.contact]
    for item in brochure.items:
        texts += [item.standfirst, item.body]
    return set().union(*map(languages_in, texts))
