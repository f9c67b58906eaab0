"""Reads the Markdown of a text field into plain blocks of spans. CommonMark without HTML, images and code.

Most fields are plain paragraphs; the parser is imported only for text that holds a mark of Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from pdfbrochure.diagnostics import Origin, Report
from pdfbrochure.model.addresses import read_address
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.tracking import remark_on_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What makes text more than plain paragraphs: emphasis, links, code, escapes, entities, HTML, or a line that opens a
# heading, a list, a quote, a rule, a code block, or ends in a hard break.
_MARKED: Final = re.compile(
    r"[*_\[\]`<\\&]|^ {0,3}(?:#|>|[-+] |\d{1,9}[.)](?: |$)|~~~|-{2,} *$|=+ *$)|^(?: {4}|\t)|  $", re.MULTILINE
)
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")
# Nobody nests lists and quotes deeper on purpose; the limit keeps hostile text from exhausting the parser.
DEEPEST: Final = 20

Kind = Literal["paragraph", "subhead", "quote", "entry"]


class MarkedSpan(Struct, frozen=True, gc=False):
    """Text of one look. A line feed is a hard break."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


class MarkedBlock(Struct, frozen=True):
    """One block. `number` is an entry's number in a numbered list, -1 for a bullet, 0 when it is no entry's start.

    `list_path` names the lists around it, outermost first: a counter and whether the list is numbered.
    `line` is the line of the field on which it starts, from 0.
    """

    kind: Kind
    spans: tuple[MarkedSpan, ...]
    line: int = 0
    depth: int = 0
    number: int = 0
    list_path: tuple[tuple[int, bool], ...] = ()
    entry: int = 0


def parse_markdown(text: str, origin: Origin, report: Report) -> list[MarkedBlock]:
    """Return the blocks of a text field; what brochures cannot set is reported with what to use instead."""
    text = text.strip("\n")
    if not text.strip():
        return []
    if not _MARKED.search(text):
        line = 0
        blocks = []
        for part in _PARAGRAPH.split(text):
            words = " ".join(part.split(" ")) if "\n" not in part else " ".join(part.split())
            if words.strip():
                blocks.append(MarkedBlock("paragraph", (MarkedSpan(_fold(words)),), line))
            line += part.count("\n") + 2
        return blocks
    return _Reader(origin, report).read(text)


