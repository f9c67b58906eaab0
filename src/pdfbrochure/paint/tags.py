"""The structure tree: what each mark on the pages is, in reading order (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.compose.blocks import CELLS, INLINE, Element, Role, Tree
from pdfbrochure.paint.document import Raw, literal, reference, references_of, text_string
from pdfbrochure.paint.standards import Standard
from pdfbrochure.text.shape import Shaped

# Numbers of link annotations in the parent tree start here; those of pages are below.
FIRST_ANNOTATION: Final = 1_000_000
# Roles that are mapped to another only in files that have them.
RARE: Final = frozenset({Role.ASIDE})
_BULLETS: Final = {"\u2022": "Disc", "\u25e6": "Circle", "\u25cb": "Circle", "\u25a0": "Square", "\u25aa": "Square"}


class Mark(Struct, frozen=True, gc=False):
    """Marked content: its page and its number there."""

    page: int
    number: int


class Object(Struct, frozen=True):
    """An annotation that belongs to an element."""

    page: int
    obj: Raw


class _Shape:
    """What a tree of elements is before anything is painted: where each lies and comes, and which belong together."""

    def __init__(self, nodes: Tree, standard: Standard) -> None:
        self.nodes, self.standard = nodes, standard
        self.above = _above(nodes, caption_inside=standard.caption_inside)
        self.places = _places(nodes, self.above)
        self.partners = _partners(nodes)


class KeptTree:
    """The elements as the last document has them: they are the same where they hold the same."""

    def __init__(self) -> None:
        self._shape: _Shape | None = None
        self._nodes: Tree | None = None
        self._frame: tuple[object, ...] = ()
        self._said: Sequence[tuple[object, ...]] = ()
        self._others: set[int] = set()
        self._known: dict[int, tuple[tuple[object, ...], bytes]] = {}

    def begin(self, frame: tuple[object, ...], nodes: Tree) -> bool:
        """Begin a tree; return whether elements may be as they were: all have their numbers.

        Args:
            frame: What every element may refer to.
            nodes: The galley's elements.
        """
        if nodes is self._nodes:
            self._others = set()
        else:
            said = [(node.role, node.alt, node.language, node.url, node.scope) for node in nodes]
            self._others = {at for at, (one, two) in enumerate(zip(said, self._said, strict=False)) if one != two}
            self._nodes, self._said = nodes, said
        same = frame == self._frame
        self._frame = frame
        if not same:
            self._known = {}
        return same

    def shape(self, nodes: Tree, standard: Standard) -> _Shape:
        """Return the shape of a tree: the last one, if it is the same."""
        if self._shape is None or self._shape.nodes is not nodes or self._shape.standard is not standard:
            self._shape = _Shape(nodes, standard)
        return self._shape

    def known(self, index: int, told: tuple[object, ...]) -> bytes | None:
        """Return what is written of an element, if that is as it was."""
        before = self._known.get(index)
        return before[1] if before is not None and index not in self._others and before[0] == told else None

    def add(self, index: int, told: tuple[object, ...], content: bytes) -> None:
        """Keep what is written of an element for the next document."""
        self._known[index] = told, content


class TagTree:
    """Collects what is painted for each element, and writes the elements that have something.

    Args:
        nodes: The galley's elements; captions lie in their figures.
        standard: How the file's standard wants them.
        kept: The tree of the last document.
    """

    def __init__(self, nodes: Tree, standard: Standard, kept: KeptTree | None = None) -> None:
        self._nodes = nodes
        shape = _Shape(nodes, standard) if kept is None else kept.shape(nodes, standard)
        self._above = list(shape.above)
        self._standard = standard
        self._kept = kept
        self._types = {role: standard.types.get(role, role.value).encode() for role in Role}
        self.references: dict[int, bytes] = {}
        #: Whether there are tags at all.
        self.writes = standard.tagged
        self._kids: list[list[Mark | Object | int]] = [[] for _ in nodes]
        self._marked = [False] * len(nodes)
        self._page_marks: list[list[int]] = []
        self._annotations: list[int] = []
        self._facts: dict[int, bytes] = {}
        self._labels: dict[int, str] = {}
        # Of the page that is painted: the marks of entries of lists, with their lists, and what was added to elements.
        self.page_labels: list[tuple[int, str]] = []
        self.page_facts: dict[int, bytes] = {}
        self._places, self._partners = shape.places, shape.partners

    def open_page(self) -> None:
        """Begin a page; marks count from 0 again."""
        self._page_marks.append([])
        self.page_labels, self.page_facts = [], {}

    @property
    def page_marks(self) -> Sequence[int]:
        """The elements of the marked contents of the current page."""
        return self._page_marks[-1]

    def nodes_around(self, nodes: Iterable[int]) -> frozenset[int]:
        """Return elements with all that they lie in."""
        return frozenset(one for node in set(nodes) for one in self._nodes.around(node))

    def mark(self, node: int) -> bytes:
        """Return the operator that begins marked content of an element on the current page."""
        return b"/%s <</MCID %d>> BDC" % (self._type(node), self._mark(node))

    def _mark(self, node: int) -> int:
        marks = self._page_marks[-1]
        number = len(marks)
        marks.append(node)
        self._add(node, Mark(len(self._page_marks) - 1, number))
        self._marked[node] = True
        return number

    def mark_again(self, marks: Iterable[int], labels: Iterable[tuple[int, str]], facts: Mapping[int, bytes]) -> None:
        """Collect what is on a page that is as it was; arguments as in `paint.repaint`."""
        for node in marks:
            self._mark(node)
        for whole, text in labels:
            self._note_label(whole, text)
        for node, fact in facts.items():
            self.add_fact(node, fact)

    def place(self, node: int) -> int:
        """Return the place of an element in reading order; an inline element has that of the block around it."""
        return self._places[node]

    def link_of(self, node: int | None) -> int:
        """Return the link that an element is or lies in."""
        return next(one for one in self._nodes.around(node) if self._nodes[one].role is Role.LINK)

    def link_around(self, node: int) -> Element | None:
        """Return the link that an element lies in, if it lies in one."""
        return next((self._nodes[one] for one in self._nodes.around(node) if self._nodes[one].role is Role.LINK), None)

    def alt_of(self, node: int) -> str:
        """Return the alternative text of an element."""
        return self._nodes[node].alt

    def holder_of(self, node: int) -> int:
        """Return the reference or the note that a link lies in."""
        return next(one for one in self._nodes.around(node) if self._nodes[one].role in (Role.REFERENCE, Role.NOTE))

    def annotation(self, node: int, obj: Raw) -> int:
        """Add an annotation on the current page to its element; return its number in the parent tree."""
        self._add(node, Object(len(self._page_marks) - 1, obj))
        self._annotations.append(node)
        return FIRST_ANNOTATION + len(self._annotations) - 1

    def note_label(self, node: int, pieces: Sequence[Shaped]) -> None:
        """Remember the mark of a list's entry, if the element is one; the first tells how the list is numbered."""
        if self._nodes[node].role is Role.LIST_LABEL:
            _label, _entry, whole, *_ = self._nodes.around(node)
            self._note_label(whole, "".join(piece.text for piece in pieces).strip())

    def _note_label(self, whole: int, text: str) -> None:
        self.page_labels.append((whole, text))
        self._labels[whole] = self._labels.get(whole) or text

    def add_fact(self, node: int, fact: bytes) -> None:
        """Add entries to an element's dictionary that only painting knows."""
        self._facts[node] = self.page_facts[node] = fact

    def _type(self, node: int) -> bytes:
        return self._types[self._nodes[node].role]

    def _add(self, node: int, kid: Mark | Object) -> None:
        first = not self._kids[node]
        self._kids[node].append(kid)
        # The first thing of an element makes it a kid of its parent, at this place in the parent's content.
        outer = self._above[node]
        while first and outer is not None:
            first = not self._kids[outer]
            self._kids[outer].append(node)
            node, outer = outer, self._above[outer]

    def write(self, document: Any, pages: list[bytes]) -> Raw:
        """Add the tree to the document; return its root. Then `references` has the element of each node that has one.

        Args:
            document: ReportLab's document.
            pages: References to the pages.
        """
        self._add_empty_cells()
        self._drop_empty_entries()
        used = [index for index, kids in enumerate(self._kids) if kids or self._is_cell(index)]
        elements = [Raw() for _ in used]
        references = self.references = dict(zip(used, references_of(document, elements), strict=True))
        root = Raw()
        root_reference = reference(document, root)
        spaces = {
            address: reference(document, Raw(b"<< /Type /Namespace /NS %s >>" % literal(address)))
            for address in dict.fromkeys(self._standard.namespaces.values())
        }
        frame = (references, pages, spaces, self._partners, self._above)
        same = self._kept is not None and self._kept.begin(frame, self._nodes)
        linked = set(self._annotations)
        for index, element in zip(used, elements, strict=True):
            told = (self._kids[index], self._marked[index], self._facts.get(index), self._labels.get(index))
            content = self._kept.known(index, told) if same and self._kept and index not in linked else None
            if content is None:
                parent = self._above[index]
                above = root_reference if parent is None else references[parent]
                content = self._element(document, index, above, spaces, pages)
            if self._kept is not None:
                self._kept.add(index, told, content)
            element.content = content
        tops = [references[index] for index in used if self._above[index] is None]
        rare = {role.value for role in RARE} - {self._nodes[index].role.value for index in used}
        roles = {name: other for name, other in self._standard.role_map.items() if name not in rare}
        names = sorted((self._nodes[index].url, index) for index in used if self._nodes[index].role is Role.NOTE)
        named = b" ".join(literal(name) + b" " + references[index] for name, index in names)
        mapped = b" ".join(f"/{name} /{other}".encode() for name, other in roles.items())
        root.content = b"<< /Type /StructTreeRoot /K [%s] /ParentTree %s /ParentTreeNextKey %d%s%s%s >>" % (
            b" ".join(tops),
            reference(document, Raw(self._parent_tree(references))),
            FIRST_ANNOTATION + len(self._annotations),
            b" /IDTree << /Names [%s] >>" % named if named else b"",
            b" /RoleMap << %s >>" % mapped if mapped else b"",
            b" /Namespaces [%s]" % b" ".join(spaces.values()) if spaces else b"",
        )
        return root

    def _element(self, document: Any, index: int, above: bytes, spaces: dict[str, bytes], pages: list[bytes]) -> bytes:
        node = self._nodes[index]
        kids = self._kids[index]
        if not self._marked[index]:
            # Painted in any order, read in the galley's.
            kids = sorted(kids, key=lambda kid: kid if isinstance(kid, int) else -1)
        page = next((kid.page for kid in kids if isinstance(kid, Mark)), None)
        out = []
        for kid in kids:
            if isinstance(kid, int):
                out.append(self.references[kid])
            elif isinstance(kid, Object):
                out.append(b"<< /Type /OBJR /Pg %s /Obj %s >>" % (pages[kid.page], reference(document, kid.obj)))
            elif kid.page == page:
                out.append(b"%d" % kid.number)
            else:
                out.append(b"<< /Type /MCR /Pg %s /MCID %d >>" % (pages[kid.page], kid.number))
        facts = b"" if page is None else b" /Pg " + pages[page]
        if spaces:
            facts += b" /NS " + spaces[self._standard.namespaces[node.role]]
        if node.alt and node.role is Role.TABLE:
            # An alternative text would be read in the place of the cells.
            facts += b" /A << /O /Table /Summary %s >>" % text_string(node.alt)
        elif node.alt:
            facts += b" /Alt " + text_string(node.alt)
        if node.language:
            facts += b" /Lang " + literal(node.language)
        if node.role is Role.LIST:
            numbering = numbering_of(self._labels.get(index, "")) or self._standard.unordered
            facts += b" /A << /O /List /ListNumbering /%s >>" % numbering.encode()
        if node.role is Role.NOTE:
            facts += b" /ID " + literal(node.url) + self._standard.note_facts
        if self._standard.refers and node.role in (Role.NOTE, Role.REFERENCE):
            others = [self.references[other] for other in self._partners.get(index, ()) if other in self.references]
            facts += b" /Ref [%s]" % b" ".join(others) if others else b""
        if node.scope:
            facts += b" /A << /O /Table /Scope /%s >>" % node.scope.encode()
        facts += self._facts.get(index, b"")
        return b"<< /Type /StructElem /S /%s /P %s%s /K [%s] >>" % (
            self._type(index),
            above,
            facts,
            b" ".join(out),
        )

    def _is_cell(self, index: int) -> bool:
        """Whether an element is a cell of a row that is there: rows have as many cells as columns, empty ones too."""
        above = self._above[index]
        return self._nodes[index].role in CELLS and above is not None and bool(self._kids[above])

    def _add_empty_cells(self) -> None:
        for index, kids in enumerate(self._kids):
            if not kids and self._is_cell(index):
                row = self._above[index]
                assert row is not None, "a cell lies in its row"
                self._kids[row].append(index)

    def _drop_empty_entries(self) -> None:
        """Put entries of the contents one level up where the name of the section above them found no room."""
        for index, kids in enumerate(self._kids):
            if self._nodes[index].role is not Role.CONTENTS_ITEM or not kids:
                continue
            inner = [kid for kid in kids if isinstance(kid, int)]
            if any(self._nodes[kid].role is not Role.CONTENTS for kid in inner):
                continue
            outer = self._above[index]
            assert outer is not None, "an entry lies in contents"
            entries = [kid for one in inner for kid in self._kids[one]]
            self._kids[outer] = [each for kid in self._kids[outer] for each in (entries if kid == index else [kid])]
            for kid in entries:
                if isinstance(kid, int):
                    self._above[kid] = outer
            for one in (index, *inner):
                self._kids[one] = []

    def _parent_tree(self, references: dict[int, bytes]) -> bytes:
        numbers = [
            b"%d [%s]" % (page, b" ".join(references[node] for node in marks))
            for page, marks in enumerate(self._page_marks)
        ]
        numbers += [
            b"%d %s" % (FIRST_ANNOTATION + number, references[node]) for number, node in enumerate(self._annotations)
        ]
        return b"<< /Nums [%s] >>" % b"\n".join(numbers)


