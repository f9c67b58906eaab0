"""What a person judges by: photos beside their descriptions, what is read out, headings, links, languages, colors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from pdfbrochure.color import AA, AA_LARGE, contrast
from pdfbrochure.compose.blocks import Figure, Role
from pdfbrochure.officer.subject import Entry, Subject, figures_of, placed_photos, roles
from pdfbrochure.officer.thumbnails import thumbnail
from pdfbrochure.officer.verdicts import Evidence

# Only these become links: a brochure may come from a stranger.
_SAFE: Final = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
# What is said of elements that have no words of their own.
_UNSAID: Final = {
    Role.ARTICLE: "item begins",
    Role.SECTION: "section begins",
    Role.QUOTE: "quotation begins",
    Role.LIST_LABEL: "list mark",
}
# Elements that only hold others, and need no line in what is read out.
_SILENT: Final = (Role.LIST_ITEM, Role.LIST_BODY, Role.DOCUMENT)


def material(evidence: Evidence) -> dict[str, str]:
    """Return the HTML of each part, by its anchor."""
    subject, entries = evidence.subject, evidence.entries
    return {
        "photos": _photos(subject),
        "transcript": _transcript(subject, entries),
        "headings": _headings(subject, entries),
        "links": _links(subject, entries),
        "languages": _languages(subject, entries),
        "colors": _colors(subject),
    }


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table; heads and cells are HTML, the first cell of a row heads it."""
    if not rows:
        return "<p>There are none.</p>"
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows
    )
    return f"<table><caption>{caption}</caption>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def _words(text: str, language: str, subject: Subject) -> str:
    """Return words of the brochure in their language and direction."""
    if not text:
        return ""
    known = subject.languages.get(language)
    direction = known.direction if known is not None else "ltr"
    shown = escape(text.replace("\u00ad", "")).replace("\n", "<br>")
    return f'<span lang="{escape(language)}" dir="{direction}">{shown}</span>'


def _target(url: str) -> str:
    """Return an address, as a link only if it is one of the safe kinds."""
    shown = f'<bdi dir="ltr">{escape(url)}</bdi>'
    return f'<a href="{escape(url)}" rel="noreferrer">{shown}</a>' if _SAFE.match(url) else shown


# Photos --------------------------------------------------------------------------------------------------------


def _photos(subject: Subject) -> str:
    places = placed_photos(subject.pages)
    rows = []
    for number, figure in enumerate(figures_of(subject.galley), 1):
        page, placed = places.get(figure.origin, (0, None))
        language = _language_of(figure, subject)
        alt = subject.galley.nodes[figure.node].alt if figure.node >= 0 else ""
        source = thumbnail(placed, subject) if placed is not None else ""
        shown = f'<img src="{source}" alt="{escape(alt)}" lang="{escape(language)}">' if source else "(a drawing)"
        if figure.node < 0:
            said = "decorative: passed over when read out"
        else:
            said = _words(alt, language, subject) or "<strong>nothing: the text is missing</strong>"
        caption = _words(figure.caption.text, language, subject) if figure.caption is not None else "none"
        rows.append((str(number), shown, said, caption, escape(figure.photo), str(page or "\u2013")))
    heads = ("Number", "Photo as printed", "Alternative text", "Caption and credit", "File", "Page")
    code = ""
    closing = subject.galley.closing
    if closing is not None:
        alt = subject.galley.nodes[closing.qr_node].alt
        code = f"<p>The QR code of the closing panel is read out as its address: {_target(alt)}.</p>"
    return _table("Each photo beside what is said in its place", heads, rows) + code


def _language_of(figure: Figure, subject: Subject) -> str:
    """Return the language of the item that a photo belongs to."""
    origin = figure.origin
    if len(origin) > 1 and isinstance(origin[1], int) and origin[0] == "items":
        return subject.brochure.items[origin[1]].lang or subject.galley.language
    return subject.galley.language


# Reading order -------------------------------------------------------------------------------------------------


