"""The compositor: makes paragraphs of texts, and for each the elements that it lies in.

All parts of a brochure are composed with its help; it keeps the tree of elements and what is found on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec import structs

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import Article, BodyBlock, Element, ItemPart, Note, Paragraph, Role, Span, Tree
from pdfbrochure.compose.footnotes import CLOSING, NoteBook, Texts, split_notes, superior
from pdfbrochure.compose.languages import wording
from pdfbrochure.compose.markdown import MarkedBlock, MarkedTable, is_signed, parse_markdown
from pdfbrochure.compose.marked_spans import MarkedSpan
from pdfbrochure.compose.nesting import Inline, extent_of, going_on, looks_of
from pdfbrochure.compose.punctuate import punctuate
from pdfbrochure.compose.recall import ComposedItem, Recall
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.addresses import shown_address
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.calendars import in_digits
from pdfbrochure.model.language import Language

if TYPE_CHECKING:
    from pdfbrochure.assets.datafiles import Rows

BULLETS: Final = ("\u2022", "\u2013")


class Compositor:
    """Composes the texts of a brochure.

    Args:
        brochure: The model.
        languages: Words, marks and dates of the brochure's language and of those of its items, by tag.
        photos: The measured photos by name.
        tables: What the data files hold, by name and sheet.
        set_table: Composes a table of a text: of the compositor, the table, its origin and the element it lies in.
        recall: What the last brochure left, begun.

    Attributes:
        language: That of the text being composed.
        tag: Its tag, where it is another than the brochure's.
        findings: What cannot be set.
        heading: The level of the titles of items: one lower in a section.
        subheading: That of the headings in their texts.
        smart: Whether quotation marks and dashes become those of the language.
    """

    def __init__(
        self,
        brochure: Brochure,
        languages: Mapping[str, Language],
        photos: Mapping[str, PhotoFile],
        tables: Mapping[tuple[str, str], Rows],
        set_table: Callable[[Compositor, MarkedTable, Origin, int], ItemPart],
        recall: Recall | None = None,
    ) -> None:
        self.brochure = brochure
        self.languages = languages
        self.photos = photos
        self.tables = tables
        self._set_table = set_table
        self._recall = recall
        self.language = languages[brochure.language]
        self.tag = ""
        self.findings = Findings()
        self.heading, self.subheading = Role.HEADING, Role.SUBHEADING
        self.smart = brochure.settings.punctuation == "smart"
        self.notebook = NoteBook()
        # The footnotes of the text being composed, and the first mark of each note in it by its number.
        self._texts = Texts("", {}, {})
        self._marked: dict[int, int] = {}
        # The elements so far, and in which each lies.
        self._elements: list[Element] = []
        self._above: list[int | None] = []
        self._numbers: Counter[str] = Counter()

    def turn_to(self, tag: str) -> None:
        """Go on in another language; "" for the brochure's."""
        self.tag = tag if tag != self.brochure.language else ""
        self.language = self.languages[self.tag or self.brochure.language]

    def tree(self) -> Tree:
        """Return all elements."""
        if self._recall is not None:
            return self._recall.tree(self._elements, self._above)
        return Tree(self._elements, self._above)

    def recalled(self, origin: Origin, how: tuple[object, ...], make: Callable[[], Article]) -> Article:
        """Return an item as it was in the last brochure, if it is the same and stands for itself, or made now.

        Args:
            origin: Where it stands.
            how: The item, and all that decides how it is composed but its place among the elements and its language.
            make: Composes it.
        """
        if self._recall is None:
            return make()
        first, state = len(self._elements), self._state()
        how = (*how, first, self.tag, self.heading, self.subheading)
        known = self._recall.known(origin, how)
        if known is not None:
            self._elements += known.elements
            self._above += known.above
            self._texts = known.texts
            return known.article
        article = make()
        if self._state() == state:
            own = self._elements[first:], self._above[first:]
            self._recall.add(origin, ComposedItem(how, article, *own, self._texts))
        return article

    def _state(self) -> tuple[int, ...]:
        """Return what grows where something is told, noted or numbered."""
        return self.findings.seen, self._numbers.total(), len(self._marked), *self.notebook.counts

    def label(self, name: str) -> str:
        """Return words of the design: the user's, those of the text's language, or else of the brochure's."""
        return wording(name, self.brochure, self.language, self.languages)

    def node(
        self,
        role: Role,
        parent: int | None,
        origin: Origin = (),
        *,
        alt: str = "",
        language: str = "",
        url: str = "",
        ordered: bool = False,
        scope: Literal["", "Row", "Column"] = "",
        line: int = 0,
    ) -> int:
        """Make an element inside another, and return its number."""
        number = len(self._elements)
        self._elements.append(Element(number, role, origin, alt, language, url, ordered, scope, line))
        self._above.append(parent)
        return number

    def next_number(self, kind: str) -> int:
        """Return the number of the next part of a kind that is numbered, from 1."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def count_of(self, kind: str) -> int:
        """Return how many parts of a kind have been numbered."""
        return self._numbers[kind]

    def marks(self, parts: Sequence[str]) -> list[str]:
        """Return the parts of a paragraph with the marks of the language, or as typed."""
        return punctuate(parts, self.language) if self.smart else list(parts)

    def plain(self, text: str, style: str, node: int, origin: Origin) -> Paragraph:
        """Return a paragraph of plain text in an element."""
        return Paragraph((Span(self.marks([text])[0]),), style, node, origin, self.tag)

    def text(self, role: Role, text: str, style: str, parent: int, origin: Origin) -> Paragraph:
        """Return a paragraph of plain text with an element of its own."""
        return self.plain(text, style, self.node(role, parent, origin), origin)

    def spans(self, spans: tuple[MarkedSpan, ...], node: int, origin: Origin) -> tuple[Span, ...]:
        """Return spans with the marks of the language, each in the elements of its link, its emphasis, its language."""
        parts = self.marks(["" if span.note else span.text for span in spans])
        looks = [looks_of(span) for span in spans]
        out: list[Span] = []
        numbers = is_body(origin) and self.brochure.settings.print_urls == "numbers"
        # From the outside: what of the span before goes on, then what begins here, the longest first.
        around: list[tuple[Inline, int]] = []
        for place, (span, part) in enumerate(zip(spans, parts, strict=True)):
            around = going_on(around, looks[place])
            begun = [look for look in looks[place] if look not in [one for one, _node in around]]
            for role, fact in sorted(begun, key=lambda look: -extent_of(look, looks[place:])):
                parent = around[-1][1] if around else node
                url, language = (fact, "") if role is Role.LINK else ("", fact)
                line = self._elements[node].line
                around.append(((role, fact), self.node(role, parent, origin, url=url, language=language, line=line)))
            inner = around[-1][1] if around else None
            if span.note:
                self._add_mark(out, self._footnote(span.note, origin, node), node, origin)
                continue
            shown = shown_address(span.url)
            plain = origin == ("contact",) and part.strip() in (span.url, shown, f"www.{shown}")
            underline = bool(span.url) and not plain
            look = Span(part, span.bold, span.italic, underline=underline, url=span.url, node=inner)
            look = structs.replace(look, language=span.language, struck=span.struck)
            before = spans[place - 1].url if place else ""
            if numbers and before and before != span.url and not _is_printed(out[-1].text, before):
                # A mark stands behind the stop that follows its word.
                stop = CLOSING.match(part)
                if stop is not None and not span.url:
                    out.append(structs.replace(look, text=stop[0]))
                    look = structs.replace(look, text=part[stop.end() :])
                self._add_mark(out, self.notebook.number(before), node, origin)
            out.append(look)
        last = spans[-1].url if spans else ""
        if numbers and last and not _is_printed(out[-1].text, last):
            self._add_mark(out, self.notebook.number(last), node, origin)
        return tuple(span for span in out if span.text)

    # Notes -----------------------------------------------------------------------------------------------------

    def mark(self, numbered: tuple[int, bool], node: int, origin: Origin) -> Span:
        """Return the mark of a note in the element of a paragraph: a reference that leads to the note."""
        number, is_new = numbered
        reference = self.node(Role.REFERENCE, node, origin, url=f"#mark-{number}" if is_new else "")
        link = self.node(Role.LINK, reference, origin, url=f"#note-{number}")
        if is_new:
            self._marked[number] = link
        return Span(superior(number), bold=True, url=f"#note-{number}", node=link)

    def _add_mark(self, out: list[Span], numbered: tuple[int, bool] | None, node: int, origin: Origin) -> None:
        if numbered is not None:
            if out:
                out[-1] = structs.replace(out[-1], text=out[-1].text.rstrip(" "))
            out.append(self.mark(numbered, node, origin))

    def _footnote(self, name: str, origin: Origin, node: int) -> tuple[int, bool] | None:
        """Return the number of a footnote; None with a finding where it has no text."""
        definition = self._texts.notes.get(name)
        if definition is not None:
            return self.notebook.number((origin, name))
        line = self._elements[node].line
        if is_body(origin):
            mend = f"write its text on a line of its own below: [^{name}]: \u2026"
            what = f"the footnote [^{name}] has no text"
        else:
            what = f"the footnote [^{name}] stands where there is no foot of a page for it"
            mend = "write the sentence with its footnote into the `body` of an item"
        self.findings.error("unknown-note", what, mend=mend, origin=origin, line=line, words=f"[^{name}]")
        return None

    def notes_below(self, parent: int, origin: Origin) -> None:
        """Make the notes of the marks that were made last, each in an element of its own after its paragraph."""
        waiting, self.notebook.waiting = self.notebook.waiting, []
        if self.brochure.settings.notes == "end" and parent != self.notebook.end:
            self.notebook.later += [(number, what, self._texts, self.tag) for number, what in waiting]
            return
        for number, what in waiting:
            node = self.node(Role.NOTE, parent, origin, url=f"#note-{number}")
            label = self.node(Role.LIST_LABEL, node, origin)
            back = self.node(Role.LINK, label, origin, url=f"#mark-{number}")
            body = self.node(Role.PARAGRAPH, node, origin)
            shown = in_digits(str(number), self.language.dates.digits)
            spans = [Span(shown, bold=True, url=f"#mark-{number}", node=back), Span("\u2002")]
            if isinstance(what, str):
                link = self.node(Role.LINK, body, origin, url=what)
                spans.append(Span(shown_address(what), url=what, node=link))
            else:
                assert isinstance(what, tuple), "a footnote is named by its text and its name"
                typed = self._texts.notes[what[1]].text
                blocks = parse_markdown(typed, origin, self.findings, self.language)
                marked = [span for block in blocks for span in block.spans if not span.note]
                spans += self.spans(tuple(marked), body, ()) if marked else []
            text = Paragraph(tuple(spans), "note", body, origin, self.tag)
            self.notebook.notes.append(Note(number, self._marked[number], text))

    def notes_at_end(self, parent: int) -> tuple[Paragraph, ...]:
        """Make all notes, where they stand at the end, in an element there; return what they say."""
        self.notebook.end = parent
        for number, what, texts, tag in self.notebook.later:
            self.turn_to(tag)
            self._texts, self.notebook.waiting = texts, [(number, what)]
            self.notes_below(parent, ("settings", "notes"))
        self.turn_to("")
        return tuple(note.text for note in self.notebook.notes)

    def _begin_notes(self, text: str, origin: Origin) -> str:
        """Take the footnotes out of a text, and return what is left."""
        self._texts = split_notes(text) if is_body(origin) else Texts(text, {}, {})
        for name, line in self._texts.doubled.items():
            what = f"the footnote [^{name}] has two texts"
            self.findings.error("unknown-note", what, mend="give one another name", origin=origin, line=line,
                                words=f"[^{name}]")  # fmt: skip
        for name, note in self._texts.notes.items():
            if f"[^{name}]" not in self._texts.text:
                what = f"the footnote [^{name}] is not printed, for no word of the text has its mark"
                mend = f"write [^{name}] behind the word that it belongs to, or delete it"
                self.findings.warning("unused-note", what, mend=mend, origin=origin, line=note.line,
                                      words=f"[^{name}]:")  # fmt: skip
        return self._texts.text

    def blocks(self, text: str, origin: Origin, parent: int, style: str) -> tuple[BodyBlock, ...]:
        """Return a Markdown field as blocks, with the elements of its lists and quotes."""
        blocks: list[BodyBlock] = []
        lists: dict[int, int] = {}
        entries: dict[int, tuple[int, int]] = {}
        quote = parent
        is_contact = style == "contact"
        text = self._begin_notes(text, origin)
        for marked in parse_markdown(text, origin, self.findings, self.language, contact=is_contact):
            if marked.kind == "table":
                assert marked.table is not None, "a table has its cells"
                if not (len(origin) == len(("items", 0, "body")) and origin[-1] == "body"):
                    self._refuse_table(marked, origin)
                    continue
                table = self._set_table(self, marked.table, origin, parent)
                blocks.append(BodyBlock("part", Paragraph((), style), part=table))
                continue
            if marked.kind == "entry":
                blocks.append(self._entry(marked, origin, parent, style, lists, entries))
                self.notes_below(parent, origin)
                continue
            if marked.kind in ("quote", "quotation"):
                if not blocks or blocks[-1].kind != marked.kind:
                    quote = self.node(Role.QUOTE, parent, origin, line=marked.line)
                node = self.node(Role.PARAGRAPH, quote, origin, line=marked.line)
            else:
                # Below an item's title a sub-heading is of the third level; elsewhere there is no second above it.
                heading = self.subheading if origin[0] == "items" else Role.HEADING
                role = heading if marked.kind == "subhead" else Role.PARAGRAPH
                node = self.node(role, parent, origin, line=marked.line)
            spans = self.spans(marked.spans, node, origin)
            if marked.kind == "quotation" and is_signed(marked.spans):
                spans = _with_gray_line(spans)
            blocks.append(BodyBlock(marked.kind, Paragraph(spans, style, node, origin, self.tag)))
            self.notes_below(parent, origin)
        return tuple(blocks)

    def _refuse_table(self, marked: MarkedBlock, origin: Origin) -> None:
        self.findings.error(
            "bad-table",
            "a table cannot stand in this text",
            why="only the `body` of an item has room for tables",
            mend="move it into the `body`, or write its rows as a list: lines that begin with `- `",
            origin=origin,
            line=marked.line,
        )

    def inline(self, text: str, style: str, node: int, origin: Origin) -> Paragraph:
        """Return a Markdown field of one paragraph in an element; of several, they run on, with a warning."""
        blocks = parse_markdown(text, origin, self.findings, self.language)
        if len(blocks) > 1 or any(block.kind != "paragraph" for block in blocks):
            self.findings.warning(
                "one-paragraph",
                "this text is one paragraph, in which lists, quotations and sub-headings run on",
                mend="write it as one paragraph, or what is longer into a `body`",
                origin=origin,
            )
        spans = tuple(
            span
            for number, block in enumerate(blocks)
            for span in ((*((MarkedSpan(" "),) if number else ()), *block.spans))
        )
        return Paragraph(self.spans(spans, node, origin), style, node, origin, self.tag)

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
                lists[key] = self.node(Role.LIST, inside, origin, ordered=ordered, line=marked.line)
        marker = None
        if marked.entry not in entries:
            item = self.node(Role.LIST_ITEM, lists[marked.list_path[-1][0]], origin, line=marked.line)
            label = self.node(Role.LIST_LABEL, item, origin, line=marked.line)
            entries[marked.entry] = (item, self.node(Role.LIST_BODY, item, origin, line=marked.line))
            bullet = marked.label == "-"
            text = BULLETS[min(marked.depth, 2) - 1] if bullet else in_digits(marked.label, self.language.dates.digits)
            marker = Paragraph((Span(text),), style, label, origin, self.tag)
        node = self.node(Role.PARAGRAPH, entries[marked.entry][1], origin, line=marked.line)
        spans = self.spans(marked.spans, node, origin)
        paragraph = Paragraph(spans, style, node, origin, self.tag)
        return BodyBlock("entry", paragraph, marker, min(marked.depth, 3), follows=marker is None)


def _with_gray_line(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans of which the last line, which says whose words they are, is gray."""
    last = next((index for index in range(len(spans) - 1, -1, -1) if "\n" in spans[index].text), -1)
    if last < 0:
        return tuple(structs.replace(span, muted=True) for span in spans)
    above, end, below = spans[last].text.rpartition("\n")
    parted = (structs.replace(spans[last], text=above + end), structs.replace(spans[last], text=below, muted=True))
    after = tuple(structs.replace(span, muted=True) for span in spans[last + 1 :])
    return (*spans[:last], *(part for part in parted if part.text), *after)


def is_body(origin: Origin) -> bool:
    """Whether a text is the running text of an item, whose lines stand in columns with feet of their own."""
    return len(origin) == 3 and origin[0] == "items" and origin[2] == "body"


def _is_printed(words: str, url: str) -> bool:
    """Whether the words of a link are its address."""
    return words.strip() == shown_address(url) or words.strip() == url
