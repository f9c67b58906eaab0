"""Readers of values that are typed in more than one form: dates, pages, points, and groups of keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.model import addresses, forms, scalars
from pdfbrochure.model.brochure import Item, Link, Logo, PageCount, Photo, Section, When
from pdfbrochure.model.plain import is_missing
from pdfbrochure.model.readers import list_of, read_line, remarked, text, translated
from pdfbrochure.model.scalars import Fault, show
from pdfbrochure.model.shapes import Key, Kind, Shape
from pdfbrochure.model.tracking import remark_on_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.shapes import Reader
    from pdfbrochure.model.walk import Walk

# What stands in for entries at fault, so that the others keep their places.
LOST_PHOTO: Final = Photo("")
LOST_LINK: Final = Link("…", "https://www.example.org")
LOST_LOGO: Final = Logo("")
LOST_ITEM: Final = Item("…")
# A weekly newsletter of ten items makes 5000 in ten years; above, the file is an export that should be split.
MOST_ITEMS: Final = 5_000

read_address: Final = translated(remarked(text(addresses.read_address), remark_on_address))


# ---- dates


_DAY: Final = Kind(text(scalars.read_day), forms.DAY, "a day")
RANGE: Final = Shape(
    "a date",
    dict,
    (Key("from", _DAY, "The first day", "start begin"), Key("to", _DAY, "The last day", "end until")),
    required=("from", "to"),
)


def read_date(value: object, origin: Origin, walk: Walk) -> When | None:
    """Return a date: a day, the days from one to another, or words."""
    if isinstance(value, str):
        when = scalars.read_when(value.strip())
        if isinstance(when, Fault):
            walk.fault(origin, when)
            return None
        return _read_words(when, origin, walk) if when.words else when
    if isinstance(value, list):
        walk.wrong_type(value, origin, "one date", "write two dates as {from: 2017-02-14, to: 2017-02-16}")
        return None
    days = RANGE(value, origin, walk)
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


# ---- points and pages


def read_focus(value: object, origin: Origin, walk: Walk) -> tuple[float, float] | None:
    """Return a point as fractions of width and height, typed as two numbers or in words."""
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


def read_page(value: object, origin: Origin, walk: Walk) -> Any:
    """Return a page size, typed as a name or as two lengths."""
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


COUNT: Final = Kind(
    text(partial(scalars.read_integer, least=1, most=scalars.MOST_PAGES)),
    forms.whole(1, scalars.MOST_PAGES),
    "a number",
)
BOUNDS: Final = Shape(
    "a number of pages",
    dict,
    (
        Key("min", COUNT, "The fewest pages", "minimum"),
        Key("max", COUNT, "The most pages", "maximum"),
        Key("multiple_of", COUNT, "What the number of pages must be a multiple of"),
    ),
    required=(),
    example="pages: 4",
)


def read_pages(value: object, origin: Origin, walk: Walk) -> PageCount | None:
    """Return a number of pages, typed as one number or as bounds."""
    if isinstance(value, str):
        meant = scalars.read_page_words(value.strip())
        if meant is not None:
            walk.fault(origin, meant)
            return None
        exact = COUNT.read(value, origin, walk)
        return None if exact is None else PageCount(exact, exact)
    if isinstance(value, list):
        walk.wrong_type(value, origin, "a number of pages", "write 4, or {min: 2, max: 6}")
        return None
    given = BOUNDS(value, origin, walk)
    if given is None:
        return None
    pages = scalars.check_page_count(PageCount(given.get("min", 1), given.get("max"), given.get("multiple_of", 1)))
    if isinstance(pages, Fault):
        walk.fault(origin, pages)
        return None
    return pages


# ---- groups of keys


def one_photo(shape: Shape) -> Reader:
    """Return the reader of `photo:`, which gives a list of one, as the model holds photos."""

    def read(value: object, origin: Origin, walk: Walk) -> tuple[Photo, ...] | None:
        if isinstance(value, list):
            walk.wrong_type(value, origin, "one photo", "write `photos:` for a list of photos")
            return None
        if isinstance(value, str):
            mend = f"write it as photo: {{file: {value.strip()}, credit: …, alt: …}}"
            walk.wrong_type(value, origin, "keys with values", mend)
            return None
        photo = shape(value, (*origin[:-1], "photos", 0), walk)
        return None if photo is None else (photo,)

    return read


def photos(shape: Shape) -> Reader:
    """Return the reader of `photos:`."""
    entries = list_of(shape, None, "begin each photo with `- file: …`", LOST_PHOTO)

    def read(value: object, origin: Origin, walk: Walk) -> tuple[Photo, ...] | None:
        if isinstance(value, dict):
            mend = "write `photo:` for one photo, or begin each with `- `"
            walk.wrong_type(value, origin, "a list of photos", mend)
            return None
        photos: tuple[Photo, ...] | None = entries(value, origin, walk)
        return photos

    return read


def logos(shape: Shape) -> Reader:
    """Return the reader of a list of logos."""
    return list_of(shape, None, "begin each logo with `- `, such as - {file: assets/logo.png, alt: …}", LOST_LOGO)


def read_true_or_text(value: object, origin: Origin, walk: Walk) -> bool | str | None:
    """Return true, false, or a line of text."""
    if isinstance(value, str) and not isinstance(truth := scalars.read_boolean(value.strip()), Fault):
        return truth
    line: str | None = read_line(value, origin, walk)
    return line


def links(shape: Shape) -> Reader:
    """Return the reader of a list of links, each `{label: …, url: …}` or short: `label: url`."""
    mend = "begin each link with `- `, such as - The website: https://www.example.org"
    return list_of(partial(_read_link, shape), None, mend, LOST_LINK)


def _read_link(shape: Shape, value: object, origin: Origin, walk: Walk) -> Link | None:
    """Return a link of `{label: …, url: …}` or of the short form `label: url`."""
    if isinstance(value, str):
        typed = value.strip()
        words, _, address = typed.rpartition(" ")
        is_address = not isinstance(addresses.read_address(address), Fault)
        mend = (
            f"write it as - {words.rstrip(':：﹕') or 'The words to click'}: {address}" if is_address else shape.example
        )
        walk.fault(origin, Fault("wrong-type", f"is the text {show(typed)}, but must be words and an address", mend))
        return None
    if isinstance(value, dict):
        if len(value) == 1 and not value.keys() & shape.fields.keys():
            return _read_short_link(*next(iter(value.items())), origin, walk)
        if value and not value.keys() & shape.fields.keys() and not shape.is_meant_by(value, walk):
            says = f"has {len(value)} keys, neither of them `label` or `url`"
            walk.fault(origin, Fault("wrong-type", says, "begin each link with `- ` on a line of its own"))
            return None
    link: Link | None = shape(value, origin, walk)
    return link


def _read_short_link(label: str, url: object, origin: Origin, walk: Walk) -> Link | None:
    if is_missing(url):
        walk.fault((*origin, "label"), Fault("missing-key", f"is {show(label)}, but has no address after it",
                                             f"write it as - {label}: https://www.example.org"))  # fmt: skip
        return None
    words = read_line(label, (*origin, "label"), walk)
    address = read_address(url, (*origin, "url"), walk)
    return None if words is None or address is None else Link(words, address)


def items(shape: Shape, section: Shape) -> Reader:
    """Return the reader of the list of items, and of the sections among them."""
    mend = "begin each item with `- title: …`"
    entry = partial(_read_entry, shape, section)

    def known_or_read(value: object, origin: Origin, walk: Walk) -> Any:
        return entry(value, origin, walk) if walk.known is None else walk.known.read(value, origin, walk, entry)

    entries = list_of(known_or_read, MOST_ITEMS, mend, LOST_ITEM)

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if isinstance(value, list) and not value:
            walk.fault(origin, Fault("missing-key", "is an empty list, but a brochure must have an item", "- title: …"))
            return None
        found = entries(value, origin, walk)
        _tell_empty_sections(found or (), origin, walk)
        return found

    return read


def _read_entry(shape: Shape, section: Shape, value: object, origin: Origin, walk: Walk) -> Item | None:
    """Return an item, or the section that an entry of the list begins."""
    if not isinstance(value, dict) or "section" not in value:
        return _read_item(shape, value, origin, walk)
    others = [key for key in value if key not in section.fields and key in shape.fields]
    if others:
        name = value["section"] if isinstance(value["section"], str) else "…"
        span = walk.source.key_span((*origin, "section"))
        what = f"`section` is a key of {walk.name(origin)}, but a section is an entry of its own in the list"
        mend = f"write `- section: {name}` on a line above `- title: …`"
        walk.report.error("section-in-item", what, mend=mend, origin=origin, span=span)
        return _read_item(shape, {key: inner for key, inner in value.items() if key != "section"}, origin, walk)
    given = section(value, origin, walk)
    if given is None:
        return None
    return Section(given["section"], standfirst=given.get("intro", ""), short_title=given.get("short_title", ""))


def _tell_empty_sections(entries: Sequence[Item], origin: Origin, walk: Walk) -> None:
    """Report sections without an item below them."""
    for index, entry in enumerate(entries):
        following = entries[index + 1] if index + 1 < len(entries) else None
        if isinstance(entry, Section) and (following is None or isinstance(following, Section)):
            where = "at the end of the list" if following is None else "above another section"
            what = f"the section {show(entry.title)} has no item: it stands {where}"
            mend = "write its items below it, or delete the line"
            walk.report.error("empty-section", what, mend=mend, origin=(*origin, index, "section"))


def _read_item(shape: Shape, value: object, origin: Origin, walk: Walk) -> Item | None:
    given = shape.read_fields(value, origin, walk)
    if given is None:
        return None
    _gather(given, value, ("photo", "photos"), origin, walk, code="photo-and-photos")
    _gather(given, value, ("box", "boxes"), origin, walk, code="box-and-boxes")
    _gather(given, value, ("chart", "charts"), origin, walk, code="chart-and-charts")
    _remark_on_alt(given.get("photos", ()), origin, walk)
    return Item(**given)


def _gather(
    given: dict[str, Any], value: object, keys: tuple[str, str], origin: Origin, walk: Walk, *, code: str
) -> None:
    """Put what stands below the key for one thing below that for many, where the model has it; both are a fault."""
    one, many = keys
    if isinstance(value, dict) and not any(is_missing(value.get(key)) for key in keys):
        span = max(walk.source.key_span((*origin, key)) for key in keys)
        what = f"{walk.name(origin)} has both `{one}` and `{many}`"
        walk.report.error(code, what, mend=f"put all {many} below `{many}:`", origin=origin, span=span)
    if one in given:
        given[many] = given.pop(one)


def _remark_on_alt(photos: tuple[Photo, ...], origin: Origin, walk: Walk) -> None:
    for index, photo in enumerate(photos):
        if photo.decorative and photo.alt:
            at = (*origin, "photos", index, "alt")
            what = f"{walk.name(at)} is never read out, since the photo is decorative"
            walk.report.warning("alt-of-decorative", what, mend="delete `decorative: true`, or the alt", origin=at)
