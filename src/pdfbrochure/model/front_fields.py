"""The rows of the table of keys (`fields`) for what frames the items: logos, funding, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdfbrochure.model import brochure as model
from pdfbrochure.model import forms, kinds
from pdfbrochure.model.brochure import Cover, Funding, Logo
from pdfbrochure.model.part_fields import PHOTO, SOME_WORDS
from pdfbrochure.model.shapes import Key, Kind, Shape

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.walk import Walk

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

SECTION: Final = Shape(
    "a section",
    dict,
    (
        Key("section", kinds.LINE, "The name of the section, which all items below belong to, up to the next one"),
        Key("intro", kinds.MARKDOWN, "One or two sentences on it"),
        Key("short_title", kinds.LINE, "Its name in the contents and at the head of pages, where it is long"),
    ),
    required=("section",),
    example="write it as `- section: …`, on a line of its own above its items",
)

_WHAT: Final = kinds.choice(model.CoverKind)

COVER: Final = Shape(
    "`cover`",
    Cover,
    (
        Key("kind", _WHAT, "`photo` when absent; `type`: the title fills it; `none`"),
        Key("photo", kinds.group(PHOTO), "A photo for the cover alone; without it, that of the first item is there"),
    ),
    example="cover: photo",
)


def _read_cover(value: object, origin: Origin, walk: Walk) -> Cover | None:
    """Return the cover: a word, or keys."""
    if isinstance(value, str):
        kind = _WHAT.read(value, origin, walk)
        return None if kind is None else Cover(kind)
    cover: Cover | None = COVER(value, origin, walk)
    return cover


COVER_KIND: Final = Kind(
    _read_cover,
    {"anyOf": [forms.choice("none", "photo", "type"), forms.reference(COVER)]},
    "`none`, `photo`, `type`, or keys",
)
