"""The tags of a PDF: its structure tree as a list in reading order (ISO 32000-1, 14.7; ISO 32000-2, 14.8.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from msgspec import Struct

from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.tokens import Name, Ref, Value
from pdfbrochure.finished.typefaces import Defect

# Elements; a brochure has some 300, a book of 1000 pages some 100,000.
MOST_ELEMENTS: Final = 300_000
# Roles that lead to roles, and nodes of a number tree.
_LONGEST_CHAIN: Final = 50
_STANDARD_1: Final = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form"
)
_STANDARD_2: Final = "DocumentFragment Aside Title FENote Sub Em Strong Artifact"
STANDARD_1: Final = frozenset(_STANDARD_1.split())
NEWER: Final = frozenset(_STANDARD_2.split())
STANDARD: Final = STANDARD_1 | NEWER
_MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_PDF_2: Final = "http://iso.org/pdf2/ssn"


class Kid(Struct, frozen=True):
    """A part of an element, in order: another element by its index, marked content, or an annotation's object."""

    kind: Literal["element", "mark", "object"]
    number: int
    page: int = 0
    form: int = 0


class Element(Struct):
    """An element of the tree.

    Attributes:
        kind: As it is written in the file.
        role: The standard kind that it stands for, or `kind` if it leads to none.
        parent: The index of the element around it, -1 for none.
        depth: Elements around it.
        alt: What is said in its place; None when the entry is missing. So for the next two.
        actual: What is read in its place.
        expansion: What an abbreviation stands for.
        language: Its own; "" if it has that of what is around it.
        ident: Its name.
        page: Where its first content is, from 1; 0 for none.
        facts: Attributes: `Scope`, `ListNumbering`, `NoteType`, and `Headers`, the names of a cell's headers.
        kids: Its parts.
        text: What is read of it and of what lies inside it; "" for what only holds others.
        box: Where its pictures are, in points from the page's lower left; `box_page` is their page.
    """

    kind: str
    role: str
    parent: int
    depth: int
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    language: str = ""
    ident: str = ""
    page: int = 0
    facts: dict[str, str] = {}
    kids: list[Kid] = []
    text: str = ""
    box: tuple[float, float, float, float] | None = None
    box_page: int = 0


class Tree(Struct):
    """The elements in reading order, which element an object's number leads to, and what is wrong with their kinds."""

    elements: list[Element]
    by_number: dict[int, int]
    parents: dict[int, Value]
    defects: list[Defect]


def read_tree(document: Document, pages: dict[int, int]) -> Tree:
    """Return the tree; `pages` has the number of a page by that of its object."""
    root = document.dictionary(document.catalog.get("StructTreeRoot"))
    tree = Tree([], {}, dict(_numbers(document, root.get("ParentTree"))), [])
    roles = _Roles(document, root)
    waiting: list[tuple[Value, int, int, int]] = [
        (kid, -1, 0, -1) for kid in reversed(_listed(document, root.get("K")))
    ]
    while waiting and len(tree.elements) < MOST_ELEMENTS:
        value, parent, page, slot = waiting.pop()
        number = value.number if isinstance(value, Ref) else 0
        head = document.dictionary(value)
        if not head or number in tree.by_number:
            continue
        index = len(tree.elements)
        if number:
            tree.by_number[number] = index
        element = _element(document, head, roles, parent, tree.elements[parent].depth + 1 if parent >= 0 else 0)
        tree.elements.append(element)
        if parent >= 0:
            tree.elements[parent].kids[slot] = Kid("element", index)
        own = head.get("Pg")
        page = pages.get(own.number, page) if isinstance(own, Ref) else page
        inside: list[tuple[Value, int, int, int]] = []
        for kid in _listed(document, head.get("K")):
            _add_kid(document, kid, page, pages, element, index, inside)
        waiting += reversed(inside)
    for element in tree.elements:
        element.kids = [kid for kid in element.kids if kid.number >= 0]
    tree.defects += roles.defects
    return tree


