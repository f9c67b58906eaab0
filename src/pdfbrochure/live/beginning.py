"""A first brochure for a folder that has none: a few choices become a file that can be written over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pdfbrochure.live.uploads import slug
from pdfbrochure.translation.written import quoted

_SAMPLE: Final = """\
  - title: The first item leads
    body: |
      Type over this text. An empty line begins a new paragraph.

      Words can have *emphasis* or be **strong**.

  - title: A second item
    body: |
      Items flow down the columns by themselves. You need not think of pages.
"""


class Unmakeable(Exception):
    """A brochure that cannot be made: the key of the words that say why, and what is put into them."""

    def __init__(self, words: str, why: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.why = why


def name_for(title: str, folder: Path) -> str:
    """Return the name of a file that is not there yet, made of a title."""
    stem = slug(f"{title}.yaml")
    stem = "brochure" if stem == "photo" else stem
    number = 1
    while os.path.lexists(folder / f"{stem}{'' if number == 1 else f'-{number}'}.yaml"):
        number += 1
    return f"{stem}{'' if number == 1 else f'-{number}'}.yaml"


def begin_brochure(given: Mapping[str, Any], folder: Path) -> Path:
    """Write a new brochure, and return its file.

    Args:
        given: `title`, `language`, `theme`, `page`, `pages` ("" for any) and `sample`, whether two items are to be
            written over.
        folder: Where.

    Raises:
        Unmakeable: The title is empty, a choice is none, or the file cannot be written.
    """
    from pdfbrochure.model.language import known_languages
    from pdfbrochure.model.scalars import PAGE_SIZES
    from pdfbrochure.model.themes import known_themes

    title = " ".join(str(given.get("title", "")).split())[:300]
    if not title:
        raise Unmakeable("give-title")
    choices = {"language": known_languages(), "theme": known_themes(), "page": tuple(PAGE_SIZES)}
    for name, known in choices.items():
        if given.get(name) not in known:
            raise Unmakeable("cannot-be-done")
    pages = given.get("pages")
    if pages and not (isinstance(pages, str) and pages.isascii() and pages.isdigit() and len(pages) < 4):
        raise Unmakeable("cannot-be-done")
    items = _SAMPLE if given.get("sample") is True else "  - title: The first item\n"
    settings = f"  theme: {given['theme']}\n  page: {given['page']}\n" + (f"  pages: {pages}\n" if pages else "")
    text = f"title: {quoted(title)}\nlanguage: {given['language']}\n\nitems:\n{items}\nsettings:\n{settings}"
    path = folder / name_for(title, folder)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Unmakeable("not-made", error.strerror or str(error)) from None
    return path
