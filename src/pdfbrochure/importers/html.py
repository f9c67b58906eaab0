"""HTML to blocks and pictures: the one reader of HTML, whatever the page comes from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.compose.meant_breaks import judge_breaks
from pdfbrochure.importers.dom import HIDDEN, attribute, children, is_layout, parse_html, words_of
from pdfbrochure.importers.draft import Block, ImportFault, NoteKind, Picture, clean, joined, line, shown
from pdfbrochure.importers.pictures import picture_of, split_credit
from pdfbrochure.model.addresses import read_address
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.tracking import remark_on_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Piece = Block | Picture
Tell = Callable[[NoteKind, str], None]

# Deeper than any page that people make; what lies below is read as plain text.
DEEPEST: Final = 200
# Lists in lists in lists are read at this depth.
DEEPEST_LIST: Final = 2
MOST_NODES: Final = 2_000_000

_EMBEDDED: Final = frozenset({"iframe", "video", "audio", "object", "embed", "svg", "canvas", "applet"})
_CONTROLS: Final = frozenset({"form", "button", "input", "select", "textarea", "dialog"})
_BOLD: Final = frozenset({"strong", "b"})
_ITALIC: Final = frozenset({"em", "i", "cite", "dfn", "var"})
_INLINE: Final = _BOLD | _ITALIC | {
    "a", "abbr", "acronym", "bdi", "bdo", "big", "center-inline", "code", "data", "font", "ins", "kbd", "label", "mark",
    "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small", "span", "strike", "del", "sub", "sup", "time", "tt",
    "u", "wbr", "math", "mi", "mo", "mn", "slot", "picture", "noscript",
}  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAISED: Final = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED: Final = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_FOOTNOTE_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})[\])]?")
_BACK: Final = re.compile(r"[\s\u00a0]*(?:[↑↩⏎^⤴]\ufe0e?[\s\u00a0]*)+$")
_FOR_READERS_ONLY: Final = re.compile(r"(^|\s)(screen-reader-text|sr-only|visually-hidden|visuallyhidden)(\s|$)")


def read_html(html: str, tell: Tell, base: str = "") -> list[Piece]:
    """Return the blocks and pictures of a piece of HTML, in reading order.

    Args:
        html: As found in a feed or an export.
        tell: Takes what was changed or left out.
        base: The address that relative links belong to.
    """
    body = parse_html(html).body
    return [] if body is None else read_node(body, tell, base)


def read_node(node: LexborNode, tell: Tell, base: str = "") -> list[Piece]:
    """Return the blocks and pictures below a node. Arguments as for `read_html`."""
    reader = _Reader(node, tell, base)
    reader.walk(node, 0)
    reader.flush()
    return reader.pieces


class _Reader:
    """Walks the tree and gathers pieces."""

    def __init__(self, root: LexborNode, tell: Tell, base: str) -> None:
        self.pieces: list[Piece] = []
        self._root = root
        self._tell = tell
        self._base = base
        self._spans: list[MarkedSpan] = []
        self._look = (False, False, "")
        self._quotes = 0
        self._heading = 0
        self._lists: list[tuple[bool, int]] = []
        self._label = ""
        self._restarts = 0
        self._footnotes: dict[str, LexborNode] = {}
        self._used: set[int] = set()
        self._nodes = 0

    # ---- walking

    def walk(self, node: LexborNode, depth: int) -> None:
        """Read all that is below a node."""
        if depth > DEEPEST:
            self._add(words_of(node))
            return
        child = node.first_child
        while child is not None:
            self._nodes += 1
            if self._nodes > MOST_NODES:
                raise ImportFault("the HTML has more elements than any page of people")
            self._enter(child, depth + 1)
            child = child.next

    def _enter(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "")
        elif tag.startswith(("-", "!", "_")) or tag in HIDDEN or node.mem_id in self._used:
            return
        elif self._is_unseen(node):
            self._leave_out("words that the page does not show", node)
        elif tag in _EMBEDDED or tag in _CONTROLS:
            self._embedded(node, tag)
        elif tag in ("s", "strike", "del"):
            self._leave_out("struck-out words", node)
        elif tag == "br":
            self._spans.append(MarkedSpan("\n"))
        elif tag in ("img", "amp-img"):
            self._picture(node)
        elif tag in _INLINE:
            self._inline(node, tag, depth)
        else:
            self._block(node, tag, depth)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self.flush()
        if tag in _HEADINGS or attribute(node, "role") == "heading":
            level = attribute(node, "aria-level")
            self._heading = int(tag[1]) if tag in _HEADINGS else int(level) if level in ("1", "2", "3", "4", "5") else 2
            self.walk(node, depth)
            self.flush()
            self._heading = 0
        elif tag == "figcaption":
            self._caption(node, depth)
        elif tag in ("ul", "ol", "menu"):
            self._list(node, tag == "ol", depth)
        elif tag == "li":
            self._entry(node, depth)
        elif tag == "blockquote":
            self._quotes += 1
            self.walk(node, depth)
            self.flush()
            self._quotes -= 1
        elif tag == "table" and not is_layout(node):
            self._table(node)
        elif tag == "figure":
            self._figure(node, depth)
        elif tag == "pre":
            self._tell("changed", f"code is set as plain text: {shown(words_of(node))}")
            self._add(words_of(node))
        elif tag == "dt":
            self._with_look((True, self._look[1], self._look[2]), node, depth)
        else:
            self.walk(node, depth)
        self.flush()

    def _inline(self, node: LexborNode, tag: str, depth: int) -> None:
        bold, italic, url = self._look
        style = attribute(node, "style").lower().replace(" ", "")
        weight = re.search(r"font-weight:(\w+)", style)
        if weight is not None:
            bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900")
        elif tag in _BOLD:
            bold = True
        if (tag in _ITALIC and "font-style:normal" not in style) or "font-style:italic" in style:
            italic = True
        if tag == "a" and self._anchor(node):
            return
        if tag == "a":
            url = self._link(node) or url
        if tag in ("sup", "sub") and not node.css_first("a, img"):
            self._script(node, tag)
            return
        if tag == "noscript":
            for image in node.css("img"):
                self._picture(image)
            return
        if tag == "rt":
            self._add(f" ({words_of(node)})")
            return
        if tag == "rp":
            return
        quote = '"' if tag == "q" else ""
        self._add(quote)
        self._with_look((bold, italic, url), node, depth)
        self._add(quote)

    def _with_look(self, look: tuple[bool, bool, str], node: LexborNode, depth: int) -> None:
        before, self._look = self._look, look
        self.walk(node, depth)
        self._look = before

    # ---- words

    def _add(self, text: str) -> None:
        if text:
            bold, italic, url = self._look
            self._spans.append(MarkedSpan(re.sub(r"[ \t\r\n\f]+", " ", text), bold, italic, url))

    def flush(self) -> None:
        """End the block that is being read."""
        spans, self._spans = self._spans, []
        rows: list[list[MarkedSpan]] = [[]]
        for span in spans:
            if span.text == "\n":
                rows.append([])
            else:
                rows[-1].append(span)
        group: list[list[MarkedSpan]] = []
        for row in [*rows, []]:
            if clean("".join(span.text for span in row)).strip(" "):
                group.append(row)
            elif group:
                self._end(group)
                group = []

    def _end(self, rows: list[list[MarkedSpan]]) -> None:
        """Add the block of some rows, which are kept as lines where they are those of an address or of hours."""
        texts = [line("".join(span.text for span in row)) for row in rows]
        if texts == ["\u00a0"]:
            return
        keeps = not self._lists and not self._heading and judge_breaks(texts) != "fold"
        joint = MarkedSpan("\n" if keeps else " ")
        spans = tuple(span for at, row in enumerate(rows) for span in ([joint, *row] if at else row))
        if self._heading:
            self.pieces.append(Block("subhead", spans, level=self._heading))
        elif self._quotes:
            self.pieces.append(Block("quote", spans))
        elif self._lists:
            depth = min(len(self._lists), DEEPEST_LIST)
            self.pieces.append(Block("entry", spans, depth=depth, label=self._label))
            self._label = ""
        else:
            self.pieces.append(Block("paragraph", spans))

    def _script(self, node: LexborNode, tag: str) -> None:
        """Add raised or lowered signs, as characters of their own where Unicode has them."""
        words = words_of(node)
        signs = _RAISED if tag == "sup" else _LOWERED
        if words and all(char in signs for char in words):
            self._add("".join(signs[char] for char in words))
            return
        if words:
            self._tell("changed", f"{'raised' if tag == 'sup' else 'lowered'} signs are set level: {shown(words)}")
        self._add(words)

    def _link(self, node: LexborNode) -> str:
        """Return the address of a link, or "" with a note."""
        typed = attribute(node, "href")
        if not typed or typed.startswith("#"):
            return ""
        address = read_address(joined(self._base, typed).replace(" ", "%20"))
        if isinstance(address, Fault):
            self._tell("left out", f"the address {shown(typed)} of the link {shown(words_of(node))}")
            return ""
        remark = remark_on_address(address)
        if remark is None:
            return address
        if remark.mend.startswith("http"):
            self._tell("changed", f"the marks of counters are gone from the address {remark.mend}")
            return remark.mend
        self._tell("to do", f"the link {shown(words_of(node))} leads through a counter; write the real address")
        return address

    def _anchor(self, node: LexborNode) -> bool:
        """Take a footnote's mark, or its way back; whether it was one."""
        href = attribute(node, "href")
        if not href.startswith("#") or len(href) < 2:
            return False
        words = words_of(node)
        if _BACK.fullmatch(words):
            return True
        if not _FOOTNOTE_MARK.fullmatch(words):
            return False
        note = self._target(href[1:])
        if note is None:
            return False
        self._used.add(note.mem_id)
        text = _BACK.sub("", words_of(note))
        text = re.sub(rf"^{re.escape(words)}[\s.:]*", "", text)
        self._tell("changed", f"a footnote stands in brackets in the text: {shown(text)}")
        self._add(f" ({text})")
        return True

    def _target(self, name: str) -> LexborNode | None:
        """Return the footnote of a name: the list entry or paragraph that bears it."""
        if not self._footnotes:
            for node in self._root.css("li[id], p[id], div[id], aside[id], a[id], a[name]"):
                holder: LexborNode | None = node
                if node.tag == "a":
                    holder = node.parent
                    while holder is not None and holder.tag not in ("li", "p", "div"):
                        holder = holder.parent
                if holder is not None:
                    self._footnotes.setdefault(attribute(node, "id") or attribute(node, "name"), holder)
        found = self._footnotes.get(name)
        return found if found is not None and len(words_of(found)) < 2000 else None

    # ---- lists and tables

    def _list(self, node: LexborNode, ordered: bool, depth: int) -> None:
        if len(self._lists) == DEEPEST_LIST:
            self._tell("changed", f"a list inside lists is one level higher now: {shown(words_of(node))}")
        start = attribute(node, "start")
        number = int(start) if start.isdecimal() and len(start) < 5 else 1
        label, self._label = self._label, ""
        self._lists.append((ordered, number))
        self.walk(node, depth)
        self.flush()
        self._lists.pop()
        self._label = label if not any(isinstance(piece, Block) for piece in self.pieces) else ""

    def _entry(self, node: LexborNode, depth: int) -> None:
        if not self._lists:
            self._lists.append((False, 1))
            self._entry(node, depth)
            self._lists.pop()
            return
        ordered, number = self._lists[-1]
        self._lists[-1] = ordered, number + 1
        self._label = f"{number}." if ordered else "-"
        self.walk(node, depth)
        self.flush()
        self._label = ""

    def _table(self, table: LexborNode) -> None:
        """Add a table as a list: its head in bold, and an entry for each row."""
        words = words_of(table)
        if not words:
            return
        self._tell("changed", f"a table is a list of its rows now: {shown(words)}")
        caption = table.css_first("caption")
        if caption is not None:
            self._add(words_of(caption))
            self.flush()
        for row in table.css("tr"):
            cells = [cell for cell in children(row) if cell.tag in ("td", "th")]
            for image in row.css("img"):
                self._picture(image)
            texts = [text for text in map(words_of, cells) if text]
            if not texts:
                continue
            if all(cell.tag == "th" for cell in cells):
                self.pieces.append(Block("paragraph", (MarkedSpan(" – ".join(texts), bold=True),)))
                continue
            spans = [MarkedSpan(texts[0], bold=cells[0].tag == "th")]
            if texts[1:]:
                spans.append(MarkedSpan(": " + "; ".join(texts[1:])))
            self.pieces.append(Block("entry", tuple(spans), depth=1, label="-"))

    # ---- pictures and what cannot be printed

    def _figure(self, node: LexborNode, depth: int) -> None:
        caption = node.css_first("figcaption")
        images = node.css("img, amp-img")
        if not images or node.css_first("table, blockquote, iframe, video") is not None:
            self.walk(node, depth)
            return
        words = words_of(caption) if caption is not None else ""
        taken = 0
        for image in images:
            own = words if taken == 0 else ""
            taken += self._picture(image, own)
        if words and not taken:
            self._tell("left out", f"the caption of a picture: {words}")
        others = [
            child for child in children(node) if child.tag not in ("figcaption", "img", "picture", "a", "amp-img")
        ]
        for child in others:
            if words_of(child):
                self._enter(child, depth + 1)

    def _caption(self, node: LexborNode, depth: int) -> None:
        """Add a caption that stands alone: to the picture before it, else as a paragraph."""
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Picture) and not last.caption:
            words, credit = split_credit(words_of(node))
            self.pieces[-1] = Picture(last.addresses, last.alt, words, last.credit or credit)
        else:
            self.walk(node, depth)

    def _picture(self, node: LexborNode, caption: str = "") -> bool:
        """Add a picture; whether it is one that could be printed."""
        picture = picture_of(node, self._base, caption)
        if picture is None:
            alt = attribute(node, "alt")
            if alt:
                self._tell("left out", f"a small picture: {alt}")
            return False
        self.pieces.append(picture)
        return True

    def _embedded(self, node: LexborNode, tag: str) -> None:
        address = attribute(node, "src") or attribute(node, "data")
        source = node.css_first("source[src]")
        if not address and source is not None:
            address = attribute(source, "src")
        words = words_of(node)
        if tag in _CONTROLS:
            if words:
                self._tell("left out", f"a form or a button: {words}")
        elif address or words:
            named = f"{joined(self._base, address)} {attribute(node, 'title')} {words}".strip()
            self._tell("left out", f"what is embedded ({tag}) cannot be printed: {named}")

    def _leave_out(self, what: str, node: LexborNode) -> None:
        words = words_of(node)
        if words:
            self._tell("left out", f"{what}: {words}")

    def _is_unseen(self, node: LexborNode) -> bool:
        style = attribute(node, "style").lower().replace(" ", "")
        return (
            "display:none" in style
            or "visibility:hidden" in style
            or "mso-hide:all" in style
            or "hidden" in node.attributes
            or bool(_FOR_READERS_ONLY.search(attribute(node, "class")))
        )
