"""The table of keys: every key of a brochure file, once; those of an item's parts stand in `part_fields`.

To add a key, add a field to its Struct in `brochure` and a row here, with

- the key's name, the same in both;
- the `Kind` of its value (`kinds`), which brings the reader, the form in the JSON Schema and words for the reference;
- a sentence on what it does, which is the help of editors and stands in the reference;
- other words that people try for it, the nearest first. A word that may mean keys of several places stands at each, and
  the words of a key that stands in several places stand at the first. Words of other languages stand in
  `key_names.json`.

Default and whether the key is required are those of the Struct. The walk of the validator, the proposals for misspelled
keys, the JSON Schema and the tables of docs/brochure-file.md are made of the rows. Then set the key (one that is read
and not set would be lost in silence), run `docs/scripts/generate_key_tables.py`, which writes
schema and reference anew, and give it a case in `tests/cases`.
"""

from __future__ import annotations

from typing import Final, Literal

from pdfbrochure.model import brochure as model
from pdfbrochure.model import compound, kinds, part_readers
from pdfbrochure.model.brochure import Brochure, Fonts, Imprint, Item, Labels, PastStories, Settings
from pdfbrochure.model.chart_fields import CHART, CHART_KEYS
from pdfbrochure.model.front_fields import COVER, COVER_KIND, FUNDING, LOGO, SECTION
from pdfbrochure.model.part_fields import BOX, BRIEF, EVENT, FACT, LINK, PERSON, PHOTO, SOME_WORDS
from pdfbrochure.model.print_fields import PRINT, PRINT_KIND
from pdfbrochure.model.scalars import MOST_COLUMNS
from pdfbrochure.model.shapes import Key, Shape
from pdfbrochure.model.table_fields import TABLE

ITEM: Final = Shape(
    "an item",
    Item,
    (
        Key("date", kinds.DATE, "Stands above the title", "when day published"),
        Key("title", kinds.LINE, "The item's heading, and its bookmark in the PDF", "heading headline name"),
        Key("short_title", kinds.LINE, "The item's bookmark in the PDF, where its title is long"),
        Key("byline", kinds.NAME, "Who wrote it, below the title", "written_by writer author authors by"),
        Key("source", kinds.NAME, "Of a press item: where it appeared, beside its date", "medium newspaper agency"),
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
            "as wide as they are; `pair`: two by two, an odd one with the last two; `none`: each by itself in the text."
            " `auto`, the default, chooses by their number",
            "photo_gallery slideshow album",
        ),
        Key("caption", kinds.LINE, "One line for the whole gallery, in the place of those of its photos", "legend"),
        Key(
            "facts",
            kinds.many(part_readers.facts(FACT), FACT, "see *Key figures*", most=part_readers.MOST_FACTS),
            'One to six key figures: `- "77 %": of waters in good status`',
            "figures key_figures numbers key_facts statistics stats",
        ),
        Key(
            "body",
            kinds.MARKDOWN,
            "The text",
            "text content contents copy description article paragraphs regular",
        ),
        *CHART_KEYS,
        Key(
            "table",
            kinds.group(TABLE),
            "A data file as a table below the text; a table typed into the `body` needs no key",
            "data_table dataset datatable",
            says="see *Tables*",
        ),
        Key(
            "links",
            kinds.many(compound.links(LINK), LINK),
            "Links in the form of `label` and `url`, or short: `- The website: https://example.org`; with `qr: true`, "
            "a QR code too",
            "urls further_reading link website",
        ),
        Key(
            "box",
            kinds.group(BOX, part_readers.one_box(BOX)),
            "A text with a title on a tinted ground, beside the item's own",
            "sidebar infobox info_box aside callout",
            says="`title` and `body`, and `links`",
        ),
        Key(
            "boxes",
            kinds.many(part_readers.boxes(BOX), BOX, "a list of boxes"),
            "Several boxes, in the place of `box`",
            "sidebars infoboxes",
        ),
        Key(
            "agenda",
            kinds.many(part_readers.agenda(EVENT), EVENT, "see *Agenda*"),
            "Dates to come, each with `date`, `what`, and if you like `time`, `where` and `url`",
            "events calendar diary programme program schedule timetable",
        ),
        Key(
            "people",
            kinds.many(part_readers.people(PERSON), PERSON, "see *People*"),
            "Whom to ask, each with `name`, and if you like `role`, `about`, `mail`, `phone` and `photo`",
            "contacts persons team staff speakers",
        ),
        Key("people_credit", kinds.NAME, "Who took the portraits, once for all", "portraits_credit"),
        Key(
            "briefs",
            kinds.many(part_readers.briefs(BRIEF), BRIEF, "see *Briefs*"),
            "Short notes without a title, each with `text`, and if you like `date` and `url`",
            "notes shorts in_brief news_in_brief",
        ),
        Key(
            "layout",
            kinds.choice(model.Layout),
            "How the item opens; the first item leads unless another one says so. A feature wants the top of a page, "
            "and stands lower where a page would stay empty; with a line or two and no photo it takes one column",
            "type style",
        ),
        Key("new_page", kinds.BOOLEAN, "`true`: the item opens a page in any case", "page_break newpage break_before"),
    ),
    place="an item",
    example="write it as `- title: …`, with the other keys below",
    stand_ins={"title": {"title": compound.LOST_ITEM.title}},
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
        Key("catalogue", kinds.CATALOGUE, "The number in the publisher's own catalogue, printed as typed", "catalog"),
        Key("doi", kinds.DOI, "The lasting address, which can be clicked; with or without `https://doi.org/`"),
        Key("printed", kinds.LINE, "Where and on what it is printed", "printer print paper"),
    ),
    example="imprint: {address: …, mail: office@example.org}",
)

