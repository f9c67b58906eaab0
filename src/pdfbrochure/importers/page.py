"""Reads a web page: what it says of itself in its head, and the one article in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.importers.days import iso_day
from pdfbrochure.importers.dom import attribute, parse_html, words_of
from pdfbrochure.importers.draft import Block, Draft, ImportFault, Item, Picture, joined, line, paragraph
from pdfbrochure.importers.feed import web_address
from pdfbrochure.importers.html import Piece, read_node
from pdfbrochure.importers.splitting import take_date

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST: Final = 5_000_000
# Where the programs of sites put the text of an article, the surest first.
_ARTICLES: Final = (
    "[itemprop=articleBody]", ".ecl-editor", ".field--name-body", ".node__content", ".entry-content", ".post-content",
    ".wp-block-post-content", ".article-body", ".article__body", ".story-body", ".gh-content", "article", "main",
    "[role=main]", "#content", "#main",
)  # fmt: skip
# What stands in an article and is no part of it.
_AROUND: Final = (
    "nav, aside, footer, .share, .sharing, .social, .social-share, .sharedaddy, .related, .related-posts, .breadcrumb, "
    ".breadcrumbs, .comments, #comments, .newsletter, .newsletter-signup, .cookie, .cookies, .advert, .ad, .tags, "
    "[role=navigation], [role=complementary], [role=search], [role=contentinfo]"
)
# The text that is chosen has at least this share of all words in paragraphs.
_LEAST_SHARE: Final = 0.5
_NEARLY_ALL: Final = 0.8


def read_page(html: str, draft: Draft, address: str = "") -> None:
    """Add the article of a web page to a draft. Raises ImportFault.

    Args:
        html: The page.
        draft: Takes one item.
        address: Of the page, to which its links are relative; "" for a file.
    """
    tree = parse_html(html)
    where = address or "the page"
    base = tree.css_first("base[href]")
    if base is not None and address:
        address = joined(address, attribute(base, "href"))
    about = _about(tree)
    item = Item(origin=web_address(about.get("url", "")) or web_address(address))
    root = tree.css_first("html")
    draft.language = draft.language or (attribute(root, "lang") if root is not None else "")
    article = _article(tree)
    if article is None:
        raise ImportFault("the page holds no text", "open it in a browser, and copy the text into brochure.yaml")
    heading = _heading(tree, article, about)
    item.title = heading or line(about.get("title", ""))
    for node in article.css(_AROUND):
        if node.mem_id == article.mem_id:
            continue
        words = words_of(node)
        if words:
            draft.add_note("left out", where, f"what stands beside the article: {words}")
        node.decompose()
    _tell_beside(article, draft, where)
    pieces = read_node(article, lambda kind, what: draft.add_note(kind, where, what), address)
    _fill(item, pieces, about, address)
    item.date = item.date or iso_day(about.get("date", ""))
    take_date(item, draft.language)
    item.byline = line(about.get("author", ""))
    if not draft.title:
        draft.title = line(about.get("site", "")) or item.title
    draft.items.append(item)


def _tell_beside(article: LexborNode, draft: Draft, where: str) -> None:
    """Note the words of the page that are not in the article."""
    node: LexborNode | None = article
    parts: list[str] = []
    while node is not None and node.tag not in ("body", "html") and node.parent is not None:
        sibling = node.parent.first_child
        while sibling is not None:
            if sibling.mem_id != node.mem_id:
                parts.append(words_of(sibling) if sibling.tag != "-text" else line(sibling.text_content or ""))
            sibling = sibling.next
        node = node.parent
    for words in filter(None, parts):
        draft.add_note("left out", where, f"what stands on the page beside the article: {words}")


def _fill(item: Item, pieces: list[Piece], about: dict[str, str], address: str) -> None:
    """Give an item its blocks and pictures; the title is not said twice."""
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    item.body = [block for block in blocks if not (block.kind == "subhead" and line(block.text) == item.title)]
    item.pictures = [piece for piece in pieces if isinstance(piece, Picture)]
    lead = line(about.get("summary", ""))
    text = re.sub(r"\W+", "", " ".join(block.text for block in blocks))
    if lead and not re.search(r"(…|\.\.\.)$", lead) and re.sub(r"\W+", "", lead) not in text and len(lead) < 400:
        item.standfirst = [paragraph(lead)]
    image = line(about.get("image", ""))
    if image and not item.pictures:
        item.pictures = [Picture((joined(address, image),), line(about.get("image_alt", "")))]


def _heading(tree: LexborHTMLParser, article: LexborNode, about: dict[str, str]) -> str:
    """Return the title that stands on the page: the first heading of the article, else of the page."""
    found = [*article.css("h1"), *tree.css("h1")]
    words = [words_of(node) for node in found if words_of(node)]
    named = line(about.get("title", ""))
    return next((each for each in words if each and each in named), words[0] if len(set(words)) == 1 else named)


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the article: the one that the markup names, else the one with the most text."""
    body = tree.body
    if body is None or not words_of(body):
        return None
    total = sum(len(words_of(node)) for node in body.css("p")) or 1
    for selector in _ARTICLES:
        found = [node for node in tree.css(selector) if words_of(node)]
        if len(found) == 1 and sum(len(words_of(node)) for node in found[0].css("p")) >= _LEAST_SHARE * total:
            return found[0]
    return _smallest_with_most(body, total)


