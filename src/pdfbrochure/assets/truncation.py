"""Tells a JPEG that holds less than its header claims: its end marker is there, and rows of the picture are not.

A decoder fills what is missing with grey and says nothing, as after an interrupted download that a program has mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdfbrochure.assets.containers import Jpeg, walk_jpeg
from pdfbrochure.assets.decoding import damaged, opened

if TYPE_CHECKING:
    from PIL.Image import Image

# What decoders put for missing data is the middle of the scale, give or take one for rounding.
_FILL: Final = range(126, 131)
# Data that is no marker. Behind a whole picture it is passed over; where something is missing it is taken for that.
_NOISE: Final = bytes(1 + (index * index * 31 + index * 7 >> 3) % 250 for index in range(256))
# A progressive JPEG gives a block's 64 coefficients scan by scan, and bit by bit.
_PROGRESSIVE: Final = 0xC2
_COEFFICIENTS: Final = 64
# Decoded for the comparison at an eighth, which is what costs least.
_EIGHTH: Final = 8


def check_filled(name: str, content: bytes, image: Image | None = None) -> None:
    """Raise PhotoFault when the last rows of a JPEG are missing.

    Args:
        name: The photo's name.
        content: The file's bytes.
        image: The whole picture decoded from them, at any scale, if it is at hand. Only one that ends in plain grey is
            looked at closely.
    """
    jpeg = walk_jpeg(content)
    if jpeg is None or not jpeg.is_whole:
        return
    if _lacks_scans(content, jpeg):
        raise damaged(name, "JPEG", "it holds less than its header claims: the details of the picture are missing")
    if not _ends_in_fill(image or _eighth(name, content)):
        return
    end = jpeg.pieces[-1][0]
    continued = content[:end] + _NOISE + content[end:]
    if _eighth(name, continued).tobytes() != _eighth(name, content).tobytes():
        reason = "it holds less than its header claims: the lower part of the picture is missing"
        raise damaged(name, "JPEG", reason)


def _lacks_scans(content: bytes, jpeg: Jpeg) -> bool:
    """Return whether a progressive JPEG lacks scans of its first component (ITU-T T.81, B.2.3 and G.1.1)."""
    if jpeg.process != _PROGRESSIVE:
        return False
    missing_bits = [1] * _COEFFICIENTS
    for start, _end in jpeg.pieces:
        if content[start : start + 2] != b"\xff\xda":
            continue
        count = content[start + 4]
        first, last, bits = content[start + 5 + 2 * count : start + 8 + 2 * count]
        if jpeg.components[0][0] in content[start + 5 : start + 5 + 2 * count : 2]:
            for coefficient in range(first, min(last + 1, _COEFFICIENTS)):
                missing_bits[coefficient] = bits & 15
    return any(missing_bits)


def _ends_in_fill(image: Image) -> bool:
    """Return whether the lower right corner is of the plain grey that stands for missing data."""
    width, height = image.size
    corner = image.crop((width - max(1, width // 8), height - 1, width, height))
    return all(band.getextrema()[0] in _FILL and band.getextrema()[1] in _FILL for band in corner.split()[:3])


def _eighth(name: str, content: bytes) -> Image:
    """Return a JPEG decoded at an eighth of its size."""
    with opened(name, content, "JPEG") as image:
        image.draft(None, (max(1, image.width // _EIGHTH), max(1, image.height // _EIGHTH)))
        return image.copy()
