"""Text with its looks, as Markdown marks it: stretches of one look, joined, folded, with bare addresses as links."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.printed_addresses import bare_addresses, has_address
from pdfbrochure.regexes import compiled_later, reaches

# Chinese and Japanese are written without spaces, so that a line end between two of their characters is none.
_WITHOUT_SPACES: Final = compiled_later(
    "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]"
)


class MarkedSpan(Struct, frozen=True, gc=False):
    """Text of one look. A line feed is a hard break.

    `language` is a tag where it is another than the text's. `note` is the name of a footnote of which this is the mark,
    whose text is then a stand-in.
    """

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    language: str = ""
    struck: bool = False
    note: str = ""


def fold(text: str) -> str:
    """Return text with every run of breaking white space as one space; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text).strip(" ")


def line_end(before: str, after: str) -> str:
    """Return what stands for a line end between two characters of a paragraph."""
    wide = tuple(reaches(sign, "\u2e80") and bool(_WITHOUT_SPACES.match(sign)) for sign in (before, after))
    return "" if all(wide) or (any(wide) and (before.isdigit() or after.isdigit())) else " "


def linked(spans: tuple[MarkedSpan, ...]) -> tuple[MarkedSpan, ...]:
    """Return the spans with bare addresses as links of their own."""
    if not any(has_address(span.text) for span in spans):
        return spans
    out: list[MarkedSpan] = []
    for span in spans:
        done = 0
        for start, end, url in () if span.url else bare_addresses(span.text):
            out.append(structs.replace(span, text=span.text[done:start], url=""))
            out.append(structs.replace(span, text=span.text[start:end], url=url))
            done = end
        out.append(structs.replace(span, text=span.text[done:]))
    return tuple(span for span in out if span.text)


def _look(span: MarkedSpan) -> tuple[bool, bool, str, str, bool, str]:
    return span.bold, span.italic, span.url, span.language, span.struck, span.note


def joined(spans: list[MarkedSpan]) -> tuple[MarkedSpan, ...]:
    """Return the spans with like neighbours joined, white space folded, and the ends stripped."""
    joined: list[MarkedSpan] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and _look(last) == _look(span) and not span.note:
            joined[-1] = MarkedSpan(last.text + span.text, *_look(last))
        else:
            joined.append(span)
    folded = []
    for index, span in enumerate(joined):
        text = re.sub(r"[ \t]+", " ", span.text)
        text = re.sub(r" ?\n ?", "\n", text)
        if index == 0:
            text = text.lstrip(" \n")
        if index == len(joined) - 1:
            text = text.rstrip(" \n")
        if text:
            folded.append(MarkedSpan(text, *_look(span)))
    return tuple(folded)
