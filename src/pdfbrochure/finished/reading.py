"""A finished PDF as an officer reads it: its tags with their texts, its annotations, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.finished.annotations import Annotation, read_annotations
from pdfbrochure.finished.catalog import Facts, lock_of, read_facts
from pdfbrochure.finished.contents import Artifact, Painted, Reader, joined
from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.tokens import PdfFault, Ref, Value
from pdfbrochure.finished.tree import Element, Tree, read_tree
from pdfbrochure.finished.typefaces import Defect

# Of longer files the beginning is looked at.
MOST_PAGES: Final = 2_000
# Among these a picture is at home.
_PICTURES: Final = frozenset(("Figure", "Formula", "Form", "Artifact"))
_INHERITED: Final = ("Resources", "MediaBox", "CropBox")
# Elements that only hold others; the text of all others is told.
_HOLDING: Final = (
    "Document DocumentFragment Part Art Sect Div Aside L LI Table TR THead TBody TFoot TOC Index NonStruct"
)
_HOLDERS: Final = frozenset(_HOLDING.split())


class Reading(Struct):
    """What is in a PDF.

    Attributes:
        pages: Their number.
        facts: What the file says of itself.
        has_tree: Whether it has tags.
        elements: Its tags, in reading order.
        annotations: Of all pages.
        artifacts: What is marked as not to be read.
        marks: The number of marks that are tagged.
        fonts: Those in use, by their names.
        defects: What the reader found wrong on its way.
        tabs: By page with annotations: the order of the tab key that it names.
        stopped: Why not everything was looked at, "" if it was.
    """

    pages: int
    facts: Facts
    has_tree: bool
    elements: list[Element]
    annotations: list[Annotation]
    artifacts: list[Artifact]
    marks: int
    fonts: list[str]
    defects: list[Defect]
    tabs: dict[int, str]
    stopped: str = ""


def read_pdf(data: bytes) -> Reading:
    """Return what is in a PDF.

    Raises:
        PdfFault: It is damaged or locked; the text says why, for people.
    """
    document = Document(data)
    lock = lock_of(document)
    if lock is not None:
        return unread("it is locked, and its words cannot be read", lock)
    pages = list(_pages(document))
    numbers = {number: index for index, (number, _page) in enumerate(pages, 1) if number}
    tree = read_tree(document, numbers)
    reader = Reader(document)
    annotations: list[Annotation] = []
    tabs: dict[int, str] = {}
    for index, (_number, page) in enumerate(pages, 1):
        reader.read_page(index, page, document.dictionary(page.get("Resources")))
        own = read_annotations(document, page, index, tree.parents, tree.by_number)
        annotations += own
        if own:
            tabs[index] = document.name(page.get("Tabs"))
    painted = reader.painted
    _join_texts(tree, painted)
    facts = read_facts(document)
    if painted.forms or painted.outside_forms:
        facts.counts["reused graphics"] = len(painted.forms) + len(painted.outside_forms)
    fonts = [font for font in painted.fonts.values() if font.shown or font.hidden]
    defects = [*facts.defects, *tree.defects, *_paint_defects(document, pages, tree, painted)]
    for font in fonts:
        for trait in font.traits():
            facts.counts[trait] = facts.counts.get(trait, 0) + 1
        try:
            defects += font.defects()
        except PdfFault as fault:
            defects.append(Defect("unread-glyphs", f"{font.name}: {fault}"))
    return Reading(
        pages=len(pages),
        facts=facts,
        has_tree="StructTreeRoot" in document.catalog,
        elements=tree.elements,
        annotations=annotations,
        artifacts=painted.artifacts,
        marks=len(painted.marks),
        fonts=[font.name for font in fonts],
        defects=list(dict.fromkeys(defects)),
        tabs=tabs,
        stopped=painted.stopped,
    )


def unread(why: str, lock: Defect | None = None) -> Reading:
    """Return what is known of a file that cannot be read, or is locked."""
    return Reading(
        pages=0,
        facts=Facts(counts={"locks": 1} if lock is not None else {}, defects=[]),
        has_tree=False,
        elements=[],
        annotations=[],
        artifacts=[],
        marks=0,
        fonts=[],
        defects=[lock] if lock is not None else [],
        tabs={},
        stopped=why,
    )


def _pages(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number of each page's object, and the page with what it inherits (7.7.3)."""
    waiting: list[tuple[Value, dict[str, Any]]] = [(document.catalog.get("Pages"), {})]
    seen: set[int] = set()
    count = 0
    while waiting and count < MOST_PAGES:
        value, above = waiting.pop()
        number = value.number if isinstance(value, Ref) else 0
        head = document.dictionary(value)
        if number in seen or not head:
            continue
        seen |= {number} if number else set()
        whole = {**above, **head}
        if "Kids" in head:
            given: dict[str, Any] = {key: whole[key] for key in _INHERITED if key in whole}
            waiting += [(kid, given) for kid in reversed(document.array(head["Kids"]))]
        else:
            count += 1
            yield number, whole


