"""The keys of a brand file that are ours, below `defaults: pdfbrochure:`.

A setting of the look may stand there too, for all brochures of the house that say nothing else.
"""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.model import forms, kinds
from pdfbrochure.model.fields import SETTINGS
from pdfbrochure.model.readers import text
from pdfbrochure.model.scalars import Fault, read_bleed, read_length, show
from pdfbrochure.model.shapes import Key, Kind, Shape
from pdfbrochure.model.shop_fields import SHOP

# The settings that may be those of a house: how things look, and nothing of one brochure alone.
HOUSE_SETTINGS: Final = (
    "theme", "palette", "masthead", "art", "page", "orientation", "columns", "justify", "hyphenate", "punctuation",
    "print_urls", "notes", "figures", "large_type", "require_credit", "standard", "calendar", "digits", "print",
)  # fmt: skip

# A logo of more is a poster's.
_WIDEST: Final = 600.0


class ClearSpace(Struct, frozen=True):
    """A length in points, or a share of the logo's height."""

    length: float = 0.0
    share: float = 0.0


def read_clear_space(typed: str) -> ClearSpace | Fault:
    """Return what is to stay free round a logo: a length, or a percentage of its height."""
    percent = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*%", typed)
    if percent is not None:
        share = float(percent[1]) / 100
        if share > 2:
            return Fault("bad-length", f"is {show(typed)}, but must be from 0% to 200%", "write 50%, or a length: 5mm")
        return ClearSpace(share=share)
    length = read_bleed(typed)
    if isinstance(length, Fault):
        return length._replace(mend="write it as 5mm, or as a share of the logo's height: 50%")
    return ClearSpace(length)


def read_width(typed: str) -> float | Fault:
    """Return the least width of a logo, in points."""
    length = read_length(typed)
    if isinstance(length, Fault):
        return length._replace(mend="write it as 25mm, or 2.5cm")
    if length > _WIDEST:
        return Fault("bad-length", f"is {show(typed)}, wider than a page lets a logo be", "write it as 25mm")
    return length


LOGO_RULES: Final = Shape(
    "`logo`",
    dict,
    (
        Key(
            "least_width",
            Kind(text(read_width), forms.LENGTH, "a length, such as `25mm`"),
            "The logo is no narrower than this",
            "min_width minimum_width least_size min_size width",
        ),
        Key(
            "clear_space",
            Kind(text(read_clear_space), forms.TEXT, "a length, such as `5mm`, or a share of its height: `50%`"),
            "Nothing stands nearer to the logo than this",
            "clear_zone clearspace exclusion_zone safe_area space",
        ),
    ),
    required=(),
    example="logo: {least_width: 25mm, clear_space: 50%}",
)

_SHOP_KEYS: Final = {key.name: key for key in SHOP.keys}

HOUSE: Final = Shape(
    "`pdfbrochure`",
    dict,
    (
        Key("logo", kinds.group(LOGO_RULES), "How the logo stands", says="`least_width` and `clear_space`"),
        _SHOP_KEYS["inks"],
        _SHOP_KEYS["spots"],
        *(key for key in SETTINGS.keys if key.name in HOUSE_SETTINGS),
    ),
    required=(),
    example="pdfbrochure: {theme: bulletin, logo: {least_width: 25mm}}",
)


def settings_of(house: dict[str, Any]) -> dict[str, Any]:
    """Return the settings among what a brand says to us."""
    return {name: value for name, value in house.items() if name in HOUSE_SETTINGS}
