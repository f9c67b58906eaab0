"""The words of a source, counted without any reader of ours, and the sources of the tests."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from PIL import Image

SOURCES = Path(__file__).parent / "sources"
PHOTOS = ("hill.jpg", "bruecke.jpg", "gazette/images/hill.jpg")
# Fields of exports and feeds that are read by programs and shown to nobody.
TECHNICAL = frozenset(
    [
        "link",
        "author_login",
        "creator",
        "guid",
        "pubDate",
        "id",
        "published",
        "updated",
        "wxr_version",
        "post_id",
        "post_type",
        "status",
        "post_date",
        "post_password",
        "meta_key",
        "meta_value",
        "attachment_url",
        "language",
        "date_published",
        "mime_type",
        "url",
        "home_page_url",
        "version",
        "type",
        "feature_image",
        "key",
        "published_at",
    ]
)


def gather(folder: Path) -> Path:
    """Return a folder with the sources and the photos that they name."""
    shutil.copytree(SOURCES, folder / "in")
    for number, name in enumerate(PHOTOS):
        (folder / "in" / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (600, 400), (40 * number, 90, 120)).save(folder / "in" / name)
    return folder / "in"


def count(text: str) -> Counter[str]:
    """Return how often each word stands in a text; marks of Markdown and escapes count as nothing."""
    text = text.replace("\\", "").replace("*", "")
    for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True):
        text = text.replace(raised, plain)
    return Counter(re.findall(r"[^\W_]+", text))


def of_html(text: str) -> str:
    """Return the words of HTML with a pattern or two."""
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|<title\b.*?</title>|<!--.*?-->", " ", text)
    text = re.sub(r"(?i)<(/?(?:\w+:)?(b|i|u|em|strong|sub|sup|span|a)\b[^>]*)>", "", text)
    for _ in range(2):
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return text


def of_source(path: Path) -> Counter[str]:
    """Return the words that a person sees in a source."""
    if path.is_dir():
        return sum((of_source(each) for each in sorted(path.rglob("*.md"))), Counter())
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return count(" ".join(of_html(each) for each in _texts(json.loads(text))))
    if path.suffix == ".xml":
        return count(" ".join(_xml_texts(ET.fromstring(text))))
    if path.suffix == ".md":
        text = re.sub(r"(?m)^(source_url|image|date|layout).*\n|^\w+(?=\s*[:=])|^\[\w+\]:.*$", "", text)
        text = re.sub(
            r"\]\([^)\s]*|\]\[\w+\]|\[\^\d\]|^\|[-|]+$|(src|alt|caption)=|T09.*Z", " ", text, flags=re.MULTILINE
        )
    return count(of_html(text))


def _texts(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in _texts(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, key)]
    return [str(value)] if key not in TECHNICAL else []


def _xml_texts(element: ET.Element) -> list[str]:
    name = element.tag.rpartition("}")[2]
    if name == "content" and element.get("type") == "xhtml":
        return [of_html(ET.tostring(element, encoding="unicode"))]
    own = [of_html(element.text or "")] if name not in TECHNICAL else []
    return own + [text for child in element for text in _xml_texts(child)]
