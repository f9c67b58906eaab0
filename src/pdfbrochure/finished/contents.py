"""What the pages paint: which text and pictures stand in which mark, and what stands in none (ISO 32000-1, 14.6)."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from pdfbrochure.finished.objects import Document
from pdfbrochure.finished.tokens import Name, PdfFault, Ref, Stream, Value, is_number, operations, text_of
from pdfbrochure.finished.typefaces import Font

# Operators of all pages together; a brochure has some 3,000 a page.
MOST_OPERATIONS: Final = 3_000_000
# Forms in forms that are looked into.
DEEPEST: Final = 12
_PAINTS: Final = frozenset({b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"})
_ENDS_PATH: Final = frozenset({b"n", *_PAINTS})
_SHOWS: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
# A gap between two pieces of text that is read as a space, in thousandths of the size.
_GAP: Final = 250
_HYPHENS: Final = ("-", "\u2010", "\u00ad", "\u058a", "\u1806")
# Lines are at least as far apart, in points; raised figures are not.
_LEAST_LEADING: Final = 5.0
# Scripts that put no spaces between words: a new line is none either.
_SPACELESS: Final = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
)

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)


class Marked(Struct):
    """Content in one mark of the tags.

    Attributes:
        page: From 1.
        form: The number of the form that it stands in, 0 for the page itself.
        number: Its number (MCID).
        tag: The kind that the mark itself tells.
        text: What is read.
        box: Where its pictures and drawings are, in points from the page's lower left; None if it has none.
        has_picture: Whether it has a picture; drawings may be borders and underlines.
        speaks: Whether it has text that does not itself say its language.
        unread: Codes that stand for no character.
        top: The height of its first line.
        bottom: And of its last.
        continues: Whether it begins with the rest of a word that a hidden hyphen has broken.
    """

    page: int
    form: int
    number: int
    tag: str
    text: str = ""
    box: Box | None = None
    has_picture: bool = False
    speaks: bool = False
    unread: int = 0
    top: float = 0.0
    bottom: float = 0.0
    continues: bool = False


class Artifact(Struct):
    """Content that is marked as not to be read: its kind and subtype, its text, and the place of its pictures."""

    page: int
    kind: str
    subtype: str
    text: str = ""
    top: float = 0.0
    bottom: float = 0.0
    box: Box | None = None


class Painted(Struct):
    """What the pages paint. `loose`, `hidden_inside` and `tagged_inside` count by page."""

    marks: dict[tuple[int, int, int], Marked]
    artifacts: list[Artifact]
    loose: dict[int, int]
    loose_text: dict[int, str]
    hidden_inside: dict[int, int]
    tagged_inside: dict[int, int]
    fonts: dict[int, Font]
    forms: dict[int, int]
    outside_forms: list[int]
    stopped: str = ""


class _Mark(Struct):
    tag: str
    number: int | None
    instead: str | None
    language: bool
    backward: list[str] | None = None
    artifact: Artifact | None = None


class Reader:
    """Reads the contents of pages, one after the other, into `painted`."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.painted = Painted({}, [], {}, {}, {}, {}, {}, {}, [])
        self._left = MOST_OPERATIONS
        self._page = 0
        self._is_broken = False
        self._stack: list[_Mark] = []

    def read_page(self, number: int, page: dict[str, Any], resources: dict[str, Any]) -> None:
        """Read a page's contents; after too many operators nothing more is read, and `stopped` says so."""
        self._page = number
        self._stack = []
        given = self._document.get(page.get("Contents"))
        parts = []
        for part in given if isinstance(given, list) else [given] if given else []:
            try:
                parts.append(self._document.content(part))
            except PdfFault as fault:
                self.painted.stopped = self.painted.stopped or f"page {number}: {fault}"
        try:
            self._read(b"\n".join(parts), resources, 0, _SAME, 0)
        except PdfFault as fault:
            self.painted.stopped = self.painted.stopped or f"page {number}: {fault}"

    def _read(self, data: bytes, resources: dict[str, Any], form: int, base: Matrix, depth: int) -> None:
        matrix, saved = base, []
        font: Font | None = None
        invisible, leading, line, at = False, 0.0, _SAME, _SAME
        box: Box | None = None
        opened = len(self._stack)
        for word, operands, _position in operations(data):
            self._left -= 1
            if self._left < 0:
                raise PdfFault("there is more on its pages than can be looked at")
            if word in _SHOWS:
                if word in (b"'", b'"'):
                    line = at = _moved(line, 0, -leading)
                self._show(operands, font, _joined(at, matrix), invisible=invisible, form=form)
            elif word in (b"Td", b"TD"):
                if len(operands) > 1 and is_number(operands[0]) and is_number(operands[1]):
                    leading = -operands[1] if word == b"TD" else leading
                    line = at = _moved(line, operands[0], operands[1])
            elif word == b"Tm":
                line = at = _matrix(operands)
            elif word == b"T*":
                line = at = _moved(line, 0, -leading)
            elif word == b"BT":
                line = at = _SAME
            elif word == b"Tf" and operands:
                font = self._font(resources, operands[0])
            elif word == b"TL" and operands and is_number(operands[0]):
                leading = operands[0]
            elif word == b"Tr":
                invisible = operands[:1] == [3]
            elif word in (b"BDC", b"BMC"):
                self._open(operands, resources, form)
            elif word == b"EMC":
                if len(self._stack) > opened:
                    self._close(form)
            elif word == b"q":
                saved.append((matrix, font, invisible, leading))
            elif word == b"Q" and saved:
                matrix, font, invisible, leading = saved.pop()
            elif word == b"cm":
                matrix = _joined(_matrix(operands), matrix)
            elif word == b"re" and len(operands) > 3 and all(is_number(one) for one in operands[:4]):
                x, y, width, height = operands[:4]
                box = _around(box, matrix, ((x, y), (x + width, y), (x, y + height), (x + width, y + height)))
            elif word in (b"m", b"l", b"c", b"v", b"y"):
                numbers = [one for one in operands if is_number(one)]
                box = _around(box, matrix, zip(numbers[::2], numbers[1::2], strict=False))
            elif word in _ENDS_PATH:
                if word in _PAINTS and box is not None:
                    self._paint(form, box)
                box = None
            elif word == b"Do" and operands:
                self._draw(resources, operands[0], form, matrix, depth)
            elif word == b"BI":
                self._paint(form, _around(None, matrix, ((0, 0), (1, 1))), is_picture=True)
            elif word == b"sh":
                self._paint(form, None)
        while len(self._stack) > opened:
            self._close(form)

    # Marks -----------------------------------------------------------------------------------------------------

    def _open(self, operands: list[Value], resources: dict[str, Any], form: int) -> None:
        tag = str(operands[0]) if operands and isinstance(operands[0], Name) else ""
        given: Value = operands[1] if len(operands) > 1 else {}
        if isinstance(given, Name):
            given = self._document.dictionary(resources.get("Properties")).get(given)
        head = self._document.dictionary(given)
        number = head.get("MCID")
        instead = text_of(self._document.get(head["ActualText"])) if "ActualText" in head else None
        mark = _Mark(tag, number if isinstance(number, int) else None, instead, "Lang" in head)
        inside_hidden = any(one.tag == "Artifact" for one in self._stack)
        if tag == "Artifact":
            if any(one.number is not None for one in self._stack):
                self._count(self.painted.hidden_inside)
            kinds = self._document.name(head.get("Type")), self._document.name(head.get("Subtype"))
            mark.artifact = Artifact(self._page, *kinds)
            self.painted.artifacts.append(mark.artifact)
        elif mark.number is not None:
            if inside_hidden:
                self._count(self.painted.tagged_inside)
            key = (self._page, form, mark.number)
            self.painted.marks.setdefault(key, Marked(*key, tag))
        if tag == "ReversedChars":
            mark.backward = []
        self._stack.append(mark)

    def _close(self, form: int) -> None:
        mark = self._stack.pop()
        if mark.backward is not None:
            self._say("".join(reversed(mark.backward)), form)
        if mark.instead is not None:
            self._say(mark.instead, form)

    def _count(self, counts: dict[int, int]) -> None:
        counts[self._page] = counts.get(self._page, 0) + 1

    def _marked(self, form: int) -> Marked | None:
        for mark in reversed(self._stack):
            if mark.number is not None:
                found = self.painted.marks.get((self._page, form, mark.number))
                return found or self.painted.marks.get((self._page, 0, mark.number))
        return None

    # Painting --------------------------------------------------------------------------------------------------

    def _paint(self, form: int, box: Box | None, *, is_picture: bool = False) -> None:
        """Note that something is painted."""
        marked = self._marked(form)
        if marked is not None:
            if box is not None:
                marked.box = _union(marked.box, box)
            marked.has_picture = marked.has_picture or is_picture
        elif not any(mark.tag == "Artifact" for mark in self._stack):
            self._count(self.painted.loose)

    def _draw(self, resources: dict[str, Any], name: Value, form: int, matrix: Matrix, depth: int) -> None:
        reference = self._document.dictionary(resources.get("XObject")).get(name)
        thing = self._document.get(reference)
        if not isinstance(thing, Stream):
            return
        if thing.head.get("Subtype") != "Form":
            hidden = next((mark.artifact for mark in self._stack if mark.artifact is not None), None)
            if hidden is not None:
                hidden.box = _around(hidden.box, matrix, ((0, 0), (1, 0), (0, 1), (1, 1)))
            self._paint(form, _around(None, matrix, ((0, 0), (1, 0), (0, 1), (1, 1))), is_picture=True)
            return
        number = reference.number if isinstance(reference, Ref) else 0
        if "Ref" in thing.head:
            self.painted.outside_forms.append(self._page)
        if number and "StructParents" in thing.head:
            self.painted.forms[number] = self.painted.forms.get(number, 0) + 1
        if depth >= DEEPEST:
            raise PdfFault("its forms lie too deep inside each other")
        own = self._document.dictionary(thing.head.get("Resources")) or resources
        inner = _joined(_matrix(self._document.array(thing.head.get("Matrix"))), matrix)
        # A form without numbers of its own belongs to the mark that it is drawn in.
        owner = number if "StructParents" in thing.head else form
        self._read(self._document.content(thing), own, owner, inner, depth + 1)

    def _font(self, resources: dict[str, Any], name: Value) -> Font | None:
        reference = self._document.dictionary(resources.get("Font")).get(name)
        head = self._document.dictionary(reference)
        if not head:
            return None
        key = reference.number if isinstance(reference, Ref) else -id(head)
        if key not in self.painted.fonts:
            self.painted.fonts[key] = Font(self._document, head)
        return self.painted.fonts[key]

    # Text ------------------------------------------------------------------------------------------------------

    def _show(self, operands: list[Value], font: Font | None, place: Matrix, *, invisible: bool, form: int) -> None:
        last = operands[-1] if operands else None
        parts = last if isinstance(last, list) else [last]
        texts: list[str] = []
        unread = 0
        for part in parts:
            if isinstance(part, bytes) and font is not None:
                for code in font.codes(part):
                    used = font.hidden if invisible else font.shown
                    used.setdefault(code, self._page)
                    text = font.text(code)
                    unread += text is None
                    texts.append("\ufffd" if text is None else text)
            elif is_number(part) and part < -_GAP and texts and not texts[-1].endswith(" "):
                texts.append(" ")
        if not any(isinstance(part, bytes) and part for part in parts):
            return
        self._paint(form, None)
        marked = self._marked(form)
        if marked is not None:
            marked.unread += unread
            marked.speaks = marked.speaks or not any(mark.language for mark in self._stack)
        if any(mark.instead is not None for mark in self._stack):
            return
        holder = next((mark for mark in reversed(self._stack) if mark.backward is not None), None)
        if holder is not None and holder.backward is not None:
            holder.backward += texts
        else:
            self._say("".join(texts), form, place)

    def _say(self, text: str, form: int, place: Matrix | None = None) -> None:
        """Add text to what it belongs to."""
        hidden = next((mark.artifact for mark in reversed(self._stack) if mark.artifact is not None), None)
        marked = self._marked(form)
        holder = hidden or marked
        if holder is None:
            self.painted.loose_text.setdefault(self._page, text[:60])
            return
        # A hyphen that breaks a word at the end of a line is no part of the word, and may be marked so.
        is_rest = self._is_broken and hidden is None
        self._is_broken = hidden is not None and text.strip() in _HYPHENS
        height = holder.bottom if place is None else place[5]
        if not holder.text:
            holder.top = height
            if marked is not None and hidden is None:
                marked.continues = is_rest
        is_new_line = abs(height - holder.bottom) > _LEAST_LEADING and not is_rest
        holder.text = joined(holder.text, text, is_new_line=is_new_line)
        holder.bottom = height


def joined(before: str, after: str, *, is_new_line: bool) -> str:
    """Return two pieces of text as one; a hyphen that ends a line is none of the word's when it is a soft one."""
    if is_new_line and before.endswith("\u00ad"):
        return before[:-1] + after
    if not is_new_line or not before or not after or before[-1].isspace() or after[0].isspace():
        return before + after
    if any(low <= ord(before[-1]) <= high and low <= ord(after[0]) <= high for low, high in _SPACELESS):
        return before + after
    return f"{before} {after}"


def _matrix(operands: list[Value]) -> Matrix:
    numbers = [float(one) for one in operands if is_number(one)]
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) > 5 else _SAME


def _joined(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, x: float, y: float) -> Matrix:
    return _joined((1, 0, 0, 1, x, y), matrix)


def _around(box: Box | None, matrix: Matrix, points: Any) -> Box | None:
    a, b, c, d, e, f = matrix
    for x, y in points:
        across, up = a * x + c * y + e, b * x + d * y + f
        box = _union(box, (across, up, across, up))
    return box


def _union(one: Box | None, two: Box) -> Box:
    if one is None:
        return two
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
