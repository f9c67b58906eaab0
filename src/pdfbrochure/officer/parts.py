"""What a person judges by: pictures beside their texts, what is read in order, links, languages, colors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from pdfbrochure.color import AA, AA_LARGE
from pdfbrochure.finished.tree import Element
from pdfbrochure.officer.elements import box, table, target, words
from pdfbrochure.officer.exhibit import Exhibit, Picture
from pdfbrochure.officer.structure import level_of

# Of a text in the list of what is read; a person looks at the order, and reads the text in the file.
_LONGEST: Final = 400
_KINDS: Final = {
    "P": "Paragraph",
    "L": "List",
    "Lbl": "List mark",
    "Figure": "Picture",
    "Link": "Link",
    "Caption": "Caption",
    "BlockQuote": "Quotation",
    "TH": "Header cell",
    "TD": "Cell",
    "Table": "Table",
    "TR": "Row",
    "H": "Heading",
    "Title": "Title",
    "Code": "Code",
    "Formula": "Formula",
    "Note": "Note",
    "FENote": "Note",
    "Art": "Item",
    "Sect": "Section",
    "Form": "Form field",
}
# Kinds that only hold others, and need no line in what is read.
_SILENT: Final = frozenset(
    ("Document", "DocumentFragment", "Part", "Div", "NonStruct", "LI", "LBody", "TBody", "THead", "TFoot", "Span")
)


def language_of(elements: list[Element], index: int, whole: str) -> str:
    """Return the language that an element is in."""
    while index >= 0:
        if elements[index].language:
            return elements[index].language
        index = elements[index].parent
    return whole


# Photos --------------------------------------------------------------------------------------------------------


def photos(exhibit: Exhibit) -> str:
    """Return the pictures, each beside what is read in its place."""
    elements = exhibit.reading.elements
    shown = {picture.element: picture for picture in exhibit.pictures if picture.element >= 0}
    figures = [index for index, element in enumerate(elements) if element.role == "Figure"]
    out = ["<p>What is in quotation marks is read aloud in the place of the picture.</p>"] if figures else []
    out += [_photo(exhibit, index, number, shown.get(index)) for number, index in enumerate(figures, 1)]
    if not figures:
        out.append("<p>No picture is tagged as one.</p>")
    quiet = [picture for picture in exhibit.pictures if picture.element < 0]
    if quiet:
        out.append(
            "<h3>Pictures that are not read</h3><p>They are marked as decoration: does none of them say something?</p>"
        )
        entries = "".join(f"<li>{_image(one)}<p class='side'>Page {one.page}</p></li>" for one in quiet)
        out.append(f'<ul class="quiet">{entries}</ul>')
    return "\n".join(out)


def _photo(exhibit: Exhibit, index: int, number: int, picture: Picture | None) -> str:
    elements = exhibit.reading.elements
    element = elements[index]
    language = language_of(elements, index, exhibit.reading.facts.language)
    said = (element.alt or element.actual or "").strip()
    text = f"\u201c{words(said, language)}\u201d" if said else '<span class="lacks">Nothing is read in its place</span>'
    rows = [("Caption", words(caption, language)) for caption in _captions(elements, index)]
    rows += [("Length", f"{len(said)} characters")] if said else []
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    place = f"Picture {number}, page {element.page or element.box_page}"
    image = _image(picture) if picture is not None else ""
    return (
        f'<div class="ph"><div>{image}<p class="side">{place}</p></div><div><h3 class="vh">Picture {number}</h3>'
        f'<p class="alt">{text}</p>{f"<dl>{facts}</dl>" if facts else ""}'
        f'<div class="yn">{box("Says what it shows", "Change it")}</div></div></div>'
    )


def _image(picture: Picture) -> str:
    # Half as large as its pixels, so that it is sharp on any screen.
    size = f'width="{max(1, picture.width // 2)}" height="{max(1, picture.height // 2)}"'
    return f'<img src="{picture.source}" alt="" {size}>'


def _captions(elements: list[Element], index: int) -> Iterator[str]:
    """Yield the captions inside a figure or beside it."""
    beside: list[int] = [kid.number for kid in elements[index].kids if kid.kind == "element"]
    above = elements[index].parent
    if above >= 0:
        around = [kid.number for kid in elements[above].kids if kid.kind == "element"]
        at = around.index(index)
        beside += around[at + 1 : at + 2]
        if elements[above].role in ("Div", "Aside", "Sect"):
            beside += around[max(0, at - 1) : at]
    yield from (elements[kid].text for kid in beside if elements[kid].role == "Caption" and elements[kid].text)


# Reading order -------------------------------------------------------------------------------------------------


def order(exhibit: Exhibit) -> str:
    """Return all that is read, in the order of the tags."""
    elements = exhibit.reading.elements
    if not elements:
        return "<p>The file has no tags: nothing tells in which order it is read.</p>"
    rows: list[tuple[str, ...]] = []
    before = exhibit.reading.facts.language
    for index, element in enumerate(elements):
        if element.role in _SILENT and not _speaks_itself(elements, element):
            continue
        language = language_of(elements, index, exhibit.reading.facts.language)
        said = _said(element, elements)
        # The sign of a list is a matter of looks; numbers are read.
        is_sign = element.role == "Lbl" and not any(char.isalnum() for char in said)
        if is_sign or (not said and element.role not in ("L", "Table", "Figure")):
            continue
        text = words(said[:_LONGEST] + ("\u2026" if len(said) > _LONGEST else ""), language)
        if element.role == "Figure" and not said:
            text = '<span class="lacks">Nothing is read</span>'
        if language != before:
            text += f' <span class="role">(now {escape(language)})</span>'
        before = language
        depth = min(6, element.depth - 1)
        kind = f'<span class="role">{escape(kind_of(element))}</span>'
        rows.append(
            (str(len(rows) + 1), kind, f'<div style="--lv:{max(0, depth)}">{text}</div>', str(element.page or ""))
        )
    told = (
        "<p>Taken from the tags of the file, not from the text that was typed. "
        "A link is shown twice: in its text, and on a line of its own.</p>"
    )
    return told + table(("No.", "Kind", "Text", "Page"), rows, look="ro")


def kind_of(element: Element) -> str:
    """Return what an element is, for people."""
    match = re.fullmatch(r"H(\d+)", element.role)
    name = f"Heading {match[1]}" if match is not None else _KINDS.get(element.role, element.role)
    return name if element.kind == element.role else f"{name} ({element.kind[:40]})"


def _speaks_itself(elements: list[Element], element: Element) -> bool:
    """Whether an element that usually only holds others, or a span, is a text of its own."""
    if element.role == "Span":
        return bool(element.language)
    has_marks = any(kid.kind == "mark" for kid in element.kids)
    holds_text = any(kid.kind == "element" and elements[kid.number].role == "P" for kid in element.kids)
    return has_marks and not holds_text and bool(element.text)


def _said(element: Element, elements: list[Element]) -> str:
    if element.role == "Figure":
        return (element.alt or element.actual or "").strip()
    if element.role == "L":
        count = sum(kid.kind == "element" and elements[kid.number].role == "LI" for kid in element.kids)
        return "1 entry" if count == 1 else f"{count} entries"
    if element.role in ("BlockQuote", "Art", "Sect", "Table", "TR") and not any(
        kid.kind == "mark" for kid in element.kids
    ):
        return ""
    return element.text


def headings(exhibit: Exhibit) -> str:
    """Return the headings alone: what a person who listens jumps along."""
    elements = exhibit.reading.elements
    rows = []
    for index, element in enumerate(elements):
        if level_of(element) or element.role == "H":
            language = language_of(elements, index, exhibit.reading.facts.language)
            rows.append((escape(element.role), words(element.text, language), str(element.page or "")))
    return table(("Level", "Heading", "Page"), rows, head=1) if rows else "<p>There are none.</p>"


# Links, languages, colors --------------------------------------------------------------------------------------


def links(exhibit: Exhibit) -> str:
    """Return the links with their targets; one that goes over several lines or pages is one."""
    elements = exhibit.reading.elements
    rows: list[tuple[str, ...]] = []
    seen: set[tuple[int, str]] = set()
    for one in exhibit.reading.annotations:
        if one.kind != "Link" or (one.element >= 0 and (one.element, one.target) in seen):
            continue
        seen.add((one.element, one.target))
        element = elements[one.element] if one.element >= 0 else None
        language = language_of(elements, one.element, exhibit.reading.facts.language)
        text = (element.text if element is not None else "") or one.contents
        shown = words(text, language) or '<span class="lacks">no words</span>'
        leads = target(one.target) if one.target else "a place in the file"
        rows.append((str(len(rows) + 1), shown, leads, words(one.contents, language), str(one.page)))
    if not rows:
        return "<p>There are none.</p>"
    said_otherwise = any(row[1] != row[3] for row in rows)
    told = "<p>Each should say where it leads, read alone.</p>"
    if said_otherwise:
        return told + table(("No.", "Words", "Leads to", "Described as", "Page"), rows, head=1)
    return told + table(("No.", "Words", "Leads to", "Page"), [(*row[:3], row[4]) for row in rows], head=1)


def languages(exhibit: Exhibit) -> str:
    """Return the languages that are named."""
    elements = exhibit.reading.elements
    whole = exhibit.reading.facts.language
    rows = [
        (escape(element.language), words(_opening(elements[index:]), element.language), str(element.page or ""))
        for index, element in enumerate(elements)
        if element.language not in ("", whole)
    ]
    told = (
        f"The file as a whole is said to be in <strong>{escape(whole)}</strong>"
        if whole
        else "The file names no language"
    )
    if not rows:
        return f"<p>{told}; no part says that it is in another language.</p>"
    return f"<p>{told}.</p>" + table(("Language", "Part", "Page"), rows, caption="Parts in another language")


def _opening(elements: Iterable[Element]) -> str:
    return next((one.text or one.alt or "" for one in elements if one.text or one.alt), "")[:_LONGEST]


def colors(exhibit: Exhibit) -> str:
    """Return the colors of text and ground; nothing for a file from elsewhere."""
    if not exhibit.grounds:
        return ""
    rows = []
    for one in exhibit.grounds:
        enough = "any text" if one.contrast >= AA else "large text only" if one.contrast >= AA_LARGE else "no text"
        look = f"color:{one.text_value};background:{one.ground_value}"
        swatch = f'<span class="swatch" aria-hidden="true" style="{look}">Aa</span>'
        named = f"{escape(one.text)} on {escape(one.ground)}"
        rows.append((f"{swatch}{named}", f"{one.contrast:.2f} : 1", enough, f"{one.smallest:g} pt"))
    return table(
        ("Colors", "Contrast", "Enough for", "Smallest type"), rows, caption="Text and its ground (WCAG 1.4.3)"
    )
