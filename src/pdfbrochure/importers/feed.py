"""Reads RSS, Atom and JSON Feed. feedparser is given bytes only, and its white list is off: what is hidden is ours."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from msgspec import structs

from pdfbrochure.importers.days import iso_day
from pdfbrochure.importers.dom import needs_extra, plain_text
from pdfbrochure.importers.draft import Block, Draft, ImportFault, Item, Picture, line, shown
from pdfbrochure.importers.html import read_html
from pdfbrochure.importers.pictures import split_credit, useful_alt
from pdfbrochure.importers.splitting import first_words
from pdfbrochure.model.addresses import read_address
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.tracking import remark_on_address

LARGEST: Final = 20_000_000
# A standfirst is a sentence or two, in characters.
LONGEST_STANDFIRST: Final = 400
_TEASER: Final = re.compile(
    r"(?i)(\[?(…|\.\.\.)\]?|(read|learn|find out|see) more[ .…»>→]*|continue reading.*|weiterlesen[ .…»>→]*"
    r"|mehr (lesen|erfahren)[ .…»>→]*|lire (la suite|plus)[ .…»>→]*|leer más[ .…»>→]*|leggi (tutto|di più)[ .…»>→]*"
    r"|lees (meer|verder)[ .…»>→]*|ler mais[ .…»>→]*|czytaj (więcej|dalej)[ .…»>→]*|читать (далее|дальше)[ .…»>→]*)$"
)
_BOILERPLATE: Final = re.compile(
    r"(?i)^(the post .{1,300} (first )?appeared (first )?on .{1,200}|der beitrag .{1,300} erschien zuerst auf .{1,200}"
    r"|l.article .{1,300} est apparu en premier sur .{1,200}"
    r"|la entrada .{1,300} (se publicó primero|aparece primero) en .{1,200}"
    r"|(share|follow us|tags?|filed under|related( posts| articles)?)\s*:.{0,300})$"
)


def read_feed(content: bytes, draft: Draft, address: str = "") -> None:
    """Fill a draft from an RSS or Atom feed. Raises ImportFault."""
    try:
        import feedparser
    except ImportError:
        raise needs_extra("feeds") from None
    if len(content) > LARGEST:
        raise ImportFault(f"the feed is larger than {LARGEST // 1_000_000} MB")
    if re.search(rb"<!ENTITY", content[:100_000]):
        raise ImportFault("the feed declares entities, which no feed needs")
    headers = {"content-location": address} if address else None
    try:
        feed = feedparser.parse(content, sanitize_html=False, response_headers=headers)
    except Exception as error:  # noqa: BLE001  # a stranger's file: feedparser raises whatever its parsers do
        raise ImportFault(f"the feed is damaged: {error}") from None
    if not feed.entries and (feed.bozo or not feed.version):
        raise ImportFault("the feed cannot be read", "open its address in a browser to see whether it is a feed")
    about = feed.feed
    draft.title = draft.title or plain_text(_of(about, "title"))
    draft.subtitle = draft.subtitle or plain_text(_of(about, "subtitle"))
    draft.language = draft.language or _language(_of(about, "language"))
    draft.past_stories = draft.past_stories or web_address(_of(about, "link"))
    for number, entry in enumerate(feed.entries, 1):
        where = f"entry {number}"
        contents = [_of(part, "value") for part in entry.get("content", [])]
        body = max(contents, key=len) if contents else ""
        summary = _of(entry, "summary")
        item = Item(title=plain_text(_of(entry, "title")), origin=web_address(_of(entry, "link")))
        item.date = iso_day(_of(entry, "published") or _of(entry, "updated"))
        item.pictures = _media(entry)
        item.byline = line(_of(entry.get("author_detail") or {}, "name") or _of(entry, "author"))
        tags = [line(tag.get("term") or "") for tag in entry.get("tags", [])]
        if any(tags):
            draft.add_note("left out", where, f"the categories: {', '.join(tags)}")
        for other in entry.get("enclosures", []):
            if not str(other.get("type", "")).startswith("image/") and other.get("href"):
                draft.add_note("left out", where, f"an attached file: {line(other['href'])}")
        fill_item(item, body or summary, summary if body else "", draft, where)


def read_json_feed(content: bytes, draft: Draft) -> None:
    """Fill a draft from a JSON Feed (jsonfeed.org, version 1.1). Raises ImportFault."""
    if len(content) > LARGEST:
        raise ImportFault(f"the feed is larger than {LARGEST // 1_000_000} MB")
    try:
        feed = json.loads(content)
        entries = feed.get("items", [])
        rows = [entry for entry in entries if isinstance(entry, dict)]
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise ImportFault(f"the JSON cannot be read: {error}") from None
    draft.title = draft.title or text_of(feed, "title")
    draft.subtitle = draft.subtitle or text_of(feed, "description")
    draft.language = draft.language or _language(text_of(feed, "language"))
    draft.past_stories = draft.past_stories or web_address(text_of(feed, "home_page_url"))
    for number, entry in enumerate(rows, 1):
        where = f"entry {number}"
        item = Item(title=plain_text(text_of(entry, "title")), origin=web_address(text_of(entry, "url")))
        item.date = iso_day(text_of(entry, "date_published"))
        item.language = _language(text_of(entry, "language"))
        pictures = [text_of(entry, key) for key in ("image", "banner_image")]
        item.pictures = [Picture((address,)) for address in dict.fromkeys(pictures) if address]
        people = _listed(entry, "authors") or [entry.get("author")]
        item.byline = ", ".join(text_of(person, "name") for person in people if isinstance(person, dict))
        tags = [line(str(tag)) for tag in _listed(entry, "tags")]
        if tags:
            draft.add_note("left out", where, f"the categories: {', '.join(tags)}")
        for attached in _listed(entry, "attachments"):
            if isinstance(attached, dict):
                draft.add_note(
                    "left out", where, f"an attached file: {text_of(attached, 'url')} {text_of(attached, 'title')}"
                )
        body = str(entry.get("content_html") or "") or escape_text(str(entry.get("content_text") or ""))
        fill_item(item, body, escape_text(text_of(entry, "summary")), draft, where)


def fill_item(item: Item, html: str, summary: str, draft: Draft, where: str) -> None:
    """Give an item its text, standfirst, pictures and links from HTML, and add it to the draft."""
    pieces = read_html(html, lambda kind, what: draft.add_note(kind, where, what), item.origin)
    lead = read_html(summary, _quiet, item.origin) if summary else []
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    blocks = _without_boilerplate(blocks, draft, where)
    item.standfirst = _standfirst([piece for piece in lead if isinstance(piece, Block)], blocks, draft, where)
    taken = {address for picture in item.pictures for address in picture.addresses}
    for piece in [*pieces, *lead]:
        if isinstance(piece, Picture) and not taken & set(piece.addresses):
            item.pictures.append(piece)
            taken |= set(piece.addresses)
        elif isinstance(piece, Picture):
            item.pictures = [_merged(picture, piece, draft, where) for picture in item.pictures]
    text = line(" ".join(block.text for block in blocks))
    is_teaser = bool(_TEASER.search(text))
    item.body = blocks
    if not item.title:
        item.title = first_words(blocks) or where
        draft.add_note("to do", where, f"it has no title; write one instead of {shown(item.title)}")
    if is_teaser:
        draft.add_note("to do", where, "the text is only the beginning; the page has more")
    if (is_teaser or not text) and item.origin:
        item.links.append((item.title, item.origin))
    draft.items.append(item)


def _standfirst(lead: list[Block], body: list[Block], draft: Draft, where: str) -> list[Block]:
    """Return a summary as a standfirst, unless the text begins with the same words."""
    words = line(" ".join(block.text for block in lead))
    bare = re.sub(r"\W+", "", _TEASER.sub("", words).removesuffix("["))
    text = re.sub(r"\W+", "", " ".join(block.text for block in body))
    if not bare or bare in text:
        return []
    if len(words) > LONGEST_STANDFIRST:
        draft.add_note("left out", where, f"a long summary: {words}")
        return []
    return lead


def _without_boilerplate(blocks: list[Block], draft: Draft, where: str) -> list[Block]:
    kept = list(blocks)
    while kept and _BOILERPLATE.match(line(kept[-1].text)):
        draft.add_note("left out", where, f"the last line of the feed: {line(kept.pop().text)}")
    return kept


def _merged(picture: Picture, other: Picture, draft: Draft, where: str) -> Picture:
    """Return a picture with what another mention of it says; what there is no room for is noted."""
    if not set(picture.addresses) & set(other.addresses):
        return picture
    for ours, theirs in zip(structs.astuple(picture)[1:], structs.astuple(other)[1:], strict=True):
        if theirs and ours and theirs not in ours:
            draft.add_note("left out", where, f"words of a picture that is named twice: {theirs}")
    addresses = tuple(dict.fromkeys([*picture.addresses, *other.addresses]))
    return Picture(
        addresses, picture.alt or other.alt, picture.caption or other.caption, picture.credit or other.credit
    )


def _media(entry: Any) -> list[Picture]:
    """Return the pictures that an entry names outside of its text."""
    credits_ = [line(each.get("content") or "") for each in entry.get("media_credit", [])]
    found = []
    for at, media in enumerate(entry.get("media_content", [])):
        kind = str(media.get("medium") or media.get("type") or "image")
        if media.get("url") and kind.startswith("image"):
            credit = credits_[at] if at < len(credits_) else ""
            caption, own = split_credit(
                plain_text(media.get("description") or entry.get("media_description", "") or "")
            )
            alt = useful_alt(plain_text(media.get("title") or ""), media["url"])
            found.append(Picture((line(media["url"]),), alt, caption, credit or own))
    if not found:
        found = [Picture((line(each["url"]),)) for each in entry.get("media_thumbnail", [])[:1] if each.get("url")]
    enclosures = [each for each in entry.get("enclosures", []) if str(each.get("type", "")).startswith("image/")]
    found += [Picture((line(each["href"]),)) for each in enclosures if each.get("href")]
    return list({picture.addresses: picture for picture in found}.values())


def _of(entry: Any, key: str) -> str:
    """Return a text of an entry; "" where the feed has none, or none that could be read."""
    return str(entry.get(key) or "")


def _listed(entry: dict[str, Any], key: str) -> list[Any]:
    found = entry.get(key)
    return found if isinstance(found, list) else []


def _quiet(_kind: object, _what: str) -> None:
    """Pass over what is said of a summary: its words stand in the text too, or are noted as a whole."""


def _language(tag: str) -> str:
    from pdfbrochure.model.addresses import read_language

    read = read_language(line(tag).replace("_", "-")) if tag else ""
    return "" if isinstance(read, Fault) else read


def web_address(text: str) -> str:
    """Return a web address without the marks of counters, or "" for anything else."""
    address = read_address(line(text)) if line(text).startswith(("http://", "https://")) else ""
    if isinstance(address, Fault) or not address:
        return ""
    remark = remark_on_address(address)
    return remark.mend if remark is not None and remark.mend.startswith("http") else address


def text_of(value: dict[str, Any], key: str) -> str:
    """Return a text of a JSON object on one line; "" for none."""
    found = value.get(key)
    return line(str(found)) if isinstance(found, (str, int, float)) else ""


def escape_text(text: str) -> str:
    """Return plain text as HTML: empty lines part paragraphs."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    parts = [part.strip() for part in re.split(r"\n\s*\n", escaped) if part.strip()]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)
