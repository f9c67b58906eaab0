"""Changes of the text that the page asks for, answered with the new text: nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pdfbrochure.live.adding import ADDITIONS, add_photo
from pdfbrochure.live.edits import Draft, Unchangeable, put, with_settings
from pdfbrochure.live.shown import TRIED
from pdfbrochure.live.uploads import Uploads
from pdfbrochure.translation.written import quoted

Given = Mapping[str, Any]
_LONGEST: Final = 2000


def change(given: Given) -> dict[str, Any]:
    """Return the text after a change, or the key of the words that say why it cannot be made.

    Args:
        given: `text`, `what` is to be done, and what that needs: see each below.
    """
    text, what = given.get("text"), given.get("what")
    if not isinstance(text, str) or not isinstance(what, str):
        return {"fault": "cannot-be-done"}
    try:
        if what in ADDITIONS:
            new, select = ADDITIONS[what](text, _number(given, "line"))
            return {"text": new, "select": select}
        if what == "settings":
            return {"text": with_settings(text, _settings(given))}
        if what == "focus":
            return _with_focus(text, given)
    except Unchangeable as fault:
        return fault_of(fault)
    return {"fault": "cannot-be-done"}


def fault_of(fault: Unchangeable) -> dict[str, Any]:
    """Return what the page is told where a change cannot be made."""
    return {"fault": fault.words, "values": {"line": fault.line}}


def _number(given: Given, name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unchangeable("cannot-be-done")
    return value


def _settings(given: Given) -> dict[str, str]:
    settings = given.get("settings")
    if not isinstance(settings, dict) or not all(isinstance(value, str) for value in settings.values()):
        raise Unchangeable("cannot-be-done")
    known = {key: value for key, value in settings.items() if key in TRIED}
    return {
        key: value if re.fullmatch(r"[\w-]+", value) or not value else quoted(value) for key, value in known.items()
    }


def _with_focus(text: str, given: Given) -> dict[str, Any]:
    """Return the text with the focus of a photo; `item` and `photo` are its numbers, `focus` two shares or None."""
    origin = ("items", _number(given, "item"), "photos", _number(given, "photo"), "focus")
    focus = given.get("focus")
    draft = Draft(text)
    holder = draft.typed(origin[:-1])
    if draft.source.extent(holder) is None:
        raise Unchangeable("cannot-be-done")
    line = draft.line_of(draft.key_start(holder)) + 1
    if focus is not None:
        if not (isinstance(focus, list) and len(focus) == 2 and all(isinstance(part, int | float) for part in focus)):
            raise Unchangeable("cannot-be-done")
        typed = "[" + ", ".join(f"{min(1.0, max(0.0, float(part))):.2f}" for part in focus) + "]"
        text = put(text, origin, typed)
        draft = Draft(text)
    path = draft.typed(origin)
    place = draft.source.extent(path)
    if place is None:
        return {"text": text, "line": line, "column": 0, "length": 0}
    start, end = draft.extent(path)
    return {
        "text": text,
        "line": place[0][0] + 1,
        "column": place[0][1],
        "length": end - start,
        "typed": text[start:end],
    }


def describe_photo(given: Given) -> dict[str, Any]:
    """Return what is written of a photo. Raises Unchangeable."""
    found: dict[str, Any] = {}
    for name in ("credit", "alt", "caption"):
        value = given.get(name)
        value = " ".join(value.split()) if isinstance(value, str) else ""
        if value and not (name == "alt" and given.get("decorative") is True):
            found[name] = value[:_LONGEST]
    if given.get("decorative") is True:
        found["decorative"] = True
    if "credit" not in found:
        raise Unchangeable("say-who")
    if "alt" not in found and "decorative" not in found:
        raise Unchangeable("say-what")
    return found


def place_photo(given: Given, uploads: Uploads, folder: Path) -> dict[str, Any]:
    """Put a photo that was taken in into the folder, and return the text with it.

    Args:
        given: `text`, `token`, the name that the photo had (`called`), `item`, and what is said of it.
        uploads: The photos that were taken in.
        folder: The brochure's.
    """
    text, token, called = given.get("text"), given.get("token"), given.get("called")
    if not (isinstance(text, str) and isinstance(token, str) and isinstance(called, str)):
        return {"fault": "cannot-be-done"}
    try:
        name = uploads.name_for(token, called, folder)
        new, select = add_photo(text, _number(given, "item"), {"file": name, **describe_photo(given)})
        uploads.put(token, name, folder)
    except Unchangeable as fault:
        return fault_of(fault)
    except KeyError:
        return {"fault": "cannot-be-done"}
    except OSError as error:
        return {"fault": "photo-not-stored", "values": {"why": error.strerror or str(error)}}
    return {"text": new, "select": select, "name": name}
