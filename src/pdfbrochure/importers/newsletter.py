"""Reads the HTML of a newsletter, as mailing programs export it: tables for layout, headings that are only large."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import structs

from pdfbrochure.importers.dom import attribute, parse_html, words_of
from pdfbrochure.importers.draft import Block, Draft, Picture, line
from pdfbrochure.importers.html import Piece, read_node
from pdfbrochure.importers.splitting import fill_draft

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# In px: a line of this size is a heading, whatever element it is.
_LARGE: Final = 20
_LONGEST_HEADING: Final = 120
_SIZE: Final = re.compile(r"font-size:\s*([\d.]+)\s*(px|pt|em|rem)", re.IGNORECASE)
_PX: Final = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0}
# Lines of the mail itself, and no news.
_OF_THE_MAIL: Final = re.compile(
    r"""(?xi)^\W*(
    (view|read|open|see)\s(this\s)?(e-?mail|newsletter|message|it|online|in)\b.{0,80}(browser|online|web).*
    | .{0,60}(in\syour\sbrowser|im\sbrowser|dans\s(votre|le)\snavigateur|en\s(tu|su|el)\snavegador|nel\sbrowser).*
    | .{0,80}\bunsubscribe\b.* | .{0,80}\babmelden\b.* | .{0,80}désabonner.* | .{0,80}\bdarse\sde\sbaja\b.*
    | .{0,80}\bdisiscri.* | .{0,80}\bafmelden\b.* | (update|manage)\s(your\s)?(preferences|subscription).*
    | you('|’)?(\sa)?re\sreceiving\sthis\s.{0,300} | want\sto\schange\show\syou\sreceive.{0,200}
    | (forward|send)\s(this\s)?(to\sa\sfriend|e-?mail).* | add\sus\sto\syour\saddress\sbook.* )$"""
)
_TAG: Final = re.compile(
    r"[ \u00a0]?\*\|[^|*\n]{1,80}\|\*|\{\{[^{}\n]{1,80}\}\}|%%[^%\n]{1,80}%%|\[\[[^\]\n]{1,80}\]\]"
)


def is_newsletter(tree: LexborHTMLParser) -> bool:
    """Whether a page is a mail: tables in tables, and no element that names an article."""
    if tree.css_first("article, main") is not None:
        return False
    return len(tree.css("table table")) > 1 or tree.css_first("table[role=presentation], table[role=none]") is not None


def read_newsletter(html: str, draft: Draft, where: str = "the newsletter") -> None:
    """Fill a draft from a newsletter. Raises ImportFault."""
    tree = parse_html(html)
    root = tree.css_first("html")
    draft.language = draft.language or (attribute(root, "lang") if root is not None else "")
    title = tree.css_first("title")
    named = _TAG.sub("", line(title.text() or "")) if title is not None else ""
    _mark_headings(tree)
    body = tree.body
    pieces: list[Piece] = []
    if body is not None:
        pieces = read_node(body, lambda kind, what: draft.add_note(kind, where, what))
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Picture):
            kept.append(piece)
            continue
        block = _without_tags(piece, draft, where)
        words = line(block.text)
        if _OF_THE_MAIL.match(words):
            draft.add_note("left out", where, f"a line of the mail: {words}")
        elif words:
            kept.append(block)
    if named and not draft.title and any(isinstance(piece, Block) and piece.kind == "subhead" for piece in kept):
        heads = [line(piece.text) for piece in kept if isinstance(piece, Block) and piece.kind == "subhead"]
        draft.title = named if heads.count(named) != 1 or heads[0] == named else ""
        if heads[0] == named:
            kept = [piece for piece in kept if not (isinstance(piece, Block) and line(piece.text) == named)]
    fill_draft(kept, draft, where, pictures_lead=True)


def _without_tags(block: Block, draft: Draft, where: str) -> Block:
    """Return a block without the signs that a mailing program fills in."""
    for sign in dict.fromkeys(_TAG.findall(block.text)):
        draft.add_note("left out", where, f"a field of the mailing program: {sign.strip()}")
    return structs.replace(
        block, spans=tuple(structs.replace(span, text=_TAG.sub("", span.text)) for span in block.spans)
    )


def _mark_headings(tree: LexborHTMLParser) -> None:
    """Give large lines the role of a heading."""
    for node in tree.css("[style]"):
        size = _SIZE.search(attribute(node, "style"))
        if size is None or float(size[1]) * _PX[size[2].lower()] < _LARGE:
            continue
        words = words_of(node)
        if (
            not words
            or len(words) > _LONGEST_HEADING
            or any(each.mem_id != node.mem_id for each in node.css("p, h1, h2, h3, h4, table, ul, ol, div"))
        ):
            continue
        holder = node
        while (
            holder.parent is not None
            and holder.tag not in ("td", "div", "p", "th")
            and words_of(holder.parent) == words
        ):
            holder = holder.parent
        is_in_heading = holder
        while is_in_heading is not None and is_in_heading.tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "body"):
            parent = is_in_heading.parent
            if parent is None:
                break
            is_in_heading = parent
        if is_in_heading.tag in ("body", "html"):
            holder.attrs["role"] = "heading"
