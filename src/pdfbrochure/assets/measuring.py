"""Measures photos: their size as people see them, their credit and alt text, and whether they can be used at all.

Takes file names, gives `photos.PhotoFile` values without pixels; `pixels` reads a file again when it is painted. Loaded
with the first photo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdfbrochure.assets.containers import Format, walk_jpeg, walk_png
from pdfbrochure.assets.decoding import (
    MOST_PIXELS_WHOLE,
    PhotoFault,
    check_size,
    damaged,
    opened,
    read_photo,
)
from pdfbrochure.assets.metadata import (
    TAG_DNG,
    TAG_IPTC,
    TAG_KIND,
    TAG_PHOTOSHOP,
    TAG_TILE_LENGTH,
    TAG_TILE_WIDTH,
    TAG_XMP,
    Records,
    Tags,
    alt_of,
    credit_of,
    iptc_in_photoshop,
    orientation_of,
    read_tags,
)
from pdfbrochure.assets.photos import PhotoFile

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

    from pdfbrochure.diagnostics import Findings, Origin
    from pdfbrochure.files import Files

# A camera's progressive JPEG has about 10 scans. Each costs a pass over the whole picture, so that a small file of
# thousands would take minutes to decode.
MOST_SCANS: Final = 100

# Pillow's modes of 8 or 16 bits a sample. The others (32-bit numbers) have no fixed white.
_MODES: Final = frozenset(
    {"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "LAB", "I;16", "I;16L", "I;16B"}
)


def measure_photo(name: str, files: Files, report: Findings, origin: Origin, language: str = "") -> PhotoFile | None:
    """Return the photo `name` as its header describes it, or None with an error in `report`.

    No pixel is decoded: a file that is damaged further on is found by `pixels.render_photo`.

    Args:
        name: Relative to the brochure.
        files: Where to read it from.
        report: Gets missing-file, path-outside, unreadable-photo, unsupported-photo, missing-extra, photo-too-large,
            damaged-photo.
        origin: Key path of the photo's `file` in the brochure.
        language: BCP 47 tag; which of the alt texts inside the photo to take.
    """
    try:
        content, format_ = read_photo(name, files)
        return _measure(name, content, format_, language)
    except PhotoFault as fault:
        fault.report_to(report, origin)
        return None


def _measure(name: str, content: bytes, format_: Format, language: str) -> PhotoFile:
    with opened(name, content, format_) as image:
        size, mode = image.size, image.mode
        records = _records(image, content, format_)
    if mode not in _MODES:
        raise PhotoFault(
            "unsupported-photo",
            f"{name} has 32-bit pixels, which have no fixed white",
            mend="save it with 8 or 16 bits a channel, or as JPEG",
        )
    _check_content(name, content, format_, size)
    # Decoders turn TIFF and HEIC themselves, and tell the size as turned.
    orientation = 1 if format_ in {"TIFF", "HEIC"} else orientation_of(read_tags(records.exif))
    width, height = size if orientation < 5 else (size[1], size[0])
    credit, alt = credit_of(records), alt_of(records, language)
    return PhotoFile(name, width, height, credit.text, alt, format_, mode, orientation, credit.raw)


def _records(image: ImageFile, content: bytes, format_: Format) -> Records:
    """Return the photo's metadata records, from where its format keeps them."""
    if format_ == "PNG":
        png = walk_png(content)
        return Records(exif=png.exif, xmp=png.xmp)
    if format_ == "TIFF":
        values = read_tags(content).values
        iptc = values.get(TAG_IPTC) or iptc_in_photoshop(values.get(TAG_PHOTOSHOP, b""))
        return Records(exif=content, iptc=iptc, xmp=values.get(TAG_XMP, b""))
    photoshop = image.info.get("photoshop", {})
    return Records(
        exif=image.info.get("exif") or b"",
        iptc=photoshop.get(0x0404, b"") if format_ == "JPEG" else b"",
        xmp=(image.info.get("xmp") or b"") if format_ != "GIF" else b"",
    )


def _check_content(name: str, content: bytes, format_: Format, size: tuple[int, int]) -> None:
    """Raise PhotoFault for what a look at the whole file can tell without decoding it."""
    if format_ == "JPEG":
        _check_jpeg(name, content, size)
    elif format_ == "TIFF":
        _check_tiff(name, read_tags(content))
    elif (format_ == "PNG" and not walk_png(content).is_whole) or (
        format_ == "WEBP" and int.from_bytes(content[4:8], "little") + 8 > len(content)
    ):
        raise _cut_short(name, format_)


def _check_jpeg(name: str, content: bytes, size: tuple[int, int]) -> None:
    jpeg = walk_jpeg(content)
    if jpeg is None:
        raise damaged(name, "JPEG", "the lengths of its parts do not fit")
    if not jpeg.is_whole:
        raise _cut_short(name, "JPEG")
    if jpeg.scans > MOST_SCANS:
        raise damaged(name, "JPEG", f"it has {jpeg.scans} scans, and no camera writes more than a few")
    if jpeg.process != 0xC0:
        check_size(name, size, MOST_PIXELS_WHOLE)


def _check_tiff(name: str, tags: Tags) -> None:
    if TAG_DNG in tags.values or tags.number(TAG_KIND, 0) & 1:
        raise PhotoFault(
            "unsupported-photo",
            f"{name} is a camera raw file",
            why="such a file holds the sensor's readings and only a small preview",
            mend="develop it in a photo program and save it as JPEG",
        )
    # A picture of one pixel may claim a tile of gigabytes, which libtiff would allocate.
    check_size(name, (tags.number(TAG_TILE_WIDTH, 0), tags.number(TAG_TILE_LENGTH, 0)), MOST_PIXELS_WHOLE)


def _cut_short(name: str, format_: Format) -> PhotoFault:
    return damaged(name, format_, "the file ends before the picture does, as after an interrupted copy")
