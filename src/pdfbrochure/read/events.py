"""Parser events to a Source, within limits that keep a hostile file harmless."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NoReturn, Protocol, TypeAlias

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from pdfbrochure.diagnostics import Span
from pdfbrochure.files import FOLDER, FileFault, Folder
from pdfbrochure.read.decode import UNWANTED, decode, name_character
from pdfbrochure.read.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from pdfbrochure.diagnostics import Report
    from pdfbrochure.files import Files
    from pdfbrochure.read.source import Mark, Place, Value

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML built without libyaml (PyPy, some distributions): 12 times slower, same events
    CParser = None  # type: ignore[assignment, misc]

# A brochure of 3000 items has 7 MB. Base64 pictures and database dumps have more.
LARGEST_FILE: Final = 20_000_000
# The deepest brochure has 8 levels (items, item, photos, photo, focus, …), a theme a few more.
DEEPEST: Final = 40
# 3000 items have 70 000 keys and values.
MOST_NODES: Final = 200_000
# Aliases share text, but whoever prints them multiplies it: a file may not mean more text than it could itself hold.
MOST_CHARACTERS: Final = LARGEST_FILE

# So many other YAML files are named where one is missing.
MOST_NAMED: Final = 3

# A `!tag`, `&name` or `*name` is shown up to here.
LONGEST_SIGN: Final = 80

# Errors with which the rest of the file can be looked at.
_MILD: Final = frozenset(("duplicate-key",))
_PLAIN_TAGS: Final = (None, "tag:yaml.org,2002:str")
_EMPTY: Final = frozenset(("", "~", "null", "Null", "NULL"))


# The bytes of the last build, and their Source.
Before: TypeAlias = "tuple[bytes, Source] | None"


class _EventParser(Protocol):
    def get_event(self) -> Event | None: ...


def read(
    name: str, files: Files, report: Report, keep: Callable[[bytes, Callable[[Before], Source]], Source] | None = None
) -> Source:
    """Return the Source of the YAML file `name`.

    Args:
        name: Its name.
        files: Where it lies.
        report: Takes what is wrong with it.
        keep: Called with the file's bytes and what makes their Source of those of the last build, if it has them: gives
            what that makes, or the Source of the last build.

    Raises:
        BrochureError: The file cannot be opened, or is not YAML as `parse` wants it.
    """
    try:
        data = files.read(name, LARGEST_FILE)
    except FileFault as fault:
        _report_file_fault(fault, report, files.root.absolute() if isinstance(files, Folder) else None)
        report.stop()
    source = parse(data, report) if keep is None else keep(data, lambda before: parse(data, report, before))
    report.source_lines, report.locate = source.lines, source.span
    return source


def parse(data: bytes, report: Report, before: Before = None) -> Source:
    """Return the Source of a YAML file's bytes; the top level must be a mapping.

    What is as in the bytes of `before`, on whose Source there was nothing to tell, need not be parsed.

    Sets `report.source_lines` and `report.locate`, so a theme or a language file needs a report of its own.

    Raises:
        BrochureError: Anything is wrong with the file. Only the first syntax error can be reported; of all else,
            everything. A key that is given twice is reported and raises nothing.
    """
    text = decode(data, report)
    lines = report.source_lines
    if before is not None and not report.seen:
        from pdfbrochure.read.again import read_again  # where a program goes on running

        source = read_again(data, lines, before, parse)
        if source is not None and source.nodes <= MOST_NODES:
            report.locate = source.span
            return source
    if text.startswith("%") or "\n%" in text or "\r%" in text:
        _refuse_directives(lines, report)
    build = _Build(text, report)
    event: Event | None = None
    parser = _open_parser(text)
    try:
        while event.__class__ is not StreamEndEvent:
            event = parser.get_event()
            build.take(event)
    except MarkedYAMLError as error:
        from pdfbrochure.read.syntax import explain  # only needed for a slip

        explain(error, event, lines, report)
        report.stop()
    except YAMLError as error:  # a character that libyaml does not allow, but `decode` does: none known
        report.error("yaml-syntax", "the file cannot be read as YAML", why=str(error).split("\n")[0])
        report.stop()
    root = build.finish()
    # A key that is given twice hides none of the other faults.
    if root is None or not isinstance(build.value, dict) or not _MILD.issuperset(report.error_codes()):
        report.stop()
    source = Source(build.value, root, lines, build.nodes, is_simple=build.is_simple)
    report.locate = source.span
    return source


def _open_parser(text: str) -> _EventParser:
    if CParser is not None:
        return CParser(text)
    from pdfbrochure.read.pure import PureParser  # only where libyaml is missing

    return PureParser(text)


def _report_file_fault(fault: FileFault, report: Report, folder: Path | None) -> None:
    name = fault.name
    if fault.kind == "missing" and folder is not None and not folder.is_dir():
        mend = "check the name of the folder, or begin a brochure there: pdfbrochure init"
        report.error("missing-file", f"there is no folder {folder}", mend=mend)
    elif fault.kind == "missing":
        likely = [fault.hint] if fault.hint else _brochures_in(folder)
        mend = "go to the folder of your brochure, or begin one there: pdfbrochure init"
        if likely:
            mend = f"did you mean {' or '.join(likely)}?"
        where = f" in the folder {folder}" if folder is not None else ""
        report.error("missing-file", f"there is no file {name}{where}", mend=mend)
    elif fault.kind == "too-large":
        why = f"a brochure may have {LARGEST_FILE // 1_000_000} MB; pictures belong into files of their own"
        report.error("too-large", f"{name} is too large ({fault.detail})", why=why)
    elif fault.kind == "not-a-file":
        in_folder = f"name the YAML file, such as {name}/brochure.yaml"
        mend = in_folder if fault.detail == FOLDER else "save the text as a file, such as brochure.yaml, and name that"
        report.error("not-a-file", f"{name} is not a file: {fault.detail}", mend=mend)
    elif fault.kind == "outside":
        report.error("path-outside", f"{name} lies outside the brochure's folder", mend="move it into the folder")
    else:
        report.error("unreadable-file", f"{name} cannot be read: {fault.detail}")


def _brochures_in(folder: Path | None) -> list[str]:
    """Return the names of the files in a folder that may be brochures; none where they are many."""
    names: list[str] = []
    if folder is not None:
        with contextlib.suppress(OSError):
            names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in {".yaml", ".yml"})
    return names if len(names) <= MOST_NAMED else []


def _refuse_directives(lines: list[str], report: Report) -> None:
    """Refuse lines that begin with `%`: nobody needs them, and libyaml compares every one with all before it."""
    for number, line in enumerate(lines, 1):
        if line.startswith("%"):
            report.error(
                "directive",
                f"line {number} begins with `%`, which YAML keeps for itself",
                mend="indent the line, or delete it",
                span=Span(number, 1, len(line)),
            )
            report.stop()


def _mark(event: Event, style: str = "") -> Mark:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start.line, start.column, end.line, end.column, style


def _span(mark: Mark) -> Span:
    line, column, end_line, end_column, _ = mark
    return Span(line + 1, column + 1, end_column - column if end_line == line else 1)


class _Frame:
    """One open mapping or list."""

    __slots__ = ("anchor", "characters", "height", "inner", "key", "key_mark", "nodes", "value")

    def __init__(self, value: dict[str, Value] | list[Value], inner: dict[str, Place] | list[Place]) -> None:
        self.value = value
        self.inner = inner
        self.key: str | None = None  # the key that waits for its value
        self.key_mark: Mark | None = None
        self.height = 0
        self.anchor: str | None = None
        self.nodes = 0
        self.characters = 0


class _Anchored:
    """A value that an alias may name. `nodes` and `characters` are those of the whole value, aliases resolved."""

    __slots__ = ("characters", "event", "height", "inner", "is_open", "is_used", "nodes", "value")

    def __init__(self, event: NodeEvent) -> None:
        self.event = event
        self.is_open = True
        self.is_used = False
        self.value: Value = None
        self.inner: dict[str, Place] | list[Place] | None = None
        self.height = self.nodes = self.characters = 0


class _Build:
    """Builds values and places from parser events, one at a time."""

    def __init__(self, text: str, report: Report) -> None:
        self.value: Value = None
        self._root: Place | None = None
        self._text = text
        self._report = report
        self._frame: _Frame | None = None
        self._stack: list[_Frame | None] = []
        self._anchors: dict[str, _Anchored] = {}
        self._documents = 0
        self.nodes = 0
        self._characters = 0

    @property
    def is_simple(self) -> bool:
        """Whether no value has a name."""
        return not self._anchors

    def take(self, event: Event | None) -> None:
        """Take the next event."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._close()
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                what = "a second document begins here, after `---`"
                self._stop("documents", what, event, mend="keep one brochure in a file, and delete this line")

    def finish(self) -> Place | None:
        """Return the place of the whole file; report what can only be seen at the end."""
        if self._root is None or self.value is None:
            self._report.error(
                "empty-file", "the file is empty", mend="begin with `title: …` and `items:`", span=Span(1, 1)
            )
            return self._root
        if not isinstance(self.value, dict):
            is_what = "a list" if isinstance(self.value, list) else "a text"
            mend = "write `items:` on a line above" if is_what == "a list" else "begin with a key, such as `title: …`"
            what = f"the file is {is_what}, but must be keys with values"
            self._report.error("wrong-type", what, mend=mend, span=_span(self._root[0]))
        for name, anchored in self._anchors.items():
            if not anchored.is_used:
                self._refuse_sign(f"&{name[:LONGEST_SIGN]}", anchored.event)
        if " #" in self._text or "\t#" in self._text:
            from pdfbrochure.read.comments import find_cut_texts  # few files need it, and it costs 4 ms

            find_cut_texts(self._root, self._text, self._report)
        return self._root

    def _scalar(self, event: ScalarEvent) -> None:
        text = event.value
        if event.style == '"' and not text.isprintable():
            self._check_escapes(event)
        frame = self._frame
        if frame is not None and frame.key is None and frame.value.__class__ is dict:
            self._key(event, frame)
            return
        self._count(event, len(text))
        value = None if not event.style and text in _EMPTY else text
        if event.tag is not None or event.anchor is not None:
            self._marked(event, _PLAIN_TAGS)
            if event.anchor is not None:
                anchored = _Anchored(event)
                anchored.is_open, anchored.value = False, value
                anchored.nodes, anchored.characters = 1, len(text)
                self._anchors[event.anchor] = anchored
        self._put(value, _mark(event, event.style or ""), None)

    def _key(self, event: ScalarEvent, frame: _Frame) -> None:
        text = event.value
        if event.tag is not None:
            self._marked(event, _PLAIN_TAGS)
        if event.anchor is not None:
            self._refuse_sign(f"&{event.anchor[:LONGEST_SIGN]}", event)
        if text in frame.value:
            first: Mark = frame.inner[text][1]  # type: ignore[call-overload, assignment]  # a key means a mapping
            what = f"`{text}` is given twice: here and in line {first[0] + 1}"
            mend = "delete one of the two"
            above = self._stack[-1] if self._stack else None
            if above is not None and above.value.__class__ is list and text == next(iter(frame.value)):
                mend += (
                    f"; if a new entry of the list begins here, write `- {text}: …`, with its dash below the one above"
                )
            self._error("duplicate-key", what, event, mend=mend)
        elif text == "<<" and not event.style:
            self._error("merge-key", "`<<` is not understood here", event, mend="write the keys out")
        elif not text[:1].isascii() and not event.style:
            from pdfbrochure.read.slip import odd_start  # only needed for a slip

            line, column, *_ = _mark(event)
            odd = odd_start(text, line)
            if odd is not None:
                self._report.error(odd[0], odd[1], mend=odd[2], span=Span(line + 1, column + 1, 1))
        elif not text:
            self._error("empty-key", "a key is missing before `:`", event)
        frame.key = text
        frame.key_mark = _mark(event)

    def _open(self, event: CollectionStartEvent) -> None:
        frame = self._frame
        if frame is not None and frame.key is None and isinstance(frame.value, dict):
            self._stop("bad-key", "a key must be a text, but here it is a list or a group of keys", event,
                       mend="put quotes round it")  # fmt: skip
        if len(self._stack) >= DEEPEST:
            self._stop("too-deep", f"the lists and keys are nested more than {DEEPEST} deep", event)
        new = _Frame({}, {}) if isinstance(event, MappingStartEvent) else _Frame([], [])
        if event.tag is not None or event.anchor is not None:
            self._marked(event, (None,))
            if event.anchor is not None:
                anchored = self._anchors[event.anchor] = _Anchored(event)
                anchored.value, anchored.inner = new.value, new.inner
                new.anchor, new.nodes, new.characters = event.anchor, self.nodes, self._characters
        self._count(event, 0)
        self._put(new.value, _mark(event, "[" if event.flow_style else "-"), new.inner)
        self._stack.append(frame)
        self._frame = new

    def _close(self) -> None:
        frame = self._frame
        assert frame is not None
        if frame.anchor is not None:
            anchored = self._anchors[frame.anchor]
            if anchored.value is frame.value:  # else the name was given again inside
                anchored.is_open = False
                anchored.height = frame.height + 1
                anchored.nodes = self.nodes - frame.nodes
                anchored.characters = self._characters - frame.characters
        parent = self._frame = self._stack.pop()
        if parent is not None and parent.height <= frame.height:
            parent.height = frame.height + 1

    def _alias(self, event: AliasEvent) -> None:
        name = event.anchor or ""
        anchored = self._anchors.get(name)
        frame = self._frame
        if frame is not None and frame.key is None and isinstance(frame.value, dict):
            self._stop("bad-key", f"`*{name}` cannot be a key", event, mend="write the key out")
        if anchored is None or frame is None:
            self._refuse_sign(f"*{name[:LONGEST_SIGN]}", event)
            self._put(None, _mark(event, "*"), None)
            return
        if anchored.is_open:
            self._stop("bad-alias", f"`*{name}` stands inside of what it repeats", event, mend="write the text out")
        if len(self._stack) + anchored.height > DEEPEST:
            self._stop("too-deep", f"the lists and keys are nested more than {DEEPEST} deep", event)
        anchored.is_used = True
        self.nodes += anchored.nodes - 1
        self._count(event, anchored.characters)
        frame.height = max(frame.height, anchored.height)
        self._put(anchored.value, _mark(event, "*"), anchored.inner)

    def _put(self, value: Value, mark: Mark, inner: dict[str, Place] | list[Place] | None) -> None:
        """Put a value and its place where they belong."""
        frame = self._frame
        if frame is None:
            self.value, self._root = value, (mark, None, inner)
        elif frame.key is not None:
            key = frame.key
            frame.value[key] = value  # type: ignore[call-overload]  # a waiting key means a mapping
            frame.inner[key] = (mark, frame.key_mark, inner)  # type: ignore[call-overload]
            frame.key = None
        else:
            frame.value.append(value)  # type: ignore[union-attr]
            frame.inner.append((mark, None, inner))  # type: ignore[union-attr]

    def _count(self, event: NodeEvent, characters: int) -> None:
        self.nodes += 1
        self._characters += characters
        if self.nodes > MOST_NODES:
            self._stop("too-many", f"the file has more than {MOST_NODES} keys and values, repeated ones counted", event)
        if self._characters > MOST_CHARACTERS:
            self._stop("too-many", "the texts that `*` repeats make the file too long", event)

    def _marked(self, event: ScalarEvent | CollectionStartEvent, tags: tuple[str | None, ...]) -> None:
        """Refuse a tag: `!x` is usually a text that begins with an exclamation mark."""
        if event.tag not in tags:
            line, column = _mark(event)[:2]
            sign = self._report.source_lines[line][column : column + LONGEST_SIGN].split(" ")[0]
            self._refuse_sign(sign, event)

    def _refuse_sign(self, sign: str, event: NodeEvent) -> None:
        """Report a word with a meaning of its own in YAML (`&x`, `*x`, `!x`), most likely meant as text."""
        from pdfbrochure.read.syntax import quote_mend  # only needed for a slip

        line, column = _mark(event)[:2]
        self._report.error(
            "needs-quotes",
            f"`{sign}` has a meaning of its own in YAML, and is not text",
            mend=quote_mend(self._report.source_lines, line, column),
            span=Span(line + 1, column + 1, len(sign)),
        )

    def _check_escapes(self, event: ScalarEvent) -> None:
        found = UNWANTED.search(event.value)
        if found:
            what = f'this text has {name_character(found[0])}, written with a `\\` inside of `"`'
            mend = "write `\\\\` where a backslash is meant, and / in the names of files"
            self._error("control-character", what, event, mend=mend)

    def _error(self, code: str, what: str, event: Event, mend: str = "") -> None:
        self._report.error(code, what, mend=mend, span=_span(_mark(event)))

    def _stop(self, code: str, what: str, event: Event, mend: str = "") -> NoReturn:
        self._error(code, what, event, mend)
        self._report.stop()
