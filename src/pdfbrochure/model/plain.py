"""What looks wrong in a plain value: titles, labels, credits, captions, descriptions. All is printed as typed.

Each function takes the value of a field and returns what is to be said about it, or None. They know no places.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from pdfbrochure.model.scalars import Fault, show
from pdfbrochure.regexes import compiled_later

# Titles, credits and captions are set in display sizes or on few lines; 2000 characters are already a page.
LONGEST_LINE: Final = 2_000
# Characters that take no room and show nothing, some of which Python counts as letters.
INVISIBLE: Final = compiled_later(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\\s]+"
)
_ENTITY: Final = compiled_later(r"&(?:[A-Za-z][A-Za-z0-9]{1,20}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG: Final = compiled_later(
    r"</?(?:b|i|em|strong|br|span|p|a|u|sup|sub|font|div|h[1-6])(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_STRONG: Final = re.compile(
    r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1|(?<![\w*])(\*)(?=[^\s*])([^*]{1,200}?)(?<=[^\s*])\3(?![\w*])"
)
_LINK: Final = re.compile(r"\[([^\]\[]{1,200})\]\((?:https?:|mailto:|www\.)[^)]{1,500}\)")
_CODE: Final = re.compile(r"`([^`]{1,100})`")
_WORD_SIGN: Final = re.compile("[\uf020-\uf0ff]")

_FILE: Final = compiled_later(r".*\.(?:jpe?g|png|gif|tiff?|webp|avif|heic|svg|bmp|eps|pdf)", re.IGNORECASE)
_NUMBERED: Final = compiled_later(
    r"(?:IMG|DSCN?|DSCF|P|PXL|MVI|Screenshot|Screen Shot|image|photo|WhatsApp Image)[ _-]?\d[\d _.:-]*", re.IGNORECASE
)
# What says no more than that there is a picture.
_NOTHING: Final = (
    "photo photos photograph picture pictures image images graphic illustration figure icon logo banner alt text "
    "alttext placeholder untitled todo tbd xxx none n/a na empty description beschreibung "
    "foto fotos bild bilder grafik abbildung fotografie photographie illustration afbeelding plaatje immagine immagini "
    "fotografia figura imagen imágenes ilustración fotografía imagem imagens obraz obrazek zdjęcie grafika "
    "obrázek slika fotografija kép fénykép kuva valokuva pilt attēls fotogrāfija nuotrauka paveikslėlis imagine poză "
    "billede bilde stampa ritratt íomhá grianghraf εικόνα φωτογραφία снимка изображение фото фотография картинка "
    "зображення світлина resim fotoğraf 写真 画像 图片 照片 圖片 사진 이미지 صورة تصویر תמונה चित्र ภาพ"
)


def is_invisible(text: str) -> bool:
    """Whether a text shows nothing, though it has characters."""
    return not INVISIBLE.sub("", text)


def is_missing(value: object) -> bool:
    """Whether a value counts as not given: nothing, blanks, or characters that show nothing."""
    return value is None or (isinstance(value, str) and (not value.strip() or _shows_nothing(value)))


def _shows_nothing(value: str) -> bool:
    return len(value) <= LONGEST_LINE and not value.isascii() and is_invisible(value)


def name_type(value: object) -> str:
    """Return words for what a value is."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return "empty" if is_missing(value) else f"the text {show(str(value))}"


def remark_on_line(text: str) -> Fault | None:
    """Return a remark on signs of web pages or of Markdown, which a plain text prints as they are."""
    if _WORD_SIGN.search(text):
        return Fault("word-sign", "holds a sign that only the symbol fonts of Word have", "delete it")
    if "&" in text and _ENTITY.search(text) and unescape(text) != text:
        plain = unescape(unescape(text)).replace("\u00a0", " ")
        return Fault(
            "plain-signs", f"is {show(text)}, with signs of web pages, which are printed", f"write {show(plain)}"
        )
    if "<" in text and _TAG.search(text):
        return _plain_signs(text, _TAG.sub("", text))
    plain = _CODE.sub(r"\1", _LINK.sub(r"\1", _STRONG.sub(lambda match: match[2] or match[4], text)))
    return None if plain == text else _plain_signs(text, plain)


def _plain_signs(text: str, plain: str) -> Fault:
    why = "this text is plain: only `intro`, `standfirst`, `body` and `contact` may have *emphasis* and links"
    return Fault(
        "plain-signs", f"is {show(text)}, with signs that are printed as they are", f"write {show(plain)}", why
    )


def remark_on_alt(text: str) -> Fault | None:
    """Return a remark on a description of a photo that describes nothing: a file's name, or the word for a photo."""
    bare = text.strip(" .!:()[]\"'\u2026-_#0123456789").casefold()
    is_file = bool(_FILE.fullmatch(text)) or bool(_NUMBERED.fullmatch(text))
    if not is_file and bare and not set(bare.split()) <= set(_NOTHING.split()):
        return None
    why = "people who do not see the photo hear this text instead"
    what = "which is the name of a file" if is_file else "which does not say what the photo shows"
    return Fault("empty-alt", f"is {show(text)}, {what}", "say in one sentence what the photo shows", why)
