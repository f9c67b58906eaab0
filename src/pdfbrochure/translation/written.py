"""Texts as YAML writes them."""

from __future__ import annotations

import json
import re
from typing import Any, Final

# Needs no quotes: a word, and then letters, digits and signs that YAML takes for nothing else.
_PLAIN: Final = re.compile(r"[^\W\d_][\w ’.()/–—!-]*[^\W_]")
_NO_TEXTS: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
# What JSON leaves as it is, and YAML takes for the end of a line or refuses.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """Return a text on one line: in double quotes, or plain where that says the same."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXTS:
        return text
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def after_colon(text: str, edge: str) -> str:
    """Return a text as it stands behind a key: of several lines, after a bar.

    Args:
        text: The text.
        edge: The blanks before the key.
    """
    rows = text.split("\n")
    if len(rows) == 1 or _ESCAPED.search(text) or "\t" in text or not all(row.isprintable() for row in rows):
        return quoted(text)
    sign = "2" if text.startswith((" ", "\n")) else ""
    return "\n".join([f"|{sign}", *(f"{edge}  {row}" if row.strip() else "" for row in rows)])


def write_whole(value: Any, edge: str = "") -> str:
    """Return a whole file: its values, without its remarks."""
    return "\n".join([*_rows(value, edge), ""])


def _rows(value: Any, edge: str) -> list[str]:
    if isinstance(value, dict):
        rows = []
        for key, inner in value.items():
            head = f"{edge}{quoted(key)}:"
            if isinstance(inner, str):
                rows.append(f"{head} {after_colon(inner.rstrip(), edge)}")
            else:
                rows += [head if inner else f"{head}{_empty(inner)}", *_rows(inner, edge + "  ")]
        return rows
    if isinstance(value, list):
        rows = []
        for inner in value:
            own = _rows(inner, edge + "  ") if isinstance(inner, dict | list) and inner else [_entry(inner, edge)]
            rows += [f"{edge}- {own[0].lstrip(' ')}", *own[1:]]
        return rows
    return []


def _entry(value: Any, edge: str) -> str:
    return after_colon(value.rstrip(), edge) if isinstance(value, str) else _empty(value).strip()


def _empty(value: Any) -> str:
    return " {}" if isinstance(value, dict) else " []" if isinstance(value, list) else ""
