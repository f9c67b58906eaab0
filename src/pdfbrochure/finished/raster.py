"""Pages as pictures: rendered by PDFium as a reader of the PDF sees them, and written as PNG."""

from __future__ import annotations

import hashlib
import struct
import threading
import zlib
from typing import Final

from msgspec import Struct

# PDFium keeps state of its own that no two threads may touch: whoever calls it where there are several holds this.
PDFIUM: Final = threading.RLock()
# Of a side of a picture, in pixels: 4 times A4 on a screen of double density. What is asked beyond is made smaller.
LARGEST_SIDE: Final = 6000
# A page in the first level of deflate is a third larger than in the sixth, and done in a seventh of the time.
_LEVEL: Final = 1


class Raster(Struct, frozen=True):
    """A page in pixels, three bytes each, row by row. `digest` is the same where the pixels are the same."""

    width: int
    height: int
    samples: bytes
    digest: str


class Rasters:
    """The pages of a PDF, rendered when they are asked for. Any thread may ask.

    Args:
        pdf: The file.
    """

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # a library of 7 MB, which no build needs

        with PDFIUM:
            self._document: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(pdf)

    def page(self, number: int, width: int) -> Raster:
        """Return page `number`, counted from 0, so many pixels wide.

        Raises:
            IndexError: There is no such page, or the file was let go.
        """
        with PDFIUM:
            if self._document is None or not 0 <= number < len(self._document):
                raise IndexError(number)
            page = self._document[number]
            scale = width / page.get_width()
            scale = min(scale, LARGEST_SIDE / page.get_width(), LARGEST_SIDE / page.get_height())
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            step, count = bitmap.stride, bitmap.width * bitmap.n_channels
            whole = bytes(bitmap.buffer)
            samples = whole
            if step != count:
                samples = b"".join(whole[at * step : at * step + count] for at in range(bitmap.height))
            raster = Raster(bitmap.width, bitmap.height, samples, hashlib.blake2b(samples, digest_size=12).hexdigest())
            page.close()
        return raster

    def close(self) -> None:
        """Let go of the file."""
        with PDFIUM:
            if self._document is not None:
                self._document.close()
            self._document = None


def as_png(raster: Raster) -> bytes:
    """Return a page as a PNG."""
    return png_of_rows(raster.width, raster.height, raster.samples, 3)


def png_of_rows(width: int, height: int, samples: bytes, channels: int) -> bytes:
    """Return samples of 8 bits, row by row, as a PNG without a filter; channels are 1 or 3."""
    step = width * channels
    rows = b"".join(b"\0" + samples[at * step : (at + 1) * step] for at in range(height))
    return png_of_stream(width, height, zlib.compress(rows, _LEVEL), channels)


def png_of_stream(width: int, height: int, stream: bytes, channels: int) -> bytes:
    """Return a PNG (ISO/IEC 15948) of its filtered and deflated rows, as a PDF may hold them too."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", stream), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
