"""What is wrong with the tags and annotations of a file that was read, and how many of what there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pdfbrochure.finished.annotations import KNOWN, Annotation
from pdfbrochure.finished.reading import Reading
from pdfbrochure.finished.tree import NEWER, Element
from pdfbrochure.finished.typefaces import Defect

# What may lie in what (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4 where it is wider); no entry: anything.
_INSIDE: Final[dict[str, frozenset[str]]] = {
    "Table": frozenset(("TR", "THead", "TBody", "TFoot", "Caption")),
    "THead": frozenset(("TR",)),
    "TBody": frozenset(("TR",)),
    "TFoot": frozenset(("TR",)),
    "TR": frozenset(("TH", "TD")),
    "L": frozenset(("L", "LI", "Caption")),
    "LI": frozenset(("Lbl", "LBody")),
    "TOC": frozenset(("TOC", "TOCI", "Caption")),
    "TOCI": frozenset(("Lbl", "Reference", "P", "TOC")),
    "Ruby": frozenset(("RB", "RT", "RP")),
    "Warichu": frozenset(("WP", "WT")),
}
# What must lie in what.
_AROUND: Final[dict[str, frozenset[str]]] = {
    "THead": frozenset(("Table",)),
    "TBody": frozenset(("Table",)),
    "TFoot": frozenset(("Table",)),
    "TR": frozenset(("Table", "THead", "TBody", "TFoot")),
    "TH": frozenset(("TR",)),
    "TD": frozenset(("TR",)),
    "LI": frozenset(("L",)),
    "LBody": frozenset(("LI",)),
    "TOCI": frozenset(("TOC",)),
    "RB": frozenset(("Ruby",)),
    "RT": frozenset(("Ruby",)),
    "RP": frozenset(("Ruby",)),
    "WT": frozenset(("Warichu",)),
    "WP": frozenset(("Warichu",)),
}
_FAMILIES: Final = {
    "bad-table": ("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"),
    "bad-list": ("L", "LI", "LBody"),
    "bad-contents": ("TOC", "TOCI"),
    "bad-ruby": ("Ruby", "RB", "RT", "RP"),
    "bad-warichu": ("Warichu", "WP", "WT"),
}
_FAMILY: Final = {role: kind for kind, roles in _FAMILIES.items() for role in roles}
_HEADING: Final = re.compile(r"H(\d+)")
_TAG: Final = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_LABELS: Final = (
    (re.compile(r"\(?\d{1,3}[.)]?"), frozenset(("Decimal", "Ordered"))),
    (re.compile(r"\(?[a-z][.)]"), frozenset(("LowerAlpha", "LowerRoman", "Ordered"))),
    (re.compile(r"\(?[A-Z][.)]"), frozenset(("UpperAlpha", "UpperRoman", "Ordered"))),
    (re.compile(r"\(?[ivxlc]{2,7}[.)]"), frozenset(("LowerRoman", "Ordered"))),
    (re.compile(r"\(?[IVXLC]{2,7}[.)]"), frozenset(("UpperRoman", "Ordered"))),
)
# Letters of a running head; fewer are hyphens and other signs.
_LEAST_WORDS: Final = 3
# Kinds of lists whose marks are signs.
_UNNUMBERED: Final = frozenset(("", "None", "Unordered", "Disc", "Circle", "Square", "Description"))


def defects(reading: Reading) -> Iterator[Defect]:
    """Yield all that is wrong with a file, what its reader found and what its tags and annotations show."""
    yield from reading.defects
    yield from _document_defects(reading)
    if not reading.stopped.startswith("it is locked"):
        yield from _element_defects(reading)
        yield from _heading_defects(reading)
        yield from _annotation_defects(reading)
        yield from _language_defects(reading)
        yield from _running_defects(reading)


def level_of(element: Element) -> int:
    """Return a heading's level, 0 for anything else and for a heading without one."""
    match = _HEADING.fullmatch(element.role)
    return int(match[1]) if match is not None else 0


def _document_defects(reading: Reading) -> Iterator[Defect]:
    facts = reading.facts
    if "locks" in facts.counts:
        return
    if not facts.is_marked or not reading.has_tree:
        yield Defect("not-tagged", "the file does not say that it is tagged")
    if facts.is_suspect:
        yield Defect("suspect", "it says so")
    if not facts.has_metadata:
        yield Defect("no-metadata", "none can be read")
    if facts.part != "1":
        yield Defect("no-claim", f"they claim part {facts.part}" if facts.part else "they make no such claim")
    if facts.part != "2":
        yield Defect("no-claim-2", f"they claim part {facts.part}" if facts.part else "they make no such claim")
    if not facts.titles:
        yield Defect("no-title", "no title stands in them")
    elif not facts.title:
        yield Defect("title-empty", "the title is empty")
    if facts.shows_title is None:
        yield Defect("title-display-missing", "there is no such entry")
    elif not facts.shows_title:
        yield Defect("title-not-shown", "the entry says so")


