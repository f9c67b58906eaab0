"""Small pictures of parts of pages, as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from pdfbrochure.finished.reading import Reading

# In pixels: enough to tell what a photo shows.
LONGEST: Final = 460
# More than a person looks at.
MOST: Final = 300
# Of a picture of a page, in points; smaller ones are signs.
LEAST: Final = 4.0


class Part(Struct, frozen=True):
    """A part of a page, in points from its lower left. `element` is -1 for something that is not read."""

    element: int
    page: int
    box: tuple[float, float, float, float]


class Thumbnail(Struct, frozen=True):
    """A picture of a part: its size in pixels, and its samples, three bytes each."""

    element: int
    page: int
    width: int
    height: int
    samples: bytes


def parts_to_show(reading: Reading) -> list[Part]:
    """Return where the figures are, then the pictures that are not read."""
    parts = [
        Part(index, one.box_page, one.box)
        for index, one in enumerate(reading.elements)
        if one.role == "Figure" and one.box is not None
    ]
    parts += [Part(-1, one.page, one.box) for one in reading.artifacts if one.box is not None]
    return parts[:MOST]


def render(pdf: Path | bytes, parts: Sequence[Part]) -> list[Thumbnail]:
    """Return pictures of the parts that lie on their pages."""
    import pypdfium2  # a library of 7 MB, which no build needs

    document = pypdfium2.PdfDocument(pdf)
    found = []
    for part in parts:
        page = document[part.page - 1]
        left, bottom, right, top = page.get_cropbox()
        box = (max(left, part.box[0]), max(bottom, part.box[1]), min(right, part.box[2]), min(top, part.box[3]))
        width, height = box[2] - box[0], box[3] - box[1]
        if width >= LEAST and height >= LEAST and not page.get_rotation():
            crop = (box[0] - left, box[1] - bottom, right - box[2], top - box[3])
            bitmap = page.render(scale=LONGEST / max(width, height), crop=crop, rev_byteorder=True)
            step, count = bitmap.stride, bitmap.n_channels
            rows = bytes(bitmap.buffer)
            lines = [rows[at * step : at * step + bitmap.width * count] for at in range(bitmap.height)]
            samples = b"".join(line if count == 3 else _without_fourth(line) for line in lines)
            found.append(Thumbnail(part.element, part.page, bitmap.width, bitmap.height, samples))
        page.close()
    document.close()
    return found


def _without_fourth(line: bytes) -> bytes:
    out = bytearray(len(line) // 4 * 3)
    for channel in range(3):
        out[channel::3] = line[channel::4]
    return bytes(out)
