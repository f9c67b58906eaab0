"""The table of keys: every key of a brochure file, once.

To add a key, add a field to its Struct in `brochure` and a row here, with

- the key's name, the same in both;
- the `Kind` of its value (`kinds`), which brings the reader, the form in the JSON Schema and the README's words for it;
- a sentence on what it does, which is the help of editors and stands in the README;
- other words that people try for it, the nearest first. A word that may mean keys of several places stands at each, and
  the words of a key that stands in several places stand at the first. Words of other languages stand in
  `key_names.json`.

Default and whether the key is required are those of the Struct. The walk of the validator, the proposals for misspelled
keys, the JSON Schema and the tables of the README are made of the rows. Then set the key (one that is read and not set
would be lost in silence), delete it from `key_advice.NOT_YET`, run `docs/scripts/generate_key_tables.py`, which writes
schema and README anew, and give it a case in `tests/cases`.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.model import brochure as model
from pdfbrochure.model import compound, kinds
from pdfbrochure.model.brochure import Brochure, Fonts, Imprint, Item, Labels, Link, Logo, PastStories, Photo, Settings
from pdfbrochure.model.scalars import MOST_COLUMNS
from pdfbrochure.model.shapes import Key, Shape

# Words that stand in for those at fault, so that these are not said to be missing too.
_SOME_WORDS: Final = "…"

PHOTO: Final = Shape(
    "a photo",
    Photo,
    (
        Key(
            "file",
            kinds.in_languages(kinds.FILE),
            "The photo",
            "src path filename source image picture",
            examples=("assets/arf.jpg",),
        ),
        Key(
            "credit",
            kinds.NAME,
            "Who took it. When absent, it is read from the photo's own data, if they name somebody; no name at all is "
            "an error",
            "photo_credit photocredit copyright byline photographer photo_by author authors license licence credits "
            "source by",
        ),
        Key(
            "alt",
            kinds.ALT,
            "What the photo shows, for people who do not see it. Required, unless the photo's own data hold it or it "
            "is `decorative`",
            "alt_text alternative alttext description",
        ),
        Key(
            "decorative",
            kinds.BOOLEAN,
            "`true` says that the photo adds nothing that the text does not say; screen readers pass over it",
        ),
        Key("caption", kinds.LINE, "A line below the photo, before the credit", "legend text"),
        Key(
            "focus",
            kinds.FOCUS,
            "The point that every crop keeps, as fractions of the width and the height",
            "position crop",
        ),
        Key(
            "fit",
            kinds.choice(model.Fit),
            "`crop`, the default: cut to the shape that suits the page; `whole`: all of it is shown, for charts, maps "
            "and screenshots",
            "crop cropping object_fit scale contain whole",
        ),
        Key(
            "width",
            kinds.in_languages(kinds.choice(model.PhotoWidth), optional=True),
            "`column`: as wide as a column; `wide`: across all columns; `wrap`: half a column, with text beside it",
            "size",
        ),
    ),
    place="the photo",
    example="write `file: assets/photo.jpg`, and `credit` and `alt` on lines below it",
    stand_ins={
        "file": {"file": ""},
        "alt": {"alt": _SOME_WORDS},
        "decorative": {"alt": _SOME_WORDS},
        "credit": {"credit": _SOME_WORDS},
    },
)

LINK: Final = Shape(
    "a link",
    Link,
    (
        Key("label", kinds.LINE, "The words that are clicked", "title name text"),
        Key("url", kinds.ADDRESS, "An https, http, mailto or tel address", "href link address website uri target"),
    ),
    place="a link",
    example="write it as - The website: https://www.example.org",
    stand_ins={"label": {"label": compound.LOST_LINK.label}, "url": {"url": compound.LOST_LINK.url}},
)

ITEM: Final = Shape(
    "an item",
    Item,
    (
        Key("date", kinds.DATE, "Stands above the title", "when day published"),
        Key("title", kinds.LINE, "The item's heading, and its bookmark in the PDF", "heading headline name"),
        Key("short_title", kinds.LINE, "The item's bookmark in the PDF, where its title is long"),
        Key("byline", kinds.NAME, "Who wrote it, below the title", "written_by writer author authors by"),
        Key("lang", kinds.LANGUAGE, "The item's language, when it is another than the brochure's", "language locale"),
        Key(
            "standfirst",
            kinds.MARKDOWN,
            "One or two sentences that lead into the text",
            "summary lead deck teaser intro abstract excerpt subhead subtitle introduction subheading subheadline",
        ),
        Key(
            "photo",
            kinds.group(PHOTO, compound.one_photo(PHOTO)),
            "One photo",
            "image picture img pic illustration figure",
            says="see *Photos*",
        ),
        Key(
            "photos",
            kinds.many(compound.photos(PHOTO), PHOTO, "a list of photos"),
            "Several photos, in the place of `photo`",
            "images pictures",
        ),
        Key(
            "gallery",
            kinds.choice(model.Gallery),
            "How the `photos` that have no `width` stand together: `grid`: in rows of equal cells; `strip`: in a row, "
            "as wide as they are; `pair`: two upright ones side by side; `none`: each by itself in the text. `auto`, "
            "the default, chooses by their number",
            "photo_gallery slideshow album",
        ),
        Key(
            "body",
            kinds.MARKDOWN,
            "The text",
            "text content contents copy description article paragraphs regular",
        ),
        Key(
            "links",
            kinds.many(compound.links(LINK), LINK),
            "Links in the form of `label` and `url`, or short: `- The website: https://example.org`",
            "urls further_reading link website",
        ),
        Key(
            "layout",
            kinds.choice(model.Layout),
            "How the item opens; the first item leads unless another one says so. A feature wants the top of a page, "
            "and stands lower where a page would stay empty",
            "type style",
        ),
        Key("new_page", kinds.BOOLEAN, "`true`: the item opens a page in any case", "page_break newpage break_before"),
    ),
    place="an item",
    example="write it as `- title: …`, with the other keys below",
    stand_ins={"title": {"title": compound.LOST_ITEM.title}},
)

LOGO: Final = Shape(
    "a logo",
    Logo,
    (
        Key("file", kinds.FILE, "A photo's format or SVG, relative to the brochure"),
        Key("alt", kinds.NAME, "The name that the logo stands for"),
    ),
    example="logo: {file: assets/logo.png, alt: …}",
    stand_ins={"file": {"file": ""}, "alt": {"alt": _SOME_WORDS}},
)

PAST_STORIES: Final = Shape(
    "`past_stories`",
    PastStories,
    (
        Key("label", kinds.LINE, "The panel's words; default: the language's own"),
        Key("url", kinds.ADDRESS, "The address of the past stories"),
        Key(
            "form",
            kinds.choice(model.ClosingForm),
            "`panel`: as the theme has it; `band`: lower; `box`: inside the text area; `back`: it grows over what is "
            "white and takes the imprint in. `auto`, the default: whichever fills the last page best",
        ),
    ),
    example="past_stories: {url: https://www.example.org}",
)

IMPRINT: Final = Shape(
    "`imprint`",
    Imprint,
    (
        Key(
            "address",
            kinds.LINES,
            "The postal address, in the lines in which it is typed",
            "street post",
        ),
        Key("mail", kinds.MAIL, "The address for mail, which can be clicked", "email e_mail"),
        Key("phone", kinds.PHONE, "The telephone number, which can be clicked; printed as typed", "telephone tel"),
        Key(
            "rights",
            kinds.LINE,
            "Whose the texts are and who may use them; also among the data of the PDF",
            "copyright license licence reuse",
        ),
        Key("issn", kinds.ISSN, "The number of the series; its check digit is counted, as that of the next"),
        Key("isbn", kinds.ISBN, "The number of the brochure as a book"),
        Key("catalogue", kinds.NAME, "The number in the publisher's own catalogue, printed as typed", "catalog"),
        Key("doi", kinds.DOI, "The lasting address, which can be clicked; with or without `https://doi.org/`"),
        Key("printed", kinds.LINE, "Where and on what it is printed", "printer print paper"),
    ),
    example="imprint: {address: …, mail: office@example.org}",
)

FONTS: Final = Shape(
    "`fonts`",
    Fonts,
    (
        Key("body", kinds.FONT, "Font file for the running text"),
        Key("body_italic", kinds.FONT, "Italic of the running text", "italic"),
        Key("body_bold", kinds.FONT, "Bold of the running text", "bold"),
        Key("headings", kinds.FONT, "Font file for titles and labels", "title_font"),
    ),
    place="`fonts` in `settings`",
    example="fonts: {body: assets/Brand.otf}",
)

LABELS: Final = Shape(
    "`labels`",
    Labels,
    (
        Key("photo_credit", kinds.CREDIT_LABEL, "Wording of a credit", examples=("Photo: {credit}",)),
        Key("past_stories", kinds.LABEL, "Wording of the closing panel"),
        Key("contact", kinds.LABEL, "What the imprint is called in the bookmarks"),
        Key("qr_code", kinds.LABEL, "What is read aloud of a QR code", examples=("QR code: {address}",)),
    ),
    place="`labels` in `settings`",
    example='labels: {photo_credit: "Photo: {credit}"}',
)

SETTINGS: Final = Shape(
    "`settings`",
    Settings,
    (
        Key(
            "theme",
            kinds.THEME,
            "The design: `institutional` when absent, or `bulletin`",
            "style template design",
        ),
        Key(
            "palette",
            kinds.PALETTE,
            "One of the theme's sets of colours: `navy` or `forest` for `institutional`",
        ),
        Key(
            "accent",
            kinds.COLOR,
            "A house colour, in quotes: exact on panels, darkened where it is text and too pale, with a message",
            "colour color",
        ),
        Key("masthead", kinds.choice(model.MastheadKind), "`plain` leaves the coloured field out and saves ink"),
        Key(
            "page",
            kinds.PAGE,
            "The size of the page; `A4` when absent",
            "format paper page_size pagesize papersize",
        ),
        Key("orientation", kinds.choice(model.Orientation), "Upright or lying", "landscape"),
        Key("columns", kinds.number(1, MOST_COLUMNS), "Columns of text; the theme chooses when absent"),
        Key("pages", kinds.PAGES, "How many pages there may be; see *A number of pages*"),
        Key("output", kinds.OUTPUT, "The PDF's name; the name of the YAML file with `.pdf` when absent", "pdf"),
        Key("justify", kinds.BOOLEAN, "Both edges of the text even; the theme chooses when absent", "justified"),
        Key("hyphenate", kinds.BOOLEAN, "Break long words at line ends; `true` when absent", "hyphenation"),
        Key(
            "punctuation",
            kinds.choice(model.Punctuation),
            "`smart` sets the quotation marks and dashes of the language; `verbatim` leaves them as typed. Words are "
            "never changed",
            "typography",
        ),
        Key("print_urls", kinds.BOOLEAN, "Print the address below each link; `true` when absent"),
        Key(
            "fonts",
            kinds.in_languages(kinds.group(FONTS), optional=True, of_keys=True),
            "Font files of your own: TTF, OTF or TTC, also variable ones",
            "font",
        ),
        Key(
            "labels",
            kinds.in_languages(kinds.group(LABELS), optional=True, of_keys=True),
            'Other words for the brochure\'s own, such as `photo_credit: "Picture: {credit}"`',
        ),
        Key("require_credit", kinds.BOOLEAN, "`false` allows photos without a credit"),
        Key(
            "standard",
            kinds.choice(model.Standard),
            "`ua-1`, when absent, is PDF/UA-1 and PDF/A-2a; `ua-2` is PDF/UA-2 and PDF/A-4, in PDF 2.0",
            "conformance accessibility pdf_ua pdf_a",
        ),
        Key(
            "calendar",
            kinds.choice(model.CalendarName),
            "Of dates: `un` has the months of the United Nations' Arabic, `buddhist` the years of Thailand, `persian` "
            "the months and years of Iran; the language chooses when absent",
        ),
        Key(
            "digits",
            kinds.choice(model.Digits),
            "Of dates, folios and the numbers of lists: `native` are those of the language's own script; the language "
            "chooses when absent",
            "numerals",
        ),
    ),
    place="`settings`",
)

BROCHURE: Final = Shape(
    "a brochure",
    Brochure,
    (
        Key(
            "title",
            kinds.LINE,
            "The brochure's title, on the first page, at the foot of each page and in the PDF's title bar",
        ),
        Key(
            "short_title",
            kinds.LINE,
            "The title at the foot of each page, where the whole one is long",
            "running_title running_head",
        ),
        Key("subtitle", kinds.LINE, "A second line to the title", "subheading subheadline tagline subhead"),
        Key(
            "language",
            kinds.LANGUAGE,
            "Hyphenation, quotation marks, dates and the brochure's own words; `en` when absent",
            "lang locale",
            says="a language tag: `en`, `fr`, `pt-BR`",
        ),
        Key("date", kinds.DATE, "The date of the issue; when absent, the span of the items' dates is shown"),
        Key("issue", kinds.NAME, 'The number or name of the issue: `"No. 7"`', "number edition", examples=("No. 7",)),
        Key("publisher", kinds.NAME, "Who publishes the brochure", "organisation organization author authors"),
        Key(
            "logo",
            kinds.group(LOGO),
            "The publisher's mark: a photo's format, or SVG after `pip install \"pdfbrochure[svg]\"`",
        ),
        Key(
            "intro",
            kinds.MARKDOWN,
            "A few sentences beside the title",
            "introduction standfirst summary lead deck teaser abstract",
        ),
        Key(
            "items",
            kinds.many(compound.items(ITEM), ITEM, most=compound.MOST_ITEMS, least=1),
            "The news items, printed in this order; at least one",
            "news articles entries posts item contents stories",
        ),
        Key(
            "past_stories",
            kinds.group(PAST_STORIES),
            "The closing panel. `url` is required in it; `label` takes the place of *Read our past stories here*",
            "past archive stories",
            says="`url` and `label`",
        ),
        Key("contact", kinds.CONTACT, "Imprint, in small type at the end", "footer foot colophon address"),
        Key(
            "imprint",
            kinds.group(IMPRINT),
            "What else stands at the end, in lines of its own below `contact`",
            says="see *The imprint*",
        ),
        Key(
            "settings", kinds.group(SETTINGS), "How the brochure looks", "options config design", says="see *Settings*"
        ),
    ),
    place="the top of the file",
    stand_ins={"title": {"title": _SOME_WORDS}, "items": {"items": (compound.LOST_ITEM,)}},
)

# Every mapping. A misplaced key is sent to the first that has it, so the nearer places stand first.
SHAPES: Final = (
    ITEM, PHOTO, LINK, SETTINGS, BROCHURE, FONTS, LABELS, LOGO, PAST_STORIES, IMPRINT, compound.RANGE, compound.BOUNDS,
)  # fmt: skip