def _add_kid(
    document: Document,
    kid: Value,
    page: int,
    pages: dict[int, int],
    element: Element,
    index: int,
    inside: list[tuple[Value, int, int, int]],
) -> None:
    found = document.get(kid)
    if isinstance(found, int):
        element.kids.append(Kid("mark", found, page))
    elif isinstance(found, dict):
        kind = found.get("Type")
        own = found.get("Pg")
        place = pages.get(own.number, page) if isinstance(own, Ref) else page
        if kind == "MCR":
            stream = found.get("Stm")
            form = stream.number if isinstance(stream, Ref) else 0
            element.kids.append(Kid("mark", document.whole(found.get("MCID"), -1), place, form))
        elif kind == "OBJR":
            thing = found.get("Obj")
            element.kids.append(Kid("object", thing.number if isinstance(thing, Ref) else -1, place))
        else:
            # Its index is known when its turn comes.
            inside.append((kid, index, page, len(element.kids)))
            element.kids.append(Kid("element", -1))
    if not element.page and element.kids and element.kids[-1].kind != "element":
        element.page = element.kids[-1].page


def _element(document: Document, head: dict[str, Any], roles: _Roles, parent: int, depth: int) -> Element:
    kind = document.name(head.get("S"))
    facts: dict[str, str] = {}
    for entry in _listed(document, head.get("A")):
        attributes = document.dictionary(entry)
        for key in ("Scope", "ListNumbering", "NoteType"):
            if key in attributes:
                facts[key] = document.name(attributes[key])
        if "Headers" in attributes:
            facts["Headers"] = " ".join(document.text(name) for name in document.array(attributes["Headers"]))
    return Element(
        kind=kind,
        role=roles.standard(kind, head.get("NS")),
        parent=parent,
        depth=depth,
        alt=document.text(head["Alt"]) if "Alt" in head else None,
        actual=document.text(head["ActualText"]) if "ActualText" in head else None,
        expansion=document.text(head["E"]) if "E" in head else None,
        language=document.text(head.get("Lang")),
        ident=document.text(head.get("ID")),
        facts=facts,
        kids=[],
    )


class _Roles:
    """Finds the standard kinds that others stand for, and notes those that stand for none."""

    def __init__(self, document: Document, root: dict[str, Any]) -> None:
        self._document = document
        self._map = document.dictionary(root.get("RoleMap"))
        self._known: dict[tuple[str, str], str] = {}
        self.defects: list[Defect] = []
        for kind, value in self._map.items():
            leads = document.name(value)
            if kind in STANDARD_1 and leads != kind:
                self.defects.append(Defect("remapped-tag", f"{kind} is said to be {leads}"))

    def standard(self, kind: str, space: Value) -> str:
        """Return the standard kind that a kind in a namespace stands for."""
        space_name = self._document.text(self._document.dictionary(space).get("NS"))
        key = (kind, space_name)
        if key not in self._known:
            self._known[key] = self._found(kind, space, space_name)
        return self._known[key]

    def _found(self, kind: str, space: Value, space_name: str) -> str:
        if space_name == _MATHML:
            return "Formula" if kind == "math" else "Span"
        at, seen = kind, [kind]
        # Without a namespace a kind is that of PDF 1.7 (ISO 32000-2, 14.8.6.1).
        known = STANDARD if space_name == _PDF_2 else STANDARD_1
        own = self._document.dictionary(self._document.dictionary(space).get("RoleMapNS"))
        is_numbered = at[:1] == "H" and at[1:].isdecimal() and space_name == _PDF_2
        while at not in known and not is_numbered and len(seen) < _LONGEST_CHAIN:
            leads = self._document.get(own.get(at, self._map.get(at)))
            leads = self._document.get(leads[0]) if isinstance(leads, list) and leads else leads
            if not isinstance(leads, Name):
                self.defects.append(Defect("unmapped-tag", f"{kind} leads to no standard kind"))
                return kind
            at = str(leads)
            if at in seen:
                self.defects.append(Defect("circular-tag", " is ".join([*seen, at])))
                return kind
            seen.append(at)
        return at


def _listed(document: Document, value: Value) -> list[Value]:
    found = document.get(value)
    return found if isinstance(found, list) else [] if found is None else [value]


def _numbers(document: Document, top: Value) -> Iterator[tuple[int, Value]]:
    """Yield the entries of a number tree (7.9.7)."""
    waiting, seen = [top], 0
    while waiting and seen < MOST_ELEMENTS:
        seen += 1
        node = document.dictionary(waiting.pop())
        parts = document.array(node.get("Nums"))
        yield from ((key, value) for key, value in zip(parts[::2], parts[1::2], strict=False) if isinstance(key, int))
        waiting += document.array(node.get("Kids"))
