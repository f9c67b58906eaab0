"""Pieces of HTML: escaped words, icons, tables that become rows on a narrow screen, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

# Only these become links: a brochure may come from a stranger.
_SAFE: Final = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_TAG: Final = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_STROKE: Final = 'fill="none" stroke="currentColor" stroke-width="1.75"'
_RING: Final = f'<circle cx="8" cy="8" r="7" {_STROKE}/>'
_OCTAGON: Final = f'<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" {_STROKE}/>'
_SQUARE: Final = f'<rect x="1" y="1" width="14" height="14" rx="2" {_STROKE}/>'
_ICONS: Final = {
    "ok": f'{_RING}<path d="M4.7 8.2l2.3 2.4 4.3-5" {_STROKE}/>',
    "bad": f'{_OCTAGON}<path d="M5.5 5.5l5 5M10.5 5.5l-5 5" {_STROKE}/>',
    "open": f'{_SQUARE}<path d="M5.8 6.2c0-3 4.5-2.8 4.5-.2 0 1.7-2.2 1.7-2.2 3.5M8.1 11v1.7" {_STROKE}/>',
    "none": f'<path d="M3 8h10" {_STROKE}/>',
}
_NARROW: Final = dict.fromkeys(("Number", "No.", "Kind", "Level"), ' class="nw"')
_NUMBERS: Final = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve"


def icon(name: str) -> str:
    """Return a sign that stands beside words and is not read."""
    return f'<svg class="i {name}" viewBox="0 0 16 16" aria-hidden="true">{_ICONS[name]}</svg>'


def in_words(count: int) -> str:
    """Return a small number in words, with a capital; larger ones in figures."""
    numbers = _NUMBERS.split()
    return numbers[count] if count < len(numbers) else str(count)


def words(text: str, language: str = "") -> str:
    """Return words of a file in their language and direction."""
    said = f' lang="{escape(language)}"' if _TAG.fullmatch(language) else ""
    return f'<bdi{said} dir="auto">{escape(_shown(text))}</bdi>' if text else ""


def target(url: str) -> str:
    """Return an address, as a link only if it is one of the safe kinds."""
    plain = _shown(url)
    shown = re.sub(r"^https?://(?:www\.)?", "", plain).removesuffix("/")
    text = f'<bdi dir="ltr">{escape(shown or plain)}</bdi>'
    return f'<a href="{escape(plain)}" rel="noreferrer">{text}</a>' if _SAFE.match(plain) else text


def box(*labels: str) -> str:
    """Return boxes to tick on paper, each before its words."""
    return "".join(f'<span><span class="bx" aria-hidden="true"></span>{label}</span>' for label in labels)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "", head: int = 0, look: str = ""
) -> str:
    """Return a table; heads and cells are HTML, the cell `head` of a row heads it.

    The roles are named, for on a narrow screen rows are shown as blocks, and would be none for a screen reader.
    """
    top = "".join(f'<th role="columnheader" scope="col"{_look(one)}>{one}</th>' for one in heads)
    body = []
    for row in rows:
        cells = []
        for at, cell in enumerate(row):
            label, content = f' data-l="{heads[at]}"', f"<div>{cell}</div>"
            if at == head:
                cells.append(f'<th role="rowheader" scope="row"{label}{_look(heads[at])}>{content}</th>')
            else:
                cells.append(f'<td role="cell"{label}{_look(heads[at])}>{content}</td>')
        body.append(f'<tr role="row">{"".join(cells)}</tr>')
    told = f"<caption>{caption}</caption>\n" if caption else ""
    kind = f' class="{look}"' if look else ""
    head_row = f'<thead role="rowgroup"><tr role="row">{top}</tr></thead>'
    lines = "\n".join(body)
    return f'<table role="table"{kind}>\n{told}{head_row}\n<tbody role="rowgroup">\n{lines}\n</tbody></table>'


def _look(head: str) -> str:
    return {"Page": ' class="num"', "Text": ' class="t"', **_NARROW}.get(head, "")


def _shown(text: str) -> str:
    """Return text without what no HTML may hold."""
    return "".join(char for char in text if char >= " " and not 0xD800 <= ord(char) < 0xE000 and char != "\x7f")
