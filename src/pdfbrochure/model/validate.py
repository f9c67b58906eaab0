"""Validates a Source: which keys there are, what each may hold, and what is not built yet.

One Shape for each mapping of the format; the readers are the functions of `scalars` and `addresses`. Every scalar
arrives as text and is typed by its field, never by YAML.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from pdfbrochure.diagnostics import Report
from pdfbrochure.model import addresses, scalars
from pdfbrochure.model.brochure import (
    Brochure,
    Fonts,
    Item,
    Labels,
    Link,
    Logo,
    PageCount,
    PastStories,
    Photo,
    Settings,
    When,
)
from pdfbrochure.model.scalars import Fault, show
from pdfbrochure.model.tracking import remark_on_address
from pdfbrochure.model.untranslated import warn_of_plain_texts
from pdfbrochure.model.walk import (
    Shape,
    Walk,
    is_missing,
    list_of,
    read_alt,
    read_line,
    read_markdown,
    remarked,
    text,
    translated,
)

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.read import Source

# A weekly newsletter of ten items makes 5000 in ten years; above, the file is an export that should be split.
MOST_ITEMS: Final = 5_000


def validate(source: Source, report: Report, language: str = "") -> Brochure:
    """Return the Brochure that a Source describes, with every default filled in. Arguments as for `examine`.

    Raises:
        BrochureError: Something in the file is wrong; the report holds all of it.
    """
    brochure = examine(source, report, language)
    report.stop_if_errors()
    return brochure


def examine(source: Source, report: Report, language: str = "") -> Brochure:
    """Return the Brochure that a Source describes, also where it has errors: then only to find the others.

    What is at fault is left out, or another value stands in for it, and the items, photos and links keep their places.

    Args:
        source: The file.
        report: For the findings.
        language: Takes the place of the file's own `language`; of texts in several languages, this one is taken.
    """
    written = source.value.get("language")
    walk = Walk(source, report, _SHAPES, language or (written.strip() if isinstance(written, str) else "en"))
    brochure = _BROCHURE(source.value, (), walk)
    if language and isinstance(brochure, Brochure):
        brochure = structs.replace(brochure, language=language)
        warn_of_plain_texts(walk, written.strip() if isinstance(written, str) else "en")
    assert isinstance(brochure, Brochure), "a file is a mapping"
    return brochure


def find_translations(source: Source) -> tuple[str, ...]:
    """Return the languages that a file has texts in: its own, then those of its translated texts."""
    walk = Walk(source, Report(), _SHAPES)
    _BROCHURE(source.value, (), walk)
    written = source.value.get("language")
    own = written.strip() if isinstance(written, str) else "en"
    others = sorted(tag for tag in walk.translations if tag.casefold() != own.casefold())
    return own, *others


def _choice(*choices: str) -> Any:
    return text(partial(scalars.read_choice, choices=choices))


_read_boolean: Final = text(scalars.read_boolean)
_read_path: Final = text(addresses.read_path)
_read_language: Final = text(addresses.read_language)
_read_day: Final = text(scalars.read_day)
_read_address: Final = translated(remarked(text(addresses.read_address), remark_on_address))


# ---- dates


_RANGE: Final = Shape("a date", dict, {"from": _read_day, "to": _read_day}, ("from", "to"))


def _read_date(value: object, origin: Origin, walk: Walk) -> When | None:
    if isinstance(value, str):
        when = scalars.read_when(value.strip())
        if isinstance(when, Fault):
            walk.fault(origin, when)
            return None
        return _read_words(when, origin, walk) if when.words else when
    if isinstance(value, list):
        walk.wrong_type(value, origin, "one date", "write two dates as {from: 2017-02-14, to: 2017-02-16}")
        return None
    days = _RANGE(value, origin, walk)
    if days is None:
        return None
    if days["from"] > days["to"]:
        mend = f"exchange the two: {{from: {days['to']}, to: {days['from']}}}"
        walk.fault(origin, Fault("bad-date", "ends before it begins", mend))
        return None
    return When(start=days["from"], end=days["to"] if days["to"] != days["from"] else None)


def _read_words(when: When, origin: Origin, walk: Walk) -> When | None:
    """Return a date that is not in ISO form, with the days that it means, if its language leaves no doubt."""
    from pdfbrochure.model import dates  # only needed for such dates

    words, tag = when.words, walk.language_at(origin)
    if any(char.isdecimal() for char in words):
        read, remark = dates.read_numbers(words, tag)
        if remark is None:
            remark = scalars.remark_on_words(words)
        if remark is not None and remark.code == "bad-date":
            walk.fault(origin, remark)
            return None
        if remark is not None:
            tell = walk.report.note if remark.code == "date-read" else walk.report.warning
            tell(remark.code, f"{walk.name(origin)} {remark.says}", why=remark.why, mend=remark.mend, origin=origin)
        if read is not None:
            return read
    days = dates.days_in_words(words, tag)
    return when if days is None else When(*days, words)


# ---- photos

_LOST_PHOTO: Final = Photo("")
# Words that stand in for those at fault, so that these are not said to be missing too.
_SOME_WORDS: Final = "…"


def _read_focus(value: object, origin: Origin, walk: Walk) -> tuple[float, float] | None:
    focus: tuple[float, float] | Fault
    if isinstance(value, str):
        focus = scalars.read_focus_words(value)
    elif isinstance(value, list):
        focus = scalars.read_focus_point(["" if isinstance(part, (dict, list)) else part or "" for part in value])
    else:
        focus = Fault("wrong-type", "is a group of keys, but must be a point", "write it as [0.5, 0.3]")
    if isinstance(focus, Fault):
        walk.fault(origin, focus)
        return None
    return focus


_PHOTO: Final = Shape(
    "a photo",
    Photo,
    {
        "file": translated(_read_path),
        "credit": read_line,
        "alt": read_alt,
        "decorative": _read_boolean,
        "caption": read_line,
        "focus": _read_focus,
        "fit": _choice("crop", "whole"),
        "width": translated(_choice("column", "wide", "wrap"), optional=True),
    },
    ("file",),
    "write `file: assets/photo.jpg`, and `credit` and `alt` on lines below it",
    {
        "file": {"file": ""},
        "alt": {"alt": _SOME_WORDS},
        "decorative": {"alt": _SOME_WORDS},
        "credit": {"credit": _SOME_WORDS},
    },
)


def _read_photo(value: object, origin: Origin, walk: Walk) -> tuple[Photo, ...] | None:
    """Return the one photo of `photo:` as the list that the model holds."""
    if isinstance(value, list):
        walk.wrong_type(value, origin, "one photo", "write `photos:` for a list of photos")
        return None
    if isinstance(value, str):
        mend = f"write it as photo: {{file: {value.strip()}, credit: …, alt: …}}"
        walk.wrong_type(value, origin, "keys with values", mend)
        return None
    photo = _PHOTO(value, (*origin[:-1], "photos", 0), walk)
    return None if photo is None else (photo,)


def _read_photos(value: object, origin: Origin, walk: Walk) -> tuple[Photo, ...] | None:
    if isinstance(value, dict):
        walk.wrong_type(value, origin, "a list of photos", "write `photo:` for one photo, or begin each with `- `")
        return None
    photos: tuple[Photo, ...] | None = _read_photo_list(value, origin, walk)
    return photos


_read_photo_list: Final = list_of(_PHOTO, None, "begin each photo with `- file: …`", _LOST_PHOTO)


# ---- links


_LOST_LINK: Final = Link("…", "https://www.example.org")
_LINK: Final = Shape("a link", Link, {"label": read_line, "url": _read_address}, ("label", "url"),
                     "write it as - The website: https://www.example.org",
                     {"label": {"label": _LOST_LINK.label}, "url": {"url": _LOST_LINK.url}})  # fmt: skip


def _read_link(value: object, origin: Origin, walk: Walk) -> Link | None:
    """Return a link of `{label: …, url: …}` or of the short form `label: url`."""
    if isinstance(value, str):
        typed = value.strip()
        words, _, address = typed.rpartition(" ")
        is_address = not isinstance(addresses.read_address(address), Fault)
        mend = (
            f"write it as - {words.rstrip(':：﹕') or 'The words to click'}: {address}" if is_address else _LINK.example
        )
        walk.fault(origin, Fault("wrong-type", f"is the text {show(typed)}, but must be words and an address", mend))
        return None
    if isinstance(value, dict):
        if len(value) == 1 and not value.keys() & _LINK.fields.keys():
            return _read_short_link(*next(iter(value.items())), origin, walk)
        if value and not value.keys() & _LINK.fields.keys() and not _LINK.is_meant_by(value):
            says = f"has {len(value)} keys, neither of them `label` or `url`"
            walk.fault(origin, Fault("wrong-type", says, "begin each link with `- ` on a line of its own"))
            return None
    link: Link | None = _LINK(value, origin, walk)
    return link


def _read_short_link(label: str, url: object, origin: Origin, walk: Walk) -> Link | None:
    if is_missing(url):
        walk.fault((*origin, "label"), Fault("missing-key", f"is {show(label)}, but has no address after it",
                                             f"write it as - {label}: https://www.example.org"))  # fmt: skip
        return None
    words = read_line(label, (*origin, "label"), walk)
    address = _read_address(url, (*origin, "url"), walk)
    return None if words is None or address is None else Link(words, address)


# ---- items


_LOST_ITEM: Final = Item("…")
_ITEM: Final = Shape(
    "an item",
    Item,
    {
        "date": _read_date,
        "title": read_line,
        "lang": _read_language,
        "standfirst": read_markdown,
        "photo": _read_photo,
        "photos": _read_photos,
        "body": read_markdown,
        "links": list_of(
            _read_link, None, "begin each link with `- `, such as - The website: https://www.example.org", _LOST_LINK
        ),
        "layout": _choice("lead", "feature", "normal"),
    },
    ("title",),
    "write it as `- title: …`, with the other keys below",
    {"title": {"title": _LOST_ITEM.title}},
)


def _read_item(value: object, origin: Origin, walk: Walk) -> Item | None:
    given = _ITEM.read_fields(value, origin, walk)
    if given is None:
        return None
    if isinstance(value, dict) and not is_missing(value.get("photo")) and not is_missing(value.get("photos")):
        span = max(walk.source.key_span((*origin, key)) for key in ("photo", "photos"))
        what = f"{walk.name(origin)} has both `photo` and `photos`"
        walk.report.error("photo-and-photos", what, mend="put all photos below `photos:`", origin=origin, span=span)
    if "photo" in given:
        given["photos"] = given.pop("photo")
    _remark_on_alt(given.get("photos", ()), origin, walk)
    return Item(**given)


def _remark_on_alt(photos: tuple[Photo, ...], origin: Origin, walk: Walk) -> None:
    for index, photo in enumerate(photos):
        if photo.decorative and photo.alt:
            at = (*origin, "photos", index, "alt")
            what = f"{walk.name(at)} is never read out, since the photo is decorative"
            walk.report.warning("alt-of-decorative", what, mend="delete `decorative: true`, or the alt", origin=at)


# ---- settings


def _read_page(value: object, origin: Origin, walk: Walk) -> Any:
    page: object
    if isinstance(value, str):
        page = scalars.read_page_name(value.strip())
    elif isinstance(value, list):
        page = scalars.read_page_sides(["" if isinstance(side, (dict, list)) else side or "" for side in value])
    else:
        page = Fault("wrong-type", "is a group of keys, but must be a size", "write A4, or [210mm, 297mm]")
    if isinstance(page, Fault):
        walk.fault(origin, page)
        return None
    return page


_read_count: Final = text(partial(scalars.read_integer, least=1, most=scalars.MOST_PAGES))
_PAGES: Final = Shape(
    "a number of pages", dict, {"min": _read_count, "max": _read_count, "multiple_of": _read_count}, (), "pages: 4"
)


def _read_pages(value: object, origin: Origin, walk: Walk) -> PageCount | None:
    if isinstance(value, str):
        meant = scalars.read_page_words(value.strip())
        if meant is not None:
            walk.fault(origin, meant)
            return None
        exact = _read_count(value, origin, walk)
        return None if exact is None else PageCount(exact, exact)
    if isinstance(value, list):
        walk.wrong_type(value, origin, "a number of pages", "write 4, or {min: 2, max: 6}")
        return None
    given = _PAGES(value, origin, walk)
    if given is None:
        return None
    pages = scalars.check_page_count(PageCount(given.get("min", 1), given.get("max"), given.get("multiple_of", 1)))
    if isinstance(pages, Fault):
        walk.fault(origin, pages)
        return None
    return pages


_read_font: Final = translated(text(addresses.read_font), optional=True)
_read_wording: Final = translated(
    text(scalars.read_credit_wording, 'put quotes round it: "Photo: {credit}"'), optional=True
)
_FONTS: Final = Shape(
    "`fonts`", Fonts, dict.fromkeys(("body", "body_italic", "body_bold", "headings"), _read_font), (),
    "fonts: {body: assets/Brand.otf}",
)  # fmt: skip
_LABELS: Final = Shape(
    "`labels`", Labels, {"photo_credit": _read_wording, "past_stories": translated(read_line, optional=True)}, (),
    'labels: {photo_credit: "Photo: {credit}"}',
)  # fmt: skip
_SETTINGS: Final = Shape(
    "`settings`",
    Settings,
    {
        "theme": text(addresses.read_theme),
        "palette": read_line,
        "accent": text(scalars.read_color),
        "masthead": _choice("panel", "plain"),
        "page": _read_page,
        "orientation": _choice("portrait", "landscape"),
        "columns": text(partial(scalars.read_integer, least=1, most=scalars.MOST_COLUMNS)),
        "pages": _read_pages,
        "output": text(addresses.read_output),
        "justify": _read_boolean,
        "hyphenate": _read_boolean,
        "punctuation": _choice("smart", "verbatim"),
        "print_urls": _read_boolean,
        "fonts": translated(_FONTS, optional=True, of_keys=True),
        "labels": translated(_LABELS, optional=True, of_keys=True),
        "require_credit": _read_boolean,
        "standard": _choice("ua-1", "ua-2"),
    },
)

# ---- the whole


_LOGO: Final = Shape("a logo", Logo, {"file": _read_path, "alt": read_line}, ("file",),
                     "logo: {file: assets/logo.png, alt: …}",
                     {"file": {"file": ""}, "alt": {"alt": _SOME_WORDS}})  # fmt: skip
_PAST_STORIES: Final = Shape(
    "`past_stories`", PastStories, {"label": read_line, "url": _read_address}, ("url",),
    "past_stories: {url: https://www.example.org}",
)  # fmt: skip


def _read_items(value: object, origin: Origin, walk: Walk) -> Any:
    if isinstance(value, list) and not value:
        walk.fault(origin, Fault("missing-key", "is an empty list, but a brochure must have an item", "- title: …"))
        return None
    return list_of(_read_item, MOST_ITEMS, "begin each item with `- title: …`", _LOST_ITEM)(value, origin, walk)


_BROCHURE: Final = Shape(
    "a brochure",
    Brochure,
    {
        "title": read_line,
        "subtitle": read_line,
        "language": _read_language,
        "date": _read_date,
        "issue": read_line,
        "publisher": read_line,
        "logo": _LOGO,
        "intro": read_markdown,
        "items": _read_items,
        "past_stories": _PAST_STORIES,
        "contact": read_markdown,
        "settings": _SETTINGS,
    },
    ("title", "items"),
    stand_ins={"title": {"title": _SOME_WORDS}, "items": {"items": (_LOST_ITEM,)}},
)

# Where a misplaced key may belong, as messages say it; nearer places first.
_SHAPES: Final = {
    "an item": _ITEM,
    "the photo": _PHOTO,
    "a link": _LINK,
    "`settings`": _SETTINGS,
    "the top of the file": _BROCHURE,
    "`fonts` in `settings`": _FONTS,
    "`labels` in `settings`": _LABELS,
}
