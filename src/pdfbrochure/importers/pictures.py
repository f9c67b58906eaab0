"""What HTML says of a picture: where its best version is, what it shows, who took it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pdfbrochure.importers.draft import Picture, joined, line, parts_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# In px: wider ones are larger files than any page needs.
WIDEST: Final = 4000
# In px: icons of social media and the like are smaller.
_ICON: Final = 64
# A picture inside of the address itself is a placeholder below so many characters.
_PLACEHOLDER: Final = 2_700
_LAZY: Final = ("data-src", "data-original", "data-lazy-src", "data-full-url", "data-orig-file", "data-large-file")
_FILE: Final = re.compile(r"(?i)\.(jpe?g|png|webp|avif|tiff?)($|\?)")
# "Photo: …", "© …" in the languages of those who write captions; a colon or the sign makes it certain.
_CREDIT: Final = re.compile(
    r"""(?xi)(?:^|(?<=[\s.;,|/(\[\u2013\u2014-]))
    (?:(?:photo(?:graph(?:er|y|ie)?)?s?|pictures?|images?|photo\s?credits?|image\s?credits?|picture\s?credits?|credits?
    |crédits?(?:\s?photos?)?|fotos?|fotografía|fotografie|fotografia|bild(?:nachweis|er)?|kuva|zdjęcie|fot\.?
    |φωτογραφία|фото|снимка|写真|照片|摄影|사진|صورة|تصوير|תמונה|צילום)(?:\s(?:by|de|von|door|di))?\s?[:：]\s*|©\s*)
    (?P<name>\S.*)$"""
)
_NUMBER: Final = re.compile(
    r"(?i)^(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|photo|bild|foto|image|рис\.?|figura|afbeelding)\s?\d+[a-z]?\s?[:.)\u2013-]\s*"
)
# Word's guess at what a picture shows, in the languages that it says so in.
_GUESSED: Final = re.compile(
    r"(?i)(description automatically generated|automatisch generierte beschreibung|description générée automatiquement"
    r"|descripción generada automáticamente|descrizione generata automaticamente|automatisch gegenereerde beschrijving"
    r"|descrição gerada automaticamente|opis wygenerowany automatycznie|автоматически созданное описание"
    r"|ai-generated content may be incorrect)"
)


def picture_of(node: LexborNode, base: str, caption: str = "") -> Picture | None:
    """Return the picture of an `img`; None for counters, icons and placeholders.

    Args:
        node: The element.
        base: The address of the page.
        caption: What stands below it.
    """

    def get(name: str) -> str:
        return line(node.attributes.get(name) or "")

    sides = [
        int(side) for side in (get("width").removesuffix("px"), get("height").removesuffix("px")) if side.isdecimal()
    ]
    if sides and max(sides) < _ICON:
        return None
    found = [_widest(get("srcset")), _widest(get("data-srcset")), *map(get, _LAZY)]
    if node.parent is not None and node.parent.tag == "picture":
        sources = [line(source.attributes.get("srcset") or "") for source in node.parent.css("source")]
        found = [*map(_widest, sources), *found]
    around = node.parent
    while around is not None and around.tag in ("picture", "span", "div"):
        around = around.parent
    if around is not None and around.tag == "a" and _FILE.search(around.attributes.get("href") or ""):
        found.insert(0, line(around.attributes.get("href") or ""))
    found.append(get("src"))
    addresses = [_absolute(base, each) for each in found if each and not _is_placeholder(each)]
    if not addresses:
        return None
    title = get("title")
    words, credit = split_credit(caption or (title if title != get("alt") else ""))
    return Picture(tuple(dict.fromkeys(addresses)), useful_alt(get("alt"), addresses[-1]), words, credit)


def split_credit(caption: str) -> tuple[str, str]:
    """Return the caption without its credit and its number, and the credit, where it is certain which words are it."""
    caption = _NUMBER.sub("", line(caption))
    match = _CREDIT.search(caption)
    if match is None or len(match["name"]) > 120 or re.search(r"[.!?]\s+\S+\s+\S+\s+\S", match["name"]):
        return caption, ""
    before = caption[: match.start()].rstrip()
    name = match["name"].strip().rstrip(")]").strip()
    name = re.sub(r"(?i)\s*/?\s*©\s*", "/", name).strip("/ ") if "©" in name else name
    return before.rstrip(" ([|/;,–—-").rstrip() if before else "", name.removesuffix(".").strip() if name else ""


def useful_alt(alt: str, address: str = "") -> str:
    """Return an alternative text that a person wrote; "" for a file name or a machine's guess."""
    name = parts_of(address).path.rpartition("/")[2] if address and not address.startswith("data:") else ""
    if _GUESSED.search(alt) or (name and alt.casefold() in (name.casefold(), name.rpartition(".")[0].casefold())):
        return ""
    return alt


def is_guessed(alt: str) -> bool:
    """Whether a description was made by a program."""
    return bool(_GUESSED.search(alt))


def _is_placeholder(address: str) -> bool:
    return (address.startswith("data:") and len(address) < _PLACEHOLDER) or address.startswith("about:")


def _absolute(base: str, address: str) -> str:
    return address if address.startswith("data:") else joined(base, address)


def _widest(srcset: str) -> str:
    """Return the widest picture of a `srcset` that is not wider than any page needs."""
    best, most = "", 0.0
    for part in re.split(r",\s+", srcset):
        words = part.split()
        if not words:
            continue
        size = re.fullmatch(r"([\d.]+)([wx])", words[-1]) if len(words) > 1 else None
        number = float(size[1]) if size and size[1].replace(".", "", 1).isdigit() else 1.0
        width = number * (1 if size and size[2] == "w" else 1000)
        if most < width <= WIDEST:
            best, most = words[0].rstrip(","), width
    return best
