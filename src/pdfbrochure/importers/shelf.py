"""Takes in the photos of a source: once each, under names that people can read, with what they say of themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from pdfbrochure.assets.measuring import measure_photo
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import LARGEST_FILE, Memory
from pdfbrochure.importers.draft import Draft, ImportFault, Picture, line, shown

MOST_PHOTOS: Final = 200
# Together, in bytes.
MOST_BYTES: Final = 1_000_000_000
LONGEST_NAME: Final = 40
# In px: what is smaller both ways is an icon or a counter.
_SMALLEST: Final = 32
_ENDINGS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif", "GIF": "gif"}

# The bytes behind an address; raises ImportFault with the reason why there are none.
Get = Callable[[str], bytes]


class Shelf:
    """The photos of one draft.

    Attributes:
        files: Name below the brochure's folder -> bytes.
    """

    def __init__(self, draft: Draft, get: Get) -> None:
        self.files: dict[str, bytes] = {}
        self._draft = draft
        self._get = get
        self._names: dict[str, str] = {}
        self._known: dict[tuple[str, ...], str | None] = {}
        self._bytes = 0

    def photos_of(self, pictures: list[Picture], where: str, title: str, language: str) -> list[dict[str, str]]:
        """Return the photos of an item as the brochure names them; what cannot be taken is noted."""
        photos: list[dict[str, str]] = []
        for picture in pictures:
            name = self._taken(picture, where, title)
            if name is None:
                continue
            if any(photo["file"] == name for photo in photos):
                self._note_words(picture, where, photos)
                continue
            inside = measure_photo(name, Memory({name: self.files[name]}), Report(), (), language)
            assert inside is not None, "a photo that was taken can be measured"
            alt = line(picture.alt or inside.alt)
            credit = line(picture.credit or inside.credit)
            if alt and alt == line(picture.caption):
                self._draft.add_note(
                    "changed", where, f"the alternative text is left to you, since it only said the caption: {alt}"
                )
                alt = ""
            fields = {"file": name, "credit": credit, "alt": alt, "caption": line(picture.caption)}
            photos.append({key: value for key, value in fields.items() if value})
        return photos

    def _note_words(self, picture: Picture, where: str, photos: list[dict[str, str]]) -> None:
        """Note the words of a picture that comes a second time, where they are others."""
        for words in (picture.alt, picture.caption, picture.credit):
            if words and not any(words in photo.values() for photo in photos):
                self._draft.add_note("left out", where, f"words of a picture that is there already: {words}")

    def _taken(self, picture: Picture, where: str, title: str) -> str | None:
        if picture.addresses not in self._known:
            self._known[picture.addresses] = self._take(picture, where, title)
        return self._known[picture.addresses]

    def _take(self, picture: Picture, where: str, title: str) -> str | None:
        reason = ""
        for address in picture.addresses:
            try:
                content = self._get(address)
            except ImportFault as fault:
                reason = reason or fault.what
                continue
            if not content or len(content) > LARGEST_FILE:
                reason = reason or "it is empty or too large"
                continue
            digest = hashlib.sha256(content).hexdigest()
            if digest in self._names:
                return self._names[digest]
            if len(self.files) >= MOST_PHOTOS or self._bytes + len(content) > MOST_BYTES:
                reason = f"there are more than {MOST_PHOTOS} photos, or they are too large together"
                break
            report = Report()
            measured = measure_photo("photo", Memory({"photo": content}), report, ())
            if measured is None:
                finding = report.findings()[0]
                what = finding.what.removeprefix("photo ")
                reason = reason or (f"{what}; {finding.mend}" if finding.mend else what)
                continue
            if max(measured.width, measured.height) < _SMALLEST:
                if not picture.alt + picture.caption:
                    return None
                reason = reason or "it is an icon"
                continue
            name = self._name(picture, title, _ENDINGS[measured.format])
            self.files[name] = content
            self._names[digest] = name
            self._bytes += len(content)
            return name
        shown_address = "in the file" if picture.addresses[0].startswith("data:") else picture.addresses[0]
        words = " · ".join(part for part in (picture.alt, picture.caption, picture.credit) if part)
        told = f" (it said: {words})" if words else ""
        self._draft.add_note("left out", where, f"the picture {shown_address}: {reason}{told}")
        return None

    def _name(self, picture: Picture, title: str, ending: str) -> str:
        """Return a name for a photo that no other has."""
        stem = slug(picture.alt) or slug(picture.caption) or slug(title) or "photo"
        name, number = f"assets/{stem}.{ending}", 1
        while name in self.files:
            number += 1
            name = f"assets/{stem}-{number}.{ending}"
        return name


def slug(text: str) -> str:
    """Return words as a file's name of small ASCII letters; "" where the text has none."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o")).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word[:LONGEST_NAME]
    return name if len(name) > 2 else ""


def tell_rights(draft: Draft, count: int) -> None:
    """Note how many photos were copied, for which somebody must have the right."""
    if count:
        said = "1 photo was" if count == 1 else f"{count} photos were"
        draft.add_note("to do", "", f"{said} copied; you need the right to print each of them")


def tell_title(draft: Draft, where: str) -> None:
    """Note that a title was made up."""
    draft.add_note("to do", where, f"the source has no title; write a better one than {shown(draft.title)}")
