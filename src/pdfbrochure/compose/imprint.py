"""What an imprint's keys print: short paragraphs, of which some parts are links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pdfbrochure.model.brochure import Imprint
from pdfbrochure.model.identifiers import doi_address, phone_address

# Between parts of one line, as in the issue line. The first space keeps the dot at the end of a line, not at its start.
_BETWEEN = "\u00a0\u00b7 "


class Part(NamedTuple):
    """A part of a line: the key it came from, its words, and the address that it leads to or ""."""

    key: str
    words: str
    url: str = ""


def imprint_lines(imprint: Imprint) -> Iterator[list[Part]]:
    """Yield the parts of each paragraph, with what stands between them."""
    numbers = [
        Part("issn", f"ISSN\u00a0{imprint.issn}" if imprint.issn else ""),
        Part("isbn", f"ISBN\u00a0{imprint.isbn}" if imprint.isbn else ""),
        Part("catalogue", imprint.catalogue),
        Part("doi", doi_address(imprint.doi), doi_address(imprint.doi)) if imprint.doi else Part("doi", ""),
    ]
    reached = [
        Part("mail", imprint.mail, f"mailto:{imprint.mail}"),
        Part("phone", imprint.phone.replace(" ", "\u00a0"), phone_address(imprint.phone)),
    ]
    for line in ([Part("address", imprint.address)], reached, numbers):
        given = [part for part in line if part.words]
        if given:
            yield [each for part in given for each in (Part(part.key, _BETWEEN), part)][1:]
    for part in (Part("rights", imprint.rights), Part("printed", imprint.printed)):
        if part.words:
            yield [part]
