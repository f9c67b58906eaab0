"""The tree of a page, as browsers make it, and what can be said of its elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pdfbrochure.importers.draft import ImportFault, line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST: Final = 50_000_000
# So many elements that nothing closes: the parser's time grows with their square.
DEEPEST_HTML: Final = 5_000
HIDDEN: Final = frozenset({"script", "style", "template", "head", "meta", "link", "base", "title", "param", "source"})
_BLOCKS_IN_CELLS: Final = "h1, h2, h3, h4, p, ul, ol, img, div"


def parse_html(text: str) -> LexborHTMLParser:
    """Return the tree of a page or a piece of one, as browsers make it. Raises ImportFault."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise needs_extra("HTML") from None
    if len(text) > LARGEST:
        raise ImportFault(f"the HTML is larger than {LARGEST // 1_000_000} MB")
    _refuse_depth(text)
    return LexborHTMLParser(text.replace("\0", ""))


def _refuse_depth(text: str) -> None:
    """Raise ImportFault for elements inside elements without end, which a parser looks through again and again."""
    depth = 0
    for match in re.finditer(r"<(/?)(?!(?:p|li|td|tr|th|dt|dd|option|br|img|hr|input|meta|link|wbr)\b)[a-zA-Z]", text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST_HTML:
            raise ImportFault("the HTML is nested deeper than any page of people")


def needs_extra(what: str) -> ImportFault:
    """Return what is said where the libraries of the extra are not installed."""
    return ImportFault(f"to read {what}, further parts are needed", 'install them: pip install "pdfbrochure[import]"')


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML that should be one line, such as a title in a feed, escaped twice or not."""
    for _ in range(2):
        if not re.search(r"<\w|</|&#?\w+;", html):
            break
        body = parse_html(html).body
        html = "" if body is None else body.text(separator="")
    return line(html)


def attribute(node: LexborNode, name: str) -> str:
    """Return an attribute of an element; "" when it has none."""
    return line(node.attributes.get(name) or "")


def words_of(node: LexborNode) -> str:
    """Return all words below a node, scripts left out."""
    if node.tag in HIDDEN:
        return ""
    parts = []
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and (child.parent is None or child.parent.tag not in HIDDEN):
            parts.append(child.text_content or "")
    return line(" ".join(parts))


def is_layout(table: LexborNode) -> bool:
    """Whether a table only places things: it has no heads of columns, and blocks in its cells or one column."""
    if attribute(table, "role") in ("presentation", "none"):
        return True
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return True
    if table.css_first("th") is not None or table.css_first("caption") is not None:
        return False
    cells = table.css("td")
    if any(cell.css_first(_BLOCKS_IN_CELLS) is not None and len(cell.css("p")) != 1 for cell in cells):
        return True
    return len(cells) <= len(table.css("tr"))


def children(node: LexborNode) -> list[LexborNode]:
    """Return the elements directly below one."""
    found = []
    child = node.first_child
    while child is not None:
        if not (child.tag or "").startswith("-"):
            found.append(child)
        child = child.next
    return found
