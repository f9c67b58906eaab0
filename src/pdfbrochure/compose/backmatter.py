"""What stands at the end of a brochure: contact, imprint and logo, and the way to the past stories."""

from __future__ import annotations

from msgspec import Struct

from pdfbrochure.compose.blocks import BodyBlock, Paragraph, Role, Span
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.galley import Closing
from pdfbrochure.compose.imprint import Part, imprint_lines
from pdfbrochure.model.addresses import shown_address, spoken_address


class Contact(Struct, frozen=True):
    """The imprint: its paragraphs and its element."""

    blocks: tuple[BodyBlock, ...]
    node: int | None


def contact_of(composer: Compositor, root: int) -> Contact:
    """Return the imprint, which stands above the closing panel."""
    brochure = composer.brochure
    contact: tuple[BodyBlock, ...] = ()
    section = None
    lines = list(imprint_lines(brochure.imprint)) if brochure.imprint is not None else []
    has_disclaimer = brochure.funding is not None and brochure.funding.disclaimer
    if brochure.contact or lines or has_disclaimer:
        origin = ("contact",) if brochure.contact else ("imprint",) if lines else ("funding", "disclaimer")
        section = composer.node(Role.SECTION, root, origin)
        contact = composer.blocks(brochure.contact, ("contact",), section, "contact")
        contact += tuple(_imprint_line(composer, line, section) for line in lines)
        contact += _disclaimer(composer, section)
    return Contact(contact, section)


def _disclaimer(composer: Compositor, parent: int) -> tuple[BodyBlock, ...]:
    """Return the sentence of who is funded, in the words of the language or in those of the author."""
    funding = composer.brochure.funding
    if funding is None or not funding.disclaimer:
        return ()
    words = funding.disclaimer
    if words is True:
        statement = funding.text or composer.label("funded")
        words = f"{statement.rstrip('.')}. {composer.label('disclaimer')}"
    return (
        BodyBlock("paragraph", composer.text(Role.PARAGRAPH, str(words), "contact", parent, ("funding", "disclaimer"))),
    )


def _imprint_line(composer: Compositor, line: list[Part], parent: int) -> BodyBlock:
    """Return a line of the imprint; numbers and addresses stay as they are typed."""
    origin = ("imprint", line[0].key)
    paragraph = composer.node(Role.PARAGRAPH, parent, origin)
    spans = []
    for key, words, url in line:
        node = composer.node(Role.LINK, paragraph, ("imprint", key), url=url) if url else None
        text = composer.marks([words])[0] if key in ("rights", "printed") else words
        spans.append(Span(text, url=url, node=node))
    return BodyBlock("paragraph", Paragraph(tuple(spans), "contact", paragraph, origin))


def closing_of(composer: Compositor, root: int) -> Closing | None:
    """Return the way to the past stories, if there is one."""
    stories = composer.brochure.past_stories
    if stories is None:
        return None
    section = composer.node(Role.SECTION, root, ("past_stories",))
    place = ("past_stories", "label")
    heading = composer.node(Role.HEADING, section, place)
    link = composer.node(Role.LINK, heading, place, url=stories.url)
    words = composer.marks([stories.label or composer.label("past_stories")])[0]
    title = Paragraph((Span(words, url=stories.url, node=link),), "closing_title", heading, place)
    alt = composer.label("qr_code").replace("{address}", spoken_address(stories.url))
    code = composer.node(Role.FIGURE, section, ("past_stories", "url"), alt=alt)
    line = composer.node(Role.PARAGRAPH, section, ("past_stories", "url"))
    second = composer.node(Role.LINK, line, ("past_stories", "url"), url=stories.url)
    span = Span(shown_address(stories.url), url=stories.url, node=second)
    address = Paragraph((span,), "closing_address", line, ("past_stories", "url"))
    return Closing(title, address, stories.url, code, stories.form)