def _smallest_with_most(body: LexborNode, total: int) -> LexborNode:
    """Return the innermost element that holds nearly all words in paragraphs."""
    found = body
    while True:
        child = found.first_child
        while child is not None and not (
            (child.tag or "-")[0] not in "-!"
            and child.tag != "p"
            and sum(len(words_of(node)) for node in child.css("p")) >= _NEARLY_ALL * total
        ):
            child = child.next
        if child is None:
            return found
        found = child


def _about(tree: LexborHTMLParser) -> dict[str, str]:
    """Return what a page says of itself: JSON-LD first, then its meta elements, then its title and times."""
    about: dict[str, str] = {}
    for script in tree.css('script[type="application/ld+json"]'):
        about |= {key: value for key, value in _from_json(script.text() or "").items() if value and key not in about}
    names = {
        "title": ("og:title", "dc.title", "dcterms.title"),
        "date": ("article:published_time", "date", "dc.date", "dcterms.created", "dcterms.date", "pubdate"),
        "author": ("author", "article:author", "dc.creator"),
        "summary": ("description", "og:description", "dc.description"),
        "image": ("og:image", "twitter:image"),
        "image_alt": ("og:image:alt", "twitter:image:alt"),
        "site": ("og:site_name",),
        "url": ("og:url",),
    }
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (attribute(node, "property") or attribute(node, "name")).lower()
        metas.setdefault(name, attribute(node, "content"))
    for key, choices in names.items():
        about.setdefault(key, next((metas[choice] for choice in choices if metas.get(choice)), ""))
        about[key] = about[key] or next((metas[choice] for choice in choices if metas.get(choice)), "")
    title = tree.css_first("title")
    if not about["title"] and title is not None:
        about["title"] = line(title.text() or "")
    time = tree.css_first("article time[datetime], main time[datetime], time[datetime]")
    if not about["date"] and time is not None:
        about["date"] = attribute(time, "datetime")
    if about["author"].startswith("http"):
        about["author"] = ""
    return about


def _from_json(text: str) -> dict[str, str]:
    """Return what the JSON-LD of an article says of it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    queue: list[Any] = [value]
    for _ in range(200):
        if not queue:
            break
        node = queue.pop(0)
        if isinstance(node, list):
            queue += node[:50]
        elif isinstance(node, dict):
            queue += [each for each in (node.get("@graph"),) if each]
            if re.search(r"Article|BlogPosting|NewsItem|WebPage\b|Report", str(node.get("@type", ""))):
                return {
                    "title": _text(node.get("headline")),
                    "date": _text(node.get("datePublished")),
                    "author": _text(node.get("author")),
                    "image": _text(node.get("image")),
                    "site": _text(node.get("publisher")),
                }
    return {}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return (
            ", ".join(filter(None, map(_text, value[:5])))
            if value and isinstance(value[0], dict)
            else _text(value[0] if value else "")
        )
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("url"))
    return line(str(value)) if isinstance(value, (str, int)) else ""
