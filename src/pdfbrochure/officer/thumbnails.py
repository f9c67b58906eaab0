"""Small pictures of the photos as they are printed, as `data:` addresses."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Final

from pdfbrochure.assets.decoding import PhotoFault
from pdfbrochure.assets.photos import crop_for
from pdfbrochure.assets.pixels import Picture, render_photo
from pdfbrochure.files import FileFault
from pdfbrochure.layout.pages import PlacedPhoto
from pdfbrochure.officer.subject import Subject

# In CSS pixels: enough to tell what a photo shows, and 20 to 40 KB each.
WIDTH: Final = 360
# A tall photo is made narrower, so that a column of them stays short.
HEIGHT: Final = 360


def thumbnail(placed: PlacedPhoto, subject: Subject) -> str:
    """Return the address of a small picture of a photo with its crop, or "" for a drawing."""
    photo = subject.photos[placed.photo]
    if photo.format == "SVG":
        return ""
    ratio = placed.width / placed.height
    width = min(WIDTH, HEIGHT * ratio)
    crop = crop_for(photo.width, photo.height, ratio, placed.focus)
    try:
        # At 72 pixels an inch a point is a pixel.
        picture = render_photo(photo, crop, width, width / ratio, subject.files, ppi=72)
    except (PhotoFault, FileFault):
        return ""
    kind, content = ("jpeg", picture.data) if picture.filter == "DCTDecode" else ("png", as_png(picture))
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def as_png(picture: Picture) -> bytes:
    """Return a picture without loss as a PNG file (PNG, third edition, 5)."""
    samples = picture.data
    if picture.predictor == 1:
        across = picture.width * (1 if picture.color_space == "DeviceGray" else 3)
        plain = zlib.decompress(samples)
        rows = (b"\0" + plain[at : at + across] for at in range(0, len(plain), across))
        samples = zlib.compress(b"".join(rows))
    kind = 0 if picture.color_space == "DeviceGray" else 2
    header = struct.pack(">IIBBBBB", picture.width, picture.height, picture.bits, kind, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", samples), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
