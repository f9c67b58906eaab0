"""Source: what the YAML file says, and where each key and value stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from pdfbrochure.diagnostics import Span

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin

# What YAML can say once every scalar stays text; None is an empty value, `~` or `null`.
Value: TypeAlias = "str | dict[str, Value] | list[Value] | None"


# Where one key or value begins and ends: line, column, end line, end column, all from 0; and the style of a value:
# "" plain, "'", '"', "|", ">", "*" an alias, "[" a list or mapping in brackets, "-" one in lines of its own.
Mark: TypeAlias = tuple[int, int, int, int, str]
# Where a value stands, the key before it (None in a list and for the whole file), and the places inside of it (None
# for a scalar). Plain tuples of numbers, since the garbage collector then soon leaves them alone: with objects here,
# it took two thirds of the time of reading 3000 items.
Place: TypeAlias = "tuple[Mark, Mark | None, dict[str, Place] | list[Place] | None]"
# Lists of which a file may have one thing under a key of its own.
SINGLES: Final[Mapping[str | int, str]] = {"photos": "photo", "boxes": "box", "charts": "chart"}
# Lists whose entries may be short, as `key: value`: what the key is, and what the value.
SHORT_FORMS: Final[Mapping[str | int, tuple[str, str]]] = {"links": ("label", "url"), "facts": ("value", "label")}


# The lines of a folded text are not known exactly; words are looked for on so many.
FURTHEST_LINES: Final = 100


class _Dropped(dict[str, "Value"]):
    """Stands for a value that is to be taken out of the file."""


# What a change of `Source.rewritten` returns for a value that is to go.
DROPPED: Final = _Dropped()


class Source:
    """The values of one file and their places.

    Attributes:
        value: The top-level mapping.
        lines: The file's lines without their ends.
        nodes: How many keys and values it has.
        is_simple: Whether no value is an alias of another, and each is as the file has it.
    """

    __slots__ = ("_moved", "_root", "is_simple", "lines", "nodes", "value")

    def __init__(
        self, value: dict[str, Value], root: Place, lines: list[str], nodes: int = 0, *, is_simple: bool = False
    ) -> None:
        self.value = value
        self.lines = lines
        self.nodes = nodes
        self.is_simple = is_simple
        self._root = root
        self._moved: dict[tuple[int, int], list[int]] = {}

    def move_lines(self, origin: Origin, lines: list[int]) -> None:
        """Have the lines of the text at `origin` lead to others of the file: to those that they were made of.

        Args:
            origin: Key path, in the file as it was read.
            lines: For each line of the new text, that of the old one.
        """
        self._moved[self._find(origin)[0][0][:2]] = lines

    def span(self, origin: Origin, line: int = 0, words: str = "") -> Span:
        """Return the place of the value at `origin`, or of its nearest ancestor that the file has.

        Args:
            origin: Key path. Photos are always `("items", 3, "photos", 0, …)`, also where the file says `photo:`, and
                so with `SINGLES`; links always have `"label"` and `"url"`, also in the short form `- label: url`, and
                so with `SHORT_FORMS`.
            line: Line inside a text of several lines, from 0. Exact for `|` texts; for the styles that fold their
                lines it is the line on which that paragraph begins.
            words: Words of the value to point at, looked for from that line on.
        """
        place, is_label = self._find(origin)
        moved = self._moved.get(place[0][:2])
        if moved is not None:
            line = moved[min(line, len(moved) - 1)]
        found = self._span_at(place, is_label=is_label, line=line)
        return (self._span_of_words(words, found, place) if words else None) or found

    def _span_of_words(self, words: str, near: Span, place: Place) -> Span | None:
        """Return where words stand in a value, or None: on the line of a span or not far below."""
        mark = place[0]
        last = min(mark[2], len(self.lines) - 1, near.line + FURTHEST_LINES)
        for line in range(near.line - 1, last + 1):
            begin = mark[1] if line == mark[0] else 0
            column = self.lines[line].find(words, begin)
            if column >= 0:
                return Span(line + 1, column + 1, len(words))
        return None

    def _span_at(self, place: Place, *, is_label: bool, line: int) -> Span:
        mark, key, inner = place
        if is_label and key is not None:
            return self._span(key)
        style = mark[4]
        if style == "|" or (style == ">" and line == 0):
            return self._line_span(mark[0] + 1 + line, place)
        if line and inner is None:
            return self._line_span(self._folded_line(mark, line), place)
        return self._value_span(place)

    def rewritten(self, change: Callable[[Origin, Value], Value]) -> Source:
        """Return the file with other values in the places of its own.

        Args:
            change: Called with the key path of each value, groups before what is in them; returns the value to put
                there, or DROPPED to take it out. Of a group it may not add entries.
        """
        rewritten = _rewritten(self.value, self._root, (), change)
        assert rewritten is not None, "a file stays"
        value, root = rewritten
        assert isinstance(value, dict), "the top of a file is a mapping"
        source = Source(value, root, self.lines)
        source._moved = dict(self._moved)
        return source

    def with_value(self, origin: Origin, value: Value) -> Source:
        """Return the file with another value at a key path of mappings, which it need not have.

        What it does not have stands at its nearest ancestor.
        """
        top: dict[str, Value] = dict(self.value)
        holder = top
        for step in origin[:-1]:
            inner = holder.get(str(step))
            fresh: dict[str, Value] = dict(inner) if isinstance(inner, dict) else {}
            holder[str(step)] = fresh
            holder = fresh
        holder[str(origin[-1])] = value
        source = Source(top, self._root, self.lines)
        source._moved = dict(self._moved)
        return source

    def entries(self) -> tuple[list[Value], list[Place]]:
        """Return the entries of `items`, and their places."""
        values, inner = self.value.get("items"), self._root[2]
        places = inner["items"][2] if isinstance(inner, dict) and "items" in inner else None
        return (values, places) if isinstance(values, list) and isinstance(places, list) else ([], [])

    def names(self, *, above: bool) -> list[str]:
        """Return the keys of the file's top above `items`, or those below it."""
        names = [*self.value]
        at = names.index("items")
        return names[:at] if above else names[at + 1 :]

    def with_entry(self, index: int, part: Source, by: int, more: int, lines: list[str]) -> Source:
        """Return the file with another entry of `items`, and with what follows after it if it is the last.

        Args:
            index: Which entry.
            part: Begins with `items`, and that with the entry; its keys stand for those of this file.
            by: How many lines further down `part` stands in the file.
            more: How many lines more the entry has, or all from it on if it is the last.
            lines: The lines of the file as it is now.
        """
        (values, places), (new, found) = self.entries(), part.entries()
        (mark, key, inner), (_, _, part_inner) = self._root, part._root
        assert isinstance(inner, dict), "the top of a file is a mapping"
        assert isinstance(part_inner, dict), "and so is that of its part"
        marks, entries = [*places[:index], _moved(found[0], by), *_all_moved(places[index + 1 :], more)], [*values]
        entries[index] = new[0]
        if index == len(values) - 1:
            below = {name: part.value[name] for name in part.names(above=False)}
            rest = {name: _moved(part_inner[name], by) for name in below}
        else:
            below, rest = self._below(), self._below_places(more)
        above = self.names(above=True)
        value = {**{name: self.value[name] for name in above}, "items": entries, **below}
        places_above = {name: inner[name] for name in above}
        root = mark, key, {**places_above, "items": (*inner["items"][:2], marks), **rest}
        return Source(value, root, lines, self.nodes + part.nodes, is_simple=True)

    def with_head(self, part: Source, more: int, lines: list[str]) -> Source:
        """Return the file with all before its entries of `items` as it is in a part that ends with the first of them.

        Args:
            part: The part; it has none of the keys below `items`.
            more: How many lines more it has than what stood there.
            lines: The lines of the file as it is now.
        """
        (values, places), (mark, key, part_inner) = self.entries(), part._root
        assert isinstance(part_inner, dict), "the top of a file is a mapping"
        items = (*part_inner["items"][:2], _all_moved(places, more))
        root = mark, key, {**part_inner, "items": items, **self._below_places(more)}
        value = {**part.value, "items": values, **self._below()}
        return Source(value, root, lines, self.nodes + part.nodes, is_simple=True)

    def _below(self) -> dict[str, Value]:
        """Return the values of the keys below `items`."""
        return {name: self.value[name] for name in self.names(above=False)}

    def _below_places(self, more: int) -> dict[str, Place]:
        """Return the places of the keys below `items`, so many lines further down."""
        inner = self._root[2]
        assert isinstance(inner, dict), "the top of a file is a mapping"
        return {name: _moved(inner[name], more) for name in self.names(above=False)}

    def is_folded(self, origin: Origin) -> bool:
        """Whether the value at `origin` is a text whose single line ends were empty lines in the file.

        Not so for `|`, and for texts in double quotes that write their line ends as signs.
        """
        mark = self._find(origin)[0][0]
        return mark[4] in ("", "'", '"', ">") and mark[2] > mark[0] and not self._escapes(mark)

    def _escapes(self, mark: Mark) -> bool:
        return mark[4] == '"' and any("\\n" in line for line in self.lines[mark[0] : mark[2] + 1])

    def alias(self, origin: Origin, typed: str, meant: str) -> None:
        """Have `meant` lead to the place of the key `typed`, in the mapping at `origin`."""
        self.is_simple = False
        inner = self._find(origin)[0][2]
        if isinstance(inner, dict) and typed in inner:
            inner[meant] = inner[typed]

    def key_span(self, origin: Origin) -> Span:
        """Return the place of the key at `origin`; of the value, where it is an entry of a list."""
        place, _ = self._find(origin)
        key = place[1]
        return self._value_span(place) if key is None else self._span(key)

    def extent(self, origin: Origin) -> tuple[Mark, Mark | None, bool] | None:
        """Return where the value at `origin` begins and ends, the same of its key, and whether it is in brackets.

        None where the file has no such value, and for what is a key in a short form, such as the label of a link.
        """
        place = self._root
        before: str | int = ""
        in_brackets = False
        for at, step in enumerate(origin):
            in_brackets = in_brackets or place[0][4] == "["
            found = place if step == 0 and before in SINGLES and isinstance(place[2], dict) else None
            found = found or _step(place[2], step) or _short_value(place[2], origin, at)
            if found is None:
                return None
            place, before = found, step
        return place[0], place[1], in_brackets

    def _find(self, origin: Origin) -> tuple[Place, bool]:
        """Return the deepest place on the way to `origin`, and whether its key is what is meant, not its value."""
        place = self._root
        before: str | int = ""
        for at, step in enumerate(origin):
            inner = place[2]
            found = _step(inner, step)
            if found is None and isinstance(inner, dict):
                short = SHORT_FORMS.get(origin[at - 2]) if at > 1 and len(inner) == 1 else None
                if short is not None and step in short:
                    return next(iter(inner.values())), step == short[0]
                if step == 0 and before in SINGLES:
                    found = place  # `photo:` holds the one mapping itself
            if found is None:
                # What lacks in `settings` is to be added there, and not where its first key happens to be.
                return place, at == 1 and isinstance(inner, dict)
            place, before = found, step
        return place, False

    def _value_span(self, place: Place) -> Span:
        mark, key, inner = place
        if isinstance(inner, dict) and inner and mark[4] == "-":
            first = next(iter(inner.values()))
            return self._span(first[1] or mark)
        is_empty = mark[4] == "" and mark[:2] == mark[2:4]
        return self._span(key) if key is not None and is_empty else self._span(mark)

    def _span(self, mark: Mark) -> Span:
        """Return the span of a mark; cut at the end of its first line."""
        line, column, end_line, end_column, _ = mark
        length = end_column - column
        if end_line > line:
            length = len(self.lines[line].rstrip()) - column if line < len(self.lines) else 0
        return Span(line + 1, column + 1, max(1, length))

    def _line_span(self, line: int, place: Place) -> Span:
        """Return the span of the text on a whole line, counted from 0."""
        if line >= len(self.lines):
            return self._value_span(place)
        text = self.lines[line]
        return Span(line + 1, len(text) - len(text.lstrip()) + 1, len(text.strip()))

    def _folded_line(self, mark: Mark, wanted: int) -> int:
        """Return the file's line (from 0) on which line `wanted` of a folded text begins.

        Folding makes a space of one line end and n line ends of n blank lines, so counting blank lines finds it.
        Not exact for texts with an escaped line end and for further indented lines after `>`.
        """
        start, _, end, _, style = mark
        blanks = 0
        for line in range(start + 1 if style == ">" else start, min(end + 1, len(self.lines))):
            if not self.lines[line].strip():
                blanks += 1
            elif blanks >= wanted:
                return line
        return start


