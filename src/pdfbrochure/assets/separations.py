"""Turns colors and pictures into the inks of a press, through its ICC profile.

A press profile (class `prtr`, four channels) tells what inks print a color. Conversion is relative colorimetric with
black point compensation, unless a shop wants the perceptual one. Transforms are built once for each pair of profiles:
building takes as long as separating a photo.
"""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from pdfbrochure.assets.profiles import color_space, foreign_rgb
from pdfbrochure.color import BLACK, NO_INK, Ink, rgb

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

Intent = Literal["relative", "perceptual"]

FOLDER: Final = Path(__file__).resolve().parent.parent / "profiles"
# Of an ink less than this leaves dots that a plate does not hold.
SMALLEST_DOT: Final = 3
# The classes and versions of profiles that PDF/X-4 takes for its output intent (ISO 15930-7, 6.2; PDF 1.6 knows ICC
# profiles up to version 4).
_PRINTER: Final = b"prtr"


class Press(Struct, frozen=True):
    """A press as its profile describes it.

    Attributes:
        profile: The ICC profile.
        intent: How colors that it cannot print are treated.
    """

    profile: bytes
    intent: Intent = "relative"

    def ink(self, color: str) -> Ink:
        """Return the inks that print a color, #rrggbb, in whole percent, without dots that a plate does not hold."""
        red, green, blue = (round(255 * part) for part in rgb(color))
        if (red, green, blue) == (0, 0, 0):
            return BLACK
        if (red, green, blue) == (255, 255, 255):
            return NO_INK
        shares = [round(100 * share / 255) for share in _pixel(_to_press(self, b"", "RGB"), "RGB", (red, green, blue))]
        cyan, magenta, yellow, black = (share / 100 if share >= SMALLEST_DOT else 0.0 for share in shares)
        return Ink(cyan, magenta, yellow, black)

    def black_for(self, color: str) -> Ink:
        """Return the share of black alone that is as light as a color."""
        wanted = _lightness_of(color)
        table = _lightness_of_black(self)
        share = min(range(101), key=lambda each: abs(table[each] - wanted))
        return Ink(0.0, 0.0, 0.0, share / 100 if share >= SMALLEST_DOT else 0.0)

    def difference(self, color: str, ink: Ink) -> float:
        """Return how far a printed ink is from its color on the screen, in CIE 1976 units (dE76).

        Relative to paper and with the press's darkest black as black, as pictures are converted.
        """
        printed = _pixel(_from_press(self), "CMYK", tuple(round(255 * share) for share in ink.plates))
        wanted = _pixel(_to_lab(), "RGB", tuple(round(255 * part) for part in rgb(color)))
        return _distance(printed, wanted)

    def separated(self, image: Image, profile: bytes) -> tuple[Image, bool]:
        """Return a picture in inks, mode CMYK, or L for the black plate alone; and whether it was in other inks before.

        Args:
            image: In mode L, RGB, CMYK or LAB.
            profile: Its own ICC profile, or nothing.
        """
        if image.mode == "L":
            return image.point(_gray_curve(self)), False
        if image.mode == "CMYK":
            if profile == self.profile or color_space(profile) != "CMYK":
                # Inks of a press that nobody names are taken for this one's: guessing would turn black text to mud.
                return image, False
            done = _converted(image, self, profile)
            return (image, False) if done is None else (done, True)
        source = b"LAB" if image.mode == "LAB" else foreign_rgb(profile)
        done = _converted(image, self, source)
        if done is None:
            done = _converted(image.convert("RGB"), self, b"")
        assert done is not None, "sRGB can always be separated"
        return done, False


def fault_of_profile(profile: bytes) -> str:
    """Return why an ICC profile cannot be that of a press, or "" for one that can."""
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return "is no ICC profile"
    if profile[8] > 4:
        return f"is an ICC profile of version {profile[8]}, and presses take version 2 or 4"
    space = profile[16:20].decode("latin-1").strip()
    if space != "CMYK":
        return f"is a profile for {space or 'unknown'} colors, not for the four inks of a press"
    if profile[12:16] != _PRINTER:
        return "is no profile of a press: it links devices, or describes a scanner"
    if color_space(profile) != "CMYK":
        return "is damaged: its parts do not fit its length"
    try:
        _to_press(Press(profile), b"", "RGB")
    except _transform_faults():
        return "cannot separate colors: it only tells what inks look like"
    return ""