def _transcript(subject: Subject, entries: tuple[Entry, ...]) -> str:
    rows: list[tuple[str, ...]] = []
    before = subject.galley.language
    for entry in entries:
        if entry.node.role in _SILENT:
            continue
        language = escape(entry.language)
        if entry.language != before:
            language = f"<strong>now {language}</strong>"
        before = entry.language
        role = f"<code>{entry.node.role.value}</code>"
        rows.append((str(len(rows) + 1), role, str(entry.level), _said(entry, subject), language, _page(entry)))
    heads = ("Order", "Role", "Level", "Text", "Language", "Page")
    told = (
        "<p>A link is shown twice: in the text around it, and on a line of its own with its target. "
        "Running titles, page numbers and decorative photos are not read out.</p>\n"
    )
    return told + _table("The text in the order of its tags", heads, rows)


def _said(entry: Entry, subject: Subject) -> str:
    node = entry.node
    words = _words(entry.text, entry.language, subject)
    if node.role is Role.FIGURE:
        return f"picture: {_words(node.alt, entry.language, subject) or '<strong>no text</strong>'}"
    if node.role is Role.LINK:
        return f"{words} \u2192 {_target(node.url)}"
    if node.role is Role.LIST:
        return "numbered list begins" if node.ordered else "list begins"
    return words or _UNSAID.get(node.role, "")


def _page(entry: Entry) -> str:
    return str(entry.page or "\u2013")


def _headings(subject: Subject, entries: tuple[Entry, ...]) -> str:
    found = [entry for entry in entries if entry.node.role in {Role.TITLE, Role.HEADING, Role.SUBHEADING}]
    rows = [(entry.node.role.value, _words(entry.text, entry.language, subject), _page(entry)) for entry in found]
    return _table("The headings in order", ("Level", "Heading", "Page"), rows)


def _links(subject: Subject, entries: tuple[Entry, ...]) -> str:
    rows = [
        (str(number), _words(entry.text, entry.language, subject), _target(entry.node.url), _page(entry))
        for number, entry in enumerate(roles(entries, Role.LINK), 1)
    ]
    return _table("The links in reading order", ("Number", "Words", "Target", "Page"), rows)


def _languages(subject: Subject, entries: tuple[Entry, ...]) -> str:
    whole = subject.galley.language
    rows = [
        (escape(entry.language), _words(_opening(entries, at), entry.language, subject))
        for at, entry in enumerate(entries)
        if entry.node.language not in {"", whole}
    ]
    told = f"<p>The document as a whole is in <code>{escape(whole)}</code>."
    told += " Parts in another language:</p>" if rows else " No part says that it is in another language.</p>"
    return told + (_table("Parts in another language", ("Language", "Part"), rows) if rows else "")


def _opening(entries: tuple[Entry, ...], at: int) -> str:
    """Return the first words of an element and of what lies inside it."""
    return next((entry.text for entry in entries[at:] if entry.text), "")


# Colors --------------------------------------------------------------------------------------------------------


def _colors(subject: Subject) -> str:
    theme = subject.theme
    pairs: dict[tuple[str, str], list[str]] = {}
    for name, style in theme.styles.items():
        pairs.setdefault((style.color, style.ground), []).append(f"{name} ({style.size:g} pt)".replace("_", " "))
    rows = []
    for (text, ground), uses in pairs.items():
        one, other = theme.colors[text], theme.colors[ground]
        ratio = contrast(one, other)
        swatch = f'<span class="swatch" aria-hidden="true" style="color: {one}; background: {other}">Aa</span>'
        told = (
            "enough for any text" if ratio >= AA else "enough for large text only" if ratio >= AA_LARGE else "too low"
        )
        rows.append(
            (
                f"{escape(text)} on {escape(ground)}",
                swatch,
                f"{one} on {other}",
                f"{ratio:.2f}:1",
                told,
                escape(", ".join(uses)),
            )
        )
    heads = ("Colors", "Look", "Values", "Contrast", "By WCAG 1.4.3", "Used for")
    return _table("Text and the ground that it stands on", heads, rows)
