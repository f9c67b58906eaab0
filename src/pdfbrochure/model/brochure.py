"""The brochure as frozen values: what the YAML says, with every default filled in.

The field descriptions are the help of the JSON Schema and of the error messages. Names are those of the YAML.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct


class When(Struct, frozen=True):
    """A date as typed: an ISO date, a range of two, or words to show as they are.

    Words may have days too, where they could be read; `is_month` is a month without a day.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    words: str = ""
    is_month: bool = False


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

    file: Annotated[str, Meta(description="The photo's file, relative to the brochure", examples=["assets/arf.jpg"])]
    credit: Annotated[str, Meta(description="Who took it; when absent, read from the photo itself")] = ""
    alt: Annotated[str, Meta(description="What the photo shows, for people who do not see it")] = ""
    decorative: Annotated[bool, Meta(description="The photo says nothing that the text does not; needs no alt")] = False
    caption: Annotated[str, Meta(description="A line below the photo, before the credit")] = ""
    focus: Annotated[
        tuple[float, float] | None,
        Meta(description="The point that stays in every crop: [0.5, 0.3], or top, bottom, left, right, center"),
    ] = None
    fit: Annotated[
        Literal["crop", "whole"],
        Meta(description="crop (cut to the frame of the layout) or whole (all of it is shown)"),
    ] = "crop"
    width: Annotated[
        Literal["column", "wide", "wrap"] | None,
        Meta(description="column, wide (all columns) or wrap (text runs beside it); default by theme"),
    ] = None


class Link(Struct, frozen=True):
    """One entry of a link list."""

    label: Annotated[str, Meta(description="The words that are clicked")]
    url: Annotated[str, Meta(description="An https, http, mailto or tel address")]


class Item(Struct, frozen=True):
    """One news item."""

    title: Annotated[str, Meta(description="The item's title")]
    date: Annotated[When | None, Meta(description="2017-02-14, {from: …, to: …}, or words shown as they are")] = None
    lang: Annotated[str, Meta(description="The item's language, if another than the brochure's")] = ""
    standfirst: Annotated[str, Meta(description="One or two sentences below the title, Markdown")] = ""
    photos: Annotated[tuple[Photo, ...], Meta(description="The item's photos")] = ()
    body: Annotated[str, Meta(description="The text, Markdown")] = ""
    links: Annotated[tuple[Link, ...], Meta(description="A bullet list of links after the text")] = ()
    layout: Annotated[
        Literal["lead", "feature", "normal"] | None,
        Meta(description="lead, feature (opens a page) or normal; the first item leads unless one says so"),
    ] = None


class PastStories(Struct, frozen=True):
    """The closing panel."""

    url: Annotated[str, Meta(description="The address of the past stories")]
    label: Annotated[str, Meta(description="The panel's words; default: the language's own")] = ""


class Logo(Struct, frozen=True):
    """The publisher's mark in the last page's footer."""

    file: Annotated[str, Meta(description="PNG, JPEG or SVG, relative to the brochure")]
    alt: Annotated[str, Meta(description="The name that the logo stands for")] = ""


class Fonts(Struct, frozen=True):
    """Font files of the user's own, by what they are used for; an empty name keeps the theme's font."""

    body: Annotated[str, Meta(description="Font file for the running text")] = ""
    body_italic: Annotated[str, Meta(description="Italic of the running text")] = ""
    body_bold: Annotated[str, Meta(description="Bold of the running text")] = ""
    headings: Annotated[str, Meta(description="Font file for titles and labels")] = ""


class Labels(Struct, frozen=True):
    """The design's own words; an empty one keeps the language's wording."""

    photo_credit: Annotated[str, Meta(description="Wording of a credit", examples=["Photo: {credit}"])] = ""
    past_stories: Annotated[str, Meta(description="Wording of the closing panel")] = ""


class Settings(Struct, frozen=True):
    """How the brochure looks and prints."""

    theme: Annotated[str, Meta(description="A bundled theme's name, or the path of a theme file")] = "institutional"
    palette: Annotated[str, Meta(description="One of the theme's palettes")] = ""
    accent: Annotated[str, Meta(description="A house colour, as #rrggbb")] = ""
    masthead: Annotated[Literal["panel", "plain"], Meta(description="panel, or plain to save ink")] = "panel"
    page: Annotated[PageSize, Meta(description="A3 A4 A5 A6 Letter Legal, or [210mm, 297mm]")] = PageSize(
        "A4", 595.2756, 841.8898
    )
    orientation: Annotated[Literal["portrait", "landscape"], Meta(description="portrait or landscape")] = "portrait"
    columns: Annotated[
        Annotated[int, Meta(ge=1, le=4)] | None, Meta(description="Columns of text, 1 to 4; default by theme")
    ] = None
    pages: Annotated[PageCount | None, Meta(description="4, {max: 4}, {min: 2, max: 6} or {multiple_of: 4}")] = None
    output: Annotated[str, Meta(description="Name of the PDF, beside the brochure")] = ""
    justify: Annotated[bool | None, Meta(description="Both edges of the text even; default by theme")] = None
    hyphenate: Annotated[bool, Meta(description="Break long words at line ends")] = True
    punctuation: Annotated[
        Literal["smart", "verbatim"], Meta(description="smart: quotes and dashes of the language; verbatim: as typed")
    ] = "smart"
    print_urls: Annotated[bool, Meta(description="Print the address under each link")] = True
    fonts: Annotated[Fonts, Meta(description="Font files of your own")] = Fonts()
    labels: Annotated[Labels, Meta(description="Other words for the design's own")] = Labels()
    require_credit: Annotated[bool, Meta(description="A photo without a credit is an error")] = True
    standard: Annotated[
        Literal["ua-1", "ua-2"], Meta(description="ua-1: PDF/UA-1 and PDF/A-2a; ua-2: PDF/UA-2 and PDF/A-4, in PDF 2.0")
    ] = "ua-1"


class Brochure(Struct, frozen=True):
    """The whole brochure."""

    title: Annotated[str, Meta(description="The brochure's title")]
    items: Annotated[tuple[Item, ...], Meta(min_length=1, description="The news items, in printed order")]
    subtitle: Annotated[str, Meta(description="A line below the title")] = ""
    language: Annotated[str, Meta(description="BCP 47 tag of the language, such as en, fr or pt-BR")] = "en"
    date: Annotated[When | None, Meta(description="Date of the issue; when absent, the items' range is shown")] = None
    issue: Annotated[str, Meta(description="Number of the issue", examples=["No. 7"])] = ""
    publisher: Annotated[str, Meta(description="Who publishes the brochure")] = ""
    logo: Annotated[Logo | None, Meta(description="The publisher's mark")] = None
    intro: Annotated[str, Meta(description="A few opening sentences, Markdown")] = ""
    past_stories: Annotated[PastStories | None, Meta(description="The closing panel with a QR code")] = None
    contact: Annotated[str, Meta(description="Imprint, Markdown")] = ""
    settings: Annotated[Settings, Meta(description="How the brochure looks and prints")] = Settings()