def _join_texts(tree: Tree, painted: Painted) -> None:
    """Give each element its text and the place of its pictures, from the last to the first."""
    texts: list[str] = [""] * len(tree.elements)
    edges: list[tuple[int, float, float, bool]] = [(0, 0.0, 0.0, False)] * len(tree.elements)
    for index in range(len(tree.elements) - 1, -1, -1):
        element = tree.elements[index]
        text, place = "", None
        for kid in element.kids:
            if kid.kind == "object":
                continue
            if kid.kind == "mark":
                mark = painted.marks.get((kid.page, kid.form, kid.number))
                if mark is None:
                    continue
                part, edge = mark.text, (mark.page, mark.top, mark.bottom, mark.continues)
                _widen(element, mark.box, mark.page)
            else:
                part, edge = texts[kid.number], edges[kid.number]
                inner = tree.elements[kid.number]
                _widen(element, inner.box, inner.box_page)
                element.page = element.page or inner.page
            if not part:
                continue
            is_new = place is not None and not edge[3] and (place[0] != edge[0] or abs(place[2] - edge[1]) > 2)
            text = joined(text, part, is_new_line=is_new)
            start = place or edge
            place = (edge[0], start[1], edge[2], start[3])
        if element.actual is not None:
            text = element.actual
        edges[index] = place or (element.page, 0.0, 0.0, False)
        if element.role in _HOLDERS:
            continue
        texts[index] = text
        element.text = " ".join(text.replace("\u00ad", "").split())


def _widen(element: Element, box: tuple[float, float, float, float] | None, page: int) -> None:
    if box is None or (element.box_page not in (0, page)):
        return
    one = element.box or box
    element.box = (min(one[0], box[0]), min(one[1], box[1]), max(one[2], box[2]), max(one[3], box[3]))
    element.box_page = page


def _paint_defects(
    document: Document, pages: list[tuple[int, dict[str, Any]]], tree: Tree, painted: Painted
) -> Iterator[Defect]:
    for kind, counts in (
        ("artifact-in-tagged", painted.hidden_inside),
        ("tagged-in-artifact", painted.tagged_inside),
        ("content-loose", painted.loose),
    ):
        for page, count in counts.items():
            sample = painted.loose_text.get(page, "").strip() if kind == "content-loose" else ""
            said = f"{count} times, such as \u201c{sample}\u201d" if sample else f"{count} times"
            yield Defect(kind, said, page)
    owners = {
        (kid.page, kid.form, kid.number): index
        for index, element in enumerate(tree.elements)
        for kid in element.kids
        if kid.kind == "mark"
    }
    parents = {(index, 0): _parents(document, page, tree) for index, (_number, page) in enumerate(pages, 1)}
    for key, mark in painted.marks.items():
        place = (0, mark.form) if mark.form else (mark.page, 0)
        if place not in parents:
            parents[place] = _parents(document, document.dictionary(Ref(mark.form, 0)), tree)
        known = parents[place]
        if key not in owners or mark.number >= len(known) or not _is_element(known[mark.number], tree):
            said = f"\u201c{mark.text[:60]}\u201d" if mark.text.strip() else f"{mark.tag} {mark.number}"
            yield Defect("content-loose", f"{said} is marked, but leads to no tag", mark.page)
        elif mark.has_picture:
            element = tree.elements[owners[key]]
            if not _roles_above(tree, owners[key]) & _PICTURES and element.actual is None:
                yield Defect("picture-untagged", f"a picture is tagged as {element.role}", mark.page)
    for number, count in painted.forms.items():
        if count > 1:
            yield Defect("form-twice", f"a reused graphic (object {number}) with tags inside is used {count} times")
    for page in painted.outside_forms:
        yield Defect("outside-graphic", "a graphic is taken from another file", page)


def _roles_above(tree: Tree, index: int) -> set[str]:
    roles = set()
    while index >= 0:
        roles.add(tree.elements[index].role)
        index = tree.elements[index].parent
    return roles


def _parents(document: Document, holder: dict[str, Any], tree: Tree) -> list[Value]:
    return document.array(tree.parents.get(document.whole(holder.get("StructParents"), -1)))


def _is_element(value: Value, tree: Tree) -> bool:
    return isinstance(value, Ref) and value.number in tree.by_number
