"""Reads a built PDF back with pikepdf: its structure tree with the text of every element, its links, its fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from pdfbrochure.pipeline import build


class Element:
    """One element of the structure tree.

    Attributes:
        role: Its structure type, by the role map where there are no namespaces.
        dictionary: The PDF object.
        kids: Elements, text (what one marked content says) and `Annotation`s, in order.
    """

    def __init__(self, role: str, dictionary: Any, kids: list[Any]) -> None:
        self.role = role
        self.dictionary = dictionary
        self.kids = kids

    @property
    def elements(self) -> list[Element]:
        """The elements directly inside."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def roles(self) -> list[str]:
        """The roles of the elements directly inside."""
        return [kid.role for kid in self.elements]

    @property
    def text(self) -> str:
        """All text inside, in reading order."""
        return "".join(kid.text if isinstance(kid, Element) else kid for kid in self.kids if not _is_annotation(kid))

    @property
    def annotations(self) -> list[Any]:
        """The annotations directly inside."""
        return [kid for kid in self.kids if _is_annotation(kid)]

    def walk(self) -> Iterator[Element]:
        """This element and all inside, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def all(self, role: str) -> list[Element]:
        """All elements of a role inside, in reading order."""
        return [element for element in self.walk() if element.role == role]


def _is_annotation(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Object)


class Document:
    """A PDF, read back."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root = self.pdf.Root
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.marks: dict[tuple[int, int], str] = {}
        self.artifacts: list[str] = []
        # What is painted as decoration page by page: the hyphens that line breaks have added.
        self.decoration: list[str] = []
        self.used_marks: list[tuple[int, int]] = []
        for number, page in enumerate(self.pdf.pages):
            self._read_page(number, page)
        tree = self.root.StructTreeRoot
        self.role_map = {} if "/Namespaces" in tree else {key: str(role) for key, role in tree.RoleMap.items()}
        self.tree = self._element(self.root.StructTreeRoot.K[0], None)

    def _read_page(self, number: int, page: pikepdf.Page) -> None:
        fonts = {name: unicode_map(font) for name, font in page.Resources.get("/Font", {}).items()}
        decode: dict[int, str] = {}
        open_marks: list[tuple[int | None, str | None]] = []
        said: list[str] = []
        decoration: list[str] = []
        is_decoration = False
        backward = False

        def say(text: str) -> None:
            if any(actual is not None for _mark, actual in open_marks):
                return
            mark = next((mark for mark, _actual in reversed(open_marks) if mark is not None), None)
            assert mark is not None or open_marks, f"text outside of all marks on page {number + 1}: {text!r}"
            if mark is None:
                (decoration if is_decoration else said).append(text)
            else:
                self.marks[number, mark] = self.marks.get((number, mark), "") + text

        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BDC":
                facts = operands[1]
                actual = facts.get("/ActualText")
                if actual is not None:
                    say(str(actual))
                mark = facts.get("/MCID")
                assert mark is None or not open_marks, f"marked content inside of marked content on page {number + 1}"
                is_decoration = facts.get("/Type") == "/Layout"
                open_marks.append((None if mark is None else int(mark), None if actual is None else str(actual)))
                if mark is not None:
                    self.marks.setdefault((number, int(mark)), "")
            elif name == "BMC":
                assert "/ReversedChars" == str(operands[0])
                backward = True
                open_marks.append((None, None))
            elif name == "EMC":
                open_marks.pop()
                backward = False
            elif name == "Tf":
                decode = fonts[str(operands[0])]
            elif name == "TJ":
                shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                read = [decode[int.from_bytes(shown[at : at + 2], "big")] for at in range(0, len(shown), 2)]
                # Right-to-left text is drawn from the left, the last character first (ISO 32000-1, 14.8.2.3.3).
                say("".join(reversed(read) if backward else read))
            elif name in ("Do", "f", "re"):
                assert open_marks, f"{name} outside of all marks on page {number + 1}"
        assert not open_marks, f"marked content is left open on page {number + 1}"
        self.artifacts.append("\n".join(said))
        self.decoration.append("".join(decoration))

    def _element(self, dictionary: Any, page: int | None) -> Element:
        if "/Pg" in dictionary:
            page = self.numbers[dictionary.Pg.objgen]
        kids: list[Any] = []
        content = dictionary.get("/K", [])
        for kid in content if isinstance(content, pikepdf.Array) else [content]:
            if isinstance(kid, int):
                assert page is not None
                kids.append(self._mark(page, kid))
            elif kid.get("/Type") == "/MCR":
                kids.append(self._mark(self.numbers[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                kids.append(kid.Obj)
            else:
                assert kid.P.objgen == dictionary.objgen
                kids.append(self._element(kid, page))
        own = str(dictionary.S)
        return Element(self.role_map.get(own, own)[1:], dictionary, kids)

    def _mark(self, page: int, mark: int) -> str:
        self.used_marks.append((page, mark))
        return self.marks[page, mark]

    @property
    def links(self) -> list[Any]:
        """All link annotations, page by page."""
        return [annotation for page in self.pdf.pages for annotation in page.get("/Annots", [])]

    @property
    def fonts(self) -> list[Any]:
        """Every font once."""
        found = {}
        for page in self.pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                found[font.objgen] = font
        return list(found.values())

    @property
    def bookmarks(self) -> list[str]:
        """The titles of the outline's first level."""
        return [title for title, _inner in self.outline]

    @property
    def outline(self) -> list[tuple[str, list[str]]]:
        """The titles of the outline's first level, each with those below it."""
        with self.pdf.open_outline() as outline:
            return [(entry.title, [inner.title for inner in entry.children]) for entry in outline.root]


def unicode_map(font: Any) -> dict[int, str]:
    """What each code of a font stands for."""
    found = {}
    for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]*)>", font.ToUnicode.read_bytes()):
        found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def words_of(text: str) -> list[str]:
    """The words of a text without their marks, so that typed and printed punctuation compare."""
    return re.findall(r"\w+", text.replace("\u00ad", ""))


@cache
def built_file(path: Path) -> Document:
    """A brochure on the disc, built and read back."""
    return Document(build(path).pdf)
