"""The texts of a brochure that differ from language to language: what a translator has to see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from pdfbrochure.diagnostics import Findings
from pdfbrochure.model.fields import BROCHURE, SHAPES
from pdfbrochure.model.readers import part_folded, pick_language
from pdfbrochure.model.walk import Walk

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin, Report
    from pdfbrochure.read import Source


class Wording(Struct, frozen=True):
    """One text.

    Attributes:
        origin: Key path; of the mapping of languages where there is one, of the text where there is none.
        name: What people call it: "`title` of item 3".
        key: The language key of the text in the file's own language, or "" where it is typed without languages.
        text: In the file's own language, without blanks round it; paragraphs are parted by empty lines.
        others: All texts of a mapping of languages by their keys, that one too; empty values are left out.
    """

    origin: Origin
    name: str
    key: str
    text: str
    others: Mapping[str, str]


def own_language(source: Source) -> str:
    """Return the language that a file says it is in."""
    written = source.value.get("language")
    return written.strip() if isinstance(written, str) and written.strip() else "en"


def find_wording(source: Source, report: Report) -> tuple[Wording, ...]:
    """Return the texts of a file in the order in which it is read.

    Names and addresses are no texts, unless they are given in languages; nor are items in a language of their own.

    Raises:
        BrochureError: Something in the file is wrong; the report holds all of it.
    """
    own = own_language(source)
    walk = Walk(source, Findings(), SHAPES, own)
    BROCHURE(source.value, (), walk)
    if walk.report.has_errors:
        report.take(walk.report)
        report.stop()
    found = []
    for origin, typed in walk.plain:
        text = _text(source, origin, typed)
        is_own = walk.language_at(origin) == own and walk.is_wording(walk.key_of(origin))
        if is_own and any(char.isalpha() for char in text):
            found.append(Wording(origin, walk.name(origin), "", text, {}))
    for origin, given in walk.mapped:
        texts = {tag: _text(source, (*origin, tag), each) for tag, each in given.items() if isinstance(each, str)}
        texts = {tag: text for tag, text in texts.items() if text}
        key = pick_language(own, list(texts))
        if key is not None and len(texts) == sum(bool(each) for each in given.values()):
            found.append(Wording(origin, walk.name(origin), key, texts[key], texts))
    return tuple(sorted(found, key=lambda wording: _place(source, wording.origin)))


def _text(source: Source, origin: Origin, typed: str) -> str:
    text = typed.strip()
    return part_folded(text) if "\n" in text and source.is_folded(origin) else text


def _place(source: Source, origin: Origin) -> tuple[int, int]:
    span = source.span(origin)
    return span.line, span.column