def _element_defects(reading: Reading) -> Iterator[Defect]:
    elements = reading.elements
    names: set[str] = set()
    for element in elements:
        inside = list(_roles_inside(elements, element))
        above = _role_around(elements, element)
        kind = _FAMILY.get(element.role, "")
        wanted = _AROUND.get(element.role)
        if wanted is not None and above not in wanted:
            yield Defect(kind, f"{element.role} lies in {above}", element.page)
        allowed = _INSIDE.get(element.role)
        strange = [role for role in inside if allowed is not None and role not in allowed]
        if strange:
            yield Defect(kind, f"{strange[0]} lies in {element.role}", element.page)
        if kind and "Caption" in inside[1:-1]:
            yield Defect(kind, f"a caption lies inside {element.role}", element.page)
        is_silent = not (element.alt or "").strip() and not (element.actual or "").strip()
        if element.role == "Figure" and is_silent:
            yield Defect("no-alt", "a picture without a text", element.page)
        if element.role == "Formula" and is_silent:
            yield Defect("formula-undescribed", "a formula without a text", element.page)
        if element.role == "Formula" and "\ufffd" in element.text:
            yield Defect("formula-unread", "signs without a character", element.page)
        if element.role == "H":
            yield Defect("heading-without-level", f"\u201c{element.text[:60]}\u201d", element.page)
        if element.role == "Note":
            yield Defect("old-note", f"\u201c{element.text[:60]}\u201d", element.page)
        if element.role in ("Note", "FENote"):
            if not element.ident:
                yield Defect("note-unnamed", "a note without a name", element.page)
            elif element.ident in names:
                yield Defect("note-name-twice", f"\u201c{element.ident}\u201d", element.page)
            names.add(element.ident)
    tops = [element.role for element in elements if element.parent < 0]
    if tops != ["Document"]:
        yield Defect("no-document", f"they begin with {', '.join(tops[:5]) or 'nothing'}")
    yield from _table_defects(elements)
    yield from _list_defects(elements)


def _roles_inside(elements: list[Element], element: Element) -> Iterator[str]:
    """Yield the roles of an element's parts; NonStruct is as if it were not there (14.8.4.2)."""
    waiting = [kid.number for kid in reversed(element.kids) if kid.kind == "element"]
    while waiting:
        kid = elements[waiting.pop()]
        if kid.role == "NonStruct":
            waiting += [one.number for one in reversed(kid.kids) if one.kind == "element"]
        else:
            yield kid.role


def _role_around(elements: list[Element], element: Element) -> str:
    at = element.parent
    while at >= 0 and elements[at].role == "NonStruct":
        at = elements[at].parent
    return elements[at].role if at >= 0 else "nothing"


def _table_defects(elements: list[Element]) -> Iterator[Defect]:
    """Yield header cells without a scope in tables that do not connect their cells by name (ISO 14289-1, 7.5)."""
    tables: dict[int, list[Element]] = {}
    for element in elements:
        if element.role in ("TH", "TD"):
            at = element.parent
            while at >= 0 and elements[at].role != "Table":
                at = elements[at].parent
            tables.setdefault(at, []).append(element)
    for cells in tables.values():
        names = {cell.ident for cell in cells if cell.role == "TH" and cell.ident}
        if any(names & set(cell.facts.get("Headers", "").split()) for cell in cells):
            continue
        for cell in cells:
            if cell.role == "TH" and "Scope" not in cell.facts:
                yield Defect("header-without-scope", f"\u201c{cell.text[:60]}\u201d", cell.page)


def _list_defects(elements: list[Element]) -> Iterator[Defect]:
    for holder, label in _numbered(elements):
        told = holder.facts.get("ListNumbering", "")
        fitting = next(kinds for pattern, kinds in _LABELS if pattern.fullmatch(label))
        if told in _UNNUMBERED:
            yield Defect("numbering-missing", f"a list that begins with \u201c{label}\u201d", holder.page)
        elif told not in fitting:
            yield Defect("numbering-other", f"a list that begins with \u201c{label}\u201d says {told}", holder.page)


def _numbered(elements: list[Element]) -> Iterator[tuple[Element, str]]:
    """Yield lists whose marks are numbers or letters, and the first mark of each; key figures do not number a list."""
    marks: dict[int, list[str]] = {}
    for element in elements:
        if element.role == "Lbl" and element.parent >= 0:
            above = elements[element.parent].parent
            if above >= 0 and elements[above].role == "L":
                marks.setdefault(above, []).append(element.text.strip())
    for above, labels in marks.items():
        if any(pattern.fullmatch(labels[0]) for pattern, _kinds in _LABELS) and _counts(labels):
            yield elements[above], labels[0]


