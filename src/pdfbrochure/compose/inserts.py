"""What stands inside an item besides its text: key figures, dates, people, briefs, boxes.

Each is a list (L) or an aside of its own in the tags; in a box stands what a text and its links are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import (
    Agenda,
    BodyBlock,
    Brief,
    Briefs,
    Card,
    Event,
    Fact,
    Facts,
    ItemPart,
    LinkEntry,
    Paragraph,
    People,
    Role,
    Sidebar,
    Span,
)
from pdfbrochure.compose.compositor import BULLETS, Compositor
from pdfbrochure.compose.date_words import format_short, format_when
from pdfbrochure.compose.figures import portrait_of
from pdfbrochure.compose.galleries import words_below
from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.addresses import shown_address, spoken_address
from pdfbrochure.model.brochure import Item, Link, Person
from pdfbrochure.model.identifiers import phone_address
from pdfbrochure.model.table_words import table_words
from pdfbrochure.regexes import compiled_later

# A hyphen before a figure is a minus.
_NEGATIVE: Final = compiled_later(r"^-(?=[\d.,])")
_MINUS: Final = "\u2212"


def facts_of(composer: Compositor, item: Item, origin: Origin, parent: int) -> Facts | None:
    """Return the key figures of an item."""
    if not item.facts:
        return None
    whole = composer.node(Role.LIST, parent, (*origin, "facts"))
    facts = []
    for index, fact in enumerate(item.facts):
        place = (*origin, "facts", index)
        figure = _NEGATIVE.sub(_MINUS, fact.value) if composer.smart else fact.value
        label = [Span(composer.marks([fact.label])[0])]
        places = KeyPlaces(place, (*place, "value"), (*place, "unit"), (*place, "label"))
        facts.append(key_figure(composer, whole, figure, fact.unit, label, places))
    return Facts(whole, (*origin, "facts"), tuple(facts))


class KeyPlaces(Struct, frozen=True):
    """Where a key figure stands in the file: itself, and its three texts."""

    whole: Origin
    value: Origin
    unit: Origin
    label: Origin


def key_figure(
    composer: Compositor, whole: int, value: str, unit: str, label: Sequence[Span], places: KeyPlaces
) -> Fact:
    """Return a key figure as an entry of the list `whole`; without a unit that is ""."""
    mark, body = _entry(composer, whole, places.whole)
    # Not the label itself: it would be taken for a mark of the list.
    inside = composer.node(Role.SPAN, mark, places.value)
    figure = Paragraph((Span(_isolated(value, composer)),), "fact_value", inside, places.value, composer.tag)
    sign = composer.plain(unit, "fact_unit", inside, places.unit) if unit else None
    node = composer.node(Role.PARAGRAPH, body, places.label)
    return Fact(figure, sign, Paragraph(tuple(label), "fact_label", node, places.label, composer.tag))


def parts_of(composer: Compositor, item: Item, origin: Origin, parent: int) -> tuple[ItemPart, ...]:
    """Return what stands between an item's text and its links, in its fixed order."""
    found = (maker(composer, item, origin, parent) for maker in (_agenda, _people, _briefs))
    return tuple(part for part in found if part is not None)


def _agenda(composer: Compositor, item: Item, origin: Origin, parent: int) -> Agenda | None:
    """Return an agenda. The year is left out where it is that of the issue."""
    if not item.agenda:
        return None
    whole = composer.node(Role.LIST, parent, (*origin, "agenda"))
    issue = composer.brochure.date
    year = issue.start.year if issue is not None and issue.start is not None else None
    events = []
    for index, event in enumerate(item.agenda):
        place = (*origin, "agenda", index)
        label, body = _entry(composer, whole, place)
        when = composer.node(Role.SPAN, label, (*place, "date"))
        words = format_short(event.date, composer.language, year)
        date = Paragraph((Span(words),), "agenda_date", when, (*place, "date"), composer.tag)
        clock = event.time or ("" if event.date.time is None else event.date.time.strftime("%H:%M"))
        time = None
        if clock:
            node = composer.node(Role.SPAN, label, (*place, "time"))
            hours = Span(_isolated(composer.marks([clock])[0], composer))
            time = Paragraph((hours,), "agenda_time", node, (*place, "time"), composer.tag)
        what = _linked(composer, event.what, event.url, "agenda_what", body, (*place, "what"))
        where = None
        if event.where:
            where = composer.text(Role.PARAGRAPH, event.where, "agenda_where", body, (*place, "where"))
        events.append(Event(date, time, what, where))
    return Agenda(whole, (*origin, "agenda"), tuple(events), _goes_on(composer, item, origin))


