"""Documents of the project as pages of its site: Markdown becomes HTML, links lead to pages, and words can be found.

`build_site.py` calls it. The documents are plain Markdown without any extension, so that another generator could take
them as they are.
"""

from __future__ import annotations

import html
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

ROOT: Final = Path(__file__).parent.parent.parent
PICTURES: Final = (".png", ".jpg", ".webp", ".svg")
SPOKEN: Final = ("text", "code_inline", "softbreak")
# Words of a section that the search knows.
MOST_WORDS: Final = 160


def slugged(text: str) -> str:
    """Return the fragment of a heading, as services that show Markdown make it."""
    kept = re.sub(r"[^\w\- ]", "", text.strip().lower())
    return kept.replace(" ", "-")


@dataclass
class Found:
    """A section for the search: address, title, words."""

    address: str
    title: str
    words: str


@dataclass
class Site:
    """What is built: where to, the pages by their documents, and what the search will know."""

    out: Path
    pages: dict[Path, str]
    found: list[Found] = field(default_factory=list)

    def copy(self, source: Path, folder: str) -> str:
        """Copy a file of the project, and return its place in the site."""
        place = f"{folder}/{source.relative_to(ROOT).as_posix()}"
        (self.out / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, self.out / place)
        return place


def rendered(site: Site, document: Path) -> tuple[str, str]:
    """Return title and HTML of a document, with its files beside it, and its sections known to the search."""
    page = site.pages[document]
    text = re.sub(r"<!--.*?-->\n?", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    return html_of(site, text, page, lambda target: _led(site, document, target, page))


def html_of(site: Site, text: str, page: str, lead: Callable[[str], str]) -> tuple[str, str]:
    """Return title and HTML of a text in Markdown; `lead` gives the address of each link."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    _name_headings(tokens)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", lead(str(child.attrGet("href"))))
            if child.type == "image":
                _place_picture(site, child, lead)
    _index(site, tokens, page)
    body = str(parser.renderer.render(tokens, parser.options, {}))
    body = _scrolling(body).replace("<pre>", '<pre tabindex="0">')
    names = set(re.findall(r'<h[23] id="([^"]+)"', body))
    body = re.sub(r"see <em>([^<]+)</em>", lambda found: _seen(found[1], names), body)
    # A link without an address was one to a folder.
    body = re.sub(r'<a href="">(.*?)</a>', r"\1", body)
    title = next((html.escape(_words(tokens[at + 1])) for at, token in enumerate(tokens) if token.tag == "h1"), page)
    return title, re.sub(r"<thead>\s*<tr>(\s*<th[^>]*></th>)+\s*</tr>\s*</thead>", "", body)


def _seen(title: str, names: set[str]) -> str:
    """Return what a text says of a section of its own page, with a link if there is that section."""
    name = slugged(title)
    return f'see <a href="#{name}"><em>{title}</em></a>' if name in names else f"see <em>{title}</em>"


def _scrolling(body: str) -> str:
    """Let wide tables scroll by themselves; each region has a name of its own, by the heading above it."""
    names: dict[str, int] = {}

    def region(table: re.Match[str]) -> str:
        heads = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", body[: table.start()])
        name = re.sub(r"<a class=\"here\".*?</a>|<[^>]+>", "", heads[-1] if heads else "Table")
        names[name] = names.get(name, 0) + 1
        label = f"Table: {name}" + (f" ({names[name]})" if names[name] > 1 else "")
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">{table[0]}</div>'

    return re.sub(r"<table>.*?</table>", region, body, flags=re.DOTALL)


def _led(site: Site, document: Path, target: str, page: str) -> str:
    """Return the address of a link of a document, seen from its page; "" where it leads to a folder."""
    if re.match(r"[a-z]+:", target):
        return target
    name, hash_sign, fragment = target.partition("#")
    if not name:
        return target
    place = (document.parent / name).resolve()
    if place in site.pages:
        return between(page, site.pages[place]) + hash_sign + fragment
    if not place.is_file():
        return ""
    return between(page, site.copy(place, "img" if place.suffix in PICTURES else "files"))


def between(page: str, target: str) -> str:
    """Return the address of a place of the site, seen from a page."""
    return os.path.relpath(target, os.path.dirname(page) or ".").replace(os.sep, "/")  # noqa: PTH120  # no files


def _place_picture(site: Site, token: Token, lead: Callable[[str], str]) -> None:
    """Give a picture its address and its size, so that nothing jumps while it is loaded."""
    source = lead(str(token.attrGet("src")))
    token.attrSet("src", source)
    token.attrSet("loading", "lazy")
    place = site.out / source.removeprefix("../")
    if place.suffix in (".png", ".jpg", ".webp"):
        with Image.open(place) as picture:
            token.attrSet("width", str(picture.width))
            token.attrSet("height", str(picture.height))


def _name_headings(tokens: list[Token]) -> None:
    """Give each heading its fragment, and a link to itself."""
    seen: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        inline = tokens[at + 1]
        name = slugged(_words(inline))
        count = seen.get(name, 0)
        seen[name] = count + 1
        name = f"{name}-{count}" if count else name
        token.attrSet("id", name)
        if token.tag in ("h2", "h3"):
            link = Token("html_inline", "", 0)
            label = html.escape(f"Link to {_words(inline)}", quote=True)
            link.content = f'<a class="here" href="#{name}" aria-label="{label}">#</a>'
            inline.children = [*(inline.children or ()), link]


def _words(token: Token) -> str:
    children = token.children or ()
    return "".join(" " if each.type == "softbreak" else each.content for each in children if each.type in SPOKEN)


def _index(site: Site, tokens: list[Token], page: str) -> None:
    """Make the sections of a page known to the search; of a message, which is short, the page alone."""
    title = ""
    heads = ("h1",) if page.startswith("messages/") else ("h1", "h2", "h3")
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in heads:
            words = _words(tokens[at + 1])
            title = title or words
            address = page if token.tag == "h1" else f"{page}#{token.attrGet('id')}"
            site.found.append(Found(address, words if words == title else f"{words} – {title}", ""))
        elif token.type == "inline" and site.found and tokens[at - 1].type != "heading_open":
            last = site.found[-1]
            if len(last.words.split()) < MOST_WORDS:
                last.words = f"{last.words} {_words(token)}".strip()
