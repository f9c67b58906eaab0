"""CSV for spreadsheets: the columns id, where, the source's language and the target's."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from pdfbrochure.translation.texts import OfficeFault, Translated, Unit

# What spreadsheets take for a formula, and run; a mark before it, which is taken off again, keeps it a text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "'")
_COLUMNS: Final = ("id", "where")


def write(units: Sequence[Unit], own: str, language: str, _original: str) -> bytes:
    """Return the file: UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([*_COLUMNS, own, language])
    for unit in units:
        rows.writerow([unit.name, unit.where, _as_text(unit.source), _as_text(unit.target)])
    return out.getvalue().encode("utf-8-sig")


def read(content: bytes) -> Translated:
    """Return the targets. Raises OfficeFault."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        mend = "save it in the spreadsheet as “CSV UTF-8”"
        raise OfficeFault("it is no text in UTF-8, so letters with accents are lost", mend) from None
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    before = csv.field_size_limit(len(text) + 1)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise OfficeFault(f"it is no sound CSV: {error}", "save it again as CSV") from None
    finally:
        csv.field_size_limit(before)
    if not rows or len(rows[0]) < 4 or rows[0][0].strip() != _COLUMNS[0]:
        mend = "keep the first row and the order of the columns as they were exported"
        raise OfficeFault("its first row is not id, where, the language of the source, that of the translation", mend)
    targets: dict[str, str] = {}
    for row in rows[1:]:
        if not any(row):
            continue
        if row[0] in targets:
            raise OfficeFault(f"it has two rows for {row[0][:80]}", "keep one of them")
        target = row[3] if len(row) > 3 else ""
        targets[row[0]] = target[1:] if target.startswith("'") and target[1:2] in _FORMULA else target
    return Translated(rows[0][3].strip(), targets)


def _as_text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
