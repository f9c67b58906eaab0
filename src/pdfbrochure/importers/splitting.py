"""Pieces of one long text to items: which headings begin one, what stands before the first, which words are dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from pdfbrochure.importers.draft import Block, Draft, Item, Picture, line, shown
from pdfbrochure.model.dates import days_in_words
from pdfbrochure.model.scalars import read_when

Piece = Block | Picture
# In characters: a bold line that is longer is a paragraph.
LONGEST_HEADING: Final = 90
_LONGEST_DATE: Final = 40


def bold_lines_as_headings(pieces: Sequence[Piece], draft: Draft, where: str) -> list[Piece]:
    """Return pieces with short paragraphs that are all bold as headings, where there is no other heading."""
    if any(isinstance(piece, Block) and piece.kind == "subhead" for piece in pieces):
        return list(pieces)
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            isinstance(piece, Block)
            and piece.kind == "paragraph"
            and piece.is_bold
            and 0 < len(piece.text.strip()) < LONGEST_HEADING
            and "\n" not in piece.text.strip()
            and after is not None
        ):
            draft.add_note("changed", where, f"the bold line {shown(piece.text)} is taken for a heading")
            found.append(structs.replace(piece, kind="subhead", level=1))
        else:
            found.append(piece)
    return found


def fill_draft(pieces: Sequence[Piece], draft: Draft, where: str, *, pictures_lead: bool = False) -> None:
    """Make items of one long text, and add them to the draft.

    The highest level of heading begins an item. A heading that stands alone of its level above all others is the
    brochure's title, if it has none yet.

    Args:
        pieces: The text.
        draft: Takes the items.
        where: What to call the text in notes.
        pictures_lead: Whether a picture above a heading belongs to what follows, as in newsletters.
    """
    levels = Counter(piece.level for piece in pieces if isinstance(piece, Block) and piece.kind == "subhead")
    first = next((piece for piece in pieces if isinstance(piece, Block) and piece.kind == "subhead"), None)
    ordered = sorted(levels)
    title: Block | None = None
    if first is not None and len(ordered) > 1 and levels[ordered[0]] == 1 and first.level == ordered[0]:
        title = first
        if not draft.title:
            draft.title = line(first.text)
        elif draft.title != line(first.text):
            title = None
    top = ordered[1] if title is not None else (ordered[0] if ordered else 0)
    item: Item | None = None
    early: list[Picture] = []
    waiting: list[Picture] = []
    for piece in pieces:
        if piece is title:
            continue
        if isinstance(piece, Block) and piece.kind == "subhead" and piece.level <= top:
            item = Item(title=line(piece.text), pictures=waiting)
            waiting = []
            draft.items.append(item)
        elif isinstance(piece, Picture):
            (waiting if pictures_lead else early if item is None else item.pictures).append(piece)
        else:
            (early if item is None else item.pictures).extend(waiting)
            waiting = []
            (draft.intro if item is None else item.body).append(piece)
    (early if item is None else item.pictures).extend(waiting)
    if item is None and draft.intro:
        draft.items.append(_single(draft, where))
    if early and draft.items:
        draft.items[-1 if item is None else 0].pictures[:0] = early
    elif early:
        draft.add_note("left out", where, f"{len(early)} pictures of a text without words")
    for each in draft.items:
        take_date(each, draft.language)


def _single(draft: Draft, where: str) -> Item:
    """Return the one item of a text without headings: its first short line is the title."""
    blocks, draft.intro = draft.intro, []
    head = blocks[0]
    if head.kind == "paragraph" and len(head.text) <= LONGEST_HEADING and len(blocks) > 1:
        return Item(title=line(head.text), body=blocks[1:])
    draft.add_note("to do", where, "the text has no heading; write a title for its item")
    return Item(title=draft.title or where, body=blocks)


def take_date(item: Item, language: str) -> None:
    """Take a first line that is a date, and no more, for the item's date."""
    if item.date or not item.body or item.body[0].kind != "paragraph":
        return
    words = line(item.body[0].text)
    if len(words) <= _LONGEST_DATE and is_date(words, item.language or language or "en") and len(item.body) > 1:
        item.date = words
        del item.body[0]


def is_date(words: str, language: str) -> bool:
    """Whether words are a date and hardly anything else."""
    when = read_when(words)
    if getattr(when, "start", None) is not None:
        return True
    if days_in_words(words, language) is None:
        return False
    return len(re.findall(r"[^\W\d]{3,}", words)) <= 4


def first_words(blocks: Sequence[Block], most: int = 60) -> str:
    """Return the first words of a text, for a title that is missing."""
    text = line(" ".join(block.text for block in blocks[:1]))
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"
