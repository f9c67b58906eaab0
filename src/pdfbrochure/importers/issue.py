"""Begins the next issue from the last, by text: remarks, settings and the order of keys stay as they were typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.diagnostics import BrochureError, Report, render_all
from pdfbrochure.files import FileFault, Folder
from pdfbrochure.importers.draft import ImportFault
from pdfbrochure.importers.yaml_text import scalar
from pdfbrochure.model.scalars import read_when
from pdfbrochure.read import Source, read

_EXAMPLE: Final = """\
  - title: The first item of this issue
    body: |
      Write the text here. An empty line begins a new paragraph.
    # date: 2026-03-21
    # photo:
    #   file: assets/photo.jpg
    #   credit: Name of the photographer
    #   alt: What the photo shows, for people who do not see it.
"""
_NUMBER: Final = re.compile(r"(\d{1,6})(\D*)$")


class Issue(Struct, frozen=True):
    """The files of the next issue, the name of its text, and what to say about it."""

    files: dict[str, bytes]
    name: str
    said: tuple[str, ...]


def begin_issue(old: Path, keep: Sequence[int], date: str) -> Issue:
    """Return the next issue of a brochure. Writes nothing.

    Args:
        old: The last issue: its folder, or its YAML file.
        keep: Numbers of items to keep, from 1.
        date: Of the new issue; "" to leave the date out.

    Raises:
        ImportFault: The old issue cannot be read, or has no such item.
    """
    file = old / "brochure.yaml" if old.is_dir() else old
    folder, report = Folder(file.parent), Report(str(file))
    try:
        source = read(file.name, folder, report)
    except BrochureError:
        raise ImportFault("\n".join(finding.text for finding in render_all(report))) from None
    items = source.value.get("items")
    if not isinstance(items, list) or not items:
        raise ImportFault(f"{file} has no items", "name a brochure that has some")
    wrong = [number for number in keep if not 1 <= number <= len(items)]
    if wrong:
        raise ImportFault(f"{file} has no item {wrong[0]}", f"it has {len(items)}")
    said: list[str] = []
    text = _with_items(source, items, sorted(set(keep)))
    text = _counted(text, source, said)
    text = _dated(text, source, date, said)
    files = {file.name: text.encode()}
    kept = read_back(files[file.name])
    for name in dict.fromkeys(_files_in(kept)):
        try:
            files[name] = folder.read(name)
        except FileFault:
            said.append(f"{name} could not be copied")
    left = len(items) - len(set(keep))
    said.append(f"{left} item{'s' * (left != 1)} of the last issue left out, with their photos")
    return Issue(files, file.name, tuple(said))


def read_back(content: bytes) -> dict[str, Any]:
    """Return the values of the new text, which must be as sound as the old."""
    from pdfbrochure.read import parse

    try:
        return parse(content, Report()).value
    except BrochureError:
        why = "the items of the last issue do not stand on lines of their own"
        raise ImportFault(why, "begin with `pdfbrochure init`, and copy the settings") from None


def _with_items(source: Source, items: list[Any], keep: list[int]) -> str:
    """Return the text with only some of its items, or an example."""
    lines = source.lines
    head = source.key_span(("items",)).line
    starts = [source.span(("items", at)).line for at in range(len(items))]
    starts = [_with_remarks(lines, line, head) for line in starts]
    end = _end(lines, starts[-1])
    bounds = [*starts, end]
    kept = [row for number in keep for row in lines[bounds[number - 1] - 1 : bounds[number] - 1]]
    rows = kept or _EXAMPLE.rstrip("\n").split("\n")
    while rows and not rows[-1].strip():
        rows.pop()
    before = lines[: min(starts[0], head + 1) - 1] if starts[0] <= head else lines[: starts[0] - 1]
    after = lines[end - 1 :]
    return "\n".join([*before, *rows, *([""] if after and after[0].strip() else []), *after]).rstrip("\n") + "\n"


def _with_remarks(lines: list[str], line: int, head: int) -> int:
    """Return the line on which the remarks above an item begin."""
    edge = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    while line - 1 > head and re.match(rf" {{0,{edge}}}#", lines[line - 2]):
        line -= 1
    return line


def _end(lines: list[str], last: int) -> int:
    """Return the line behind the last item: the next key at the edge, with the remarks above it."""
    for at in range(last, len(lines)):
        row = lines[at]
        if row and not row[0].isspace() and not row.startswith(("- ", "#")):
            end = at
            while end > last and (lines[end - 1].startswith("#") or not lines[end - 1].strip()):
                end -= 1
            return end + 1
    return len(lines) + 1


def _counted(text: str, source: Source, said: list[str]) -> str:
    """Return the text with the number of the issue counted on."""
    issue = source.value.get("issue")
    if not isinstance(issue, str) or not _NUMBER.search(issue):
        return text
    following = _NUMBER.sub(lambda match: f"{int(match[1]) + 1:0{len(match[1])}d}{match[2]}", issue.strip())
    said.append(f"issue: {following}")
    quoted = scalar(following) if not re.fullmatch(r"[\d.]+", following) else f'"{following}"'
    return re.sub(
        r"(?m)^issue:[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|[^#\n]*?)(?=[ \t]*(?:#.*)?$)",
        lambda _: f"issue: {quoted}",
        text,
        count=1,
    )


def _dated(text: str, source: Source, date: str, said: list[str]) -> str:
    """Return the text with the new date, or without the old one."""
    pattern = r"(?m)^date:.*\n(?:[ \t]+\S.*\n)*"
    if date:
        if getattr(read_when(date), "start", None) is None:
            raise ImportFault(f"{date} is no date", "write year-month-day, such as 2026-03-21")
        if re.search(pattern, text):
            return re.sub(pattern, f"date: {date}\n", text, count=1)
        return re.sub(r"(?m)^items:", f"date: {date}\n\nitems:", text, count=1)
    if "date" in source.value:
        said.append("the date of the last issue is left out")
        return re.sub(pattern, "", text, count=1)
    return text


def _files_in(value: Any) -> list[str]:
    """Return the files that a brochure still names: whatever text is the path of one below its folder."""
    if isinstance(value, dict):
        return [name for inner in value.values() for name in _files_in(inner)]
    if isinstance(value, list):
        return [name for inner in value for name in _files_in(inner)]
    is_path = isinstance(value, str) and re.fullmatch(r"[^\s:\\][^\n:\\]{0,200}\.[A-Za-z0-9]{2,5}", value.strip())
    is_text = isinstance(value, str) and value.strip().lower().endswith((".pdf", ".com", ".org", ".eu", ".int", ".net"))
    return [value.strip()] if is_path and not is_text else []
