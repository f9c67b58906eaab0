"""Blocks to the Markdown that people like to edit: signs are escaped only where they would mean something.

Each text is proved: it is read again as a build reads it, and written with more backslashes where the blocks that
come back are not those that went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from msgspec import structs

from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.compose.typed import BULLETS, WORD_BULLETS
from pdfbrochure.diagnostics import Report
from pdfbrochure.importers.draft import Block, clean, line

# Lines of a paragraph are wrapped at this width, at word ends.
WIDTH: Final = 100
# What a build says of a text that is right as it is, and only a person can better.
_MINOR: Final = frozenset({"tracking-address", "list-numbers"})

_SIGN: Final = re.compile(r"[\\`*_{}\[\]<>#+\-!|~^=$&:'.)(]")
_MEANS_SOMETHING: Final = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|(?<![\s\w])[*_](?=\S)|(?<=\S)[*_](?!\w)|(?<!\S)[*_](?=\S)|\*\*|\[(?=[^\]]*\][(\[{:])"
    r"|\[(?=[\[^/])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~~|\{(?=[{%:.#])|\[(?=(?:url|img|color|size|caption|gallery|embed)\b)"
)
_LINE_START: Final = re.compile(r"(\d{1,9}|\(?\w{1,5})([.)])(?=\s|$)|([#>+\-=|:~])")
# After `>`, a number alone is a comparison; an empty line of quotation below it makes it a quotation.
_COMPARISON: Final = re.compile(r"[=\s\\]*[-+\u2212\u00b1]?[\u20ac$\u00a3\u00a5]?\s?\d")
# What may begin a line without being taken for anything: words, quotation marks, brackets.
_SAFE_WORD: Final = re.compile(r"(?!\d{1,9}[.)]|\(?\w{1,5}[.)](?:\s|$))[\w\"'(\[*\u201c\u201e\u00ab\u2018\u00bf\u00a1]")
_BULLET: Final = re.compile(rf"([{BULLETS}{WORD_BULLETS}])[\s\u00a0]*(?=\S)")

Escape = Callable[[str], str]


def write_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, with a line end behind it; "" for none."""
    blocks = [block for block in map(_tidy, blocks) if block.spans]
    if not blocks:
        return ""
    text = ""
    for escape, wraps in ((_escape_little, True), (_escape_little, False), (_escape_all, False)):
        texts, proved = zip(*(_proved(block, escape, wraps=wraps) for block in blocks), strict=True)
        text = _joined(texts, proved)
        if _reads_back(text, proved):
            break
    return text + "\n"


def _tidy(block: Block) -> Block:
    """Return a block with like spans joined, blanks outside of emphasis, and typed bullets as list entries."""
    spans: list[MarkedSpan] = []
    for look, group in groupby(block.spans, lambda span: (span.bold, span.italic, span.url)):
        text = re.sub(" *\n *", "\n", re.sub("[ \t\r\f\v]+", " ", clean("".join(span.text for span in group))))
        bare = text.strip(" \n")
        if not bare or not any(look):
            spans.append(MarkedSpan(text))
            continue
        start = text.index(bare)
        spans += [MarkedSpan(text[:start]), MarkedSpan(bare, *look), MarkedSpan(text[start + len(bare) :])]
    merged: list[MarkedSpan] = []
    for span in spans:
        if merged and _look(merged[-1]) == _look(span):
            merged[-1] = structs.replace(merged[-1], text=merged[-1].text + span.text)
        elif span.text:
            merged.append(span)
    folded = [structs.replace(span, text=re.sub("  +", " ", span.text)) for span in _on_whole_words(merged)]
    if folded:
        folded[0] = structs.replace(folded[0], text=folded[0].text.lstrip(" \n"))
        folded[-1] = structs.replace(folded[-1], text=folded[-1].text.rstrip(" \n"))
    folded = [span for span in folded if span.text]
    if block.kind in ("subhead", "entry"):
        folded = [structs.replace(span, text=span.text.replace("\n", " ")) for span in folded]
    if block.kind == "subhead":
        folded = [structs.replace(span, bold=False) for span in folded]
    block = structs.replace(block, spans=tuple(folded))
    bullet = _BULLET.match(folded[0].text) if folded and block.kind == "paragraph" else None
    if bullet is not None and "\n" not in block.text:
        rest = structs.replace(folded[0], text=folded[0].text[bullet.end() :])
        return structs.replace(block, kind="entry", depth=1, label="-", spans=(rest, *folded[1:]))
    return block


def _on_whole_words(spans: list[MarkedSpan]) -> list[MarkedSpan]:
    """Return spans without the emphasis that begins or ends inside of a word, which Markdown does not know."""
    found = []
    for at, span in enumerate(spans):
        before = spans[at - 1].text[-1:] if at else ""
        after = spans[at + 1].text[:1] if at + 1 < len(spans) else ""
        opens_inside = before.isalnum() and span.text[:1].isalnum()
        closes_inside = after.isalnum() and span.text[-1:].isalnum()
        if (span.italic and (opens_inside or closes_inside)) or (span.bold and opens_inside):
            found.append(structs.replace(span, bold=False, italic=False))
        else:
            found.append(span)
    return found


