"""Readers made of readers: of one text, of a list, of a text in several languages, of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.model.plain import LONGEST_LINE, is_missing, remark_on_alt, remark_on_line
from pdfbrochure.model.scalars import Fault, one_line, show
from pdfbrochure.regexes import compiled_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.shapes import Reader
    from pdfbrochure.model.walk import Walk

# About 300 000 words: three novels. A longer text is another file read in by mistake.
LONGEST_TEXT: Final = 2_000_000
# BCP 47 as people type it: a language, and it may be a script and a region; never the name of a key.
# Lines of so many characters are those of a text that a program or its writer has broken.
LONG_LINE: Final = 50
# A line end that is no empty line, and what a sentence may end with.
_SINGLE_END: Final = r"(?<!\n)\n(?![\n \t])"
_STOPS: Final = ".!?:;\u2026)]\u201d\u2019\u00bb\u203a\"'\u3002\uff01\uff1f\u300d\u0964\u061f\u06d4"
_TAG: Final = compiled_later(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")


def text(parse: Callable[[str], Any], mend: str = "") -> Reader:
    """Return a reader of one text, which `parse` turns into a value or a Fault."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if not isinstance(value, str):
            quoting = f"put quotes round it if it begins with {'[' if isinstance(value, list) else '{'}"
            walk.wrong_type(value, origin, "one text", mend or quoting)
            return None
        result = parse(value.strip())
        if isinstance(result, Fault):
            walk.fault(origin, result if value.isascii() else _without_curly(value, result, parse))
            return None
        return result

    return read


def _without_curly(value: str, fault: Fault, parse: Callable[[str], Any]) -> Fault:
    """Return a fault that says so, if only the marks of a word processor round a value are wrong."""
    from pdfbrochure.read.alike import without_quotes  # only needed for a slip

    inner = without_quotes(value)
    if inner is None or isinstance(parse(inner), Fault):
        return fault
    says = f"is {show(value)}, with the quotation marks of a word processor round it"
    return Fault(fault.code, says, f"write it without them: {inner}")


