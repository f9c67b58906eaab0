"""The JSON Schema of brochure.yaml, for editors that complete and check while one types.

It is made of the table of keys (`fields`), whose kinds bring their forms (`forms`). What no row can say stands here:
which of two keys may be given, a link's short form, and the themes that come with the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from pdfbrochure.diagnostics import Report
from pdfbrochure.model import forms
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.chart_fields import CHART
from pdfbrochure.model.fields import BROCHURE, FONTS, IMPRINT, ITEM, LABELS, PAST_STORIES, SETTINGS
from pdfbrochure.model.front_fields import COVER, FUNDING, LOGO
from pdfbrochure.model.part_fields import BOX, BRIEF, EVENT, FACT, LINK, PERSON, PHOTO
from pdfbrochure.model.print_fields import PRINT
from pdfbrochure.model.printing import known_shops
from pdfbrochure.model.table_fields import TABLE
from pdfbrochure.model.themes import known_themes, load_theme

if TYPE_CHECKING:
    from pdfbrochure.model.shapes import Schema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DEFINED: Final = (
    BOX, BRIEF, CHART, COVER, EVENT, FACT, FONTS, IMPRINT, ITEM, LABELS, LINK, LOGO, PAST_STORIES, PERSON, PHOTO, PRINT,
    FUNDING,
    SETTINGS,
    TABLE,
)  # fmt: skip


def brochure_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a brochure file."""
    definitions = {forms.definition_name(shape): forms.mapping(shape) for shape in _DEFINED}
    item, link, settings = (definitions[forms.definition_name(shape)] for shape in (ITEM, LINK, SETTINGS))
    item["allOf"] = [
        {"not": _both("photo", "photos")},
        {"not": _both("box", "boxes")},
        {"not": _both("chart", "charts")},
    ]
    definitions["link"] = _link(link)
    definitions[forms.definition_name(BOX)]["anyOf"] = [{"required": ["body"]}, {"required": ["links"]}]
    fact = definitions[forms.definition_name(FACT)]
    definitions["fact"] = _short(fact, "The figure with its unit, a colon, and what it is the figure of", forms.TEXT)
    settings["properties"]["theme"]["anyOf"].insert(0, {"enum": list(known_themes())})
    settings["properties"]["print"]["anyOf"].insert(0, {"enum": list(known_shops())})
    settings["properties"]["palette"]["examples"] = _palettes()
    return {
        "$schema": DIALECT,
        "title": "A brochure of pdfbrochure, format 1",
        **forms.mapping(BROCHURE),
        "$defs": dict(sorted(definitions.items())),
    }


def _both(one: str, many: str) -> Schema:
    """Return the schema of a mapping that has both of two keys."""
    given = {one: {"type": "object"}, many: {"type": "array"}}
    return {"type": "object", "required": list(given), "properties": given}


def _link(whole: Schema) -> Schema:
    """Return the schema of a link with its short form, `label: url`."""
    return _short(whole, "The words to click, a colon, and the address", forms.ADDRESS)


def _short(whole: Schema, description: str, value: Schema) -> Schema:
    """Return the schema of a mapping with its short form of one key, which is none of its own."""
    short = {
        "type": "object",
        "description": description,
        "additionalProperties": forms.or_translated(forms.not_blank(value)),
        "propertyNames": {"not": {"enum": list(whole["properties"])}},
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [whole, short]}


def _palettes() -> list[str]:
    themes = [load_theme(Settings(theme=name), Report()) for name in known_themes()]
    return list(dict.fromkeys(palette for theme in themes if theme is not None for palette in theme.palettes))


def as_json(schema: Schema) -> str:
    """Return a schema as JSON text that people can read."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