def _goes_on(composer: Compositor, item: Item, origin: Origin) -> tuple[Paragraph, Paragraph]:
    """Return what says, above a further part of an agenda, that it goes on: with its item's title, and without."""
    more = Span(table_words(composer.tag, composer.brochure.language).continued)
    title = Span(composer.marks([item.short_title or item.title])[0], bold=True)
    place, style, tag = (*origin, "agenda"), "table_caption", composer.tag
    return (
        Paragraph((title, Span(" "), more), style, None, place, tag),
        Paragraph((more,), style, None, place, tag),
    )


def _people(composer: Compositor, item: Item, origin: Origin, parent: int) -> People | None:
    if not item.people:
        return None
    whole = composer.node(Role.LIST, parent, (*origin, "people"))
    cards = []
    for index, person in enumerate(item.people):
        place = (*origin, "people", index)
        entry = composer.node(Role.LIST_ITEM, whole, place)
        body = composer.node(Role.LIST_BODY, entry, place)
        portrait = None
        if person.photo is not None and person.photo.file in composer.photos:
            portrait = portrait_of(composer, person.photo, (*place, "photo"), body, person.name)
        name = composer.text(Role.PARAGRAPH, person.name, "person_name", body, (*place, "name"))
        cards.append(Card(portrait, name, tuple(_said_of(composer, person, body, place))))
    return People(whole, (*origin, "people"), tuple(cards), _people_credit(composer, item, origin, parent))


def _said_of(composer: Compositor, person: Person, body: int, place: Origin) -> Iterator[Paragraph]:
    """Yield the lines below a name."""
    for key, text in (("role", person.role), ("about", person.about)):
        if text:
            yield composer.text(Role.PARAGRAPH, text, "person_line", body, (*place, key))
    phone = phone_address(person.phone) if person.phone else ""
    for key, text, url in (("mail", person.mail, f"mailto:{person.mail}"), ("phone", person.phone, phone)):
        if text:
            node = composer.node(Role.PARAGRAPH, body, (*place, key))
            link = composer.node(Role.LINK, node, (*place, key), url=url)
            yield Paragraph((Span(text, url=url, node=link),), "person_mail", node, (*place, key))


def _people_credit(composer: Compositor, item: Item, origin: Origin, parent: int) -> Paragraph | None:
    """Return who took the portraits: what is said once, and the credits that single photos have."""
    names = [item.people_credit] if item.people_credit else []
    names += [person.photo.credit for person in item.people if person.photo is not None and person.photo.credit]
    if not names:
        return None
    spans = words_below("", ", ".join(dict.fromkeys(names)), composer.label("photo_credit"), composer.language.tag)
    place = (*origin, "people_credit" if item.people_credit else "people")
    return Paragraph(spans, "credit", composer.node(Role.PARAGRAPH, parent, place), place, composer.tag)


def _briefs(composer: Compositor, item: Item, origin: Origin, parent: int) -> Briefs | None:
    """Return briefs, each with its date, and its address at its end."""
    if not item.briefs:
        return None
    whole = composer.node(Role.LIST, parent, (*origin, "briefs"))
    briefs = []
    for index, brief in enumerate(item.briefs):
        place = (*origin, "briefs", index)
        body = composer.node(Role.LIST_BODY, composer.node(Role.LIST_ITEM, whole, place), place)
        node = composer.node(Role.PARAGRAPH, body, place)
        date = None
        if brief.date is not None:
            when = format_when(brief.date, composer.language)
            span = composer.node(Role.SPAN, node, (*place, "date"))
            date = Paragraph((Span(when),), "brief_date", span, (*place, "date"), composer.tag)
        text = composer.inline(brief.text, "body", node, (*place, "text"))
        if brief.url:
            link = composer.node(Role.LINK, node, (*place, "url"), url=brief.url)
            address = Span(shown_address(brief.url), muted=True, url=brief.url, node=link)
            text = structs.replace(text, spans=(*text.spans, Span(" "), address))
        briefs.append(Brief(date, text))
    return Briefs(whole, (*origin, "briefs"), tuple(briefs))


