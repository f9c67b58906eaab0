"""The rows of the table of keys (`fields`) for what stands on the first page beside its title: logos, funding."""

from __future__ import annotations

from typing import Final

from pdfbrochure.model import kinds
from pdfbrochure.model.brochure import Funding, Logo
from pdfbrochure.model.part_fields import SOME_WORDS
from pdfbrochure.model.shapes import Key, Shape

LOGO: Final = Shape(
    "a logo",
    Logo,
    (
        Key("file", kinds.FILE, "A photo's format or SVG, relative to the brochure"),
        Key("alt", kinds.NAME, "The name that the logo stands for"),
        Key("url", kinds.ADDRESS, "Where a click on the logo leads"),
    ),
    example="logo: {file: assets/logo.png, alt: …}",
    stand_ins={"file": {"file": ""}, "alt": {"alt": SOME_WORDS}},
)

FUNDING: Final = Shape(
    "`funding`",
    Funding,
    (
        Key("file", kinds.FILE, "The emblem, as the funder gives it: a photo's format or SVG", "emblem flag"),
        Key("alt", kinds.NAME, "What the emblem shows"),
        Key(
            "text",
            kinds.LINE,
            "The statement beside the emblem; default: *Co-funded by the European Union* in the brochure's language",
            "statement",
        ),
        Key(
            "disclaimer",
            kinds.TRUE_OR_TEXT,
            "`true`: the European Union's sentence on whose views these are, in the imprint; or a sentence of your own",
        ),
    ),
    example="funding: {file: assets/emblem.png, alt: Flag of the European Union, disclaimer: true}",
    stand_ins={"file": {"file": ""}, "alt": {"alt": SOME_WORDS}},
)