def _counts(labels: list[str]) -> bool:
    """Return whether marks count; bare numbers, such as key figures, do where each is one more than that before."""
    if not labels[0].isdecimal():
        return True
    numbers = [int(label) for label in labels if label.isdecimal()]
    count = len(labels) if len(labels) > 1 or numbers == [1] else 0
    return numbers == list(range(numbers[0], numbers[0] + count))


def _heading_defects(reading: Reading) -> Iterator[Defect]:
    elements = reading.elements
    headings = [element for element in elements if level_of(element)]
    plain = [element for element in elements if element.role == "H"]
    if headings and level_of(headings[0]) != 1:
        yield Defect(
            "first-heading", f"it is {headings[0].role}: \u201c{headings[0].text[:60]}\u201d", headings[0].page
        )
    before = 0
    for heading in headings:
        level = level_of(heading)
        if before and level > before + 1:
            said = f"H{before} is followed by H{level}: \u201c{heading.text[:60]}\u201d"
            yield Defect("heading-skipped", said, heading.page)
        before = level
    if headings and plain:
        yield Defect("headings-mixed", f"{len(headings)} with a level, {len(plain)} without", plain[0].page)
    holders: set[int] = set()
    for element in plain:
        if element.parent in holders:
            yield Defect("two-headings", f"\u201c{element.text[:60]}\u201d", element.page)
        holders.add(element.parent)


def _annotation_defects(reading: Reading) -> Iterator[Defect]:
    for page, tabs in reading.tabs.items():
        if not tabs:
            yield Defect("tabs-missing", "it names no order", page)
        elif tabs != "S":
            yield Defect("tabs-other", f"the order is {tabs}", page)
        if tabs not in ("S", "A", "W"):
            yield Defect("tabs-unfit", f"the order is {tabs or 'not named'}", page)
    for one in reading.annotations:
        if one.kind in ("TrapNet", "PrinterMark"):
            yield from _printing_defects(one)
        elif one.is_shown and one.kind != "Popup":
            yield from _shown_defects(one, reading.elements)


def _printing_defects(one: Annotation) -> Iterator[Defect]:
    if one.kind == "TrapNet":
        yield Defect("trap", "an annotation for trapping", one.page)
        return
    if one.element >= 0:
        yield Defect("printer-mark-tagged", "a printer's mark is tagged", one.page)
    if not one.is_quiet:
        yield Defect("printer-mark-read", "what it looks like is not an artifact", one.page)


def _shown_defects(one: Annotation, elements: list[Element]) -> Iterator[Defect]:
    element = elements[one.element] if one.element >= 0 else None
    role = element.role if element is not None else "nothing"
    alt = (element.alt or "").strip() if element is not None else ""
    said = f"a link to {one.target or 'a place in the file'}" if one.kind == "Link" else f"an annotation ({one.kind})"
    if one.kind == "Widget":
        if not one.help and not alt:
            yield Defect("field-without-help", "a form field without a help text", one.page)
        if role != "Form":
            yield Defect("field-untagged", f"a form field is tagged as {role}", one.page)
        return
    if one.kind == "Link":
        if role not in ("Link", "Reference"):
            yield Defect("link-untagged", f"{said} is tagged as {role}", one.page)
        if not one.contents:
            yield Defect("link-undescribed", said, one.page)
    elif one.kind not in KNOWN:
        if role != "Annot" or not (one.contents or alt):
            yield Defect("unknown-annotation", f"{said} is tagged as {role}", one.page)
    elif role != "Annot":
        yield Defect("annotation-untagged", f"{said} is tagged as {role}", one.page)
    if not one.contents and not alt:
        yield Defect("annotation-undescribed", said, one.page)
    if one.kind == "FileAttachment" and not one.names:
        yield Defect("attachment-unnamed", "an attached file lacks its names", one.page)


