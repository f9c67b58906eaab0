"""Puts translations into a YAML file: characters are added, or an older translation replaced, and all else stays.

The new file is read again and compared with what it has to say, so that a splice that went wrong is never written.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.model.wording import Wording, own_language
from pdfbrochure.read import Source, parse
from pdfbrochure.read.source import SHORT_FORMS, SINGLES
from pdfbrochure.translation.texts import key_in
from pdfbrochure.translation.written import after_colon, quoted

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.read.source import Mark

# A place in the text (line and column from 0), the characters there that go, and what comes in their stead.
_Edit = tuple[int, int, int, int, str]
_STEP: Final = "  "
# Marks at the beginning of a file that tell its encoding, which keeps them.
_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def translated_value(source: Source, found: Sequence[tuple[Wording, str]], language: str) -> dict[str, Any]:
    """Return what a file says with translations in it."""
    value: dict[str, Any] = copy.deepcopy(source.value)
    own = own_language(source)
    for wording, target in found:
        holder, step = _holder(value, wording.origin)
        if wording.key:
            holder[step][key_in(wording, language) or language] = target
        elif isinstance(holder, dict) and step not in holder:
            # A link in the short form: its label is the key.
            (label, url), *_ = holder.items()
            holder.clear()
            holder.update({"label": {own: label, language: target}, "url": url})
        else:
            holder[step] = {own: holder[step], language: target}
    return value


def splice(data: bytes, source: Source, found: Sequence[tuple[Wording, str]], language: str) -> bytes | None:
    """Return the file with translations in it, or None where they cannot be put in without touching more.

    Args:
        data: The file.
        source: What was read of it.
        found: Texts and their translations.
        language: Of the translations.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    whole = data.decode(encoding)
    lines = whole.removeprefix("\ufeff").splitlines(keepends=True)
    if [line.splitlines()[0] for line in lines] != source.lines:
        return None
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    pen = _Pen(source, lines, own_language(source), language)
    for wording, target in found:
        if not pen.write(wording, target):
            return None
    mark = "\ufeff" if whole.startswith("\ufeff") else ""
    new = f"{mark}{pen.text(end)}".encode(encoding)
    try:
        said = parse(new, Report()).value
    except BrochureError:
        return None
    return new if bare(said) == bare(translated_value(source, found, language)) else None


