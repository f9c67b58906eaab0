"""What is said of a picture's samples in the PDF (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from typing import Any, Final

from pdfbrochure.assets.pixels import Picture
from pdfbrochure.paint.document import Stream, reference

_CHANNELS: Final = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}


def image_head(picture: Picture, document: Any, profile: bytes) -> bytes:
    """Return the entries of an image XObject's dictionary.

    Args:
        picture: The samples.
        document: ReportLab's document, to which the profile is added.
        profile: The ICC profile of the samples, or nothing where the file's output intent has it.
    """
    channels = _CHANNELS[picture.color_space]
    space = f"/{picture.color_space}".encode()
    if profile:
        space = b"[/ICCBased %s]" % reference(document, Stream(b"/N %d " % channels, profile))
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s /Filter /%s " % (
        picture.width,
        picture.height,
        picture.bits,
        space,
        picture.filter.encode(),
    )
    if picture.inverted:
        head += b"/Decode [%s] " % b" ".join([b"1 0"] * channels)
    if picture.predictor > 1:
        head += b"/DecodeParms << /Predictor %d /Colors %d /BitsPerComponent %d /Columns %d >> " % (
            picture.predictor,
            channels,
            picture.bits,
            picture.width,
        )
    return head
