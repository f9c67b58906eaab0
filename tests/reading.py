"""What a brochure must say, from its file alone: the other side of every test on reading order."""

from __future__ import annotations

from readback import words_of

from pdfbrochure.compose.date_words import format_range, format_short, format_when
from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.addresses import shown_address
from pdfbrochure.model.brochure import Brochure, Item, Link
from pdfbrochure.model.language import Language, load_language


def words_typed(text: str) -> list[str]:
    """The words of a Markdown field, numbers of lists included."""
    words = []
    for block in parse_markdown(text, (), Report()):
        words += words_of(block.label)
        words += words_of("".join(span.text for span in block.spans))
        if block.table is not None:
            for row in (block.table.heads, *block.table.rows):
                for cell in row:
                    words += words_of("".join(span.text for span in cell))
    return words


def expected_words(brochure: Brochure) -> list[str]:
    """Every word of a brochure but captions and contents in reading order, as typed, with what the language adds."""
    language = load_language(brochure.language)
    assert language is not None
    dates = [entry.date for entry in brochure.items if entry.date is not None and entry.date.start is not None]
    words = [*words_of(brochure.title), *words_of(brochure.subtitle)]
    if brochure.date is not None:
        words += words_of(format_when(brochure.date, language))
    elif dates:
        first, last = min(date.start for date in dates), max(date.end or date.start for date in dates)
        words += words_of(format_range(first, last, language))
    words += [*words_of(brochure.issue), *words_of(brochure.publisher)]
    words += words_of(brochure.funding.text) if brochure.funding is not None else []
    words += words_typed(brochure.intro)
    for message in brochure.key_messages:
        words += words_typed(message)
    for entry in brochure.items:
        own = load_language(entry.lang) if entry.lang else language
        assert own is not None
        words += words_of(entry.title) + words_of(entry.byline)
        words += words_of(entry.source)
        words += words_of(format_when(entry.date, own)) if entry.date is not None else []
        words += words_typed(entry.standfirst)
        for fact in entry.facts:
            words += words_of(f"{fact.value} {fact.unit} {fact.label}")
        words += words_typed(entry.body) + words_of_parts(entry, own, brochure)
        words += words_of_links(entry.links, brochure)
        for box in entry.boxes:
            words += words_of(box.title) + words_typed(box.body) + words_of_links(box.links, brochure)
    words += words_typed(brochure.contact)
    if brochure.imprint is not None:
        imprint = brochure.imprint
        words += words_of(f"{imprint.address} {imprint.mail} {imprint.phone} {imprint.rights}")
        words += words_of(str(brochure.funding.disclaimer)) if brochure.funding is not None else []
    if brochure.past_stories is not None:
        words += words_of(brochure.past_stories.label or language.labels.past_stories)
        words += words_of(shown_address(brochure.past_stories.url))
    return words


def words_of_links(links: tuple[Link, ...], brochure: Brochure) -> list[str]:
    """The words of a list of links."""
    words = []
    for link in links:
        words += words_of(link.label)
        words += words_of(shown_address(link.url)) if brochure.settings.print_urls else []
    return words


def words_of_parts(entry: Item, language: Language, brochure: Brochure) -> list[str]:
    """The words of what stands between the text of an item and its links."""
    words = []
    year = brochure.date.start.year if brochure.date is not None and brochure.date.start is not None else None
    for event in entry.agenda:
        words += words_of(format_short(event.date, language, year))
        words += words_of(f"{event.time} {event.what} {event.where}")
    for person in entry.people:
        words += words_of(f"{person.name} {person.role} {person.about} {person.mail} {person.phone}")
    if entry.people_credit:
        words += words_of(language.labels.photo_credit.replace("{credit}", entry.people_credit))
    for brief in entry.briefs:
        words += words_of(format_when(brief.date, language)) if brief.date is not None else []
        words += words_typed(brief.text) + (words_of(shown_address(brief.url)) if brief.url else [])
    return words


def completed(text: str, brochure: Brochure) -> str:
    """A text whose addresses have got back the middle that they lost for want of room."""
    urls = [link.url for entry in brochure.items for link in entry.links]
    urls += [brochure.past_stories.url] if brochure.past_stories else []
    shown = [shown_address(url) for url in urls]
    words = []
    for word in text.split():
        head, cut, tail = word.partition("…")
        whole = [address for address in shown if cut and address.startswith(head) and address.endswith(tail)]
        words.append(whole[0] if whole else word)
    return " ".join(words)