def numbering_of(label: str) -> str:
    """Return the kind of numbering of a list by the label of its first entry (ISO 32000-1, table 347), or ""."""
    if label in _BULLETS:
        return _BULLETS[label]
    count = label.strip("().")
    if count.isdecimal():
        return "Decimal"
    if not count.isascii() or not count.isalpha():
        return ""
    case = "Upper" if count.isupper() else "Lower"
    # A list that begins with i is one of Roman numbers.
    if set(count.lower()) <= set("ivxlcdm") and (len(count) > 1 or count in "iI"):
        return case + "Roman"
    return case + "Alpha" if len(count) == 1 else ""


def _partners(nodes: Tree) -> dict[int, list[int]]:
    """Return for each note its marks, for each mark its note, and for each entry of the contents its title."""
    notes = {node.url: node.number for node in nodes if node.role is Role.NOTE}
    found: dict[int, list[int]] = {}
    for node in nodes:
        mark = nodes.above(node.number)
        if node.role is Role.LINK and node.url.startswith("#title-") and mark is not None:
            # An entry of the contents names the title that it leads to.
            found[mark] = [int(node.url.removeprefix("#title-"))]
        if node.role is Role.LINK and node.url in notes and mark is not None:
            found.setdefault(notes[node.url], []).append(mark)
            found[mark] = [notes[node.url]]
    return found


