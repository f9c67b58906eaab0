"""The plates of a page in a coarse picture: what inks lie on each other where, and how much of them.

Good for measuring, not for looking at: a pixel is a point of type wide, in which fine things count by their share.
"""

from __future__ import annotations

import io
import math
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image

    from pdfbrochure.assets.pixels import Picture
    from pdfbrochure.color import Ink

Edges = tuple[float, float, float, float]

# Ink is measured as the mean of a square of 15 mm2 (GWG 2015, "total ink coverage"): 3.87 mm, 11 pixels of 1/72 inch.
SQUARE: Final = 11


class Most(Struct, frozen=True):
    """The most ink of a page: percent of all inks in a square of 15 mm2, and the middle of that, in points."""

    percent: float
    x: float
    y: float


class Plates:
    """Five plates of a page: cyan, magenta, yellow, black, and one for all inks of their own.

    Args:
        width: Of the page with its bleed, in points.
        height: Of the same.
    """

    def __init__(self, width: float, height: float) -> None:
        import PIL.Image  # for print only

        self._size = max(1, round(width)), max(1, round(height))
        self._plates = [PIL.Image.new("L", self._size, 0) for _ in range(5)]

    def fill(self, edges: Edges, ink: Ink, share: float = 1.0, *, over: bool = False) -> None:
        """Print a rectangle: left, top, right and foot in points.

        Args:
            edges: Where.
            ink: Its inks.
            share: How much of it is inked, for text and for rules that are finer than a pixel.
            over: Whether what lies below is left.
        """
        left, top, right, foot = edges
        box = [math.floor(left + 0.5), math.floor(top + 0.5), math.floor(right + 0.5), math.floor(foot + 0.5)]
        for low, high, length in ((0, 2, right - left), (1, 3, foot - top)):
            if box[high] <= box[low]:
                box[high] = box[low] + 1
                share *= min(1.0, length)
        box = [max(0, box[0]), max(0, box[1]), min(self._size[0], box[2]), min(self._size[1], box[3])]
        if box[2] <= box[0] or box[3] <= box[1] or share <= 0:
            return
        self._print((box[0], box[1], box[2], box[3]), ink, share, over=over)

    def _print(self, box: tuple[int, int, int, int], ink: Ink, share: float, *, over: bool) -> None:
        import PIL.Image  # for print only

        mask = None
        if share < 1.0:
            mask = PIL.Image.new("L", (box[2] - box[0], box[3] - box[1]), round(255 * share))
        for plate, amount in zip(self._plates, _amounts(ink), strict=True):
            if not over or amount:
                plate.paste(round(255 * amount), box, mask)

    def shape(
        self, points: Sequence[tuple[float, float]], ink: Ink, *, weight: float = 0.0, radius: float = 0.0
    ) -> None:
        """Print a surface between points, a line of a weight through them, or discs of a radius round each."""
        import PIL.Image  # for print only
        from PIL import ImageDraw

        mask = PIL.Image.new("L", self._size, 0)
        draw = ImageDraw.Draw(mask)
        # Finer lines than a pixel are drawn lighter.
        tone = round(255 * min(1.0, weight)) if weight else 255
        if radius:
            for x, y in points:
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        elif weight:
            draw.line(list(points), fill=tone, width=max(1, round(weight)))
        elif len(points) > 2:
            draw.polygon(list(points), fill=255)
        box = mask.getbbox()
        if box is None:
            return
        part = mask.crop(box)
        for plate, amount in zip(self._plates, _amounts(ink), strict=True):
            plate.paste(round(255 * amount), box, part)

    def place(self, picture: Picture, edges: Edges) -> None:
        """Print a picture that has been separated."""
        image = _opened(picture)
        box = tuple(round(edge) for edge in edges)
        size = max(1, box[2] - box[0]), max(1, box[3] - box[1])
        image = image.resize(size)
        if image.mode == "L":
            from PIL import ImageChops

            inked: list[Image | int] = [0, 0, 0, ImageChops.invert(image), 0]
        else:
            inked = [*image.convert("CMYK").split(), 0]
        for plate, part in zip(self._plates, inked, strict=True):
            if isinstance(part, int):
                plate.paste(part, (box[0], box[1], box[0] + size[0], box[1] + size[1]))
            else:
                plate.paste(part, (box[0], box[1]))

    def means(self, edges: Edges) -> tuple[float, ...]:
        """Return the mean of each plate inside of a rectangle, in percent."""
        from PIL import ImageStat

        left, top, right, foot = (round(edge) for edge in edges)
        return tuple(ImageStat.Stat(plate.crop((left, top, right, foot))).mean[0] / 2.55 for plate in self._plates)

    def most(self) -> Most:
        """Return where the most ink lies."""
        from PIL import ImageFilter, ImageMath

        blurred = [plate.filter(ImageFilter.BoxBlur(SQUARE // 2)).convert("F") for plate in self._blurable()]
        total = blurred[0]
        for plate in blurred[1:]:
            total = ImageMath.lambda_eval(lambda given: given["one"] + given["other"], one=total, other=plate)
        values = array("f", total.tobytes())
        highest = max(values)
        place = values.index(highest)
        return Most(highest / 2.55, place % self._size[0] + 0.5, place // self._size[0] + 0.5)

    def _blurable(self) -> list[Image]:
        """Return the plates that have ink at all."""
        return [plate for plate in self._plates if plate.getbbox() is not None] or self._plates[:1]


def _amounts(ink: Ink) -> tuple[float, ...]:
    return (0.0, 0.0, 0.0, 0.0, 1.0) if ink.spot else (*ink.plates, 0.0)


def _opened(picture: Picture) -> Image:
    """Return a picture's samples again."""
    import zlib

    import PIL.Image  # for print only

    if picture.filter == "DCTDecode":
        return PIL.Image.open(io.BytesIO(picture.data))
    if picture.predictor == 1:
        modes = {"DeviceGray": "L", "DeviceRGB": "RGB", "DeviceCMYK": "CMYK"}
        size = picture.width, picture.height
        return PIL.Image.frombytes(modes[picture.color_space], size, zlib.decompress(picture.data))
    # Lines of PNG, without its head.
    from pdfbrochure.finished.raster import png_of_stream

    channels = 1 if picture.color_space == "DeviceGray" else 3
    return PIL.Image.open(io.BytesIO(png_of_stream(picture.width, picture.height, picture.data, channels)))
