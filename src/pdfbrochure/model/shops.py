"""A print shop: what it takes, as values. What its file may hold stands in `shop_fields`."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from pdfbrochure.color import Ink

MILLIMETER: Final = 72 / 25.4

Intent = Literal["relative", "perceptual"]


class Resolution(Struct, frozen=True):
    """Below how many pixels an inch a photo is told of, and refused."""

    warn: int = 225
    error: int = 150


class Shop(Struct, frozen=True):
    """What a print shop takes. Lengths are points.

    Attributes:
        help: Who it is, in a sentence.
        standard: What the file is to be; `x-4` is all that is written.
        condition: The printing condition by its name in the ICC's register, such as FOGRA39.
        profile: The ICC profile of that condition: one that comes with the program, or a file; "" for none.
        bleed: How far color reaches beyond the trim.
        safety: How far text stays away from it.
        marks: Whether there are crop marks round the page.
        ink_limit: The most ink in one place, in percent of all four.
        ppi: Of photos.
        intent: How colors that cannot be printed are treated.
        rgb: Whether photos are separated, or stay as they are.
        impose: Whether pages are put on sheets in the order for folding; else the shop does it.
        paper: Thickness of a sheet, for the pages of a booklet that stand out.
        inks: Color -> percent of cyan, magenta, yellow and black.
        spots: Color -> name of an ink of its own.
    """

    name: str = ""
    help: str = ""
    standard: str = "x-4"
    condition: str = "FOGRA39"
    profile: str = ""
    bleed: float = 3 * MILLIMETER
    safety: float = 5 * MILLIMETER
    marks: bool = False
    ink_limit: int = 300
    ppi: Resolution = Resolution()
    intent: Intent = "relative"
    rgb: Literal["convert", "keep"] = "convert"
    impose: bool = False
    paper: float = 0.1 * MILLIMETER
    inks: dict[str, Ink] = {}
    spots: dict[str, str] = {}