def description_of(profile: bytes) -> str:
    """Return the name that an ICC profile gives itself."""
    from PIL import ImageCms

    try:
        return str(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))).strip()
    except (ImageCms.PyCMSError, OSError, ValueError):
        return ""


def _transform_faults() -> tuple[type[Exception], ...]:
    from PIL import ImageCms

    return (ImageCms.PyCMSError, OSError, ValueError)


def _converted(image: Image, press: Press, source: bytes) -> Image | None:
    """Return a picture in inks; None when Little CMS does not take its profile."""
    try:
        return _to_press(press, source, image.mode).apply(image)
    except _transform_faults():
        return None


# The profile is the key: Python keeps the hash of its bytes.
@functools.lru_cache(maxsize=16)
def _to_press(press: Press, source: bytes, mode: str) -> ImageCmsTransform:
    """Return the transform to inks from a profile, from sRGB without one."""
    from PIL import ImageCms

    origin: Any
    if mode == "LAB":
        origin = ImageCms.createProfile("LAB")
    elif source:
        origin = ImageCms.ImageCmsProfile(io.BytesIO(source))
    else:
        origin = ImageCms.createProfile("sRGB")
    intents = {"relative": ImageCms.Intent.RELATIVE_COLORIMETRIC, "perceptual": ImageCms.Intent.PERCEPTUAL}
    return ImageCms.buildTransform(
        origin,
        ImageCms.ImageCmsProfile(io.BytesIO(press.profile)),
        mode,
        "CMYK",
        intents[press.intent],
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@functools.lru_cache(maxsize=4)
def _from_press(press: Press) -> ImageCmsTransform:
    """Return the transform from inks to Lab by way of sRGB, with black point compensation."""
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(press.profile)),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@functools.lru_cache(maxsize=1)
def _to_lab() -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )  # fmt: skip


def _pixel(transform: ImageCmsTransform, mode: str, values: tuple[int, ...]) -> tuple[int, ...]:
    """Return what becomes of one pixel."""
    import PIL.Image  # for a press only

    pixel: Any = transform.apply(PIL.Image.new(mode, (1, 1), values)).getpixel((0, 0))
    return tuple(int(part) for part in pixel)


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the distance of two pixels in Lab of 8 bits."""
    light = (one[0] - other[0]) * 100 / 255
    return float((light**2 + sum((one[at] - other[at]) ** 2 for at in (1, 2))) ** 0.5)


def _lightness_of(color: str) -> float:
    """Return the lightness of a color, 0 to 100 (CIE L*)."""
    return _pixel(_to_lab(), "RGB", tuple(round(255 * part) for part in rgb(color)))[0] * 100 / 255


@functools.lru_cache(maxsize=4)
def _lightness_of_black(press: Press) -> list[float]:
    """Return the lightness of 0 to 100 percent of black, scaled so that all of it is black: print is never darker."""
    import PIL.Image  # for a press only

    strip = PIL.Image.new("CMYK", (101, 1))
    for percent in range(101):
        strip.putpixel((percent, 0), (0, 0, 0, round(percent * 2.55)))
    light = _from_press(press).apply(strip).getchannel(0).tobytes()
    darkest, paper = light[100], light[0]
    return [100 * (value - darkest) / (paper - darkest) for value in light]


@functools.lru_cache(maxsize=4)
def _gray_curve(press: Press) -> list[int]:
    """Return, for each tone of a gray picture, that of /DeviceGray which prints as light, on the black plate alone.

    In PDF, gray of 0 is all of the black ink (ISO 32000-1, 10.3.2 and 8.6.4.2).
    """
    table = _lightness_of_black(press)
    curve: list[int] = []
    share = 100.0
    for tone in range(256):
        wanted = _gray_lightness(tone)
        while share > 0 and table[int(share)] < wanted and table[int(share) - 1] <= wanted:
            share -= 1
        low, high = table[int(share)], table[max(0, int(share) - 1)]
        part = min(1.0, max(0.0, (wanted - low) / (high - low))) if high > low else 0.0
        curve.append(round(255 * (1 - (share - part) / 100)))
    curve[0], curve[255] = 0, 255
    return curve


def _gray_lightness(tone: int) -> float:
    """Return the lightness of a gray of sRGB."""
    part = tone / 255
    linear = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    cube = linear ** (1 / 3) if linear > 216 / 24389 else (24389 / 27 * linear + 16) / 116
    return 116 * cube - 16
