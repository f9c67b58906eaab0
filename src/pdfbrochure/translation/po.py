"""PO, the form of GNU gettext (its manual, "The Format of PO Files"): one entry for each text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pdfbrochure.translation.texts import OfficeFault, Translated, Unit

_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_STRING: Final = re.compile(r'(?:(msgctxt|msgid|msgstr|msgid_plural|msgstr\[\d+\])\s*)?"((?:[^"\\]|\\.)*)"\s*')


def write(units: Sequence[Unit], own: str, language: str, original: str) -> bytes:
    """Return the file."""
    head = (
        f"Project-Id-Version: {original}\nLanguage: {language}\nX-Source-Language: {own}\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    )
    entries = [f'msgid ""\nmsgstr {_string(head)}\n']
    for unit in units:
        entries.append(
            f"#. {unit.where}\nmsgctxt {_string(unit.name)}\n"
            f"msgid {_string(unit.source)}\nmsgstr {_string(unit.target)}\n"
        )
    return "\n".join(entries).encode()


def read(content: bytes) -> Translated:
    """Return the targets; a fuzzy one counts as none. Raises OfficeFault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OfficeFault("it is no text in UTF-8", "save the PO file in UTF-8") from None
    language = ""
    targets: dict[str, str] = {}
    for entry, is_fuzzy in _entries(text):
        if not entry.get("msgid") and "msgctxt" not in entry:
            match = re.search(r"(?mi)^Language:[ \t]*(\S+)", entry.get("msgstr", ""))
            language = match[1] if match else language
            continue
        name = entry.get("msgctxt", "")
        if name in targets:
            raise OfficeFault(f"it has two entries for {name[:80]}", "keep one of them")
        targets[name] = "" if is_fuzzy else entry.get("msgstr", "")
    return Translated(language, targets)


def _entries(text: str) -> Iterator[tuple[dict[str, str], bool]]:
    """Yield each entry by its keywords, and whether it is fuzzy."""
    entry: dict[str, str] = {}
    key = ""
    is_fuzzy = next_is_fuzzy = False
    for number, row in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        line = row.strip()
        if line.startswith("#") or not line:
            next_is_fuzzy = next_is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        match = _STRING.fullmatch(line)
        if match is None or not (match[1] or key):
            raise OfficeFault(f"its line {number} is none of a PO file", "ask the office to save it again")
        begins = match[1] == "msgctxt" or (match[1] == "msgid" and key != "msgctxt")
        if begins:
            if entry:
                yield entry, is_fuzzy
            entry, is_fuzzy, next_is_fuzzy = {}, next_is_fuzzy, False
        key = match[1] or key
        entry[key] = entry.get(key, "") + re.sub(r"\\(.)", lambda sign: _ESCAPES.get(sign[1], sign[0]), match[2])
    if entry:
        yield entry, is_fuzzy


def _string(text: str) -> str:
    """Return a text as strings of PO, one for each line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{escaped}"'
    rows = [f"{line}\\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    return "\n".join(['""', *(f'"{row}"' for row in rows)])