def _all_moved(places: list[Place], by: int) -> list[Place]:
    return [_moved(place, by) for place in places] if by else places


def _moved(place: Place, by: int) -> Place:
    """Return a place, and all within, so many lines further down."""
    mark, key, inner = place
    within: dict[str, Place] | list[Place] | None = None
    if isinstance(inner, dict):
        within = {name: _moved(each, by) for name, each in inner.items()}
    elif isinstance(inner, list):
        within = [_moved(each, by) for each in inner]
    return _lower(mark, by), None if key is None else _lower(key, by), within


def _lower(mark: Mark, by: int) -> Mark:
    return mark[0] + by, mark[1], mark[2] + by, mark[3], mark[4]


def _rewritten(
    value: Value, place: Place, origin: Origin, change: Callable[[Origin, Value], Value]
) -> tuple[Value, Place] | None:
    """Return a value and its place, both as changed; None for one that goes."""
    value = change(origin, value)
    if value is DROPPED:
        return None
    mark, key, inner = place
    if isinstance(value, dict) and isinstance(inner, dict):
        pairs = {name: _rewritten(each, inner[name], (*origin, name), change) for name, each in value.items()}
        kept = {name: pair for name, pair in pairs.items() if pair is not None}
        places = {name: pair[1] for name, pair in kept.items()}
        return {name: pair[0] for name, pair in kept.items()}, (mark, key, places)
    if isinstance(value, list) and isinstance(inner, list):
        entries = [
            pair
            for at, (each, where) in enumerate(zip(value, inner, strict=True))
            if (pair := _rewritten(each, where, (*origin, at), change)) is not None
        ]
        return [pair[0] for pair in entries], (mark, key, [pair[1] for pair in entries])
    return value, place


def _short_value(inner: dict[str, Place] | list[Place] | None, origin: Origin, at: int) -> Place | None:
    """Return the value of an entry in a short form, if that is what step `at` of a key path names."""
    form = SHORT_FORMS.get(origin[at - 2]) if at > 1 else None
    if form is None or origin[at] != form[1] or not isinstance(inner, dict) or len(inner) != 1:
        return None
    values: list[Place] = list(inner.values())
    return values[0]


def _step(inner: dict[str, Place] | list[Place] | None, step: str | int) -> Place | None:
    if isinstance(inner, dict):
        key = SINGLES.get(step, step) if step not in inner else step
        return inner.get(key) if isinstance(key, str) else None
    if inner is not None and isinstance(step, int) and 0 <= step < len(inner):
        return inner[step]
    return None