def _above(nodes: Tree, *, caption_inside: bool) -> list[int | None]:
    """Return the element that each lies in; captions lie in their figures, or next to them."""
    found: list[int | None] = []
    for element in nodes:
        outer = nodes.above(element.number)
        if not caption_inside and element.role is Role.CAPTION and outer is not None:
            outer = nodes.above(outer) if nodes[outer].role is Role.FIGURE else outer
        found.append(outer)
    return found


def _places(nodes: Tree, above: list[int | None]) -> list[int]:
    """Return the place of each element in reading order; a picture comes after the caption that lies in its figure."""
    order = _order(above)
    places: list[int] = []
    for element, outer in zip(nodes, above, strict=True):
        own = 2 * order[element.number]
        places.append(own if outer is None or element.role not in INLINE else places[outer])
        if outer is not None and element.role is Role.CAPTION and nodes[outer].role is Role.FIGURE:
            places[outer] = own + 1
    return places


def _order(above: list[int | None]) -> list[int]:
    """Return the number of each element in the tree, from its root down; some are made later than what follows them."""
    inside: list[list[int]] = [[] for _ in above]
    waiting: list[int] = []
    for number in range(len(above) - 1, -1, -1):
        outer = above[number]
        (waiting if outer is None else inside[outer]).append(number)
    order = [0] * len(above)
    for place in range(len(above)):
        number = waiting.pop()
        order[number] = place
        waiting += inside[number]
    return order
