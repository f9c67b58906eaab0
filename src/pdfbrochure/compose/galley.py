"""The galley: the whole brochure in reading order, made of `blocks`, without a single coordinate."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from pdfbrochure.compose.blocks import Article, BodyBlock, Contents, Figure, Note, Paragraph, Sidebar, Tree, held
from pdfbrochure.diagnostics import Origin


class Marks(Struct, frozen=True):
    """The logos: the publisher's, the partners', the emblem of who pays, and the statement beside it."""

    logo: Figure | None = None
    logos: tuple[Figure, ...] = ()
    funding: Figure | None = None
    statement: Paragraph | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All pictures, in reading order."""
        return tuple(each for each in (self.logo, *self.logos, self.funding) if each is not None)

    def without(self, origins: Collection[Origin]) -> Marks:
        """Return those that are not of some origins; the statement goes with its emblem."""
        logo, funding = (None if each is None or each.origin in origins else each for each in (self.logo, self.funding))
        logos = tuple(each for each in self.logos if each.origin not in origins)
        gone = self.funding is not None and funding is None
        return Marks(logo, logos, funding, None if gone else self.statement)


class Masthead(Struct, frozen=True):
    """The title block of the first page. `messages` are the key messages, a box without a heading.

    `issue` is what the issue line says, in parts of the same element: its date, what names it, and its number.
    """

    title: Paragraph
    subtitle: Paragraph | None
    issue_line: Paragraph | None
    publisher: Paragraph | None
    intro: tuple[BodyBlock, ...]
    messages: Sidebar | None = None
    marks: Marks = Marks()
    issue: tuple[Paragraph | None, Paragraph | None, Paragraph | None] = (None, None, None)


class Closing(Struct, frozen=True):
    """The way to the past stories. `qr_node` is the figure of the QR code, whose alternative text says its address.

    `form` is what the author asks for: `auto`, `panel`, `band`, `box` or `back`.
    """

    title: Paragraph
    address: Paragraph
    url: str
    qr_node: int
    form: str = "auto"


class Front(Struct, frozen=True):
    """A cover: what fills it, and its own photo; without one it takes that of the lead."""

    kind: str
    figure: Figure | None = None


class Galley(Struct, frozen=True):
    """The whole brochure in reading order. `contact_title` is what the outline calls the imprint."""

    nodes: Tree
    masthead: Masthead
    articles: tuple[Article, ...]
    contact: tuple[BodyBlock, ...]
    closing: Closing | None
    running_title: str
    language: str
    contact_title: str
    contact_node: int | None
    logo: Figure | None = None
    # In which folios are counted, from zero to nine.
    digits: str = "0123456789"
    # Those that stand at the feet of pages or columns; those at the end are a part of the last article.
    notes: tuple[Note, ...] = ()
    # Its words are those of titles, so it is no text of its own.
    contents: Contents | None = None
    cover: Front | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield all text in reading order, list marks and printed addresses among it."""
        yield from self.paragraphs_before()
        for article in self.articles:
            yield from paragraphs_of(article)
        yield from self.paragraphs_after()

    def paragraphs_before(self) -> Iterator[Paragraph]:
        """Yield all text before that of the articles."""
        head = self.masthead
        yield from (part for part in (head.title, head.subtitle, head.issue_line, head.publisher) if part is not None)
        if head.marks.statement is not None:
            yield head.marks.statement
        yield from _in_blocks(head.intro)
        yield from held(head.messages, Paragraph)
        yield from held(self.cover, Paragraph)

    def paragraphs_after(self) -> Iterator[Paragraph]:
        """Yield all text after that of the articles."""
        yield from (note.text for note in self.notes)
        yield from _in_blocks(self.contact)
        if self.closing is not None:
            yield self.closing.title
            yield self.closing.address


def paragraphs_of(article: Article) -> Iterator[Paragraph]:
    """Yield all text of an article in reading order."""
    yield from held(article.opens, Paragraph)
    yield from (part for part in (article.title, article.byline, article.kicker) if part is not None)
    yield from _in_blocks(article.standfirst)
    yield from held(article.facts, Paragraph)
    yield from (figure.caption for figure in article.figures if figure.caption is not None)
    yield from _in_blocks(article.body)
    yield from held(article.parts, Paragraph)
    for link in article.links:
        yield link.label
        if link.address is not None:
            yield link.address
    yield from held(article.boxes, Paragraph)


def _in_blocks(blocks: tuple[BodyBlock, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if block.part is not None:
            yield from held(block.part, Paragraph)
            continue
        if block.marker is not None:
            yield block.marker
        yield block.paragraph
