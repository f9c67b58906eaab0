"""Pictures of pages, small enough to be put into a web page."""

from __future__ import annotations

import io
from typing import Final

# Of JPEG: letters stay clean, and a page with photos has some 100 KB.
QUALITY: Final = 82


def as_jpeg(width: int, height: int, samples: bytes) -> bytes:
    """Return a picture of three bytes a pixel, row by row, as a JPEG."""
    from PIL import Image  # only needed for galleries

    stream = io.BytesIO()
    Image.frombytes("RGB", (width, height), samples).save(stream, "JPEG", quality=QUALITY, optimize=True)
    return stream.getvalue()
