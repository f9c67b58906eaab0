"""The brochure as frozen values: what the YAML says, with every default filled in.

Names are those of the YAML. What each key may hold, and the sentence that tells what it does, stand in `fields`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

Fit = Literal["crop", "whole"]
Listed = Literal["auto", "true", "false"]
CoverKind = Literal["none", "photo", "type"]
PhotoWidth = Literal["column", "wide", "wrap"]
Layout = Literal["lead", "feature", "normal"]
Gallery = Literal["auto", "grid", "strip", "pair", "none"]
MastheadKind = Literal["panel", "plain"]
Art = Literal["pattern", "none"]
Orientation = Literal["portrait", "landscape"]
Punctuation = Literal["smart", "verbatim"]
NotePlace = Literal["page", "end"]
Order = Literal["strict", "free"]
Standard = Literal["ua-1", "ua-2"]


class When(Struct, frozen=True):
    """A date as typed: an ISO date, a range of two, or words to show as they are.

    Words may have days too, where they could be read; `is_month` is a month without a day. A day may have a `time`.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    words: str = ""
    is_month: bool = False
    time: dt.time | None = None


class PageSize(Struct, frozen=True):
    """Width and height of the trimmed page in points, before `orientation` turns it."""

    name: str
    width: float
    height: float


class PageCount(Struct, frozen=True):
    """How many pages the brochure may have: `least` to `most`, and a multiple of `multiple_of`."""

    least: int = 1
    most: int | None = None
    multiple_of: int = 1


class Photo(Struct, frozen=True):
    """One photo. `focus` is the point that every crop keeps, as fractions of width and height."""

    file: str
    credit: str = ""
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    focus: tuple[float, float] | None = None
    fit: Fit = "crop"
    width: PhotoWidth | None = None


class Link(Struct, frozen=True):
    """One entry of a link list. `qr`: its address stands beside it as a QR code too."""

    label: str
    url: str
    qr: bool = False


ChartKind = Literal["bars", "lines", "shares", "multiples"]
ChartWidth = Literal["auto", "column", "wide"]
Sort = Literal["given", "value"]


class Chart(Struct, frozen=True):
    """A data file drawn. `caption` says what is to be seen, `unit` what is counted; `top` of 0 shows all values."""

    file: str
    caption: str
    kind: ChartKind = "bars"
    sheet: str = ""
    unit: str = ""
    highlight: tuple[str, ...] = ()
    sort: Sort = "given"
    top: int = 0
    axis_from_zero: bool = False
    note: str = ""
    source: str = ""
    alt: str = ""
    width: ChartWidth = "auto"


class DataTable(Struct, frozen=True):
    """A data file set as a table. `total`: its last row is a total; `alt` says in a sentence what it shows."""

    file: str
    sheet: str = ""
    caption: str = ""
    note: str = ""
    source: str = ""
    total: bool = False
    width: ChartWidth = "auto"
    alt: str = ""


class Fact(Struct, frozen=True):
    """A key figure: its value and unit as typed, and what it is the figure of."""

    value: str
    label: str
    unit: str = ""


class Sidebar(Struct, frozen=True):
    """A box beside an item's text."""

    title: str
    body: str = ""
    links: tuple[Link, ...] = ()


class Event(Struct, frozen=True):
    """One entry of an agenda; `time` is words, such as "10.00-13.00" or "all day"."""

    date: When
    what: str
    time: str = ""
    where: str = ""
    url: str = ""


class Person(Struct, frozen=True):
    """Somebody to ask, with a portrait or without."""

    name: str
    role: str = ""
    about: str = ""
    mail: str = ""
    phone: str = ""
    photo: Photo | None = None


class Brief(Struct, frozen=True):
    """A short note without a title."""

    text: str
    date: When | None = None
    url: str = ""


class Item(Struct, frozen=True):
    """One news item."""

    title: str
    date: When | None = None
    lang: str = ""
    standfirst: str = ""
    photos: tuple[Photo, ...] = ()
    body: str = ""
    links: tuple[Link, ...] = ()
    layout: Layout | None = None
    short_title: str = ""
    byline: str = ""
    new_page: bool = False
    gallery: Gallery = "auto"
    charts: tuple[Chart, ...] = ()
    caption: str = ""
    source: str = ""
    facts: tuple[Fact, ...] = ()
    boxes: tuple[Sidebar, ...] = ()
    agenda: tuple[Event, ...] = ()
    people: tuple[Person, ...] = ()
    people_credit: str = ""
    briefs: tuple[Brief, ...] = ()
    table: DataTable | None = None

    @property
    def is_section(self) -> bool:
        """Whether it is a section, which begins among the items, and no item."""
        return isinstance(self, Section)


