"""The table of keys, continued: those of what an item holds, its photos and links, key figures, boxes, dates, people.

How a key is added stands in `fields`.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.model import brochure as model
from pdfbrochure.model import compound, kinds, part_readers
from pdfbrochure.model.brochure import Brief, Event, Fact, Link, Person, Photo, Sidebar
from pdfbrochure.model.shapes import Key, Shape

# Words that stand in for those at fault, so that these are not said to be missing too.
SOME_WORDS: Final = "…"

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
        "alt": {"alt": SOME_WORDS},
        "decorative": {"alt": SOME_WORDS},
        "credit": {"credit": SOME_WORDS},
    },
)

LINK: Final = Shape(
    "a link",
    Link,
    (
        Key("label", kinds.LINE, "The words that are clicked", "title name text"),
        Key("url", kinds.ADDRESS, "An https, http, mailto or tel address", "href link address website uri target"),
        Key(
            "qr",
            kinds.BOOLEAN,
            "`true`: its address stands beside it as a QR code too, for readers of the printed page",
            "qr_code qrcode code",
        ),
    ),
    place="a link",
    example="write it as - The website: https://www.example.org",
    stand_ins={"label": {"label": compound.LOST_LINK.label}, "url": {"url": compound.LOST_LINK.url}},
)

FACT: Final = Shape(
    "a key figure",
    Fact,
    (
        Key("value", kinds.NAME, "The figure as it is printed: `13,411`", "number figure amount"),
        Key("unit", kinds.LINE, "What stands after it, smaller: `%`, `million`"),
        Key("label", kinds.LINE, "What it is the figure of", "text caption description what"),
    ),
    place="a key figure",
    example='write it as - "77 %": of waters in good status',
    stand_ins={"value": {"value": "0"}, "label": {"label": SOME_WORDS}},
)

BOX: Final = Shape(
    "a box",
    Sidebar,
    (
        Key("title", kinds.LINE, "The heading of the box", "heading headline name"),
        Key("body", kinds.MARKDOWN, "Its text", "text content copy description"),
        Key("links", kinds.many(compound.links(LINK), LINK), "Links below its text, as those of an item", "urls link"),
    ),
    place="a box",
    example="write it as `- title: …`, with `body: |` below it",
    stand_ins={"title": {"title": SOME_WORDS}},
)

EVENT: Final = Shape(
    "an entry of an agenda",
    Event,
    (
        Key("date", kinds.DATE, "The day, or the first and the last", "when day"),
        Key("time", kinds.LINE, "The time, in words: `10.00-13.00`, `all day`", "hour hours start_time start"),
        Key("what", kinds.LINE, "What takes place", "title name event headline label text"),
        Key("where", kinds.LINE, "Where it does", "place location venue city room address"),
        Key("url", kinds.ADDRESS, "The address that `what` leads to", "href link website uri"),
    ),
    place="an entry of an agenda",
    example="write it as - {date: 2026-06-03, what: …, where: …}",
    stand_ins={"what": {"what": SOME_WORDS}, "date": {"date": part_readers.LOST_DATE}},
)

PERSON: Final = Shape(
    "an entry of `people`",
    Person,
    (
        Key("name", kinds.NAME, "The name", "title who"),
        Key("role", kinds.LINE, "What she or he does", "job function position post"),
        Key("about", kinds.LINE, "A second line, such as the languages spoken", "description bio note languages"),
        Key("mail", kinds.MAIL, "The address for mail, which can be clicked", "email e_mail"),
        Key("phone", kinds.PHONE, "The telephone number, which can be clicked", "telephone tel"),
        Key(
            "photo",
            kinds.group(PHOTO, part_readers.portrait(PHOTO)),
            "A portrait. Its `alt` is the name when absent, and it needs no `credit`",
            "image picture portrait",
        ),
    ),
    place="an entry of `people`",
    example="write it as - {name: …, role: …, mail: …}",
    stand_ins={"name": {"name": SOME_WORDS}},
)

BRIEF: Final = Shape(
    "a brief",
    Brief,
    (
        Key("date", kinds.DATE, "Stands before the text", "when day"),
        Key("text", part_readers.INLINE, "A sentence or two", "body content title what"),
        Key("url", kinds.ADDRESS, "An address at its end", "href link website uri"),
    ),
    place="a brief",
    example="write it as - {date: 2026-05-07, text: …}",
    stand_ins={"text": {"text": SOME_WORDS}},
)