def list_of(entry: Reader, most: int | None, mend: str, lost: object = None) -> Reader:
    """Return a reader of a list, which gives a tuple; `lost` stands for each entry at fault, so that none moves up."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if not isinstance(value, list):
            is_dash = isinstance(value, dict) and any(key.startswith("-") for key in value)
            walk.wrong_type(value, origin, "a list", "write a space after the `-`" if is_dash else mend)
            return None
        if most is not None and len(value) > most:
            walk.fault(origin, Fault("too-many", f"has {len(value)} entries, more than {most}"))
            return None
        found = []
        for index, inner in enumerate(value):
            at = (*origin, index)
            if is_missing(inner):
                walk.fault(at, Fault("missing-value", "is empty", "write something after the `-`, or delete it"))
                found.append(lost)
                continue
            result = entry(inner, at, walk)
            found.append(lost if result is None else result)
        return tuple(found)

    return read


def _parse_line(typed: str) -> str | Fault:
    line = typed if typed.isprintable() and "  " not in typed else one_line(typed)
    if len(line) > LONGEST_LINE:
        return Fault("too-long", f"has {len(line)} characters", f"it may have {LONGEST_LINE}")
    return line


def _parse_lines(typed: str) -> str | Fault:
    lines = [one_line(line) for line in typed.splitlines()]
    whole = "\n".join(line for line in lines if line)
    if len(whole) > LONGEST_LINE:
        return Fault("too-long", f"has {len(whole)} characters", f"it may have {LONGEST_LINE}")
    return whole


def _read_markdown(value: object, origin: Origin, walk: Walk) -> str | None:
    """Return a Markdown text as typed, without the blanks at its end.

    Without `|` YAML makes one line of the lines of a paragraph, and one line end of an empty line. These are paragraphs
    again here, with a remark, since lists and line ends are lost.
    """
    if not isinstance(value, str):
        key = origin[-1]
        walk.wrong_type(value, origin, "one text", f"write `{key}: |` and the text, indented, on the lines below")
        return None
    if len(value) > LONGEST_TEXT:
        walk.fault(origin, Fault("too-long", f"has {len(value)} characters", f"it may have {LONGEST_TEXT}"))
        return None
    value = value.rstrip()
    if "\n" not in value or not walk.source.is_folded(origin):
        return value
    parted = part_folded(value)
    if parted != value:
        key = walk.key_of(origin)
        what = f"{walk.name(origin)} is typed without `|`, so its lines run together, and only empty lines part it"
        mend = f"write `{key}: |`, and the text on the lines below"
        walk.report.warning("lines-lost", what, mend=mend, origin=origin, span=walk.source.key_span(origin))
    return parted


def is_language_key(key: str) -> bool:
    """Whether a key of a mapping can be a language."""
    return _TAG.fullmatch(key) is not None


def part_folded(value: str) -> str:
    """Return a text whose single line ends were empty lines in the file, with an empty line between its paragraphs.

    A file that a program has written has two empty lines there, and one for each line end of a paragraph: where those
    stand within sentences, the text is right as it is.
    """
    ends = list(re.finditer(_SINGLE_END + r"(?=\w)", value))
    within = [end.end() for end in ends if end.start() and value[end.start() - 1] not in _STOPS]
    if "\n\n" in value and 2 * len(within) >= len(ends):
        return value
    if any(value[at].islower() for at in within) and all(len(line) >= LONG_LINE for line in value.split("\n")[:-1]):
        return value
    return re.sub(_SINGLE_END, "\n\n", value)


def translated(reader: Reader, *, optional: bool = False, of_keys: bool = False) -> Reader:
    """Return a reader that also takes a mapping of languages, and reads the value of the one that is wanted.

    Args:
        reader: Of a value without languages.
        optional: Whether a language may be left out, which then has the default.
        of_keys: Whether the values are groups of keys themselves, so that keys that look like languages are none.
    """

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        if (
            not isinstance(value, dict)
            or not value
            or not all(_TAG.fullmatch(key) for key in value)
            or (of_keys and not all(isinstance(inner, dict) or is_missing(inner) for inner in value.values()))
        ):
            if isinstance(value, str):
                walk.plain.append((origin, value))
            return reader(value, origin, walk)
        if not optional:
            walk.translations.update(value)
            walk.mapped.append((origin, value))
        key = pick_language(walk.language, list(value))
        if key is None or is_missing(value[key]):
            if optional:
                return None
            has = ", ".join(key for key in value if not is_missing(value[key])) or "none"
            says = f"has no text in the language {walk.language} (it has {has})"
            walk.fault(origin, Fault("missing-translation", says, f"add the line `{walk.language}: …`"))
            return None
        return reader(value[key], (*origin, key), walk)

    return read


def pick_language(wanted: str, tags: list[str]) -> str | None:
    """Return the tag that serves a language: the same, one nearer to the root, or one of the same primary language."""
    folded = {tag.casefold(): tag for tag in tags}
    name = wanted.casefold()
    while name:
        if name in folded:
            return folded[name]
        name = name.rpartition("-")[0]
    primary = wanted.casefold().partition("-")[0]
    return next((tag for tag in tags if tag.casefold().partition("-")[0] == primary), None)


_parse_plain: Final[Reader] = text(_parse_line)


def remarked(reader: Reader, remark_on: Callable[[str], Fault | None]) -> Reader:
    """Return a reader that also reports, as a warning, what looks wrong in the text that it has read."""

    def read(value: object, origin: Origin, walk: Walk) -> Any:
        line = reader(value, origin, walk)
        remark = remark_on(line) if isinstance(line, str) else None
        if remark is not None:
            what = f"{walk.name(origin)} {remark.says}"
            walk.report.warning(remark.code, what, why=remark.why, mend=remark.mend, origin=origin)
        return line

    return read


read_plain: Final[Reader] = remarked(_parse_plain, remark_on_line)
read_line: Final[Reader] = translated(read_plain)
read_alt: Final[Reader] = translated(remarked(read_plain, remark_on_alt))
read_lines: Final[Reader] = translated(remarked(text(_parse_lines), remark_on_line))
read_markdown: Final[Reader] = translated(_read_markdown)