FONTS: Final = Shape(
    "`fonts`",
    Fonts,
    (
        Key("body", kinds.FONT, "Family or font file of the running text"),
        Key("body_italic", kinds.FONT, "Italic of the running text", "italic"),
        Key("body_bold", kinds.FONT, "Bold of the running text", "bold"),
        Key("headings", kinds.FONT, "Family or font file of titles and labels", "title_font"),
    ),
    place="`fonts` in `settings`",
    example="fonts: {body: Brand Sans}",
)

LABELS: Final = Shape(
    "`labels`",
    Labels,
    (
        Key("photo_credit", kinds.CREDIT_LABEL, "Wording of a credit", examples=("Photo: {credit}",)),
        Key("past_stories", kinds.LABEL, "Wording of the closing panel"),
        Key("contact", kinds.LABEL, "What the imprint is called in the bookmarks"),
        Key("qr_code", kinds.LABEL, "What is read aloud of a QR code", examples=("QR code: {address}",)),
        Key("contents", kinds.LABEL, "The heading of the contents"),
        Key("funded", kinds.LABEL, "The statement beside the emblem of `funding`"),
        Key("disclaimer", kinds.LABEL, "The sentence in the imprint of who is funded"),
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
            "One of the theme's sets of colours: `navy` or `forest` for `institutional`; with `brand`, the name of one "
            "of its colours",
        ),
        Key(
            "accent",
            kinds.COLOR,
            "A house colour, in quotes: exact on panels, darkened where it is text and too pale, with a message",
            "colour color",
        ),
        Key(
            "brand",
            kinds.FILE,
            "The house style: a file in the public format brand.yml, with colours, fonts and logo",
            "brand_file house_style corporate_design ci",
        ),
        Key("masthead", kinds.choice(model.MastheadKind), "`plain` leaves the coloured field out and saves ink"),
        Key("art", kinds.choice(model.Art), "`none` leaves out the drawn patterns that a theme has instead of photos"),
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
        Key("justify", kinds.BOOLEAN, "Both edges even if columns are wide enough; by theme when absent", "justified"),
        Key("hyphenate", kinds.BOOLEAN, "Break long words at line ends; `true` when absent", "hyphenation"),
        Key(
            "punctuation",
            kinds.choice(model.Punctuation),
            "`smart` sets the quotation marks and dashes of the language; `verbatim` leaves them as typed. Words are "
            "never changed",
            "typography",
        ),
        Key(
            "print_urls",
            kinds.PRINTED,
            "Print the address below each link; `true` when absent. `numbers`: links have a number, and the addresses "
            "stand with the footnotes",
        ),
        Key(
            "notes",
            kinds.choice(model.NotePlace),
            "Where footnotes and numbered addresses stand: `page`, the default: at the foot of their page; `end`: "
            "after the last item",
            "footnotes endnotes",
        ),
        Key(
            "order",
            kinds.choice(model.Order),
            "`free` lets a short item stand before one that does not fit on its page; `strict`, the default: as typed",
        ),
        Key(
            "fonts",
            kinds.in_languages(kinds.group(FONTS), optional=True, of_keys=True),
            "Fonts of your own: the name of a family whose TTF, OTF or TTC files lie in `assets/fonts` or beside the "
            "brochure, or a file",
            "font",
        ),
        Key(
            "labels",
            kinds.in_languages(kinds.group(LABELS), optional=True, of_keys=True),
            'Other words for the brochure\'s own, such as `photo_credit: "Picture: {credit}"`',
        ),
        Key(
            "figures",
            kinds.choice(Literal["lining", "old-style"]),
            "Digits of the height of capitals, or with parts that rise and hang as small letters do, where the font "
            "has both; the theme chooses when absent",
            "numerals_style figure_style old_style",
        ),
        Key(
            "large_type",
            kinds.BOOLEAN,
            "`true`: running text of 16 pt, all else in proportion, in fewer columns: for readers with low vision",
            "large_print big_print bigger_type",
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
        Key(
            "max_size",
            kinds.SIZE,
            "The most bytes of the PDF that `build --for email` writes: photos are made smaller until it fits",
            "size_limit max_file_size file_size",
        ),
        Key(
            "print",
            PRINT_KIND,
            "How it is printed: the name of a print shop, or keys; see *For the printer*",
            "printing printer",
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
            "contents",
            kinds.choice(model.Listed),
            "`true`: a list of the items on the first page, with their pages; `auto`: from five items and three pages "
            "on. None when absent",
            "toc table_of_contents in_this_issue index",
        ),
        Key(
            "cover",
            COVER_KIND,
            "A first page of its own: `photo`, with the photo of the first item; `type`, with a large title; or "
            "`{kind: photo, photo: {file: …}}`. None when absent",
            "front_page titlepage title_page front_cover",
        ),
        Key(
            "logos",
            kinds.many(compound.logos(LOGO), LOGO),
            "Logos of partners, beside the publisher's: on the first page, or with the imprint where there is no room",
            "partners partner_logos",
        ),
        Key(
            "funding",
            kinds.group(FUNDING),
            "The emblem and the statement of who pays, on the first page",
            "funder funded_by co_funding sponsor",
        ),
        Key(
            "intro",
            kinds.MARKDOWN,
            "A few sentences beside the title",
            "introduction standfirst summary lead deck teaser abstract",
        ),
        Key(
            "key_messages",
            part_readers.KEY_MESSAGES,
            "Two to five sentences that everybody should read; a theme that has no place for them sets them in a box",
            "messages key_points highlights takeaways main_messages",
            says="a list of texts",
        ),
        Key(
            "items",
            kinds.several(compound.items(ITEM, SECTION), (ITEM, SECTION), most=compound.MOST_ITEMS),
            "The news items, printed in this order; at least one. An entry `- section: …` begins a section",
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
    stand_ins={"title": {"title": SOME_WORDS}, "items": {"items": (compound.LOST_ITEM,)}},
)

# Every mapping. A misplaced key is sent to the first that has it, so the nearer places stand first.
SHAPES: Final = (
    ITEM, PHOTO, LINK, SETTINGS, BROCHURE, FONTS, LABELS, LOGO, PAST_STORIES, IMPRINT, FACT, BOX, EVENT, PERSON, BRIEF,
    CHART, TABLE, PRINT, compound.RANGE, compound.BOUNDS,
    FUNDING,
    SECTION,
    COVER,
)  # fmt: skip
