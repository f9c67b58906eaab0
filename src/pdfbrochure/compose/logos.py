"""The logos of a brochure: the publisher's, the partners', and the emblem of who pays with the statement beside it."""

from __future__ import annotations

from pdfbrochure.compose.blocks import Figure, Role
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.galley import Marks
from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.brochure import Logo


def marks_of(composer: Compositor, root: int) -> Marks:
    """Return the logos, each a figure of its own; one that leads somewhere lies in its link."""
    brochure, funding = composer.brochure, composer.brochure.funding
    logo = None if brochure.logo is None else _figure(composer, brochure.logo, ("logo",), root)
    partners = [_figure(composer, each, ("logos", at), root) for at, each in enumerate(brochure.logos)]
    emblem = statement = None
    if funding is not None:
        emblem = _figure(composer, Logo(funding.file, funding.alt), ("funding",), root)
        words = funding.text or composer.label("funded")
        statement = composer.text(Role.PARAGRAPH, words, "statement", root, ("funding", "text"))
    return Marks(logo, tuple(each for each in partners if each is not None), emblem, statement)


def _figure(composer: Compositor, logo: Logo, origin: Origin, parent: int) -> Figure | None:
    file = composer.photos.get(logo.file)
    if file is None:
        return None
    if logo.url:
        parent = composer.node(Role.LINK, parent, (*origin, "url"), url=logo.url)
    node = composer.node(Role.FIGURE, parent, origin, alt=logo.alt or file.alt)
    return Figure(logo.file, origin, node, (0.5, 0.5), None, aspect=file.width / file.height)
