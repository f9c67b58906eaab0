"""Reads the exports of WordPress (WXR) and of Ghost: published posts, with their first pictures and captions."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from xml.etree import ElementTree as ET

from pdfbrochure.importers.days import iso_day
from pdfbrochure.importers.dom import plain_text
from pdfbrochure.importers.draft import Draft, ImportFault, Item, Picture, line
from pdfbrochure.importers.feed import fill_item, text_of, web_address
from pdfbrochure.importers.pictures import split_credit, useful_alt

LARGEST: Final = 200_000_000
_CAPTION: Final = re.compile(r"\[caption[^\]]*\](.*?)\[/caption\]", re.DOTALL)
_GALLERY: Final = re.compile(r"\[gallery[^\]]*?ids=[\"']?([\d, ]+)[\"']?[^\]]*\]")
_SHORTCODE: Final = re.compile(r"(?<!\[)\[/?[a-z][\w-]{1,40}(?:[\s=][^\]\n]{0,500})?/?\](?![(\]])")
_BLOCK: Final = (
    r"(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|pre|hr|section|iframe)"
)
_MORE: Final = "<!--more"


class _Attachment(dict[str, str]):
    """A picture of the library: url, alt, caption."""


def read_wordpress(content: bytes, draft: Draft, status: str = "publish") -> None:
    """Fill a draft from a WordPress export. Raises ImportFault.

    Args:
        content: The file.
        draft: Takes the posts.
        status: Which posts: published ones, or drafts.
    """
    if len(content) > LARGEST:
        raise ImportFault(f"the export is larger than {LARGEST // 1_000_000} MB")
    if re.search(rb"<!(DOCTYPE|ENTITY)", content[:100_000]):
        raise ImportFault("the export declares a document type, which WordPress never writes")
    try:
        root = ET.fromstring(content)  # noqa: S314  no document type, so no entities
    except (ET.ParseError, ValueError, RecursionError) as error:
        raise ImportFault(f"the export is damaged: {error}", "export it again: Tools > Export") from None
    channel = root.find("channel")
    if channel is None:
        raise ImportFault("the export holds no channel")
    draft.title = draft.title or plain_text(_field(channel, "title"))
    draft.subtitle = draft.subtitle or plain_text(_field(channel, "description"))
    draft.past_stories = draft.past_stories or web_address(_field(channel, "link"))
    language = _field(channel, "language")
    draft.language = draft.language or language.replace("_", "-")
    items = channel.findall("item")
    library = {
        _field(item, "post_id"): _attachment(item) for item in items if _field(item, "post_type") == "attachment"
    }
    people = [each for each in channel if _local(each.tag) == "author"]
    authors = {_field(each, "author_login"): _field(each, "author_display_name") for each in people}
    others: dict[str, int] = {}
    for item in items:
        kind, state = _field(item, "post_type"), _field(item, "status")
        title = plain_text(_field(item, "title"))
        if kind == "post" and state == status and not _field(item, "post_password"):
            _add_post(item, library, authors, draft, title)
        elif kind in ("post", "page"):
            why = "locked by a password" if _field(item, "post_password") else f"{kind}, {state}"
            draft.add_note("left out", f"post {_field(item, 'post_id')}", f"{title} ({why})")
        elif kind != "attachment":
            others[kind] = others.get(kind, 0) + 1
    for kind, count in others.items():
        draft.add_note("left out", "", f"{count} entries of the kind {line(kind)}, which are no news")


def _add_post(
    post: ET.Element, library: dict[str, _Attachment], authors: dict[str, str], draft: Draft, title: str
) -> None:
    where = f"post {_field(post, 'post_id')} \u201c{title}\u201d"
    item = Item(title=title, origin=web_address(_field(post, "link")))
    item.date = _field(post, "post_date")[:10] or iso_day(_field(post, "pubDate"))
    if item.date.startswith("0000"):
        item.date = iso_day(_field(post, "pubDate"))
    thumbnail = library.get(_meta(post).get("_thumbnail_id", ""))
    if thumbnail:
        item.pictures = [_picture(thumbnail)]
    login = _field(post, "creator")
    item.byline = line(authors.get(login, ""))
    if login and not item.byline:
        draft.add_note("left out", where, f"the author, of whom only the login is known: {line(login)}")
    terms = [line(each.text or "") for each in post.findall("category")]
    if terms:
        draft.add_note("left out", where, f"the categories: {', '.join(terms)}")
    encoded = [each.text or "" for each in post if _local(each.tag) == "encoded"]
    content, excerpt = [*encoded, "", ""][:2]
    summary = excerpt
    if _MORE in content and not excerpt:
        before = content.partition(_MORE)[0].strip()
        if before and "\n\n" not in before and len(before) < 600:
            summary, content = before, content.partition(_MORE)[2].partition("-->")[2]
    fill_item(item, _as_html(content, library, item, draft, where), _autop(summary), draft, where)


def _as_html(content: str, library: dict[str, _Attachment], item: Item, draft: Draft, where: str) -> str:
    """Return the text of a post as HTML: paragraphs made, captions and galleries taken, other shortcodes dropped."""
    content = _CAPTION.sub(_figure, content)
    for gallery in _GALLERY.finditer(content):
        found = [library.get(each.strip()) for each in gallery[1].split(",")]
        item.pictures += [_picture(attachment) for attachment in found if attachment]
    content = _GALLERY.sub("", content)
    for code in dict.fromkeys(_SHORTCODE.findall(content)):
        draft.add_note("left out", where, f"a sign of WordPress: {line(code)}")
    content = _SHORTCODE.sub("", content)
    return content if "<!-- wp:" in content else _autop(content)


def _figure(match: re.Match[str]) -> str:
    images = re.match(r"\s*((?:<a[^>]*>)?\s*<img[^>]*>\s*(?:</a>)?)(.*)", match[1], re.DOTALL)
    return f"\n\n<figure>{images[1]}<figcaption>{images[2]}</figcaption></figure>\n\n" if images else match[1]


def _autop(text: str) -> str:
    """Return a text with its empty lines as paragraphs and its line ends as breaks, as WordPress shows it."""
    parts = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if re.match(rf"\s*</?{_BLOCK}\b", part, re.IGNORECASE):
            parts.append(part)
        elif part.strip():
            parts.append(f"<p>{part.strip().replace(chr(10), '<br>')}</p>")
    return "\n".join(parts)


def _attachment(item: ET.Element) -> _Attachment:
    encoded = [each.text or "" for each in item if _local(each.tag) == "encoded"]
    caption = plain_text([*encoded, "", ""][1])
    alt = _meta(item).get("_wp_attachment_image_alt", "")
    return _Attachment(url=line(_field(item, "attachment_url")), alt=line(alt), caption=caption)


def _picture(attachment: _Attachment) -> Picture:
    caption, credit = split_credit(attachment["caption"])
    return Picture((attachment["url"],), useful_alt(attachment["alt"], attachment["url"]), caption, credit)


def _meta(item: ET.Element) -> dict[str, str]:
    return {_field(each, "meta_key"): _field(each, "meta_value") for each in item if _local(each.tag) == "postmeta"}


def _field(element: ET.Element, name: str) -> str:
    """Return the text of a child by its local name, whatever the version of the namespace."""
    return next(((child.text or "").strip() for child in element if _local(child.tag) == name), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


# ---- Ghost


def read_ghost(content: bytes, draft: Draft, status: str = "published") -> None:
    """Fill a draft from a Ghost export. Raises ImportFault."""
    try:
        data = json.loads(content)["db"][0]["data"]
        posts = [post for post in data["posts"] if isinstance(post, dict)]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError) as error:
        raise ImportFault(f"the export cannot be read: {error}") from None
    settings: dict[str, Any] = {
        str(each.get("key")): each.get("value") for each in data.get("settings", []) if isinstance(each, dict)
    }
    draft.title = draft.title or text_of(settings, "title")
    draft.subtitle = draft.subtitle or text_of(settings, "description")
    more = {str(each.get("post_id")): each for each in data.get("posts_meta", []) if isinstance(each, dict)}
    for post in posts:
        where = f"post \u201c{text_of(post, 'title')}\u201d"
        if text_of(post, "status") != status or text_of(post, "type") == "page":
            draft.add_note("left out", where, f"it is a {text_of(post, 'type') or 'post'}, {text_of(post, 'status')}")
            continue
        meta = {**post, **{key: value for key, value in more.get(text_of(post, "id"), {}).items() if value}}
        item = Item(title=plain_text(text_of(post, "title")), date=iso_day(text_of(post, "published_at")))
        if text_of(meta, "feature_image"):
            caption, credit = split_credit(plain_text(text_of(meta, "feature_image_caption")))
            item.pictures = [
                Picture((text_of(meta, "feature_image"),), text_of(meta, "feature_image_alt"), caption, credit)
            ]
        summary = f"<p>{text_of(post, 'custom_excerpt')}</p>" if text_of(post, "custom_excerpt") else ""
        fill_item(item, str(post.get("html") or ""), summary, draft, where)
