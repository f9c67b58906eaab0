"""Reads Markdown of any dialect, one file or a folder of them, with the keys that stand before the text.

The text is made HTML first, and read like a page: so reference links, tables and raw HTML need no second reader.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any, Final

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.importers.days import iso_day
from pdfbrochure.importers.draft import Block, Draft, Item, Picture, line, paragraphs
from pdfbrochure.importers.feed import web_address
from pdfbrochure.importers.html import read_html
from pdfbrochure.importers.pictures import split_credit, useful_alt
from pdfbrochure.importers.splitting import fill_draft, first_words, take_date
from pdfbrochure.read import parse

_STANDFIRST: Final = ("summary", "deck", "description", "excerpt", "standfirst", "subtitle", "lead", "teaser")
_IMAGES: Final = ("image", "primary_image", "featured_image", "cover", "photo", "thumbnail", "hero", "banner")
_LINKS: Final = ("source_url", "external_url", "link", "canonical_url", "url")
_DATES: Final = ("date", "published", "publishDate", "pubDate", "created")
_AUTHORS: Final = ("byline", "author", "authors", "by")
_TAKEN: Final = {*_AUTHORS, *_STANDFIRST, *_IMAGES, *_LINKS, *_DATES, "title", "lang", "language", "image_alt",
                 "image_credit", "image_caption", "alt", "caption", "credit"}  # fmt: skip
# What only steers a site's program and is never read.
_STEERING: Final = frozenset(
    [
        "layout",
        "permalink",
        "slug",
        "draft",
        "weight",
        "type",
        "template",
        "id",
        "aliases",
        "redirect_from",
        "published",
        "lastmod",
        "updated",
        "path",
        "uid",
        "sidebar",
        "toc",
        "menu",
    ]
)
_FIGURE: Final = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\s+(.*?)\s*/?[>%]\}\}", re.DOTALL)
_TEMPLATE: Final = re.compile(
    r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}|\{[:.#][^{}\n]{0,200}\}|^\s*:::.*$", re.DOTALL | re.MULTILINE
)
_DEFINITION: Final = re.compile(r"(?m)^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?: {2,}|\t)\S.*)*)\n?")
_CODE: Final = re.compile(r"(?ms)^(```|~~~).*?^\1|`[^`\n]*`")


def read_markdown_file(text: str, name: str, draft: Draft, *, alone: bool) -> None:
    """Add one Markdown file to a draft.

    Args:
        text: The file.
        name: Its path below the folder that the pictures belong to.
        draft: Takes the item; of a file that comes alone and has no keys, headings part the items.
        alone: Whether it is the only file.
    """
    keys, body = split_front_matter(text.replace("\r\n", "\n"), draft, name)

    def add(kind: Any, what: str) -> None:
        draft.add_note(kind, name, what)

    pieces = read_html(_as_html(body, add), add, f"{PurePosixPath(name).parent}/" if "/" in name else "")
    title = line(keys.get("title", ""))
    language = line(keys.get("lang", "") or keys.get("language", ""))
    if alone and not any(keys.get(key) for key in _DATES):
        draft.title, draft.language = draft.title or title, draft.language or language
        draft.subtitle = draft.subtitle or next((line(keys[key]) for key in _STANDFIRST if keys.get(key)), "")
        fill_draft(pieces, draft, name)
        return
    item = Item(title=title, language="" if language == draft.language else language)
    item.date = next((iso_day(keys[key]) for key in _DATES if keys.get(key)), "")
    item.byline = next((line(keys[key]) for key in _AUTHORS if keys.get(key)), "")
    item.origin = next((found for key in _LINKS if (found := web_address(keys.get(key, "")))), "")
    item.body = [piece for piece in pieces if isinstance(piece, Block)]
    item.pictures = _cover(keys) + [piece for piece in pieces if isinstance(piece, Picture)]
    if item.body and item.body[0].kind == "subhead" and line(item.body[0].text) in ("", item.title):
        del item.body[0]
    elif not item.title and item.body and item.body[0].kind == "subhead":
        item.title = line(item.body.pop(0).text)
    if not item.title:
        item.title = first_words(item.body) or PurePosixPath(name).stem
        draft.add_note("to do", name, "it has no title; its first words stand for one")
    take_date(item, draft.language)
    _take_summary(item, keys, draft, name)
    if not item.body and item.origin:
        item.links.append((item.title, item.origin))
    for key, value in keys.items():
        if key not in _TAKEN and key not in _STEERING and value:
            draft.add_note("left out", name, f"the key {key}: {line(value)}")
    draft.items.append(item)


def _take_summary(item: Item, keys: dict[str, str], draft: Draft, name: str) -> None:
    texts = [(key, keys[key]) for key in _STANDFIRST if keys.get(key)]
    if texts:
        item.standfirst = paragraphs(texts[0][1])
    for key, text in texts[1:]:
        draft.add_note("left out", name, f"the key {key}: {line(text)}")


def _cover(keys: dict[str, str]) -> list[Picture]:
    address = next((line(keys[key]) for key in _IMAGES if keys.get(key)), "")
    if not address:
        return []
    caption, credit = split_credit(keys.get("image_caption", "") or keys.get("caption", ""))
    alt = useful_alt(line(keys.get("image_alt", "") or keys.get("alt", "")), address)
    return [
        Picture(
            (address.lstrip("/"),), alt, caption, line(keys.get("image_credit", "") or keys.get("credit", "")) or credit
        )
    ]


def split_front_matter(text: str, draft: Draft, name: str) -> tuple[dict[str, str], str]:
    """Return the keys that stand before a text, as texts, and the text itself."""
    text = text.removeprefix("\ufeff")
    match = re.match(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if match:
        report = Report(name)
        try:
            value: Any = parse(match[1].encode(), report).value
        except BrochureError:
            draft.add_note("left out", name, f"the keys before the text cannot be read: {line(match[1])}")
            value = {}
        return _flat(value), text[match.end() :]
    match = re.match(r"\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", text, re.DOTALL)
    if match:
        import tomllib

        try:
            value = tomllib.loads(match[1])
        except (tomllib.TOMLDecodeError, RecursionError):
            draft.add_note("left out", name, f"the keys before the text cannot be read: {line(match[1])}")
            value = {}
        return _flat(value), text[match.end() :]
    return {}, text


def _flat(value: dict[str, Any]) -> dict[str, str]:
    """Return keys with texts; a list is one text, and the keys of a group follow its name."""
    flat: dict[str, str] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            names = {"src": "", "url": "", "path": "", "file": "", "image": ""}
            for name, text in _flat(inner).items():
                flat[f"{key}{names[name]}" if name in names else f"{key}_{name}"] = text
        elif isinstance(inner, list):
            flat[key] = ", ".join(str(each) for each in inner if not isinstance(each, (dict, list)))
        elif inner is not None:
            flat[key] = str(inner)
    return flat


def _as_html(text: str, add: Any) -> str:
    """Return Markdown as HTML: footnotes brought into the text, the signs of site programs taken out."""
    notes = {match[1]: " ".join(match[2].split()) for match in _DEFINITION.finditer(text)}
    text = _DEFINITION.sub("", text)

    def note(match: re.Match[str]) -> str:
        if match[1] not in notes:
            return str(match[0])
        add("changed", f"a footnote stands in brackets in the text: {notes[match[1]]}")
        return f" ({notes[match[1]]})"

    text = re.sub(r"[ \t]*\[\^([^\]\s]{1,60})\]", note, text)
    text = _FIGURE.sub(_figure, text)
    kept: list[str] = []
    done = 0
    for code in [*_CODE.finditer(text), None]:
        part = text[done : code.start() if code else len(text)]
        for sign in dict.fromkeys(match[0].strip() for match in _TEMPLATE.finditer(part)):
            add("left out", f"a sign of a program: {sign}")
        kept += [_TEMPLATE.sub("", part), code[0] if code else ""]
        done = code.end() if code else done
    from pdfbrochure.compose.commonmark import render_html

    return render_html("".join(kept))


def _figure(match: re.Match[str]) -> str:
    given = dict(re.findall(r"(\w+)\s*=\s*[\"“]([^\"”]*)[\"”]", match[1]))
    caption = f"<figcaption>{given['caption']}</figcaption>" if given.get("caption") else ""
    return f'\n\n<figure><img src="{given.get("src", "")}" alt="{given.get("alt", "")}">{caption}</figure>\n\n'
