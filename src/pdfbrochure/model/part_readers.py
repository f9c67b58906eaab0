"""Readers of what stands inside an item besides its text: key figures, boxes, agendas, people, briefs, key messages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.model import forms
from pdfbrochure.model.brochure import Brief, Event, Fact, Person, Photo, Sidebar, When
from pdfbrochure.model.plain import is_missing
from pdfbrochure.model.readers import list_of, read_line, read_markdown
from pdfbrochure.model.scalars import Fault, show
from pdfbrochure.model.shapes import Kind, Shape
from pdfbrochure.regexes import compiled_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.shapes import Reader
    from pdfbrochure.model.walk import Walk

# More figures are a table.
MOST_FACTS: Final = 6
FEWEST_MESSAGES: Final = 2
MOST_MESSAGES: Final = 5
# What stands in for entries at fault, so that the others keep their places.
LOST_DATE: Final = When(words="…")
_IN_A_BOX: Final = ("body", "links")
_LOST_FACT: Final = Fact("…", "…")
_LOST_BOX: Final = Sidebar("…", "…")
_LOST_EVENT: Final = Event(LOST_DATE, "…")
_LOST_PERSON: Final = Person("…")
_LOST_BRIEF: Final = Brief("…")
# A figure: its first digit with what belongs to it, and groups of three digits that a space parts.
_FIGURE: Final = compiled_later(r"(\D*\d\S*(?:[ \u00a0\u202f]\d{3}(?!\d)\S*)*)(?:\s+(.+))?")

# Of one paragraph, with inline signs only.
INLINE: Final = Kind(read_markdown, forms.TEXT, "Markdown of one paragraph", is_wording=True, is_translated=True)


def _listed(entry: Reader, mend: str, lost: object, most: Fault | None = None, count: int | None = None) -> Reader:
    """Return a reader of a list of parts, which an empty list is not.

    Args:
        entry: Reads one.
        mend: How a list of them is begun.
        lost: What stands in for an entry at fault.
        most: What is said of a list of more than `count`.
        count: How many there may be.
    """
    entries = list_of(entry, None, mend, lost)

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if isinstance(value, list) and not value:
            what = f"{walk.name(origin)} is an empty list, so nothing is printed of it"
            span = walk.source.key_span(origin)
            walk.report.warning("empty-list", what, mend="delete the line", origin=origin, span=span)
            return None
        if isinstance(value, list) and most is not None and count is not None and len(value) > count:
            walk.fault(origin, most._replace(says=f"has {len(value)} entries, more than {count}"))
            return None
        return entries(value, origin, walk)

    return read


def _only(reader: Reader, list_key: str, word: str) -> Reader:
    """Return the reader of a key for one thing, which gives a list of it, as the model holds them."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if isinstance(value, list):
            walk.wrong_type(value, origin, f"one {word}", f"write `{list_key}:` for a list")
            return None
        # It keeps its place: that of the first of the list.
        one = reader(value, (*origin[:-1], list_key, 0), walk)
        return None if one is None else (one,)

    return read


# ---- key figures


def facts(shape: Shape) -> Reader:
    """Return the reader of key figures, each `{value: …, unit: …, label: …}` or short: `"77 %": label`."""
    mend = 'begin each with `- `, such as - "77 %": of waters in good status'
    many = Fault("too-many", "", f"{MOST_FACTS} key figures at most; move the others to a table")
    return _listed(partial(_read_fact, shape), mend, _LOST_FACT, many, MOST_FACTS)


def _read_fact(shape: Shape, value: object, origin: Origin, walk: Walk) -> Any:
    if isinstance(value, str):
        says = f"is the text {show(value.strip())}, but must be a figure and what it is the figure of"
        walk.fault(origin, Fault("wrong-type", says, shape.example))
        return None
    if isinstance(value, dict) and len(value) == 1 and not value.keys() & shape.fields.keys():
        typed, label = next(iter(value.items()))
        return _read_short_fact(typed, label, origin, walk)
    return shape(value, origin, walk)


