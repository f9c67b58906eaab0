"""Composes the galley: every text of the brochure in reading order, with its role, its style name and its origin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.backmatter import closing_of, contact_of
from pdfbrochure.compose.blocks import Article, ItemPart, NoteList, Paragraph, Role, SectionHead, Span
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.date_words import format_short, format_when, with_time
from pdfbrochure.compose.emoji import name_emoji
from pdfbrochure.compose.figures import figures_of
from pdfbrochure.compose.galley import Galley
from pdfbrochure.compose.inserts import boxes_of, facts_of, links_of, parts_of
from pdfbrochure.compose.letters import is_romanian, tell_of_cedillas
from pdfbrochure.compose.listing import contents_node, contents_of
from pdfbrochure.compose.recall import Recall
from pdfbrochure.compose.titleblock import cover_of, masthead_of
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.brochure import Brochure, Item, Section
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.language import Language
from pdfbrochure.model.part_words import part_words

if TYPE_CHECKING:
    from pdfbrochure.assets.datafiles import Rows
    from pdfbrochure.compose.markdown import MarkedTable

# Between the source of a press item and its date.
BETWEEN: Final = "\u00a0\u00b7 "


class Composed(Struct, frozen=True):
    """The galley of a brochure, and what its Markdown holds that cannot be set."""

    galley: Galley
    findings: Findings


def compose(
    brochure: Brochure,
    languages: Mapping[str, Language],
    photos: Mapping[str, PhotoFile],
    tables: Mapping[tuple[str, str], Rows],
    recall: Recall | None = None,
) -> Composed:
    """Return the galley of a brochure.

    Args:
        brochure: The model.
        languages: Words, marks and dates of the brochure's language and of those of its items, by tag.
        photos: The measured photos by name, for the credits that they carry.
        tables: What the data files hold, by name and sheet.
        recall: What the last brochure left, and what takes what this one leaves.
    """
    if recall is not None:
        recall.begin(brochure, languages, photos, tables)
    composer = Compositor(brochure, languages, photos, tables, _set_table, recall)
    galley = _galley(composer)
    if any(is_romanian(tag) for tag in languages):
        tell_of_cedillas(galley, composer.findings)
    return Composed(name_emoji(galley, languages, recall), composer.findings)


def _set_table(composer: Compositor, marked: MarkedTable, origin: Origin, parent: int) -> ItemPart:
    """Return a table that stands in a text."""
    from pdfbrochure.compose.table_makers import table_of_body  # not needed without tables

    return table_of_body(composer, marked, origin, parent)


def _galley(composer: Compositor) -> Galley:
    brochure = composer.brochure
    root = composer.node(Role.DOCUMENT, None)
    masthead = masthead_of(composer, root)
    cover = cover_of(composer, root)
    listed = contents_node(composer, root)
    articles = _articles(composer, root)
    if composer.count_of("table") == 1:
        from pdfbrochure.compose.tables import without_numbers  # not needed without tables

        articles = without_numbers(articles)
    composer.turn_to("")
    contents = None if listed is None else contents_of(composer, listed, articles)
    if composer.notebook.later:
        articles += (_notes_at_end(composer, root),)
    contact = contact_of(composer, root)
    closing = closing_of(composer, root)
    return Galley(
        composer.tree(),
        masthead,
        articles,
        contact.blocks,
        closing,
        "".join(composer.marks([brochure.short_title or brochure.title])),
        brochure.language,
        composer.label("contact"),
        contact.node,
        masthead.marks.logo,
        composer.language.dates.digits,
        () if composer.notebook.later else tuple(composer.notebook.notes),
        contents=contents,
        cover=cover,
    )


def _notes_at_end(composer: Compositor, root: int) -> Article:
    """Return the list of all notes as an article of its own."""
    origin: Origin = ("settings", "notes")
    node = composer.node(Role.ARTICLE, root, origin)
    words = part_words(composer.language.tag) or part_words("en")
    assert words is not None, "there are words in English"
    title = composer.text(Role.HEADING, words.notes, "item_title", node, origin)
    notes = NoteList(node, origin, composer.notes_at_end(node))
    return Article("normal", origin, title, None, None, (), (), (), (), parts=(notes,))


def _articles(composer: Compositor, root: int) -> tuple[Article, ...]:
    """Return the items, those of a section in its element."""
    items = composer.brochure.items
    articles: list[Article] = []
    parent, opens, within = root, None, ""
    for index, (item, kind) in enumerate(zip(items, _kinds(items), strict=True)):
        origin: Origin = ("items", index)
        if isinstance(item, Section):
            composer.turn_to("")
            parent = composer.node(Role.SECTION, root, origin)
            opens = section_head(composer, item, origin, parent)
            within = opens.short
            composer.heading, composer.subheading = Role.SUBHEADING, Role.LOWER_HEADING
            continue
        composer.turn_to(item.lang)
        how = (item, parent, kind, opens, within)
        make = partial(_article, composer, origin, *how)
        # Charts are numbered through all items, and so are the addresses in them where they are notes.
        alone = not item.charts and composer.brochure.settings.print_urls != "numbers"
        articles.append(composer.recalled(origin, how, make) if alone else make())
        opens = None
    composer.heading, composer.subheading = Role.HEADING, Role.SUBHEADING
    return tuple(articles)


def section_head(composer: Compositor, section: Section, origin: Origin, parent: int) -> SectionHead:
    """Return what begins a section."""
    name = composer.text(Role.HEADING, section.title, "section_label", parent, (*origin, "section"))
    intro = composer.blocks(section.standfirst, (*origin, "intro"), parent, "section_intro")
    short = "".join(composer.marks([section.short_title])) or name.text
    return SectionHead(name, intro, short)


def _article(
    composer: Compositor,
    origin: Origin,
    item: Item,
    root: int,
    kind: str,
    opens: SectionHead | None,
    within: str,
) -> Article:
    parent = composer.node(Role.ARTICLE, root, origin, language=composer.tag)
    title_style = "item_title" if kind == "normal" else "lead_title"
    title = composer.text(composer.heading, item.title, title_style, parent, (*origin, "title"))
    byline = None
    if item.byline:
        byline = composer.text(Role.PARAGRAPH, item.byline, "byline", parent, (*origin, "byline"))
    kicker = _kicker(composer, item, origin, parent)
    standfirst = composer.blocks(item.standfirst, (*origin, "standfirst"), parent, "standfirst")
    facts = facts_of(composer, item, origin, parent)
    figures = figures_of(composer, item, origin, parent, leads=kind != "normal")
    body = composer.blocks(item.body, (*origin, "body"), parent, "body")
    parts: list[ItemPart] = []
    if item.charts:
        from pdfbrochure.compose.charting import charts_of  # few brochures have some

        parts += charts_of(composer, item, origin, parent)
    if item.table is not None:
        from pdfbrochure.compose.table_makers import table_of_file  # not needed without tables

        table = table_of_file(composer, item.table, (*origin, "table"), parent)
        parts += [table] if table is not None else []
    parts += parts_of(composer, item, origin, parent)
    links = links_of(composer, item.links, (*origin, "links"), parent)
    boxes = boxes_of(composer, item, origin, parent)
    return Article(
        "lead" if kind == "lead" else "feature" if kind == "feature" else "normal",
        origin,
        title,
        kicker,
        byline,
        standfirst,
        figures,
        body,
        links,
        "".join(composer.marks([item.short_title])),
        new_page=item.new_page,
        parts=tuple(parts),
        facts=facts,
        boxes=boxes,
        opens=opens,
        section=within,
    )


def _kicker(composer: Compositor, item: Item, origin: Origin, parent: int) -> Paragraph | None:
    """Return the line above a title: where a press item appeared, and its date."""
    if not item.source:
        when = "" if item.date is None else format_when(item.date, composer.language)
        return composer.text(Role.PARAGRAPH, when, "kicker", parent, (*origin, "date")) if item.date else None
    node = composer.node(Role.PARAGRAPH, parent, (*origin, "source"))
    spans: list[Span] = []
    for key, text in (("source", item.source), ("date", _press_date(composer, item))):
        if text:
            spans += [Span(BETWEEN)] if spans else []
            part = composer.node(Role.SPAN, node, (*origin, key))
            spans.append(Span(composer.marks([text])[0], node=part))
    return Paragraph(tuple(spans), "kicker", node, (*origin, "source"), composer.tag)


def _press_date(composer: Compositor, item: Item) -> str:
    """Return when a press item appeared, short: only the time on the day of the issue, no year in its year."""
    if item.date is None:
        return ""
    issue = composer.brochure.date
    if (
        item.date.time is not None
        and issue is not None
        and item.date.start == issue.start == (issue.end or issue.start)
    ):
        return in_digits(item.date.time.strftime("%H:%M"), composer.language.dates.digits)
    first = issue.start if issue is not None else None
    day = format_short(item.date, composer.language, None if first is None else first.year)
    return day if item.date.time is None else with_time(day, item.date.time, composer.language)


def _kinds(items: tuple[Item, ...]) -> list[str]:
    """Return how each item is laid out: the first leads unless one says that it does."""
    kinds = [item.layout or "normal" for item in items]
    first = next((at for at, item in enumerate(items) if not isinstance(item, Section)), 0)
    if "lead" not in kinds and items[first].layout is None:
        kinds[first] = "lead"
    return list(kinds)
