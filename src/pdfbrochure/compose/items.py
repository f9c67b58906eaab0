"""Composes the galley: every text of the brochure in reading order, with its role, its style name and its origin."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import (
    Article,
    BodyBlock,
    Closing,
    Element,
    Figure,
    Galley,
    LinkEntry,
    Masthead,
    Paragraph,
    Role,
    Span,
    Tree,
)
from pdfbrochure.compose.date_words import format_range, format_when
from pdfbrochure.compose.emoji import name_emoji
from pdfbrochure.compose.galleries import aspect_of, captions_of, credits_of, members_of, rows_of, words_below
from pdfbrochure.compose.imprint import Part, imprint_lines
from pdfbrochure.compose.languages import wording
from pdfbrochure.compose.letters import tell_of_cedillas
from pdfbrochure.compose.markdown import MarkedBlock, MarkedSpan, parse_markdown
from pdfbrochure.compose.nesting import Inline, extent_of, going_on, looks_of
from pdfbrochure.compose.punctuate import punctuate
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.addresses import shown_address, spoken_address
from pdfbrochure.model.brochure import Brochure, Item, Photo, PhotoWidth, When
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.language import Language

# Heads are high in a frame (design, section 7): what a crop keeps when nobody says. In upright and squarish photos,
# most of which show people, they are higher still.
DEFAULT_FOCUS: Final = (0.5, 0.4)
UPRIGHT_FOCUS: Final = (0.5, 0.33)
# Width to height below which a photo is no wide one: across a page it would lose half of itself.
SQUARISH: Final = 1.2
# Of a photo's area, what a frame shows at least when nobody has said what matters.
LEAST_SHOWN: Final = 0.6
BULLETS: Final = ("\u2022", "\u2013")


class Composed(Struct, frozen=True):
    """The galley of a brochure, and what its Markdown holds that cannot be set."""

    galley: Galley
    findings: Findings


def compose(brochure: Brochure, languages: Mapping[str, Language], photos: Mapping[str, PhotoFile]) -> Composed:
    """Return the galley of a brochure.

    Args:
        brochure: The model.
        languages: Words, marks and dates of the brochure's language and of those of its items, by tag.
        photos: The measured photos by name, for the credits that they carry.
    """
    composer = _Composer(brochure, languages, photos)
    galley = tell_of_cedillas(composer.galley(), composer.findings)
    return Composed(name_emoji(galley, languages), composer.findings)


class _Composer:
    def __init__(
        self,
        brochure: Brochure,
        languages: Mapping[str, Language],
        photos: Mapping[str, PhotoFile],
    ) -> None:
        self._brochure = brochure
        self._languages = languages
        self._language = languages[brochure.language]
        # The tag of the item being composed, if it has a language of its own.
        self._tag = ""
        self._photos = photos
        self.findings = Findings()
        self._smart = brochure.settings.punctuation == "smart"
        # The elements so far, and in which each lies.
        self._elements: list[Element] = []
        self._above: list[int | None] = []

    def galley(self) -> Galley:
        """Return the whole galley."""
        brochure = self._brochure
        root = self._node(Role.DOCUMENT, None)
        masthead = self._masthead(root)
        kinds = _kinds(brochure.items)
        articles = tuple(
            self._article(item, ("items", index), root, kind)
            for index, (item, kind) in enumerate(zip(brochure.items, kinds, strict=True))
        )
        self._tag = ""
        self._language = self._languages[brochure.language]
        contact: tuple[BodyBlock, ...] = ()
        section = None
        lines = list(imprint_lines(brochure.imprint)) if brochure.imprint is not None else []
        if brochure.contact or lines:
            section = self._node(Role.SECTION, root, ("contact",) if brochure.contact else ("imprint",))
            contact = self._blocks(brochure.contact, ("contact",), section, "contact")
            contact += tuple(self._imprint_line(line, section) for line in lines)
        # The logo stands beside the imprint, both above the closing panel.
        logo = self._logo(root if section is None else section)
        closing = self._closing(root)
        return Galley(
            Tree(self._elements, self._above),
            masthead,
            articles,
            contact,
            closing,
            "".join(self._marks([brochure.short_title or brochure.title])),
            brochure.language,
            self._label("contact"),
            section,
            logo,
            self._language.dates.digits,
        )

    # Pieces ----------------------------------------------------------------------------------------------------

    def _label(self, name: str) -> str:
        """Return words of the design: the user's, those of the text's language, or else of the brochure's."""
        return wording(name, self._brochure, self._language, self._languages)

    def _node(
        self,
        role: Role,
        parent: int | None,
        origin: Origin = (),
        *,
        alt: str = "",
        language: str = "",
        url: str = "",
        ordered: bool = False,
    ) -> int:
        number = len(self._elements)
        self._elements.append(Element(number, role, origin, alt, language, url, ordered))
        self._above.append(parent)
        return number

    def _marks(self, parts: Sequence[str]) -> list[str]:
        """Return the parts of a paragraph with the marks of the language, or as typed."""
        return punctuate(parts, self._language) if self._smart else list(parts)

    def _plain(self, text: str, style: str, node: int, origin: Origin) -> Paragraph:
        return Paragraph((Span(self._marks([text])[0]),), style, node, origin, self._tag)

    def _text(self, role: Role, text: str, style: str, parent: int, origin: Origin) -> Paragraph:
        """Return a paragraph of plain text with an element of its own."""
        return self._plain(text, style, self._node(role, parent, origin), origin)

    def _spans(self, spans: tuple[MarkedSpan, ...], node: int, origin: Origin) -> tuple[Span, ...]:
        """Return spans with the marks of the language, each in the elements of its link, its emphasis, its language."""
        parts = self._marks([span.text for span in spans])
        looks = [looks_of(span) for span in spans]
        out = []
        # From the outside: what of the span before goes on, then what begins here, the longest first.
        around: list[tuple[Inline, int]] = []
        for place, (span, part) in enumerate(zip(spans, parts, strict=True)):
            around = going_on(around, looks[place])
            begun = [look for look in looks[place] if look not in [one for one, _node in around]]
            for role, fact in sorted(begun, key=lambda look: -extent_of(look, looks[place:])):
                parent = around[-1][1] if around else node
                url, language = (fact, "") if role is Role.LINK else ("", fact)
                around.append(((role, fact), self._node(role, parent, origin, url=url, language=language)))
            inner = around[-1][1] if around else None
            plain = origin == ("contact",) and part.strip() == shown_address(span.url)
            underline = bool(span.url) and not plain
            look = Span(part, span.bold, span.italic, underline=underline, url=span.url, node=inner)
            out.append(structs.replace(look, language=span.language) if span.language else look)
        return tuple(out)

    def _blocks(self, text: str, origin: Origin, parent: int, style: str) -> tuple[BodyBlock, ...]:
        """Return a Markdown field as blocks, with the elements of its lists and quotes."""
        blocks: list[BodyBlock] = []
        lists: dict[int, int] = {}
        entries: dict[int, tuple[int, int]] = {}
        quote = parent
        is_contact = style == "contact"
        for marked in parse_markdown(text, origin, self.findings, self._language, contact=is_contact):
            if marked.kind == "entry":
                blocks.append(self._entry(marked, origin, parent, style, lists, entries))
                continue
            if marked.kind == "quote":
                if not blocks or blocks[-1].kind != "quote":
                    quote = self._node(Role.QUOTE, parent, origin)
                node = self._node(Role.PARAGRAPH, quote, origin)
            else:
                # Below an item's title a sub-heading is of the third level; elsewhere there is no second above it.
                heading = Role.SUBHEADING if origin[0] == "items" else Role.HEADING
                role = heading if marked.kind == "subhead" else Role.PARAGRAPH
                node = self._node(role, parent, origin)
            spans = self._spans(marked.spans, node, origin)
            blocks.append(BodyBlock(marked.kind, Paragraph(spans, style, node, origin, self._tag)))
        return tuple(blocks)

    def _entry(
        self,
        marked: MarkedBlock,
        origin: Origin,
        parent: int,
        style: str,
        lists: dict[int, int],
        entries: dict[int, tuple[int, int]],
    ) -> BodyBlock:
        """Return an entry of a list, or a further paragraph of it, making the elements of its lists when first met."""
        inside = parent
        for number, (key, ordered) in enumerate(marked.list_path):
            if key not in lists:
                # An inner list lies in the body of the entry that it follows.
                if number and entries:
                    inside = list(entries.values())[-1][1]
                lists[key] = self._node(Role.LIST, inside, origin, ordered=ordered)
        marker = None
        if marked.entry not in entries:
            item = self._node(Role.LIST_ITEM, lists[marked.list_path[-1][0]], origin)
            label = self._node(Role.LIST_LABEL, item, origin)
            entries[marked.entry] = (item, self._node(Role.LIST_BODY, item, origin))
            bullet = marked.label == "-"
            text = BULLETS[min(marked.depth, 2) - 1] if bullet else in_digits(marked.label, self._language.dates.digits)
            marker = Paragraph((Span(text),), style, label, origin, self._tag)
        node = self._node(Role.PARAGRAPH, entries[marked.entry][1], origin)
        spans = self._spans(marked.spans, node, origin)
        paragraph = Paragraph(spans, style, node, origin, self._tag)
        return BodyBlock("entry", paragraph, marker, min(marked.depth, 3), follows=marker is None)

    # Parts -----------------------------------------------------------------------------------------------------

    def _masthead(self, root: int) -> Masthead:
        brochure = self._brochure
        title = self._text(Role.TITLE, brochure.title, "masthead_title", root, ("title",))
        subtitle = None
        if brochure.subtitle:
            subtitle = self._text(Role.PARAGRAPH, brochure.subtitle, "masthead_subtitle", root, ("subtitle",))
        line = " \u00b7 ".join(part for part in (self._issue_date(), brochure.issue) if part)
        issue_line = None
        if line:
            issue_line = self._text(Role.PARAGRAPH, line, "issue_line", root, ("date",))
        publisher = None
        if brochure.publisher:
            publisher = self._text(Role.PARAGRAPH, brochure.publisher, "issue_line", root, ("publisher",))
        intro = self._blocks(brochure.intro, ("intro",), root, "intro")
        return Masthead(title, subtitle, issue_line, publisher, intro)

    def _issue_date(self) -> str:
        if self._brochure.date is not None:
            return format_when(self._brochure.date, self._language)
        dates: list[dt.date] = []
        for item in self._brochure.items:
            if item.date is not None and item.date.start is not None:
                dates += [item.date.start, item.date.end or item.date.start]
        if not dates:
            return ""
        first, last = min(dates), max(dates)
        whole = monthrange(first.year, first.month)[1]
        if first.day == 1 and last == first.replace(day=whole) and all(date in (first, last) for date in dates):
            return format_when(When(first, last, is_month=True), self._language)
        return format_range(first, last, self._language)

    def _article(self, item: Item, origin: Origin, root: int, kind: str) -> Article:
        own = item.lang if item.lang != self._brochure.language else ""
        self._tag = own
        self._language = self._languages[own or self._brochure.language]
        parent = self._node(Role.ARTICLE, root, origin, language=own)
        title_style = "item_title" if kind == "normal" else "lead_title"
        title = self._text(Role.HEADING, item.title, title_style, parent, (*origin, "title"))
        byline = None
        if item.byline:
            byline = self._text(Role.PARAGRAPH, item.byline, "byline", parent, (*origin, "byline"))
        kicker = None
        if item.date is not None:
            when = format_when(item.date, self._language)
            kicker = self._text(Role.PARAGRAPH, when, "kicker", parent, (*origin, "date"))
        standfirst = self._blocks(item.standfirst, (*origin, "standfirst"), parent, "standfirst")
        figures = self._figures(item, origin, parent, leads=kind != "normal")
        body = self._blocks(item.body, (*origin, "body"), parent, "body")
        links = self._links(item, origin, parent)
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
            "".join(self._marks([item.short_title])),
            new_page=item.new_page,
        )

    def _figures(self, item: Item, origin: Origin, parent: int, *, leads: bool) -> tuple[Figure, ...]:
        """Return the photos of an item, those that form a gallery as one."""
        galleries = members_of(item, leads=leads, known=self._photos)
        figures: list[Figure] = []
        for index, photo in enumerate(item.photos):
            gathered = next((gallery for gallery in galleries if index in gallery), [])
            if photo.file not in self._photos or index in gathered[1:]:
                continue
            if gathered:
                members = [
                    self._figure(item.photos[number], (*origin, "photos", number), parent) for number in gathered
                ]
                figures.append(self._gallery(item, gathered, members, parent))
                continue
            place = (*origin, "photos", index)
            figure = self._figure(photo, place, parent, leads=leads and index == 0)
            figures.append(self._captioned(figure, [photo], parent, place))
        return tuple(figures)

    def _gallery(self, item: Item, gathered: list[int], members: list[Figure], parent: int) -> Figure:
        """Return photos as a gallery, its words in the element of the last."""
        photos = [item.photos[number] for number in gathered]
        last = next((member for member in reversed(members) if member.node is not None), members[0])
        figure = self._captioned(last, photos, parent, members[0].origin)
        aspect = aspect_of(rows_of([member.aspect for member in members], item.gallery))
        # Two find room in a column, more stand across columns.
        width: PhotoWidth | None = None if len(members) == 2 and item.gallery != "strip" else "wide"
        whole = structs.replace(figure, photo=members[0].photo, origin=members[0].origin, width=width, aspect=aspect)
        return structs.replace(whole, shown=0.0, members=tuple(members), gallery=item.gallery)

    def _figure(self, photo: Photo, origin: Origin, parent: int, *, leads: bool = False) -> Figure:
        """Return a photo. Of a lead or a feature, `leads`, one that is no wide one stands in a column."""
        file = self._photos[photo.file]
        aspect = file.width / file.height
        width = photo.width
        if leads and width is None and photo.focus is None and aspect < SQUARISH:
            width = "column"
        node = None
        if not photo.decorative:
            node = self._node(Role.FIGURE, parent, origin, alt=photo.alt or file.alt)
        return Figure(
            photo.file,
            origin,
            node,
            photo.focus or (UPRIGHT_FOCUS if aspect < SQUARISH else DEFAULT_FOCUS),
            width,
            aspect=aspect,
            shown=1.0 if photo.fit == "whole" else 0.0 if photo.focus else LEAST_SHOWN,
        )

    def _captioned(self, figure: Figure, photos: Sequence[Photo], parent: int, origin: Origin) -> Figure:
        """Return a figure with the words below it, captions and credits, which are part of its element."""
        captions = [photo.caption for photo in photos]
        names = [photo.credit or self._photos[photo.file].credit for photo in photos]
        spans = words_below(self._marks([captions_of(captions)])[0], credits_of(names), self._label("photo_credit"))
        if not spans:
            return figure
        node = figure.node
        role = Role.PARAGRAPH if node is None else Role.CAPTION
        caption = self._node(role, parent if node is None else node, origin)
        style = "caption" if any(captions) else "credit"
        if len(photos) > 1 and len(spans) > 1:
            # Captions of several photos have lines of their own.
            spans = (structs.replace(spans[0], text=spans[0].text.rstrip() + "\n"), *spans[1:])
        paragraph = Paragraph(spans, style, caption, (*origin, "credit"), self._tag)
        return structs.replace(figure, caption=paragraph, has_caption=any(captions))

    def _links(self, item: Item, origin: Origin, parent: int) -> tuple[LinkEntry, ...]:
        if not item.links:
            return ()
        whole = self._node(Role.LIST, parent, (*origin, "links"))
        entries = []
        for index, link in enumerate(item.links):
            place = (*origin, "links", index)
            entry = self._node(Role.LIST_ITEM, whole, place)
            marker = self._node(Role.LIST_LABEL, entry, place)
            body = self._node(Role.LIST_BODY, entry, place)
            node = self._node(Role.LINK, body, place, url=link.url)
            # Without the address in print, only a line tells the label from other bold text.
            underline = not self._brochure.settings.print_urls
            label = Span(self._marks([link.label])[0], underline=underline, url=link.url, node=node)
            label_text = Paragraph((label,), "link_label", node, (*place, "label"), self._tag)
            address = None
            if self._brochure.settings.print_urls:
                span = Span(shown_address(link.url), url=link.url, node=node)
                address = Paragraph((span,), "link_address", node, (*place, "url"))
            entries.append(LinkEntry(label_text, address, link.url, marker, place))
        return tuple(entries)

    def _logo(self, parent: int) -> Figure | None:
        logo = self._brochure.logo
        if logo is None or logo.file not in self._photos:
            return None
        alt = logo.alt or self._photos[logo.file].alt
        node = self._node(Role.FIGURE, parent, ("logo",), alt=alt)
        return Figure(logo.file, ("logo",), node, (0.5, 0.5), None)

    def _imprint_line(self, line: list[Part], parent: int) -> BodyBlock:
        """Return a line of the imprint; numbers and addresses stay as they are typed."""
        origin = ("imprint", line[0].key)
        paragraph = self._node(Role.PARAGRAPH, parent, origin)
        spans = []
        for key, words, url in line:
            node = self._node(Role.LINK, paragraph, ("imprint", key), url=url) if url else None
            text = self._marks([words])[0] if key in ("rights", "printed") else words
            spans.append(Span(text, url=url, node=node))
        return BodyBlock("paragraph", Paragraph(tuple(spans), "contact", paragraph, origin))

    def _closing(self, root: int) -> Closing | None:
        stories = self._brochure.past_stories
        if stories is None:
            return None
        section = self._node(Role.SECTION, root, ("past_stories",))
        place = ("past_stories", "label")
        heading = self._node(Role.HEADING, section, place)
        link = self._node(Role.LINK, heading, place, url=stories.url)
        words = self._marks([stories.label or self._label("past_stories")])[0]
        title = Paragraph((Span(words, url=stories.url, node=link),), "closing_title", heading, place)
        alt = self._label("qr_code").replace("{address}", spoken_address(stories.url))
        code = self._node(Role.FIGURE, section, ("past_stories", "url"), alt=alt)
        line = self._node(Role.PARAGRAPH, section, ("past_stories", "url"))
        second = self._node(Role.LINK, line, ("past_stories", "url"), url=stories.url)
        span = Span(shown_address(stories.url), url=stories.url, node=second)
        address = Paragraph((span,), "closing_address", line, ("past_stories", "url"))
        return Closing(title, address, stories.url, code, stories.form)


def _kinds(items: tuple[Item, ...]) -> list[str]:
    """Return how each item is laid out: the first leads unless one says that it does."""
    kinds = [item.layout or "normal" for item in items]
    if "lead" not in kinds and items[0].layout is None:
        kinds[0] = "lead"
    return list(kinds)