class Section(Item, frozen=True):
    """An entry of `items` that is no item: all below belongs to it, up to the next one.

    Its name is the `title`, and what introduces it the `standfirst`, so that it is read like an item.
    """


ClosingForm = Literal["auto", "panel", "band", "box", "back"]


class PastStories(Struct, frozen=True):
    """The closing panel."""

    url: str
    label: str = ""
    form: ClosingForm = "auto"


class Logo(Struct, frozen=True):
    """The publisher's mark, or a partner's, which may lead to the partner's pages."""

    file: str
    alt: str = ""
    url: str = ""


class Funding(Struct, frozen=True):
    """Who pays: the emblem, and the statement beside it. `disclaimer`: the usual sentence, or another, or none."""

    file: str
    alt: str = ""
    text: str = ""
    disclaimer: bool | str = False


class Imprint(Struct, frozen=True):
    """Who publishes the brochure, and under which numbers. `doi` is without the address before it."""

    address: str = ""
    mail: str = ""
    phone: str = ""
    rights: str = ""
    issn: str = ""
    isbn: str = ""
    catalogue: str = ""
    doi: str = ""
    printed: str = ""


class Fonts(Struct, frozen=True):
    """Font files of the user's own, by what they are used for; an empty name keeps the theme's font."""

    body: str = ""
    body_italic: str = ""
    body_bold: str = ""
    headings: str = ""


class Labels(Struct, frozen=True):
    """The design's own words; an empty one keeps the language's wording."""

    photo_credit: str = ""
    past_stories: str = ""
    contact: str = ""
    qr_code: str = ""
    contents: str = ""
    funded: str = ""
    disclaimer: str = ""


Fold = Literal["none", "booklet", "tri-fold", "accordion"]


class Print(Struct, frozen=True):
    """How the brochure is printed: a shop by name or file, and what is to be otherwise there. Lengths are points."""

    shop: str = "offset-coated"
    bleed: float | None = None
    marks: bool | None = None
    profile: str = ""
    fold: Fold = "none"


CalendarName = Literal["gregorian", "un", "buddhist", "persian"]
Digits = Literal["latin", "native"]


class Settings(Struct, frozen=True):
    """How the brochure looks and prints."""

    theme: str = "institutional"
    palette: str = ""
    accent: str = ""
    masthead: MastheadKind = "panel"
    page: PageSize = PageSize("A4", 595.2756, 841.8898)
    orientation: Orientation = "portrait"
    columns: int | None = None
    pages: PageCount | None = None
    output: str = ""
    justify: bool | None = None
    hyphenate: bool = True
    punctuation: Punctuation = "smart"
    print_urls: bool | Literal["numbers"] = True
    notes: NotePlace = "page"
    order: Order = "strict"
    fonts: Fonts = Fonts()
    labels: Labels = Labels()
    require_credit: bool = True
    standard: Standard = "ua-1"
    calendar: CalendarName | None = None
    digits: Digits | None = None
    art: Art = "pattern"
    max_size: int | None = None
    print: Print | None = None
    brand: str = ""
    figures: Literal["", "lining", "old-style"] = ""
    large_type: bool = False


class Cover(Struct, frozen=True):
    """A first page without items: `kind` says what fills it. Without a photo of its own it takes that of the lead."""

    kind: CoverKind = "photo"
    photo: Photo | None = None


class Brochure(Struct, frozen=True):
    """The whole brochure."""

    title: str
    items: tuple[Item, ...]
    subtitle: str = ""
    language: str = "en"
    date: When | None = None
    issue: str = ""
    publisher: str = ""
    logo: Logo | None = None
    intro: str = ""
    past_stories: PastStories | None = None
    contact: str = ""
    settings: Settings = Settings()
    short_title: str = ""
    imprint: Imprint | None = None
    key_messages: tuple[str, ...] = ()
    contents: Listed = "false"
    logos: tuple[Logo, ...] = ()
    funding: Funding | None = None
    cover: Cover = Cover("none")