def boxes_of(composer: Compositor, item: Item, origin: Origin, parent: int) -> tuple[Sidebar, ...]:
    """Return the boxes of an item, each an aside with its heading."""
    made = []
    for index, box in enumerate(item.boxes):
        place = (*origin, "boxes", index)
        node = composer.node(Role.ASIDE, parent, place)
        title = composer.text(Role.SUBHEADING, box.title, "box_title", node, (*place, "title"))
        body = composer.blocks(box.body, (*place, "body"), node, "box_body")
        made.append(Sidebar(node, place, title, body, links_of(composer, box.links, (*place, "links"), node)))
    return tuple(made)


def messages_of(composer: Compositor, parent: int) -> Sidebar | None:
    """Return the key messages as a box without a heading, an entry of a list each."""
    messages = composer.brochure.key_messages
    if not messages:
        return None
    origin: Origin = ("key_messages",)
    node = composer.node(Role.ASIDE, parent, origin)
    whole = composer.node(Role.LIST, node, origin)
    body = []
    for index, message in enumerate(messages):
        place = (*origin, index)
        label, inner = _entry(composer, whole, place)
        marker = Paragraph((Span(BULLETS[0]),), "box_body", label, place, composer.tag)
        text = composer.inline(message, "box_body", composer.node(Role.PARAGRAPH, inner, place), place)
        body.append(BodyBlock("entry", text, marker, 1))
    return Sidebar(node, origin, None, tuple(body), ())


def links_of(composer: Compositor, links: tuple[Link, ...], origin: Origin, parent: int) -> tuple[LinkEntry, ...]:
    """Return a list of links, each with its printed address if the settings want it."""
    if not links:
        return ()
    whole = composer.node(Role.LIST, parent, origin)
    prints = composer.brochure.settings.print_urls
    # In a box there is no foot of a page.
    numbers = prints == "numbers" and len(origin) == 3
    entries = []
    for index, link in enumerate(links):
        place = (*origin, index)
        marker, body = _entry(composer, whole, place)
        node = composer.node(Role.LINK, body, place, url=link.url)
        # Without the address in print, only a line tells the label from other bold text.
        label = Span(composer.marks([link.label])[0], underline=not prints, url=link.url, node=node)
        spans = (label, composer.mark(composer.notebook.number(link.url), body, place)) if numbers else (label,)
        label_text = Paragraph(spans, "link_label", node, (*place, "label"), composer.tag)
        address = None
        if prints and not numbers:
            span = Span(shown_address(link.url), url=link.url, node=node)
            address = Paragraph((span,), "link_address", node, (*place, "url"))
        code = None
        if link.qr:
            alt = composer.label("qr_code").replace("{address}", spoken_address(link.url))
            code = composer.node(Role.FIGURE, body, (*place, "url"), alt=alt)
        entries.append(LinkEntry(label_text, address, link.url, marker, place, code))
    composer.notes_below(parent, origin)
    return tuple(entries)


def _isolated(text: str, composer: Compositor) -> str:
    """Return a figure or a time that keeps its own direction in a text from right to left (UAX #9, 2.4)."""
    return f"\u2068{text}\u2069" if composer.language.direction == "rtl" else text


def _entry(composer: Compositor, whole: int, place: Origin) -> tuple[int, int]:
    """Return the label and the body of a new entry of a list."""
    entry = composer.node(Role.LIST_ITEM, whole, place)
    return composer.node(Role.LIST_LABEL, entry, place), composer.node(Role.LIST_BODY, entry, place)


def _linked(composer: Compositor, text: str, url: str, style: str, parent: int, origin: Origin) -> Paragraph:
    """Return a paragraph of its own that is a link, if there is an address."""
    node = composer.node(Role.PARAGRAPH, parent, origin)
    words = composer.marks([text])[0]
    link = composer.node(Role.LINK, node, (*origin[:-1], "url"), url=url) if url else None
    return Paragraph((Span(words, url=url, node=link),), style, node, origin, composer.tag)
