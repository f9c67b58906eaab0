"""Bare web and mail addresses in a text, which become links as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pdfbrochure.model.addresses import LONGEST_ADDRESS, read_address
from pdfbrochure.model.scalars import Fault

# Chinese, Japanese and Korean stand without a space before and behind an address.
_UNSPACED: Final = r"\u3000-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
_CHAR: Final = rf"[^\s<>\"\u00ab\u00bb\u201c\u201d\u201e\u2018{_UNSPACED}]"
_NAME: Final = rf"[^\W{_UNSPACED}]"
_BARE: Final = (  # compiled when first used, which takes 15 ms
    rf"(?<!{_NAME})(?<![@/.])(?:(?i:https?)://{_CHAR}+|(?i:www)\.{_CHAR}+\.{_CHAR}+)"
    rf"|(?<!{_NAME})(?<![.+\-/@:])(?:(?i:mailto):)?(?:{_NAME}|[.+\-])*(?:{_NAME}|[+\-])@(?:{_NAME}|-)+"
    rf"(?:\.(?:{_NAME}|-)+)*\.[^\W\d_{_UNSPACED}]{{2,}}(?!{_NAME}|@)"
)
_CLOSERS: Final = {")": "(", "]": "[", "}": "{"}


def has_address(text: str) -> bool:
    """Whether a text may hold an address."""
    return "://" in text or "@" in text or "www." in text.lower()


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each bare address begins and ends, and what it links to."""
    if not has_address(text):
        return
    for match in re.finditer(_BARE, text):
        shown = _without_end(match[0])
        url = shown
        if shown[:4].lower() == "www.":
            url = f"https://{shown}"
        elif "://" not in shown and shown[:7].lower() != "mailto:":
            url = f"mailto:{shown}"
        read = read_address(url)
        if not isinstance(read, Fault):
            yield match.start(), match.start() + len(shown), read


def _without_end(address: str) -> str:
    """Return an address without the stops and brackets of the sentence around it."""
    while len(address) <= LONGEST_ADDRESS:
        last = address[-1]
        opener = _CLOSERS.get(last, "")
        if last in ".,;:!?'\u2019\u2026*_" or (opener and address.count(last) > address.count(opener)):
            address = address[:-1]
        else:
            break
    return address