def _language_defects(reading: Reading) -> Iterator[Defect]:
    facts = reading.facts
    named = [facts.language, *(element.language for element in reading.elements)]
    for tag in dict.fromkeys(tag for tag in named if tag and not _TAG.fullmatch(tag)):
        yield Defect("bad-language", f"\u201c{tag[:40]}\u201d is no language")
    if facts.language:
        return
    yield Defect("no-language", "the file as a whole names none")
    speaks = [bool(element.language) for element in reading.elements]
    for index, element in enumerate(reading.elements):
        speaks[index] = speaks[index] or (element.parent >= 0 and speaks[element.parent])
        if speaks[index]:
            continue
        if element.text and any(kid.kind == "mark" for kid in element.kids):
            yield Defect("text-language", f"\u201c{element.text[:60]}\u201d", element.page)
        said = element.alt or element.actual or element.expansion
        if said:
            yield Defect("alt-language", f"\u201c{said[:60]}\u201d", element.page)
    for one in reading.annotations:
        if one.element >= 0 and speaks[one.element]:
            continue
        if one.contents:
            yield Defect("link-language", f"\u201c{one.contents[:60]}\u201d", one.page)
        if one.help:
            yield Defect("field-language", f"\u201c{one.help[:60]}\u201d", one.page)
    if facts.bookmarks:
        yield Defect("outline-language", "an outline cannot name one itself")
    if facts.titles and all(tag in ("", "x-default") for tag in facts.title_languages):
        yield Defect("metadata-language", f"\u201c{facts.title[:60]}\u201d")


def _running_defects(reading: Reading) -> Iterator[Defect]:
    """Yield text that comes again on other pages as an artifact, but is not said to be a running head or foot."""
    pages: dict[str, set[int]] = {}
    for artifact in reading.artifacts:
        pages.setdefault(_without_numbers(artifact.text), set()).add(artifact.page)
    for artifact in reading.artifacts:
        words = _without_numbers(artifact.text)
        if len(words) >= _LEAST_WORDS and len(pages[words]) > 1 and artifact.subtype not in ("Header", "Footer"):
            yield Defect("running-kind", f"\u201c{artifact.text.strip()[:60]}\u201d", artifact.page)


def _without_numbers(text: str) -> str:
    return re.sub(r"[\d\s]+", " ", text).strip()


def count(reading: Reading) -> dict[str, int]:
    """Return how many there are of what conditions speak about."""
    elements = reading.elements
    roles: dict[str, int] = {}
    for element in elements:
        roles[element.role] = roles.get(element.role, 0) + 1
    own = [element for element in elements if element.kind not in (element.role, *NEWER)]
    links = [one for one in reading.annotations if one.kind == "Link"]
    levels = [level_of(element) for element in elements]
    texts = [one for element in elements for one in (element.alt, element.actual, element.expansion) if one]
    known = reading.facts.counts
    return {
        **known,
        "simple TrueType fonts": known.get("TrueType fonts of signs", 0) + known.get("TrueType fonts of letters", 0),
        "pages": reading.pages,
        "tags": len(elements),
        "tags of own kinds": len(own),
        "headings of own kinds": sum(bool(level_of(element)) for element in own),
        "headings": sum(map(bool, levels)) + roles.get("H", 0),
        "numbered headings": sum(map(bool, levels)),
        "headings below level 6": sum(level > 6 for level in levels),
        "headings without a level": roles.get("H", 0),
        "figures": roles.get("Figure", 0),
        "figures with replacement text": sum(one.role == "Figure" and bool(one.actual) for one in elements),
        "captions": roles.get("Caption", 0),
        "tables": roles.get("Table", 0) + roles.get("TR", 0),
        "lists": sum(roles.get(role, 0) for role in ("L", "LI", "LBody")),
        "numbered lists": sum(1 for _list in _numbered(elements)),
        "tables of contents": roles.get("TOC", 0) + roles.get("TOCI", 0),
        "ruby texts": sum(roles.get(role, 0) for role in ("Ruby", "RB", "RT", "RP")),
        "warichu texts": sum(roles.get(role, 0) for role in ("Warichu", "WP", "WT")),
        "formulas": roles.get("Formula", 0),
        "notes": roles.get("Note", 0) + roles.get("FENote", 0),
        "pieces of text": sum(bool(element.text) for element in elements),
        "descriptions": len(texts),
        "outlines": reading.facts.bookmarks,
        "annotations": len(reading.annotations),
        "annotations with a description": sum(bool(one.contents) for one in reading.annotations),
        "annotations besides links and fields": sum(
            one.kind not in ("Link", "Widget", "Popup") for one in reading.annotations
        ),
        "links": len(links),
        "links on pictures": sum(_is_on_picture(one, elements) for one in links),
        "links by place in a picture": sum(one.is_map for one in links),
        "form fields": sum(one.kind == "Widget" for one in reading.annotations),
        "attachments": sum(one.kind == "FileAttachment" for one in reading.annotations),
        "printer's marks": sum(one.kind == "PrinterMark" for one in reading.annotations),
        "running heads and feet": sum(
            len(_without_numbers(artifact.text)) >= _LEAST_WORDS for artifact in reading.artifacts
        ),
    }


def _is_on_picture(one: Annotation, elements: list[Element]) -> bool:
    if one.element < 0:
        return False
    kids = elements[one.element].kids
    return any(kid.kind == "element" and elements[kid.number].role == "Figure" for kid in kids)
