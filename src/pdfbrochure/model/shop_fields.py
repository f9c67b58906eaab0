"""The keys of a print shop's file, once: what its readers, its messages and its reference are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from pdfbrochure.color import Ink
from pdfbrochure.model import kinds
from pdfbrochure.model.scalars import Fault, read_color, show
from pdfbrochure.model.shapes import Key, Kind, Shape
from pdfbrochure.model.shops import Intent, Resolution, Shop
from pdfbrochure.regexes import compiled_later

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.walk import Walk

_PERCENT: Final = compiled_later(r"[0-9]{1,3}(?:\.[0-9]+)?%?")
# A shop prints a few house colors; a file of more is an export of something.
_MOST_COLORS: Final = 200


def _colors(value: object, origin: Origin, walk: Walk) -> dict[str, Any] | None:
    """Return a mapping whose keys are colors, in their one form; None with a finding if it is none."""
    if not isinstance(value, dict) or len(value) > _MOST_COLORS:
        walk.wrong_type(value, origin, "colors, each with what prints it", 'write it as "#12386e": …')
        return None
    found = {}
    for typed, inner in value.items():
        color = read_color(typed)
        if isinstance(color, Fault):
            walk.fault((*origin, typed), Fault(color.code, color.says, color.mend))
            continue
        found[color] = (typed, inner)
    return found


def _read_inks(value: object, origin: Origin, walk: Walk) -> dict[str, Ink] | None:
    """Return the inks of colors, each four percentages."""
    inks = {}
    for color, (typed, inner) in (_colors(value, origin, walk) or {}).items():
        shares = read_percentages(inner)
        if shares is None:
            says = "must be four percentages: cyan, magenta, yellow and black"
            walk.fault((*origin, typed), Fault("bad-number", says, "write them as [100, 80, 20, 20]"))
            continue
        inks[color] = Ink(*shares)
    return inks


def read_percentages(value: object) -> tuple[float, float, float, float] | None:
    """Return four percentages as shares, or None if a value is not four."""
    if not isinstance(value, list) or len(value) != 4:
        return None
    shares = []
    for part in value:
        typed = part.strip() if isinstance(part, str) else ""
        if not _PERCENT.fullmatch(typed) or float(typed.rstrip("%")) > 100:
            return None
        shares.append(float(typed.rstrip("%")) / 100)
    return shares[0], shares[1], shares[2], shares[3]


def _read_spots(value: object, origin: Origin, walk: Walk) -> dict[str, str] | None:
    """Return the names of inks of their own, by the colors that they print."""
    spots = {}
    for color, (typed, inner) in (_colors(value, origin, walk) or {}).items():
        name = inner.strip() if isinstance(inner, str) else ""
        if not re.fullmatch(r"[ -~]{1,60}", name) or name.casefold() in ("all", "none", "black", "cyan", "magenta"):
            says = f"is {show(name)}, which is no name of an ink" if name else "has no name of an ink"
            walk.fault((*origin, typed), Fault("bad-choice", says, "write it as the ink's maker does: PANTONE 280 C"))
            continue
        spots[color] = name
    return spots


PPI: Final = Shape(
    "`ppi`",
    Resolution,
    (
        Key("warn", kinds.number(50, 1200), "A photo of fewer pixels an inch is told of"),
        Key("error", kinds.number(50, 1200), "A photo of fewer pixels an inch is refused"),
    ),
    example="ppi: {warn: 225, error: 150}",
)

SHOP: Final = Shape(
    "a shop",
    Shop,
    (
        Key("help", kinds.NAME, "Who the shop is, in a sentence", "description about"),
        Key(
            "standard",
            kinds.choice(Literal["x-4", "x-1a", "x-3"]),
            "What the file is to be. `x-4` is PDF/X-4; nothing older is written",
            "pdf_x pdfx",
        ),
        Key(
            "condition",
            kinds.NAME,
            "How and on what is printed, by its name in the register of the ICC: `FOGRA39`",
            "output_condition press",
            examples=("FOGRA39", "FOGRA51", "FOGRA52"),
        ),
        Key(
            "profile",
            kinds.PROFILE,
            "The ICC profile of that condition: `coated` and `coated-240` come with the program, or a file",
            "icc icc_profile",
        ),
        Key("bleed", kinds.LENGTH, "How far color reaches beyond the trim", "overhang"),
        Key("safety", kinds.LENGTH, "How far text stays away from the trim", "safe_area margin"),
        Key("marks", kinds.BOOLEAN, "`true`: crop marks, registration marks and a colour bar round the page"),
        Key("ink_limit", kinds.number(150, 400), "The most ink in one place, in percent of all four", "tac tic limit"),
        Key("ppi", kinds.group(PPI), "Below how many pixels an inch a photo is told of, and refused", "resolution"),
        Key(
            "intent",
            kinds.choice(Intent),
            "`relative` keeps all colours that can be printed; `perceptual` moves them all",
            "rendering_intent",
        ),
        Key(
            "rgb",
            kinds.choice(Literal["convert", "keep"]),
            "`convert`: photos are separated into the four inks; `keep`: they stay in RGB, as digital presses want it",
        ),
        Key("impose", kinds.BOOLEAN, "`true`: pages stand on sheets, ready to fold; else the shop puts them there"),
        Key("paper", kinds.LENGTH, "Thickness of a sheet: `0.1mm` for 115 g coated or 80 g office paper"),
        Key(
            "inks",
            Kind(_read_inks, {"type": "object"}, '`"#12386e": [100, 80, 20, 20]`'),
            "Colours of the screen, each with percent of cyan, magenta, yellow and black",
            "cmyk colors colours",
        ),
        Key(
            "spots",
            Kind(_read_spots, {"type": "object"}, '`"#12386e": PANTONE 280 C`'),
            "Colours of the screen, each with the name of an ink of its own",
            "spot pantone",
        ),
    ),
    place="a shop's file",
)
