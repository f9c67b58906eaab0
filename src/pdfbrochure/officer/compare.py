"""What differs between the brochure and the tags of its file: texts, their order, what they are."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from pdfbrochure.compose.blocks import INLINE, Role
from pdfbrochure.compose.galley import Galley
from pdfbrochure.finished.reading import Reading
from pdfbrochure.finished.tree import Element
from pdfbrochure.finished.typefaces import Defect
from pdfbrochure.layout.pages import Pages, PlacedLine

# Roles whose text is compared; list marks and what only holds others have none of their own.
_COMPARED: Final = (
    Role.TITLE,
    Role.HEADING,
    Role.SUBHEADING,
    Role.LOWER_HEADING,
    Role.PARAGRAPH,
    Role.CAPTION,
    Role.LINK,
    Role.FIGURE,
)
# What NFKC makes of the ellipsis.
_ELLIPSIS: Final = "..."
_HEADINGS: Final = ("Title", "H1", "H2", "H3", "H4")
# PDF/UA-2 has a kind for titles, and headings below it begin with level 1.
_NEWER: Final = {Role.TITLE: "Title", Role.HEADING: "H1", Role.SUBHEADING: "H2", Role.LOWER_HEADING: "H3"}


def differences(galley: Galley, pages: Pages, reading: Reading) -> Iterator[Defect]:
    """Yield what the file's tags say in another way than the brochure, in its own order."""
    written = _NEWER if reading.facts.part == "2" else {}
    wanted = [(written.get(role, role.value), _plain(text), text) for role, text in _wanted(galley, pages)]
    roles = {role for role, _same, _text in wanted}
    found = [
        (one.role, _plain(one.alt or "") if one.role == "Figure" else _plain(one.text), one)
        for one in reading.elements
        if one.text or one.role == "Figure"
    ]
    by_text: dict[str, list[str]] = {}
    for role, plain, _one in found:
        by_text.setdefault(plain, []).append(role)
    shortened = [plain for plain in by_text if _ELLIPSIS in plain]
    for at, (role, plain, text) in enumerate(wanted):
        if plain not in by_text:
            # An address that is too long for its column is printed without its middle.
            same = next((one for one in shortened if _is_shortened(one, plain)), plain)
            wanted[at] = (role, same, text)
    for role, plain, text in wanted:
        kinds = by_text.get(plain)
        if kinds is None:
            yield Defect("text-differs", f"\u201c{text[:60]}\u201d is not read so")
        elif role not in kinds:
            said = f"\u201c{text[:60]}\u201d is tagged as {kinds[0]}, and not as {role}"
            yield Defect("role-differs", said)
            if role == Role.CAPTION.value:
                yield Defect("caption-differs", said)
            if role in _HEADINGS:
                yield Defect("heading-differs", said)
    texts = {plain for _role, plain, _text in wanted}
    for role, plain, one in found:
        if role in roles and plain not in texts and _is_whole(reading, one):
            yield Defect("text-differs", f"\u201c{one.text[:60]}\u201d is read, and not in the brochure", one.page)
    yield from _order(wanted, [plain for _role, plain, _one in found if plain in texts])


def _is_whole(reading: Reading, element: Element) -> bool:
    """Whether an element stands for itself, and is no part of a list or of what only holds it."""
    above = reading.elements[element.parent].role if element.parent >= 0 else ""
    return element.role != "Link" and above not in ("LI", "LBody", "BlockQuote", "Lbl", "TD", "TH")


def _is_shortened(short: str, whole: str) -> bool:
    if _runs_backward(short):
        return not Counter(short.replace(".", "")) - Counter(whole)
    head, _ellipsis, tail = short.partition(_ELLIPSIS)
    return whole.startswith(head) and whole.endswith(tail) and len(short) <= len(whole)


def _runs_backward(text: str) -> bool:
    """Whether a text has letters of a script that runs from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _order(wanted: list[tuple[str, str, str]], found: list[str]) -> Iterator[Defect]:
    """Yield what is read before or after its turn."""
    there = set(found)
    one = list(dict.fromkeys(plain for _role, plain, _text in wanted if plain in there))
    other = list(dict.fromkeys(found))
    if one == other:
        return
    texts = {plain: text for _role, plain, text in wanted}
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, _start, _end in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            for plain in one[start:end]:
                yield Defect("order-differs", f"\u201c{texts[plain][:60]}\u201d is read out of its turn")


def _wanted(galley: Galley, pages: Pages) -> Iterator[tuple[Role, str]]:
    """Yield role and text of all that is set, in the brochure's order; of a figure its description."""
    set_ = _on_pages(pages)
    texts: dict[int, list[str]] = {}
    for paragraph in galley.paragraphs():
        if paragraph.node is not None:
            texts.setdefault(paragraph.node, []).append(paragraph.text)
        links: dict[int, str] = {}
        for span in paragraph.spans:
            for node in galley.nodes.around(span.node):
                if node == paragraph.node or galley.nodes[node].role not in INLINE:
                    break
                links[node] = links.get(node, "") + span.text
        for link, text in links.items():
            texts.setdefault(link, []).append(text)
    # Not by recursion: lists may lie inside each other as deep as somebody likes to type them.
    waiting = [galley.nodes.root]
    while waiting:
        found = waiting.pop()
        text = found.alt if found.role is Role.FIGURE else " ".join(texts.get(found.number, ()))
        if found.role in _COMPARED and found.number in set_ and text:
            yield found.role, text
        waiting += reversed(found.kids)


def _on_pages(pages: Pages) -> set[int | None]:
    """Return the elements that something is painted for, in themselves or inside."""
    found: set[int | None] = set()
    for page in pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedLine):
                found |= {run.node for run in thing.line.runs}
            else:
                found.add(thing.owner)
    return found


def _plain(text: str) -> str:
    """Return what is left of a text when line ends, spaces, hyphens and the forms of letters do not matter."""
    plain = unicodedata.normalize("NFKC", text)
    kept = [char for char in plain if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Pd")]
    if _runs_backward("".join(kept)):
        # Glyphs of such texts stand in the order of the page; whether they are read rightly, others test.
        kept.sort()
    return "".join(kept)