def _fold(text: str) -> str:
    """Return text with every run of breaking white space as one space; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text).strip(" ")


class _Reader:
    """Turns the parser's tokens into blocks."""

    def __init__(self, origin: Origin, report: Report) -> None:
        self._origin = origin
        self._report = report
        self._blocks: list[MarkedBlock] = []
        self._lists: list[tuple[int, bool]] = []
        self._numbers: list[int] = []
        self._entries: list[int] = []
        self._fresh = False
        self._quotes = 0
        self._count = 0

    def read(self, text: str) -> list[MarkedBlock]:
        """Return the blocks of `text`."""
        tokens = _parser().parse(text)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "inline":
                opener = tokens[index - 1]
                self._block(opener, token)
            else:
                self._structure(token)
            index += 1
        return self._blocks

    def _structure(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._count += 1
            self._lists.append((self._count, kind == "ordered_list_open"))
            start = token.attrs.get("start", 1)
            self._numbers.append(int(start) - 1)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
            self._numbers.pop()
        elif kind == "list_item_open":
            self._numbers[-1] += 1
            self._count += 1
            self._entries.append(self._count)
            self._fresh = True
            self._stop_if_deep(token)
        elif kind == "list_item_close":
            self._entries.pop()
            self._fresh = False
        elif kind == "blockquote_open":
            self._quotes += 1
            self._stop_if_deep(token)
        elif kind == "blockquote_close":
            self._quotes -= 1
        elif kind in ("html_block", "code_block", "fence"):
            self._refuse(kind, token)
        elif kind == "hr":
            self._refuse("hr", token)

    def _stop_if_deep(self, token: Token) -> None:
        """Report a list or quote of which the parser has left out what is in it, since it is nested too deep."""
        if token.level >= DEEPEST - 1:
            what = "the lists and quotes in this text are nested too deep"
            line = token.map[0] if token.map else 0
            self._report.error(
                "too-deep", what, mend="take away signs or spaces at its start", origin=self._origin, line=line
            )

    def _block(self, opener: Token, inline: Token) -> None:
        line = inline.map[0] if inline.map else 0
        spans = self._spans(inline, line)
        if not spans:
            return
        if self._lists and not self._quotes:
            number = 0
            if self._fresh:
                number = self._numbers[-1] if self._lists[-1][1] else -1
            self._fresh = False
            depth = len(self._lists)
            self._blocks.append(MarkedBlock("entry", spans, line, depth, number, tuple(self._lists), self._entries[-1]))
            return
        kind: Kind = "quote" if self._quotes else "subhead" if opener.type == "heading_open" else "paragraph"
        self._blocks.append(MarkedBlock(kind, spans, line))

    def _spans(self, inline: Token, line: int) -> tuple[MarkedSpan, ...]:
        spans: list[MarkedSpan] = []
        bold = italic = 0
        url = ""
        for token in inline.children or []:
            kind = token.type
            if kind == "text":
                spans.append(MarkedSpan(token.content, bold > 0, italic > 0, url))
            elif kind == "softbreak":
                line += 1
                spans.append(MarkedSpan(" ", bold > 0, italic > 0, url))
            elif kind == "hardbreak":
                line += 1
                spans.append(MarkedSpan("\n", bold > 0, italic > 0, url))
            elif kind in ("strong_open", "strong_close"):
                bold += token.nesting
            elif kind in ("em_open", "em_close"):
                italic += token.nesting
            elif kind == "link_open":
                url = self._link(str(token.attrs.get("href", "")), line)
            elif kind == "link_close":
                url = ""
            elif kind in ("image", "code_inline", "html_inline"):
                self._refuse(kind, token, line)
        return _joined(spans)

    def _link(self, url: str, line: int) -> str:
        """Return the checked address of a link, or "" with a finding."""
        # `<a b>` may hold spaces, which no address can.
        address = read_address(url.replace(" ", "%20"))
        if isinstance(address, Fault):
            mend = f"write [words]({address.mend})" if re.match("https?:|mailto:|tel:", address.mend) else address.mend
            what = f"the address of a link {address.says}"
            self._report.error(address.code, what, why=address.why, mend=mend, origin=self._origin, line=line)
            return ""
        remark = remark_on_address(address)
        if remark is not None:
            what = f"the address of a link {remark.says}"
            self._report.warning(remark.code, what, why=remark.why, mend=remark.mend, origin=self._origin, line=line)
        return address

    def _refuse(self, kind: str, token: Token, line: int | None = None) -> None:
        what, mend = _REFUSALS[kind]
        if line is None:
            line = token.map[0] if token.map else 0
        self._report.error(
            "unsupported-markdown",
            what.format(token.content.strip().split("\n")[0][:40]),
            mend=mend,
            origin=self._origin,
            line=line,
        )


_REFUSALS: Final = {
    "html_block": (
        "HTML (\u201c{}\u201d) cannot be set",
        "write *emphasis*, **strong** or [a link](https://…) instead",
    ),
    "html_inline": (
        "HTML (\u201c{}\u201d) cannot be set",
        "write *emphasis*, **strong** or [a link](https://…) instead",
    ),
    "image": (
        "a picture inside the text (\u201c{}\u201d) cannot be set",
        "give it to the item: `photo: {{ file: …, credit: …, alt: … }}`".replace("{{", "{").replace("}}", "}"),
    ),
    "code_inline": ("code (\u201c{}\u201d) cannot be set", "leave out the back-ticks, or write **strong** instead"),
    "code_block": (
        "the line \u201c{}\u201d is indented by four spaces, which means code, and code cannot be set",
        "take away the spaces at its start",
    ),
    "fence": ("a block of code (\u201c{}\u201d) cannot be set", "leave out the line of back-ticks"),
    "hr": ("a rule across the text cannot be set", "leave out the line of dashes, or write a sub-heading: ## Words"),
}


def _joined(spans: list[MarkedSpan]) -> tuple[MarkedSpan, ...]:
    """Return the spans with like neighbours joined, white space folded, and the ends stripped."""
    joined: list[MarkedSpan] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and (last.bold, last.italic, last.url) == (span.bold, span.italic, span.url):
            joined[-1] = MarkedSpan(last.text + span.text, last.bold, last.italic, last.url)
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
            folded.append(MarkedSpan(text, span.bold, span.italic, span.url))
    return tuple(folded)


_made: list[MarkdownIt] = []


def _parser() -> MarkdownIt:
    """Return the CommonMark parser, made once; it keeps nothing between texts."""
    if not _made:
        from markdown_it import MarkdownIt  # 40 ms that plain text does not need

        parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "html": True})
        # Every address is taken as a link here, so that a wrong one is reported instead of printed as brackets.
        parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
        # Addresses have one form for links, code and print: the one of `model.addresses`.
        parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
        parser.normalizeLinkText = lambda url: url  # type: ignore[assignment, method-assign]
        _made.append(parser)
    return _made[0]
