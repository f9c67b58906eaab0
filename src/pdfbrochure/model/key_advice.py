"""What to do about keys that this version does not have: those of the format's later parts, and those of no part.

Both tables are by place, as messages call it. A key that a place has is never looked for here.
"""

from __future__ import annotations

from typing import Final

_DELETE: Final = "delete the line"
_IN_BODY: Final = "write it into the `body`, where a list takes lines that begin with `- `"
_OWN_THEME: Final = "set in a theme file of your own (`theme: my-theme.yaml`)"
_NO_PLACE: Final = "an item has no place of its own: begin the `body` with it"
_NO_TAGS: Final = "delete the line: nothing in a brochure is sorted by such words"
_NO_HEADER: Final = (
    "a brochure has no such part: its head is made of `title`, `subtitle`, `date`, `issue` and `publisher`"
)
_NO_SIZE_OF_LOGO: Final = "delete the line: the theme gives the logo its size and place"
_NO_FILM: Final = "a page shows no film or sound: give its address in `links`"
_SIZES: Final = (
    f"`large_type: true` is for readers with low vision; other sizes are {_OWN_THEME}, such as "
    "`styles: {body: {size: 11, leading: 16}}`"
)
_COLORS: Final = (
    f"write `palette: …` for one of the theme's palettes, or `accent: …` for a colour of your own; all others are "
    f"{_OWN_THEME}, below `colors`"
)
_MARGINS: Final = f"margins are {_OWN_THEME}, such as `page: {{margin_side: 51}}`"
_BODY_OF_ITEM: Final = "text belongs to an item: below `items:` write `- title: …`, and `body: |` below the title"

# Words that people try, for which the format has no key: what to do instead.
NO_SUCH: Final[dict[str, dict[str, str]]] = {
    "a brochure": {
        **dict.fromkeys(("header", "head", "banner", "kopfzeile", "en_tete", "encabezado"), _NO_HEADER),
        **dict.fromkeys(
            ("sections", "section", "chapters", "chapter", "categories", "rubrics", "rubriken", "rubriques"),
            "write the sections as entries of `items`: `- section: Research`, and the items of each below it",
        ),
        **dict.fromkeys(("text", "article", "copy", "paragraphs", "content"), _BODY_OF_ITEM),
        **dict.fromkeys(("version", "schema", "$schema", "format_version", "id"), _DELETE),
        **dict.fromkeys(("newsletter",), _DELETE),
        **dict.fromkeys(("logo_url", "logo_file", "logo_alt"), "write `logo: {file: …, alt: …}`"),
        **dict.fromkeys(
            ("email", "mail", "phone", "telephone", "website", "address", "url"), "write it into `contact`"
        ),
    },
    "an item": {
        **dict.fromkeys(("location", "place", "venue", "where", "city", "country", "ort", "lieu", "lugar"), _NO_PLACE),
        **dict.fromkeys(("time", "hour", "start_time"), "an item has no time of its own: begin the `body` with it"),
        **dict.fromkeys(
            ("tags", "tag", "keywords", "category", "categories", "topic", "topics", "id", "slug"), _NO_TAGS
        ),
        **dict.fromkeys(
            ("photo_credit", "image_credit", "picture_credit", "credit_line"),
            "write it below `photo:`, as `credit: …`",
        ),
        **dict.fromkeys(("photo_alt", "image_alt", "alt_text"), "write it below `photo:`, as `alt: …`"),
        **dict.fromkeys(("photo_caption", "image_caption"), "write it below `photo:`, as `caption: …`"),
        **dict.fromkeys(("participants", "price", "register", "registration"), _IN_BODY),
        **dict.fromkeys(("video", "audio", "film", "podcast"), _NO_FILM),
        **dict.fromkeys(("email", "mail", "phone", "telephone"), "write it at the end of the `body`"),
        **dict.fromkeys(
            ("quote", "quotation", "pull_quote", "zitat", "citation"),
            "write the quotation into the `body`, and begin its line with `> `",
        ),
    },
    "a photo": {
        **dict.fromkeys(("url", "link", "href"), "a photo is no link: give the address in the item's `links`"),
        **dict.fromkeys(("height", "ratio", "aspect"), f"{_DELETE}: the height follows from `width` and the photo"),
        **dict.fromkeys(("float", "align", "alignment", "side"), "write `width: wrap` to have text run beside it"),
        **dict.fromkeys(("title", "name"), "write `caption: …` for words below it, or `alt: …` for what it shows"),
    },
    "a box": {
        **dict.fromkeys(("box", "boxes"), "a box holds no other: give the item two, as entries of `boxes`"),
        **dict.fromkeys(("photo", "photos", "image", "picture"), "a box holds no photo: give it to the item"),
        **dict.fromkeys(("color", "colour", "style", "width", "position"), f"{_DELETE}: the theme decides on it"),
    },
    "a key figure": {
        **dict.fromkeys(("color", "colour", "icon"), f"{_DELETE}: the theme decides on it"),
        **dict.fromkeys(("source", "date"), "write it into the `label`"),
    },
    "an entry of an agenda": {
        **dict.fromkeys(
            ("end", "until", "to"), "write `date: {from: 2026-06-03, to: 2026-06-05}`, or `time: 10.00-13.00`"
        ),
        **dict.fromkeys(("price", "register", "contact"), "write it into `where`, or lead there with `url`"),
    },
    "a logo": {
        **dict.fromkeys(("width", "height", "size", "scale", "position", "align"), _NO_SIZE_OF_LOGO),
        **dict.fromkeys(("credit", "caption"), f"{_DELETE}: nothing is printed below a logo"),
    },
    "`settings`": {
        **dict.fromkeys(("size", "papersize"), f"write `page: A4` (or another size) for the paper; {_SIZES}"),
        **dict.fromkeys(
            ("font_size", "fontsize", "text_size", "body_size", "type_size", "line_height", "leading", "line_spacing"),
            _SIZES,
        ),
        **dict.fromkeys(("margin", "margins", "spacing", "padding", "gap", "gutter"), _MARGINS),
        **dict.fromkeys(("colors", "colours", "background", "text_color", "text_colour", "link_color"), _COLORS),
        **dict.fromkeys(
            ("cmyk", "dpi", "resolution"),
            f"{_DELETE}: `print: offset-coated` and `build --for print` make the file for a print shop",
        ),
        **dict.fromkeys(
            ("logo_size", "header", "footer", "page_numbers", "page_number", "folio", "watermark"),
            f"{_DELETE}: the theme decides on it",
        ),
        **dict.fromkeys(("toc", "table_of_contents", "double_sided", "duplex", "pdf_version", "line_numbers"), _DELETE),
        **dict.fromkeys(("color_scheme", "colour_scheme", "color_palette", "colour_palette"), _COLORS),
    },
}