def _look(span: MarkedSpan) -> tuple[bool, bool, str]:
    return span.bold, span.italic, span.url


def _proved(block: Block, escape: Escape, *, wraps: bool) -> tuple[str, Block]:
    """Return the Markdown of one block without its mark, with as few backslashes as it takes, and what it means.

    Emphasis inside of words, which Markdown does not know, is left out.
    """
    is_head = block.kind == "subhead"
    plain = structs.replace(block, kind="subhead" if is_head else "paragraph", label="", depth=0)
    ways = [(block, escape, wraps), (block, escape, False), (block, _escape_all, False)]
    bare = structs.replace(block, spans=tuple(structs.replace(span, bold=False, italic=False) for span in block.spans))
    ways += [(bare, _escape_little, False), (bare, _escape_all, False)]
    text = ""
    for way, escaped, wrapped in ways:
        text = "".join(_span(span, escaped) for span in way.spans).replace("\n", "\\\n")
        text = text if is_head else "\n".join(map(_safe_start, text.split("\n")))
        text = wrap(text) if wrapped and not is_head and "\n" not in text else text
        if _reads_back(f"## {text}" if is_head else text, [structs.replace(plain, spans=way.spans)]):
            return text, structs.replace(block, spans=way.spans)
    return text, bare


def _span(span: MarkedSpan, escape: Escape) -> str:
    sign = "*" * (2 * span.bold + span.italic)
    if span.url and span.text == span.url and not sign:
        return span.text
    marked = f"{sign}{escape(span.text)}{sign}"
    if not span.url:
        return marked
    url = f"<{span.url}>" if re.search(r"[()]", span.url) else span.url
    return f"[{marked}]({url})"


def _escape_little(text: str) -> str:
    return _MEANS_SOMETHING.sub(lambda match: "\\" + "\\".join(match[0]), text)


def _escape_all(text: str) -> str:
    return _SIGN.sub(lambda match: "\\" + match[0], text)


def _safe_start(row: str) -> str:
    """Return a line of text that cannot be taken for a heading, a list or a quotation."""
    match = _LINE_START.match(row)
    if match is None:
        return row
    return f"{match[1]}\\{row[match.start(2) :]}" if match[2] else f"\\{row}"


def wrap(text: str) -> str:
    """Return a paragraph in lines of WIDTH; a word that would begin a list or the like begins no line."""
    rows: list[str] = []
    for word in text.split(" "):
        if rows and (len(rows[-1]) + 1 + len(word) <= WIDTH or not _SAFE_WORD.match(word)):
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return "\n".join(rows)


def _joined(texts: Sequence[str], blocks: Sequence[Block]) -> str:
    """Return the texts of blocks one below the other, each with its mark."""
    parts: list[str] = []
    margins = [""]
    before: Block | None = None
    for text, block in zip(texts, blocks, strict=True):
        if block.kind == "entry":
            depth = min(block.depth, len(margins)) if before is not None and before.kind == "entry" else 1
            if block.label:
                margins = [*margins[:depth], margins[depth - 1] + " " * (len(block.label) + 1)]
                mark = f"{margins[depth - 1]}{block.label} "
            else:
                mark = margins[min(depth, len(margins) - 1)]
            rest = margins[min(depth, len(margins) - 1)]
        else:
            mark = rest = {"quote": "> ", "subhead": "## "}.get(block.kind, "")
            margins = [""]
        if before is not None:
            is_one_list = block.depth > 1 or before.depth > 1 or (before.label or "-")[0] == (block.label or "-")[0]
            is_one_list = is_one_list or before.label[:1].isdigit() == block.label[:1].isdigit()
            is_tight = before.kind == block.kind == "entry" and bool(block.label) and is_one_list
            is_one_quote = before.kind == block.kind == "quote"
            parts.append("\n" if is_tight else "\n>\n" if is_one_quote else "\n\n")
        parts.append(mark + text.replace("\n", f"\n{rest}"))
        if block.kind == "quote" and _COMPARISON.match(text):
            parts.append("\n>")
        before = block
    return "".join(parts)


def _reads_back(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a build reads the same blocks in the text, and has nothing to say against it."""
    report = Report()
    read = parse_markdown(text, (), report)
    if any(finding.severity != "note" and finding.code not in _MINOR for finding in report.findings()):
        return False
    if [(block.kind, bool(block.label)) for block in read] != [(block.kind, bool(block.label)) for block in blocks]:
        return False
    return all(_is_same(got.spans, wanted.spans) for got, wanted in zip(read, blocks, strict=True))


def _is_same(got: Sequence[MarkedSpan], wanted: Sequence[MarkedSpan]) -> bool:
    """Whether spans have the same words, looks and links; a bare address may have become a link."""
    before = [(char, *_look(span)) for span in got for char in span.text]
    after = [(char, *_look(span)) for span in wanted for char in span.text]
    return len(before) == len(after) and all(
        one[:1] == two[:1] and (one[0] == " " or (one[1:3] == two[1:3] and (one[3] == two[3] or not two[3])))
        for one, two in zip(before, after, strict=True)
    )


def as_line(blocks: Sequence[Block]) -> str:
    """Return the words of blocks on one line, where only plain text can stand."""
    return line(" ".join(block.text for block in blocks))
