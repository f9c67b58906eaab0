"""Colours as design programs and web pages write them, to tell people what to type instead."""

from __future__ import annotations

import colorsys
import re
from typing import Final

# The names of CSS that people try (CSS Color 4, 6.1), and `grey` in both spellings.
_NAMES: Final = {
    "black": "000000", "white": "ffffff", "gray": "808080", "grey": "808080", "silver": "c0c0c0", "red": "ff0000",
    "darkred": "8b0000", "crimson": "dc143c", "maroon": "800000", "orange": "ffa500", "darkorange": "ff8c00",
    "gold": "ffd700", "yellow": "ffff00", "olive": "808000", "green": "008000", "darkgreen": "006400",
    "lime": "00ff00", "teal": "008080", "turquoise": "40e0d0", "cyan": "00ffff", "aqua": "00ffff", "blue": "0000ff",
    "navy": "000080", "darkblue": "00008b", "royalblue": "4169e1", "steelblue": "4682b4", "skyblue": "87ceeb",
    "lightblue": "add8e6", "indigo": "4b0082", "purple": "800080", "violet": "ee82ee", "magenta": "ff00ff",
    "fuchsia": "ff00ff", "pink": "ffc0cb", "brown": "a52a2a", "beige": "f5f5dc", "tomato": "ff6347",
    "slategray": "708090", "slategrey": "708090",
}  # fmt: skip
_NUMBER: Final = r"(-?[0-9]{1,3}(?:\.[0-9]{1,6})?)(%?)"


def convert_color(text: str) -> str:
    """Return a colour as `#rrggbb`, or "" where the text is none: a name, rgb(), hsl(), cmyk(), 0x…, #rrggbbaa."""
    folded = text.strip().casefold()
    name = _NAMES.get(re.sub(r"[\s_-]", "", folded))
    if name:
        return f"#{name}"
    digits = re.fullmatch(r"(?:0x|#|＃|\\)?([0-9a-f]{6})(?:[0-9a-f]{2})?;?", folded)
    if digits:
        return f"#{digits[1]}"
    kind = re.match(r"(rgb|hsl|cmyk)?a?\b", folded)
    parts = [(float(number), sign == "%") for number, sign in re.findall(_NUMBER, folded)]
    if kind is None or not re.fullmatch(
        r"(?:rgba?|hsla?|cmyk)?[\s(\[:]*[-0-9.,%/\s]+(?:deg)?[-0-9.,%/\s]*[)\]]?;?", folded
    ):
        return ""
    if kind[1] == "cmyk" and len(parts) == 4:
        inks = [min(1.0, max(0.0, number / 100)) for number, _ in parts]
        return _written([(1 - ink) * (1 - inks[3]) for ink in inks[:3]])
    if kind[1] == "hsl" and len(parts) in (3, 4):
        hue, saturation, lightness = (number for number, _ in parts[:3])
        return _written(colorsys.hls_to_rgb(hue % 360 / 360, lightness / 100, saturation / 100))
    if kind[1] != "cmyk" and kind[1] != "hsl" and len(parts) in ((3, 4) if kind[1] else (3,)):
        return _written([number / (100 if is_percent else 255) for number, is_percent in parts[:3]])
    return ""


def _written(shares: list[float] | tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, share))):02x}" for share in shares)
