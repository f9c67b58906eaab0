"""Changes of a brochure's text by the page: characters are put in or replaced, and all else stays as it was typed.

Each change is made by place, then the text is read again and compared with what it should say. Where that is not the
same, or a value is written in a way that a change would spread further, the change is refused.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any, Final

from pdfbrochure.diagnostics import BrochureError, Origin, Report
from pdfbrochure.read import Source, parse

_STEP: Final = "  "
# Up to the end of a group in brackets: blanks, remarks and a comma.
_CLOSING: Final = re.compile(r"(?:\s|,|#[^\n]*\n)*[\]}]")


class Unchangeable(Exception):
    """A change that cannot be made from here: the key of its words in words.json, and the line to edit by hand."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.words = words
        self.line = line


class Draft:
    """A text that is being changed, with what it says.

    Args:
        text: The text, its lines ended by line feeds.

    Raises:
        Unchangeable: It cannot be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        report = Report()
        try:
            # Lone halves of pairs, which a browser can hold, are no text.
            self.source: Source = parse(text.encode("utf-8", "replace"), report)
        except BrochureError:
            raise Unchangeable("mend-first") from None
        if report.has_errors:
            raise Unchangeable("mend-first")
        self.lines = text.removeprefix("\ufeff").split("\n")
        self._starts = [len(text) - len(text.removeprefix("\ufeff"))]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    @property
    def value(self) -> dict[str, Any]:
        """What the text says."""
        return self.source.value

    def at(self, line: int, column: int) -> int:
        """Return where a line (from 0) has a column (from 0)."""
        return min(self._starts[min(line, len(self.lines))] + column, len(self.text))

    def line_of(self, offset: int) -> int:
        """Return the line, from 0, of a place in the text."""
        return self.text.count("\n", 0, offset)

    def end_of_line(self, offset: int) -> int:
        """Return where the line of a place ends."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def typed(self, origin: Origin) -> tuple[str | int, ...]:
        """Return a key path as the file has it: `photo` may stand for the first of `photos`."""
        found: list[str | int] = []
        value: Any = self.value
        for step in origin:
            if step == "photos" and isinstance(value, dict) and "photos" not in value and "photo" in value:
                step = "photo"  # noqa: PLW2901  # the name that is there
            elif step == 0 and found[-1:] == ["photo"] and isinstance(value, dict):
                continue
            found.append(step)
            value = _inner(value, step)
        return tuple(found)

    def get(self, path: tuple[str | int, ...]) -> Any:
        """Return the value at a path as typed; None where there is none."""
        value: Any = self.value
        for step in path:
            value = _inner(value, step)
        return value

    def extent(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Return where a value begins and ends. Raises Unchangeable."""
        place = self.source.extent(path)
        if place is None:
            raise Unchangeable("cannot-be-done")
        return self.at(*place[0][:2]), self._end(path)

    def key_start(self, path: tuple[str | int, ...]) -> int:
        """Return where the key of a value begins; of an entry of a list, its dash."""
        place = self.source.extent(path)
        if place is None:
            raise Unchangeable("cannot-be-done")
        mark, key, _ = place
        if key is not None:
            return self.at(*key[:2])
        return self.text.rindex("-", 0, self.at(*mark[:2]))

    def _end(self, path: tuple[str | int, ...]) -> int:
        place = self.source.extent(path)
        assert place is not None, "it was found on the way down"
        mark, key, _ = place
        start, style, value = self.at(*mark[:2]), mark[4], self.get(path)
        if style in ("|", ">"):
            margin = key[1] if key is not None else mark[1] - 2
            return self._end_of_block(mark[0], margin)
        if style not in ("[", "-"):
            return self.at(*mark[2:4])
        steps = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        end = max((self._end((*path, step)) for step in steps), default=start)
        if style == "-":
            return end
        match = _CLOSING.match(self.text, max(end, start + 1))
        if match is None:
            raise Unchangeable("cannot-change-line", mark[0] + 1)
        return match.end()

    def _end_of_block(self, first: int, margin: int) -> int:
        last = first
        for number in range(first + 1, len(self.lines)):
            line = self.lines[number]
            if line.strip():
                if len(line) - len(line.lstrip(" ")) <= margin:
                    break
                last = number
        return self.at(last, len(self.lines[last]))

    def replaced(self, start: int, end: int, new: str) -> str:
        """Return the text with other characters from one place to another."""
        return self.text[:start] + new + self.text[end:]


def _inner(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return value[step]
    return None


def checked(new: str, wanted: Any) -> str:
    """Return a changed text, if it says what it should. Raises Unchangeable."""
    try:
        said = Draft(new).value
    except Unchangeable:
        raise Unchangeable("cannot-be-done") from None
    if bare(said) != bare(wanted):
        raise Unchangeable("cannot-be-done")
    return new


def bare(value: Any) -> Any:
    """Return a value without what nobody minds: line ends behind texts, and groups with nothing in them."""
    if isinstance(value, dict):
        found = {key: bare(inner) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner not in ({}, None)}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return value.rstrip("\n") if isinstance(value, str) else value


def put(text: str, origin: Origin, typed: str, *, after: tuple[str, ...] = ()) -> str:
    """Return the text with a value put at a key path.

    Args:
        text: The text.
        origin: The key path; what holds it need not be there.
        typed: The value as it is typed on one line.
        after: A new key stands behind the last of these that is there; by default behind all.

    Raises:
        Unchangeable: It cannot be put there without touching more.
    """
    draft = Draft(text)
    path = draft.typed(origin)
    _refuse_aliases(draft, path)
    wanted = copy.deepcopy(draft.value)
    _set(wanted, path, _said(typed))
    place = draft.source.extent(path)
    if place is not None:
        new = _replaced(draft, path, typed)
    elif len(path) > 1 and draft.source.extent(path[:-1]) is None:
        if len(path) > 2:
            raise Unchangeable("cannot-be-done")
        end = len(text.rstrip("\n"))
        new = f"{text[:end]}\n\n{path[0]}:\n{_STEP}{path[1]}: {typed}\n"
    else:
        new = _with_key(draft, path, typed, after)
    return checked(new, wanted)


def _refuse_aliases(draft: Draft, path: tuple[str | int, ...]) -> None:
    """Refuse to change what is written once and used twice."""
    for length in range(1, len(path) + 1):
        place = draft.source.extent(path[:length])
        if place is not None and (place[0][4] == "*" or _is_anchored(draft, place[0][0], place[0][1])):
            raise Unchangeable("cannot-change-line", place[0][0] + 1)


def _is_anchored(draft: Draft, line: int, column: int) -> bool:
    """Whether `&name` stands before a value or at its start."""
    row = draft.lines[line] if line < len(draft.lines) else ""
    above = draft.lines[line - 1] if line else ""
    return row[column : column + 1] == "&" or bool(re.search(r"[:-]\s+&\S+\s*$", f"{above}\n{row[:column]}"))


def _said(typed: str) -> Any:
    return Draft(f"key: {typed}").value["key"]


def _set(value: Any, path: tuple[str | int, ...], new: Any) -> None:
    for step in path[:-1]:
        inner = _inner(value, step)
        if inner is None:
            if not isinstance(value, dict):
                raise Unchangeable("cannot-be-done")
            value[step] = inner = {}
        value = inner
    if not isinstance(value, dict | list):
        raise Unchangeable("cannot-be-done")
    value[path[-1]] = new  # type: ignore[index]  # keys of a mapping are texts, places in a list numbers


def _replaced(draft: Draft, path: tuple[str | int, ...], typed: str) -> str:
    place = draft.source.extent(path)
    assert place is not None, "it was looked for"
    mark, key, _ = place
    if mark[4] in ("-", "|", ">"):
        raise Unchangeable("cannot-change-line", mark[0] + 1)
    start, end = draft.extent(path)
    if start == end and key is not None:
        # A key without a value: it goes behind the colon, before a remark.
        colon = draft.text.index(":", draft.at(*key[2:4]))
        return draft.replaced(colon + 1, colon + 1, f" {typed}")
    return draft.replaced(start, end, typed)


def _with_key(draft: Draft, path: tuple[str | int, ...], typed: str, after: tuple[str, ...]) -> str:
    """Return the text with a further key in a group that is there."""
    *above, name = path
    holder = draft.get(tuple(above))
    place = draft.source.extent(tuple(above))
    if not isinstance(holder, dict | None) or (place is None and above):
        raise Unchangeable("cannot-be-done", place[0][0] + 1 if place else 0)
    if not holder:
        if place is None or place[1] is None or place[0][4] == "[":
            raise Unchangeable("cannot-be-done")
        at = draft.end_of_line(draft.at(*place[1][:2]))
        return draft.replaced(at, at, f"\n{' ' * place[1][1]}{_STEP}{name}: {typed}")
    keys = [*holder]
    behind = next((key for key in reversed(keys) if key in after), keys[-1])
    end = draft.extent((*above, behind))[1]
    if place is not None and place[0][4] == "[":
        return draft.replaced(end, end, f", {name}: {typed}")
    first = draft.source.extent((*above, keys[0]))
    assert first is not None
    assert first[1] is not None, "values of a mapping have keys"
    at = draft.end_of_line(end)
    return draft.replaced(at, at, f"\n{' ' * first[1][1]}{name}: {typed}")


def taken_out(text: str, origin: Origin) -> str:
    """Return the text without a key that stands on a line of its own. Raises Unchangeable."""
    draft = Draft(text)
    path = draft.typed(origin)
    place = draft.source.extent(path)
    if place is None:
        return text
    _refuse_aliases(draft, path)
    wanted = copy.deepcopy(draft.value)
    holder = wanted
    for step in path[:-1]:
        holder = holder[step]  # type: ignore[index]  # steps of a path that is there
    del holder[path[-1]]  # type: ignore[arg-type]
    start, end = draft.key_start(path), draft.end_of_line(draft.extent(path)[1])
    line = draft.at(draft.line_of(start), 0)
    if draft.text[line:start].strip() or place[2]:
        raise Unchangeable("cannot-change-line", draft.line_of(start) + 1)
    return checked(draft.replaced(line, min(end + 1, len(text)), ""), wanted)


def with_settings(text: str, settings: Mapping[str, str]) -> str:
    """Return the text with some settings; "" takes one out. Raises Unchangeable."""
    for key, value in settings.items():
        text = put(text, ("settings", key), value) if value else taken_out(text, ("settings", key))
    return text