def bare(value: object) -> object:
    """Return a value of a file without what no reader of it minds: blanks round texts."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


class _Pen:
    """Gathers the edits of one file."""

    def __init__(self, source: Source, lines: list[str], own: str, language: str) -> None:
        self._source = source
        self._lines = lines
        self._own = own
        self._language = language
        self._edits: dict[_Edit, None] = {}

    def write(self, wording: Wording, target: str) -> bool:
        """Note the edits for one translation; False where there is no way."""
        place = self._source.extent((*wording.origin, wording.key) if wording.key else wording.origin)
        if place is None:
            return not wording.key and self._label(wording, target)
        mark, key, in_brackets = place
        old = key_in(wording, self._language)
        if old:
            return self._replace((*wording.origin, old), target)
        empty = self._source.extent((*wording.origin, self._language)) if wording.key else None
        if empty is not None:
            return self._fill(empty[1], target)
        if in_brackets:
            before = "" if wording.key else f"{{{self._own}: "
            behind = f", {self._language}: {quoted(target)}" + ("" if wording.key else "}")
            self._insert(mark[0], mark[1], before)
            self._insert(mark[2], mark[3], behind)
            return True
        if wording.key:
            edge = " " * key[1] if key is not None else ""
            self._add_line(mark, len(edge), f"{edge}{self._language}: {after_colon(target, edge)}")
            return key is not None
        self._begin_mapping(mark, key, target)
        return True

    def _begin_mapping(self, mark: Mark, key: Mark | None, target: str) -> None:
        """Make a mapping of languages of one text, which stays as it is but for where it stands."""
        edge = " " * mark[1] if key is None else " " * key[1] + _STEP
        self._insert(mark[0], mark[1], f"{self._own}: " if key is None else f"\n{edge}{self._own}: ")
        margin = mark[1] - 2 if key is None else key[1]
        last = self._last_line(mark, margin)
        for line in range(mark[0] + 1, last + 1):
            if self._lines[line].strip("\r\n"):
                self._insert(line, 0, _STEP if mark[4] in ("|", ">") else _STEP * 2)
        self._insert(last, self._length(last), f"\n{edge}{self._language}: {after_colon(target, edge)}")

    def _label(self, wording: Wording, target: str) -> bool:
        """Give a link in the short form its two keys."""
        holder, _ = _holder(self._source.value, wording.origin)
        if wording.origin[-1] != "label" or not isinstance(holder, dict) or len(holder) != 1:
            return False
        place = self._source.extent((*wording.origin[:-1], next(iter(holder))))
        if place is None or place[1] is None:
            return False
        key, in_brackets = place[1], place[2]
        if in_brackets or key[0] != key[2]:
            self._insert(key[0], key[1], f"label: {{{self._own}: ")
            self._insert(key[2], key[3], f", {self._language}: {quoted(target)}}}, url")
            return key[0] == key[2]
        edge = " " * key[1]
        inner = edge + _STEP
        self._insert(key[0], key[1], f"label:\n{inner}{self._own}: ")
        other = f"{self._language}: {after_colon(target, inner)}"
        self._insert(key[2], key[3], f"\n{inner}{other}\n{edge}url")
        return True

    def _replace(self, origin: Origin, target: str) -> bool:
        """Write over an older translation."""
        place = self._source.extent(origin)
        if place is None or place[0][4] == "*":
            return False
        mark, key, in_brackets = place
        if mark[4] in ("|", ">") and key is not None:
            last = self._last_line(mark, key[1])
            self._edits[mark[0], mark[1], last, self._length(last), after_colon(target, " " * key[1])] = None
        else:
            is_alone = not in_brackets and not self._lines[mark[2]][mark[3] :].strip() and key is not None
            written = after_colon(target, " " * key[1]) if is_alone and key is not None else quoted(target)
            self._edits[*mark[:4], written] = None
        return True

    def _fill(self, key: Mark | None, target: str) -> bool:
        """Write behind a language's key that has no value."""
        colon = self._lines[key[2]].find(":", key[3]) if key is not None else -1
        rest = self._lines[key[2]][colon + 1 :].strip() if key is not None else ""
        if colon < 0 or key is None or not (rest == "" or rest.startswith("#")):
            return False
        self._insert(key[2], colon + 1, f" {quoted(target)}")
        return True

    def _add_line(self, mark: Mark, margin: int, line: str) -> None:
        last = self._last_line(mark, margin)
        self._insert(last, self._length(last), f"\n{line}")

    def _last_line(self, mark: Mark, margin: int) -> int:
        """Return the last line of a value; of a block text, the last one that is not blank."""
        if mark[4] not in ("|", ">"):
            return mark[2]
        last = mark[0]
        for line in range(mark[0] + 1, len(self._lines)):
            row = self._lines[line]
            if row.strip():
                if len(row) - len(row.lstrip(" ")) <= margin:
                    break
                last = line
        return last

    def _length(self, line: int) -> int:
        return len(self._lines[line].rstrip("\r\n"))

    def _insert(self, line: int, column: int, text: str) -> None:
        self._edits[line, column, line, column, text] = None

    def text(self, end: str) -> str:
        """Return the file with the edits in it."""
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line))
        whole = "".join(self._lines)
        parts, at = [], 0
        for row, column, to_row, to_column, new in sorted(self._edits, key=lambda edit: edit[:2]):
            start = max(at, starts[row] + column)
            parts += [whole[at:start], new.replace("\n", end)]
            at = max(start, starts[to_row] + to_column)
        return "".join([*parts, whole[at:]])


def _holder(value: Any, origin: Origin) -> tuple[Any, Any]:
    """Return the mapping or list that holds the value at an origin, and the last step to it."""
    before: str | int = ""
    for step in origin[:-1]:
        if step in SINGLES and isinstance(value, dict) and step not in value:
            value = value[SINGLES[step]]
        elif not (step == 0 and before in SINGLES and isinstance(value, dict)):
            value = value[step]
        before = step
    last = origin[-1]
    short = SHORT_FORMS.get(origin[-3]) if len(origin) > 2 else None
    if short is not None and last == short[1] and isinstance(value, dict) and last not in value:
        last = next(iter(value))
    return value, last
