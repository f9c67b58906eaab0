"""Texts that stand in one language only, in a brochure that is set in several."""

from __future__ import annotations

from typing import Final

from pdfbrochure.model.readers import pick_language
from pdfbrochure.model.walk import Walk

# Of texts without a language as many are named.
MOST_PLAIN: Final = 3


def warn_of_plain_texts(walk: Walk, own: str) -> None:
    """Report texts without languages in a brochure in several, where another language than the file's own is set."""
    if not walk.translations or pick_language(walk.language, [own]) is not None:
        return
    plain = [
        origin
        for origin, typed in walk.plain
        if walk.is_wording(origin[-1])
        and walk.language_at(origin) == walk.language
        and any(char.isalpha() for char in typed)
    ]
    if not plain:
        return
    names = ", ".join(walk.name(origin) for origin in plain[:MOST_PLAIN])
    more = f", and {len(plain) - MOST_PLAIN} more" if len(plain) > MOST_PLAIN else ""
    are = "is without a language" if len(plain) == 1 else "are without languages"
    walk.report.warning(
        "untranslated-text",
        f"{names}{more} {are}, and set in {walk.language} as typed",
        why=f"other texts of this brochure are in several languages; these are taken to be in {own}",
        mend=f"write `{plain[0][-1]}: {{{own}: …, {walk.language}: …}}`",
        origin=plain[0],
    )
