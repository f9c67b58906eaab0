"""Takes the tables out of a text: rows of cells parted by upright strokes, below a header and a line of dashes.

The form is that of GitHub Flavored Markdown (0.29, 4.10), but nothing is lost or made up in silence: a row with too
many or too few cells is an error. The lines of a table are blank in what is left, so that every line keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from pdfbrochure.compose.typed import Remark
from pdfbrochure.regexes import compiled_later

Side = Literal["", "start", "center", "end"]

LEAST_COLUMNS: Final = 2
MOST_COLUMNS: Final = 8
# A table of a brochure has a page of rows; this one would have ten.
MOST_ROWS: Final = 400
CODE: Final = "bad-table"

RULE: Final = re.compile(r"^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^ {0,3}\|\s*:?-+:?\s*\|?\s*$")
_INDENTED: Final = re.compile(r"^(?: {4}| {0,3}\t)")
# What ends a table although it has a stroke in it: a list, a heading, a quote.
_OTHER: Final = compiled_later(r"^ {0,3}(?:[-*+]\s|#{1,6}\s|>)")


class Row(Struct, frozen=True):
    """A row as typed: its line, from 0, and its cells."""

    line: int
    cells: tuple[str, ...]


class Pipe(Struct, frozen=True):
    """A table as typed.

    Attributes:
        line: That of its header.
        heads: Its header's cells.
        sides: For each column the edge that its colons name; "" for none.
        rows: Its rows, each with as many cells.
        caption: The words of its caption; "" for none.
        caption_line: The line on which they begin.
    """

    line: int
    heads: tuple[str, ...]
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    caption_line: int = 0


class Taken(Struct, frozen=True):
    """The lines of a text without its tables, the tables, and what is wrong with them."""

    lines: list[str]
    tables: tuple[Pipe, ...]
    remarks: tuple[Remark, ...]


def holds_table(lines: Sequence[str]) -> bool:
    """Whether lines hold a table: a line with a stroke above one of dashes and strokes."""
    return any(_begins(lines, number) for number in range(len(lines) - 1))


def take_tables(lines: Sequence[str], words: Sequence[str]) -> Taken:
    """Return the tables of a text, and its other lines.

    Args:
        lines: The text as typed.
        words: With which a caption begins, before a colon: `Table`, and the word of the text's language.
    """
    left = list(lines)
    tables: list[Pipe] = []
    remarks: list[Remark] = []
    number = 0
    while number < len(lines) - 1:
        if not _begins(lines, number):
            number += 1
            continue
        end = _end(lines, number)
        table = _read(lines, number, end, remarks)
        left[number:end] = [""] * (end - number)
        if table is not None:
            tables.append(_with_caption(table, end, left, words))
        number = end
    return Taken(left, tuple(tables), tuple(remarks))


def _begins(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    if "|" not in line or _INDENTED.match(line) or RULE.match(line):
        return False
    return "|" in lines[number + 1] and RULE.match(lines[number + 1]) is not None


def _end(lines: Sequence[str], begin: int) -> int:
    """Return the line below a table's last row: a blank one, or one without a stroke."""
    end = begin + 2
    while end < len(lines) and "|" in lines[end] and not _OTHER.match(lines[end]):
        end += 1
    return end


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of a row; a stroke with a backslash before it is part of its cell."""
    stripped = line.strip().removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", stripped))


def _read(lines: Sequence[str], begin: int, end: int, remarks: list[Remark]) -> Pipe | None:
    """Return a table, or None with a remark."""
    heads, dashes = cells_of(lines[begin]), cells_of(lines[begin + 1])

    def remark(what: str, mend: str, line: int) -> None:
        remarks.append(Remark("error", what, mend, line, lines[line].strip(), CODE))

    if len(heads) != len(dashes):
        what = f"the header of this table has {_counted(len(heads), 'cell')}, and the line of dashes {len(dashes)}"
        remark(what, f"type | {' | '.join(['---'] * len(heads))} | below the header", begin + 1)
        return None
    if not LEAST_COLUMNS <= len(heads) <= MOST_COLUMNS:
        remark(columns_say(len(heads)), columns_mend(len(heads)), begin)
        return None
    rows = tuple(Row(number, cells_of(lines[number])) for number in range(begin + 2, end))
    if not rows:
        remark("this table has a header and no rows", "type a row below the line of dashes: | … | … |", begin)
        return None
    if len(rows) > MOST_ROWS:
        remark(*rows_say(len(rows)), begin)
        return None
    ragged = [row for row in rows if len(row.cells) != len(heads)]
    for row in ragged[:8]:
        count = len(row.cells)
        what = f"this row has {_counted(count, 'cell')}, and the table {len(heads)} columns"
        mend = (
            "type \\| for a stroke that is part of a cell, or delete the cell that is too many"
            if count > len(heads)
            else f"type an empty cell for each value that is missing: {' | ' * (len(heads) - count)}|"
        )
        remark(what, mend, row.line)
    return None if ragged else Pipe(begin, heads, tuple(_side(cell) for cell in dashes), rows)


def columns_say(count: int) -> str:
    """Return what is said of a table of too few or too many columns."""
    return f"this table has {_counted(count, 'column')}, and a table has {LEAST_COLUMNS} to {MOST_COLUMNS}"


def columns_mend(count: int) -> str:
    """Return what to do about a table of too few or too many columns."""
    if count < LEAST_COLUMNS:
        return "write its rows as a list: lines that begin with `- `"
    return "leave out columns, or make two tables of it"


def rows_say(count: int) -> tuple[str, str]:
    """Return what is said of a table of too many rows, and what to do about it."""
    return (
        f"this table has {count} rows, and a table has {MOST_ROWS} at most",
        "show the most important rows, and give the address of all of them in `links`",
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _side(dashes: str) -> Side:
    """Return the edge that the colons at a column's dashes name."""
    begins, ends = dashes.startswith(":"), dashes.endswith(":")
    return "center" if begins and ends else "end" if ends else "start" if begins else ""


def _with_caption(table: Pipe, end: int, left: list[str], words: Sequence[str]) -> Pipe:
    """Return a table with the paragraph before or behind it as its caption, if that begins as captions do."""
    mark = re.compile(rf"^ {{0,3}}(?:{'|'.join(map(re.escape, words))})\s?[:\uff1a]\s*(?=\S)", re.IGNORECASE)
    for begin, after in (_before(left, table.line), _behind(left, end)):
        found = mark.match(left[begin]) if begin < after else None
        if found is None:
            continue
        rows = [left[begin][found.end() :], *left[begin + 1 : after]]
        left[begin:after] = [""] * (after - begin)
        caption = " ".join(row.strip() for row in rows)
        return Pipe(table.line, table.heads, table.sides, table.rows, caption, begin)
    return table


def _before(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Return where the paragraph above a line begins, and the line below it."""
    after = line
    while after and not lines[after - 1].strip():
        after -= 1
    begin = after
    while begin and lines[begin - 1].strip():
        begin -= 1
    return begin, after


def _behind(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Return where the paragraph from a line on begins, and the line below it."""
    begin = line
    while begin < len(lines) and not lines[begin].strip():
        begin += 1
    after = begin
    while after < len(lines) and lines[after].strip():
        after += 1
    return begin, after
