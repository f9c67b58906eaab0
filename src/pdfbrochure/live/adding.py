"""Further items, photos, links and dates in a text: the right lines, at the right distance from the edge."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from pdfbrochure.live.edits import Draft, Unchangeable, checked, put
from pdfbrochure.translation.written import quoted

# What is to be typed over.
TITLE: Final = "A new item"
LABEL: Final = "The website"
SUBHEAD: Final = "A sub-heading"
QUOTE: Final = "A sentence worth repeating"
# The keys of an item that stand before its photo.
_BEFORE_PHOTO: Final = ("date", "title", "short_title", "byline", "lang", "standfirst")

# The new text, and where the words stand that are to be typed over.
Added = tuple[str, tuple[int, int]]


def item_at(draft: Draft, line: int) -> int:
    """Return the number, from 0, of the item in which a line (from 1) stands. Raises Unchangeable."""
    items = draft.value.get("items")
    if not isinstance(items, list) or not items:
        raise Unchangeable("no-item-here")
    found = -1
    for number in range(len(items)):
        if draft.line_of(draft.key_start(("items", number))) + 1 <= line:
            found = number
    last = draft.line_of(draft.extent(("items", len(items) - 1))[1]) + 1
    if found < 0 or (found == len(items) - 1 and line > last + 1):
        raise Unchangeable("no-item-here")
    return found


def _selected(text: str, words: str, near: int) -> Added:
    start = text.index(words, near)
    return text, (start, start + len(words))


def add_item(text: str, line: int) -> Added:
    """Return the text with an item more: behind the one in which the line stands, or behind all."""
    draft = Draft(text)
    items = draft.value.get("items")
    wanted = copy.deepcopy(draft.value)
    new = {"title": TITLE, "body": "Write the text here.\n"}
    if not isinstance(items, list) or not items:
        if items is not None or "items" in draft.value:
            raise Unchangeable("cannot-be-done")
        wanted["items"] = [new]
        end = len(text.rstrip("\n"))
        lines = f"items:\n  - title: {TITLE}\n    body: |\n      Write the text here.\n"
        return _selected(checked(f"{text[:end]}\n\n{lines}", wanted), TITLE, end)
    try:
        number = item_at(draft, line)
    except Unchangeable:
        number = len(items) - 1
    place = draft.source.extent(("items", number))
    if place is None or place[0][4] != "-":
        raise Unchangeable("cannot-change-line", place[0][0] + 1 if place else 0)
    dash = draft.key_start(("items", number))
    edge = " " * (dash - draft.at(draft.line_of(dash), 0))
    inner = " " * place[0][1]
    at = draft.end_of_line(draft.extent(("items", number))[1])
    gap = inner[len(edge) + 1 :]
    lines = f"\n\n{edge}-{gap}title: {TITLE}\n{inner}body: |\n{inner}  Write the text here."
    wanted["items"].insert(number + 1, new)
    return _selected(checked(draft.replaced(at, at, lines), wanted), TITLE, at)


def add_link(text: str, line: int) -> Added:
    """Return the text with a link more in the item of a line."""
    draft = Draft(text)
    number = item_at(draft, line)
    path = ("items", number, "links")
    links = draft.get(path)
    url = "https://www.example.org"
    entry = f"- {LABEL}: {url}"
    wanted = copy.deepcopy(draft.value)
    if isinstance(links, list) and links:
        dash = draft.key_start((*path, len(links) - 1))
        edge = " " * (dash - draft.at(draft.line_of(dash), 0))
        if draft.text[dash - len(edge) : dash].strip():
            raise Unchangeable("cannot-change-line", draft.line_of(dash) + 1)
        at = draft.end_of_line(draft.extent((*path, len(links) - 1))[1])
        wanted["items"][number]["links"].append({LABEL: url})
        return _selected(checked(draft.replaced(at, at, f"\n{edge}{entry}"), wanted), LABEL, at)
    if links is not None or "links" in draft.value["items"][number]:
        raise Unchangeable("cannot-be-done")
    at, inner = _end_of_item(draft, number)
    wanted["items"][number]["links"] = [{LABEL: url}]
    return _selected(checked(draft.replaced(at, at, f"\n{inner}links:\n{inner}  {entry}"), wanted), LABEL, at)


def _end_of_item(draft: Draft, number: int) -> tuple[int, str]:
    """Return where an item of keys in lines of their own ends, and the blanks before its keys."""
    place = draft.source.extent(("items", number))
    if place is None or place[0][4] != "-":
        raise Unchangeable("cannot-change-line", place[0][0] + 1 if place else 0)
    return draft.end_of_line(draft.extent(("items", number))[1]), " " * place[0][1]


def add_date(text: str, line: int) -> Added:
    """Return the text with today's date in the item of a line, or with the one that is there selected."""
    draft = Draft(text)
    number = item_at(draft, line)
    path = ("items", number, "date")
    if draft.source.extent(path) is not None:
        return text, draft.extent(path)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    new = put(text, path, today, after=("title",))
    start, end = Draft(new).extent(path)
    return new, (start, end)


