"""XLIFF 2.0 (OASIS Standard, 5 August 2014): one file, one unit for each text, one segment in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.parsers import expat  # entities and document types are refused below
from xml.sax.saxutils import escape, quoteattr

from pdfbrochure.translation.texts import OfficeFault, Translated, Unit

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2."
# Tools nest groups and marks; nobody's go deeper.
_DEEPEST: Final = 60
_MEND: Final = "export again, or ask the office for the XLIFF 2.0 file that its tool saves"


def write(units: Sequence[Unit], own: str, language: str, original: str) -> bytes:
    """Return the file."""
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{_NAMESPACE}0" version="2.0" srcLang={quoteattr(own)} trgLang={quoteattr(language)}>',
        f'  <file id="f1" original={quoteattr(original)} xml:space="preserve">',
    ]
    for unit in units:
        state = "translated" if unit.target else "initial"
        target = f"<target>{escape(unit.target)}</target>" if unit.target else ""
        rows += [
            f"    <unit id={quoteattr(unit.name)}>",
            f"      <notes><note>{escape(unit.where)}</note></notes>",
            f'      <segment state="{state}"><source>{escape(unit.source)}</source>{target}</segment>',
            "    </unit>",
        ]
    return "\n".join([*rows, "  </file>", "</xliff>", ""]).encode()


def read(content: bytes) -> Translated:
    """Return the targets. Raises OfficeFault."""
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reading.refuse
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.characters
    try:
        parser.Parse(content, True)  # noqa: FBT003  # expat's own signature
    except expat.ExpatError as error:
        raise OfficeFault(f"it is no sound XML: {error}", _MEND) from None
    return Translated(reading.language, reading.targets)


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.language = ""
        self.targets: dict[str, str] = {}
        self._path: list[str] = []
        self._unit = ""
        # Of the unit: the text of each part, None for a segment without a target.
        self._parts: list[str | None] = []
        self._source: list[str] = []
        self._target: list[str] | None = None

    def refuse(self, *_: object) -> None:
        """Refuse a document type, in which entities could be."""
        raise OfficeFault("it has a document type (<!DOCTYPE), which no XLIFF has", _MEND)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        tag = self._tag(name)
        if not self._path and (tag != "xliff" or attributes.get("version", "").partition(".")[0] != "2"):
            raise OfficeFault("it is no XLIFF of version 2", _MEND)
        if len(self._path) >= _DEEPEST:
            raise OfficeFault("its elements lie too deep in each other", _MEND)
        self._path.append(tag)
        if tag == "xliff":
            self.language = attributes.get("trgLang", "")
        elif tag == "unit":
            self._unit, self._parts = attributes.get("id", ""), []
            if self._unit in self.targets:
                raise OfficeFault(f"it has two units with the id {self._unit[:80]}", _MEND)
        elif tag in ("segment", "ignorable"):
            self._source, self._target = [], None
        elif tag == "target":
            self._target = []
        elif tag == "cp" and re.fullmatch(r"[0-9A-Fa-f]{1,6}", attributes.get("hex", "")):
            self.characters(chr(min(int(attributes["hex"], 16), 0x10FFFF)))

    def characters(self, text: str) -> None:
        """Take text; that of inline elements too."""
        if "target" in self._path and self._target is not None:
            self._target.append(text)
        elif "source" in self._path:
            self._source.append(text)

    def end(self, _: str) -> None:
        """Take the end of an element."""
        tag = self._path.pop()
        if tag == "ignorable":
            self._parts.append("".join(self._source if self._target is None else self._target))
        elif tag == "segment":
            self._parts.append("".join(self._target) if self._target is not None else None)
        elif tag == "unit":
            parts = [part for part in self._parts if part is not None]
            self.targets[self._unit] = "".join(parts) if len(parts) == len(self._parts) else ""

    @staticmethod
    def _tag(name: str) -> str:
        """Return the name of an element of XLIFF; elements of modules and others' have none."""
        space, _, tag = name.rpartition(" ")
        return tag if space.startswith(_NAMESPACE) else ""
