"""The forms that values are typed in, as JSON Schema.

An editor reads YAML 1.2, in which `2030` is a number and `true` a boolean, so wherever a text is wanted, these will do
as well, as they do for the model. A field that is empty counts as missing, so null and blanks are allowed wherever a
field may be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.model.brochure import PageSize
from pdfbrochure.model.scalars import PAGE_SIZES

if TYPE_CHECKING:
    from pdfbrochure.model.shapes import Key, Schema, Shape

_TEXT_TYPES: Final = ("string", "number", "boolean")
_BLANK: Final = r"^\s*$"
# A language as the key of a translation: a code, and it may be a script and a region.
_LANGUAGE_KEY: Final = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"


def any_case(words: tuple[str, ...]) -> str:
    """Return a pattern for one of some words, whatever their case (JSON Schema has no flag for it)."""
    spelled = [
        "".join(f"[{char.upper()}{char.lower()}]" if char.isalpha() else char for char in word) for word in words
    ]
    return rf"^\s*({'|'.join(spelled)})?\s*$"


def choice(*words: str) -> Schema:
    """Return the form of one of some words."""
    # Editors take `true` for a boolean, though here it is one of several words.
    truth: list[Schema] = [{"type": "boolean"}] if "true" in words else []
    return {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": any_case(words)}, *truth]}


def _text(pattern: str, says: str, *examples: str) -> Schema:
    """Return the form of a text that must match; blanks do too. `says` is what editors show where it does not."""
    form: Schema = {"type": "string", "pattern": rf"{_BLANK}|{pattern}", "patternErrorMessage": says}
    return form | ({"examples": list(examples)} if examples else {})


def or_translated(form: Schema) -> Schema:
    """Return a form that may also be a mapping of languages to values of the form, of which one is taken."""
    each = or_nothing({key: value for key, value in form.items() if key != "examples"})
    translations = {
        "type": "object",
        "description": "The same in several languages, of which the one that is built is taken",
        "propertyNames": {"pattern": _LANGUAGE_KEY},
        "additionalProperties": each,
        "minProperties": 1,
    }
    return {"anyOf": [form, translations]}


def or_nothing(form: Schema) -> Schema:
    """Return a form that may be left empty."""
    if "anyOf" in form:
        return form | {"anyOf": [*form["anyOf"], {"type": "null"}]}
    if "$ref" in form:
        return {"anyOf": [form, {"type": "null"}]}
    types = form["type"] if isinstance(form["type"], list) else [form["type"]]
    return form | {"type": [*types, *(["null"] if "null" not in types else [])]}


def not_blank(form: Schema) -> Schema:
    """Return a form that may not be left empty."""
    if "pattern" in form:
        return form | {"pattern": form["pattern"].removeprefix(f"{_BLANK}|")}
    return form | {"pattern": r"\S"} if "string" in form.get("type", ()) else form


TEXT: Final[Schema] = {"type": list(_TEXT_TYPES)}
_NUMBER: Final = r"([0-9]+(\.[0-9]+)?|\.[0-9]+)"
BOOLEAN: Final[Schema] = {"type": ["boolean", "string"], "pattern": any_case(("true", "false"))}
PRINTED: Final[Schema] = {"type": ["boolean", "string"], "pattern": any_case(("true", "false", "numbers"))}
ADDRESS: Final = _text(
    r"^\s*([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)\S+\s*$",
    "an https, http, mailto or tel address without spaces",
    "https://www.example.org",
)
# Not from the root, a home folder, a drive or the net, and never upwards.
_INSIDE: Final = r"(?!\s*([/\\~]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+\-]*://))(?!(.*[/\\]|\s*)\.\.([/\\]|\s*$))"
PATH: Final[Schema] = _text(rf"^{_INSIDE}[\s\S]*[^\s/\\]\s*$", "a file in the brochure's folder") | {
    "type": list(_TEXT_TYPES)
}
# Neither a device of Windows nor a sign that it takes in no name.
_ANY_SYSTEM: Final = (
    r"(?!(.*[/\\]|\s*)([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])"
    r"\s*[./\\])"
)
OUTPUT: Final = _text(
    rf'^{_INSIDE}{_ANY_SYSTEM}[^<>:"|?*]*\.[Pp][Dd][Ff]\s*$', "a name that ends with .pdf", "brochure.pdf"
)
# A theme file has a folder or an ending; the schema adds the themes that have a name.
THEME: Final[Schema] = {"anyOf": [{"type": "string", "pattern": rf"{_BLANK}|[/\\]|\.[Yy][Aa]?[Mm][Ll]\s*$"}]}
SHOP: Final[Schema] = {"anyOf": [{"type": "string", "pattern": rf"{_BLANK}|[/\\]|\.[Yy][Aa]?[Mm][Ll]\s*$"}]}
LENGTH: Final[Schema] = {
    **_text(rf"^\s*{_NUMBER}\s*(mm|cm|in|pt)?\s*$", "a length, such as 3mm", "3mm"),
    "type": ["string", "number"],
}
SIZE: Final = _text(r"^\s*[0-9]+(\.[0-9]+)?\s*[kKmM][bB]\s*$", "the size of a file, such as 2MB", "2MB")
COLOR: Final = _text(r"^\s*#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\s*$", 'a colour as "#12386e", in quotes', "#12386e")
LANGUAGE: Final = _text(
    r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$", "a language code such as en, fr or pt-BR", "en", "fr", "pt-BR"
)
CREDIT: Final = _text(r"\{credit\}", "words with a place for the name, as in: Photo: {credit}", "Photo: {credit}")
MAIL: Final = _text(r"^\s*(mailto:)?[^\s@?]+@[^\s@?]+\s*$", "a mail address", "office@example.org")
PHONE: Final[Schema] = {
    **_text(r"^\s*(tel:)?\+?[0-9\s\u00a0().\-/\u2010-\u2013]+\s*$", "a telephone number", "+32 2 555 12 34"),
    "type": list(_TEXT_TYPES),
}
ISSN: Final[Schema] = {
    **_text(
        r"^\s*([Ii][Ss][Ss][Nn]:?\s*)?[0-9]{4}[-\u2010-\u2013]?[0-9]{3}[0-9Xx]\s*$",
        "an ISSN, such as 2049-3630",
        "2049-3630",
    ),
    "type": list(_TEXT_TYPES),
}
ISBN: Final[Schema] = {
    **_text(
        r"^\s*([Ii][Ss][Bb][Nn](-1[03])?:?\s*)?[0-9][0-9\s-]*[0-9Xx]\s*$",
        "an ISBN, such as 978-92-1-101449-5",
        "978-92-1-101449-5",
    ),
    "type": list(_TEXT_TYPES),
}
DOI: Final = _text(r"10\.[0-9]{4,9}/\S+\s*$", "a DOI, such as 10.2760/123456", "10.2760/123456")
_ISO_DAY: Final = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
DAY: Final = _text(rf"^\s*{_ISO_DAY}\s*$", "a day as year-month-day, such as 2017-02-14", "2017-02-14")


def when(days: Schema) -> Schema:
    """Return the form of a date: a day, `days` from one to another, or words."""
    one = _text(
        # A text that looks like a day must be one.
        rf"^\s*{_ISO_DAY}\s*$|^(?!\s*[0-9]{{4}}([-/])[0-9]{{1,2}}\3[0-9]{{1,2}}\s*$)",
        "a day as year-month-day, such as 2017-02-14",
    ) | {"type": list(_TEXT_TYPES)}
    examples = ["2017-02-14", {"from": "2017-02-14", "to": "2017-02-16"}, "Spring 2017"]
    return {"anyOf": [one, days], "examples": examples}


_LENGTH: Final[Schema] = {
    "type": ["number", "string"],
    "exclusiveMinimum": 0,
    "pattern": rf"^\s*{_NUMBER}\s*(mm|cm|in|pt)?\s*$",
}
PAGE: Final[Schema] = {
    "anyOf": [*choice(*PAGE_SIZES)["anyOf"], {"type": "array", "items": _LENGTH, "minItems": 2, "maxItems": 2}],
    "examples": ["A4", ["210mm", "297mm"]],
}


def whole(least: int, most: int) -> Schema:
    """Return the form of a whole number."""
    return {"type": ["integer", "string"], "pattern": r"^\s*[0-9]{0,9}\s*$", "minimum": least, "maximum": most}


def page_count(exact: Schema, bounds: Schema) -> Schema:
    """Return the form of a number of pages."""
    return {"anyOf": [exact, bounds], "examples": [4, {"min": 2, "max": 6}, {"multiple_of": 4}]}


_POINTS: Final = ("top", "bottom", "left", "right", "center")
_POINT: Final = any_case(_POINTS)[4:-5].removesuffix("?")
FOCUS: Final[Schema] = {
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


# ---- groups of keys


def many(entry: Schema, most: int | None = None, least: int = 0) -> Schema:
    """Return the form of a list."""
    form: Schema = {"type": "array", "items": entry}
    return form | ({"minItems": least} if least else {}) | ({"maxItems": most} if most is not None else {})


def reference(shape: Shape) -> Schema:
    """Return a reference to the definition of a mapping."""
    return {"$ref": f"#/$defs/{definition_name(shape)}"}


def definition_name(shape: Shape) -> str:
    """Return what the schema calls a mapping."""
    return str(shape.build.__name__).lower()


def mapping(shape: Shape) -> Schema:
    """Return the form of a mapping, key by key."""
    whole: Schema = {} if shape.build is dict else {"description": _first_sentence(shape)}
    whole["type"] = "object"
    whole["properties"] = {key.name: _property(shape, key) for key in shape.keys}
    whole["additionalProperties"] = False
    return whole | ({"required": list(shape.required)} if shape.required else {})


def _property(shape: Shape, key: Key) -> Schema:
    kind = key.kind
    form = not_blank(kind.form) if key.name in shape.required else or_nothing(kind.form)
    if kind.is_translated:
        form = or_translated(form)
    told: Schema = {"description": key.help.removesuffix(".")}
    if key.examples:
        told["examples"] = list(key.examples)
    default = _default(shape, key)
    return form | told | ({} if default is None else {"default": default})


def _default(shape: Shape, key: Key) -> Any:
    """Return the default of a key as it is typed, or None when there is nothing to show."""
    if shape.build is dict or key.name in shape.required:
        return None
    value = shape.defaults().get(key.name)
    if isinstance(value, PageSize):
        return value.name
    return value if isinstance(value, (str, bool, int)) and value != "" else None


def _first_sentence(shape: Shape) -> str:
    return (shape.build.__doc__ or "").split("\n")[0].removesuffix(".")