def _add_block(text: str, line: int, sign: str, words: str) -> Added:
    """Return the text with a paragraph of a kind behind the one in which a line stands."""
    draft = Draft(text)
    number = item_at(draft, line)
    path = ("items", number, "body")
    place = draft.source.extent(path)
    if place is None or place[0][4] != "|":
        raise Unchangeable("not-in-text")
    first, last = place[0][0] + 1, draft.line_of(draft.extent(path)[1])
    if not first <= line - 1 <= last:
        raise Unchangeable("not-in-text")
    at = line - 1
    while at < last and draft.lines[at + 1].strip():
        at += 1
    row = draft.lines[first]
    edge = row[: len(row) - len(row.lstrip(" "))]
    end = draft.at(at, len(draft.lines[at]))
    before = draft.text[draft.at(first, 0) : end].rstrip("\n")
    end -= len(draft.text[draft.at(first, 0) : end]) - len(before)
    lines = f"\n\n{edge}{sign} {words}" + ("\n" if at < last and draft.lines[at + 1 : at + 2] != [""] else "")
    new = draft.replaced(end, end, lines)
    wanted = copy.deepcopy(draft.value)
    wanted["items"][number]["body"] = Draft(new).value["items"][number]["body"]
    if f"{sign} {words}" not in wanted["items"][number]["body"].split("\n"):
        raise Unchangeable("cannot-be-done")
    return _selected(checked(new, wanted), words, end)


def add_subhead(text: str, line: int) -> Added:
    """Return the text with a sub-heading behind the paragraph of a line."""
    return _add_block(text, line, "##", SUBHEAD)


def add_quote(text: str, line: int) -> Added:
    """Return the text with a pull quote behind the paragraph of a line."""
    return _add_block(text, line, ">", QUOTE)


ADDITIONS: Final[Mapping[str, Callable[[str, int], Added]]] = {
    "add-item": add_item,
    "add-link": add_link,
    "add-date": add_date,
    "add-subhead": add_subhead,
    "add-quote": add_quote,
}


# Photos --------------------------------------------------------------------------------------------------------


def add_photo(text: str, item: int, photo: Mapping[str, Any]) -> Added:
    """Return the text with a photo more in an item, and where it stands.

    Args:
        text: The text.
        item: The item's number, from 0.
        photo: What is written of it, by the keys of a photo; values are texts, or True.

    Raises:
        Unchangeable: The item is written in a way in which none can be added.
    """
    draft = Draft(text)
    items = draft.value.get("items")
    if not isinstance(items, list) or not 0 <= item < len(items) or not isinstance(items[item], dict):
        raise Unchangeable("no-item-here")
    _end, edge = _end_of_item(draft, item)
    rows = [f"{key}: {'true' if value is True else quoted(value)}" for key, value in photo.items()]
    said = {key: "true" if value is True else value for key, value in photo.items()}
    wanted = copy.deepcopy(draft.value)
    path = ("items", item)
    if draft.source.extent((*path, "photos")) is not None and "photos" in items[item]:
        new, at = _behind_photos(draft, item, rows)
        wanted["items"][item]["photos"] = [*(items[item]["photos"] or []), said]
    elif items[item].get("photo") is not None:
        new, at = _second_photo(draft, item, edge, rows)
        own = wanted["items"][item]
        own["photos"] = [own.pop("photo"), said]
    else:
        behind = [key for key in items[item] if key in _BEFORE_PHOTO] or [next(iter(items[item]))]
        at = draft.end_of_line(max(draft.extent((*path, key))[1] for key in behind))
        new = draft.replaced(at, at, "".join(f"\n{edge}{row}" for row in ("photo:", *(f"  {row}" for row in rows))))
        wanted["items"][item]["photo"] = said
    new = checked(new, wanted)
    return _selected(new, rows[0], at)


def _entry(edge: str, rows: list[str]) -> str:
    return "".join(f"\n{edge}{'- ' if at == 0 else '  '}{row}" for at, row in enumerate(rows))


def _behind_photos(draft: Draft, item: int, rows: list[str]) -> tuple[str, int]:
    path = ("items", item, "photos")
    photos = draft.get(path)
    place = draft.source.extent(path)
    if not isinstance(photos, list) or not photos or place is None or place[0][4] != "-":
        raise Unchangeable("cannot-change-line", place[0][0] + 1 if place else 0)
    last = (*path, len(photos) - 1)
    dash = draft.key_start(last)
    edge = " " * (dash - draft.at(draft.line_of(dash), 0))
    at = draft.end_of_line(draft.extent(last)[1])
    return draft.replaced(at, at, _entry(edge, rows)), at


def _second_photo(draft: Draft, item: int, edge: str, rows: list[str]) -> tuple[str, int]:
    """Make a list of the one photo and a further one; the lines of the first are moved in, and else left alone."""
    path = ("items", item, "photo")
    place = draft.source.extent(path)
    assert place is not None
    assert place[1] is not None, "it has a key"
    key, style = draft.at(*place[1][:2]), place[0][4]
    start, end = draft.extent(path)
    end = draft.end_of_line(end)
    if style == "-":
        lines = draft.text[draft.end_of_line(key) + 1 : end].split("\n")
        least = min(len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
        moved = [f"{edge}    {line[least:]}" if line.strip() else line for line in lines]
        first = next(at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        moved[first] = f"{edge}  - {moved[first].lstrip()}"
        head = draft.text[key : draft.end_of_line(key)].replace("photo", "photos", 1)
        kept = head + "\n" + "\n".join(moved)
    else:
        kept = f"photos:\n{edge}  - {draft.text[start:end]}"
    return draft.replaced(key, end, kept + _entry(f"{edge}  ", rows)), key + len(kept)
