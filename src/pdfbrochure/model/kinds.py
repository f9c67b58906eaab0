"""What values may be: each Kind pairs the reader of a value with its form in the JSON Schema and the reference's words.

Kinds of single texts stand here, and what makes kinds of kinds; values that are typed in more than one form have
their readers in `compound`. Every scalar arrives as text and is typed by its key, never by YAML.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, get_args

from msgspec import structs

from pdfbrochure.model import addresses, compound, forms, identifiers, scalars
from pdfbrochure.model.readers import (
    read_alt,
    read_line,
    read_lines,
    read_markdown,
    read_plain,
    remarked,
    text,
    translated,
)
from pdfbrochure.model.shapes import Kind

if TYPE_CHECKING:
    from pdfbrochure.model.shapes import Reader, Schema, Shape

_PLAIN: Final = "plain text"
_FILE: Final = "a file"

# Names are the same in all languages, or may be; other texts are not.
NAME: Final = Kind(read_line, forms.TEXT, _PLAIN, is_translated=True)
LINE: Final = structs.replace(NAME, is_wording=True)
ALT: Final = structs.replace(LINE, read=read_alt)
MARKDOWN: Final = Kind(read_markdown, forms.TEXT, "Markdown", is_wording=True, is_translated=True)
# Addresses, which are the same in all languages.
CONTACT: Final = structs.replace(MARKDOWN, is_wording=False)

# Of an imprint.
LINES: Final = Kind(read_lines, forms.TEXT, "plain text, line by line", is_translated=True)
MAIL: Final = Kind(text(identifiers.read_mail), forms.MAIL, "a mail address")
PHONE: Final = Kind(text(identifiers.read_phone), forms.PHONE, "a telephone number")
ISSN: Final = Kind(text(identifiers.read_issn), forms.ISSN, "`2049-3630`")
ISBN: Final = Kind(text(identifiers.read_isbn), forms.ISBN, "`978-92-1-101449-5`")
CATALOGUE: Final = structs.replace(NAME, read=translated(remarked(read_plain, identifiers.remark_on_catalogue)))
DOI: Final = Kind(text(identifiers.read_doi), forms.DOI, "`10.2760/123456`")

BOOLEAN: Final = Kind(text(scalars.read_boolean), forms.BOOLEAN, "`true` or `false`")
TRUE_OR_TEXT: Final = Kind(
    translated(compound.read_true_or_text), forms.TEXT, "`true` or plain text", is_wording=True, is_translated=True
)
PRINTED: Final = Kind(text(scalars.read_printed), forms.PRINTED, "`true`, `false` or `numbers`")
LANGUAGE: Final = Kind(text(addresses.read_language), forms.LANGUAGE, "a language tag")
ADDRESS: Final = Kind(compound.read_address, forms.ADDRESS, "an address", is_translated=True)
FILE: Final = Kind(text(addresses.read_path), forms.PATH, _FILE)
FONT: Final = Kind(
    translated(text(addresses.read_font), optional=True), forms.PATH, "a family or a file", is_translated=True
)
OUTPUT: Final = Kind(text(addresses.read_output), forms.OUTPUT, "a file name")
COLOR: Final = Kind(text(scalars.read_color), forms.COLOR, '`"#12386e"`')
SHOP: Final = Kind(text(addresses.read_theme), forms.SHOP, "a name, or a file of your own")
PROFILE: Final = Kind(text(addresses.read_theme), forms.TEXT, "a file")
LENGTH: Final = Kind(text(scalars.read_bleed), forms.LENGTH, "`3mm`")
SIZE: Final = Kind(text(scalars.read_size), forms.SIZE, "`2MB`, `500KB`")
THEME: Final = Kind(text(addresses.read_theme), forms.THEME, "a name, or a file of your own")
PALETTE: Final = Kind(read_line, forms.TEXT, "a name")
DATE: Final = Kind(compound.read_date, forms.when(forms.mapping(compound.RANGE)), "see *Dates*")
FOCUS: Final = Kind(compound.read_focus, forms.FOCUS, "`[0.5, 0.3]`, or `top`, `bottom`, `left`, `right`, `center`")
PAGE: Final = Kind(
    compound.read_page, forms.PAGE, f"{', '.join(f'`{name}`' for name in scalars.PAGE_SIZES)}, or `[210mm, 297mm]`"
)
PAGES: Final = Kind(
    compound.read_pages,
    forms.page_count(compound.COUNT.form, forms.mapping(compound.BOUNDS)),
    "`4`, `{ max: 4 }`, `{ min: 2, max: 6 }`, `{ multiple_of: 4 }`",
)
# Words for the design's own, of which a language may have none.
LABEL: Final = structs.replace(NAME, read=translated(read_line, optional=True))
CREDIT_LABEL: Final = Kind(
    translated(text(scalars.read_credit_wording, 'put quotes round it: "Photo: {credit}"'), optional=True),
    forms.CREDIT, _PLAIN, is_translated=True,
)  # fmt: skip


def choice(words: Any) -> Kind:
    """Return the kind of one of some words: those of a Literal type."""
    choices: tuple[str, ...] = get_args(words)
    quoted = [f"`{word}`" for word in choices]
    says = " or ".join(quoted) if len(quoted) == 2 else ", ".join(quoted)
    return Kind(text(partial(scalars.read_choice, choices=choices)), forms.choice(*choices), says)


def number(least: int, most: int) -> Kind:
    """Return the kind of a whole number."""
    read = text(partial(scalars.read_integer, least=least, most=most))
    return Kind(read, forms.whole(least, most), f"{least} to {most}")


def in_languages(kind: Kind, *, optional: bool = False, of_keys: bool = False) -> Kind:
    """Return a kind of which a mapping of languages may hold several values; arguments as for `translated`."""
    return structs.replace(kind, read=translated(kind.read, optional=optional, of_keys=of_keys), is_translated=True)


def group(shape: Shape, read: Reader | None = None) -> Kind:
    """Return the kind of a mapping, with a reader of its own if it is typed in other forms too."""
    keys = [f"`{name}`" for name in shape.fields]
    says = " and ".join(keys) if len(keys) == 2 else ", ".join(keys)
    return Kind(read or shape, forms.reference(shape), says)


def several(read: Reader, shapes: tuple[Shape, Shape], most: int) -> Kind:
    """Return the kind of a list of mappings of two shapes: the second where its first key is given."""
    other: Schema = {"type": "object", "required": [shapes[1].keys[0].name]}
    entry: Schema = {"if": other, "then": forms.mapping(shapes[1]), "else": forms.reference(shapes[0])}
    return Kind(read, forms.many(entry, most, 1), "a list")


def many(read: Reader, shape: Shape, says: str = "a list", most: int | None = None, least: int = 0) -> Kind:
    """Return the kind of a list of mappings."""
    form: Schema = forms.many(forms.reference(shape), most, least)
    return Kind(read, form, says)
