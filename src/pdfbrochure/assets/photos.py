"""Photos as they were measured (`measuring`), without pixels, and which part of one fits a place.

A brochure of thousands of photos fits in memory. Pillow is spoken to in `decoding`, `pixels` and `profiles` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

if TYPE_CHECKING:
    from pdfbrochure.assets.containers import Format

POINTS_PER_INCH: Final = 72
# Print shops refuse photos below about 150 ppi at the printed size, and accept 200 to 300 (GWG 2015, 4.26).
SOFT_PPI: Final = 150.0


class PhotoFile(msgspec.Struct, frozen=True):
    """A usable photo file. Width and height are in px as the photo is seen, its orientation applied."""

    name: str
    width: int
    height: int
    credit: str
    alt: str
    format: Format | Literal["SVG"]  # a drawing, for logos only, is measured in as many px as any size may need
    mode: str
    orientation: int  # EXIF's 1 to 8, still to be applied to the decoded pixels
    doubt: str = ""  # the credit's bytes, printable, where they can be read in several ways


class Crop(msgspec.Struct, frozen=True):
    """The part of a photo to show, as fractions of its width and height as seen, from the top left."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    @property
    def lost(self) -> float:
        """The share of the photo's area that is cut off."""
        return 1 - (self.right - self.left) * (self.bottom - self.top)


def crop_for(photo_width: float, photo_height: float, aspect: float, focus: tuple[float, float]) -> Crop:
    """Return the largest crop of a photo with the aspect (width divided by height) wanted.

    The focus, in fractions of the photo, lies at the same fractions of the crop; so it is always inside the crop,
    and the crop inside the photo.
    """
    photo_aspect = photo_width / photo_height
    width = min(1.0, aspect / photo_aspect)
    height = min(1.0, photo_aspect / aspect)
    left, right = _span(width, focus[0])
    top, bottom = _span(height, focus[1])
    return Crop(left, top, right, bottom)


def _span(length: float, focus: float) -> tuple[float, float]:
    """Return start and end of a span of `length` within 0 to 1 that the focus divides as it divides the whole."""
    start = min(1.0, max(0.0, focus)) * (1.0 - length)
    return start, min(1.0, start + length)


def resolution_at(photo: PhotoFile, crop: Crop, width: float) -> float:
    """Return the effective resolution in ppi of a photo whose crop is placed `width` points wide."""
    return (crop.right - crop.left) * photo.width * POINTS_PER_INCH / width
