"""The JSON Schema of brochure.yaml, for editors that complete and check while one types.

Keys, help, defaults and choices come from the model's own Structs; what YAML users type instead of a model's value
(a date, a length, `photo:` for a list of one) stands in the tables below. An editor reads YAML 1.2, in which `2030` is
a number and `true` a boolean, so wherever a text is wanted, these will do as well, as they do for the model. A field
that is empty counts as missing, so null and blanks are allowed wherever a field may be missing.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import inspect

from pdfbrochure.diagnostics import Report
from pdfbrochure.model.brochure import (
    Brochure,
    Fonts,
    Item,
    Labels,
    Link,
    Logo,
    PageCount,
    PageSize,
    PastStories,
    Photo,
    Settings,
    When,
)
from pdfbrochure.model.scalars import MOST_PAGES, PAGE_SIZES
from pdfbrochure.model.theme import known_themes, load_theme
from pdfbrochure.model.validate import MOST_ITEMS

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT_TYPES: Final = ("string", "number", "boolean")
_BLANK: Final = r"^\s*$"
# A language as the key of a translation: a code, and it may be a script and a region.
_LANGUAGE_KEY: Final = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"


def brochure_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a brochure file."""
    definitions: Schema = {}
    whole = _object(Brochure, definitions)
    return {
        "$schema": DIALECT,
        "title": "A brochure of pdfbrochure, format 1",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


# Forms of one value -------------------------------------------------------------------------------------------


def _any_case(words: tuple[str, ...]) -> str:
    """Return a pattern for one of some words, whatever their case (JSON Schema has no flag for it)."""
    spelled = [
        "".join(f"[{char.upper()}{char.lower()}]" if char.isalpha() else char for char in word) for word in words
    ]
    return rf"^\s*({'|'.join(spelled)})?\s*$"


def _choice(*words: str) -> Schema:
    return {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": _any_case(words)}]}


def _text(pattern: str, says: str, *examples: str) -> Schema:
    """Return the form of a text that must match; blanks do too. `says` is what editors show where it does not."""
    form: Schema = {"type": "string", "pattern": rf"{_BLANK}|{pattern}", "patternErrorMessage": says}
    return form | ({"examples": list(examples)} if examples else {})


def _or_translated(form: Schema) -> Schema:
    """Return a form that may also be a mapping of languages to values of the form, of which one is taken."""
    each = _or_nothing({key: value for key, value in form.items() if key != "examples"})
    translations = {
        "type": "object",
        "description": "The same in several languages, of which the one that is built is taken",
        "propertyNames": {"pattern": _LANGUAGE_KEY},
        "additionalProperties": each,
        "minProperties": 1,
    }
    return {"anyOf": [form, translations]}


def _or_nothing(form: Schema) -> Schema:
    """Return a form that may be left empty."""
    if "anyOf" in form:
        return form | {"anyOf": [*form["anyOf"], {"type": "null"}]}
    if "$ref" in form:
        return {"anyOf": [form, {"type": "null"}]}
    types = form["type"] if isinstance(form["type"], list) else [form["type"]]
    return form | {"type": [*types, *(["null"] if "null" not in types else [])]}


def _not_blank(form: Schema) -> Schema:
    """Return a form that may not be left empty."""
    if "pattern" in form:
        return form | {"pattern": form["pattern"].removeprefix(f"{_BLANK}|")}
    return form | {"pattern": r"\S"} if "string" in form.get("type", ()) else form


_NUMBER: Final = r"([0-9]+(\.[0-9]+)?|\.[0-9]+)"
_BOOLEAN: Final[Schema] = {"type": ["boolean", "string"], "pattern": _any_case(("true", "false"))}
_ADDRESS: Final = _text(
    r"^\s*([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)\S+\s*$",
    "an https, http, mailto or tel address without spaces",
    "https://www.example.org",
)
# Not from the root, a home folder, a drive or the net, and never upwards.
_INSIDE: Final = r"(?!\s*([/\\~]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+\-]*://))(?!(.*[/\\]|\s*)\.\.([/\\]|\s*$))"
_PATH: Final[Schema] = _text(rf"^{_INSIDE}[\s\S]*[^\s/\\]\s*$", "a file in the brochure's folder") | {
    "type": list(_TEXT_TYPES)
}
# Neither a device of Windows nor a sign that it takes in no name.
_ANY_SYSTEM: Final = (
    r"(?!(.*[/\\]|\s*)([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])"
    r"\s*[./\\])"
)
_OUTPUT: Final = _text(
    rf'^{_INSIDE}{_ANY_SYSTEM}[^<>:"|?*]*\.[Pp][Dd][Ff]\s*$', "a name that ends with .pdf", "brochure.pdf"
)
_COLOR: Final = _text(r"^\s*#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\s*$", 'a colour as "#12386e", in quotes', "#12386e")
_LANGUAGE: Final = _text(
    r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$", "a language code such as en, fr or pt-BR", "en", "fr", "pt-BR"
)
_CREDIT: Final = _text(r"\{credit\}", "words with a place for the name, as in: Photo: {credit}", "Photo: {credit}")
_ISO_DAY: Final = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DAY: Final = _text(rf"^\s*{_ISO_DAY}\s*$", "a day as year-month-day, such as 2017-02-14", "2017-02-14")
_WHEN: Final[Schema] = {
    "anyOf": [
        # A text that looks like a day must be one.
        _text(
            rf"^\s*{_ISO_DAY}\s*$|^(?!\s*[0-9]{{4}}([-/])[0-9]{{1,2}}\3[0-9]{{1,2}}\s*$)",
            "a day as year-month-day, such as 2017-02-14",
        )
        | {"type": list(_TEXT_TYPES)},
        {
            "type": "object",
            "properties": {
                "from": _not_blank(_DAY) | {"description": "The first day"},
                "to": _not_blank(_DAY) | {"description": "The last day"},
            },
            "required": ["from", "to"],
            "additionalProperties": False,
        },
    ],
    "examples": ["2017-02-14", {"from": "2017-02-14", "to": "2017-02-16"}, "Spring 2017"],
}
_LENGTH: Final[Schema] = {
    "type": ["number", "string"],
    "exclusiveMinimum": 0,
    "pattern": rf"^\s*{_NUMBER}\s*(mm|cm|in|pt)?\s*$",
}
_PAGE: Final[Schema] = {
    "anyOf": [*_choice(*PAGE_SIZES)["anyOf"], {"type": "array", "items": _LENGTH, "minItems": 2, "maxItems": 2}],
    "examples": ["A4", ["210mm", "297mm"]],
}


def _whole(least: int | None, most: int | None) -> Schema:
    form: Schema = {"type": ["integer", "string"], "pattern": r"^\s*[0-9]{0,9}\s*$"}
    return form | {name: value for name, value in (("minimum", least), ("maximum", most)) if value is not None}


_COUNT: Final = _whole(1, MOST_PAGES)
_PAGES: Final[Schema] = {
    "anyOf": [
        _COUNT,
        {
            "type": "object",
            "properties": {
                "min": _COUNT | {"description": "The fewest pages"},
                "max": _COUNT | {"description": "The most pages"},
                "multiple_of": _COUNT | {"description": "What the number of pages must be a multiple of"},
            },
            "additionalProperties": False,
        },
    ],
    "examples": [4, {"min": 2, "max": 6}, {"multiple_of": 4}],
}
_POINTS: Final = ("top", "bottom", "left", "right", "center")
_POINT: Final = _any_case(_POINTS)[4:-5].removesuffix("?")
_FOCUS: Final[Schema] = {
    "anyOf": [
        {"enum": list(_POINTS)},
        {"type": "string", "pattern": rf"^[\s-]*({_POINT}([\s-]+{_POINT})?)?[\s-]*$"},
        {
            "type": "array",
            "items": {"type": ["number", "string"], "minimum": 0, "maximum": 1, "pattern": rf"^\s*{_NUMBER}\s*%?\s*$"},
            "minItems": 2,
            "maxItems": 2,
        },
    ],
    "examples": ["top", [0.5, 0.3]],
}


def _theme() -> Schema:
    return {
        "anyOf": [
            {"enum": list(known_themes())},
            {"type": "string", "pattern": rf"{_BLANK}|[/\\]|\.[Yy][Aa]?[Mm][Ll]\s*$"},
        ]
    }


def _palette() -> Schema:
    themes = [load_theme(Settings(theme=name), Report()) for name in known_themes()]
    names = dict.fromkeys(palette for theme in themes if theme is not None for palette in theme.palettes)
    return {"type": list(_TEXT_TYPES), "examples": list(names)}


# Where a Struct's `str` is more than a text, and other values that are typed in a way of their own.
_FORMS: Final[dict[tuple[type, str], Any]] = {
    (Brochure, "language"): _LANGUAGE,
    (Item, "lang"): _LANGUAGE,
    (Photo, "file"): _PATH,
    (Photo, "focus"): _FOCUS,
    (Logo, "file"): _PATH,
    (Link, "url"): _ADDRESS,
    (PastStories, "url"): _ADDRESS,
    (Settings, "theme"): _theme,
    (Settings, "palette"): _palette,
    (Settings, "accent"): _COLOR,
    (Settings, "output"): _OUTPUT,
    (Labels, "photo_credit"): _CREDIT,
    **{(Fonts, field): _PATH for field in Fonts.__struct_fields__},
}
# Structs that are typed as something else than a mapping of their fields.
_TYPES: Final[dict[type, Schema]] = {When: _WHEN, PageSize: _PAGE, PageCount: _PAGES}
_MOST: Final[dict[tuple[type, str], int]] = {(Brochure, "items"): MOST_ITEMS}


# Structs ------------------------------------------------------------------------------------------------------


def _object(cls: type, definitions: Schema) -> Schema:
    """Return the schema of a mapping; what it holds of other mappings is added to `definitions`."""
    kind = inspect.type_info(cls)
    assert isinstance(kind, inspect.StructType), "mappings are Structs"
    properties = {field.name: _field(cls, field, definitions) for field in kind.fields}
    whole: Schema = {
        "type": "object",
        "description": (cls.__doc__ or "").split("\n")[0].removesuffix("."),
        "properties": properties,
        "additionalProperties": False,
    }
    required = [field.name for field in kind.fields if field.required]
    if required:
        whole["required"] = required
    if cls is Item:
        one = _or_nothing(_reference(Photo, definitions)) | {"description": "The item's photo, if it has one only"}
        whole["properties"] = _with_after(properties, "standfirst", "photo", one)
        given = {"photo": {"type": "object"}, "photos": {"type": "array"}}
        whole["not"] = {"type": "object", "required": ["photo", "photos"], "properties": given}
    return whole


def _with_after(properties: Schema, before: str, name: str, value: Schema) -> Schema:
    """Return the properties with one more, which stands after another."""
    ordered: Schema = {}
    for key, inner in properties.items():
        ordered[key] = inner
        if key == before:
            ordered[name] = value
    return ordered


# What differs from language to language, beside texts and addresses.
_TRANSLATED: Final = frozenset(
    {(Photo, "file"), (Photo, "width"), (Labels, "photo_credit"), (Settings, "fonts"), (Settings, "labels")}
)


def _field(cls: type, field: inspect.Field, definitions: Schema) -> Schema:
    special = _FORMS.get((cls, field.name))
    form = dict(special() if callable(special) else special or _form(field.type, definitions))
    if (cls, field.name) in _MOST:
        form["maxItems"] = _MOST[cls, field.name]
    is_text = special is None and form.get("type") == list(_TEXT_TYPES)
    is_translated = is_text or special is _ADDRESS or cls is Fonts or (cls, field.name) in _TRANSLATED
    form = _not_blank(form) if field.required else _or_nothing(form)
    if is_translated:
        form = _or_translated(form)
    told = field.type.extra_json_schema if isinstance(field.type, inspect.Metadata) else None
    default = _default(field)
    return form | (told or {}) | ({} if default is None else {"default": default})


def _form(kind: inspect.Type, definitions: Schema) -> Schema:
    """Return the schema of a value by its type in the model."""
    if isinstance(kind, inspect.Metadata):
        return _form(kind.type, definitions)
    if isinstance(kind, inspect.UnionType):
        (one,) = (part for part in kind.types if not isinstance(part, inspect.NoneType))
        return _form(one, definitions)
    if isinstance(kind, inspect.StrType):
        return {"type": list(_TEXT_TYPES)}
    if isinstance(kind, inspect.BoolType):
        return dict(_BOOLEAN)
    if isinstance(kind, inspect.IntType):
        return _whole(kind.ge, kind.le)
    if isinstance(kind, inspect.LiteralType):
        return _choice(*(str(value) for value in kind.values))
    if isinstance(kind, inspect.StructType):
        return _reference(kind.cls, definitions)
    if isinstance(kind, inspect.VarTupleType):
        form: Schema = {"type": "array", "items": _form(kind.item_type, definitions)}
        return form | ({} if kind.min_length is None else {"minItems": kind.min_length})
    raise AssertionError(f"the schema has no form for {kind}")


def _reference(cls: type, definitions: Schema) -> Schema:
    """Return how a Struct is typed: a form of its own, or a reference to the definition of the mapping."""
    if cls in _TYPES:
        return dict(_TYPES[cls])
    name = cls.__name__.lower()
    if name not in definitions:
        definitions[name] = {}
        whole = _object(cls, definitions)
        definitions[name] = _link(whole) if cls is Link else whole
    return {"$ref": f"#/$defs/{name}"}


def _link(whole: Schema) -> Schema:
    """Return the schema of a link with its short form, `label: url`."""
    short = {
        "type": "object",
        "description": "The words to click, a colon, and the address",
        "additionalProperties": _or_translated(_not_blank(_ADDRESS)),
        "propertyNames": {"not": {"enum": list(whole["properties"])}},
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [whole, short]}


def _default(field: inspect.Field) -> Any:
    """Return a field's default as it is typed, or None when there is nothing to show."""
    if isinstance(field.default, PageSize):
        return field.default.name
    return field.default if isinstance(field.default, (str, bool, int)) and field.default != "" else None


def as_json(schema: Schema) -> str:
    """Return a schema as JSON text that people can read."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
