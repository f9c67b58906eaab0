"""Colors: sRGB hex values, contrast, and darkening that keeps the hue; and the inks of a press."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct

# WCAG 2.1, 1.4.6 (AAA for text) and 1.4.3 (AA; of large text): the least contrast of text.
AAA: Final = 7.0
AA: Final = 4.5
AA_LARGE: Final = 3.0
# Of so many colors the luminance is known: of all that a theme has.
MOST_COLORS: Final = 256


class Ink(Struct, frozen=True):
    """What a press prints of a color: shares of cyan, magenta, yellow and black, 0 to 1.

    `spot` is the name of an ink of its own, such as `PANTONE 280 C`; the four are then what stands in for it where the
    press has not that ink.
    """

    cyan: float
    magenta: float
    yellow: float
    black: float
    spot: str = ""

    @property
    def plates(self) -> tuple[float, float, float, float]:
        """The four shares."""
        return self.cyan, self.magenta, self.yellow, self.black

    @property
    def total(self) -> float:
        """The sum of all inks, in percent."""
        return 100.0 if self.spot else 100 * sum(self.plates)

    @property
    def plate_count(self) -> int:
        """How many plates print it; more than one may be printed beside each other."""
        return 1 if self.spot else sum(share > 0 for share in self.plates)


# Black text on the black plate alone, the paper's white, and a black for fields that is blacker than one ink.
BLACK: Final = Ink(0.0, 0.0, 0.0, 1.0)
NO_INK: Final = Ink(0.0, 0.0, 0.0, 0.0)
RICH_BLACK: Final = Ink(0.6, 0.4, 0.4, 1.0)


def rgb(color: str) -> tuple[float, float, float]:
    """Return red, green and blue of `#rrggbb`, 0 to 1."""
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def to_hex(red: float, green: float, blue: float) -> str:
    """Return `#rrggbb` of red, green and blue, clipped to 0 to 1."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in (red, green, blue))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


@lru_cache(maxsize=MOST_COLORS)
def luminance(color: str) -> float:
    """Return the relative luminance of a color (WCAG 2.1, definitions)."""
    red, green, blue = (_linear(part) for part in rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 to 21 (WCAG 2.1, definitions)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def darkened(color: str, ratio: float, ground: str = "#ffffff") -> str:
    """Return the color made darker, its hue and chroma kept, until it has `ratio` against `ground`.

    Source:
        B. Ottosson, "A perceptual color space for image processing" (2020): OKLab, whose lightness is lowered here.
    """
    if contrast(color, ground) >= ratio:
        return color
    lightness, a, b = _to_oklab(color)
    low, high = 0.0, lightness
    for _ in range(24):
        middle = (low + high) / 2
        if contrast(_from_oklab(middle, a * middle / lightness, b * middle / lightness), ground) >= ratio:
            low = middle
        else:
            high = middle
    return _from_oklab(low, a * low / lightness, b * low / lightness)


def read_on(ground: str, light: str, dark: str) -> str:
    """Return the color in which text is read on a ground: the light one if it can be, else the dark one or black.

    Black is read on every ground on which white is not: no color is nearer than 4.58:1 to both.
    """
    return next((color for color in (light, dark) if contrast(color, ground) >= AA), "#000000")


def mixed(color: str, ground: str, share: float) -> str:
    """Return `share` of a color over a ground."""
    return to_hex(*(one * share + other * (1 - share) for one, other in zip(rgb(color), rgb(ground), strict=True)))


def toned(color: str, ground: str, ratio: float) -> str:
    """Return a color mixed with its ground until it has a contrast to it."""
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if contrast(mixed(color, ground, middle), ground) >= ratio:
            high = middle
        else:
            low = middle
    return mixed(color, ground, high)


def _to_oklab(color: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(part) for part in rgb(color))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> str:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return to_hex(
        *(
            _encoded(max(0.0, part))
            for part in (
                4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
                -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
                -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
            )
        )
    )
