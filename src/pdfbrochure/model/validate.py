"""Validates a Source: walks it by the table of keys, and makes the Brochure of what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, structs

from pdfbrochure.diagnostics import Findings, Report
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.fields import BROCHURE, SHAPES
from pdfbrochure.model.untranslated import warn_of_plain_texts
from pdfbrochure.model.walk import KnownEntries, Walk

if TYPE_CHECKING:
    from pdfbrochure.read import Source


class Examined(Struct, frozen=True):
    """The brochure that a file describes, and what is wrong with the file."""

    brochure: Brochure
    findings: Findings


def validate(source: Source, report: Report, language: str = "") -> Brochure:
    """Return the Brochure that a Source describes, with every default filled in. Arguments as for `examine`.

    Raises:
        BrochureError: Something in the file is wrong; the report holds all of it.
    """
    examined = examine(source, language)
    report.take(examined.findings)
    report.stop_if_errors()
    return examined.brochure


def examine(source: Source, language: str = "", known: KnownEntries | None = None) -> Examined:
    """Return the Brochure that a Source describes, also where it has errors: then only to find the others.

    What is at fault is left out, or another value stands in for it, and the items, photos and links keep their places.

    Args:
        source: The file.
        language: Takes the place of the file's own `language`; of texts in several languages, this one is taken.
        known: What the examination before has read of entries that may be the same.
    """
    written = source.value.get("language")
    wanted = language or (written.strip() if isinstance(written, str) else "en")
    walk = Walk(source, Findings(), SHAPES, wanted, known)
    brochure = BROCHURE(source.value, (), walk)
    if language and isinstance(brochure, Brochure):
        brochure = structs.replace(brochure, language=language)
        warn_of_plain_texts(walk, written.strip() if isinstance(written, str) else "en")
    assert isinstance(brochure, Brochure), "a file is a mapping"
    return Examined(brochure, walk.report)


def find_translations(source: Source) -> tuple[str, ...]:
    """Return the languages that a file has texts in: its own, then those of its translated texts."""
    walk = Walk(source, Findings(), SHAPES)
    BROCHURE(source.value, (), walk)
    written = source.value.get("language")
    own = written.strip() if isinstance(written, str) else "en"
    others = sorted(tag for tag in walk.translations if tag.casefold() != own.casefold())
    return own, *others