def _read_short_fact(typed: str, label: object, origin: Origin, walk: Walk) -> Fact | None:
    if is_missing(label):
        mend = f'write it as - "{typed}": of waters in good status'
        walk.fault(origin, Fault("missing-key", f"is {show(typed)}, but does not say what it is the figure of", mend))
        return None
    figure = read_line(typed, (*origin, "value"), walk)
    words = read_line(label, (*origin, "label"), walk)
    if figure is None or words is None:
        return None
    value, unit = part_figure(figure)
    return Fact(value, words, unit)


def part_figure(typed: str) -> tuple[str, str]:
    """Return the value and the unit of a figure in one text: "77 %" is "77" and "%"; one without digits has no unit."""
    found = _FIGURE.fullmatch(typed)
    return (found[1], found[2] or "") if found else (typed, "")


# ---- boxes, agendas, people, briefs


def one_box(shape: Shape) -> Reader:
    """Return the reader of `box:`."""
    return _only(partial(_read_box, shape), "boxes", "box")


def boxes(shape: Shape) -> Reader:
    """Return the reader of `boxes:`."""
    return _listed(partial(_read_box, shape), "begin each box with `- title: …`", _LOST_BOX)


def _read_box(shape: Shape, value: object, origin: Origin, walk: Walk) -> Any:
    box = shape(value, origin, walk)
    if isinstance(value, dict) and isinstance(box, Sidebar) and all(is_missing(value.get(key)) for key in _IN_A_BOX):
        what = f"{walk.name(origin)} has neither `body` nor `links`, so there is nothing in it"
        walk.report.error("empty-box", what, mend="add `body: |` and the text on the lines below", origin=origin)
    return box


def agenda(shape: Shape) -> Reader:
    """Return the reader of an agenda."""
    return _listed(shape, "begin each entry with `- `, such as - {date: 2026-06-03, what: …}", _LOST_EVENT)


def people(shape: Shape) -> Reader:
    """Return the reader of people."""
    return _listed(_or_text(shape, "name"), "begin each entry with `- name: …`", _LOST_PERSON)


def briefs(shape: Shape) -> Reader:
    """Return the reader of briefs."""
    return _listed(_or_text(shape, "text"), "begin each entry with `- `, such as - text: …", _LOST_BRIEF)


def _or_text(shape: Shape, key: str) -> Reader:
    """Return a reader of mappings that says what to write where somebody typed the text of `key` alone."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if isinstance(value, str):
            walk.wrong_type(value, origin, "keys with values", f"write `{key}: ` before it")
            return None
        return shape(value, origin, walk)

    return read


def portrait(shape: Shape) -> Reader:
    """Return the reader of the photo of a person."""

    def read(value: object, origin: Origin, walk: Walk) -> Photo | None:
        if isinstance(value, str):
            walk.wrong_type(value, origin, "keys with values", f"write it as photo: {{file: {value.strip()}}}")
            return None
        if isinstance(value, list):
            walk.wrong_type(value, origin, "one photo", "give each person one photo")
            return None
        photo: Photo | None = shape(value, origin, walk)
        return photo

    return read


# ---- key messages


def _counted(reader: Reader) -> Callable[[object, Origin, Walk], Any]:
    """Return a reader that says how many messages there may be."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        messages = reader(value, origin, walk)
        if messages is None or FEWEST_MESSAGES <= len(messages) <= MOST_MESSAGES:
            return messages
        says = f"has {'one entry' if len(messages) == 1 else f'{len(messages)} entries'}, but must have two to five"
        mend = "keep the five that matter most" if len(messages) > MOST_MESSAGES else "write it into the `intro`"
        walk.fault(origin, Fault("key-messages", says, mend))
        return None

    return read


KEY_MESSAGES: Final = Kind(
    _counted(_listed(read_markdown, "begin each message with `- `", "…")),
    forms.many(forms.or_translated(forms.TEXT), MOST_MESSAGES, FEWEST_MESSAGES),
    "a list of texts",
    is_wording=True,
)
