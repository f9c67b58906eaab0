"""Texts that a comment cuts short: `title: Issue #7` says `Issue` to YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pdfbrochure.diagnostics import Span
from pdfbrochure.read.syntax import quote_mend

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Report
    from pdfbrochure.read.source import Mark, Place

# A remark is written `# a remark`, with a space; a word with a hash is not.
_HASH_WORD: Final = re.compile(r"[ \t]#[^\s#!]")
_COMMENT: Final = re.compile(r"[ \t]+(#[^\s#!].*)")
_HEX_COLOR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")


def find_cut_texts(root: Place, text: str, report: Report) -> None:
    """Report every plain text that ends at a `#` which was most likely meant to belong to it.

    Args:
        root: The place of the whole file.
        text: The file's text.
        report: Where to; its `source_lines` are those of the text.
    """
    if _HASH_WORD.search(text):
        _walk(root, set(), report)


def _walk(place: Place, seen: set[int], report: Report) -> None:
    mark, _, inner = place
    if inner is None:
        if not mark[4]:
            _check(mark, report)
    elif id(inner) not in seen:  # an alias leads to places that were walked already
        seen.add(id(inner))
        for held in inner.values() if isinstance(inner, dict) else inner:
            _walk(held, seen, report)


def _check(mark: Mark, report: Report) -> None:
    line, column, end_line, end_column, _ = mark
    lines = report.source_lines
    comment = _COMMENT.match(lines[end_line], end_column) if end_line < len(lines) else None
    if comment is None:
        return
    words = comment[1].rstrip()
    span = Span(end_line + 1, comment.start(1) + 1, len(words))
    color = _HEX_COLOR.match(words)
    if color and (line, column) == (end_line, end_column):
        what = f"`{color[0]}` is read as a comment, because of its `#`"
        report.error("unquoted-color", what, mend=f'put quotes round it: "{color[0]}"', span=span)
    else:
        what = f"`{words[:40].rstrip()}` is read as a comment, because of the space before `#`"
        at = comment.start(1) if (line, column) == (end_line, end_column) else column
        mend = quote_mend(lines, line, at, keep_comment=True)
        report.warning("cut-by-comment", what, mend=mend, span=span)
