"""Notes at the feet of columns: set once, and as a part of what the line with their mark takes.

A note stands in the column of its first mark, whatever its page; so a column is as high as its lines and the notes of
their marks together, and the search for pages sees to the rest. Where text runs in columns with no margin beside them
notes stand at the foot of the page (`page_notes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pdfbrochure.compose.blocks import Note, Paragraph
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine
from pdfbrochure.layout.pieces import MarginBlock, SetNote
from pdfbrochure.text.lines import Line

# The rule above notes: its width and thickness, and from it to the first baseline.
RULE: Final = (48.0, 0.5)
TO_NOTE: Final = 13.0


class FootNotes:
    """The notes of a galley by their marks.

    Args:
        notes: Those at the feet of columns.
        desk: Sets them.
    """

    def __init__(self, notes: Iterable[Note], desk: Desk) -> None:
        self._notes = {note.mark: note for note in notes}
        self._desk = desk

    def at(self, desk: Desk) -> FootNotes:
        """Return the same notes as another desk sets them."""
        return FootNotes(self._notes.values(), desk)

    def of(self, lines: Iterable[Line]) -> tuple[SetNote, ...]:
        """Return the notes of which the first mark stands in some lines."""
        if not self._notes:
            return ()
        marks = dict.fromkeys(run.node for line in lines for run in line.runs if run.url.startswith("#note-"))
        return tuple(self.set(self._notes[mark].text) for mark in marks if mark in self._notes)

    def beside(self, lines: Iterable[Line]) -> tuple[tuple[SetNote, ...], tuple[MarginBlock, ...]]:
        """Return the same notes: those that stand at the foot, and those that stand in the margin beside the lines."""
        grid = self._desk.grid
        if not self._notes or not grid.margin:
            return self.of(lines), ()
        marks = dict.fromkeys(run.node for line in lines for run in line.runs if run.url.startswith("#note-"))
        foot: list[SetNote] = []
        margin: list[MarginBlock] = []
        for note in (self._notes[mark] for mark in marks if mark in self._notes):
            key: Origin = ("notes", note.number)
            style = self._desk.theme.styles["note"]
            if key in self._desk.in_column or self._desk.setter.widest_word(note.text, style) > grid.margin:
                foot.append(self.set(note.text))
            else:
                own = self.set(note.text, grid.margin)
                margin.append(MarginBlock(self._desk.stacked(own.lines, style, 0.0, 0.0), own.height, key))
        return tuple(foot), tuple(margin)

    def set(self, text: Paragraph, width: float = 0.0) -> SetNote:
        """Return a note in a width, or in that of a column."""
        desk, style = self._desk, self._desk.theme.styles["note"]
        lines = desk.set(text, style, width or desk.grid.column_width, hyphenate=desk.edition.hyphenate)
        return SetNote(lines, style.leading)


def rule_above(x: float, y: float, grid: Grid) -> PlacedFlat:
    """Return the rule above notes of which the first line stands on a baseline."""
    return PlacedFlat(x, y - TO_NOTE, min(RULE[0], grid.column_width), RULE[1], "hairline")


def place_notes(notes: Sequence[SetNote], x: float, foot: float, grid: Grid) -> list[Placed]:
    """Return notes of which the last line stands on a baseline, with the rule above them."""
    y = foot - sum(note.height for note in notes) + notes[0].leading
    things: list[Placed] = [rule_above(x, y, grid)]
    for note in notes:
        things += [PlacedLine(x, y + number * note.leading, line) for number, line in enumerate(note.lines)]
        y += note.height
    return things
